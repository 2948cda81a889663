"""The queries for units, teams and planned members. Those that write run inside the writer's transaction."""

import sqlite3

from handlers.teams.model import (
    PROVINCE,
    Changes,
    Commune,
    Hamlet,
    Level,
    Member,
    Role,
    Roster,
    Team,
)
from handlers.teams.names import person_key, place_key

_NAMED = "SELECT {what}, communes.name FROM {table} JOIN communes ON communes.id = {table}.commune ORDER BY {table}.id"


def roster(db: sqlite3.Connection) -> Roster:
    """Everything on record."""
    return Roster(_communes(db), _hamlets(db), _teams(db), _members(db))


def _communes(db: sqlite3.Connection) -> tuple[Commune, ...]:
    rows = db.execute("SELECT id, name, sample FROM communes ORDER BY id")
    return tuple(Commune(name, bool(sample), number) for number, name, sample in rows)


def _hamlets(db: sqlite3.Connection) -> tuple[Hamlet, ...]:
    rows = db.execute(_NAMED.format(table="hamlets", what="hamlets.id, hamlets.name, hamlets.sample"))
    return tuple(Hamlet(commune, name, bool(sample), number) for number, name, sample, commune in rows)


def hamlet_rows(db: sqlite3.Connection, where: str, values: tuple[object, ...]) -> tuple[Hamlet, ...]:
    """Some hamlets in their order. `where` is ours, never typed."""
    rows = db.execute(
        "SELECT hamlets.id, communes.name, hamlets.name, hamlets.sample FROM hamlets"
        f" JOIN communes ON communes.id = hamlets.commune WHERE {where} ORDER BY hamlets.id",
        values,
    )
    return tuple(Hamlet(commune, name, bool(sample), number) for number, commune, name, sample in rows)


def _teams(db: sqlite3.Connection) -> tuple[Team, ...]:
    covers: dict[int, list[str]] = {}
    for team, hamlet in db.execute(
        "SELECT team, hamlets.name FROM team_hamlets JOIN hamlets ON hamlets.id = hamlet ORDER BY team, hamlet"
    ):
        covers.setdefault(team, []).append(hamlet)
    rows = db.execute(_NAMED.format(table="teams", what="teams.id, teams.level, teams.name, teams.sample"))
    return tuple(
        Team(commune, Level(level), name, tuple(covers.get(number, ())), bool(sample), number)
        for number, level, name, sample, commune in rows
    )


def _members(db: sqlite3.Connection) -> tuple[Member, ...]:
    rows = db.execute(
        "SELECT planned_members.id, planned_members.name, role, communes.name, teams.name, planned_members.sample"
        " FROM planned_members LEFT JOIN communes ON communes.id = planned_members.commune"
        " LEFT JOIN teams ON teams.id = team ORDER BY planned_members.id"
    )
    return tuple(
        Member(name, Role(role), commune, team, bool(sample), number)
        for number, name, role, commune, team, sample in rows
    )


def store_roster(db: sqlite3.Connection, before: Roster, changes: Changes) -> bool:
    """Apply changes that were planned for `before`; False when the record isn't that any more."""
    if roster(db) != before:
        return False
    for commune in changes.communes:
        _store_commune(db, commune)
    communes = dict(db.execute("SELECT name, id FROM communes"))
    for hamlet in changes.hamlets:
        _store_hamlet(db, hamlet, communes[hamlet.commune])
    hamlets = {(commune, key): number for commune, key, number in db.execute("SELECT commune, key, id FROM hamlets")}
    for team in changes.teams:
        commune_id = communes[team.commune]
        number = _store_team(db, team, commune_id)
        db.execute("DELETE FROM team_hamlets WHERE team = ?", (number,))
        db.executemany(
            "INSERT INTO team_hamlets (team, hamlet) VALUES (?, ?)",
            [(number, hamlets[commune_id, place_key(name)]) for name in team.hamlets],
        )
    teams = {(commune, key): number for commune, key, number in db.execute("SELECT commune, key, id FROM teams")}
    for member in changes.members:
        unit = communes[member.commune] if member.commune else None
        _store_member(db, member, unit, teams[unit, place_key(member.team)] if member.team else None)
    return True


def _store_commune(db: sqlite3.Connection, commune: Commune) -> None:
    if commune.id:
        db.execute("UPDATE communes SET sample = ? WHERE id = ?", (commune.sample, commune.id))
    else:
        db.execute(
            "INSERT INTO communes (province, name, sample) VALUES (?, ?, ?)", (PROVINCE, commune.name, commune.sample)
        )


def _store_hamlet(db: sqlite3.Connection, hamlet: Hamlet, commune: int) -> None:
    if hamlet.id:
        db.execute("UPDATE hamlets SET name = ?, sample = ? WHERE id = ?", (hamlet.name, hamlet.sample, hamlet.id))
    else:
        db.execute(
            "INSERT INTO hamlets (commune, name, key, sample) VALUES (?, ?, ?, ?)",
            (commune, hamlet.name, place_key(hamlet.name), hamlet.sample),
        )


def _store_team(db: sqlite3.Connection, team: Team, commune: int) -> int:
    if team.id:
        db.execute("UPDATE teams SET name = ?, sample = ? WHERE id = ?", (team.name, team.sample, team.id))
        return team.id
    row = db.execute(
        "INSERT INTO teams (commune, level, name, key, sample) VALUES (?, ?, ?, ?, ?) RETURNING id",
        (commune, team.level, team.name, place_key(team.name), team.sample),
    ).fetchone()
    return int(row[0])


def _store_member(db: sqlite3.Connection, member: Member, commune: int | None, team: int | None) -> None:
    if member.id:
        db.execute(
            "UPDATE planned_members SET name = ?, role = ?, sample = ? WHERE id = ?",
            (member.name, member.role, member.sample, member.id),
        )
    else:
        db.execute(
            "INSERT INTO planned_members (commune, team, name, key, role, sample) VALUES (?, ?, ?, ?, ?, ?)",
            (commune, team, member.name, person_key(member.name), member.role, member.sample),
        )
