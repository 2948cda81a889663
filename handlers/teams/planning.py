"""What a list would change on record: all of it, or nothing and every fault in it.

Nothing is ever taken away. What a list names is real from then on, also where it had come as sample data.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import TypeVar

from handlers.teams import texts
from handlers.teams.entries import Entry, read_entry
from handlers.teams.model import Changes, Commune, Hamlet, Level, Member, Role, Roster, Team
from handlers.teams.names import person_key, place_key, settled
from handlers.teams.places import place_of
from handlers.teams.rows import Column, Fault, Row
from knowledge.communes import Communes

# A place within its commune; a person within their team, commune or province.
_Place = tuple[str, str]
_Person = tuple[str, str, str]
_Key = TypeVar("_Key", str, _Place, _Person)
_Item = TypeVar("_Item", Commune, Hamlet, Team, Member)


@dataclass(frozen=True, slots=True)
class Tally:
    """How many of those that a list names are new, changed, or as they were."""

    new: int = 0
    changed: int = 0
    same: int = 0


@dataclass(frozen=True, slots=True)
class Plan:
    """What a list comes to. With `faults`, by row and column, nothing of it is to be done.

    `before` is what it was made for; `notices` are sentences worth reading.
    """

    before: Roster
    changes: Changes
    faults: tuple[Fault, ...]
    notices: tuple[str, ...]
    communes: Tally
    hamlets: Tally
    teams: Tally
    members: Tally


def plan_rows(rows: Sequence[Row], before: Roster, communes: Communes, *, sample: bool = False) -> Plan:
    """What the rows add to or change in `before`; `sample`: what they add is sample data."""
    planner = _Planner(before, sample)
    find = cache(lambda text: place_of(communes, text))
    entries = []
    for row in rows:
        if not row.unreadable:
            entry, faults, notices = read_entry(row, find)
            planner.faults += faults
            planner.notices += notices
            if entry:
                entries.append(entry)
    planner.add(entries)
    return planner.result()


class _Planner:
    """The record as it grows, row by row."""

    def __init__(self, before: Roster, sample: bool) -> None:
        self.before, self.sample = before, sample
        self.faults: list[Fault] = []
        self.notices: list[str] = []
        self.communes = {item.name: item for item in before.communes}
        self.hamlets = {(item.commune, place_key(item.name)): item for item in before.hamlets}
        self.teams = {(item.commune, place_key(item.name)): item for item in before.teams}
        self.members = {_who(item): item for item in before.members}
        # By key, the number of the row that named it first.
        self.named: dict[tuple[str, ...], int] = {}
        self.covers: dict[_Place, set[_Place]] = {key: self._covered(team) for key, team in self.teams.items()}
        self.leads: dict[_Place, list[_Person]] = {}

    def add(self, entries: Sequence[Entry]) -> None:
        """Places first, then teams that are named, then those that follow from a hamlet, then people."""
        for entry in entries:
            if entry.commune:
                self._take_commune(entry)
                self._take_hamlets(entry)
        teams: dict[int, _Place | None] = {}
        for entry in entries:
            if entry.team:
                teams[entry.number] = self._take_team(entry, entry.team)
        for entry in entries:
            if not entry.team and entry.of_team:
                teams[entry.number] = self._team_of_hamlets(entry)
        for entry in entries:
            self._take_member(entry, teams.get(entry.number))
        self._check_leaders()
        self._settle_covers()

    def result(self) -> Plan:
        """Everything that was found."""
        was = _Planner(self.before, self.sample)
        communes, commune_tally = self._compared("commune", was.communes, self.communes)
        hamlets, hamlet_tally = self._compared("hamlet", was.hamlets, self.hamlets)
        teams, team_tally = self._compared("team", was.teams, self.teams)
        members, member_tally = self._compared("person", was.members, self.members)
        return Plan(
            self.before,
            Changes(communes, hamlets, teams, members),
            tuple(sorted(self.faults)),
            tuple(dict.fromkeys(self.notices)),
            commune_tally,
            hamlet_tally,
            team_tally,
            member_tally,
        )

    def _compared(
        self, kind: str, was: Mapping[_Key, _Item], now: Mapping[_Key, _Item]
    ) -> tuple[tuple[_Item, ...], Tally]:
        """What is new or changed, and the count of those that the list names."""
        changed = {key: item for key, item in now.items() if was.get(key) != item}
        new = len(changed.keys() - was.keys())
        named = sum(name[0] == kind for name in self.named)
        return tuple(changed.values()), Tally(new, len(changed) - new, named - len(changed))

    # Places

    def _take_commune(self, entry: Entry) -> None:
        known = self.communes.get(entry.commune)
        self.communes[entry.commune] = self._real(known) if known else Commune(entry.commune, self.sample)
        self.named.setdefault(("commune", entry.commune), entry.number)

    def _take_hamlets(self, entry: Entry) -> None:
        for written in entry.hamlets:
            key = (entry.commune, place_key(written))
            known = self.hamlets.get(key)
            if known is None:
                self.hamlets[key] = Hamlet(entry.commune, written, self.sample)
            elif name := settled(known.name, written):
                self.hamlets[key] = replace(self._real(known), name=name)
            else:
                self._fault(entry, Column.HAMLET, texts.spelt_twice(written, known.name))
            self.named.setdefault(("hamlet", *key), entry.number)
        if entry.bare and not entry.of_team:
            self._once(entry, ("bare", entry.commune, *sorted(map(place_key, entry.hamlets))))

    # Teams

    def _take_team(self, entry: Entry, written: str) -> _Place | None:
        key = (entry.commune, place_key(written))
        level = Level.COMMUNE if entry.whole else Level.HAMLET
        known = self.teams.get(key)
        if known is None:
            self.teams[key] = Team(entry.commune, level, written, sample=self.sample)
        elif known.level is not level:
            self._fault(entry, Column.TEAM, texts.other_level(known.name))
            return None
        elif name := settled(known.name, written):
            self.teams[key] = replace(self._real(known), name=name)
        else:
            self._fault(entry, Column.TEAM, texts.spelt_twice(written, known.name))
            return None
        self.covers.setdefault(key, set()).update((entry.commune, place_key(name)) for name in entry.hamlets)
        self.named.setdefault(("team", *key), entry.number)
        if entry.bare:
            self._once(entry, ("bare", *key, *sorted(map(place_key, entry.hamlets))))
        return key

    def _team_of_hamlets(self, entry: Entry) -> _Place | None:
        """The one team that is there for these hamlets; where there is none, a new one named after them."""
        wanted = {(entry.commune, place_key(name)) for name in entry.hamlets}
        there = [
            team
            for key, team in self.teams.items()
            if team.commune == entry.commune
            # A real list joins an invented team only when it names that team.
            and (self.sample or not team.sample)
            and (team.level is Level.COMMUNE if entry.whole else self.covers.get(key, set()) & wanted)
        ]
        if len(there) > 1:
            self._fault(entry, Column.TEAM, texts.NO_TEAM.format(teams="; ".join(team.name for team in there)))
            return None
        of = entry.commune if entry.whole else ", ".join(self._hamlet(entry.commune, name) for name in entry.hamlets)
        return self._take_team(entry, there[0].name if there else texts.DEFAULT_TEAM.format(of=of))

    def _hamlet(self, commune: str, written: str) -> str:
        return self.hamlets[commune, place_key(written)].name

    def _covered(self, team: Team) -> set[_Place]:
        return {(team.commune, place_key(name)) for name in team.hamlets}

    # People

    def _take_member(self, entry: Entry, team: _Place | None) -> None:
        if not entry.person or not entry.role or (entry.of_team and team is None):
            return
        name = self.teams[team].name if team else None
        member = Member(entry.person, entry.role, entry.commune or None, name, self.sample)
        key = _who(member)
        if not self._once(entry, ("person", *key)):
            return
        known = self.members.get(key)
        self.members[key] = replace(self._real(known), role=entry.role) if known else member
        if entry.role is Role.LEADER and team:
            self.leads.setdefault(team, []).append(key)

    def _check_leaders(self) -> None:
        there: dict[_Place, dict[_Person, Member]] = {}
        for key, member in self.members.items():
            # Invented people stand in nobody's way.
            if member.role is Role.LEADER and (self.sample or not member.sample):
                there.setdefault(key[:2], {})[key] = member
        for place, listed in self.leads.items():
            name = self.teams[place].name
            numbers = [self.named["person", *key] for key in listed]
            for number in numbers[1:]:
                text = texts.two_leaders(name, self.members[listed[0]].name, numbers[0])
                self.faults.append(Fault(number, Column.ROLE, text))
            for key, member in there.get(place, {}).items():
                if key not in listed:
                    text = texts.two_leaders(name, member.name, None)
                    self.faults.append(Fault(numbers[0], Column.ROLE, text))

    def _settle_covers(self) -> None:
        """Once each place has its name: what each team covers, and the hamlets that now have two teams."""
        by_hamlet: dict[_Place, list[str]] = {}
        order = {place: number for number, place in enumerate(self.hamlets)}
        for key, covered in self.covers.items():
            team = self.teams[key]
            # In the order in which the hamlets are on record, so that the same list gives the same team.
            if covered != self._covered(team):
                names = tuple(self.hamlets[place].name for place in sorted(covered, key=order.__getitem__))
                self.teams[key] = replace(team, hamlets=names)
            for place in covered:
                by_hamlet.setdefault(place, []).append(team.name)
        for place, teams in sorted(by_hamlet.items()):
            if len(teams) > 1 and ("hamlet", *place) in self.named:
                self.notices.append(texts.two_teams(self.hamlets[place].name, place[0], sorted(teams)))

    # What all share

    def _fault(self, entry: Entry, column: Column, text: str) -> None:
        self.faults.append(Fault(entry.number, column, text))

    def _once(self, entry: Entry, key: tuple[str, ...]) -> bool:
        """Note where something was said first; False, with a fault, when it was said before."""
        first = self.named.setdefault(key, entry.number)
        if first != entry.number and all(fault.number != entry.number for fault in self.faults):
            self._fault(entry, Column.PERSON if entry.person else Column.HAMLET, texts.duplicate(first))
        return first == entry.number

    def _real(self, item: _Item) -> _Item:
        return replace(item, sample=item.sample and self.sample)


def _who(member: Member) -> _Person:
    return (member.commune or "", place_key(member.team or ""), person_key(member.name))
