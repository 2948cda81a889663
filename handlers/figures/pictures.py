"""Which pictures there are: coverage by week, kinds over time, busiest topics; each from the rows of a scope."""

from collections.abc import Callable, Sequence

from handlers.figures import questions, texts, visits
from handlers.figures.catalogue import topic_name
from handlers.figures.charts import Bars, HeatMap, Said, Stacks
from handlers.figures.periods import Period, Unit, week_of
from handlers.figures.rows import Rows
from handlers.figures.showing import short_day, show_period, show_reached, source_line
from handlers.teams.model import Hamlet
from handlers.visits.texts_activities import KINDS

# So much is readable on a phone.
WEEKS = 8
_HAMLETS, _TOPICS, _KINDS = 30, 8, 5


def coverage_chart(rows: Rows, weeks: Sequence[Period], asked: Period, place: str) -> HeatMap:
    """Hamlets by weeks. The message is about `asked`; `place` names the scope.

    Where there are too many hamlets, those without a visit in `asked` come first and the rest is said to be left out.
    """
    empty = visits.untouched(rows, asked)
    shown = _shown(rows, empty)
    left = len(rows.hamlets) - len(shown)
    keys = texts.COVERAGE_KEY + ((texts.COVERAGE_MORE.format(count=left),) if left else ())
    said = Said(
        _message(rows, asked),
        texts.COVERAGE_SUB.format(place=place),
        source_line(rows.now),
        keys,
    )
    by_week = [visits.visits_there(rows, week) for week in weeks]
    cells = tuple(tuple(found[hamlet.id].count for found in by_week) for hamlet in shown)
    return HeatMap(said, tuple(map(_hamlet_name(rows), shown)), tuple(short_day(week.first) for week in weeks), cells)


def kinds_chart(rows: Rows, periods: Sequence[Period], place: str) -> Stacks:
    """In how many visits each kind of work was done, by period; the kinds done least go together as the rest."""
    by_period = [{item.kind: item.visits for item in visits.by_kind(rows.visits_in(period))} for period in periods]
    totals = {kind: sum(found.get(kind, 0) for found in by_period) for kind in KINDS}
    order = sorted((kind for kind in KINDS if totals[kind]), key=lambda kind: -totals[kind])
    shown, rest = (order, []) if len(order) <= _KINDS else (order[: _KINDS - 1], order[_KINDS - 1 :])
    counted = [visits.recorded(rows, period) for period in periods]
    groups = [(KINDS[kind], [kind]) for kind in shown] + ([(texts.KINDS_OTHER, rest)] if rest else [])
    layers = tuple(
        tuple(
            sum(found.get(kind, 0) for kind in kinds) if known else None
            for found, known in zip(by_period, counted, strict=True)
        )
        for _, kinds in groups
    )
    title = texts.KINDS_TITLE.format(kind=KINDS[order[0]]) if order else texts.KINDS_NONE
    when = show_period(_whole_of(periods))
    said = Said(title, texts.KINDS_SUB.format(when=when, place=place), source_line(rows.now), texts.KINDS_KEY)
    return Stacks(said, tuple(_column(period) for period in periods), tuple(name for name, _ in groups), layers)


def topics_chart(rows: Rows, period: Period, place: str) -> Bars:
    """The topics that were asked most."""
    parts = questions.by_topic(rows, period)[:_TOPICS]
    names = tuple(topic_name(part.id) for part in parts)
    title = texts.TOPICS_TITLE.format(topic=names[0]) if names else texts.TOPICS_NONE
    when = texts.TOPICS_SUB.format(when=show_period(period), place=place)
    values = tuple(part.value.count for part in parts)
    part = questions.asked(rows, period).part
    return Bars(Said(title, when, source_line(rows.now, asked=True)), names, values, (part,) * len(names))


def _message(rows: Rows, asked: Period) -> str:
    when = show_period(asked)
    said = show_reached(visits.coverage(rows, asked))
    return texts.COVERAGE_TITLE.format(when=when[:1].upper() + when[1:], said=said)


def _shown(rows: Rows, empty: Sequence[Hamlet]) -> list[Hamlet]:
    if len(rows.hamlets) <= _HAMLETS:
        return list(rows.hamlets)
    first = set(empty)
    return sorted(rows.hamlets, key=lambda hamlet: hamlet not in first)[:_HAMLETS]


def _hamlet_name(rows: Rows) -> Callable[[Hamlet], str]:
    """With the commune where hamlets of several are shown."""
    several = len({hamlet.commune for hamlet in rows.hamlets}) > 1
    return lambda hamlet: f"{hamlet.name}, {hamlet.commune}" if several else hamlet.name


def _whole_of(periods: Sequence[Period]) -> Period:
    return periods[0] if len(periods) == 1 else Period(periods[0].first, periods[-1].last)


def _column(period: Period) -> str:
    return short_day(period.first) if period.unit is Unit.WEEK else show_period(period)


def weeks_of(period: Period, most: int = WEEKS) -> list[Period]:
    """The weeks that touch a period, the last `most`."""
    weeks, week = [week_of(period.last)], week_of(period.last)
    while len(weeks) < most and week.first > period.first:
        week = week.before
        weeks.insert(0, week)
    return weeks
