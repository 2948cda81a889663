"""Posters with the code of a hamlet, an A4 page each, as a PDF with its letters inside."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path

import matplotlib
import segno
from fpdf import FPDF
from fpdf.svg import SVGObject

from bot import texts_codes as texts
from handlers.teams.codes import spaced
from handlers.teams.names import place_key

# Millimetres on A4, from the upper left corner.
WIDTH, HEIGHT = 210.0, 297.0
_MARGIN = 16.0
_INNER = WIDTH - 2 * _MARGIN
_HEAD = 51.0
_QR = 98.0
# Free space around a QR code, in its modules (ISO/IEC 18004).
_QUIET = 4

_TEAL, _RED, _INK, _GREY, _WHITE = (11, 91, 80), (179, 38, 46), (29, 42, 44), (86, 101, 104), (255, 255, 255)
_POINT = 25.4 / 72


@dataclass(frozen=True, slots=True)
class Poster:
    """What stands on a page.

    `address`: the page that the QR code opens, None where there is none; `channels`: names and addresses of where else
    the code may be typed.
    """

    team: str
    hamlet: str
    commune: str
    code: str
    address: str | None = None
    channels: tuple[tuple[str, str], ...] = ()
    sample: bool = False


def draw_posters(posters: Sequence[Poster], progress: Callable[[int], None] = lambda done: None) -> bytes:
    """The pages as a PDF; `progress` hears how many are done."""
    paper = _Paper()
    for done, poster in enumerate(posters, start=1):
        paper.add_page()
        _head(paper, poster)
        _code(paper, poster)
        _foot(paper, poster)
        if poster.sample:
            _sample(paper)
        progress(done)
    return bytes(paper.output())


class _Paper(FPDF):
    """A4 with the letters of Vietnamese, and lines of text that are made to fit."""

    def __init__(self) -> None:
        super().__init__(format="A4")
        self.set_auto_page_break(False)
        self.set_margin(0)
        self.set_title(texts.POSTER_NAME)
        self.set_lang("vi")
        fonts = Path(matplotlib.get_data_path()) / "fonts" / "ttf"
        self.add_font("letters", "", fonts / "DejaVuSans.ttf")
        self.add_font("letters", "B", fonts / "DejaVuSans-Bold.ttf")

    def line_of(
        self, text: str, top: float, size: float, colour: tuple[int, int, int], *, bold: bool = False, lines: int = 1
    ) -> float:
        """Write a text centred from `top` on, smaller than `size` points if it needs more than so many lines.

        Where its lowest line ends.
        """
        self.set_text_color(*colour)
        while True:
            self.set_font("letters", "B" if bold else "", size)
            needed = self._lines_needed(text)
            wide = any(self.get_string_width(word) > _INNER for word in text.split())
            if (needed <= lines and not wide) or size <= 7:
                break
            size -= 0.5
        height = size * _POINT * 1.3
        for number, line in enumerate(_balanced(self, text, needed)):
            self.set_xy(_MARGIN, top + number * height)
            self.cell(_INNER, height, line, align="C")
        return top + needed * height

    def _lines_needed(self, text: str) -> int:
        lines, line = 1, ""
        for word in text.split():
            longer = f"{line} {word}".strip()
            if line and self.get_string_width(longer) > _INNER:
                lines, line = lines + 1, word
            else:
                line = longer
        return lines


def _balanced(paper: FPDF, text: str, lines: int) -> list[str]:
    """The text in lines of much the same width, so that no word is left alone."""
    words = text.split()
    if lines == 1:
        return [text]
    broken: list[str] = []
    while lines > 1:
        share = paper.get_string_width(" ".join(words)) / lines
        taken = 1
        while taken < len(words) and _nearer(paper, words, taken, share):
            taken += 1
        broken.append(" ".join(words[:taken]))
        words, lines = words[taken:], lines - 1
    return [*broken, " ".join(words)]


def _nearer(paper: FPDF, words: Sequence[str], taken: int, share: float) -> bool:
    """Whether a line is nearer to its share, and fits, with one word more."""
    now, more = (paper.get_string_width(" ".join(words[:count])) for count in (taken, taken + 1))
    return more <= _INNER and abs(more - share) <= abs(now - share)


def _head(paper: _Paper, poster: Poster) -> None:
    """Whose poster it is, on the colour of the house."""
    paper.set_fill_color(*_TEAL)
    paper.rect(0, 0, WIDTH, _HEAD, style="F")
    paper.set_fill_color(*_RED)
    paper.rect(0, _HEAD, WIDTH, 1.6, style="F")
    _mark().draw_to_page(paper, x=WIDTH / 2 - 7.5, y=5.5)
    own_name = place_key(poster.team) == place_key(f"{texts.POSTER_TEAM} {poster.hamlet}")
    # The name that a team gets by itself only says its hamlet again.
    bottom = paper.line_of(texts.POSTER_TEAM if own_name else poster.team, 22, 16, _WHITE, lines=2)
    paper.line_of(f"{poster.hamlet}, {poster.commune}", bottom + 1, 26, _WHITE, bold=True)
    paper.line_of(texts.POSTER_ASK, _HEAD + 6, 29, _INK, bold=True)


@cache
def _mark() -> SVGObject:
    """The sign of the assistant, 15 mm wide."""
    svg = (files("bot") / "web" / "static" / "icon.svg").read_text(encoding="utf-8")
    return SVGObject(svg.replace("<svg ", '<svg width="15mm" height="15mm" ', 1))


def _code(paper: _Paper, poster: Poster) -> None:
    if poster.address:
        top = _HEAD + 21
        _draw_qr(paper, poster.address, (WIDTH - _QR) / 2, top)
        below = paper.line_of(texts.POSTER_SCAN, top + _QR - 1, 16, _INK)
        home = _shown(poster.address).partition("/m/")[0]
        below = paper.line_of(texts.poster_or_type(home), below + 3.5, 13, _GREY)
        _letters(paper, poster.code, below + 1.5, 46)
        return
    # In the middle between the headline and the foot.
    below = 137 - (48 + 18 * len(poster.channels)) / 2
    below = paper.line_of(texts.POSTER_TYPE, below, 19, _INK)
    below = _letters(paper, poster.code, below + 3, 68) + 7
    for channel, address in poster.channels:
        below = paper.line_of(texts.poster_to(channel), below, 15, _INK)
        below = paper.line_of(_shown(address), below, 19, _TEAL, bold=True) + 3


def _letters(paper: _Paper, code: str, top: float, size: float) -> float:
    """The code, large, in a frame; where the frame ends."""
    paper.set_font("letters", "B", size)
    paper.set_char_spacing(3)
    shown = spaced(code)
    width = paper.get_string_width(shown) + 18
    height = size * _POINT * 1.3
    paper.set_draw_color(*_TEAL)
    paper.set_line_width(1.2)
    paper.rect((WIDTH - width) / 2, top, width, height, style="D", round_corners=True, corner_radius=4)
    paper.set_text_color(*_TEAL)
    # Capitals and digits alone: as high above their baseline as 0.73 of the size, which is to be in the middle.
    paper.text((WIDTH - width) / 2 + 9, top + (height + 0.73 * size * _POINT) / 2, shown)
    paper.set_char_spacing(0)
    return top + height


def _foot(paper: _Paper, poster: Poster) -> None:
    """What it is for, and what nobody of the team ever asks."""
    below = 217.0
    for text in texts.POSTER_FOR:
        below = paper.line_of(text, below, 17, _INK) + 1
    paper.set_draw_color(*_RED)
    paper.set_line_width(0.8)
    paper.rect(_MARGIN, 248, _INNER, 24, style="D", round_corners=True, corner_radius=4)
    after = paper.line_of(texts.POSTER_FREE, 250.8, 20, _RED, bold=True)
    paper.line_of(texts.POSTER_NEVER, after, 16, _INK)
    paper.line_of(texts.poster_signed([channel for channel, _ in poster.channels]), 278, 12, _GREY)


def _shown(address: str) -> str:
    """An address as people type it."""
    return address.removeprefix("https://").removeprefix("http://")


def _draw_qr(paper: FPDF, address: str, left: float, top: float) -> None:
    """A QR code that still reads with a quarter of it dirty; runs of dark modules are one rectangle each."""
    matrix = [list(row) for row in segno.make(address, error="q", micro=False, boost_error=False).matrix]
    side = _QR / (len(matrix) + 2 * _QUIET)
    paper.set_fill_color(0, 0, 0)
    for number, row in enumerate(matrix):
        start = None
        for column, dark in enumerate([*row, 0]):
            if dark and start is None:
                start = column
            elif not dark and start is not None:
                # A hair more than a module, so that no light line shows between two rows.
                x, y = left + (_QUIET + start) * side, top + (_QUIET + number) * side
                paper.rect(x, y, (column - start) * side, side * 1.02, style="F")
                start = None


def _sample(paper: FPDF) -> None:
    """Across the page, so that no print is taken for a real one."""
    paper.set_font("letters", "B", 74)
    paper.set_text_color(*_RED)
    width = paper.get_string_width(texts.SAMPLE)
    with paper.rotation(52, WIDTH / 2, HEIGHT / 2), paper.local_context(fill_opacity=0.3):
        paper.text(WIDTH / 2 - width / 2, HEIGHT / 2 + 9, texts.SAMPLE)
