"""A tiny content that is live, with people who may edit it."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.editing.editor import Editor
from bot.editing.live import Live, bring_current
from bot.editing.publishing import Publisher
from bot.editing.workshop import Workshop
from bot.storage.sealing import Sealer
from bot.storage.sqlite import SqliteStorage, open_sqlite
from handlers.message import Channel
from handlers.router import make_assistant
from handlers.teams.changes import PutCode, Redeem
from handlers.teams.codes import Code, CodeKind
from handlers.teams.model import Changes, Commune, Role
from handlers.teams.people import Account, Person
from handlers.turn import Batch
from knowledge.index import Index, open_index
from knowledge.understand import Understander
from knowledge.weights import load_weights
from tests.bot.talk import NOW, clock
from tests.knowledge.test_tiny_content import tiny_content
from tests.village import KEY, MINH_HOP


@dataclass
class Desk:
    """What an editing program has, and the people at it."""

    storage: SqliteStorage
    workshop: Workshop
    live: Live
    editor: Editor
    publisher: Publisher

    async def person(self, name: str, role: Role, commune: str | None = None) -> Person:
        """Somebody with a role."""
        account = Account(Channel.TELEGRAM, name)
        code = f"{name.upper():A<6}"[:6]
        made = Code(code, CodeKind.INVITATION, NOW, role=role, commune=commune)
        await self.storage.commit_batch(Batch((PutCode(made), Redeem(code, account, name))), NOW)
        person = self.storage.records.person(account)
        assert person is not None
        return person

    async def published(self) -> bool:
        """Publish what is ready and swap it in; whether there was anything new."""
        await self.publisher.once()
        return await bring_current(self.live, self.storage.records, self.workshop.cache)

    def says(self, question: str) -> str:
        """What leads the answer now."""
        found = self.live.understander.understand(question)
        topic = self.live.understander.index.content.topics.get(found.topic or "")
        leads = found.answers[0].statement if found.answers else None
        return next((item.text for item in topic.statements if item.id == leads), "") if topic else ""


@pytest.fixture(scope="package")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path, Index]:
    """A folder of content, a cache, and the index of it."""
    folder, cache = tiny_content(tmp_path_factory.mktemp("tiny") / "content"), tmp_path_factory.mktemp("cache")
    return folder, cache, open_index(folder, cache)


@pytest.fixture
async def desk(tmp_path: Path, tiny: tuple[Path, Path, Index]) -> AsyncIterator[Desk]:
    """Editing over the tiny content."""
    async with open_desk(tmp_path, tiny) as opened:
        yield opened


@asynccontextmanager
async def open_desk(tmp_path: Path, tiny: tuple[Path, Path, Index]) -> AsyncIterator[Desk]:
    """The same for a test that has its own event loop."""
    folder, cache, index = tiny
    storage = open_sqlite(tmp_path / "data", Sealer(KEY))
    before = await storage.roster()
    await storage.store_roster(before, Changes(communes=(Commune(MINH_HOP),)))
    live = Live(Understander(index, load_weights()), lambda it: make_assistant(it, storage.records))
    workshop = Workshop(cache, folder)
    editor = Editor(storage, workshop, live, clock)
    yield Desk(storage, workshop, live, editor, Publisher(storage, workshop, clock))
    await editor.close()
    await asyncio.sleep(0)
    await storage.close()
