"""Which lesson somebody gets in a week: the same all week, another the next, what is new in the law first."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice

from handlers.figures.periods import Period
from handlers.nudges.quiz import Quiz, drawn, gaps, make_quiz, teaches
from knowledge.content import Content
from knowledge.topic import Statement, Topic

NEW_DAYS = 60
_AUDIENCES = frozenset({"resident", "team"})
# From one further lesson of a week to the next: topics apart, so that they don't meet the coming weeks' lessons.
_STRIDE = 17


@dataclass(frozen=True, slots=True)
class Taught:
    """One statement with its question. `key` names the lesson: week and number."""

    key: str
    topic: Topic
    statement: Statement
    quiz: Quiz


def lesson_of(content: Content, person: int, week: Period, today: date, number: int = 1) -> Taught | None:
    """A person's lesson of a week, `number` counting from 1; what it says holds on `today`."""
    key = f"{week.name.lower()}-{number}"

    def made(pairs: Iterable[tuple[Topic, Statement]]) -> Iterator[Taught]:
        for topic, statement in pairs:
            quiz = make_quiz(content, topic, statement, today, f"{person}:{key}")
            if quiz:
                yield Taught(key, topic, statement, quiz)

    topics = [content.local(topic.id, None, today) for topic in content.topics.values()]
    topics = [topic for topic in topics if _AUDIENCES & set(topic.audience) and topic.closed is None]
    new = next(made(_new(topics, person, week, today)), None) if number == 1 else None
    if new:
        return new
    for step, pairs in enumerate(_others(topics, person, week, today, number)):
        # Where topics were passed over, what this one gives in its own turn in the coming weeks is left for them.
        found = next(islice(made(pairs), step, None), None)
        if found:
            return found
    return None


def _new(topics: list[Topic], person: int, week: Period, today: date) -> Iterator[tuple[Topic, Statement]]:
    """Of what began on one day a different statement each week: the first in the first week, and so on."""
    groups: dict[date, list[tuple[Topic, Statement]]] = {}
    for topic in topics:
        for statement in topic.statements:
            if statement.start and _is_new(statement, week) and teaches(statement, today):
                groups.setdefault(statement.start, []).append((topic, statement))
    for start, group in sorted(groups.items(), reverse=True):
        age = (week.first - start).days // 7
        group.sort(key=lambda pair: drawn(f"{person}", f"{pair[0].id}.{pair[1].id}"))
        yield from group[age : age + 1]


def _is_new(statement: Statement, week: Period) -> bool:
    return statement.start is not None and timedelta(0) <= week.first - statement.start <= timedelta(days=NEW_DAYS)


def _others(
    topics: list[Topic], person: int, week: Period, today: date, number: int
) -> Iterator[list[tuple[Topic, Statement]]]:
    """Each week the next topic in an order of the person's own; each time round, the next statement of it."""
    turn = week.first.toordinal() // 7 + _STRIDE * (number - 1)
    topics = sorted(topics, key=lambda topic: drawn(f"{person}", topic.id))
    for step in range(len(topics)):
        round_, place = divmod(turn + step, len(topics))
        known = [item for item in topics[place].statements if teaches(item, today) and not _is_new(item, week)]
        known.sort(key=lambda item: drawn(f"{person}", item.id))
        # Numbers are asked for first: old beliefs where a topic has none.
        parts = [item for item in known if gaps(item)], [item for item in known if not gaps(item)]
        yield [(topics[place], part[(round_ + offset) % len(part)]) for part in parts for offset in range(len(part))]
