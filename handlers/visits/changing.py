"""A draft as another line changes it: "15 người chứ không phải 12", "hôm qua", "thêm 2 ca khai sinh"."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from handlers.teams.model import Hamlet
from handlers.visits.draft import Draft
from handlers.visits.held import place_of, said_names
from handlers.visits.note import Activity, Outcome
from handlers.visits.pieces import Pieces, read_pieces
from handlers.visits.totals import (
    MOST_PEOPLE,
    add_works,
    cut_works,
    same_work,
    set_one,
    set_people,
    set_works,
    swap_number,
)

_FILED_KIND = "dich-vu-cong"


@dataclass(frozen=True, slots=True)
class Doubt:
    """What fits several activities: asked whose it is. `adding`: the number comes on top; `outcome`: how it ended, with
    no number."""

    number: int
    adding: bool
    outcome: Outcome | None = None


def change(draft: Draft, text: str, today: date, hamlets: Sequence[Hamlet]) -> Draft | Doubt | None:
    """The draft as the line changes it; a doubt about whose the number is; None when the line isn't about it."""
    pieces = read_pieces(text, today, said_names(hamlets))
    if pieces.empty or pieces.rest or pieces.asking or not _about(draft, pieces):
        return None
    changed = with_day_and_place(draft, pieces, hamlets)
    if pieces.subjects:
        return _with_works(changed, pieces)
    return _with_numbers(changed, pieces)


def _about(draft: Draft, pieces: Pieces) -> bool:
    """Whether the line can be a correction: a subject alone is a question, one with a number may be a new visit."""
    if not pieces.subjects or pieces.adding or pieces.cutting or pieces.replacing:
        return True
    known = all(any(same_work(item, given) for item in draft.activities) for given in pieces.told.activities)
    return known and bool(pieces.counts or pieces.said) and not (pieces.days or pieces.places)


def with_day_and_place(draft: Draft, pieces: Pieces, hamlets: Sequence[Hamlet]) -> Draft:
    """The draft with the day and the hamlet that were named; one that isn't clear is to be asked."""
    days = {day.day for day in pieces.days}
    if len(days) == 1 and None not in days:
        draft = replace(draft, day=next(iter(days)), unclear=without(draft, "date"))
    elif days:
        draft = replace(draft, unclear=("date", *without(draft, "date")))
    found = place_of(pieces, hamlets)
    if len(found) == 1:
        draft = replace(draft, hamlet=found[0].id, unclear=without(draft, "hamlet"))
    elif pieces.places:
        draft = replace(draft, unclear=("hamlet", *without(draft, "hamlet")))
    return draft


def without(draft: Draft, part: str) -> tuple[str, ...]:
    """The parts to be asked without one."""
    return tuple(other for other in draft.unclear if other != part)


def _with_works(draft: Draft, pieces: Pieces) -> Draft | None:
    given = pieces.told.activities
    known = [item for item in given if any(same_work(item, other) for other in draft.activities)]
    if pieces.cutting and not pieces.counts:
        gone = known or _loosely(draft, given)
        return cut_works(draft, gone) if gone else None
    if pieces.adding:
        return clear_people(add_works(draft, given))
    if len(known) < len(given):
        if len(draft.activities) == 1 and len(given) == 1:
            # "sửa thành khai tử": another work in the place of the only one.
            only = draft.activities[0]
            swapped = replace(only, kind=given[0].kind, topic=given[0].topic)
            return set_works(replace(draft, activities=(swapped,)), given)
        return replace(draft, asking="works")
    return clear_people(set_works(draft, [_part(draft, item, pieces) for item in given]))


def _part(draft: Draft, item: Activity, pieces: Pieces) -> Activity:
    """What is told of an activity: "2 ca khai sinh chưa xong" of three is a part of them, not another number."""
    known = next(other for other in draft.activities if same_work(other, item))
    fewer = None not in (known.people, item.people) and (item.people or 0) < (known.people or 0)
    if pieces.marked or not fewer or item.outcome in (None, Outcome.DONE):
        return item
    return replace(item, people=None, online=None)


