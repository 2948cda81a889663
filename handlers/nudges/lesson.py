"""A quiz under way: kept in the conversation's state."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Lesson:
    """The `topic` and statement of a lesson whose question waits; `right`: the number of the right answer."""

    topic: str
    statement: str
    right: int
