"""A notice from a commune to its teams, or from the province to the communes: written, sent, and what became of it."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from handlers.message import Channel
from handlers.teams.people import Account

LONGEST = 1000
# Whoever hasn't typed it by then meant something else by what they type next.
TYPED_WITHIN = timedelta(minutes=30)


class Audience(StrEnum):
    """For whom a notice is. Stored: never reuse a value."""

    TEAMS = "teams"  # members and leaders of a commune
    LEADERS = "leaders"  # leaders of a commune
    TEAM = "team"  # one team
    COMMUNES = "communes"  # the administrators of all communes


@dataclass(frozen=True, slots=True)
class Composing:
    """A notice being written: kept in the conversation's state.

    `key`: of the message that began it, and of the notice to be; `writing`: the next line typed is its text.
    """

    key: str
    began: datetime
    writing: bool = True
    text: str = ""
    audience: Audience | None = None
    commune: str | None = None
    team: int | None = None


@dataclass(frozen=True, slots=True)
class Broadcast:
    """A notice that was sent. `commune` None: the province's; `team_name`: of a notice to one team."""

    key: str
    at: datetime
    by: int
    by_name: str
    audience: Audience
    text: str
    commune: str | None = None
    team: int | None = None
    team_name: str = ""


class Fate(StrEnum):
    """What became of a notice on its way to one person."""

    WAITING = "waiting"
    DELIVERED = "delivered"
    FAILED = "failed"
    FORGOTTEN = "forgotten"  # too long ago: what became of it isn't kept any more


@dataclass(frozen=True, slots=True)
class Delivery:
    """One person's: `reason` (a stable name) of what failed; `read`: when they said so."""

    person: int
    name: str
    channel: Channel
    fate: Fate
    reason: str = ""
    read: datetime | None = None


@dataclass(frozen=True, slots=True)
class Addressed:
    """Whom a notice goes to, and where."""

    person: int
    account: Account
