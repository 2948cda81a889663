"""Making and revoking invitations in chat: whom, of which team or commune, and the code to hand over."""

from collections.abc import Iterable
from datetime import timedelta

from handlers.reply import Block, Link, Paragraph, Press, Reply, say
from handlers.scene import Scene
from handlers.teams import texts_people as texts
from handlers.teams.changes import NoteAct, PutCode, RevokeCode
from handlers.teams.codes import INVITATION_DAYS, Code, CodeKind, about_code, make_code, read_code, spaced
from handlers.teams.model import Role, Team
from handlers.teams.people import Membership, Person
from handlers.teams.presses import number, page_of, press, said, shown, slug
from handlers.teams.rights import communes_of, may_see_people
from handlers.turn import Turn

INVITE, CODE, TEAMS, COMMUNES, REVOKE = _OWN = "invite", "code", "teams", "communes", "revoke"


def invite(scene: Scene) -> Turn:
    """Whom to invite; where there is but one answer, that one at once."""
    person = scene.person
    if person is None:
        return said(scene, texts.INVITE_NO_ROLE)
    ways = list(_ways(person))
    if not ways:
        return said(scene, texts.INVITE_NOT_YOU)
    if len(ways) > 1:
        return shown(scene, say(texts.INVITE_WHAT, buttons=ways))
    what, *args = ways[0].action.args
    turn = pressed(scene, what, tuple(args))
    return turn or said(scene, texts.NOT_YOURS)


def _ways(person: Person) -> Iterable[Press]:
    for held in person.holds(Role.LEADER):
        label = texts.capital(texts.role_at(Role.MEMBER, held.team_name, None))
        yield press(label, CODE, Role.MEMBER, held.team or 0)
    communes = sorted(communes_of(person))
    several = len(communes) > 1
    for commune in communes:
        after = f", {commune}" if several else ""
        yield press(texts.INVITE_MEMBER + after, TEAMS, Role.MEMBER, slug(commune), 0)
        yield press(texts.INVITE_LEADER + after, TEAMS, Role.LEADER, slug(commune), 0)
        yield press(f"Quản trị {commune}", CODE, Role.COMMUNE_ADMIN, slug(commune))
    if person.holds(Role.PROVINCE_ADMIN):
        yield press(texts.INVITE_ADMIN, COMMUNES, 0)


def pressed(scene: Scene, what: str, args: tuple[str, ...]) -> Turn | None:
    """One of the buttons of inviting; None when it is old."""
    if what not in _OWN:
        return None
    if scene.person is None:
        return said(scene, texts.INVITE_NO_ROLE)
    match what, args:
        case "invite", ():
            return invite(scene)
        case "communes", (page,):
            return _communes(scene, number(page))
        case "teams", (("member" | "leader") as role, where, page):
            return _teams(scene, scene.person, Role(role), where, number(page))
        case "code", (("member" | "leader") as role, team):
            return _for_team(scene, scene.person, Role(role), number(team))
        case "code", ("commune-admin", where):
            commune = _commune(scene, where)
            return _make(scene, scene.person, Membership(0, Role.COMMUNE_ADMIN, commune)) if commune else None
        case "revoke", (code,):
            return _revoke(scene, scene.person, code)
    return None


def _communes(scene: Scene, page: int) -> Turn:
    presses = [press(name, CODE, Role.COMMUNE_ADMIN, slug(name)) for name in scene.records.communes()]
    if not presses:
        return said(scene, texts.INVITE_NO_COMMUNE)
    return shown(scene, say(texts.INVITE_COMMUNE, buttons=page_of(presses, page, COMMUNES)))


def _teams(scene: Scene, person: Person, role: Role, where: str, page: int) -> Turn | None:
    commune = _commune(scene, where)
    if commune is None:
        return None
    if commune not in communes_of(person):
        return said(scene, texts.NOT_YOURS)
    presses = [press(texts.short_team(team.name), CODE, role, team.id) for team in scene.records.teams(commune)]
    if not presses:
        return said(scene, texts.INVITE_NO_TEAM.format(commune=texts.capital(commune)))
    asked = texts.INVITE_TEAM.format(role=texts.role_name(role))
    return shown(scene, say(asked, buttons=page_of(presses, page, TEAMS, role, where)))


def _for_team(scene: Scene, person: Person, role: Role, number: int) -> Turn | None:
    team = _team(scene, person, number)
    if team is None:
        return said(scene, texts.NOT_YOURS)
    return _make(scene, person, Membership(0, role, team.commune, team.id, team.name))


def _team(scene: Scene, person: Person, number: int) -> Team | None:
    """A team of a commune where the person has a role."""
    communes = dict.fromkeys(held.commune for held in person.memberships if held.commune)
    return next((team for name in communes for team in scene.records.teams(name) if team.id == number), None)


def _commune(scene: Scene, where: str) -> str | None:
    return next((name for name in scene.records.communes() if slug(name) == where), None)


def _make(scene: Scene, person: Person, wanted: Membership) -> Turn:
    """The code, on record from now on."""
    if not may_see_people(person, wanted):
        return said(scene, texts.NOT_YOURS)
    if scene.choose is None:
        return said(scene, texts.NOT_HERE)
    expires = scene.now + timedelta(days=INVITATION_DAYS)
    code = Code(
        make_code(scene.choose),
        CodeKind.INVITATION,
        scene.now,
        made_by=person.id,
        role=wanted.role,
        commune=wanted.commune,
        team=wanted.team,
        expires=expires,
    )
    role = texts.role_at(wanted.role, wanted.team_name, wanted.commune)
    blocks: list[Block] = [
        Paragraph(texts.INVITED.format(role=role, until=texts.until(expires))),
        Paragraph(texts.INVITED_HOW),
    ]
    if scene.public_url:
        blocks.append(Link(texts.INVITED_LINK, f"{scene.public_url}/m/{code.code}"))
    presses = (press(texts.REVOKE_BUTTON, REVOKE, code.code), press(texts.MORE_BUTTON, INVITE))
    reply = Reply(tuple(blocks), title=texts.INVITED_TITLE.format(code=spaced(code.code)), buttons=presses)
    changes = (PutCode(code), NoteAct(person.id, "invite", about_code(code), wanted.commune))
    return Turn(scene.conversation, (reply,), changes)


def _revoke(scene: Scene, person: Person, text: str) -> Turn:
    code = scene.records.code(read_code(text) or "")
    # Nobody learns by it whether there is such a code.
    if not (code and code.role and may_see_people(person, Membership(0, code.role, code.commune, code.team))):
        return said(scene, texts.NOT_YOURS)
    if code.used:
        return said(scene, texts.REVOKE_USED.format(code=spaced(code.code)))
    if code.revoked:
        return said(scene, texts.REVOKED_BEFORE.format(code=spaced(code.code)))
    reply = say(texts.REVOKED.format(code=spaced(code.code)), buttons=(press(texts.INVITE_BUTTON, INVITE),))
    changes = (RevokeCode(code.code), NoteAct(person.id, "revoke-invitation", about_code(code), code.commune))
    return Turn(scene.conversation, (reply,), changes)
