"""Whether a visit looks like one that is on record already: pointed out before it is saved, never decided."""

from collections.abc import Sequence
from datetime import timedelta

from handlers.scene import Scene
from handlers.visits import texts
from handlers.visits.card import activities_words, short_day
from handlers.visits.draft import Draft
from handlers.visits.visit import Visit
from knowledge.days import VIETNAM

# Counts are alike when they differ by so many, or by so much of the greater one.
_BY = 1
_SHARE = 0.2
# On the day before or after only what is the very same, and isn't small talk of every day, is alike.
_MANY = 5


def find_like(scene: Scene, draft: Draft, just_saved: Sequence[Visit] = ()) -> Visit | None:
    """The visit on record that the draft looks like, one of the same day first."""
    person, day = scene.person, draft.day
    if person is None or day is None or draft.hamlet is None:
        return None
    one = timedelta(days=1)
    around = [*scene.records.visits(person, day - one, day + one, draft.hamlet), *just_saved]
    around = [visit for visit in around if visit.key != draft.editing and visit.hamlet.id == draft.hamlet]
    same_day = [visit for visit in around if visit.day == day and _alike(draft, visit)]
    near = [visit for visit in around if visit.day != day and _same(draft, visit)]
    return next(iter([*same_day, *near]), None)


def like_words(scene: Scene, draft: Draft, visit: Visit) -> str:
    """The earlier visit, named by who logged it and when."""
    who = texts.YOURS if scene.person and visit.by == scene.person.id else visit.by_name
    what = activities_words(visit.activities)
    if visit.day != draft.day:
        return texts.LIKE_OTHER_DAY.format(who=who, day=short_day(visit.day), what=what)
    at = visit.logged.astimezone(VIETNAM)
    time = f"{at.hour}:{at.minute:02d}"
    if at.date() != scene.today:
        time += f" ngày {short_day(at.date())}"
    return texts.LIKE.format(who=who, time=time, what=what)


def _alike(draft: Draft, visit: Visit) -> bool:
    mine = {(item.kind, item.topic): item.people for item in draft.activities}
    theirs = {(item.kind, item.topic): item.people for item in visit.activities}
    shared = mine.keys() & theirs.keys()
    if not shared:
        return False
    return _close(draft.people, visit.people) or any(
        mine[work] is not None and _close(mine[work], theirs[work]) for work in shared
    )


def _close(one: int | None, other: int | None) -> bool:
    if one is None or other is None:
        return one is other
    return abs(one - other) <= max(_BY, _SHARE * max(one, other))


def _same(draft: Draft, visit: Visit) -> bool:
    same = set(draft.activities) == set(visit.activities) and draft.people == visit.people
    return same and (draft.people or 0) >= _MANY
