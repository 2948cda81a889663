"""The tables, as named steps that are applied in order and recorded. Never change a step that was released: add one."""

import sqlite3

from sqlite_utils import Database
from sqlite_utils.migrations import Migrations

from bot.storage.errors import StorageError, Trouble

_steps = Migrations("troly")


def migrate(connection: sqlite3.Connection) -> None:
    """Bring the tables up to date. Raises `StorageError` when a newer program has been here."""
    db = Database(connection)
    # Taking the write lock first: two programs that start together must not both find the same step missing.
    connection.execute("BEGIN IMMEDIATE")
    try:
        if {step.name for step in _steps.applied(db)} - _all_names():
            raise StorageError(Trouble.NEWER)
        _steps.apply(db)
    except BaseException:
        connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")


def _all_names() -> set[str]:
    with Database(memory=True) as nothing_applied:
        return {step.name for step in _steps.pending(nothing_applied)}


@_steps()
def create_inbox(db: Database) -> None:
    """Every event that was accepted. `body` is the message, sensitive numbers masked."""
    db.execute(
        """
        CREATE TABLE inbox (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            channel TEXT NOT NULL,
            conversation TEXT NOT NULL,
            event TEXT NOT NULL,
            at TEXT NOT NULL,
            body TEXT NOT NULL,
            state TEXT NOT NULL,
            reason TEXT,
            tries INTEGER NOT NULL DEFAULT 0,
            finished TEXT,
            UNIQUE (channel, event)
        )
        """
    )
    db.execute("CREATE INDEX inbox_waiting ON inbox (channel, conversation, id) WHERE state = 'accepted'")
    db.execute("CREATE INDEX inbox_parked ON inbox (id) WHERE state = 'parked'")


@_steps()
def create_conversations(db: Database) -> None:
    """The state of each conversation (handlers/conversation.py)."""
    db.execute(
        """
        CREATE TABLE conversations (
            channel TEXT NOT NULL,
            conversation TEXT NOT NULL,
            state TEXT NOT NULL,
            updated TEXT NOT NULL,
            PRIMARY KEY (channel, conversation)
        ) WITHOUT ROWID
        """
    )


@_steps()
def create_outbox(db: Database) -> None:
    """Every reply. AUTOINCREMENT, since `after` must go on growing when the newest rows were deleted."""
    db.execute(
        """
        CREATE TABLE outbox (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            channel TEXT NOT NULL,
            conversation TEXT NOT NULL,
            inbox INTEGER REFERENCES inbox (id),
            event TEXT,
            body TEXT NOT NULL,
            state TEXT NOT NULL,
            created TEXT NOT NULL,
            delivered TEXT
        )
        """
    )
    db.execute("CREATE INDEX outbox_conversation ON outbox (channel, conversation, id)")
    db.execute("CREATE INDEX outbox_inbox ON outbox (inbox)")
    db.execute("CREATE INDEX outbox_ready ON outbox (channel, id) WHERE state = 'ready'")


@_steps()
def create_unanswered(db: Database) -> None:
    """Questions that could not be answered, masked, for the administrators."""
    db.execute(
        """
        CREATE TABLE unanswered (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            inbox INTEGER NOT NULL REFERENCES inbox (id),
            at TEXT NOT NULL,
            question TEXT NOT NULL,
            why TEXT NOT NULL,
            topic TEXT
        )
        """
    )


@_steps()
def create_helped(db: Database) -> None:
    """Whether an answer helped."""
    db.execute(
        """
        CREATE TABLE helped (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            inbox INTEGER NOT NULL REFERENCES inbox (id),
            at TEXT NOT NULL,
            topic TEXT NOT NULL,
            helped INTEGER NOT NULL,
            reason TEXT
        )
        """
    )


@_steps()
def send_from_outbox(db: Database) -> None:
    """What a sender needs to know of a reply, and how many calls succeeded in each month."""
    for column in (
        "call INTEGER NOT NULL DEFAULT 0",
        "tries INTEGER NOT NULL DEFAULT 0",
        "due TEXT",
        "reason TEXT",
        "repeated_call INTEGER",
        "repeats INTEGER NOT NULL DEFAULT 0",
    ):
        db.execute(f"ALTER TABLE outbox ADD COLUMN {column}")
    db.execute("CREATE INDEX outbox_unsent ON outbox (channel, conversation, id) WHERE state IN ('ready', 'sending')")
    db.execute("CREATE INDEX outbox_ended ON outbox (id) WHERE state = 'ended'")
    db.execute("CREATE INDEX inbox_heard ON inbox (channel, conversation, at)")
    db.execute(
        "CREATE TABLE sends (channel TEXT NOT NULL, month TEXT NOT NULL, count INTEGER NOT NULL,"
        " PRIMARY KEY (channel, month)) WITHOUT ROWID"
    )


