"""`troly sample`: sample data to get to know the program with, and its removal."""

from pathlib import Path

from bot import texts_teams as texts
from bot.commands.errors import CommandError
from bot.commands.queueing import open_store
from bot.commands.teaming import apply_rows
from bot.settings import Settings
from bot.storage.sqlite import open_sqlite
from handlers.teams.sample import sample_rows
from knowledge.communes import Communes


async def load_sample(settings: Settings, communes: Communes) -> str:
    """Bring the sample on record; what to tell. A second time changes nothing.

    Raises `CommandError` where anything real is on record or residents could come by a channel, or `StorageError`.
    """
    channels = {"Telegram": settings.telegram, "Zalo OA": settings.zalo_oa, "Zalo Bot": settings.zalo_bot}
    if configured := [name for name, channel in channels.items() if channel]:
        raise CommandError(texts.SAMPLE_CHANNEL.format(channels=", ".join(configured)))
    storage = open_sqlite(settings.data)
    try:
        if (await storage.roster()).real:
            raise CommandError(texts.SAMPLE_REAL)
        plan = await apply_rows(storage, sample_rows(), communes, sample=True)
    finally:
        await storage.close()
    return texts.sample_loaded(plan) if plan.changes else texts.SAMPLE_THERE


async def remove_sample(folder: Path) -> str:
    """Remove the sample as a whole; what to tell. Raises `CommandError` or `StorageError`."""
    async with open_store(folder) as storage:
        removed = await storage.remove_sample()
    gone = removed.communes or removed.hamlets or removed.teams or removed.members
    return texts.sample_removed(removed) if gone else texts.SAMPLE_NONE
