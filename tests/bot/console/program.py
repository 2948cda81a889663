"""The whole program over the tiny content, with editing, for browsers: people with links, and what residents read."""

import asyncio
import threading
from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any, TypeVar

from bot.app import running
from bot.commands.administering import first_link
from bot.commands.queueing import open_store
from bot.editing.live import Live
from bot.editing.workshop import Workshop
from bot.settings import Settings
from bot.storage.sqlite import SqliteStorage
from handlers.console.link import address
from handlers.message import Channel
from handlers.records import Records
from handlers.router import make_assistant
from handlers.teams.changes import PutCode, Redeem
from handlers.teams.codes import Code, CodeKind
from handlers.teams.model import Changes, Commune, Role
from handlers.teams.people import Account
from handlers.turn import Batch, Change
from knowledge.index import Index
from knowledge.understand import Understander
from knowledge.weights import load_weights
from tests.bot.console.world import Visitor
from tests.bot.talk import NOW
from tests.village import KEY, MINH_HOP

T = TypeVar("T")


class Program:
    """It serves at `url`. What is done with its store is done beside it, on a thread with a loop of its own."""

    def __init__(self, folder: Path, url: str, live: list[Live]) -> None:
        self.folder, self.url, self._live = folder, url, live
        self.settings = Settings(data=folder, port=0, secret_key=KEY)

    @property
    def live(self) -> Live:
        """What answers."""
        return self._live[0]

    def first_link(self) -> str:
        """The link that `make run` prints on its terminal, without its host."""
        return _beside(first_link(self.settings, self.url, NOW))[1].removeprefix(self.url)

    def person(self, name: str, role: Role, commune: str | None = None) -> int:
        """Somebody with a role; their number."""
        account, code = Account(Channel.TELEGRAM, name), f"{name.upper():A<6}"[:6]
        made = Code(code, CodeKind.INVITATION, NOW, role=role, commune=commune)
        self.write(PutCode(made), Redeem(code, account, name))

        async def number(storage: SqliteStorage) -> int:
            found = storage.records.person(account)
            assert found is not None
            return found.id

        return self._with(number)

    def link(self, person: int) -> str:
        """A fresh link of somebody, without its host."""

        async def make(storage: SqliteStorage) -> str:
            return address("", await storage.console.make_link(person, NOW))

        return self._with(make)

    def signed_in(self, person: int) -> Visitor:
        """A browser without JavaScript behind the door."""
        visitor = Visitor(self.url, "Firefox").opens(self.link(person)).submits("Vào trang quản trị")
        assert visitor.status == 200, visitor.text
        return visitor

    def write(self, *changes: Change) -> None:
        """Changes as nobody's message."""

        async def commit(storage: SqliteStorage) -> None:
            await storage.commit_batch(Batch(changes), NOW)

        self._with(commit)

    def brought_up(self) -> None:
        """Wait until what is published over today's shipped content answers."""

        async def swapped(storage: SqliteStorage) -> None:
            async with asyncio.timeout(60):
                while True:
                    publication = storage.records.publication()
                    if publication and publication.index == self.live.name and publication.number > 1:
                        return
                    await asyncio.sleep(0.05)

        self._with(swapped)

    def settle(self) -> None:
        """A commune on record."""

        async def store(storage: SqliteStorage) -> None:
            roster = await storage.roster()
            if not roster.communes:
                await storage.store_roster(roster, Changes(communes=(Commune(MINH_HOP),)))

        self._with(store)

    def _with(self, work: Callable[[SqliteStorage], Coroutine[Any, Any, T]]) -> T:
        async def beside() -> T:
            async with open_store(self.folder) as storage:
                return await work(storage)

        return _beside(beside())


def _beside(work: Coroutine[Any, Any, T]) -> T:
    found: list[T] = []
    thread = threading.Thread(target=lambda: found.append(asyncio.run(work)))
    thread.start()
    thread.join()
    return found[0]


@contextmanager
def program(folder: Path, tiny: tuple[Path, Path, Index]) -> Iterator[Program]:
    """Serving on a free port until leaving; time goes on from the pinned instant."""
    content, cache, index = tiny
    settings, workshop = Settings(data=folder, port=0, secret_key=KEY), Workshop(cache, content)
    ready, over = threading.Event(), threading.Event()
    urls: list[str] = []
    lives: list[Live] = []

    def assemble(records: Records) -> Live:
        lives.append(Live(Understander(index, load_weights()), lambda it: make_assistant(it, records)))
        return lives[0]

    async def serve() -> None:
        loop = asyncio.get_running_loop()
        began = loop.time()
        async with running(settings, assemble, lambda: NOW + timedelta(seconds=loop.time() - began), workshop) as url:
            urls.append(url)
            ready.set()
            await asyncio.to_thread(over.wait)

    thread = threading.Thread(target=lambda: asyncio.run(serve()))
    thread.start()
    try:
        assert ready.wait(30)
        made = Program(folder, urls[0], lives)
        made.settle()
        yield made
    finally:
        over.set()
        thread.join()
