"""A help request on record, and the steps of its life."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from handlers.teams.model import Hamlet
from handlers.teams.people import Account


class State(StrEnum):
    """Where a request stands. Stored: never reuse a value."""

    WAITING = "waiting"  # at a desk, accepted by nobody yet
    TAKEN = "taken"  # one person holds it
    DONE = "done"
    CANCELLED = "cancelled"

    @property
    def open(self) -> bool:
        """Whether somebody still has to do something."""
        return self in (State.WAITING, State.TAKEN)


class Desk(StrEnum):
    """Who is responsible now; it climbs in this order. Stored: never reuse a value."""

    TEAM = "team"
    LEADER = "leader"
    COMMUNE = "commune"
    PROVINCE = "province"


class Reach(StrEnum):
    """How the resident wants to be reached. Stored: never reuse a value."""

    CHAT = "chat"  # through the assistant
    CALL = "call"  # by the number that they gave
    HOME = "home"  # at home


class Step(StrEnum):
    """What happened to a request. Stored: never reuse a value."""

    OPENED = "opened"
    ACCEPTED = "accepted"
    PASSED = "passed"
    ASKED = "asked"
    ANSWERED = "answered"
    CLIMBED = "climbed"
    REMINDED = "reminded"
    VISITED = "visited"  # helped, and to be gone on with on another day
    DONE = "done"
    RATED = "rated"
    REOPENED = "reopened"  # the resident says that it did not help
    TALKED = "talked"  # a talk began, goes on or ended
    CANCELLED = "cancelled"
    DELETED = "deleted"


@dataclass(frozen=True, slots=True)
class Contact:
    """How to reach somebody. Encrypted wherever it is stored."""

    phone: str = ""
    where: str = ""


@dataclass(frozen=True, slots=True)
class Request:
    """A resident's call for help. Everything but the contact, which `Records.contact` gives to those who may see it.

    `account`: the resident's; `topic`: an id or None; `wants` and `when`: in their words, masked; `desk` and `since`:
    who is responsible now and since when; `holder`, `holder_name`: the person who accepted it; `passed_by`: those who
    passed it on, who aren't asked again; `talking`: what the resident and the holder type goes to each other;
    `talked`: when about the last of it was said; `next`: when something happens by itself, None when nothing does;
    `reminded`: how often its holder was; `nobody`: nobody at all can be asked, as the resident knows; `rating`: 1 to
    5; `version`: how often it was written.
    """

    key: str
    account: Account
    opened: datetime
    desk: Desk
    since: datetime
    hamlet: Hamlet | None = None
    commune: str | None = None
    topic: str | None = None
    wants: str = ""
    when: str = ""
    reach: Reach = Reach.CHAT
    state: State = State.WAITING
    holder: int | None = None
    holder_name: str = ""
    passed_by: tuple[int, ...] = ()
    talking: bool = False
    talked: datetime | None = None
    next: datetime | None = None
    reminded: int = 0
    nobody: bool = False
    accepted: datetime | None = None
    closed: datetime | None = None
    rating: int | None = None
    visit: str | None = None
    version: int = 0


@dataclass(frozen=True, slots=True)
class Event:
    """One step of a request: who did it (None: nobody, by itself; the resident has no id) and when."""

    step: Step
    at: datetime
    by: int | None = None
    by_name: str = ""


@dataclass(frozen=True, slots=True)
class PutRequest:
    """Write a request as it is now; its `version` is the one it was read with, else it is stale.

    `contact`: only with the first write or when it is to be another; `by`: the person whose act it is, if one's.
    """

    request: Request
    step: Step
    by: int | None = None
    contact: Contact | None = None
