"""How it was: a mark from one to five, or that it did not help; then somebody else looks at it."""

from dataclasses import replace
from datetime import timedelta

from handlers.ask.people import people_reply
from handlers.reply import Paragraph, say
from handlers.requests import climbing, desks, texts
from handlers.requests.asking_back import own, to_holders
from handlers.requests.cards import about, at_time, desk_name, own_buttons, press, resident_of, told
from handlers.requests.opening import call_button
from handlers.requests.request import Desk, PutRequest, Request, State, Step
from handlers.scene import Scene
from handlers.turn import Turn

# So long after it was done a request goes on; later a new one is made.
_REOPENS = timedelta(days=30)
_GOOD = 4
_LOW = 2


def rate(scene: Scene, key: str, mark: int) -> Turn | None:
    """A mark; the holder hears it, and nothing that shames."""
    request = own(scene, key)
    if request is None or mark not in texts.RATINGS:
        return None
    if request.state is not State.DONE:
        return Turn(scene.conversation, (say(texts.RATED_NOT_YET, buttons=own_buttons(request)),))
    if request.rating is not None:
        return Turn(scene.conversation, (say(texts.RATED_ALREADY),))
    after = replace(request, rating=mark)
    text = texts.RATED_GOOD if mark >= _GOOD else texts.RATED_OTHER
    line = text.format(who=resident_of(request), about=about(request), rating=texts.RATINGS[mark].lower())
    if mark <= _LOW:
        reply = say(texts.RATED_LOW_THANKS, buttons=(press(texts.UNHELPED, "unhelped", key),))
    else:
        reply = say(texts.RATED_THANKS)
    return Turn(scene.conversation, (reply,), (PutRequest(after, Step.RATED),), to_holders(scene, request, line))


def reopen(scene: Scene, key: str) -> Turn | None:
    """It did not help: it waits again, at the leader's desk or above."""
    request = own(scene, key)
    if request is None:
        return None
    if request.state is not State.DONE:
        return Turn(scene.conversation, (say(texts.RATED_NOT_YET, buttons=own_buttons(request)),))
    if request.closed and scene.now - request.closed > _REOPENS:
        return Turn(scene.conversation, (say(texts.REOPENED_OLD, buttons=(call_button(request.topic),)),))
    after = _reopened(scene, request)
    if after is None:
        people = people_reply(scene.content, request.topic, request.commune)
        blocks = (Paragraph(texts.REOPENED_NOBODY), *people.blocks[1:])
        return Turn(scene.conversation, (replace(people, blocks=blocks),))
    who = desk_name(scene.records, after)
    notices = climbing.notices_to_desk(scene.records, scene.content, after, scene.now)
    holder = scene.records.person_by_id(request.holder) if request.holder is not None else None
    asked = desks.asked(scene.records.takers, after)
    if holder and holder.accounts and all(person.id != holder.id for person in asked):
        line = texts.REOPENED_HOLDER.format(about=about(request), who=who)
        notices = (*notices, told(holder.accounts[0], say(line), quiet=True))
    reply = say(texts.REOPENED.format(who=who, since=at_time(after.since)), buttons=own_buttons(after))
    return Turn(scene.conversation, (reply,), (PutRequest(after, Step.REOPENED),), notices)


def _reopened(scene: Scene, request: Request) -> Request | None:
    passed = (*request.passed_by, request.holder) if request.holder is not None else request.passed_by
    after = replace(
        request,
        state=State.WAITING,
        desk=Desk.LEADER,
        since=scene.now,
        closed=None,
        accepted=None,
        holder=None,
        holder_name="",
        rating=None,
        reminded=0,
        passed_by=passed,
    )
    desk = desks.place_for(scene.records.takers, after)
    if desk is None:
        return None
    after = replace(after, desk=desk)
    return replace(after, next=climbing.next_time(scene.records, after, scene.now))
