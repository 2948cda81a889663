"""Limits are generous, exact, and forget who went quiet."""

import pytest

from bot.channels import limits
from bot.channels.limits import Limiter, Rate, limited_address


class Seconds:
    """A clock that is set by hand."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def test_a_burst_and_then_a_rate() -> None:
    """So many at once, then one whenever a token came back; the answer says when."""
    seconds = Seconds()
    limiter = Limiter(Rate(per_minute=30, burst=3), seconds)

    assert [limiter.take("a") for _ in range(5)] == [0, 0, 0, 2, 2]
    seconds.now += 2
    assert [limiter.take("a") for _ in range(2)] == [0, 2]
    seconds.now += 3600
    assert [limiter.take("a") for _ in range(4)] == [0, 0, 0, 2]


def test_others_are_not_concerned() -> None:
    """Each key has its own bucket."""
    limiter = Limiter(Rate(per_minute=1, burst=1), Seconds())

    assert (limiter.take("a"), limiter.take("b")) == (0, 0)


def test_full_buckets_are_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    """Memory doesn't grow with everybody who ever came."""
    monkeypatch.setattr(limits, "MANY", 10)
    seconds = Seconds()
    limiter = Limiter(Rate(per_minute=60, burst=2), seconds)

    for n in range(1000):
        seconds.now += 1
        limiter.take(n)

    assert len(limiter._buckets) <= 11


@pytest.mark.parametrize(
    ("remote", "address"),
    [("127.0.0.1", None), ("::1", None), ("203.0.113.9", "203.0.113.9"), (None, None), ("unix:", None)],
)
def test_which_addresses_count(remote: str | None, address: str | None) -> None:
    """A proxy on this machine speaks for everybody."""
    assert limited_address(remote) == address
