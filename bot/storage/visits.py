"""The queries for visits. Those that write run inside the writer's transaction."""

import json
import sqlite3
from datetime import date, datetime

from bot.storage.errors import StaleError
from handlers.data import from_data, to_data
from handlers.visits.visit import PutVisit, Revision, Visit


def put_visit(db: sqlite3.Connection, change: PutVisit, at: datetime) -> None:
    """Write a visit and keep the state in its history. Raises `StaleError`."""
    visit = change.visit
    body = json.dumps(to_data(visit), ensure_ascii=False)
    values = (
        visit.hamlet.id,
        visit.day.isoformat(),
        visit.by,
        visit.team,
        visit.people,
        visit.households,
        visit.withdrawn,
        visit.logged.isoformat(),
        body,
    )
    if visit.version == 0:
        written = db.execute(
            "INSERT INTO visits (hamlet, day, by, team, people, households, withdrawn, logged, body, key, version)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1) ON CONFLICT DO NOTHING",
            (*values, visit.key),
        )
    else:
        written = db.execute(
            "UPDATE visits SET hamlet = ?, day = ?, by = ?, team = ?, people = ?, households = ?, withdrawn = ?,"
            " logged = ?, body = ?, version = version + 1 WHERE key = ? AND version = ?",
            (*values, visit.key, visit.version),
        )
    if written.rowcount != 1:
        raise StaleError
    db.execute("DELETE FROM visit_activities WHERE visit = ?", (visit.key,))
    db.executemany(
        "INSERT INTO visit_activities (visit, number, kind, topic, people, online, outcome)"
        " VALUES (?, ?, ?, ?, ?, ?, ?)",
        [
            (visit.key, number, item.kind, item.topic, item.people, item.online, item.outcome)
            for number, item in enumerate(visit.activities, 1)
        ],
    )
    db.execute(
        "INSERT INTO visit_history (visit, version, at, by, reason, body) VALUES (?, ?, ?, ?, ?, ?)",
        (visit.key, visit.version + 1, at.isoformat(), change.by, change.reason, body),
    )


def visit(db: sqlite3.Connection, key: str) -> Visit | None:
    """A visit as it is now."""
    row = db.execute("SELECT body, version FROM visits WHERE key = ?", (key,)).fetchone()
    return _visit(*row) if row else None


def visits(db: sqlite3.Connection, first: date, last: date, hamlet: int | None) -> list[Visit]:
    """The visits of these days, withdrawn ones left out, oldest first."""
    where, values = "day BETWEEN ? AND ? AND NOT withdrawn", [first.isoformat(), last.isoformat()]
    if hamlet is not None:
        where, values = where + " AND hamlet = ?", [*values, str(hamlet)]
    rows = db.execute(f"SELECT body, version FROM visits WHERE {where} ORDER BY day, logged, key", values)
    return [_visit(*row) for row in rows]


def withdrawn(db: sqlite3.Connection, first: date, last: date) -> list[Visit]:
    """The withdrawn visits of these days, oldest first."""
    rows = db.execute(
        "SELECT body, version FROM visits WHERE day BETWEEN ? AND ? AND withdrawn ORDER BY day, logged, key",
        (first.isoformat(), last.isoformat()),
    )
    return [_visit(*row) for row in rows]


def revisions(db: sqlite3.Connection, key: str) -> list[Revision]:
    """All states of a visit, oldest first."""
    rows = db.execute(
        "SELECT body, version, people.name, at, reason FROM visit_history LEFT JOIN people ON people.id = by"
        " WHERE visit = ? ORDER BY version",
        (key,),
    )
    return [
        Revision(_visit(body, version), name or "", datetime.fromisoformat(at), reason)
        for body, version, name, at, reason in rows
    ]


def _visit(body: str, version: int) -> Visit:
    return from_data(Visit, {**json.loads(body), "version": version})
