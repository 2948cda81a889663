"""Who belongs to what: the counts of a line given to the subjects that they stand with."""

import itertools
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
        before[at : at + 2] in (["trong", "do"], ["trong", "so"], ["trong", "nay"]) for at in range(len(before) - 1)
    ):
        return True
    if line.follows(count.end, "trong do", "trong so do", "trong so nay", "trong nay"):
        return True
    return count.at > 0 and line.plain(count.at - 1) == "rieng"


def acts_of(line: Line, pieces: list[Piece]) -> tuple[list[Act], list[Count], Count | None]:
    """The activities with their counts, the counts that belong to none, and a total that was stated."""
    acts: list[Act] = []
    waiting: list[Count] = []
    loose: list[Count] = []
    total: Count | None = None
    for piece in pieces:
        people = [count for count in piece.counts if count.unit != "household"]
        for count in [count for count in people if count.total]:
            total = count
            people.remove(count)
        if not piece.subjects:
            _alone(line, piece, people, acts, waiting)
            continue
        made = _made(line, piece, people)
        if waiting and _joins(line, piece, made, waiting):
            made[0].counts += waiting
            waiting = []
        acts += made
    if waiting and acts and not any(act.counts for act in acts):
        acts[0].counts += waiting
    else:
        loose = waiting
    for counts in [act.counts for act in acts] + [loose]:
        _split(counts)
    _share(line, acts)
    return acts, loose, total


def _made(line: Line, piece: Piece, people: list[Count]) -> list[Act]:
    """The activities of a piece with the counts in it."""
    first_of: dict[tuple[str, str | None], Named] = {}
    for item in piece.subjects:
        first_of.setdefault((item.subject.kind, item.subject.topic), item)
    made = [Act(item) for item in (first_of.values() if len(people) < 2 else piece.subjects)]
    if len(made) == 1:
        _one_act(line, piece, people, made[0])
    else:
        _several(people, made)
    return made


def _joins(line: Line, piece: Piece, made: Sequence[Act], waiting: Sequence[Count]) -> bool:
    """Whether counts that came before belong to these activities."""
    if not any(act.counts for act in made) or all(count.named for count in waiting):
        return True
    return line.plain(piece.at) in ("va", "voi")


def _split(counts: Sequence[Count]) -> None:
    """ "3 cô …, 2 cô cầm giấy rồi, 1 cô chưa được": what adds up to the first count is that count over again."""
    whole = [count for count in counts if not count.part]
    values = [count.value for count in whole]
    if len(whole) < 3 or None in values or any(count.more or count.named for count in whole):
        return
    if values[0] == sum(value or 0 for value in values[1:]):
        for count in whole[1:]:
            count.part = True


def _outcome(piece: Piece) -> Outcome | None:
    found = [item.outcome for item in piece.said if item.outcome]
    worst = [item for item in found if item is not Outcome.DONE]
    return (worst or found or [None])[-1]


def _alone(line: Line, piece: Piece, people: list[Count], acts: list[Act], waiting: list[Count]) -> None:
    """Counts without a subject: a remainder, a group, more of the same, or one that waits for its subject."""
    outcome = _outcome(piece)
    filed = next((item.online for item in piece.said if item.online is not None), None)
    for count in people:
        rest = line.plain(piece.at) in ("con", "rieng") or line.plain(count.at - 1) == "con" or is_part(line, count)
        if not acts:
            if waiting and (rest or count.groups):
                count.part = True
            elif not waiting or not outcome:
                waiting.append(count)
        elif filed is not None and outcome is None and acts[-1].counts and not count.named:
            acts[-1].online_number = count.value if filed else acts[-1].online_number
            count.part = True
        else:
            _after(line, piece, count, acts[-1], outcome, rest)


