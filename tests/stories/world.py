"""The program with every channel on, and people at their phones.

    lan = world.on_telegram("Lan"); grandmother = world.on_web("Bà Sáu")
    await lan.says("sáng nay xóm 4 giúp 12 người cài VNeID")
    await lan.presses("Lưu")
    assert "12 người" in lan.heard

Every act waits until the program has handled it and everything that follows was sent. Time stands until it is moved;
what happens by itself happens within a moment after that.
"""

import asyncio
import socket
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import date, datetime, timedelta
from pathlib import Path

import aiohttp
import pytest

from bot.app import running
from bot.channels import telegram, telegram_send, web, zalo_bot_poll, zalo_bot_send, zalo_oa
from bot.channels.contract import Pace
from bot.channels.limits import Rate
from bot.commands.teaming import apply_rows
from bot.pipeline import outbox, ticking
from bot.settings import Settings, TelegramSettings, ZaloBotSettings, ZaloOaSettings
from bot.storage.sealing import Sealer
from bot.storage.sqlite import SqliteStorage, open_sqlite
from handlers.conversation import Conversation
from handlers.message import Message
from handlers.records import Records
from handlers.router import make_assistant
from handlers.teams.changes import PutCode
from handlers.teams.codes import Code, CodeKind
from handlers.teams.model import Role
from handlers.turn import Assistant, Batch, Turn
from knowledge.communes import load_communes
from knowledge.understand import Understander
from tests.fakes.telegram import TOKEN as TELEGRAM_TOKEN
from tests.fakes.telegram import FakeTelegram
from tests.fakes.zalo_bot import TOKEN as ZALO_BOT_TOKEN
from tests.fakes.zalo_bot import FakeZaloBot
from tests.fakes.zalo_oa import FakeZaloOa
from tests.stories.phones import Phone, TelegramPhone, WebPhone, ZaloBotPhone, ZaloPhone
from tests.village import KEY, MINH_HOP, MORNING, village_rows

AT_ONCE = Pace(per_second=10_000, between=0.0, between_in_group=0.0)
AS_OFTEN = Rate(per_minute=1_000_000, burst=10_000)
SOON = (0.05, 0.1, 0.2)
# Generous: a busy machine is no fault of the program.
SECONDS = 60.0


class Counting:
    """The assistant, counting what it handled and how often it looked for what is due."""

    def __init__(self, assistant: Assistant) -> None:
        self.turns, self.ticks, self._assistant = 0, 0, assistant

    def turn(self, message: Message, conversation: Conversation, today: date) -> Turn:
        try:
            return self._assistant.turn(message, conversation, today)
        finally:
            self.turns += 1

    def tick(self, now: datetime) -> "list[Batch]":
        try:
            return list(self._assistant.tick(now))
        finally:
            self.ticks += 1


