"""The figures of the overview, from the one catalogue of figures, as a person's scope has them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from handlers.figures.catalogue import FIGURES, Figure
from handlers.figures.periods import week_of
from handlers.figures.rows import Rows, Scope
from handlers.figures.showing import show_number, show_period, why_missing
from handlers.figures.texts import PER_CENT
from handlers.figures.values import Total
from handlers.figures.visits import untouched
from handlers.records import Records
from handlers.teams.model import Role
from handlers.teams.people import Person
from handlers.teams.rights import communes_of
from knowledge.days import day_of

# In this order; where there is a page behind a figure, its address.
_SHOWN = {
    "visits": "/luot",
    "people-helped": "/luot",
    "coverage": "/don-vi",
    "online-share": "",
    "requests-open": "/yeu-cau?tinh-trang=mo",
    "requests-overdue": "/yeu-cau?tinh-trang=qua-han",
    "requests-done": "/yeu-cau?tinh-trang=done",
    "questions-asked": "",
    "questions-unanswered": "",
    "answers-helped": "",
}
_OF_VISITS = "/luot"
_NAMED = 5
_UNSAID = "ít nhất, vì {count} lượt chưa ghi số này"
_LEFT_OUT = "chưa tính {count} chỗ chưa có số này"
_PART = "ít nhất, vì chưa ghi đủ các ngày"


@dataclass(frozen=True, slots=True)
class Shown:
    """A figure in words: the number and its unit. `known`: whether there is one; `note`: what to know about it;
    `path`: where more is."""

    label: str
    value: str
    unit: str = ""
    known: bool = True
    note: str = ""
    path: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """The figures of one place and time, and which hamlets nobody has been to."""

    title: str
    figures: Sequence[Shown]
    note: str = ""


def overview(records: Records, person: Person, now: datetime) -> list[Part]:
    """This week's figures of each commune that somebody administers, and of the province for its administrators."""
    scopes = [Scope(commune) for commune in sorted(communes_of(person))]
    if person.holds(Role.PROVINCE_ADMIN):
        scopes.append(Scope())
    week = week_of(day_of(now))
    found = ((scope, records.figure_rows(person, scope, week.first, week.last, now)) for scope in scopes)
    return [_part(scope, rows, person) for scope, rows in found if rows]


def _shown(figure: Figure, value: Total, path: str) -> Shown:
    known = value.value is not None
    note = why_missing(value)
    if value.at_least:
        unsaid = _LEFT_OUT if figure.unit == PER_CENT else _UNSAID
        note = unsaid.format(count=value.missing) if value.missing else _PART
    return Shown(figure.label, show_number(Total(value.value)), figure.unit if known else "", known, note, path)


def _part(scope: Scope, rows: Rows, person: Person) -> Part:
    week = week_of(rows.today)
    place = scope.commune or "toàn tỉnh"
    left = untouched(rows, week)
    names = ", ".join(hamlet.name if scope.commune else f"{hamlet.name} ({hamlet.commune})" for hamlet in left[:_NAMED])
    more = f" và {len(left) - _NAMED} nơi nữa" if len(left) > _NAMED else ""
    figures = []
    for name, path in _SHOWN.items():
        figure = FIGURES[name]
        seen = path if scope.commune or path != _OF_VISITS else ""
        figures.append(_shown(figure, figure.of(rows, week), seen))
    title = f"{place[:1].upper()}{place[1:]}: {show_period(week)}"
    return Part(title, figures, f"Chưa ai đến tuần này: {names}{more}." if left else "")
