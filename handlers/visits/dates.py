"""The day of a visit, from what was said and the day on which it was said (questions/README.md, "date")."""

# ruff: noqa: E501 - the lists of phrases read better on long lines

import re
from dataclasses import dataclass
from datetime import date, timedelta

from handlers.visits.line import Line
from handlers.visits.numbers import number_at

SIX_MONTHS = timedelta(days=183)
_WEEKDAYS = {"hai": 0, "ba": 1, "tu": 2, "nam": 3, "sau": 4, "bay": 5, "2": 0, "3": 1, "4": 2, "5": 3, "6": 4, "7": 5}
_VAGUE = re.compile(
    r"(?:(?:hom|bua|dao|lan|dot|ky) (?:truoc|no|roi|nao)|may (?:hom|bua|ngay|tuan|thang)(?: (?:nay|ni|truoc|qua|roi|vua roi))?|tuan (?:truoc|roi|qua|nay|vua roi|vua qua)|(?:dau|giua|cuoi) (?:tuan|thang)(?: (?:nay|truoc|roi|qua|vua roi))?"
    r"|thang (?:truoc|roi|qua|nay|vua roi)|(?:ca|suot|trong|may) (?:tuan|thang)(?: (?:nay|qua|roi|truoc))?|hom ram|ngay ram|ram thang \w+|ram|\d+ (?:ngay|hom|bua|tuan) (?:nay|lien|qua|vua qua|vua roi|lien tiep)|(?:hai|ba|bon|nam) (?:ngay|hom|bua|tuan) (?:nay|lien|qua|vua qua|vua roi)"
    r"|trong \d+ ngay|(?:hoi|trong|dot|dip|dau|giua|cuoi) thang \d{1,2}(?! \d)|ho(?:m|) ray|thoi gian qua|vua qua)\b"
)
_MOON_MONTHS = ("chap", "gieng")


@dataclass(frozen=True, slots=True)
class Day:
    """A day that was named at a place in the line; `day` None: named, but not which one. `lasting`: days up to now
    ("mấy hôm nay"); `ahead`: a day of the month without its month that is still to come in this one."""

    at: int
    day: date | None
    lasting: bool = False
    ahead: bool = False


def find_dates(line: Line, today: date) -> list[Day]:
    """Every day named in the line, in order; the words are taken from the line."""
    found: list[Day] = []
    at = 0
    while at < len(line.words):
        read = None if line.taken[at] else _read(line, at, today)
        if read:
            length, day, counts = read
            line.take(at, length, "date")
            if counts:
                lasting = day is None and line.plain(at + length - 1) in ("nay", "ni")
                found.append(Day(at, day, lasting, day is not None and _ahead(line, at, length, today)))
            at += length
        else:
            at += 1
    return found


def _ahead(line: Line, at: int, length: int, today: date) -> bool:
    """Whether "ngày 25" without a month is still to come."""
    said = line.plain(at + length - 1)
    return line.plain(at) in ("ngay", "hom") and length == 2 and said.isdigit() and int(said) > today.day


def _read(line: Line, at: int, today: date) -> tuple[int, date | None, bool] | None:
    plain = [word.plain for word in line.words[at : at + 6]]
    text = " ".join(plain)
    first = plain[0]
    weekday = _weekday(line, at, plain, today)
    if weekday:
        return weekday
    calendar = _calendar(line, at, plain, today)
    if calendar:
        return calendar
    ago = _ago(line, at, today)
    if ago:
        return ago
    before = line.plain(at - 1)
    if first in (
        "hom",
        "sang",
        "trua",
        "chieu",
        "toi",
        "dem",
        "khuya",
        "som",
        "ban",
        "hoi",
        "luc",
        "vua",
        "moi",
        "nay",
    ):
        match = re.match(r"(?:(?:sang|trua|chieu|toi|dem|khuya|som) )*(?:(?:som )?hom )?(nay|qua|kia)\b", text)
        if match and not (match.group(1) in ("qua", "kia") and match.group() == match.group(1)):
            if match.group(1) == "nay" and before in (
                "tu",
                "den",
                "tuan",
                "thang",
                "nam",
                "ngay",
                "lau",
                "xua",
                "cai",
                "ban",
            ):
                return None
            if match.group(1) == "kia" and line.words[at + len(match.group().split()) - 1].marked == "kìa":
                back = 3
            else:
                back = {"nay": 0, "qua": 1, "kia": 2}[match.group(1)]
            return len(match.group().split()), today - timedelta(days=back), True
    vague = _VAGUE.match(text)
    if vague and not (first == "ram" and line.marked and line.words[at].marked != "rằm"):
        if first == "may" and line.marked and line.words[at].marked != "mấy":
            return None
        if vague.group() == "vua qua":
            return None
        return len(vague.group().split()), None, True
    return None


