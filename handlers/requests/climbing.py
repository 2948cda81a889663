"""A request that isn't taken or done in time moves on by itself, so that there is always somebody who owns it.

Nothing is sent at night: what falls due then happens at 7:00. Deadlines are reckoned from the commune's hours as they
are now, so a change of them holds at once.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from handlers.records import Records
from handlers.requests import cards, desks, hours
from handlers.requests import texts_time as texts
from handlers.requests.desks import Takers
from handlers.requests.limits import LEAST, Limit, Limits, limits_of
from handlers.requests.request import Desk, PutRequest, Request, State, Step
from handlers.requests.telling import Telling
from handlers.teams import rights
from handlers.teams.model import Hamlet
from handlers.teams.people import Person
from handlers.turn import Batch, Notice
from knowledge.content import Content

# Where nobody is above, those who are asked are reminded after so many open hours, again and again.
REMIND_HOURS = 24.0
# A holder is reminded so often; then the request waits for somebody else.
REMINDERS = 2
_LEAVES = {Desk.TEAM: Limit.LEADER, Desk.LEADER: Limit.COMMUNE, Desk.COMMUNE: Limit.PROVINCE}
_COMES = {Desk.LEADER: Limit.LEADER, Desk.COMMUNE: Limit.COMMUNE}


def first_desk(records: Records, hamlet: Hamlet | None, commune: str | None) -> Desk | None:
    """Where a new request goes; None when nobody at all can be asked."""
    return desks.lowest(records.takers, hamlet.id if hamlet else None, hamlet.commune if hamlet else commune)


def next_time(records: Records, request: Request, now: datetime) -> datetime | None:
    """When something happens by itself to a request, as it stands after what is done at `now`; None when closed."""
    return _next(limits_of(records, request.commune), request, now)


def notices_to_desk(records: Records, content: Content, request: Request, now: datetime) -> tuple[Notice, ...]:
    """Everybody who is asked for a waiting request gets its card; nobody at night, when they are told at 7:00."""
    return Telling(records, records.takers, content, now).asked(request) if hours.is_open(now) else ()


def tick(records: Records, content: Content, now: datetime) -> tuple[Batch, ...]:
    """What is due at `now`, a batch a request."""
    waiting = records.requests_open() if hours.is_open(now) else ()
    if not waiting:
        return ()
    everybody = records.everybody()
    takers = desks.takers_among(everybody)
    people = {person.id: person for person in everybody}
    telling = Telling(records, takers, content, now)
    looks = (_Look(telling, people, limits_of(records, request.commune)).batch(request) for request in waiting)
    return tuple(batch for batch in looks if batch)


def _next(limits: Limits, request: Request, now: datetime) -> datetime | None:
    if not request.state.open:
        return None
    if request.state is State.TAKEN:
        return hours.add_open(now, limits[Limit.REMINDER])
    if _untold(request) and now < hours.seen_by(request.since):
        return hours.seen_by(request.since)
    climbs = _deadline(limits, request)
    return climbs if climbs and climbs > now else hours.add_open(now, REMIND_HOURS)


def _untold(request: Request) -> bool:
    """Whether it came to its desk at night, so that nobody there has been told."""
    return not hours.is_open(request.since)


def _deadline(limits: Limits, request: Request) -> datetime | None:
    """When a waiting request leaves its desk: by its opening, though who got it late has their share all the same."""
    if request.nobody or request.desk not in _LEAVES:
        return None
    leaves = limits[_LEAVES[request.desk]]
    comes = limits[_COMES[request.desk]] if request.desk in _COMES else 0
    share = max(leaves - comes, LEAST)
    return max(hours.add_open(request.opened, leaves), hours.add_open(request.since, share))


@dataclass(frozen=True, slots=True)
class _Said:
    """Why it has no holder any more, to each side."""

    asked: str
    holder: str
    resident: str


_LEFT = _Said(texts.HOLDER_LEFT, texts.LEFT_BEHIND, texts.REASSIGNED)
_SLOW = _Said(texts.HOLDER_SLOW, texts.TAKEN_FROM, texts.REASSIGNED_SLOW)


@dataclass(frozen=True, slots=True)
class _Look:
    """One look at one request."""

    telling: Telling
    people: Mapping[int, Person]
    limits: Limits

    @property
    def now(self) -> datetime:
        return self.telling.now

    @property
    def takers(self) -> Takers:
        return self.telling.takers

    def batch(self, request: Request) -> Batch | None:
        """What happens to it now, or None."""
        return self._taken(request) if request.state is State.TAKEN else self._waiting(request)

    def _put(self, after: Request, step: Step, notices: Sequence[Notice]) -> Batch:
        return Batch((PutRequest(replace(after, next=_next(self.limits, after, self.now)), step),), tuple(notices))

    # --- waiting

    def _waiting(self, request: Request) -> Batch | None:
        place = desks.place_for(self.takers, request)
        if place is None:
            return self._alone(request)
        if request.nobody or place is not request.desk:
            return self._found(request, place)
        if _untold(request):
            why = texts.TOLD_MORNING.format(at=cards.at_time(request.since))
            return self._put(replace(request, since=self.now), Step.REMINDED, self.telling.asked(request, why))
        climbs, higher = _deadline(self.limits, request), desks.above(self.takers, request)
        if climbs and climbs <= self.now and higher:
            return self._climbed(request, higher)
        if request.next is None or request.next <= self.now:
            told = self.telling.asked(request, self.telling.waited(request), texts.STILL_WAITING)
            return self._put(request, Step.REMINDED, told)
        return None

    def _climbed(self, request: Request, desk: Desk) -> Batch:
        after = replace(request, desk=desk, since=self.now)
        why = (self.telling.waited(request), texts.CLIMBED_TO[desk])
        notices = (
            *self.telling.asked(after, *why),
            *self.telling.moved_away(request, after),
            self.telling.resident(after, texts.CLIMBED),
        )
        return self._put(after, Step.CLIMBED, notices)

    def _found(self, request: Request, desk: Desk) -> Batch:
        """Its desk is empty, or all desks were: somebody else is asked."""
        after = replace(request, desk=desk, since=self.now, nobody=False)
        why = (self.telling.waited(request), texts.CLIMBED_TO[desk], "" if request.nobody else texts.NOBODY_BELOW)
        line = texts.FOUND if request.nobody else texts.CLIMBED
        notices = (*self.telling.asked(after, *why), self.telling.resident(after, line))
        return self._put(after, Step.CLIMBED, notices)

    def _alone(self, request: Request) -> Batch | None:
        """Nobody at all: it stays open, the resident knows, and whoever joins is asked."""
        if not request.nobody:
            after = replace(request, desk=Desk.PROVINCE, since=self.now, nobody=True)
            return self._put(after, Step.CLIMBED, (self.telling.alone(after, texts.ALONE),))
        if request.next is None or request.next <= self.now:
            return self._put(request, Step.REMINDED, (self.telling.alone(request, texts.ALONE_STILL),))
        return None

    # --- taken

    def _taken(self, request: Request) -> Batch | None:
        holder = self.people.get(request.holder or 0)
        if holder is None or not rights.may_take(holder, request):
            return self._released(request, request.desk, _LEFT)
        if request.next is not None and request.next > self.now:
            return None
        slow = replace(request, passed_by=(*request.passed_by, holder.id))
        if request.reminded >= REMINDERS and (desk := desks.elsewhere(self.takers, slow)):
            return self._released(slow, desk, _SLOW)
        since = self.telling.held_since(request)
        notices: tuple[Notice, ...] = (self.telling.card(request, holder, texts.REMIND_HOLDER.format(since=since)),)
        if request.reminded:
            notices += self.telling.leaders(request, texts.REMIND_LEADER.format(name=holder.name, since=since))
        return self._put(replace(request, reminded=request.reminded + 1), Step.REMINDED, notices)

    def _released(self, request: Request, desk: Desk, said: _Said) -> Batch:
        """Nobody holds it any more: it waits at a desk where somebody can be asked."""
        free = replace(request, state=State.WAITING, desk=desk, since=self.now, holder=None, accepted=None)
        free = replace(free, talking=False, reminded=0)
        place = desks.place_for(self.takers, free)
        after = replace(free, desk=place or Desk.PROVINCE, nobody=place is None)
        name = request.holder_name or cards.holder_of(self.telling.records, request)
        notices = self.telling.asked(after, said.asked.format(name=name, since=self.telling.held_since(request)))
        if holder := self.people.get(request.holder or 0):
            notices += (self.telling.line(request, holder, said.holder, after),)
        if after.nobody:
            notices += (self.telling.alone(after, texts.ALONE),)
        else:
            notices += (self.telling.resident(after, said.resident),)
        return self._put(replace(after, holder_name=""), Step.PASSED, notices)
