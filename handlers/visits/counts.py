"""How many were helped: numbers with what they count (questions/README.md, "people")."""

import re

from handlers.visits.line import Line
from handlers.visits.named import TITLES, family_pair, named_person
from handlers.visits.numbers import Number, number_at
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
_ABOUT_MARKED = {
    "khoang": "khoảng", "tam": "tầm", "gan": "gần", "hon": "hơn", "chung": "chừng", "tren": "trên", "co": "cỡ",
    "non": "non", "ngot": "ngót", "uoc": "ước",
}  # fmt: skip
# Numbers of the team's own people: what stands before and behind them.
_TEAM_BEFORE = (
    "gom", "to", "team", "nhom", "to cong nghe so", "bon em", "chung em", "chung toi", "choa", "bay choa", "doan",
    "bon minh", "tui em", "tui toi", "bon tui", "minh voi", "em voi", "em va", "minh va", "toi va", "to em", "to minh",
    "ben em", "cung voi", "cung", "di cung", "di voi", "voi", "to ta", "to co", "doi", "anh em to", "ca to", "to di",
    "to em di", "to minh di", "to cu", "cu", "luc luong", "quan so", "doi co",
)  # fmt: skip
_WITH = frozenset({"voi", "cung", "cung voi", "doan", "doi", "nhom"})
_TEAM_AFTER = re.compile(
    r"(?:\w+ )?(?:(?:trong|cua|ben) (?:to|doi|nhom|doan|clb|cau lac bo|chi doan|ban|team)|di cung|di kem|to vien"
    r"|to minh|to em|can bo|cong an|tinh nguyen|di ho tro|doan xa|doan thanh nien|di theo|thanh vien to|xuong giup"
    r"|di giup|xuong ho tro|to cong nghe so|ra quan|tham gia ho tro|phu trach)\b"
)
_TOTAL = re.compile(
    r"(?:\btong|tong cong|tong so|tat ca|ca thay|vi chi|total|cong lai)"
    r"(?: (?:la|duoc|co|cong|giup|ho tro|cong la))*$"
)
_FOLLOWING = frozenset({",", ".", ";", ")", "+", ":"}) | names_of(
    "nua, them, va, khac, deu, roi, a, nhe, chua, cai, thi, dang, con, trong, bi"
)
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
        count = named_person(line, at) or family_pair(line, at) or _count(line, at)
        if isinstance(count, Count):
            line.take(count.at, count.end - count.at, "count")
            found.append(count)
            at = count.end
        else:
            at += count or 1
    return _multiplied(line, found)


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
    if _in_a_name(line, at):
        return 1
    number = number_at(line.words, at, line.marked, lambda position: _countable(line, position))
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
    if line.follows(at - 2, "so nha"):
        return True
    if label not in _LABELS or at == 0 or line.taken[at - 1] in ("term", "count"):
        return False
    if label == "so" and line.plain(at - 2) == "ho":
        return False
    if label == "do" and line.plain(at - 2) not in ("muc", "cap"):
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
    if _companions(line, at, end, kind):
        return end - at
    return _flagged(line, Count(at, end, value, kind))


def _more_of_unit(line: Line, at: int, kind: str) -> int:
    more = unit_at(line, at)
    if not more or more[1] not in ("person", "family") or line.words[at].capital or kind == "household":
        return 0
    verb = line.plain(at) in _ALSO_VERBS and (
        not line.marked or line.marks(at) not in ("dân", "bạn", "bà", "chị", "cô")
    )
    return 0 if verb else more[0]


def _loose(line: Line, end: int) -> bool:
    return end >= len(line.words) or line.taken[end] in _READ or line.plain(end) in _FOLLOWING


def _about(line: Line, at: int) -> bool:
    """Whether a word before the number makes it a guess; a hamlet "Nà Khoang" does not."""
    for phrase in _ABOUT:
        size = len(phrase.split())
        if line.follows(at - size, phrase) and not line.taken[at - 1]:
            wanted = _ABOUT_MARKED.get(phrase)
            if not line.marked:
                return phrase not in ("co", "chung", "non")
            return wanted is None or line.marks(at - 1) == wanted
    return False


def _companions(line: Line, at: int, end: int, kind: str) -> bool:
    """Whether the team's own people are counted."""
    if kind not in ("person", "bare"):
        return False
    helped = any(mark in ("term", "verb", "count") for mark in line.taken[:at])
    for phrase in _TEAM_BEFORE:
        start = at - len(phrase.split())
        if line.follows(start, phrase) and line.taken[start] not in ("hamlet", "date", "term", "count", "name"):
            if line.plain(start - 1) == "moi":
                continue
            if phrase == "cu" or (phrase == "to" and line.marked and line.marks(at - 1) != "tổ"):
                continue
            if phrase in _WITH and helped:
                continue
            return True
    return _TEAM_AFTER.match(" ".join(line.plains[end : end + 5])) is not None


def _flagged(line: Line, count: Count) -> Count:
    """The count with what the words around it say: a total, more of the same, a group."""
    before = " ".join(line.plains[max(0, count.at - 4) : count.at])
    after = " ".join(line.plains[count.end : count.end + 3])
    count.total = _TOTAL.search(before) is not None
    count.more = bool(re.search(r"\b(?:them|them duoc|cong them)$", before) or re.match(r"(?:nua|khac)\b", after))
    _, stop = line.clause(count.at)
    count.groups = groups_in(_own(line, count, min(stop, count.end + 4)))
    return count


def _own(line: Line, count: Count, stop: int) -> str:
    """The words that belong to a count: up to the next number."""
    end = count.end
    while end < stop and not line.number(end) and line.plain(end) not in ("va", "voi", "trong"):
        end += 1
    return " ".join(line.plains[count.at : end])


def _multiplied(line: Line, counts: list[Count]) -> list[Count]:
    """ "3 lớp mỗi lớp 12 em" is 36."""
    for count in counts:
        window = range(max(0, count.at - 4), count.at)
        each = [at for at in window if line.plain(at) == "moi" and (line.marks(at) == "mỗi" or not line.marked)]
        if not each:
            continue
        thing = line.plain(each[-1] + 1)
        for at in range(each[-1] - 1, -1, -1):
            number = number_at(line.words, at, line.marked, lambda position: True)
            if number and number.value and line.plain(at + number.length) == thing and count.value is not None:
                count.value *= number.value
                break
    return counts
