"""The content as sheets that officials edit in Excel: which sheet and column holds which part of which item."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from bot.editing import texts_sheets as texts
from handlers.ask.texts import FACETS
from knowledge.edits import Data
from knowledge.topic import Facet


class Kind(StrEnum):
    """How a value stands in its cell."""

    TEXT = "text"
    DAY = "day"
    FLAG = "flag"
    NUMBER = "number"
    WORDS = "words"  # ids with commas between
    LINES = "lines"  # a text a line
    PHONE = "phone"


@dataclass(frozen=True, slots=True)
class Column:
    """A column by its head. `key`: where its value stands in the item, or in the item's source (`of_source`).

    `place`: it says which item a row is about. `needed`: a new row has it.
    """

    head: str
    key: tuple[str, ...]
    kind: Kind = Kind.TEXT
    width: int = 16
    place: bool = False
    needed: bool = False
    of_source: bool = False


@dataclass(frozen=True, slots=True)
class Item:
    """A row's item: its place, what the columns say that name it, what it holds, and its source where it has one."""

    file: str
    path: tuple[str, ...]
    names: Mapping[str, str]
    value: Mapping[str, Any]
    source: Mapping[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """A sheet; `name` is a key of `texts.TABLES`."""

    name: str
    columns: tuple[Column, ...]

    @property
    def title(self) -> str:
        """What the sheet is called."""
        return texts.TABLES[self.name]

    @property
    def places(self) -> tuple[Column, ...]:
        """The columns that say which item a row is about."""
        return tuple(column for column in self.columns if column.place)

    @property
    def values(self) -> tuple[Column, ...]:
        """The others."""
        return tuple(column for column in self.columns if not column.place)


_TOPIC = Column("Chủ đề", ("topic",), width=24, place=True, needed=True)
_ID = Column("Mã", ("id",), width=22, place=True, needed=True)
_DAYS = (Column("Từ ngày", ("from",), Kind.DAY, 12), Column("Đến hết ngày", ("until",), Kind.DAY, 12))
_DELETE = Column(texts.DELETE, (), Kind.FLAG, 6)

TABLES = (
    Table(
        "topics",
        (
            _ID,
            Column("Tên", ("title",), width=36, needed=True),
            Column("Nhóm", ("group",)),
            Column("Dịch vụ số", ("service",), Kind.NUMBER, 10),
            Column("Dành cho", ("audience",), Kind.WORDS),
            Column("Cơ quan giải quyết", ("authority",), width=36),
            Column("Tóm tắt", ("summary",), width=60),
            Column("Việc cần làm", ("next",), width=44),
            Column("Tên trang", ("link", "label"), width=32),
            Column("Địa chỉ trang", ("link", "url"), width=32),
            Column("Đọc lại trước ngày", ("review_by",), Kind.DAY, 14),
            Column("Phần không có", ("not_applicable",), Kind.WORDS, 24),
        ),
    ),
    Table(
        "answers",
        (
            _TOPIC,
            Column("Phần", ("facet",), width=20, place=True, needed=True),
            _ID,
            Column("Trả lời câu hỏi", ("asks",), width=36, needed=True),
            Column("Câu trả lời", ("text",), width=60, needed=True),
            Column("Việc cần làm", ("next",), width=36),
            Column("Mã nguồn", ("source",), width=18, needed=True),
            Column("Tên nguồn", ("title",), width=28, of_source=True),
            Column("Điều, khoản", ("article",), width=16),
            Column("Địa chỉ nguồn", ("url",), width=32, of_source=True),
            Column("Kiểm tra ngày", ("checked_on",), Kind.DAY, 12, of_source=True),
            *_DAYS,
        ),
    ),
    Table(
        "phrases",
        (
            _TOPIC,
            Column("Lối viết", ("style",), width=16, place=True, needed=True),
            Column("Mã", ("id",), width=8, place=True),
            Column("Câu trả lời (mã)", ("answer",), width=24, needed=True),
            Column("Câu hỏi", ("text",), width=70, needed=True),
        ),
    ),
    Table(
        "contacts",
        (
            _ID,
            Column("Tên", ("name",), width=44, needed=True),
            Column("Số điện thoại, địa chỉ", ("value",), Kind.PHONE, 28),
            Column("Loại", ("kind",), needed=True),
            Column("Chờ xác nhận", ("confirm",), Kind.FLAG, 12),
            Column("Chỉ của xã", ("unit",), width=20),
        ),
    ),
    Table(
        "local",
        (
            _ID,
            Column("Xã, phường", ("unit",), width=20, needed=True),
            Column("Chủ đề", ("topic",), width=24, needed=True),
            Column("Thay câu (mã)", ("replaces",), width=20),
            Column("Hoặc thêm vào phần", ("facet",), width=18),
            Column("Trả lời câu hỏi", ("asks",), width=32),
            Column("Câu trả lời", ("text",), width=60, needed=True),
            Column("Việc cần làm", ("next",), width=32),
            Column("Tên nguồn", ("source", "title"), width=28, needed=True),
            Column("Địa chỉ nguồn", ("source", "url"), width=32),
            Column("Nguồn đăng ngày", ("source", "published"), Kind.DAY, 12),
            Column("Kiểm tra ngày", ("source", "checked_on"), Kind.DAY, 12),
            Column("Điều, khoản", ("article",)),
            *_DAYS,
        ),
    ),
    Table(
        "outside",
        (
            _ID,
            Column("Nhóm", ("group",), needed=True),
            Column("Loại", ("kind",), width=12),
            Column("Tên", ("name",), width=32, needed=True),
            Column("Hỏi ai", ("pointer",), width=50, needed=True),
            Column("Chủ đề gần", ("related",), Kind.WORDS, 24),
            Column("Cách hỏi (mỗi dòng một câu)", ("phrases",), Kind.LINES, 70, needed=True),
        ),
    ),
)
# Topics aren't deleted by a file: menus and other topics point to them.
DELETE = {table.name: _DELETE for table in TABLES if table.name != "topics"}
LISTS = {"contacts": "contacts.yaml", "local": "overrides.yaml", "outside": "outside.yaml"}


def columns_of(table: Table) -> tuple[Column, ...]:
    """All columns, the one for deleting last."""
    return (*table.columns, DELETE[table.name]) if table.name in DELETE else table.columns


def items(name: str, data: Data) -> Iterator[Item]:
    """The items of a sheet, in the order of the files."""
    if name in LISTS:
        for value in data.get(LISTS[name]) or ():
            yield Item(LISTS[name], (str(value["id"]),), {"id": str(value["id"])}, value)
        return
    for file, topic in data.items():
        if not file.startswith("topics/"):
            continue
        if name == "topics":
            yield Item(file, (), {"id": topic["id"]}, topic)
        elif name == "answers":
            yield from _answers(file, topic)
        else:
            yield from _phrases(file, topic)


def _answers(file: str, topic: Mapping[str, Any]) -> Iterator[Item]:
    sources = topic.get("sources") or {}
    for facet, statements in (topic.get("statements") or {}).items():
        for value in statements or ():
            names = {"topic": topic["id"], "facet": facet_name(facet), "id": str(value["id"])}
            path = ("statements", facet, str(value["id"]))
            yield Item(file, path, names, value, sources.get(value.get("source"), {}))


def _phrases(file: str, topic: Mapping[str, Any]) -> Iterator[Item]:
    for style, phrases in (topic.get("phrases") or {}).items():
        for key, (answer, text) in (phrases or {}).items():
            names = {"topic": topic["id"], "style": style, "id": key}
            yield Item(file, ("phrases", style, key), names, {"answer": answer, "text": text})


def facet_name(facet: str) -> str:
    """What residents read on a facet's button."""
    return FACETS[Facet(facet)] if facet in set(Facet) else facet


def shown(value: Any, kind: Kind) -> str:
    """A value as it stands in its cell."""
    if value is None or value == [] or (kind is Kind.FLAG and not value):
        return ""
    match kind:
        case Kind.FLAG:
            return texts.YES
        case Kind.WORDS:
            return ", ".join(map(str, value))
        case Kind.LINES:
            return "\n".join(map(str, value))
        case _:
            return str(value).strip()


def value_at(value: Mapping[str, Any], key: Sequence[str]) -> Any:
    """What stands in an item at a column's key."""
    found: Any = value
    for step in key:
        found = found.get(step) if isinstance(found, Mapping) else None
    return found
