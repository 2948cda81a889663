"""How many were helped: numbers with what they count (questions/README.md, "people")."""

import re
from collections.abc import Sequence

from handlers.visits.companions import is_team
from handlers.visits.line import Line
from handlers.visits.named import TITLES, family_pair, named_person, without_named_again
from handlers.visits.numbers import Number, number_at
from handlers.visits.sums import GROUPS, is_class, sum_at, with_addends, with_rates
from handlers.visits.units import Count, Unit, groups_in, is_unit, names_of, unit_at

# A number with one of these behind it counts no one.
_THINGS = names_of(
    """km, cay so, gio, h, g, gh, phut, p, tuoi, t, ngay, thang, tuan, nam, dong, nghin, ngan, trieu, tr, %, lan,
    may, to, to roi, quyen, met, m, buoi, lop, cap, giay phut, hom, bua, dien thoai, ma, ma qr, diem, xa, thon,
    xom, ban do, khoi, cong, can bo, cong an, to vien, dot, vong, chiec, cuoc, bai, loai, nhom, lit, gb, mb, kg,
    ap phich, poster, banh, tang, phong, loa, cay, con, sim, tau, thuyen, xe, suoi, doc, tinh nguyen vien,
    banner, tam, buc, hinh, anh chup, video, chuc cay, may tinh, chuyen"""
)
_HELPERS = frozenset({"can bo", "cong an", "to vien", "tinh nguyen vien"})
# A number behind one of these is a name: lesson 3, level 2, class 10.
_LABELS = names_of(
    """buoi, lop, muc, do, dot, lan, khoa, ky, so, quy, cap, diem, phong, to, doi, buoc, bai, tap, nhom, nam, an,
    kenh, phan, khoi, quan, duong, hang, thu, tuoi, mau, thang, ca, ct, ngay, cum, ngo, hem, ngach, kiot, km"""
)
_ABOUT = (
    "khoang", "tam", "gan", "hon", "ngot", "chung", "xap xi", "uoc", "tren", "non", "co", "~", "cung phai", "phai den",
    "toi gan", "khoang chung", "gan duoc", "duoc gan", "chung dau", "co le", "suyt soat", "ngot nghet",
)  # fmt: skip
# "phòng trên 11 người": which room, not more than eleven.
_UPPER = frozenset({"phong", "tang", "lop", "xom", "thon", "ban", "nha", "nhom", "ben", "day", "ngoai", "o"})
_ABOUT_MARKED = {
    "khoang": "khoảng", "tam": "tầm", "gan": "gần", "hon": "hơn", "chung": "chừng", "tren": "trên", "co": "cỡ",
    "non": "non", "ngot": "ngót", "uoc": "ước",
}  # fmt: skip
_TOTAL = re.compile(
    r"(?:\btong|tong cong|tong so|tat ca|ca thay|vi chi|total|cong lai)"
    r"(?: (?:la|duoc|co|cong|giup|ho tro|cong la))*$"
)
_FOLLOWING = frozenset({",", ".", ";", ")", "+", ":"}) | names_of(
    "nua, them, va, khac, deu, roi, a, nhe, chua, cai, thi, dang, con, trong, bi"
)
# "3 cụ đó": persons that were counted before.
_AGAIN = frozenset({"đó", "ấy", "này", "kia"})
# "7/15 người tới": of those who were asked seven came.
_COMING = frozenset({"toi", "den", "du", "ra", "tham"})
_FRACTION = re.compile(r"(\d+)/(\d+)")
_READ = frozenset({"term", "outcome", "date", "hamlet", "online", "verb", "spread"})
_ALSO_VERBS = names_of("co, o, di, chi, dan, ban, ba, mo")


def find_counts(line: Line) -> list[Count]:
    """Every count of persons, cases or households, in order; other numbers are taken from the line as nothing."""
    found: list[Count] = []
    at = 0
    while at < len(line.words):
        if line.taken[at]:
            at += 1
            continue
        count = named_person(line, at) or family_pair(line, at) or _count(line, at, found)
        if isinstance(count, Count):
            line.take(count.at, count.end - count.at, "count")
            found.append(count)
            at = count.end
        else:
            at += count or 1
    return with_rates(line, with_addends(line, without_named_again(line, found)))


