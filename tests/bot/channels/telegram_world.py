"""A whole small world for Telegram's tests: the fake server, the channel, the pipeline and a store on disk."""

import asyncio
import socket
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from aiohttp import web

from bot.channels.contract import Pace
from bot.channels.telegram import TelegramPlatform
from bot.channels.web_errors import errors
from bot.pipeline.service import Pipeline
from bot.settings import TelegramSettings
from bot.settings_parse import Mode
from bot.storage.sqlite import SqliteStorage, open_sqlite
from handlers.turn import Handler
from tests.bot.assistant import assistant
from tests.bot.talk import clock
from tests.fakes.telegram import TOKEN, FakeTelegram

SECRET = "bi-mat_1"
# As fast as the machine: what the real pace is has a test of its own.
AT_ONCE = Pace(per_second=10_000, between=0.0, between_in_group=0.0)


@dataclass
class World:
    """What runs. `slept`: the pauses that the channel made between two tries, which take no time here."""

    fake: FakeTelegram
    platform: TelegramPlatform
    pipeline: Pipeline
    storage: SqliteStorage
    running: asyncio.Task[None]
    url: str
    slept: list[float] = field(default_factory=list)


@asynccontextmanager
async def telegram_world(
    folder: Path,
    *,
    fake: FakeTelegram | None = None,
    handler: Handler = assistant,
    mode: Mode = "polling",
    seconds: float = 5.0,
    token: str = TOKEN,
) -> AsyncIterator[World]:
    """The program's Telegram half between its start and its graceful stop; a `fake` of one's own outlives it."""
    async with AsyncExitStack() as stack:
        if fake is None:
            fake = await stack.enter_async_context(started())
        storage = open_sqlite(folder)
        stack.push_async_callback(storage.close)
        slept: list[float] = []

        async def sleep(pause: float) -> None:
            slept.append(pause)
            await asyncio.sleep(0.002)

        settings = TelegramSettings(token, api=fake.url, mode=mode, secret=SECRET if mode == "webhook" else "")
        port = _free_port()
        platform = TelegramPlatform(settings, f"http://127.0.0.1:{port}", clock, seconds=seconds, sleep=sleep)
        platform.sender.pace = AT_ONCE
        stack.push_async_callback(platform.close)
        pipeline = Pipeline(storage, handler, clock, [platform.sender])
        await pipeline.start()
        stack.push_async_callback(pipeline.stop)
        app = web.Application(middlewares=[errors])
        app.router.add_routes(platform.routes(pipeline.accept))
        runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
        await runner.setup()
        stack.push_async_callback(runner.cleanup)
        await web.TCPSite(runner, "127.0.0.1", port).start()
        running = asyncio.create_task(platform.run(pipeline.accept))
        stack.push_async_callback(_cancel, running)
        yield World(fake, platform, pipeline, storage, running, f"http://127.0.0.1:{port}", slept)


@asynccontextmanager
async def started() -> AsyncIterator[FakeTelegram]:
    """A running fake server on the pinned instant, quick to try a webhook again."""
    fake = FakeTelegram(clock, retry_seconds=0.01)
    await fake.start()
    try:
        yield fake
    finally:
        await fake.stop()


async def _cancel(task: asyncio.Task[None]) -> None:
    task.cancel()
    with suppress(asyncio.CancelledError):
        await task


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
