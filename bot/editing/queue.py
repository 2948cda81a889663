"""The queue of questions without an answer, as one administrator sees it: alike ones together."""

import asyncio
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from threading import Lock

from bot.editing.live import Live
from handlers.editing.unanswered import Outcome, Unanswered
from handlers.records import Records
from handlers.teams.people import Person
from knowledge.index import Index
from knowledge.lexicon import Lexicon, Normal
from knowledge.likeness import group_alike, read_words

# Groupings that are kept: one for each scope that somebody looks at.
_KEPT = 8
# Texts whose words are kept, since reading them takes most of the time.
_READ = 20_000
# A smaller share of the probability says nothing.
_NEAR = 0.05


@dataclass(frozen=True, slots=True)
class Group:
    """Questions that ask the same; the first stands for them. `look`: finds the topic that comes nearest to one."""

    questions: tuple[Unanswered, ...]
    look: Callable[[Unanswered], str | None] = field(compare=False, repr=False)

    @property
    def nearest(self) -> str | None:
        """The topic that came nearest; looked for when it is asked for, some milliseconds."""
        return self.look(self.lead)

    @property
    def lead(self) -> Unanswered:
        """The one that stands for them."""
        return self.questions[0]

    @property
    def ids(self) -> tuple[int, ...]:
        """All of them, the one that stands for them first."""
        return tuple(one.id for one in self.questions)

    @property
    def count(self) -> int:
        """How often it was asked."""
        return len(self.questions)

    @property
    def askers(self) -> int:
        """In how many conversations."""
        return len({one.asker for one in self.questions})

    @property
    def first(self) -> datetime:
        """Since when."""
        return min(one.at for one in self.questions)

    @property
    def last(self) -> datetime:
        """When it was asked last."""
        return max(one.at for one in self.questions)

    @property
    def wordings(self) -> list[tuple[str, int]]:
        """How it was put, and how often so: the one that stands for them first, then the commonest."""
        counts = Counter(one.question for one in self.questions)
        lead = self.lead.question
        return [(lead, counts.pop(lead)), *counts.most_common()]

    @property
    def whys(self) -> frozenset[str]:
        """Why they were noted: unknown, no_statement, not_helped, outside."""
        return frozenset(one.why.partition(":")[0] for one in self.questions)

    @property
    def communes(self) -> list[str]:
        """Where they were asked, as far as it is known."""
        return sorted({one.commune for one in self.questions if one.commune})

    @property
    def edits(self) -> list[int]:
        """The open edits that are to answer some of them."""
        return sorted({one.edit for one in self.questions if one.edit and one.status and one.status.open})

    @property
    def still(self) -> bool:
        """Whether an edit went live for some of them and they aren't answered yet."""
        return any(one.outcome is Outcome.STILL for one in self.questions)

    @property
    def ignored(self) -> str | None:
        """Why they need no answer."""
        return self.lead.ignored


class _Reader:
    """Reads the words of questions once for each lexicon: publications seldom change that."""

    def __init__(self) -> None:
        self._lexicon: Lexicon | None = None
        self._read: dict[str, Normal] = {}

    def __call__(self, text: str, index: Index) -> Normal:
        """The words of a question (`knowledge.likeness.read_words`)."""
        known = self._read.get(text)
        if known is None:
            while len(self._read) >= _READ:
                del self._read[next(iter(self._read))]
            known = self._read[text] = read_words(text, index)
        return known

    def renew(self, index: Index) -> None:
        """From now on by the lexicon of this index."""
        if self._lexicon != index.content.lexicon:
            self._lexicon, self._read = index.content.lexicon, {}


class _Nearest:
    """The topic that a question was answered from beside the point, else the best candidate, if it is one at all."""

    def __init__(self, live: Live) -> None:
        self._live = live
        self._known: dict[tuple[str, int], str | None] = {}

    def __call__(self, question: Unanswered) -> str | None:
        """Found once for each content."""
        understander = self._live.understander
        if question.topic in understander.index.content.topics:
            return question.topic
        key = (understander.index.name, question.id)
        if key in self._known:
            return self._known[key]
        best = understander.understand(question.question).candidates[:1]
        if len(self._known) >= _READ:
            self._known = {}
        found = self._known[key] = best[0].topic if best and best[0].score >= _NEAR else None
        return found


class Queue:
    """Groups what is on record with the content that is live; slow work happens on a thread of its own."""

    def __init__(self, records: Records, live: Live) -> None:
        self._records, self._live = records, live
        self._groupings: dict[tuple[str, tuple[int, ...]], list[tuple[int, ...]]] = {}
        self._reader, self._nearest = _Reader(), _Nearest(live)
        # Of two who look at once one does the work.
        self._one = Lock()

    async def groups(self, person: Person, *, ignored: bool = False) -> list[Group]:
        """What waits for somebody, or what was said to need no answer; those asked most often first."""
        return await asyncio.to_thread(self._groups, person, ignored)

    async def group_of(self, person: Person, number: int) -> Group | None:
        """The group that a question is in now, be it ignored; None where there is none that they may see."""
        for ignored in (False, True):
            for group in await self.groups(person, ignored=ignored):
                if number in group.ids:
                    return group
        return None

    async def forgotten(self, person: Person) -> int:
        """How many more were asked in earlier times, whose words are gone."""
        return await asyncio.to_thread(self._records.unanswered_forgotten, person)

    def _groups(self, person: Person, ignored: bool) -> list[Group]:
        with self._one:
            return self._grouped(person, ignored)

    def _grouped(self, person: Person, ignored: bool) -> list[Group]:
        index, read = self._live.understander.index, self._reader
        read.renew(index)
        shown = [one for one in _as_before(self._records.unanswered(person), index, read) if _belongs(one, ignored)]
        by_id = {one.id: one for one in shown}
        key = (index.name, tuple(by_id))
        grouping = self._groupings.pop(key, None)
        if grouping is None:
            places = group_alike([one.question for one in shown], index, read)
            grouping = [tuple(shown[place].id for place in group) for group in places]
        self._groupings[key] = grouping
        while len(self._groupings) > _KEPT:
            del self._groupings[next(iter(self._groupings))]
        return [Group(tuple(by_id[number] for number in numbers), self._nearest) for numbers in grouping]


def _belongs(question: Unanswered, ignored: bool) -> bool:
    if ignored:
        return question.ignored is not None
    return question.waits


def _as_before(questions: Sequence[Unanswered], index: Index, read: _Reader) -> Iterable[Unanswered]:
    """What was said to need no answer needs none when it is asked again in the same words."""

    def same(one: Unanswered) -> str:
        return read(one.question, index).text

    reasons = {same(one): one.ignored for one in questions if one.ignored is not None}
    if not reasons:
        return questions
    return [one if one.ignored is not None else replace(one, ignored=reasons.get(same(one))) for one in questions]
