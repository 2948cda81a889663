"""Cleaning what people type, and comparing it with and without diacritics."""

import re
import unicodedata
from functools import lru_cache

READ_AT_MOST = 2000
_MARKS = "\u0300\u0301\u0303\u0309\u0323"
_FOLD = str.maketrans("đĐ", "dD")
_WORD = re.compile(r"[^\W_]+", re.UNICODE)
# Vowels anywhere, consonants only at a word's end: `cccd` keeps its letters.
_REPEATED = re.compile(r"([aeiouyàáảãạăắằâấầêếềôốồơớờưứừ])\1{2,}|([^\W\d_])\2{2,}\b")
_SPACES = re.compile(r"\s+")
_VIETNAMESE_MARKED = re.compile("[àáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵđ]", re.IGNORECASE)


class _Blanked(dict[int, int]):
    """What a character becomes: control characters and symbols a space, found out once for each."""

    def __missing__(self, code: int) -> int:
        char = chr(code)
        kept = unicodedata.category(char)[0] not in "CS" or char in "+=/%"
        self[code] = code if kept else ord(" ")
        return self[code]


_BLANKED = _Blanked()


@lru_cache(maxsize=32768)
def fold(text: str) -> str:
    """The text without any Vietnamese mark (đ becomes d); the length may change, the letters stay."""
    decomposed = unicodedata.normalize("NFD", text)
    return "".join(char for char in decomposed if unicodedata.category(char) != "Mn").translate(_FOLD)


def has_marks(text: str) -> bool:
    """Whether anything in the text was typed with Vietnamese marks."""
    return _VIETNAMESE_MARKED.search(text) is not None


def clean(text: str) -> str:
    """Lower case, NFC, no control characters, letters repeated for feeling shortened, single spaces.

    At most 2,000 characters.
    """
    text = unicodedata.normalize("NFC", text[:READ_AT_MOST]).lower().translate(_BLANKED)
    return _SPACES.sub(" ", _REPEATED.sub(r"\1\2", text)).strip()


def words(text: str) -> list[str]:
    """The words of a text: runs of letters and digits."""
    return _WORD.findall(text)


def tone_placed(word: str) -> str:
    """The word with its tone mark on the vowel where today's spelling has it (hoà → hòa); other words unchanged."""
    return (_TONE_PLACES.get(word[-2:], None) and word[:-2] + _TONE_PLACES[word[-2:]]) or word


def _tone_places() -> dict[str, str]:
    places = {}
    for first, second in ("oa", "oe", "uy"):
        for mark in _MARKS:
            old = unicodedata.normalize("NFC", first + second + mark)
            places[old] = unicodedata.normalize("NFC", first + mark + second)
    return places


_TONE_PLACES = _tone_places()
