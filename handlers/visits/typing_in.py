"""What a typed line means to somebody who records visits: a note, an answer, a correction, a word to go on or out."""

import re
from dataclasses import replace

from handlers.action import Action, Verb, decode
from handlers.ask.choosing import chosen, plain
from handlers.ask.texts import WORDS_BACK
from handlers.scene import Scene
from handlers.teams.model import Hamlet
from handlers.turn import Turn
from handlers.visits import texts
from handlers.visits.answering import answer
from handlers.visits.changing import Doubt, change
from handlers.visits.draft import Draft
from handlers.visits.drafting import both_turn, draft_of, form_of, show_draft
from handlers.visits.held import not_held, said_names
from handlers.visits.note import Note
from handlers.visits.parsing import parse_note
from handlers.visits.pieces import read_pieces, tells_a_visit
from handlers.visits.pressing import back, dropping, press_turn
from handlers.visits.questions import NUMBERED, which_reply
from handlers.visits.saving import save
from knowledge.text import words

_COMMAND = re.compile(r"^\s*/ghi\s+(?=\S)", re.IGNORECASE)


def typed(scene: Scene, text: str) -> Turn | None:
    """The turn for a line, or None when it is somebody else's."""
    draft, hamlets = scene.conversation.draft, _hamlets(scene)
    if plain(text) in texts.WORDS_BEGIN or text.strip().lower() == "/ghi":
        return show_draft(scene, draft, texts.ALREADY_OPEN) if draft else show_draft(scene, form_of(scene))
    asked = _COMMAND.match(text) is not None
    text = _COMMAND.sub("", text)
    if draft is None or not hamlets:
        note = _read(scene, text, sure=asked)
        return show_draft(scene, draft_of(scene, note), _not_held(scene, text)) if note.is_note else None
    said = None if _is_label(scene, text) else _said(scene, draft, plain(text))
    return said or _told(scene, draft, text)


def tells_whole_visit(scene: Scene, text: str) -> bool:
    """Whether somebody with hamlets plainly tells a visit: what was done, for how many, and where or when."""
    if not _hamlets(scene):
        return False
    note = _read(scene, text)
    return note.is_note and _whole(scene, note, text)


def log(scene: Scene, text: str) -> Turn:
    """A line that is said to be a visit: its card, beside a draft that is open."""
    note, draft = _read(scene, text, sure=True), scene.conversation.draft
    return noted(scene, draft, note) if draft else show_draft(scene, draft_of(scene, note), _not_held(scene, text))


def noted(scene: Scene, draft: Draft, note: Note) -> Turn:
    """A whole note while another is open: neither is lost."""
    new = draft_of(scene, note)
    if any(words(new.words.lower()) == words(one.words.lower()) for one in (draft, *draft.waiting) if one.words):
        # The same line once more, as happens when the network fails.
        return show_draft(scene, draft)
    return both_turn(scene, replace(draft, waiting=(*draft.waiting, new)))


def _said(scene: Scene, draft: Draft, typed_words: str) -> Turn | None:
    """A word that goes on, back, out or saves."""
    if _sure_asked(scene):
        if typed_words in texts.WORDS_YES:
            return press_turn(scene, draft, Action(Verb.DRAFT, ("gone", draft.key)))
        if typed_words in texts.WORDS_NO:
            return show_draft(scene, draft)
    if typed_words in texts.WORDS_DROP:
        return dropping(scene, draft)
    if typed_words in texts.WORDS_ALL and _offers(scene, "all"):
        return press_turn(scene, draft, Action(Verb.DRAFT, ("all", draft.key)))
    if typed_words in WORDS_BACK:
        return back(scene, draft)
    if typed_words in texts.WORDS_SAVE and draft.asking != "reason":
        if draft.asking:
            return show_draft(scene, draft, texts.NOT_YET)
        return save(scene, draft, anyway=_offers(scene, "anyway"))
    if typed_words in texts.WORDS_READY and draft.asking in (None, "works"):
        return show_draft(scene, replace(draft, asking=None), texts.PRESS_SAVE)
    ready = typed_words in texts.WORDS_READY or (typed_words in texts.WORDS_GO_ON and _offers(scene, "next"))
    if ready and draft.asking == "activity" and draft.activities:
        return press_turn(scene, draft, Action(Verb.DRAFT, ("next", draft.key)))
    return show_draft(scene, draft) if typed_words in texts.WORDS_GO_ON else None


