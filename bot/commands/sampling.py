"""`troly sample`: sample data to get to know the program with, and its removal."""

from datetime import datetime
from pathlib import Path

from bot import texts_codes
from bot import texts_teams as texts
from bot.channels.platforms import channels_on
from bot.commands.errors import CommandError
from bot.commands.queueing import open_store
from bot.commands.teaming import apply_rows
from bot.settings import Settings
from bot.storage.sqlite import open_sqlite
from handlers.teams.changes import NoteAct
from handlers.teams.sample import HAMLETS, MARK, sample_rows
from knowledge.communes import Communes

LOADED, REMOVED = "sample-load", "sample-remove"


async def load_sample(settings: Settings, communes: Communes, now: datetime) -> str:
    """Bring the sample on record; what to tell. A second time changes nothing.

    Raises `CommandError` where anything real is on record or residents could come by a channel, or `StorageError`.
    """
    if on := channels_on(settings):
        raise CommandError(texts.SAMPLE_CHANNEL.format(channels=", ".join(on)))
    storage = open_sqlite(settings.data)
    try:
        if (await storage.roster()).real:
            raise CommandError(texts.SAMPLE_REAL)
        noted = (NoteAct(None, LOADED, ""), now)
        plan = await apply_rows(storage, sample_rows(), communes, sample=True, noted=noted)
    finally:
        await storage.close()
    commune = next(iter(HAMLETS))
    said = texts.sample_loaded(plan) if plan.changes else texts.SAMPLE_THERE
    return "\n".join((said, *texts_codes.sample_try(f"Xóm 1 {MARK}", commune)))


async def remove_sample(folder: Path, now: datetime) -> str:
    """Remove the sample as a whole; what to tell. Raises `CommandError` or `StorageError`."""
    async with open_store(folder) as storage:
        removed = await storage.remove_sample((NoteAct(None, REMOVED, ""), now))
    if not removed:
        return texts.SAMPLE_NONE
    more = texts_codes.sample_more_removed(removed)
    return f"{texts.sample_removed(removed)} {more}".rstrip()
