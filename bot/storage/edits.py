"""The queries for edits of the content and publications. Those that write run inside the writer's transaction."""

import json
import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from urllib.parse import quote

from bot.storage.errors import StaleError, storage_error
from bot.storage.unanswered import reopen, take_up
from handlers.data import from_data, to_data
from handlers.editing.edit import MarkEditsTold, Publication, Publish, PutEdit, Status, StoredEdit


def put_edit(db: sqlite3.Connection, change: PutEdit, at: datetime) -> int:
    """Write an edit; its id. Raises `StaleError`."""
    edit = change.edit
    values = (
        edit.edit.file,
        edit.edit.place,
        edit.status,
        edit.author,
        edit.commune,
        edit.publication,
        at.isoformat(),
        _body(edit),
    )
    if not edit.id:
        row = db.execute(
            "INSERT INTO edits (file, place, status, author, commune, publication, changed, body, version)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, 1) RETURNING id",
            values,
        ).fetchone()
        take_up(db, edit, int(row[0]))
        return int(row[0])
    written = db.execute(
        "UPDATE edits SET file = ?, place = ?, status = ?, author = ?, commune = ?, publication = ?, changed = ?,"
        # What is written on as a draft or suggestion is nothing new to whoever was told of it.
        " body = ?, told = told + (told = version AND status = ? AND status IN (?, ?)), version = version + 1"
        " WHERE id = ? AND version = ?",
        (*values, edit.status, Status.DRAFT, Status.SUGGESTED, edit.id, edit.version),
    )
    if written.rowcount != 1:
        raise StaleError
    take_up(db, edit, edit.id)
    return edit.id


def publish(db: sqlite3.Connection, change: Publish, at: datetime) -> int:
    """Make edits live as they are; the number of the publication. Raises `StaleError`."""
    row = db.execute(
        "INSERT INTO publications (at, name, by) VALUES (?, ?, ?) RETURNING number",
        (at.isoformat(), change.index, change.by),
    ).fetchone()
    number = int(row[0])
    for edit_id, version in change.edits:
        found = edits(db, "id = ? AND version = ?", (edit_id, version))
        if not found:
            raise StaleError
        put_edit(db, PutEdit(replace(found[0], status=Status.PUBLISHED, publication=number, fault="")), at)
    reopen(db, number)
    return number


def mark_told(db: sqlite3.Connection, change: MarkEditsTold) -> None:
    """Nobody is told of these as they are once more. Raises `StaleError`."""
    for number, version in change.edits:
        marked = db.execute(
            "UPDATE edits SET told = version WHERE id = ? AND version = ? AND told < version", (number, version)
        )
        if marked.rowcount != 1:
            raise StaleError


def edits(db: sqlite3.Connection, where: str, values: tuple[object, ...], order: str = "id") -> list[StoredEdit]:
    """Edits on record. `where` and `order` are ours, never typed."""
    rows = db.execute(f"SELECT body, id, version FROM edits WHERE {where} ORDER BY {order}", values)
    return [
        replace(from_data(StoredEdit, json.loads(body)), id=number, version=version) for body, number, version in rows
    ]


def published(db: sqlite3.Connection) -> list[StoredEdit]:
    """The edits that are live, in the order in which they went live."""
    return edits(db, "publication IS NOT NULL", (), "publication, id")


def current(db: sqlite3.Connection) -> Publication | None:
    """The newest publication."""
    row = db.execute("SELECT number, at, name FROM publications ORDER BY number DESC LIMIT 1").fetchone()
    if not row:
        return None
    ids = db.execute("SELECT id FROM edits WHERE publication = ? ORDER BY id", (row[0],))
    return Publication(row[0], datetime.fromisoformat(row[1]), row[2], tuple(number for (number,) in ids))


def read_published(path: Path) -> tuple[Publication, list[StoredEdit]] | None:
    """The newest publication of a store and the live edits, read without changing anything; None when there is none.

    Raises `StorageError`.
    """
    try:
        with closing(sqlite3.connect(f"file:{quote(str(path.resolve()))}?mode=ro", uri=True)) as db:
            db.execute("BEGIN")
            # A store of before there were edits is brought up to date by the program that serves.
            there = db.execute("SELECT 1 FROM sqlite_master WHERE name = 'publications'").fetchone()
            publication = current(db) if there else None
            return (publication, published(db)) if publication else None
    except sqlite3.Error as error:
        raise storage_error(error) from error


def _body(edit: StoredEdit) -> str:
    return json.dumps(to_data(edit), ensure_ascii=False)
