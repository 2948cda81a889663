"""The spans of days that figures are about: calendar days in Asia/Ho_Chi_Minh, first and last inclusive."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum


class Unit(StrEnum):
    """How long a period is; SPAN is any other row of days."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"
    SPAN = "span"


_MONTHS = {Unit.MONTH: 1, Unit.QUARTER: 3, Unit.YEAR: 12}


@dataclass(frozen=True, slots=True)
class Period:
    """Days from `first` to `last`. A week is Monday to Sunday (ISO 8601)."""

    first: date
    last: date
    unit: Unit = Unit.SPAN

    @property
    def name(self) -> str:
        """A stable name: `2026-11-21`, `2026-W47`, `2026-11`, `2026-Q4`, `2026`, `2026-11-01--2026-11-21`."""
        match self.unit:
            case Unit.DAY:
                return self.first.isoformat()
            case Unit.WEEK:
                year, number, _ = self.first.isocalendar()
                return f"{year}-W{number:02}"
            case Unit.MONTH:
                return f"{self.first:%Y-%m}"
            case Unit.QUARTER:
                return f"{self.first.year}-Q{(self.first.month + 2) // 3}"
            case Unit.YEAR:
                return f"{self.first.year}"
            case Unit.SPAN:
                return f"{self.first.isoformat()}--{self.last.isoformat()}"

    def holds(self, day: date) -> bool:
        """Whether a day is one of its days."""
        return self.first <= day <= self.last

    @property
    def before(self) -> "Period":
        """The period of the same length that ends the day before."""
        if self.unit is Unit.SPAN:
            days = self.last - self.first
            return Period(self.first - timedelta(days=1) - days, self.first - timedelta(days=1))
        return period_of(self.unit, self.first - timedelta(days=1))


def period_of(unit: Unit, day: date) -> Period:
    """The day, week, month, quarter or year that a day belongs to."""
    if unit is Unit.WEEK:
        first = day - timedelta(days=day.weekday())
        return Period(first, first + timedelta(days=6), unit)
    if unit in _MONTHS:
        months = _MONTHS[unit]
        first = day.replace(month=(day.month - 1) // months * months + 1, day=1)
        # No month has more than 31 days, none less than 28: some day of the month after the last one.
        after = first + timedelta(days=31 * months)
        return Period(first, after.replace(day=1) - timedelta(days=1), unit)
    return Period(day, day, Unit.DAY if unit is Unit.DAY else Unit.SPAN)


def week_of(day: date) -> Period:
    """The week that a day belongs to."""
    return period_of(Unit.WEEK, day)


def week_to_sum_up(day: date) -> Period:
    """The week that a summary sent on `day` is about: from Thursday on its own, before that the one that ended."""
    return week_of(day - timedelta(days=3))


def weeks_until(day: date, count: int) -> Sequence[Period]:
    """The last `count` weeks, that of `day` being the last."""
    return [week_of(day - timedelta(weeks=back)) for back in reversed(range(count))]


def known_period(first: date, last: date, today: date) -> Period:
    """The week, month, quarter or year that these days are (`today` may stand for its end), else a span."""
    for unit in (Unit.DAY, Unit.WEEK, Unit.MONTH, Unit.QUARTER, Unit.YEAR):
        period = period_of(unit, first)
        if period.first == first and (last == period.last or last == min(today, period.last)):
            return period
    return Period(first, last)
