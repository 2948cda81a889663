"""The program is killed in the middle of a renewal, as a process of its own."""

import asyncio
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.channels.contract import ChannelStoppedError
from bot.storage.sqlite import open_sqlite
from bot.storage.tokens import TokenState
from handlers.message import Channel
from handlers.reply import say
from tests.bot.channels.oa import USER, MovingClock, opened
from tests.fakes.zalo_oa import FakeZaloOa

# Renews the pair and dies with the power: just before or just after the new one is on the disk.
_DYING = """
import asyncio, os, sys
from pathlib import Path
from bot.storage.sqlite import SqliteStorage, open_sqlite
from tests.bot.channels.oa import MovingClock, opened
from tests.fakes.zalo_oa import FakeZaloOa

url, seed, folder, moment = sys.argv[1:]
store = SqliteStorage.store_tokens

async def dying(self, *args, **more):
    if more.get("renews") is not None and moment == "before":
        os._exit(9)
    await store(self, *args, **more)
    if more.get("renews") is not None:
        os._exit(9)

async def main():
    fake = FakeZaloOa(MovingClock())
    fake.url = url
    SqliteStorage.store_tokens = dying
    async with opened(fake, open_sqlite(Path(folder)), MovingClock(), seed=seed) as account:
        await account.tokens.rotate()

asyncio.run(main())
"""


@pytest.fixture
def clock() -> MovingClock:
    """The time of Zalo and of the program that comes after."""
    return MovingClock()


@pytest.fixture
async def fake(clock: MovingClock) -> AsyncIterator[FakeZaloOa]:
    """Zalo, and a person who has just written."""
    async with FakeZaloOa(clock).serve() as fake:
        fake.interactions[USER] = clock()
        yield fake


async def die(fake: FakeZaloOa, folder: Path, moment: str) -> str:
    """Run the program until it dies; the setting that it began with."""
    seed = fake.grant()[1]
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-c", _DYING, fake.url, seed, str(folder), moment), cwd=Path(__file__).parents[3]
    )
    assert await process.wait() == 9
    return seed


async def test_killed_before_the_pair_is_stored(fake: FakeZaloOa, tmp_path: Path, clock: MovingClock) -> None:
    """The grant is lost: the next program finds out by one look, raises the alarm, and asks no more."""
    seed = await die(fake, tmp_path, "before")
    storage = open_sqlite(tmp_path)
    stored = await storage.tokens(Channel.ZALO_OA)
    assert stored is not None and stored.state is TokenState.REFRESHING

    clock.advance(minutes=2)
    for _ in range(2):
        async with opened(fake, storage, clock, seed=seed) as account:
            for _ in range(3):
                with pytest.raises(ChannelStoppedError, match="consent_needed"):
                    await account.send(say("Chào."))
                clock.advance(minutes=10)
    await storage.close()
    assert (fake.refreshes, fake.sent) == (2, [])


async def test_killed_after_the_pair_is_stored(fake: FakeZaloOa, tmp_path: Path, clock: MovingClock) -> None:
    """Nothing is lost: the next program sends with it."""
    seed = await die(fake, tmp_path, "after")

    storage = open_sqlite(tmp_path)
    async with opened(fake, storage, clock, seed=seed) as account:
        await account.send(say("Chào."))
    await storage.close()
    assert (fake.refreshes, len(fake.sent)) == (1, 1)
