"""A few safe edits in chat: read back, one tap, live within half a minute, and taken back by "hoàn tác"."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from handlers.action import Action, Verb
from handlers.ask.buttons import MOST
from handlers.editing import texts
from handlers.editing.changed import shown_value
from handlers.editing.commands import Undo, read_command
from handlers.editing.edit import PutEdit, Status, StoredEdit
from handlers.editing.finding import UnclearError
from handlers.editing.permission import approvers, commune_of, may_publish, may_suggest, status_to_publish
from handlers.editing.phrases import next_phrase
from handlers.editing.proposal import Proposal, mark_of
from handlers.editing.proposing import Proposed, phrase, propose, stands
from handlers.message import Text
from handlers.records import Records
from handlers.reply import Press, say
from handlers.scene import Scene
from handlers.teams.changes import NoteAct
from handlers.teams.people import Person
from handlers.teams.rights import Content, may_change_content
from handlers.turn import Batch, NoteUnanswered, Turn
from knowledge.edits import Edit, plain
from knowledge.understand import Understander

_GO, _LEAVE, _UNDO, _ASK, _TO = "go", "leave", "undo", "ask", "to"
_CANDIDATES = 4
_NAMES = 2


class EditingInChat:
    """The feature (`handlers.scene.Feature`). Its buttons: what, the topic, and the mark of what they are about."""

    verbs: frozenset[Verb] = frozenset({Verb.EDIT})

    def __init__(self, understander: Understander) -> None:
        self._understander = understander

    def take(self, scene: Scene) -> Turn | None:
        """A line that asks for an edit, from somebody who may at least suggest one."""
        content, person = scene.message.content, scene.person
        command = read_command(content) if isinstance(content, Text) and person and may_suggest(person) else None
        if command is None or person is None:
            return None
        if isinstance(command, Undo):
            return _undo(scene, person)
        try:
            return _read_back(scene, person, propose(scene, person, self._understander, command))
        except UnclearError as unclear:
            return _said(scene, str(unclear))

    def pressed(self, scene: Scene, action: Action) -> Turn | None:
        """One of its buttons."""
        person = scene.person
        if person is None or not may_suggest(person):
            return None
        what, about, mark = (*action.args, "", "", "")[:3]
        if what == _ASK:
            return self._which_topic(scene)
        if what == _TO:
            return self._to_topic(scene, person, about, mark)
        if what == _UNDO:
            return _undo(scene, person)
        waits = scene.conversation.proposal
        if what == _LEAVE and (waits is None or about == waits.mark):
            return Turn(scene.conversation.with_(proposal=None), (say(texts.LEFT),))
        return _go(scene, person, waits) if what == _GO and waits and about == waits.mark else None

    def after(self, scene: Scene, turn: Turn) -> Turn:
        """Under a question that wasn't understood, for those who may publish a phrase: make it one."""
        person = scene.person
        missed = any(isinstance(change, NoteUnanswered) and change.why == "unknown" for change in turn.changes)
        if not (missed and person and may_change_content(person) in (Content.LOCAL, Content.ALL) and turn.replies):
            return turn
        last = turn.replies[-1]
        buttons = (*last.buttons[: MOST - 1], _press(texts.PHRASE_BUTTON, _ASK))
        return replace(turn, replies=(*turn.replies[:-1], replace(last, buttons=buttons)))

    def tick(self, records: Records, now: datetime) -> Sequence[Batch]:
        """Nothing: what is ready is published elsewhere."""
        return ()

    def _which_topic(self, scene: Scene) -> Turn:
        question = scene.conversation.question
        if not question:
            return _said(scene, texts.PHRASE_GONE)
        near = self._understander.understand(question).candidates[:_CANDIDATES]
        topics = [scene.content.topics[item.topic] for item in near]
        buttons = [_press(topic.title, _TO, topic.id, mark_of(question)) for topic in topics]
        buttons.append(_press(texts.LEAVE_BUTTON, _LEAVE))
        kept = scene.conversation.with_(proposal=None)
        return Turn(kept, (say(texts.PHRASE_WHICH.format(text=question), buttons=buttons),))

    def _to_topic(self, scene: Scene, person: Person, topic_id: str, mark: str) -> Turn | None:
        question, topic = scene.conversation.question, scene.content.topics.get(topic_id)
        if topic is None:
            return None
        if not question or mark_of(question) != mark:
            return _said(scene, texts.PHRASE_GONE)
        try:
            return _read_back(scene, person, phrase(scene.content, self._understander, topic, question))
        except UnclearError as unclear:
            return _said(scene, str(unclear))


