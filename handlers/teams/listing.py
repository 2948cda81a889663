"""Who somebody is, and the people and open invitations that they may see."""

from typing import TypeVar

from handlers.ask import buttons
from handlers.reply import Block, Bullets, Paragraph, Press, Reply, Small
from handlers.scene import Scene
from handlers.teams import inviting, linking
from handlers.teams import texts_linking as link_texts
from handlers.teams import texts_people as texts
from handlers.teams.codes import Code, spaced
from handlers.teams.joining import help_button
from handlers.teams.model import Role
from handlers.teams.people import Listed, Membership, Person
from handlers.teams.presses import PAGE, number, page_of, press, said
from handlers.turn import Turn
from knowledge.days import day_of, show_day

T = TypeVar("T")
TEAM, PEOPLE, OPEN = "team", "people", "open"
END, LEAVE = "end", "leave"


def team(scene: Scene) -> Turn:
    """The person's own roles, with what they can do about them."""
    person = scene.person
    if person is None:
        return _of_resident(scene)
    blocks: list[Block] = [Paragraph(texts.MINE), Bullets(tuple(map(_mine, person.memberships)))]
    blocks += _links(scene)
    return Turn(scene.conversation, (Reply(tuple(blocks), buttons=_overview(scene, person)),))


def people(scene: Scene, page: int = 0) -> Turn:
    """The people that somebody may see, with a button for each to end the role."""
    person = scene.person
    if person is None:
        return _of_resident(scene)
    if not _manages(person):
        lines = Bullets(tuple(map(_mine, person.memberships)))
        reply = Reply((Paragraph(texts.MINE_ONLY), lines), buttons=_overview(scene, person))
        return Turn(scene.conversation, (reply,))
    found = sorted(scene.records.people(person), key=lambda item: (item.membership.team_name or "", item.name))
    if not found:
        return said(scene, texts.PEOPLE_NONE, buttons=(press(texts.INVITE_BUTTON, inviting.INVITE),))
    ends = [_end(item) for item in found]
    presses = _others(page_of(ends, page, PEOPLE), person)
    lines = Bullets(tuple(map(_line, _page(found, page))))
    reply = Reply((lines,), title=texts.PEOPLE_TITLE.format(count=len(found)), buttons=presses)
    return Turn(scene.conversation, (reply,))


def invitations(scene: Scene, page: int = 0) -> Turn:
    """The invitations that are open, with a button for each to revoke it."""
    if scene.person is None or not _manages(scene.person):
        return inviting.invite(scene)
    found = _open(scene, scene.person)
    invite = press(texts.INVITE_BUTTON, inviting.INVITE)
    if not found:
        return said(scene, texts.OPEN_NONE, buttons=(invite,))
    presses = [press(texts.OPEN_REVOKE.format(code=spaced(code.code)), inviting.REVOKE, code.code) for code in found]
    lines = Bullets(tuple(map(_invitation, _page(found, page))))
    reply = Reply((lines,), title=texts.OPEN_TITLE.format(count=len(found)), buttons=page_of(presses, page, OPEN))
    return Turn(scene.conversation, (reply,))


def pressed(scene: Scene, what: str, args: tuple[str, ...]) -> Turn | None:
    """One of the buttons that lead to a list."""
    page = number(args[0]) if args else 0
    match what:
        case "team":
            return team(scene)
        case "people":
            return people(scene, page)
        case "open":
            return invitations(scene, page)
    return None


def _of_resident(scene: Scene) -> Turn:
    """Whose team helps where the resident lives."""
    hamlet = scene.records.hamlet(scene.conversation.hamlet) if scene.conversation.hamlet else None
    if hamlet is None:
        return said(scene, texts.NO_ROLE, texts.NO_TEAM_OF_RESIDENT, buttons=(buttons.MENU,))
    found = scene.records.team_of(hamlet.id)
    told = texts.TEAM_OF_RESIDENT if found else texts.HAMLET_NO_TEAM
    line = told.format(hamlet=hamlet.name, commune=hamlet.commune, team=found.name if found else "")
    return said(scene, line, buttons=(*help_button(scene, hamlet), buttons.MENU))


def _overview(scene: Scene, person: Person) -> tuple[Press, ...]:
    presses: list[Press] = []
    if _manages(person):
        count = len(scene.records.people(person))
        presses.append(press(texts.PEOPLE_BUTTON.format(count=count), PEOPLE, 0))
        if codes := _open(scene, person):
            presses.append(press(texts.OPEN_BUTTON.format(count=len(codes)), OPEN, 0))
        presses.append(press(texts.INVITE_BUTTON, inviting.INVITE))
    presses.append(press(texts.LINK_BUTTON, linking.LINK))
    in_team = person.holds(Role.MEMBER, Role.LEADER)
    return (*presses, press(texts.LEAVE_BUTTON if in_team else texts.LEAVE_ROLE_BUTTON, LEAVE))


def _links(scene: Scene) -> tuple[Block, ...]:
    others = [item for item in scene.records.linked(scene.account) if item != scene.account]
    names = ", ".join(link_texts.CHANNELS[item.channel] for item in others)
    return (Small(link_texts.OTHERS.format(channels=names)),) if names else ()


def _manages(person: Person) -> bool:
    return any(held.role is not Role.MEMBER for held in person.memberships)


def _open(scene: Scene, person: Person) -> list[Code]:
    return [code for code in scene.records.invitations(person) if code.usable(scene.now)]


def _page(items: list[T], page: int) -> list[T]:
    """The items whose buttons `page_of` shows."""
    if len(items) <= PAGE + 1:
        return items
    page = page if page * PAGE < len(items) else 0
    return items[page * PAGE : (page + 1) * PAGE]


def _end(item: Listed) -> Press:
    return press(texts.END_BUTTON.format(name=item.name), END, item.membership.id)


def _others(presses: tuple[Press, ...], viewer: Person) -> tuple[Press, ...]:
    """Without a button against oneself: leaving is said in another way."""
    own = {press(texts.END_BUTTON.format(name=viewer.name), END, held.id).action for held in viewer.memberships}
    return tuple(item for item in presses if item.action not in own)


def _mine(held: Membership) -> str:
    role = texts.capital(texts.role_at(held.role, held.team_name, held.commune))
    names = [hamlet.name for hamlet in held.hamlets]
    if held.role in (Role.MEMBER, Role.LEADER) and names:
        return texts.MINE_REACH.format(role=role, places=texts.places(names))
    return role


def _line(item: Listed) -> str:
    role = texts.role_at(item.membership.role, item.membership.team_name, item.membership.commune)
    return texts.PERSON_LINE.format(name=item.name, role=role, day=show_day(day_of(item.since)))


def _invitation(code: Code) -> str:
    role = texts.role_at(code.role or Role.MEMBER, code.team_name, code.commune)
    until = texts.until(code.expires) if code.expires else ""
    name = f" ({code.name})" if code.name else ""
    return texts.OPEN_LINE.format(code=spaced(code.code), role=role, name=name, until=until)
