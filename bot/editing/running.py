"""Editing as part of the serving program: what is published is live, and what is ready goes out."""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from bot.editing.cache import scratch_folder
from bot.editing.editor import Editor
from bot.editing.live import Live, bring_current, keep_current
from bot.editing.publishing import Publisher
from bot.editing.workshop import BuildError, Workshop
from bot.pipeline.dispatch import Clock
from bot.storage.contract import Storage
from bot.storage.errors import StaleError
from handlers.editing.edit import Publish
from handlers.turn import Batch
from knowledge.days import day_of
from knowledge.edits import EditError, write_edited
from knowledge.index import index_name, index_path

log = logging.getLogger(__name__)


@asynccontextmanager
async def editing(storage: Storage, live: Live, workshop: Workshop, clock: Clock) -> AsyncIterator[Editor]:
    """Until leaving, the live content follows what is published. What was published before is live on entering."""
    shipped = live.name
    with suppress(OSError):
        # An index that was lost is built anew below; the shipped content answers until then.
        await bring_current(live, storage.records, workshop.cache)
    editor = Editor(storage, workshop, live, clock)
    tasks = [
        asyncio.create_task(keep_current(live, storage.records, workshop.cache, shipped), name="content"),
        asyncio.create_task(_follow_up(storage, workshop, clock), name="publisher"),
        # The first page that shows content would wait for it.
        asyncio.create_task(workshop.data(), name="shipped"),
    ]
    try:
        yield editor
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await editor.close()


async def _follow_up(storage: Storage, workshop: Workshop, clock: Clock) -> None:
    try:
        await renew(storage, workshop, clock)
    except (BuildError, OSError) as error:
        log.error("content.not_renewed", extra={"error": type(error).__name__})
    await Publisher(storage, workshop, clock).run()


async def renew(storage: Storage, workshop: Workshop, clock: Clock) -> bool:
    """After an upgrade, or when the index was lost: published edits over today's shipped content. Whether it was so."""
    records = storage.records
    publication = await asyncio.to_thread(records.publication)
    if publication is None:
        return False
    edits = [stored.edit for stored in await asyncio.to_thread(records.published_edits)]

    def name() -> str:
        with scratch_folder(workshop.cache) as scratch:
            folder = scratch / "content"
            write_edited(edits, folder, workshop.shipped)
            return index_name(folder)

    try:
        current = await asyncio.to_thread(name)
    except EditError:
        # An upgrade took away what an edit is about: the content that is live stays.
        log.error("content.not_renewed")
        return False
    lost = not index_path(workshop.cache, publication.index).exists()
    if current == publication.index and not lost:
        return False
    built = await workshop.build(edits, day_of(clock()))
    if not built.index:
        log.error("content.not_renewed", extra={"problems": len(built.problems)})
        return False
    with suppress(StaleError):
        await storage.commit_batch(Batch((Publish((), built.index),)), clock())
    return True
