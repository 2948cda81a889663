"""Records of a place where nobody holds a role: what `troly chat` and `troly ask` talk with."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from handlers.editing.edit import Publication, StoredEdit
from handlers.editing.unanswered import ToTell, Unanswered
from handlers.figures.rows import Rows, Scope
from handlers.message import Channel
from handlers.nudges.broadcast import Broadcast, Delivery
from handlers.privacy.held import Held
from handlers.records import Records
from handlers.requests.request import Contact, Desk, Event, Request
from handlers.teams.codes import Code
from handlers.teams.model import Hamlet, Role, Team
from handlers.teams.people import Account, Listed, Person
from handlers.visits.visit import Revision, Visit


class Nobody:
    """Nothing is on record."""

    def sample(self) -> bool:
        return False

    def communes(self) -> Sequence[str]:
        return ()

    def hamlets(self, commune: str | None = None) -> Sequence[Hamlet]:
        return ()

    def hamlet(self, number: int) -> Hamlet | None:
        return None

    def teams(self, commune: str) -> Sequence[Team]:
        return ()

    def team_of(self, hamlet: int) -> Team | None:
        return None

    def person(self, account: Account) -> Person | None:
        return None

    def person_by_id(self, number: int) -> Person | None:
        return None

    def linked(self, account: Account) -> Sequence[Account]:
        return (account,)

    def attached(self, account: Account) -> Sequence[Account]:
        return ()

    def held(self, account: Account) -> Held:
        return Held()

    def people(self, viewer: Person) -> Sequence[Listed]:
        return ()

    def everybody(self) -> Sequence[Person]:
        return ()

    def code(self, code: str) -> Code | None:
        return None

    def hamlet_code(self, hamlet: int) -> Code | None:
        return None

    def invitations(self, viewer: Person) -> Sequence[Code]:
        return ()

    def wrong_codes(self, account: Account, since: datetime) -> int:
        return 0

    def wrong_codes_on(self, channel: Channel, since: datetime) -> int:
        return 0

    def preference(self, person: int, name: str) -> str | None:
        return None

    def commune_settings(self, commune: str | None) -> Mapping[str, str]:
        return {}

    def visit(self, viewer: Person, key: str) -> Visit | None:
        return None

    def visits(self, viewer: Person, first: date, last: date, hamlet: int | None = None) -> Sequence[Visit]:
        return ()

    def withdrawn_visits(self, viewer: Person, first: date, last: date) -> Sequence[Visit]:
        return ()

    def revisions(self, viewer: Person, key: str) -> Sequence[Revision]:
        return ()

    def request(self, key: str, viewer: Person | None, account: Account) -> Request | None:
        return None

    def requests_of(self, account: Account) -> Sequence[Request]:
        return ()

    def requests_for(self, viewer: Person) -> Sequence[Request]:
        return ()

    def request_events(self, key: str, viewer: Person | None, account: Account) -> Sequence[Event]:
        return ()

    def contact(self, key: str, viewer: Person | None, account: Account) -> Contact | None:
        return None

    def contact_on_accepting(self, key: str, viewer: Person) -> Contact | None:
        return None

    def talk(self, account: Account) -> Request | None:
        return None

    def takers(self, desk: Desk, hamlet: int | None, commune: str | None) -> Sequence[Person]:
        return ()

    def requests_open(self) -> Sequence[Request]:
        return ()

    def nudges_due(
        self, what: str, role: Role, preference: str, default: str, slot: str, week: str, most: int
    ) -> Sequence[Person]:
        return ()

    def last_heard(self, account: Account) -> datetime | None:
        return None

    def requests_led(self, viewer: Person, since: datetime) -> Sequence[Request]:
        return ()

    def broadcasts(self, viewer: Person, most: int) -> Sequence[Broadcast]:
        return ()

    def broadcast(self, viewer: Person, key: str) -> Broadcast | None:
        return None

    def deliveries(self, viewer: Person, key: str) -> Sequence[Delivery]:
        return ()

    def was_read(self, person: Person, key: str) -> bool | None:
        return None

    def figure_rows(self, viewer: Person, scope: Scope, first: date, last: date, now: datetime) -> Rows | None:
        return None

    def edit(self, viewer: Person, number: int) -> StoredEdit | None:
        return None

    def edits(self, viewer: Person) -> Sequence[StoredEdit]:
        return ()

    def edit_history(self, viewer: Person, place: str) -> Sequence[StoredEdit]:
        return ()

    def published_edits(self) -> Sequence[StoredEdit]:
        return ()

    def ready_edits(self) -> Sequence[StoredEdit]:
        return ()

    def edits_to_tell(self, most: int) -> Sequence[StoredEdit]:
        return ()

    def publication(self) -> Publication | None:
        return None

    def unanswered(self, viewer: Person) -> Sequence[Unanswered]:
        return ()

    def unanswered_forgotten(self, viewer: Person) -> int:
        return 0

    def questions_to_settle(self, most: int) -> Sequence[tuple[int, str]]:
        return ()

    def questions_to_tell(self, since: datetime, heard_since: datetime, today: datetime, most: int) -> Sequence[ToTell]:
        return ()

    def told_since(self, account: Account, since: datetime) -> bool:
        return False


NOBODY: Records = Nobody()
