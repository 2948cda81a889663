"""The program to be killed, as a process of its own: `python -m tests.chaos.serve FOLDER TELEGRAM_API`.

The shipped Telegram channel with a handler that answers in no time. It is more impatient than the shipped program, so
that a life of a second sees tries again and not only their waiting; what is stored, marked and ended is the same.
"""

import asyncio
import logging
import os
import sys
from datetime import date
from pathlib import Path

from bot.app import serve
from bot.channels import telegram, telegram_send
from bot.channels.contract import Pace
from bot.pipeline import outbox
from bot.settings import Settings, TelegramSettings
from handlers.conversation import Conversation
from handlers.message import Message, Text
from handlers.reply import Paragraph, Reply, say
from handlers.turn import Answering, NoteUnanswered, Turn
from tests.fakes.telegram import TOKEN

# Two paragraphs of this length don't fit into one message of Telegram's.
LONG = 2_500


def number(message: Message, conversation: Conversation, today: date) -> Turn:
    """Answer with the message's number in its conversation, and note that it was handled.

    Every third gets two replies, every fifth a reply that takes two calls. Each text begins with a key of its own:
    number, reply, part.
    """
    assert isinstance(message.content, Text)
    text, count = message.content.text, conversation.misses + 1
    if count % 5 == 0:
        parts = tuple(Paragraph(f"{count}/1/{part} {text} {'x' * LONG}") for part in "ab")
        replies: tuple[Reply, ...] = (Reply(parts),)
    elif count % 3 == 0:
        replies = (say(f"{count}/1/a {text}"), say(f"{count}/2/a {text}"))
    else:
        replies = (say(f"{count}/1/a {text}"),)
    return Turn(conversation.with_(misses=count), replies, (NoteUnanswered(text, "chaos"),))


def main() -> None:
    """Serve until killed."""
    telegram_send.PACE = Pace(per_second=2_000, between=0.0, between_in_group=0.0)
    telegram.BACK_OFF = (0.05, 0.1, 0.2)  # type: ignore[assignment]
    outbox.BACK_OFF = (0.05, 0.1, 0.2, 0.4)  # type: ignore[assignment]
    logging.disable(logging.CRITICAL)
    settings = Settings(
        data=Path(sys.argv[1]), port=int(sys.argv[3]), telegram=TelegramSettings(TOKEN, api=sys.argv[2])
    )
    asyncio.run(serve(settings, lambda records: Answering(number)))


if __name__ == "__main__":
    # Loopback is nobody's proxy's business.
    os.environ["NO_PROXY"] = "127.0.0.1"
    main()
