"""What comes in: a platform's event as a small typed value, the same for every channel."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Channel(StrEnum):
    """Where a conversation takes place."""

    WEB = "web"
    CONSOLE = "console"


@dataclass(frozen=True, slots=True)
class Text:
    """Something typed. Sensitive numbers are masked before it becomes a message."""

    text: str
    cut: bool = False


@dataclass(frozen=True, slots=True)
class Button:
    """A pressed button, by the code that it carried (handlers/action.py reads it)."""

    code: str


@dataclass(frozen=True, slots=True)
class Start:
    """The conversation was opened."""

    payload: str = ""


Content = Text | Button | Start


@dataclass(frozen=True, slots=True)
class Message:
    """One event of one conversation. `event` is unique within its channel; `at` is in UTC."""

    channel: Channel
    conversation: str
    sender: str
    event: str
    at: datetime
    content: Content
    masked: tuple[str, ...] = ()