def _read_back(scene: Scene, person: Person, proposed: Proposed) -> Turn:
    """What will change, and the tap that does it."""
    edit = proposed.proposal.edit
    status = status_to_publish(person, edit, commune_of(person, edit), scene.records)
    mark = proposed.proposal.mark
    buttons = (_press(texts.GO_BUTTONS[status], _GO, mark), _press(texts.LEAVE_BUTTON, _LEAVE, mark))
    after = scene.conversation.with_(proposal=proposed.proposal)
    return Turn(after, (say(proposed.shown, texts.GO[status], buttons=buttons),))


def _go(scene: Scene, person: Person, proposal: Proposal) -> Turn:
    """The edit on record as it is to go on; what it may become is decided now."""
    edit = _numbered(scene, person, proposal.edit)
    commune = commune_of(person, edit)
    free = scene.conversation.with_(proposal=None)
    if stands(scene.content, edit.file, edit.path) != edit.before:
        return Turn(free, (say(texts.CHANGED_SINCE),))
    status = status_to_publish(person, edit, commune, scene.records)
    stored = StoredEdit(
        edit, person.id, person.name, scene.now, proposal.note, status, commune, by=person.id, chat=True
    )
    note = NoteAct(person.id, "edit-submit", edit.place, commune)
    reply = say(_done(scene, stored), buttons=(_press(texts.UNDO_BUTTON, _UNDO),))
    return Turn(free.with_(edited=edit.place), (reply,), (PutEdit(stored), note))


def _numbered(scene: Scene, person: Person, edit: Edit) -> Edit:
    """A new phrase past the numbers of those that wait to go live."""
    if edit.path[:1] != ("phrases",) or edit.before is not None:
        return edit
    taken = [one.edit.path[-1] for one in scene.records.edits(person) if one.edit.file == edit.file and one.edit.path]
    if edit.path[-1] not in taken:
        return edit
    document = scene.content.documents[edit.file]
    return replace(edit, path=(*edit.path[:-1], next_phrase(plain(document.data), taken)))


def _done(scene: Scene, stored: StoredEdit) -> str:
    """What is said when an edit was sent; of one that waits, who was asked to approve it."""
    if stored.status is not Status.WAITING:
        return texts.DONE[stored.status]
    names = [one.name or texts.NO_NAME for one in approvers(scene.records, stored)]
    if not names:
        return texts.DONE_NOBODY
    shown = ", ".join(names[:_NAMES]) + (texts.MORE_NAMES.format(count=len(names) - _NAMES) if names[_NAMES:] else "")
    return texts.DONE[Status.WAITING].format(names=shown)


def _undo(scene: Scene, person: Person) -> Turn:
    """The last edit made here: withdrawn while it isn't live, else what stood before is brought back, by a tap."""
    place = scene.conversation.edited
    history = scene.records.edit_history(person, place) if place else ()
    mine = (item for item in history if item.author == person.id and item.edit.place == place)
    last = next((item for item in mine if item.status is not Status.DROPPED), None)
    if last is None:
        return _said(scene, texts.UNDO_NOTHING)
    if last.status.open:
        dropped = PutEdit(replace(last, status=Status.DROPPED, by=person.id))
        note = NoteAct(person.id, "edit-drop", last.edit.place, last.commune)
        reply = say(texts.UNDONE.format(place=last.edit.place))
        return Turn(scene.conversation.with_(proposal=None, edited=None), (reply,), (dropped, note))
    stood = stands(scene.content, last.edit.file, last.edit.path)
    back = Edit(last.edit.file, last.edit.path, last.edit.after, last.edit.before)
    if stood != last.edit.after or not may_publish(person, back):
        return _said(scene, texts.UNDO_LATER if stood == last.edit.before else texts.UNDO_OVER)
    proposal = Proposal(back, texts.UNDO_NOTE.format(number=last.id))
    shown = texts.UNDO_SEEN.format(number=last.id, now=shown_value(back.before), then=shown_value(back.after))
    return _read_back(scene, person, Proposed(proposal, shown))


def _said(scene: Scene, line: str) -> Turn:
    return Turn(scene.conversation, (say(line),))


def _press(label: str, *args: str) -> Press:
    return Press(label, Action(Verb.EDIT, args))
