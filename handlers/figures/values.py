"""What a figure comes to: a number, "at least" a number, or none with the reason. What is missing is never 0."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from statistics import median as _median


class Why(StrEnum):
    """Why there is no number (handlers/figures/texts.py says it in words)."""

    NO_RECORDS = "no-records"  # nothing on record that it could be counted from
    NOT_SAID = "not-said"  # records are there, and none says this number
    NOT_COUNTED = "not-counted"  # it wasn't counted yet in those days
    NOBODY_RATED = "nobody-rated"
    NOT_YET = "not-yet"  # the days are still to come


@dataclass(frozen=True, slots=True)
class Total:
    """A number from what is known. `missing`: how many records say none; they add nothing and are never taken as 0.

    `value` is None when no record says a number, `why` tells the reason; `part`: not all days were counted. Of a share:
    `of`: how many it is a share of; `left_out`: how many records are in neither number, so that it may be more or less.
    """

    value: float | None
    missing: int = 0
    why: Why | None = None
    part: bool = False
    of: int | None = None
    left_out: int = 0

    @property
    def at_least(self) -> bool:
        """Whether the true number is this or more."""
        return self.value is not None and (self.missing > 0 or self.part)

    @property
    def count(self) -> int | None:
        """The number as a whole one."""
        return None if self.value is None else round(self.value)

    @property
    def share_of(self) -> int:
        """Of a share: how many of `of` it is."""
        return round((self.value or 0) * (self.of or 0) / 100)


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a figure: of which (a stable id), how it is called, and what it comes to."""

    id: str
    label: str
    value: Total


def counted(number: int) -> Total:
    """A count of records: always known, and 0 is a true 0."""
    return Total(number)


def missing(why: Why) -> Total:
    """No number."""
    return Total(None, why=why)


def total(numbers: Iterable[int | None]) -> Total:
    """The sum of the numbers that are there; how many aren't."""
    found = list(numbers)
    known = [number for number in found if number is not None]
    if known:
        return Total(sum(known), len(found) - len(known))
    return Total(None, len(found), Why.NOT_SAID if found else Why.NO_RECORDS)


def share(part: int, whole: int, *, unsaid: int = 0, why: Why = Why.NO_RECORDS) -> Total:
    """`part` of `whole` in per cent, 0 to 100; none of nothing. `unsaid`: records that could not be taken in."""
    if whole <= 0:
        return Total(None, unsaid, Why.NOT_SAID if unsaid else why)
    return Total(100 * part / whole, of=whole, left_out=unsaid)


def median(numbers: Sequence[float], why: Why = Why.NO_RECORDS) -> Total:
    """The middle one."""
    return Total(_median(numbers)) if numbers else missing(why)


def mean(numbers: Sequence[float], why: Why) -> Total:
    """The average."""
    return Total(sum(numbers) / len(numbers)) if numbers else missing(why)
