"""`troly teams settings` and `troly teams set`: the hours of a commune's help requests."""

from datetime import datetime
from pathlib import Path

from bot import texts_communes as texts
from bot.commands.errors import CommandError
from bot.commands.queueing import open_store
from handlers.requests.limits import DEFAULTS, Limit, bounds, limits_of, read_hours, show_hours
from handlers.requests.settings import ACT
from handlers.teams.changes import NoteAct, SetCommune
from handlers.turn import Batch


async def settings_lines(folder: Path, commune: str) -> list[str]:
    """What holds in a commune (its full name), a line a setting. Raises `CommandError`."""
    async with open_store(folder) as storage:
        if commune not in storage.records.communes():
            raise CommandError(texts.NOT_ON_RECORD.format(commune=commune))
        limits = limits_of(storage.records, commune)
    return [
        texts.LINE.format(
            name=limit,
            hours=show_hours(limits[limit]),
            what=texts.WHAT[limit],
            default=show_hours(DEFAULTS[limit]),
        )
        for limit in Limit
    ]


async def set_hours(folder: Path, commune: str, name: str, value: str, now: datetime) -> str:
    """Set one of them, also while the program serves; what to tell. Raises `CommandError` or `StorageError`."""
    if name not in set(Limit):
        raise CommandError(texts.NO_SUCH.format(name=name, names=", ".join(Limit)))
    limit = Limit(name)
    async with open_store(folder) as storage:
        if commune not in storage.records.communes():
            raise CommandError(texts.NOT_ON_RECORD.format(commune=commune))
        low, high = bounds(limits_of(storage.records, commune), limit)
        hours = read_hours(value)
        if hours is None or not low <= hours <= high:
            raise CommandError(texts.OUT.format(name=limit, value=value, low=show_hours(low), high=show_hours(high)))
        stored = None if hours == DEFAULTS[limit] else f"{hours:g}"
        changes = (SetCommune(commune, limit, stored), NoteAct(None, ACT, f"{limit}={hours:g}", commune))
        await storage.commit_batch(Batch(changes), now)
    return texts.SET.format(commune=commune, name=limit, hours=show_hours(hours))
