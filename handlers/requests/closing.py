"""Done: what came of it and how many were helped; a visit is on record at once, and the resident hears it."""

from dataclasses import replace

from handlers.ask.choosing import typed_number
from handlers.keys import key_of
from handlers.message import Text
from handlers.reply import Press, Reply, say
from handlers.requests import climbing, texts
from handlers.requests.acting import Acting
from handlers.requests.cards import about, named, press, rating_buttons, see_button, talk_over, told
from handlers.requests.request import PutRequest, Request, State, Step
from handlers.requests.taking import yours
from handlers.requests.words import subject_of
from handlers.scene import Scene
from handlers.teams import rights
from handlers.teams.model import Hamlet
from handlers.teams.people import Person
from handlers.turn import Notice, Turn
from handlers.visits.note import Activity, Outcome
from handlers.visits.visit import Arose, PutVisit, Visit
from knowledge.activities import kind_of
from knowledge.days import show_day

_OUTCOMES = {"done": Outcome.DONE, "again": Outcome.IN_PROGRESS, "referred": Outcome.REFERRED}
_OFFERED = (1, 2, 3, 4)
_MOST = 200
_ROOM = 7
_OTHER_KIND = "khac"


def ask_outcome(scene: Scene, key: str) -> Turn:
    """What came of it."""
    found = _held(scene, key)
    if isinstance(found, Turn):
        return found
    _, request = found
    presses = [press(label, "outcome", key, name) for name, label in texts.OUTCOMES.items()]
    return Turn(scene.conversation, (say(texts.DONE_HOW.format(about=about(request)), buttons=presses),))


def ask_people(scene: Scene, key: str, outcome: str) -> Turn | None:
    """How many were helped; one is the first offered."""
    found = _held(scene, key)
    if isinstance(found, Turn):
        return found
    if outcome not in _OUTCOMES:
        return None
    return _people(scene, key, outcome)


def _people(scene: Scene, key: str, outcome: str, before: str = "") -> Turn:
    after = scene.conversation.with_(acting=Acting(key, "people", scene.now, outcome=outcome))
    return Turn(after, (people_question(key, outcome, before),))


def people_question(key: str, outcome: str, before: str = "") -> Reply:
    """How many, with the likeliest numbers."""
    presses = [
        press(texts.DONE_PEOPLE_BUTTON.format(count=count), "count", key, outcome, str(count)) for count in _OFFERED
    ]
    return say(before, texts.DONE_PEOPLE, buttons=presses)


def take_people(scene: Scene, acting: Acting, content: Text) -> Turn | None:
    """A typed number; anything else belongs to somebody else, and the question is asked again below."""
    number = typed_number(content.text)
    if number is None:
        return None
    if not number or not 1 <= int(number) <= _MOST:
        return _people(scene, acting.key, acting.outcome, texts.DONE_PEOPLE_BAD.format(most=_MOST))
    return finish(scene, acting.key, acting.outcome, int(number))


def finish(scene: Scene, key: str, outcome: str, people: int, hamlet: int | None = None) -> Turn | None:
    """The visit is written; the request closes, or stays with its holder when there is more to do."""
    scene = scene.with_(scene.conversation.with_(acting=None))
    found = _held(scene, key)
    if isinstance(found, Turn):
        return found
    person, request = found
    if outcome not in _OUTCOMES or not 1 <= people <= _MOST:
        return None
    place = _hamlet(request, person, hamlet)
    if place is None and _loggable(request, person):
        return _ask_hamlet(scene, request, person, outcome, people)
    visit = _visit(scene, request, person, place, people, _OUTCOMES[outcome]) if place else None
    after = _after(scene, request, outcome, visit)
    step = Step.VISITED if after.state.open else Step.DONE
    changes = (*((PutVisit(visit, person.id),) if visit else ()), PutRequest(after, step, person.id))
    return Turn(scene.conversation, (_said(visit, outcome),), changes, (_told(request, person, outcome),))


def _after(scene: Scene, request: Request, outcome: str, visit: Visit | None) -> Request:
    key = visit.key if visit else request.visit
    if outcome == "again":
        again = replace(request, visit=key, reminded=0)
        return replace(again, next=climbing.next_time(scene.records, again, scene.now))
    return replace(request, state=State.DONE, closed=scene.now, talking=False, next=None, visit=key)


