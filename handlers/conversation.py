"""What is remembered of a conversation between two messages: plain versioned data."""

from dataclasses import dataclass, replace
from typing import Any

from handlers.data import DataError, from_data, to_data
from handlers.editing.proposal import Proposal
from handlers.nudges.broadcast import Composing
from handlers.nudges.lesson import Lesson
from handlers.requests.acting import Acting
from handlers.requests.calling import Calling
from handlers.teams.pending import Pending
from handlers.visits.draft import Draft, Helping
from handlers.visits.withdrawal import Withdrawal

VERSION = 1


@dataclass(frozen=True, slots=True)
class Checklist:
    """A checklist being filled: the answers by question, in the order given."""

    topic: str
    answers: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Conversation:
    """The state of a conversation.

    `topic` and `facet`: what was last answered; `choices`: button labels and codes last offered, so that a typed
    number or word chooses; `earlier`: those of the same turn's messages before the last, chosen by word alone;
    `misses`: questions in a row that were not understood; `fallbacks`: how many fallbacks were ever shown, so that the
    same one isn't shown twice in a row; `unread`: the same of what came without words; `shown`: the statements of the
    topic that were said; `question`: the last question (masked), kept until it has been said whether the answer
    helped; `commune`: a question about communes that
    waits for which one is meant; `place`: the commune of today that the person named last (`xã Minh Hợp`); `heard`:
    what a recogniser wrote down of a spoken message (masked), until the person has said whether it is right; `hamlet`:
    the id of the hamlet whose code the person used; `noticed`: the last thing said here came by itself; `draft`: a
    visit being recorded; `helping`: what was asked on behalf of a resident;
    `withdrawing`: a visit whose withdrawal waits for its reason; `calling`: a help request being made;
    `acting`: what the next line is for a help request on record; `unsent`: lines of talks (request, line) of
    which it is asked whether they are for the resident; `pending`: something about people that waits for a
    yes or a word; `lesson`: a quiz under way; `composing`: a notice to others being written;
    `setting`: a commune and the name of what is set there by the number that is typed next; `proposal`: an edit of the
    content that waits for its tap; `refusing`: an edit on record (id and version) that is refused with the next line as
    the reason; `edited`: the place of the last one that was made here; `rated`: the topics of whose
    last answer it was said whether it helped.
    """

    topic: str | None = None
    facet: str | None = None
    choices: tuple[tuple[str, str], ...] = ()
    earlier: tuple[tuple[str, str], ...] = ()
    misses: int = 0
    fallbacks: int = 0
    unread: int = 0
    question: str | None = None
    checklist: Checklist | None = None
    greeted: bool = False
    shown: tuple[str, ...] = ()
    commune: str | None = None
    place: str | None = None
    heard: str | None = None
    hamlet: int | None = None
    noticed: bool = False
    draft: Draft | None = None
    helping: Helping | None = None
    withdrawing: Withdrawal | None = None
    calling: Calling | None = None
    acting: Acting | None = None
    unsent: tuple[tuple[str, str], ...] = ()
    pending: Pending | None = None
    setting: tuple[str, str] | None = None
    lesson: Lesson | None = None
    composing: Composing | None = None
    proposal: Proposal | None = None
    edited: str | None = None
    refusing: tuple[int, int] | None = None
    rated: tuple[str, ...] = ()

    def with_(self, **changes: Any) -> "Conversation":
        """A changed copy."""
        return replace(self, **changes)


def dump(conversation: Conversation) -> dict[str, Any]:
    """The conversation as JSON-able data with its version."""
    return {"version": VERSION, **to_data(conversation)}


def load(data: dict[str, Any] | None) -> Conversation:
    """The conversation from stored data; a new one when there is none or when it can't be read any more."""
    if not data or data.get("version") != VERSION:
        return Conversation()
    try:
        return from_data(Conversation, {name: value for name, value in data.items() if name != "version"})
    except DataError:
        return Conversation()
