"""Who belongs to what: subjects, counts, outcomes and ways of filing put together into activities."""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass, field

from handlers.visits.counts import Count
from handlers.visits.line import Line
from handlers.visits.note import Activity, Group, Outcome
from handlers.visits.outcomes import FAILED, WAITING, Said, spreads
from handlers.visits.subjects import Named

_BREAKS = frozenset(
    {",", ".", ";", "+", "va", "con", "nhung", "roi", "(", ")", ":", "-", "ma", "voi", "trong", "rieng"}
)


@dataclass(frozen=True, slots=True)
class Told:
    """The parts of a note that concern what was done and for how many."""

    activities: tuple[Activity, ...]
    people_total: int | None
    households: int | None
    groups: tuple[Group, ...]
    people_unclear: bool


@dataclass(slots=True)
class _Piece:
    """What stands between two breaks."""

    at: int
    end: int
    subjects: list[Named] = field(default_factory=list)
    counts: list[Count] = field(default_factory=list)
    said: list[Said] = field(default_factory=list)


@dataclass(slots=True)
class _Act:
    """An activity being put together."""

    named: Named
    counts: list[Count] = field(default_factory=list)
    remainders: list[tuple[Count, Outcome]] = field(default_factory=list)
    shared: bool = False
    both: int | None = None
    outcomes: list[Outcome] = field(default_factory=list)
    online: bool | None = None
    online_number: int | None = None
    failed: bool = False


def assemble(
    line: Line, subjects: list[Named], counts: list[Count], said: list[Said], skipped: Sequence[tuple[int, int]]
) -> Told:
    """Activities, the total, households and groups of the whole line."""
    counts = _without_running(line, counts)
    said = [
        item for item in said if not any(start <= item.at < end and item.online is not None for start, end in skipped)
    ]
    pieces = _pieces(line, subjects, counts, said)
    if not any(item.subject.kind == "dich-vu-cong" for item in subjects):
        subjects = subjects + _filing(line, subjects)
        subjects.sort(key=lambda item: item.at)
        pieces = _pieces(line, subjects, counts, said)
    acts, loose, total = _acts(line, pieces)
    _settle(line, acts, pieces)
    households = [count for count in counts if count.unit == "household" and not _part_of_house(line, count, counts)]
    houses = (
        sum(count.value or 0 for count in households)
        if households and all(count.value is not None for count in households)
        else None
    )
    return _told(line, acts, loose, total, counts, houses, bool(households))


def _part_of_house(line: Line, count: Count, counts: Sequence[Count]) -> bool:
    earlier = [other for other in counts if other.unit == "household" and other.at < count.at]
    start, end = line.clause(count.at)
    left = any(mark == "outcome" for mark in line.taken[start:end]) and "term" not in line.taken[start:end]
    return bool(earlier) and (_sub(line, count) or left)


def _without_running(line: Line, counts: list[Count]) -> list[Count]:
    """Without running totals ("lũy kế 150", "từ đầu tháng 120")."""
    kept = []
    for count in counts:
        if "vi" in line.plains[max(0, count.at - 3) : count.at] and any(other.total for other in counts):
            continue
        start, _ = line.clause(count.at)
        text = " ".join(line.plains[start : count.at])
        if any(
            mark in f" {text} "
            for mark in (
                " luy ke ",
                " tu dau ",
                " den nay ",
                " cong don ",
                " tu truoc ",
                " toi nay duoc ",
                " ca thang ",
                " thang nay ",
                " ca dot ",
                " chi tieu ",
                " tren tong ",
            )
        ) and not (line.follows(start, "toi nay")):
            continue
        kept.append(count)
    return kept


def _filing(line: Line, subjects: Sequence[Named]) -> list[Named]:
    """Filing without a named service."""
    from knowledge.activities import Subject

    for at in range(len(line.plains)):
        if (
            line.plain(at) == "nop"
            and line.taken[at] in ("verb", "online")
            and line.plain(at + 1) not in ("tien", "phat", "phi", "le")
        ):
            return [Named(at, at + 1, Subject("dich-vu-cong", "dvc-nop-ho-so"))]
    if not subjects:
        for at in range(len(line.plains)):
            if line.follows(at, "ho so") and any("online" in part or part == "cong" for part in line.plains):
                return [Named(at, at + 1, Subject("dich-vu-cong", "dvc-nop-ho-so"))]
    return []


