"""What goes when somebody wants everything about them deleted. Runs inside the writer's transaction."""

import json
import sqlite3
from contextlib import suppress
from datetime import datetime

from bot.storage.contract import State
from bot.storage.holding import words_in
from bot.storage.requests import contact, requests
from bot.storage.sealing import Sealer, SealError
from handlers.requests.request import Step
from handlers.teams.codes import CodeKind
from handlers.teams.people import Account

# Why a message that was parked can't be tried again.
FORGOTTEN = "forgotten"
_THERE = "channel = ? AND conversation = ?"
_MESSAGES = f"SELECT id FROM inbox WHERE {_THERE}"
# Words are looked for in what teams were told by their beginning: cards show no more of a long line.
_HEAD = 40
_SHORTEST = 6


def forget_account(
    db: sqlite3.Connection, sealer: Sealer | None, account: Account, position: int | None, at: datetime
) -> None:
    """Everything that was said there goes, with the help requests' words and contacts; records of work stay.

    The message at `position`, which is being handled, what waits to be handled, and replies that are on their way this
    moment are as they are.
    """
    _forget_requests(db, sealer, account, at)
    _forget_talk(db, account, position)
    _forget_person(db, account)


def _forget_talk(db: sqlite3.Connection, account: Account, position: int | None) -> None:
    key = (account.channel, account.conversation)
    db.execute(f"UPDATE unanswered SET question = '', inbox = NULL WHERE inbox IN ({_MESSAGES})", key)
    db.execute(f"UPDATE helped SET inbox = NULL WHERE inbox IN ({_MESSAGES})", key)
    db.execute(
        f"UPDATE inbox SET state = ?, reason = ? WHERE {_THERE} AND state = ?",
        (State.IGNORED, FORGOTTEN, *key, State.PARKED),
    )
    db.execute(
        f"UPDATE inbox SET body = '' WHERE {_THERE} AND state <> ? AND id IS NOT ?", (*key, State.ACCEPTED, position)
    )
    db.execute(f"DELETE FROM outbox WHERE {_THERE} AND state <> 'sending'", key)
    db.execute(f"DELETE FROM wrong_codes WHERE {_THERE}", key)
    db.execute(f"DELETE FROM codes WHERE {_THERE} AND kind = ?", (*key, CodeKind.LINK))
    if not db.execute(f"{_MESSAGES} AND id IS ?", (*key, position)).fetchone():
        # Where it is asked, the turn itself has written the new state.
        db.execute(f"DELETE FROM conversations WHERE {_THERE}", key)


def _forget_requests(db: sqlite3.Connection, sealer: Sealer | None, account: Account, at: datetime) -> None:
    key = (account.channel, account.conversation)
    theirs = requests(db, _THERE, key)
    if not theirs:
        return
    words = _words_of(db, key)
    for request in theirs:
        words += [request.key, request.wants, request.when]
        # What another key sealed nobody was told.
        with suppress(SealError):
            reach = contact(db, sealer, request.key)
            words += [reach.phone, reach.where] if reach else []
        db.execute("DELETE FROM request_contacts WHERE request = ?", (request.key,))
        # A newer version: whoever handles it this moment must not write the words back.
        db.execute(
            "UPDATE requests SET conversation = '', next = NULL, version = version + 1, body ="
            " json_set(json_remove(body, '$.wants', '$.when', '$.next'), '$.account.conversation', '') WHERE key = ?",
            (request.key,),
        )
        db.execute(
            "INSERT INTO request_events (request, step, at, desk) VALUES (?, ?, ?, ?)",
            (request.key, Step.DELETED, at.isoformat(), request.desk),
        )
    _forget_told(db, words, min(request.opened for request in theirs))


def _words_of(db: sqlite3.Connection, key: tuple[str, str]) -> list[str]:
    """Everything that was said there and is still kept."""
    rows = db.execute(f"SELECT body FROM inbox WHERE {_THERE} AND body <> ''", key)
    return [words_in(body) for (body,) in rows]


def _forget_told(db: sqlite3.Connection, words: list[str], since: datetime) -> None:
    """What teams were told of these words goes too, once it has reached them."""
    heads = {" ".join(text.split())[:_HEAD].rstrip() for text in words}
    wanted = [json.dumps(head, ensure_ascii=False)[1:-1] for head in heads if len(head) >= _SHORTEST]
    rows = db.execute(
        "SELECT outbox.id, body FROM outbox JOIN accounts USING (channel, conversation)"
        " WHERE created >= ? AND state IN ('delivered', 'ended')"
        " AND EXISTS (SELECT 1 FROM memberships WHERE memberships.person = accounts.person)",
        (since.isoformat(),),
    ).fetchall()
    db.executemany(
        "DELETE FROM outbox WHERE id = ?", [(number,) for number, body in rows if any(word in body for word in wanted)]
    )


def _forget_person(db: sqlite3.Connection, account: Account) -> None:
    """The link goes. A role that is held stays where it was taken, and so does the account that reaches it."""
    key = (account.channel, account.conversation)
    row = db.execute(f"SELECT person, before FROM accounts WHERE {_THERE}", key).fetchone()
    if row is None:
        return
    person, before = row
    others = db.execute("SELECT 1 FROM accounts WHERE person = ? AND (channel, conversation) <> (?, ?)", (person, *key))
    alone = others.fetchone() is None
    if alone:
        db.execute("DELETE FROM preferences WHERE person = ?", (person,))
    linked = db.execute(f"SELECT linked FROM accounts WHERE {_THERE}", key).fetchone()[0]
    if linked and before is not None and _holds_role(db, before):
        owner = before
    elif _holds_role(db, person) and (alone or not linked):
        owner = person
    else:
        db.execute(f"DELETE FROM accounts WHERE {_THERE}", key)
        return
    db.execute(f"UPDATE accounts SET person = ?, linked = 0, before = NULL WHERE {_THERE}", (owner, *key))


def _holds_role(db: sqlite3.Connection, person: int) -> bool:
    return bool(db.execute("SELECT 1 FROM memberships WHERE person = ? AND until IS NULL", (person,)).fetchone())
