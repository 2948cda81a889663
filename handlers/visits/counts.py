"""How many were helped: numbers with what they count (questions/README.md, "people")."""

# ruff: noqa: E501 - the lists of phrases read better on long lines

import re
from dataclasses import dataclass, field

from handlers.visits.line import Line
from handlers.visits.numbers import number_at
from handlers.visits.units import (
    ABOUT,
    ABOUT_MARKED,
    CASES,
    COUPLES,
    FAMILIES,
    GROUP_PATTERNS,
    HOUSES,
    LABELS,
    PAIRS,
    PERSONS,
    TEAM_AFTER,
    TEAM_BEFORE,
    THINGS,
    TITLE_MARKS,
    TITLES,
)


@dataclass(slots=True)
class Count:
    """A number of somebody: `value` None is vague. `unit`: person, case, household, bare. `part`: of a count before."""

    at: int
    end: int
    value: int | None
    unit: str
    total: bool = False
    part: bool = False
    more: bool = False
    named: bool = False
    groups: tuple[str, ...] = field(default=())


def is_unit(line: Line, at: int) -> bool:
    """Whether something that can be counted stands here."""
    return _unit(line, at) is not None or any(
        line.follows(at, thing) for thing in ("lop", "buoi", "cap", "doi", "ngay", "tuoi")
    )


def find_counts(line: Line) -> list[Count]:
    """Every count of persons, cases or households, in order; other numbers are taken from the line as nothing."""
    found: list[Count] = []
    at = 0
    while at < len(line.words):
        if line.taken[at]:
            at += 1
            continue
        count = _named(line, at) or _family(line, at) or _count(line, at)
        if isinstance(count, Count):
            line.take(count.at, count.end - count.at, "count")
            found.append(count)
            at = count.end
        else:
            at += count or 1
    return _multiplied(line, found)


def _unit(line: Line, at: int) -> tuple[int, str, int] | None:
    """Length, kind and persons of the unit at a position."""
    if at >= len(line.words) or line.taken[at]:
        return None
    for length in (4, 3, 2, 1):
        if at + length > len(line.words):
            continue
        name = " ".join(line.plains[at : at + length])
        if name in FAMILIES and length > 1 and name not in ("chi em", "anh em"):
            return length, "family", 1
        if name in COUPLES:
            if name in ("doi", "cap") and line.plain(at + 1) in (
                "bang",
                "can",
                "giay",
                "may",
                "so",
                "sim",
                "mat",
                "ten",
                "lai",
                "the",
                "dien",
            ):
                continue
            return length, "person", 2
        if name in PERSONS:
            if name == "ban" and line.marked and line.marks(at) != "bạn":
                continue
            if name in ("o", "co") and line.plain(at + 1) in ("xom", "nha", "thon", "ban"):
                continue
            return length, "person", 1
        if name in HOUSES:
            if name == "nha" and line.plain(at + 1) in ("van", "hop"):
                continue
            if (name == "ho" and line.plain(at + 1) in ("so", "chieu", "tro", "khau")) or (
                line.marked and name == "ho" and line.marks(at) != "hộ"
            ):
                continue
            return length, "household", 1
        if name in CASES:
            if name == "so" and line.plain(at + 1) not in ("suc", "do"):
                continue
            if name in ("giay", "the", "phieu", "cai", "tai khoan", "don", "bo", "so"):
                if name == "cai" and line.marked and line.marks(at) != "cái":
                    continue
                return 0 if name in ("giay", "the", "so", "phieu") else length, "case", 1
            return length, "case", 1
    return None


