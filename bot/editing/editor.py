"""The life of an edit: drafted, previewed, approved where a second person must, published, and taken back."""

import asyncio
import logging
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from bot.editing import texts
from bot.editing.live import Live
from bot.editing.workshop import Built, Changed, Progress, Workshop
from bot.pipeline.dispatch import Clock
from bot.storage.contract import Storage
from handlers.editing.edit import PutEdit, Status, StoredEdit
from handlers.editing.permission import (
    commune_of,
    may_approve,
    may_decide,
    may_publish,
    may_see,
    may_suggest,
    status_to_publish,
)
from handlers.editing.proposal import mark_of
from handlers.teams.changes import NoteAct
from handlers.teams.people import Person
from handlers.turn import Batch
from knowledge.days import day_of
from knowledge.edits import Data, Edit, apply, look

log = logging.getLogger(__name__)

# Previews that are kept to be looked at again.
_KEPT = 20


class EditingError(Exception):
    """What was asked can't be done; `str()` is a Vietnamese sentence with the way out. Nothing was changed."""


@dataclass
class Preview:
    """A build that was asked for: how far it is, and what came of it.

    `asked`: those of its questions that residents asked, which not everybody who sees the draft may read; `people`: who
    asked for it.
    """

    progress: Progress = field(default_factory=Progress)
    built: Built | None = None
    failed: bool = False
    asked: frozenset[str] = frozenset()
    people: set[int] = field(default_factory=set)
    task: asyncio.Task[None] | None = field(default=None, repr=False)

    @property
    def over(self) -> bool:
        """Whether nothing more comes of it."""
        return self.failed or self.built is not None

    def changed_for(self, readable: Collection[str]) -> list[Changed]:
        """The questions that would be answered otherwise; of what residents asked only what is `readable`."""
        hidden = self.asked.difference(readable)
        return [one for one in self.built.changed if one.question not in hidden] if self.built else []


