"""The queries of sending: what is due, what is on its way, what became of it. Those that write run in the writer."""

import sqlite3
from datetime import datetime, timedelta

from bot.storage.contract import Delivery, Key, Outgoing, State, Stuck
from bot.storage.encoding import EncodingError, load_message, load_reply
from bot.storage.sealing import Sealer
from handlers.message import Channel, Message
from handlers.reply import Reply

UNKNOWN_OUTCOME = "unknown_outcome"
# A start waits no longer than this for what was put off: the clock may have been wrong when it was.
LONGEST_WAIT = timedelta(hours=1)

# The first row of a conversation that isn't finished holds back the later ones, so that order is kept.
_DUE = """
SELECT o.id, o.channel, o.conversation, o.body, o.created, o.call, o.tries, o.repeated_call, i.body,
  EXISTS (
    SELECT 1 FROM outbox p WHERE p.inbox = o.inbox AND p.id > o.id AND json_array_length(p.body, '$.buttons') > 0
  )
FROM outbox o LEFT JOIN inbox i ON i.id = o.inbox
WHERE o.channel = ? AND o.state = 'ready' AND (o.due IS NULL OR o.due <= ?)
  AND NOT EXISTS (
    SELECT 1 FROM outbox p
    WHERE p.channel = o.channel AND p.conversation = o.conversation AND p.id < o.id AND p.state IN ('ready', 'sending')
  )
ORDER BY o.id LIMIT ?
"""


def due(db: sqlite3.Connection, sealer: Sealer | None, channel: Channel, now: datetime, limit: int) -> list[Outgoing]:
    """The replies that may be sent now, the first of each conversation."""
    found = []
    for row in db.execute(_DUE, (channel, now.isoformat(), limit)):
        number, _, conversation, body, created, call, tries, repeated_call, asked, followed = row
        reply, message = _load(sealer, body, asked)
        found.append(
            Outgoing(
                id=number,
                key=Key(channel, conversation),
                reply=reply or Reply(()),
                created=datetime.fromisoformat(created),
                call=call,
                tries=tries,
                repeated=repeated_call == call,
                group=bool(message and message.group),
                pressed=message.pressed if message else None,
                quote=message.quote if message else None,
                followed=bool(followed),
                readable=reply is not None,
            )
        )
    return found


def _load(sealer: Sealer | None, body: str, asked: str | None) -> tuple[Reply | None, Message | None]:
    # One row that a newer or a broken program wrote must not keep all others from being sent.
    try:
        return load_reply(body, sealer), load_message(asked) if asked else None
    except EncodingError:
        return None, None


def next_due(db: sqlite3.Connection, channel: Channel) -> datetime | None:
    """The earliest time to which a reply was put off."""
    row = db.execute(
        "SELECT min(due) FROM outbox WHERE channel = ? AND state = 'ready' AND due IS NOT NULL", (channel,)
    ).fetchone()
    return datetime.fromisoformat(row[0]) if row[0] else None


def mark_sending(db: sqlite3.Connection, outgoing: Outgoing) -> bool:
    """Ready becomes sending."""
    changed = db.execute(
        "UPDATE outbox SET state = ? WHERE id = ? AND state = ? AND call = ?",
        (Delivery.SENDING, outgoing.id, Delivery.READY, outgoing.call),
    )
    return changed.rowcount == 1


def mark_sent(db: sqlite3.Connection, outgoing: Outgoing, last: bool, at: datetime) -> None:
    """Sending becomes delivered, or ready for the next call."""
    state = Delivery.DELIVERED if last else Delivery.READY
    changed = db.execute(
        "UPDATE outbox SET state = ?, call = ?, tries = 0, due = NULL, reason = NULL, delivered = ?"
        " WHERE id = ? AND state = ? AND call = ?",
        (
            state,
            outgoing.call + 1,
            at.isoformat() if last else None,
            outgoing.id,
            Delivery.SENDING,
            outgoing.call,
        ),
    )
    if changed.rowcount:
        db.execute(
            "INSERT INTO sends (channel, month, count) VALUES (?, ?, 1) ON CONFLICT DO UPDATE SET count = count + 1",
            (outgoing.key.channel, month_of(at)),
        )


def put_off(db: sqlite3.Connection, outgoing: Outgoing, until: datetime, reason: str, unknown: bool) -> None:
    """Sending becomes ready for later."""
    db.execute(
        "UPDATE outbox SET state = ?, tries = tries + 1, due = ?, reason = ?,"
        " repeated_call = CASE WHEN ? THEN call ELSE repeated_call END, repeats = repeats + ?"
        " WHERE id = ? AND state = ?",
        (
            Delivery.READY,
            until.isoformat(),
            reason,
            unknown,
            int(unknown),
            outgoing.id,
            Delivery.SENDING,
        ),
    )


