"""What the tests of `bot/` share: a pinned clock, a data folder, the assembled program on a free port."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from bot.app import running
from bot.settings import Settings
from handlers.message import Button, Channel, Content, Message, Text
from handlers.turn import Handler
from tests.bot.assistant import assistant

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
    return Message(Channel.WEB, conversation, conversation, event or f"e{next(_events)}", at, content)


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


StartChat = Callable[..., Awaitable[Chat]]


@pytest.fixture
async def start_chat(tmp_path: Path) -> AsyncIterator[StartChat]:
    """Start the program with a handler; stopped after the test."""
    async with AsyncExitStack() as stack:

        async def start(handler: Handler = assistant) -> Chat:
            settings = Settings(data=tmp_path / "data", port=0)
            url = await stack.enter_async_context(running(settings, handler, clock))
            session = await stack.enter_async_context(aiohttp.ClientSession())
            return Chat(url, session)

        yield start


@pytest.fixture
async def chat(start_chat: StartChat) -> Chat:
    """The program with the test assistant."""
    return await start_chat()
