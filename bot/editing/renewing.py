"""The index of what is published, made anew after an upgrade, or when it was lost or damaged."""

import asyncio
import logging
from contextlib import suppress

from bot.editing.cache import scratch_folder
from bot.editing.workshop import Workshop
from bot.pipeline.dispatch import Clock
from bot.storage.contract import Storage
from bot.storage.errors import StaleError
from handlers.editing.edit import Publish
from handlers.turn import Batch
from knowledge.days import day_of
from knowledge.edits import EditError, write_edited
from knowledge.index import index_name, index_path

log = logging.getLogger(__name__)


async def is_lost(storage: Storage, workshop: Workshop) -> bool:
    """Whether the index of what is published isn't there."""
    publication = await asyncio.to_thread(storage.records.publication)
    return publication is not None and not index_path(workshop.cache, publication.index).exists()


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
    if current == publication.index and index_path(workshop.cache, current).exists():
        return False
    built = await workshop.build(edits, day_of(clock()), first=True)
    if not built.index:
        log.error("content.not_renewed", extra={"problems": len(built.problems)})
        return False
    with suppress(StaleError):
        await storage.commit_batch(Batch((Publish((), built.index),)), clock())
    return True
