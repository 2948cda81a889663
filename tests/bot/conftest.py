"""What the tests of `bot/` share: the store, and the assembled program on a free port."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack
from pathlib import Path

import aiohttp
import pytest

from bot.app import running
from bot.settings import Settings
from bot.storage.sqlite import SqliteStorage, open_sqlite
from handlers.turn import Answering, Handler
from tests.bot.assistant import assistant
from tests.bot.talk import Chat, clock

StartChat = Callable[..., Awaitable[Chat]]


@pytest.fixture
async def start_chat(tmp_path: Path) -> AsyncIterator[StartChat]:
    """Start the program with a handler; stopped after the test."""
    async with AsyncExitStack() as stack:

        async def start(handler: Handler = assistant) -> Chat:
            settings = Settings(data=tmp_path / "data", port=0)
            url = await stack.enter_async_context(running(settings, lambda records: Answering(handler), clock))
            session = await stack.enter_async_context(aiohttp.ClientSession())
            return Chat(url, session)

        yield start


@pytest.fixture
async def chat(start_chat: StartChat) -> Chat:
    """The program with the test assistant."""
    return await start_chat()


@pytest.fixture
async def storage(tmp_path: Path) -> AsyncIterator[SqliteStorage]:
    """An empty store."""
    storage = open_sqlite(tmp_path / "data")
    yield storage
    await storage.close()
