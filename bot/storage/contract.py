"""What the program needs from a store: a message is accepted once, and its outcome is written in one transaction."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from handlers.conversation import Conversation
from handlers.message import Channel, Content, Message
from handlers.reply import Reply
from handlers.turn import Turn


class State(StrEnum):
    """How far a message has come. Stored: never reuse a value."""

    ACCEPTED = "accepted"
    DONE = "done"
    PARKED = "parked"  # its handler raised too often
    IGNORED = "ignored"  # stored with a reason, never answered


class Delivery(StrEnum):
    """How far a reply has come. Stored: never reuse a value."""

    READY = "ready"  # who asks for it gets it; a sender may take it
    DELIVERED = "delivered"


@dataclass(frozen=True, slots=True)
class Key:
    """A conversation's name: ids are unique within a channel only."""

    channel: Channel
    conversation: str


@dataclass(frozen=True, slots=True)
class Accepted:
    """Where a message stands in the inbox. `new` is false when this event had been accepted before."""

    position: int
    state: State
    new: bool


@dataclass(frozen=True, slots=True)
class Work:
    """The next message to handle in a conversation, with the state before it and how often it failed already."""

    position: int
    message: Message
    conversation: Conversation
    tries: int


@dataclass(frozen=True, slots=True)
class Asked:
    """What a reply answers."""

    event: str
    content: Content


@dataclass(frozen=True, slots=True)
class StoredReply:
    """A reply with its id, which grows with time. `asked` is None when it answers no message."""

    id: int
    reply: Reply
    asked: Asked | None


@dataclass(frozen=True, slots=True)
class Counts:
    """The store's health in numbers."""

    waiting: int
    parked: int
    undelivered: int


class Storage(Protocol):
    """The contract that every store keeps. Every method may raise `StorageError`; then nothing was written."""

    async def accept(self, message: Message, *, ignored: str | None = None) -> Accepted:
        """Store a message durably, once for each (channel, event); `ignored` names why it won't be answered."""
        ...

    async def find_accepted(self, channel: Channel, event: str) -> Accepted | None:
        """Where an event stands, or None when it was never seen."""
        ...

    async def undone(self) -> Sequence[Key]:
        """The conversations that have messages waiting."""
        ...

    async def next_work(self, key: Key) -> Work | None:
        """The first waiting message of a conversation, in order of acceptance."""
        ...

    async def commit(self, work: Work, turn: Turn, at: datetime) -> None:
        """Message done, state, changes and replies in one transaction; nothing when it doesn't wait any more."""
        ...

    async def fail(self, work: Work, error: str, *, tries: int, apology: Reply, at: datetime) -> bool:
        """Count a failed try; the last of `tries` parks it, the apology being its reply. Whether it was parked."""
        ...

    async def replies_to(self, position: int) -> Sequence[StoredReply] | None:
        """The replies to a message, or None while it waits."""
        ...

    async def replies_after(self, key: Key, after: int, limit: int) -> Sequence[StoredReply]:
        """The replies of a conversation with ids above `after`, oldest first."""
        ...

    async def mark_delivered(self, ids: Sequence[int], at: datetime) -> None:
        """Note that replies reached their channel; the first time counts."""
        ...

    async def counts(self) -> Counts:
        """How many messages wait or are parked, and how many replies nobody has fetched."""
        ...

    async def close(self) -> None:
        """Finish what was submitted and let go of the store."""
        ...
