"""Writing a draft down: once, by somebody who may, on the ground of what is on record at that moment."""

from collections.abc import Sequence
from dataclasses import replace

from handlers.action import Action, Verb
from handlers.keys import key_of
from handlers.reply import Press, Reply, say
from handlers.scene import Scene
from handlers.teams import rights
from handlers.teams.changes import NoteAct
from handlers.teams.model import Hamlet
from handlers.teams.people import Person
from handlers.turn import Change, Notice, Turn
from handlers.visits import texts
from handlers.visits.card import place_words, visit_words
from handlers.visits.draft import Draft
from handlers.visits.drafting import missing, show_draft
from handlers.visits.likeness import find_like
from handlers.visits.visit import PutVisit, Visit


def save(scene: Scene, draft: Draft, *, anyway: bool = False, every: bool = False) -> Turn:
    """The draft as a visit on record, or what stands in the way with the draft kept.

    `anyway`: though it looks like another; `every`: those that wait behind it too, as far as they can be.
    """
    return _save(scene, draft, anyway, every, ())


def _save(scene: Scene, draft: Draft, anyway: bool, every: bool, before: tuple[Visit, ...]) -> Turn:
    person = scene.person
    if person is None or missing(draft) or draft.hamlet is None or draft.day is None:
        return show_draft(scene, replace(draft, asking=None))
    hamlet = scene.records.hamlet(draft.hamlet)
    stopped = _stopped(scene, person, draft)
    if stopped or hamlet is None:
        return stopped or show_draft(scene, replace(draft, hamlet=None, asking=None))
    if not anyway and find_like(scene, draft, before):
        return show_draft(scene, replace(draft, asking=None), just_saved=before)
    visit, old = _visit(scene, person, draft, hamlet)
    turn = Turn(
        scene.conversation.with_(draft=None),
        (saved_reply(visit, changed=old is not None),),
        _changes(person, draft, visit, old),
        _notices(scene, person, draft, visit, old),
    )
    return _and_the_next(scene, draft, turn, every, (*before, visit))


def saved_reply(visit: Visit, *, changed: bool = False, again: bool = False) -> Reply:
    """That a visit is on record, with what can be done about it."""
    text = texts.SAVED_ALREADY if again else texts.CHANGED if changed else texts.SAVED
    presses = (
        Press(texts.EDIT_SAVED, Action(Verb.RECORD, ("edit", visit.key))),
        Press(texts.WITHDRAW, Action(Verb.RECORD, ("withdraw", visit.key))),
        Press(texts.ANOTHER, Action(Verb.DRAFT, ("form",))),
    )
    return say(text.format(summary=visit_words(visit)), buttons=presses)


def next_one(scene: Scene, draft: Draft, just_saved: Sequence[Visit] = ()) -> Turn | None:
    """The first of the visits that wait behind a draft, shown in its place."""
    if not draft.waiting:
        return None
    first, *rest = draft.waiting
    free = scene.with_(scene.conversation.with_(draft=None))
    shown = replace(first, waiting=tuple(rest))
    return show_draft(free, shown, texts.NEXT_ONE, just_saved=just_saved)


def _stopped(scene: Scene, person: Person, draft: Draft) -> Turn | None:
    """What stands in the way of saving, said with the draft kept."""
    old = scene.records.visit(person, draft.editing or draft.key)
    if draft.editing is None:
        if old:
            return Turn(scene.conversation.with_(draft=None), (saved_reply(old, again=True),))
        return None if rights.may_log(person, draft.hamlet or 0) else _not_here(scene, draft)
    if old is None or not rights.may_change_visit(person, old, scene.today):
        left = next_one(scene, draft) or Turn(scene.conversation.with_(draft=None))
        return replace(left, replies=(say(texts.MAY_NOT_CHANGE), *left.replies))
    if old.withdrawn:
        new = replace(draft, key=key_of(scene.message), editing=None, version=0, asking=None, reason="")
        free = scene.with_(scene.conversation.with_(draft=None))
        return show_draft(free, new, texts.WITHDRAWN_MEANWHILE)
    if old.version != draft.version:
        newer = replace(draft, version=old.version, asking=None)
        return show_draft(scene, newer, texts.CHANGED_MEANWHILE.format(summary=visit_words(old)))
    if draft.hamlet != old.hamlet.id and not rights.may_log(person, draft.hamlet or 0):
        return _not_here(scene, draft)
    if rights.must_give_reason(person, old) and not draft.reason:
        return show_draft(scene, replace(draft, asking="reason"))
    return None