def _told(scene: Scene, draft: Draft, text: str) -> Turn | None:
    """An answer, a correction, or another visit."""
    note = _read(scene, text)
    if note.is_note and _whole(scene, note, text):
        return noted(scene, draft, note)
    if _chooses(scene, draft, text):
        return None
    if draft.asking == "reason":
        return _reason(scene, draft, text)
    if plain(text).isdecimal():
        if _asked_elsewhere(scene):
            return None
        if draft.asking not in ("date", "hamlet", "people") and scene.message.channel in NUMBERED:
            # There a number is a choice; this one isn't among them.
            return show_draft(scene, draft, texts.WRONG_NUMBER.format(number=plain(text)))
    if draft.asking:
        given = answer(draft, text, scene.today, _hamlets(scene))
        if isinstance(given, str):
            return show_draft(scene, draft, given)
        if given:
            return show_draft(scene, given)
    changed = change(draft, text, scene.today, _hamlets(scene))
    if isinstance(changed, Doubt):
        return Turn(scene.conversation, (which_reply(draft, changed),))
    if changed:
        return show_draft(scene, changed, _not_held(scene, text))
    return noted(scene, draft, note) if note.is_note else None


def _asked_elsewhere(scene: Scene) -> bool:
    """Whether something else asked last, so that a bare number is its answer."""
    state = scene.conversation
    if not (state.checklist or state.lesson or state.pending):
        return False
    actions = [decode(code) for _, code in state.choices]
    return not any(action and action.verb is Verb.DRAFT for action in actions) and bool(actions or state.pending)


def _whole(scene: Scene, note: Note, text: str) -> bool:
    """Whether a note tells a visit of its own: what was done and for how many, and where or when."""
    pieces = read_pieces(text, scene.today, said_names(_hamlets(scene)))
    told = bool(note.activities) and bool(pieces.counts) and bool(pieces.days or pieces.places)
    return told and not (pieces.replacing or pieces.adding or pieces.cutting)


def _chooses(scene: Scene, draft: Draft, text: str) -> bool:
    """Whether the line is a button's number or its very words; a longer one may say more and is read first."""
    if chosen(scene.conversation, text) is None:
        return False
    if plain(text).isdecimal():
        return scene.conversation.noticed or _by_number(scene, draft, text)
    return _is_label(scene, text)


def _is_label(scene: Scene, text: str) -> bool:
    """Whether the line is the very words of a button that was offered last, which then does what the button does."""
    return any(plain(text) == plain(label) for label, _ in scene.conversation.choices)


def _by_number(scene: Scene, draft: Draft, text: str) -> bool:
    """Whether a bare number chooses what was offered, rather than being the answer itself."""
    if draft.asking == "people":
        # The question itself offers no numbers there, but an answer in between and "really drop it?" do.
        return scene.message.channel in NUMBERED and _offers(scene, "go")
    return draft.asking != "hamlet" or scene.message.channel in NUMBERED or not _named_by(scene, text)


def _named_by(scene: Scene, text: str) -> bool:
    said = read_pieces(f"ở xóm {text}", scene.today, said_names(_hamlets(scene)))
    return any(place.name for place in said.places)


def _not_held(scene: Scene, text: str) -> str:
    hamlets = _hamlets(scene)
    return not_held(read_pieces(text, scene.today, said_names(hamlets)), hamlets)


def _reason(scene: Scene, draft: Draft, text: str) -> Turn | None:
    if "?" in text or text.startswith("/") or not words(text):
        return None
    return save(scene, replace(draft, reason=text.strip()[:200], asking=None), anyway=True)


def _read(scene: Scene, text: str, *, sure: bool = False) -> Note:
    """The line as a note; none when it is more likely a question, unless it was said to be one."""
    names = said_names(_hamlets(scene))
    note = parse_note(text, scene.today, names)
    if note.is_note and not sure and not tells_a_visit(read_pieces(text, scene.today, names), text):
        return Note(text, False)
    return note


def _hamlets(scene: Scene) -> tuple[Hamlet, ...]:
    return scene.person.hamlets if scene.person else ()


def _offers(scene: Scene, what: str) -> bool:
    """Whether this button of a draft was among what was offered last."""
    actions = [decode(code) for _, code in scene.conversation.choices]
    return any(action and action.verb is Verb.DRAFT and action.args[:1] == (what,) for action in actions)


def _sure_asked(scene: Scene) -> bool:
    return _offers(scene, "gone") and not scene.conversation.noticed


def unread(scene: Scene, draft: Draft) -> Turn:
    """The question or the card again, after a line that nobody understood."""
    return show_draft(scene, draft, texts.WRONG.get(draft.asking or "", texts.WRONG_CHANGE))
