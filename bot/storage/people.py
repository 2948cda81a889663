"""The queries for people, their accounts and roles, and codes. Those that write run inside the writer's transaction."""

import sqlite3
from datetime import datetime
from typing import assert_never

from bot.storage import audit
from bot.storage.errors import StaleError
from bot.storage.teams import hamlet_rows
from handlers.message import Channel
from handlers.teams.changes import (
    EndMembership,
    LinkAccounts,
    NoteAct,
    NoteWrongCode,
    PutCode,
    Redeem,
    RevokeCode,
    SetCommune,
    SetPreference,
    TeamChange,
    UnlinkAccount,
)
from handlers.teams.codes import Code, CodeKind
from handlers.teams.model import Hamlet, Level, Role
from handlers.teams.people import Account, Listed, Membership, Person

# --- reading ---------------------------------------------------------------------------------------------------------


def person_at(db: sqlite3.Connection, account: Account) -> Person | None:
    """Who writes there, if they hold a role."""
    row = db.execute(
        "SELECT person FROM accounts WHERE channel = ? AND conversation = ?", (account.channel, account.conversation)
    ).fetchone()
    return person(db, row[0]) if row else None


def person(db: sqlite3.Connection, number: int) -> Person | None:
    """Somebody who holds a role."""
    row = db.execute("SELECT name FROM people WHERE id = ?", (number,)).fetchone()
    held = memberships(db, "memberships.person = ?", (number,))
    return Person(number, row[0], tuple(item for _, item, _ in held), accounts(db, number)) if row and held else None


def accounts(db: sqlite3.Connection, number: int) -> tuple[Account, ...]:
    """A person's accounts, where they were heard last first."""
    rows = db.execute(
        "SELECT channel, conversation FROM accounts WHERE person = ? ORDER BY coalesce((SELECT max(at) FROM inbox"
        " WHERE inbox.channel = accounts.channel AND inbox.conversation = accounts.conversation), since) DESC",
        (number,),
    )
    return tuple(Account(Channel(channel), conversation) for channel, conversation in rows)


def linked(db: sqlite3.Connection, account: Account) -> tuple[Account, ...]:
    """All accounts of whoever writes there."""
    row = db.execute(
        "SELECT person FROM accounts WHERE channel = ? AND conversation = ?", (account.channel, account.conversation)
    ).fetchone()
    return accounts(db, row[0]) if row else (account,)


def attached(db: sqlite3.Connection, account: Account) -> tuple[Account, ...]:
    """Those accounts of whoever writes there that were linked to the person, the oldest link first."""
    rows = db.execute(
        "SELECT channel, conversation FROM accounts WHERE linked AND person ="
        " (SELECT person FROM accounts WHERE channel = ? AND conversation = ?) ORDER BY since, channel, conversation",
        (account.channel, account.conversation),
    )
    return tuple(Account(Channel(channel), conversation) for channel, conversation in rows)


def memberships(
    db: sqlite3.Connection, where: str, values: tuple[object, ...]
) -> list[tuple[tuple[int, str], Membership, datetime]]:
    """Roles that are held now: the person's id and name, the membership, since when. `where` is ours, never typed."""
    rows = db.execute(
        "SELECT memberships.id, person, people.name, role, communes.name, communes.sample, memberships.commune, team,"
        " teams.name, teams.level, memberships.since FROM memberships JOIN people ON people.id = person"
        " LEFT JOIN communes ON communes.id = memberships.commune LEFT JOIN teams ON teams.id = team"
        f" WHERE until IS NULL AND {where} ORDER BY memberships.id",
        values,
    ).fetchall()
    return [
        (
            (who, name),
            Membership(
                number,
                Role(role),
                commune,
                team,
                team_name,
                _covered(db, Role(role), commune_id, team, level),
                bool(sample),
            ),
            datetime.fromisoformat(since),
        )
        for number, who, name, role, commune, sample, commune_id, team, team_name, level, since in rows
    ]


def _covered(
    db: sqlite3.Connection, role: Role, commune: int | None, team: int | None, level: str | None
) -> tuple[Hamlet, ...]:
    if role is Role.PROVINCE_ADMIN or commune is None:
        return ()
    if role is Role.COMMUNE_ADMIN or level == Level.COMMUNE:
        return hamlet_rows(db, "hamlets.commune = ?", (commune,))
    return hamlet_rows(db, "hamlets.id IN (SELECT hamlet FROM team_hamlets WHERE team = ?)", (team,))


def listed(db: sqlite3.Connection) -> list[Listed]:
    """Everybody's memberships."""
    return [Listed(who, name, held, since) for (who, name), held, since in memberships(db, "1", ())]


