"""How two texts differ, by words."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

_WORDS = re.compile(r"\s+|[^\s]+")
_LETTERS = re.compile(r"\w")


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of words: in both texts (`kind` ""), only in the old one ("gone"), only in the new one ("new")."""

    kind: str
    text: str


def worded(before: str, after: str) -> list[Piece]:
    """The new text with what was taken out and put in; blanks and line breaks are as they stand."""
    old, new = _WORDS.findall(before), _WORDS.findall(after)
    found: list[Piece] = []
    gone = put = ""

    def flush() -> None:
        found.extend(piece for piece in (Piece("gone", gone), Piece("new", put)) if piece.text)

    for kind, first, last, begin, end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        same = "".join(new[begin:end]) if kind == "equal" else ""
        if kind != "equal" or ((gone or put) and end < len(new) and not _LETTERS.search(same)):
            # Words that changed side by side are one change.
            gone, put = gone + "".join(old[first:last]), put + "".join(new[begin:end])
            continue
        flush()
        gone = put = ""
        found.append(Piece("", same))
    flush()
    return found
