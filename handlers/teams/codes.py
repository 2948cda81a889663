"""Codes of six characters that work on every channel: of a hamlet, of an invitation, for linking two accounts."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from handlers.teams.model import Hamlet, Role
from handlers.teams.people import Account
from knowledge.text import fold

# Without what looks alike on paper or in print: 0 O, 1 I L, 2 Z, 5 S, 8 B, U V. No vowel but A, E and Y is left.
_DIGITS, _LETTERS = "34679", "ACDEFGHJKMNPQRTWXY"
ALPHABET = _DIGITS + _LETTERS
LENGTH = 6
INVITATION_DAYS = 7
LINK_TIME = timedelta(minutes=10)
# Wrong codes that one account may type within an hour.
TRIES = 5
TRIES_WITHIN = timedelta(hours=1)
# Of everybody on the web, where a new conversation costs nothing: with a hundred open invitations one is found by
# trying in two hundred days. Posters' codes go on working.
TRIES_ON_WEB = 300

_CODE = re.compile(rf"[{ALPHABET}]{{{LENGTH}}}")


Choose = Callable[[str], str]
"""Draws one character of a string by chance that nobody can foresee."""


class CodeKind(StrEnum):
    """What a code is for. Stored: never reuse a value."""

    HAMLET = "hamlet"  # public, on a poster, used by anybody as often as they like
    INVITATION = "invitation"  # one person, one role, once
    LINK = "link"  # one person's second account


@dataclass(frozen=True, slots=True)
class Code:
    """A code on record.

    `hamlet`: of a hamlet's code; `role`, `commune`, `team` (its id), `name` (the planned member, if one was meant) and
    `planned` (that one's id): of an invitation; `account`: whose link it is (a second account's
    has the first one's code as its `name`); `made_by`: the person, None for the command line; `expires`, `used`,
    `revoked`: None is never, not yet.
    """

    code: str
    kind: CodeKind
    made: datetime
    made_by: int | None = None
    hamlet: Hamlet | None = None
    role: Role | None = None
    commune: str | None = None
    team: int | None = None
    team_name: str | None = None
    name: str = ""
    planned: int | None = None
    account: Account | None = None
    expires: datetime | None = None
    used: datetime | None = None
    revoked: datetime | None = None

    def usable(self, now: datetime) -> bool:
        """Whether it does something at `now`."""
        return not self.revoked and not self.used and (self.expires is None or now < self.expires)


def read_code(text: str) -> str | None:
    """The code that a typed line is, however it is spaced and written; None when it is none."""
    letters = re.sub(r"[\s.\-_]", "", fold(text)).upper()
    return letters if _CODE.fullmatch(letters) else None


def make_code(choose: Choose) -> str:
    """A new code with a letter and a digit in it, so that neither a word nor a number that is typed can be one."""
    drawn = [choose(ALPHABET) for _ in range(LENGTH)]
    for lacking in (_DIGITS, _LETTERS):
        if not set(drawn) & set(lacking):
            drawn[int(choose("012345"))] = choose(lacking)
    return "".join(drawn)


def spaced(code: str) -> str:
    """A code as it is shown: `K7M 3PX`."""
    return f"{code[:3]} {code[3:]}"


def about_code(code: Code) -> str:
    """A code in the audit: its role and unit. The code itself, which may still open something, doesn't stand there."""
    place = f"hamlet-{code.hamlet.id}" if code.hamlet else f"team-{code.team}" if code.team else ""
    return " ".join(part for part in (code.role or "", place) if part)
