"""One visit on record: shown in full, in one line, and what may be done with it."""

from collections.abc import Sequence
from datetime import date, datetime

from handlers.action import Action, Verb
from handlers.reply import Press, Reply, Small, say
from handlers.scene import Scene
from handlers.teams import rights
from handlers.teams.model import Role
from handlers.teams.people import Person
from handlers.turn import Turn
from handlers.visits import texts_recalling as texts
from handlers.visits.card import card_blocks, place_words, short_day
from handlers.visits.draft import Draft
from handlers.visits.visit import Revision, Visit
from knowledge.days import VIETNAM


def press(label: str, what: str, *args: str) -> Press:
    """A button about records."""
    return Press(label, Action(Verb.RECORD, (what, *args)))


def moment_words(instant: datetime, today: date) -> str:
    """An instant as read in Vietnam: `9:15`, on another day `9:15 ngày 20/11`."""
    local = instant.astimezone(VIETNAM)
    clock = texts.CLOCK.format(hour=local.hour, minute=local.minute)
    if local.date() == today:
        return clock
    return texts.CLOCK_OF_DAY.format(clock=clock, day=short_day(local.date()))


def not_found(scene: Scene) -> Turn:
    """The visit is nowhere, or not theirs to see."""
    return Turn(scene.conversation, (say(texts.NOT_FOUND),))


def show_visit(scene: Scene, person: Person, visit: Visit) -> Turn:
    """A visit in full with its buttons; what somebody may not do is said, not offered."""
    revisions = scene.records.revisions(person, visit.key)
    notes = [_logged(scene, person, visit)]
    if visit.withdrawn:
        notes.append(withdrawn_words(revisions, scene.today, texts.IS_WITHDRAWN))
    elif len(revisions) > 1:
        last = revisions[-1]
        time = moment_words(last.at, scene.today)
        notes.append(texts.CHANGED_BY.format(time=time, name=last.by_name or texts.NOBODY))
    if not rights.may_change_visit(person, visit, scene.today):
        notes.append(refusal(person, visit, texts.ACT_EDIT))
    blocks = (*card_blocks(draft_of(visit, scene.now), scene.today), Small(" ".join(notes)))
    title = texts.ONE_TITLE.format(hamlet=place_words(visit.hamlet))
    return Turn(scene.conversation, (Reply(blocks, title, visit_presses(person, visit, scene.today)),))


def visit_presses(person: Person, visit: Visit, today: date) -> tuple[Press, ...]:
    """What they may do with a visit."""
    history = press(texts.HISTORY, "history", visit.key)
    if not rights.may_change_visit(person, visit, today):
        return (history,)
    if visit.withdrawn:
        return (press(texts.RESTORE, "restore", visit.key), history)
    return (press(texts.EDIT, "edit", visit.key), press(texts.WITHDRAW, "withdraw", visit.key), history)


def withdrawn_words(revisions: Sequence[Revision], today: date, text: str) -> str:
    """When it was withdrawn and by whom."""
    last = next(item for item in reversed(revisions) if item.visit.withdrawn)
    return text.format(time=moment_words(last.at, today), name=last.by_name or texts.NOBODY)


def refusal(person: Person, visit: Visit, act: str) -> str:
    """Why they may not `act` on it, and who may."""
    days = {"days": rights.MEMBER_DAYS, "leader": rights.LEADER_DAYS, "act": act}
    if any(held.team == visit.team for held in person.holds(Role.LEADER)):
        return texts.TOO_OLD_TEAM.format(**days)
    if visit.by == person.id:
        return texts.TOO_OLD_MINE.format(**days)
    return texts.NOT_YOURS.format(name=visit.by_name, **days)


def refused(scene: Scene, person: Person, visit: Visit, act: str) -> Turn | None:
    """The turn for somebody who may not `act` on it; None for whoever may."""
    if rights.may_change_visit(person, visit, scene.today):
        return None
    history = (press(texts.HISTORY, "history", visit.key),)
    said = say(refusal(person, visit, act), buttons=history)
    return Turn(scene.conversation.with_(withdrawing=None), (said,))


def draft_of(visit: Visit, now: datetime) -> Draft:
    """A visit on record as a draft that changes it."""
    return Draft(
        key=visit.key,
        began=now,
        arose=visit.arose,
        day=visit.day,
        hamlet=visit.hamlet.id,
        activities=visit.activities,
        people=visit.people,
        households=visit.households,
        groups=visit.groups,
        words=visit.words,
        photo=visit.photo,
        place=visit.place,
        request=visit.request,
        editing=visit.key,
        version=visit.version,
    )


def _logged(scene: Scene, person: Person, visit: Visit) -> str:
    time = moment_words(visit.logged, scene.today)
    if visit.by == person.id:
        return texts.LOGGED_BY_YOU.format(time=time)
    return texts.LOGGED_BY.format(name=visit.by_name, time=time)
