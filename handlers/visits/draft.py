"""A visit being recorded: kept in the conversation's state at every step."""

import datetime
from dataclasses import dataclass

from handlers.visits.note import Activity, Group
from handlers.visits.visit import Arose, Place


@dataclass(frozen=True, slots=True)
class Draft:
    """What is known of a visit so far.

    `key`: of the message that began it, and of the visit to be; `began`: when; `hamlet`: an id; `unclear`: parts still
    to be asked, in order (`date`, `hamlet`, `activity`, `people`); `asking`: the part that the next line answers, None
    when the card waits; `editing`: the key of the visit on record that it changes, with `version` and the `reason`;
    `waiting`: further visits that were written meanwhile, each to be shown once this one is saved or dropped.
    """

    key: str
    began: datetime.datetime
    arose: Arose = Arose.LINE
    day: datetime.date | None = None
    hamlet: int | None = None
    activities: tuple[Activity, ...] = ()
    people: int | None = None
    households: int | None = None
    groups: tuple[Group, ...] = ()
    words: str = ""
    unclear: tuple[str, ...] = ()
    asking: str | None = None
    photo: tuple[str, str] | None = None
    place: Place | None = None
    request: str | None = None
    editing: str | None = None
    version: int = 0
    reason: str = ""
    waiting: "tuple[Draft, ...]" = ()


@dataclass(frozen=True, slots=True)
class Helping:
    """A member asks on behalf of the resident beside them: the topics shown since they began."""

    began: datetime.datetime
    topics: tuple[str, ...] = ()