def _loosely(draft: Draft, given: Sequence[Activity]) -> list[Activity]:
    """What is meant by its kind alone: "bỏ cái vneid" where accounts were activated."""
    kinds = {item.kind for item in given if item.topic is None}
    return [item for item in draft.activities if item.kind in kinds]


def _with_numbers(draft: Draft, pieces: Pieces) -> Draft | Doubt | None:
    filed = [item for item in pieces.said if item.online is not None]
    if filed:
        first = next((count.value for count in pieces.counts), None)
        return _filed(draft, bool(filed[0].online), first)
    outcome = next((item.outcome for item in pieces.said if item.outcome), None)
    people = pieces.people
    if outcome and not (pieces.marked and people):
        # "2 người chưa xong" is a part of those helped, not another number of them.
        return _ended(draft, outcome, pieces)
    for count in pieces.counts:
        if count.unit == "household" and count.value is not None:
            more = (draft.households or 0) if pieces.adding else 0
            draft = clear_people(replace(draft, households=more + count.value))
    if not people:
        return draft
    number = people[-1].value
    if len(people) > 1 or number is None or not 1 <= number <= MOST_PEOPLE:
        return replace(draft, asking="people")
    return clear(_with_number(draft, number, pieces))


def _with_number(draft: Draft, number: int, pieces: Pieces) -> Draft | Doubt:
    if pieces.old is not None:
        swapped = swap_number(draft, pieces.old, number)
        if swapped:
            return swapped
    counted = [item for item in draft.activities if item.people is not None]
    if pieces.adding:
        if len(draft.activities) == 1 and draft.activities[0].people is not None:
            return set_people(draft, draft.activities[0].people + number)
        return Doubt(number, adding=True) if draft.activities else set_people(draft, (draft.people or 0) + number)
    if len(draft.activities) <= 1 or not counted or pieces.spread:
        return set_people(draft, number)
    return Doubt(number, adding=False)


def clear(draft: Draft | Doubt) -> Draft | Doubt:
    """The same with the number of people no longer to be asked."""
    return clear_people(draft) if isinstance(draft, Draft) else draft


def clear_people(draft: Draft) -> Draft:
    """The draft with the number of people no longer to be asked, if there is one now."""
    known = draft.people is not None or draft.households is not None
    return replace(draft, unclear=without(draft, "people")) if known else draft


def _filed(draft: Draft, online: bool, number: int | None) -> Draft | None:
    services = [item for item in draft.activities if item.kind == _FILED_KIND]
    if len(services) != 1:
        services = [item for item in services if item.online is not None]
    if len(services) != 1:
        return replace(draft, asking="works") if draft.activities else None
    only = services[0]
    if number is None:
        number = only.people if online else 0
    if number is not None and only.people is not None and number > only.people:
        return replace(draft, asking="people")
    changed = [replace(item, online=number) if item is only else item for item in draft.activities]
    return replace(draft, activities=tuple(changed))


def _ended(draft: Draft, outcome: Outcome, pieces: Pieces) -> Draft | Doubt | None:
    """The outcome of all, or of the only activity that so many can be of."""
    if not draft.activities:
        return None
    number = next((count.value for count in pieces.people if count.value is not None), None)
    if len(draft.activities) == 1 or (pieces.spread and number is None):
        return ended(draft, draft.activities, outcome)
    same = [item for item in draft.activities if number is not None and item.people == number]
    room = [item for item in draft.activities if number is not None and (item.people is None or item.people >= number)]
    only = next((found for found in (same, room) if len(found) == 1), None)
    if only:
        return ended(draft, only, outcome)
    return Doubt(0, adding=False, outcome=outcome)


def ended(draft: Draft, works: Sequence[Activity], outcome: Outcome) -> Draft:
    """The draft with these activities ended so."""
    ended = [
        replace(item, outcome=outcome) if any(same_work(item, work) for work in works) else item
        for item in draft.activities
    ]
    return replace(draft, activities=tuple(ended))


def of_one(draft: Draft, kind: str, topic: str | None, number: int) -> Draft:
    """The answer to a doubt: the number belongs to this activity, or to all together when `kind` is empty."""
    if not kind:
        return clear_people(replace(draft, people=number))
    return clear_people(set_one(draft, Activity(kind, topic), number))
