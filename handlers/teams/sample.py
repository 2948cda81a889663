"""Sample data as the rows of a list: real communes, invented hamlets, teams and people, each name marked so.

32 hamlets in three communes of different kinds: a lowland one near the sea, two in the hills.
"""

from collections.abc import Iterator

from handlers.teams.model import Role
from handlers.teams.rows import ROLES, WHOLE, Column, Row

MARK = "(mẫu)"
# By commune how many hamlets; the last of each has no team yet, so that there is a gap to be seen.
HAMLETS = {"xã Thành Bình Thọ": 10, "xã Minh Hợp": 10, "xã Đông Lộc": 12}
# Names that nobody has: "Ví Dụ" is "for example".
_FAMILIES = ("Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Võ", "Phan")
_GIVEN = ("An", "Bình", "Chi", "Dung", "Giang", "Hà", "Khánh", "Lan", "Minh", "Nga", "Phúc", "Quế", "Sơn", "Thảo")
_MEMBERS = 3


def sample_rows() -> tuple[Row, ...]:
    """The rows; the same ones every time."""
    return tuple(Row(number, cells) for number, cells in enumerate(_cells(), start=2))


def unmarked(name: str) -> str:
    """A place's name as people say it, which is without the mark."""
    return name.removesuffix(MARK).rstrip()


def _cells() -> Iterator[dict[Column, str]]:
    names = _names()
    yield {Column.PERSON: next(names), Column.ROLE: ROLES[Role.PROVINCE_ADMIN]}
    for commune, count in HAMLETS.items():
        unit = {Column.COMMUNE: commune}
        yield {**unit, Column.PERSON: next(names), Column.ROLE: ROLES[Role.COMMUNE_ADMIN]}
        team = f"Tổ công nghệ số cộng đồng {commune} {MARK}"
        yield from _people({**unit, Column.HAMLET: WHOLE, Column.TEAM: team}, names)
        for number in range(1, count):
            hamlet = f"Xóm {number} {MARK}"
            team = f"Tổ công nghệ số cộng đồng Xóm {number} {MARK}"
            yield from _people({**unit, Column.HAMLET: hamlet, Column.TEAM: team}, names)
        yield {**unit, Column.HAMLET: f"Xóm {count} {MARK}"}


def _people(team: dict[Column, str], names: Iterator[str]) -> Iterator[dict[Column, str]]:
    yield {**team, Column.PERSON: next(names), Column.ROLE: ROLES[Role.LEADER]}
    for _ in range(_MEMBERS):
        yield {**team, Column.PERSON: next(names), Column.ROLE: ROLES[Role.MEMBER]}


def _names() -> Iterator[str]:
    """Different ones within any hundred, so no team has a name twice."""
    number = 0
    while True:
        family = _FAMILIES[(number + number // len(_GIVEN)) % len(_FAMILIES)]
        yield f"{family} Ví Dụ {_GIVEN[number % len(_GIVEN)]} {MARK}"
        number += 1
