"""What handlers may look up (`handlers.records.Records`), over one store. Rights are checked here, where it is read."""

import sqlite3
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import TypeVar

from bot.storage import edits, figures, holding, nudges, people, requests, sample, sends, teams, unanswered, visits
from bot.storage.contract import Key
from bot.storage.readers import Readers
from bot.storage.sealing import Sealer
from handlers.editing import permission
from handlers.editing.edit import Publication, StoredEdit
from handlers.editing.unanswered import ToTell, Unanswered
from handlers.figures.rows import Rows, Scope
from handlers.message import Channel
from handlers.nudges.broadcast import Broadcast, Delivery
from handlers.privacy.held import Held
from handlers.requests.request import Contact, Desk, Event, Request, State
from handlers.teams import rights
from handlers.teams.codes import Code, CodeKind
from handlers.teams.model import Hamlet, Level, Role, Team
from handlers.teams.people import Account, Listed, Membership, Person
from handlers.visits.visit import Revision, Visit

T = TypeVar("T")
_OPEN = "state IN ('waiting', 'taken')"


class SqliteRecords:
    """Reads on the thread that asks; all of one method sees the same moment."""

    def __init__(self, readers: Readers, sealer: Sealer | None) -> None:
        self._readers, self._sealer = readers, sealer

    def _read(self, function: Callable[[sqlite3.Connection], T]) -> T:
        return self._readers.read_here(function)

    # --- units, teams, people

    def sample(self) -> bool:
        return self._read(sample.there)

    def communes(self) -> Sequence[str]:
        return self._read(lambda db: [name for (name,) in db.execute("SELECT name FROM communes ORDER BY id")])

    def hamlets(self, commune: str | None = None) -> Sequence[Hamlet]:
        if commune is None:
            return self._read(lambda db: teams.hamlet_rows(db, "1", ()))
        return self._read(lambda db: teams.hamlet_rows(db, "communes.name = ?", (commune,)))

    def hamlet(self, number: int) -> Hamlet | None:
        found = self._read(lambda db: teams.hamlet_rows(db, "hamlets.id = ?", (number,)))
        return found[0] if found else None

    def teams(self, commune: str) -> Sequence[Team]:
        return [team for team in self._read(teams.roster).teams if team.commune == commune]

    def team_of(self, hamlet: int) -> Team | None:
        def read(db: sqlite3.Connection) -> Team | None:
            place = teams.hamlet_rows(db, "hamlets.id = ?", (hamlet,))
            if not place:
                return None
            there = [team for team in teams.roster(db).teams if team.commune == place[0].commune]
            own = [team for team in there if place[0].name in team.hamlets]
            return next(iter([*own, *(team for team in there if team.level is Level.COMMUNE)]), None)

        return self._read(read)

    def person(self, account: Account) -> Person | None:
        return self._read(lambda db: people.person_at(db, account))

    def person_by_id(self, number: int) -> Person | None:
        return self._read(lambda db: people.person(db, number))

    def linked(self, account: Account) -> Sequence[Account]:
        return self._read(lambda db: people.linked(db, account))

    def attached(self, account: Account) -> Sequence[Account]:
        return self._read(lambda db: people.attached(db, account))

    def held(self, account: Account) -> Held:
        return self._read(lambda db: holding.held(db, people.linked(db, account)))

    def people(self, viewer: Person) -> Sequence[Listed]:
        return [item for item in self._read(people.listed) if rights.may_see_people(viewer, item.membership)]

    def everybody(self) -> Sequence[Person]:
        def read(db: sqlite3.Connection) -> list[Person]:
            numbers = dict.fromkeys(item.person for item in people.listed(db))
            return [found for number in numbers if (found := people.person(db, number)) and found.accounts]

        return self._read(read)

    def code(self, code: str) -> Code | None:
        found = self._read(lambda db: people.codes(db, "codes.code = ?", (code,)))
        return found[0] if found else None

    def hamlet_code(self, hamlet: int) -> Code | None:
        found = self._read(
            lambda db: people.codes(db, "hamlet = ? AND kind = ? AND revoked IS NULL", (hamlet, CodeKind.HAMLET))
        )
        return found[0] if found else None

    def invitations(self, viewer: Person) -> Sequence[Code]:
        return [
            code
            for code in self._read(people.open_invitations)
            if code.role and rights.may_see_people(viewer, Membership(0, code.role, code.commune, code.team))
        ]

    def wrong_codes(self, account: Account, since: datetime) -> int:
        query = "SELECT count(*) FROM wrong_codes WHERE channel = ? AND conversation = ? AND at > ?"
        values = (account.channel, account.conversation, since.isoformat())
        return int(self._read(lambda db: db.execute(query, values).fetchone()[0]))

    def wrong_codes_on(self, channel: Channel, since: datetime) -> int:
        query = "SELECT count(*) FROM wrong_codes WHERE channel = ? AND at > ?"
        return int(self._read(lambda db: db.execute(query, (channel, since.isoformat())).fetchone()[0]))

    def preference(self, person: int, name: str) -> str | None:
        query = "SELECT value FROM preferences WHERE person = ? AND name = ?"
        row = self._read(lambda db: db.execute(query, (person, name)).fetchone())
        return row[0] if row else None

    def commune_settings(self, commune: str | None) -> Mapping[str, str]:
        if commune is None:
            return self._read(lambda db: dict(db.execute("SELECT name, value FROM province_settings").fetchall()))
        query = (
            "SELECT commune_settings.name, value FROM commune_settings JOIN communes ON communes.id = commune"
            " WHERE communes.name = ?"
        )
        return self._read(lambda db: dict(db.execute(query, (commune,)).fetchall()))

    # --- visits

    def visit(self, viewer: Person, key: str) -> Visit | None:
        found = self._read(lambda db: visits.visit(db, key))
        return found if found and rights.may_see_visit(viewer, found) else None

    def visits(self, viewer: Person, first: date, last: date, hamlet: int | None = None) -> Sequence[Visit]:
        found = self._read(lambda db: visits.visits(db, first, last, hamlet))
        return [visit for visit in found if rights.may_see_visit(viewer, visit)]

    def withdrawn_visits(self, viewer: Person, first: date, last: date) -> Sequence[Visit]:
        found = self._read(lambda db: visits.withdrawn(db, first, last))
        return [visit for visit in found if rights.may_see_visit(viewer, visit)]

    def revisions(self, viewer: Person, key: str) -> Sequence[Revision]:
        return self._read(lambda db: visits.revisions(db, key)) if self.visit(viewer, key) else ()

    # --- help requests

    def request(self, key: str, viewer: Person | None, account: Account) -> Request | None:
        found = self._read(lambda db: requests.requests(db, "key = ?", (key,)))
        if not found:
            return None
        mine = found[0].account in self.linked(account)
        theirs = viewer is not None and rights.may_see_request(viewer, found[0])
        return found[0] if mine or theirs else None

    def requests_of(self, account: Account) -> Sequence[Request]:
        def read(db: sqlite3.Connection) -> list[Request]:
            found = [
                request
                for mine in people.linked(db, account)
                for request in requests.requests(
                    db, "channel = ? AND conversation = ?", (mine.channel, mine.conversation)
                )
            ]
            return sorted(found, key=lambda request: request.opened, reverse=True)

        return self._read(read)

    def requests_for(self, viewer: Person) -> Sequence[Request]:
        found = self._read(lambda db: requests.requests(db, _OPEN, ()))
        return [request for request in found if rights.may_take(viewer, request)]

    def request_events(self, key: str, viewer: Person | None, account: Account) -> Sequence[Event]:
        return self._read(lambda db: requests.events(db, key)) if self.request(key, viewer, account) else ()

    def contact(self, key: str, viewer: Person | None, account: Account) -> Contact | None:
        request = self.request(key, viewer, account)
        if request is None:
            return None
        mine = request.account in self.linked(account)
        if not mine and not (viewer and rights.may_see_contact(viewer, request)):
            return None
        return self._read(lambda db: requests.contact(db, self._sealer, key))

    def contact_on_accepting(self, key: str, viewer: Person) -> Contact | None:
        found = self._read(lambda db: requests.requests(db, "key = ?", (key,)))
        waits = bool(found) and found[0].state is State.WAITING and rights.may_take(viewer, found[0])
        return self._read(lambda db: requests.contact(db, self._sealer, key)) if waits else None

    def talk(self, account: Account) -> Request | None:
        def read(db: sqlite3.Connection) -> Request | None:
            mine = people.linked(db, account)
            person = people.person_at(db, account)
            return next(iter(requests.talks(db, mine, person.id if person else None)), None)

        return self._read(read)

    def takers(self, desk: Desk, hamlet: int | None, commune: str | None) -> Sequence[Person]:
        return [person for person in self.everybody() if rights.answers_at(person, desk, hamlet, commune)]

    def requests_open(self) -> Sequence[Request]:
        return self._read(lambda db: requests.requests(db, _OPEN, ()))

    # --- what the assistant says by itself

    def nudges_due(
        self, what: str, role: Role, preference: str, default: str, slot: str, week: str, most: int
    ) -> Sequence[Person]:
        def read(db: sqlite3.Connection) -> list[Person]:
            numbers = nudges.nudges_due(db, what, role, preference, default, slot, week, most)
            return [found for number in numbers if (found := people.person(db, number))]

        return self._read(read)

    def last_heard(self, account: Account) -> datetime | None:
        return self._read(lambda db: sends.last_heard(db, Key(account.channel, account.conversation)))

    def requests_led(self, viewer: Person, since: datetime) -> Sequence[Request]:
        found = self._read(lambda db: requests.requests(db, f"({_OPEN} OR closed >= ?)", (since.isoformat(),)))
        return [
            replace(request, account=Account(request.account.channel, ""), wants="", when="")
            for request in found
            if rights.may_count_request(viewer, request)
        ]

    def broadcasts(self, viewer: Person, most: int) -> Sequence[Broadcast]:
        communes = sorted(rights.communes_of(viewer))
        where = f"commune IN ({', '.join('?' * len(communes))})"
        if viewer.holds(Role.PROVINCE_ADMIN):
            where += " OR commune IS NULL"
        return self._read(lambda db: nudges.broadcasts(db, where, tuple(communes), most))

    def broadcast(self, viewer: Person, key: str) -> Broadcast | None:
        found = self._read(lambda db: nudges.broadcasts(db, "key = ?", (key,), 1))
        return found[0] if found and rights.may_see_broadcast(viewer, found[0]) else None

    def deliveries(self, viewer: Person, key: str) -> Sequence[Delivery]:
        return self._read(lambda db: nudges.deliveries(db, key)) if self.broadcast(viewer, key) else ()

    def was_read(self, person: Person, key: str) -> bool | None:
        return self._read(lambda db: nudges.was_read(db, key, person.id))

    # --- figures

    def figure_rows(self, viewer: Person, scope: Scope, first: date, last: date, now: datetime) -> Rows | None:
        level = rights.may_see_figures(viewer, scope.commune, scope.team)
        if level is rights.Figures.NONE:
            return None
        persons = level is not rights.Figures.ALL
        return self._read(lambda db: figures.rows(db, scope, first, last, now, persons=persons))

    # --- edits of the content

    def edit(self, viewer: Person, number: int) -> StoredEdit | None:
        found = self._read(lambda db: edits.edits(db, "id = ?", (number,)))
        return found[0] if found and permission.may_see(viewer, found[0]) else None

    def edits(self, viewer: Person) -> Sequence[StoredEdit]:
        found = self._read(lambda db: edits.edits(db, "status NOT IN ('published', 'dropped')", (), "id DESC"))
        return [edit for edit in found if permission.may_see(viewer, edit)]

    def edit_history(self, viewer: Person, place: str) -> Sequence[StoredEdit]:
        where = "(? = '' OR place = ? OR substr(place, 1, ?) = ?)"
        values = (place, place, len(place) + 1, f"{place}/")
        found = self._read(lambda db: edits.edits(db, where, values, "id DESC"))
        return [edit for edit in found if permission.may_see(viewer, edit)]

    def published_edits(self) -> Sequence[StoredEdit]:
        return self._read(edits.published)

    def ready_edits(self) -> Sequence[StoredEdit]:
        return self._read(lambda db: edits.edits(db, "status = 'ready'", ()))

    def edits_to_tell(self, most: int) -> Sequence[StoredEdit]:
        return self._read(lambda db: edits.edits(db, "told < version", (), f"id DESC LIMIT {most:d}"))

    def publication(self) -> Publication | None:
        return self._read(edits.current)

    # --- questions without an answer

    def unanswered(self, viewer: Person) -> Sequence[Unanswered]:
        return [one for one in self._read(unanswered.unanswered) if rights.may_see_question(viewer, one.commune)]

    def unanswered_forgotten(self, viewer: Person) -> int:
        found = self._read(unanswered.forgotten)
        return sum(count for commune, count in found if rights.may_see_question(viewer, commune))

    def questions_to_settle(self, most: int) -> Sequence[tuple[int, str]]:
        return self._read(lambda db: unanswered.to_settle(db, most))

    def questions_to_tell(self, since: datetime, heard_since: datetime, today: datetime, most: int) -> Sequence[ToTell]:
        return self._read(lambda db: unanswered.to_tell(db, since, heard_since, today, most))

    def told_since(self, account: Account, since: datetime) -> bool:
        return self._read(lambda db: unanswered.told_since(db, people.linked(db, account), since))
