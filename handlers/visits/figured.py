"""Figures in answer to a question: hamlets where nobody was, what was done, what people ask; with the picture.

Each answer is about one scope: the communes that somebody administers, else their teams, else the province.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from handlers.figures import questions, visits
from handlers.figures.catalogue import FIGURES
from handlers.figures.charts import Chart
from handlers.figures.periods import Period, known_period, week_of, weeks_until
from handlers.figures.pictures import WEEKS, coverage_chart, kinds_chart, topics_chart, weeks_of
from handlers.figures.rows import Rows, Scope
from handlers.figures.showing import show_number, show_period
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


def figured(scene: Scene, person: Person, asked: Asked) -> Turn:
    """The answer to a question about figures, a message for each scope. Where no time is named it is this week."""
    period = _period(scene, asked.span)
    make = {Want.UNTOUCHED: _untouched, Want.TOPICS: _topics}.get(asked.want, _done)
    scopes = _scopes(person)
    replies = [
        make(rows, period, place)
        for scope, place in scopes[:_SCOPES]
        if (rows := _rows(scene, person, scope, period)) is not None
    ]
    return Turn(scene.conversation, tuple(replies))


def picture_of_work(scene: Scene, person: Person, span: Span) -> Chart | None:
    """Kinds of work by week, beside what a team or a commune did; for those who lead or administer one alone."""
    scopes = _scopes(person)
    if len(scopes) != 1 or span.first == span.last or not person.holds(Role.LEADER, Role.COMMUNE_ADMIN):
        return None
    period = _period(scene, span)
    rows = _rows(scene, person, scopes[0][0], period)
    return kinds_chart(rows, weeks_of(period), scopes[0][1]) if rows and rows.visits_in(period) else None


def _period(scene: Scene, span: Span | None) -> Period:
    return known_period(span.first, span.last, scene.today) if span else week_of(scene.today)


def _scopes(person: Person) -> list[tuple[Scope, str]]:
    """Whose figures they see, the widest first, with how each is called."""
    if person.holds(Role.PROVINCE_ADMIN):
        return [(Scope(), ALL_PLACES)]
    communes = {held.commune: None for held in person.holds(Role.COMMUNE_ADMIN) if held.commune}
    if communes:
        return [(Scope(commune), commune) for commune in communes]
    teams = {(held.commune, held.team): held.team_name or "" for held in person.memberships if held.team is not None}
    return [(Scope(commune, team), name) for (commune, team), name in teams.items()]


def _rows(scene: Scene, person: Person, scope: Scope, period: Period) -> Rows | None:
    """As far back as the picture of weeks and the period before reach."""
    first = min(weeks_until(period.last, WEEKS)[0].first, week_of(period.before.first).first)
    return scene.records.figure_rows(person, scope, first, period.last, scene.now)


def _untouched(rows: Rows, period: Period, place: str) -> Reply:
    if rows.scope.commune is None:
        return _untouched_communes(rows, period)
    empty, unknown = visits.untouched(rows, period), visits.not_recorded(rows, period)
    known = len(rows.hamlets) - len(unknown)
    when = _capital(show_period(period))
    if not known:
        return say(texts.NOTHING_KNOWN.format(when=when))
    text = texts.UNTOUCHED if empty else texts.UNTOUCHED_NONE
    lines: list[Block] = [Paragraph(text.format(when=when, count=len(empty), all=known, names=_listed(empty)))]
    if unknown:
        lines.append(Small(texts.UNTOUCHED_UNKNOWN.format(names=_listed(unknown))))
    return Reply(tuple(lines), chart=coverage_chart(rows, weeks_until(period.last, WEEKS), period, place))


def _untouched_communes(rows: Rows, period: Period) -> Reply:
    """For the province: how many in each commune."""
    when = _capital(show_period(period))
    unknown = {hamlet.id for hamlet in visits.not_recorded(rows, period)}
    known = Counter(hamlet.commune for hamlet in rows.hamlets if hamlet.id not in unknown)
    empty = Counter(hamlet.commune for hamlet in visits.untouched(rows, period)).most_common()
    if not known:
        return say(texts.NOTHING_KNOWN.format(when=when))
    if not empty:
        return say(texts.BY_COMMUNE_NONE.format(when=when))
    lines = [texts.BY_COMMUNE.format(commune=name, count=count, all=known[name]) for name, count in empty[:_COMMUNES]]
    left = len(empty) - len(lines)
    more = (Small(texts.MORE_COMMUNES.format(count=left)),) if left else ()
    return Reply((Paragraph(texts.BY_COMMUNE_HEAD.format(when=when)), Bullets(tuple(lines)), *more))


def _done(rows: Rows, period: Period, place: str) -> Reply:
    """The main numbers of the period and the kinds of work by week."""
    shown = ("visits", "people-helped", "online-share", "coverage", "requests-done", "requests-open")
    lines = tuple(
        f"{FIGURES[name].label}: {show_number(FIGURES[name].of(rows, period), FIGURES[name].unit)}" for name in shown
    )
    title = f"{_capital(place)}: {show_period(period)}"
    return Reply((Bullets(lines),), title=title, chart=kinds_chart(rows, weeks_of(period), place))


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
