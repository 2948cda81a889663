"""Something about people that waits for the person's yes or a word: kept in the conversation's state."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Pending:
    """`what` waits: a stable name of handlers/teams; `code`, `number` and `text` are what it is about."""

    what: str
    code: str = ""
    number: int = 0
    text: str = ""
