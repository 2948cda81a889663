"""The conversation as it is had on each channel, over its real protocol where there is one."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path
from typing import Protocol

import aiohttp
from aiohttp import web

from bot.channels.console import run_console
from bot.channels.contract import Pace
from bot.channels.pictures import Pictures
from bot.channels.platforms import make_platforms
from bot.channels.web import make_web
from bot.pipeline.service import Pipeline
from bot.settings import Settings, TelegramSettings, ZaloBotSettings, ZaloOaSettings
from bot.storage.sqlite import open_sqlite
from handlers.conversation import Conversation
from handlers.message import Message
from handlers.turn import Handler, Turn
from tests.bot.talk import NOW, clock
from tests.conftest import TODAY
from tests.fakes.telegram import TOKEN as TELEGRAM_TOKEN
from tests.fakes.telegram import FakeTelegram
from tests.fakes.zalo_bot import TOKEN as ZALO_BOT_TOKEN
from tests.fakes.zalo_bot import FakeZaloBot
from tests.fakes.zalo_oa import FakeZaloOa
from tests.golden.script import Pressed, Typed

SECRET_KEY = b"k" * 32
# As fast as the machine: each channel's own pace is tested where the channel is.
AT_ONCE = Pace(per_second=10_000, between=0.0, between_in_group=0.0)
SECONDS = 20.0
USER = "nguoi-dan-1"

Shown = list[str]
"""What a person sees after one step: each message with its buttons."""


class Player(Protocol):
    """A person on one channel."""

    async def act(self, step: Typed | Pressed) -> Shown: ...


class Counting:
    """The assistant, counting its turns, so that one knows when a message was handled."""

    def __init__(self, handler: Handler) -> None:
        self.turns, self._handler = 0, handler

    def __call__(self, message: Message, conversation: Conversation, today: object) -> Turn:
        try:
            return self._handler(message, conversation, TODAY)
        finally:
            self.turns += 1


class Serving:
    """The program with one platform on; `settled` waits until a message was handled and everything was sent."""

    def __init__(self, pipeline: Pipeline, handler: Counting, url: str) -> None:
        self.url, self._pipeline, self._handler = url, pipeline, handler

    async def settled(self, after: int) -> None:
        """Until one more turn than `after` was done and nothing waits to be sent."""
        async with asyncio.timeout(SECONDS):
            # The store is the only one who knows when everything was sent; it tells nobody.
            while self._handler.turns <= after or any(await self._left()):  # noqa: ASYNC110
                await asyncio.sleep(0.01)

    @property
    def turns(self) -> int:
        return self._handler.turns

    async def _left(self) -> tuple[int, int]:
        counts = await self._pipeline.counts()
        return counts.waiting, counts.undelivered


@asynccontextmanager
async def serving(folder: Path, handler: Handler, settings: Settings, port: int = 0) -> AsyncIterator[Serving]:
    """The program over a fake platform."""
    async with AsyncExitStack() as stack:
        storage = open_sqlite(folder)
        stack.push_async_callback(storage.close)
        platforms = make_platforms(settings, storage, clock)
        for platform in platforms:
            platform.sender.pace = AT_ONCE
            stack.push_async_callback(platform.close)
        counting = Counting(handler)
        pipeline = Pipeline(storage, counting, clock, [platform.sender for platform in platforms])
        await pipeline.start()
        stack.push_async_callback(pipeline.stop)
        app = make_web(pipeline, clock, Pictures(folder, settings.public_url, clock))
        for platform in platforms:
            app.router.add_routes(platform.routes(pipeline.accept))
        runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
        await runner.setup()
        stack.push_async_callback(runner.cleanup)
        await web.TCPSite(runner, "127.0.0.1", port).start()
        running = [asyncio.create_task(platform.run(pipeline.accept)) for platform in platforms]
        stack.push_async_callback(_cancelled, running)
        yield Serving(pipeline, counting, f"http://127.0.0.1:{runner.addresses[0][1]}")


async def _cancelled(tasks: Sequence[asyncio.Task[None]]) -> None:
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)


# --- web -------------------------------------------------------------------------------------------------------------


class WebPlayer:
    """Over `POST /api/chat`."""

    def __init__(self, url: str, session: aiohttp.ClientSession) -> None:
        self._url, self._session = url + "/api/chat", session
        self._codes: dict[str, str] = {}
        self._events = 0

    async def act(self, step: Typed | Pressed) -> Shown:
        self._events += 1
        sent = {"text": step.text} if isinstance(step, Typed) else {"action": self._codes[step.label]}
        body = {"conversation": USER, "event": f"e{self._events}", **sent}
        async with self._session.post(self._url, json=body) as response:
            data = json.loads(await response.text())
        self._codes = {button["label"]: button["action"] for reply in data["replies"] for button in reply["buttons"]}
        return [_with(reply["text"], [button["label"] for button in reply["buttons"]]) for reply in data["replies"]]


@asynccontextmanager
async def on_web(folder: Path, handler: Handler) -> AsyncIterator[Player]:
    """A person on the chat page."""
    async with serving(folder, handler, Settings(data=folder)) as running, aiohttp.ClientSession() as session:
        yield WebPlayer(running.url, session)


# --- console ---------------------------------------------------------------------------------------------------------


class ConsolePlayer:
    """At a terminal: lines in, text out."""

    def __init__(self) -> None:
        self._lines: asyncio.Queue[str | None] = asyncio.Queue()
        self._asked = asyncio.Queue[None]()
        self._written: list[str] = []

    async def read(self) -> str | None:
        self._asked.put_nowait(None)
        return await self._lines.get()

    def write(self, text: str) -> None:
        self._written.append(text)

    async def ready(self) -> None:
        """Until the program waits for a line."""
        async with asyncio.timeout(SECONDS):
            await self._asked.get()

    async def act(self, step: Typed | Pressed) -> Shown:
        self._written.clear()
        self._lines.put_nowait(step.text if isinstance(step, Typed) else step.label)
        await self.ready()
        return [text.strip() for text in self._written[:-1] if text.strip()]


@asynccontextmanager
async def on_console(folder: Path, handler: Handler) -> AsyncIterator[Player]:
    """A person at a terminal."""
    player = ConsolePlayer()
    task = asyncio.create_task(run_console(handler, TODAY, player.read, player.write))
    await player.ready()
    try:
        yield player
    finally:
        player._lines.put_nowait(None)
        await task


# --- platforms -------------------------------------------------------------------------------------------------------


class PlatformPlayer:
    """A person on a platform: `say` and `press` act there, `shown` gives what was sent to them so far."""

    def __init__(
        self,
        running: Serving,
        say: Callable[[str], object],
        press: Callable[[str], object],
        shown: Callable[[], Shown],
    ) -> None:
        self._running, self._say, self._press, self._shown = running, say, press, shown

    async def act(self, step: Typed | Pressed) -> Shown:
        before, turns = len(self._shown()), self._running.turns
        done = self._say(step.text) if isinstance(step, Typed) else self._press(step.label)
        await done  # type: ignore[misc]
        await self._running.settled(turns)
        return self._shown()[before:]


@asynccontextmanager
async def on_telegram(folder: Path, handler: Handler) -> AsyncIterator[Player]:
    """A person in Telegram."""
    fake = FakeTelegram(clock)
    await fake.start()
    try:
        telegram = TelegramSettings(TELEGRAM_TOKEN, api=fake.url, username="tro_ly_bot")
        async with serving(folder, handler, Settings(data=folder, telegram=telegram)) as running:
            yield PlatformPlayer(running, fake.say, fake.press, lambda: _seen_in_telegram(fake))
    finally:
        await fake.stop()


def _seen_in_telegram(fake: FakeTelegram) -> Shown:
    """New messages, and old ones as they were changed."""
    shown = []
    for call in fake.calls:
        if not call.acted or call.method not in ("sendMessage", "editMessageText"):
            continue
        rows = (call.params.get("reply_markup") or {}).get("inline_keyboard", [])
        # Buttons that stand side by side stand in one line.
        lines = [" ".join(f"[{button['text']}]" for button in row) for row in rows]
        changed = "(tin trước đổi thành)\n" if call.method == "editMessageText" else ""
        shown.append("\n".join([changed + call.params["text"], *lines]))
    return shown


@asynccontextmanager
async def on_zalo_oa(folder: Path, handler: Handler) -> AsyncIterator[Player]:
    """A person who follows the Official Account."""
    fake = FakeZaloOa(clock)
    async with fake.serve():
        _, refresh = fake.grant()
        account = ZaloOaSettings(
            fake.app_id, fake.app_secret, fake.webhook_secret, refresh, api=fake.url, oauth=fake.url
        )
        settings = Settings(data=folder, secret_key=SECRET_KEY, zalo_oa=account)
        async with serving(folder, handler, settings) as running:
            fake.webhook = running.url + "/webhook/zalo-oa"
            yield PlatformPlayer(
                running,
                lambda text: fake.says(USER, text),
                lambda label: fake.presses(USER, label),
                lambda: [_with(sent.text, [button["title"] for button in sent.buttons]) for sent in fake.sent],
            )


@asynccontextmanager
async def on_zalo_bot(folder: Path, handler: Handler) -> AsyncIterator[Player]:
    """A person who writes to the Zalo Bot, where there are no buttons: labels are typed."""
    async with FakeZaloBot() as fake:
        settings = Settings(data=folder, zalo_bot=ZaloBotSettings(ZALO_BOT_TOKEN, api=fake.api))
        async with serving(folder, handler, settings) as running:
            date = int(NOW.timestamp() * 1000)
            yield PlatformPlayer(
                running,
                lambda text: fake.says(text, date=date),
                lambda label: fake.says(label, date=date),
                lambda: [sent.text for sent in fake.sent],
            )


PLAYERS = {
    "web": on_web,
    "console": on_console,
    "telegram": on_telegram,
    "zalo-oa": on_zalo_oa,
    "zalo-bot": on_zalo_bot,
}


def _with(text: str, labels: Sequence[str]) -> str:
    return "\n".join([text, *(f"[{label}]" for label in labels)])
