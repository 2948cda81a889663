"""Every figure by its id: what it is called, its unit, its formula in a sentence, and how it comes about.

A figure is a pure function of the rows of a scope (`handlers.figures.rows`) and a period. Console, chat and reports
show these and count nothing themselves.
"""

from collections.abc import Callable
from dataclasses import dataclass

from handlers.figures import questions, requests, visits
from handlers.figures.periods import Period
from handlers.figures.rows import Rows
from handlers.figures.texts import SAID
from handlers.figures.values import Part, Total, Why, counted, missing
from handlers.visits.texts_activities import KINDS, TOPICS


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure that is one number. `unit` stands behind the number; `formula` is a sentence for whoever asks."""

    id: str
    label: str
    unit: str
    formula: str
    of: Callable[[Rows, Period], Total]


@dataclass(frozen=True, slots=True)
class Breakdown:
    """A figure that has a number for each of its parts, the greatest first."""

    id: str
    label: str
    unit: str
    formula: str
    of: Callable[[Rows, Period], list[Part]]


def topic_name(topic: str) -> str:
    """What a topic is called in figures and pictures: short."""
    return TOPICS.get(topic, topic)


def _visits(rows: Rows, period: Period) -> Total:
    if not visits.recorded(rows, period):
        return missing(Why.NOT_YET if period.first > rows.today else Why.NOT_COUNTED)
    return counted(len(rows.visits_in(period)))


def _people(rows: Rows, period: Period) -> Total:
    return visits.people_helped(rows.visits_in(period))


def _online(rows: Rows, period: Period) -> Total:
    return visits.online_share(rows.visits_in(period))


def _kinds(rows: Rows, period: Period) -> list[Part]:
    found = visits.by_kind(rows.visits_in(period))
    return _greatest([Part(item.kind, KINDS.get(item.kind, item.kind), item.people) for item in found])


def _topics(rows: Rows, period: Period) -> list[Part]:
    found = visits.by_topic(rows.visits_in(period))
    return _greatest([Part(topic, topic_name(topic), people) for topic, people in found])


def _greatest(parts: list[Part]) -> list[Part]:
    """The greatest first, those without a number last."""
    return sorted(parts, key=lambda part: (part.value.value is None, -(part.value.value or 0)))


def _named(of: Callable[[Rows, Period], list[Part]]) -> Callable[[Rows, Period], list[Part]]:
    """The same with topics called by name."""
    return lambda rows, period: [Part(part.id, topic_name(part.id), part.value) for part in of(rows, period)]


_NUMBERS: dict[str, Callable[[Rows, Period], Total]] = {
    "questions-asked": questions.asked,
    "questions-answered": questions.answered,
    "questions-unanswered": questions.unanswered,
    "questions-outside": questions.outside,
    "answers-helped": questions.helped_share,
    "visits": _visits,
    "people-helped": _people,
    "online-share": _online,
    "coverage": visits.coverage,
    "requests-opened": requests.opened,
    "requests-done": requests.done,
    "requests-cancelled": requests.cancelled,
    "requests-open": requests.open_now,
    "requests-overdue": requests.overdue_now,
    "hours-to-accept": requests.hours_to_accept,
    "hours-to-close": requests.hours_to_close,
    "requests-rating": requests.rating,
}
_PARTS: dict[str, Callable[[Rows, Period], list[Part]]] = {
    "questions-topics": _named(questions.by_topic),
    "questions-rising": _named(questions.rising),
    "people-by-kind": _kinds,
    "people-by-topic": _topics,
}

FIGURES = {name: Figure(name, *SAID[name], of) for name, of in _NUMBERS.items()}
BREAKDOWNS = {name: Breakdown(name, *SAID[name], of) for name, of in _PARTS.items()}
