"""What is held about somebody besides their roles and help requests: counts, and their own words."""

from dataclasses import dataclass
from datetime import datetime

# So long texts are kept where nobody says otherwise.
RETENTION_DAYS = 30
# How to reach a resident is deleted so long after their request ended, or with all texts where these go earlier.
CONTACT_DAYS = 30


@dataclass(frozen=True, slots=True)
class Said:
    """Something that they typed, as it was stored: sensitive numbers masked."""

    at: datetime
    text: str


@dataclass(frozen=True, slots=True)
class Held:
    """What is held at all accounts of one person.

    `messages`: how many that they sent are kept, buttons pressed too, the oldest sent at `first`; `typed`: how many of
    them have words, `said`: the newest of these, oldest first; `unanswered`: questions of theirs that are noted for
    whoever mends the answers; `visits`: that they logged, withdrawn ones too; `choices`: how many preferences.
    """

    messages: int = 0
    first: datetime | None = None
    typed: int = 0
    said: tuple[Said, ...] = ()
    unanswered: int = 0
    visits: int = 0
    choices: int = 0
