"""A line being read: its words, and which of them something has been made of already."""

from collections.abc import Sequence
from functools import lru_cache

from handlers.visits.words import Word
from knowledge.text import has_marks


class Line:
    """The words of a note; `taken` names by word what it was read as (empty: not yet)."""

    def __init__(self, words: Sequence[Word]) -> None:
        self.words = list(words)
        self.plains = [word.plain for word in self.words]
        self.taken = [""] * len(self.words)
        self.marked = any(has_marks(word.marked) for word in self.words)

    def plain(self, at: int) -> str:
        """The word at a position without marks; empty outside the line."""
        return self.plains[at] if 0 <= at < len(self.plains) else ""

    def marks(self, at: int) -> str:
        """The word at a position as meant; empty outside the line."""
        return self.words[at].marked if 0 <= at < len(self.words) else ""

    def number(self, at: int) -> bool:
        """Whether digits stand at a position."""
        return self.plain(at).isdigit()

    def counting(self, at: int) -> bool:
        """Whether digits stand at a position that nothing has been made of ("xóm 4": the 4 is a hamlet's)."""
        return self.number(at) and not self.taken[at]

    def take(self, at: int, length: int, what: str) -> None:
        """Note that these words have been read as `what`."""
        for position in range(at, min(at + length, len(self.taken))):
            self.taken[position] = what

    def follows(self, at: int, *phrases: str) -> int:
        """How many words of the first of these phrases stand at a position; 0 if none does."""
        if not 0 <= at < len(self.plains):
            return 0
        word = self.plains[at]
        for phrase in phrases:
            if phrase.startswith(word):
                parts = _parts(phrase)
                if self.plains[at : at + len(parts)] == parts:
                    return len(parts)
        return 0

    def clause(self, at: int) -> tuple[int, int]:
        """Where the clause around a position begins and ends (commas and full stops part clauses)."""
        start, end = at, at
        while start > 0 and self.plains[start - 1] not in _STOPS:
            start -= 1
        while end < len(self.plains) and self.plains[end] not in _STOPS:
            end += 1
        return start, end


@lru_cache(maxsize=2000)
def _parts(phrase: str) -> list[str]:
    return phrase.split()


_STOPS = frozenset({",", ".", ";", "!", "?", "(", ")", ":"})
