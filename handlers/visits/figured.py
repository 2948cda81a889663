"""Figures in answer to a question: hamlets where nobody was, what was done, what people ask; with the picture.

Each answer is about one scope: the communes that somebody administers, else their teams, else the province.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from handlers.figures import questions, visits
from handlers.figures.catalogue import FIGURES
from handlers.figures.charts import Chart
from handlers.figures.periods import Period, known_period, period_of, week_of, weeks_until
from handlers.figures.pictures import WEEKS, coverage_chart, kinds_chart, topics_chart, weeks_of
from handlers.figures.rows import Rows, Scope
from handlers.figures.showing import short_day, show_note, show_number, show_period, show_reached
from handlers.figures.texts import ALL_PLACES
from handlers.reply import Block, Bullets, Paragraph, Reply, Small, say
from handlers.scene import Scene
from handlers.teams.model import Hamlet, Role
from handlers.teams.people import Person
from handlers.turn import Turn
from handlers.visits import texts_figured as texts
from handlers.visits.asked import Asked, Want
from handlers.visits.spans import Span

_NAMES, _COMMUNES, _SCOPES = 12, 10, 3
_MAIN = ("visits", "people-helped", "online-share", "coverage", "requests-done", "requests-open")
_OF_REQUESTS = (
    *("requests-opened", "requests-done", "requests-cancelled", "requests-open", "requests-overdue"),
    *("hours-to-accept", "hours-to-close", "requests-rating"),
)
# The same whatever the period.
_OF_NOW = frozenset({"requests-open"})


def figured(scene: Scene, person: Person, asked: Asked) -> Turn:
    """The answer to a question about figures, a message for each scope. Where no time is named it is this week."""
    period = _period(scene, asked.span)
    before = _period(scene, asked.against) if asked.against else period.before
    make = _MAKERS.get(asked.want, _done)
    if asked.want is Want.COMPARED:
        make = partial(_compared, before=before)
    scopes = _scopes(person)
    replies = [
        make(rows, period, place)
        for scope, place in scopes[:_SCOPES]
        if (rows := _rows(scene, person, scope, period, before)) is not None
    ]
    return Turn(scene.conversation, tuple(replies))


def picture_of_work(scene: Scene, person: Person, span: Span) -> Chart | None:
    """Kinds of work by week, beside what a team or a commune did; for those who lead or administer one alone."""
    scopes = _scopes(person)
    period = _period(scene, span)
    if len(scopes) != 1 or period.first == period.last or not person.holds(Role.LEADER, Role.COMMUNE_ADMIN):
        return None
    rows = _rows(scene, person, scopes[0][0], period, period.before)
    return kinds_chart(rows, weeks_of(_so_far(rows, period)), scopes[0][1]) if rows and rows.visits_in(period) else None


def _period(scene: Scene, span: Span | None) -> Period:
    if span is None:
        return week_of(scene.today)
    return period_of(span.unit, span.first) if span.unit else known_period(span.first, span.last, scene.today)


def _scopes(person: Person) -> list[tuple[Scope, str]]:
    """Whose figures they see, the widest first, with how each is called."""
    if person.holds(Role.PROVINCE_ADMIN):
        return [(Scope(), ALL_PLACES)]
    communes = {held.commune: None for held in person.holds(Role.COMMUNE_ADMIN) if held.commune}
    if communes:
        return [(Scope(commune), commune) for commune in communes]
    teams = {(held.commune, held.team): held.team_name or "" for held in person.memberships if held.team is not None}
    return [(Scope(commune, team), name) for (commune, team), name in teams.items()]


def _rows(scene: Scene, person: Person, scope: Scope, period: Period, before: Period) -> Rows | None:
    """As far back as the picture of weeks and the period that is compared with reach."""
    end = min(period.last, scene.today)
    first = min(weeks_until(end, WEEKS)[0].first, week_of(period.first).first, week_of(before.first).first)
    return scene.records.figure_rows(person, scope, first, max(period.last, before.last), scene.now)


def _so_far(rows: Rows, period: Period) -> Period:
    """The days of a period that are no future: weeks to come say nothing in a picture."""
    return period if period.last <= rows.today else Period(period.first, max(period.first, rows.today))


def _untouched(rows: Rows, period: Period, place: str) -> Reply:
    if rows.scope.commune is None:
        return _untouched_communes(rows, period)
    empty, unknown = visits.untouched(rows, period), visits.not_recorded(rows, period)
    when, coverage = _capital(show_period(period)), visits.coverage(rows, period)
    if coverage.value is None:
        return say(texts.NOTHING_KNOWN.format(when=when))
    reached = show_reached(coverage)
    lines: list[Block] = [Paragraph(texts.REACHED.format(when=when, said=reached))]
    if empty:
        names = texts.UNTOUCHED.format(when=when, count=len(empty), names=_listed(empty))
        lines = [Paragraph(names)]
        if len(rows.hamlets) > 1:
            lines.append(Paragraph(texts.REACHED_BESIDE.format(said=_capital(reached))))
    if unknown:
        lines.append(Small(texts.UNTOUCHED_UNKNOWN.format(names=_listed(unknown))))
    return Reply(
        tuple(lines), chart=coverage_chart(rows, weeks_until(_so_far(rows, period).last, WEEKS), period, place)
    )


def _untouched_communes(rows: Rows, period: Period) -> Reply:
    """For the province: how many in each commune."""
    when, coverage = _capital(show_period(period)), visits.coverage(rows, period)
    if coverage.value is None:
        return say(texts.NOTHING_KNOWN.format(when=when))
    empty = Counter(hamlet.commune for hamlet in visits.untouched(rows, period)).most_common()
    if not empty:
        return say(texts.BY_COMMUNE_NONE.format(when=when, said=show_reached(coverage)))
    lines = []
    for name, count in empty[:_COMMUNES]:
        there = replace(rows, hamlets=tuple(hamlet for hamlet in rows.hamlets if hamlet.commune == name))
        said = show_reached(visits.coverage(there, period))
        lines.append(texts.BY_COMMUNE.format(commune=name, count=count, said=said))
    left = len(empty) - len(lines)
    more = (Small(texts.MORE_COMMUNES.format(count=left)),) if left else ()
    head = texts.BY_COMMUNE_HEAD.format(when=when, said=show_reached(coverage))
    return Reply((Paragraph(head), Bullets(tuple(lines)), *more))


def _done(rows: Rows, period: Period, place: str) -> Reply:
    """The main numbers of the period and the kinds of work by week."""
    return replace(
        _numbers(rows, period, place, _MAIN), chart=kinds_chart(rows, weeks_of(_so_far(rows, period)), place)
    )


def _compared(rows: Rows, period: Period, place: str, before: Period) -> Reply:
    """The same, each number followed by that of another period."""
    numbers = _numbers(rows, period, place, _MAIN, before)
    return replace(numbers, chart=kinds_chart(rows, weeks_of(_so_far(rows, period)), place))


def _requests(rows: Rows, period: Period, place: str) -> Reply:
    """How help requests go."""
    return _numbers(rows, period, place, _OF_REQUESTS)


def _numbers(rows: Rows, period: Period, place: str, shown: Sequence[str], before: Period | None = None) -> Reply:
    lines = []
    for figure in (FIGURES[name] for name in shown):
        value = figure.of(rows, period)
        said, note = show_number(value, figure.unit), show_note(value, figure.id) if value.value is not None else ""
        if before and figure.id not in _OF_NOW:
            then = show_number(figure.of(rows, before), figure.unit)
            note = texts.BEFORE.format(when=show_period(before), number=then)
        form = texts.NUMBER_NOTE if note else texts.NUMBER
        lines.append(form.format(label=figure.label, number=said, note=note))
    blocks: list[Block] = [Bullets(tuple(lines))]
    if before and period.holds(rows.today):
        blocks.append(Small(texts.NOT_OVER.format(when=_capital(show_period(period)), day=short_day(rows.today))))
    return Reply(tuple(blocks), title=f"{_capital(place)}: {show_period(period)}")


def _topics(rows: Rows, period: Period, place: str) -> Reply:
    if rows.scope.team is not None:
        return say(texts.NO_TEAM_QUESTIONS)
    when, asked = _capital(show_period(period)), questions.asked(rows, period)
    if not asked.value:
        return say(texts.NO_QUESTIONS.format(when=when, place=place, why=texts.NO_QUESTIONS_YET))
    numbers = {
        name: show_number(FIGURES[f"questions-{name}"].of(rows, period), FIGURES[f"questions-{name}"].unit)
        for name in ("asked", "answered", "unanswered")
    }
    said = say(texts.QUESTIONS.format(when=when, place=place, **numbers))
    return replace(said, chart=topics_chart(rows, period, place)) if questions.by_topic(rows, period) else said


def _listed(hamlets: Sequence[Hamlet]) -> str:
    names = [hamlet.name for hamlet in hamlets]
    shown = ", ".join(names[:_NAMES])
    return texts.MORE.format(names=shown, count=len(names) - _NAMES) if len(names) > _NAMES else shown


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


_MAKERS = {Want.UNTOUCHED: _untouched, Want.TOPICS: _topics, Want.REQUESTS: _requests}