@_steps()
def let_helped_outlive_its_message(db: Database) -> None:
    """Whether an answer helped is counted for good; the message that said so is dropped with the event keys."""
    db.execute(
        "CREATE TABLE helped_new (id INTEGER PRIMARY KEY AUTOINCREMENT, inbox INTEGER, at TEXT NOT NULL,"
        " topic TEXT NOT NULL, helped INTEGER NOT NULL, reason TEXT)"
    )
    db.execute("INSERT INTO helped_new SELECT id, inbox, at, topic, helped, reason FROM helped")
    db.execute("DROP TABLE helped")
    db.execute("ALTER TABLE helped_new RENAME TO helped")


@_steps()
def create_tokens(db: Database) -> None:
    """Token pairs that rotate, encrypted, and how many sends of a month the platform charges for."""
    db.execute(
        """
        CREATE TABLE tokens (
            channel TEXT PRIMARY KEY,
            version INTEGER NOT NULL,
            sealed BLOB NOT NULL,
            expires TEXT NOT NULL,
            state TEXT NOT NULL,
            tries INTEGER NOT NULL,
            seed TEXT NOT NULL,
            changed TEXT NOT NULL
        ) WITHOUT ROWID
        """
    )
    db.execute(
        "CREATE TABLE billed (channel TEXT NOT NULL, month TEXT NOT NULL, count INTEGER NOT NULL,"
        " PRIMARY KEY (channel, month)) WITHOUT ROWID"
    )


@_steps()
def find_unanswered_by_message(db: Database) -> None:
    """Dropping an event's key asks whether a question was noted from it: without this, by reading all of them."""
    db.execute("CREATE INDEX unanswered_inbox ON unanswered (inbox)")


@_steps()
def create_teams(db: Database) -> None:
    """Units, teams and planned members. `key` is how a name is looked up (handlers/teams/names.py)."""
    db.execute(
        "CREATE TABLE communes (id INTEGER PRIMARY KEY AUTOINCREMENT, province TEXT NOT NULL,"
        " name TEXT NOT NULL UNIQUE, sample INTEGER NOT NULL)"
    )
    db.execute(
        "CREATE TABLE hamlets (id INTEGER PRIMARY KEY AUTOINCREMENT, commune INTEGER NOT NULL REFERENCES communes (id),"
        " name TEXT NOT NULL, key TEXT NOT NULL, sample INTEGER NOT NULL, UNIQUE (commune, key))"
    )
    db.execute(
        "CREATE TABLE teams (id INTEGER PRIMARY KEY AUTOINCREMENT, commune INTEGER NOT NULL REFERENCES communes (id),"
        " level TEXT NOT NULL, name TEXT NOT NULL, key TEXT NOT NULL, sample INTEGER NOT NULL, UNIQUE (commune, key))"
    )
    db.execute(
        "CREATE TABLE team_hamlets (team INTEGER NOT NULL REFERENCES teams (id),"
        " hamlet INTEGER NOT NULL REFERENCES hamlets (id), PRIMARY KEY (team, hamlet)) WITHOUT ROWID"
    )
    db.execute("CREATE INDEX team_hamlets_hamlet ON team_hamlets (hamlet)")
    db.execute(
        "CREATE TABLE planned_members (id INTEGER PRIMARY KEY AUTOINCREMENT, commune INTEGER REFERENCES communes (id),"
        " team INTEGER REFERENCES teams (id), name TEXT NOT NULL, key TEXT NOT NULL, role TEXT NOT NULL,"
        " sample INTEGER NOT NULL)"
    )
    # Where there is no commune or team, NULLs would count as different from each other.
    db.execute(
        "CREATE UNIQUE INDEX planned_members_once ON planned_members (coalesce(commune, 0), coalesce(team, 0), key)"
    )
    db.execute("CREATE INDEX planned_members_team ON planned_members (team)")


