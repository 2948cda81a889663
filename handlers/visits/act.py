"""A line in pieces, and an activity being put together from them."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from handlers.visits.line import Line
from handlers.visits.note import Outcome
from handlers.visits.outcomes import Said
from handlers.visits.refining import Named
from handlers.visits.units import Count

_BREAKS = frozenset(
    {",", ".", ";", "+", "va", "con", "nhung", "roi", "(", ")", ":", "-", "ma", "voi", "trong", "rieng"}
)


@dataclass(slots=True)
class Piece:
    """What stands between two breaks."""

    at: int
    end: int
    subjects: list[Named] = field(default_factory=list)
    counts: list[Count] = field(default_factory=list)
    said: list[Said] = field(default_factory=list)


@dataclass(slots=True)
class Act:
    """An activity being put together; `shared`: its counts are those of other activities as well."""

    named: Named
    counts: list[Count] = field(default_factory=list)
    remainders: list[tuple[Count, Outcome]] = field(default_factory=list)
    shared: bool = False
    outcomes: list[Outcome] = field(default_factory=list)
    online: bool | None = None
    online_number: int | None = None
    failed: bool = False

    def people(self) -> tuple[int | None, bool]:
        """The persons of the activity, and whether a vague number stands in the way."""
        counts = [count for count in self.counts if not count.part]
        persons = [count for count in counts if count.unit == "person"] or counts
        cases = [count for count in counts if count.unit in ("bare", "case")]
        if len(persons) < len(counts) and cases:
            added = any(count.more for count in cases) or any(count.named for count in persons)
            persons = counts if added else persons
        if not persons:
            return None, False
        if any(count.value is None for count in persons):
            return None, True
        return sum(count.value or 0 for count in persons), False


def pieces_of(line: Line, subjects: Sequence[Named], counts: Sequence[Count], said: Sequence[Said]) -> list[Piece]:
    """The pieces of a line that hold something, in order."""
    pieces: list[Piece] = []
    start = 0
    for at in range(len(line.words) + 1):
        if at == len(line.words) or _breaks(line, at):
            if at > start:
                pieces.append(Piece(start, at))
            start = at
    for piece in pieces:
        piece.subjects = [item for item in subjects if piece.at <= item.at < piece.end]
        piece.counts = [item for item in counts if piece.at <= item.at < piece.end]
        piece.said = [item for item in said if piece.at <= item.at < piece.end]
    return [piece for piece in pieces if piece.subjects or piece.counts or piece.said]


def _breaks(line: Line, at: int) -> bool:
    plain = line.plain(at)
    if plain not in _BREAKS or line.taken[at]:
        return False
    if plain in ("con", "trong") and at > 0 and line.taken[at - 1] == "count":
        return False
    return plain != "ma" or line.marks(at) == "mà"


def is_part(line: Line, count: Count) -> bool:
    """Whether a count is said to be part of the one before it ("trong đó", "riêng")."""
    start = count.at
    while start > 0 and line.plains[start - 1] not in (".", ";", "("):
        start -= 1
    before = line.plains[start : count.at]
    if any(
        before[at : at + 2] in (["trong", "do"], ["trong", "so"], ["trong", "nay"], ["trong", "day"], ["trong", "ay"])
        for at in range(len(before) - 1)
    ):
        return True
    if line.follows(count.end, "trong do", "trong so do", "trong so nay", "trong nay"):
        return True
    return count.at > 0 and line.plain(count.at - 1) == "rieng"
