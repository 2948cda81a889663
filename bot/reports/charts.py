"""Charts drawn: SVG for pages, PNG for chat, from one description (`handlers.figures.charts`).

For a phone held upright: 360 px wide, drawn at three times that for chat. Colours are told apart by eyes that see no
red or green (blues from light to dark; Okabe and Ito's palette, with hatching), and numbers stand in every cell.

Drawing takes a library that takes memory and time: never on the event loop. One drawing at a time: matplotlib keeps
common state.
"""

import threading
from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from textwrap import wrap
from typing import Any, assert_never

from bot.reports.svg import slim
from handlers.figures.charts import Bars, Chart, HeatMap, Stacks

_FONT = "DejaVu Sans"
_SIZE, _SMALL, _CELL = 8.0, 7.3, 8.0
# Inches. A phone is 3.6 wide at 100 dots.
_DPI, _PNG_DPI = 100, 300
_WIDTH, _MARGIN, _GAP = 3.6, 0.12, 0.08
_TITLE_LINE, _SUB_LINE, _FOOT_LINE = 0.17, 0.14, 0.14
_ROW, _COLUMN_NAMES, _PLOT, _BAR = 0.21, 0.2, 1.5, 0.35
_TITLE_CHARACTERS, _SUB_CHARACTERS, _FOOT_CHARACTERS, _LONGEST_NAME = 42, 55, 55, 20

_INK, _PALE, _LINE, _ALARM = "#1b2733", "#4f5b66", "#c9d1d9", "#b3400a"
# From few to many; white digits are read from the third on.
_BLUES = ("#deebf7", "#a6cee8", "#2f7fbc", "#08519c", "#08306b")
_NONE, _UNKNOWN = "#ffffff", "#eceff1"
# Okabe and Ito: told apart without red and green, and by hatching without any colour.
_COLOURS = ("#0072b2", "#e69f00", "#56b4e9", "#d55e00", "#009e73", "#8a8a8a")
_HATCHES = ("", "////", "||||", "\\\\\\\\", "xxxx", "----")

_lock = threading.Lock()


def draw_png(chart: Chart) -> bytes:
    """A chart as PNG, 1080 pixels wide."""
    return _draw(chart, "png", _PNG_DPI)


def draw_svg(chart: Chart) -> str:
    """A chart as SVG of a few kilobytes, to be shown by `<img>` with `alt_of` and `size_of`."""
    return slim(_draw(chart, "svg", _DPI).decode())


def size_of(chart: Chart) -> tuple[int, int]:
    """Width and height in the pixels of a page, known before it is drawn."""
    return round(_WIDTH * _DPI), round(_plan(chart).tall * _DPI)


def _draw(chart: Chart, kind: str, dpi: int) -> bytes:
    with _lock:
        import matplotlib
        from matplotlib.backends.backend_agg import FigureCanvasAgg
        from matplotlib.figure import Figure

        # A fixed salt and no date: the same chart is the same file.
        style: dict[Any, Any] = {
            "font.family": _FONT,
            "font.size": _SIZE,
            "hatch.linewidth": 0.5,
            "svg.hashsalt": "troly",
            "svg.fonttype": "none",
        }
        with matplotlib.rc_context(style):
            figure = Figure(dpi=_DPI)
            FigureCanvasAgg(figure)
            _compose(figure, chart)
            file = BytesIO()
            metadata = {"Date": None} if kind == "svg" else None
            figure.savefig(file, format=kind, dpi=dpi, facecolor="white", metadata=metadata)
    return file.getvalue()


@dataclass(frozen=True, slots=True)
class _Plan:
    """Lines of text and how tall everything is, in inches."""

    title: Sequence[str]
    subtitle: Sequence[str]
    foot: Sequence[str]
    above: float
    height: float

    @property
    def below(self) -> float:
        return self.above + self.height + _GAP

    @property
    def tall(self) -> float:
        return self.below + len(self.foot) * _FOOT_LINE + _GAP


