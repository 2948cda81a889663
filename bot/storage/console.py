"""Signing in to the console: links and sessions, of every secret only its SHA-256; and the audit as it is read."""

import hashlib
import hmac
import secrets
import sqlite3
from collections.abc import Callable, Coroutine, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, Protocol, TypeVar

from bot import texts_console as texts
from bot.storage import audit, people
from bot.storage.encoding import dump_reply
from bot.storage.readers import Readers
from handlers.console.link import LINK_TIME, SECRET, MakeLink
from handlers.reply import Link, Reply, say
from handlers.teams.changes import NoteAct
from handlers.teams.model import Role
from handlers.teams.people import Person
from handlers.teams.rights import communes_of, may_see_audit
from handlers.turn import Turn

T = TypeVar("T")

# 256 random bits.
SECRET_BYTES = 32
IDLE = timedelta(hours=12)
LONGEST = timedelta(days=7)
# How exactly it is known when a session was last used.
SEEN_EVERY = timedelta(minutes=1)
# So long it can still be said of a link that it was used or too old.
LINKS_KEPT = timedelta(days=30)
_ADMIN_ROLES = (Role.COMMUNE_ADMIN, Role.PROVINCE_ADMIN)


class LinkState(StrEnum):
    """What a link is good for."""

    GOOD = "good"
    USED = "used"
    EXPIRED = "expired"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Session:
    """A browser that is signed in. `device`: what it calls itself, in words."""

    id: int
    person: int
    device: str
    since: datetime
    seen: datetime


def digest_of(secret: str) -> str:
    """What is stored of a secret."""
    return hashlib.sha256(secret.encode()).hexdigest()


def with_secrets(turn: Turn) -> Turn:
    """The turn with a secret for each link that it asks for: in the replies, and as a digest in the change."""
    if not any(isinstance(change, MakeLink) for change in turn.changes):
        return turn
    secret = secrets.token_urlsafe(SECRET_BYTES)
    changes = tuple(
        replace(change, digest=digest_of(secret)) if isinstance(change, MakeLink) else change for change in turn.changes
    )
    return replace(turn, changes=changes, replies=tuple(_with_secret(reply, secret) for reply in turn.replies))


def _with_secret(reply: Reply, secret: str) -> Reply:
    blocks = tuple(
        replace(block, url=block.url.replace(SECRET, secret)) if isinstance(block, Link) else block
        for block in reply.blocks
    )
    return replace(reply, blocks=blocks)


def put_link(db: sqlite3.Connection, change: MakeLink, position: int | None, at: datetime) -> None:
    """Store a link; those that the person asked for earlier do nothing any more."""
    if not change.digest:
        raise ValueError("a link without its digest")
    db.execute(
        "UPDATE sign_in_links SET expires = min(expires, ?) WHERE person = ? AND used IS NULL",
        (at.isoformat(), change.person),
    )
    db.execute(
        "INSERT INTO sign_in_links (digest, person, made, expires, inbox) VALUES (?, ?, ?, ?, ?)",
        (change.digest, change.person, at.isoformat(), change.expires.isoformat(), position),
    )
    audit.append(db, NoteAct(change.person, "sign-in-link", str(change.person)), at)


class Write(Protocol):
    """Runs a function in the writer's transaction."""

    def __call__(self, function: Callable[[sqlite3.Connection], T], /) -> Coroutine[Any, Any, T]: ...


