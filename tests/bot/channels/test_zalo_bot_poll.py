"""Asking Zalo for messages: each stored once, whatever the platform does with those that were read."""

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from bot.channels.zalo_bot import ZaloBot
from bot.pipeline.service import StoppingError
from bot.settings import Settings, ZaloBotSettings
from bot.storage.contract import Accepted, State
from bot.storage.errors import StorageError, Trouble
from bot.storage.sqlite import SqliteStorage
from handlers.message import Message, Text
from tests.bot.talk import clock
from tests.fakes.zalo_bot import TOKEN, FakeZaloBot, Fault


class Pauses:
    """Waiting that takes no time and is counted."""

    def __init__(self) -> None:
        self.seconds: list[float] = []

    async def __call__(self, seconds: float) -> None:
        self.seconds.append(seconds)
        await asyncio.sleep(0)


class Inbox:
    """Stores messages as the pipeline does, once for each event; faults on demand."""

    def __init__(self) -> None:
        self.messages: dict[str, Message] = {}
        self.asked: list[str] = []
        self.faults: list[Exception] = []

    async def __call__(self, message: Message) -> Accepted:
        self.asked.append(message.event)
        if self.faults:
            raise self.faults.pop(0)
        new = message.event not in self.messages
        self.messages.setdefault(message.event, message)
        return Accepted(len(self.messages), State.ACCEPTED, new)

    @property
    def texts(self) -> list[str]:
        """What was typed, in order of acceptance."""
        return [message.content.text for message in self.messages.values() if isinstance(message.content, Text)]


Start = Callable[..., Awaitable[tuple[Inbox, Pauses]]]


@pytest.fixture
async def start(storage: SqliteStorage, tmp_path: Path) -> AsyncIterator[Start]:
    """Begin polling a fake platform."""
    running: list[tuple[asyncio.Task[None], ZaloBot]] = []

    async def begin(zalo: FakeZaloBot, inbox: Inbox | None = None) -> tuple[Inbox, Pauses]:
        inbox, pauses = inbox or Inbox(), Pauses()
        settings = ZaloBotSettings(TOKEN, zalo.api)
        bot = ZaloBot(Settings(data=tmp_path), settings, storage, clock, pauses)
        running.append((asyncio.create_task(bot.run(inbox)), bot))
        return inbox, pauses

    yield begin
    for task, bot in running:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
        await bot.close()


@asynccontextmanager
async def logged(caplog: pytest.LogCaptureFixture) -> AsyncIterator[list[str]]:
    """The names of what is logged, with no token in any record."""
    with caplog.at_level(logging.DEBUG):
        names: list[str] = []
        yield names
    names += [record.message for record in caplog.records if record.name.startswith("bot")]
    assert "zalo-bot-test-token" not in "".join(str(record.__dict__) for record in caplog.records)


async def test_messages_come_one_by_one(start: Start) -> None:
    """In order; a webhook that was set is taken away first."""
    async with FakeZaloBot() as zalo:
        zalo.webhook = "https://old.example/"
        inbox, _ = await start(zalo)
        await zalo.until(lambda: zalo.count("getUpdates") > 0)
        for text in ("một", "hai", "ba"):
            await zalo.says(text)
        await zalo.until(lambda: zalo.count("getUpdates") >= 4)

    assert inbox.texts == ["một", "hai", "ba"]
    assert zalo.calls[0] == ("deleteWebhook", {})
    assert ("getUpdates", {"timeout": 30}) in zalo.calls


async def test_nothing_new_is_no_fault(start: Start, caplog: pytest.LogCaptureFixture) -> None:
    """408 all day long says nothing in the log, and an answer at once isn't followed by a question at once."""
    async with logged(caplog) as names, FakeZaloBot(patience=0.001) as zalo:
        _, pauses = await start(zalo)
        await zalo.until(lambda: zalo.count("getUpdates") >= 5)

    assert names == ["zalo_bot.polling"]
    assert len(pauses.seconds) >= 4 and all(0.5 < seconds <= 1 for seconds in pauses.seconds)


async def test_read_ones_come_back(start: Start) -> None:
    """For ever: each is one message, new ones come through, and there is a rest between polls that bring nothing new."""
    async with FakeZaloBot(replays=True) as zalo:
        inbox, pauses = await start(zalo)
        await zalo.says("một")
        await zalo.says("hai")
        await zalo.until(lambda: zalo.count("getUpdates") >= 12)
        await zalo.says("ba")
        polls = zalo.count("getUpdates")
        await zalo.until(lambda: zalo.count("getUpdates") >= polls + 3)

    assert inbox.texts == ["một", "hai", "ba"] and len(inbox.asked) == 3
    assert len(pauses.seconds) >= 10 and all(0.5 < seconds <= 1 for seconds in pauses.seconds)


