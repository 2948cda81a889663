"""Editing as part of the serving program: what is published is live, and what is ready goes out."""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from bot.editing.editor import Editor
from bot.editing.live import Live, bring_current, keep_current
from bot.editing.publishing import Publisher
from bot.editing.renewing import renew
from bot.editing.workshop import BuildError, Workshop
from bot.pipeline.dispatch import Clock
from bot.storage.contract import Storage

log = logging.getLogger(__name__)


@asynccontextmanager
async def editing(storage: Storage, live: Live, workshop: Workshop, clock: Clock) -> AsyncIterator[Editor]:
    """Until leaving, the live content follows what is published. What was published before is live on entering."""
    shipped = live.name
    with suppress(OSError):
        # An index that was lost or damaged is built anew below; the shipped content answers until then.
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