@_steps()
def create_people(db: Database) -> None:
    """People, their accounts and roles, codes, what people and communes chose, and the audit."""
    for statement in (
        "CREATE TABLE people (id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL)",
        # `before`: whose account it was until it was linked.
        "CREATE TABLE accounts (channel TEXT NOT NULL, conversation TEXT NOT NULL,"
        " person INTEGER NOT NULL REFERENCES people (id), since TEXT NOT NULL, linked INTEGER NOT NULL DEFAULT 0,"
        " before INTEGER, PRIMARY KEY (channel, conversation)) WITHOUT ROWID",
        "CREATE INDEX accounts_person ON accounts (person)",
        "CREATE TABLE memberships (id INTEGER PRIMARY KEY AUTOINCREMENT,"
        " person INTEGER NOT NULL REFERENCES people (id), role TEXT NOT NULL,"
        " commune INTEGER REFERENCES communes (id), team INTEGER REFERENCES teams (id),"
        " planned INTEGER, since TEXT NOT NULL, until TEXT, ended_by INTEGER)",
        "CREATE INDEX memberships_person ON memberships (person) WHERE until IS NULL",
        "CREATE INDEX memberships_team ON memberships (team) WHERE until IS NULL",
        "CREATE TABLE codes (code TEXT PRIMARY KEY, kind TEXT NOT NULL, made TEXT NOT NULL, made_by INTEGER,"
        " hamlet INTEGER REFERENCES hamlets (id), role TEXT, commune INTEGER REFERENCES communes (id),"
        " team INTEGER REFERENCES teams (id), name TEXT NOT NULL, planned INTEGER, channel TEXT, conversation TEXT,"
        " expires TEXT, used TEXT, revoked TEXT) WITHOUT ROWID",
        "CREATE INDEX codes_hamlet ON codes (hamlet) WHERE hamlet IS NOT NULL",
        "CREATE TABLE wrong_codes (id INTEGER PRIMARY KEY, channel TEXT NOT NULL, conversation TEXT NOT NULL,"
        " at TEXT NOT NULL)",
        "CREATE INDEX wrong_codes_account ON wrong_codes (channel, conversation, at)",
        "CREATE TABLE preferences (person INTEGER NOT NULL REFERENCES people (id), name TEXT NOT NULL,"
        " value TEXT NOT NULL, PRIMARY KEY (person, name)) WITHOUT ROWID",
        "CREATE TABLE commune_settings (commune INTEGER NOT NULL REFERENCES communes (id), name TEXT NOT NULL,"
        " value TEXT NOT NULL, PRIMARY KEY (commune, name)) WITHOUT ROWID",
        # Each row's sum covers the one before it (bot/storage/audit.py).
        "CREATE TABLE audit (id INTEGER PRIMARY KEY AUTOINCREMENT, at TEXT NOT NULL, person INTEGER, act TEXT NOT NULL,"
        " about TEXT NOT NULL, commune TEXT, sum TEXT NOT NULL)",
        "ALTER TABLE conversations ADD COLUMN pushed TEXT",
    ):
        db.execute(statement)


@_steps()
def create_visits(db: Database) -> None:
    """Visits as they are now, their activities for counting, and every state that they had."""
    for statement in (
        "CREATE TABLE visits (key TEXT PRIMARY KEY, version INTEGER NOT NULL,"
        " hamlet INTEGER NOT NULL REFERENCES hamlets (id), day TEXT NOT NULL,"
        " by INTEGER NOT NULL REFERENCES people (id), team INTEGER,"
        " people INTEGER, households INTEGER, withdrawn INTEGER NOT NULL, logged TEXT NOT NULL, body TEXT NOT NULL)"
        " WITHOUT ROWID",
        "CREATE INDEX visits_day ON visits (day)",
        "CREATE INDEX visits_hamlet ON visits (hamlet, day)",
        "CREATE TABLE visit_activities (visit TEXT NOT NULL REFERENCES visits (key), number INTEGER NOT NULL,"
        " kind TEXT NOT NULL, topic TEXT, people INTEGER, online INTEGER, outcome TEXT, PRIMARY KEY (visit, number))"
        " WITHOUT ROWID",
        "CREATE TABLE visit_history (visit TEXT NOT NULL REFERENCES visits (key), version INTEGER NOT NULL,"
        " at TEXT NOT NULL, by INTEGER NOT NULL, reason TEXT NOT NULL, body TEXT NOT NULL,"
        " PRIMARY KEY (visit, version)) WITHOUT ROWID",
    ):
        db.execute(statement)


