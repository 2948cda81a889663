"""Requests put on record as they stand after the form was sent or the button was pressed, for tests about time."""

from dataclasses import replace
from itertools import count

from handlers.requests import climbing
from handlers.requests.request import Desk, PutRequest, Request, State, Step
from handlers.teams.changes import EndMembership
from handlers.teams.model import Hamlet
from tests.village import MINH_HOP, Talker, Village

_numbers = count(1)


def hamlet(village: Village, name: str, commune: str = MINH_HOP) -> Hamlet:
    """A hamlet by name."""
    return next(place for place in village.records.hamlets(commune) if place.name == name)


def sent(
    village: Village, resident: Talker, place: str | None = "Xóm 4", commune: str | None = MINH_HOP, **parts: object
) -> str:
    """A request that was just sent; its key."""
    where = hamlet(village, place, commune or MINH_HOP) if place else None
    desk = climbing.first_desk(village.records, where, commune)
    request = Request(
        f"request-{next(_numbers)}",
        resident.account,
        village.now,
        desk or Desk.PROVINCE,
        village.now,
        where,
        commune,
        wants="cài VNeID cho mẹ",
        nobody=desk is None,
    )
    request = replace(request, **parts)  # type: ignore[arg-type]
    village.write(PutRequest(_timed(village, request), Step.OPENED))
    return request.key


def accepted(village: Village, key: str, holder: Talker) -> None:
    """Somebody accepts it now."""
    person = village.person(holder)
    request = replace(
        on_record(village, key),
        state=State.TAKEN,
        holder=person.id,
        holder_name=person.name,
        since=village.now,
        accepted=village.now,
    )
    village.write(PutRequest(_timed(village, request), Step.ACCEPTED, person.id))


def leaves(village: Village, talker: Talker) -> None:
    """All roles of somebody end."""
    for held in village.person(talker).memberships:
        village.write(EndMembership(held.id, None))


def on_record(village: Village, key: str) -> Request:
    """A request as it stands."""
    return next(request for request in village.records.requests_open() if request.key == key)


def stands(village: Village, key: str) -> bool:
    """Whether a look at it now leaves a request as it is."""
    before = on_record(village, key)
    village.tick()
    return on_record(village, key) == before


def _timed(village: Village, request: Request) -> Request:
    return replace(request, next=climbing.next_time(village.records, request, village.now))
