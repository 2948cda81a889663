"""The queries for what the assistant says by itself. Those that write run inside the writer's transaction."""

import json
import sqlite3
from datetime import datetime

from bot.storage.contract import Delivery as Sent
from bot.storage.errors import StaleError
from handlers.data import from_data, to_data
from handlers.message import Channel
from handlers.nudges.broadcast import Broadcast, Delivery, Fate
from handlers.nudges.changes import MarkNudge, MarkRead, NudgeChange, PutBroadcast
from handlers.teams.model import Role

_FATES = {
    Sent.READY: Fate.WAITING,
    Sent.SENDING: Fate.WAITING,
    Sent.DELIVERED: Fate.DELIVERED,
    Sent.ENDED: Fate.FAILED,
}


def store_nudge_change(db: sqlite3.Connection, change: NudgeChange, at: datetime) -> None:
    """Carry out one change. Raises `StaleError`."""
    match change:
        case MarkNudge(person, what, week):
            marked = db.execute(
                "INSERT INTO nudges (person, what, week, at) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING",
                (person, what, week, at.isoformat()),
            )
            if marked.rowcount != 1:
                raise StaleError
        case PutBroadcast():
            _put_broadcast(db, change)
        case MarkRead(broadcast, person):
            db.execute(
                "UPDATE broadcast_people SET read = ? WHERE broadcast = ? AND person = ? AND read IS NULL",
                (at.isoformat(), broadcast, person),
            )


def _put_broadcast(db: sqlite3.Connection, change: PutBroadcast) -> None:
    notice = change.broadcast
    body = json.dumps(to_data(notice), ensure_ascii=False)
    added = db.execute(
        "INSERT INTO broadcasts (key, at, by, commune, body) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
        (notice.key, notice.at.isoformat(), notice.by, notice.commune, body),
    )
    if added.rowcount != 1:
        raise StaleError
    db.executemany(
        "INSERT INTO broadcast_people (broadcast, person, channel, conversation) VALUES (?, ?, ?, ?)",
        [(notice.key, to.person, to.account.channel, to.account.conversation) for to in change.to],
    )


def nudges_due(
    db: sqlite3.Connection, what: str, role: Role, preference: str, default: str, slot: str, week: str, most: int
) -> list[int]:
    """The ids of those in a role whose time of today has come and who have no mark for the week."""
    rows = db.execute(
        "SELECT DISTINCT memberships.person FROM memberships"
        " LEFT JOIN preferences ON preferences.person = memberships.person AND preferences.name = ?"
        " WHERE until IS NULL AND role = ? AND coalesce(preferences.value, ?) BETWEEN ? AND ?"
        " AND EXISTS (SELECT 1 FROM accounts WHERE accounts.person = memberships.person)"
        " AND NOT EXISTS (SELECT 1 FROM nudges WHERE nudges.person = memberships.person AND what = ? AND week = ?)"
        " ORDER BY memberships.person LIMIT ?",
        # `5-` comes before every time of a Friday.
        (preference, role, default, slot[:2], slot, what, week, most),
    )
    return [number for (number,) in rows]


def broadcasts(db: sqlite3.Connection, where: str, values: tuple[object, ...], most: int) -> list[Broadcast]:
    """Notices that were sent, newest first. `where` is ours, never typed."""
    rows = db.execute(f"SELECT body FROM broadcasts WHERE {where} ORDER BY at DESC, key LIMIT ?", (*values, most))
    return [from_data(Broadcast, json.loads(body)) for (body,) in rows]


def deliveries(db: sqlite3.Connection, key: str) -> list[Delivery]:
    """What became of a notice, person by person, by name."""
    rows = db.execute(
        "SELECT p.person, people.name, p.channel, o.state, o.reason, p.read FROM broadcast_people p"
        " LEFT JOIN people ON people.id = p.person"
        " LEFT JOIN outbox o ON o.broadcast = p.broadcast AND o.channel = p.channel"
        " AND o.conversation = p.conversation WHERE p.broadcast = ? ORDER BY people.name, p.person",
        (key,),
    )
    return [
        Delivery(
            person,
            name or "",
            Channel(channel),
            _FATES[Sent(state)] if state else Fate.FORGOTTEN,
            (reason or "") if state == Sent.ENDED else "",
            datetime.fromisoformat(read) if read else None,
        )
        for person, name, channel, state, reason, read in rows
    ]


def was_read(db: sqlite3.Connection, key: str, person: int) -> bool | None:
    """Whether somebody said that they have read a notice; None when it wasn't sent to them."""
    row = db.execute(
        "SELECT read IS NOT NULL FROM broadcast_people WHERE broadcast = ? AND person = ?", (key, person)
    ).fetchone()
    return bool(row[0]) if row else None
