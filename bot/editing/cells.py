"""What stands in a cell of the content's workbook, read as the value that it means."""

import re
import unicodedata
from datetime import date, timedelta
from typing import Any

from bot.editing import texts_sheets as texts
from bot.editing.columns import Column, Kind
from bot.editing.questions import free_name, slug_of
from bot.editing.sheets import facet_name
from knowledge.reading import DAY_FORM, ID_FORM
from knowledge.topic import Facet

_IDS = frozenset({"id", "source", "answer", "replaces", "group", "topic"})
_FACETS = {name.lower(): facet.value for facet in Facet for name in (facet.value, facet_name(facet))}
_DAY = re.compile(
    r"(?:ngày\s*)?(\d{1,2})(?:\s*[./-]\s*|\s+tháng\s+)(\d{1,2})(?:\s*[./-]\s*|\s+năm\s+)(\d{4}|\d{2})", re.IGNORECASE
)
_SERIAL = re.compile(r"[3-7]\d{4}")
# Excel counts days from here.
_FIRST = date(1899, 12, 30)
_YES, _NO = (
    frozenset({"x", "có", "co", "yes", "1", "v", "✓", "true"}),
    frozenset({"không", "khong", "no", "0", "false"}),
)


class CellError(ValueError):
    """A cell doesn't hold what its column needs; `str()` says what is wrong and what to write."""


def tidy(text: str) -> str:
    """A cell's text as it is compared: NFC, ends of lines and of the text without blanks."""
    lines = (
        unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n").replace("\xa0", " ").split("\n")
    )
    return "\n".join(line.rstrip() for line in lines).strip()


def read_cell(column: Column, text: str) -> Any:
    """The value of a cell that isn't empty. Raises `CellError`."""
    match column.kind:
        case Kind.DAY:
            return _day(text)
        case Kind.FLAG:
            return read_flag(text)
        case Kind.NUMBER:
            if not text.isdecimal():
                raise CellError(texts.NUMBER.format(typed=text))
            return int(text)
        case Kind.WORDS:
            return [word for word in re.split(r"[,;\s]+", text) if word]
        case Kind.LINES:
            return _texts(text)
        case Kind.FACETS:
            return [read_facet(line) for line in _texts(text)]
        case Kind.CHOICES:
            return _choices(text)
        case Kind.WHEN:
            return dict(_condition(line) for line in _texts(text))
        case Kind.PHONE:
            if re.fullmatch(r"[2-9]\d{8,9}", text):
                # A telephone number that Excel took for a number.
                raise CellError(texts.LOST_ZERO.format(typed=text))
            return text
        case _:
            if column.key[-1] in _IDS and not ID_FORM.fullmatch(text):
                raise CellError(texts.ID.format(typed=text))
            return text


def _texts(text: str) -> list[str]:
    return [line.strip() for line in text.split("\n") if line.strip()]


def read_facet(text: str) -> str:
    """A part of a topic by the words on its button, or by its id. Raises `CellError`."""
    facet = _FACETS.get(text.lower())
    if facet is None or facet == Facet.OVERVIEW:
        known = ", ".join(facet_name(item) for item in Facet if item is not Facet.OVERVIEW)
        raise CellError(texts.NO_FACET.format(typed=text, facets=known))
    return facet


def _choices(text: str) -> list[dict[str, str]]:
    """`mã: lời` a line; a line without an id is a new choice, with one of its own words."""
    found: list[dict[str, str]] = []
    for line in _texts(text):
        name, mark, label = line.partition(":")
        if not (mark and ID_FORM.fullmatch(name.strip()) and label.strip()):
            name, label = free_name(slug_of(line) or "lua-chon", {one["id"] for one in found}), line
        found.append({"id": name.strip(), "label": label.strip()})
    return found


def _condition(line: str) -> tuple[str, list[str]]:
    question, _, chosen = line.partition(":")
    names = [name for name in re.split(r"[,;\s]+", chosen) if name]
    if not names or not all(ID_FORM.fullmatch(name) for name in (question.strip(), *names)):
        raise CellError(texts.WHEN.format(typed=line))
    return question.strip(), names


def read_flag(text: str) -> bool:
    """An x. Raises `CellError` for anything that is neither a yes nor a no."""
    typed = text.strip().lower()
    if typed in _YES:
        return True
    if typed in _NO or not typed:
        return False
    raise CellError(texts.FLAG.format(typed=text))


def _day(text: str) -> str:
    """2026-11-21, 21/11/2026, 21-11-26, 21 tháng 11 năm 2026, and Excel's own number of a day."""
    typed = text.removesuffix(" 00:00:00").strip()
    try:
        if DAY_FORM.fullmatch(typed):
            return date.fromisoformat(typed).isoformat()
        if _SERIAL.fullmatch(typed):
            return (_FIRST + timedelta(int(typed))).isoformat()
        if found := _DAY.fullmatch(typed):
            day, month, year = map(int, found.groups())
            return date(year if year > 99 else 2000 + year, month, day).isoformat()
    except ValueError as error:
        raise CellError(texts.DAY.format(typed=text)) from error
    raise CellError(texts.DAY.format(typed=text))
