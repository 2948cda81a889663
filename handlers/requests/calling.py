"""A help request being made: kept in the conversation's state at every step."""

from dataclasses import dataclass
from datetime import datetime

from handlers.requests.request import Reach

NO_HAMLET = 0
# Asked again only when the person goes on by a button.
PAUSED = "paused"


@dataclass(frozen=True, slots=True)
class Calling:
    """What is known so far; `asking`: the part that the next line answers.

    A phone number is never part of it: giving the number is the last step, and sends the request. `hamlet`: an id,
    `NO_HAMLET` when the person doesn't know it; `began`: when, so that a form left lying takes no line for an answer.
    """

    key: str
    asking: str
    hamlet: int | None = None
    commune: str | None = None
    topic: str | None = None
    wants: str = ""
    when: str = ""
    reach: Reach | None = None
    where: str = ""
    began: datetime | None = None
