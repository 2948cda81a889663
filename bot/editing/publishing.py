"""Publishing: what is ready is built together and goes live; whatever is wrong with one edit holds up no other."""

import asyncio
import logging
from collections.abc import Sequence
from dataclasses import replace

from bot.editing import texts
from bot.editing.fitting import Fitted, fit
from bot.editing.renewing import is_lost, renew
from bot.editing.workshop import BuildError, Built, Workshop
from bot.pipeline.dispatch import Clock
from bot.storage.contract import Storage
from bot.storage.errors import StaleError, StorageError
from handlers.editing.edit import Publish, PutEdit, Status, StoredEdit
from handlers.teams.changes import NoteAct
from handlers.turn import Batch
from knowledge.days import day_of
from knowledge.edits import apply

log = logging.getLogger(__name__)

LOOK_SECONDS = 0.5
# How long a build that failed for no fault of the content is left alone.
AGAIN_SECONDS = 30.0


class Publisher:
    """Takes what is ready, again and again. One in a data folder: that of the program that serves."""

    def __init__(self, storage: Storage, workshop: Workshop, clock: Clock) -> None:
        self._storage, self._workshop, self._clock = storage, workshop, clock
        # Whether the lost index of what is published can be built at all.
        self._hopeful = True

    async def run(self) -> None:
        """For ever."""
        while True:
            try:
                await self.once()
            except StorageError as error:
                log.error("storage.failed", extra={"trouble": error.trouble})
            except (BuildError, OSError) as error:
                log.error("publish.failed", extra={"error": type(error).__name__})
                await asyncio.sleep(AGAIN_SECONDS)
            await asyncio.sleep(LOOK_SECONDS)

    async def once(self) -> int:
        """Publish what is ready now; how many edits went live. An index that was lost is built anew before."""
        if self._hopeful and await is_lost(self._storage, self._workshop):
            self._hopeful = await renew(self._storage, self._workshop, self._clock)
        ready = await asyncio.to_thread(self._storage.records.ready_edits)
        ready = await self._fitting(ready) if ready else ready
        return await self._part(ready) if ready else 0

    async def _fitting(self, ready: Sequence[StoredEdit]) -> Sequence[StoredEdit]:
        """Those that fit what stands now; an edit whose place somebody else changed meanwhile is a draft again."""
        shipped = await self._workshop.data()

        def fitted() -> Fitted:
            published = self._storage.records.published_edits()
            return fit(apply(shipped, [stored.edit for stored in published]), published, ready)

        found = await asyncio.to_thread(fitted)
        for stored in found.late:
            await self._back(stored, texts.CHANGED_MEANWHILE)
        if not found.changed:
            return found.fits
        try:
            await self._storage.commit_batch(Batch(tuple(map(PutEdit, found.changed))), self._clock())
        except StaleError:
            # The next look sees how they are then.
            return ()
        there = {stored.id for stored in found.fits}
        return [one for one in await asyncio.to_thread(self._storage.records.ready_edits) if one.id in there]

    async def _part(self, ready: Sequence[StoredEdit]) -> int:
        """Publish these; where one is at fault each half by itself, down to the one."""
        built = await self._build(ready)
        if built.index:
            return await self._publish(ready, built.index)
        if len(ready) == 1:
            await self._return(ready[0], built)
            return 0
        half = len(ready) // 2
        return await self._part(ready[:half]) + await self._part(ready[half:])

    async def _build(self, ready: Sequence[StoredEdit]) -> Built:
        published = await asyncio.to_thread(self._storage.records.published_edits)
        edits = [stored.edit for stored in (*published, *ready)]
        return await self._workshop.build(edits, day_of(self._clock()), first=True)

    async def _publish(self, ready: Sequence[StoredEdit], index: str) -> int:
        changes = Publish(tuple((stored.id, stored.version) for stored in ready), index)
        notes = [NoteAct(stored.author, "edit-publish", stored.edit.place, stored.commune) for stored in ready]
        try:
            await self._storage.commit_batch(Batch((changes, *notes)), self._clock())
        except StaleError:
            # Somebody changed one of them meanwhile: the next look sees it.
            return 0
        log.info("content.published", extra={"edits": len(ready)})
        return len(ready)

    async def _return(self, stored: StoredEdit, built: Built) -> None:
        await self._back(stored, "\n".join(problem.message for problem in built.problems) or texts.FAILED)

    async def _back(self, stored: StoredEdit, why: str) -> None:
        """An edit that can't go live is a draft again, and says why."""
        back = PutEdit(replace(stored, status=Status.DRAFT, fault=why))
        try:
            await self._storage.commit_batch(Batch((back,)), self._clock())
        except StaleError:
            return
