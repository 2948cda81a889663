"""Passing a request on to somebody else, or back to the desk: it waits again, and somebody always owns it."""

from collections.abc import Sequence
from dataclasses import replace

from handlers.message import Text
from handlers.reply import Paragraph, say
from handlers.requests import climbing, desks, texts
from handlers.requests.acting import Acting
from handlers.requests.cards import (
    about,
    at_time,
    desk_name,
    held_line,
    named,
    oversees,
    press,
    see_button,
    talk_over,
    team_card,
    told,
    unit_of,
)
from handlers.requests.request import Desk, PutRequest, Request, State, Step
from handlers.requests.taking import yours
from handlers.scene import Scene
from handlers.teams.people import Person
from handlers.turn import Turn

_ROOM = 5
_WHY = 200
# To whom it may be passed: those of the unit, never up to the province by hand.
_DESKS = (Desk.TEAM, Desk.LEADER, Desk.COMMUNE)


def choose(scene: Scene, key: str, page: int = 0) -> Turn:
    """To whom: people of the same unit, or back to the desk."""
    found = _passable(scene, key)
    if isinstance(found, Turn):
        return found
    person, request = found
    people = _candidates(scene, person, request)
    shown = people[page * _ROOM : (page + 1) * _ROOM] or people[:_ROOM]
    presses = [press(_label(other, request), "to", key, str(other.id)) for other in shown]
    if len(people) > _ROOM:
        following = 0 if (page + 1) * _ROOM >= len(people) else page + 1
        presses.append(press(texts.LIST_MORE, "pass", key, str(following)))
    back = given_back(scene, request, person)
    if request.state is State.TAKEN and back:
        presses.append(press(texts.HAND_BACK if back.desk is request.desk else texts.HAND_BACK_UP, "back", key))
    if not presses:
        return Turn(
            scene.conversation, (say(texts.HAND_NOBODY, buttons=team_card(request, person, scene.content).buttons),)
        )
    return Turn(scene.conversation, (say(texts.HAND_TO, buttons=presses),))


def ask_why(scene: Scene, key: str, other: int) -> Turn:
    """Why it is passed on, in a word."""
    found = _passable(scene, key)
    if isinstance(found, Turn):
        return found
    whys = [press(label, "why", key, str(other), name) for name, label in texts.WHYS.items()]
    after = scene.conversation.with_(acting=Acting(key, "why", scene.now, person=other))
    return Turn(after, (say(texts.HAND_WHY, buttons=whys),))


def take_why(scene: Scene, acting: Acting, content: Text) -> Turn:
    """A typed reason."""
    return pass_on(scene, acting.key, acting.person, content.text.strip()[:_WHY])


def pass_on(scene: Scene, key: str, other: int, why: str) -> Turn:
    """Somebody else is asked to accept it; it stays with the desk until they do."""
    scene = scene.with_(scene.conversation.with_(acting=None))
    found = _passable(scene, key)
    if isinstance(found, Turn):
        return found
    person, request = found
    chosen = next((one for one in _candidates(scene, person, request) if one.id == other), None)
    if chosen is None:
        return choose(scene, key)
    after = _waiting_for(scene, request, person, chosen)
    card = team_card(after, chosen, scene.content)
    first = Paragraph(texts.PASSED_TO_YOU.format(name=named(person, request), why=why))
    notices = [told(chosen.accounts[0], replace(card, blocks=(first, *card.blocks)))]
    line = say(texts.PASSED_AT_DESK.format(name=person.name, to=chosen.name, about=about(request)))
    notices += [
        told(one.accounts[0], line, quiet=True)
        for one in _also_told(scene, request, after)
        if one.id not in (person.id, chosen.id)
    ]
    said = texts.TOLD_PASSED.format(about=about(request), to=named(chosen, request))
    lines = (said, held_line(scene.records, after), talk_over(request))
    notices.append(told(request.account, say(*lines, buttons=(see_button(request),))))
    reply = say(texts.PASSED.format(name=chosen.name))
    return Turn(scene.conversation, (reply,), (PutRequest(after, Step.PASSED, person.id),), tuple(notices))


