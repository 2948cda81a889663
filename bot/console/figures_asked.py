"""Whose figures of which time an address asks for, and the addresses beside it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from bot.console import texts_figures as texts
from bot.console.rendering import ROOT
from bot.console.table import EXCEL, read_day
from handlers.figures.periods import Period, Unit, period_of
from handlers.figures.pictures import WEEKS
from handlers.figures.rows import Scope
from handlers.figures.showing import show_period
from handlers.figures.texts import ALL_PLACES
from knowledge.days import show_day

PATH = "/so-lieu"
PLACE, UNIT, DAY = "noi", "ky", "ngay"
_PROVINCE = "tinh"
_UNITS = {"tuan": Unit.WEEK, "thang": Unit.MONTH, "quy": Unit.QUARTER, "nam": Unit.YEAR}
_NAMES = {unit: name for name, unit in _UNITS.items()}
# Nothing was on record before the assistant was there.
EARLIEST = date(2025, 1, 1)


@dataclass(frozen=True, slots=True)
class Asked:
    """A scope and a period; `today`: the day of asking; `fault`: what of the address couldn't be followed, in words."""

    scope: Scope
    period: Period
    today: date
    fault: str = ""

    @property
    def place(self) -> str:
        """The scope in running text."""
        return self.scope.commune or ALL_PLACES

    @property
    def title(self) -> str:
        """Scope and period."""
        return f"{self.place[:1].upper()}{self.place[1:]}: {show_period(self.period)}"

    @property
    def last(self) -> date:
        """The last day of the period that has come."""
        return min(self.period.last, self.today)

    @property
    def running(self) -> bool:
        """Whether the period isn't over."""
        return self.period.last > self.today

    @property
    def compared(self) -> Period:
        """The period before; of it as many days as have come of this one."""
        before = self.period.before
        return Period(before.first, min(before.last, before.first + (self.last - self.period.first)))

    @property
    def weeks(self) -> list[Period]:
        """The last weeks of the period and those before it, as many as a picture shows."""
        return _back(Unit.WEEK, self.last, WEEKS)

    @property
    def steps(self) -> list[Period]:
        """The periods by which a picture goes through time: weeks, the months of a quarter, the quarters of a year."""
        parts = {Unit.QUARTER: Unit.MONTH, Unit.YEAR: Unit.QUARTER}
        part = parts.get(self.period.unit)
        if part is None:
            return self.weeks
        return [one for one in _back(part, self.last, 4) if one.first >= self.period.first]

    @property
    def first(self) -> date:
        """The first day from which on records are needed."""
        return min(self.period.before.first, self.weeks[0].first, self.steps[0].first)

    # --- addresses

    @property
    def query(self) -> str:
        """The same again, behind the address of the page or of a picture."""
        return self._query(self.period)

    @property
    def previous(self) -> str:
        """The address of the period before; "" where nothing can be."""
        return self._query(self.period.before) if self.period.first > EARLIEST else ""

    @property
    def following(self) -> str:
        """The address of the period after; "" where it is still to come."""
        after = date.fromordinal(self.period.last.toordinal() + 1)
        return self._query(period_of(self.period.unit, after)) if after <= self.today else ""

    @property
    def excel(self) -> str:
        """The address of the file."""
        return f"{self.query}&{EXCEL}=1"

    def fields(self, scopes: Sequence[Scope]) -> dict[str, object]:
        """What the form above the figures is filled with."""
        return {
            "places": [(place_key(scope), scope.commune or texts.PROVINCE, scope == self.scope) for scope in scopes],
            "units": [(_NAMES[unit], label, unit is self.period.unit) for unit, label in texts.UNITS.items()],
            "day": self.last.isoformat(),
            "least": EARLIEST.isoformat(),
            "most": self.today.isoformat(),
        }

    def _query(self, period: Period) -> str:
        named = {PLACE: place_key(self.scope), UNIT: _NAMES[period.unit], DAY: period.first.isoformat()}
        return f"?{urlencode(named)}"


def read_asked(query: Mapping[str, str], scopes: Sequence[Scope], today: date) -> Asked | None:
    """What an address asks for; the first scope and this week by itself. None for a scope that isn't theirs."""
    asked = query.get(PLACE, "")
    scope = next((one for one in scopes if not asked or place_key(one) == asked), None)
    if scope is None:
        return None
    unit = _UNITS.get(query.get(UNIT, ""), Unit.WEEK)
    typed = query.get(DAY, "").strip()
    day, fault = read_day(typed) or today, ""
    if typed and not read_day(typed):
        fault = texts.BAD_DAY.format(text=typed[:40])
    elif day > today:
        day, fault = today, texts.FUTURE.format(day=show_day(day))
    elif day < EARLIEST and period_of(unit, EARLIEST).first > day:
        day, fault = EARLIEST, texts.TOO_EARLY.format(day=show_day(EARLIEST))
    return Asked(scope, period_of(unit, day), today, fault)


def place_key(scope: Scope) -> str:
    """How a scope is called in addresses."""
    return scope.commune or _PROVINCE


def link_to(asked: Asked) -> str:
    """The page of these figures."""
    return f"{ROOT}{PATH}{asked.query}"


def _back(unit: Unit, last: date, count: int) -> list[Period]:
    """The last periods of a kind, that of a day being the last."""
    found = [period_of(unit, last)]
    while len(found) < count:
        found.insert(0, found[0].before)
    return found