def _said(visit: Visit | None, outcome: str) -> Reply:
    if visit is None:
        return say(texts.DONE_NO_VISIT)
    text = texts.DONE_SAVED_AGAIN if outcome == "again" else texts.DONE_SAVED
    return say(text.format(hamlet=visit.hamlet.name, day=show_day(visit.day), count=visit.people))


def _told(request: Request, person: Person, outcome: str) -> Notice:
    who, what = named(person, request), about(request)
    if outcome == "again":
        buttons: tuple[Press, ...] = (press(texts.TALK_HELPER, "talk", request.key), see_button(request))
        return told(request.account, say(texts.TOLD_AGAIN.format(who=who, about=what), buttons=buttons))
    text = texts.TOLD_REFERRED if outcome == "referred" else texts.TOLD_DONE
    lines = (text.format(who=who, about=what), talk_over(request))
    return told(request.account, say(*lines, buttons=rating_buttons(request)))


def _visit(scene: Scene, request: Request, person: Person, hamlet: Hamlet, people: int, outcome: Outcome) -> Visit:
    team = next((held for held in person.memberships if held.team and hamlet in held.hamlets), None)
    subject = subject_of(request.wants)
    kind = kind_of(request.topic) if request.topic else subject.kind if subject else _OTHER_KIND
    return Visit(
        key=key_of(scene.message, "visit"),
        hamlet=hamlet,
        day=scene.today,
        by=person.id,
        by_name=person.name,
        logged=scene.now,
        team=team.team if team else None,
        team_name=team.team_name if team else None,
        activities=(Activity(kind, request.topic, people, outcome=outcome),),
        people=people,
        words=request.wants,
        arose=Arose.REQUEST,
        request=request.key,
    )


def _hamlet(request: Request, person: Person, chosen: int | None) -> Hamlet | None:
    """The request's hamlet, else the one that was chosen, else the holder's only one of the commune."""
    if request.hamlet and rights.may_log(person, request.hamlet.id):
        return request.hamlet
    there = _loggable(request, person)
    if chosen is not None:
        return next((hamlet for hamlet in there if hamlet.id == chosen), None)
    return there[0] if len(there) == 1 else None


def _loggable(request: Request, person: Person) -> list[Hamlet]:
    """The hamlets for which they could log it."""
    if request.hamlet:
        return [request.hamlet] if rights.may_log(person, request.hamlet.id) else []
    return [hamlet for hamlet in person.hamlets if request.commune in (None, hamlet.commune)]


def _ask_hamlet(scene: Scene, request: Request, person: Person, outcome: str, people: int, page: int = 0) -> Turn:
    there = _loggable(request, person)
    shown = there[page * _ROOM : (page + 1) * _ROOM] or there[:_ROOM]
    rest = (request.key, outcome, str(people))
    presses = [press(hamlet.name, "at", *rest, str(hamlet.id)) for hamlet in shown]
    if len(there) > _ROOM:
        following = 0 if (page + 1) * _ROOM >= len(there) else page + 1
        presses.append(press(texts.MORE_PLACES, "at", *rest, "page", str(following)))
    return Turn(scene.conversation, (say(texts.DONE_HAMLET, buttons=presses),))


def more_hamlets(scene: Scene, key: str, outcome: str, people: int, page: int) -> Turn | None:
    """The next page of hamlets."""
    found = _held(scene, key)
    if isinstance(found, Turn):
        return found
    return _ask_hamlet(scene, found[1], found[0], outcome, people, page) if outcome in _OUTCOMES else None


def _held(scene: Scene, key: str) -> tuple[Person, Request] | Turn:
    """What the person holds; nobody else says that it is done."""
    found = yours(scene, key)
    if isinstance(found, Turn):
        return found
    person, request = found
    if request.holder != person.id:
        taken = request.state is State.TAKEN
        said = texts.DONE_NOT_HOLDER.format(name=request.holder_name) if taken else texts.DONE_NOT_TAKEN
        return Turn(scene.conversation, (say(said),))
    return found