def _count(line: Line, at: int, found: Sequence[Count]) -> Count | int | None:
    """A count, or how many words hold a number of something else, or None."""
    word = line.words[at]
    if (fraction := _FRACTION.fullmatch(word.plain)) and int(fraction[1]) <= int(fraction[2]):
        line.take(at, 1, "fraction")
        return _out_of(line, at, int(fraction[2]), found)
    if not (word.digits or word.plain.isalpha() or "-" in word.plain):
        return None
    if word.digits and (len(word.plain) >= 4 or (word.plain.startswith("0") and not _padded(line, at))):
        return 1
    if _in_a_name(line, at):
        return 1
    if is_class(line, at):
        return 2
    # "ba lớp 11 + 9 em": how many of each, not the eleventh class.
    several = line.plain(at + 1) == "+" and at > 1 and number_at(line.words, at - 2, line.marked, lambda _: True)
    number = sum_at(line, at) if several or not _labelled(line, at, None) else None
    number = number or number_at(line.words, at, line.marked, lambda position: _countable(line, position))
    if number is None:
        return None
    end = at + number.length
    if line.plain(end) == "/" and line.number(end + 1):
        return number.length
    if word.marked == "năm" and line.plain(end) in ("nay", "ngoai", "truoc"):
        return 1
    unit = unit_at(line, end)
    if _labelled(line, at, unit):
        return number.length
    if length := _of_things(line, end, unit):
        return number.length + length - 1
    value = None if _about(line, at) else number.value
    if unit is None:
        return _bare(line, at, end, number, value)
    return _of_somebody(line, at, end, unit, value)


def _padded(line: Line, at: int) -> bool:
    """ "05 phụ huynh", as in official reports; not the beginning of a phone number."""
    return len(line.plain(at)) == 2 and unit_at(line, at + 1) is not None


def _out_of(line: Line, at: int, whole: int, found: Sequence[Count]) -> Count | int:
    """ "9/12 người đã nộp online": twelve persons, where they weren't counted before."""
    unit = unit_at(line, at + 1)
    came = unit is not None and line.plain(at + 1 + unit[0]) in _COMING
    if unit and (unit[1] == "household" or came):
        return _of_somebody(line, at + 1, at + 1, unit, int(line.plain(at).split("/")[0]))
    if unit is None or any(count.value == whole for count in found):
        return 1
    return _of_somebody(line, at + 1, at + 1, unit, whole)


def _countable(line: Line, at: int) -> bool:
    return is_unit(line, at) or line.taken[at : at + 1] == ["term"]


def _in_a_name(line: Line, at: int) -> bool:
    """ "ông Ba", "chú Tư": number words that are names."""
    before = line.plain(at - 1)
    if line.plain(at) not in ("ba", "nam", "bay", "sau", "hai", "tu") or before not in TITLES or before in ("em", "a"):
        return False
    return not (is_unit(line, at + 1) and before in ("co", "o", "chi"))


def _labelled(line: Line, at: int, unit: Unit | None) -> bool:
    """Whether the number is a name: "mức 2", "lớp 10", "buổi 3"."""
    label = line.plain(at - 1)
    if line.follows(at - 2, "so nha", "thi vao", "len lop"):
        return True
    if label not in _LABELS or at == 0 or line.taken[at - 1] in ("term", "count"):
        return False
    if label == "so" and line.plain(at - 2) == "ho":
        return False
    if label == "do" and line.plain(at - 2) not in ("muc", "cap"):
        return False
    if label in GROUPS and line.plain(at - 2) in ("mot", "1"):
        # "một lớp 18, một lớp 21 em".
        return False
    if label == "ca" and unit:
        return False
    if label in ("so", "to") and line.marked and line.marks(at - 1) not in ("số", "tổ"):
        return False
    return unit is None or unit[1] == "case" or label in ("muc", "do", "thu", "so")


def _of_things(line: Line, end: int, unit: Unit | None) -> int:
    """Whether a number before `end` counts things: 1, or one more than the words of the thing to leave out."""
    if unit and unit[1] in ("person", "family"):
        return 0
    for length in (3, 2, 1):
        thing = " ".join(line.plains[end : end + length])
        if thing not in _THINGS:
            continue
        if thing in ("lop", "buoi", "nhom"):
            return 1
        if length == 1 and line.taken[end : end + 2] == ["term", "term"]:
            # "4 tạm trú": the beginning of a subject, no "tấm".
            continue
        if (thing == "may" and line.marks(end) == "mấy") or (thing == "cap" and unit):
            continue
        if thing == "con" and line.marks(end) == "còn":
            continue
        return 1 + (length if thing in _HELPERS else 0)
    return 0


