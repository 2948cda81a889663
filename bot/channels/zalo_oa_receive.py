"""What Zalo's webhook brings: the signature, and each event by a named rule as a `Message` or as nothing to store."""

import hashlib
import hmac
import math
from base64 import b32encode
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from bot.pipeline.accept import read_code, read_text
from handlers.action import decode
from handlers.message import (
    Channel,
    Contact,
    Content,
    Joined,
    Left,
    Location,
    Message,
    Other,
    Photo,
    Voice,
)

PREFIX = "#tl "
"""Before a button's code in its payload: Zalo sends the payload back as if the person had typed it."""

LONGEST_ID = 64
UNKNOWN = "unknown"

# Events that nobody is answered for, by the rule that says why.
_IGNORED = {
    # Our own sends come back as events, the program's and those that a person of the account wrote.
    "echo": (
        *("oa_send_text", "oa_send_image", "oa_send_gif", "oa_send_list", "oa_send_file", "oa_send_sticker"),
        *("oa_send_template", "oa_send_consent", "oa_reacted_message"),
    ),
    "receipt": ("user_received_message", "user_seen_message", "user_reacted_message", "user_click_chatnow"),
    "management": (
        *("add_user_to_tag", "remove_user_from_tag", "remove_tag", "update_user_info", "user_submit_info"),
        *("user_withdraw", "widget_interaction_accepted", "user_reply_consent", "user_click_button"),
        *("user_click_link", "user_send_contact", "oa_join"),
    ),
    "call": ("oa_call_user", "user_call_oa"),
}
_RULES = {name: rule for rule, names in _IGNORED.items() for name in names}


@dataclass(frozen=True, slots=True)
class Ignored:
    """An event that isn't answered nor stored; `rule` says why, and holds nothing of the event."""

    rule: str


class UnreadableEventError(ValueError):
    """A signed event without what every event has."""


def sign(app_id: str, body: bytes, timestamp: str, secret: str) -> str:
    """The `X-ZEvent-Signature` of a body: plain SHA-256 (no HMAC) of the parts joined, after `mac=`."""
    return "mac=" + hashlib.sha256(app_id.encode() + body + timestamp.encode() + secret.encode()).hexdigest()


def verify(header: str, app_id: str, body: bytes, data: Mapping[str, Any], secret: str) -> bool:
    """Whether the header signs exactly these bytes with the timestamp that the body names."""
    expected = sign(app_id, body, _timestamp(data), secret)
    return hmac.compare_digest(expected.encode(), header.strip().encode("utf-8", "replace"))


def account_of(data: Mapping[str, Any]) -> str:
    """The account's id as an event names it, empty when it doesn't."""
    return _text(data.get("oa_id")) or _text(_mapping(data.get("recipient")).get("id"))


def read_event(data: Mapping[str, Any]) -> Message | Ignored:
    """A verified event. Raises `UnreadableEventError` for a message without sender or time."""
    name = _text(data.get("event_name"))
    rule = _rule_to_ignore(name)
    if rule:
        return Ignored(rule)
    if name in ("follow", "unfollow"):
        user = _text(_mapping(data.get("follower")).get("id"))
        content: Content = Joined() if name == "follow" else Left()
        return _message(data, name, user, content)
    read = _CONTENTS[name](_mapping(data.get("message")))
    return _message(data, name, _text(_mapping(data.get("sender")).get("id")), *read)


def _rule_to_ignore(name: str) -> str | None:
    if name in _CONTENTS or name in ("follow", "unfollow"):
        return None
    if name.startswith(("anonymous_", "oa_send_anonymous_")):
        return "anonymous"
    # Sources differ in the names of group events.
    return _RULES.get(name) or ("group" if "group" in name else "echo" if name.startswith("oa_send_") else UNKNOWN)


