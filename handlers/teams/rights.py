"""Who may do what, in one place. Asked where data is read (bot/storage) and before anything is changed.

A resident is somebody without a role; what is their own belongs to their account and needs no right here.
"""

from datetime import date
from enum import StrEnum

from handlers.nudges.broadcast import Broadcast
from handlers.requests.request import Desk, Request
from handlers.teams.model import Role
from handlers.teams.people import Membership, Person
from handlers.visits.visit import Visit

MEMBER_DAYS = 7
LEADER_DAYS = 31


class Figures(StrEnum):
    """Whose figures somebody sees."""

    NONE = "none"
    TEAM = "team"  # their own and their team's
    COMMUNE = "commune"
    ALL = "all"  # of the whole province, without persons


class Content(StrEnum):
    """What somebody may do with the knowledge."""

    NOTHING = "nothing"
    SUGGEST = "suggest"
    LOCAL = "local"  # contacts, overrides and phrases of the commune
    ALL = "all"


def may_log(person: Person | None, hamlet: int) -> bool:
    """Whether they may log a visit there."""
    return person is not None and any(place.id == hamlet for place in person.hamlets)


def may_see_visit(person: Person, visit: Visit) -> bool:
    """Their own, those of their teams, those of their commune; the province sees figures without persons."""
    return any(_reaches_visit(held, person, visit) for held in person.memberships)


def may_change_visit(person: Person, visit: Visit, today: date) -> bool:
    """Whether they may change or withdraw it: their own for 7 days, a leader the team's for 31, the commune always."""
    age = (today - visit.day).days
    for held in person.memberships:
        if held.role is Role.COMMUNE_ADMIN and held.commune == visit.hamlet.commune:
            return True
        if held.role is Role.LEADER and _of_team(held, visit) and age <= LEADER_DAYS:
            return True
        # Their own only while they still serve there: a role ends with leaving.
        serves = any(place.id == visit.hamlet.id for place in held.hamlets)
        if held.role in (Role.MEMBER, Role.LEADER) and serves and visit.by == person.id and age <= MEMBER_DAYS:
            return True
    return False


def must_give_reason(person: Person, visit: Visit) -> bool:
    """Whether a change of it needs a reason: whenever it isn't their own."""
    return visit.by != person.id


def may_take(person: Person, request: Request) -> bool:
    """Whether they may accept it or pass it on."""
    return request.state.open and _serves(person, request)


def may_see_request(person: Person, request: Request) -> bool:
    """Whether they see it: while it is open whoever may take it, afterwards whoever held it and still serves there."""
    return _serves(person, request) and (request.state.open or request.holder == person.id)


def answers_at(person: Person, desk: Desk, hamlet: int | None, commune: str | None) -> bool:
    """Whether they are asked when a request of this hamlet and commune comes to a desk."""
    match desk:
        case Desk.PROVINCE:
            return bool(person.holds(Role.PROVINCE_ADMIN))
        case Desk.COMMUNE:
            return commune is not None and commune in communes_of(person)
        case Desk.TEAM | Desk.LEADER:
            roles = (Role.LEADER,) if desk is Desk.LEADER else (Role.MEMBER, Role.LEADER)
            return any(place.id == hamlet for held in person.holds(*roles) for place in held.hamlets)


def may_count_request(person: Person, request: Request) -> bool:
    """Whether it is part of the figures that they see: a leader's team's, an administrator's commune's."""
    return any(_reaches_request(held, request) for held in person.holds(Role.LEADER, Role.COMMUNE_ADMIN))


def may_see_broadcast(person: Person, broadcast: Broadcast) -> bool:
    """Whether they see what became of a notice: administrators of the commune that sent it, or of the province."""
    if broadcast.commune is None:
        return bool(person.holds(Role.PROVINCE_ADMIN))
    return broadcast.commune in communes_of(person)


