"""A quiz under way: kept in the conversation's state."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Lesson:
    """The `topic` and statement of a lesson whose question waits; `right`: the number of the right answer, from 1.

    `key`: which lesson it is, so that an older one's buttons are known as such; `correction`: the id of the one whose
    belief is asked for; `sentence`: the one from which a number was left out.
    """

    topic: str
    statement: str
    right: int
    key: str = ""
    correction: str = ""
    sentence: str = ""
