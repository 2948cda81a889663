"""What survives between two messages: button codes and the state of a conversation."""

import json

import pytest

from handlers.action import LONGEST, Action, Verb, decode, encode
from handlers.conversation import Checklist, Conversation, dump, load
from handlers.reply import Bullets, Link, Paragraph, Reply, Small, plain_text, say

FULL = Conversation(
    topic="khai-sinh",
    facet="fee",
    choices=(("Cần giấy tờ gì", "1:t:khai-sinh:documents"), ("Gặp người giúp", "1:p")),
    misses=2,
    fallbacks=5,
    question="làm khai sinh [số giấy tờ đã che]",
    checklist=Checklist("khai-sinh", (("han", "qua-han"), ("dien-mien", "co"))),
    greeted=True,
    shown=("khai-sinh.le-phi",),
    commune="xã Nghi Lộc gồm những xã nào",
    place="xã Minh Hợp",
    heard="làm căn cước ở đâu",
)


@pytest.mark.parametrize("state", [Conversation(), FULL, Conversation(checklist=Checklist("ket-hon"))])
def test_state_survives_its_stored_form(state: Conversation) -> None:
    """Through JSON and back nothing of a conversation is lost."""
    assert load(json.loads(json.dumps(dump(state)))) == state


@pytest.mark.parametrize("stored", [None, {}, {"version": 99, "topic": "khai-sinh"}, {"topic": "khai-sinh"}])
def test_an_unknown_state_begins_anew(stored: dict[str, object] | None) -> None:
    """A state that isn't there or of another version is a new conversation, never a crash."""
    assert load(stored) == Conversation()


def test_a_state_with_parts_missing_is_still_read() -> None:
    """What an earlier program didn't store has its first value."""
    assert load({"version": 1, "topic": "khai-sinh"}) == Conversation(topic="khai-sinh")


@pytest.mark.parametrize("verb", list(Verb))
def test_every_action_survives_its_code(verb: Verb) -> None:
    """A button's code gives its action back."""
    for args in ((), ("khai-sinh",), ("khai-sinh", "fee")):
        assert decode(encode(Action(verb, args))) == Action(verb, args)


@pytest.mark.parametrize("args", [("a" * LONGEST,), ("khai:sinh",), ("đ" * 31,)])
def test_what_does_not_fit_is_refused(args: tuple[str, ...]) -> None:
    """A code longer than a platform takes, or one that couldn't be read back, is never made."""
    with pytest.raises(ValueError, match="too long or not encodable"):
        encode(Action(Verb.TOPIC, args))


def test_the_longest_code_fits() -> None:
    """Sixty-four bytes are allowed."""
    code = encode(Action(Verb.TOPIC, ("a" * (LONGEST - 4),)))

    assert len(code) == LONGEST
    assert decode(code) is not None


@pytest.mark.parametrize(
    "code", ["", "1", "1:", "0:t:khai-sinh", "2:t:khai-sinh", "1:ö:x", "t:khai-sinh", "1:t:" + "a" * 61]
)
def test_old_and_foreign_codes(code: str) -> None:
    """Anything else is no action."""
    assert decode(code) is None


def test_a_reply_as_plain_text() -> None:
    """Title, paragraphs, lists and links as lines; buttons are left out."""
    reply = Reply(
        (Paragraph("Cần:"), Bullets(("A", "B"), numbered=True), Bullets(("C",)), Link("Cổng", "https://x"), Small("n")),
        "T",
    )

    assert plain_text(reply) == "T\n\nCần:\n\n1. A\n2. B\n\n- C\n\nCổng: https://x\n\nn"
    assert plain_text(say("", "một", "")) == "một"
