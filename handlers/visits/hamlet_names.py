"""Names of hamlets: in words, in one spelling, with the number that ends them, and how a line may write them."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from handlers.visits.line import Line
from handlers.visits.units import names_of
from knowledge.text import fold, tone_placed, words

# What a hamlet is called → the types that may be meant, the likeliest first.
TYPES = {
    "xom": ("xom",), "x": ("xom",), "thon": ("thon",), "ban": ("ban",), "b": ("ban",), "lang": ("lang",),
    "cum": ("cum",), "khoi": ("khoi", "khoi pho", "khu pho"), "k": ("khoi", "khoi pho", "khu pho"),
    "khoi pho": ("khoi pho", "khoi", "khu pho"), "khu pho": ("khu pho", "khoi pho", "khu", "khoi"),
    "khu": ("khu", "khu pho"), "to dan pho": ("tdp",), "tdp": ("tdp",), "to": ("tdp",),
}  # fmt: skip
NUMBER_WORDS = {
    "mot": "1", "hai": "2", "ba": "3", "bon": "4", "tu": "4", "nam": "5", "lam": "5", "sau": "6", "bay": "7",
    "tam": "8", "chin": "9", "muoi": "10",
}  # fmt: skip
NOT_NAMES = names_of(
    """minh, em, ta, nha, nay, ni, do, kia, tren, duoi, trong, ngoai, co, va, cho, di, duoc, da, giup, lam, cai,
    hom, sang, chieu, toi, truong, pho, van, nao, het, chua, con, thi, la, nguoi, dan, ban, voi, ma, khac, gan,
    ca, cung, xong, vua, moi, tuyen, huong, ho, ve, de, hop, to, bi, dang, ai, xa, bao, xin, sau, truoc, doi,
    doan, thay, qua, nhan, duong, mo, day, mat, mang, khong, o, den, ra, vao, xuong, len, tai, nhu, hai, ba,
    nghe, gia, hien"""
)


@dataclass(frozen=True, slots=True)
class Known:
    """A hamlet: its type, and its name in words, with `number` apart where one ends it ("Mường Lống 2")."""

    name: str
    type: str
    marked: tuple[str, ...]
    plain: tuple[str, ...]
    number: int | None


def known_hamlet(name: str) -> Known:
    parts = [tone_placed(word.lower()) for word in words(re.sub(r"(\d)([^\W\d_])", r"\1 \2", name))]
    kind = ""
    for size in (3, 2, 1):
        said = " ".join(fold(part) for part in parts[:size])
        if said in TYPES and len(parts) > size:
            kind, parts = ("tdp" if said.startswith("to") else said), parts[size:]
            break
    plain = [spelling(fold(part)) for part in parts]
    if len(plain) == 1:
        plain = [NUMBER_WORDS.get(plain[0], plain[0])]
    number = int(plain[-1]) if plain[-1].isdecimal() else None
    stem = plain if number is None else plain[:-1]
    return Known(name, kind, tuple(spelling(part) for part in parts[: len(stem)]), tuple(stem), number)


def spelling(word: str) -> str:
    """One spelling for y and i where they end a syllable alone ("Mỹ", "Mĩ"; "Quý", "Quí")."""
    if not re.fullmatch(r"(?:[bcdhklmnstv]|qu)[yi]", fold(word)):
        return word
    return unicodedata.normalize("NFC", unicodedata.normalize("NFD", word).replace("y", "i"))


def same(line: Line, at: int, plain: tuple[str, ...]) -> int:
    """How many words of the line are this name; the first may be its letter and a full stop ("Đ. Lách")."""
    if tuple(spelling(word) for word in line.plains[at : at + len(plain)]) == plain:
        return len(plain)
    initial = len(plain) > 1 and line.plain(at) == plain[0][:1] and line.plain(at + 1) == "."
    rest = tuple(spelling(word) for word in line.plains[at + 2 : at + 1 + len(plain)])
    return len(plain) + 1 if initial and rest == plain[1:] else 0


def short_form(line: Line, at: int, known: Sequence[Known]) -> tuple[int, list[Known]] | None:
    """A part of names, or the initials of one."""
    for size in (3, 2, 1):
        here = tuple(spelling(word) for word in line.plains[at : at + size])
        if len(here) < size or here[0] in NOT_NAMES:
            continue
        going_on = at + size < len(line.words) and line.words[at + size].capital
        fits = [] if going_on else [item for item in known if _within(here, item.plain)]
        if fits:
            return size, fits
    initials = [
        item for item in known if len(item.plain) > 1 and "".join(part[0] for part in item.plain) == line.plain(at)
    ]
    return (1, initials) if initials else None


def _within(here: tuple[str, ...], plain: tuple[str, ...]) -> bool:
    return any(plain[n : n + len(here)] == here for n in range(len(plain) - len(here) + 1))
