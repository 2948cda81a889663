"""A platform's rotating token pair and how far its renewal has come. Those that write run in the writer.

The pair is encrypted before it comes here. A refresh token works once, so every row has a version: who renews says
which version it renews, and a newer one that somebody else stored meanwhile is never written over.
"""

import sqlite3
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from handlers.message import Channel


class TokenState(StrEnum):
    """Whether a pair can be used. Stored: never reuse a value."""

    VALID = "valid"
    REFRESHING = "refreshing"  # the refresh token left for the platform: a crash now leaves its fate unknown
    DOUBTFUL = "doubtful"  # the refresh token may have been used already (a lost answer, a restored backup)
    CONSENT_NEEDED = "consent_needed"  # a person must agree again in a browser


# How often one refresh token is shown to the platform at most while nobody knows whether it was used.
TRIES = 3


@dataclass(frozen=True, slots=True)
class StoredTokens:
    """A stored pair. `expires`: when the access token ends; `tries`: how often its refresh token left without a clear
    answer; `seed`: the hash of the setting that the pair goes back to; `changed`: when the state was written.
    """

    version: int
    sealed: bytes = field(repr=False)
    expires: datetime
    state: TokenState
    tries: int
    seed: str
    changed: datetime


def load(db: sqlite3.Connection, channel: Channel) -> StoredTokens | None:
    """The pair of a channel."""
    row = db.execute(
        "SELECT version, sealed, expires, state, tries, seed, changed FROM tokens WHERE channel = ?", (channel,)
    ).fetchone()
    if row is None:
        return None
    version, sealed, expires, state, tries, seed, changed = row
    ends, since = datetime.fromisoformat(expires), datetime.fromisoformat(changed)
    return StoredTokens(version, sealed, ends, TokenState(state), tries, seed, since)


def store(
    db: sqlite3.Connection,
    channel: Channel,
    sealed: bytes,
    expires: datetime,
    at: datetime,
    *,
    seed: str | None,
    renews: int | None,
) -> bool:
    """A new pair. `renews`: only in place of this version; `seed` None: what the present pair goes back to stays."""
    changed = db.execute(
        "INSERT INTO tokens (channel, version, sealed, expires, state, tries, seed, changed)"
        " SELECT ?, 1, ?, ?, ?, 0, coalesce(?, ''), ? WHERE ? IS NULL"
        " OR EXISTS (SELECT 1 FROM tokens WHERE channel = ? AND version = ?)"
        " ON CONFLICT DO UPDATE SET version = version + 1, sealed = excluded.sealed, expires = excluded.expires,"
        " state = excluded.state, tries = 0, seed = coalesce(?, seed), changed = excluded.changed",
        (
            *(channel, sealed, expires.isoformat(), TokenState.VALID, seed, at.isoformat()),
            *(renews, channel, renews, seed),
        ),
    )
    return changed.rowcount == 1


def begin_refresh(db: sqlite3.Connection, channel: Channel, version: int, at: datetime) -> bool:
    """Note that the refresh token leaves now; False when another pair is there or it left often enough."""
    changed = db.execute(
        "UPDATE tokens SET state = ?, tries = tries + 1, changed = ?"
        " WHERE channel = ? AND version = ? AND state <> ? AND tries < ?",
        (TokenState.REFRESHING, at.isoformat(), channel, version, TokenState.CONSENT_NEEDED, TRIES),
    )
    return changed.rowcount == 1


def end_refresh(
    db: sqlite3.Connection, channel: Channel, version: int, state: TokenState, at: datetime, *, counts: bool
) -> None:
    """A renewal that brought no pair. `counts` False: the refresh token is surely unused, so it was no try."""
    db.execute(
        "UPDATE tokens SET state = ?, tries = CASE WHEN ? THEN tries ELSE max(tries - 1, 0) END, changed = ?"
        " WHERE channel = ? AND version = ?",
        (state, counts, at.isoformat(), channel, version),
    )


def mark_doubtful(db: sqlite3.Connection) -> int:
    """For a restored backup: its refresh tokens may have been used since, so each is tried once. How many there are.

    A store from before there were tokens has none.
    """
    if not db.execute("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'tokens'").fetchone():
        return 0
    changed = db.execute(
        "UPDATE tokens SET state = ?, tries = ? WHERE state <> ?",
        (TokenState.DOUBTFUL, TRIES - 1, TokenState.CONSENT_NEEDED),
    )
    return changed.rowcount
