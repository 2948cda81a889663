"""What happens by itself as time goes by: texts are forgotten after the set retention, event keys after 90 days.

A draft of a visit is part of what was said: it goes when nobody touched its conversation for the whole retention.
"""

import logging
from asyncio import sleep
from datetime import datetime, timedelta

from bot.logs import place_of
from bot.pipeline.dispatch import Clock
from bot.storage.contract import Storage
from bot.storage.errors import StorageError
from handlers.privacy.held import CONTACT_DAYS

log = logging.getLogger(__name__)

# Not at once: the program first answers what waited for it.
FIRST_SECONDS = 60.0
EVERY_SECONDS = 3600.0
# So long a redelivered event is recognised.
KEYS_KEPT = timedelta(days=90)


async def keep_tidy(storage: Storage, clock: Clock, retention_days: int) -> None:
    """Forget what is due, until cancelled. Trouble is logged, and the next hour tries again."""
    seconds = FIRST_SECONDS
    while True:
        await sleep(seconds)
        seconds = EVERY_SECONDS
        try:
            await forget_due(storage, clock(), retention_days)
        except StorageError as error:
            log.error("storage.failed", extra={"trouble": error.trouble})
        except Exception as error:
            log.error("upkeep.failed", extra={"error": type(error).__name__, "place": place_of(error)})


async def forget_due(storage: Storage, now: datetime, retention_days: int) -> int:
    """Forget the texts older than the retention, and what is left of events older than 90 days. How many rows."""
    retention = timedelta(days=retention_days)
    contacts = min(retention, timedelta(days=CONTACT_DAYS))
    count = await storage.forget(now - retention, now - max(retention, KEYS_KEPT), now - contacts)
    if count:
        log.info("texts.forgotten", extra={"count": count})
    return count
