"""Which replies go on where the pressed message stood: questions of a list and pages of a menu, never an answer."""

from handlers.ask import texts
from tests.conversing import Conversing


def _in_place(chat: Conversing) -> bool:
    return any(reply.replaces for reply in chat.replies)


def test_a_list_goes_on_in_its_place(chat: Conversing) -> None:
    """It begins below the answer, each further question takes the place of the one before, the result stands alone."""
    chat.sends_code("1:c:khai-sinh")
    assert not _in_place(chat)

    chat.presses(chat.buttons[0])
    assert _in_place(chat)
    chat.presses(texts.CHECKLIST_BACK)
    assert _in_place(chat)
    while chat.state.checklist:
        chat.presses(chat.buttons[0])
        assert _in_place(chat) == (chat.state.checklist is not None)
    assert chat.replies[0].keep

    chat.presses(texts.CHECKLIST_RESTART)
    assert not _in_place(chat)


def test_a_list_that_is_left(chat: Conversing) -> None:
    """Its last question gives way, so that no dead buttons stay."""
    chat.sends_code("1:c:khai-sinh")
    chat.presses(texts.CHECKLIST_LEAVE)

    assert _in_place(chat)


def test_what_is_typed_is_answered_below(chat: Conversing) -> None:
    """A choice by number or word has no message in whose place it could go."""
    chat.sends_code("1:c:khai-sinh")
    chat.says("1")
    assert not _in_place(chat)
    chat.says("quay lại")
    assert not _in_place(chat)
    chat.says("menu", "1")
    assert not _in_place(chat)


def test_pages_of_the_menu(chat: Conversing) -> None:
    """Groups, pages and the way back in one message; a topic comes below it."""
    chat.starts()
    assert not _in_place(chat)
    chat.presses(texts.MENU_MORE)
    assert _in_place(chat)
    chat.presses(texts.MENU_MORE)
    assert _in_place(chat)
    chat.presses(chat.buttons[0])
    assert _in_place(chat)
    chat.presses(texts.MENU_BACK)
    assert _in_place(chat)
    chat.sends_code("1:n:cu-tru")
    chat.presses(chat.buttons[0])
    assert chat.topic
    assert not _in_place(chat)


def test_an_answer_is_never_replaced(chat: Conversing) -> None:
    """The menu, facets and both judgements come below the answer; only the question for the reason gives way."""
    chat.says("làm lại căn cước hết bao nhiêu tiền")
    answer = dict(chat.codes)
    for label in answer:
        chat.sends_code(answer[label])
        assert not _in_place(chat), label

    chat.sends_code(answer[texts.NOT_HELPED])
    chat.presses(texts.REASONS["thieu"])
    assert _in_place(chat)


def test_an_old_choice_takes_nobodys_place(chat: Conversing) -> None:
    """A button of an earlier question: the question that waits comes below, it isn't shown twice."""
    chat.sends_code("1:c:khai-sinh")
    first = chat.codes[chat.buttons[0]]
    chat.sends_code(first)
    chat.sends_code(first)

    assert texts.OLD_BUTTON in chat.text
    assert not _in_place(chat)
