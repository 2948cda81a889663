"""The days on which what the assistant says changes, without anybody's edit: what begins and what stops being said."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import IntEnum

from knowledge.answer import notice
from knowledge.content import Content
from knowledge.days import SOON, holds_on
from knowledge.sums import show_amount
from knowledge.topic import Topic


class LineKind(IntEnum):
    """What a line is, in the order listed."""

    STATEMENT = 1
    CORRECTION = 2
    ITEM = 3
    NOTICE = 4


@dataclass(frozen=True, slots=True, order=True)
class Line:
    """Something said of a topic: `id` names the statement (a notice: the one it announces), correction or item.

    `place`: the commune or province where alone it holds.
    """

    topic: str
    kind: LineKind
    id: str
    text: str
    place: str = ""


@dataclass(frozen=True, slots=True, order=True)
class Change:
    """On `day` the line begins to be said, or isn't said any more for the first time."""

    day: date
    topic: str
    begins: bool
    line: Line


def changes(content: Content, first: date, last: date) -> list[Change]:
    """What changes from `first` to `last`, both inclusive, each day compared with the one before, by day and topic."""
    found: list[Change] = []
    for topic in content.topics.values():
        for day in sorted(day for day in _turning_days(content, topic) if first <= day <= last):
            before, now = _said(content, topic, day - timedelta(1)), _said(content, topic, day)
            found += (Change(day, topic.id, False, line) for line in before - now)
            found += (Change(day, topic.id, True, line) for line in now - before)
    return sorted(found)


def _turning_days(content: Content, topic: Topic) -> set[date]:
    """The only days on which anything of a topic can change."""
    spans = [(statement.start, statement.until) for statement in topic.statements]
    spans += [(entry.statement.start, entry.statement.until) for entry in content.overrides if entry.topic == topic.id]
    spans += [(None, correction.until) for correction in topic.corrections]
    for item in topic.checklist.items if topic.checklist else ():
        spans.append((item.start, item.until))
        spans += [(base.start, base.until) for base in (item.sum.base if item.sum else ())]
    days: set[date] = set()
    for start, until in spans:
        # The day itself, and those on which it begins and stops being announced.
        days |= {start, start - timedelta(SOON)} if start else set()
        days |= {until + timedelta(1), until, until - timedelta(SOON)} if until else set()
    return days


def _said(content: Content, topic: Topic, day: date) -> set[Line]:
    """Everything that may be said of a topic on a day, to anybody anywhere."""
    places = {None, *(entry.commune for entry in content.overrides if entry.topic == topic.id)}
    lines = {line for place in places for line in _statements(content.local(topic.id, place, day), day)}
    lines |= {
        Line(topic.id, LineKind.CORRECTION, correction.id, correction.holds)
        for correction in topic.corrections
        if holds_on(day, None, correction.until)
    }
    for item in topic.checklist.items if topic.checklist else ():
        if item.holds(day):
            lines.add(Line(topic.id, LineKind.ITEM, item.id, item.text))
            bases = item.sum.base if item.sum else ()
            amounts = [show_amount(base.amount) for base in bases if holds_on(day, base.start, base.until)]
            lines |= {Line(topic.id, LineKind.ITEM, item.id, f"{amount} đồng") for amount in amounts}
    return lines


def _statements(topic: Topic, day: date) -> Iterator[Line]:
    for statement in topic.holding(day):
        yield Line(topic.id, LineKind.STATEMENT, statement.id, statement.text, statement.place or "")
        if coming := notice(topic, statement, day):
            yield Line(topic.id, LineKind.NOTICE, coming.about.id, coming.text, coming.about.place or "")