@_steps()
def create_requests(db: Database) -> None:
    """Help requests, their steps, and how to reach residents (encrypted)."""
    for statement in (
        "CREATE TABLE requests (key TEXT PRIMARY KEY, version INTEGER NOT NULL, channel TEXT NOT NULL,"
        " conversation TEXT NOT NULL, hamlet INTEGER REFERENCES hamlets (id), commune TEXT, topic TEXT,"
        " state TEXT NOT NULL, desk TEXT NOT NULL, holder INTEGER, talking INTEGER NOT NULL, next TEXT,"
        " opened TEXT NOT NULL, accepted TEXT, closed TEXT, rating INTEGER, body TEXT NOT NULL) WITHOUT ROWID",
        "CREATE INDEX requests_account ON requests (channel, conversation)",
        "CREATE INDEX requests_open ON requests (commune) WHERE state IN ('waiting', 'taken')",
        "CREATE INDEX requests_next ON requests (next) WHERE next IS NOT NULL",
        "CREATE TABLE request_events (id INTEGER PRIMARY KEY AUTOINCREMENT, request TEXT NOT NULL"
        " REFERENCES requests (key), step TEXT NOT NULL, at TEXT NOT NULL, by INTEGER, desk TEXT NOT NULL)",
        "CREATE INDEX request_events_request ON request_events (request)",
        "CREATE TABLE request_contacts (request TEXT PRIMARY KEY REFERENCES requests (key), sealed BLOB NOT NULL)"
        " WITHOUT ROWID",
    ):
        db.execute(statement)


@_steps()
def create_nudges(db: Database) -> None:
    """Which weekly nudges are decided, notices to teams, to whom they went and who read them."""
    for statement in (
        "CREATE TABLE nudges (person INTEGER NOT NULL REFERENCES people (id), what TEXT NOT NULL, week TEXT NOT NULL,"
        " at TEXT NOT NULL, PRIMARY KEY (person, what, week)) WITHOUT ROWID",
        "CREATE TABLE broadcasts (key TEXT PRIMARY KEY, at TEXT NOT NULL, by INTEGER NOT NULL REFERENCES people (id),"
        " commune TEXT, body TEXT NOT NULL) WITHOUT ROWID",
        "CREATE INDEX broadcasts_commune ON broadcasts (commune, at)",
        "CREATE TABLE broadcast_people (broadcast TEXT NOT NULL REFERENCES broadcasts (key),"
        " person INTEGER NOT NULL REFERENCES people (id), channel TEXT NOT NULL, conversation TEXT NOT NULL, read TEXT,"
        " PRIMARY KEY (broadcast, person)) WITHOUT ROWID",
        "ALTER TABLE outbox ADD COLUMN broadcast TEXT",
        "CREATE INDEX outbox_broadcast ON outbox (broadcast) WHERE broadcast IS NOT NULL",
        # Who is in a role, and when requests were closed: asked every half minute, and for every summary.
        "CREATE INDEX memberships_role ON memberships (role) WHERE until IS NULL",
        "CREATE INDEX requests_closed ON requests (closed) WHERE closed IS NOT NULL",
    ):
        db.execute(statement)


@_steps()
def keep_states_apart_from_notices(db: Database) -> None:
    """When a notice last offered something: `updated` is when the person last did something."""
    db.execute("ALTER TABLE conversations ADD COLUMN pushed_at TEXT")
    db.execute("UPDATE conversations SET pushed_at = updated WHERE pushed NOT NULL")


