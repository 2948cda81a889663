"""When weekly nudges come: their kinds, the day and hour that each person chose, and the hours that are quiet."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import StrEnum

from handlers.message import Channel
from handlers.records import Records
from handlers.teams.model import Role
from handlers.teams.people import Account, Person
from knowledge.days import VIETNAM, show_day

QUIET_FROM, QUIET_UNTIL = time(21), time(7)
OFF = "off"
# Later than this after the person's last sign of life Zalo charges for a message (docs/kenh-zalo-oa.md).
ZALO_FREE = timedelta(hours=48)
# Later than this it takes none.
ZALO_OPEN = timedelta(days=7)


class Kind(StrEnum):
    """What comes every week. Stored: never reuse a value."""

    REMINDER = "reminder"
    TEAM = "team"
    COMMUNE = "commune"


FOR = {Kind.REMINDER: Role.MEMBER, Kind.TEAM: Role.LEADER, Kind.COMMUNE: Role.COMMUNE_ADMIN}


@dataclass(frozen=True, slots=True, order=True)
class Slot:
    """A time of the week in Vietnam: `day` 1 is Monday, 7 is Sunday."""

    day: int
    at: time

    def __str__(self) -> str:
        return f"{self.day}-{self.at:%H:%M}"


DEFAULTS = {Kind.REMINDER: Slot(5, time(19)), Kind.TEAM: Slot(7, time(19)), Kind.COMMUNE: Slot(1, time(7, 30))}
HOURS = (time(7), time(7, 30), time(11, 30), time(16, 30), time(18), time(19), time(20))


def preference_of(kind: Kind) -> str:
    """The name under which a person's choice is stored."""
    return f"nudge-{kind}"


def slot_of(records: Records, person: Person, kind: Kind) -> Slot | None:
    """When they get it; None when they turned it off."""
    return _read_slot(records.preference(person.id, preference_of(kind)), DEFAULTS[kind])


def _read_slot(value: str | None, default: Slot) -> Slot | None:
    if value is None:
        return default
    if value == OFF:
        return None
    day, _, at = value.partition("-")
    return Slot(int(day), time.fromisoformat(at))


def kinds_for(person: Person) -> list[Kind]:
    """What comes to somebody with their roles."""
    return [kind for kind in Kind if person.holds(FOR[kind])]


def slot_at(now: datetime) -> Slot | None:
    """The time of the week at an instant; None in the quiet hours."""
    local = now.astimezone(VIETNAM)
    if local.time() >= QUIET_FROM or local.time() < QUIET_UNTIL:
        return None
    return Slot(local.isoweekday(), time(local.hour, local.minute))


def reached_at(records: Records, person: Person, now: datetime, within: timedelta = ZALO_FREE) -> Account | None:
    """Where to write to somebody unasked: where they were heard last, unless Zalo's time for that has passed."""

    def open_to_us(account: Account) -> bool:
        if account.channel is not Channel.ZALO_OA:
            return True
        heard = records.last_heard(account)
        return heard is not None and now - heard <= within

    return next((account for account in person.accounts if open_to_us(account)), None)


def show_instant(instant: datetime) -> str:
    """An instant as people in Vietnam read it: 10:05 ngày 21/11/2026."""
    local = instant.astimezone(VIETNAM)
    return f"{local.hour}:{local.minute:02} ngày {show_day(local.date())}"
