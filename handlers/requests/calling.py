"""A help request being made: kept in the conversation's state at every step."""

from dataclasses import dataclass

from handlers.requests.request import Reach


@dataclass(frozen=True, slots=True)
class Calling:
    """What is known so far; `asking`: the part that the next line answers.

    A phone number is never part of it: giving the number is the last step, and sends the request.
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
