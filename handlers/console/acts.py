"""What administrators do in the console, by the functions that do it in chat: one rule, one sentence."""

from dataclasses import dataclass
from datetime import datetime
from functools import cache

from handlers.conversation import Conversation
from handlers.message import Channel, Message, Text
from handlers.records import Records
from handlers.reply import plain_text
from handlers.scene import Scene
from handlers.teams import ending, inviting
from handlers.teams.codes import Choose
from handlers.teams.listing import END
from handlers.teams.model import Role
from handlers.teams.people import Person
from handlers.teams.presses import YES, slug
from handlers.turn import Batch, Turn
from handlers.visits import withdrawing
from handlers.visits.visit import Visit
from handlers.visits.withdrawal import Withdrawal
from knowledge.communes import load_communes
from knowledge.content import Content, load_content
from knowledge.days import day_of


@dataclass(frozen=True, slots=True)
class Outcome:
    """What is said about an act, and what is to be written; `done`: whether anything is."""

    text: str
    batch: Batch

    @property
    def done(self) -> bool:
        """Whether it was done."""
        return bool(self.batch.changes)


@dataclass(frozen=True, slots=True)
class Acting:
    """Somebody who acts in the console at `now` (UTC). `choose`: chance, for new codes."""

    records: Records
    person: Person
    now: datetime
    choose: Choose
    public_url: str = ""

    def end_role(self, membership: int) -> Outcome:
        """Take somebody off the list, unless help requests would be left to nobody."""
        return _outcome(ending.pressed(self._scene(), END + YES, (str(membership),)))

    def invite(self, role: Role, commune: str | None, team: int | None) -> Outcome:
        """A code for one person into a team or an office."""
        where = str(team or 0) if team else slug(commune or "")
        return _outcome(inviting.pressed(self._scene(), inviting.CODE, (role, where)))

    def revoke(self, code: str) -> Outcome:
        """A code does nothing any more."""
        return _outcome(inviting.pressed(self._scene(), inviting.REVOKE, (code,)))

    def withdraw(self, visit: Visit, version: int, reason: str) -> Outcome:
        """A visit counts no more; `version` is the one that was looked at."""
        waiting = Conversation(withdrawing=Withdrawal(visit.key, version))
        return _outcome(withdrawing.reason_typed(self._scene(reason, waiting), self.person))

    def restore(self, visit: Visit) -> Outcome:
        """A withdrawn visit counts again."""
        return _outcome(withdrawing.restore(self._scene(), self.person, visit))

    def _scene(self, text: str = "", conversation: Conversation | None = None) -> Scene:
        message = Message(Channel.CONSOLE, "", "", "", self.now, Text(text))
        return Scene(
            message,
            conversation or Conversation(),
            day_of(self.now),
            self.person,
            self.records,
            _content(),
            load_communes(),
            self.choose,
            self.public_url,
        )


def _outcome(turn: Turn | None) -> Outcome:
    if turn is None:
        return Outcome("", Batch())
    return Outcome("\n".join(map(plain_text, turn.replies)), Batch(turn.changes, turn.notices))


@cache
def _content() -> Content:
    return load_content()
