"""Questions that could not be answered: what administrators see of them, and what becomes of them."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from handlers.editing.edit import Status
from handlers.teams.people import Account


class Outcome(StrEnum):
    """What the published content says to a question whose edit went live. Stored: never reuse a value."""

    ANSWERED = "answered"
    REFUSED = "refused"  # by name, with who does handle it
    STILL = "still"  # not answered yet: back in the queue


@dataclass(frozen=True, slots=True)
class Unanswered:
    """A question (masked) on record.

    `why`: unknown, no_statement, not_helped, outside:<id>; `topic`: the one that answered beside the point; `commune`:
    the asker's, where known; `asker`: tells the conversations of one look apart and means nothing elsewhere; `edit` and
    `status`: the edit that is to answer it; `ignored`: why it needs no answer.
    """

    id: int
    at: datetime
    question: str
    why: str
    topic: str | None = None
    commune: str | None = None
    asker: int = 0
    edit: int | None = None
    status: Status | None = None
    outcome: Outcome | None = None
    ignored: str | None = None

    @property
    def waits(self) -> bool:
        """Whether somebody has yet to see to it, a draft being no answer."""
        if self.ignored is not None:
            return False
        return self.status is not Status.PUBLISHED or self.outcome is Outcome.STILL


@dataclass(frozen=True, slots=True)
class ToTell:
    """A question that is answered now, and where it was asked."""

    id: int
    at: datetime
    question: str
    account: Account
    commune: str | None = None


@dataclass(frozen=True, slots=True)
class SettleQuestions:
    """What the published content says to these questions."""

    outcomes: tuple[tuple[int, Outcome], ...]


@dataclass(frozen=True, slots=True)
class MarkTold:
    """Whoever asked these is told now. Stale when one was told already, or was deleted since."""

    questions: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class SetIgnored:
    """These need no answer, for this reason; None takes that back."""

    questions: tuple[int, ...]
    reason: str | None


QuestionChange = SettleQuestions | MarkTold | SetIgnored
