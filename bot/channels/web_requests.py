"""What may come over HTTP, read into types at the edge. Everything that is wrong with it raises `ApiError`."""

import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass

from aiohttp import web

from bot import texts
from bot.channels.bodies import as_object, read_body
from bot.channels.web_errors import ApiError, bad_field

LONGEST_BODY = 64 * 1024
_CONVERSATION = re.compile(r"[A-Za-z0-9_-]{1,128}")
_EVENT = re.compile(r"[\x21-\x7e]{1,128}")
_NUMBER = re.compile(r"[0-9]{1,18}")


@dataclass(frozen=True, slots=True)
class Sent:
    """What a page sends: exactly one of `text` and `action` is not None."""

    conversation: str
    event: str
    text: str | None
    action: str | None


async def read_sent(request: web.Request) -> Sent:
    """The body of `POST /api/chat`."""
    if request.content_type != "application/json":
        raise ApiError(415, "unsupported_type", texts.HTTP_TYPE)
    data = as_object(await read_body(request, LONGEST_BODY))
    conversation = data.get("conversation")
    if conversation is None:
        conversation = secrets.token_hex(16)
    elif not (isinstance(conversation, str) and _CONVERSATION.fullmatch(conversation)):
        raise bad_field(texts.HTTP_CONVERSATION)
    event = data.get("event")
    if not (isinstance(event, str) and _EVENT.fullmatch(event)):
        raise bad_field(texts.HTTP_EVENT)
    text, action = data.get("text"), data.get("action")
    if (text is None) == (action is None):
        raise bad_field(texts.HTTP_CONTENT)
    if text is not None and not isinstance(text, str):
        raise bad_field(texts.HTTP_TEXT)
    if action is not None and not isinstance(action, str):
        raise bad_field(texts.HTTP_ACTION)
    return Sent(conversation, event, text, action)


def read_conversation(query: Mapping[str, str]) -> str:
    """The `conversation` of an address."""
    conversation = query.get("conversation")
    if conversation is None:
        raise bad_field(texts.HTTP_CONVERSATION_MISSING)
    if not _CONVERSATION.fullmatch(conversation):
        raise bad_field(texts.HTTP_CONVERSATION)
    return conversation


def read_after(query: Mapping[str, str]) -> int:
    """The `after` of an address; 0 when it isn't there."""
    after = query.get("after", "0")
    if not _NUMBER.fullmatch(after):
        raise bad_field(texts.HTTP_AFTER)
    return int(after)


def read_last_event(request: web.Request) -> int:
    """Where a stream goes on: after `Last-Event-ID`, which a browser sends when it connects again, or after `after`.

    A header that isn't ours is passed over: a browser that sends one must not be shut out for good.
    """
    after = read_after(request.query)
    last = request.headers.get("Last-Event-ID", "")
    return max(after, int(last)) if _NUMBER.fullmatch(last) else after
