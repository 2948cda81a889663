"""`troly chat`: the assistant in a terminal, for trying. Everything stays in memory."""

import asyncio
import logging
import sys
import threading
from collections.abc import Awaitable, Callable
from datetime import date
from itertools import count

from bot import texts
from bot.channels.render import chosen, console_text
from bot.logs import place_of
from bot.pipeline.accept import read_content
from handlers.action import Action, Verb, encode
from handlers.conversation import Conversation
from handlers.message import Channel, Message
from handlers.reply import Reply
from handlers.turn import Handler, Turn
from knowledge.days import utc_now

log = logging.getLogger(__name__)

Read = Callable[[], Awaitable[str | None]]
Write = Callable[[str], None]


async def read_stdin() -> str | None:
    """The next line of stdin without its end; None after the last.

    It is read on a daemon thread: Ctrl+C must end the program also while nobody types.
    """
    loop = asyncio.get_running_loop()
    line: asyncio.Future[str] = loop.create_future()

    def give(text: str) -> None:
        if not line.done():
            line.set_result(text)

    def read() -> None:
        # Bytes: a broken letter must not end the conversation.
        text = sys.stdin.buffer.readline().decode("utf-8", "replace")
        if not loop.is_closed():
            loop.call_soon_threadsafe(give, text)

    threading.Thread(target=read, name="stdin", daemon=True).start()
    text = await line
    return text.rstrip("\r\n") if text else None


def write_stdout(text: str) -> None:
    """Show `text` at once."""
    sys.stdout.write(text)
    sys.stdout.flush()


async def run_console(handler: Handler, today: date, read: Read = read_stdin, write: Write = write_stdout) -> None:
    """Talk with `handler` as on `today` until the input ends. Writes nothing to the data folder."""
    write(texts.CONSOLE_HELLO + "\n")
    console = _Console(handler, today)
    answers = console.say(text=None, code=encode(Action(Verb.MENU)))
    while True:
        for reply in answers:
            write("\n" + console_text(reply) + "\n")
        write(texts.CONSOLE_PROMPT)
        line = await read()
        if line is None:
            break
        code = chosen(line, answers)
        answers = console.say(text=None if code else line, code=code)
    write("\n" + texts.CONSOLE_BYE + "\n")


class _Console:
    """One conversation in memory."""

    def __init__(self, handler: Handler, today: date) -> None:
        self._handler = handler
        self._today = today
        self._conversation = Conversation()
        self._events = count(1)

    def say(self, *, text: str | None, code: str | None) -> tuple[Reply, ...]:
        """The replies to what was typed or chosen."""
        content, masked = read_content(text=text, code=code)
        message = Message(
            channel=Channel.CONSOLE,
            conversation="console",
            sender="console",
            event=str(next(self._events)),
            at=utc_now(),
            content=content,
            masked=masked,
        )
        try:
            turn = self._handler(message, self._conversation, self._today)
        except Exception as error:
            # The turn's boundary, as in the dispatcher: the conversation goes on.
            log.error("turn.failed", extra={"error": type(error).__name__, "place": place_of(error)})
            turn = Turn(self._conversation, (texts.APOLOGY,))
        self._conversation = turn.conversation
        return turn.replies
