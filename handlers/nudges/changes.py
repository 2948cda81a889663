"""What is to be written about what the assistant says by itself."""

from dataclasses import dataclass

from handlers.nudges.broadcast import Addressed, Broadcast


@dataclass(frozen=True, slots=True)
class MarkNudge:
    """A person's weekly nudge of this kind is decided for the week. Stale when it was already."""

    person: int
    what: str
    week: str


@dataclass(frozen=True, slots=True)
class PutBroadcast:
    """A notice is sent to these. Stale when it was sent already."""

    broadcast: Broadcast
    to: tuple[Addressed, ...]


@dataclass(frozen=True, slots=True)
class MarkRead:
    """A person says that they have read a notice; said again it changes nothing."""

    broadcast: str
    person: int


NudgeChange = MarkNudge | PutBroadcast | MarkRead
