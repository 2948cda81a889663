"""Figures of questions, from daily counts that hold no text. Groups are left out: nothing said there is noted."""

from collections import Counter
from collections.abc import Collection

from handlers.figures.periods import Period
from handlers.figures.rows import Outcome, Rows
from handlers.figures.values import Part, Total, Why, counted, missing, share

# A topic that was asked less often than this isn't rising, it is chance.
RISING_LEAST = 3

_ASKED = frozenset({Outcome.ANSWER, Outcome.CHOOSE, Outcome.REFUSE, Outcome.UNKNOWN})
_ANSWERED = frozenset({Outcome.ANSWER, Outcome.CHOSEN})


def asked(rows: Rows, period: Period) -> Total:
    """Questions (câu): each typed or spoken question once, a message with two questions twice."""
    return _count(rows, period, _ASKED)


def answered(rows: Rows, period: Period) -> Total:
    """Questions that were answered, at once or after one of the offered topics was taken."""
    return _count(rows, period, _ANSWERED)


def outside(rows: Rows, period: Period) -> Total:
    """Questions that were understood and aren't covered: told by name who does."""
    return _count(rows, period, {Outcome.REFUSE})


def unanswered(rows: Rows, period: Period) -> Total:
    """Questions that weren't understood, or for which topics were offered and none was taken."""
    unknown = _count(rows, period, {Outcome.UNKNOWN})
    if unknown.value is None:
        return unknown
    # An offer of the evening before may be taken in the morning: then there are more taken than made.
    left = _sum(rows, period, {Outcome.CHOOSE}) - _sum(rows, period, {Outcome.CHOSEN})
    return Total(unknown.value + max(left, 0), part=unknown.part)


def helped_share(rows: Rows, period: Period) -> Total:
    """Per cent of those who said whether an answer helped that said yes."""
    said = [item for item in rows.helped if period.holds(item.day)]
    yes = sum(item.count for item in said if item.helped)
    return share(yes, sum(item.count for item in said), why=Why.NOBODY_RATED)


def by_topic(rows: Rows, period: Period) -> list[Part]:
    """Answered questions of each topic, the most asked first; ids as labels."""
    return [Part(topic, topic, counted(count)) for topic, count in _topics(rows, period).most_common()]


def rising(rows: Rows, period: Period) -> list[Part]:
    """How many more answered questions than in the period before, for topics asked at least three times.

    The greatest rise first; empty when the period before wasn't counted, since then everything would rise.
    """
    if not rising_known(rows, period):
        return []
    now, before = _topics(rows, period), _topics(rows, period.before)
    more = [(topic, now[topic] - before[topic]) for topic in now if now[topic] >= RISING_LEAST]
    more = sorted((item for item in more if item[1] > 0), key=lambda item: (-item[1], item[0]))
    return [Part(topic, topic, counted(count)) for topic, count in more]


def rising_known(rows: Rows, period: Period) -> bool:
    """Whether the period before was counted as a whole and is among the rows."""
    first = period.before.first
    return rows.asked_since is not None and rows.asked_since <= first and rows.first <= first


def _topics(rows: Rows, period: Period) -> Counter[str]:
    found: Counter[str] = Counter()
    for item in rows.asked:
        if item.topic and item.decision in _ANSWERED and period.holds(item.day):
            found[item.topic] += item.count
    return found


def _count(rows: Rows, period: Period, decisions: Collection[str]) -> Total:
    if period.first > rows.today:
        return missing(Why.NOT_YET)
    if rows.asked_since is None or rows.asked_since > period.last:
        return missing(Why.NOT_COUNTED)
    return Total(_sum(rows, period, decisions), part=rows.asked_since > period.first)


def _sum(rows: Rows, period: Period, decisions: Collection[str]) -> int:
    return sum(item.count for item in rows.asked if item.decision in decisions and period.holds(item.day))
