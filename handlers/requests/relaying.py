"""A talk across channels: what either side types goes to the other, and the assistant keeps quiet until it ends."""

from dataclasses import replace
from datetime import timedelta

from handlers.ask.choosing import plain
from handlers.message import Contact, Location, Other, Photo, Text, Voice
from handlers.reply import Reply, say
from handlers.requests import holding, texts
from handlers.requests.asking_back import own
from handlers.requests.cards import about, holder_of, press, resident_of, resident_within, told
from handlers.requests.request import PutRequest, Request, State, Step
from handlers.requests.urgent import danger_reply
from handlers.scene import Scene
from handlers.teams.people import Account
from handlers.turn import Change, Notice, Turn
from knowledge.text import words
from knowledge.understand import Understander

# After such a pause the assistant answers again.
PAUSE = timedelta(hours=12)
# A talk under way is noted anew at most so often, not with every line of it.
_NOTED = timedelta(minutes=30)
_STOP = press(texts.STOP_BUTTON, "stop")


def talk_of(scene: Scene) -> Request | None:
    """The request in which whoever writes is talking; None after a long pause."""
    return _under_way(scene, scene.account)


def _under_way(scene: Scene, account: Account) -> Request | None:
    request = scene.records.talk(account)
    if request is None or scene.now - (request.talked or request.since) > PAUSE:
        return None
    return request


def start(scene: Scene, key: str) -> Turn | None:
    """From now on what the two sides type goes to each other."""
    request = _theirs(scene, key)
    if request is None:
        return None
    if request.state is not State.TAKEN:
        return Turn(scene.conversation, (say(texts.TALK_NOT_TAKEN),))
    running, other = talk_of(scene), _other_side(scene, request)
    if running and running.key == key:
        said = texts.TALK_ALREADY.format(who=_other_name(scene, request))
        return Turn(scene.conversation.with_(acting=None), (say(said, buttons=(_STOP,)),))
    if other is None:
        return None
    busy = _under_way(scene, other)
    if busy and busy.key != key:
        return Turn(scene.conversation, (say(texts.TALK_OTHER_BUSY),))
    ended, farewell = _end(scene, running) if running else ((), ())
    after = replace(request, talking=True, talked=scene.now)
    mine = say(texts.TALK_ON.format(who=_other_name(scene, request)), buttons=(_STOP,))
    theirs = say(texts.TALK_ON_OTHER.format(who=_upper(_name(scene, request)), about=about(request)), buttons=(_STOP,))
    return Turn(
        scene.conversation.with_(acting=None),
        (mine,),
        (*ended, PutRequest(after, Step.TALKED, _by(scene, request))),
        (*farewell, told(other, theirs)),
    )


def take(scene: Scene, request: Request, understander: Understander) -> Turn | None:
    """A message in a talk; None for commands and for what a recogniser wrote down, which is confirmed first."""
    match scene.message.content:
        case Text(text):
            typed = plain(text)
            if typed in texts.WORDS_STOP:
                return stop(scene)
            if typed.startswith("/"):
                return None
            return _typed(scene, request, text, danger_reply(understander, text)) if text.strip() else None
        case Photo(caption=caption) if words(caption):
            return _say(scene, request, caption, say(texts.TALK_ONLY_CAPTION))
        case Voice(heard=heard) if heard:
            return None
        case Photo() | Voice() | Location() | Contact() | Other():
            return Turn(scene.conversation, (say(texts.TALK_ONLY_WORDS, buttons=(_STOP,)),))
    return None


def _typed(scene: Scene, request: Request, text: str, danger: Reply | None) -> Turn:
    """A line for the other side; what a helper writes like a note of a visit is asked about first."""
    if danger is None and not _is_resident(scene, request) and (asked := holding.held(scene, request.key, text)):
        return asked
    return _say(scene, request, text, danger)


def decide(scene: Scene, what: str, mark: str) -> Turn | None:
    """A button about a line that was held back: it goes to the resident or becomes a visit."""
    line, talk = holding.line_of(scene, mark), talk_of(scene)
    if line is None:
        return Turn(scene.conversation, (say(texts.LINE_GONE),))
    if what == "log":
        return holding.asked_again(holding.record(scene, line, talking=talk is not None))
    if what != "send":
        return None
    key, text = line
    if talk is None or talk.key != key:
        # To nobody else than the one it was written to.
        return holding.asked_again(Turn(scene.conversation, (say(texts.LINE_NO_TALK),)))
    return holding.asked_again(_say(holding.dealt_with(scene, line), talk, text, say(texts.LINE_SENT)))


def _say(scene: Scene, request: Request, text: str, reply: Reply | None) -> Turn:
    other = _other_side(scene, request)
    if other is None:
        return stop(scene)
    line = texts.TALK_SAYS.format(who=_name(scene, request), text=text.strip())
    changes: tuple[Change, ...] = ()
    if scene.now - (request.talked or request.since) > _NOTED:
        changes = (PutRequest(replace(request, talked=scene.now), Step.TALKED, _by(scene, request)),)
    return Turn(scene.conversation, (reply,) if reply else (), changes, (told(other, say(line), quiet=True),))


def stop(scene: Scene) -> Turn:
    """The talk ends; the assistant answers both again."""
    request = talk_of(scene)
    if request is None:
        return Turn(scene.conversation, (say(texts.TALK_NONE),))
    changes, notices = _end(scene, request)
    return holding.asked_again(Turn(scene.conversation, (say(texts.TALK_OFF),), changes, notices))


def _end(scene: Scene, request: Request) -> tuple[tuple[Change, ...], tuple[Notice, ...]]:
    other = _other_side(scene, request)
    line = texts.TALK_OFF_OTHER.format(who=_upper(_name(scene, request)), about=about(request))
    notices = (told(other, say(line), quiet=True),) if other else ()
    return (PutRequest(replace(request, talking=False), Step.TALKED, _by(scene, request)),), notices


def _theirs(scene: Scene, key: str) -> Request | None:
    """The request, when whoever writes is one of its two sides."""
    if mine := own(scene, key):
        return mine
    request = scene.records.request(key, scene.person, scene.account)
    return request if request and _holds(scene, request) else None


def _holds(scene: Scene, request: Request) -> bool:
    return scene.person is not None and request.holder == scene.person.id


def _is_resident(scene: Scene, request: Request) -> bool:
    return own(scene, request.key) is not None


def _other_side(scene: Scene, request: Request) -> Account | None:
    if not _is_resident(scene, request):
        return request.account
    holder = scene.records.person_by_id(request.holder) if request.holder is not None else None
    return holder.account if holder else None


def _name(scene: Scene, request: Request) -> str:
    """Whoever writes, as the other side reads it."""
    return resident_of(request) if _is_resident(scene, request) else holder_of(scene.records, request)


def _other_name(scene: Scene, request: Request) -> str:
    if _is_resident(scene, request):
        return holder_of(scene.records, request)
    return resident_within(request)


def _by(scene: Scene, request: Request) -> int | None:
    return None if _is_resident(scene, request) or scene.person is None else scene.person.id


def _upper(text: str) -> str:
    return text[:1].upper() + text[1:]