def _bare(line: Line, at: int, end: int, number: Number, value: int | None) -> Count | int:
    """A number without a unit: it counts persons where nothing else follows that it would count."""
    word = line.words[at]
    if not _loose(line, end):
        return number.length
    if not word.digits and word.plain == "mot" and line.taken[end : end + 1] != ["term"]:
        return number.length
    return _flagged(line, Count(at, end, value, "bare"))


def _of_somebody(line: Line, at: int, end: int, unit: Unit, value: int | None) -> Count | int:
    length, kind, each = unit
    end += length
    if value is not None:
        value *= each
    kind = "person" if kind == "family" else kind
    # 12 lượt người, 5 em học sinh, 2 ông bà cụ: the words of one unit.
    while more := _more_of_unit(line, end, kind):
        end += more
        kind = "person" if kind == "case" else kind
    if line.plain(end) in ("hon", "may") and line.marks(end) in ("hơn", "hon"):
        value = None
    if unit[2] == 2 and line.plain(at - 1) == "chia":
        # "chia 5 cặp".
        return end - at
    if kind == "person" and (is_team(line, at, end) or _absent(line, end)):
        return end - at
    return _flagged(line, Count(at, end, value, kind))


def _absent(line: Line, end: int) -> bool:
    """ "2 người đi vắng", and those of whom only some were helped ("5 người thì 3 người …")."""
    if line.plain(end) == "thi" and any(line.counting(at) for at in range(end + 1, end + 3)):
        return True
    return line.follows(end, "di vang", "vang", "khong co nha", "khong gap", "khong den", "khong toi", "khong ra") > 0


def _more_of_unit(line: Line, at: int, kind: str) -> int:
    more = unit_at(line, at)
    if not more or more[1] not in ("person", "family") or line.words[at].capital or kind == "household":
        return 0
    verb = line.plain(at) in _ALSO_VERBS and (
        not line.marked or line.marks(at) not in ("dân", "bạn", "bà", "chị", "cô")
    )
    return 0 if verb else more[0]


def _loose(line: Line, end: int) -> bool:
    if line.plain(end) == "mot" and line.plain(end + 1) in GROUPS:
        return True
    return end >= len(line.words) or line.taken[end] in _READ or line.plain(end) in _FOLLOWING


def _about(line: Line, at: int) -> bool:
    """Whether a word before the number makes it a guess; a hamlet "Nà Khoang" does not."""
    for phrase in _ABOUT:
        size = len(phrase.split())
        if line.follows(at - size, phrase) and not line.taken[at - 1]:
            if phrase == "tren" and line.plain(at - 2) in _UPPER:
                return False
            wanted = _ABOUT_MARKED.get(phrase)
            if not line.marked:
                return phrase not in ("co", "chung", "non")
            return wanted is None or line.marks(at - 1) == wanted
    return False


def _flagged(line: Line, count: Count) -> Count:
    """The count with what the words around it say: a total, more of the same, a group."""
    before = " ".join(line.plains[max(0, count.at - 4) : count.at])
    after = " ".join(line.plains[count.end : count.end + 3])
    count.total = _TOTAL.search(before) is not None
    count.total = count.total or (line.plain(count.at - 1) == "la" and line.taken[count.at - 2] == "count")
    count.more = bool(re.search(r"\b(?:them|them duoc|cong them)$", before) or re.match(r"(?:nua|khac)\b", after))
    _, stop = line.clause(count.at)
    count.again = line.marks(count.end) in _AGAIN or (not line.marked and line.plain(count.end) == "ay")
    count.groups = groups_in(_own(line, count, min(stop, count.end + 4)))
    return count


def _own(line: Line, count: Count, stop: int) -> str:
    """The words that belong to a count: up to the next number."""
    end = count.end
    while end < stop and not line.number(end) and line.plain(end) not in ("va", "voi", "trong"):
        end += 1
    return " ".join(line.plains[count.at : end])
