"""From a line to a visit note; every rule's source is questions/README.md, "Visit notes"."""

from collections.abc import Sequence
from datetime import date

from handlers.visits.assembling import assemble
from handlers.visits.corrections import corrected
from handlers.visits.counts import find_counts
from handlers.visits.dates import Day, find_dates
from handlers.visits.hamlets import Place, find_hamlets
from handlers.visits.line import Line
from handlers.visits.note import Note
from handlers.visits.outcomes import find_said
from handlers.visits.reporting import is_report, left_out
from handlers.visits.subjects import find_subjects
from handlers.visits.words import read_words
from knowledge.activities import ActivityTerms, load_activity_terms

# "khai sinh hôm qua" is no day of birth.
_NOT_BORN = ("khai", "an", "hoc", "thi", "tuyen", "lien")


def parse_note(text: str, today: date, hamlets: Sequence[str] = (), terms: ActivityTerms | None = None) -> Note:
    """What a line says; `hamlets` are those of the writer's team. Never raises on any text."""
    terms = terms or load_activity_terms()
    line = Line(corrected(read_words(text, terms)))
    skipped = left_out(line)
    places = [place for place in find_hamlets(line, hamlets) if not _inside(place.at, skipped)]
    days = [
        Day(day.at, None) if _ends_span(line, day.at) else day
        for day in find_dates(line, today)
        if not _inside(day.at, skipped) and not _appointment(line, day.at)
    ]
    days, behind = _without_coming(line, days)
    skipped = [*skipped, *behind]
    subjects = [item for item in find_subjects(line, terms) if not _inside(item.at, skipped)]
    said = find_said(line)
    every = find_counts(line)
    counts = [count for count in every if not _inside(count.at, skipped)]
    if not is_report(line, bool(subjects), bool(counts), bool(places) or bool(days), skipped):
        return Note(text, False)
    unclear: list[str] = []
    day = _the_day(days, today)
    if day is None:
        unclear.append("date")
    hamlet = _the_hamlet(places, hamlets)
    if hamlet is None:
        unclear.append("hamlet")
    told = assemble(line, subjects, counts, said, skipped)
    if not told.activities:
        unclear.append("activity")
    if told.people_unclear:
        unclear.append("people")
    return Note(
        text, True, day, hamlet, told.activities, told.people_total, told.households, told.groups, tuple(unclear)
    )


def _inside(at: int, spans: Sequence[tuple[int, int]]) -> bool:
    return any(start <= at < end for start, end in spans)


def _appointment(line: Line, at: int) -> bool:
    start, _ = line.clause(at)
    before = line.plains[max(start, at - 3) : at]
    if "luy" in line.plains[start:at] or (
        line.plains[max(0, at - 1) : at] == ["tu"] and line.plain(at) in ("dau", "truoc")
    ):
        return True
    born = any(
        word == "sinh" and line.plain(at - len(before) + n - 1) not in _NOT_BORN for n, word in enumerate(before)
    )
    if "hen" in before or "han" in before or born:
        return True
    return bool(before) and before[-1] in ("hen", "de", "den") and "tu" not in line.plains[max(start, at - 7) : at]


def _ends_span(line: Line, at: int) -> bool:
    """Whether a day ends a span ("từ thứ 3 đến thứ 6", "từ hôm qua tới nay")."""
    before = line.plains[max(0, at - 7) : at]
    if "tu" not in before:
        return False
    return line.marks(at) == "tới" or bool({"den", "toi", "-"} & set(before[before.index("tu") :]))


def _without_coming(line: Line, days: Sequence[Day]) -> tuple[list[Day], list[tuple[int, int]]]:
    """ "hôm qua nộp …, ngày 25 lên lấy": without days still to come behind the visit's, and their clauses."""
    first = next((day for day in days if day.day is not None), None)
    coming = [day for day in days if first and day.ahead and day.at > first.at and day.day != first.day]
    clauses = [line.clause(day.at) for day in coming]
    clauses = [clause for clause in clauses if first and not clause[0] <= first.at < clause[1]]
    return [day for day in days if day not in coming], clauses


def _the_day(days: Sequence[Day], today: date) -> date | None:
    if not days:
        return today
    if any(day.day is not None for day in days):
        # "mấy hôm nay trời nồm, sáng nay …": the one day that is told is the visit's.
        days = [day for day in days if not day.lasting]
    named = {day.day for day in days}
    if len(named) == 2 and today in named and None not in named:
        # "hôm nay báo cáo: hôm qua …": the other day is the visit's.
        return next(day for day in named if day != today)
    return days[0].day if len(named) == 1 else None


def _the_hamlet(places: Sequence[Place], hamlets: Sequence[str]) -> str | None:
    if not places:
        return hamlets[0] if len(hamlets) == 1 else None
    named = {place.name for place in places}
    return places[0].name if len(named) == 1 else None
