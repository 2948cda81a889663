"""The audit: rows that are only ever added, each with a sum over itself and the one before."""

import hashlib
import json
import sqlite3
from dataclasses import dataclass
from datetime import datetime

from handlers.teams.changes import NoteAct

_START = "0" * 64


def append(db: sqlite3.Connection, act: NoteAct, at: datetime) -> None:
    """Add one act."""
    last = db.execute("SELECT sum FROM audit ORDER BY id DESC LIMIT 1").fetchone()
    values = (at.isoformat(), act.person, act.act, act.about, act.commune)
    db.execute(
        "INSERT INTO audit (at, person, act, about, commune, sum) VALUES (?, ?, ?, ?, ?, ?)",
        (*values, chained(last[0] if last else _START, values)),
    )


def chained(before: str, values: tuple[object, ...]) -> str:
    """The sum of a row that follows one with the sum `before`."""
    return hashlib.sha256((before + json.dumps(values, ensure_ascii=False)).encode()).hexdigest()


def first_broken(db: sqlite3.Connection) -> int | None:
    """The id of the first row whose sum doesn't follow from the one before, or that is missing at the end; else None.

    SQLite counts the rows that were ever added; that an end was cut off and the count lowered shows a sum written down.
    """
    before, number = _START, 0
    for number, at, person, act, about, commune, total in db.execute(
        "SELECT id, at, person, act, about, commune, sum FROM audit ORDER BY id"
    ):
        before = chained(before, (at, person, act, about, commune))
        if before != total:
            return int(number)
    added = db.execute("SELECT seq FROM sqlite_sequence WHERE name = 'audit'").fetchone()
    return int(number) + 1 if added and added[0] > number else None


@dataclass(frozen=True, slots=True)
class Act:
    """A line of the audit. `name`: of the person now; "" for the command line and for what happens by itself."""

    id: int
    at: datetime
    person: int | None
    name: str
    act: str
    about: str
    commune: str | None


def acts(db: sqlite3.Connection, where: str, values: tuple[object, ...], most: int) -> list[Act]:
    """Some lines, the newest first. `where` is ours, never typed."""
    rows = db.execute(
        "SELECT audit.id, at, person, people.name, act, about, commune FROM audit LEFT JOIN people"
        f" ON people.id = person WHERE {where} ORDER BY audit.id DESC LIMIT ?",
        (*values, most),
    )
    return [
        Act(number, datetime.fromisoformat(at), person, name or "", act, about, commune)
        for number, at, person, name, act, about, commune in rows
    ]


@dataclass(frozen=True, slots=True)
class Checked:
    """What the chain shows: how many lines, from when to when, and the first whose sum doesn't follow, if any.

    `last`: the sum of the newest line, to be written down elsewhere: whoever cuts off the end can hide it from the
    chain; `expected`: whether a sum that was written down is in the chain, None when none was asked for.
    """

    count: int
    first_at: datetime | None
    last_at: datetime | None
    last: str
    broken: int | None
    expected: bool | None


def check(db: sqlite3.Connection, expect: str | None = None) -> Checked:
    """Look the whole chain over."""
    count, first, last = db.execute("SELECT count(*), min(at), max(at) FROM audit").fetchone()
    newest = db.execute("SELECT sum FROM audit ORDER BY id DESC LIMIT 1").fetchone()
    there = None
    if expect is not None:
        there = db.execute("SELECT 1 FROM audit WHERE sum = ?", (expect,)).fetchone() is not None
    first_at, last_at = (datetime.fromisoformat(at) if at else None for at in (first, last))
    return Checked(count, first_at, last_at, newest[0] if newest else "", first_broken(db), there)
