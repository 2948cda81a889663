"""Figures of visits. Each docstring says what is counted, in which unit, and what happens to what nobody said."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from handlers.figures.periods import Period
from handlers.figures.rows import Rows
from handlers.figures.values import Total, Why, missing, share, total
from handlers.teams.model import Hamlet
from handlers.visits.note import Activity
from handlers.visits.visit import Visit


def recorded(rows: Rows, period: Period) -> bool:
    """Whether visits of a period can be on record: somebody could record them, or somebody did."""
    if period.first > rows.today:
        return False
    return any(since <= period.last for since in rows.since.values()) or bool(rows.visits_in(period))


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


def by_logger(visits: Sequence[Visit]) -> list[tuple[str, int]]:
    """Who logged how many visits, by name, the most first. Two persons of one name stay two."""
    names = {visit.by: visit.by_name for visit in visits}
    return [(names[number], count) for number, count in Counter(visit.by for visit in visits).most_common()]


def by_team(visits: Sequence[Visit]) -> list[tuple[str | None, int]]:
    """Which team logged how many visits, by name, the most first; None: by nobody's team."""
    return Counter(visit.team_name for visit in visits).most_common()


# --- coverage: of all teams, also those whose visits the viewer doesn't see one by one


def visits_there(rows: Rows, period: Period) -> Mapping[int, Total]:
    """Visits in each hamlet (its id); none on record is a true 0 only where somebody could have recorded one."""
    counts = Counter(item.hamlet for item in rows.presence if period.holds(item.day))
    return {hamlet.id: _there(rows, period, rows.since.get(hamlet.id), counts[hamlet.id]) for hamlet in rows.hamlets}


def _there(rows: Rows, period: Period, since: date | None, count: int) -> Total:
    if period.first > rows.today:
        return missing(Why.NOT_YET)
    if since is None or since > period.last:
        return missing(Why.NOT_COUNTED)
    return Total(count, part=not count and since > period.first)


def untouched(rows: Rows, period: Period) -> list[Hamlet]:
    """The hamlets in which nobody recorded a visit in the period though somebody could, in their order."""
    found = visits_there(rows, period)
    return [hamlet for hamlet in rows.hamlets if found[hamlet.id].value == 0]


def not_recorded(rows: Rows, period: Period) -> list[Hamlet]:
    """The hamlets of which nothing is known: nobody who could record a visit there has joined."""
    found = visits_there(rows, period)
    return [hamlet for hamlet in rows.hamlets if found[hamlet.id].why is Why.NOT_COUNTED]


def coverage(rows: Rows, period: Period) -> Total:
    """Per cent of all hamlets with at least one visit. `missing`: those of which nothing is known, then it is at least.

    None where nothing is known of any. A hamlet that joined within the period counts as the others do.
    """
    found = list(visits_there(rows, period).values())
    known = [value.value for value in found if value.value is not None]
    if not known:
        return missing(found[0].why or Why.NO_RECORDS) if found else missing(Why.NO_RECORDS)
    reached = share(sum(value > 0 for value in known), len(found))
    return replace(reached, missing=len(found) - len(known))


def _works(visits: Sequence[Visit]) -> list[Activity]:
    return [item for visit in visits for item in visit.activities]
