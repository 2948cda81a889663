"""Figures from the one catalogue as pages show them: numbers with their units, notes, changes and formulas."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.console import texts_figures as texts
from bot.console.figures_asked import Asked
from handlers.figures import questions
from handlers.figures.catalogue import BREAKDOWNS, FIGURES, Breakdown, Figure
from handlers.figures.periods import Period
from handlers.figures.rows import Rows, Scope
from handlers.figures.showing import show_note, show_number, why_missing
from handlers.figures.texts import AT_LEAST_NOTE
from handlers.figures.values import Total
from handlers.records import Records
from handlers.teams.model import Role
from handlers.teams.people import Person
from handlers.teams.rights import communes_of

# The week's main numbers, in this order; where there is a page behind one, its address.
MAIN = {
    "visits": "/luot",
    "people-helped": "/luot",
    "coverage": "/don-vi",
    "online-share": "",
    "requests-open": "/yeu-cau?tinh-trang=mo",
    "requests-overdue": "/yeu-cau?tinh-trang=qua-han",
    "requests-done": "/yeu-cau?tinh-trang=done",
    "questions-asked": "",
    "questions-unanswered": "",
    "answers-helped": "",
}
_OF_VISITS = "/luot"
# They say how it is at the moment, whatever the period.
_NOW = frozenset({"requests-open", "requests-overdue"})
_SHARES = frozenset({"%"})


@dataclass(frozen=True, slots=True)
class Shown:
    """A figure in words: the number and its unit. `known`: whether there is one; `note`: what to know about it;
    `path`: where more is; `change`: how it was before; `formula`: how it comes about."""

    label: str
    value: str
    unit: str = ""
    known: bool = True
    note: str = ""
    path: str = ""
    change: str = ""
    formula: str = ""


@dataclass(frozen=True, slots=True)
class Parts:
    """A figure by its parts; `none`: what is said where there are none."""

    label: str
    head: str
    unit: str
    formula: str
    rows: Sequence[Shown]
    none: str


@dataclass(frozen=True, slots=True)
class Group:
    """Figures about one thing."""

    title: str
    figures: Sequence[Shown]
    parts: Sequence[Parts]


def scopes_of(records: Records, person: Person) -> list[Scope]:
    """Whose figures somebody may choose, their own communes first; the province's administrators choose any commune."""
    own = [Scope(commune) for commune in sorted(communes_of(person))]
    if not person.holds(Role.PROVINCE_ADMIN):
        return own
    others = (Scope(commune) for commune in sorted(records.communes()))
    return [*own, Scope(), *(scope for scope in others if scope not in own)]


def rows_of(records: Records, person: Person, asked: Asked, now: datetime) -> Rows | None:
    """What the figures are made from; None where they may see none of that scope."""
    return records.figure_rows(person, asked.scope, asked.first, asked.period.last, now)


def main_figures(rows: Rows, asked: Asked) -> list[Shown]:
    """The numbers of the overview, with links."""

    def path(name: str) -> str:
        return MAIN[name] if asked.scope.commune or MAIN[name] != _OF_VISITS else ""

    return [_shown(FIGURES[name], rows, asked, path=path(name)) for name in MAIN]


def groups_of(rows: Rows, asked: Asked) -> list[Group]:
    """Every figure of the catalogue, grouped, each with its formula."""
    return [
        Group(
            title,
            [_shown(FIGURES[name], rows, asked, formula=FIGURES[name].formula) for name in names],
            [_parts(BREAKDOWNS[name], rows, asked.period) for name in breakdowns],
        )
        for title, names, breakdowns in texts.GROUPS
    ]


def sheets_of(groups: Iterable[Group], asked: Asked) -> tuple[list[list[str]], list[list[str]]]:
    """The rows of a file: of the figures, and of their parts."""
    place, _, period = asked.title.partition(": ")
    figures, parts = [[*texts.SHEET_HEAD]], [[*texts.PARTS_HEAD]]
    for group in groups:
        for one in group.figures:
            said = [one.label, one.value, one.unit, one.note, one.change, one.formula]
            figures.append([place, period, group.title, *said])
        for several in group.parts:
            for one in several.rows:
                parts.append([place, period, several.label, one.label, one.value, several.unit, one.note])
            if several.none:
                parts.append([place, period, several.label, "", "", "", several.none])
    return figures, parts


def _shown(figure: Figure, rows: Rows, asked: Asked, *, path: str = "", formula: str = "") -> Shown:
    value = figure.of(rows, asked.period)
    known, note = value.value is not None, _note(value, figure.id)
    if figure.id in _NOW:
        change, note = "", note if asked.period.holds(asked.today) else texts.NOW
    else:
        change = _change(figure, value, rows, asked)
    unit = figure.unit if known else ""
    return Shown(figure.label, show_number(Total(value.value)), unit, known, note, path, change, formula)


def _note(value: Total, figure: str) -> str:
    note = show_note(value, figure)
    return AT_LEAST_NOTE.format(note=note) if value.at_least else note


def _change(figure: Figure, value: Total, rows: Rows, asked: Asked) -> str:
    """What it was before, where both are known; by how much it went up or down, where both are exact."""
    then = figure.of(rows, asked.compared)
    if value.value is None or then.value is None:
        return ""
    form = texts.SO_FAR if asked.running else texts.WHOLE
    said = form.format(before=texts.BEFORE[asked.period.unit], number=show_number(then, figure.unit))
    said = said[:1].upper() + said[1:]
    if value.at_least or then.at_least:
        return said
    return texts.CHANGE.format(before=said, change=_by(value.value - then.value, figure.unit))


def _by(difference: float, unit: str) -> str:
    # As it is shown: a difference too small to be seen in the numbers is none.
    number = show_number(Total(abs(difference)))
    if number == "0":
        return texts.SAME
    said = texts.POINTS.format(number=number) if unit in _SHARES else number
    return (texts.MORE if difference > 0 else texts.LESS).format(number=said)


def _parts(figure: Breakdown, rows: Rows, period: Period) -> Parts:
    found = [
        Shown(part.label, show_number(Total(part.value.value)), known=part.value.value is not None,
              note=_note(part.value, figure.id))
        for part in figure.of(rows, period)
    ]  # fmt: skip
    none = "" if found else _none(figure, rows, period)
    return Parts(figure.label, texts.PART_HEADS[figure.id], figure.unit, figure.formula, found, none)


def none_words(name: str, rows: Rows, period: Period, words: str) -> str:
    """Why there is nothing of a kind (`questions…`, or of visits) in a period: it wasn't counted, or `words`."""
    whole = FIGURES["questions-asked" if name.startswith("questions") else "visits"].of(rows, period)
    return words if whole.value is not None else texts.MISSING_PARTS.format(why=why_missing(whole))


def _none(figure: Breakdown, rows: Rows, period: Period) -> str:
    words = texts.NO_PARTS[figure.id]
    if figure.id == "questions-rising" and not questions.rising_known(rows, period):
        words = texts.MISSING_PARTS.format(why=texts.NO_BEFORE)
    return none_words(figure.id, rows, period, words)
