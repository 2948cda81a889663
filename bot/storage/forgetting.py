"""What goes when somebody wants everything about them deleted."""

import sqlite3
from datetime import datetime

from handlers.teams.people import Account


def forget_account(db: sqlite3.Connection, account: Account, at: datetime) -> None:
    """Everything that was said there goes, with the help requests' words and contacts; records of work stay.

    What is being handled at this moment, and replies to it, are as they are.
    """
    key = (account.channel, account.conversation)
    db.execute(
        "DELETE FROM unanswered WHERE inbox IN (SELECT id FROM inbox WHERE channel = ? AND conversation = ?)", key
    )
    db.execute("UPDATE inbox SET body = '' WHERE channel = ? AND conversation = ? AND state = 'done'", key)
    db.execute("DELETE FROM outbox WHERE channel = ? AND conversation = ? AND state <> 'sending'", key)
    db.execute("DELETE FROM wrong_codes WHERE channel = ? AND conversation = ?", key)
    db.execute(
        "DELETE FROM request_contacts WHERE request IN"
        " (SELECT key FROM requests WHERE channel = ? AND conversation = ?)",
        key,
    )
    db.execute(
        "UPDATE requests SET body = json_remove(body, '$.wants', '$.when') WHERE channel = ? AND conversation = ?", key
    )
