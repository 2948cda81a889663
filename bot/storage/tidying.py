"""What goes as time passes. Runs inside the writer's transaction; once more at once changes nothing."""

import sqlite3
from datetime import datetime

from bot.storage.contract import State
from bot.storage.forgetting import FORGOTTEN
from handlers.teams.codes import CodeKind


def forget_old(db: sqlite3.Connection, texts_before: datetime, keys_before: datetime, contacts_before: datetime) -> int:
    """Wipe texts that are too old, drop event keys and codes that are older still; how many rows changed."""
    texts, keys = texts_before.isoformat(), keys_before.isoformat()
    return sum(
        db.execute(query, values).rowcount
        for query, values in (
            *_talk(texts, keys),
            # A request counts for good; what the resident said goes when it has been over for so long.
            (
                "DELETE FROM request_contacts WHERE request IN (SELECT key FROM requests WHERE closed < ?)",
                (contacts_before.isoformat(),),
            ),
            (
                "UPDATE requests SET version = version + 1, body = json_remove(body, '$.wants', '$.when')"
                " WHERE closed < ? AND coalesce(json_extract(body, '$.wants'), json_extract(body, '$.when')) NOT NULL",
                (texts,),
            ),
            ("DELETE FROM wrong_codes WHERE at < ?", (keys,)),
            ("DELETE FROM codes WHERE kind = ? AND made < ?", (CodeKind.LINK, keys)),
            # How somebody came to a role stays known; posters of a hamlet may hang for years.
            (
                "DELETE FROM codes WHERE kind = ? AND used IS NULL AND min(coalesce(revoked, expires),"
                " coalesce(expires, revoked)) < ?",
                (CodeKind.INVITATION, keys),
            ),
        )
    )


def _talk(texts: str, keys: str) -> tuple[tuple[str, tuple[object, ...]], ...]:
    return (
        # That something was asked, and whether answers helped, is counted for good; the question's own words go.
        ("UPDATE unanswered SET question = '', inbox = NULL WHERE at < ? AND question <> ''", (texts,)),
        # Also what nobody fetched and what a channel that was switched off never sent.
        ("DELETE FROM outbox WHERE created < ? AND state <> 'sending'", (texts,)),
        # The state holds the last question, and perhaps a draft: what nobody touched for so long goes, though notices
        # came there meanwhile. What those offered can still be chosen.
        ("UPDATE conversations SET state = '' WHERE updated < ? AND state <> ''", (texts,)),
        ("UPDATE conversations SET pushed = NULL WHERE pushed_at < ? AND pushed NOT NULL", (texts,)),
        ("DELETE FROM conversations WHERE state = '' AND pushed IS NULL", ()),
        # What was parked for so long can't be tried again without its text.
        (
            "UPDATE inbox SET state = ?, reason = ? WHERE at < ? AND state = ? AND coalesce(finished, at) < ?",
            (State.IGNORED, FORGOTTEN, texts, State.PARKED, texts),
        ),
        (
            "UPDATE inbox SET body = '' WHERE at < ? AND body <> '' AND state NOT IN (?, ?)",
            (texts, State.ACCEPTED, State.PARKED),
        ),
        (
            "DELETE FROM inbox WHERE at < ? AND state NOT IN (?, ?)"
            " AND id NOT IN (SELECT inbox FROM outbox WHERE inbox IS NOT NULL)"
            " AND id NOT IN (SELECT inbox FROM unanswered WHERE inbox NOT NULL)",
            (keys, State.ACCEPTED, State.PARKED),
        ),
    )
