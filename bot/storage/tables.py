"""The queries, each a function of a connection. Those that write run inside the writer's transaction."""

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from bot import texts
from bot.storage.console import put_link
from bot.storage.contract import Accepted, Asked, Counts, Delivery, Key, State, StoredReply, Work
from bot.storage.edits import mark_told, publish, put_edit
from bot.storage.encoding import EncodingError, dump_message, load_message, load_reply
from bot.storage.figures import count_asked, note_helped
from bot.storage.forgetting import forget_account
from bot.storage.nudges import store_nudge_change
from bot.storage.people import store_team_change
from bot.storage.requests import put_request
from bot.storage.sealing import Sealer
from bot.storage.unanswered import note_unanswered, store_question_change
from bot.storage.visits import put_visit
from handlers import conversation as conversations
from handlers.action import encode
from handlers.console.link import MakeLink
from handlers.conversation import Conversation
from handlers.editing.edit import MarkEditsTold, Publish, PutEdit
from handlers.editing.unanswered import MarkTold, SetIgnored, SettleQuestions
from handlers.message import Channel, Message, Text
from handlers.nudges.changes import MarkNudge, MarkRead, PutBroadcast
from handlers.reply import say
from handlers.requests.request import PutRequest
from handlers.teams.changes import ForgetAccount
from handlers.turn import Change, CountAsked, NoteHelped, NoteUnanswered, Notice
from handlers.visits.visit import PutVisit

# --- inbox -----------------------------------------------------------------------------------------------------------


def store_message(db: sqlite3.Connection, sealer: Sealer | None, message: Message, ignored: str | None) -> Accepted:
    """Add a message unless its event is there already."""
    state = State.IGNORED if ignored else State.ACCEPTED
    row = db.execute(
        "INSERT INTO inbox (channel, conversation, event, at, body, state, reason) VALUES (?, ?, ?, ?, ?, ?, ?)"
        " ON CONFLICT (channel, event) DO NOTHING RETURNING id",
        (
            message.channel,
            message.conversation,
            message.event,
            message.at.isoformat(),
            # What is never handled needs no phone number.
            dump_message(message, None if ignored else sealer),
            state,
            ignored,
        ),
    ).fetchone()
    if row:
        return Accepted(row[0], state, new=True)
    seen = find_message(db, message.channel, message.event)
    assert seen is not None  # noqa: S101 - the conflict above says so
    return seen


def find_message(db: sqlite3.Connection, channel: Channel, event: str) -> Accepted | None:
    """Where an event stands."""
    row = db.execute("SELECT id, state FROM inbox WHERE channel = ? AND event = ?", (channel, event)).fetchone()
    return Accepted(row[0], State(row[1]), new=False) if row else None


def waiting_conversations(db: sqlite3.Connection) -> list[Key]:
    """Conversations with waiting messages, those that wait longest first."""
    rows = db.execute(
        "SELECT channel, conversation FROM inbox WHERE state = ? GROUP BY channel, conversation ORDER BY min(id)",
        (State.ACCEPTED,),
    )
    return [Key(Channel(channel), conversation) for channel, conversation in rows]


def first_waiting(db: sqlite3.Connection, sealer: Sealer | None, key: Key) -> Work | None:
    """The first waiting message of a conversation."""
    row = db.execute(
        "SELECT id, body, tries FROM inbox WHERE state = 'accepted' AND channel = ? AND conversation = ?"
        " ORDER BY id LIMIT 1",
        (key.channel, key.conversation),
    ).fetchone()
    return Work(row[0], load_message(row[1], sealer), load_conversation(db, key), row[2]) if row else None


def drop_phones(db: sqlite3.Connection, position: int, message: Message) -> None:
    """A message that was handled keeps no phone number, encrypted or not."""
    if isinstance(message.content, Text) and message.content.phones:
        body = dump_message(replace(message, content=replace(message.content, phones=())))
        db.execute("UPDATE inbox SET body = ? WHERE id = ?", (body, position))


