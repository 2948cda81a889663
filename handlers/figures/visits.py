"""Figures of visits. Each docstring says what is counted, in which unit, and what happens to what nobody said."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta

from handlers.figures.periods import Period
from handlers.figures.rows import Rows
from handlers.figures.values import Total, Why, missing, share, total
from handlers.teams.model import Hamlet
from handlers.visits.note import Activity
from handlers.visits.visit import Visit


def people_helped(visits: Sequence[Visit]) -> Total:
    """Persons helped (lượt người): the sum of `Visit.people`. Somebody helped on two visits counts twice."""
    return total(visit.people for visit in visits)


@dataclass(frozen=True, slots=True)
class KindFigure:
    """One kind of activity: in how many visits it was done, and the persons helped by it (`Activity.people`)."""

    kind: str
    visits: int
    people: Total


def by_kind(visits: Sequence[Visit]) -> list[KindFigure]:
    """A figure for each kind that was done, the most visits first. A visit counts under each kind that it holds."""
    kinds = Counter(kind for visit in visits for kind in dict.fromkeys(item.kind for item in visit.activities))
    works = _works(visits)
    return [
        KindFigure(kind, count, total(item.people for item in works if item.kind == kind))
        for kind, count in kinds.most_common()
    ]


def by_topic(visits: Sequence[Visit]) -> list[tuple[str, Total]]:
    """The persons helped on each topic (`Activity.people`), the most activities first; without a topic none."""
    works = _works(visits)
    topics = Counter(item.topic for item in works if item.topic)
    return [(topic, total(item.people for item in works if item.topic == topic)) for topic, _ in topics.most_common()]


def online_share(visits: Sequence[Visit]) -> Total:
    """Per cent filed online, of the persons in activities that say both how many there were and how many filed.

    Only activities on a public service's topic. `missing`: those that say not both; they are in neither number.
    """
    works = [item for item in _works(visits) if item.kind == "dich-vu-cong"]
    told = [(item.online, item.people) for item in works if item.online is not None and item.people is not None]
    filed, people = sum(online for online, _ in told), sum(people for _, people in told)
    return share(filed, people, unsaid=len(works) - len(told))


def hamlets_without(hamlets: Iterable[Hamlet], visits: Sequence[Visit]) -> list[Hamlet]:
    """The hamlets in which none of the visits took place, in their order."""
    visited = {visit.hamlet.id for visit in visits}
    return [hamlet for hamlet in hamlets if hamlet.id not in visited]


def by_logger(visits: Sequence[Visit]) -> list[tuple[str, int]]:
    """Who logged how many visits, by name, the most first. Two persons of one name stay two."""
    names = {visit.by: visit.by_name for visit in visits}
    return [(names[number], count) for number, count in Counter(visit.by for visit in visits).most_common()]


def by_team(visits: Sequence[Visit]) -> list[tuple[str | None, int]]:
    """Which team logged how many visits, by name, the most first; None: by nobody's team."""
    return Counter(visit.team_name for visit in visits).most_common()


# --- coverage: of all teams, also those whose visits the viewer doesn't see one by one


def visits_there(rows: Rows, hamlet: Hamlet, period: Period) -> Total:
    """Visits in a hamlet; none on record is a true 0 only for days on which somebody could have recorded one."""
    if period.first > rows.today:
        return missing(Why.NOT_YET)
    since = rows.since.get(hamlet.id)
    if since is None or since > period.last:
        return missing(Why.NOT_COUNTED)
    count = sum(item.hamlet == hamlet.id and period.holds(item.day) for item in rows.presence)
    return Total(count, part=not count and since > period.first)


def untouched(rows: Rows, period: Period) -> list[Hamlet]:
    """The hamlets in which nobody recorded a visit in the period though somebody could, in their order."""
    return [hamlet for hamlet in rows.hamlets if visits_there(rows, hamlet, period).value == 0]


def not_recorded(rows: Rows, period: Period) -> list[Hamlet]:
    """The hamlets of which nothing is known: nobody who could record a visit there has joined."""
    return [hamlet for hamlet in rows.hamlets if visits_there(rows, hamlet, period).why is Why.NOT_COUNTED]


def coverage(rows: Rows, period: Period) -> Total:
    """Per cent of the hamlets with at least one visit, of those where somebody can record visits."""
    found = [visits_there(rows, hamlet, period).value for hamlet in rows.hamlets]
    known = [value for value in found if value is not None]
    return share(sum(value > 0 for value in known), len(known), unsaid=len(found) - len(known))


def weeks_untouched(rows: Rows, hamlet: Hamlet) -> int | None:
    """How many whole weeks, at most those of the rows, since the last visit; None when there is none among the rows."""
    days = [item.day for item in rows.presence if item.hamlet == hamlet.id]
    return (rows.today - max(days)) // timedelta(weeks=1) if days else None


def _works(visits: Sequence[Visit]) -> list[Activity]:
    return [item for visit in visits for item in visit.activities]
