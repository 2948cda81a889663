"""Which hamlet of the team a line means (questions/README.md, "hamlet")."""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

from handlers.visits.hamlet_names import NOT_NAMES, NUMBER_WORDS, TYPES, Known, known_hamlet, same, short_form, spelling
from handlers.visits.line import Line
from handlers.visits.numbers import number_at
from handlers.visits.units import is_unit, names_of
from knowledge.text import words

_MARKED_TYPES = {"xom": "xóm", "thon": "thôn", "ban": "bản", "khoi": "khối", "lang": "làng", "cum": "cụm", "to": "tổ"}
_PLACES = names_of(
    """o, tai, xuong, ve, vao, len, den, qua, ben, duoi, tren, ra, sang, di, ghe, cho, tap, toi, gap, tu, vo,
    quanh, khap"""
)
_TITLES = names_of("""ong, ba, anh, chi, co, chu, bac, cu, me, em, chau, di, mo, thay, ban, be, duong, mu, thim, cau""")
# Titles that are verbs of going as well, by their marks.
_GOING = {"di": "dì", "ve": "", "cho": "", "sang": ""}
_MANY = frozenset({"cac", "may", "nhung", "nhieu", "chi", "anh", "ba", "co", "ong"})
_COUNTED_NEXT = names_of("nguoi, ca, ho, em, cu, ba, ong, chau, bac")
# "12 xã Đông": numbers far above those of the team's hamlets count something.
_NEAR_NUMBER = 2
_TAKING_BACK = frozenset({"nham", "lon", "quen", "khong", "dinh", "sua"})
_STOPS = frozenset({",", ".", "(", ")", "-", ":"})
_BETWEEN = (
    _TAKING_BACK
    | _STOPS
    | names_of(
        "a, y, i, u, ui, phai, la, ma, moi, dung, lai, chinh, chu, roi, xin, loi, nao, o, tai, ghi, viet, noi, thanh"
    )
)


@dataclass(frozen=True, slots=True)
class Place:
    """A hamlet named at a position; `name` None: named, but none or several of the team's fit."""

    at: int
    name: str | None


def find_hamlets(line: Line, hamlets: Sequence[str]) -> list[Place]:
    """Every hamlet that the line means, in order; the words are taken from the line."""
    known = [known_hamlet(name) for name in hamlets if words(name)]
    found: list[tuple[Place, int]] = []
    at = 0
    while at < len(line.words):
        read = None if line.taken[at] else _read(line, at, known)
        if not read:
            at += 1
            continue
        length, name = read
        line.take(at, length, "hamlet")
        found.append((Place(at, name), at + length))
        at += length
        if line.number(at - 1):
            at = _more(line, at, known, found)
    return _without_denied(line, found)


def _read(line: Line, at: int, known: Sequence[Known]) -> tuple[int, str | None] | None:
    types, lead = _type_at(line, at, known)
    if types:
        return _fitting(line, at, lead, known, types) or _unknown(line, at, lead)
    if _somebody(line, at):
        return None
    named = []
    for item in known:
        length = same(line, at, item.plain) if item.plain else 0
        alone = len(item.plain) == 1 and not line.words[at].capital and line.plain(at - 1) not in _PLACES
        if length and not alone:
            named.append((item, length))
    return _chosen(line, at, named, ()) if named else None


def _somebody(line: Line, at: int) -> bool:
    """Whether a title before says that a person is named ("bà Hồng"), not people of a place ("12 chị em Bắc Hồng")."""
    before = line.plain(at - 1)
    if before not in _TITLES or line.plain(at) in _PLACES:
        return False
    if before in _GOING and line.marks(at - 1) != _GOING[before]:
        return False
    counted = line.plain(at - 2) in _MANY or line.number(at - 2)
    return not counted and not (before in ("ban",) and line.marks(at - 1) != "bạn")


def _type_at(line: Line, at: int, known: Sequence[Known]) -> tuple[tuple[str, ...], int]:
    """The types that the words here may mean, and how many words they are."""
    for phrase in ("to dan pho", "khoi pho", "khu pho"):
        if size := line.follows(at, phrase):
            return TYPES[phrase], size + _numbering(line, at + size)
    plain, marked = line.plain(at), line.marks(at)
    if plain not in TYPES or line.marks(at - 1) == "mỗi" or (line.plain(at - 1) == "moi" and not line.marked):
        # "mỗi xóm 12 người": so many in each of them.
        return (), 0
    types = TYPES[plain]
    lead = 1 + (line.plain(at + 1) == "." and line.number(at + 2))
    if len(plain) == 1 or plain == "to":
        return (types, lead) if _written_short(line, at, lead, types, known) else ((), 0)
    if line.marked and marked not in (plain, _MARKED_TYPES.get(plain, plain)):
        return (), 0
    if plain in ("ban", "khu", "lang", "cum") and marked == plain and line.number(at - 1):
        return (), 0
    return types, lead + _numbering(line, at + lead)


def _numbering(line: Line, at: int) -> int:
    """ "xóm số 4": the word before the number."""
    return int(line.plain(at) == "so" and (line.number(at + 1) or line.plain(at + 1) in NUMBER_WORDS))


def _written_short(line: Line, at: int, lead: int, types: tuple[str, ...], known: Sequence[Known]) -> bool:
    """ "x4" always; "k4", "tổ 4" where the team has such a hamlet and nobody is counted ("tổ 4 người")."""
    if not line.number(at + lead):
        return False
    if line.plain(at) == "x":
        return True
    if line.plain(at) == "to" and (is_unit(line, at + lead + 1) or line.marks(at) not in ("to", "tổ")):
        return False
    number = int(line.plain(at + lead))
    return any(item.type in types and item.number == number and not item.plain for item in known)


