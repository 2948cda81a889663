"""Choosing by typing: a number, an ordinal or the words of a button, however they are written."""

import re

from rapidfuzz import fuzz

from handlers.ask import texts
from handlers.conversation import Conversation
from knowledge.text import clean, fold

_ALIKE = 86
_NUMBER = re.compile(r"(?:(?:so|cau|muc|nut|chon|cai|y)\s+)*(\d{1,2})\.?")
_LEADING = re.compile(r"^(?:chon|bam|lay|y|cai|muc|so|nut)\s+")


def plain(text: str) -> str:
    """A typed text as it is compared here: clean, without marks and punctuation."""
    return " ".join(re.findall(r"[\w/]+", fold(clean(text))))


def chosen(conversation: Conversation, text: str) -> str | None:
    """The code of the offered button that `text` means, or None."""
    if not conversation.choices:
        return None
    typed = plain(text)
    number = _number(typed, len(conversation.choices))
    if number is not None:
        return conversation.choices[number - 1][1]
    typed = _LEADING.sub("", typed)
    labels = [(plain(label), code) for label, code in (*conversation.choices, *conversation.earlier)]
    for label, code in labels:
        if typed and typed == label:
            return code
    if len(typed) < 3:
        return None
    # A slip is in letters: "xóm 14" is no "Xóm 4".
    alike = [pair for pair in labels if re.findall(r"\d+", pair[0]) == re.findall(r"\d+", typed)]
    best = max(alike, key=lambda pair: fuzz.ratio(typed, pair[0]), default=("", ""))
    return best[1] if fuzz.ratio(typed, best[0]) >= _ALIKE else None


def _number(typed: str, count: int) -> int | None:
    match = _NUMBER.fullmatch(typed)
    if match and 1 <= int(match.group(1)) <= count:
        return int(match.group(1))
    bare = _LEADING.sub("", typed)
    ordinal = texts.WORDS_ORDINAL.get(bare)
    if ordinal is not None:
        return count if ordinal == -1 else ordinal if ordinal <= count else None
    if typed != bare and bare in texts.WORDS_NUMBER and texts.WORDS_NUMBER[bare] <= count:
        return texts.WORDS_NUMBER[bare]
    return None


def typed_number(text: str) -> str | None:
    """A whole number that somebody typed, in digits or words ("4", "bốn người", "mười hai").

    Empty when it is a number that can't be one of these (-3, 4,5); None when it is no number at all.
    """
    if re.search(r"\d[.,]\d|-\s*\d", text):
        return ""
    typed = plain(text).split()
    digits = [word for word in typed if word.isdecimal()]
    if digits:
        return digits[0] if len(digits) == 1 else None
    said = [word for word in typed if word in texts.WORDS_NUMBER or word in texts.WORDS_TENS]
    return _said_number(said) if said and len(typed) <= len(said) + 2 else None


def _said_number(said: list[str]) -> str:
    """Number words up to ninety-nine: "muoi hai", "hai muoi lam"."""
    ones = [texts.WORDS_NUMBER.get(word, 0) for word in said]
    if len(said) == 1:
        return str(ones[0])
    if len(said) == 2 and said[0] in texts.WORDS_TENS:
        return str(10 + ones[1])
    if len(said) in (2, 3) and said[1] in texts.WORDS_TENS:
        return str(ones[0] * 10 + (ones[2] if len(said) == 3 else 0))
    return ""
