"""What handlers may look up: a protocol that `bot/` implements. Every read that has rights takes who looks.

A read sees the record as it is at that moment; what is written later on the ground of it names the version it saw.
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Protocol

from handlers.editing.edit import Publication, StoredEdit
from handlers.editing.unanswered import ToTell, Unanswered
from handlers.figures.rows import Rows, Scope
from handlers.message import Channel
from handlers.nudges.broadcast import Broadcast, Delivery
from handlers.privacy.held import Held
from handlers.requests.request import Contact, Desk, Event, Request
from handlers.teams.codes import Code
from handlers.teams.model import Hamlet, Role, Team
from handlers.teams.people import Account, Listed, Person
from handlers.visits.visit import Revision, Visit


class TeamRecords(Protocol):
    """Units, teams, people and codes."""

    def sample(self) -> bool:
        """Whether sample data is on record."""
        ...

    def communes(self) -> Sequence[str]:
        """The full names of the communes that take part."""
        ...

    def hamlets(self, commune: str | None = None) -> Sequence[Hamlet]:
        """The hamlets of a commune, or all."""
        ...

    def hamlet(self, number: int) -> Hamlet | None:
        """The hamlet with this id."""
        ...

    def teams(self, commune: str) -> Sequence[Team]:
        """The teams of a commune."""
        ...

    def team_of(self, hamlet: int) -> Team | None:
        """The team that serves a hamlet: its own, else its commune's."""
        ...

    def person(self, account: Account) -> Person | None:
        """Who writes there, if they hold a role."""
        ...

    def person_by_id(self, number: int) -> Person | None:
        """The person with this id, if they hold a role."""
        ...

    def linked(self, account: Account) -> Sequence[Account]:
        """All accounts of whoever writes there, this one too, with or without a role."""
        ...

    def attached(self, account: Account) -> Sequence[Account]:
        """Those of `linked` that came to the person by linking, and can be unlinked."""
        ...

    def held(self, account: Account) -> Held:
        """What is held about whoever writes there."""
        ...

    def people(self, viewer: Person) -> Sequence[Listed]:
        """The memberships that they may see."""
        ...

    def everybody(self) -> Sequence[Person]:
        """All who hold a role and have an account: for what the assistant sends by itself, never for showing."""
        ...

    def code(self, code: str) -> Code | None:
        """A code on record."""
        ...

    def hamlet_code(self, hamlet: int) -> Code | None:
        """The code of a hamlet's poster that holds now."""
        ...

    def invitations(self, viewer: Person) -> Sequence[Code]:
        """Invitations that are open and that they may see."""
        ...

    def wrong_codes(self, account: Account, since: datetime) -> int:
        """How many codes that do nothing were typed there since."""
        ...

    def wrong_codes_on(self, channel: Channel, since: datetime) -> int:
        """The same of everybody on a channel."""
        ...

    def preference(self, person: int, name: str) -> str | None:
        """What a person chose; None is the default."""
        ...

    def commune_settings(self, commune: str | None) -> Mapping[str, str]:
        """What a commune chose (None: the province), by name."""
        ...


class VisitRecords(Protocol):
    """Visits."""

    def visit(self, viewer: Person, key: str) -> Visit | None:
        """A visit that they may see."""
        ...

    def visits(self, viewer: Person, first: date, last: date, hamlet: int | None = None) -> Sequence[Visit]:
        """The visits that they may see of these days, withdrawn ones left out, oldest first."""
        ...

    def withdrawn_visits(self, viewer: Person, first: date, last: date) -> Sequence[Visit]:
        """The withdrawn visits that they may see of these days, oldest first."""
        ...

    def revisions(self, viewer: Person, key: str) -> Sequence[Revision]:
        """All states of a visit that they may see, oldest first."""
        ...


class RequestRecords(Protocol):
    """Help requests."""

    def request(self, key: str, viewer: Person | None, account: Account) -> Request | None:
        """A request that is this account's (or one linked to it) or that the viewer may act on or holds."""
        ...

    def requests_of(self, account: Account) -> Sequence[Request]:
        """The requests of whoever writes there, newest first."""
        ...

    def requests_for(self, viewer: Person) -> Sequence[Request]:
        """The open requests that they may act on, oldest first."""
        ...

    def request_events(self, key: str, viewer: Person | None, account: Account) -> Sequence[Event]:
        """The steps of a request that they may see, oldest first."""
        ...

    def contact(self, key: str, viewer: Person | None, account: Account) -> Contact | None:
        """How to reach the resident, for those who may see it; None for others."""
        ...

    def contact_on_accepting(self, key: str, viewer: Person) -> Contact | None:
        """The same for somebody who may accept what waits: only for a turn that writes their accepting it."""
        ...

    def talk(self, account: Account) -> Request | None:
        """The request in which whoever writes there is talking to the other side."""
        ...

    def takers(self, desk: Desk, hamlet: int | None, commune: str | None) -> Sequence[Person]:
        """Who answers at a desk and has an account to be told at."""
        ...

    def requests_open(self) -> Sequence[Request]:
        """All open requests, oldest first: for what happens by itself, never for showing."""
        ...


