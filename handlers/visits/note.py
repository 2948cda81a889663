"""What a visit note says, as plain values (docs/interfaces.md, `troly visits parse --json`)."""

import datetime
from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class Outcome(StrEnum):
    """What became of an activity."""

    DONE = "done"
    IN_PROGRESS = "in_progress"
    REFERRED = "referred"


@dataclass(frozen=True, slots=True)
class Activity:
    """One kind of help on one topic: persons helped, how many of them filed online; None is "not said"."""

    kind: str
    topic: str | None = None
    people: int | None = None
    online: int | None = None
    outcome: Outcome | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """Of whom the helped were: part of the count, never added to it."""

    group: str
    people: int | None = None


@dataclass(frozen=True, slots=True)
class Note:
    """A line as understood. `unclear`: the parts to ask for (`date`, `hamlet`, `activity`, `people`)."""

    note: str
    is_note: bool
    date: datetime.date | None = None
    hamlet: str | None = None
    activities: tuple[Activity, ...] = ()
    people_total: int | None = None
    households: int | None = None
    groups: tuple[Group, ...] = ()
    unclear: tuple[str, ...] = ()

    def as_data(self) -> dict[str, Any]:
        """What `troly visits parse --json` prints."""
        return {
            "note": self.note,
            "is_note": self.is_note,
            "date": self.date.isoformat() if self.date else None,
            "hamlet": self.hamlet,
            "activities": [
                {
                    "kind": activity.kind,
                    "topic": activity.topic,
                    "people": activity.people,
                    "online": activity.online,
                    "outcome": activity.outcome.value if activity.outcome else None,
                }
                for activity in self.activities
            ],
            "people_total": self.people_total,
            "households": self.households,
            "groups": [{"group": group.group, "people": group.people} for group in self.groups],
            "unclear": list(self.unclear),
        }