@_steps()
def create_edits(db: Database) -> None:
    """Edits of the content, every state that they had, and what was published with which index."""
    for statement in (
        "CREATE TABLE edits (id INTEGER PRIMARY KEY AUTOINCREMENT, file TEXT NOT NULL, place TEXT NOT NULL,"
        " status TEXT NOT NULL, author INTEGER NOT NULL REFERENCES people (id), commune TEXT, publication INTEGER,"
        " version INTEGER NOT NULL, changed TEXT NOT NULL, body TEXT NOT NULL)",
        "CREATE INDEX edits_place ON edits (place)",
        "CREATE INDEX edits_open ON edits (status) WHERE status NOT IN ('published', 'dropped')",
        "CREATE INDEX edits_publication ON edits (publication, id) WHERE publication IS NOT NULL",
        "CREATE TABLE publications (number INTEGER PRIMARY KEY AUTOINCREMENT, at TEXT NOT NULL, name TEXT NOT NULL,"
        " by INTEGER)",
    ):
        db.execute(statement)


@_steps()
def create_console(db: Database) -> None:
    """Links for signing in to the console and the sessions behind them: of every secret only its SHA-256."""
    for statement in (
        "CREATE TABLE sign_in_links (digest TEXT PRIMARY KEY, person INTEGER NOT NULL,"
        " made TEXT NOT NULL, expires TEXT NOT NULL, used TEXT, inbox INTEGER) WITHOUT ROWID",
        "CREATE TABLE sessions (id INTEGER PRIMARY KEY AUTOINCREMENT, digest TEXT NOT NULL UNIQUE,"
        " person INTEGER NOT NULL, device TEXT NOT NULL, since TEXT NOT NULL, seen TEXT NOT NULL, ended TEXT)",
        "CREATE INDEX sessions_person ON sessions (person) WHERE ended IS NULL",
        "CREATE INDEX audit_commune ON audit (commune)",
    ):
        db.execute(statement)


@_steps()
def count_questions(db: Database) -> None:
    """Questions by day, for figures that outlive the texts; `''`: no topic, no known commune."""
    for statement in (
        "CREATE TABLE asked (day TEXT NOT NULL, channel TEXT NOT NULL, topic TEXT NOT NULL, decision TEXT NOT NULL,"
        " commune TEXT NOT NULL, count INTEGER NOT NULL, PRIMARY KEY (day, channel, topic, decision, commune))"
        " WITHOUT ROWID",
        "ALTER TABLE helped ADD COLUMN commune TEXT",
    ):
        db.execute(statement)


@_steps()
def queue_unanswered(db: Database) -> None:
    """What becomes of a question; that it was asked outlives its words and the message that held them."""
    for statement in (
        # `edit`: the one that is to answer it; `ignored`: why it needs none; `told`: when the asker was told.
        "CREATE TABLE unanswered_new (id INTEGER PRIMARY KEY AUTOINCREMENT, inbox INTEGER REFERENCES inbox (id),"
        " at TEXT NOT NULL, question TEXT NOT NULL, why TEXT NOT NULL, topic TEXT, commune TEXT, edit INTEGER,"
        " outcome TEXT, told TEXT, ignored TEXT)",
        "INSERT INTO unanswered_new (id, inbox, at, question, why, topic)"
        " SELECT id, inbox, at, question, why, topic FROM unanswered",
        "DROP TABLE unanswered",
        "ALTER TABLE unanswered_new RENAME TO unanswered",
        "CREATE INDEX unanswered_inbox ON unanswered (inbox) WHERE inbox NOT NULL",
        "CREATE INDEX unanswered_at ON unanswered (at) WHERE question <> ''",
        "CREATE INDEX unanswered_edit ON unanswered (edit) WHERE edit NOT NULL",
        "CREATE INDEX unanswered_told ON unanswered (told) WHERE told NOT NULL",
    ):
        db.execute(statement)


@_steps()
def choose_for_the_province(db: Database) -> None:
    """What the province's administrators chose for it, as communes do."""
    db.execute("CREATE TABLE province_settings (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID")


@_steps()
def tell_of_edits(db: Database) -> None:
    """Up to which version whoever an edit concerns has been told of it; what waits for approval is told now."""
    db.execute("ALTER TABLE edits ADD COLUMN told INTEGER NOT NULL DEFAULT 0")
    db.execute("UPDATE edits SET told = version WHERE status <> 'waiting'")
    db.execute("CREATE INDEX edits_untold ON edits (id) WHERE told < version")


@_steps()
def count_wrong_codes_of_all(db: Database) -> None:
    """How many wrong codes were typed on a channel lately is asked for each one."""
    db.execute("CREATE INDEX wrong_codes_channel ON wrong_codes (channel, at)")
