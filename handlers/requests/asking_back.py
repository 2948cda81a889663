"""A question back to the resident before anybody accepts, their answer, and what they add by themselves."""

from dataclasses import replace

from handlers.action import Verb, decode
from handlers.message import Text
from handlers.reply import Paragraph, Press, say
from handlers.requests import desks, texts
from handlers.requests.acting import Acting
from handlers.requests.cards import about, at_time, named, press, resident_of, team_card, told
from handlers.requests.request import PutRequest, Request, State, Step
from handlers.requests.taking import yours
from handlers.scene import Scene
from handlers.teams import rights
from handlers.teams.people import Person
from handlers.turn import Notice, Turn

_MOST_WANTS = 1000


def ask(scene: Scene, key: str) -> Turn:
    """A person of the team is about to type a question to the resident."""
    found = yours(scene, key)
    if isinstance(found, Turn):
        return found
    after = scene.conversation.with_(acting=Acting(key, "question", scene.now))
    return Turn(after, (say(texts.QUESTION_ASK),))


def take_question(scene: Scene, acting: Acting, content: Text) -> Turn:
    """The question goes to the resident; the request waits on, and its time runs."""
    scene = scene.with_(scene.conversation.with_(acting=None))
    found = yours(scene, acting.key)
    if isinstance(found, Turn):
        return _unsent(scene, found, content.text)
    person, request = found
    if request.state is State.TAKEN and request.holder != person.id:
        said = texts.ACCEPTED_BY.format(name=request.holder_name, at=at_time(request.since))
        return _unsent(scene, Turn(scene.conversation, (say(said),)), content.text)
    words = texts.QUESTION_TO.format(who=named(person, request), about=about(request), text=content.text.strip())
    button = press(texts.REPLY_BUTTON, "reply", request.key, str(person.id))
    notice = told(request.account, say(words, texts.QUESTION_HOW, buttons=(button,)))
    change = PutRequest(request, Step.ASKED, person.id)
    return Turn(scene.conversation, (say(texts.QUESTION_SENT),), (change,), (notice,))


def _unsent(scene: Scene, turn: Turn, text: str) -> Turn:
    """What was typed is shown again, since it went nowhere."""
    unsent = say(texts.ACTING_OLD.format(text=text.strip()))
    return replace(turn, conversation=scene.conversation, replies=(unsent, *turn.replies))


def asked_just_now(scene: Scene) -> tuple[str, int] | None:
    """The request and the person whose question is the last thing that the resident saw."""
    if not scene.conversation.noticed:
        return None
    for _, code in scene.conversation.choices:
        action = decode(code)
        if action and action.verb is Verb.REQUEST and action.args[:1] == ("reply",) and len(action.args) == 3:
            return action.args[1], int(action.args[2])
    return None


def reply(scene: Scene, key: str, person: int) -> Turn | None:
    """The resident is about to type their answer."""
    found = _answerable(scene, key, person)
    if found is None:
        return None
    after = scene.conversation.with_(acting=Acting(key, "reply", scene.now, person=person))
    return Turn(after, (say(texts.REPLY_ASK.format(name=found[1].name)),))


def take_reply(scene: Scene, key: str, person: int, text: str) -> Turn | None:
    """The resident's answer goes to whoever asked, with the request's card."""
    scene = scene.with_(scene.conversation.with_(acting=None))
    found = _answerable(scene, key, person)
    if found is None:
        return None
    request, asker = found
    card = team_card(request, asker, scene.content)
    words = Paragraph(texts.REPLY_FROM.format(who=resident_of(request), text=text.strip()))
    notice = told(asker.accounts[0], replace(card, blocks=(words, *card.blocks)))
    change = PutRequest(request, Step.ANSWERED)
    said = say(texts.REPLY_SENT.format(name=asker.name))
    return Turn(scene.conversation, (said,), (change,), (notice,))


def _answerable(scene: Scene, key: str, person: int) -> tuple[Request, Person] | None:
    request = own(scene, key)
    asker = scene.records.person_by_id(person)
    if request is None or not request.state.open or asker is None or not asker.accounts:
        return None
    # A made-up code must not reach somebody who has nothing to do with the request.
    return (request, asker) if rights.may_take(asker, request) or request.holder == asker.id else None


def own(scene: Scene, key: str) -> Request | None:
    """A request of whoever writes."""
    return next((request for request in scene.records.requests_of(scene.account) if request.key == key), None)


def ask_more(scene: Scene, key: str) -> Turn | None:
    """The resident is about to add something."""
    request = own(scene, key)
    if request is None or not request.state.open:
        return None
    after = scene.conversation.with_(acting=Acting(key, "more", scene.now))
    return Turn(after, (say(texts.MORE_ASK),))


def take_more(scene: Scene, acting: Acting, content: Text) -> Turn | None:
    """What they add stands in the request from now on, and whoever holds it reads it."""
    scene = scene.with_(scene.conversation.with_(acting=None))
    request, text = own(scene, acting.key), content.text.strip()
    if request is None or not request.state.open:
        return None
    wants = f"{request.wants}\n{text}"
    if len(wants) > _MOST_WANTS:
        return Turn(scene.conversation, (say(texts.MORE_FULL),))
    words = texts.MORE_TOLD.format(who=resident_of(request), about=about(request), text=text)
    after = replace(request, wants=wants)
    change = PutRequest(after, Step.ANSWERED)
    return Turn(scene.conversation, (say(texts.MORE_SAVED),), (change,), to_holders(scene, request, words))


def to_holders(scene: Scene, request: Request, words: str, *buttons: Press) -> tuple[Notice, ...]:
    """A line to whoever holds it, else to everybody who is asked."""
    if request.holder is not None:
        holder = scene.records.person_by_id(request.holder)
        people = [holder] if holder and holder.accounts else []
    else:
        people = list(desks.asked(scene.records.takers, request))
    return tuple(told(person.accounts[0], say(words, buttons=buttons), quiet=not buttons) for person in people)
