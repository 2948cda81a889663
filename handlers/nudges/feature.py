"""Nudges as features: weekly summaries and their times, lessons, and notices from communes to their teams."""

from collections.abc import Sequence
from datetime import datetime

from handlers.action import Action, Verb
from handlers.ask.choosing import plain
from handlers.message import Text
from handlers.nudges import composing, texts, texts_notices
from handlers.nudges.choosing import times_pressed, times_turn
from handlers.nudges.delivery import list_turn, read_turn, status_turn
from handlers.nudges.learning import answer_turn, lesson_turn
from handlers.nudges.weekly import weekly
from handlers.records import Records
from handlers.reply import say
from handlers.scene import Scene
from handlers.teams.people import Person
from handlers.turn import Batch, Turn


class Writing:
    """The text of a notice is whatever its writer types next, though another feature may know such a line: it comes
    before all others, has no buttons, and ends where a command is typed instead."""

    verbs: frozenset[Verb] = frozenset()

    def take(self, scene: Scene) -> Turn | None:
        return composing.typed(scene, scene.person) if scene.person else None

    def pressed(self, scene: Scene, action: Action) -> Turn | None:
        return None

    def after(self, scene: Scene, turn: Turn) -> Turn:
        return composing.left(scene, turn)

    def tick(self, records: Records, now: datetime) -> Sequence[Batch]:
        return ()


class Nudges:
    """Everything else."""

    verbs: frozenset[Verb] = frozenset({Verb.NUDGE})

    def take(self, scene: Scene) -> Turn | None:
        """`/nhac`, `/hoc`, `/thongbao`, and those in words; without a role only the commands are answered."""
        content = scene.message.content
        if not isinstance(content, Text):
            return None
        typed, person = plain(content.text), scene.person
        if person and typed in texts.WORDS_TIMES:
            return times_turn(scene, person)
        if person and typed in texts.WORDS_LESSON:
            return lesson_turn(scene, person)
        if person and composing.may_compose(person):
            if typed in texts_notices.WORDS_LIST:
                return list_turn(scene, person) or composing.begin(scene)
            if typed in texts_notices.WORDS_COMPOSE:
                return composing.begin(scene)
        if typed in ("/nhac", "/hoc", "/thongbao"):
            return Turn(scene.conversation, (say(texts.ADMIN_ONLY if person else texts.ROLE_ONLY),))
        return None

    def pressed(self, scene: Scene, action: Action) -> Turn | None:
        """A button's first argument says what it does."""
        if scene.person is None or not action.args:
            return None
        return self._pressed(scene, scene.person, action.args[0], action.args[1:])

    def _pressed(self, scene: Scene, person: Person, what: str, args: tuple[str, ...]) -> Turn | None:
        match (what, *args):
            case ("times",):
                return times_turn(scene, person)
            case ("lesson",):
                return lesson_turn(scene, person)
            case ("lesson", number) if number.isdecimal():
                return lesson_turn(scene, person, max(int(number), 1))
            case ("answer", key, choice):
                return answer_turn(scene, person, key, choice)
            case ("read", key):
                return read_turn(scene, person, key)
            case ("compose",) if composing.may_compose(person):
                return composing.begin(scene)
            case ("notices",) if composing.may_compose(person):
                return list_turn(scene, person) or composing.begin(scene)
            case ("show", key):
                return status_turn(scene, person, key)
        return times_pressed(scene, person, what, args) or composing.pressed(scene, person, what, args)

    def after(self, scene: Scene, turn: Turn) -> Turn:
        """Nothing: a lesson waits below without asking again."""
        return turn

    def tick(self, records: Records, now: datetime) -> Sequence[Batch]:
        """The weekly reminders and summaries that are due."""
        return tuple(weekly(records, now))
