"""In a group: one short answer with its source and the way to a private conversation; nothing stays behind."""

import pytest

from handlers.action import Verb, decode
from handlers.ask import texts
from handlers.ask.groups import LONGEST, shorten
from handlers.conversation import Conversation
from handlers.message import Button, Contact, Content, Joined, Left, Location, Other, Photo, Start, Voice
from handlers.reply import Paragraph, Small
from knowledge.content import Content as Knowledge
from knowledge.topic import Facet
from tests.conversing import TODAY, Conversing

FEE = "làm lại căn cước hết bao nhiêu tiền"


def _said(chat: Conversing) -> str:
    """What was said without its title and what stands back."""
    (reply,) = chat.replies
    parts = [block.text if isinstance(block, Paragraph) else "\n".join(block.items)
             for block in reply.blocks if not isinstance(block, Small)]  # fmt: skip
    return "\n".join(parts)


def _nothing_stays(chat: Conversing) -> None:
    assert len(chat.replies) == 1
    assert chat.state == Conversation()
    assert chat.changes == []
    assert chat.buttons == [texts.GROUP_PRIVATE]


def test_a_question_is_answered_in_short(chat: Conversing) -> None:
    """The statement that leads, its own source, one button; no menu, no question whether it helped."""
    shown = chat.asks_in_group(FEE)

    assert chat.replies[0].title == "Cấp, đổi, cấp lại thẻ căn cước"
    assert "đồng" in _said(chat)
    assert len(_said(chat)) <= LONGEST
    assert shown.count("Nguồn: ") == 1
    assert decode(chat.codes[texts.GROUP_PRIVATE]).verb is Verb.PRIVATE
    _nothing_stays(chat)


def test_nothing_is_remembered_from_one_line_to_the_next(chat: Conversing) -> None:
    """A follow-up stands alone: another person may have said it."""
    alone = chat.asks_in_group("thế hết bao nhiêu tiền")
    chat.asks_in_group(FEE)

    assert chat.asks_in_group("thế hết bao nhiêu tiền") == alone
    _nothing_stays(chat)


def test_what_was_typed_is_never_repeated(chat: Conversing) -> None:
    """Neither a number that was masked nor any other word of the person; a warning says to delete it."""
    shown = chat.asks_in_group("tôi tên Hồ Thị Xoan, căn cước 040095001234, làm lại hết bao nhiêu tiền")

    assert shown.count(texts.GROUP_MASKED) == 1
    assert "Xoan" not in shown
    assert "0400" not in shown
    _nothing_stays(chat)


@pytest.mark.parametrize("line", ["blơ blơ xì xụp", "đăng ký", "giá vàng hôm nay", "hôm nay ăn chi"])
def test_not_understood(chat: Conversing, line: str) -> None:
    """One line with the way to a private conversation; nobody is offered a choice in front of all."""
    assert "\n" not in chat.asks_in_group(line)
    _nothing_stays(chat)


@pytest.mark.parametrize("line", ["xin chào", "cảm ơn nhé", "hi", "bạn là ai"])
def test_small_talk(chat: Conversing, line: str) -> None:
    """One short line."""
    assert 10 < len(chat.asks_in_group(line)) < 170
    assert "\n" not in chat.text
    _nothing_stays(chat)


def test_an_emergency(chat: Conversing) -> None:
    """The number to call, also in a group."""
    assert "114" in chat.asks_in_group("nhà tôi đang cháy cứu với")
    _nothing_stays(chat)


def test_a_near_miss_by_name(chat: Conversing) -> None:
    """Who handles it, in one line."""
    shown = chat.asks_in_group("thủ tục ly hôn thuận tình")

    assert "ly hôn" in shown.lower()
    assert "\n" not in shown
    _nothing_stays(chat)


def test_communes(chat: Conversing) -> None:
    """Where an old commune went is said with its source; a name that fits several is settled in private."""
    shown = chat.asks_in_group("xã Khánh Hợp huyện Nghi Lộc nay thuộc xã nào")

    assert "Đông Lộc" in shown
    assert "Nguồn:" in shown
    _nothing_stays(chat)


@pytest.mark.parametrize("line", ["", "   ", "👍", "menu", "/start", "trợ giúp", "/help"])
def test_called_without_a_question(chat: Conversing, line: str) -> None:
    """How to ask, in one line, without a menu."""
    assert chat.asks_in_group(line) == texts.GROUP_HELLO
    _nothing_stays(chat)


@pytest.mark.parametrize(
    ("content", "line"),
    [
        (Joined(), texts.GROUP_HELLO),
        (Start("hoi"), texts.GROUP_HELLO),
        (Voice("f", 3), texts.GROUP_VOICE),
        (Voice("f", 3, heard="làm căn cước ở đâu"), texts.GROUP_VOICE),
        (Photo("f"), texts.GROUP_PAPERS),
        (Contact(), texts.GROUP_PAPERS),
        (Location(19.0, 105.0), texts.GROUP_NOT_UNDERSTOOD),
        (Other("sticker"), texts.GROUP_NOT_UNDERSTOOD),
        (Button("1:v"), texts.GROUP_HOW),
        (Button("1:c:khai-sinh"), texts.GROUP_BUTTON),
        (Button("x"), texts.GROUP_BUTTON),
    ],
)
def test_whatever_else_is_one_line(chat: Conversing, content: Content, line: str) -> None:
    """No welcome, no menu, no list is begun in front of everybody."""
    assert chat.sends(content, group=True) == line
    _nothing_stays(chat)


def test_a_caption_in_a_group(chat: Conversing) -> None:
    """It is a question there too."""
    answer = chat.asks_in_group(FEE)

    assert chat.sends(Photo("f", caption=FEE), group=True) == answer


def test_removed_from_the_group(chat: Conversing) -> None:
    """Nobody can be answered."""
    assert chat.sends(Left(), group=True) == ""
    assert chat.buttons == []


def test_the_button_pressed_in_private(chat: Conversing) -> None:
    """Where it leads: the welcome."""
    assert texts.WELCOME[0] in chat.sends_code("1:v")


def test_every_statement_fits(content: Knowledge) -> None:
    """Whatever leads is said in whole lines or sentences of at most 300 characters."""
    for topic in content.topics.values():
        for facet in set(topic.facets(TODAY)) - {Facet.OVERVIEW}:
            for statement in (s for s in topic.holding(TODAY) if s.facet is facet):
                said, left_out = shorten(statement.text)
                assert len(said) <= LONGEST
                assert statement.text.startswith(said.rstrip("…"))
                assert left_out == (said != statement.text)


def test_shortening() -> None:
    """Whole lines first, then sentences, then words."""
    lines = "Cần:\n" + "\n".join(f"- giấy tờ thứ {n}" for n in range(40))
    assert shorten(lines)[0].splitlines()[-1] in lines.splitlines()
    assert shorten("Câu này ngắn. " * 40)[0].endswith("ngắn.")
    assert shorten("chữ " * 200) == ("chữ " * 73 + "chữ…", True)
    assert shorten("vừa đủ") == ("vừa đủ", False)
