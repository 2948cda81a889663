"""Calendar days. Every "hôm nay" is a day in Asia/Ho_Chi_Minh, whatever the machine's zone."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")
# So many days before it comes, a change is announced.
SOON = 31


def day_of(instant: datetime) -> date:
    """The calendar day in Vietnam at `instant` (an aware datetime)."""
    return instant.astimezone(VIETNAM).date()


def utc_now() -> datetime:
    """The current instant, aware, in UTC. Only `bot/` calls it; everything below is handed the day."""
    return datetime.now(UTC)


def show_day(day: date) -> str:
    """A day as residents read it: 1/7/2026."""
    return f"{day.day}/{day.month}/{day.year}"


def holds_on(day: date, start: date | None, end: date | None) -> bool:
    """Whether a rule that starts on `start` and ends after `end` (both inclusive, None is open) holds on `day`."""
    return (start is None or start <= day) and (end is None or day <= end)


def within(day: date, later: date | None, *, days: int = SOON) -> bool:
    """Whether `later` comes after `day` by at most `days`."""
    return later is not None and day < later <= day + timedelta(days=days)


def instant_of(day: date, zone: ZoneInfo = VIETNAM) -> datetime:
    """Noon of a day, as an aware instant."""
    return datetime(day.year, day.month, day.day, 12, tzinfo=zone)
