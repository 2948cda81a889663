"""An edit of the content on record: draft → (a second person approves) → published."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from knowledge.edits import Edit


class Status(StrEnum):
    """How far an edit has come. Stored: never reuse a value."""

    SUGGESTED = "suggested"  # by somebody who may only suggest; an administrator makes it a draft of theirs
    DRAFT = "draft"
    WAITING = "waiting"  # for a second person
    READY = "ready"  # to be published: with the next build that finishes
    PUBLISHED = "published"
    DROPPED = "dropped"  # given up, or refused by the second person

    @property
    def open(self) -> bool:
        """Whether something is still to be done with it."""
        return self in (Status.SUGGESTED, Status.DRAFT, Status.WAITING, Status.READY)


@dataclass(frozen=True, slots=True)
class StoredEdit:
    """An edit with who made it, when and why.

    `commune`: whose matter it is, None the province's; `approved_by`: the second person; `publication`: the number of
    the publication that brought it; `questions`: ids of unanswered questions that it is to answer; `fault`: why the
    last try to publish it failed, or why it was refused; `by`: who brought it to where it is now, be it the author;
    `chat`: it was sent from chat, where nobody watches it go live; `id` 0: not stored yet; `version`: how often it was
    written.
    """

    edit: Edit
    author: int
    author_name: str
    made: datetime
    note: str = ""
    status: Status = Status.DRAFT
    commune: str | None = None
    approved_by: int | None = None
    approved_name: str = ""
    publication: int | None = None
    questions: tuple[int, ...] = ()
    fault: str = ""
    by: int | None = None
    by_name: str = ""
    chat: bool = False
    id: int = 0
    version: int = 0


@dataclass(frozen=True, slots=True)
class Publication:
    """A state of the content that went live: its number, when, and the name of its index."""

    number: int
    at: datetime
    index: str
    edits: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class PutEdit:
    """Write an edit as it is now; its `version` is the one it was read with, else it is stale."""

    edit: StoredEdit


@dataclass(frozen=True, slots=True)
class MarkEditsTold:
    """Whoever is to hear of these edits (id and version) has been told of them as they are.

    Stale when one was told or changed meanwhile.
    """

    edits: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Publish:
    """These edits (id and version) are live from now on with this index; stale when one of them was changed."""

    edits: tuple[tuple[int, int], ...]
    index: str
    by: int | None = None