def _pieces(line: Line, subjects: Sequence[Named], counts: Sequence[Count], said: Sequence[Said]) -> list[_Piece]:
    pieces: list[_Piece] = []
    start = 0
    for at in range(len(line.words) + 1):
        if at == len(line.words) or (
            line.plains[at] in _BREAKS
            and not line.taken[at]
            and not (line.plains[at] in ("con", "trong") and at > 0 and line.taken[at - 1] == "count")
            and not (line.plains[at] == "ma" and line.marks(at) != "mà")
        ):
            if at > start:
                pieces.append(_Piece(start, at))
            start = at
    for piece in pieces:
        piece.subjects = [item for item in subjects if piece.at <= item.at < piece.end]
        piece.counts = [item for item in counts if piece.at <= item.at < piece.end]
        piece.said = [item for item in said if piece.at <= item.at < piece.end]
    return [piece for piece in pieces if piece.subjects or piece.counts or piece.said]


def _sub(line: Line, count: Count) -> bool:
    """Whether a count is said to be part of the one before it."""
    start = count.at
    while start > 0 and line.plains[start - 1] not in (".", ";", "("):
        start -= 1
    before = line.plains[start : count.at]
    for at in range(len(before) - 1):
        if before[at : at + 2] in (["trong", "do"], ["trong", "so"], ["trong", "nay"]):
            return True
    if line.follows(count.end, "trong do", "trong so do", "trong so nay", "trong nay"):
        return True
    return count.at > 0 and line.plain(count.at - 1) in ("rieng",)


def _acts(line: Line, pieces: list[_Piece]) -> tuple[list[_Act], list[Count], Count | None]:
    acts: list[_Act] = []
    waiting: list[Count] = []
    loose: list[Count] = []
    total: Count | None = None
    has_subjects = any(piece.subjects for piece in pieces)
    for _number, piece in enumerate(pieces):
        people = [count for count in piece.counts if count.unit != "household"]
        for count in [count for count in people if count.total]:
            total = count
            people.remove(count)
        if not piece.subjects:
            _alone(line, piece, people, acts, waiting, loose)
            continue
        first_of: dict[tuple[str, str | None], Named] = {}
        for item in piece.subjects:
            first_of.setdefault((item.subject.kind, item.subject.topic), item)
        made = [_Act(item) for item in (first_of.values() if len(people) < 2 else piece.subjects)]
        if len(made) == 1:
            _one_act(line, piece, people, made[0])
        else:
            _several(line, piece, people, made)
        if waiting and (
            not any(act.counts for act in made)
            or all(count.named for count in waiting)
            or line.plain(piece.at) in ("va", "voi")
        ):
            made[0].counts += waiting
            waiting = []
        acts += made
    if waiting:
        if acts and not any(act.counts for act in acts):
            acts[0].counts += waiting
        else:
            loose += waiting
    if not has_subjects:
        loose += [count for count in waiting if count not in loose]
    _share(line, acts)
    return acts, loose, total


def _outcome(piece: _Piece, count: Count | None = None) -> Outcome | None:
    found = [item.outcome for item in piece.said if item.outcome and (count is None or item.at >= count.at)]
    if not found:
        return None
    worst = [item for item in found if item is not Outcome.DONE]
    return worst[-1] if worst else found[-1]


def _alone(
    line: Line, piece: _Piece, people: list[Count], acts: list[_Act], waiting: list[Count], loose: list[Count]
) -> None:
    """Counts without a subject: a remainder, a group, more of the same, or one that waits for its subject."""
    outcome = _outcome(piece)
    for count in people:
        online = [item for item in piece.said if item.online is not None]
        last = acts[-1] if acts else None
        begun = line.plain(piece.at) in ("con", "rieng") or line.plain(count.at - 1) == "con" or _sub(line, count)
        if last is not None and online and outcome is None and last.counts and not count.named:
            last.online_number = count.value if online[0].online else last.online_number
            count.part = True
            continue
        if last is None:
            if waiting and (count.groups or begun or outcome):
                count.part = begun or bool(count.groups)
                if not count.part:
                    waiting.append(count)
                continue
            waiting.append(count)
        elif begun or (outcome and any(not other.part for other in last.counts) and not _parts_only(last)):
            count.part = True
        elif outcome:
            last.counts.append(count)
            if outcome:
                last.remainders.append((count, outcome))
        elif count.more or not last.counts:
            last.counts.append(count)
        elif count.groups and not count.more:
            count.part = True
        elif count.named or line.plain(piece.at) in ("va", "voi", "+", ","):
            if any(other.unit == count.unit and other.value is not None for other in last.counts) or count.named:
                last.counts.append(count)
            else:
                count.part = True
        else:
            last.counts.append(count)


def _parts_only(act: _Act) -> bool:
    """Whether the counts of an activity came each with its outcome ("3 xong, 1 ra công an xã")."""
    return len(act.remainders) == len(act.counts)


def _one_act(line: Line, piece: _Piece, people: list[Count], act: _Act) -> None:
    number = _online_number(line, piece, people)
    if number is not None:
        act.online_number = number[1]
    for count in people:
        if number is not None and count is number[0]:
            count.part = True
            continue
        if not count.part:
            direct = [item for item in piece.said if item.outcome and 0 <= item.at - count.end <= 1]
            if direct and act.counts and not _parts_only(act):
                count.part = True
                continue
            act.counts.append(count)
            if direct and direct[0].outcome and count.at >= act.named.end:
                act.remainders.append((count, direct[0].outcome))


