"""The conversation that is played on every channel."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Typed:
    """Something typed, and words that its answer holds."""

    text: str
    holds: tuple[str, ...]

    def answered_by(self, text: str) -> bool:
        """Whether a message answers it."""
        return all(words in text for words in self.holds)


@dataclass(frozen=True, slots=True)
class Pressed:
    """A button by its label; where there are no buttons its label is typed."""

    label: str


TYPED = (
    Typed("xin chào", ("Chào anh/chị",)),
    Typed("mất căn cước làm lại hết bao nhiêu tiền", ("35.000 đồng", "Nguồn:")),
    Typed("thế bao lâu thì xong", ("ngày", "Nguồn:")),
    Typed("xa khanh hop gio thuoc xa nao", ("Đông Lộc",)),
    Typed("tui muốn ly hôn thì ra mô", ("Tòa án",)),
    Typed("asdkjh qwezxc", ("bấm nhầm",)),
    Typed("cảm ơn nhiều nha", ()),
)

CONVERSATION: tuple[Typed | Pressed, ...] = (
    *TYPED[:3],
    Pressed("Giấy tờ cho trường hợp của tôi"),
    Pressed("Mất thẻ, thẻ hỏng"),
    *TYPED[3:],
)