async def test_a_skipped_one_that_comes_back_is_logged_once(start: Start, caplog: pytest.LogCaptureFixture) -> None:
    """And followed by a rest, too."""
    async with logged(caplog) as names, FakeZaloBot(replays=True) as zalo:
        inbox, pauses = await start(zalo)
        await zalo.deliver(zalo.update("user.follow"))
        await zalo.until(lambda: zalo.count("getUpdates") >= 6)

    assert names.count("event.skipped") == 1 and inbox.asked == [] and len(pauses.seconds) >= 4


async def test_a_store_that_fails(start: Start) -> None:
    """The update may be gone at the platform, so it is kept at until it is stored; then the next one."""
    inbox = Inbox()
    inbox.faults = [StorageError(Trouble.FULL)] * 3
    async with FakeZaloBot() as zalo:
        await start(zalo, inbox)
        await zalo.says("một")
        await zalo.says("hai")
        await zalo.until(lambda: zalo.count("getUpdates") >= 3)

    assert inbox.texts == ["một", "hai"] and len(inbox.asked) == 5


async def test_the_program_stops(start: Start) -> None:
    """Nothing more is asked for."""
    inbox = Inbox()
    inbox.faults = [StoppingError()]
    async with FakeZaloBot() as zalo:
        await start(zalo, inbox)
        await zalo.says("một")
        await zalo.until(lambda: zalo.count("getMe") > 0 and bool(inbox.asked))

        assert zalo.count("getUpdates") == 1


async def test_the_number_of_seconds_as_a_string(start: Start) -> None:
    """The documentation says both."""
    async with FakeZaloBot(number_only=True) as zalo:
        inbox, _ = await start(zalo)
        await zalo.says("một")
        await zalo.until(lambda: zalo.count("getUpdates") >= 3)

    assert inbox.texts == ["một"] and ("getUpdates", {"timeout": "30"}) in zalo.calls


@pytest.mark.parametrize(
    ("faults", "said", "first"),
    [
        ([Fault(400, words="webhook is active")], "zalo_bot.webhook_is_set", 60),
        ([Fault(409, words="Conflict: webhook")], "zalo_bot.webhook_is_set", 60),
        ([Fault(409)], "zalo_bot.another_poller", 60),
        ([Fault(401)], "channel.stopped", 60),
        ([Fault(500)], "zalo_bot.fault", 1),
        ([Fault(429)], "zalo_bot.fault", 1),
        ([Fault(403)], "zalo_bot.fault", 1),
        ([Fault(silent=True)], "zalo_bot.fault", 1),
    ],
)
async def test_faults(
    start: Start, caplog: pytest.LogCaptureFixture, faults: list[Fault], said: str, first: float
) -> None:
    """Said by name, left alone for a while, then tried again."""
    async with logged(caplog) as names, FakeZaloBot() as zalo:
        zalo.fault("getUpdates", *faults, *faults)
        inbox, pauses = await start(zalo)
        await zalo.says("một")
        await zalo.until(lambda: zalo.count("getUpdates") >= 4)

    assert names.count(said) == 2 and inbox.texts == ["một"]
    assert pauses.seconds[:2] == [first, 2 * first]


async def test_it_begins_in_spite_of_faults(start: Start) -> None:
    """The network may come later than the program; the bot's name is no condition."""
    async with FakeZaloBot() as zalo:
        zalo.fault("deleteWebhook", Fault(500), Fault(silent=True), Fault(404, words="webhook not found"))
        zalo.fault("getMe", Fault(500))
        inbox, _ = await start(zalo)
        await zalo.says("một")
        await zalo.until(lambda: zalo.count("getUpdates") >= 2 and zalo.count("getMe") >= 2)

    assert inbox.texts == ["một"]


async def test_the_mention_in_a_group(start: Start) -> None:
    """The bot learns its own name."""
    async with FakeZaloBot() as zalo:
        inbox, _ = await start(zalo)
        await zalo.until(lambda: zalo.count("getMe") > 0)
        await zalo.says("hôm nay", user="u2")
        await zalo.until(lambda: zalo.count("getUpdates") >= 2)
        await zalo.says(f"@{zalo.name} khai sinh cần gì", group="g1")
        await zalo.until(lambda: len(inbox.messages) == 2 or zalo.count("getUpdates") >= 3)

    assert inbox.texts == ["hôm nay", "khai sinh cần gì"]
