"""How much of a month's sends a Zalo Bot has used. Nothing is stopped for it: the platform itself says 429."""

import logging
from datetime import datetime

from bot import texts_zalo_bot as texts
from bot.pipeline.dispatch import Clock
from bot.storage.contract import Storage
from bot.storage.errors import StorageError
from bot.storage.sends import month_of
from handlers.message import Channel

log = logging.getLogger(__name__)

# The Basic plan as two users of the platform report it; the official pages give no number.
MONTHLY = 3_000
# From here on somebody should think about what to do: 80 %.
WARN_FROM = MONTHLY * 80 // 100


async def usage_line(storage: Storage, now: datetime) -> str:
    """One Vietnamese line for administrators: the sends of this month. Raises `StorageError`."""
    month = month_of(now)
    return texts.usage(month, await storage.sends_in(Channel.ZALO_BOT, month), MONTHLY)


class UsageWatch:
    """Says once a month in the log that most of the quota is used."""

    def __init__(self, storage: Storage, clock: Clock) -> None:
        self._storage, self._clock = storage, clock
        self._warned = ""

    async def look(self) -> None:
        """Look at the count; a store that can't be read now is looked at next time."""
        month = month_of(self._clock())
        if self._warned == month:
            return
        try:
            count = await self._storage.sends_in(Channel.ZALO_BOT, month)
        except StorageError:
            return
        if count >= WARN_FROM:
            self._warned = month
            log.warning("zalo_bot.quota", extra={"month": month, "sent": count, "monthly": MONTHLY})
