"""The pictures beside figures: which there are, and the same numbers as tables."""

import asyncio
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import lru_cache
from typing import assert_never

from bot.console import texts_figures as texts
from bot.console.figures import none_words
from bot.console.figures_asked import PATH, Asked
from bot.console.rendering import ROOT
from bot.reports.charts import draw_svg, size_of
from bot.texts_console import UNKNOWN
from handlers.figures.charts import Bars, Chart, HeatMap, Stacks, alt_of
from handlers.figures.pictures import coverage_chart, kinds_chart, topics_chart
from handlers.figures.rows import Rows
from handlers.figures.showing import show_number
from handlers.figures.values import Total, total

COVERAGE = "xom"
# Not the thread of the chat's pictures: those never queue behind the pages that somebody opens.
_pool = ThreadPoolExecutor(1, thread_name_prefix="drawing-pages")
# Those of a page are asked for one after the other, by several who look at the same.
_KEPT = 16


@dataclass(frozen=True, slots=True)
class Shape:
    """A picture on a page, drawn when its address is asked for; `rows`: the same numbers, each row with its name first.

    `missing`: whether some of them are missing; `none`: what stands in its place where there is nothing to draw.
    """

    title: str
    path: str
    alt: str
    width: int
    height: int
    caption: str
    heads: Sequence[str]
    rows: Sequence[Sequence[str]]
    missing: bool
    none: str


def chart_of(name: str, rows: Rows, asked: Asked) -> Chart:
    """A picture by its name in addresses (one of `PICTURES`)."""
    if name == COVERAGE:
        return coverage_chart(rows, asked.weeks, asked.period, asked.place)
    if name == "viec":
        return kinds_chart(rows, asked.steps, asked.place)
    return topics_chart(rows, asked.period, asked.place)


async def svg_of(chart: Chart) -> str:
    """A picture as SVG, drawn beside the event loop."""
    return await asyncio.get_running_loop().run_in_executor(_pool, _draw, chart)


def shape_of(name: str, rows: Rows, asked: Asked) -> Shape:
    """The same, for a page."""
    chart = chart_of(name, rows, asked)
    heads, cells = _table(chart)
    width, height = size_of(chart)
    path = f"{ROOT}{PATH}/hinh/{name}.svg{asked.query}"
    return Shape(
        texts.PICTURES[name], path, alt_of(chart), width, height, f"{chart.said.subtitle}. {chart.said.source}",
        heads, cells, any(UNKNOWN in row for row in cells), "" if cells else _none(name, rows, asked),
    )  # fmt: skip


@lru_cache(maxsize=_KEPT)
def _draw(chart: Chart) -> str:
    return draw_svg(chart)


def _none(name: str, rows: Rows, asked: Asked) -> str:
    words = texts.NO_PICTURE[name]
    if name == COVERAGE:
        return words
    return none_words("questions" if name == "chu-de" else "visits", rows, asked.period, words)


def _table(chart: Chart) -> tuple[list[str], list[list[str]]]:
    match chart:
        case HeatMap(_, names, columns, cells):
            heads = [texts.HAMLET, *(texts.FROM_WEEK.format(day=day) for day in columns)]
            return heads, [[name, *map(_cell, row)] for name, row in zip(names, cells, strict=True)]
        case Stacks(_, columns, names, layers):
            found = [[name, *map(_cell, [*row, _sum(row)])] for name, row in zip(names, layers, strict=True)]
            sums = [_sum(column) for column in zip(*layers, strict=True)]
            last = [[texts.TOTAL, *map(_cell, [*sums, _sum(sums)])]] if found else []
            return [texts.KIND, *columns, texts.TOTAL], [*found, *last]
        case Bars(_, names, values, at_least):
            unsure = at_least or (False,) * len(names)
            totals = [Total(value, part=more) for value, more in zip(values, unsure, strict=True)]
            found = [[name, show_number(value)] for name, value in zip(names, totals, strict=True)]
            return [texts.TOPIC, texts.COUNT], found
        case _:
            assert_never(chart)


def _sum(numbers: Sequence[int | None]) -> int | None:
    return total(numbers).count


def _cell(value: int | None) -> str:
    return show_number(Total(value))
