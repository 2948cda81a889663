"""How names of communes are compared: without marks, by sound, by spelling."""

import re
import unicodedata
from collections.abc import Sequence

from knowledge.text import fold, tone_placed

NFC = unicodedata.normalize
DISTRICT_TYPES = ("Thành phố", "Thị xã", "Huyện")
TRAILING = ("dong", "tay", "nam", "bac")
SOUNDS = tuple(
    (re.compile(raw), heard) for raw, heard in ((r"\btr", "ch"), (r"\bx", "s"), (r"\b(?:gi(?=[aeou])|r)", "d"))
)


def name_key(name: str) -> str:
    """How a name is looked up: lower case, without marks, `y` as `i` (Quỳ Hợp = Quì Hợp)."""
    return fold(name.lower()).replace("y", "i")


def sound_key(key: str) -> str:
    """How a name sounds to many: tr/ch, x/s, gi/r/d are one."""
    for raw, heard in SOUNDS:
        key = raw.sub(heard, key)
    return key


def spelling(word: str) -> str:
    """A word for comparing marks: tone where today's spelling has it, `y` as `i`."""
    return NFC("NFC", NFC("NFD", tone_placed(word.lower())).replace("y", "i"))


def likeness(typed: Sequence[str], name: str, toneless: bool) -> int:
    """2: the marks agree; 1: the words typed with marks agree, or none has any; 0: a typed mark differs."""
    pairs = [(spelling(one), spelling(two)) for one, two in zip(typed, name.split(), strict=False)]
    if all(one == two for one, two in pairs):
        return 1 if toneless else 2
    return int(all(one == two or one.isascii() for one, two in pairs))


def word_set(text: str) -> frozenset[str]:
    """Words parted by spaces."""
    return frozenset(text.split())


def name_list(text: str) -> frozenset[str]:
    """Names parted by commas, as they are looked up."""
    return frozenset(name_key(" ".join(name.split())) for name in text.split(","))


def short_district(district: str) -> str:
    """`Nghi Lộc` of `Huyện Nghi Lộc`."""
    return next(district[len(kind) + 1 :] for kind in DISTRICT_TYPES if district.startswith(kind + " "))


def lower_first(text: str) -> str:
    return text[:1].lower() + text[1:]


def upper_first(text: str) -> str:
    return text[:1].upper() + text[1:]
