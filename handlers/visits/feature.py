"""Recording visits in chat: one line, a card, a tap; for whoever holds hamlets."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from handlers.action import Action, Verb
from handlers.ask.buttons import MOST
from handlers.ask.choosing import plain
from handlers.ask.texts import CHOOSE_NONE
from handlers.message import Left, Location, Photo, Text
from handlers.nudges.texts import ROLE_ONLY
from handlers.records import Records
from handlers.reply import Small, say
from handlers.scene import Scene
from handlers.turn import Batch, Change, CountAsked, NoteUnanswered, Turn
from handlers.visits import texts
from handlers.visits.card import press
from handlers.visits.draft import Draft
from handlers.visits.drafting import photo_of, place_of, resume_words, show_draft
from handlers.visits.pieces import read_pieces
from handlers.visits.pressing import pressed_turn
from handlers.visits.questions import NUMBERED
from handlers.visits.typing_in import typed, unread
from knowledge.text import words


class Visits:
    """The feature (`handlers.scene.Feature`)."""

    @property
    def verbs(self) -> frozenset[Verb]:
        """Buttons of drafts."""
        return frozenset({Verb.DRAFT})

    def take(self, scene: Scene) -> Turn | None:
        """A note, or something about the draft that is open."""
        if scene.person is None or not (scene.person.hamlets or scene.conversation.draft):
            return _not_theirs(scene)
        match scene.message.content:
            case Text(text):
                return typed(scene, text)
            case Photo(caption=caption):
                return _photo(scene, caption)
            case Location():
                return _place(scene)
        return None

    def pressed(self, scene: Scene, action: Action) -> Turn | None:
        """A button of a draft; None for somebody who holds no role any more."""
        return pressed_turn(scene, action) if scene.person else None

    def after(self, scene: Scene, turn: Turn) -> Turn:
        """A draft outlives what others say, and one line reminds of it."""
        draft = scene.conversation.draft
        if draft is None:
            return turn
        if isinstance(scene.message.content, Left):
            return replace(turn, conversation=turn.conversation.with_(draft=draft))
        if scene.person is None or turn.conversation.draft != draft or _waits_elsewhere(turn):
            return turn
        if _not_understood(scene, draft, turn):
            again = unread(scene, draft)
            return replace(again, changes=_without_notes(turn))
        return _reminded(scene, draft, turn) if turn.replies else turn

    def tick(self, records: Records, now: datetime) -> Sequence[Batch]:
        """Nothing: a draft waits."""
        return ()


def _not_theirs(scene: Scene) -> Turn | None:
    """A command of recording, from somebody who has no hamlet to record for."""
    content = scene.message.content
    typed = content.text.split()[:1] if isinstance(content, Text) else []
    if not typed or plain(typed[0]) not in texts.COMMANDS:
        return None
    return Turn(scene.conversation, (say(texts.NO_HAMLETS if scene.person else ROLE_ONLY),))


def _photo(scene: Scene, caption: str) -> Turn | None:
    draft = scene.conversation.draft
    if draft is None:
        turn = typed(scene, caption) if words(caption) else None
        return turn if turn or words(caption) else Turn(scene.conversation, (say(texts.PHOTO_ALONE),))
    kept = replace(draft, photo=photo_of(scene))
    if words(caption):
        # A note of its own has its own picture; anything else written under it is about the draft.
        turn = typed(scene, caption)
        if turn and turn.conversation.draft and turn.conversation.draft.waiting != draft.waiting:
            return turn
        held = scene.with_(scene.conversation.with_(draft=kept))
        turn = typed(held, caption)
        if turn:
            return turn
    return show_draft(scene, kept, texts.PHOTO_CHANGED if draft.photo else texts.PHOTO_ADDED)


def _place(scene: Scene) -> Turn:
    draft = scene.conversation.draft
    if draft is None:
        return Turn(scene.conversation, (say(texts.PLACE_ALONE),))
    kept = replace(draft, place=place_of(scene))
    return show_draft(scene, kept, texts.PLACE_CHANGED if draft.place else texts.PLACE_ADDED)


def _waits_elsewhere(turn: Turn) -> bool:
    """Whether something else waits for the next line, so that a reminder would only confuse."""
    state = turn.conversation
    return any((state.checklist, state.calling, state.pending, state.lesson, state.heard, state.commune))


def _not_understood(scene: Scene, draft: Draft, turn: Turn) -> bool:
    """Whether a line meant for the draft found no sense: a guess at topics helps nobody who was asked something."""
    content = scene.message.content
    if not isinstance(content, Text):
        return False
    missed = any(isinstance(change, NoteUnanswered) and change.why == "unknown" for change in turn.changes)
    guessed = any(button.label == CHOOSE_NONE for reply in turn.replies for button in reply.buttons)
    if draft.asking and guessed:
        return not read_pieces(content.text, scene.today, ()).asking
    return missed or turn.conversation.misses > scene.conversation.misses


def _without_notes(turn: Turn) -> tuple[Change, ...]:
    return tuple(change for change in turn.changes if not isinstance(change, NoteUnanswered | CountAsked))


def _reminded(scene: Scene, draft: Draft, turn: Turn) -> Turn:
    """The turn with one line on the draft under its last message, or below it where there is no room."""
    line = resume_words(scene, draft)
    if draft.asking == "people" and scene.message.channel in NUMBERED:
        # A bare number chooses from the list that follows.
        line = f"{line} {texts.RESUME_TYPED}"
    presses = (press(texts.GO_ON, "go", draft), press(texts.DROP_DRAFT, "drop", draft))
    last = turn.replies[-1]
    if last.keep or last.picture or len(last.buttons) + len(presses) > MOST:
        return replace(turn, replies=(*turn.replies, say(line, buttons=presses)))
    joined = replace(last, blocks=(*last.blocks, Small(line)), buttons=(*last.buttons, *presses))
    return replace(turn, replies=(*turn.replies[:-1], joined))