def _count(line: Line, at: int) -> Count | int | None:
    """A count, or how many words hold a number of something else, or None."""
    word = line.words[at]
    fraction = re.fullmatch(r"(\d+)/(\d+)", word.plain)
    if fraction and int(fraction[1]) <= int(fraction[2]):
        line.take(at, 1, "fraction")
        return 1
    if not (word.digits or word.plain.isalpha() or "-" in word.plain):
        return None
    if word.digits and (len(word.plain) >= 4 or word.plain.startswith("0")):
        return 1
    if (
        word.plain in ("ba", "nam", "bay", "sau", "hai", "tu")
        and line.plain(at - 1) in TITLES
        and line.plain(at - 1) != "em"
    ) and not (is_unit(line, at + 1) and line.plain(at - 1) in ("co", "o", "chi")):
        return 1
    number = number_at(
        line.words,
        at,
        line.marked,
        lambda position: is_unit(line, position) or (position < len(line.words) and line.taken[position] == "term"),
    )
    if number is None:
        return None
    end = at + number.length
    if end < len(line.words) and line.plain(end) == "/" and line.number(end + 1):
        return number.length
    if line.plain(at) in ("nam",) and line.marks(at) == "năm" and line.plain(end) in ("nay", "ngoai", "truoc"):
        return 1
    unit = _unit(line, end)
    label = line.plain(at - 1)
    if (line.taken[at - 1 : at] == ["term"] and at) or (label == "so" and line.plain(at - 2) == "ho"):
        label = ""
    if label == "do" and line.plain(at - 2) not in ("muc", "cap"):
        label = ""
    if (
        (
            label in LABELS
            and line.taken[at - 1] != "count"
            and (unit is None or (unit[1] == "case" and label not in ("ca",)) or label in ("muc", "do", "thu", "so"))
        )
        and not (label == "ca" and unit)
        and not (label in ("so", "to") and line.marked and line.marks(at - 1) not in ("số", "tổ"))
    ):
        return number.length
    for length in (2, 1):
        thing = " ".join(line.plains[end : end + length])
        if (
            thing in THINGS
            and len(line.plains[end : end + length]) == length
            and not (unit and unit[1] in ("person", "family"))
        ):
            if thing in ("lop", "buoi", "nhom"):
                return number.length
            if thing == "may" and line.marks(end) == "mấy":
                continue
            if thing == "cap" and unit:
                continue
            if thing in ("can bo", "cong an", "to vien"):
                return number.length + length
            if thing == "con" and line.marks(end) == "còn":
                continue
            return number.length
    value = number.value
    if _about(line, at):
        value = None
    if unit is None:
        if number.value is None and word.plain in ("chuc",) and not _loose(line, end):
            return number.length
        if not _loose(line, end):
            return number.length
        if not word.digits and word.plain in ("mot",) and line.taken[end : end + 1] != ["term"]:
            return number.length
        return _flagged(line, Count(at, end, value, "bare"))
    length, kind, each = unit
    end += length
    if kind == "family":
        kind = "person"
    if each == 2 and value is not None:
        value *= 2
    # 12 lượt người, 5 em học sinh, 2 ông bà cụ: the words of one unit.
    while end < len(line.words) and not line.taken[end]:
        more = _unit(line, end)
        if (
            not more
            or more[1] not in ("person", "family")
            or not more[0]
            or line.words[end].capital
            or kind == "household"
        ):
            break
        if line.plain(end) in ("co", "o", "di", "chi", "dan", "ban", "ba", "mo") and (
            not line.marked or line.marks(end) not in ("dân", "bạn", "bà", "chị", "cô")
        ):
            break
        end += more[0]
        kind = "person" if kind == "case" else kind
    if line.plain(end) in ("hon", "may") and line.marks(end) in ("hơn", "hon"):
        value = None
    if _companions(line, at, end, kind):
        return end - at
    return _flagged(line, Count(at, end, value, kind))


def _loose(line: Line, end: int) -> bool:
    """Whether a number without a unit can stand for persons here: nothing else that it would count follows."""
    if end >= len(line.words):
        return True
    word = line.plain(end)
    return line.taken[end] in ("term", "outcome", "date", "hamlet", "online", "verb", "spread") or word in (
        "nua",
        "them",
        "va",
        ",",
        ".",
        ";",
        ")",
        "+",
        ":",
        "khac",
        "deu",
        "roi",
        "a",
        "nhe",
        "chua",
        "cai",
        "thi",
        "dang",
        "con",
        "trong",
        "bi",
    )


def _about(line: Line, at: int) -> bool:
    for phrase in ABOUT:
        size = len(phrase.split())
        if line.follows(at - size, phrase):
            wanted = ABOUT_MARKED.get(phrase)
            if not line.marked:
                return phrase not in ("co", "chung", "non")
            return wanted is None or line.marks(at - 1) == wanted
    return False


def _companions(line: Line, at: int, end: int, kind: str) -> bool:
    if kind not in ("person", "bare"):
        return False
    helped = any(mark in ("term", "verb", "count") for mark in line.taken[:at])
    for phrase in TEAM_BEFORE:
        size = len(phrase.split())
        if line.follows(at - size, phrase):
            if phrase == "to" and line.marked and line.marks(at - 1) != "tổ":
                continue
            if phrase == "cu":
                continue
            if phrase in ("voi", "cung", "cung voi", "doan", "doi", "nhom") and helped:
                continue
            return True
    window = " ".join(line.plains[end : end + 4])
    return any(re.match(rf"(?:\w+ )?{phrase}\b", window) for phrase in TEAM_AFTER)


def _flagged(line: Line, count: Count) -> Count:
    before = " ".join(line.plains[max(0, count.at - 4) : count.at])
    count.total = bool(
        re.search(
            r"(?:\btong|tong cong|tong so|tat ca|ca thay|vi chi|total|cong lai)(?: (?:la|duoc|co|cong|giup|ho tro|cong la))*$",
            before,
        )
    )
    after = " ".join(line.plains[count.end : count.end + 3])
    count.more = bool(re.search(r"\b(?:them|them duoc|cong them)$", before)) or bool(re.match(r"(?:nua|khac)\b", after))
    _start, stop = line.clause(count.at)
    around = " ".join(line.plains[max(0, count.at - 1) : min(stop, count.end + 5)])
    around = " ".join(line.plains[count.at : min(stop, count.end + 4)])
    count.groups = tuple(name for name, pattern in GROUP_PATTERNS.items() if pattern.search(_own(line, count, around)))
    if "can-ngheo" in count.groups:
        count.groups = tuple(name for name in count.groups if name != "ho-ngheo")
    return count