def _weekday(line: Line, at: int, plain: list[str], today: date) -> tuple[int, date | None, bool] | None:
    length, number = 0, None
    if (
        plain[0] == "thu"
        and len(plain) > 1
        and plain[1] in _WEEKDAYS
        and not (line.marked and line.words[at].marked != "thứ")
    ):
        if line.plain(at - 1) in ("lop", "buoi", "lan", "nguoi", "dot"):
            return None
        length, number = 2, _WEEKDAYS[plain[1]]
    elif plain[0] == "t" and len(plain) > 1 and plain[1] in _WEEKDAYS and plain[1].isdigit():
        length, number = 2, _WEEKDAYS[plain[1]]
    elif plain[:2] == ["chu", "nhat"]:
        length, number = 2, 6
    if number is None:
        return None
    rest = " ".join(plain[length:])
    week = re.match(r"tuan (?:truoc|roi|qua|vua roi|vua qua)\b", rest)
    if week:
        monday = today - timedelta(days=today.weekday() + 7)
        return length + len(week.group().split()), monday + timedelta(days=number), True
    coming = re.match(r"tuan (?:sau|toi|nay)\b|toi\b(?! em)|nay\b|vua roi\b|vua qua\b|roi\b|qua\b", rest)
    if coming and coming.group() in ("tuan sau", "tuan toi"):
        return length + 2, None, False
    extra = len(coming.group().split()) if coming and coming.group() not in ("toi",) else 0
    return length + extra, today - timedelta(days=(today.weekday() - number) % 7), True


def _calendar(line: Line, at: int, plain: list[str], today: date) -> tuple[int, date | None, bool] | None:
    lead = 0
    while (
        lead < 3
        and lead < len(plain)
        and plain[lead] in ("ngay", "hom", "bua", "mung", "mong", "sang", "chieu", "toi", "trua")
    ):
        lead += 1
    named = any(word in ("ngay", "hom", "bua", "mung", "mong") for word in plain[:lead])
    lunar_lead = any(word in ("mung", "mong") for word in plain[:lead])
    if at + lead >= len(line.words):
        return None
    word = line.words[at + lead]
    match = re.fullmatch(r"(\d{1,2})[/.-](\d{1,2})(?:[/.-](\d{4}|\d{2}))?", word.plain)
    if match:
        day, month = int(match[1]), int(match[2])
        span = "-" in word.plain and not match[3] and named and month > day
        after = line.plain(at + lead + 1)
        if not match[3] and not named and "date" in line.taken[:at] and _part_of_all(line, at + lead, day, month):
            return None
        if not match[3] and not named and not _as_date(line, at + lead, day, month):
            return None
        year = int(match[3]) + (2000 if len(match[3]) == 2 else 0) if match[3] else None
        length = lead + 1
        if after in ("am", "al") or (after == "am" and line.plain(at + lead + 2) == "lich"):
            return length + 1 + (line.plain(at + lead + 2) == "lich"), None, True
        if span and month > 12:
            return length, None, True
        return length, _last(day, month, year, today), True
    if not named:
        if not _month_follows(line, at + lead):
            return None
        named = True
    number = number_at(line.words, at + lead, line.marked, lambda position: True)
    if not number or number.value is None or not 1 <= number.value <= 31:
        return None
    length = lead + number.length
    rest = " ".join(other.plain for other in line.words[at + length : at + length + 4])
    month_said = re.match(r"thang (\w+)", rest)
    if re.match(r"(?:am(?: lich)?|al|tet)\b", rest) or re.match(r"thang \w+ (?:am|al)\b", rest):
        return length + 2, None, True
    if month_said and (month_said[1].isdigit() or month_said[1] in ("truoc", "roi", "nay", "qua")):
        if month_said[1].isdigit():
            return length + 2, _last(number.value, int(month_said[1]), None, today), True
        month = today.month if month_said[1] == "nay" else (today.replace(day=1) - timedelta(days=1)).month
        return length + 2, _last(number.value, month, None, today), True
    if month_said:
        lunar = month_said[1] in _MOON_MONTHS
        return (
            (length + 2, None, True) if lunar or lunar_lead else (length, _last(number.value, None, None, today), True)
        )
    return length, _last(number.value, None, None, today), True


