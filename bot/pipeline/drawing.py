"""Pictures of what handlers describe: drawn before a turn is written, on a thread of its own, since it takes long."""

import asyncio
import logging
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

from bot.logs import place_of
from handlers.figures.charts import Chart, alt_of, table_of
from handlers.reply import Paragraph, Picture, Reply
from handlers.turn import Turn

log = logging.getLogger(__name__)

_pool = ThreadPoolExecutor(1, thread_name_prefix="drawing")


async def drawn(turn: Turn) -> Turn:
    """The turn with a picture in the place of each chart of its replies."""
    if not any(reply.chart for reply in turn.replies):
        return turn
    return replace(turn, replies=tuple([await _drawn(reply) for reply in turn.replies]))


async def _drawn(reply: Reply) -> Reply:
    if reply.chart is None:
        return reply
    table = table_of(reply.chart)
    plain = replace(reply, chart=None)
    try:
        png = await asyncio.get_running_loop().run_in_executor(_pool, _draw, reply.chart)
    except Exception as error:
        # Numbers are never held back by a picture that can't be drawn.
        log.error("chart.not_drawn", extra={"error": type(error).__name__, "place": place_of(error)})
        return replace(plain, blocks=(*plain.blocks, Paragraph(table)))
    return replace(plain, picture=Picture(png, alt_of(reply.chart), table))


def _draw(chart: Chart) -> bytes:
    from bot.reports.charts import draw_png

    return draw_png(chart)
