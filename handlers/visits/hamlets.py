"""Which hamlet of the team a line means (questions/README.md, "hamlet")."""

from collections.abc import Sequence
from dataclasses import dataclass

from handlers.visits.line import Line
from handlers.visits.numbers import number_at
from knowledge.text import fold, tone_placed, words

_TYPES = {
    "xom": "xóm",
    "thon": "thôn",
    "ban": "bản",
    "khoi": "khối",
    "lang": "làng",
    "khu": "khu",
    "tdp": "tdp",
    "x": "xóm",
    "cum": "cụm",
    "k": "khối",
    "b": "bản",
}
_PLACES = frozenset(
    {
        "o",
        "tai",
        "xuong",
        "ve",
        "vao",
        "len",
        "den",
        "qua",
        "ben",
        "duoi",
        "tren",
        "ra",
        "sang",
        "di",
        "ghe",
        "cho",
        "tap",
    }
)
_TITLES = frozenset({"ong", "ba", "anh", "chi", "co", "chu", "bac", "cu", "o", "me", "em", "chau", "di", "mo"})
_NUMBER_WORDS = {
    "mot": "1",
    "hai": "2",
    "ba": "3",
    "bon": "4",
    "nam": "5",
    "sau": "6",
    "bay": "7",
    "tam": "8",
    "chin": "9",
    "muoi": "10",
}
_NOT_NAMES = frozenset(
    [
        "minh",
        "em",
        "ta",
        "nha",
        "nay",
        "ni",
        "do",
        "kia",
        "tren",
        "duoi",
        "trong",
        "ngoai",
        "co",
        "va",
        "cho",
        "di",
        "duoc",
        "da",
        "giup",
        "lam",
        "cai",
        "nay",
        "hom",
        "sang",
        "chieu",
        "toi",
        "truong",
        "pho",
        "van",
        "nao",
        "het",
        "chua",
        "con",
        "thi",
        "la",
        "nguoi",
        "dan",
        "ban",
        "voi",
        "ma",
        "khac",
        "gan",
        "ca",
        "cung",
        "xong",
        "vua",
        "moi",
        "tuyen",
        "huong",
        "ho",
        "ve",
        "de",
        "hop",
        "to",
        "bi",
        "dang",
        "ai",
        "xa",
        "bao",
        "xin",
        "sau",
        "truoc",
        "doi",
        "doan",
        "thay",
        "qua",
        "nhan",
        "duong",
        "mo",
        "day",
        "mat",
        "mang",
        "khong",
        "o",
        "den",
        "ra",
        "vao",
        "xuong",
        "len",
        "tai",
        "nhu",
        "moi",
        "hai",
        "ba",
        "nghe",
        "gia",
        "hien",
    ]
)


@dataclass(frozen=True, slots=True)
class Place:
    """A hamlet named at a position; `name` None: named, but none or several of the team's fit."""

    at: int
    name: str | None


@dataclass(frozen=True, slots=True)
class _Known:
    name: str
    type: str
    marked: tuple[str, ...]
    plain: tuple[str, ...]


def find_hamlets(line: Line, hamlets: Sequence[str]) -> list[Place]:
    """Every hamlet named in the line, in order; the words are taken from the line."""
    known = [_known(name) for name in hamlets if words(name)]
    found: list[Place] = []
    at = 0
    while at < len(line.words):
        read = None if line.taken[at] else _read(line, at, known)
        if read:
            length, name = read
            line.take(at, length, "hamlet")
            found.append(Place(at, name))
            at += length
            if line.number(at - 1):
                at = _more(line, at, known, found)
        else:
            at += 1
    return found


def _known(name: str) -> _Known:
    parts = [tone_placed(word.lower()) for word in words(name)]
    kind = ""
    if parts and fold(parts[0]) in _TYPES and len(parts) > 1:
        kind, parts = parts[0], parts[1:]
        if fold(kind) in ("khoi", "khu") and fold(parts[0]) == "pho" and len(parts) > 1:
            parts = parts[1:]
    elif len(parts) > 3 and [fold(part) for part in parts[:3]] == ["to", "dan", "pho"]:
        kind, parts = "tdp", parts[3:]
    plain = tuple(_NUMBER_WORDS.get(fold(part), fold(part)) if len(parts) == 1 else fold(part) for part in parts)
    return _Known(name, kind, tuple(parts), plain)


