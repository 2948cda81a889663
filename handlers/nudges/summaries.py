"""What weekly nudges say, from the figures of the week. A count that nobody gave is said to be missing."""

from collections.abc import Sequence
from datetime import datetime, time

from handlers.figures.charts import Chart
from handlers.figures.periods import Period, weeks_until
from handlers.figures.pictures import WEEKS, coverage_chart
from handlers.figures.requests import request_figures
from handlers.figures.rows import Rows, Scope
from handlers.figures.showing import show_reached
from handlers.figures.values import Total
from handlers.figures.visits import by_kind, by_logger, by_team, coverage, not_recorded, people_helped, untouched
from handlers.nudges import texts
from handlers.nudges.presses import CHANGE, LESSON
from handlers.records import Records
from handlers.reply import Bullets, Paragraph, Press, Purpose, Reply
from handlers.requests.request import Request, State
from handlers.teams.model import Hamlet, Role
from handlers.teams.people import Membership, Person
from handlers.visits.texts_activities import KINDS
from handlers.visits.visit import Visit
from knowledge.days import VIETNAM

_NAMES = 6


def reminder(records: Records, person: Person, week: Period) -> Reply:
    """What a member logged in the week, and what waits in their hamlets."""
    visits = [visit for visit in records.visits(person, week.first, week.last) if visit.by == person.id]
    if visits:
        lines = [texts.REMINDER_SOME.format(visits=len(visits), people=show_people(people_helped(visits)))]
    else:
        hamlet = person.hamlets[0].name if person.hamlets else "xóm"
        lines = [texts.REMINDER_NONE.format(hamlet=hamlet)]
    waiting = sum(item.state is State.WAITING for item in records.requests_for(person))
    if waiting:
        lines.append(texts.REMINDER_WAITING.format(count=waiting))
    title = texts.REMINDER_TITLE.format(week=show_week(week))
    return _notice(title, [Paragraph(line) for line in lines], (LESSON, CHANGE))


def summaries(records: Records, person: Person, role: Role, week: Period, now: datetime) -> list[Reply]:
    """The week of each team that they lead, or of each commune that they administer; the last one has the buttons.

    Where there are several hamlets, with the picture of the last weeks; the text says everything without it.
    """
    seen = records.visits(person, week.first, week.last)
    requests = records.requests_led(person, datetime.combine(week.first, time(), VIETNAM))
    told = []
    for held in person.holds(role):
        rows = _rows(records, person, held, week, now)
        title, blocks = _summary(held, week, _of(held, seen), _asked_of(held, requests), rows)
        told.append((title, blocks, _chart(held, rows, week)))
    return [
        _notice(title, blocks, (LESSON, CHANGE) if number == len(told) else (), chart)
        for number, (title, blocks, chart) in enumerate(told, 1)
    ]


def _rows(records: Records, person: Person, held: Membership, week: Period, now: datetime) -> Rows | None:
    """For coverage; None where there is but one hamlet."""
    if len(held.hamlets) < 2:
        return None
    first = weeks_until(week.last, WEEKS)[0].first
    return records.figure_rows(person, Scope(held.commune, held.team), first, week.last, now)


def _chart(held: Membership, rows: Rows | None, week: Period) -> Chart | None:
    if rows is None or coverage(rows, week).value is None:
        return None
    return coverage_chart(rows, weeks_until(week.last, WEEKS), week, held.team_name or held.commune or "")


def _summary(
    held: Membership, week: Period, visits: Sequence[Visit], requests: Sequence[Request], rows: Rows | None
) -> tuple[str, list[Paragraph | Bullets]]:
    of_team = held.role is Role.LEADER
    title = texts.TEAM_TITLE if of_team else texts.COMMUNE_TITLE
    titled = title.format(team=held.team_name, commune=_capital(held.commune or ""), week=show_week(week))
    lines = []
    if visits:
        kinds = [
            texts.KIND.format(kind=KINDS.get(item.kind, item.kind), visits=item.visits) for item in by_kind(visits)
        ]
        if kinds:
            lines.append(texts.BY_KIND.format(kinds=_listed(kinds)))
        counted = by_logger(visits) if of_team else [(name or texts.NO_TEAM, count) for name, count in by_team(visits)]
        names = [texts.NAME_COUNT.format(name=name, count=count) for name, count in counted]
        lines.append((texts.BY_LOGGER if of_team else texts.BY_TEAM).format(names=_listed(names)))
    if rows is not None:
        lines += _reached(rows, week)
    lines.append(_requests(requests, week))
    total = texts.SUM.format(visits=len(visits), people=show_people(people_helped(visits)))
    return titled, [Paragraph(total if visits else texts.SUM_NONE), Bullets(tuple(lines))]


def _reached(rows: Rows, week: Period) -> list[str]:
    """How many hamlets had a visit, which had none, and of which nobody can know."""
    lines = [texts.REACHED.format(said=_capital(show_reached(coverage(rows, week))))]
    empty, unknown = untouched(rows, week), not_recorded(rows, week)
    if empty:
        lines.append(texts.WITHOUT.format(names=_listed(_names(empty))))
    if unknown and len(unknown) < len(rows.hamlets):
        lines.append(texts.UNKNOWN.format(names=_listed(_names(unknown))))
    return lines


def _names(hamlets: Sequence[Hamlet]) -> list[str]:
    return [hamlet.name for hamlet in hamlets]


def _requests(requests: Sequence[Request], week: Period) -> str:
    found = request_figures(requests, week)
    if not (found.open or found.done or found.cancelled):
        return texts.REQUESTS_NONE
    said = texts.REQUESTS_CANCELLED if found.cancelled else texts.REQUESTS
    return said.format(open=found.open, done=found.done, cancelled=found.cancelled)


def _of(held: Membership, visits: Sequence[Visit]) -> list[Visit]:
    if held.role is Role.LEADER:
        return [visit for visit in visits if visit.team == held.team]
    return [visit for visit in visits if visit.hamlet.commune == held.commune]


def _asked_of(held: Membership, requests: Sequence[Request]) -> list[Request]:
    if held.role is Role.LEADER:
        places = {hamlet.id for hamlet in held.hamlets}
        return [item for item in requests if item.hamlet and item.hamlet.id in places]
    return [item for item in requests if item.commune == held.commune]


def show_people(people: Total) -> str:
    """Persons helped in words, what is missing named."""
    if people.value is None:
        return texts.PEOPLE_MISSING
    said = texts.PEOPLE_PARTLY if people.missing else texts.PEOPLE
    return said.format(known=people.value, missing=people.missing)


def show_week(week: Period) -> str:
    """A week as people read it: 16/11–22/11."""
    first, last = (texts.DAY.format(day=day.day, month=day.month) for day in (week.first, week.last))
    return texts.WEEK.format(first=first, last=last)


def _listed(names: Sequence[str]) -> str:
    shown = ", ".join(names[:_NAMES])
    return texts.MORE_NAMES.format(names=shown, count=len(names) - _NAMES) if len(names) > _NAMES else shown


def _capital(name: str) -> str:
    return name[:1].upper() + name[1:]


def _notice(
    title: str, blocks: Sequence[Paragraph | Bullets], buttons: tuple[Press, ...], chart: Chart | None = None
) -> Reply:
    return Reply(tuple(blocks), title=title, buttons=buttons, purpose=Purpose.NOTICE, chart=chart)
