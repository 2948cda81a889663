"""What is to be written about people: each is carried out as a whole or, when the record has moved on, not at all."""

from dataclasses import dataclass

from handlers.teams.codes import Code
from handlers.teams.people import Account


@dataclass(frozen=True, slots=True)
class PutCode:
    """A new code; stale when there is one with these characters already."""

    code: Code


@dataclass(frozen=True, slots=True)
class RevokeCode:
    """A code does nothing from now on."""

    code: str


@dataclass(frozen=True, slots=True)
class NoteWrongCode:
    """An account typed a code that does nothing."""

    account: Account


@dataclass(frozen=True, slots=True)
class Redeem:
    """An invitation is used: the account's person (made, with `name`, if there is none) holds its role from now on.

    Stale when the code isn't usable any more.
    """

    code: str
    account: Account
    name: str


@dataclass(frozen=True, slots=True)
class EndMembership:
    """A role ends; what was logged stays. `by`: the person whose act it is. Stale when it has ended already."""

    membership: int
    by: int | None


@dataclass(frozen=True, slots=True)
class LinkAccounts:
    """`account` is `person`'s from now on, by the code of a link, which is used up. Stale when it isn't usable."""

    code: str
    account: Account
    person: int


@dataclass(frozen=True, slots=True)
class UnlinkAccount:
    """The account is what it was before it was linked."""

    account: Account


@dataclass(frozen=True, slots=True)
class SetPreference:
    """What a person chose for themselves; None is the default again."""

    person: int
    name: str
    value: str | None


@dataclass(frozen=True, slots=True)
class SetCommune:
    """What a commune chose for itself (no commune: the province); None is the default again."""

    commune: str | None
    name: str
    value: str | None


@dataclass(frozen=True, slots=True)
class ForgetAccount:
    """Everything that was said in a conversation goes, and what is held of its person but for records of work."""

    account: Account


@dataclass(frozen=True, slots=True)
class NoteAct:
    """An administrative act or a look at personal data, for the audit: `act` is a stable name, `about` a key or id."""

    person: int | None
    act: str
    about: str
    commune: str | None = None


TeamChange = (
    PutCode
    | RevokeCode
    | NoteWrongCode
    | Redeem
    | EndMembership
    | LinkAccounts
    | UnlinkAccount
    | SetPreference
    | SetCommune
    | NoteAct
)
