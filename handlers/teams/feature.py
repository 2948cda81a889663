"""People as a feature: which message is about codes, roles and links, and what is said about sample data."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from handlers.action import Action, Verb, decode
from handlers.ask import texts as ask_texts
from handlers.ask.choosing import plain
from handlers.conversation import Conversation
from handlers.message import Text
from handlers.records import Records
from handlers.reply import Reply, Small
from handlers.scene import Scene
from handlers.teams import commands, ending, invited, inviting, linking, listing, texts_linking
from handlers.teams import texts_people as texts
from handlers.teams.joining import take_code
from handlers.teams.model import Role
from handlers.teams.people import Person
from handlers.teams.presses import KEEP, YES, said
from handlers.turn import Batch, Turn
from knowledge.understand import Understander


class People:
    """Joining, leaving, managing and linking."""

    def __init__(self, understander: Understander) -> None:
        self._understander = understander

    @property
    def verbs(self) -> frozenset[Verb]:
        """Its buttons."""
        return frozenset({Verb.TEAM})

    def take(self, scene: Scene) -> Turn | None:
        """A code, a command, or the words for what a button would do."""
        turn = take_code(scene) or self._typed(scene)
        return _marked(scene, turn) if turn else None

    def pressed(self, scene: Scene, action: Action) -> Turn | None:
        """One of its buttons."""
        turn = _pressed(scene, action)
        return _marked(scene, turn) if turn else None

    def after(self, scene: Scene, turn: Turn) -> Turn:
        """An invitation that waits for the name is kept in mind; sample data is called so."""
        return _marked(scene, invited.remind(scene, commands.with_help(scene, turn)))

    def tick(self, records: Records, now: datetime) -> Sequence[Batch]:
        """Nothing happens by itself."""
        return ()

    def _typed(self, scene: Scene) -> Turn | None:
        if not isinstance(scene.message.content, Text):
            return None
        words = plain(scene.message.content.text)
        action = _meant(scene.conversation, words)
        if action:
            return _pressed(scene, action)
        return _command(scene, words) or invited.typed(scene, self._understander)


def _command(scene: Scene, words: str) -> Turn | None:
    """The turn for a command or its words; words that a resident uses otherwise count only for people with a role."""
    if words in texts_linking.WORDS_LINK:
        return linking.link(scene)
    if words in texts_linking.WORDS_UNLINK:
        return linking.unlink(scene)
    if scene.person is None and not words.startswith("/"):
        return None
    if words in texts.WORDS_TEAM:
        return listing.team(scene)
    if words in texts.WORDS_PEOPLE:
        return listing.people(scene)
    if words in texts.WORDS_INVITE:
        return inviting.invite(scene)
    if words in texts.WORDS_OPEN:
        return listing.invitations(scene)
    return ending.leave(scene) if words in texts.WORDS_LEAVE else None


def _pressed(scene: Scene, action: Action) -> Turn | None:
    what, *rest = action.args or ("",)
    args = tuple(rest)
    if what == KEEP:
        return said(scene, texts.KEPT)
    if what in (invited.JOIN, invited.JOIN_AS, invited.LATER):
        return invited.pressed(scene, what, args)
    if what.removesuffix(YES) in (listing.END, listing.LEAVE):
        return ending.pressed(scene, what, args)
    return (
        listing.pressed(scene, what, args) or linking.pressed(scene, what, args) or inviting.pressed(scene, what, args)
    )


def _meant(conversation: Conversation, words: str) -> Action | None:
    """The offered button that a plain yes or no means, where the last question was one of ours.

    Not for what came by itself: whoever types "có" then may be answering what stood before.
    """
    yes = words in ask_texts.WORDS_YES | texts.WORDS_ACCEPT
    if conversation.noticed or not (yes or words in ask_texts.WORDS_NO | ask_texts.WORDS_LEAVE):
        return None
    offered = [action for _, code in conversation.choices if (action := decode(code)) and action.verb is Verb.TEAM]
    asked = [action for action in offered if action.args and action.args[0].endswith(YES)]
    if not asked:
        return None
    kept = next((action for action in offered if action.args[0] == KEEP), None)
    return asked[0] if yes else kept


def _marked(scene: Scene, turn: Turn) -> Turn:
    """The turn with a line under its last reply, and under its notices, where sample data is concerned."""
    if not _is_sample(scene.records, scene.person, turn.conversation):
        return turn
    notices = tuple(replace(notice, reply=_called_sample(notice.reply)) for notice in turn.notices)
    replies = (*turn.replies[:-1], _called_sample(turn.replies[-1])) if turn.replies else ()
    return replace(turn, replies=replies, notices=notices)


def _called_sample(reply: Reply) -> Reply:
    note = Small(texts.SAMPLE)
    return reply if note in reply.blocks else replace(reply, blocks=(*reply.blocks, note))


def _is_sample(records: Records, person: Person | None, conversation: Conversation) -> bool:
    if person and any(held.sample for held in person.memberships):
        return True
    # The province's administrators have no commune that would say so.
    if person and person.holds(Role.PROVINCE_ADMIN) and records.sample():
        return True
    hamlet = records.hamlet(conversation.hamlet) if conversation.hamlet else None
    return hamlet is not None and hamlet.sample