def _online_number(line: Line, piece: _Piece, people: list[Count]) -> tuple[Count | None, int] | None:
    for at in range(piece.at, piece.end):
        if line.taken[at] == "fraction":
            part, _whole = (int(word) for word in line.plain(at).split("/"))
            if any(item.online and abs(item.at - at) <= 3 for item in piece.said):
                return None, part
    if len(people) > 1:
        for item in piece.said:
            near = [
                count for count in people if item.online and 0 <= item.at - count.end <= 1 and count is not people[0]
            ]
            if near and near[0].value is not None:
                return near[0], near[0].value
    return None


def _several(line: Line, piece: _Piece, people: list[Count], made: list[_Act]) -> None:
    """Several subjects without a break: numbers go with the subject before or after them, as the line begins."""
    if not people:
        return
    if people[0].at < made[0].named.at:
        for count in people:
            after = [act for act in made if act.named.at >= count.end]
            (after[0] if after else made[-1]).counts.append(count)
    else:
        for count in people:
            before = [act for act in made if act.named.end <= count.at]
            (before[-1] if before else made[0]).counts.append(count)


def _share(line: Line, acts: list[_Act]) -> None:
    """One number over several activities: the total is known, each part isn't; "vừa … vừa …" gives it to both."""
    counted = [act for act in acts if act.counts]
    if len(acts) < 2 or len(counted) != 1:
        return
    both = (
        line.plains.count("vua") >= 2 or "ca hai viec" in " ".join(line.plains) or "ca 2 viec" in " ".join(line.plains)
    )
    act = counted[0]
    first = min(count.at for count in act.counts)
    rest = [other for other in acts if other is not act]
    if both:
        for other in acts:
            other.counts, other.shared = list(act.counts), True
        return
    before_all = first < acts[0].named.at and act is acts[0]
    after_all = (act is acts[-1] and first > acts[-1].named.at) or (act is acts[-1] and _joined(line, acts))
    if (before_all and all(_same_breath(line, acts, other) for other in rest)) or (after_all and _joined(line, acts)):
        for other in acts:
            other.shared = True
        for other in rest:
            other.counts = []


def _same_breath(line: Line, acts: list[_Act], other: _Act) -> bool:
    previous = acts[acts.index(other) - 1] if acts.index(other) else other
    between = range(previous.named.end, other.named.at)
    if any(line.plain(at) in (".", ";") for at in between):
        return False
    fresh = (
        other.named.subject.kind in ("tuyen-truyen", "khac") and acts[0].named.subject.kind != other.named.subject.kind
    )
    if any(line.taken[at] == "outcome" for at in between):
        return False
    own = any(line.plain(at) == "," for at in between) and any(
        line.follows(at, "huong dan", "co", "bay", "day") for at in between
    )
    return not fresh and not own


def _joined(line: Line, acts: list[_Act]) -> bool:
    """Whether subjects follow each other with nothing but verbs and "và" between them."""
    for one, two in itertools.pairwise(acts):
        between = range(one.named.end, two.named.at)
        if any(line.taken[at] in ("outcome", "count") or line.plain(at) in (".", ";") for at in between):
            return False
    return True


def _settle(line: Line, acts: list[_Act], pieces: list[_Piece]) -> None:
    """Give outcomes and ways of filing to the activities that they stand with."""
    if not acts:
        return
    for piece in pieces:
        own = [act for act in acts if any(item is act.named for item in piece.subjects)]
        before = [act for act in acts if act.named.at < piece.at]
        spread = spreads(line, piece.at - 1, piece.end)
        for item in piece.said:
            targets = [act for act in own if act.named.at <= item.at][-1:] or own[:1] or before[-1:] or acts[:1]
            if spread and piece.said:
                targets = [
                    act for act in acts if act.named.at <= item.at and (act in own or not act.outcomes)
                ] or targets
            if item.outcome:
                for act in targets:
                    act.outcomes.append(item.outcome)
                    if (
                        item.outcome is Outcome.IN_PROGRESS
                        and FAILED.search(item.text)
                        and not any(count.part or count.at >= piece.at for count in piece.counts if act not in own)
                    ):
                        act.failed = not WAITING.fullmatch(item.text.split()[0])
            elif item.online is not None:
                services = [act for act in targets if act.named.subject.kind == "dich-vu-cong"] or [
                    act for act in before + own if act.named.subject.kind == "dich-vu-cong"
                ][-1:]
                for act in services:
                    act.online = item.online if act.online is None else act.online
        for act in own[:1]:
            if any(line.taken[at] == "fraction" for at in range(piece.at, piece.end)) and act.online is None:
                continue
        for at in range(piece.at, piece.end):
            if line.taken[at] == "fraction" and not own and before:
                part = int(line.plain(at).split("/")[0])
                if any(item.online and abs(item.at - at) <= 3 for item in piece.said):
                    before[-1].online_number = part


