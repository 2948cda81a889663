"""Persons counted without a number: by title and name ("bà Lý"), a pair of a family ("vợ chồng anh Nam")."""

from handlers.visits.companions import works
from handlers.visits.line import Line
from handlers.visits.units import Count, names_of

# What people are called before their name.
TITLES = names_of(
    """ong, ba, bac, chu, co, anh, chi, em, cu, o, di, cau, mo, mu, thim, duong, chau, be, me, thay, a, y, ban"""
)
# The marks of a title where the same letters with other marks are another word.
_TITLE_MARKS = {
    "ba": ("bà",), "chi": ("chị", "chi"), "co": ("cô", "co"), "di": ("dì",), "cu": ("cụ", "cu"), "o": ("o",),
    "mo": ("mợ",), "mu": ("mự",), "me": ("mẹ",), "be": ("bé",), "chu": ("chú", "chu"), "bac": ("bác", "bac"),
    "cau": ("cậu",), "em": ("em",), "ban": ("bạn",), "a": ("a",), "y": ("y",), "duong": ("dượng",),
}  # fmt: skip
# Without marks these are mostly something else (bản, đường, à).
_ONLY_MARKED = frozenset({"ban", "duong", "a", "y", "mu"})
_PROFESSIONS = ("giao", "giao vien", "thu", "cap duong", "chu nhiem", "hieu truong")
_ELDERLY = ("cao-tuoi",)
_PAIRS = ("vo chong", "me con", "bo con", "cha con", "ong chau", "ba chau")
# Before a name: it says whose house, in whose company or whose relative, and counts nobody.
_NOT_HELPED = names_of("nha, quan, cua, tiem, cung, voi, vo, chong, con, me, bo, may, nho, em, anh, ben")
_WHERE = names_of("o, tai, ngoai, trong, ra, vao, ve, len, xuong, toi, den, tinh, huyen, xa, phuong, duoi, tren")
_RELATIVES = ("ba noi", "ong noi", "ba ngoai", "ong ngoai", "me vo", "bo vo", "me chong", "bo chong", "ba me", "ong bo")
_GREETING = frozenset({"chao", "da", "bao"})


def named_person(line: Line, at: int) -> Count | int | None:
    """A person by title and name; words that name somebody who isn't counted are a number of words; None: nobody."""
    if not _title(line, at):
        return None
    if relative := _relative(line, at):
        return relative
    plain = line.plain(at)
    double = (
        plain in ("ba", "ong", "cu") and line.plain(at + 1) in ("cu", "ong", "ba") and not line.words[at + 1].capital
    )
    name = at + (2 if double else 1)
    name += next((size for word in _PROFESSIONS if (size := line.follows(name, word)) and _name(line, name + size)), 0)
    if not _name(line, name):
        return _one_elder(line, at) if double else None
    end = name + 1
    while _name(line, end):
        end += 1
    line.take(at, end - at, "name")
    groups = _ELDERLY if plain == "cu" or double else ()
    return Count(at, end, 1, "person", named=True, groups=groups) if _helped(line, at, end) else end - at


def _title(line: Line, at: int) -> bool:
    plain = line.plain(at)
    if plain not in TITLES or line.counting(at - 1):
        return False
    if line.words[at].capital and line.plain(at - 1) in _WHERE:
        # "ngoài Bắc Ninh", "vào Bà Rịa": a place.
        return False
    if line.marked:
        return plain not in _TITLE_MARKS or line.marks(at) in _TITLE_MARKS[plain]
    return plain not in _ONLY_MARKED


def _name(line: Line, at: int) -> bool:
    return at < len(line.words) and line.words[at].capital and not line.taken[at]


def _relative(line: Line, at: int) -> Count | None:
    """ "vợ chồng chị Mến với bà nội": one more of a family that is counted."""
    size = line.follows(at, *_RELATIVES)
    joined = line.plain(at - 1) in ("va", "voi", "cung", "ca")
    counted = any(mark in ("count", "name") for mark in line.taken[max(0, at - 6) : at])
    if not (size and joined and counted):
        return None
    end = at + size
    if named := named_person(line, end):
        end = named.end if isinstance(named, Count) else end + named
    return Count(at, end, 1, "person", named=True)


def _one_elder(line: Line, at: int) -> Count | None:
    """ "bà cụ" without a number is one."""
    if line.plain(at) + " " + line.plain(at + 1) not in ("ba cu", "ong cu", "cu ba", "cu ong") or line.taken[at + 1]:
        return None
    before = line.plain(at - 1)
    if before in ("nha", "cac", "may", "nhieu", "con", "nhung") or line.taken[at - 1 : at] == ["count"]:
        return None
    return Count(at, at + 2, 1, "person", named=True, groups=_ELDERLY)


def _helped(line: Line, at: int, end: int) -> bool:
    """Whether somebody named is one of those who were helped, not the writer, an addressee or a companion."""
    before = line.plain(at - 1)
    if line.follows(at - 2, "gia dinh"):
        return False
    if line.plain(end) == "oi" or works(line, at, end):
        return False
    if before in _NOT_HELPED:
        company = before in ("voi", "cung")
        return company and any(mark in ("name", "count") for mark in line.taken[max(0, at - 4) : at - 1])
    if at == 0:
        reports = line.plain(end) in (":", "bao", "to") or line.follows(end, "xom", "thon") == 1
        _, stop = line.clause(end)
        return not reports or "duoc" in line.plains[end : end + 4] or "nho" in line.plains[end:stop]
    return line.plain(at + 1) != "truong" and before not in _GREETING


def family_pair(line: Line, at: int) -> Count | None:
    """ "vợ chồng anh Nam" without a number is two."""
    for phrase in _PAIRS:
        size = line.follows(at, phrase)
        if not size or (phrase == "ba chau" and line.marked and line.marks(at) != "bà"):
            continue
        before = line.plain(at - 1)
        if line.counting(at - 1) or before in ("cap", "doi", "cac", "may", "nhieu"):
            continue
        if line.taken[at - 1 : at] == ["count"]:
            continue
        if before in ("nha", "bo", "ba", "hai") and line.marks(at - 1) in ("nhà", "bố", "nha"):
            return None
        end = _end_of_names(line, at + size)
        return Count(at, end, 2, "person", named=end > at + size)
    return None


def _end_of_names(line: Line, at: int) -> int:
    end = at
    while end < min(len(line.words), at + 4) and not line.taken[end]:
        if not line.words[end].capital and line.plain(end) not in ("anh", "chi", "ong", "ba", "bac", "chu", "nha"):
            break
        end += 1
    return end


def without_named_again(line: Line, counts: list[Count]) -> list[Count]:
    """ "chị Hoa, chị Lan, hai người …" and "hai người: chị Hoa, chị Lan": who is named is among those counted.

    Who is named a second time is the same person.
    """
    again: set[int] = set()
    names: set[tuple[str, ...]] = set()
    for count in counts:
        if count.named:
            name = tuple(line.plains[count.at : count.end])
            count.again = len(name) > 1 and name in names
            names.add(name)
    for number, count in enumerate(counts):
        if count.named or count.unit != "person" or not count.value or count.value < 2:
            continue
        before, behind = counts[max(0, number - count.value) : number], counts[number + 1 : number + 1 + count.value]
        summed = line.plain(count.at - 1) in (",", "(", "-", ":", "ca", "tong")
        listed = line.plain(count.end) in (":", "(", "la", "gom", "co")
        for named, said in ((before, summed), (behind, listed)):
            if said and len(named) == count.value and all(item.named for item in named):
                again |= {item.at for item in named}
    return [count for count in counts if count.at not in again]
