"""One row read by itself: which commune, hamlets, team, person and role it names, or what is wrong with it."""

from collections.abc import Callable
from dataclasses import dataclass

from handlers.teams import texts
from handlers.teams.model import Role
from handlers.teams.names import place_key
from handlers.teams.places import Place
from handlers.teams.rows import DEPUTIES, Column, Fault, Row, hamlets_in, is_whole, role_of

LONGEST = 120
# As many digits as the shortest number by which somebody can be reached or identified, less one.
_MOST_DIGITS = 7
_ADMINS = (Role.COMMUNE_ADMIN, Role.PROVINCE_ADMIN)


@dataclass(frozen=True, slots=True)
class Entry:
    """What a row says. `commune` is a full name or empty; `whole`: the team is the commune's."""

    number: int
    commune: str = ""
    hamlets: tuple[str, ...] = ()
    whole: bool = False
    team: str = ""
    person: str = ""
    role: Role | None = None

    @property
    def bare(self) -> bool:
        """Whether it names no person."""
        return not self.person

    @property
    def of_team(self) -> bool:
        """Whether it is about a team, named or not."""
        return self.role not in _ADMINS and bool(self.team or self.person or self.whole)


def read_entry(row: Row, find: Callable[[str], Place]) -> tuple[Entry | None, list[Fault], list[str]]:
    """The row's entry (None when anything is wrong with it), its faults and its notices."""
    reading = _Reading(row, find)
    entry = reading.entry()
    return (None if reading.faults else entry), reading.faults, reading.notices


class _Reading:
    """A row with the faults found in it so far."""

    def __init__(self, row: Row, find: Callable[[str], Place]) -> None:
        self._row, self._find = row, find
        self.faults: list[Fault] = []
        self.notices: list[str] = []

    def entry(self) -> Entry:
        """What the row says as far as it can be read."""
        for column in self._row.cells:
            self._check_cell(column)
        role = self._role()
        person = self._text(Column.PERSON)
        if person and not any(char.isalpha() for char in person):
            self._fault(Column.PERSON, texts.NO_NAME.format(text=person))
        elif role and not person:
            self._fault(Column.PERSON, texts.NO_PERSON)
        elif person and not self._text(Column.ROLE):
            self._fault(Column.ROLE, texts.NO_ROLE)
        if role in _ADMINS:
            return self._admin(role, person)
        hamlets, whole = self._hamlets()
        return Entry(self._row.number, self._commune(), hamlets, whole, self._text(Column.TEAM), person, role)

    def _admin(self, role: Role, person: str) -> Entry:
        """Administrators belong to no team; "Toàn xã" is what theirs would be, so it does no harm."""
        if self._text(Column.TEAM):
            self._fault(Column.TEAM, texts.TEAM_OF_ADMIN)
        if self._text(Column.HAMLET) and not is_whole(self._text(Column.HAMLET)):
            self._fault(Column.HAMLET, texts.TEAM_OF_ADMIN)
        if role is Role.PROVINCE_ADMIN:
            if self._text(Column.COMMUNE):
                self._fault(Column.COMMUNE, texts.COMMUNE_OF_PROVINCE)
            return Entry(self._row.number, person=person, role=role)
        return Entry(self._row.number, self._commune(), person=person, role=role)

    def _commune(self) -> str:
        text = self._text(Column.COMMUNE)
        if not text:
            self._fault(Column.COMMUNE, texts.NO_COMMUNE)
            return ""
        place = self._find(text)
        if place.fault:
            self._fault(Column.COMMUNE, place.fault)
        if place.notice:
            self.notices.append(place.notice)
        return place.name or ""

    def _hamlets(self) -> tuple[tuple[str, ...], bool]:
        text = self._text(Column.HAMLET)
        if is_whole(text):
            return (), True
        names = hamlets_in(text)
        if not names:
            self._fault(Column.HAMLET, texts.NO_HAMLET)
        for name in names:
            if not any(char.isalpha() for char in name):
                self._fault(Column.HAMLET, texts.HAMLET_NUMBER.format(text=name))
            elif is_whole(name):
                self._fault(Column.HAMLET, texts.NO_HAMLET)
        return names, False

    def _role(self) -> Role | None:
        text = self._text(Column.ROLE)
        role = role_of(text) if text else None
        if text and not role:
            self._fault(Column.ROLE, texts.ROLE_UNKNOWN.format(text=text))
        if place_key(text) in DEPUTIES:
            self.notices.append(texts.DEPUTY.format(number=self._row.number, name=self._text(Column.PERSON)))
        return role

    def _check_cell(self, column: Column) -> None:
        text = self._text(column)
        # A list of hamlets is made of several short names.
        parts = hamlets_in(text) if column is Column.HAMLET else (text,)
        if any(sum(char.isdigit() for char in part) > _MOST_DIGITS for part in parts):
            self._fault(column, texts.MANY_DIGITS)
        elif any(len(part) > LONGEST for part in parts):
            self._fault(column, texts.TOO_LONG.format(most=LONGEST))
        elif column is Column.TEAM and not place_key(text):
            self._fault(column, texts.NO_NAME.format(text=text))

    def _text(self, column: Column) -> str:
        return self._row.cells.get(column, "")

    def _fault(self, column: Column, text: str) -> None:
        if not any(fault.column is column for fault in self.faults):
            self.faults.append(Fault(self._row.number, column, text))
