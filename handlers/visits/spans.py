"""The days that a question about records means, and how they are named back."""

import re
from dataclasses import dataclass, field
from datetime import date, timedelta

from handlers.figures.periods import Period, Unit, period_of
from handlers.visits.dates import find_dates
from handlers.visits.line import Line
from handlers.visits.numbers import number_at

# Where nothing is said: the last 31 days, as far back as a leader may change a visit.
USUAL = timedelta(days=30)

_THIS = ("nay", "ni")
_BEFORE = ("truoc", "roi", "qua", "vua roi", "vua qua")
_WEEK = re.compile(r"(cuoi )?(?:ca |trong )?tuan(?: (nay|ni|truoc|roi|qua|vua roi|vua qua))?\b")
_MONTH = re.compile(r"(?:tu )?(?:(?:dau|cuoi|giua|trong|ca) )?thang(?: (nay|ni|truoc|roi|qua|vua roi|vua qua))?\b")
_YEAR_SAID = r"nam (nay|ni|ngoai|truoc|roi|qua|vua roi|vua qua|20\d\d)"
_YEAR = re.compile(rf"(?:trong |ca |tu )?(?:(?:dau|cuoi) )?{_YEAR_SAID}\b")
_SINCE_NEW_YEAR = re.compile(r"(?:tu )?dau nam\b(?: (?:den|toi) (?:nay|ni|gio|chu|bay gio)\b)?")
_HALF = re.compile(rf"(?:trong )?(?:6|sau) thang (dau|cuoi) (?:{_YEAR_SAID}|nam)\b")
_QUARTER = re.compile(
    r"(?:trong |ca |tu )?(?:(?:dau|cuoi) )?quy (nay|ni|truoc|roi|qua|vua roi|vua qua|[1-4]|iv|i{1,3}|mot|hai|ba|bon)"
    rf"(?: {_YEAR_SAID}|[/-](20\d\d))?\b"
)
_QUARTERS = {"1": 1, "2": 2, "3": 3, "4": 4, "i": 1, "ii": 2, "iii": 3, "iv": 4, "mot": 1, "hai": 2, "ba": 3, "bon": 4}
_BACK = re.compile(r"(?:trong )?(\d{1,3}) (?:ngay|hom|bua)(?: (?:qua|nay|ni|gan day|vua qua|vua roi|lien))?\b")
_OF_MONTH = re.compile(rf"(?:trong )?thang (\d{{1,2}})(?: {_YEAR_SAID}|[/-](\d{{4}}))?\b")
_LATELY = re.compile(r"(?:gan day|dao nay|dao ni|may (?:hom|bua|ngay|tuan) (?:nay|ni|qua)|lau nay|vua qua)\b")
_SO_FAR = re.compile(r"(?:nay|tu sang|sang) (?:den |toi )?gio\b")


@dataclass(frozen=True, slots=True)
class Span:
    """Days from `first` to `last`, both inclusive; `unit`: of which they are one, up to today where that isn't over."""

    first: date
    last: date
    unit: Unit | None = field(default=None, compare=False)


def usual(today: date) -> Span:
    """What is meant when no time is named."""
    return Span(today - USUAL, today)


def find_span(line: Line, today: date) -> Span | None:
    """The days named in the line, or None; the words are taken from the line."""
    return next(iter(find_spans(line, today)), None)


def find_spans(line: Line, today: date) -> list[Span]:
    """The same where several may be named ("tháng này so với tháng trước"), in order; single days are one span."""
    spans = [span for at in range(len(line.words)) if (span := _longer(line, at, today))]
    days = [day for named in find_dates(line, today) if (day := named.day)]
    return [Span(min(days), max(days))] if days else spans


def current(unit: Unit, today: date) -> Span:
    """The week, month, quarter or year that goes on."""
    return _so_far(period_of(unit, today), today)


