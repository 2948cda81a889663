"""The buttons of a draft. Each names its draft, so that one of an earlier draft says what became of that."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date

from handlers.action import Action
from handlers.ask.turns import in_place
from handlers.reply import say
from handlers.scene import Scene
from handlers.turn import Turn
from handlers.visits import texts
from handlers.visits import texts_activities as names
from handlers.visits.answering import OUTCOMES, answered, with_kind, with_number, with_outcome
from handlers.visits.card import draft_words, press
from handlers.visits.changing import ended, of_one
from handlers.visits.draft import Draft
from handlers.visits.drafting import form_of, show_draft
from handlers.visits.note import Activity
from handlers.visits.questions import ENDS, step_before
from handlers.visits.saving import next_one, save, saved_reply
from handlers.visits.totals import MOST_PEOPLE, cut_works

_ASKS = {"day": "date", "hamlet": "hamlet", "work": "works", "people": "people", "add": "activity"}


def pressed_turn(scene: Scene, action: Action) -> Turn | None:
    """The turn for a button of recording; None when it can't be read any more."""
    draft = scene.conversation.draft
    if action.args[:1] == ("form",):
        return show_draft(scene, draft, texts.ALREADY_OPEN) if draft else show_draft(scene, form_of(scene))
    if len(action.args) < 2:
        return None
    if draft is None or draft.key != action.args[1]:
        return _over(scene, action)
    turn = press_turn(scene, draft, action)
    return in_place(turn) if turn else None


def press_turn(scene: Scene, draft: Draft, action: Action) -> Turn | None:
    """A button of the draft that is open."""
    what, args = action.args[0], action.args[2:]
    if what in _ASKS and not args:
        return show_draft(scene, replace(draft, asking=_ASKS[what]))
    if what in _DOES:
        return _DOES[what](scene, draft)
    if what == "kinds":
        return show_draft(scene, replace(draft, asking="activity"), page=1 if args else 0)
    if what == "kind" and args == ("dich-vu-cong",):
        return show_draft(scene, replace(draft, asking="topic"))
    if what == "reason" and args:
        reason = dict(texts.REASONS).get(args[0])
        return save(scene, replace(draft, reason=reason, asking=None), anyway=True) if reason else None
    changed = _given(scene, draft, what, args)
    return show_draft(scene, changed) if changed else None


def dropping(scene: Scene, draft: Draft) -> Turn:
    """Whether the draft shall really go; meanwhile it is as it was."""
    summary = draft_words(scene.records, draft)
    sure = texts.DROP_EDIT_SURE if draft.editing else texts.DROP_SURE.format(summary=summary)
    presses = (press(texts.DROP_YES, "gone", draft), press(texts.DROP_NO, "go", draft))
    return Turn(scene.conversation, (say(sure, buttons=presses),))


def back(scene: Scene, draft: Draft) -> Turn:
    """One question back, or from a correction to the card."""
    step = step_before(scene, draft) if draft.asking else ""
    if step is None:
        return show_draft(scene, draft, texts.FIRST_STEP)
    if step == "" or step in draft.unclear:
        return show_draft(scene, replace(draft, asking=step or None))
    return show_draft(scene, replace(draft, asking=step, unclear=(step, *draft.unclear)))


def _gone(scene: Scene, draft: Draft) -> Turn:
    """The draft goes; what was written behind it comes."""
    following = next_one(scene, draft) or Turn(scene.conversation.with_(draft=None))
    said = say(texts.DROPPED_EDIT if draft.editing else texts.DROPPED)
    return replace(following, replies=(said, *following.replies))


def _replaced(scene: Scene, draft: Draft) -> Turn:
    return next_one(scene, draft) or show_draft(scene, draft)


def _every(scene: Scene, draft: Draft) -> Turn:
    return save(scene, replace(draft, asking=None), every=True)


def _on(scene: Scene, draft: Draft) -> Turn:
    """On from the activities: to what is still to be asked, or to the card."""
    return show_draft(scene, answered(draft, "activity") if draft.activities else draft)


_DOES: Mapping[str, Callable[[Scene, Draft], Turn]] = {
    "save": lambda scene, draft: save(scene, replace(draft, asking=None)),
    "anyway": lambda scene, draft: save(scene, replace(draft, asking=None), anyway=True),
    "all": _every,
    "swap": _replaced,
    "mine": lambda scene, draft: show_draft(scene, replace(draft, waiting=())),
    "drop": dropping,
    "gone": _gone,
    "leave": _gone,
    "go": lambda scene, draft: show_draft(scene, draft),
    "back": back,
    "next": _on,
}


def _given(scene: Scene, draft: Draft, what: str, args: tuple[str, ...]) -> Draft | None:
    """The draft with the answer that a button carries; None when it carries none that can be."""
    match what, args:
        case "day", (text,):
            day = _day(text)
            return answered(replace(draft, day=day), "date") if day and day <= scene.today else None
        case "hamlet", (text,):
            held = scene.person.hamlets if scene.person else ()
            found = next((hamlet for hamlet in held if str(hamlet.id) == text), None)
            return answered(replace(draft, hamlet=found.id), "hamlet") if found else None
        case "kind", (kind,) if kind in names.KINDS:
            return with_kind(draft, kind)
        case "topic", (topic,) if topic == "-" or topic in names.TOPICS:
            return with_kind(draft, "dich-vu-cong", None if topic == "-" else topic)
        case "cut", (kind, topic):
            gone = Activity(kind, None if topic == "-" else topic)
            return replace(cut_works(draft, [gone]), asking="works" if len(draft.activities) > 1 else None)
        case "number", (text,) if text == "none" or _number(text):
            return with_number(draft, None if text == "none" else int(text))
        case "count", (kind, topic, text) if _number(text):
            one = of_one(draft, "" if kind == "-" else kind, None if topic == "-" else topic, int(text))
            return replace(one, asking=None)
        case "done" | "open" | "referred", (kind, topic):
            works = draft.activities if kind == "-" else [Activity(kind, None if topic == "-" else topic)]
            outcome = next(one for one, name in ENDS.items() if name == what)
            return replace(ended(draft, works, outcome), asking=None)
        case "outcome", (text,) if text == "none" or text in OUTCOMES:
            return answered(draft, "outcome") if text == "none" else with_outcome(draft, OUTCOMES[text])
    return None


def _number(text: str) -> bool:
    return text.isdecimal() and len(text) < 5 and 1 <= int(text) <= MOST_PEOPLE


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _over(scene: Scene, action: Action) -> Turn | None:
    """A button of a draft that is open no more: whether it was saved."""
    visit = scene.records.visit(scene.person, action.args[1]) if scene.person else None
    open_ = scene.conversation.draft
    if visit and not visit.withdrawn:
        return Turn(scene.conversation, (saved_reply(visit, again=True),))
    if open_:
        return show_draft(scene, open_, texts.CLOSED_OTHER)
    return Turn(scene.conversation, (say(texts.CLOSED),))
