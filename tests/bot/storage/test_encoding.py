"""What is stored can be read again, exactly."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.storage.encoding import EncodingError, dump_message, dump_reply, load_message, load_reply
from handlers.action import Action, Verb
from handlers.message import Button, Channel, Message, Start, Text
from handlers.reply import Bullets, Link, Paragraph, Press, Purpose, Reply, Small

texts = st.text(st.characters(codec="utf-8"), max_size=30)
ids = st.text("abcdefghijklmnopqrstuvwxyz0123456789-", max_size=8)
contents = st.builds(Text, texts, st.booleans()) | st.builds(Button, texts) | st.builds(Start, texts)
messages = st.builds(
    Message,
    channel=st.sampled_from(Channel),
    conversation=texts,
    sender=texts,
    event=texts,
    at=st.datetimes(timezones=st.just(UTC)),
    content=contents,
    masked=st.lists(texts, max_size=3).map(tuple),
)
blocks = (
    st.builds(Paragraph, texts)
    | st.builds(Bullets, st.lists(texts, max_size=3).map(tuple), st.booleans())
    | st.builds(Link, texts, texts)
    | st.builds(Small, texts)
)
actions = st.builds(Action, st.sampled_from(Verb), st.lists(ids, min_size=1, max_size=3).map(tuple))
replies = st.builds(
    Reply,
    blocks=st.lists(blocks, max_size=4).map(tuple),
    title=st.none() | texts,
    buttons=st.lists(st.builds(Press, texts, actions), max_size=3).map(tuple),
    purpose=st.sampled_from(Purpose),
    keep=st.booleans(),
)


@given(messages)
def test_messages_come_back(message: Message) -> None:
    """A message is the same after storing."""
    assert load_message(dump_message(message)) == message


@given(replies)
def test_replies_come_back(reply: Reply) -> None:
    """A reply is the same after storing."""
    assert load_reply(dump_reply(reply)) == reply


def test_a_button_without_arguments_comes_back() -> None:
    """The menu's action has none."""
    reply = Reply((), buttons=(Press("Danh mục", Action(Verb.MENU)),))

    assert load_reply(dump_reply(reply)) == reply


def test_a_button_that_means_nothing_any_more_is_left_out() -> None:
    """An old reply is still shown."""
    stored = dump_reply(Reply((Paragraph("Chào"),), buttons=(Press("Cũ", Action(Verb.MENU)),))).replace("1:n", "0:z")

    assert load_reply(stored) == Reply((Paragraph("Chào"),))


@pytest.mark.parametrize(
    "stored", ["", "[]", "{}", '{"version":2}', '{"version":1}', '{"version":1,"content":{"kind":"x"}}']
)
def test_what_is_neither(stored: str) -> None:
    """What can't be read says so with an error of its own."""
    with pytest.raises(EncodingError):
        load_message(stored)
    with pytest.raises(EncodingError):
        load_reply(stored)


def test_a_code_that_would_not_fit() -> None:
    """A button that no platform could carry is a fault of the handler's."""
    with pytest.raises(ValueError, match="too long"):
        dump_reply(Reply((), buttons=(Press("x", Action(Verb.TOPIC, ("a" * 64,))),)))


def test_instants_keep_their_zone() -> None:
    """Stored instants are in UTC and say so."""
    message = Message(Channel.WEB, "c", "c", "e", datetime(2026, 11, 21, tzinfo=UTC), Text("x"))

    assert '"2026-11-21T00:00:00+00:00"' in dump_message(message)
