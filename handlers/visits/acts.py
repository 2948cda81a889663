"""Who belongs to what: the counts of a line given to the subjects that they stand with."""

from collections.abc import Sequence

from handlers.visits.act import Act, Piece, is_part
from handlers.visits.line import Line
from handlers.visits.note import Outcome
from handlers.visits.refining import Named
from handlers.visits.sharing import share
from handlers.visits.units import Count


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
        if waiting and not line.follows(piece.at, "con lai") and _joins(line, piece, made, waiting):
            made[0].counts += waiting
            waiting = []
        acts += made
    if waiting and acts and not any(act.counts for act in acts):
        acts[0].counts += waiting
    else:
        loose = waiting
    _remaining(acts, pieces)
    for counts in [act.counts for act in acts] + [loose]:
        _split(counts)
    share(line, acts)
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
    if not any(act.counts for act in made) or all(count.named or count.more for count in waiting):
        return True
    return line.plain(piece.at) in ("va", "voi")


def _remaining(acts: Sequence[Act], pieces: Sequence[Piece]) -> None:
    """ "4 ca khai sinh; 1 ca khai sinh chưa xong": what is open of a subject is part of what was counted of it."""
    for number, act in enumerate(acts):
        alike = [other for other in acts[:number] if other.named.subject == act.named.subject and other.counts]
        if not alike or not act.counts or any(count.more or count.named for count in act.counts):
            continue
        before, here = (_piece_of(pieces, other) for other in (alike[-1], act))
        known, open_ones = alike[-1].people()[0], act.people()[0]
        if before is here or before.said or _outcome(here) in (None, Outcome.DONE) or known is None:
            continue
        if open_ones is not None and open_ones < known:
            for count in act.counts:
                count.part = True


def _piece_of(pieces: Sequence[Piece], act: Act) -> Piece:
    return next(piece for piece in pieces if any(item is act.named for item in piece.subjects))


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
        rest = (
            count.again
            or line.plain(piece.at) in ("con", "rieng")
            or line.plain(count.at - 1) == "con"
            or is_part(line, count)
        )
        if not acts:
            if waiting and (rest or count.groups):
                count.part = True
            elif not waiting or not outcome:
                waiting.append(count)
        elif filed is not None and outcome is None and acts[-1].counts and (count.again or not count.named):
            acts[-1].online_number = count.value if filed else acts[-1].online_number
            count.part = True
        else:
            _after(line, piece, count, _latest(acts), outcome, rest)


def _latest(acts: Sequence[Act]) -> Act:
    """The last activity, or where it was named in two ways ("app ngân hàng + quét mã") the one with the counts."""
    alike = [act for act in acts if act.counts and act.named.subject == acts[-1].named.subject]
    return alike[-1] if alike else acts[-1]


def _after(line: Line, piece: Piece, count: Count, act: Act, outcome: Outcome | None, rest: bool) -> None:
    """A count behind an activity."""
    if rest or (outcome and any(not other.part for other in act.counts) and not _parts_only(act)):
        count.part = True
    elif outcome:
        act.counts.append(count)
        act.remainders.append((count, outcome))
    elif count.more or not act.counts:
        act.counts.append(count)
    elif count.groups or (count.named and _one_of_them(line, count, act)):
        count.part = True
    elif line.plain(piece.at) in ("va", "voi", "+", ","):
        alike = any(other.unit == count.unit and other.value is not None for other in act.counts)
        if alike or count.named:
            act.counts.append(count)
        else:
            count.part = True
    else:
        act.counts.append(count)


def _one_of_them(line: Line, count: Count, act: Act) -> bool:
    """ "3 cô giáo …, cô Hà còn lỗi": what became of one who was counted."""
    several = any(not other.named and (other.value or 0) > 1 for other in act.counts)
    return several and (
        line.plain(count.end) in ("con", "chua") or line.taken[count.end : count.end + 1] == ["outcome"]
    )


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
        # "khoảng 20 người nộp online được 12".
        near += [count for count in people[1:] if item.online and _result(line, item.end, count)]
        if near and near[0].value is not None:
            return near[0], near[0].value
    return None, None


def _result(line: Line, at: int, count: Count) -> bool:
    return line.plain(at) == "duoc" and count.at == at + 1


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
