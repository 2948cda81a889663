"""What the program needs from a store: a message is accepted once, and its outcome is written in one transaction."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Protocol

from bot.storage.audit import Act, Checked
from bot.storage.tokens import StoredTokens, TokenState
from handlers.conversation import Conversation
from handlers.message import Channel, Content, Message
from handlers.records import Records
from handlers.reply import Reply
from handlers.teams.changes import NoteAct
from handlers.teams.codes import Code
from handlers.teams.model import Changes, Removed, Roster
from handlers.turn import Batch, Turn


class State(StrEnum):
    """How far a message has come. Stored: never reuse a value."""

    ACCEPTED = "accepted"
    DONE = "done"
    PARKED = "parked"  # its handler raised too often
    IGNORED = "ignored"  # stored with a reason, never answered


class Delivery(StrEnum):
    """How far a reply has come. Stored: never reuse a value."""

    READY = "ready"  # who asks for it gets it; a sender may take it
    SENDING = "sending"  # on its way to the platform: a crash now leaves the outcome unknown
    DELIVERED = "delivered"
    ENDED = "ended"  # given up, with a reason


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
class Outgoing:
    """A reply on its way to a platform.

    `call`: which of its calls is next; `tries`: how often that one was put off; `repeated`: it left once already, its
    outcome unknown; `group`, `pressed` and `quote`: those of the message it answers; `followed`: another reply with
    choices to the same message comes after it; `readable`: False when what is stored is no reply that this program
    knows, and `reply` is empty.
    """

    id: int
    key: Key
    reply: Reply
    created: datetime
    call: int = 0
    tries: int = 0
    repeated: bool = False
    group: bool = False
    pressed: str | None = None
    quote: str | None = None
    followed: bool = False
    readable: bool = True


Noted = tuple[NoteAct, datetime]
"""An act for the audit, and when."""


@dataclass(frozen=True, slots=True)
class Stuck:
    """A message that was parked or a send that waits or ended, for administrators. Holds no text.

    `kind`: `message`, `waiting` or `ended`; ids are those of messages or else of sends; `at`: since when.
    """

    kind: str
    id: int
    key: Key
    reason: str
    tries: int
    at: datetime


@dataclass(frozen=True, slots=True)
class Counts:
    """The store's health in numbers.

    `undelivered`: replies nobody fetched or that wait for their platform; `ended`: sends that were given up;
    `repeats`: sends that may have arrived twice.
    """

    waiting: int
    parked: int
    undelivered: int
    ended: int = 0
    repeats: int = 0


class Storage(Protocol):
    """The contract that every store keeps. Every method may raise `StorageError`; then nothing was written.

    `records` is what handlers look up, on their own threads.
    """

    records: Records

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
        """Message done, state, changes, replies and notices in one transaction; nothing when it doesn't wait any more.

        Raises `StaleError` when the record isn't what a change was made for.
        """
        ...

    async def commit_batch(self, batch: Batch, at: datetime) -> None:
        """Changes and notices of nobody's message in one transaction. Raises `StaleError` as `commit` does."""
        ...

    async def fail(self, work: Work, error: str, *, tries: int, apology: Turn, at: datetime) -> bool:
        """Count a failed try; the last of `tries` parks it, the apology being its turn. Whether it was parked."""
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

    async def due(self, channel: Channel, now: datetime, limit: int) -> Sequence[Outgoing]:
        """The first unsent reply of each conversation of a channel whose time has come, oldest first."""
        ...

    async def next_due(self, channel: Channel) -> datetime | None:
        """When the next reply that was put off may be tried again."""
        ...

    async def mark_sending(self, outgoing: Outgoing) -> bool:
        """Note durably that the next call leaves now; False when the reply isn't to be sent any more."""
        ...

    async def mark_sent(self, outgoing: Outgoing, *, last: bool, at: datetime) -> None:
        """A call succeeded: the next one is on, or the reply is delivered. Counts the send in its month."""
        ...

    async def put_off(self, outgoing: Outgoing, until: datetime, reason: str, *, unknown: bool) -> None:
        """Try a call again later; `unknown` marks it possibly repeated."""
        ...

    async def end_send(self, outgoing: Outgoing, reason: str, at: datetime) -> None:
        """Give a reply up, with the reason."""
        ...

    async def recover_sends(self, channel: Channel, at: datetime) -> int:
        """At start: calls left on their way are tried once more, marked; the second time they end. How many.

        Nothing stays put off by more than an hour: a clock that was wrong may have put it off.
        """
        ...

    async def last_heard(self, key: Key) -> datetime | None:
        """When the person last wrote, pressed or followed."""
        ...

    async def sends_in(self, channel: Channel, month: str) -> int:
        """How many calls succeeded in a month (`2026-11`)."""
        ...

    async def count_billed(self, channel: Channel, at: datetime) -> None:
        """One more send that the platform charges for."""
        ...

    async def billed_in(self, channel: Channel, month: str) -> int:
        """How many sends of a month (`2026-11`) the platform charges for."""
        ...

    async def tokens(self, channel: Channel) -> StoredTokens | None:
        """The token pair of a channel, encrypted."""
        ...

    async def store_tokens(
        self,
        channel: Channel,
        sealed: bytes,
        expires: datetime,
        at: datetime,
        *,
        seed: str | None = None,
        renews: int | None = None,
        noted: Noted | None = None,
    ) -> bool:
        """Store a new pair durably. `renews`: only in place of this version, else False."""
        ...

    async def begin_refresh(self, channel: Channel, version: int, at: datetime) -> bool:
        """Note durably that the refresh token of this version leaves now; False when it must not."""
        ...

    async def end_refresh(
        self, channel: Channel, version: int, state: TokenState, at: datetime, *, counts: bool
    ) -> None:
        """A renewal brought no pair; `counts`: it is a try of which nobody knows whether it used the token up."""
        ...

    async def stuck(self) -> Sequence[Stuck]:
        """Parked messages and sends that wait or ended, oldest first."""
        ...

    async def retry(self, kind: str, number: int, noted: Noted | None = None) -> bool:
        """Let a parked message or an ended send be tried again; False when there is none such.

        `noted`, here and below: the act of it, written into the audit with what it does.
        """
        ...

    async def roster(self) -> Roster:
        """Units, teams and planned members."""
        ...

    async def store_roster(self, before: Roster, changes: Changes, noted: Noted | None = None) -> bool:
        """All the changes in one transaction; False, nothing done, when the record isn't as `before` any more."""
        ...

    async def remove_sample(self, noted: Noted | None = None) -> Removed:
        """Remove the sample data and all that stands on its units, teams and members; what is real stays."""
        ...

    async def open_invitations(self) -> Sequence[Code]:
        """Invitations that were neither used nor revoked, expired ones too, newest first: for the command line."""
        ...

    async def joined(self) -> frozenset[int]:
        """The ids of planned members whose role somebody took, be it that they left again."""
        ...

    async def forget(
        self, texts_before: datetime, keys_before: datetime, contacts_before: datetime | None = None
    ) -> int:
        """Wipe what was said before a time, parked or unfetched too, and drop event keys before another. How many rows.

        Contacts of help requests go that ended before a third (else the first); codes that do nothing with the keys.

        Messages that still wait keep their text; so does a reply that is on its way this moment.
        """
        ...

    async def audit_check(self, expect: str | None = None) -> Checked:
        """The whole audit looked over; `expect`: a sum that was written down."""
        ...

    async def audit_acts(self, commune: str | None, since: datetime | None, most: int) -> Sequence[Act]:
        """The newest acts, those of a commune (its full name) and since a time where these are given: for commands."""
        ...

    async def backup(self, path: Path) -> None:
        """Write a consistent copy of the store, while it is in use, to a file that isn't there yet (else `OSError`)."""
        ...

    async def counts(self) -> Counts:
        """How many messages wait or are parked, and how many replies nobody has fetched."""
        ...

    async def close(self) -> None:
        """Finish what was submitted and let go of the store."""
        ...
