"""Numbers in digits and words; a word that is a number only in the right company counts only there."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from handlers.ask.texts import WORDS_NUMBER
from handlers.visits.words import Word
from knowledge.text import has_marks

_MARKED = {
    "một": 1,
    "mốt": 1,
    "hai": 2,
    "ba": 3,
    "bốn": 4,
    "tư": 4,
    "năm": 5,
    "lăm": 5,
    "nhăm": 5,
    "sáu": 6,
    "bảy": 7,
    "bẩy": 7,
    "tám": 8,
    "chín": 9,
}
_PLAIN = {word: value for word, value in WORDS_NUMBER.items() if value < 10}
_TAILS = set(_PLAIN)
_ABOUT = frozenset(
    {"khoang", "gan", "hon", "ngot", "chung", "co khoang", "xap", "uoc", "tren", "non", "do", "cung phai", "de", "phai"}
)
_SPOILT = frozenset({"so", "vai", "it", "lan", "chut", "luc", "cua", "phan", "ty", "hom", "bua", "loat"})

# "lúa chín": ripe, no number.
_RIPENING = frozenset({"lua", "trai", "qua", "com", "nep", "ngo", "vai", "nhan", "xoai", "mit", "thit", "nau"})


@dataclass(frozen=True, slots=True)
class Number:
    """A number of `length` words; `value` None: said vaguely (vài, 5-6, bare chục)."""

    value: int | None
    length: int


def number_at(words: Sequence[Word], at: int, marked: bool, is_unit: Callable[[int], bool]) -> Number | None:
    """The number that begins at `at`; `is_unit` says whether a unit stands at a position."""
    word = words[at]
    if word.digits:
        return _digits(words, at, is_unit)
    parts = word.plain.replace("/", "-").split("-")
    if len(parts) == 2 and all(part.isdigit() for part in parts) and "-" in word.plain:
        return Number(None, 1)
    if word.plain == "vai" or word.marked in ("mấy", "dăm") or (word.plain in ("may", "dam") and not marked):
        length = 1
        while at + length < len(words) and words[at + length].plain in ("chuc", "muoi", "bay", "ba", "tram", "nam"):
            length += 1
        following = at + length < len(words) and is_unit(at + length)
        return Number(None, length) if following or word.plain in ("vai",) or length > 1 else None
    if word.marked == "chục" or (word.plain == "chuc" and not marked):
        return Number(None, 1)
    return _spelt(words, at, marked, is_unit)


def _digits(words: Sequence[Word], at: int, is_unit: Callable[[int], bool]) -> Number:
    value = int(words[at].plain)
    after = words[at + 1].plain if at + 1 < len(words) else ""
    if after in ("chuc", "tram") and value < 10:
        more = 2 + (at + 2 < len(words) and words[at + 2].plain == "ruoi")
        return Number(value * (10 if after == "chuc" else 100) + (5 if more == 3 else 0), more)
    if after == "may" and value % 10 == 0:
        return Number(None, 2)
    if after == "+" and (at + 2 >= len(words) or is_unit(at + 2)):
        return Number(None, 2)
    # "5, 6 người": two neighbours before one unit are a guess.
    if after in (",", "den", "toi", "hoac", "hay", "-") and at + 2 < len(words) and words[at + 2].digits:
        if int(words[at + 2].plain) - value == 1 and is_unit(at + 3) and not _has_unit_before(words, at, is_unit):
            return Number(None, 3)
        if after in ("den", "toi", "hoac", "hay", "-") and is_unit(at + 3):
            return Number(None, 3)
    return Number(value, 1)


def _has_unit_before(words: Sequence[Word], at: int, is_unit: Callable[[int], bool]) -> bool:
    return at > 0 and words[at - 1].plain in ("xom", "thon", "ban", "khoi", "to", "lop", "muc", "buoi")


def _unit_value(word: Word, marked: bool) -> int | None:
    if marked:
        return _MARKED.get(word.marked) or (_PLAIN.get(word.plain) if word.plain in ("hai",) else None)
    return _PLAIN.get(word.plain)


def _spelt(words: Sequence[Word], at: int, marked: bool, is_unit: Callable[[int], bool]) -> Number | None:
    def at_(position: int) -> Word | None:
        return words[position] if position < len(words) else None

    word, following = words[at], at_(at + 1)
    if word.plain == "chin" and at and words[at - 1].plain in _RIPENING:
        return None
    ten = word.marked == "mười" or (word.plain == "muoi" and not marked)
    value = 10 if ten else _unit_value(word, marked)
    if value is None or (not ten and word.plain in ("lam", "nham")) or (word.marked in ("tư", "mốt") and marked):
        return None
    length = 1
    if ten:
        tail = _unit_value(following, marked) if following and following.plain in _TAILS else None
        if tail:
            return Number(10 + tail, 2)
        if following and following.marked in ("mấy", "may"):
            return Number(None, 2)
        return Number(10, 1)
    if following and following.plain in ("muoi", "chuc", "tram"):
        value *= 100 if following.plain == "tram" else 10
        length = 2
        tail_word = at_(at + 2)
        if following.plain == "tram":
            if tail_word and tail_word.plain in ("linh", "le"):
                ones = at_(at + 3)
                small = _unit_value(ones, marked) if ones else None
                return Number(value + (small or 0), 4 if small else 2)
            rest = _spelt(words, at + 2, marked, is_unit) if tail_word else None
            if rest and rest.value and rest.value >= 10:
                return Number(value + rest.value, 2 + rest.length)
            if tail_word and tail_word.plain == "ruoi":
                return Number(value + 50, 3)
            return Number(value, 2)
        if tail_word and tail_word.marked in ("mấy", "may"):
            return Number(None, 3)
        if tail_word and tail_word.plain == "ruoi":
            return Number(value + 5, 3)
        tail = _unit_value(tail_word, marked) if tail_word and tail_word.plain in _TAILS else None
        if tail and following.plain == "muoi":
            return Number(value + tail, 3)
        return Number(value, 2)
    # hăm mốt, "hai mốt", "ba lăm": tens without mươi.
    if following and (
        following.marked in ("lăm", "mốt") or (not marked and following.plain == "lam" and is_unit(at + 2))
    ):
        return Number(value * 10 + (5 if following.plain == "lam" else 1), 2)
    # hai ba người, bảy tám người, dăm bảy: a guess.
    neighbour = _unit_value(following, marked) if following and following.plain in _TAILS else None
    if neighbour and neighbour in (value + 1, value + 2) and is_unit(at + 2):
        return Number(None, 2)
    if following and following.plain in _SPOILT:
        return None
    sure = word.plain in ("mot", "hai", "chin") or (
        marked and has_marks(word.marked) and word.plain not in ("nam", "tu")
    )
    if is_unit(at + 1) or (sure and word.plain != "mot"):
        return Number(value, length)
    return None
