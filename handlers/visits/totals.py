"""Changing the activities of a draft with its total kept true: what is known is added up, never guessed."""

from collections.abc import Sequence
from dataclasses import replace

from handlers.visits.draft import Draft
from handlers.visits.note import Activity

MOST_PEOPLE = 2000


def same_work(one: Activity, other: Activity) -> bool:
    """Whether two activities are of one kind and topic."""
    return (one.kind, one.topic) == (other.kind, other.topic)


def with_activities(draft: Draft, activities: Sequence[Activity]) -> Draft:
    """The draft with these activities; its total changes by as much as they do."""
    return replace(draft, activities=tuple(activities), people=_total(draft, activities))


def _total(draft: Draft, activities: Sequence[Activity]) -> int | None:
    counted = [item.people for item in activities if item.people is not None]
    before = [item.people for item in draft.activities if item.people is not None]
    if draft.people is not None and (before or not counted):
        # One number over several activities is no sum of theirs, and the same persons may stand in two.
        shared = draft.people != sum(before)
        return max(draft.people + (0 if shared and not counted else sum(counted) - sum(before)), 0) or None
    if draft.people is not None:
        return max(draft.people, sum(counted))
    return sum(counted) if counted and len(counted) == len(activities) else None


def add_works(draft: Draft, more: Sequence[Activity]) -> Draft:
    """Further activities; the same work again adds up."""
    activities = list(draft.activities)
    for item in more:
        at = next((n for n, known in enumerate(activities) if same_work(known, item)), None)
        if at is None:
            activities.append(item)
        else:
            known = activities[at]
            activities[at] = replace(
                known,
                people=_plus(known.people, item.people),
                online=_plus(known.online, item.online),
                outcome=item.outcome or known.outcome,
            )
    return with_activities(draft, activities)


def set_works(draft: Draft, given: Sequence[Activity]) -> Draft:
    """Activities that the draft has, as a later line tells them; what it doesn't tell stays."""
    activities = list(draft.activities)
    for item in given:
        for at, known in enumerate(activities):
            if same_work(known, item):
                activities[at] = replace(
                    known,
                    people=known.people if item.people is None else item.people,
                    online=_filed(known, item),
                    outcome=item.outcome or known.outcome,
                )
    return with_activities(draft, activities)


def cut_works(draft: Draft, works: Sequence[Activity]) -> Draft:
    """The draft without these activities."""
    kept = [item for item in draft.activities if not any(same_work(item, gone) for gone in works)]
    return with_activities(draft, kept)


def set_people(draft: Draft, number: int | None) -> Draft:
    """How many were helped in all; that of the only activity too."""
    if len(draft.activities) != 1:
        return replace(draft, people=number)
    only = draft.activities[0]
    filed = number if only.online is not None and only.online == only.people else only.online
    if number is not None and filed is not None and filed > number:
        filed = number
    return replace(draft, activities=(replace(only, people=number, online=filed),), people=number)


def set_one(draft: Draft, work: Activity, number: int) -> Draft:
    """How many of one activity."""
    return with_activities(
        draft, [_with_people(item, number) if same_work(item, work) else item for item in draft.activities]
    )


def swap_number(draft: Draft, old: int, new: int) -> Draft | None:
    """Another number where `old` stood: in an activity, else in the total, else of households; None if nowhere."""
    held = [item for item in draft.activities if item.people == old]
    if len(held) == 1:
        if len(draft.activities) == 1:
            return set_people(draft, new)
        return set_one(draft, held[0], new)
    if draft.people == old:
        return set_people(draft, new)
    filed = [item for item in draft.activities if item.online == old]
    if len(filed) == 1 and not held:
        return with_activities(
            draft, [replace(item, online=new) if item is filed[0] else item for item in draft.activities]
        )
    return replace(draft, households=new) if draft.households == old and not held else None


def _with_people(item: Activity, number: int) -> Activity:
    online = item.online
    if online is not None and (online == item.people or online > number):
        online = number
    return replace(item, people=number, online=online)


def _filed(known: Activity, item: Activity) -> int | None:
    if item.online is not None or item.people is None:
        return known.online if item.online is None else item.online
    return _with_people(known, item.people).online


def _plus(one: int | None, more: int | None) -> int | None:
    return more if one is None else one if more is None else one + more
