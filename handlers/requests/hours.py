"""The hours in which a request is looked at: 7:00 to 21:00 in Vietnam, every day. Instants come and go in UTC."""

from datetime import UTC, datetime, time, timedelta

from knowledge.days import VIETNAM

OPENS, CLOSES = time(7), time(21)
_DAY = timedelta(hours=CLOSES.hour - OPENS.hour)


def is_open(now: datetime) -> bool:
    """Whether somebody may be written to by itself."""
    return OPENS <= now.astimezone(VIETNAM).time() < CLOSES


def seen_by(now: datetime) -> datetime:
    """When somebody will look: `now` while it is open, else the next 7:00."""
    if is_open(now):
        return now
    here = now.astimezone(VIETNAM)
    day = here.date() if here.time() < OPENS else here.date() + timedelta(days=1)
    return datetime.combine(day, OPENS, VIETNAM).astimezone(UTC)


def add_open(start: datetime, hours: float) -> datetime:
    """The instant so many open hours after `start`; it is itself within them, so 21:00 is 7:00 of the next day."""
    at, left = seen_by(start), timedelta(hours=hours)
    while left >= (today := _closing(at) - at):
        left -= today
        at = seen_by(_closing(at))
    return at + left


def open_between(first: datetime, last: datetime) -> timedelta:
    """How much of the time from `first` to `last` was open; nothing when `last` comes first."""
    if last <= first:
        return timedelta(0)
    days = (last.astimezone(VIETNAM).date() - first.astimezone(VIETNAM).date()).days
    return days * _DAY + _since_opening(last) - _since_opening(first)


def _closing(now: datetime) -> datetime:
    return datetime.combine(now.astimezone(VIETNAM).date(), CLOSES, VIETNAM).astimezone(UTC)


def _since_opening(now: datetime) -> timedelta:
    here = now.astimezone(VIETNAM)
    opened = datetime.combine(here.date(), OPENS, VIETNAM)
    return min(max(here - opened, timedelta(0)), _DAY)
