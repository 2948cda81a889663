"""Who is asked for a request, desk by desk: team, leader, commune, province. Nobody who passed it on is asked again."""

from collections.abc import Callable, Sequence

from handlers.requests.request import Desk, Request
from handlers.teams import rights
from handlers.teams.people import Person

ORDER = tuple(Desk)
Takers = Callable[[Desk, int | None, str | None], Sequence[Person]]
"""Who answers at a desk of a hamlet and commune and can be written to (`Records.takers`)."""


def takers_among(everybody: Sequence[Person]) -> Takers:
    """The takers among people that were read once, for looking at many requests."""

    def takers(desk: Desk, hamlet: int | None, commune: str | None) -> Sequence[Person]:
        return [person for person in everybody if rights.answers_at(person, desk, hamlet, commune)]

    return takers


def everyone_at(takers: Takers, request: Request, desk: Desk) -> Sequence[Person]:
    """Who answers at a desk for this request."""
    return takers(desk, request.hamlet.id if request.hamlet else None, request.commune)


def asked(takers: Takers, request: Request) -> Sequence[Person]:
    """Who is asked at its desk; where all have passed it on and it stays, all of them again."""
    return _fresh(takers, request, request.desk) or everyone_at(takers, request, request.desk)


def above(takers: Takers, request: Request) -> Desk | None:
    """The next desk above where somebody can be asked."""
    higher = ORDER[ORDER.index(request.desk) + 1 :]
    return next((desk for desk in higher if _fresh(takers, request, desk)), None)


def place_for(takers: Takers, request: Request) -> Desk | None:
    """The desk where it belongs as people are now: its own while somebody can be asked there.

    Else the next above, else the lowest, else wherever anybody answers, though they passed it on; None is nobody at
    all.
    """
    if _fresh(takers, request, request.desk):
        return request.desk
    if other := elsewhere(takers, request):
        return other
    anybody = [desk for desk in ORDER if everyone_at(takers, request, desk)]
    return request.desk if request.desk in anybody else next(reversed(anybody), None)


def elsewhere(takers: Takers, request: Request) -> Desk | None:
    """The next desk above where somebody can be asked, else the lowest of all."""
    return above(takers, request) or next((desk for desk in ORDER if _fresh(takers, request, desk)), None)


def lowest(takers: Takers, hamlet: int | None, commune: str | None) -> Desk | None:
    """Where a new request goes. A team with a leader alone is a team."""
    return next((desk for desk in ORDER if takers(desk, hamlet, commune)), None)


def _fresh(takers: Takers, request: Request, desk: Desk) -> Sequence[Person]:
    return [person for person in everyone_at(takers, request, desk) if person.id not in request.passed_by]
