"""The serving program: what is published answers without a restart, and a stop in the middle of a build tears nothing."""

import asyncio
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import aiohttp

from bot.app import running
from bot.commands.queueing import open_store
from bot.editing.live import Live
from bot.editing.workshop import Built, Workshop
from bot.settings import Settings
from bot.storage.sqlite import SqliteStorage
from handlers.editing.edit import PutEdit, Status, StoredEdit
from handlers.records import Records
from handlers.router import make_assistant
from handlers.turn import Batch
from knowledge.edits import Edit, look, read_data
from knowledge.index import Index
from knowledge.understand import Understander
from knowledge.weights import load_weights
from tests.bot.editing.test_publishing import BOOKS, PAPERS
from tests.bot.talk import NOW, Chat, clock
from tests.village import KEY

QUESTION = "làm thẻ mượn sách cần giấy gì"
NEW = "Chỉ cần thẻ thư viện."
Tiny = tuple[Path, Path, Index]


def live(index: Index, records: Records) -> Live:
    """The whole assistant over the tiny content."""
    return Live(Understander(index, load_weights()), lambda it: make_assistant(it, records))


async def hand_in(storage: SqliteStorage, folder: Path, text: str) -> None:
    """Another process hands an edit in."""
    hoa = await storage.console.make_first_admin("Hoa", NOW)
    was = look(read_data(folder), BOOKS, PAPERS)
    edit = Edit(BOOKS, PAPERS, was, {**was, "text": text})
    await storage.commit_batch(Batch((PutEdit(StoredEdit(edit, hoa, "Hoa", NOW, status=Status.READY)),)), NOW)


async def until(there: Callable[[], bool], seconds: float) -> None:
    """Wait for what another task does, no longer than so."""
    async with asyncio.timeout(seconds):
        while not there():  # noqa: ASYNC110 - nobody tells tests
            await asyncio.sleep(0.05)


async def test_a_publication_answers_within_two_seconds(tmp_path: Path, tiny: Tiny) -> None:
    """Without a restart, for whoever asks next."""
    folder, cache, index = tiny
    settings, workshop = Settings(data=tmp_path, port=0, secret_key=KEY), Workshop(cache, folder)
    served: list[Live] = []

    def assemble(records: Records) -> Live:
        served.append(live(index, records))
        return served[0]

    async with (
        running(settings, assemble, clock, workshop) as url,
        aiohttp.ClientSession() as session,
        open_store(tmp_path) as beside,
    ):
        chat = Chat(url, session)
        assert "Căn cước" in "".join(await chat.says(QUESTION))

        await hand_in(beside, folder, NEW)
        await until(lambda: beside.records.publication() is not None, 60)
        await until(lambda: served[0].name != index.name, 2)

        assert NEW in "".join(await chat.says(QUESTION))


class Watched(Workshop):
    """Says when it begins."""

    begun: asyncio.Event

    async def build(self, edits: Sequence[Edit], *args: Any, **named: Any) -> Built:
        self.begun.set()
        return await super().build(edits, *args, **named)


async def test_a_stop_in_the_middle_of_a_build(tmp_path: Path, tiny: Tiny) -> None:
    """It stops at once; the next start publishes what was ready."""
    folder, cache, index = tiny
    settings, workshop = Settings(data=tmp_path, port=0, secret_key=KEY), Watched(cache, folder)
    workshop.begun = asyncio.Event()
    served: list[Live] = []

    def assemble(records: Records) -> Live:
        served.append(live(index, records))
        return served[-1]

    async with running(settings, assemble, clock, workshop):
        async with open_store(tmp_path) as beside:
            await hand_in(beside, folder, "Chỉ cần giấy khai sinh.")
        await asyncio.wait_for(workshop.begun.wait(), 5)
        began = asyncio.get_running_loop().time()
    assert asyncio.get_running_loop().time() - began < 3

    async with open_store(tmp_path) as stopped:
        assert stopped.records.publication() is None
        assert len(stopped.records.ready_edits()) == 1
    async with (
        running(settings, assemble, clock, workshop) as url,
        aiohttp.ClientSession() as session,
    ):
        await until(lambda: served[-1].name != index.name, 60)
        assert "giấy khai sinh" in "".join(await Chat(url, session).says(QUESTION))