def _plan(chart: Chart) -> _Plan:
    said = chart.said
    title, subtitle = wrap(said.title, _TITLE_CHARACTERS), wrap(said.subtitle, _SUB_CHARACTERS)
    foot = [line for text in (*said.keys, said.source) for line in wrap(text, _FOOT_CHARACTERS)]
    above = 2 * _GAP + len(title) * _TITLE_LINE + len(subtitle) * _SUB_LINE
    return _Plan(title, subtitle, foot, above, _height(chart))


def _compose(figure: Any, chart: Chart) -> None:
    """Title, what is counted, the drawing, keys and source, one below the other; as tall as they are."""
    plan = _plan(chart)
    figure.set_size_inches(_WIDTH, plan.tall)
    sheet = _Sheet(figure, plan.tall)
    sheet.write(plan.title, _GAP, _TITLE_LINE, size=9.5, weight="bold", color=_INK)
    sheet.write(plan.subtitle, _GAP + len(plan.title) * _TITLE_LINE + 0.02, _SUB_LINE, size=_SMALL, color=_PALE)
    match chart:
        case HeatMap():
            _heat_map(sheet, chart, plan.above)
        case Stacks():
            _stacks(sheet, chart, plan.above)
        case Bars():
            _bars(sheet, chart, plan.above)
        case _:
            assert_never(chart)
    sheet.write(plan.foot, plan.below, _FOOT_LINE, size=_SMALL, color=_PALE)


def _height(chart: Chart) -> float:
    match chart:
        case HeatMap():
            return _COLUMN_NAMES + _ROW * max(len(chart.rows), 1)
        case Stacks():
            return _PLOT + _COLUMN_NAMES + _ROW * len(chart.names)
        case Bars():
            return _BAR * max(len(chart.names), 1)
    assert_never(chart)


@dataclass(frozen=True, slots=True)
class _Sheet:
    """A figure measured in inches from its upper left corner."""

    figure: Any
    tall: float

    def write(self, lines: Sequence[str], top: float, step: float, **look: Any) -> None:
        for number, text in enumerate(lines):
            self.figure.text(_MARGIN / _WIDTH, 1 - (top + number * step) / self.tall, text, va="top", **look)

    def axes(self, left: float, top: float, height: float) -> Any:
        width = _WIDTH - _MARGIN - left
        box = (left / _WIDTH, 1 - (top + height) / self.tall, width / _WIDTH, height / self.tall)
        axes = self.figure.add_axes(box)
        axes.tick_params(length=0, colors=_INK)
        for side in axes.spines.values():
            side.set_visible(False)
        return axes


def _heat_map(sheet: _Sheet, chart: HeatMap, top: float) -> None:
    """A cell a week: darker is more; an empty frame with 0 is no visit, hatching is nothing known."""
    from matplotlib.patches import Rectangle

    count = max(len(chart.rows), 1)
    axes = sheet.axes(_names_width(chart.rows), top + _COLUMN_NAMES, _ROW * count)
    most = max((cell for row in chart.cells for cell in row if cell), default=1)
    for y, row in enumerate(chart.cells):
        for x, cell in enumerate(row):
            shade = _shade(cell, most)
            look: dict[str, Any] = {"facecolor": shade, "edgecolor": _LINE, "linewidth": 0.7}
            if cell is None:
                look |= {"hatch": "/////", "edgecolor": "#b0b8c0"}
            elif cell == 0:
                look |= {"edgecolor": _ALARM, "linewidth": 1.1}
            axes.add_patch(Rectangle((x + 0.05, y + 0.07), 0.9, 0.86, **look))
            if cell is not None:
                ink = _ALARM if cell == 0 else "white" if shade in _BLUES[2:] else _INK
                weight = "bold" if cell == 0 else "normal"
                axes.text(x + 0.5, y + 0.52, str(cell), ha="center", va="center", color=ink, size=_CELL, weight=weight)
    axes.set(xlim=(0, len(chart.columns)), ylim=(count, 0))
    axes.set_yticks([y + 0.5 for y in range(len(chart.rows))], [_short(name) for name in chart.rows])
    axes.set_xticks([x + 0.5 for x in range(len(chart.columns))], _thin(chart.columns), size=_SMALL)
    axes.xaxis.tick_top()
    axes.tick_params(length=0, colors=_INK, pad=2)


