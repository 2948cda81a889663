"""The program with every channel on, and people at their phones.

    lan = world.on_telegram("Lan"); grandmother = world.on_web("Bà Sáu")
    await lan.says("sáng nay xóm 4 giúp 12 người cài VNeID")
    await lan.presses("Lưu")
    assert "12 người" in lan.heard

Every act waits until the program has handled it and everything that follows was sent. Time stands until it is moved;
what happens by itself happens within a moment after that.
"""

import asyncio
import json
from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

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
from tests.fakes.telegram_checks import check_keyboard
from tests.fakes.zalo_bot import TOKEN as ZALO_BOT_TOKEN
from tests.fakes.zalo_bot import FakeZaloBot, Fault
from tests.fakes.zalo_oa import Delivery, FakeZaloOa
from tests.village import KEY, MINH_HOP, MORNING, village_rows

AT_ONCE = Pace(per_second=10_000, between=0.0, between_in_group=0.0)
AS_OFTEN = Rate(per_minute=1_000_000, burst=10_000)
SOON = (0.05, 0.1, 0.2)
PICTURE = "https://anh.example/1.jpg"
SECONDS = 20.0


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

    def __init__(self, folder: Path, understander: Understander, now: datetime = MORNING) -> None:
        self.now, self._understander = now, understander
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
        self._settings = Settings(
            data=self._folder,
            port=0,
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
        # The second tick begins after this; what the first one found is written by then.
        await self._until(lambda: self.assistant.ticks >= ticks + 2)
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

    async def at_once(self, *presses: "tuple[Phone, str]") -> None:
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
            phone.read, phone.buttons = [], []

    async def settled(self, turns: int) -> None:
        """Until so many turns were done, nothing waits, and everything was sent and read."""
        async with asyncio.timeout(SECONDS):
            while True:
                for phone in self._people:
                    await phone.look()
                async with self.session.get(self.url + "/readyz") as response:
                    left = await response.json()
                if self.assistant.turns >= turns and not left["waiting"] and not left["undelivered"]:
                    break
                await asyncio.sleep(0.02)
        for phone in self._people:
            await phone.look()

    async def _until(self, holds: Callable[[], bool]) -> None:
        async with asyncio.timeout(SECONDS):
            while not holds():  # noqa: ASYNC110 - time in the program passes by itself
                await asyncio.sleep(0.02)

    def on_telegram(self, name: str) -> "Phone":
        """Somebody in Telegram."""
        return self._join(TelegramPhone(self, name, 100 + len(self._people)))

    def on_zalo(self, name: str) -> "Phone":
        """Somebody who follows the Official Account."""
        return self._join(ZaloPhone(self, name))

    def on_zalo_bot(self, name: str) -> "Phone":
        """Somebody who writes to the Zalo Bot, where there are no buttons."""
        return self._join(ZaloBotPhone(self, name))

    def on_web(self, name: str) -> "Phone":
        """Somebody at the chat page."""
        return self._join(WebPhone(self, name))

    def _join(self, phone: "Phone") -> "Phone":
        self._people.append(phone)
        return phone


class Phone:
    """One person on one channel.

    `read`, `buttons`: what they read since somebody last did something, and the labels below it; `ever`: all they read.
    `pictures`, `places`: whether the channel brings photos and places on the map.
    """

    pictures = places = False

    def __init__(self, world: World, name: str) -> None:
        self.world, self.name = world, name
        self.read: list[str] = []
        self.buttons: list[str] = []
        self.ever: list[str] = []

    async def joins(self, role: Role, name: str, hamlet: str | None = None, commune: str | None = MINH_HOP) -> "Phone":
        """Take a role by an invitation."""
        return await self.says(await self.world.invitation(role, commune, hamlet), name)

    async def says(self, *lines: str) -> "Phone":
        """Type lines, one after the other."""
        for line in lines:
            await self._act(lambda line=line: self._type(line))  # type: ignore[misc]
        return self

    async def presses(self, *labels: str) -> "Phone":
        """Press buttons by (the beginning of) their labels; where there are none, type them."""
        for label in labels:
            await self._act(lambda label=label: self._press(label))  # type: ignore[misc]
        return self

    async def sends_photo(self, caption: str = "") -> "Phone":
        """Send a picture, with words under it."""
        await self._act(lambda: self._photograph(caption))
        return self

    async def sends_place(self, latitude: float, longitude: float) -> "Phone":
        """Send a place on the map."""
        await self._act(lambda: self._locate(latitude, longitude))
        return self

    async def repeats(self) -> None:
        """What they did last is brought a second time, as after an acknowledgement that was lost: nothing follows."""
        self.world.forget()
        turns = self.world.assistant.turns
        await self._repeat()
        await self.world.settled(turns)
        assert self.world.assistant.turns == turns, "what came twice was handled twice"

    def loses_the_line(self) -> None:
        """What is said next comes over a line that breaks: the answer isn't taken at first, the saying comes twice."""
        raise NotImplementedError

    @property
    def heard(self) -> str:
        """What they read since somebody last did something."""
        return "\n\n".join(self.read)

    async def _act(self, act: "Callable[[], object]") -> None:
        self.world.forget()
        turns = self.world.assistant.turns
        await act()  # type: ignore[misc]
        await self.world.settled(turns + 1)

    async def look(self) -> None:
        """Read what came."""

    def _reads(self, text: str, labels: Iterable[str] = ()) -> None:
        self.read.append(text)
        self.ever.append(text)
        self.buttons += labels

    async def _type(self, line: str) -> None:
        raise NotImplementedError

    async def _press(self, label: str) -> None:
        raise NotImplementedError

    async def _photograph(self, caption: str) -> None:
        raise NotImplementedError

    async def _locate(self, latitude: float, longitude: float) -> None:
        raise NotImplementedError

    async def _repeat(self) -> None:
        raise NotImplementedError


class TelegramPhone(Phone):
    """A private chat with the bot."""

    pictures = places = True

    def __init__(self, world: World, name: str, chat: int) -> None:
        super().__init__(world, name)
        self._chat, self._seen = chat, 0
        self._last: dict[str, Any] = {}

    def loses_the_line(self) -> None:
        # The poll that is open brings what is said next; the one after it is read at Telegram and lost on the way.
        self.world.telegram.lose("getUpdates", acts=True)
        self.world.telegram.lose("sendMessage", acts=False)

    async def look(self) -> None:
        calls = self.world.telegram.calls
        for call in calls[self._seen :]:
            told = call.method in ("sendMessage", "editMessageText", "sendPhoto") and call.acted
            if told and int(call.params["chat_id"]) == self._chat:
                rows = check_keyboard(call.params.get("reply_markup"))
                labels = [button["text"] for row in rows for button in row]
                self._reads(call.params.get("text") or call.params.get("caption") or "", labels)
        self._seen = len(calls)

    async def _type(self, line: str) -> None:
        self._last = await self.world.telegram.say(line, chat=self._chat)

    async def _press(self, label: str) -> None:
        for sent in reversed([sent for sent in self.world.telegram.sent if sent.chat == self._chat]):
            full = next((text for text in sent.labels if text.startswith(label)), None)
            if full:
                self._last = await self.world.telegram.press(full, sent)
                return
        raise AssertionError(f"{self.name} has no button {label!r}")

    async def _photograph(self, caption: str) -> None:
        size = {"file_id": "anh-1", "file_unique_id": "anh-1", "width": 90, "height": 90}
        self._last = await self.world.telegram.message(chat=self._chat, photo=[size], caption=caption)

    async def _locate(self, latitude: float, longitude: float) -> None:
        place = {"latitude": latitude, "longitude": longitude}
        self._last = await self.world.telegram.message(chat=self._chat, location=place)

    async def _repeat(self) -> None:
        await self.world.telegram.deliver(self._last)
        await self.world.telegram.until(lambda: not self.world.telegram.pending)


class ZaloPhone(Phone):
    """A follower of the Official Account."""

    pictures = places = True

    def __init__(self, world: World, name: str) -> None:
        super().__init__(world, name)
        self._seen = 0
        self._last: Delivery | None = None
        self._broken = False

    def loses_the_line(self) -> None:
        self.world.zalo.faults.cut_before = 1
        self._broken = True

    async def look(self) -> None:
        sent = self.world.zalo.sent
        for item in sent[self._seen :]:
            if item.user == self.name:
                self._reads(item.text, [button["title"] for button in item.buttons])
        self._seen = len(sent)

    async def _type(self, line: str) -> None:
        await self._bring("user_send_text", text=line)

    async def _press(self, label: str) -> None:
        mine = [item for item in reversed(self.world.zalo.sent) if item.user == self.name]
        buttons = [(button["title"], button["payload"]) for item in mine for button in item.buttons]
        payload = next((payload for title, payload in buttons if title.startswith(label)), None)
        assert payload is not None, f"{self.name} has no button {label!r} among {buttons[:12]}"
        await self._bring("user_send_text", text=payload)

    async def _photograph(self, caption: str) -> None:
        picture = {"type": "image", "payload": {"url": PICTURE, "thumbnail": PICTURE}}
        await self._bring("user_send_image", text=caption, attachments=[picture])

    async def _locate(self, latitude: float, longitude: float) -> None:
        coordinates = {"latitude": str(latitude), "longitude": str(longitude)}
        place = {"type": "location", "payload": {"coordinates": coordinates}}
        await self._bring("user_send_location", attachments=[place])

    async def _bring(self, event: str, **message: Any) -> None:
        self._last = self.world.zalo.event(self.name, event, **message)
        assert await self.world.zalo.deliver(self._last) == 200
        if self._broken:
            self._broken = False
            await self._repeat()

    async def _repeat(self) -> None:
        assert self._last
        assert await self.world.zalo.deliver(self._last, retry=1) == 200


class ZaloBotPhone(Phone):
    """Somebody who types everything."""

    pictures = True

    def __init__(self, world: World, name: str) -> None:
        super().__init__(world, name)
        self._seen = 0
        self._last: dict[str, Any] = {}

    def loses_the_line(self) -> None:
        self.world.zalo_bot.fault("getUpdates", Fault(500))
        self.world.zalo_bot.fault("sendMessage", Fault(silent=True))

    async def look(self) -> None:
        sent = self.world.zalo_bot.sent
        for item in sent[self._seen :]:
            if item.chat == self.name:
                self._reads(item.text)
        self._seen = len(sent)

    async def _type(self, line: str) -> None:
        await self._bring("message.text.received", text=line)

    async def _press(self, label: str) -> None:
        await self._type(label)

    async def _photograph(self, caption: str) -> None:
        await self._bring("message.image.received", photo=PICTURE, caption=caption)

    async def _bring(self, event: str, **message: Any) -> None:
        date = int(self.world.now.timestamp() * 1000)
        self._last = self.world.zalo_bot.update(event, user=self.name, date=date, **message)
        await self.world.zalo_bot.deliver(self._last)

    async def _repeat(self) -> None:
        bot = self.world.zalo_bot
        polls = bot.count("getUpdates")
        await bot.deliver(self._last)
        # The poll that is open or the next one brings it, and the one after that says that it was read.
        await bot.until(lambda: bot.count("getUpdates") >= polls + 2)


class WebPhone(Phone):
    """A browser with the chat page open."""

    def __init__(self, world: World, name: str) -> None:
        super().__init__(world, name)
        self._conversation = f"{len(name):02d}" + name.encode().hex()[:40] + "0" * 10
        self._after = self._event = 0
        self._codes: dict[str, str] = {}
        self._last: dict[str, str] = {}
        self._broken = False

    def loses_the_line(self) -> None:
        self._broken = True

    async def look(self) -> None:
        parameters = {"conversation": self._conversation, "after": str(self._after)}
        async with self.world.session.get(self.world.url + "/api/chat", params=parameters) as response:
            assert response.status == 200
            data = json.loads(await response.text())
        for reply in data["replies"]:
            if reply["id"] > self._after:
                self._after = reply["id"]
                self._reads(reply["text"], [button["label"] for button in reply["buttons"]])
                if reply["buttons"]:
                    self._codes = {button["label"]: button["action"] for button in reply["buttons"]}

    async def _type(self, line: str) -> None:
        await self._post({"text": line})

    async def _press(self, label: str) -> None:
        code = next((code for text, code in self._codes.items() if text.startswith(label)), None)
        assert code is not None, f"{self.name} has no button {label!r} among {list(self._codes)}"
        await self._post({"action": code})

    async def _post(self, sent: dict[str, str]) -> None:
        self._event += 1
        self._last = {"conversation": self._conversation, "event": f"e{self._event}", **sent}
        if self._broken:
            self._broken = False
            await self._post_unheard()
        await self._repeat()

    async def _repeat(self) -> None:
        """What the page does when it got no answer: the same event again."""
        async with self.world.session.post(self.world.url + "/api/chat", json=self._last) as response:
            assert response.status == 200

    async def _post_unheard(self) -> None:
        """Everything is sent and the line is gone before an answer."""
        address = urlsplit(self.world.url)
        _, writer = await asyncio.open_connection(address.hostname, address.port)
        body = json.dumps(self._last).encode()
        head = f"POST /api/chat HTTP/1.1\r\nHost: {address.netloc}\r\nContent-Type: application/json\r\n"
        writer.write(head.encode() + f"Content-Length: {len(body)}\r\n\r\n".encode() + body)
        await writer.drain()
        writer.close()


@asynccontextmanager
async def living(folder: Path, understander: Understander, patch: pytest.MonkeyPatch) -> AsyncIterator[World]:
    """A world, as fast as the machine: each channel's own pace is tested where the channel is."""
    patch.setattr(telegram_send, "PACE", AT_ONCE)
    patch.setattr(zalo_bot_send.ZaloBotSender, "pace", AT_ONCE)
    patch.setattr(zalo_oa.ZaloOaSender, "pace", AT_ONCE)
    patch.setattr(web, "PER_CONVERSATION", AS_OFTEN)
    patch.setattr(zalo_bot_poll, "REST_SECONDS", 0.0)
    for module in (telegram, zalo_bot_poll, outbox):
        patch.setattr(module, "BACK_OFF", SOON)
    patch.setattr(ticking, "TICK_SECONDS", 0.05)
    world = World(folder, understander)
    await world.begin()
    try:
        yield world
    finally:
        await world.end()
