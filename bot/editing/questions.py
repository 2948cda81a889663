"""What administrators do with a question that has no answer: each of it is a draft of an edit, or a line on record."""

import asyncio
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from bot.editing import texts_questions as texts
from bot.editing.editor import EditingError, Editor
from bot.editing.live import Live
from bot.editing.queue import Group, Queue
from bot.editing.wording import clean_wording, refuse_known
from bot.pipeline.dispatch import Clock
from bot.storage.contract import Storage
from handlers.editing.edit import Status, StoredEdit
from handlers.editing.phrases import next_phrase, style_of
from handlers.editing.unanswered import SetIgnored
from handlers.teams.changes import NoteAct
from handlers.teams.people import Person
from handlers.turn import Batch
from knowledge.content import OutsideKind
from knowledge.edits import Data, look
from knowledge.text import clean, fold
from knowledge.topic import Facet

OVERVIEW = "overview"
OUTSIDE = "outside.yaml"
_SLUG_WORDS = 6


class Questions:
    """Rights are the editor's: what somebody may only suggest becomes a suggestion."""

    def __init__(self, storage: Storage, editor: Editor, live: Live, clock: Clock) -> None:
        self._storage, self._editor, self._live, self._clock = storage, editor, live, clock
        self.queue = Queue(storage.records, live)

    async def add_phrase(
        self, person: Person, number: int, topic: str, answer: str = OVERVIEW, wording: str = ""
    ) -> StoredEdit:
        """The question's words, or others, as one more phrase of a topic; `answer`: the statement that answers it.

        `number`: any question of the group. Raises `EditingError`.
        """
        group = await self._group(person, number)
        data = await self._editor.data()
        file, known = _topic(data, topic)
        if answer != OVERVIEW and answer not in _statements(known):
            raise EditingError(texts.NO_STATEMENT.format(topic=known["title"], statement=answer))
        text = clean_wording(wording or group.lead.question)
        drafts = await self._drafts(person)
        await asyncio.to_thread(refuse_known, text, self._live.understander.index, drafts)
        taken = [draft.edit.path[-1] for draft in drafts if draft.edit.file == file and draft.edit.path]
        path = ("phrases", style_of(text).value, next_phrase(known, taken))
        return await self._editor.put(person, file, path, [answer, text], note=texts.NOTE_PHRASE, questions=group.ids)

    async def start_statement(
        self, person: Person, number: int, topic: str, facet: str, text: str = "", source: str = ""
    ) -> StoredEdit:
        """A new answer in a topic, begun with the question that it answers. Raises `EditingError`."""
        group = await self._group(person, number)
        file, known = _topic(await self._editor.data(), topic)
        if facet not in set(Facet) or facet == OVERVIEW:
            raise EditingError(texts.NO_FACET.format(facet=facet))
        asks = clean_wording(group.lead.question)
        # Not one that waits in a draft either.
        taken = {draft.edit.path[-1] for draft in await self._drafts(person) if draft.edit.path}
        name = free_name(slug_of(asks) or f"cau-{number}", {*_statements(known), *taken})
        after = {"id": name, "asks": asks, "text": text.strip(), "source": source.strip()}
        return await self._editor.put(
            person, file, ("statements", facet, name), after, note=texts.NOTE_STATEMENT, questions=group.ids
        )

    async def begun(self, person: Person, number: int) -> tuple[list[str], tuple[int, ...]]:
        """What a new topic begins with: the ways in which it was asked, and the ids of the questions that it answers.

        Raises `EditingError`.
        """
        group = await self._group(person, number)
        return _wordings(group), group.ids

    async def out_of_scope(self, person: Person, number: int, outside: str) -> StoredEdit:
        """The question is one for others, who are on record: one more phrase of theirs. Raises `EditingError`."""
        group = await self._group(person, number)
        drafts = await self._drafts(person)
        mine = next((one for one in drafts if _is_mine(one, person, OUTSIDE, (outside,))), None)
        known = mine.edit.after if mine else look(await self._editor.data(), OUTSIDE, (outside,))
        if known is None:
            raise EditingError(texts.NO_OUTSIDE.format(outside=outside))
        text = clean_wording(group.lead.question)
        await asyncio.to_thread(refuse_known, text, self._live.understander.index, drafts)
        after = {**known, "phrases": [*known["phrases"], text]}
        return await self._put_once_more(person, OUTSIDE, (outside,), after, texts.NOTE_OUTSIDE, mine, group.ids)

    async def start_outside(self, person: Person, number: int, name: str, pointer: str = "") -> StoredEdit:
        """A matter of others that isn't on record yet; `pointer`: who handles it. Raises `EditingError`."""
        group = await self._group(person, number)
        data = await self._editor.data()
        slug = slug_of(name)
        if not slug:
            raise EditingError(texts.NAME_NEEDED.format(example="Vay vốn ngân hàng"))
        if look(data, OUTSIDE, (slug,)) or f"topics/{slug}.yaml" in data:
            raise EditingError(texts.NAME_TAKEN.format(name=name.strip()))
        after = {
            "id": slug,
            "group": "viec-khac",
            "kind": OutsideKind.NEAR_MISS.value,
            "name": name.strip(),
            "pointer": pointer.strip(),
            "related": [],
            "phrases": _wordings(group),
        }
        return await self._editor.put(person, OUTSIDE, (slug,), after, note=texts.NOTE_OUTSIDE, questions=group.ids)

    async def ignore(self, person: Person, number: int, reason: str) -> int:
        """The group needs no answer; how many questions that are. Raises `EditingError`."""
        if not reason.strip():
            raise EditingError(texts.REASON_NEEDED)
        group = await self._group(person, number)
        return await self._mark(person, group, reason.strip()[:LONGEST_REASON], "question-ignore")

    async def take_back(self, person: Person, number: int) -> int:
        """The group waits again. Raises `EditingError`."""
        return await self._mark(person, await self._group(person, number, ignored=True), None, "question-take-back")

    async def submit(self, person: Person, draft: StoredEdit) -> StoredEdit:
        """A draft is handed in. Raises `EditingError`."""
        return await self._editor.submit(person, draft)

    async def _mark(self, person: Person, group: Group, reason: str | None, act: str) -> int:
        communes: Sequence[str | None] = group.communes or [None]
        notes = [NoteAct(person.id, act, str(group.lead.id), commune) for commune in communes]
        await self._storage.commit_batch(Batch((SetIgnored(group.ids, reason), *notes)), self._clock())
        return group.count

    async def _group(self, person: Person, number: int, *, ignored: bool = False) -> Group:
        group = await self.queue.group_of(person, number)
        if group is None or (group.ignored is not None) != ignored:
            raise EditingError(texts.GONE)
        # Their page shows the question that they pressed under.
        first = next(one for one in group.questions if one.id == number)
        return replace(group, questions=(first, *(one for one in group.questions if one.id != number)))

    async def _drafts(self, person: Person) -> Sequence[StoredEdit]:
        return await asyncio.to_thread(self._storage.records.edits, person)

    async def _put_once_more(
        self,
        person: Person,
        file: str,
        path: tuple[str, ...],
        after: Any,
        note: str,
        mine: StoredEdit | None,
        questions: tuple[int, ...] = (),
    ) -> StoredEdit:
        """A draft of a place: in `mine`, which they have open there, else a new one."""
        if mine is None:
            return await self._editor.put(person, file, path, after, note=note, questions=questions)
        both = replace(mine, questions=(*mine.questions, *questions))
        return await self._editor.put(person, file, path, after, replaces=both)


