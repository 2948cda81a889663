"""Replies as messages of the Official Account."""

import pytest

from bot.channels.zalo_oa_render import LARGEST_PICTURE, messages, table_message
from handlers.action import Action, Verb
from handlers.reply import Link, Paragraph, Picture, Press, Reply, Small, say
from tests.bot.assistant import document

PNG = b"\x89PNG"


def presses(count: int) -> tuple[Press, ...]:
    """So many buttons."""
    return tuple(Press(f"Nút {number}", Action(Verb.TOPIC, (f"chu-de-{number}",))) for number in range(count))


def buttons(message: object) -> list[dict[str, object]]:
    """The buttons of a message; it must have no template type."""
    assert isinstance(message, dict)
    payload = message.get("attachment", {"payload": {}})["payload"]
    assert "template_type" not in payload
    return list(payload.get("buttons", []))


def test_a_text() -> None:
    """Nothing but the text."""
    assert messages(say("Một.", "Hai.")) == [{"text": "Một.\n\nHai."}]


@pytest.mark.parametrize(("count", "shares"), [(1, [1]), (5, [5]), (6, [5, 1]), (8, [5, 3]), (11, [5, 5, 1])])
def test_buttons(count: int, shares: list[int]) -> None:
    """At most five under a message, the rest under messages that say so; every one once, in order."""
    found = messages(say("Chọn đi.", buttons=presses(count)))

    assert [len(buttons(message)) for message in found] == shares
    assert [message["text"] for message in found[1:]] == ["Các lựa chọn khác:"] * (len(shares) - 1)
    every = [button for message in found for button in buttons(message)]
    assert every[0] == {"title": "Nút 0", "type": "oa.query.hide", "payload": "#tl 1:t:chu-de-0"}
    assert [button["title"] for button in every] == [f"Nút {number}" for number in range(count)]


def test_links_become_buttons_where_there_is_room() -> None:
    """Otherwise they stand in the text; either way they are there once."""
    [message] = messages(document())
    assert buttons(message)[0] == {
        "title": "Nộp trực tuyến",
        "type": "oa.open.url",
        "payload": {"url": "https://dichvucong.gov.vn"},
    }
    assert "https://" not in message["text"] and message["text"].startswith("Giấy tờ khai sinh\n\nCần mang")

    crowded = Reply(document().blocks, buttons=presses(5))
    [message] = messages(crowded)
    assert "Nộp trực tuyến: https://dichvucong.gov.vn" in message["text"] and len(buttons(message)) == 5

    telephone = Reply((Paragraph("Gọi:"), Link("Công an", "tel:113")))
    assert messages(telephone) == [{"text": "Gọi:\n\nCông an: tel:113"}]


def test_a_long_text() -> None:
    """Parted at paragraphs, the buttons under the last part, no part over 2,000 units however they are counted."""
    found = messages(Reply(tuple(Paragraph("😀 đoạn " * 80) for _ in range(9)), buttons=presses(2)))

    assert len(found) > 2
    assert all(len(message["text"].encode("utf-16-le")) <= 4_000 for message in found if isinstance(message, dict))
    assert [len(buttons(message)) for message in found] == [0] * (len(found) - 1) + [2]


def test_decomposed_text_is_composed() -> None:
    """It would be a quarter longer."""
    assert messages(Reply((Paragraph("Thu\u031b\u0323c"),))) == [{"text": "Th\u1ef1c"}]


def test_buttons_alone() -> None:
    """A message needs a text."""
    [message] = messages(Reply((), buttons=presses(2)))

    assert message["text"] == "Mời anh/chị chọn:"
    assert messages(Reply(())) == []


def test_a_long_label() -> None:
    """Cut to a hundred characters."""
    [message] = messages(say("x", buttons=(Press("dài " * 50, Action(Verb.MENU)),)))

    title = str(buttons(message)[0]["title"])
    assert len(title) <= 100 and title.endswith("…")


def test_a_picture() -> None:
    """It goes before the text; one that is too large goes as its table."""
    small, large = (Picture(PNG + bytes(size), "Số ca theo tháng", "Tháng 1: 3") for size in (0, LARGEST_PICTURE))

    assert messages(Reply((Small("Nguồn"),), picture=small)) == [small, {"text": "Nguồn"}]
    assert messages(Reply((Small("Nguồn"),), picture=large)) == [{"text": "Nguồn\n\nTháng 1: 3"}]
    assert table_message(small) == {"text": "Tháng 1: 3"}


def test_the_same_reply_gives_the_same_messages() -> None:
    """A restart goes on at the right call."""
    reply = Reply(document().blocks, buttons=presses(8), picture=Picture(PNG, "a", "b"))

    assert messages(reply) == messages(reply)