def _longer(line: Line, at: int, today: date) -> Span | None:
    """A week, a month or some days back at a position."""
    if line.taken[at] or _of_a_day(line, at):
        return None
    text = " ".join(line.plains[at:])
    if match := _BACK.match(text):
        span = Span(today - timedelta(days=max(0, int(match[1]) - 1)), today)
    elif match := _HALF.match(text):
        span = _half(match[1] == "cuoi", _year(match[2], today), today)
    elif match := _WEEK.match(text):
        span = _week(weekend=bool(match[1]), before=match[2] in _BEFORE, today=today)
    elif match := _OF_MONTH.match(text):
        span = month_of(int(match[1]), _year(match[2] or match[3], today), today) or usual(today)
    elif named := _spelt_month(line, at, today):
        span, length = named
        line.take(at, length, "span")
        return span
    elif match := _MONTH.match(text):
        span = _this_or_before(Unit.MONTH, match[1], today)
    elif (match := _QUARTER.match(text)) and _means(line, at, match.group(), "quy", "quý", "qúy"):
        span = _quarter(match[1], _year(match[2] or match[3], today), today)
    elif (match := _YEAR.match(text)) and _means(line, at, match.group(), "nam", "năm"):
        year = _year(match[1], today)
        span = _so_far(period_of(Unit.YEAR, date(year, 1, 1)), today) if year <= today.year else usual(today)
    elif match := _SINCE_NEW_YEAR.match(text):
        span = current(Unit.YEAR, today)
    elif match := _LATELY.match(text):
        span = usual(today)
    elif match := _SO_FAR.match(text):
        span = Span(today, today)
    else:
        return None
    line.take(at, len(match.group().split()), "span")
    return span


def _week(*, weekend: bool, before: bool, today: date) -> Span:
    week = period_of(Unit.WEEK, today)
    if before:
        week = week.before
    if not weekend:
        return _so_far(week, today)
    first = week.first + timedelta(days=5)
    return Span(first, max(first, min(week.last, today)))


def _this_or_before(unit: Unit, said: str | None, today: date) -> Span:
    period = period_of(unit, today)
    return _so_far(period.before if said in _BEFORE else period, today)


def _quarter(said: str, year: int, today: date) -> Span:
    """A quarter; by its number and without a year (0) the last such that has begun."""
    if said not in _QUARTERS:
        return _this_or_before(Unit.QUARTER, said, today)
    first = date(year or today.year, 3 * _QUARTERS[said] - 2, 1)
    if first > today and year:
        return usual(today)
    return _so_far(period_of(Unit.QUARTER, first if first <= today else first.replace(year=first.year - 1)), today)


def _half(second: bool, year: int, today: date) -> Span:
    first = date(year or today.year, 7 if second else 1, 1)
    if first > today:
        first = first.replace(year=today.year - 1)
    return Span(first, min(date(first.year, 12, 31) if second else date(first.year, 6, 30), today))


def _year(said: str | None, today: date) -> int:
    """A year as it is said ("năm ngoái", "2025"); 0 when none is."""
    if said is None:
        return 0
    if said.isdecimal():
        return int(said)
    return today.year if said in _THIS else today.year - 1


def _so_far(period: Period, today: date) -> Span:
    return Span(period.first, min(period.last, today), period.unit)


def _means(line: Line, at: int, matched: str, plain: str, *marked: str) -> bool:
    """Whether the word is this one and no other that is alike without marks, nor part of a weekday or a number."""
    place = at + matched.split().index(plain)
    if line.plain(place - 1) in ("thu", "t") or line.number(place - 1):
        return False
    return not line.marked or line.words[place].marked in marked


def _of_a_day(line: Line, at: int) -> bool:
    """Whether the week or month belongs to a day ("thứ năm tuần trước", "ngày 3 tháng 11")."""
    before = line.plains[max(0, at - 2) : at]
    day = before == ["chu", "nhat"] or (len(before) == 2 and before[0] in ("thu", "ngay", "hom", "bua", "t"))
    return day and line.plain(at) in ("tuan", "thang")


def _spelt_month(line: Line, at: int, today: date) -> tuple[Span, int] | None:
    """ "tháng mười một"."""
    if line.plain(at) != "thang" or at + 1 >= len(line.words) or line.number(at + 1):
        return None
    number = number_at(line.words, at + 1, line.marked, lambda position: True)
    span = month_of(number.value, 0, today) if number and number.value else None
    return (span, 1 + number.length) if number and span else None


def month_of(month: int, year: int, today: date) -> Span | None:
    """A month of a year, without a year (0) the last such month that has begun; None when there is none."""
    if not 1 <= month <= 12 or year > today.year:
        return None
    first = date(year or today.year, month, 1)
    if first > today:
        first = first.replace(year=first.year - 1)
    return _so_far(period_of(Unit.MONTH, first), today)
