"""`troly check --calendar` and `--due`: what changes by itself, and what a person should look at soon."""

from collections.abc import Iterator
from datetime import date
from itertools import groupby

from bot import texts_coming as texts
from knowledge.calendar import Change, changes
from knowledge.content import Content
from knowledge.due import Due, DueKind, due

# What is known to change lies before; nobody plans further.
CALENDAR_UNTIL = date(2028, 1, 1)
_WORDS = 80


def calendar_lines(content: Content, first: date, last: date) -> Iterator[str]:
    """Each day of change, and below it what begins and what stops being said."""
    found = changes(content, first, last)
    if not found:
        yield texts.CALENDAR_NOTHING.format(first=first, last=last)
    for day, of_day in groupby(found, key=lambda change: change.day):
        yield day.isoformat()
        yield from map(_change, of_day)


def due_lines(content: Content, today: date, days: int) -> Iterator[str]:
    """What comes due within so many days, soonest first, a line each."""
    found = due(content, today, days)
    if not found:
        yield texts.DUE_NOTHING.format(days=days, today=today)
    for item in found:
        yield _due(item, today)


def _change(change: Change) -> str:
    line = change.line
    return texts.CALENDAR_LINE.format(
        topic=line.topic,
        kind=texts.CALENDAR_KINDS[line.kind],
        id=line.id,
        place=f" ({line.place})" if line.place else "",
        verb=texts.CALENDAR_VERBS[change.begins],
        words=_first_words(line.text),
    )


def _due(item: Due, today: date) -> str:
    what = texts.DUE_KINDS[item.kind].format(id=item.id, topic=item.topic)
    late = texts.DUE_LATE if item.kind is DueKind.REVIEW and item.day < today else ""
    words = _first_words(item.text)
    return texts.DUE_LINE.format(day=item.day, file=item.file, line=item.line, what=what + late, words=words)


def _first_words(text: str) -> str:
    """The beginning of a text on one line, cut between two words."""
    flat = " ".join(text.split())
    return flat if len(flat) <= _WORDS else flat[:_WORDS].rsplit(" ", 1)[0] + "…"