_CODE = (
    "SELECT codes.code, kind, made, made_by, hamlet, role, communes.name, team, teams.name, codes.name, planned,"
    " channel, conversation, expires, used, revoked FROM codes LEFT JOIN communes ON communes.id = codes.commune"
    " LEFT JOIN teams ON teams.id = team WHERE "
)


def codes(db: sqlite3.Connection, where: str, values: tuple[object, ...]) -> list[Code]:
    """Codes on record, newest first. `where` is ours, never typed."""
    rows = db.execute(_CODE + where + " ORDER BY made DESC, codes.code", values).fetchall()
    return [_code(db, *row) for row in rows]


def open_invitations(db: sqlite3.Connection) -> list[Code]:
    """Invitations that were neither used nor revoked, expired ones too."""
    return codes(db, "kind = ? AND used IS NULL AND revoked IS NULL", (CodeKind.INVITATION,))


def joined(db: sqlite3.Connection) -> frozenset[int]:
    """The ids of planned members whose role somebody took."""
    rows = db.execute(
        "SELECT planned FROM memberships WHERE planned IS NOT NULL"
        " UNION SELECT planned FROM codes WHERE planned IS NOT NULL AND used IS NOT NULL"
    )
    return frozenset(number for (number,) in rows)


def _code(
    db: sqlite3.Connection,
    code: str,
    kind: str,
    made: str,
    made_by: int | None,
    hamlet: int | None,
    role: str | None,
    commune: str | None,
    team: int | None,
    team_name: str | None,
    name: str,
    planned: int | None,
    channel: str | None,
    conversation: str | None,
    *times: str | None,
) -> Code:
    expires, used, revoked = (datetime.fromisoformat(time) if time else None for time in times)
    place = hamlet_rows(db, "hamlets.id = ?", (hamlet,)) if hamlet else ()
    return Code(
        code,
        CodeKind(kind),
        datetime.fromisoformat(made),
        made_by,
        place[0] if place else None,
        Role(role) if role else None,
        commune,
        team,
        team_name,
        name,
        planned,
        Account(Channel(channel), conversation) if channel and conversation else None,
        expires,
        used,
        revoked,
    )


# --- writing ---------------------------------------------------------------------------------------------------------


def store_team_change(db: sqlite3.Connection, change: TeamChange, at: datetime) -> None:
    """Carry out one change. Raises `StaleError`."""
    match change:
        case PutCode(code):
            _put_code(db, code)
        case RevokeCode(code):
            db.execute("UPDATE codes SET revoked = ? WHERE code = ? AND revoked IS NULL", (at.isoformat(), code))
        case NoteWrongCode(account):
            db.execute(
                "INSERT INTO wrong_codes (channel, conversation, at) VALUES (?, ?, ?)",
                (account.channel, account.conversation, at.isoformat()),
            )
        case Redeem():
            _redeem(db, change, at)
        case EndMembership(membership, by):
            ended = db.execute(
                "UPDATE memberships SET until = ?, ended_by = ? WHERE id = ? AND until IS NULL",
                (at.isoformat(), by, membership),
            )
            _must(ended.rowcount == 1)
            _end_sessions(db, membership, at)
        case LinkAccounts():
            _link(db, change, at)
        case UnlinkAccount(account):
            _unlink(db, account)
        case SetPreference(number, name, value):
            _set(db, "preferences", "person", number, name, value)
        case SetCommune(None, name, value):
            db.execute("DELETE FROM province_settings WHERE name = ?", (name,))
            if value is not None:
                db.execute("INSERT INTO province_settings (name, value) VALUES (?, ?)", (name, value))
        case SetCommune(commune, name, value):
            row = db.execute("SELECT id FROM communes WHERE name = ?", (commune,)).fetchone()
            _must(row is not None)
            _set(db, "commune_settings", "commune", row[0], name, value)
        case NoteAct():
            audit.append(db, change, at)
        case _:
            assert_never(change)


def _end_sessions(db: sqlite3.Connection, membership: int, at: datetime) -> None:
    """Whoever was signed in to the console with a role that has ended signs in anew with what they still hold."""
    db.execute(
        "UPDATE sessions SET ended = ? WHERE ended IS NULL AND person ="
        " (SELECT person FROM memberships WHERE id = ? AND role IN (?, ?))",
        (at.isoformat(), membership, Role.COMMUNE_ADMIN, Role.PROVINCE_ADMIN),
    )


def _must(holds: bool) -> None:
    if not holds:
        raise StaleError


def _put_code(db: sqlite3.Connection, code: Code) -> None:
    commune = db.execute("SELECT id FROM communes WHERE name = ?", (code.commune,)).fetchone()
    added = db.execute(
        "INSERT INTO codes (code, kind, made, made_by, hamlet, role, commune, team, name, planned, channel,"
        " conversation, expires) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
        (
            code.code,
            code.kind,
            code.made.isoformat(),
            code.made_by,
            code.hamlet.id if code.hamlet else None,
            code.role,
            commune[0] if commune else None,
            code.team,
            code.name,
            code.planned,
            code.account.channel if code.account else None,
            code.account.conversation if code.account else None,
            code.expires.isoformat() if code.expires else None,
        ),
    )
    _must(added.rowcount == 1)


