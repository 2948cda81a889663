"""`troly queue`: what is stuck, as lines without texts, and letting it be tried again."""

import re
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import datetime
from pathlib import Path

from bot import texts_ops as texts
from bot.channels.zalo_bot_usage import usage_line
from bot.commands.errors import CommandError
from bot.logs import short
from bot.storage.contract import Storage, Stuck
from bot.storage.sends import month_of
from bot.storage.sqlite import FILE, SqliteStorage, open_sqlite
from bot.texts_zalo_oa import tokens_line
from handlers.message import Channel
from handlers.teams.changes import NoteAct
from knowledge.days import VIETNAM

# Messages and sends are numbered each by themselves.
_LETTERS = {"message": "m", "waiting": "s", "ended": "s"}
RETRIED = "queue-retry"
_ID = re.compile(r"[ms][0-9]{1,18}")


@asynccontextmanager
async def open_store(folder: Path) -> AsyncIterator[SqliteStorage]:
    """The store of a folder for a short command, beside a program that serves.

    Raises `CommandError` when there is none, `StorageError` also when it is busy for too long.
    """
    if not (folder / FILE).exists():
        raise CommandError(texts.no_store(str(folder)))
    storage = open_sqlite(folder)
    try:
        yield storage
    finally:
        await storage.close()


async def queue_lines(folder: Path, now: datetime) -> list[str]:
    """What is stuck, what was sent this month, and how often a send may have arrived twice."""
    async with open_store(folder) as storage:
        stuck = await storage.stuck()
        lines = _stuck_lines(stuck) if stuck else [texts.QUEUE_EMPTY]
        lines.append(await _sent(storage, now))
        if repeats := (await storage.counts()).repeats:
            lines.append(texts.QUEUE_REPEATS.format(count=repeats))
        if await storage.sends_in(Channel.ZALO_BOT, month_of(now)):
            lines.append(await usage_line(storage, now))
        tokens = await storage.tokens(Channel.ZALO_OA)
        if tokens:
            lines.append(tokens_line(tokens, now))
        return lines


async def retry(folder: Path, ids: Sequence[str], now: datetime) -> tuple[int, list[str]]:
    """Let what has these ids be tried again, without ids all that is stuck. How many, and which ids aren't stuck.

    A program that serves takes them up within seconds.
    """
    async with open_store(folder) as storage:
        stuck = {stuck_id(item): item for item in await storage.stuck()}
        wanted = [name.lower() for name in ids] or list(stuck)
        unknown = [name for name in wanted if name not in stuck]
        count = 0
        for name in dict.fromkeys(wanted):
            # It may have gone its way since it was listed.
            if name in stuck and await storage.retry(
                stuck[name].kind, stuck[name].id, (NoteAct(None, RETRIED, name), now)
            ):
                count += 1
        return count, unknown


def is_id(name: str) -> bool:
    """Whether something typed looks like an id of the list."""
    return _ID.fullmatch(name.lower()) is not None


def stuck_id(item: Stuck) -> str:
    """What an item of the list is called: `m12`, `s40`."""
    return f"{_LETTERS[item.kind]}{item.id}"


def _stuck_lines(stuck: Sequence[Stuck]) -> list[str]:
    lines = []
    for kind, title in texts.QUEUE_KINDS.items():
        items = [item for item in stuck if item.kind == kind]
        if items:
            lines.append(f"{title} ({len(items)}):")
            lines += [_line(item) for item in items]
    return [*lines, texts.QUEUE_HINT]


def _line(item: Stuck) -> str:
    return texts.QUEUE_LINE.format(
        id=stuck_id(item),
        channel=texts.CHANNELS[item.key.channel],
        conversation=short(item.key.conversation),
        tries=item.tries,
        since=item.at.astimezone(VIETNAM).strftime("%d/%m/%Y %H:%M"),
        reason=texts.reason(item.reason),
    )


async def _sent(storage: Storage, now: datetime) -> str:
    month, shown = month_of(now), now.strftime("%m/%Y")
    counts = []
    for channel, name in texts.CHANNELS.items():
        count, billed = await storage.sends_in(channel, month), await storage.billed_in(channel, month)
        if billed:
            counts.append(texts.QUEUE_BILLED.format(channel=name, count=count, billed=billed))
        elif count:
            counts.append(f"{name} {count}")
    if not counts:
        return texts.QUEUE_SENT_NONE.format(month=shown)
    return texts.QUEUE_SENT.format(month=shown, counts=", ".join(counts))