def _after(line: Line, piece: Piece, count: Count, act: Act, outcome: Outcome | None, rest: bool) -> None:
    """A count behind an activity."""
    if rest or (outcome and any(not other.part for other in act.counts) and not _parts_only(act)):
        count.part = True
    elif outcome:
        act.counts.append(count)
        act.remainders.append((count, outcome))
    elif count.more or not act.counts:
        act.counts.append(count)
    elif count.groups:
        count.part = True
    elif line.plain(piece.at) in ("va", "voi", "+", ","):
        alike = any(other.unit == count.unit and other.value is not None for other in act.counts)
        if alike or count.named:
            act.counts.append(count)
        else:
            count.part = True
    else:
        act.counts.append(count)


def _parts_only(act: Act) -> bool:
    """Whether the counts of an activity came each with its outcome ("3 xong, 1 ra công an xã")."""
    return len(act.remainders) == len(act.counts)


def _one_act(line: Line, piece: Piece, people: list[Count], act: Act) -> None:
    filed, act.online_number = _online_number(line, piece, people)
    for count in people:
        if count is filed:
            count.part = True
        elif not count.part:
            direct = [item.outcome for item in piece.said if item.outcome and 0 <= item.at - count.end <= 1]
            if direct and act.counts and not _parts_only(act):
                count.part = True
                continue
            act.counts.append(count)
            if direct and direct[0] and count.at >= act.named.end:
                act.remainders.append((count, direct[0]))


def _online_number(line: Line, piece: Piece, people: list[Count]) -> tuple[Count | None, int | None]:
    """How many were filed online ("6/9 nộp online", "9 ca, 6 nộp online"), and the count that says so."""
    for at in range(piece.at, piece.end):
        if line.taken[at] == "fraction" and any(item.online and abs(item.at - at) <= 3 for item in piece.said):
            return None, int(line.plain(at).split("/")[0])
    for item in piece.said:
        near = [count for count in people[1:] if item.online and 0 <= item.at - count.end <= 1]
        if near and near[0].value is not None:
            return near[0], near[0].value
    return None, None


def _several(people: list[Count], made: list[Act]) -> None:
    """Several subjects without a break: numbers go with the subject before or after them, as the line begins."""
    if not people:
        return
    if people[0].at < made[0].named.at:
        for count in people:
            next((act for act in made if act.named.at >= count.end), made[-1]).counts.append(count)
    else:
        for count in people:
            next((act for act in reversed(made) if act.named.end <= count.at), made[0]).counts.append(count)


def _share(line: Line, acts: list[Act]) -> None:
    """One number over several activities: the total is known, each part isn't; "vừa … vừa …" gives it to both."""
    counted = [act for act in acts if act.counts]
    if len(acts) < 2 or len(counted) != 1:
        return
    act = counted[0]
    text = " ".join(line.plains)
    if line.plains.count("vua") >= 2 or "ca hai viec" in text or "ca 2 viec" in text:
        for other in acts:
            other.counts, other.shared = list(act.counts), True
        return
    rest = [other for other in acts if other is not act]
    first = min(count.at for count in act.counts)
    if act is acts[0] and first < act.named.at:
        shared = all(_same_breath(line, acts, other) for other in rest)
    else:
        shared = act is acts[-1] and _joined(line, acts)
    if shared:
        for other in acts:
            other.shared = True
        for other in rest:
            other.counts = []


def _same_breath(line: Line, acts: list[Act], other: Act) -> bool:
    """Whether a subject goes on from the one before it, without a beginning of its own."""
    previous = acts[acts.index(other) - 1] if acts.index(other) else other
    between = range(previous.named.end, other.named.at)
    if any(line.plain(at) in (".", ";") or line.taken[at] == "outcome" for at in between):
        return False
    kind = other.named.subject.kind
    if kind in ("tuyen-truyen", "khac") and acts[0].named.subject.kind != kind:
        return False
    comma = any(line.plain(at) == "," for at in between)
    return not (comma and any(line.follows(at, "huong dan", "co", "bay", "day") for at in between))


def _joined(line: Line, acts: list[Act]) -> bool:
    """Whether subjects follow each other with nothing but verbs and "và" between them."""
    return not any(
        line.taken[at] in ("outcome", "count") or line.plain(at) in (".", ";")
        for one, two in itertools.pairwise(acts)
        for at in range(one.named.end, two.named.at)
    )