def back(scene: Scene, key: str) -> Turn:
    """Its holder gives it back: to the desk, or above where nobody else of the desk can be asked."""
    found = yours(scene, key)
    if isinstance(found, Turn):
        return found
    person, request = found
    after = given_back(scene, request, person) if request.holder == person.id else None
    if after is None:
        return choose(scene, key)
    who = desk_name(scene.records, after)
    said = texts.TOLD_BACK.format(about=about(request), who=who, since=at_time(after.since))
    notices = (
        *climbing.notices_to_desk(scene.records, scene.content, after, scene.now),
        told(request.account, say(said, talk_over(request), buttons=(see_button(request),))),
    )
    reply = say(texts.PASSED_BACK.format(who=who[:1].upper() + who[1:]))
    change = PutRequest(after, Step.PASSED, person.id)
    return Turn(scene.conversation, (reply,), (change,), notices)


def given_back(scene: Scene, request: Request, person: Person) -> Request | None:
    """The request as it waits once this person has passed it on; None when nobody else can be asked."""
    after = _waiting(scene, request, person)
    desk = desks.place_for(scene.records.takers, after)
    if desk is None:
        return None
    after = replace(after, desk=desk)
    if all(one.id == person.id for one in desks.asked(scene.records.takers, after)):
        return None
    return replace(after, next=climbing.next_time(scene.records, after, scene.now))


def _waiting(scene: Scene, request: Request, by: Person) -> Request:
    after = replace(
        request,
        state=State.WAITING,
        holder=None,
        holder_name="",
        accepted=None,
        talking=False,
        reminded=0,
        since=scene.now,
        passed_by=tuple(dict.fromkeys((*request.passed_by, by.id))),
    )
    return replace(after, next=climbing.next_time(scene.records, after, scene.now))


def _waiting_for(scene: Scene, request: Request, by: Person, chosen: Person) -> Request:
    """The request as it waits for somebody asked by name; where nobody else of its desk can be, it is at theirs."""
    after = _waiting(scene, request, by)
    # Whoever passed it on before is asked again when somebody names them.
    after = replace(after, passed_by=tuple(one for one in after.passed_by if one != chosen.id))
    after = replace(after, desk=desks.place_for(scene.records.takers, after) or after.desk)
    return replace(after, next=climbing.next_time(scene.records, after, scene.now))


def _also_told(scene: Scene, before: Request, after: Request) -> Sequence[Person]:
    """Who else hears that it is passed on: the desk, and the person who held it until somebody took it away."""
    people = list(desks.asked(scene.records.takers, after))
    holder = scene.records.person_by_id(before.holder) if before.holder is not None else None
    if holder and holder.accounts and holder not in people:
        people.append(holder)
    return people


def _passable(scene: Scene, key: str) -> tuple[Person, Request] | Turn:
    """What they may pass on: what waits, what they hold, and what others hold for those who oversee it."""
    found = yours(scene, key)
    if isinstance(found, Turn):
        return found
    person, request = found
    if request.state is State.TAKEN and request.holder != person.id and not oversees(person, request):
        said = texts.ACCEPTED_BY.format(name=request.holder_name, at=at_time(request.accepted or request.since))
        return Turn(scene.conversation, (say(said),))
    return found


def _candidates(scene: Scene, person: Person, request: Request) -> list[Person]:
    found: dict[int, Person] = {}
    for desk in _DESKS:
        for other in desks.everyone_at(scene.records.takers, request, desk):
            if other.id not in (person.id, request.holder):
                found.setdefault(other.id, other)
    return list(found.values())


def _label(other: Person, request: Request) -> str:
    unit = unit_of(other, request)
    return f"{other.name} – {unit}" if unit else other.name
