"""What a handler gives back: replies, the new state, and changes that `bot/` carries out in the same transaction."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from handlers.console.link import MakeLink
from handlers.conversation import Conversation
from handlers.editing.edit import MarkEditsTold, Publish, PutEdit
from handlers.editing.unanswered import QuestionChange
from handlers.message import Message
from handlers.nudges.changes import NudgeChange
from handlers.reply import Reply
from handlers.requests.request import PutRequest
from handlers.teams.changes import ForgetAccount, TeamChange
from handlers.teams.people import Account
from handlers.visits.visit import PutVisit


@dataclass(frozen=True, slots=True)
class NoteUnanswered:
    """A question that could not be answered (masked), for the administrators. `why`: unknown, outside, not_helped …

    `commune`: the person's, where known.
    """

    question: str
    why: str
    topic: str | None = None
    commune: str | None = None


@dataclass(frozen=True, slots=True)
class NoteHelped:
    """Whether an answer helped, with the reason given when it did not; `commune`: the person's, where known.

    `again`: it was said of this answer before; what is said last holds, and counts once.
    """

    topic: str
    helped: bool
    reason: str | None = None
    commune: str | None = None
    again: bool = False


@dataclass(frozen=True, slots=True)
class CountAsked:
    """A question was asked: one more in the counts of the day, which hold no words and nobody.

    `decision`: what became of it (`handlers.figures.rows.Outcome`); `commune`: the person's, where known.
    """

    decision: str
    topic: str | None = None
    commune: str | None = None


Change = (
    NoteUnanswered
    | NoteHelped
    | CountAsked
    | TeamChange
    | ForgetAccount
    | PutVisit
    | PutRequest
    | NudgeChange
    | PutEdit
    | MarkEditsTold
    | Publish
    | QuestionChange
    | MakeLink
)


@dataclass(frozen=True, slots=True)
class Notice:
    """Something said to somebody else than who wrote, or by itself. Its buttons can be chosen by number and word there.

    `quiet`: it offers nothing to choose that matters, so what was offered last stays on offer; `about`: the key of the
    broadcast that it is part of.
    """

    to: Account
    reply: Reply
    quiet: bool = False
    about: str | None = None


@dataclass(frozen=True, slots=True)
class Turn:
    """The outcome of one message: everything of it is written in one transaction, or nothing is.

    A change that finds the record moved on is stale; then the message is handled again.
    """

    conversation: Conversation
    replies: tuple[Reply, ...] = ()
    changes: tuple[Change, ...] = ()
    notices: tuple[Notice, ...] = ()


@dataclass(frozen=True, slots=True)
class Batch:
    """What happens by itself at a time: written as a whole; dropped when stale, since the next look sees it anew."""

    changes: tuple[Change, ...] = ()
    notices: tuple[Notice, ...] = ()


Handler = Callable[[Message, Conversation, date], Turn]
"""Message, state and today's date (Asia/Ho_Chi_Minh) to a turn."""


class Assistant(Protocol):
    """A whole assistant: what it answers, and what it does by itself as time passes."""

    def turn(self, message: Message, conversation: Conversation, today: date) -> Turn:
        """One message."""
        ...

    def tick(self, now: datetime) -> Iterable[Batch]:
        """What is due at `now` (UTC); called every half minute and at the start.

        May raise after the last batch, for what could not be looked at.
        """
        ...


@dataclass(frozen=True, slots=True)
class Answering:
    """An assistant that answers by a handler and does nothing by itself."""

    handler: Handler

    def turn(self, message: Message, conversation: Conversation, today: date) -> Turn:
        """What the handler says."""
        return self.handler(message, conversation, today)

    def tick(self, now: datetime) -> Iterable[Batch]:
        """Nothing."""
        return ()
