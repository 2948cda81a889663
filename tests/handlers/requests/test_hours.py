"""Time counts from 7:00 to 21:00 in Vietnam, day after day."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.requests import hours
from knowledge.days import VIETNAM

INSTANTS = st.integers(0, 60 * 24 * 700).map(
    lambda minute: datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=minute)
)
HOURS = st.integers(1, 300).map(lambda quarters: quarters / 4)


def at(text: str) -> datetime:
    """An instant in UTC by the clock in Vietnam."""
    return datetime.fromisoformat(text).replace(tzinfo=VIETNAM).astimezone(UTC)


@pytest.mark.parametrize(
    ("start", "length", "end"),
    [
        ("2026-11-21T10:00", 2, "2026-11-21T12:00"),
        ("2026-11-21T20:30", 2, "2026-11-22T08:30"),
        ("2026-11-21T19:00", 2, "2026-11-22T07:00"),
        ("2026-11-21T23:10", 2, "2026-11-22T09:00"),
        ("2026-11-21T03:00", 2, "2026-11-21T09:00"),
        ("2026-11-21T10:00", 24, "2026-11-22T20:00"),
        ("2026-12-31T20:00", 15.5, "2027-01-02T07:30"),
    ],
)
def test_the_night_does_not_count(start: str, length: float, end: str) -> None:
    """What begins in the evening goes on in the morning."""
    assert hours.add_open(at(start), length) == at(end)


@pytest.mark.parametrize(
    ("now", "seen"),
    [
        ("2026-11-21T07:00", "2026-11-21T07:00"),
        ("2026-11-21T20:59", "2026-11-21T20:59"),
        ("2026-11-21T21:00", "2026-11-22T07:00"),
        ("2026-11-21T00:30", "2026-11-21T07:00"),
    ],
)
def test_when_somebody_will_look(now: str, seen: str) -> None:
    """At once by day, at the next 7:00 by night."""
    assert hours.seen_by(at(now)) == at(seen)


def test_how_much_of_a_time_was_open() -> None:
    """Nights are left out, and nothing is less than nothing."""
    assert hours.open_between(at("2026-11-21T20:30"), at("2026-11-22T08:30")) == timedelta(hours=2)
    assert hours.open_between(at("2026-11-21T22:00"), at("2026-11-22T05:00")) == timedelta(0)
    assert hours.open_between(at("2026-11-21T10:00"), at("2026-11-24T10:00")) == timedelta(hours=42)
    assert hours.open_between(at("2026-11-22T10:00"), at("2026-11-21T10:00")) == timedelta(0)


@given(INSTANTS, HOURS)
def test_adding_and_counting_agree(start: datetime, length: float) -> None:
    """So many hours later so many open hours have passed, and it is open."""
    end = hours.add_open(start, length)

    assert hours.is_open(end)
    assert hours.open_between(start, end) == timedelta(hours=length)


@given(INSTANTS, HOURS, HOURS)
def test_later_is_never_earlier(start: datetime, first: float, second: float) -> None:
    """Two steps are one, and whoever begins later ends no earlier."""
    assert hours.add_open(hours.add_open(start, first), second) == hours.add_open(start, first + second)
    assert hours.add_open(start + timedelta(minutes=7), first) >= hours.add_open(start, first)