def _shade(cell: int | None, most: int) -> str:
    if cell is None:
        return _UNKNOWN
    if cell == 0:
        return _NONE
    return _BLUES[min(len(_BLUES) - 1, (cell - 1) * len(_BLUES) // most)]


def _stacks(sheet: _Sheet, chart: Stacks, top: float) -> None:
    """A column a period, its kinds on each other, the total above; below it which is which, with its sum."""
    axes = sheet.axes(_MARGIN + 0.1, top, _PLOT)
    width = 0.72 if len(chart.columns) > 1 else 0.3
    base = [0.0] * len(chart.columns)
    for number, layer in enumerate(chart.layers):
        heights = [float(value or 0) for value in layer]
        look = {"color": _COLOURS[number], "hatch": _HATCHES[number], "edgecolor": "white", "linewidth": 0.6}
        axes.bar(range(len(base)), heights, width, bottom=base, **look)
        base = [below + height for below, height in zip(base, heights, strict=True)]
    known = [all(layer[x] is not None for layer in chart.layers) for x in range(len(base))]
    highest = max([*base, 1.0])
    for x, total in enumerate(base):
        said = f"{total:.0f}" if known[x] and chart.layers else "–"
        axes.text(x, total + highest * 0.03, said, ha="center", va="bottom", color=_INK, size=_CELL)
    axes.set(xlim=(-0.6, len(base) - 0.4), ylim=(0, highest * 1.15))
    axes.set_yticks([])
    axes.spines["bottom"].set(visible=True, color=_LINE)
    axes.set_xticks(range(len(base)), chart.columns, size=_SMALL)
    _legend(sheet, chart, top + _PLOT + _COLUMN_NAMES)


def _legend(sheet: _Sheet, chart: Stacks, top: float) -> None:
    from matplotlib.patches import Rectangle

    if not chart.names:
        return
    axes = sheet.axes(_MARGIN, top, _ROW * len(chart.names))
    axes.set(xlim=(0, _WIDTH - 2 * _MARGIN), ylim=(len(chart.names), 0), xticks=[], yticks=[])
    for number, (name, layer) in enumerate(zip(chart.names, chart.layers, strict=True)):
        look: dict[str, Any] = {
            "facecolor": _COLOURS[number],
            "hatch": _HATCHES[number],
            "edgecolor": "white",
            "linewidth": 0.6,
        }
        axes.add_patch(Rectangle((0.1, number + 0.2), 0.26, 0.6, **look))
        total = sum(value for value in layer if value is not None)
        axes.text(0.45, number + 0.53, f"{name}: {total}", va="center", color=_INK, size=_CELL)


def _bars(sheet: _Sheet, chart: Bars, top: float) -> None:
    """A bar a name, its name above it, its number behind it."""
    count = max(len(chart.names), 1)
    axes = sheet.axes(_MARGIN + 0.02, top, _BAR * count)
    most = max((value for value in chart.values if value), default=1)
    at_least = chart.at_least or (False,) * len(chart.names)
    for y, (name, value, more) in enumerate(zip(chart.names, chart.values, at_least, strict=True)):
        axes.text(0, y + 0.26, name, va="center", color=_INK, size=_CELL)
        axes.barh(y + 0.68, value or 0, 0.4, color=_COLOURS[0])
        said = "–" if value is None else f"≥ {value}" if more else str(value)
        axes.text((value or 0) + most * 0.02, y + 0.7, said, va="center", color=_INK, size=_CELL, weight="bold")
    axes.set(xlim=(0, most * 1.15), ylim=(count, 0), xticks=[], yticks=[])


def _thin(days: Sequence[str]) -> list[str]:
    """Days of one month after the other name the month once: 28/9, 5/10, 12, 19."""
    months = [day.partition("/")[2] for day in days]
    pairs = zip(days, ["", *months[:-1]], months, strict=True)
    return [day.partition("/")[0] if month == before else day for day, before, month in pairs]


def _names_width(names: Sequence[str]) -> float:
    longest = max((len(_short(name)) for name in names), default=0)
    return 0.2 + longest * 0.066


def _short(name: str) -> str:
    return name if len(name) <= _LONGEST_NAME else name[: _LONGEST_NAME - 1].rstrip() + "…"
