"""Roles that end: somebody is taken off the list, or leaves. What was logged stays."""

from dataclasses import replace

from handlers.reply import Bullets, Paragraph, Reply, say
from handlers.requests.request import Request
from handlers.scene import Scene
from handlers.teams import texts_people as texts
from handlers.teams.changes import EndMembership, NoteAct
from handlers.teams.listing import END, LEAVE
from handlers.teams.model import Role
from handlers.teams.people import Listed, Membership, Person
from handlers.teams.presses import YES, number, press, said, yes_or_keep
from handlers.teams.rights import may_see_people, may_take
from handlers.turn import Notice, Turn
from knowledge.days import day_of, show_day


def leave(scene: Scene) -> Turn:
    """Somebody wants to leave: which role, when there are several."""
    person = scene.person
    if person is None:
        return said(scene, texts.NO_ROLE)
    if len(person.memberships) == 1:
        return _leave_check(scene, person, person.memberships[0])
    presses = [press(_short(held), LEAVE, held.id) for held in person.memberships]
    return said(scene, texts.LEAVE_WHICH, buttons=presses)


def pressed(scene: Scene, what: str, args: tuple[str, ...]) -> Turn | None:
    """One of the buttons about a role that is to end; None when it is old."""
    if what == LEAVE and not args:
        return leave(scene)
    person = scene.person
    if person is None:
        return said(scene, texts.NO_ROLE)
    membership = number(args[0]) if args else 0
    if what in (LEAVE, LEAVE + YES):
        held = next((held for held in person.memberships if held.id == membership), None)
        if held is None:
            return said(scene, texts.LEFT_BEFORE)
        return _left(scene, person, held) if what == LEAVE + YES else _leave_check(scene, person, held)
    if any(held.id == membership for held in person.memberships):
        return said(scene, texts.END_SELF)
    listed = next((item for item in scene.records.people(person) if item.membership.id == membership), None)
    if listed is None:
        return said(scene, texts.END_GONE)
    return _ended(scene, person, listed) if what == END + YES else _end_check(scene, listed)


# --- taking somebody off the list


def _end_check(scene: Scene, listed: Listed) -> Turn:
    if holds := _holds(scene, listed):
        return holds
    text = texts.END_CHECK.format(name=listed.name, role=_role(listed.membership))
    return said(scene, text, buttons=yes_or_keep(texts.END_YES, END + YES, listed.membership.id))


def _ended(scene: Scene, person: Person, listed: Listed) -> Turn:
    if holds := _holds(scene, listed):
        return holds
    held, role = listed.membership, _role(listed.membership)
    changes = (EndMembership(held.id, person.id), NoteAct(person.id, "end-role", str(held.id), held.commune))
    theirs = scene.records.person_by_id(listed.person)
    told = say(texts.ENDED_NOTICE.format(role=role, by=person.name))
    notices = (Notice(theirs.account, told, quiet=True),) if theirs and theirs.account else ()
    reply = say(texts.ENDED.format(name=listed.name, role=role))
    return Turn(scene.conversation, (reply,), changes, notices)


def _holds(scene: Scene, listed: Listed) -> Turn | None:
    """Why it can't be yet: they hold help requests that nobody would own then."""
    theirs = scene.records.person_by_id(listed.person)
    held = _orphaned(scene, theirs, listed.membership) if theirs else []
    return said(scene, texts.END_HOLDS.format(name=listed.name, count=len(held))) if held else None


# --- leaving


def _leave_check(scene: Scene, person: Person, held: Membership) -> Turn:
    if stays := _must_stay(scene, person, held):
        return stays
    draft = texts.LEAVE_DRAFT if scene.conversation.draft else ""
    text = texts.LEAVE_CHECK.format(role=_role(held))
    return said(scene, text, draft, buttons=yes_or_keep(texts.LEAVE_YES, LEAVE + YES, held.id))


def _left(scene: Scene, person: Person, held: Membership) -> Turn:
    if stays := _must_stay(scene, person, held):
        return stays
    role = _role(held)
    changes = (EndMembership(held.id, person.id), NoteAct(person.id, "leave", str(held.id), held.commune))
    told = say(texts.LEFT_NOTICE.format(name=person.name, role=role))
    notices = tuple(
        Notice(other.account, told, quiet=True) for other in _in_charge(scene, person, held) if other.account
    )
    alone = len(person.memberships) == 1
    conversation = scene.conversation.with_(draft=None, helping=None) if alone else scene.conversation
    reply = say(texts.LEFT.format(role=role), texts.LEFT_STILL if alone else "")
    return Turn(conversation, (reply,), changes, notices)


def _must_stay(scene: Scene, person: Person, held: Membership) -> Turn | None:
    """The help requests that have to be passed on or done before."""
    orphaned = _orphaned(scene, person, held)
    if not orphaned:
        return None
    blocks = (
        Paragraph(texts.LEAVE_HOLDS.format(count=len(orphaned))),
        Bullets(tuple(map(_request, orphaned))),
        Paragraph(texts.LEAVE_HOLDS_NEXT),
    )
    return Turn(scene.conversation, (Reply(blocks),))


def _orphaned(scene: Scene, person: Person, held: Membership) -> list[Request]:
    """Open help requests that they hold and would reach no more without this role."""
    rest = replace(person, memberships=tuple(other for other in person.memberships if other.id != held.id))
    return [
        request
        for request in scene.records.requests_for(person)
        if request.holder == person.id and not may_take(rest, request)
    ]


def _in_charge(scene: Scene, person: Person, held: Membership) -> list[Person]:
    """Who is told that somebody left: the team's leaders, else those above who may see it."""
    others = [other for other in scene.records.everybody() if other.id != person.id and may_see_people(other, held)]
    leaders = [other for other in others if any(mine.team == held.team for mine in other.holds(Role.LEADER))]
    return leaders if held.role is Role.MEMBER and leaders else others


def _request(request: Request) -> str:
    place = request.hamlet.name if request.hamlet else request.commune or texts.REQUEST_NO_PLACE
    what = request.wants or texts.REQUEST_NO_WORDS
    return texts.REQUEST_LINE.format(place=place, what=what, day=show_day(day_of(request.opened)))


def _role(held: Membership) -> str:
    return texts.role_at(held.role, held.team_name, held.commune)


def _short(held: Membership) -> str:
    return texts.capital(texts.role_at(held.role, held.team_name, None if held.team else held.commune))
