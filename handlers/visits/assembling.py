"""The parts of a note that concern what was done: activities, the total, households and groups put together."""

from collections.abc import Sequence
from dataclasses import dataclass

from handlers.visits.act import Act, is_part, pieces_of
from handlers.visits.acts import acts_of
from handlers.visits.line import Line
from handlers.visits.note import Activity, Group
from handlers.visits.outcomes import Said
from handlers.visits.refining import Named
from handlers.visits.settling import filed_online, final_outcome, settle
from handlers.visits.units import Count
from knowledge.activities import Subject

_FILING = Subject("dich-vu-cong", "dvc-nop-ho-so")
# Before a number that is no visit's but that of a month or of all so far.
_RUNNING = (
    "luy ke", "tu dau", "den nay", "cong don", "tu truoc", "toi nay duoc", "ca thang", "thang nay", "ca dot",
    "chi tieu", "tren tong",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Told:
    """The parts of a note that concern what was done and for how many."""

    activities: tuple[Activity, ...]
    people_total: int | None
    households: int | None
    groups: tuple[Group, ...]
    people_unclear: bool


def assemble(
    line: Line, subjects: list[Named], counts: list[Count], said: list[Said], skipped: Sequence[tuple[int, int]]
) -> Told:
    """Activities, the total, households and groups of the whole line; `skipped`: clauses that tell a plan."""
    counts = [count for count in counts if not _is_running(line, count, counts)]
    said = [item for item in said if item.online is None or not any(start <= item.at < end for start, end in skipped)]
    if not any(item.subject.kind == "dich-vu-cong" for item in subjects):
        subjects = sorted([*subjects, *_filing(line, subjects)], key=lambda item: item.at)
    pieces = pieces_of(line, subjects, counts, said)
    acts, loose, total = acts_of(line, pieces)
    settle(line, acts, pieces)
    houses = [count for count in counts if count.unit == "household" and not _part_of_house(line, count, counts)]
    activities = _activities(acts, total)
    people, vague = _total(line, acts, loose, total)
    return Told(activities, people, _sum(houses), _groups(counts), vague or (people is None and not houses))


def _sum(counts: Sequence[Count]) -> int | None:
    values = [count.value for count in counts if count.value is not None]
    return sum(values) if values and len(values) == len(counts) else None


def _part_of_house(line: Line, count: Count, counts: Sequence[Count]) -> bool:
    earlier = any(other.unit == "household" and other.at < count.at for other in counts)
    start, end = line.clause(count.at)
    left = "outcome" in line.taken[start:end] and "term" not in line.taken[start:end]
    return earlier and (left or is_part(line, count))


def _is_running(line: Line, count: Count, counts: Sequence[Count]) -> bool:
    """Whether a count is a running total ("lũy kế 150", "từ đầu tháng 120") or explains the total ("vì 2 người …")."""
    if "vi" in line.plains[max(0, count.at - 3) : count.at] and any(other.total for other in counts):
        return True
    start, _ = line.clause(count.at)
    text = f" {' '.join(line.plains[start : count.at])} "
    return any(f" {mark} " in text for mark in _RUNNING) and not line.follows(start, "toi nay")


def _filing(line: Line, subjects: Sequence[Named]) -> list[Named]:
    """Filing without a named service."""
    for at in range(len(line.plains)):
        money = line.plain(at + 1) in ("tien", "phat", "phi", "le")
        if line.plain(at) == "nop" and line.taken[at] in ("verb", "online") and not money:
            return [Named(at, at + 1, _FILING)]
    if not subjects and any("online" in part or part == "cong" for part in line.plains):
        return [Named(at, at + 1, _FILING) for at in range(len(line.plains)) if line.follows(at, "ho so")][:1]
    return []


def _by_work(acts: Sequence[Act]) -> dict[Subject, list[Act]]:
    same: dict[Subject, list[Act]] = {}
    for act in acts:
        same.setdefault(act.named.subject, []).append(act)
    return same


def _for_both(acts: Sequence[Act]) -> bool:
    """Whether the same persons stand in several activities."""
    return len([act for act in acts if act.shared and act.counts]) > 1


def _activities(acts: Sequence[Act], total: Count | None) -> tuple[Activity, ...]:
    works = _by_work(acts)
    out = []
    for subject, same in works.items():
        numbers = [number for act in same if (number := act.people()[0]) is not None]
        people: int | None = None
        if numbers:
            people = max(numbers) if _for_both(acts) else sum(numbers)
        if any(act.people()[1] for act in same):
            people = None
        if len(works) > 1 and any(act.shared for act in same) and not _for_both(acts):
            people = None
        if len(works) == 1 and people is None and total:
            people = total.value
        out.append(Activity(subject.kind, subject.topic, people, filed_online(same, people), final_outcome(same)))
    return tuple(out)


def _total(line: Line, acts: Sequence[Act], loose: Sequence[Count], total: Count | None) -> tuple[int | None, bool]:
    """The persons of the whole line, and whether a vague number stands in the way."""
    if total is not None:
        return total.value, total.value is None
    left = [count for count in loose if not count.part]
    if any(act.people()[1] for act in acts) or any(count.value is None for count in left):
        return None, True
    inner, shared = 0, False
    for act in (act for same in _by_work(acts).values() for act in same):
        people = act.people()[0]
        if people is None or all(count.again for count in act.counts if not count.part):
            continue
        if not (act.shared and shared) and not any(is_part(line, count) for count in act.counts):
            inner += people
        shared = shared or act.shared
    outer = sum(count.value or 0 for count in left)
    again = inner and outer and not any(count.more for count in loose)
    return (max(inner, outer) if again else inner + outer) or None, False


def _groups(counts: Sequence[Count]) -> tuple[Group, ...]:
    groups: dict[str, Group] = {}
    for count in counts:
        for name in count.groups:
            before = groups.get(name)
            if before and count.part:
                # "11 cụ, còn 2 cụ chưa được": those are among the ones counted already.
                continue
            value = count.value
            groups[name] = Group(name, (before.people or 0) + value if before and before.people and value else value)
    return tuple(groups.values())
