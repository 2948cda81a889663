"""Which visit on record a command means, and what becomes of it."""

from collections.abc import Callable, Mapping
from datetime import timedelta

from handlers.reply import Bullets, Paragraph, Press, Reply, say
from handlers.scene import Scene
from handlers.teams import rights
from handlers.teams.people import Person
from handlers.teams.sample import unmarked
from handlers.turn import Turn
from handlers.visits import texts_recalling as texts
from handlers.visits.changing import Doubt, change
from handlers.visits.commands import Act, Command
from handlers.visits.drafting import show_draft
from handlers.visits.history import show_history
from handlers.visits.listing import item_words, places_words
from handlers.visits.one import draft_of, press, refused, visit_presses, withdrawn_words
from handlers.visits.questions import which_reply
from handlers.visits.recalled import PAGE
from handlers.visits.spans import Span
from handlers.visits.visit import Visit
from handlers.visits.withdrawing import ask_to_withdraw, restore

_LONG = timedelta(days=92)
_WHICH = {
    Act.EDIT: texts.WHICH_EDIT,
    Act.WITHDRAW: texts.WHICH_WITHDRAW,
    Act.RESTORE: texts.WHICH_RESTORE,
    Act.HISTORY: texts.WHICH_HISTORY,
}
_NO_SUCH = {
    Act.EDIT: texts.NO_SUCH.format(act=texts.ACT_EDIT),
    Act.WITHDRAW: texts.NO_SUCH.format(act=texts.ACT_WITHDRAW),
    Act.RESTORE: texts.NO_SUCH.format(act=texts.ACT_RESTORE),
    Act.HISTORY: texts.NO_SUCH_HISTORY,
}


def commanded(scene: Scene, person: Person, command: Command) -> Turn:
    """The turn for a typed command: the only visit that fits, a choice between several, or that there is none."""
    if command.elsewhere:
        return Turn(scene.conversation, (say(texts.ELSEWHERE.format(places=places_words(person))),))
    found = _candidates(scene, person, command)
    if not found:
        return Turn(scene.conversation, (say(_NO_SUCH[command.act]),))
    if len(found) > 1:
        return _which(scene, person, command.act, found)
    if command.act is Act.EDIT:
        return edit(scene, person, found[0], command.change)
    return ACTS[command.act](scene, person, found[0])


def edit(scene: Scene, person: Person, visit: Visit, text: str = "") -> Turn:
    """A visit as a draft that changes it, with what was typed changed already."""
    stopped = refused(scene, person, visit, texts.ACT_EDIT)
    if stopped:
        return stopped
    if visit.withdrawn:
        revisions = scene.records.revisions(person, visit.key)
        said = withdrawn_words(revisions, scene.today, texts.IS_WITHDRAWN)
        return Turn(scene.conversation, (say(said, buttons=visit_presses(person, visit, scene.today)),))
    open_ = scene.conversation.draft
    draft = open_ if open_ and open_.editing == visit.key else draft_of(visit, scene.now)
    if not text:
        return show_draft(scene, draft)
    changed = change(draft, text, scene.today, person.hamlets)
    if isinstance(changed, Doubt):
        return Turn(show_draft(scene, draft).conversation, (which_reply(draft, changed),))
    return show_draft(scene, changed) if changed else show_draft(scene, draft, texts.NOT_UNDERSTOOD)


def _candidates(scene: Scene, person: Person, command: Command) -> list[Visit]:
    """The visits that fit, the newest first: one's own before others', those that may be changed before the rest."""
    span = command.span or Span(scene.today - _LONG, scene.today)
    if command.act is Act.RESTORE:
        visits = scene.records.withdrawn_visits(person, span.first, span.last)
    else:
        visits = scene.records.visits(person, span.first, span.last)
    found = [visit for visit in visits if command.hamlet in (None, unmarked(visit.hamlet.name))]
    found.sort(key=lambda visit: (visit.logged, visit.key), reverse=True)
    found = [visit for visit in found if visit.by == person.id] or found
    if command.act is not Act.HISTORY:
        found = [visit for visit in found if rights.may_change_visit(person, visit, scene.today)] or found[:1]
    return found[:1] if command.latest else found


def _which(scene: Scene, person: Person, act: Act, found: list[Visit]) -> Turn:
    shown = found[:PAGE]
    items = tuple(item_words(visit, person, None, scene.today) for visit in shown)
    presses: tuple[Press, ...] = tuple(
        press(texts.NUMBERED.format(number=number), act.value, visit.key) for number, visit in enumerate(shown, 1)
    )
    reply = Reply((Paragraph(_WHICH[act]), Bullets(items, numbered=True)), buttons=presses)
    return Turn(scene.conversation, (reply,))


ACTS: Mapping[str, Callable[[Scene, Person, Visit], Turn]] = {
    Act.EDIT: edit,
    Act.WITHDRAW: ask_to_withdraw,
    Act.RESTORE: restore,
    Act.HISTORY: lambda scene, person, visit: show_history(scene, person, visit.key),
}
