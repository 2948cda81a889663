"""Lists: search, filters, order and pages from the address, the same for every page, and as an Excel file."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Generic, TypeVar
from urllib.parse import urlencode

from bot import texts_console as texts
from knowledge.text import fold

T = TypeVar("T")

PAGE = 50
SEARCH, SORT, NUMBER, EXCEL = "q", "sap", "trang", "tai"
_DAY = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")


@dataclass(frozen=True, slots=True)
class Column(Generic[T]):
    """What stands in one column of a row.

    `key`: its name in the address; `text`: the cell in words; `order`: what to sort by, None where a row has nothing
    (those come last), without it the words; `link`: where the cell leads; `figure`: numbers stand to the right;
    `badge`: a kind for colouring ("" is none), never the only sign of what it says.
    """

    key: str
    label: str
    text: Callable[[T], str]
    order: Callable[[T], Any] | None = None
    link: Callable[[T], str] | None = None
    figure: bool = False
    badge: Callable[[T], str] | None = None


@dataclass(frozen=True, slots=True)
class Filter(Generic[T]):
    """A field above the list. `options`: values with their words; without any it is a day, typed or chosen."""

    key: str
    label: str
    keep: Callable[[T, Any], bool]
    options: Sequence[tuple[str, str]] = ()


@dataclass(frozen=True, slots=True)
class Table(Generic[T]):
    """A list. `first`: the column it is sorted by unless asked otherwise, with "-" before it the other way round."""

    title: str
    caption: str
    columns: Sequence[Column[T]]
    first: str
    filters: Sequence[Filter[T]] = ()
    empty: str = "Chưa có mục nào."


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell as the template shows it."""

    label: str
    text: str
    link: str = ""
    figure: bool = False
    badge: str = ""


@dataclass(frozen=True, slots=True)
class Head:
    """A column's head: where pressing it leads, and how the list is sorted by it now (`ascending`, `descending`)."""

    label: str
    link: str
    sorted: str
    figure: bool


@dataclass(frozen=True, slots=True)
class Field:
    """A filter as it is filled in."""

    key: str
    label: str
    value: str
    options: Sequence[tuple[str, str]]
    error: str = ""


@dataclass(slots=True)
class Listed(Generic[T]):
    """A list as it was asked for."""

    table: Table[T]
    heads: list[Head]
    rows: list[list[Cell]]
    fields: list[Field]
    search: str
    sort: str
    count: str
    previous: str
    following: str
    excel: str
    narrowed: bool
    faults: list[str] = field(default_factory=list)
    every: list[T] = field(default_factory=list)


def listed(table: Table[T], items: Sequence[T], query: Mapping[str, str]) -> Listed[T]:
    """The part of the items that the address asks for. What it asks that can't be is said, and left out."""
    asked = {key: value.strip() for key, value in query.items() if value.strip()}
    kept, fields = _filtered(table, items, asked)
    faults = [one.error for one in fields if one.error]
    search = asked.get(SEARCH, "")
    kept = [item for item in kept if _holds(table, item, search)]
    sort = asked.get(SORT, table.first)
    if sort.removeprefix("-") not in {column.key for column in table.columns}:
        sort = table.first
        faults.append(texts.BAD_SORT)
    kept = _sorted(table, kept, sort)
    pages = max(1, -(-len(kept) // PAGE))
    page = min(max(1, _whole(asked.get(NUMBER, "1"))), pages)
    form = texts.FOUND_PAGES if pages > 1 else texts.FOUND
    narrowed = bool(search) or any(one.value for one in fields)
    return Listed(
        table,
        [_head(column, sort, asked) for column in table.columns],
        [_cells(table, item) for item in kept[(page - 1) * PAGE : page * PAGE]],
        fields,
        search,
        asked.get(SORT, ""),
        form.format(count=texts.number(len(kept)), page=page, pages=pages),
        _address(asked, {NUMBER: str(page - 1)}) if page > 1 else "",
        _address(asked, {NUMBER: str(page + 1)}) if page < pages else "",
        _address(asked, {EXCEL: "1", NUMBER: ""}),
        narrowed,
        faults,
        kept,
    )


def grid(table: Table[T], items: Sequence[T]) -> list[list[str]]:
    """Heads and rows in words, for a file."""
    heads = [column.label for column in table.columns]
    return [heads, *([column.text(item) for column in table.columns] for item in items)]


def read_day(text: str) -> date | None:
    """A day as people (21/11/2026) or a browser's own field (2026-11-21) write it; None when it is none."""
    typed = _DAY.fullmatch(text.strip())
    try:
        if typed:
            day, month, year = map(int, typed.groups())
            return date(year, month, day)
        return date.fromisoformat(text.strip())
    except ValueError:
        return None


def _filtered(table: Table[T], items: Sequence[T], asked: Mapping[str, str]) -> tuple[list[T], list[Field]]:
    kept, fields = list(items), []
    for one in table.filters:
        text, error = asked.get(one.key, ""), ""
        value: Any = text
        if text and not one.options:
            value = read_day(text)
            error = "" if value else texts.BAD_DAY.format(text=text[:40], label=one.label)
        elif text and text not in {key for key, _ in one.options}:
            value = text = ""
        if value:
            kept = [item for item in kept if one.keep(item, value)]
        shown = value.isoformat() if isinstance(value, date) else "" if error else text
        fields.append(Field(one.key, one.label, shown, one.options, error))
    return kept, fields


def _holds(table: Table[T], item: T, search: str) -> bool:
    if not search:
        return True
    line = fold(" ".join(column.text(item) for column in table.columns)).lower()
    return all(word in line for word in fold(search).lower().split())


def _sorted(table: Table[T], items: list[T], sort: str) -> list[T]:
    column = next(column for column in table.columns if column.key == sort.removeprefix("-"))
    order = column.order or (lambda item: fold(column.text(item)).lower())
    there = [item for item in items if order(item) is not None]
    missing = [item for item in items if order(item) is None]
    return [*sorted(there, key=order, reverse=sort.startswith("-")), *missing]


def _head(column: Column[T], sort: str, asked: Mapping[str, str]) -> Head:
    now = {column.key: "ascending", f"-{column.key}": "descending"}.get(sort, "")
    other = f"-{column.key}" if now == "ascending" else column.key
    return Head(column.label, _address(asked, {SORT: other, NUMBER: ""}), now, column.figure)


def _cells(table: Table[T], item: T) -> list[Cell]:
    return [
        Cell(
            column.label,
            column.text(item),
            column.link(item) if column.link else "",
            column.figure,
            column.badge(item) if column.badge else "",
        )
        for column in table.columns
    ]


def _address(asked: Mapping[str, str], changed: Mapping[str, str]) -> str:
    """The same list, asked for a little differently."""
    return "?" + urlencode({key: value for key, value in {**asked, **changed}.items() if value})


def _whole(text: str) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 9 else 1
