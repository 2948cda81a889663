"""The queries for questions without an answer. Those that write run inside the writer's transaction."""

import sqlite3
from collections.abc import Iterable
from datetime import datetime
from typing import assert_never

from bot.storage.encoding import load_message
from bot.storage.errors import StaleError
from handlers.editing.edit import Status, StoredEdit
from handlers.editing.unanswered import (
    MarkTold,
    Outcome,
    QuestionChange,
    SetIgnored,
    SettleQuestions,
    ToTell,
    Unanswered,
)
from handlers.message import Channel
from handlers.teams.people import Account
from handlers.turn import NoteUnanswered


def note_unanswered(db: sqlite3.Connection, position: int | None, change: NoteUnanswered, at: datetime) -> None:
    """One more question for the queue."""
    db.execute(
        "INSERT INTO unanswered (inbox, at, question, why, topic, commune) VALUES (?, ?, ?, ?, ?, ?)",
        (position, at.isoformat(), change.question, change.why, change.topic, change.commune),
    )


def unanswered(db: sqlite3.Connection) -> list[Unanswered]:
    """All whose words are still kept, oldest first."""
    rows = db.execute(
        "SELECT unanswered.id, unanswered.at, question, why, topic, unanswered.commune, channel, conversation,"
        " edits.id, edits.status, outcome, ignored FROM unanswered JOIN inbox ON inbox.id = inbox"
        " LEFT JOIN edits ON edits.id = edit WHERE question <> '' ORDER BY unanswered.id"
    )
    askers: dict[tuple[str, str], int] = {}
    return [
        Unanswered(
            number,
            datetime.fromisoformat(at),
            question,
            why,
            topic,
            commune,
            askers.setdefault((channel, conversation), len(askers) + 1),
            edit,
            Status(status) if status else None,
            Outcome(outcome) if outcome else None,
            ignored,
        )
        for number, at, question, why, topic, commune, channel, conversation, edit, status, outcome, ignored in rows
    ]


def forgotten(db: sqlite3.Connection) -> list[tuple[str | None, int]]:
    """How many are on record whose words are gone, by commune (None: unknown)."""
    return db.execute("SELECT commune, count(*) FROM unanswered WHERE question = '' GROUP BY commune").fetchall()


def to_settle(db: sqlite3.Connection, most: int) -> list[tuple[int, str]]:
    """Up to `most` questions whose edit is live and that nobody has put to the new content yet."""
    return db.execute(
        "SELECT unanswered.id, question FROM unanswered JOIN edits ON edits.id = edit"
        " WHERE outcome IS NULL AND question <> '' AND edits.status = ? ORDER BY unanswered.id LIMIT ?",
        (Status.PUBLISHED, most),
    ).fetchall()


_ASKED_THERE = "channel = here.channel AND conversation = here.conversation"


def to_tell(db: sqlite3.Connection, since: datetime, heard_since: datetime, today: datetime, most: int) -> list[ToTell]:
    """Questions asked since then that are answered now, oldest first.

    Only where something can be sent and nothing of the kind was `today`; on Zalo OA only to whom was heard since.
    """
    rows = db.execute(
        "SELECT asked.id, asked.at, asked.question, asked.commune, here.channel, here.conversation, here.body"
        " FROM unanswered AS asked JOIN inbox AS here ON here.id = asked.inbox"
        " WHERE asked.outcome = ? AND asked.told IS NULL AND asked.at >= ? AND asked.question <> ''"
        " AND here.channel <> ?"
        f" AND (here.channel <> ? OR (SELECT max(at) FROM inbox WHERE {_ASKED_THERE}) >= ?)"
        " AND NOT EXISTS (SELECT 1 FROM unanswered AS told JOIN inbox ON inbox.id = told.inbox"
        f" WHERE told.told >= ? AND {_ASKED_THERE})"
        " ORDER BY asked.id LIMIT ?",
        (
            Outcome.ANSWERED,
            since.isoformat(),
            Channel.CONSOLE,
            Channel.ZALO_OA,
            heard_since.isoformat(),
            today.isoformat(),
            most,
        ),
    )
    return [
        ToTell(number, datetime.fromisoformat(at), question, Account(Channel(channel), conversation), commune)
        for number, at, question, commune, channel, conversation, body in rows
        if not _in_group(body)
    ]


def told_since(db: sqlite3.Connection, accounts: Iterable[Account], since: datetime) -> bool:
    """Whether somebody with these accounts was told of an answer since."""
    return any(
        db.execute(
            "SELECT 1 FROM unanswered JOIN inbox ON inbox.id = inbox WHERE told >= ? AND channel = ?"
            " AND conversation = ?",
            (since.isoformat(), account.channel, account.conversation),
        ).fetchone()
        for account in accounts
    )


def store_question_change(db: sqlite3.Connection, change: QuestionChange, at: datetime) -> None:
    """Carry out one change. Raises `StaleError`."""
    match change:
        case SettleQuestions(outcomes):
            # Whoever drafts another edit for one meanwhile has it settled anew when that is live.
            db.executemany(
                "UPDATE unanswered SET outcome = ? WHERE id = ? AND edit IN (SELECT id FROM edits WHERE status = ?)",
                [(outcome, number, Status.PUBLISHED) for number, outcome in outcomes],
            )
        case MarkTold(questions):
            for number in questions:
                told = db.execute(
                    "UPDATE unanswered SET told = ? WHERE id = ? AND told IS NULL AND question <> ''",
                    (at.isoformat(), number),
                )
                if told.rowcount != 1:
                    raise StaleError
        case SetIgnored(questions, reason):
            db.executemany("UPDATE unanswered SET ignored = ? WHERE id = ?", [(reason, one) for one in questions])
        case _:
            assert_never(change)


def take_up(db: sqlite3.Connection, edit: StoredEdit, number: int) -> None:
    """An edit was written: its questions wait for it; those of one that was given up wait for another."""
    if edit.status is Status.DROPPED:
        db.execute("UPDATE unanswered SET edit = NULL, outcome = NULL WHERE edit = ?", (number,))
        return
    db.executemany(
        "UPDATE unanswered SET edit = ?, outcome = NULL WHERE id = ? AND (edit IS NULL OR edit < ?)",
        [(number, question, number) for question in edit.questions],
    )


def reopen(db: sqlite3.Connection, publication: int) -> None:
    """Questions that an earlier edit of the same files answered are put to the content that a publication brings.

    What was answered by what is taken back now waits again.
    """
    db.execute(
        "UPDATE unanswered SET outcome = NULL WHERE outcome NOT NULL AND question <> '' AND edit IN (SELECT id FROM"
        " edits WHERE status = ? AND publication < ? AND file IN (SELECT file FROM edits WHERE publication = ?))",
        (Status.PUBLISHED, publication, publication),
    )


def _in_group(body: str) -> bool:
    return bool(body) and load_message(body).group