def _part_of_all(line: Line, at: int, part: int, whole: int) -> bool:
    """Whether "4/4" behind a day that was named is a share of persons."""
    return part <= whole and line.plain(at - 1) not in ("-", "den", "toi", "va", ",")


def _month_follows(line: Line, at: int) -> bool:
    """ "12 tháng 6", and of the moon's calendar "23 tháng chạp", "28 Tết"; said in words as well."""
    number = number_at(line.words, at, line.marked, lambda position: True)
    after = at + (number.length if number else 1)
    if line.plain(after) == "tet":
        return number is not None
    if line.plain(after) != "thang":
        return False
    return line.plain(after + 1) in _MOON_MONTHS or (line.words[at].digits and line.number(after + 1))


def _as_date(line: Line, at: int, day: int, month: int) -> bool:
    """Whether "15/11" with no word before it is a date and not "6 of 9"."""
    if not (1 <= day <= 31 and 1 <= month <= 12) or ("." in line.words[at].plain and at > 2):
        return False
    if day >= month and day != month:
        return True
    before, after = line.plain(at - 1), line.plain(at + 1)
    if after in ("ho", "nguoi", "nha", "ca"):
        # "7/10 hộ" begins a line as well.
        return False
    part = (
        "nguoi",
        "ca",
        "ho",
        "hop",
        "nop",
        "online",
        "xong",
        "ok",
        "thanh",
        "duoc",
        "da",
        "truong",
        "em",
        "cu",
        "chua",
        "don",
        "dat",
        "can",
        "cong",
        "duyet",
    )
    if at <= 1 or before in ("ngay", "hom", "bua", "sang", "chieu", "toi", "trua", "xom", "tu"):
        return True
    return after not in part and before not in ("duoc", "xong", "nop", "online", "moi", "ok", "cong", "duyet")


def _last(day: int, month: int | None, year: int | None, today: date) -> date | None:
    """The last such day not after today, or None when there is none within six months."""
    if year:
        try:
            named = date(year, month or today.month, day)
        except ValueError:
            return None
        return named if named <= today and today - named <= SIX_MONTHS else None
    for back in range(13):
        months = today.year * 12 + today.month - 1 - back
        try:
            candidate = date(months // 12, months % 12 + 1, day)
        except ValueError:
            continue
        if candidate <= today and (month is None or candidate.month == month):
            return candidate if today - candidate <= SIX_MONTHS else None
    return None


def _ago(line: Line, at: int, today: date) -> tuple[int, date | None, bool] | None:
    lead = 2 if (line.plain(at), line.plain(at + 1)) == ("cach", "day") else 0
    number = (
        number_at(line.words, at + lead, line.marked, lambda position: True) if at + lead < len(line.words) else None
    )
    if not number:
        return None
    unit, after = line.plain(at + lead + number.length), line.plain(at + lead + number.length + 1)
    if unit not in ("ngay", "hom", "bua", "tuan") or not (lead or after == "truoc"):
        return None
    length = lead + number.length + (1 if lead and after != "truoc" else 2)
    if number.value is None or number.value > 3650:
        return length, None, True
    return length, today - timedelta(days=number.value * (7 if unit == "tuan" else 1)), True
