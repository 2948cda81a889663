"""A list as rows: which heading is which column, which words are which role, and what a fault looks like."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from handlers.teams.model import Role
from handlers.teams.names import place_key


class Column(StrEnum):
    """The columns that are read, as the template heads them."""

    COMMUNE = "Xã/phường"
    HAMLET = "Thôn/xóm"
    TEAM = "Tên tổ"
    PERSON = "Họ tên"
    ROLE = "Vai trò"


ROLES = {
    Role.LEADER: "Tổ trưởng",
    Role.MEMBER: "Thành viên",
    Role.COMMUNE_ADMIN: "Quản trị xã",
    Role.PROVINCE_ADMIN: "Quản trị tỉnh",
}
WHOLE = "Toàn xã"


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a list; `number` as a spreadsheet shows it, `cells` tidy texts, the empty ones left out.

    `unreadable`: there is a fault in it already, so nothing more is said of it.
    """

    number: int
    cells: Mapping[Column, str]
    unreadable: bool = False


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """What is wrong with a row, with the remedy. `column` is None when it is no single one."""

    number: int
    place: int = field(init=False)
    column: Column | None = field(compare=False)
    text: str

    def __post_init__(self) -> None:
        object.__setattr__(self, "place", list(Column).index(self.column) if self.column else -1)


# Words of headings, as `place_key` gives them. What stands in brackets doesn't count.
_BRACKETS = re.compile(r"\([^)]*\)?")
_HEADS = {
    Column.COMMUNE: {"xa phuong", "xa", "phuong", "ten xa", "ten xa phuong", "don vi", "xa phuong thi tran"},
    Column.TEAM: {"ten to", "to", "ten to cong nghe so", "ten to cong nghe so cong dong", "to cong nghe so cong dong"},
    Column.PERSON: {"ho ten", "ho va ten", "ten thanh vien", "ho ten thanh vien", "ho va ten thanh vien"},
    Column.ROLE: {"vai tro", "chuc vu", "chuc danh", "vai tro trong to", "chuc vu trong to"},
}
_HAMLET_WORDS = frozenset(("thon", "xom", "ban", "khoi"))
_HAMLET_MORE = frozenset(("ten", "to", "dan", "pho", "lang", "cum"))

_ROLE_WORDS = {
    Role.LEADER: ("to truong", "truong to"),
    Role.MEMBER: ("thanh vien", "to vien"),
    Role.COMMUNE_ADMIN: ("quan tri xa", "quan tri phuong", "quan tri cap xa", "can bo xa", "can bo phuong"),
    Role.PROVINCE_ADMIN: ("quan tri tinh", "quan tri cap tinh", "can bo tinh"),
}
_ROLE_BY_WORDS = {words: role for role, many in _ROLE_WORDS.items() for words in many}
DEPUTIES = frozenset(("to pho", "pho to", "pho to truong", "to truong pho"))

_WHOLE_WORDS = frozenset(("toan xa", "ca xa", "cap xa", "toan phuong", "ca phuong", "cap phuong", "toan xa phuong"))
_PARTS = re.compile(r"[;,\n]")


def column_of(heading: str) -> Column | None:
    """The column that a heading means, with or without marks; None for one that isn't read."""
    key = place_key(_BRACKETS.sub(" ", heading))
    words = frozenset(key.split())
    if words & _HAMLET_WORDS and words <= _HAMLET_WORDS | _HAMLET_MORE:
        return Column.HAMLET
    return next((column for column, heads in _HEADS.items() if key in heads), None)


def role_of(text: str) -> Role | None:
    """The role that a cell means. A deputy counts as a member: what they may do is the same."""
    key = place_key(text)
    return Role.MEMBER if key in DEPUTIES else _ROLE_BY_WORDS.get(key)


def is_whole(text: str) -> bool:
    """Whether a hamlet's cell says that the team is the commune's."""
    return place_key(text) in _WHOLE_WORDS


def hamlets_in(text: str) -> tuple[str, ...]:
    """The hamlets of a cell, parted by semicolons or commas, each once."""
    parts = (" ".join(part.split()) for part in _PARTS.split(text))
    found: dict[str, str] = {}
    for part in parts:
        if place_key(part):
            found.setdefault(place_key(part), part)
    return tuple(found.values())
