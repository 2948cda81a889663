"""A topic and its parts as small frozen values, and what of it holds on a day."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from knowledge.days import holds_on


class Facet(StrEnum):
    """What of a topic is asked. `overview`: nothing particular."""

    WHAT = "what"
    WHO = "who"
    WHERE = "where"
    DOCUMENTS = "documents"
    STEPS_ONLINE = "steps_online"
    FEE = "fee"
    TIME = "time"
    RESULT = "result"
    VALIDITY = "validity"
    PENALTY = "penalty"
    PITFALLS = "pitfalls"
    SPECIAL_CASES = "special_cases"
    LEGAL = "legal"
    OVERVIEW = "overview"


# Said as a list of lines, so a message about them may be longer.
LIST_FACETS = frozenset({Facet.DOCUMENTS, Facet.STEPS_ONLINE})


class Style(StrEnum):
    """How a phrase or question is written (tests/data/README.md describes each)."""

    PLAIN = "plain"
    NO_DIACRITICS = "no-diacritics"
    TELEX = "telex"
    TEENCODE = "teencode"
    TYPO = "typo"
    DIALECT = "dialect"
    LONG = "long"
    COLLOQUIAL = "colloquial"
    OLD_NAMES = "old-names"


class Confidence(StrEnum):
    """How sure the facts are: `low` is never said with a number."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


class Kind(StrEnum):
    """What a line of a checklist's result is, in the order shown."""

    PAPER = "paper"
    FEE = "fee"
    TIME = "time"
    WHERE = "where"
    STEP = "step"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Source:
    """Where a statement was read. `checked_on` is None while nobody has read the text itself."""

    key: str
    title: str
    url: str | None = None
    published: date | None = None
    checked_on: date | None = None


@dataclass(frozen=True, slots=True)
class Statement:
    """One answer to one question, with its own source and the days on which it holds (both inclusive).

    `then`: the statement that answers the question once `until` has passed (what follows, or what stood beside it).

    `place` (`xã Minh Hợp`): where alone it holds, None everywhere; there it takes the place of the statement
    `replaces`, or stands beside the others of its facet (knowledge/overrides.py).
    """

    id: str
    facet: Facet
    asks: str
    text: str
    source: Source
    next: str | None = None
    article: str | None = None
    start: date | None = None
    until: date | None = None
    confidence: Confidence = Confidence.HIGH
    change: str | None = None
    then: str | None = None
    place: str | None = None
    replaces: str | None = None

    @property
    def added(self) -> bool:
        """Whether it stands beside the general statements of its facet, which know nothing of it."""
        return self.place is not None and self.replaces is None

    def holds(self, day: date) -> bool:
        return holds_on(day, self.start, self.until)


@dataclass(frozen=True, slots=True)
class Correction:
    """What is believed, what holds instead, and the words that betray the belief."""

    id: str
    belief: str
    holds: str
    words: tuple[str, ...]
    facets: tuple[Facet, ...] = ()
    since: date | None = None
    until: date | None = None
    source: Source | None = None
    article: str | None = None


@dataclass(frozen=True, slots=True)
class Phrase:
    """One way of asking; `answer` is the id of the statement that answers it, or `overview`."""

    id: str
    style: Style
    text: str
    answer: str


@dataclass(frozen=True, slots=True)
class Form:
    """A form by its code."""

    code: str
    name: str


@dataclass(frozen=True, slots=True)
class Link:
    """The page where the procedure is done."""

    label: str
    url: str


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer to a checklist's question."""

    id: str
    label: str


When = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Question:
    """One question of a checklist: one of `choices`, or a whole number within `number` (inclusive)."""

    id: str
    ask: str
    choices: tuple[Choice, ...] = ()
    number: tuple[int, int] | None = None
    when: When | None = None


@dataclass(frozen=True, slots=True)
class Base:
    """An amount in đồng and the days on which it holds."""

    amount: int
    start: date | None
    until: date | None


@dataclass(frozen=True, slots=True)
class HouseholdSum:
    """A premium for a household: persons pay falling shares of `rate_percent` of the base amount a month.

    `persons` and `months` name the checklist's questions; the last of `shares_percent` holds for everybody after.
    """

    persons: str
    months: str
    rate_percent: float
    shares_percent: tuple[int, ...]
    base: tuple[Base, ...]


@dataclass(frozen=True, slots=True)
class Item:
    """One line of a checklist's result, for the answers named in `when`, on the days on which it holds."""

    id: str
    kind: Kind
    text: str
    source: Source | None
    article: str | None = None
    when: When | None = None
    start: date | None = None
    until: date | None = None
    confidence: Confidence = Confidence.HIGH
    sum: HouseholdSum | None = None

    def holds(self, day: date) -> bool:
        return holds_on(day, self.start, self.until)


@dataclass(frozen=True, slots=True)
class Checklist:
    """Questions whose answers give one person's exact list."""

    title: str
    questions: tuple[Question, ...]
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class ToConfirm:
    """Something that an official should look up."""

    id: str
    text: str


@dataclass(frozen=True, slots=True)
class Off:
    """A topic isn't answered, and why, as residents read it; `unit`: in which commune alone, None everywhere."""

    id: str
    reason: str
    unit: str | None = None


@dataclass(frozen=True, slots=True)
class Topic:
    """Everything about one service or subject.

    `off`: where it isn't answered; `closed`: that it isn't in the place for which it was asked (`Content.local`).
    """

    id: str
    title: str
    group: str
    authority: str
    summary: str
    next: str
    link: Link
    review_by: date
    statements: tuple[Statement, ...]
    phrases: tuple[Phrase, ...]
    service: int | None = None
    audience: tuple[str, ...] = ("resident",)
    forms: tuple[Form, ...] = ()
    not_applicable: tuple[Facet, ...] = ()
    sources: tuple[Source, ...] = ()
    corrections: tuple[Correction, ...] = ()
    to_confirm: tuple[ToConfirm, ...] = ()
    checklist: Checklist | None = None
    off: tuple[Off, ...] = ()
    closed: Off | None = None

    def closed_at(self, place: str | None) -> Off | None:
        """What keeps it from being answered in a commune (None: unknown); the commune's own word before the rest."""
        here = [off for off in self.off if off.unit is None or off.unit == place]
        return min(here, key=lambda off: off.unit is None, default=None)

    def holding(self, day: date) -> Iterator[Statement]:
        """The statements that hold on `day`, in the file's order."""
        return (statement for statement in self.statements if statement.holds(day))

    def statement(self, statement_id: str) -> Statement | None:
        """The statement with that id, whatever the day, or None."""
        return next((statement for statement in self.statements if statement.id == statement_id), None)

    def facets(self, day: date) -> tuple[Facet, ...]:
        """The facets that have something to say on `day`, in the order of `Facet`."""
        present = {statement.facet for statement in self.holding(day)}
        return tuple(facet for facet in Facet if facet in present)
