"""How often somebody may send: token buckets in memory."""

import math
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from ipaddress import ip_address

# Above so many buckets those that are full again, which say nothing any more, are forgotten.
MANY = 20_000


@dataclass(frozen=True, slots=True)
class Rate:
    """`burst` at once, `per_minute` in the long run."""

    per_minute: float
    burst: int


PER_CONVERSATION = Rate(per_minute=30, burst=30)
PER_ADDRESS = Rate(per_minute=600, burst=200)


class Limiter:
    """A bucket of tokens for each key. `clock` counts seconds and never goes back."""

    def __init__(self, rate: Rate, clock: Callable[[], float]) -> None:
        self._rate = rate
        self._clock = clock
        self._buckets: dict[Hashable, tuple[float, float]] = {}

    def take(self, key: Hashable) -> int:
        """Take a token: 0 when there was one, else the whole seconds until there will be."""
        now = self._clock()
        per_second = self._rate.per_minute / 60
        tokens = self._tokens(key, now)
        if tokens < 1:
            self._buckets[key] = (tokens, now)
            return max(1, math.ceil((1 - tokens) / per_second))
        self._buckets[key] = (tokens - 1, now)
        if len(self._buckets) > MANY:
            self._forget(now, per_second)
        return 0

    def empty(self, key: Hashable) -> bool:
        """Whether there is no token to take; takes none."""
        return self._tokens(key, self._clock()) < 1

    def _tokens(self, key: Hashable, now: float) -> float:
        full = float(self._rate.burst)
        tokens, since = self._buckets.get(key, (full, now))
        return min(full, tokens + (now - since) * self._rate.per_minute / 60)

    def _forget(self, now: float, per_second: float) -> None:
        full = self._rate.burst
        self._buckets = {
            key: (tokens, since)
            for key, (tokens, since) in self._buckets.items()
            if tokens + (now - since) * per_second < full
        }


def limited_address(remote: str | None) -> str | None:
    """The address to count a request under, or None when it isn't counted.

    This machine isn't: a reverse proxy on it speaks for everybody, and has limits of its own.
    """
    try:
        address = ip_address(remote or "")
    except ValueError:
        return None
    return None if address.is_loopback else str(address)
