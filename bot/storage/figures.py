"""The queries behind figures: daily counts of questions, and the rows of a scope. Rights are checked by the caller."""

import sqlite3
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, time

from bot.storage import requests, teams, visits
from handlers.figures.rows import AskedCount, HelpedCount, Presence, Rows, Scope
from handlers.message import Channel
from handlers.requests.request import Request
from handlers.teams.model import Hamlet, Level, Role
from handlers.teams.people import Account
from handlers.turn import CountAsked, NoteHelped
from handlers.visits.visit import Visit
from knowledge.days import VIETNAM, day_of

# What a count without a topic or a commune has there: NULLs would count as different from each other.
_NONE = ""


def count_asked(db: sqlite3.Connection, position: int, change: CountAsked) -> None:
    """One more question of the message at `position`, on the day on which it was sent."""
    channel, at = db.execute("SELECT channel, at FROM inbox WHERE id = ?", (position,)).fetchone()
    db.execute(
        "INSERT INTO asked (day, channel, topic, decision, commune, count) VALUES (?, ?, ?, ?, ?, 1)"
        " ON CONFLICT DO UPDATE SET count = count + 1",
        (
            day_of(datetime.fromisoformat(at)).isoformat(),
            channel,
            change.topic or _NONE,
            change.decision,
            change.commune or _NONE,
        ),
    )


def note_helped(db: sqlite3.Connection, position: int | None, change: NoteHelped, at: datetime) -> None:
    """Whether an answer helped, said in the message at `position`; said again, it takes the place of what was said."""
    if not change.again:
        db.execute(
            "INSERT INTO helped (inbox, at, topic, helped, reason, commune) VALUES (?, ?, ?, ?, ?, ?)",
            (position, at.isoformat(), change.topic, change.helped, change.reason, change.commune),
        )
        return
    db.execute(
        "UPDATE helped SET helped = ? WHERE id = (SELECT max(helped.id) FROM helped"
        " JOIN inbox AS said ON said.id = helped.inbox JOIN inbox AS here ON here.id = ?"
        " WHERE said.channel = here.channel AND said.conversation = here.conversation"
        " AND helped.topic = ? AND helped.reason IS NULL)",
        (change.helped, position, change.topic),
    )


def rows(db: sqlite3.Connection, scope: Scope, first: date, last: date, now: datetime, *, persons: bool) -> Rows:
    """Everything that the figures of a scope are made from. `persons`: with who logged what."""
    hamlets = _hamlets(db, scope)
    places = {hamlet.id for hamlet in hamlets}
    of_days = visits.visits(db, first, last, None)
    return Rows(
        scope,
        first,
        last,
        now,
        _asked(db, scope, first, last),
        _asked_since(db),
        _helped(db, scope, first, last),
        tuple(_plain(visit, persons) for visit in of_days if _in_scope(visit, scope)),
        tuple(_asked_of(db, scope, first, places)),
        hamlets,
        tuple(Presence(visit.hamlet.id, visit.day) for visit in of_days if visit.hamlet.id in places),
        {number: day for number, day in _since(db).items() if number in places},
        _settings(db),
    )


def _hamlets(db: sqlite3.Connection, scope: Scope) -> tuple[Hamlet, ...]:
    here, values = ("communes.name = ?", (scope.commune,)) if scope.commune is not None else ("1", ())
    if scope.team is None:
        return teams.hamlet_rows(db, here, values)
    covered = (
        "(hamlets.id IN (SELECT hamlet FROM team_hamlets WHERE team = ?)"
        f" OR hamlets.commune = (SELECT commune FROM teams WHERE id = ? AND level = '{Level.COMMUNE}'))"
    )
    return teams.hamlet_rows(db, f"{here} AND {covered}", (*values, scope.team, scope.team))


def _in_scope(visit: Visit, scope: Scope) -> bool:
    return scope.commune in (None, visit.hamlet.commune) and scope.team in (None, visit.team)


def _plain(visit: Visit, persons: bool) -> Visit:
    plain = replace(visit, words="", photo=None, place=None)
    return plain if persons else replace(plain, by=0, by_name="", key="")


