"""Lists as an Excel file in which nothing that somebody typed is ever a formula."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any

import openpyxl
from openpyxl.styles import Alignment, Font

_LONGEST = 32_000
_WIDEST = 60
# What XML can't hold.
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
# Top left in its cell, on as many lines as it needs.
_WRAPPED = Alignment(wrap_text=True, vertical="top")


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet with its rows, the first of them its head. `widths` of the columns in characters; none: by the texts."""

    title: str
    rows: Sequence[Sequence[str]]
    widths: Sequence[int] = ()


def excel(title: str, rows: Sequence[Sequence[str]]) -> bytes:
    """The rows as a sheet, the first of them its head."""
    return workbook([Sheet(title, rows)])


def workbook(sheets: Sequence[Sheet]) -> bytes:
    """The sheets as a file, their heads frozen; where widths are given, texts are wrapped and stay texts on editing."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for sheet in sheets:
        _fill(book.create_sheet(re.sub(r"[\\/*?:\[\]]", " ", sheet.title)[:31]), sheet)
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def _fill(page: Any, sheet: Sheet) -> None:
    page.freeze_panes = "A2"
    for number, row in enumerate(sheet.rows, start=1):
        for place, value in enumerate(row, start=1):
            cell = page.cell(number, place, _CONTROL.sub(" ", value)[:_LONGEST])
            cell.data_type = "s"
            if number == 1:
                cell.font = Font(bold=True)
            if sheet.widths:
                cell.alignment = _WRAPPED
                cell.number_format = "@"
    for place, column in enumerate(zip(*sheet.rows, strict=True), start=1):
        width = min(_WIDEST, max(len(value) for value in column) + 2)
        dimension = page.column_dimensions[openpyxl.utils.get_column_letter(place)]
        dimension.width = sheet.widths[place - 1] if sheet.widths else width
        if sheet.widths:
            # Rows that are added below are texts as well: Excel makes no dates or numbers of them.
            dimension.number_format = "@"
