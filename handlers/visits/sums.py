"""Numbers of persons that are worked out: written sums ("12 + 10 + 8 em") and rates ("3 lớp, mỗi lớp 12 em")."""

import re

from handlers.visits.line import Line
from handlers.visits.numbers import Number, number_at
from handlers.visits.units import Count, is_unit, unit_at

# Always a sum; a comma or "rồi" only where more than two numbers stand in a row.
_PLUS = frozenset({"+", "cong", "voi"})
_AND = frozenset({",", "roi", "va"})
# What persons come in: "mỗi … 12 em" without the number of them is no number.
GROUPS = frozenset(
    {"lop", "nhom", "buoi", "to", "doi", "xom", "thon", "ban", "khoi", "ho", "nha", "ca", "cum", "phong", "dot", "hom"}
    | {"toan", "tot", "ban", "chi", "ngay", "truong", "diem", "gia", "cap", "hang"}
)
_OF_A_DAY = frozenset({"sang", "trua", "chieu", "toi", "dem"})
_NEAR = 4


def sum_at(line: Line, at: int) -> Number | None:
    """The sum that begins at a number, vague where a part is; None where one number or several stand."""
    values: list[int | None] = []
    joins: list[str] = []
    end = at
    while number := _free_number(line, end):
        values.append(number.value)
        end += number.length
        join = line.plain(end)
        if join not in _PLUS | _AND or line.taken[end : end + 1] != [""] or not _free_number(line, end + 1):
            break
        joins.append(join)
        end += 1
    if len(values) < 2 or len(joins) >= len(values):
        return None
    whole = all(value is not None for value in values)
    sure = all(join in _PLUS for join in joins) or len(values) > 2 or set(joins) <= {"va"}
    unit = unit_at(line, end)
    if not sure or (unit is None and not (set(joins) == {"+"} or set(joins) == {"cong"})):
        return None
    return Number(sum(value or 0 for value in values) if whole else None, end - at)


def _free_number(line: Line, at: int) -> Number | None:
    if at >= len(line.words) or line.taken[at]:
        return None
    if line.number(at):
        value = int(line.plain(at))
        guess = number_at(line.words, at, line.marked, lambda position: is_unit(line, position))
        if guess and guess.value is None:
            return guess
        return Number(value, 1) if len(line.plain(at)) < 4 else None
    if line.plain(at) in ("ba", "nam", "tu", "mot"):
        # More often a name or a year than an addend.
        return None
    return number_at(line.words, at, line.marked, lambda position: is_unit(line, position))


def with_addends(line: Line, counts: list[Count]) -> list[Count]:
    """The counts; parts of one day ("sáng 8, chiều 11, tối 6 người") and groups one by one add up."""
    parts = [
        count
        for count in counts
        if line.plain(count.at - 1) in _OF_A_DAY
        or (line.plain(count.at - 1) in GROUPS and line.plain(count.at - 2) in ("mot", "1"))
    ]
    if len(parts) > 1:
        for count in parts:
            count.more = True
    return counts


def with_rates(line: Line, counts: list[Count]) -> list[Count]:
    """The counts, those of each class or house times how many there are; unknown how many is vague."""
    for count in counts:
        thing, known = _rate_before(line, count) or _rate_behind(line, count) or ("", -1)
        if not thing or count.value is None:
            continue
        times = _times(line, count, thing, known)
        if times is not None:
            count.value *= times
        elif thing in GROUPS:
            count.value = None
    return counts


def _rate_before(line: Line, count: Count) -> tuple[str, int] | None:
    """ "mỗi lớp 12 em": the thing and where it is told of each."""
    for at in range(count.at - 1, max(-1, count.at - 1 - _NEAR), -1):
        if line.plain(at) == "moi" and (line.marks(at) == "mỗi" or not line.marked):
            thing = line.plain(at + 1)
            if not line.marked and line.plain(at - 1) in ("nguoi", "thang"):
                return None
            return (thing, at) if at + 1 < count.at else None
    return None


def _rate_behind(line: Line, count: Count) -> tuple[str, int] | None:
    """ "12 em/lớp", "12 em một lớp", "12 em mỗi lớp"."""
    at = count.end
    if line.number(at + 2):
        return None
    if line.plain(at) in ("/", "mot", "moi") and line.plain(at + 1) in GROUPS and line.marks(at) != "mới":
        return line.plain(at + 1), at
    return None


def _times(line: Line, count: Count, thing: str, at: int) -> int | None:
    """How many of the thing there are: counted before or behind, or named one by one ("9A, 9B mỗi lớp 35 em")."""
    before = range(at - 1, -1, -1)
    behind = range(count.end, len(line.words))
    for position in (*before, *behind):
        number = number_at(line.words, position, line.marked, lambda _: True)
        if number and number.value and line.plain(position + number.length) == thing:
            return number.value
    if thing == "lop":
        classes = [n for n in before if is_class(line, n)]
        return len(classes) or None
    return None


def is_class(line: Line, at: int) -> bool:
    """Whether the number names a school class: "9A", "12 A3", not "9 à 10"."""
    named = re.fullmatch(r"[a-k]\d?", line.marks(at + 1)) is not None
    return named and not line.number(at + 2) and re.fullmatch(r"\d{1,2}", line.plain(at)) is not None
