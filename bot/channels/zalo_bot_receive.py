"""What the Zalo Bot Platform sends, as messages: a named rule for each event. Pure functions."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from bot.pipeline.accept import read_text
from handlers.message import Channel, Content, Message, Other, Photo, Voice

# Ids are short strings like "6ede9afa66b88fe6d6a9"; what is far from that is no id.
_ID = re.compile(r"[\x21-\x7e]{1,128}")
_LONGEST_ADDRESS = 2_048
# Above it a number counts milliseconds: in seconds it would be the year 5138.
_MILLISECONDS = 100_000_000_000


@dataclass(frozen=True, slots=True)
class Skipped:
    """An event that nothing is done about, why, and its id where it has one."""

    reason: str
    event: str = ""


def updates_in(data: object) -> Sequence[object]:
    """The updates of an answer or a webhook call: one, in the envelope `{"ok", "result"}` or bare; or a list of them.

    Empty when it holds none: the call by which Zalo verifies a webhook need not be a message.
    """
    if isinstance(data, dict) and "event_name" not in data and "message" not in data:
        data = data.get("result")
    if isinstance(data, list):
        return data
    return [data] if isinstance(data, dict) and ("event_name" in data or "message" in data) else []


def read_update(update: object, now: datetime, names: Sequence[str] = ()) -> Message | Skipped:
    """The message of an update. `names`: the bot's own, whose mention in a group isn't part of the question.

    What people call themselves (`display_name`) is not read.
    """
    data = _dict(update)
    message, name = _dict(data.get("message")), data.get("event_name")
    chat, sender = _dict(message.get("chat")), _dict(message.get("from"))
    if not isinstance(name, str):
        return Skipped("no_event_name")
    number, conversation, person = _id(message.get("message_id")), _id(chat.get("id")), _id(sender.get("id"))
    event = f"{name}:{number}"
    if name not in _RULES:
        return Skipped("unknown_event", event if number else "")
    if not (number and conversation and person):
        return Skipped("no_ids", event if number else "")
    if sender.get("is_bot") is True:
        return Skipped("from_a_bot", event)
    group = chat.get("chat_type") == "GROUP"
    content, masked = _RULES[name](_without_mention(message, names) if group else message)
    if content is None:
        return Skipped("no_content", event)
    return Message(
        channel=Channel.ZALO_BOT,
        conversation=conversation,
        # In a group nothing is kept about persons.
        sender=conversation if group else person,
        event=event,
        at=_instant(message.get("date"), now),
        content=content,
        masked=masked,
        group=group,
    )


# --- a rule for each event -------------------------------------------------------------------------------------------

_Read = tuple[Content | None, tuple[str, ...]]


def _text(message: dict[str, Any]) -> _Read:
    text = message.get("text")
    return read_text(text) if isinstance(text, str) else (None, ())


def _image(message: dict[str, Any]) -> _Read:
    # The sources disagree about the name of the field.
    address = _address(message.get("photo")) or _address(message.get("photo_url"))
    caption = message.get("caption")
    read, masked = read_text(caption if isinstance(caption, str) else "")
    return Photo(address, read.text), masked


def _voice(message: dict[str, Any]) -> _Read:
    return Voice(_address(message.get("voice_url"))), ()


def _sticker(message: dict[str, Any]) -> _Read:
    return Other("sticker"), ()


def _file(message: dict[str, Any]) -> _Read:
    return Other("file"), ()


def _unsupported(message: dict[str, Any]) -> _Read:
    """From people whom Zalo protects (children among them) it passes nothing on but that they wrote."""
    return Other("unsupported"), ()


_RULES = {
    "message.text.received": _text,
    "message.image.received": _image,
    "message.voice.received": _voice,
    "message.sticker.received": _sticker,
    "message.file.received": _file,
    "message.unsupported.received": _unsupported,
}


def _without_mention(message: dict[str, Any], names: Sequence[str]) -> dict[str, Any]:
    """Zalo doesn't say whether the mention that called the bot stays in the text; if it did, it goes."""
    text = message.get("text")
    if not isinstance(text, str):
        return message
    for name in sorted(names, key=len, reverse=True):
        text = re.sub(rf"@{re.escape(name)}(?!\w)[,:]?", " ", text, flags=re.IGNORECASE)
    return {**message, "text": text.strip()}


def _dict(value: object) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _id(value: object) -> str:
    if isinstance(value, int) and not isinstance(value, bool):
        value = str(value)
    return value if isinstance(value, str) and _ID.fullmatch(value) else ""


def _address(value: object) -> str:
    return value if isinstance(value, str) and len(value) <= _LONGEST_ADDRESS else ""


def _instant(value: object, now: datetime) -> datetime:
    """When it was sent: milliseconds, or seconds as one client has seen. Without a usable date, or from ahead: now."""
    try:
        number = float(value) if isinstance(value, int | float | str) and not isinstance(value, bool) else 0.0
        at = datetime.fromtimestamp(number / 1000 if number > _MILLISECONDS else number, UTC)
    except (ValueError, OverflowError, OSError):
        return now
    return min(at, now) if number > 0 else now
