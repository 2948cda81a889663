"""The audit: rows that are only ever added, each with a sum over itself and the one before."""

import hashlib
import json
import sqlite3
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
    """The id of the first row whose sum doesn't follow from the one before; None when all do."""
    before = _START
    for number, at, person, act, about, commune, total in db.execute(
        "SELECT id, at, person, act, about, commune, sum FROM audit ORDER BY id"
    ):
        before = chained(before, (at, person, act, about, commune))
        if before != total:
            return int(number)
    return None
