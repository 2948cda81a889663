"""What somebody is about to type for a help request on record: kept in the conversation's state."""

from dataclasses import dataclass
from datetime import datetime, timedelta

# After so long the next line is no answer any more.
_LAPSES = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Acting:
    """The next line belongs to the request `key`.

    `what`: `question` to the resident, `reply` to the person who asked, `more` from the resident, `why` it is passed on
    to `person`, `people` helped with this `outcome`; `person`: an id; `began`: when it was asked for.
    """

    key: str
    what: str
    began: datetime
    person: int = 0
    outcome: str = ""

    def lapsed(self, now: datetime) -> bool:
        """Whether it was asked for too long ago."""
        return now - self.began > _LAPSES
