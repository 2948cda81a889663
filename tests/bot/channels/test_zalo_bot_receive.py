"""What Zalo sends, as messages: a named rule for each event."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.zalo_bot_receive import Skipped, read_update, updates_in
from handlers.message import Channel, Message, Other, Photo, Text, Voice
from tests.bot.talk import NOW
from tests.fakes.zalo_bot import DATE, FakeZaloBot

zalo = FakeZaloBot()


def read(update: object, *names: str) -> Message:
    """An update that must be a message."""
    message = read_update(update, NOW, names)
    assert isinstance(message, Message)
    return message


def test_a_text() -> None:
    """Its id is the message's, its time the platform's; the name that the person gave themselves is nowhere."""
    update = zalo.update(text="khai sinh cần gì", user="u1", date=DATE - 60_000)

    message = read(update)

    assert message.content == Text("khai sinh cần gì")
    assert (message.channel, message.conversation, message.sender) == (Channel.ZALO_BOT, "u1", "u1")
    assert message.event == "message.text.received:" + update["message"]["message_id"]
    assert message.at == NOW - timedelta(minutes=1)
    assert not message.group
    assert "Nở" not in repr(message)


def test_numbers_are_masked() -> None:
    """Also under a picture."""
    message = read(zalo.update(text="số 040095001234"))
    photo = read(zalo.update("message.image.received", photo="https://p/1", caption="số 040095001234"))

    assert "040095001234" not in repr(message) + repr(photo) and message.masked == photo.masked == ("citizen",)


@pytest.mark.parametrize(
    ("name", "fields", "content"),
    [
        ("message.image.received", {"photo": "https://p/1.jpg", "caption": "giấy"}, Photo("https://p/1.jpg", "giấy")),
        ("message.image.received", {"photo_url": "https://p/2.jpg"}, Photo("https://p/2.jpg")),
        ("message.voice.received", {"voice_url": "https://v/1.aac"}, Voice("https://v/1.aac")),
        ("message.sticker.received", {"sticker": "s", "url": "https://s/1"}, Other("sticker")),
        ("message.file.received", {}, Other("file")),
        ("message.unsupported.received", {}, Other("unsupported")),
    ],
)
def test_other_kinds(name: str, fields: dict[str, str], content: object) -> None:
    """Each by its rule; both names of the picture's field."""
    assert read(zalo.update(name, **fields)).content == content


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"event_name": "user.follow"}, "unknown_event"),
        ({"event_name": "message.hologram.received"}, "unknown_event"),
        ({"event_name": None}, "no_event_name"),
        ({"message": None}, "no_ids"),
        ({"message": {"text": "x"}}, "no_ids"),
    ],
)
def test_what_is_passed_over(change: dict[str, Any], reason: str) -> None:
    """By name, without an error."""
    skipped = read_update({**zalo.update(text="x"), **change}, NOW)

    assert isinstance(skipped, Skipped) and skipped.reason == reason


def test_bots_are_not_answered() -> None:
    """Nor is a text that is none."""
    update = zalo.update(text="x")
    update["message"]["from"]["is_bot"] = True

    assert read_update(update, NOW) == Skipped("from_a_bot", "message.text.received:" + update["message"]["message_id"])
    assert isinstance(read_update(zalo.update(text=None), NOW), Skipped)


@pytest.mark.parametrize(
    ("date", "at"),
    [
        (DATE, NOW),
        (DATE // 1000, NOW),
        (str(DATE - 5_000), NOW - timedelta(seconds=5)),
        (DATE + 10**9, NOW),
        (1_600_000_000, datetime(2020, 9, 13, 12, 26, 40, tzinfo=UTC)),
        (None, NOW),
        ("hôm qua", NOW),
        (True, NOW),
        (float("nan"), NOW),
        (10**40, NOW),
    ],
)
def test_dates(date: object, at: datetime) -> None:
    """Milliseconds, or seconds; what is no date, or lies ahead, is now."""
    assert read(zalo.update(text="x", date=date)).at == at


def test_in_a_group() -> None:
    """The group is the conversation and the sender; the bot's own name is no part of the question."""
    update = zalo.update(text="@Bot Trợ lý số: khai sinh cần gì?", user="u1", group="g1")

    message = read(update, "Bot Trợ lý", "Bot Trợ lý số")

    assert message.group and (message.conversation, message.sender) == ("g1", "g1")
    assert message.content == Text("khai sinh cần gì?")
    assert read(zalo.update(text="@Bot x", user="u1")).content == Text("@Bot x")


def test_both_envelopes() -> None:
    """And a list, and what holds no message."""
    update = zalo.update(text="x")

    assert updates_in(update) == updates_in({"ok": True, "result": update}) == updates_in([update]) == [update]
    for nothing in (None, {}, {"ok": True}, [], "x", 7, {"result": None}, {"result": {"id": 1}}):
        assert updates_in(nothing) == []


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["event_name", "message", "from", "chat", "id", "text", "date", "message_id", "result"]),
            inner,
        )
    ),
    max_leaves=12,
)


@given(anything)
def test_anything_at_all(data: object) -> None:
    """Whatever comes is a message or is passed over."""
    for update in updates_in(data):
        assert isinstance(read_update(update, NOW), Message | Skipped)
