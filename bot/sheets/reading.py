"""A file as rows of the columns that are known, whatever their order, whatever stands above and beside them."""

import unicodedata
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from bot import texts_teams as texts
from bot.sheets.comma import read_comma
from bot.sheets.excel import read_excel
from bot.sheets.grid import MOST_BYTES, Grid, Line, SheetError, letter
from handlers.teams.names import place_key, tidy
from handlers.teams.rows import Column, Fault, Row, column_of

# Above the headings may stand the authority, the title, the date.
_HEAD_WITHIN = 30
_NEEDED = (Column.COMMUNE, Column.HAMLET)


@dataclass(frozen=True, slots=True)
class Listing:
    """The rows of a file. `letters`: where each column stands; `faults`: of cells that can't be read as text."""

    rows: tuple[Row, ...]
    faults: tuple[Fault, ...]
    letters: Mapping[Column, str]
    notices: tuple[str, ...]


def read_listing(path: Path) -> Listing:
    """The rows of a .csv or .xlsx file. Raises `SheetError` or `OSError`."""
    ending = path.suffix.lower()
    if ending not in (".csv", ".xlsx"):
        raise SheetError(texts.wrong_ending(path.name))
    if path.stat().st_size > MOST_BYTES:
        raise SheetError(texts.TOO_BIG.format(most=MOST_BYTES // 1024**2))
    body = path.read_bytes()
    if not body.strip():
        raise SheetError(texts.EMPTY)
    packed = zipfile.is_zipfile(BytesIO(body))
    if ending == ".csv" and packed:
        raise SheetError(texts.CSV_IS_EXCEL)
    if ending == ".xlsx" and not packed and not body.startswith(b"\xd0\xcf"):
        raise SheetError(texts.NO_EXCEL)
    grids = [read_comma(body, _is_head)] if ending == ".csv" else read_excel(body)
    return _listing(grids)


def _is_head(cells: Sequence[str]) -> bool:
    found = {column_of(cell) for cell in cells}
    return all(column in found for column in _NEEDED)


def _listing(grids: Sequence[Grid]) -> Listing:
    for grid in grids:
        for at, line in enumerate(grid.lines[:_HEAD_WITHIN]):
            if _is_head(line.cells):
                others = [other for other in grids if other is not grid and _holds_list(other)]
                return _rows(grid, at, [texts.OTHER_SHEET.format(title=other.title) for other in others])
    if not any(any(cell.strip() for cell in line.cells) for grid in grids for line in grid.lines):
        raise SheetError(texts.EMPTY)
    lines = [line for grid in grids for line in grid.lines[:_HEAD_WITHIN]]
    best = max((_columns(line) for line in lines), key=len, default={})
    raise SheetError(texts.no_heads([column for column in _NEEDED if column not in best]))


def _holds_list(grid: Grid) -> bool:
    return any(_is_head(line.cells) for line in grid.lines[:_HEAD_WITHIN])


def _columns(line: Line) -> dict[Column, int]:
    """Where each column stands. Raises `SheetError` when two are headed alike."""
    places: dict[Column, int] = {}
    for place, cell in enumerate(line.cells):
        column = column_of(cell)
        if column and column in places and line.cells[places[column]].strip():
            raise SheetError(texts.twice(column, letter(places[column]), letter(place)))
        if column:
            places[column] = place
    return places


def _rows(grid: Grid, at: int, notices: list[str]) -> Listing:
    head = grid.lines[at]
    places = _columns(head)
    if Column.PERSON in places and Column.ROLE not in places:
        raise SheetError(texts.no_heads([Column.ROLE]))
    notices += [
        texts.COLUMN_IGNORED.format(letter=letter(place), title=tidy(cell))
        for place, cell in enumerate(head.cells)
        if place_key(cell) not in ("", "stt", "tt", "so tt", "so thu tu") and place not in places.values()
    ]
    notices += [
        texts.COLUMN_HIDDEN.format(letter=letter(place), column=column)
        for column, place in places.items()
        if place in grid.hidden
    ]
    rows, faults = [], []
    hidden = 0
    for line in grid.lines[at + 1 :]:
        # The headings again: merged over two lines, or on the next printed page.
        if _is_head(line.cells):
            continue
        bad = [Fault(line.number, column, line.bad[place]) for column, place in places.items() if place in line.bad]
        texts_of = {column: _cell(line, column, place) for column, place in places.items()}
        cells = {column: text for column, text in texts_of.items() if text}
        if cells or bad:
            rows.append(Row(line.number, cells, unreadable=bool(bad)))
            faults += bad
            hidden += line.hidden
    if not rows:
        raise SheetError(texts.NO_ROWS)
    if hidden:
        notices.append(texts.ROWS_HIDDEN.format(count=hidden))
    letters = {column: letter(place) for column, place in places.items()}
    return Listing(tuple(rows), tuple(faults), letters, tuple(notices))


def _cell(line: Line, column: Column, place: int) -> str:
    text = unicodedata.normalize("NFC", line.cells[place]) if place < len(line.cells) else ""
    # Hamlets are often written one below the other in a cell.
    return tidy(text.replace("\n", ";") if column is Column.HAMLET else text).strip(";, ")