def _use(db: sqlite3.Connection, code: str, kind: CodeKind, at: datetime) -> Code:
    """A code that is used up by this."""
    found = codes(db, "codes.code = ?", (code,))
    _must(bool(found) and found[0].kind is kind and found[0].usable(at))
    db.execute("UPDATE codes SET used = ? WHERE code = ?", (at.isoformat(), code))
    return found[0]


def _redeem(db: sqlite3.Connection, change: Redeem, at: datetime) -> None:
    code = _use(db, change.code, CodeKind.INVITATION, at)
    account = (change.account.channel, change.account.conversation)
    row = db.execute("SELECT person FROM accounts WHERE channel = ? AND conversation = ?", account).fetchone()
    if row:
        number = row[0]
        # Somebody who only had linked accounts may have no name yet.
        db.execute("UPDATE people SET name = ? WHERE id = ? AND name = ''", (change.name, number))
    else:
        number = new_person(db, change.name)
        db.execute(
            "INSERT INTO accounts (channel, conversation, person, since) VALUES (?, ?, ?, ?)",
            (*account, number, at.isoformat()),
        )
    commune = db.execute("SELECT id FROM communes WHERE name = ?", (code.commune,)).fetchone()
    commune_id = commune[0] if commune else None
    same = db.execute(
        "SELECT 1 FROM memberships WHERE person = ? AND role = ? AND commune IS ? AND team IS ? AND until IS NULL",
        (number, code.role, commune_id, code.team),
    ).fetchone()
    if not same:
        db.execute(
            "INSERT INTO memberships (person, role, commune, team, planned, since) VALUES (?, ?, ?, ?, ?, ?)",
            (number, code.role, commune_id, code.team, code.planned, at.isoformat()),
        )


def new_person(db: sqlite3.Connection, name: str) -> int:
    """The id of somebody new, without account or role."""
    row = db.execute("INSERT INTO people (name) VALUES (?) RETURNING id", (name,)).fetchone()
    return int(row[0])


def _link(db: sqlite3.Connection, change: LinkAccounts, at: datetime) -> None:
    """The second account joins the person of the first; who has no person yet gets one without a role."""
    code = _use(db, change.code, CodeKind.LINK, at)
    _must(code.account is not None and code.account != change.account)
    if code.account is None:  # said again for the type checker
        return
    number = change.person or _person_of(db, code.account, at)
    account = (change.account.channel, change.account.conversation)
    row = db.execute("SELECT person FROM accounts WHERE channel = ? AND conversation = ?", account).fetchone()
    _must(row is None or row[0] != number)
    db.execute(
        "INSERT INTO accounts (channel, conversation, person, since, linked, before) VALUES (?, ?, ?, ?, 1, ?)"
        " ON CONFLICT DO UPDATE SET person = excluded.person, linked = 1, before = excluded.before",
        (*account, number, at.isoformat(), row[0] if row else None),
    )


def _person_of(db: sqlite3.Connection, account: Account, at: datetime) -> int:
    key = (account.channel, account.conversation)
    row = db.execute("SELECT person FROM accounts WHERE channel = ? AND conversation = ?", key).fetchone()
    if row:
        return int(row[0])
    number = new_person(db, "")
    db.execute(
        "INSERT INTO accounts (channel, conversation, person, since) VALUES (?, ?, ?, ?)",
        (*key, number, at.isoformat()),
    )
    return number


def _unlink(db: sqlite3.Connection, account: Account) -> None:
    key = (account.channel, account.conversation)
    row = db.execute("SELECT linked, before FROM accounts WHERE channel = ? AND conversation = ?", key).fetchone()
    _must(row is not None and bool(row[0]))
    if row[1] is None:
        db.execute("DELETE FROM accounts WHERE channel = ? AND conversation = ?", key)
    else:
        db.execute(
            "UPDATE accounts SET person = ?, linked = 0, before = NULL WHERE channel = ? AND conversation = ?",
            (row[1], *key),
        )


def _set(db: sqlite3.Connection, table: str, owner: str, number: int, name: str, value: str | None) -> None:
    if value is None:
        db.execute(f"DELETE FROM {table} WHERE {owner} = ? AND name = ?", (number, name))
    else:
        db.execute(
            f"INSERT INTO {table} ({owner}, name, value) VALUES (?, ?, ?)"
            " ON CONFLICT DO UPDATE SET value = excluded.value",
            (number, name, value),
        )
