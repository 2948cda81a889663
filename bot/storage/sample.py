"""Sample data goes as a whole: units, teams, planned members, and everything that came to stand on them.

Runs inside the writer's transaction.
"""

import sqlite3

from handlers.teams.model import Removed

# What the sample brought, once `_keep_what_is_real_stands_on` has run.
_COMMUNES = "SELECT id FROM communes WHERE sample"
_HAMLETS = "SELECT id FROM hamlets WHERE sample"
_TEAMS = "SELECT id FROM teams WHERE sample"
_PLANNED = "SELECT id FROM planned_members WHERE sample"
_VISITS = f"SELECT key FROM visits WHERE hamlet IN ({_HAMLETS})"
_REQUESTS = (
    f"SELECT key FROM requests WHERE hamlet IN ({_HAMLETS})"
    " OR (hamlet IS NULL AND commune IN (SELECT name FROM communes WHERE sample))"
)
_BROADCASTS = "SELECT key FROM broadcasts WHERE commune IN (SELECT name FROM communes WHERE sample)"
_ROLES = f"team IN ({_TEAMS}) OR commune IN ({_COMMUNES}) OR planned IN ({_PLANNED})"


def there(db: sqlite3.Connection) -> bool:
    """Whether any unit or team is sample data."""
    query = f"SELECT EXISTS ({_COMMUNES}) OR EXISTS ({_HAMLETS}) OR EXISTS ({_TEAMS})"
    return bool(db.execute(query).fetchone()[0])


def remove_sample(db: sqlite3.Connection) -> Removed:
    """Remove everything that sample data alone brought; what real data stands on stays, and is real then."""
    _keep_what_is_real_stands_on(db)
    requests = _remove_requests(db)
    visits = _remove_visits(db)
    db.execute(f"DELETE FROM broadcast_people WHERE broadcast IN ({_BROADCASTS})")
    db.execute(f"DELETE FROM broadcasts WHERE key IN ({_BROADCASTS})")
    people = _remove_people(db)
    db.execute(f"DELETE FROM codes WHERE hamlet IN ({_HAMLETS}) OR {_ROLES}")
    db.execute(f"DELETE FROM commune_settings WHERE commune IN ({_COMMUNES})")
    members = db.execute("DELETE FROM planned_members WHERE sample").rowcount
    db.execute(f"DELETE FROM team_hamlets WHERE team IN ({_TEAMS}) OR hamlet IN ({_HAMLETS})")
    teams = db.execute("DELETE FROM teams WHERE sample").rowcount
    hamlets = db.execute("DELETE FROM hamlets WHERE sample").rowcount
    communes = db.execute("DELETE FROM communes WHERE sample").rowcount
    return Removed(communes, hamlets, teams, members, people, visits, requests)


def _keep_what_is_real_stands_on(db: sqlite3.Connection) -> None:
    # A list names every commune, hamlet and team that it stands on, so these are real already. Should something else
    # come to stand on them, it keeps them too.
    real = "SELECT {what} FROM {table} WHERE NOT sample AND {what} IS NOT NULL"
    db.execute(f"UPDATE teams SET sample = 0 WHERE id IN ({real.format(what='team', table='planned_members')})")
    standing = " UNION ".join(
        real.format(what="commune", table=table) for table in ("hamlets", "teams", "planned_members")
    )
    db.execute(f"UPDATE communes SET sample = 0 WHERE id IN ({standing})")


def _remove_requests(db: sqlite3.Connection) -> int:
    for table in ("request_contacts", "request_events"):
        db.execute(f"DELETE FROM {table} WHERE request IN ({_REQUESTS})")
    return db.execute(f"DELETE FROM requests WHERE key IN ({_REQUESTS})").rowcount


def _remove_visits(db: sqlite3.Connection) -> int:
    for table in ("visit_activities", "visit_history"):
        db.execute(f"DELETE FROM {table} WHERE visit IN ({_VISITS})")
    return db.execute(f"DELETE FROM visits WHERE key IN ({_VISITS})").rowcount


def _remove_people(db: sqlite3.Connection) -> int:
    """Roles held in the sample end without a trace, and so do people of whom nothing else is on record."""
    held = [row[0] for row in db.execute(f"SELECT DISTINCT person FROM memberships WHERE {_ROLES}")]
    db.execute(f"DELETE FROM memberships WHERE {_ROLES}")
    for number in held:
        if _stands_alone(db, number):
            for table in ("preferences", "nudges", "accounts"):
                db.execute(f"DELETE FROM {table} WHERE person = ?", (number,))
            db.execute("DELETE FROM people WHERE id = ?", (number,))
    return len(held)


def _stands_alone(db: sqlite3.Connection, number: int) -> bool:
    """Whether nothing names a person but their own accounts. Accounts that were linked stay linked."""
    for table, where in (
        ("memberships", "person = :who OR ended_by = :who"),
        ("accounts", "(person = :who AND linked) OR before = :who"),
        ("visits", "by = :who"),
        ("visit_history", "by = :who"),
        ("requests", "holder = :who"),
        ("request_events", "by = :who"),
        ("broadcasts", "by = :who"),
        ("edits", "author = :who"),
        ("broadcast_people", "person = :who"),
    ):
        if db.execute(f"SELECT 1 FROM {table} WHERE {where} LIMIT 1", {"who": number}).fetchone():
            return False
    return True