def _own(line: Line, count: Count, around: str) -> str:
    """The words that belong to a count: up to the next number."""
    parts = around.split()
    first = count.end - count.at
    for position, part in enumerate(parts):
        if position >= first and (part.isdigit() or part in ("va", "voi", "trong")):
            return " ".join(parts[:position])
    return around


def _named(line: Line, at: int) -> Count | int | None:
    """A person by title and name ("bà Lý"); after "nhà" or "cùng" it counts no one."""
    plain = line.plain(at)
    if plain not in TITLES or line.number(at - 1):
        return None
    if line.marked and plain in TITLE_MARKS and line.marks(at) not in TITLE_MARKS[plain]:
        return None
    if line.marked and plain == "ba" and line.marks(at) != "bà":
        return None
    length = 1
    second = line.plain(at + 1) in ("cu", "ong", "ba") and not line.words[at + 1].capital
    if second and plain in ("ba", "ong", "cu"):
        length = 2
    name = at + length
    capital = name < len(line.words) and line.words[name].capital and not line.taken[name]
    before = line.plain(at - 1)
    if length == 2 and not capital and not line.taken[name - 1]:
        single = line.plain(at) + " " + line.plain(at + 1) in ("ba cu", "ong cu", "cu ba", "cu ong")
        if (
            single
            and before not in ("nha", "cac", "may", "nhieu", "con", "nhung")
            and line.taken[at - 1 : at] != ["count"]
        ):
            elderly = ("cao-tuoi",)
            return Count(at, name, 1, "person", named=True, groups=elderly)
        return None
    if not capital:
        return None
    end = name + 1
    while end < len(line.words) and line.words[end].capital and not line.taken[end]:
        end += 1
    line.take(at, end - at, "name")
    if before in (
        "nha",
        "quan",
        "cua",
        "tiem",
        "cung",
        "voi",
        "gap",
        "vo",
        "chong",
        "con",
        "me",
        "bo",
        "may",
        "nho",
        "em",
        "cho",
        "anh",
        "ben",
    ) and before not in ("cho", "gap"):
        if before in ("voi", "cung") and any(mark in ("name", "count") for mark in line.taken[max(0, at - 4) : at - 1]):
            return Count(at, end, 1, "person", named=True)
        return end - at
    if at == 0 or line.plain(at + 1) in ("truong",) or before in ("chao", "da", "bao"):
        if (at == 0 and line.plain(end) not in (":", "bao", "to") and line.follows(end, "xom", "thon") != 1) or (
            at == 0 and "duoc" in line.plains[end : end + 4]
        ):
            return Count(at, end, 1, "person", named=True)
        return end - at
    groups: tuple[str, ...] = ("cao-tuoi",) if plain == "cu" or length == 2 else ()
    return Count(at, end, 1, "person", named=True, groups=groups)


def _family(line: Line, at: int) -> Count | None:
    """ "vợ chồng anh Nam" without a number is two."""
    for phrase in PAIRS:
        size = line.follows(at, phrase)
        if (
            size
            and not line.number(at - 1)
            and line.plain(at - 1) not in ("cap", "doi", "cac", "may", "nhieu")
            and line.taken[at - 1 : at] != ["count"]
        ):
            if phrase == "ba chau" and line.marked and line.marks(at) != "bà":
                continue
            if line.plain(at - 1) in ("nha", "bo", "ba", "hai") and line.marks(at - 1) in ("nhà", "bố", "nha"):
                return None
            end = at + size
            while (
                end < len(line.words)
                and (line.words[end].capital or line.plain(end) in ("anh", "chi", "ong", "ba", "bac", "chu", "nha"))
                and end < at + size + 4
                and not line.taken[end]
            ):
                end += 1
            return Count(at, end, 2, "person")
    return None


def _multiplied(line: Line, counts: list[Count]) -> list[Count]:
    """ "3 lớp mỗi lớp 12 em" is 36."""
    for count in counts:
        before = line.plains[max(0, count.at - 4) : count.at]
        if "moi" not in before or (
            line.marked and "mỗi" not in [line.marks(at) for at in range(max(0, count.at - 4), count.at)]
        ):
            continue
        each = max(at for at in range(max(0, count.at - 4), count.at) if line.plain(at) == "moi")
        thing = line.plain(each + 1)
        for at in range(each - 1, -1, -1):
            number = number_at(line.words, at, line.marked, lambda position: True)
            if number and number.value and line.plain(at + number.length) == thing and count.value is not None:
                count.value *= number.value
                break
    return counts
