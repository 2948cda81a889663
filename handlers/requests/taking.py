"""The team's side: what waits, accepting it, seeing how to reach the resident."""

from collections.abc import Sequence
from dataclasses import replace

from handlers.ask.buttons import MOST
from handlers.reply import Bullets, Paragraph, Reply, say
from handlers.requests import climbing, desks, texts
from handlers.requests.cards import (
    about,
    at_time,
    named,
    place_of,
    press,
    resident_within,
    see_button,
    team_buttons,
    team_card,
    told,
)
from handlers.requests.opening import call_button
from handlers.requests.request import Contact, PutRequest, Reach, Request, State, Step
from handlers.scene import Scene
from handlers.teams import rights
from handlers.teams.changes import NoteAct
from handlers.teams.people import Person
from handlers.turn import Change, Notice, Turn

_LABEL = 22


def yours(scene: Scene, key: str) -> tuple[Person, Request] | Turn:
    """The person and the open request that they may act on; else a turn that says why not."""
    if scene.person is None:
        return Turn(scene.conversation, (say(texts.FOR_TEAMS, buttons=(call_button(),)),))
    request = scene.records.request(key, scene.person, scene.account)
    mine = request is not None and (request.holder == scene.person.id or rights.may_take(scene.person, request))
    if request is None or not mine or not request.state.open:
        return Turn(scene.conversation, (say(texts.NOT_YOURS),))
    return scene.person, request


def listed(scene: Scene, page: int = 0) -> Turn:
    """What waits, oldest first; the only one as its card."""
    if scene.person is None:
        return Turn(scene.conversation, (say(texts.FOR_TEAMS, buttons=(call_button(),)),))
    found = scene.records.requests_for(scene.person)
    if not found:
        return Turn(scene.conversation, (say(texts.LIST_EMPTY),))
    if len(found) == 1:
        return Turn(scene.conversation, (team_card(found[0], scene.person, scene.content),))
    return Turn(scene.conversation, (_list(found, scene.person, page),))


def _list(found: Sequence[Request], viewer: Person, page: int) -> Reply:
    room = MOST if len(found) <= MOST else MOST - 1
    first = page * room if page * room < len(found) else 0
    shown = found[first : first + room]
    lines = [
        texts.LIST_ITEM.format(about=about(request), place=place_of(request), state=_standing(request, viewer))
        for request in shown
    ]
    presses = [
        press(texts.LIST_BUTTON.format(number=number, about=_short(about(request))), "show", request.key)
        for number, request in enumerate(shown, 1)
    ]
    if len(found) > room:
        following = page + 1 if first + room < len(found) else 0
        presses.append(press(texts.LIST_MORE, "list", str(following)))
    head = Paragraph(texts.LIST.format(count=len(found)))
    return Reply((head, Bullets(tuple(lines), numbered=True)), buttons=tuple(presses))


def _standing(request: Request, viewer: Person) -> str:
    if request.state is State.WAITING:
        return texts.LIST_WAITING.format(since=at_time(request.opened))
    if request.holder == viewer.id:
        return texts.LIST_MINE
    return texts.LIST_TAKEN.format(name=request.holder_name)


def _short(text: str) -> str:
    return text if len(text) <= _LABEL else text[:_LABEL].rstrip() + "…"


def show(scene: Scene, key: str) -> Turn:
    """One request of the list."""
    found = yours(scene, key)
    if isinstance(found, Turn):
        return found
    person, request = found
    return Turn(scene.conversation, (team_card(request, person, scene.content),))


def accept(scene: Scene, key: str) -> Turn:
    """Somebody takes it: they see how to reach the resident, who reads who comes; the others hear that it is taken."""
    found = yours(scene, key)
    if isinstance(found, Turn):
        return found
    person, request = found
    if request.state is State.TAKEN:
        return Turn(scene.conversation, (_taken_already(scene, person, request),))
    contact = scene.records.contact_on_accepting(key, person)
    after = replace(
        request,
        state=State.TAKEN,
        holder=person.id,
        holder_name=person.name,
        since=scene.now,
        accepted=scene.now,
        reminded=0,
        nobody=False,
    )
    after = replace(after, next=climbing.next_time(scene.records, after, scene.now))
    card = say(texts.YOU_ACCEPTED, *_contact_lines(after, contact), buttons=team_buttons(after, person))
    card = replace(card, private=contact is not None)
    changes: list[Change] = [PutRequest(after, Step.ACCEPTED, person.id)]
    if contact and after.reach is not Reach.CHAT:
        changes.append(_looked(person, after))
    return Turn(scene.conversation.with_(acting=None), (card,), tuple(changes), _told_taken(scene, person, after))


def _taken_already(scene: Scene, person: Person, request: Request) -> Reply:
    card = team_card(request, person, scene.content)
    if request.holder == person.id:
        said = texts.ALREADY_YOURS
    else:
        at = at_time(request.accepted or request.since)
        said = texts.ACCEPTED_BY.format(name=request.holder_name, at=at)
    return replace(card, blocks=(Paragraph(said), *card.blocks))


def _told_taken(scene: Scene, person: Person, request: Request) -> tuple[Notice, ...]:
    comes = texts.TOLD_TAKEN.format(who=named(person, request), about=about(request))
    buttons = (press(texts.TALK_HELPER, "talk", request.key), see_button(request))
    resident = told(request.account, say(comes, texts.TOLD_REACH[request.reach], buttons=buttons))
    line = texts.NOW_TAKEN.format(name=person.name, who=resident_within(request), about=about(request))
    others = (other for other in desks.everyone_at(scene.records.takers, request, request.desk) if other != person)
    return (resident, *(told(other.accounts[0], say(line), quiet=True) for other in others if other.id != person.id))


def contact(scene: Scene, key: str) -> Turn:
    """How to reach the resident, for those who may see it; every look is noted."""
    found = yours(scene, key)
    if isinstance(found, Turn):
        return found
    person, request = found
    if request.reach is Reach.CHAT:
        return Turn(scene.conversation, (say(texts.NO_CONTACT, buttons=team_buttons(request, person)),))
    reached = scene.records.contact(key, person, scene.account)
    if reached is None:
        return Turn(scene.conversation, (say(texts.CONTACT_HIDDEN, buttons=team_buttons(request, person)),))
    reply = replace(say(*_contact_lines(request, reached), buttons=team_buttons(request, person)), private=True)
    return Turn(scene.conversation, (reply,), (_looked(person, request),))


def _contact_lines(request: Request, reached: Contact | None) -> tuple[str, ...]:
    if request.reach is Reach.CHAT or reached is None:
        return (texts.NO_CONTACT,)
    lines = (
        texts.PHONE.format(phone=reached.phone) if reached.phone else "",
        texts.WHERE.format(where=reached.where) if reached.where else "",
    )
    return (texts.ABOUT.format(wants=request.wants), *(line for line in lines if line))


def _looked(person: Person, request: Request) -> NoteAct:
    return NoteAct(person.id, "see-contact", request.key, request.commune)
