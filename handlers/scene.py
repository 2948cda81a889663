"""One message with everything that a feature may look at, and what a feature is."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Protocol

from handlers.action import Action, Verb
from handlers.conversation import Conversation
from handlers.message import Message
from handlers.records import Records
from handlers.teams.codes import Choose
from handlers.teams.people import Account, Person
from handlers.turn import Batch, Turn
from knowledge.communes import Communes
from knowledge.content import Content


@dataclass(frozen=True, slots=True)
class Scene:
    """A message, the state before it, and who writes.

    `today`: the calendar day (Asia/Ho_Chi_Minh) on which it was sent; `now`: that instant in UTC; `person`: whoever
    writes, when they hold a role; `choose`: chance, for new codes; None where nothing is stored, so none can be made;
    `public_url`: where the program is reached from outside, no trailing slash; "" is nowhere.
    """

    message: Message
    conversation: Conversation
    today: date
    person: Person | None
    records: Records
    content: Content
    communes: Communes
    choose: Choose | None = None
    public_url: str = ""

    @property
    def now(self) -> datetime:
        """When it was sent."""
        return self.message.at

    @property
    def account(self) -> Account:
        """Where it was sent."""
        return Account(self.message.channel, self.message.conversation)

    def with_(self, conversation: Conversation) -> "Scene":
        """The same message in another state."""
        return replace(self, conversation=conversation)


class Feature(Protocol):
    """A part of the assistant that has conversations of its own. It holds nothing of any of them."""

    @property
    def verbs(self) -> frozenset[Verb]:
        """The buttons that are its own."""
        ...

    def take(self, scene: Scene) -> Turn | None:
        """The turn for a message that isn't a button, or None when it belongs to somebody else."""
        ...

    def pressed(self, scene: Scene, action: Action) -> Turn | None:
        """The turn for one of its buttons; None when it is old."""
        ...

    def after(self, scene: Scene, turn: Turn) -> Turn:
        """What it adds to a turn that another made, the way a form goes on after a question in its middle."""
        ...

    def tick(self, records: Records, now: datetime) -> Sequence[Batch]:
        """What it does by itself at `now`; each batch is written or dropped by itself."""
        ...
