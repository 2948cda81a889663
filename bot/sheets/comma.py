"""Reading CSV: UTF-8 with or without a byte order mark; commas, semicolons or tabs."""

import csv
import io
from collections.abc import Callable

from bot import texts_teams as texts
from bot.sheets.grid import MOST_ROWS, Grid, Line, SheetError

_DELIMITERS = ";,\t"


def read_comma(body: bytes, is_head: Callable[[list[str]], bool]) -> Grid:
    """The one sheet of a CSV file. `is_head` knows a line of headings, which tells the delimiter.

    Raises `SheetError`.
    """
    try:
        text = body.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise SheetError(texts.CSV_ENCODING) from error
    if "\x00" in text:
        raise SheetError(texts.CSV_ENCODING)
    skipped = 0
    if text[:4].lower() == "sep=":  # Excel's own way to name the delimiter
        skipped, text = 1, text.partition("\n")[2]
    return Grid("", tuple(_lines(text, _delimiter(text, is_head), skipped)))


def _delimiter(text: str, is_head: Callable[[list[str]], bool]) -> str:
    lines = text.splitlines()[:50]
    for delimiter in _DELIMITERS:
        if any(is_head(next(csv.reader([line], delimiter=delimiter), [])) for line in lines):
            return delimiter
    return max(_DELIMITERS, key=lambda delimiter: sum(line.count(delimiter) for line in lines))


def _lines(text: str, delimiter: str, skipped: int) -> list[Line]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    lines: list[Line] = []
    number = 1 + skipped
    try:
        for cells in reader:
            lines.append(Line(number, tuple(cells)))
            if len(lines) > MOST_ROWS:
                raise SheetError(texts.TOO_MANY_ROWS.format(most=MOST_ROWS))
            number = reader.line_num + 1 + skipped
    except csv.Error as error:
        raise SheetError(texts.csv_quotes(number)) from error
    return lines
