"""A sheet as it was read, whatever the file: lines of texts, with what can't be read as a text."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.commands.errors import CommandError

MOST_BYTES = 10 * 1024 * 1024
MOST_ROWS = 20_000


class SheetError(CommandError):
    """A file can't be read as a list; `str()` is a Vietnamese sentence with the way out."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a sheet, `number` as a spreadsheet shows it. `bad`: by column, what is wrong with a cell."""

    number: int
    cells: tuple[str, ...]
    bad: Mapping[int, str] = field(default_factory=dict)
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Grid:
    """A sheet. `hidden`: the columns (from 0) that aren't shown."""

    title: str
    lines: tuple[Line, ...]
    hidden: frozenset[int] = frozenset()


def letter(column: int) -> str:
    """What a spreadsheet calls a column (from 0): A, B, … AA."""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(ord("A") + rest) + name
    return name