def may_see_contact(person: Person, request: Request) -> bool:
    """A member once they accepted it, a leader while it is their team's, the commune's administrators."""
    if request.holder == person.id and may_take(person, request):
        return True
    leads = any(
        held.role is Role.LEADER and _reaches_request(held, request) and request.desk in (Desk.TEAM, Desk.LEADER)
        for held in person.memberships
    )
    administers = any(held.commune == request.commune for held in person.holds(Role.COMMUNE_ADMIN))
    return (leads and request.state.open) or administers


def may_see_figures(person: Person | None, commune: str | None, team: int | None = None) -> Figures:
    """What they see of the figures of a commune or one of its teams; without a commune, of the province."""
    found = Figures.NONE
    for held in person.memberships if person else ():
        if held.role is Role.PROVINCE_ADMIN:
            return Figures.ALL
        if held.role is Role.COMMUNE_ADMIN and commune is not None and held.commune == commune:
            found = Figures.COMMUNE
        elif team is not None and held.team == team and found is Figures.NONE:
            found = Figures.TEAM
    return found


def may_see_people(person: Person, membership: Membership) -> bool:
    """Whether they may see and end this membership, and invite to one like it."""
    for held in person.memberships:
        if held.role is Role.LEADER and membership.role is Role.MEMBER and held.team == membership.team:
            return True
        if (
            held.role is Role.COMMUNE_ADMIN
            and held.commune == membership.commune
            and membership.role in (Role.MEMBER, Role.LEADER, Role.COMMUNE_ADMIN)
        ):
            return True
        if held.role is Role.PROVINCE_ADMIN and membership.role is Role.COMMUNE_ADMIN:
            return True
    return False


def may_change_content(person: Person | None) -> Content:
    """What they may do with the knowledge."""
    if person is None or not person.memberships:
        return Content.NOTHING
    if person.holds(Role.PROVINCE_ADMIN):
        return Content.ALL
    return Content.LOCAL if person.holds(Role.COMMUNE_ADMIN) else Content.SUGGEST


def may_see_audit(person: Person, commune: str | None) -> bool:
    """Whether they may see the audit of a commune; None is everything."""
    if person.holds(Role.PROVINCE_ADMIN):
        return True
    return commune is not None and any(held.commune == commune for held in person.holds(Role.COMMUNE_ADMIN))


def may_see_question(person: Person, commune: str | None) -> bool:
    """Whether they see a question without an answer: of their commune, or of nobody knows which; the province all."""
    if person.holds(Role.PROVINCE_ADMIN):
        return True
    communes = communes_of(person)
    return bool(communes) and (commune is None or commune in communes)


def may_see_queue(person: Person) -> bool:
    """Whether they may see the queue and the settings."""
    return bool(person.holds(Role.PROVINCE_ADMIN))


def communes_of(person: Person) -> frozenset[str]:
    """The communes that they administer."""
    return frozenset(held.commune for held in person.holds(Role.COMMUNE_ADMIN) if held.commune)


def _serves(person: Person, request: Request) -> bool:
    return any(_reaches_request(held, request) for held in person.memberships) or (
        # Nobody below: then the province answers for it.
        request.desk is Desk.PROVINCE and bool(person.holds(Role.PROVINCE_ADMIN))
    )


def _reaches_visit(held: Membership, person: Person, visit: Visit) -> bool:
    match held.role:
        case Role.MEMBER:
            return visit.by == person.id or _of_team(held, visit)
        case Role.LEADER:
            return visit.by == person.id or _of_team(held, visit)
        case Role.COMMUNE_ADMIN:
            return held.commune == visit.hamlet.commune
        case Role.PROVINCE_ADMIN:
            return False


def _of_team(held: Membership, visit: Visit) -> bool:
    return held.team is not None and held.team == visit.team


def _reaches_request(held: Membership, request: Request) -> bool:
    if held.role is Role.COMMUNE_ADMIN:
        return held.commune is not None and held.commune == request.commune
    if held.role in (Role.MEMBER, Role.LEADER):
        return request.hamlet is not None and any(place.id == request.hamlet.id for place in held.hamlets)
    return False