def end_send(db: sqlite3.Connection, outgoing: Outgoing, reason: str, at: datetime) -> None:
    """Whatever it was becomes ended."""
    db.execute(
        "UPDATE outbox SET state = ?, reason = ?, delivered = ?, due = NULL WHERE id = ? AND state IN (?, ?)",
        (Delivery.ENDED, reason, at.isoformat(), outgoing.id, Delivery.SENDING, Delivery.READY),
    )


def recover_sends(db: sqlite3.Connection, channel: Channel, at: datetime) -> int:
    """What a crash left on its way: the second time for the same call ends it, the first time marks it."""
    ended = db.execute(
        "UPDATE outbox SET state = ?, reason = ?, delivered = ?"
        " WHERE channel = ? AND state = ? AND repeated_call = call",
        (Delivery.ENDED, UNKNOWN_OUTCOME, at.isoformat(), channel, Delivery.SENDING),
    ).rowcount
    again = db.execute(
        "UPDATE outbox SET state = ?, repeated_call = call, repeats = repeats + 1, due = NULL"
        " WHERE channel = ? AND state = ?",
        (Delivery.READY, channel, Delivery.SENDING),
    ).rowcount
    db.execute(
        "UPDATE outbox SET due = NULL WHERE channel = ? AND state = ? AND due > ?",
        (channel, Delivery.READY, (at + LONGEST_WAIT).isoformat()),
    )
    return int(ended + again)


def last_heard(db: sqlite3.Connection, key: Key) -> datetime | None:
    """When the last message of a conversation was sent to us."""
    row = db.execute(
        "SELECT max(at) FROM inbox WHERE channel = ? AND conversation = ?", (key.channel, key.conversation)
    ).fetchone()
    return datetime.fromisoformat(row[0]) if row[0] else None


def sends_in(db: sqlite3.Connection, channel: Channel, month: str) -> int:
    """The calls that succeeded in a month."""
    row = db.execute("SELECT count FROM sends WHERE channel = ? AND month = ?", (channel, month)).fetchone()
    return int(row[0]) if row else 0


def count_billed(db: sqlite3.Connection, channel: Channel, at: datetime) -> None:
    """One more send of this month that the platform charges for."""
    db.execute(
        "INSERT INTO billed (channel, month, count) VALUES (?, ?, 1) ON CONFLICT DO UPDATE SET count = count + 1",
        (channel, month_of(at)),
    )


def billed_in(db: sqlite3.Connection, channel: Channel, month: str) -> int:
    """The sends of a month that the platform charges for."""
    row = db.execute("SELECT count FROM billed WHERE channel = ? AND month = ?", (channel, month)).fetchone()
    return int(row[0]) if row else 0


def month_of(at: datetime) -> str:
    """The month that a platform counts an instant under; they don't say in which zone, so UTC."""
    return at.strftime("%Y-%m")


def stuck(db: sqlite3.Connection) -> list[Stuck]:
    """What an administrator should look at."""
    rows = db.execute(
        "SELECT 'message', id, channel, conversation, reason, tries, coalesce(finished, at) FROM inbox"
        " WHERE state = 'parked'"
        " UNION ALL"
        " SELECT CASE state WHEN 'ended' THEN 'ended' ELSE 'waiting' END, id, channel, conversation, reason, tries,"
        " coalesce(delivered, created) FROM outbox"
        " WHERE state = 'ended' OR (state = 'ready' AND tries > 0) ORDER BY 7"
    )
    return [
        Stuck(kind, number, Key(Channel(channel), conversation), reason or "", tries, datetime.fromisoformat(at))
        for kind, number, channel, conversation, reason, tries, at in rows
    ]


def retry(db: sqlite3.Connection, kind: str, number: int) -> bool:
    """Parked becomes accepted; ended or waiting becomes ready now."""
    if kind == "message":
        changed = db.execute(
            "UPDATE inbox SET state = ?, tries = 0, finished = NULL WHERE id = ? AND state = ?",
            (State.ACCEPTED, number, State.PARKED),
        )
    else:
        changed = db.execute(
            "UPDATE outbox SET state = ?, tries = 0, due = NULL, delivered = NULL, repeated_call = NULL"
            " WHERE id = ? AND state IN (?, ?)",
            (Delivery.READY, number, Delivery.ENDED, Delivery.READY),
        )
    return changed.rowcount == 1
