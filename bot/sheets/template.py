"""The list to fill in, as an Excel file: headings, a choice of roles, and a sheet that explains."""

from io import BytesIO

import openpyxl
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.worksheet.datavalidation import DataValidation

from bot import texts_teams as texts
from bot.sheets.grid import letter
from handlers.teams.rows import ROLES, Column

_WIDTHS = {Column.COMMUNE: 24, Column.HAMLET: 24, Column.TEAM: 44, Column.PERSON: 28, Column.ROLE: 16}
_ROWS = 5000


def template() -> bytes:
    """The file. Its cells are texts, so that Excel makes no dates of names like 1/2."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = texts.TEMPLATE_SHEET
    sheet.freeze_panes = "A2"
    for place, column in enumerate(Column):
        head = sheet.cell(1, place + 1, column.value)
        _mark(head)
        dimension = sheet.column_dimensions[letter(place)]
        dimension.width = _WIDTHS[column]
        dimension.number_format = "@"
    roles = DataValidation(type="list", formula1=f'"{",".join(ROLES.values())}"', allow_blank=True)
    roles.error = texts.TEMPLATE_ROLE
    where = letter(list(Column).index(Column.ROLE))
    roles.add(f"{where}2:{where}{_ROWS}")
    sheet.add_data_validation(roles)
    _explain(book.create_sheet(texts.TEMPLATE_HELP_SHEET))
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def _explain(sheet: openpyxl.worksheet.worksheet.Worksheet) -> None:
    for number, row in enumerate(texts.TEMPLATE_HELP, start=1):
        for place, text in enumerate(row, start=1):
            cell = sheet.cell(number, place, text)
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            if number == 1:
                _mark(cell)
    for place, width in enumerate((16, 60, 44)):
        sheet.column_dimensions[letter(place)].width = width


def _mark(cell: openpyxl.cell.cell.Cell) -> None:
    cell.font = Font(bold=True)
    cell.fill = PatternFill("solid", fgColor="DDEBF7")
