"""Units, teams and planned members as values.

Province → commune → hamlet, without districts (two levels of government since 1/7/2025). Teams and who is in them:
Nghị định 224/2026/NĐ-CP, Điều 79; the commune sets a team up, people join of their own will, no number is fixed.
"""

from dataclasses import dataclass
from enum import StrEnum

PROVINCE = "Nghệ An"


class Role(StrEnum):
    """What somebody may do. Stored: never reuse a value."""

    MEMBER = "member"
    LEADER = "leader"
    COMMUNE_ADMIN = "commune-admin"
    PROVINCE_ADMIN = "province-admin"


class Level(StrEnum):
    """Whom a team serves: its hamlets, or the whole commune. Stored: never reuse a value."""

    COMMUNE = "commune"
    HAMLET = "hamlet"


@dataclass(frozen=True, slots=True)
class Commune:
    """A commune of today that takes part, by its full name (`xã Minh Hợp`). `id` 0, here and below: not stored yet.

    `sample`, here and below: brought by sample data and by nothing else.
    """

    name: str
    sample: bool = False
    id: int = 0


@dataclass(frozen=True, slots=True)
class Hamlet:
    """A thôn, xóm, bản or khối, named as written; within its commune no other has the same `place_key`."""

    commune: str
    name: str
    sample: bool = False
    id: int = 0


@dataclass(frozen=True, slots=True)
class Team:
    """A team; within its commune no other has the same `place_key`.

    `hamlets`: the names of those it covers, as stored; empty for a commune's team, which covers all.
    """

    commune: str
    level: Level
    name: str
    hamlets: tuple[str, ...] = ()
    sample: bool = False
    id: int = 0


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody who is planned to take part and has no account yet. Holds a name and no way to reach them.

    `commune` and `team` are names; administrators of a commune have no team, those of the province neither.
    """

    name: str
    role: Role
    commune: str | None = None
    team: str | None = None
    sample: bool = False
    id: int = 0


@dataclass(frozen=True, slots=True)
class Roster:
    """Everything on record, each part in the order in which it came."""

    communes: tuple[Commune, ...] = ()
    hamlets: tuple[Hamlet, ...] = ()
    teams: tuple[Team, ...] = ()
    members: tuple[Member, ...] = ()

    @property
    def real(self) -> bool:
        """Whether anything on record isn't sample data."""
        return any(not item.sample for part in (self.communes, self.hamlets, self.teams, self.members) for item in part)


@dataclass(frozen=True, slots=True)
class Changes:
    """What is to be added (`id` 0) or is now as given (another `id`). Nothing is ever taken away by it."""

    communes: tuple[Commune, ...] = ()
    hamlets: tuple[Hamlet, ...] = ()
    teams: tuple[Team, ...] = ()
    members: tuple[Member, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.communes or self.hamlets or self.teams or self.members)


@dataclass(frozen=True, slots=True)
class Removed:
    """How much was removed; `people`: roles that were held in what is gone."""

    communes: int
    hamlets: int
    teams: int
    members: int
    people: int = 0
    visits: int = 0
    requests: int = 0

    def __bool__(self) -> bool:
        return any((self.communes, self.hamlets, self.teams, self.members, self.people, self.visits, self.requests))