class ConsoleStore:
    """What the console stores and looks up for itself. Reads run on the thread that asks, writes in the writer."""

    def __init__(self, readers: Readers, write: Write) -> None:
        self._readers, self._write = readers, write

    async def make_link(self, person: int, at: datetime) -> str:
        """The secret of a new link, for the command line."""
        secret = secrets.token_urlsafe(SECRET_BYTES)
        change = MakeLink(person, at + LINK_TIME, digest_of(secret))
        await self._write(lambda db: put_link(db, change, None, at))
        return secret

    async def link_state(self, secret: str, now: datetime) -> LinkState:
        """What a link is good for; looking uses nothing up."""
        return await self._readers.read(lambda db: _state(db, digest_of(secret), now))

    async def sign_in(self, secret: str, device: str, now: datetime) -> tuple[LinkState, str]:
        """Use a link up: the secret of a new session, "" where the link isn't good (or its person no administrator)."""
        key = secrets.token_urlsafe(SECRET_BYTES)
        state = await self._write(lambda db: _sign_in(db, digest_of(secret), digest_of(key), device, now))
        return state, key if state is LinkState.GOOD else ""

    def session(self, secret: str, now: datetime) -> tuple[Session, Person] | None:
        """The session of a cookie and its person as they are now; None when either is over."""
        return self._readers.read_here(lambda db: _session(db, digest_of(secret), now))

    async def note_seen(self, session: Session, now: datetime) -> None:
        """The session is in use."""
        if now - session.seen >= SEEN_EVERY:
            await self._write(
                lambda db: db.execute("UPDATE sessions SET seen = ? WHERE id = ?", (now.isoformat(), session.id))
            )

    def sessions(self, person: int, now: datetime) -> Sequence[Session]:
        """Somebody's open sessions, the latest used first."""
        found = self._readers.read_here(lambda db: _sessions(db, "person = ?", (person,)))
        return [item for item in found if _alive(item, now)]

    async def end_session(self, number: int, person: int, now: datetime) -> bool:
        """End one of somebody's sessions; False when it isn't theirs or is over."""

        def end(db: sqlite3.Connection) -> bool:
            ended = db.execute(
                "UPDATE sessions SET ended = ? WHERE id = ? AND person = ? AND ended IS NULL",
                (now.isoformat(), number, person),
            )
            if ended.rowcount:
                audit.append(db, NoteAct(person, "sign-out", str(number)), now)
            return ended.rowcount == 1

        return await self._write(end)

    async def tidy(self, now: datetime) -> int:
        """Take the secret out of stored messages whose link is over; forget old links and sessions. How many rows."""
        return await self._write(lambda db: _tidy(db, now))

    def admins(self) -> Sequence[Person]:
        """Everybody who may sign in: for the command line."""

        def read(db: sqlite3.Connection) -> list[Person]:
            listed = people.memberships(db, "role IN (?, ?)", _ADMIN_ROLES)
            numbers = dict.fromkeys(number for (number, _), _, _ in listed)
            return [found for number in numbers if (found := people.person(db, number))]

        return self._readers.read_here(read)

    def ever_signed_in(self) -> bool:
        """Whether anybody ever used a link."""
        return bool(self._readers.read_here(lambda db: db.execute("SELECT 1 FROM sessions LIMIT 1").fetchone()))

    async def make_first_admin(self, name: str, at: datetime) -> int:
        """An administrator of the province who has no chat yet, where there is nobody else; the person's id."""

        def make(db: sqlite3.Connection) -> int:
            held = people.memberships(db, "role IN (?, ?)", _ADMIN_ROLES)
            if held:
                return held[0][0][0]
            number = people.new_person(db, name)
            db.execute(
                "INSERT INTO memberships (person, role, since) VALUES (?, ?, ?)",
                (number, Role.PROVINCE_ADMIN, at.isoformat()),
            )
            audit.append(db, NoteAct(None, "first-admin", str(number)), at)
            return number

        return await self._write(make)

    def acts(self, viewer: Person, most: int) -> Sequence[audit.Act]:
        """The newest lines of the audit that they may see."""
        if may_see_audit(viewer, None):
            return self._readers.read_here(lambda db: audit.acts(db, "1", (), most))
        communes = sorted(communes_of(viewer))
        where = f"commune IN ({', '.join('?' * len(communes))}) OR (commune IS NULL AND person = ?)"
        return self._readers.read_here(lambda db: audit.acts(db, where, (*communes, viewer.id), most))

    def audit_broken(self) -> int | None:
        """The first line of the audit that somebody changed; None when all are as they were written."""
        return self._readers.read_here(audit.first_broken)