def _message(data: Mapping[str, Any], name: str, user: str, content: Content, masked: tuple[str, ...] = ()) -> Message:
    timestamp = _timestamp(data)
    if not user or len(user) > LONGEST_ID:
        raise UnreadableEventError("no sender")
    try:
        at = datetime.fromtimestamp(int(timestamp) / 1000, UTC)
    except (ValueError, OverflowError, OSError):
        raise UnreadableEventError("no time") from None
    message_id = _text(_mapping(data.get("message")).get("msg_id"))
    event = f"{name}:{_short_id(message_id)}" if message_id else f"{name}:{user}:{timestamp}"
    return Message(Channel.ZALO_OA, user, user, event, at, content, masked)


def _short_id(message_id: str) -> str:
    """An id of bounded length that stays unique."""
    if len(message_id) <= LONGEST_ID:
        return message_id
    return b32encode(hashlib.sha256(message_id.encode("utf-8", "replace")).digest()).decode()


# --- contents by event -----------------------------------------------------------------------------------------------

Read = tuple[Content, tuple[str, ...]]


def _typed(message: Mapping[str, Any]) -> Read:
    text = _text(message.get("text"))
    code = text.removeprefix(PREFIX).strip()
    # Anybody can type a payload; a button is what it says, never a proof that it was offered.
    if text.startswith(PREFIX) and decode(code):
        return read_code(code)
    return read_text(text)


def _image(message: Mapping[str, Any]) -> Read:
    url = _address(message)
    if not url:
        return Other("photo"), ()
    caption, masked = read_text(_text(message.get("text")))
    return Photo(url, caption.text), masked


def _audio(message: Mapping[str, Any]) -> Read:
    url = _address(message)
    return (Voice(url) if url else Other("voice")), ()


def _link(message: Mapping[str, Any]) -> Read:
    # What was typed beside the link is the question; the page behind it isn't read.
    return read_text(text) if (text := _text(message.get("text"))).strip() else (Other("link"), ())


def _location(message: Mapping[str, Any]) -> Read:
    coordinates = _mapping(_payload(message).get("coordinates"))
    latitude, longitude = _degrees(coordinates.get("latitude"), 90), _degrees(coordinates.get("longitude"), 180)
    if latitude is None or longitude is None:
        return Other("location"), ()
    return Location(latitude, longitude), ()


def _other(kind: str) -> Callable[[Mapping[str, Any]], Read]:
    return lambda message: (Other(kind), ())


def _card(message: Mapping[str, Any]) -> Read:
    return Contact(), ()


_CONTENTS: dict[str, Callable[[Mapping[str, Any]], Read]] = {
    "user_send_text": _typed,
    "user_send_image": _image,
    "user_send_audio": _audio,
    "user_send_link": _link,
    "user_send_location": _location,
    "user_send_business_card": _card,
    "user_send_sticker": _other("sticker"),
    "user_send_file": _other("file"),
    "user_send_gif": _other("gif"),
    "user_send_video": _other("video"),
}

# --- reading with care -----------------------------------------------------------------------------------------------

LONGEST_ADDRESS = 2_000


def _payload(message: Mapping[str, Any]) -> Mapping[str, Any]:
    attachments = message.get("attachments")
    first = attachments[0] if isinstance(attachments, list) and attachments else None
    return _mapping(_mapping(first).get("payload"))


def _address(message: Mapping[str, Any]) -> str:
    url = _text(_payload(message).get("url"))
    return url if url.startswith(("https://", "http://")) and len(url) <= LONGEST_ADDRESS else ""


def _degrees(value: object, most: float) -> float | None:
    """Degrees, which come as strings."""
    try:
        degrees = float(value) if isinstance(value, str | int | float) else math.nan
    except (ValueError, OverflowError):
        return None
    return degrees if abs(degrees) <= most else None


def _timestamp(data: Mapping[str, Any]) -> str:
    return _text(data.get("timestamp"))


def _mapping(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}


def _text(value: object) -> str:
    """A string; a number as one, since some captures leave the quotes out of ids."""
    if isinstance(value, bool):
        return ""
    # JSON can spell half a surrogate pair, which no UTF-8 file can hold.
    return str(value).encode("utf-8", "replace").decode() if isinstance(value, str | int) else ""
