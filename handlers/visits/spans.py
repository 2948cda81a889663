"""The days that a question about records means, and how they are named back."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from handlers.visits.dates import find_dates
from handlers.visits.line import Line
from handlers.visits.numbers import number_at

# Where nothing is said: the last 31 days, as far back as a leader may change a visit.
USUAL = timedelta(days=30)

_THIS = ("nay", "ni")
_BEFORE = ("truoc", "roi", "qua", "vua roi", "vua qua")
_WEEK = re.compile(r"(cuoi )?(?:ca |trong )?tuan(?: (nay|ni|truoc|roi|qua|vua roi|vua qua))?\b")
_MONTH = re.compile(r"(?:tu )?(?:(?:dau|cuoi|giua|trong|ca) )?thang(?: (nay|ni|truoc|roi|qua|vua roi|vua qua))?\b")
_YEAR = re.compile(r"(?:trong |ca )?nam (nay|ni)\b")
_BACK = re.compile(r"(?:trong )?(\d{1,3}) (?:ngay|hom|bua)(?: (?:qua|nay|ni|gan day|vua qua|vua roi|lien))?\b")
_OF_MONTH = re.compile(r"(?:trong )?thang (\d{1,2})(?: nam (\d{4})|[/-](\d{4}))?\b")
_LATELY = re.compile(r"(?:gan day|dao nay|dao ni|may (?:hom|bua|ngay|tuan) (?:nay|ni|qua)|lau nay|vua qua)\b")
_SO_FAR = re.compile(r"(?:nay|tu sang|sang) (?:den |toi )?gio\b")


@dataclass(frozen=True, slots=True)
class Span:
    """Days from `first` to `last`, both inclusive."""

    first: date
    last: date


def usual(today: date) -> Span:
    """What is meant when no time is named."""
    return Span(today - USUAL, today)


def find_span(line: Line, today: date) -> Span | None:
    """The days named in the line, or None; the words are taken from the line."""
    spans = [span for at in range(len(line.words)) if (span := _longer(line, at, today))]
    days = [day for named in find_dates(line, today) if (day := named.day)]
    if days:
        return Span(min(days), max(days))
    return spans[0] if spans else None


def _longer(line: Line, at: int, today: date) -> Span | None:
    """A week, a month or some days back at a position."""
    if line.taken[at] or _of_a_day(line, at):
        return None
    text = " ".join(line.plains[at:])
    monday = today - timedelta(days=today.weekday())
    if match := _BACK.match(text):
        span = Span(today - timedelta(days=max(0, int(match[1]) - 1)), today)
    elif match := _WEEK.match(text):
        if match[2] in _BEFORE:
            monday -= timedelta(days=7)
        first = monday + timedelta(days=5 if match[1] else 0)
        span = Span(first, max(first, min(monday + timedelta(days=6), today)))
    elif match := _OF_MONTH.match(text):
        span = month_of(int(match[1]), int(match[2] or match[3] or 0), today) or usual(today)
    elif named := _spelt_month(line, at, today):
        span, length = named
        line.take(at, length, "span")
        return span
    elif match := _MONTH.match(text):
        first = today.replace(day=1)
        if match[1] in _BEFORE:
            first = (first - timedelta(days=1)).replace(day=1)
        span = Span(first, min(_end(first), today))
    elif match := _YEAR.match(text):
        span = Span(today.replace(month=1, day=1), today)
    elif match := _LATELY.match(text):
        span = usual(today)
    elif match := _SO_FAR.match(text):
        span = Span(today, today)
    else:
        return None
    line.take(at, len(match.group().split()), "span")
    return span


def _of_a_day(line: Line, at: int) -> bool:
    """Whether the week or month belongs to a day ("thứ năm tuần trước", "ngày 3 tháng 11")."""
    before = line.plains[max(0, at - 2) : at]
    day = before[-1:] == ["nhat"] or (len(before) == 2 and before[0] in ("thu", "ngay", "hom", "bua", "t"))
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
    return Span(first, min(_end(first), today))


def _end(first: date) -> date:
    return (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
