"""Pictures as plain data: what is to be drawn, said once for the page (SVG), the chat (PNG) and the table of text.

`bot/reports/charts.py` draws them. In a cell or bar None is "no number known", which never looks like 0.
"""

from dataclasses import dataclass
from typing import assert_never

from handlers.figures import texts


@dataclass(frozen=True, slots=True)
class Said:
    """What every picture says: the message, what is counted with unit and period, keys to read it, the source line."""

    title: str
    subtitle: str
    source: str
    keys: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class HeatMap:
    """Counts by row and column: `cells[row][column]`."""

    said: Said
    rows: tuple[str, ...]
    columns: tuple[str, ...]
    cells: tuple[tuple[int | None, ...], ...]


@dataclass(frozen=True, slots=True)
class Stacks:
    """Counts of some kinds in each of a row of periods: `layers[kind][period]`."""

    said: Said
    columns: tuple[str, ...]
    names: tuple[str, ...]
    layers: tuple[tuple[int | None, ...], ...]


@dataclass(frozen=True, slots=True)
class Bars:
    """A number for each name; `at_least[i]`: the true one is that or more."""

    said: Said
    names: tuple[str, ...]
    values: tuple[int | None, ...]
    at_least: tuple[bool, ...] = ()


Chart = HeatMap | Stacks | Bars


def alt_of(chart: Chart) -> str:
    """What the picture shows, in one line."""
    return f"{chart.said.title}. {chart.said.subtitle}."


def table_of(chart: Chart) -> str:
    """The same as a short table of text, where no picture can go and for those who don't see it."""
    match chart:
        case HeatMap(said, rows, columns, cells):
            lines = [texts.TABLE_WEEKS.format(weeks=" · ".join(columns))]
            lines += [_line(name, " · ".join(map(_cell, values))) for name, values in zip(rows, cells, strict=True)]
        case Stacks(said, columns, names, layers):
            lines = [texts.TABLE_WEEKS.format(weeks=" · ".join(columns))] if len(columns) > 1 else []
            lines += [_line(name, " · ".join(map(_cell, values))) for name, values in zip(names, layers, strict=True)]
        case Bars(said, names, values, at_least):
            unsure = at_least or (False,) * len(names)
            lines = [
                _line(name, texts.AT_LEAST.format(number=value) if more and value is not None else _cell(value))
                for name, value, more in zip(names, values, unsure, strict=True)
            ]
        case _:
            assert_never(chart)
    return "\n".join((said.title, f"{said.subtitle}.", *lines, said.source))


def _line(name: str, value: str) -> str:
    return texts.TABLE_CELL.format(name=name, value=value)


def _cell(value: int | None) -> str:
    return texts.MISSING if value is None else str(value)
