"""Visits on record: asked for in everyday words, changed, withdrawn and brought back; for whoever holds a role."""

import re
from collections.abc import Sequence
from datetime import datetime

from handlers.action import Action, Verb
from handlers.ask.choosing import chosen, plain
from handlers.message import Text
from handlers.records import Records
from handlers.scene import Scene
from handlers.teams.people import Person
from handlers.turn import Batch, Turn
from handlers.visits import texts_asked
from handlers.visits.asked import read_asked
from handlers.visits.commands import read_command
from handlers.visits.finding import ACTS, commanded
from handlers.visits.held import said_names
from handlers.visits.one import not_found, show_visit
from handlers.visits.recalled import answer, last_ones, listed, query_of
from handlers.visits.texts import WORDS_DROP
from handlers.visits.withdrawing import ask_for_words, keep, let_go, reason_pressed, reason_typed

_THIS_ONE = re.compile(r"\bluot (?:nay|ni|dang ghi)\b")


class Recalling:
    """The feature (`handlers.scene.Feature`)."""

    @property
    def verbs(self) -> frozenset[Verb]:
        """Buttons of visits on record."""
        return frozenset({Verb.RECORD})

    def take(self, scene: Scene) -> Turn | None:
        """A reason that was asked for, a command, or a question about records."""
        content, person = scene.message.content, scene.person
        if person is None or not isinstance(content, Text):
            return None
        reason = reason_typed(scene, person)
        if reason or chosen(scene.conversation, content.text) or _of_draft(scene, plain(content.text)):
            return reason
        turn = _typed(scene, person, content.text)
        return let_go(scene, turn) if turn else None

    def pressed(self, scene: Scene, action: Action) -> Turn | None:
        """A button of a visit or a list; None for one that is no more."""
        person = scene.person
        if person is None or not action.args:
            return None
        what, *args = action.args
        # What is pressed is no reason: the withdrawal that waited for one is over.
        scene = scene.with_(scene.conversation.with_(withdrawing=None))
        if what == "list":
            query = query_of(args)
            return listed(scene, person, query[0], offset=query[1]) if query else None
        return _of_visit(scene, person, what, args) if args else None

    def after(self, scene: Scene, turn: Turn) -> Turn:
        """Something else was said where a reason was waited for."""
        return let_go(scene, turn) if scene.conversation.withdrawing else turn

    def tick(self, records: Records, now: datetime) -> Sequence[Batch]:
        """Nothing."""
        return ()


def _of_draft(scene: Scene, typed: str) -> bool:
    """Whether a line is about the visit that is being recorded."""
    draft = scene.conversation.draft
    if draft is None:
        return False
    return draft.asking == "reason" or typed in WORDS_DROP or bool(_THIS_ONE.search(typed))


def _typed(scene: Scene, person: Person, text: str) -> Turn | None:
    if plain(text) in texts_asked.COMMANDS:
        return last_ones(scene, person)
    names = said_names(person.hamlets)
    command = read_command(text, scene.today, names)
    if command:
        return commanded(scene, person, command)
    asked = read_asked(text, scene.today, names)
    return answer(scene, person, asked) if asked else None


def _of_visit(scene: Scene, person: Person, what: str, args: Sequence[str]) -> Turn | None:
    visit = scene.records.visit(person, args[0])
    if visit is None:
        return not_found(scene)
    if what in ACTS:
        return ACTS[what](scene, person, visit)
    match what, args[1:]:
        case "show", []:
            return show_visit(scene, person, visit)
        case "gone", [version, why]:
            return reason_pressed(scene, person, visit, version, why)
        case "why", [version]:
            return ask_for_words(scene, person, visit, version)
        case "keep", []:
            return keep(scene, person, visit)
    return None