class Editor:
    """What console and chat do with edits. Rights are checked here, before anything is written."""

    def __init__(self, storage: Storage, workshop: Workshop, live: Live, clock: Clock) -> None:
        self._storage, self._workshop, self._live, self._clock = storage, workshop, live, clock
        self._previews: dict[tuple[str, ...], Preview] = {}
        self._tasks: set[asyncio.Task[None]] = set()

    @property
    def shipped(self) -> Path:
        """The folder of the shipped content."""
        return self._workshop.shipped

    @property
    def usual_seconds(self) -> float:
        """How long a build takes here."""
        return self._workshop.usual_seconds

    @property
    def failing(self) -> bool:
        """Whether the last build failed for no fault of the content."""
        return self._workshop.failing

    async def shipped_data(self) -> Data:
        """The shipped content as plain data by file: not to be changed."""
        return await self._workshop.data()

    async def data(self, also: Sequence[Edit] = ()) -> Data:
        """The content as it is published, with some more edits in it, as plain data by file."""
        published = await asyncio.to_thread(self._storage.records.published_edits)
        return apply(await self._workshop.data(), [*(stored.edit for stored in published), *also])

    async def put(
        self,
        person: Person,
        file: str,
        path: tuple[str, ...],
        after: Any,
        *,
        note: str = "",
        questions: tuple[int, ...] = (),
        replaces: StoredEdit | None = None,
        seen: bool = False,
    ) -> StoredEdit:
        """A draft of one place, or another version of an open one; a suggestion from those who may only suggest.

        `seen`: they were shown what stands there now, should it have changed since the open one was begun.
        """
        if not may_suggest(person) or (replaces and not may_see(person, replaces)):
            raise EditingError(texts.NOT_ALLOWED)
        before = replaces.edit.before if replaces and not seen else look(await self.data(), file, path)
        edit = Edit(file, path, before, after)
        status = Status.DRAFT if may_publish(person, edit) else Status.SUGGESTED
        stored = (
            replace(replaces, edit=edit, status=status, note=note or replaces.note, fault="")
            if replaces
            else StoredEdit(
                edit, person.id, person.name, self._clock(), note, status, commune_of(person, edit), questions=questions
            )
        )
        return await self._store(person, stored, "edit-draft")

    async def submit(self, person: Person, stored: StoredEdit) -> StoredEdit:
        """To be published: at once, or by a second person where the commune wants one."""
        return (await self.submit_together(person, [stored]))[0]

    async def submit_together(self, person: Person, drafts: Sequence[StoredEdit]) -> list[StoredEdit]:
        """Several at once, so that what needs each other is built together; where one can't be, none is."""
        if not all(may_decide(person, stored) for stored in drafts):
            raise EditingError(texts.NOT_ALLOWED)
        if not all(stored.status is Status.DRAFT for stored in drafts):
            raise EditingError(texts.NOT_A_DRAFT)
        if await self._changed_since(drafts):
            raise EditingError(texts.CHANGED_SINCE)

        def ready(stored: StoredEdit) -> StoredEdit:
            status = status_to_publish(person, stored.edit, stored.commune, self._storage.records)
            return replace(stored, status=status, fault="")

        return await self._store_all(person, [await asyncio.to_thread(ready, one) for one in drafts], "edit-submit")

    async def approve(self, person: Person, stored: StoredEdit) -> StoredEdit:
        """The second person agrees."""
        return (await self.approve_together(person, [stored]))[0]

    async def approve_together(self, person: Person, drafts: Sequence[StoredEdit]) -> list[StoredEdit]:
        """The second person agrees to all of them."""
        if not all(stored.status is Status.WAITING and may_approve(person, stored) for stored in drafts):
            raise EditingError(texts.NOT_APPROVER)
        if await self._changed_since(drafts):
            raise EditingError(texts.CHANGED_SINCE_SENT)
        approved = [
            replace(stored, status=Status.READY, approved_by=person.id, approved_name=person.name) for stored in drafts
        ]
        return await self._store_all(person, approved, "edit-approve")

    async def drop(self, person: Person, stored: StoredEdit, why: str = "") -> StoredEdit:
        """Given up by who made it, or refused by who might have published it."""
        if not stored.status.open or not (stored.author == person.id or may_decide(person, stored)):
            raise EditingError(texts.NOT_ALLOWED)
        return await self._store(person, replace(stored, status=Status.DROPPED, fault=why), "edit-drop")

    async def restore(self, person: Person, stored: StoredEdit) -> StoredEdit:
        """A draft that brings back what stood there before a published edit."""
        return await self.put(
            person, stored.edit.file, stored.edit.path, stored.edit.before, note=texts.RESTORES.format(number=stored.id)
        )

    def preview(
        self, person: Person, edits: Sequence[StoredEdit], questions: Sequence[str] = (), asked: Sequence[str] = ()
    ) -> Preview:
        """A build of what is published with these drafts in it, begun now or before; `asked`: by residents.

        Everybody has one at a time: what they asked for before and nobody else waits for ends.
        """
        key = self._key(edits)
        self._let_go(person, key)
        found = self._previews.get(key)
        if found is None or found.failed:
            found = self._previews[key] = Preview(asked=frozenset(asked))
            while len(self._previews) > _KEPT:
                del self._previews[next(iter(self._previews))]
            task = asyncio.create_task(self._build(found, [stored.edit for stored in edits], (*questions, *asked)))
            found.task = task
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)
        found.people.add(person.id)
        return found

    def _let_go(self, person: Person, key: tuple[str, ...]) -> None:
        """Somebody doesn't wait any more for the other previews that they asked for."""
        for other, preview in [*self._previews.items()]:
            if other == key or preview.over or person.id not in preview.people:
                continue
            preview.people.discard(person.id)
            if not preview.people and preview.task:
                preview.task.cancel()
                del self._previews[other]

    def previewed(self, edits: Sequence[StoredEdit]) -> Preview | None:
        """The preview of just these drafts as they are now over what is live now, if it was asked for."""
        return self._previews.get(self._key(edits))

    def _key(self, edits: Sequence[StoredEdit]) -> tuple[str, ...]:
        marks = (mark_of(repr((item.edit.file, item.edit.path, item.edit.after))) for item in edits)
        return (self._live.name, *sorted(f"{item.id} {mark}" for item, mark in zip(edits, marks, strict=True)))

    async def close(self) -> None:
        """Builds that nobody waits for any more end."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _build(self, preview: Preview, edits: Sequence[Edit], questions: Sequence[str]) -> None:
        def tell(progress: Progress) -> None:
            preview.progress = progress

        try:
            published = await asyncio.to_thread(self._storage.records.published_edits)
            preview.built = await self._workshop.build(
                [*(stored.edit for stored in published), *edits],
                day_of(self._clock()),
                before=self._live.name,
                questions=questions,
                tell=tell,
            )
        except asyncio.CancelledError:
            raise
        except Exception as error:
            log.error("preview.failed", extra={"error": type(error).__name__})
            preview.failed = True

    async def _changed_since(self, drafts: Sequence[StoredEdit]) -> bool:
        """Whether something else stands now where one of them was begun, or will as soon as it is built."""
        ready = await asyncio.to_thread(self._storage.records.ready_edits)
        data = await self.data([stored.edit for stored in ready])
        return any(look(data, stored.edit.file, stored.edit.path) != stored.edit.before for stored in drafts)

    async def _store(self, person: Person, stored: StoredEdit, act: str) -> StoredEdit:
        return (await self._store_all(person, [stored], act))[0]

    async def _store_all(self, person: Person, edits: Sequence[StoredEdit], act: str) -> list[StoredEdit]:
        """Write edits with their lines in the audit, and give them as they are on record then."""
        edits = [replace(stored, by=person.id, by_name=person.name, chat=False) for stored in edits]
        notes = [NoteAct(person.id, act, stored.edit.place, stored.commune) for stored in edits]
        await self._storage.commit_batch(Batch((*map(PutEdit, edits), *notes)), self._clock())
        found = []
        for stored in edits:
            history = await asyncio.to_thread(self._storage.records.edit_history, person, stored.edit.place)
            found.append(next(item for item in history if stored.id in (0, item.id)))
        return found
