"""What handlers may look up: a protocol that `bot/` implements. Every read that has rights takes who looks.

A read sees the record as it is at that moment; what is written later on the ground of it names the version it saw.
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Protocol

from handlers.requests.request import Contact, Desk, Event, Request
from handlers.teams.codes import Code
from handlers.teams.model import Hamlet, Team
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

    def preference(self, person: int, name: str) -> str | None:
        """What a person chose; None is the default."""
        ...

    def commune_settings(self, commune: str) -> Mapping[str, str]:
        """What a commune chose, by name."""
        ...


class VisitRecords(Protocol):
    """Visits."""

    def visit(self, viewer: Person, key: str) -> Visit | None:
        """A visit that they may see."""
        ...

    def visits(self, viewer: Person, first: date, last: date, hamlet: int | None = None) -> Sequence[Visit]:
        """The visits that they may see of these days, withdrawn ones left out, oldest first."""
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

    def talk(self, account: Account) -> Request | None:
        """The request in which whoever writes there is talking to the other side."""
        ...

    def takers(self, desk: Desk, hamlet: int | None, commune: str | None) -> Sequence[Person]:
        """Who answers at a desk and has an account to be told at."""
        ...

    def requests_due(self, now: datetime) -> Sequence[Request]:
        """Open requests whose time has come (`next`), oldest first: for what happens by itself, never for showing."""
        ...


class Records(TeamRecords, VisitRecords, RequestRecords, Protocol):
    """Everything on record."""
