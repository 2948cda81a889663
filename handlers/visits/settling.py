"""What became of each activity and how much of it was filed online."""

from collections.abc import Sequence

from handlers.visits.act import Act, Piece
from handlers.visits.line import Line
from handlers.visits.note import Outcome
from handlers.visits.outcomes import FAILED, WAITING, Said, spreads

_NEVER_FILED = ("dvc-dang-nhap", "dvc-tra-cuu-ho-so", "chu-ky-so")


def settle(line: Line, acts: list[Act], pieces: list[Piece]) -> None:
    """Give outcomes and ways of filing to the activities that they stand with."""
    for piece in pieces if acts else ():
        own = [act for act in acts if any(item is act.named for item in piece.subjects)]
        before = [act for act in acts if act.named.at < piece.at]
        spread = spreads(line, piece.at - 1, piece.end)
        for item in piece.said:
            targets = [act for act in own if act.named.at <= item.at][-1:] or own[:1] or before[-1:] or acts[:1]
            if spread:
                everybody = [act for act in acts if act.named.at <= item.at and (act in own or not act.outcomes)]
                targets = everybody or targets
            if item.outcome:
                _become(item, item.outcome, targets, own, piece)
            elif item.online is not None:
                _file(item.online, targets, before + own)
        if before and not own:
            _file_some(line, piece, before[-1])


def _become(item: Said, outcome: Outcome, targets: Sequence[Act], own: Sequence[Act], piece: Piece) -> None:
    for act in targets:
        act.outcomes.append(outcome)
        failed = outcome is Outcome.IN_PROGRESS and FAILED.search(item.text) is not None
        if failed and (act in own or not piece.counts):
            act.failed = not WAITING.fullmatch(item.text.split()[0])


def _file(online: bool, targets: Sequence[Act], nearby: Sequence[Act]) -> None:
    services = [act for act in targets if act.named.subject.kind == "dich-vu-cong"]
    for act in services or [act for act in nearby if act.named.subject.kind == "dich-vu-cong"][-1:]:
        act.online = online if act.online is None else act.online


def _file_some(line: Line, piece: Piece, act: Act) -> None:
    """ "6/9 nộp online" behind its activity."""
    for at in range(piece.at, piece.end):
        if line.taken[at] == "fraction" and any(item.online and abs(item.at - at) <= 3 for item in piece.said):
            act.online_number = int(line.plain(at).split("/")[0])


def final_outcome(same: Sequence[Act]) -> Outcome | None:
    """The outcome of activities of one kind and topic: what is open counts before what is done."""
    found = [outcome for act in same for outcome in [*act.outcomes, *(said for _, said in act.remainders)]]
    open_ones = [outcome for outcome in found if outcome is not Outcome.DONE]
    return open_ones[-1] if open_ones else found[-1] if found else None


def filed_online(same: Sequence[Act], people: int | None) -> int | None:
    """How many were filed online; None where nothing was filed or nobody said."""
    subject = same[0].named.subject
    if subject.kind != "dich-vu-cong" or subject.topic in _NEVER_FILED or all(act.named.taught for act in same):
        return None
    numbers = [act.online_number for act in same if act.online_number is not None]
    if numbers:
        return sum(numbers)
    said = [act for act in same if act.online is not None]
    if not said or all(act.failed for act in same):
        return None
    online = [act for act in said if act.online]
    if not online:
        return 0
    cases = any(count.unit == "case" for count in same[0].counts)
    if people is not None and len(same) == 1 and not cases:
        return people
    filed = [_filed(act) for act in online]
    if None in filed:
        return people if len(same) == 1 else None
    return sum(number or 0 for number in filed)


def _filed(act: Act) -> int | None:
    """The number of files where persons and files are told, else of whoever was counted."""
    value, _ = act.people()
    cases = [count.value for count in act.counts if count.unit == "case" and count.value is not None]
    if value is None and not cases:
        return None
    return sum(cases) if cases and any(count.unit == "person" for count in act.counts) else (value or 0)
