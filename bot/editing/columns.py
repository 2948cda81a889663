"""Which sheet and column of the content's workbook holds which part of which item."""

from dataclasses import dataclass
from enum import StrEnum

from bot.editing import texts_sheets as texts


class Kind(StrEnum):
    """How a value stands in its cell."""

    TEXT = "text"
    DAY = "day"
    FLAG = "flag"
    NUMBER = "number"
    WORDS = "words"  # ids with commas between
    LINES = "lines"  # a text a line
    PHONE = "phone"
    FACETS = "facets"  # the words on their buttons, one a line
    CHOICES = "choices"  # of a checklist's question: `id: label` a line
    WHEN = "when"  # conditions in a checklist: `question: choice, choice` a line


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


# The files of the lexicon that people edit.
ABBREVIATIONS, DIALECT, CONCEPTS, CUES = (
    f"lexicon/{name}.yaml" for name in ("abbreviations", "dialect", "concepts", "facet-cues")
)
# The kinds of its entries: the file, the keys above them, and whether an entry has several texts.
LEXICON: dict[str, tuple[str, tuple[str, ...], bool]] = {
    "viết tắt": (ABBREVIATIONS, (), False),
    "tiếng địa phương": (DIALECT, ("plain",), False),
    "tiếng địa phương có dấu": (DIALECT, ("marked",), False),
    "cách gọi khác": (CONCEPTS, (), True),
    "dấu hiệu của phần hỏi": (CUES, (), True),
}

_TOPIC = Column("Chủ đề", ("topic",), width=24, place=True, needed=True)
_ID = Column("Mã", ("id",), width=22, place=True, needed=True)
_DAYS = (Column("Từ ngày", ("from",), Kind.DAY, 12), Column("Đến hết ngày", ("until",), Kind.DAY, 12))
_SOURCE = Column("Mã nguồn", ("source",), width=18)
_ARTICLE = Column("Điều, khoản", ("article",), width=16)
_WHEN = Column("Chỉ khi (mỗi dòng “câu hỏi: lựa chọn”)", ("when",), Kind.WHEN, 36)
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
            Column("Tên danh sách giấy tờ", ("checklist", "title"), width=36),
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
        "corrections",
        (
            _TOPIC,
            _ID,
            Column("Bà con vẫn tưởng", ("belief",), width=40, needed=True),
            Column("Thực ra", ("holds",), width=60, needed=True),
            Column("Chữ cho biết (mỗi dòng một cụm)", ("words",), Kind.LINES, 36),
            Column("Luôn nhắc ở phần (mỗi dòng một phần)", ("facets",), Kind.FACETS, 28),
            Column("Đổi từ ngày", ("since",), Kind.DAY, 12),
            Column("Thôi nhắc sau ngày", ("until",), Kind.DAY, 12),
            _SOURCE,
            _ARTICLE,
        ),
    ),
    Table(
        "questions",
        (
            _TOPIC,
            _ID,
            Column("Câu hỏi", ("ask",), width=44, needed=True),
            Column("Lựa chọn (mỗi dòng “mã: lời”)", ("choices",), Kind.CHOICES, 44),
            Column("Hoặc số nhỏ nhất", ("number", "min"), Kind.NUMBER, 10),
            Column("Số lớn nhất", ("number", "max"), Kind.NUMBER, 10),
            _WHEN,
        ),
    ),
    Table(
        "items",
        (
            _TOPIC,
            _ID,
            Column("Loại", ("kind",), width=12, needed=True),
            Column("Nội dung", ("text",), width=60, needed=True),
            _WHEN,
            _SOURCE,
            _ARTICLE,
            *_DAYS,
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
    Table(
        "lexicon",
        (
            Column("Loại", ("part",), width=24, place=True, needed=True),
            Column("Chữ được gõ", ("id",), width=24, place=True, needed=True),
            Column("Nghĩa là (mỗi dòng một cụm)", ("says",), Kind.LINES, 70, needed=True),
        ),
    ),
)
# Topics aren't deleted by a file: menus and other topics point to them.
DELETE = {table.name: _DELETE for table in TABLES if table.name != "topics"}
LISTS = {"contacts": "contacts.yaml", "local": "overrides.yaml", "outside": "outside.yaml"}
# Sheets of the lists in a topic: where their items stand.
IN_TOPICS = {"corrections": ("corrections",), "questions": ("checklist", "questions"), "items": ("checklist", "items")}


def columns_of(table: Table) -> tuple[Column, ...]:
    """All columns, the one for deleting last."""
    return (*table.columns, DELETE[table.name]) if table.name in DELETE else table.columns
