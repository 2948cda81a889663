"""What a handler gives back: replies, the new state, and changes that `bot/` carries out in the same transaction."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from handlers.conversation import Conversation
from handlers.message import Message
from handlers.reply import Reply


@dataclass(frozen=True, slots=True)
class NoteUnanswered:
    """A question that could not be answered (masked), for the administrators. `why`: unknown, outside, not_helped …"""

    question: str
    why: str
    topic: str | None = None


@dataclass(frozen=True, slots=True)
class NoteHelped:
    """Whether an answer helped, with the reason given when it did not."""

    topic: str
    helped: bool
    reason: str | None = None


Change = NoteUnanswered | NoteHelped


@dataclass(frozen=True, slots=True)
class Turn:
    """The outcome of one message."""

    conversation: Conversation
    replies: tuple[Reply, ...] = ()
    changes: tuple[Change, ...] = ()


Handler = Callable[[Message, Conversation, date], Turn]
"""A whole assistant: message, state and today's date (Asia/Ho_Chi_Minh) to a turn."""
