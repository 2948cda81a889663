"""The figures of a week. Each docstring says what is counted, in which unit, and what happens to what nobody said."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from handlers.requests.request import Request, State
from handlers.teams.model import Hamlet
from handlers.visits.visit import Visit
from knowledge.days import day_of


@dataclass(frozen=True, slots=True)
class Week:
    """Monday to Sunday, calendar days in Asia/Ho_Chi_Minh, both inclusive."""

    first: date
    last: date

    @property
    def name(self) -> str:
        """Its ISO 8601 name: `2026-W47`."""
        year, number, _ = self.first.isocalendar()
        return f"{year}-W{number:02}"

    def holds(self, day: date) -> bool:
        """Whether a day is one of its seven."""
        return self.first <= day <= self.last


def week_of(day: date) -> Week:
    """The week that a day belongs to."""
    first = day - timedelta(days=day.weekday())
    return Week(first, first + timedelta(days=6))


def week_to_sum_up(day: date) -> Week:
    """The week that a summary sent on `day` is about: from Thursday on its own, before that the one that ended."""
    return week_of(day - timedelta(days=3))


@dataclass(frozen=True, slots=True)
class Total:
    """A sum of what is known. `missing`: how many records say no number; they add nothing and are never taken as 0.

    `value` is None when no record says a number.
    """

    value: int | None
    missing: int


def total(numbers: Iterable[int | None]) -> Total:
    """The sum of the numbers that are there; how many aren't."""
    found = list(numbers)
    known = [number for number in found if number is not None]
    return Total(sum(known) if known else None, len(found) - len(known))


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
    return [
        KindFigure(
            kind, count, total(item.people for visit in visits for item in visit.activities if item.kind == kind)
        )
        for kind, count in kinds.most_common()
    ]


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


@dataclass(frozen=True, slots=True)
class RequestFigures:
    """Help requests: `open` now (waiting or accepted), and of the week those `done` and those taken back."""

    open: int
    done: int
    cancelled: int


def request_figures(requests: Sequence[Request], week: Week) -> RequestFigures:
    """Counted by the day on which a request was closed; what is open counts whenever it was opened."""
    closed = [item.state for item in requests if item.closed and week.holds(day_of(item.closed))]
    return RequestFigures(
        open=sum(item.state.open for item in requests),
        done=closed.count(State.DONE),
        cancelled=closed.count(State.CANCELLED),
    )
