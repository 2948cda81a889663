"""The published content as files that people edit: the YAML that the program reads, or one Excel workbook."""

from pathlib import Path

from bot.commands.errors import CommandError
from bot.editing import texts_sheets as texts
from bot.editing.columns import TABLES, Table, columns_of
from bot.editing.sheets import Item, items, shown, value_at
from bot.sheets.writing import Sheet, workbook
from knowledge.content import SHIPPED
from knowledge.edits import Data, write_content


def export_folder(data: Data, folder: Path, shipped: Path = SHIPPED) -> None:
    """The content as YAML into a folder that is new or empty. Raises `CommandError` or `OSError`."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise CommandError(texts.EXISTS.format(path=folder))
    write_content(data, folder, shipped)


def export_workbook(data: Data) -> bytes:
    """The content as an Excel file: a sheet a kind of item, a row an item."""
    return workbook([_sheet(table, data) for table in TABLES])


def _sheet(table: Table, data: Data) -> Sheet:
    columns = columns_of(table)
    rows = [[column.head for column in columns]]
    rows += [cells_of(table, item) for item in items(table.name, data)]
    return Sheet(table.title, rows, [column.width for column in columns])


def cells_of(table: Table, item: Item) -> list[str]:
    """The cells of an item's row."""
    cells = []
    for column in columns_of(table):
        if not column.key:
            cells.append("")
        elif column.place:
            cells.append(item.names[column.key[0]])
        else:
            holder = (item.source or {}) if column.of_source else item.value
            cells.append(shown(value_at(holder, column.key), column.kind))
    return cells