def _state(db: sqlite3.Connection, digest: str, now: datetime) -> LinkState:
    row = db.execute("SELECT digest, expires, used FROM sign_in_links WHERE digest = ?", (digest,)).fetchone()
    # Only digests are compared, and those in constant time: how long it takes says nothing about a secret.
    if row is None or not hmac.compare_digest(row[0], digest):
        return LinkState.UNKNOWN
    if row[2]:
        return LinkState.USED
    return LinkState.GOOD if now < datetime.fromisoformat(row[1]) else LinkState.EXPIRED


def _sign_in(db: sqlite3.Connection, link: str, session: str, device: str, now: datetime) -> LinkState:
    state = _state(db, link, now)
    if state is not LinkState.GOOD:
        return state
    row = db.execute(
        "UPDATE sign_in_links SET used = ? WHERE digest = ? RETURNING person", (now.isoformat(), link)
    ).fetchone()
    person = people.person(db, row[0])
    if person is None or not person.holds(*_ADMIN_ROLES):
        return LinkState.UNKNOWN
    number = db.execute(
        "INSERT INTO sessions (digest, person, device, since, seen) VALUES (?, ?, ?, ?, ?) RETURNING id",
        (session, row[0], device, now.isoformat(), now.isoformat()),
    ).fetchone()[0]
    audit.append(db, NoteAct(row[0], "sign-in", str(number)), now)
    return LinkState.GOOD


def _session(db: sqlite3.Connection, digest: str, now: datetime) -> tuple[Session, Person] | None:
    found = _sessions(db, "digest = ?", (digest,))
    if not found or not _alive(found[0], now):
        return None
    person = people.person(db, found[0].person)
    return (found[0], person) if person and person.holds(*_ADMIN_ROLES) else None


def _sessions(db: sqlite3.Connection, where: str, values: tuple[object, ...]) -> list[Session]:
    rows = db.execute(
        f"SELECT id, person, device, since, seen FROM sessions WHERE ended IS NULL AND {where} ORDER BY seen DESC, id",
        values,
    )
    return [
        Session(number, person, device, datetime.fromisoformat(since), datetime.fromisoformat(seen))
        for number, person, device, since, seen in rows
    ]


def _alive(session: Session, now: datetime) -> bool:
    return now - session.seen < IDLE and now - session.since < LONGEST


def _tidy(db: sqlite3.Connection, now: datetime) -> int:
    over = "SELECT inbox FROM sign_in_links WHERE inbox NOT NULL AND (expires <= ? OR used NOT NULL)"
    # What is on its way this moment is taken the next time.
    changed = db.execute(
        f"UPDATE outbox SET body = ? WHERE inbox IN ({over}) AND state <> 'sending'",
        (dump_reply(say(texts.CHAT_LINK_OVER)), now.isoformat()),
    ).rowcount
    changed += db.execute(
        "UPDATE sign_in_links SET inbox = NULL WHERE inbox NOT NULL AND (expires <= ? OR used NOT NULL)"
        " AND NOT EXISTS (SELECT 1 FROM outbox WHERE outbox.inbox = sign_in_links.inbox AND state = 'sending')",
        (now.isoformat(),),
    ).rowcount
    changed += db.execute("DELETE FROM sign_in_links WHERE expires < ?", ((now - LINKS_KEPT).isoformat(),)).rowcount
    ended = "UPDATE sessions SET ended = ? WHERE ended IS NULL AND (seen <= ? OR since <= ?)"
    idle, longest = (now - IDLE).isoformat(), (now - LONGEST).isoformat()
    return changed + db.execute(ended, (now.isoformat(), idle, longest)).rowcount