def _number(line: Line, at: int, known: Sequence[int]) -> tuple[int, int] | None:
    """The number of a hamlet and its words: digits, a number in words, or digit by digit ("hai hai")."""
    if at >= len(line.words) or line.taken[at]:
        return None
    if line.number(at):
        return int(line.plain(at)), 1
    one, two = (NUMBER_WORDS.get(line.plain(at + step), "") for step in (0, 1))
    if one and two and len(one) == 1 and int(one + two[-1]) in known and not is_unit(line, at + 2):
        return int(one + two[-1]), 2
    number = number_at(line.words, at, line.marked, lambda position: True)
    if number and number.value is not None:
        return number.value, number.length
    return (int(one), 1) if one else None


def _chosen(line: Line, at: int, named: Sequence[tuple[Known, int]], types: tuple[str, ...]) -> tuple[int, str | None]:
    """The one of those whose name stands here; the longest name wins, a number behind it decides."""
    best = max(length for _, length in named)
    fits = [item for item, length in named if length == best]
    numbers = [item.number for item in fits if item.number is not None]
    said = _number(line, at + best, numbers) if numbers else None
    if said and (types or not is_unit(line, at + best + said[1])):
        exact = [item for item in fits if item.number == said[0]]
        if exact:
            return best + said[1], _one(line, at, exact, types)
        if said[0] <= max(numbers) + _NEAR_NUMBER and not any(item.number is None for item in fits):
            return best + said[1], None
    without = [item for item in fits if item.number is None]
    return best, _one(line, at, without or fits, types)


def _fitting(
    line: Line, at: int, lead: int, known: Sequence[Known], types: tuple[str, ...]
) -> tuple[int, str | None] | None:
    """What a type word with a name or number behind it means, or None where none of the team's fits."""
    here = at + lead
    named = [(item, length) for item in known if item.plain and (length := same(line, here, item.plain))]
    if named:
        length, name = _chosen(line, here, named, types)
        return lead + length, name
    numbered = [item for item in known if not item.plain]
    said = _number(line, here, [item.number for item in numbered if item.number is not None])
    fits = [item for item in numbered if said and item.number == said[0]]
    if said and fits:
        return lead + said[1], _one(line, here, fits, types)
    if here >= len(line.words) or line.number(here):
        return None
    short = short_form(line, here, known)
    return (lead + short[0], _one(line, here, short[1], types)) if short else None


def _one(line: Line, at: int, fits: Sequence[Known], types: tuple[str, ...]) -> str | None:
    """The only one, else the one of the type that was said, else the one with these very marks."""
    if len(fits) == 1:
        return fits[0].name
    for type_ in types:
        typed = [item for item in fits if item.type == type_]
        if len(typed) == 1:
            return typed[0].name
        if typed:
            fits = typed
            break
    exact = [
        item
        for item in fits
        if item.marked and tuple(spelling(line.marks(at + n)) for n in range(len(item.marked))) == item.marked
    ]
    return exact[0].name if len(exact) == 1 and line.marked else None


def _unknown(line: Line, at: int, lead: int) -> tuple[int, str | None] | None:
    """A type word with a name that is none of the team's."""
    after = at + lead
    if after >= len(line.words):
        return None
    if line.number(after):
        return lead + 1, None
    word = line.words[after]
    if word.capital:
        length = 1
        while after + length < len(line.words) and line.words[after + length].capital:
            length += 1
        return lead + length, None
    number = number_at(line.words, after, line.marked, lambda position: False)
    if number and number.value and line.plain(at - 1) in (*_PLACES, "") and word.plain not in ("hai", "ba"):
        return lead + number.length, None
    sure = line.marks(at) in ("xóm", "thôn", "bản", "khối") or line.plain(at) in ("xom", "thon")
    if sure and word.plain.isalpha() and word.plain not in NOT_NAMES and line.plain(at - 1) in _PLACES:
        return lead + 1, None
    return None


def _more(line: Line, at: int, known: Sequence[Known], found: list[tuple[Place, int]]) -> int:
    """ "xóm 4 và 5", "xóm 4, 5": a second number without a type word, unless it counts something."""
    if line.plain(at) not in ("va", "+", "-", "voi", ",", "/") or not line.number(at + 1):
        return at
    after = line.plain(at + 2)
    if after not in ("", ",", ".", ":", "giup") if line.plain(at) == "," else after in _COUNTED_NEXT:
        return at
    fits = [item for item in known if not item.plain and item.number == int(line.plain(at + 1))]
    line.take(at, 2, "hamlet")
    found.append((Place(at, _one(line, at + 1, fits, ()) if fits else None), at + 2))
    return at + 2


def _without_denied(line: Line, found: Sequence[tuple[Place, int]]) -> list[Place]:
    """Without a hamlet that the line takes back ("A, nhầm, B", "A không phải B", "A, B mới đúng")."""
    denied: set[int] = set()
    for (one, end), (two, after) in itertools.pairwise(found):
        between = line.plains[end : two.at]
        if line.follows(after, "moi dung", "moi phai", "moi chuan", "moi chinh xac"):
            denied.add(one.at)
        elif set(between) <= _BETWEEN and set(between) & _TAKING_BACK:
            direct = between[-1] in ("phai", "la") and "phai" in between[-2:]
            denied.add(two.at if direct and "nham" not in between else one.at)
        elif line.follows(one.at - 2, "khong phai") and between in (["ma"], ["ma", "la"], [","], [",", "ma"]):
            denied.add(one.at)
    return [place for place, _ in found if place.at not in denied]
