"""The menu: every topic and every facet by buttons alone, and kind words for buttons that are old."""

import pytest

from handlers.action import decode, encode
from handlers.ask import texts
from knowledge.content import Content
from tests.conversing import TODAY, Conversing


def _codes(chat: Conversing) -> dict[str, str]:
    return {press.label: encode(press.action) for reply in chat.replies for press in reply.buttons}


def test_every_topic_by_buttons_at_most_eight_a_level(chat: Conversing, content: Content) -> None:
    """From the welcome, following every button of the menu, each topic is found; no level has more than eight."""
    chat.starts()
    waiting, seen, topics = [*_codes(chat).values()], set[str](), set[str]()
    assert 2 <= len(waiting) <= 8
    while waiting:
        code = waiting.pop()
        action = decode(code)
        assert action is not None
        if code in seen:
            continue
        seen.add(code)
        if action.verb == "t":
            topics.add(action.args[0])
            continue
        chat.sends_code(code)
        assert 2 <= len(chat.buttons) <= 8
        waiting += _codes(chat).values()

    assert topics == set(content.topics)


def test_a_topic_of_the_menu_opens_with_its_summary(chat: Conversing, content: Content) -> None:
    """Pressed without a question before it, a topic says what it is, in its limit, with a source."""
    for topic in content.topics.values():
        chat.sends_code(f"1:t:{topic.id}")

        assert topic.summary in chat.text
        assert "Nguồn: " in chat.text
        assert chat.topic == topic.id
        assert len(chat.buttons) <= 8


def test_every_facet_can_be_reached(chat: Conversing, content: Content) -> None:
    """What doesn't fit among eight buttons waits behind "Phần khác nữa…"."""
    for topic in content.topics.values():
        chat.sends_code(f"1:t:{topic.id}:all")
        reached = set(_codes(chat).values())
        if texts.MORE_FACETS in chat.buttons:
            chat.presses(texts.MORE_FACETS)
            reached |= set(_codes(chat).values())
        assert {f"1:t:{topic.id}:{facet}" for facet in topic.facets(TODAY)} <= reached


def test_every_facet_button_shows_its_facet(chat: Conversing, content: Content) -> None:
    """Whatever facet a topic offers is there when pressed, with at most eight buttons whose codes fit."""
    for topic in content.topics.values():
        chat.sends_code(f"1:t:{topic.id}:all")
        offered = _codes(chat)
        assert 2 <= len(offered) <= 8
        for code in offered.values():
            action = decode(code)
            assert action is not None
            chat.sends_code(code)
            if action.args[1] == "all":
                continue
            assert (chat.topic, chat.state.facet) == action.args
            assert "Nguồn: " in chat.text
            assert len(chat.buttons) <= 8


def test_a_welcome_once(chat: Conversing) -> None:
    """The welcome comes with the first menu, later menus come without it."""
    assert texts.WELCOME[0] in chat.starts()
    assert texts.WELCOME[0] not in chat.says("menu")
    assert texts.MENU_AGAIN in chat.text


def test_the_menu_by_word_and_back(chat: Conversing, content: Content) -> None:
    """A group is chosen by its words; from there a button leads home."""
    chat.starts()
    chat.says("cư trú")
    assert content.topics["dang-ky-tam-tru"].title in chat.buttons

    chat.presses(texts.MENU_BACK)
    assert content.groups[0].title in chat.buttons


@pytest.mark.parametrize(
    "code",
    [
        "0:t:khai-sinh",
        "1:q:khai-sinh",
        "1:t:khong-con-nua",
        "1:t",
        "1:k:han:trong-han",
        "1:b",
        "1:r",
        "1:x",
        "1:y",
        "1:w:khai-sinh:ly-do-cu",
        "",
        "x" * 200,
        "<script>",
        "1:t:khai-sinh:" + "a" * 60,
    ],
)
def test_old_and_foreign_buttons(chat: Conversing, code: str) -> None:
    """A button that is no more says kindly that it is old, offers the menu and changes nothing."""
    chat.says("làm hộ chiếu cần giấy gì")
    before = chat.state

    chat.sends_code(code)

    assert texts.OLD_BUTTON in chat.text
    assert 2 <= len(chat.buttons) <= 8
    assert chat.noted == []
    assert chat.state.with_(choices=()) == before.with_(choices=())


@pytest.mark.parametrize(
    "code", ["1:n:khong-co", "1:n:vneid:99", "1:n:vneid:-1", "1:n:-:²", "1:p:khong-co", "1:c:khong-co", "1:t:khai-sinh:gia"]
)  # fmt: skip
def test_a_button_with_a_part_that_is_no_more(chat: Conversing, code: str) -> None:
    """An unknown group, page, facet or list leads somewhere sensible."""
    chat.sends_code(code)

    assert chat.text
    assert 1 <= len(chat.buttons) <= 8


@pytest.mark.parametrize("code", ["1:y:khai-sinh", "1:y:khai-sinh:7"])
def test_a_foreign_judgement_is_not_recorded(chat: Conversing, code: str) -> None:
    """Only the two buttons that are shown count as a judgement."""
    chat.sends_code(code)

    assert chat.noted == []
