"""Reading Excel's .xlsx: the sheets that are shown, cells as texts, merged cells filled downward."""

import io
import warnings
import zipfile
from datetime import date, datetime, time, timedelta
from typing import Any
from xml.parsers import expat

import openpyxl
from openpyxl.utils import range_boundaries

from bot import texts_teams as texts
from bot.sheets.grid import MOST_ROWS, Grid, Line, SheetError

# A small file may unpack to one that fills the memory.
_MOST_UNPACKED = 60 * 1024 * 1024
_MOST_COLUMNS = 60
# A cell takes some hundred bytes of memory, and every cell of a merged area is one.
_MOST_CELLS = 400_000
# A sheet whose formatting runs to the last of a million rows ends where nothing stands any more.
_BLANK_END = 500
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def read_excel(body: bytes, *, days: bool = False) -> list[Grid]:
    """The sheets of a workbook that aren't hidden; with `days`, a day in a cell is read as 2026-11-21.

    Raises `SheetError`.
    """
    if body.startswith(_OLE):
        # A workbook with a password is encrypted inside such a container; the old .xls is one itself.
        locked = "EncryptedPackage".encode("utf-16-le") in body
        raise SheetError(texts.EXCEL_LOCKED if locked else texts.EXCEL_OLD)
    try:
        with zipfile.ZipFile(io.BytesIO(body)) as packed:
            unpacked = sum(item.file_size for item in packed.infolist())
            if unpacked > _MOST_UNPACKED or sum(_cells(packed.read(item)) for item in packed.infolist()) > _MOST_CELLS:
                raise SheetError(texts.TOO_MANY_ROWS.format(most=MOST_ROWS))
        with warnings.catch_warnings():
            # About drop-down lists and such that it leaves out.
            warnings.simplefilter("ignore")
            book = openpyxl.load_workbook(io.BytesIO(body), keep_links=False)
        return [_grid(sheet, days) for sheet in book.worksheets if sheet.sheet_state == "visible"]
    except SheetError:
        raise
    except Exception as error:  # whatever is wrong inside, the library tells it in many ways
        raise SheetError(texts.EXCEL_BROKEN) from error


def _cells(part: bytes) -> int:
    """How many cells the library would make of a part of a workbook; 0 for one that holds none."""
    count = 0

    def begins(name: str, attributes: dict[str, str]) -> None:
        nonlocal count
        kind = name.rpartition(":")[2]
        if kind == "c":
            count += 1
        elif kind == "mergeCell":
            left, top, right, bottom = range_boundaries(attributes.get("ref", ""))
            count += (right - left + 1) * (bottom - top + 1)

    parser = expat.ParserCreate()
    parser.StartElementHandler = begins
    try:
        parser.Parse(part, True)
    except expat.ExpatError:
        # A picture, or what the library can't read either.
        return count
    return count


def _grid(sheet: Any, days: bool) -> Grid:
    filled = _merged(sheet)
    width = min(sheet.max_column or 0, _MOST_COLUMNS)
    lines: list[Line] = []
    blank = 0
    for number, row in enumerate(sheet.iter_rows(max_col=width), start=1):
        cells, bad = [], {}
        for column, cell in enumerate(row):
            shown = filled.get((number, column), cell)
            text, fault = _text(shown, days)
            cells.append(text)
            if fault:
                bad[column] = fault
        blank = 0 if any(cells) or bad else blank + 1
        if blank > _BLANK_END:
            break
        if not blank:
            hidden = number in sheet.row_dimensions and bool(sheet.row_dimensions[number].hidden)
            lines.append(Line(number, tuple(cells), bad, hidden))
        if len(lines) > MOST_ROWS:
            raise SheetError(texts.TOO_MANY_ROWS.format(most=MOST_ROWS))
    return Grid(sheet.title, tuple(lines), _hidden(sheet, width))


def _merged(sheet: Any) -> dict[tuple[int, int], Any]:
    """By row and column (from 0) the cell whose text stands there too: the top one, in its own column."""
    filled = {}
    for area in sheet.merged_cells.ranges:
        top = sheet.cell(area.min_row, area.min_col)
        for number in range(area.min_row + 1, min(area.max_row, area.min_row + MOST_ROWS) + 1):
            filled[number, area.min_col - 1] = top
    return filled


def _hidden(sheet: Any, width: int) -> frozenset[int]:
    """One entry may stand for a run of columns."""
    hidden: set[int] = set()
    for dimension in sheet.column_dimensions.values():
        if dimension.hidden:
            first = dimension.min or openpyxl.utils.column_index_from_string(dimension.index)
            hidden.update(range(first - 1, min(dimension.max or first, width)))
    return frozenset(hidden)


def _text(cell: Any, days: bool) -> tuple[str, str]:
    """A cell's text, and what is wrong with it, each maybe empty."""
    value = cell.value
    match value:
        case None:
            return "", ""
        case _ if cell.data_type == "f":
            return "", texts.CELL_FORMULA
        case _ if cell.data_type == "e":
            return "", texts.CELL_ERROR.format(value=value)
        case bool():
            return "", texts.CELL_BOOL
        case datetime() if days:
            return value.date().isoformat(), ""
        case date() | time() | timedelta():
            return "", texts.CELL_DATE
        case float() if value.is_integer():
            return str(int(value)), ""
        case _:
            return str(value), ""