def finish_message(db: sqlite3.Connection, position: int, state: State, reason: str | None, at: datetime) -> bool:
    """End a waiting message; False when it wasn't waiting."""
    changed = db.execute(
        "UPDATE inbox SET state = ?, reason = ?, finished = ? WHERE id = ? AND state = ?",
        (state, reason, at.isoformat(), position, State.ACCEPTED),
    )
    return changed.rowcount == 1


def count_try(db: sqlite3.Connection, position: int, error: str) -> int:
    """One more failed try of a waiting message: how many it has now, 0 when it isn't waiting."""
    row = db.execute(
        "UPDATE inbox SET tries = tries + 1, reason = ? WHERE id = ? AND state = ? RETURNING tries",
        (error, position, State.ACCEPTED),
    ).fetchone()
    return int(row[0]) if row else 0


# --- conversations ---------------------------------------------------------------------------------------------------


def load_conversation(db: sqlite3.Connection, key: Key) -> Conversation:
    """The state of a conversation, a new one when there is none."""
    row = db.execute(
        "SELECT state, pushed FROM conversations WHERE channel = ? AND conversation = ?",
        (key.channel, key.conversation),
    ).fetchone()
    conversation = conversations.load(json.loads(row[0]) if row and row[0] else None)
    if not row or not row[1]:
        return conversation
    # What was offered by a notice meanwhile stands below what was offered before.
    pushed = tuple((label, code) for label, code in json.loads(row[1]))
    labels = {label for label, _ in pushed}
    before = tuple(pair for pair in (*conversation.choices, *conversation.earlier) if pair[0] not in labels)
    return conversation.with_(choices=pushed, earlier=before, noticed=True)


def store_conversation(db: sqlite3.Connection, key: Key, state: str, at: datetime) -> None:
    """The new state of a conversation."""
    db.execute(
        "INSERT INTO conversations (channel, conversation, state, updated) VALUES (?, ?, ?, ?)"
        " ON CONFLICT DO UPDATE SET state = excluded.state, updated = excluded.updated, pushed = NULL",
        (key.channel, key.conversation, state, at.isoformat()),
    )


def store_notice(db: sqlite3.Connection, notice: Notice, body: str, at: datetime) -> None:
    """Something said in another conversation; what it offers can be chosen there."""
    channel, conversation = notice.to.channel, notice.to.conversation
    db.execute(
        "INSERT INTO outbox (channel, conversation, body, state, created, broadcast) VALUES (?, ?, ?, ?, ?, ?)",
        (channel, conversation, body, Delivery.READY, at.isoformat(), notice.about),
    )
    if notice.quiet or not notice.reply.buttons:
        return
    pushed = json.dumps([[press.label, encode(press.action)] for press in notice.reply.buttons], ensure_ascii=False)
    db.execute(
        "INSERT INTO conversations (channel, conversation, state, updated, pushed, pushed_at)"
        " VALUES (?, ?, '', ?, ?, ?)"
        # When the person last did something stays as it is: what they said isn't kept longer for what they are told.
        " ON CONFLICT DO UPDATE SET pushed = excluded.pushed, pushed_at = excluded.pushed_at",
        (channel, conversation, at.isoformat(), pushed, at.isoformat()),
    )


# --- outbox ----------------------------------------------------------------------------------------------------------


def store_replies(db: sqlite3.Connection, position: int, message: Message, bodies: Sequence[str], at: datetime) -> None:
    """The replies to a message, in order."""
    db.executemany(
        "INSERT INTO outbox (channel, conversation, inbox, event, body, state, created) VALUES (?, ?, ?, ?, ?, ?, ?)",
        [
            (
                message.channel,
                message.conversation,
                position,
                message.event,
                body,
                Delivery.READY,
                at.isoformat(),
            )
            for body in bodies
        ],
    )


