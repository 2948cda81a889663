"""Visits as they are listed: when, how many, each in one line, and the buttons under them."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from handlers.figures.periods import Unit, period_of, week_of
from handlers.figures.showing import show_period
from handlers.figures.values import Total, total
from handlers.figures.visits import by_kind, people_helped
from handlers.reply import Press
from handlers.teams.people import Membership, Person
from handlers.visits import texts_activities as names
from handlers.visits import texts_recalling as texts
from handlers.visits.card import activities_words, day_words, people_words, short_day
from handlers.visits.note import Outcome
from handlers.visits.one import moment_words, press
from handlers.visits.spans import Span, month_of
from handlers.visits.texts import IN_ALL
from handlers.visits.visit import Visit

_WORK_AT_MOST = 3
_HAMLETS_AT_MOST = 6


def span_words(span: Span, today: date) -> str:
    """Days as people call them: `Hôm nay`, `Tuần này (từ 16/11)`, `Tháng 10`."""
    first, last = short_day(span.first), short_day(span.last)
    if span.unit in (Unit.QUARTER, Unit.YEAR):
        return _capital(show_period(period_of(span.unit, span.first)))
    if span.first == span.last:
        near = {0: texts.TODAY, 1: texts.YESTERDAY}.get((today - span.first).days)
        return near or _capital(day_words(span.first))
    week = week_of(span.first)
    if span.first == week.first and span.last in (week.last, today) and (span.last - span.first).days < 7:
        this = week.holds(today)
        return texts.THIS_WEEK.format(first=first) if this else texts.LAST_WEEK.format(first=first, last=last)
    if span == month_of(span.first.month, span.first.year, today):
        form = texts.MONTH if (today - span.first).days < 330 else texts.MONTH_OF_YEAR
        return form.format(month=span.first.month, year=span.first.year)
    return texts.SINCE.format(first=first) if span.last == today else texts.FROM_TO.format(first=first, last=last)


def totals_words(visits: Sequence[Visit]) -> str:
    """How many visits and persons; numbers that nobody said are said to be missing."""
    helped = people_helped(visits)
    form = _form(helped, texts.TOTALS, texts.TOTALS_AT_LEAST, texts.TOTALS_UNKNOWN)
    return form.format(visits=len(visits), people=helped.value, missing=helped.missing)


def kinds_words(visits: Sequence[Visit]) -> list[str]:
    """How much of each kind of work."""
    lines = []
    for item in by_kind(visits):
        form = _form(item.people, texts.KIND_PEOPLE, texts.KIND_AT_LEAST, texts.KIND_UNKNOWN)
        people = form.format(people=item.people.value)
        lines.append(texts.KIND.format(kind=names.KINDS[item.kind], visits=item.visits, people=people))
    return lines


def item_words(visit: Visit, person: Person, span: Span | None, today: date) -> str:
    """A visit in one line of a list; the day is left out where the whole list is of one day."""
    one_day = span is not None and span.first == span.last
    head = visit.hamlet.name if one_day else f"{short_day(visit.day)}, {visit.hamlet.name}"
    if one_day and visit.day == today:
        head = f"{moment_words(visit.logged, today)}, {head}"
    works = visit.activities[:_WORK_AT_MOST]
    what = activities_words(works)
    if len(visit.activities) > _WORK_AT_MOST:
        what += f"; {texts.MORE_WORK.format(count=len(visit.activities) - _WORK_AT_MOST)}"
    told = sum(item.people or 0 for item in visit.activities)
    if visit.people != told or visit.households is not None:
        helped = people_words(visit.people, visit.households)
        unknown = visit.people is None and visit.households is None
        what += f"; {helped if unknown else IN_ALL.format(people=helped)}"
    if visit.by == person.id:
        return texts.ITEM.format(head=head, what=what)
    return texts.ITEM_BY.format(head=head, what=what, name=visit.by_name)


def unfinished_part(visit: Visit) -> Visit | None:
    """The visit with nothing but what isn't finished; None when all is."""
    left = tuple(item for item in visit.activities if item.outcome is Outcome.IN_PROGRESS)
    if not left:
        return None
    return replace(visit, activities=left, people=total(item.people for item in left).count, households=None)


def numbered(visits: Sequence[Visit]) -> tuple[Press, ...]:
    """A button for each of a numbered list."""
    return tuple(
        press(texts.NUMBERED.format(number=number), "show", visit.key) for number, visit in enumerate(visits, 1)
    )


def places_words(person: Person) -> str:
    """The places whose visits they may see: teams with their hamlets, or all of a commune."""
    return "; ".join(dict.fromkeys(_place_words(held) for held in person.memberships if held.hamlets))


def _place_words(held: Membership) -> str:
    if held.team_name is None:
        return texts.ALL_OF_COMMUNE.format(commune=held.commune)
    shown = [hamlet.name for hamlet in held.hamlets[:_HAMLETS_AT_MOST]]
    if len(held.hamlets) > _HAMLETS_AT_MOST:
        shown.append(texts.AND_MORE.format(count=len(held.hamlets) - _HAMLETS_AT_MOST))
    return texts.TEAM_PLACES.format(team=held.team_name, hamlets=", ".join(shown))


def _form(helped: Total, known: str, at_least: str, unknown: str) -> str:
    if helped.value is None:
        return unknown
    return at_least if helped.missing else known


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