def _asked(db: sqlite3.Connection, scope: Scope, first: date, last: date) -> tuple[AskedCount, ...]:
    # Questions belong to no team.
    if scope.team is not None:
        return ()
    where, values = _of_commune(scope)
    found = db.execute(
        "SELECT day, channel, topic, decision, sum(count) FROM asked WHERE day BETWEEN ? AND ?"
        f" AND {where} GROUP BY day, channel, topic, decision ORDER BY day, channel, topic, decision",
        (first.isoformat(), last.isoformat(), *values),
    )
    return tuple(
        AskedCount(date.fromisoformat(day), Channel(channel), topic or None, decision, count)
        for day, channel, topic, decision, count in found
    )


def _asked_since(db: sqlite3.Connection) -> date | None:
    day = db.execute("SELECT min(day) FROM asked").fetchone()[0]
    return date.fromisoformat(day) if day else None


def _helped(db: sqlite3.Connection, scope: Scope, first: date, last: date) -> tuple[HelpedCount, ...]:
    """A reason given later is part of the same "no"."""
    if scope.team is not None:
        return ()
    where, values = _of_commune(scope)
    start, end = (datetime.combine(day, moment, VIETNAM) for day, moment in ((first, time()), (last, time.max)))
    found = db.execute(
        "SELECT at, topic, helped FROM helped WHERE reason IS NULL AND datetime(at) BETWEEN datetime(?) AND datetime(?)"
        f" AND {where} ORDER BY id",
        (start.isoformat(), end.isoformat(), *values),
    )
    counts: dict[tuple[date, str, bool], int] = {}
    for at, topic, helped in found:
        key = (day_of(datetime.fromisoformat(at)), topic, bool(helped))
        counts[key] = counts.get(key, 0) + 1
    return tuple(HelpedCount(day, topic, helped, count) for (day, topic, helped), count in counts.items())


def _of_commune(scope: Scope) -> tuple[str, tuple[str, ...]]:
    return ("commune = ?", (scope.commune,)) if scope.commune is not None else ("1", ())


def _asked_of(db: sqlite3.Connection, scope: Scope, first: date, places: set[int]) -> list[Request]:
    """Help requests that are open now or were opened or closed since; without words and anybody in them."""
    since = datetime.combine(first, time(), VIETNAM)
    found = requests.requests(
        db,
        "(state IN ('waiting', 'taken') OR datetime(closed) >= datetime(?) OR datetime(opened) >= datetime(?))",
        (since.isoformat(), since.isoformat()),
    )
    return [
        replace(request, account=Account(request.account.channel, ""), wants="", when="", holder=None, holder_name="")
        for request in found
        if scope.commune in (None, request.commune)
        and (scope.team is None or (request.hamlet is not None and request.hamlet.id in places))
    ]


def _since(db: sqlite3.Connection) -> dict[int, date]:
    """From which day on visits in a hamlet can have been recorded: somebody of its team had joined, or one is there."""
    members = (
        "SELECT {hamlet}, min(since) FROM memberships JOIN teams ON teams.id = memberships.team {join}"
        f" WHERE role IN ('{Role.MEMBER}', '{Role.LEADER}') GROUP BY {{hamlet}}"
    )
    own = members.format(hamlet="team_hamlets.hamlet", join="JOIN team_hamlets ON team_hamlets.team = teams.id")
    whole = members.format(
        hamlet="hamlets.id",
        join=f"AND level = '{Level.COMMUNE}' JOIN hamlets ON hamlets.commune = teams.commune",
    )
    found: dict[int, date] = {}
    for hamlet, at in [*db.execute(own), *db.execute(whole)]:
        day = day_of(datetime.fromisoformat(at))
        found[hamlet] = min(day, found.get(hamlet, day))
    for hamlet, first in db.execute("SELECT hamlet, min(day) FROM visits WHERE NOT withdrawn GROUP BY hamlet"):
        day = date.fromisoformat(first)
        found[hamlet] = min(day, found.get(hamlet, day))
    return found


def _settings(db: sqlite3.Connection) -> Mapping[str, Mapping[str, str]]:
    found: dict[str, dict[str, str]] = {}
    query = (
        "SELECT communes.name, commune_settings.name, value FROM commune_settings"
        " JOIN communes ON communes.id = commune"
    )
    for commune, name, value in db.execute(query):
        found.setdefault(commune, {})[name] = value
    return found
