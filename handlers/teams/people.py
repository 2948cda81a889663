"""People as chat identities with roles: who somebody is, and for which places."""

from dataclasses import dataclass, field
from datetime import datetime

from handlers.message import Channel
from handlers.teams.model import Hamlet, Role


@dataclass(frozen=True, slots=True)
class Account:
    """One person's conversation on one channel; whoever writes there is that person."""

    channel: Channel
    conversation: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Membership:
    """A role that somebody holds.

    `hamlets`: those that it reaches, with their ids: a member's or leader's team's, all of the commune for an
    administrator or a commune's team, none for the province's.
    """

    id: int
    role: Role
    commune: str | None = None
    team: int | None = None
    team_name: str | None = None
    hamlets: tuple[Hamlet, ...] = ()
    sample: bool = False


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who holds a role. `accounts`: where they were heard last comes first."""

    id: int
    name: str
    memberships: tuple[Membership, ...] = ()
    accounts: tuple[Account, ...] = ()

    @property
    def account(self) -> Account | None:
        """Where to write to them."""
        return self.accounts[0] if self.accounts else None

    @property
    def hamlets(self) -> tuple[Hamlet, ...]:
        """All hamlets that their roles reach, each once."""
        found = {hamlet.id: hamlet for held in self.memberships for hamlet in held.hamlets}
        return tuple(found.values())

    def holds(self, *roles: Role) -> tuple[Membership, ...]:
        """Their memberships in these roles."""
        return tuple(held for held in self.memberships if held.role in roles)


@dataclass(frozen=True, slots=True)
class Listed:
    """Somebody on a list of people: one membership of theirs."""

    person: int
    name: str
    membership: Membership
    since: datetime
