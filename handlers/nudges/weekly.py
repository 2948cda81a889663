"""What comes every week by itself: at most once for each person, kind and week, on the day and hour of their choice."""

from collections.abc import Iterator
from datetime import datetime

from handlers.figures.periods import week_of, week_to_sum_up
from handlers.nudges.changes import MarkNudge
from handlers.nudges.summaries import reminder, summaries
from handlers.nudges.times import DEFAULTS, FOR, Kind, Slot, preference_of, reached_at, slot_at
from handlers.records import Records
from handlers.teams.people import Person
from handlers.turn import Batch, Notice
from knowledge.days import day_of

# In one look; the next one, half a minute later, takes up those who are left.
_AT_ONCE = 200


def weekly(records: Records, now: datetime) -> Iterator[Batch]:
    """What is due now: each with its mark, so that it is written once whatever happens."""
    slot = slot_at(now)
    if slot:
        for kind in Kind:
            yield from _due(records, kind, slot, now)


def _due(records: Records, kind: Kind, slot: Slot, now: datetime) -> Iterator[Batch]:
    week = week_of(day_of(now)).name
    people = records.nudges_due(
        kind.value, FOR[kind], preference_of(kind), str(DEFAULTS[kind]), str(slot), week, _AT_ONCE
    )
    for person in people:
        # Whoever can't be written to today is passed over for the week: an evening later it would only be old.
        yield Batch((MarkNudge(person.id, kind.value, week),), _notices(records, person, kind, now))


def _notices(records: Records, person: Person, kind: Kind, now: datetime) -> tuple[Notice, ...]:
    account = reached_at(records, person, now)
    if account is None:
        return ()
    week = week_to_sum_up(day_of(now))
    if kind is Kind.REMINDER:
        return (Notice(account, reminder(records, person, week)),)
    return tuple(Notice(account, reply) for reply in summaries(records, person, FOR[kind], week, now))