_REPLY = "SELECT outbox.id, outbox.body, inbox.event, inbox.body FROM outbox LEFT JOIN inbox ON inbox.id = outbox.inbox"


def replies_to(db: sqlite3.Connection, sealer: Sealer | None, position: int) -> list[StoredReply] | None:
    """The replies to a message, None while it waits."""
    row = db.execute("SELECT state FROM inbox WHERE id = ?", (position,)).fetchone()
    if not row or row[0] == State.ACCEPTED:
        return None
    rows = db.execute(f"{_REPLY} WHERE outbox.inbox = ? ORDER BY outbox.id", (position,))
    return [_stored_reply(sealer, *row) for row in rows]


def replies_after(db: sqlite3.Connection, sealer: Sealer | None, key: Key, after: int, limit: int) -> list[StoredReply]:
    """The next replies of a conversation."""
    rows = db.execute(
        f"{_REPLY} WHERE outbox.channel = ? AND outbox.conversation = ? AND outbox.id > ? ORDER BY outbox.id LIMIT ?",
        (key.channel, key.conversation, after, limit),
    )
    return [_stored_reply(sealer, *row) for row in rows]


def mark_delivered(db: sqlite3.Connection, ids: Sequence[int], at: datetime) -> None:
    """Ready replies become delivered."""
    db.executemany(
        "UPDATE outbox SET state = ?, delivered = ? WHERE id = ? AND state = ?",
        [(Delivery.DELIVERED, at.isoformat(), reply, Delivery.READY) for reply in ids],
    )


def _stored_reply(sealer: Sealer | None, reply: int, body: str, event: str | None, message: str | None) -> StoredReply:
    # The text of a message may be forgotten before its row.
    asked = Asked(event, load_message(message).content) if event is not None and message else None
    try:
        return StoredReply(reply, load_reply(body, sealer), asked)
    except EncodingError:
        # Sealed with another key, or a newer program's: the others are still to be seen.
        return StoredReply(reply, say(texts.UNREADABLE), asked)


# --- what administrators look at -------------------------------------------------------------------------------------


def store_change(
    db: sqlite3.Connection, sealer: Sealer | None, position: int | None, change: Change, at: datetime
) -> None:
    """Carry out one change of a turn; `position` is the message's, None for what happens by itself."""
    match change:
        case NoteUnanswered():
            note_unanswered(db, position, change, at)
        case SettleQuestions() | MarkTold() | SetIgnored():
            store_question_change(db, change, at)
        case NoteHelped():
            note_helped(db, position, change, at)
        case CountAsked():
            if position is not None:
                count_asked(db, position, change)
        case PutVisit():
            put_visit(db, change, at)
        case PutRequest():
            put_request(db, sealer, change, at)
        case ForgetAccount(account):
            forget_account(db, sealer, account, position, at)
        case MarkNudge() | PutBroadcast() | MarkRead():
            store_nudge_change(db, change, at)
        case PutEdit():
            put_edit(db, change, at)
        case MarkEditsTold():
            mark_told(db, change)
        case Publish():
            publish(db, change, at)
        case MakeLink():
            put_link(db, change, position, at)
        case _:
            store_team_change(db, change, at)


def count(db: sqlite3.Connection) -> Counts:
    """Waiting and parked messages, replies nobody fetched."""

    def one(query: str) -> int:
        return int(db.execute(query).fetchone()[0])

    return Counts(
        waiting=one("SELECT count(*) FROM inbox WHERE state = 'accepted'"),
        parked=one("SELECT count(*) FROM inbox WHERE state = 'parked'"),
        undelivered=one("SELECT count(*) FROM outbox WHERE state IN ('ready', 'sending')"),
        ended=one("SELECT count(*) FROM outbox WHERE state = 'ended'"),
        repeats=one("SELECT coalesce(sum(repeats), 0) FROM outbox WHERE repeats > 0"),
    )
