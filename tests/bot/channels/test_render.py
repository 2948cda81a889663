"""Replies as channels show them."""

import pytest

from bot.channels.render import chosen, console_text, web_reply
from bot.storage.contract import Asked, StoredReply
from handlers.message import Button, Start, Text
from handlers.reply import plain_text, say
from tests.bot.assistant import BIRTH, MENU, document


def test_a_document_for_the_web() -> None:
    """The structure is typed data, the text says the same, and the page knows that people may keep it."""
    shown = web_reply(StoredReply(7, document(), Asked("e1", Button("1:t:khai-sinh"))))

    assert [block["kind"] for block in shown["blocks"]] == [
        "title",
        "paragraph",
        "bullets",
        "steps",
        "link",
        "small",
    ]
    assert shown["text"] == plain_text(document())
    assert shown["buttons"] == [
        {"label": "Lệ phí", "action": "1:t:khai-sinh:fee"},
        {"label": "Danh mục", "action": "1:n"},
    ]
    assert (shown["id"], shown["keep"], shown["asked"]) == (7, True, {"event": "e1", "action": "1:t:khai-sinh"})


@pytest.mark.parametrize(
    ("content", "asked"),
    [(Text("phí?"), {"event": "e", "text": "phí?"}), (Start(), {"event": "e"})],
)
def test_what_it_answers(content: Text | Start, asked: dict[str, str]) -> None:
    """A page can show the question again."""
    assert web_reply(StoredReply(1, say("x"), Asked("e", content)))["asked"] == asked


def test_a_notice_answers_nothing() -> None:
    """Only what is there is sent."""
    assert web_reply(StoredReply(1, say("x"), None)).keys() == {"id", "text", "buttons", "blocks"}


def test_a_terminal_numbers_the_buttons() -> None:
    """As a person can type them."""
    assert console_text(say("Chọn:", buttons=(BIRTH, MENU))) == "Chọn:\n\n  1) Khai sinh\n  2) Danh mục"
    assert console_text(say("Chào")) == "Chào"


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("1", "1:t:khai-sinh"),
        (" 2 ", "1:n"),
        ("3", None),
        ("0", None),
        ("-1", None),
        ("một", None),
        ("", None),
        ("²", None),
    ],
)
def test_a_typed_number_chooses(typed: str, code: str | None) -> None:
    """The last reply that has buttons counts."""
    assert chosen(typed, [say("Chọn:", buttons=(BIRTH, MENU)), say("…")]) == code


def test_nothing_to_choose() -> None:
    """A number is then a text like any other."""
    assert chosen("1", []) is None
