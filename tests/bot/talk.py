"""Talking to the program in tests: a pinned instant, messages with events of their own, a client over HTTP."""

from datetime import UTC, datetime
from itertools import count
from typing import Any

import aiohttp

from handlers.message import Button, Channel, Content, Message, Text

# 10:00 on 2026-11-21 in Vietnam.
NOW = datetime(2026, 11, 21, 3, 0, tzinfo=UTC)

_events = count(1)


def clock() -> datetime:
    """The pinned instant."""
    return NOW


def typed(text: str, *, conversation: str = "c1", event: str | None = None, at: datetime = NOW) -> Message:
    """A typed message with an event of its own."""
    return _message(Text(text), conversation, event, at)


def pressed(code: str, *, conversation: str = "c1", event: str | None = None) -> Message:
    """A pressed button with an event of its own."""
    return _message(Button(code), conversation, event, NOW)


def _message(content: Content, conversation: str, event: str | None, at: datetime) -> Message:
    return Message(Channel.WEB, conversation, conversation, event or f"own{next(_events)}", at, content)


class Chat:
    """The program on a free port, spoken to over HTTP."""

    def __init__(self, url: str, session: aiohttp.ClientSession) -> None:
        self.url = url
        self.session = session

    async def post(self, **fields: Any) -> dict[str, Any]:
        """A message that must be answered with 200."""
        async with self.session.post(self.url + "/api/chat", json={"event": f"p{next(_events)}", **fields}) as response:
            assert response.status == 200, await response.text()
            data: dict[str, Any] = await response.json()
            return data

    async def says(self, text: str, conversation: str = "c1") -> list[str]:
        """The texts of the replies to a typed message."""
        return [reply["text"] for reply in (await self.post(conversation=conversation, text=text))["replies"]]
