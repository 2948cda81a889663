"""What a typed line answers to the question that a draft waits with."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from handlers.ask.choosing import plain, typed_number
from handlers.teams.model import Hamlet
from handlers.visits import texts
from handlers.visits.changing import clear_people, with_day_and_place, without
from handlers.visits.draft import Draft
from handlers.visits.held import place_of, said_names, wrong_hamlet
from handlers.visits.note import Activity, Outcome
from handlers.visits.pieces import Pieces, read_pieces
from handlers.visits.questions import several_works
from handlers.visits.totals import MOST_PEOPLE, add_works, same_work, set_people, set_works

OUTCOMES = {"done": Outcome.DONE, "in-progress": Outcome.IN_PROGRESS, "referred": Outcome.REFERRED}
_LONGEST_NAME = 4
# An answer has few words that mean nothing here; a question has more.
_REST = 4
_WORDS = 5


def answer(draft: Draft, text: str, today: date, hamlets: Sequence[Hamlet]) -> Draft | str | None:
    """The draft with the answer in it, what is wrong with the answer, or None when the line is none."""
    pieces = read_pieces(text, today, said_names(hamlets))
    if draft.asking == "people":
        return _people(draft, text, pieces)
    if pieces.asking or len(pieces.rest) > _REST:
        return None
    match draft.asking:
        case "date":
            return _date(draft, text, pieces, today, hamlets)
        case "hamlet":
            return _hamlet(draft, text, pieces, today, hamlets)
        case "activity" | "topic":
            return _works(draft, pieces, hamlets)
        case "outcome":
            found = next((item.outcome for item in pieces.said if item.outcome), None)
            return with_outcome(draft, found) if found and not pieces.subjects else None
    return None


def answered(draft: Draft, part: str) -> Draft:
    """The draft after one part was answered: on to the next, or to the card."""
    return replace(draft, unclear=without(draft, part), asking=None)


def with_outcome(draft: Draft, outcome: Outcome | None) -> Draft:
    """The same outcome for all of it."""
    activities = tuple(replace(item, outcome=outcome) for item in draft.activities)
    return answered(replace(draft, activities=activities), "outcome")


def with_number(draft: Draft, number: int | None) -> Draft:
    """How many were helped; None is not known."""
    return answered(set_people(draft, number), "people")


def with_kind(draft: Draft, kind: str, topic: str | None = None) -> Draft:
    """One more activity by its button; a service is asked for before it comes here."""
    made = Activity(kind, topic)
    if any(same_work(made, item) for item in draft.activities):
        return replace(draft, asking="activity")
    more = replace(draft, activities=(*draft.activities, made), asking="activity")
    if draft.people is not None and not draft.activities:
        more = replace(more, activities=(replace(made, people=draft.people),))
    return more if several_works(draft) else answered(more, "activity")


def _date(draft: Draft, text: str, pieces: Pieces, today: date, hamlets: Sequence[Hamlet]) -> Draft | str | None:
    if not pieces.days and plain(text).isdecimal():
        pieces = read_pieces(f"ngày {plain(text)}", today, ())
    if not pieces.days or pieces.subjects:
        return None
    changed = with_day_and_place(draft, pieces, hamlets)
    if any(day.day is None for day in pieces.days) or "date" in changed.unclear:
        return texts.WRONG_DATE
    return answered(changed, "date")


def _hamlet(draft: Draft, text: str, pieces: Pieces, today: date, hamlets: Sequence[Hamlet]) -> Draft | str | None:
    if pieces.subjects:
        return None
    if not pieces.places and len(plain(text).split()) <= _LONGEST_NAME:
        # A name alone: "Nà", "4".
        named = read_pieces(f"ở xóm {text}", today, said_names(hamlets))
        pieces = named if place_of(named, hamlets) or plain(text).isdecimal() else pieces
    found = place_of(pieces, hamlets)
    if len(found) == 1:
        return answered(with_day_and_place(draft, pieces, hamlets), "hamlet")
    return wrong_hamlet(hamlets) if pieces.places else None


def _works(draft: Draft, pieces: Pieces, hamlets: Sequence[Hamlet]) -> Draft | None:
    given = pieces.told.activities
    if not given:
        return None
    changed = add_works(
        draft, [item for item in given if not any(same_work(item, known) for known in draft.activities)]
    )
    changed = set_works(changed, given)
    if pieces.told.people_total is not None and changed.people is None and not draft.activities:
        changed = replace(changed, people=pieces.told.people_total)
    if pieces.told.households is not None:
        changed = replace(changed, households=pieces.told.households)
    if draft.people is not None and not draft.activities and len(changed.activities) == 1:
        changed = set_people(changed, changed.people)
    changed = clear_people(with_day_and_place(changed, pieces, hamlets))
    if several_works(draft):
        return replace(changed, asking="activity")
    return answered(changed, "activity")


def _people(draft: Draft, text: str, pieces: Pieces) -> Draft | str | None:
    if plain(text) in texts.WORDS_UNKNOWN:
        return with_number(draft, None)
    wrong = texts.WRONG_PEOPLE.format(most=MOST_PEOPLE)
    if pieces.subjects:
        given = pieces.told.activities
        known = [item for item in given if any(same_work(item, other) for other in draft.activities)]
        if pieces.asking or not pieces.counts or len(known) < len(given):
            return None
        changed = set_works(draft, given)
        return answered(changed, "people") if changed.people is not None else wrong
    if plain(text).isdecimal() or not pieces.counts:
        number = typed_number(text) if len(plain(text).split()) <= _WORDS else None
        if number is None:
            return None
        fits = number.isdecimal() and len(number) <= len(str(MOST_PEOPLE)) and 1 <= int(number) <= MOST_PEOPLE
        return with_number(draft, int(number)) if fits else wrong
    if pieces.asking or pieces.rest:
        return None
    return _counted(draft, pieces, wrong)


def _counted(draft: Draft, pieces: Pieces, wrong: str) -> Draft | str:
    houses = [count.value for count in pieces.counts if count.unit == "household"]
    people = [count.value for count in pieces.people]
    if len(houses) > 1 or len(people) > 1 or None in houses or None in people:
        return wrong
    if houses:
        draft = replace(draft, households=houses[0])
    if not people:
        return answered(draft, "people")
    number = people[0] or 0
    return with_number(draft, number) if 1 <= number <= MOST_PEOPLE else wrong
