"""The second person, in chat: an edit that waits is approved or sent back by a tap, as it was shown and no other."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from handlers.action import Action, Verb
from handlers.ask.choosing import chosen
from handlers.conversation import Conversation
from handlers.editing import texts_telling as texts
from handlers.editing.edit import PutEdit, Status, StoredEdit
from handlers.editing.news import APPROVE, LEAVE, REFUSE, Sheet, approve_press, author_of
from handlers.editing.permission import may_approve
from handlers.editing.proposing import stands
from handlers.editing.telling import Teller
from handlers.message import Text
from handlers.records import Records
from handlers.reply import Paragraph, Small, say
from handlers.scene import Scene
from handlers.teams.changes import NoteAct
from handlers.teams.people import Person
from handlers.turn import Batch, Turn
from knowledge.text import words
from knowledge.understand import Understander

REASON_MOST = 300


class Approving:
    """The feature (`handlers.scene.Feature`). Its buttons: what, the number of an edit, its version.

    It also tells everybody what becomes of edits. `root`: the console's address; "" where there is none.
    """

    verbs: frozenset[Verb] = frozenset({Verb.APPROVE})

    def __init__(self, understander: Understander, root: str) -> None:
        self._index, self._root = understander.index, root

    def take(self, scene: Scene) -> Turn | None:
        """The reason that was asked for."""
        waits, content = scene.conversation.refusing, scene.message.content
        if waits is None or scene.person is None or not isinstance(content, Text) or scene.conversation.noticed:
            return None
        text = " ".join(content.text.split())
        if text.endswith("?") or text.startswith("/") or chosen(scene.conversation, text):
            return None
        found = self._waiting(scene, scene.person, *waits)
        if isinstance(found, Turn):
            return found
        if not any(len(word) > 1 and word.isalpha() for word in words(text)):
            again = say(texts.REFUSE_WHY_AGAIN, buttons=(approve_press(texts.LEAVE_BUTTON, LEAVE, found),))
            return Turn(scene.conversation, (again,))
        return _refuse(scene, scene.person, found, text[:REASON_MOST])

    def pressed(self, scene: Scene, action: Action) -> Turn | None:
        """One of its buttons; rights and what became of the edit are looked at again."""
        what, number, version = (*action.args, "", "", "")[:3]
        if scene.person is None or not (number.isdecimal() and version.isdecimal()):
            return None
        found = self._waiting(scene, scene.person, int(number), int(version))
        if isinstance(found, Turn):
            return found
        if what == LEAVE:
            return Turn(_free(scene), (say(texts.REFUSE_LEFT.format(number=found.id)),))
        if what == REFUSE:
            why = texts.REFUSE_WHY.format(number=found.id, author=author_of(found))
            leave = approve_press(texts.LEAVE_BUTTON, LEAVE, found)
            return Turn(scene.conversation.with_(refusing=(found.id, found.version)), (say(why, buttons=(leave,)),))
        return self._approve(scene, scene.person, found) if what == APPROVE else None

    def after(self, scene: Scene, turn: Turn) -> Turn:
        """Something else was said while the reason was waited for: nothing is refused, and that is said."""
        waits = turn.conversation.refusing
        if waits is None:
            return turn
        conversation = turn.conversation.with_(refusing=None)
        if not turn.replies:
            return replace(turn, conversation=conversation)
        last = turn.replies[-1]
        said = replace(last, blocks=(*last.blocks, Small(texts.LET_GO.format(number=waits[0]))))
        return replace(turn, conversation=conversation, replies=(*turn.replies[:-1], said))

    def tick(self, records: Records, now: datetime) -> Sequence[Batch]:
        """What there is to hear of edits."""
        return tuple(Teller(records, self._index.content, self._index.name, self._root, now).batches())

    def _waiting(self, scene: Scene, person: Person, number: int, version: int) -> StoredEdit | Turn:
        """The edit that a button is about, if it still waits for them as it was shown; else what became of it."""
        stored = scene.records.edit(person, number)
        if stored is None:
            return Turn(_free(scene), (say(texts.GONE),))
        if stored.status is not Status.WAITING:
            return Turn(_free(scene), (say(_became(stored)),))
        if not may_approve(person, stored):
            own = texts.OWN.format(number=number) if person.id in (stored.author, stored.by) else texts.GONE
            return Turn(_free(scene), (say(own),))
        if stored.version != version:
            card = Sheet(scene.content, self._root).card(stored)
            another = Paragraph(texts.IS_ANOTHER.format(number=number))
            return Turn(_free(scene), (replace(card, blocks=(another, *card.blocks)),))
        return stored

    def _approve(self, scene: Scene, person: Person, stored: StoredEdit) -> Turn:
        if stands(scene.content, stored.edit.file, stored.edit.path) != stored.edit.before:
            since = texts.CHANGED_SINCE.format(number=stored.id, author=author_of(stored))
            return Turn(_free(scene), (say(since, buttons=(approve_press(texts.REFUSE_BUTTON, REFUSE, stored),)),))
        approved = replace(
            stored,
            status=Status.READY,
            approved_by=person.id,
            approved_name=person.name,
            by=person.id,
            by_name=person.name,
        )
        note = NoteAct(person.id, "edit-approve", stored.edit.place, stored.commune)
        done = texts.APPROVED.format(number=stored.id, author=author_of(stored))
        return Turn(_free(scene), (say(done),), (PutEdit(approved), note))


def _refuse(scene: Scene, person: Person, stored: StoredEdit, reason: str) -> Turn:
    refused = replace(stored, status=Status.DROPPED, fault=reason, by=person.id, by_name=person.name)
    note = NoteAct(person.id, "edit-drop", stored.edit.place, stored.commune)
    done = texts.REFUSED.format(number=stored.id, author=author_of(stored), reason=reason.rstrip(". "))
    return Turn(_free(scene), (say(done),), (PutEdit(refused), note))


def _became(stored: StoredEdit) -> str:
    """What became of an edit that doesn't wait any more."""
    name, author = stored.approved_name, author_of(stored)
    match stored.status:
        case Status.PUBLISHED:
            said = texts.IS_LIVE_BY if name else texts.IS_LIVE
        case Status.READY:
            said = texts.IS_READY_BY if name else texts.IS_READY
        case Status.DROPPED if stored.by in (None, stored.author):
            said = texts.IS_WITHDRAWN
        case Status.DROPPED:
            return texts.IS_REFUSED.format(
                name=stored.by_name or texts.WHO_REFUSED, number=stored.id, reason=stored.fault.rstrip(". ")
            )
        case _:
            said = texts.IS_DRAFT
    return said.format(number=stored.id, name=name, author=author)


def _free(scene: Scene) -> Conversation:
    return scene.conversation.with_(refusing=None)
