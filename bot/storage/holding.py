"""What is held about somebody, for themselves to see."""

import sqlite3
from contextlib import suppress
from datetime import datetime

from bot.storage.encoding import EncodingError, load_message
from handlers.message import Photo, Text, Voice
from handlers.privacy.held import Held, Said
from handlers.teams.people import Account

# More of somebody's own words than these aren't told again at once.
MOST_SAID = 100


def held(db: sqlite3.Connection, accounts: tuple[Account, ...]) -> Held:
    """Everything at these accounts, which are one person's."""
    rows: list[tuple[str, str]] = []
    unanswered, people = 0, set()
    for account in accounts:
        key = (account.channel, account.conversation)
        rows += db.execute("SELECT at, body FROM inbox WHERE channel = ? AND conversation = ? AND body <> ''", key)
        unanswered += db.execute(
            "SELECT count(*) FROM unanswered WHERE inbox IN"
            " (SELECT id FROM inbox WHERE channel = ? AND conversation = ?)",
            key,
        ).fetchone()[0]
        people |= set(db.execute("SELECT person FROM accounts WHERE channel = ? AND conversation = ?", key))
    rows.sort()
    said = [Said(datetime.fromisoformat(at), text) for at, body in rows if (text := words_in(body))]
    return Held(
        len(rows),
        datetime.fromisoformat(rows[0][0]) if rows else None,
        len(said),
        tuple(said[-MOST_SAID:]),
        unanswered,
        sum(_count(db, "visits", "by", person) for (person,) in people),
        sum(_count(db, "preferences", "person", person) for (person,) in people),
    )


def words_in(body: str) -> str:
    """What somebody typed, spoke or wrote under a picture in a stored message; empty where that is nothing."""
    with suppress(EncodingError):
        match load_message(body).content:
            case Text(text) | Photo(caption=text) | Voice(heard=str(text)):
                return text
    return ""


def _count(db: sqlite3.Connection, table: str, owner: str, person: int) -> int:
    return int(db.execute(f"SELECT count(*) FROM {table} WHERE {owner} = ?", (person,)).fetchone()[0])
