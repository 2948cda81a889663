"""A visit on record: help that was given in one hamlet on one day."""

import datetime
from dataclasses import dataclass
from enum import StrEnum

from handlers.teams.model import Hamlet
from handlers.visits.note import Activity, Group


class Arose(StrEnum):
    """How a visit came to be recorded. Stored: never reuse a value."""

    LINE = "line"
    FORM = "form"
    REQUEST = "request"
    HELPER = "helper"


@dataclass(frozen=True, slots=True)
class Place:
    """A place on the map, in degrees."""

    latitude: float
    longitude: float


@dataclass(frozen=True, slots=True)
class Visit:
    """What was done. None in a count is "not known", never 0.

    `key`: of the message that began it; `version`: how often it was written (0: not yet); `by`: the person who logged
    it, `team` and `team_name`: that of theirs which serves the hamlet; `words`: as it was typed, masked; `photo`: the
    channel and its handle for fetching the picture; `request`: the key of the help request that it ended.
    """

    key: str
    hamlet: Hamlet
    day: datetime.date
    by: int
    by_name: str
    logged: datetime.datetime
    team: int | None = None
    team_name: str | None = None
    activities: tuple[Activity, ...] = ()
    people: int | None = None
    households: int | None = None
    groups: tuple[Group, ...] = ()
    words: str = ""
    arose: Arose = Arose.LINE
    photo: tuple[str, str] | None = None
    place: Place | None = None
    request: str | None = None
    withdrawn: bool = False
    version: int = 0


@dataclass(frozen=True, slots=True)
class Revision:
    """One state of a visit: who wrote it, when, and why it was changed."""

    visit: Visit
    by_name: str
    at: datetime.datetime
    reason: str


@dataclass(frozen=True, slots=True)
class PutVisit:
    """Write a visit as it is now; its `version` is the one it was read with, else it is stale.

    `by`: the person whose act it is; `reason`: why an earlier one is changed or withdrawn. All earlier states stay.
    """

    visit: Visit
    by: int
    reason: str = ""