class NudgeRecords(Protocol):
    """What the assistant says by itself, and notices from communes to their teams."""

    def nudges_due(
        self, what: str, role: Role, preference: str, default: str, slot: str, week: str, most: int
    ) -> Sequence[Person]:
        """Up to `most` people in a role for whom this kind of nudge isn't decided yet in the week (`2026-W47`).

        `slot`: day of the week and time (`5-19:00`); the one stored under `preference`, else `default`, was reached
        today. For what happens by itself, never for showing.
        """
        ...

    def last_heard(self, account: Account) -> datetime | None:
        """When the newest message from there was sent."""
        ...

    def requests_led(self, viewer: Person, since: datetime) -> Sequence[Request]:
        """The requests of the places that they lead or administer which are open or were closed since: for figures.

        Without the resident's words and account.
        """
        ...

    def broadcasts(self, viewer: Person, most: int) -> Sequence[Broadcast]:
        """The notices that they may see as senders, newest first."""
        ...

    def broadcast(self, viewer: Person, key: str) -> Broadcast | None:
        """A notice that they may see as a sender."""
        ...

    def deliveries(self, viewer: Person, key: str) -> Sequence[Delivery]:
        """What became of such a notice, person by person."""
        ...

    def was_read(self, person: Person, key: str) -> bool | None:
        """Whether they said that they have read a notice; None when it wasn't sent to them."""
        ...


class FigureRecords(Protocol):
    """What figures are made from."""

    def figure_rows(self, viewer: Person, scope: Scope, first: date, last: date, now: datetime) -> Rows | None:
        """The rows of a scope from the first day to the last; None where they see no figures of it.

        Without words, photos, places and residents; for those of the province without who logged a visit.
        """
        ...


class EditRecords(Protocol):
    """Edits of the content."""

    def edit(self, viewer: Person, number: int) -> StoredEdit | None:
        """An edit that they may see."""
        ...

    def edits(self, viewer: Person) -> Sequence[StoredEdit]:
        """The open edits that they may see, newest first."""
        ...

    def edit_history(self, viewer: Person, place: str) -> Sequence[StoredEdit]:
        """Every edit of a place (`topics/khai-sinh/statements/fee/dung-han`) or below it, newest first.

        Without a place every edit.
        """
        ...

    def published_edits(self) -> Sequence[StoredEdit]:
        """The edits that are live, in the order in which they went live: what the content is made of."""
        ...

    def ready_edits(self) -> Sequence[StoredEdit]:
        """The edits that go live with the next build, oldest first."""
        ...

    def edits_to_tell(self, most: int) -> Sequence[StoredEdit]:
        """Up to `most` edits of whose state nobody has been told yet, newest first: never for showing."""
        ...

    def publication(self) -> Publication | None:
        """The newest publication; None while the shipped content is live."""
        ...


class QuestionRecords(Protocol):
    """Questions without an answer, and whoever asked them."""

    def unanswered(self, viewer: Person) -> Sequence[Unanswered]:
        """Those that they may see and whose words are still kept, oldest first."""
        ...

    def unanswered_forgotten(self, viewer: Person) -> int:
        """How many more they might have seen whose words are gone."""
        ...

    def questions_to_settle(self, most: int) -> Sequence[tuple[int, str]]:
        """Up to `most` questions by id whose edit is live and that weren't put to the new content yet."""
        ...

    def questions_to_tell(self, since: datetime, heard_since: datetime, today: datetime, most: int) -> Sequence[ToTell]:
        """Up to `most` questions asked since then that are answered now and whose askers may be told, oldest first.

        Nobody who was told of an answer since `today`; on Zalo OA only those heard from since `heard_since`.
        """
        ...

    def told_since(self, account: Account, since: datetime) -> bool:
        """Whether whoever writes there was told of an answer since, there or at an account linked to it."""
        ...


class Records(
    TeamRecords, VisitRecords, RequestRecords, NudgeRecords, FigureRecords, EditRecords, QuestionRecords, Protocol
):
    """Everything on record."""