LONGEST_REASON = 200


def _topic(data: Data, topic: str) -> tuple[str, Mapping[str, Any]]:
    file = f"topics/{topic}.yaml"
    if file not in data:
        raise EditingError(texts.NO_TOPIC.format(topic=topic))
    return file, data[file]


def _statements(topic: Mapping[str, Any]) -> set[str]:
    return {str(item["id"]) for items in topic["statements"].values() for item in items}


def _wordings(group: Group) -> list[str]:
    """The different ways in which it was asked, the one that stands for it first."""
    lead, *others = (text for text, _ in group.wordings)
    found = {fold(clean(lead)): clean_wording(lead)}
    for text in others:
        if any(letter.isalpha() for letter in text):
            found.setdefault(fold(clean(text)), clean_wording(text))
    return list(found.values())


def _is_mine(draft: StoredEdit, person: Person, file: str, path: tuple[str, ...]) -> bool:
    own = draft.author == person.id and draft.status in (Status.DRAFT, Status.SUGGESTED)
    return own and (draft.edit.file, draft.edit.path) == (file, path)


def slug_of(text: str) -> str:
    """The first words of a text as an id."""
    return "-".join(re.findall(r"[a-z0-9]+", fold(text).lower())[:_SLUG_WORDS])


def free_name(name: str, taken: set[str]) -> str:
    """The name, or with the first number behind it that isn't taken."""
    return next(one for one in (name, *(f"{name}-{number}" for number in range(2, len(taken) + 3))) if one not in taken)
