"""A visit whose withdrawal waits for its reason: kept in the conversation's state."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """`key` of the visit, and the `version` that was shown when its withdrawal was asked for."""

    key: str
    version: int
