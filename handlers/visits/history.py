"""The history of a visit: who wrote what when, what it changed, and why."""

from collections.abc import Sequence
from datetime import date

from handlers.reply import Bullets, Press, Reply, Small
from handlers.scene import Scene
from handlers.teams.people import Person
from handlers.turn import Turn
from handlers.visits import texts_recalling as texts
from handlers.visits.card import activities_words, day_words, groups_words, people_words, visit_words
from handlers.visits.one import moment_words, not_found, press
from handlers.visits.visit import Revision, Visit
from knowledge.days import show_day

_SHOWN = 6


def show_history(scene: Scene, person: Person, key: str) -> Turn:
    """All states of a visit that they may see, the newest last; the oldest are counted when there are many."""
    revisions = scene.records.revisions(person, key)
    if not revisions:
        return not_found(scene)
    steps = steps_words(revisions, scene.today)
    shown = steps[-_SHOWN:] if len(steps) <= _SHOWN else [steps[0], *steps[1 - _SHOWN :]]
    left = len(steps) - len(shown)
    notes = (Small(texts.EARLIER_STEPS.format(count=left)),) if left else ()
    now = revisions[-1].visit
    title = texts.HISTORY_TITLE.format(hamlet=now.hamlet.name, day=show_day(now.day))
    back: tuple[Press, ...] = (press(texts.BACK_TO_VISIT, "show", key),)
    return Turn(scene.conversation, (Reply((Bullets(tuple(shown)), *notes), title, back),))


def steps_words(revisions: Sequence[Revision], today: date) -> list[str]:
    """Each state in one line, told by its difference from the one before."""
    lines: list[str] = []
    before: Visit | None = None
    for item in revisions:
        what = difference_words(before, item.visit)
        form = texts.STEP_REASON if item.reason else texts.STEP
        time = moment_words(item.at, today)
        lines.append(form.format(time=time, name=item.by_name or texts.NOBODY, what=what, reason=item.reason))
        before = item.visit
    return lines


def difference_words(before: Visit | None, after: Visit) -> str:
    """What one state changed: `số người: 12 người → 15 người`."""
    if before is None:
        return texts.FIRST.format(what=visit_words(after))
    if before.withdrawn != after.withdrawn:
        return texts.STEP_WITHDRAWN if after.withdrawn else texts.STEP_RESTORED
    was, now = _parts(before), _parts(after)
    changed = [
        texts.DIFFERENCE.format(part=name, before=was[part], after=now[part])
        for part, name in texts.PARTS.items()
        if was[part] != now[part]
    ]
    return "; ".join(changed) or texts.NO_DIFFERENCE


def _parts(visit: Visit) -> dict[str, str]:
    return {
        "day": day_words(visit.day),
        "hamlet": visit.hamlet.name,
        "activities": activities_words(visit.activities),
        "people": people_words(visit.people, visit.households),
        "groups": groups_words(visit.groups) or texts.NONE,
        "photo": _there(visit.photo),
        "place": _there(visit.place),
    }


def _there(thing: object) -> str:
    return texts.SOME if thing else texts.NONE
