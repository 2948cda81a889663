"""Running `troly` commands on a data folder, and filling that folder with what gets stuck."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bot.cli import main
from bot.storage.contract import Key, Storage
from bot.storage.sqlite import open_sqlite
from handlers.reply import say
from handlers.turn import Turn
from tests.bot.storage.working import answered, from_telegram, on_its_way
from tests.bot.talk import NOW

Fill = Callable[[Storage], Awaitable[None]]


class Commands:
    """`troly` with a data folder of its own and a pinned clock."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.data = folder / "data"
        self._monkeypatch = monkeypatch
        monkeypatch.chdir(folder)
        monkeypatch.setenv("TROLY_DATA", str(self.data))
        self.at(NOW)

    def at(self, now: datetime) -> None:
        """It is this time from now on."""
        self._monkeypatch.setattr("bot.cli.base.utc_now", lambda: now)

    def run(self, *args: str) -> Result:
        """What a command prints, and its exit code."""
        return CliRunner().invoke(main, list(args), prog_name="troly")

    def fill(self, fill: Fill) -> None:
        """Put something into the store."""

        async def use() -> None:
            storage = open_sqlite(self.data)
            try:
                await fill(storage)
            finally:
                await storage.close()

        asyncio.run(use())


async def park(storage: Storage, event: str = "p1", conversation: str = "conversation-parked") -> None:
    """A message whose handler raised too often; nobody fetches the apology."""
    await storage.accept(from_telegram(event, conversation=conversation, text="chuyện riêng"))
    work = await storage.next_work(Key(from_telegram("").channel, conversation))
    assert work is not None
    await storage.fail(work, "KeyError", tries=1, apology=Turn(work.conversation, (say("Xin lỗi."),)), at=NOW)
    outgoing = await on_its_way(storage)
    await storage.mark_sent(outgoing, last=True, at=NOW)


async def end(storage: Storage, event: str = "e1", conversation: str = "conversation-ended") -> None:
    """A reply that its platform refused."""
    await answered(storage, event, "Về chuyện riêng.", conversation=conversation)
    await storage.end_send(await on_its_way(storage), "blocked", NOW)