def _read(line: Line, at: int, known: Sequence[_Known]) -> tuple[int, str | None] | None:
    typed, lead = _type_at(line, at)
    if typed:
        fits = _fitting(line, at + lead, known, line.words[at].marked if lead == 1 else typed, typed)
        if fits:
            return lead + fits[0], fits[1]
        return _unknown(line, at, lead)
    if (
        line.plain(at - 1) in _TITLES
        and line.plain(at) not in _PLACES
        and len(line.plain(at)) > 0
        and line.plain(at - 1) != "o"
    ):
        return None
    named = [item for item in known if not item.plain[0].isdigit() and _same(line, at, item.plain)]
    named = [item for item in named if len(item.plain) > 1 or line.words[at].capital or line.plain(at - 1) in _PLACES]
    if not named:
        return None
    best = max(len(item.plain) for item in named)
    named = [item for item in named if len(item.plain) == best]
    return best, _one(line, at, named, "")


def _type_at(line: Line, at: int) -> tuple[str, int]:
    plain, marked = line.plain(at), line.marks(at)
    if line.follows(at, "to dan pho"):
        return "tdp", 3
    if line.follows(at, "khoi pho", "khu pho"):
        return "khối", 2
    if plain not in _TYPES:
        return "", 0
    meant = _TYPES[plain]
    lead = 1 + (line.plain(at + 1) == "." and line.number(at + 2))
    if len(plain) == 1:
        return (meant, lead) if line.number(at + lead) and plain == "x" else ("", 0)
    if line.marked and marked != meant and marked != plain:
        return "", 0
    if plain in ("ban", "khu", "lang", "cum") and marked == plain and line.number(at - 1):
        return "", 0
    return meant, lead


def _same(line: Line, at: int, plain: tuple[str, ...]) -> bool:
    here = line.plains[at : at + len(plain)]
    if len(plain) == 1 and here and plain[0].isdigit():
        return _NUMBER_WORDS.get(here[0], here[0].lstrip("0") or here[0]) == plain[0] and not _compound(line, at)
    return tuple(here) == plain


def _compound(line: Line, at: int) -> bool:
    return not line.number(at) and line.plain(at) == "muoi" and line.plain(at + 1) in _NUMBER_WORDS


def _fitting(line: Line, at: int, known: Sequence[_Known], said: str, meant: str) -> tuple[int, str | None] | None:
    fits = [item for item in known if _same(line, at, item.plain)]
    length = 0
    if fits:
        length = max(len(item.plain) for item in fits)
        fits = [item for item in fits if len(item.plain) == length]
    else:
        number = number_at(line.words, at, line.marked, lambda position: True) if at < len(line.words) else None
        if number and number.value is not None:
            fits = [item for item in known if item.plain == (str(number.value),)]
            length = number.length
        if not fits and at < len(line.words) and not line.number(at):
            # A short form: the beginning, the end or a part of one name only.
            for size in (3, 2, 1):
                here = tuple(line.plains[at : at + size])
                if len(here) == size and here[0] not in _NOT_NAMES:
                    going_on = at + size < len(line.words) and line.words[at + size].capital
                    fits = [] if going_on else [item for item in known if _within(here, item.plain)]
                    if fits:
                        length = size
                        break
            if not fits:
                initials = line.plain(at)
                fits = [
                    item
                    for item in known
                    if len(item.plain) > 1 and "".join(part[0] for part in item.plain) == initials
                ]
                length = 1
    if not fits:
        return None
    return length, _one(line, at, fits, meant)


def _within(here: tuple[str, ...], plain: tuple[str, ...]) -> bool:
    return any(plain[n : n + len(here)] == here for n in range(len(plain) - len(here) + 1))


def _one(line: Line, at: int, fits: Sequence[_Known], meant: str) -> str | None:
    if len(fits) == 1:
        return fits[0].name
    if meant:
        typed = [item for item in fits if fold(item.type) == fold(meant)]
        if len(typed) == 1:
            return typed[0].name
        fits = typed or fits
    exact = [item for item in fits if tuple(line.marks(at + n) for n in range(len(item.marked))) == item.marked]
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
    if sure and word.plain.isalpha() and word.plain not in _NOT_NAMES and line.plain(at - 1) in _PLACES:
        return lead + 1, None
    return None


def _more(line: Line, at: int, known: Sequence[_Known], found: list[Place]) -> int:
    """ "xóm 4 và 5", "xóm 4, 5": a second number without a type word, unless it counts something."""
    if line.plain(at) in ("va", "+", "-", "voi", ",", "/") and line.number(at + 1):
        after = line.plain(at + 2)
        counts = line.plain(at) == "," and after not in ("", ",", ".", ":", "giup")
        if line.plain(at) in ("va", "+", "-", "voi") and after in (
            "nguoi",
            "ca",
            "ho",
            "em",
            "cu",
            "ba",
            "ong",
            "chau",
            "bac",
        ):
            counts = True
        if not counts:
            fits = [item for item in known if item.plain == (line.plain(at + 1),)]
            line.take(at, 2, "hamlet")
            found.append(Place(at, _one(line, at + 1, fits, "") if fits else None))
            return at + 2
    return at
