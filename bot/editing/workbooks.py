"""The content's workbook as it came back: its rows by sheet and column, and what can't be read by row and column."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.editing import texts_sheets as texts
from bot.editing.cells import tidy
from bot.editing.columns import TABLES, Column, Table, columns_of
from bot.sheets.excel import read_excel
from bot.sheets.grid import MOST_BYTES, Grid, SheetError, letter
from bot.texts_teams import NO_EXCEL, TOO_BIG
from handlers.teams.names import place_key

_HEAD_WITHIN = 10


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong, with sheet, row and column as Excel shows them; `row` 0: with the sheet as a whole."""

    sheet: str
    row: int
    letter: str
    head: str
    message: str

    def __str__(self) -> str:
        if not self.row:
            return texts.FAULT_SHEET.format(sheet=self.sheet, message=self.message)
        form = texts.FAULT if self.letter else texts.FAULT_ROW
        return form.format(sheet=self.sheet, row=self.row, letter=self.letter, head=self.head, message=self.message)


@dataclass(frozen=True, slots=True)
class Line:
    """A row: the texts of the columns that the sheet has; `bad`: of those that can't be read as a text, why."""

    number: int
    cells: Mapping[Column, str]
    bad: Mapping[Column, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Page:
    """A sheet of the content with the letters of its columns."""

    table: Table
    letters: Mapping[Column, str]
    lines: tuple[Line, ...]

    def fault(self, line: Line, column: Column | None, message: str) -> Fault:
        """A fault in a row, in one of its columns where it is of one."""
        where = self.letters.get(column, "") if column else ""
        return Fault(self.table.title, line.number, where, column.head if column and where else "", message)


@dataclass(frozen=True, slots=True)
class Book:
    """What was read."""

    pages: tuple[Page, ...]
    faults: tuple[Fault, ...]
    notices: tuple[str, ...]


def read_book(body: bytes) -> Book:
    """The sheets of a workbook. Raises `SheetError` when it is none, or none of the content."""
    if len(body) > MOST_BYTES:
        raise SheetError(TOO_BIG.format(most=MOST_BYTES // 1024**2))
    if not body.startswith((b"PK", b"\xd0\xcf")):
        raise SheetError(NO_EXCEL)
    known = {_key(table.title): table for table in TABLES}
    pages: list[Page] = []
    faults: list[Fault] = []
    notices: list[str] = []
    for grid in read_excel(body, days=True):
        table = known.get(_key(grid.title))
        if table is None:
            notices.append(texts.OTHER_SHEET.format(title=grid.title))
            continue
        page = _page(table, grid, faults, notices)
        if page:
            pages.append(page)
    if not pages and not faults:
        raise SheetError(texts.NO_SHEETS)
    return Book(tuple(pages), tuple(faults), tuple(notices))


def _page(table: Table, grid: Grid, faults: list[Fault], notices: list[str]) -> Page | None:
    heads = {_key(column.head): column for column in columns_of(table)}
    tops = [
        (at, [(place, heads[_key(cell)]) for place, cell in enumerate(line.cells) if _key(cell) in heads])
        for at, line in enumerate(grid.lines[:_HEAD_WITHIN])
    ]
    at, found = max(tops, key=lambda top: len(top[1]), default=(0, []))
    if len(found) < 2:
        faults.append(Fault(table.title, 0, "", "", texts.NO_HEAD))
        return None
    places: dict[Column, int] = {}
    for place, column in found:
        if column in places:
            faults.append(Fault(table.title, 0, "", "", texts.TWO_COLUMNS.format(head=column.head)))
        places[column] = place
    missing = [column for column in table.places if column not in places]
    faults += [Fault(table.title, 0, "", "", texts.NO_COLUMN.format(head=column.head)) for column in missing]
    notices += [
        texts.OTHER_COLUMN.format(sheet=table.title, letter=letter(place), head=tidy(cell))
        for place, cell in enumerate(grid.lines[at].cells)
        if tidy(cell) and _key(cell) not in heads
    ]
    if missing:
        return None
    lines = _lines(grid, at, places)
    if hidden := sum(line.hidden for line in grid.lines[at + 1 :]):
        notices.append(texts.HIDDEN_ROWS.format(sheet=table.title, count=hidden))
    return Page(table, {column: letter(place) for column, place in places.items()}, lines)


def _lines(grid: Grid, at: int, places: Mapping[Column, int]) -> tuple[Line, ...]:
    found = []
    for line in grid.lines[at + 1 :]:
        cells = {column: tidy(line.cells[place]) for column, place in places.items() if place < len(line.cells)}
        bad = {column: line.bad[place] for column, place in places.items() if place in line.bad}
        if any(cells.values()) or bad:
            found.append(Line(line.number, cells, bad))
    return tuple(found)


def _key(text: str) -> str:
    return place_key(unicodedata.normalize("NFC", text))