def _not_here(scene: Scene, draft: Draft) -> Turn:
    hamlet = scene.records.hamlet(draft.hamlet) if draft.hamlet is not None else None
    again = replace(draft, hamlet=None, unclear=("hamlet",), asking="hamlet")
    return show_draft(scene, again, texts.NO_LONGER_HERE.format(hamlet=place_words(hamlet)))


def _visit(scene: Scene, person: Person, draft: Draft, hamlet: Hamlet) -> tuple[Visit, Visit | None]:
    """The visit to be written, and the one on record that it takes the place of."""
    old = scene.records.visit(person, draft.editing) if draft.editing else None
    team, team_name = _team(person, hamlet)
    visit = Visit(
        key=draft.key,
        hamlet=hamlet,
        day=draft.day or scene.today,
        by=person.id,
        by_name=person.name,
        logged=scene.now,
        team=team,
        team_name=team_name,
        activities=draft.activities,
        people=draft.people,
        households=draft.households,
        groups=draft.groups,
        words=draft.words,
        arose=draft.arose,
        photo=draft.photo,
        place=draft.place,
        request=draft.request,
    )
    if old is None:
        return visit, None
    if hamlet.id == old.hamlet.id:
        visit = replace(visit, team=old.team, team_name=old.team_name)
    kept = replace(visit, key=old.key, by=old.by, by_name=old.by_name, logged=old.logged, version=old.version)
    return replace(kept, arose=old.arose, request=old.request), old


def _team(person: Person, hamlet: Hamlet) -> tuple[int | None, str | None]:
    """Their team that serves the hamlet; of several the one with the fewest hamlets."""
    serving = [held for held in person.memberships if held.team is not None and hamlet in held.hamlets]
    held = min(serving, key=lambda one: len(one.hamlets), default=None)
    return (held.team, held.team_name) if held else (None, None)


def _changes(person: Person, draft: Draft, visit: Visit, old: Visit | None) -> tuple[Change, ...]:
    put = PutVisit(visit, person.id, draft.reason)
    if old is None or old.by == person.id:
        return (put,)
    return put, NoteAct(person.id, "visit-changed", visit.key, visit.hamlet.commune)


def _notices(scene: Scene, person: Person, draft: Draft, visit: Visit, old: Visit | None) -> tuple[Notice, ...]:
    """Whoever logged a visit hears when somebody else changed it."""
    logger = scene.records.person_by_id(old.by) if old and old.by != person.id else None
    if logger is None or logger.account is None:
        return ()
    text = texts.NOTICE_CHANGED.format(name=person.name, summary=visit_words(visit), reason=draft.reason)
    return (Notice(logger.account, say(text), quiet=True),)


def _and_the_next(scene: Scene, draft: Draft, turn: Turn, every: bool, saved: Sequence[Visit]) -> Turn:
    if not draft.waiting:
        return turn
    free = scene.with_(turn.conversation)
    first, *rest = draft.waiting
    after = replace(first, waiting=tuple(rest), asking=None)
    shown = _save(free, after, False, True, tuple(saved)) if every else next_one(scene, draft, saved)
    if shown is None:
        return turn
    return Turn(
        shown.conversation,
        (*turn.replies, *shown.replies),
        (*turn.changes, *shown.changes),
        (*turn.notices, *shown.notices),
    )
