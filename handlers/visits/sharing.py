"""One number over several activities: told of all of them together, or of the same persons in each."""

import itertools

from handlers.visits.act import Act
from handlers.visits.line import Line


def share(line: Line, acts: list[Act]) -> None:
    """One number over several activities: the total is known, each part isn't; "vừa … vừa …" gives it to both."""
    counted = [act for act in acts if act.counts]
    if len(acts) < 2 or len(counted) != 1:
        return
    act = counted[0]
    text = " ".join(line.plains)
    if _at_once(line, acts) or "ca hai viec" in text or "ca 2 viec" in text:
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


def _at_once(line: Line, acts: list[Act]) -> bool:
    """ "vừa … vừa …" before activities, not "vừa đi vừa đẩy xe"."""
    found = 0
    for at, plain in enumerate(line.plains):
        _, stop = line.clause(at)
        found += plain == "vua" and any(at < act.named.at < stop for act in acts)
    return found >= 2


def _same_breath(line: Line, acts: list[Act], other: Act) -> bool:
    """Whether a subject goes on from the one before it, without a beginning of its own."""
    previous = acts[acts.index(other) - 1] if acts.index(other) else other
    between = range(previous.named.end, other.named.at)
    rest = any(line.follows(at, "con lai") for at in between)
    if rest or any(line.plain(at) in (".", ";") or line.taken[at] == "outcome" for at in between):
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
