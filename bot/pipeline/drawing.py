"""Pictures of what handlers describe: drawn before a turn is written, on a thread of its own, since it takes long."""

import asyncio
import logging
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import lru_cache

from bot.logs import place_of
from handlers.figures.charts import Chart, alt_of, table_of
from handlers.reply import Paragraph, Picture, Purpose, Reply
from handlers.turn import Batch, Notice, Turn

log = logging.getLogger(__name__)

# A second is usual. What takes longer than this is waited for no more: the numbers go out as text.
SECONDS = 20.0
# Administrators of one commune get the same picture at the same time.
_KEPT = 8

_pool = ThreadPoolExecutor(1, thread_name_prefix="drawing")


async def drawn(turn: Turn) -> Turn:
    """The turn with a picture in the place of each chart of its replies and notices."""
    replies = turn.replies
    if any(reply.chart for reply in replies):
        replies = tuple([await _drawn(reply) for reply in replies])
    return replace(turn, replies=replies, notices=await _of_notices(turn.notices))


async def drawn_batch(batch: Batch) -> Batch:
    """The same for what happens by itself."""
    return replace(batch, notices=await _of_notices(batch.notices))


async def _of_notices(notices: tuple[Notice, ...]) -> tuple[Notice, ...]:
    if not any(notice.reply.chart for notice in notices):
        return notices
    return tuple([replace(notice, reply=await _drawn(notice.reply)) for notice in notices])


async def _drawn(reply: Reply) -> Reply:
    if reply.chart is None:
        return reply
    # A notice says everything in its text: nobody gets a long table unasked where no picture can go.
    table = "" if reply.purpose is Purpose.NOTICE else table_of(reply.chart)
    plain = replace(reply, chart=None)
    try:
        async with asyncio.timeout(SECONDS):
            png = await asyncio.get_running_loop().run_in_executor(_pool, _draw, reply.chart)
    except Exception as error:
        # Numbers are never held back by a picture that can't be drawn.
        log.error("chart.not_drawn", extra={"error": type(error).__name__, "place": place_of(error)})
        return replace(plain, blocks=(*plain.blocks, Paragraph(table))) if table else plain
    return replace(plain, picture=Picture(png, alt_of(reply.chart), table))


@lru_cache(maxsize=_KEPT)
def _draw(chart: Chart) -> bytes:
    from bot.reports.charts import draw_png

    return draw_png(chart)
