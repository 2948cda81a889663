"""What comes in: a platform's event as a small typed value, the same for every channel."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


class Channel(StrEnum):
    """Where a conversation takes place."""

    WEB = "web"
    CONSOLE = "console"
    TELEGRAM = "telegram"
    ZALO_OA = "zalo-oa"
    ZALO_BOT = "zalo-bot"


@dataclass(frozen=True, slots=True)
class Text:
    """Something typed. Sensitive numbers are masked before it becomes a message.

    `phones`: the phone numbers that stood there, for a form that has asked for one; stored encrypted until the message
    has been handled, and no longer.
    """

    text: str
    cut: bool = False
    phones: tuple[str, ...] = field(default=(), repr=False)


@dataclass(frozen=True, slots=True)
class Button:
    """A pressed button, by the code that it carried (handlers/action.py reads it)."""

    code: str


@dataclass(frozen=True, slots=True)
class Start:
    """The conversation was opened, perhaps by a link that carried something."""

    payload: str = ""


@dataclass(frozen=True, slots=True)
class Voice:
    """A spoken message: the channel's own handle for fetching it, its length in seconds where told.

    `heard` is what a recogniser understood (masked); None when none is configured or it understood nothing.
    """

    file: str
    seconds: int | None = None
    heard: str | None = None


@dataclass(frozen=True, slots=True)
class Photo:
    """A picture: the channel's own handle for fetching it, and what was written under it (masked)."""

    file: str
    caption: str = ""


@dataclass(frozen=True, slots=True)
class Location:
    """A place on the map, in degrees."""

    latitude: float
    longitude: float


@dataclass(frozen=True, slots=True)
class Contact:
    """Somebody's contact card. Nothing of what it holds is kept."""


@dataclass(frozen=True, slots=True)
class Joined:
    """The person began to follow, or the assistant was added to a group."""


@dataclass(frozen=True, slots=True)
class Left:
    """The person stopped following or blocked, or the assistant was removed from a group. Nobody can be answered."""


@dataclass(frozen=True, slots=True)
class Other:
    """Something the assistant can't read: `kind` is `sticker`, `file`, `video` or another plain word."""

    kind: str


Content = Text | Button | Start | Voice | Photo | Location | Contact | Joined | Left | Other


@dataclass(frozen=True, slots=True)
class Message:
    """One event of one conversation. `event` is unique within its channel; `at` is in UTC.

    `group`: it was said in a group, to the assistant; `pressed`: the channel's id of the message whose button was
    pressed, where it has one; `quote`: the channel's id of this message, where its replies should point at it.
    """

    channel: Channel
    conversation: str
    sender: str
    event: str
    at: datetime
    content: Content
    masked: tuple[str, ...] = ()
    group: bool = False
    pressed: str | None = None
    quote: str | None = None
