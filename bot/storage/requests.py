"""The queries for help requests. Those that write run inside the writer's transaction."""

import json
import sqlite3
from datetime import datetime

from bot.storage.errors import StaleError
from bot.storage.sealing import Sealer
from handlers.data import from_data, to_data
from handlers.requests.request import Contact, Event, PutRequest, Request, Step
from handlers.teams.people import Account


def put_request(db: sqlite3.Connection, sealer: Sealer | None, change: PutRequest, at: datetime) -> None:
    """Write a request and its step. Raises `StaleError`."""
    request = change.request
    values = (
        request.account.channel,
        request.account.conversation,
        request.hamlet.id if request.hamlet else None,
        request.commune,
        request.topic,
        request.state,
        request.desk,
        request.holder,
        request.talking,
        request.next.isoformat() if request.next else None,
        request.opened.isoformat(),
        request.accepted.isoformat() if request.accepted else None,
        request.closed.isoformat() if request.closed else None,
        request.rating,
        json.dumps(to_data(request), ensure_ascii=False),
    )
    if request.version == 0:
        written = db.execute(
            "INSERT INTO requests (channel, conversation, hamlet, commune, topic, state, desk, holder, talking, next,"
            " opened, accepted, closed, rating, body, key, version)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1) ON CONFLICT DO NOTHING",
            (*values, request.key),
        )
    else:
        written = db.execute(
            "UPDATE requests SET channel = ?, conversation = ?, hamlet = ?, commune = ?, topic = ?, state = ?,"
            " desk = ?, holder = ?, talking = ?, next = ?, opened = ?, accepted = ?, closed = ?, rating = ?, body = ?,"
            " version = version + 1 WHERE key = ? AND version = ?",
            (*values, request.key, request.version),
        )
    if written.rowcount != 1:
        raise StaleError
    db.execute(
        "INSERT INTO request_events (request, step, at, by, desk) VALUES (?, ?, ?, ?, ?)",
        (request.key, change.step, at.isoformat(), change.by, request.desk),
    )
    if change.contact is not None:
        _put_contact(db, sealer, request.key, change.contact)


def _put_contact(db: sqlite3.Connection, sealer: Sealer | None, key: str, contact: Contact) -> None:
    if sealer is None:
        raise RuntimeError("a store that was opened without its key can't hold contacts")
    db.execute(
        "INSERT INTO request_contacts (request, sealed) VALUES (?, ?)"
        " ON CONFLICT DO UPDATE SET sealed = excluded.sealed",
        (key, sealer.seal(to_data(contact))),
    )


def requests(db: sqlite3.Connection, where: str, values: tuple[object, ...], order: str = "opened") -> list[Request]:
    """Requests, oldest first. `where` and `order` are ours, never typed."""
    rows = db.execute(f"SELECT body, version FROM requests WHERE {where} ORDER BY {order}, key", values)
    return [from_data(Request, {**json.loads(body), "version": version}) for body, version in rows]


def events(db: sqlite3.Connection, key: str) -> list[Event]:
    """The steps of a request, oldest first."""
    rows = db.execute(
        "SELECT step, at, by, people.name FROM request_events LEFT JOIN people ON people.id = by WHERE request = ?"
        " ORDER BY request_events.id",
        (key,),
    )
    return [Event(Step(step), datetime.fromisoformat(at), by, name or "") for step, at, by, name in rows]


def contact(db: sqlite3.Connection, sealer: Sealer | None, key: str) -> Contact | None:
    """How to reach the resident of a request."""
    row = db.execute("SELECT sealed FROM request_contacts WHERE request = ?", (key,)).fetchone()
    return from_data(Contact, sealer.open(row[0])) if row and sealer else None


def talks(db: sqlite3.Connection, accounts: tuple[Account, ...], person: int | None) -> list[Request]:
    """The requests in which one of these accounts or this person is talking to the other side."""
    found = requests(db, "talking AND state = 'taken' AND holder IS ?", (person,)) if person is not None else []
    for account in accounts:
        found += requests(
            db,
            "talking AND state = 'taken' AND channel = ? AND conversation = ?",
            (account.channel, account.conversation),
        )
    return found
