"""What figures are made from: plain rows of one scope, read by `bot/storage/figures.py` for whoever may see them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from handlers.figures.periods import Period
from handlers.message import Channel
from handlers.requests.request import Request
from handlers.teams.model import Hamlet
from handlers.visits.visit import Visit
from knowledge.days import day_of


@dataclass(frozen=True, slots=True)
class Scope:
    """Whose figures: a commune's, with `team` those of one of its teams; without a commune the whole province's."""

    commune: str | None = None
    team: int | None = None


class Outcome:
    """What became of a question, as it is counted (`AskedCount.decision`). Stored: never reuse a value."""

    ANSWER = "answer"
    CHOOSE = "choose"  # topics were offered
    CHOSEN = "chosen"  # one of them was taken, and the question answered
    REFUSE = "refuse"  # understood, and not covered
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class AskedCount:
    """How many questions of one day, channel, topic (None: none) and outcome."""

    day: date
    channel: Channel
    topic: str | None
    decision: str
    count: int


@dataclass(frozen=True, slots=True)
class HelpedCount:
    """How many said on one day whether an answer on a topic helped."""

    day: date
    topic: str
    helped: bool
    count: int


@dataclass(frozen=True, slots=True)
class Presence:
    """That somebody visited a hamlet (its id) on a day, whoever's team it was."""

    hamlet: int
    day: date


@dataclass(frozen=True, slots=True)
class Rows:
    """Everything of one scope from `first` to `last`.

    `now`: when they were read (UTC); `visits` without words, photo and place, for the province without persons;
    `requests`: those open now and those opened or closed since `first`, without the resident's words and account;
    `presence`: for coverage, of all teams; `since`: from which day on visits in a hamlet (its id) can have been
    recorded, hamlets where nobody can record any left out; `asked_since`: the first day whose questions were counted;
    `settings`: what communes chose for themselves, by commune and name.
    """

    scope: Scope
    first: date
    last: date
    now: datetime
    asked: tuple[AskedCount, ...] = ()
    asked_since: date | None = None
    helped: tuple[HelpedCount, ...] = ()
    visits: tuple[Visit, ...] = ()
    requests: tuple[Request, ...] = ()
    hamlets: tuple[Hamlet, ...] = ()
    presence: tuple[Presence, ...] = ()
    since: Mapping[int, date] = field(default_factory=dict)
    settings: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    @property
    def today(self) -> date:
        """The day of reading."""
        return day_of(self.now)

    def visits_in(self, period: Period) -> list[Visit]:
        """The visits of a period."""
        return [visit for visit in self.visits if period.holds(visit.day)]
