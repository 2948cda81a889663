"""What a chat platform's channel gives the outbox: a reply as calls to the platform, and typed faults."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from aiohttp import web

from bot.storage.contract import Accepted, Outgoing
from handlers.message import Channel, Message

Call = Callable[[], Awaitable[None]]
"""One call to the platform. It raises a `SendError` when the message isn't known to have arrived."""


@dataclass(frozen=True, slots=True)
class Pace:
    """How fast a platform may be sent to: sends a second in all, and seconds between two sends to one conversation."""

    per_second: float
    between: float
    between_in_group: float


class SendError(Exception):
    """A call did not succeed. `reason` is a stable name in snake_case that administrators see."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class NotSentError(SendError):
    """The platform did not take it, and may take it later.

    `after`: seconds to leave, where the platform said so; `everywhere`: the whole channel must pause, not this
    conversation alone.
    """

    def __init__(self, reason: str, after: float | None = None, *, everywhere: bool = False) -> None:
        super().__init__(reason)
        self.after, self.everywhere = after, everywhere


class OutcomeUnknownError(SendError):
    """Nobody knows whether the platform took it: the line broke after the request had left."""


class RefusedError(SendError):
    """The platform will never take it: blocked, window closed, malformed. It ends with this reason."""


class ChannelStoppedError(SendError):
    """Nothing can be sent on this channel until a person acts: the token is wrong, consent ran out."""


class Sender(Protocol):
    """How replies reach people on one platform."""

    channel: Channel
    pace: Pace

    def calls(self, outgoing: Outgoing) -> Sequence[Call]:
        """The calls that bring a reply to its person, in order; the same ones for the same reply every time."""
        ...


Accept = Callable[[Message], Awaitable[Accepted]]
"""Store a message durably, once; only then is the platform told. Raises `StoppingError` or `StorageError`."""


class Platform(Protocol):
    """A chat platform: what it sends us, and how we send to it."""

    sender: Sender

    def routes(self, accept: Accept) -> Sequence[web.RouteDef]:
        """The addresses that the platform calls; none when it is asked instead."""
        ...

    async def run(self, accept: Accept) -> None:
        """What goes on in the background until it is cancelled: asking for messages, renewing a token."""
        ...

    async def close(self) -> None:
        """Let go of connections."""
        ...
