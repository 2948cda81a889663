"""A life or money in danger gets its number before any form; "gấp" gets the three numbers beside it."""

import pytest

from handlers.reply import plain_text
from handlers.requests.urgent import urgent_reply
from knowledge.understand import Understander
from tests.village import Village


def said(understander: Understander, text: str) -> str:
    """What is said to a text, empty for nothing."""
    reply = urgent_reply(understander, text)
    return plain_text(reply) if reply else ""


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("cháy nhà", "114"),
        ("nhờ người đến giúp, nhà tôi cháy rồi", "114"),
        ("nho nguoi den voi, nha tui dang chay", "114"),
        ("có người bất tỉnh", "115"),
        ("cho người đến giúp với, mẹ tôi ngất xỉu", "115"),
        ("trộm đang trong nhà", "113"),
        ("nhờ giúp, con tôi bị đuối nước", "114"),
        ("đang bị lừa chuyển tiền", "113"),
        ("tôi vừa chuyển tiền cho kẻ lừa đảo", "ngân hàng"),
        ("có người gọi xưng công an bắt chuyển tiền", "ngân hàng"),
    ],
)
def test_danger_gets_its_number(understander: Understander, text: str, number: str) -> None:
    """With and without marks, also in the words of a request."""
    assert number in said(understander, text)


@pytest.mark.parametrize(
    "text",
    [
        "gấp lắm, nhờ tổ đến ngay",
        "nho nguoi den giup gap",
        "cần làm khai sinh gấp",
        "việc khẩn, cho người đến nhà giúp tôi",
        "can gap lam nho nguoi den",
    ],
)
def test_pressing_is_no_emergency_but_has_the_numbers(understander: Understander, text: str) -> None:
    """The three numbers, in case somebody is in danger."""
    text = said(understander, text)

    assert text.startswith("Nếu có người đang gặp nguy hiểm")
    assert all(number in text for number in ("113", "114", "115"))


@pytest.mark.parametrize(
    "text",
    [
        "nhờ người đến giúp cài VNeID",
        "tui nỏ biết mần, nhờ ai giúp với",
        "toi can gap nguoi giup",
        "gap to cong nghe so",
        "căn cước bị cháy",
        "bố tôi bệnh nằm liệt giường, nhờ đến nhà làm căn cước",
        "chồng tôi mất rồi, làm khai tử",
        "lương gấp đôi",
        "xóm 4",
        "sáng mai",
        "tôi bị khuyết tật không đi được",
        "",
    ],
)
def test_everything_else_goes_on_as_it_is(understander: Understander, text: str) -> None:
    """No alarm for a card that was burnt, a sick father, or "gặp" without marks."""
    assert said(understander, text) == ""


@pytest.mark.parametrize(
    "text", ["bị lừa chuyển tiền rồi cho người đến giúp với", "bi lua mat tien nho nguoi xuong chi voi"]
)
def test_whoever_was_cheated_gets_the_numbers_and_a_person(village: Village, text: str) -> None:
    """The numbers first, the form below them."""
    village.member("Nam", "Xóm 4")
    ba = village.resident().says(text)
    assert "ngân hàng" in ba.text.split("\n\n")[0] and "113" in ba.text
    assert ba.buttons == ["Đồng ý", "Thôi"]


@pytest.mark.parametrize(
    "text", ["có người bảo chuyển tiền, cho người đến giúp làm VNeID", "cho người đến nhà thu tiền có phải lừa đảo"]
)
def test_whoever_only_asks_gets_an_answer(village: Village, text: str) -> None:
    """No form for a scam that is asked about."""
    village.member("Nam", "Xóm 4")
    assert "Đồng ý" not in village.resident().says(text).buttons