def _people(act: _Act) -> tuple[int | None, bool]:
    """The persons of an activity, and whether a vague number stands in the way."""
    counts = [count for count in act.counts if not count.part]
    persons = [count for count in counts if count.unit == "person"] or counts
    if any(count.unit == "person" for count in counts) and any(count.unit in ("bare", "case") for count in counts):
        cases = [count for count in counts if count.unit in ("bare", "case")]
        persons = counts if any(count.more for count in cases) or any(count.named for count in persons) else persons
    if not persons:
        return None, False
    if any(count.value is None for count in persons):
        return None, True
    return sum(count.value or 0 for count in persons), False


def _told(
    line: Line,
    acts: list[_Act],
    loose: list[Count],
    total: Count | None,
    counts: list[Count],
    houses: int | None,
    has_houses: bool,
) -> Told:
    sums: dict[tuple[str, str | None], list[_Act]] = {}
    for act in acts:
        sums.setdefault((act.named.subject.kind, act.named.subject.topic), []).append(act)
    several = len(sums) > 1
    activities = []
    whole: list[int] = []
    vague = False
    shared_done = False
    filed = _filed_by_all(acts)
    for (kind, topic), same in sums.items():
        numbers = []
        for act in same:
            people, unsure = _people(act)
            vague = vague or unsure
            if people is None:
                continue
            numbers.append(people)
            sub = any(_sub(line, count) for count in act.counts)
            if not (act.shared and shared_done) and not sub:
                whole.append(people)
            shared_done = shared_done or act.shared
        both = len([act for act in acts if act.shared and act.counts]) > 1
        people_here: int | None = (max(numbers) if both else sum(numbers)) if numbers else None
        if several and any(act.shared for act in same) and not both:
            people_here = None
        if any(_people(act)[1] for act in same):
            people_here = None
        if several is False and people_here is None and total and total.value is not None:
            people_here = total.value
        activities.append(Activity(kind, topic, people_here, _online(same, people_here, filed), _final(same)))
    loose_sum = [count.value for count in loose if not count.part]
    if any(value is None for value in loose_sum):
        vague = True
    people_total: int | None
    if total is not None:
        people_total, vague = total.value, total.value is None
    elif vague:
        people_total = None
    else:
        inner = sum(whole)
        outer = sum(value or 0 for value in loose_sum)
        people_total = (
            max(inner, outer) if inner and outer and not any(count.more for count in loose) else inner + outer
        ) or None
        if not whole and not loose_sum:
            people_total = None
    unclear = vague or (people_total is None and not has_houses)
    groups: dict[str, Group] = {}
    for count in counts:
        for name in count.groups:
            before = groups.get(name)
            value = count.value
            groups[name] = Group(name, (before.people or 0) + value if before and before.people and value else value)
    return Told(tuple(activities), people_total, houses, tuple(groups.values()), unclear)


def _filed_by_all(acts: Sequence[_Act]) -> bool:
    return bool(acts) and all(act.online for act in acts)


def _final(same: Sequence[_Act]) -> Outcome | None:
    found = [outcome for act in same for outcome in [*act.outcomes, *(said for _, said in act.remainders)]]
    open_ones = [outcome for outcome in found if outcome is not Outcome.DONE]
    if open_ones:
        return open_ones[-1]
    return found[-1] if found else None


def _online(same: Sequence[_Act], people: int | None, filed: bool) -> int | None:
    """How many were filed online; None where nothing was filed or nobody said."""
    subject = same[0].named.subject
    if subject.kind != "dich-vu-cong" or subject.topic in ("dvc-dang-nhap", "dvc-tra-cuu-ho-so", "chu-ky-so"):
        return None
    if all(act.named.taught for act in same):
        return None
    numbers = [act.online_number for act in same if act.online_number is not None]
    if numbers:
        return sum(numbers)
    if all(act.online is None for act in same) or all(act.failed for act in same):
        return None
    if all(act.online is False for act in same if act.online is not None):
        return 0
    total = 0
    for act in same:
        if act.online:
            cases = [count.value for count in act.counts if count.unit == "case" and count.value is not None]
            value, _ = _people(act)
            if value is None and not cases:
                return people if len(same) == 1 else None
            total += sum(cases) if cases and any(count.unit == "person" for count in act.counts) else (value or 0)
    return (
        people
        if people is not None and len(same) == 1 and not any(count.unit == "case" for count in same[0].counts)
        else total
    )