class World:
    """The program and the platforms that it is on."""

    def __init__(
        self, folder: Path, understander: Understander, now: datetime = MORNING, *, public: bool = False
    ) -> None:
        """`public`: the program is reached from outside, so that platforms can fetch pictures."""
        self.now, self._understander, self._public = now, understander, public
        self.telegram = FakeTelegram(lambda: self.now)
        self.zalo = FakeZaloOa(lambda: self.now)
        self.zalo_bot = FakeZaloBot(patience=0.2)
        self._folder = folder
        self._life = AsyncExitStack()
        self._outside = AsyncExitStack()
        self._people: list[Phone] = []
        self._codes = iter(["ACDEFG", "HJKMNP", "QRTWXY", "346797", "99ACDE", "77HJKM", "66QRTW", "44ACHJ"])

    async def begin(self) -> None:
        """The platforms, a store with units and teams, and the program."""
        await self.telegram.start()
        self._outside.push_async_callback(self.telegram.stop)
        await self._outside.enter_async_context(self.zalo.serve())
        await self._outside.enter_async_context(self.zalo_bot)
        self.session = await self._outside.enter_async_context(aiohttp.ClientSession())
        _, refresh = self.zalo.grant()
        port = _free_port() if self._public else 0
        self._settings = Settings(
            data=self._folder,
            port=port,
            public_url=f"http://127.0.0.1:{port}" if port else "",
            secret_key=KEY,
            telegram=TelegramSettings(TELEGRAM_TOKEN, api=self.telegram.url, username="tro_ly_bot"),
            zalo_oa=ZaloOaSettings(
                self.zalo.app_id,
                self.zalo.app_secret,
                self.zalo.webhook_secret,
                refresh,
                api=self.zalo.url,
                oauth=self.zalo.url,
            ),
            zalo_bot=ZaloBotSettings(ZALO_BOT_TOKEN, api=self.zalo_bot.api),
        )
        storage = open_sqlite(self._folder, Sealer(KEY))
        await apply_rows(storage, village_rows(), load_communes(), sample=False)
        await storage.close()
        await self.start()

    async def start(self) -> None:
        """The program starts, with what its store holds."""

        def assemble(records: Records) -> Assistant:
            self.assistant = Counting(make_assistant(self._understander, records))
            return self.assistant

        self.url = await self._life.enter_async_context(running(self._settings, assemble, lambda: self.now))
        self.zalo.webhook = self.url + "/webhook/zalo-oa"
        # A second look at the same store, as a command beside the program has it.
        self.storage: SqliteStorage = open_sqlite(self._folder, Sealer(KEY))
        self._life.push_async_callback(self.storage.close)

    async def stop(self) -> None:
        """The program stops; the platforms stay."""
        await self._life.aclose()
        # A poll that the platform still holds would swallow the next message: what was read once is gone there.
        await self._until(lambda: self.zalo_bot._polling is None)

    async def end(self) -> None:
        """Everything stops."""
        await self._life.aclose()
        await self._outside.aclose()

    def at(self, hour: int, minute: int = 0, *, days: int = 0) -> None:
        """It is this time of the day in Vietnam, `days` later."""
        local = self.now + timedelta(hours=7, days=days)
        self.now = local.replace(hour=hour, minute=minute, second=0) - timedelta(hours=7)

    async def time_passes(self) -> None:
        """What is due by now happens by itself, and everybody reads it."""
        self.forget()
        ticks = self.assistant.ticks
        # One may be on its way that looked at the clock before. The one after it begins later, and what it found is
        # written when a third begins.
        await self._until(lambda: self.assistant.ticks >= ticks + 3)
        await self.settled(self.assistant.turns)

    async def invitation(self, role: Role, commune: str | None = MINH_HOP, hamlet: str | None = None) -> str:
        """A code, as `troly invite` makes it."""
        roster = await self.storage.roster()
        team = None
        if role in (Role.MEMBER, Role.LEADER):
            team = next(team.id for team in roster.teams if team.commune == commune and hamlet in team.hamlets)
        code = next(self._codes)
        made = Code(code, CodeKind.INVITATION, self.now, role=role, commune=commune, team=team)
        await self.storage.commit_batch(Batch((PutCode(made),)), self.now)
        return code

    async def poster(self, hamlet: str, commune: str = MINH_HOP) -> str:
        """The code on the poster of a hamlet."""
        place = next(one for one in self.storage.records.hamlets(commune) if one.name == hamlet)
        made = Code(next(self._codes), CodeKind.HAMLET, self.now, hamlet=place)
        await self.storage.commit_batch(Batch((PutCode(made),)), self.now)
        return made.code

    async def at_once(self, *presses: tuple[Phone, str]) -> None:
        """Several people press a button at the very same moment; where there are none, they type it."""
        self.forget()
        turns = self.assistant.turns
        await asyncio.gather(*(phone._press(label) for phone, label in presses))
        await self.settled(turns + len(presses))

    def stored(self) -> bytes:
        """Every byte in the program's folder."""
        return b"\n".join(path.read_bytes() for path in sorted(self._folder.rglob("*")) if path.is_file())

    def forget(self) -> None:
        """What people read so far is no news any more."""
        for phone in self._people:
            phone.read, phone.buttons, phone.shown = [], [], []

    async def settled(self, turns: int) -> None:
        """Until so many turns were done, nothing waits, and everything was sent and read."""
        async with asyncio.timeout(SECONDS):
            while True:
                # Before the counts are read: what is handled between them and here is still on its way.
                handled = self.assistant.turns >= turns
                for phone in self._people:
                    await phone.look()
                async with self.session.get(self.url + "/readyz") as response:
                    left = await response.json()
                if handled and not left["waiting"] and not left["undelivered"]:
                    break
                await asyncio.sleep(0.02)
        for phone in self._people:
            await phone.look()

    async def _until(self, holds: Callable[[], bool]) -> None:
        async with asyncio.timeout(SECONDS):
            while not holds():  # noqa: ASYNC110 - time in the program passes by itself
                await asyncio.sleep(0.02)

    def on_telegram(self, name: str) -> Phone:
        """Somebody in Telegram."""
        return self._join(TelegramPhone(self, name, 100 + len(self._people)))

    def on_zalo(self, name: str) -> Phone:
        """Somebody who follows the Official Account."""
        return self._join(ZaloPhone(self, name))

    def on_zalo_bot(self, name: str) -> Phone:
        """Somebody who writes to the Zalo Bot, where there are no buttons."""
        return self._join(ZaloBotPhone(self, name))

    def on_web(self, name: str) -> Phone:
        """Somebody at the chat page."""
        return self._join(WebPhone(self, name))

    def _join(self, phone: Phone) -> Phone:
        self._people.append(phone)
        return phone


def _free_port() -> int:
    """A port that nobody has: an address must be known before the program listens at it."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@asynccontextmanager
async def living(
    folder: Path, understander: Understander, patch: pytest.MonkeyPatch, *, public: bool = False
) -> AsyncIterator[World]:
    """A world, as fast as the machine: each channel's own pace is tested where the channel is."""
    patch.setattr(telegram_send, "PACE", AT_ONCE)
    patch.setattr(zalo_bot_send.ZaloBotSender, "pace", AT_ONCE)
    patch.setattr(zalo_oa.ZaloOaSender, "pace", AT_ONCE)
    patch.setattr(web, "PER_CONVERSATION", AS_OFTEN)
    patch.setattr(zalo_bot_poll, "REST_SECONDS", 0.0)
    for module in (telegram, zalo_bot_poll, outbox):
        patch.setattr(module, "BACK_OFF", SOON)
    patch.setattr(ticking, "TICK_SECONDS", 0.05)
    world = World(folder, understander, public=public)
    await world.begin()
    try:
        yield world
    finally:
        await world.end()
