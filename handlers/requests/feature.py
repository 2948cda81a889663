"""Help requests: a resident asks for a person, a team takes it, and both hear each step."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime

from handlers.action import Action, Verb
from handlers.ask.choosing import chosen, plain
from handlers.ask.heard import words_say
from handlers.ask.texts import WORDS_HELP, WORDS_LEAVE, WORDS_MENU
from handlers.message import Left, Text
from handlers.records import Records
from handlers.reply import say
from handlers.requests import (
    asking_back,
    climbing,
    closing,
    form,
    opening,
    own,
    passing,
    rating,
    relaying,
    taking,
    texts,
)
from handlers.requests.acting import Acting
from handlers.requests.words import asks_for_person, asks_own, asks_waiting
from handlers.scene import Scene
from handlers.turn import Batch, Turn
from knowledge.understand import Understander

Arguments = tuple[str, ...]
# Buttons of the form carry the key of the form that they belong to.
_FORM = frozenset({"agree", "resume", "drop", "commune", "hamlet", "topic", "when", "reach", "edit", "send"})


class Requests:
    """The feature (`handlers.scene.Feature`)."""

    verbs = frozenset({Verb.REQUEST})

    def __init__(self, understander: Understander) -> None:
        self._understander = understander

    def take(self, scene: Scene) -> Turn | None:
        """Lines of a form, of a talk or for a request on record; calls for a person; looking at requests."""
        content = scene.message.content
        talk = relaying.talk_of(scene)
        if not isinstance(content, Text):
            return relaying.take(scene, talk, self._understander) if talk else None
        heard = scene.conversation.heard
        if (heard and words_say(heard, content.text) is False) or chosen(scene.conversation, content.text):
            return None
        return (
            _commands(scene, plain(content.text), talking=talk is not None)
            or _acted(scene, content)
            or (form.take(scene, scene.conversation.calling) if scene.conversation.calling else None)
            or (relaying.take(scene, talk, self._understander) if talk else self._called(scene, content.text))
        )

    def _called(self, scene: Scene, text: str) -> Turn | None:
        if asks_own(text):
            return own.show(scene)
        if asks_waiting(text) and scene.person:
            return taking.listed(scene)
        return opening.by_words(scene, self._understander, text) if asks_for_person(text) else None

    def pressed(self, scene: Scene, action: Action) -> Turn | None:
        """A button; one of a form that is no more shows what became of it."""
        what, args = (action.args[0], action.args[1:]) if action.args else ("", ())
        act = _ACTS.get(what)
        try:
            turn = _of_form(scene, what, args) if what in _FORM else act(scene, args) if act else None
            return _without_acting(scene, turn) if turn else None
        except (LookupError, ValueError):
            # Buttons come from outside: a made-up or broken one is an old one.
            return None

    def after(self, scene: Scene, turn: Turn) -> Turn:
        """The button beside contacts; a form goes on below what was said in its middle."""
        if isinstance(scene.message.content, Left):
            return turn
        turn = opening.beside_contacts(scene, turn)
        acting = turn.conversation.acting
        if acting and acting.what == "people" and not acting.lapsed(scene.now):
            again = closing.people_question(acting.key, acting.outcome)
            return replace(turn, replies=(*turn.replies, again))
        return form.resumed(scene, _without_acting(scene, turn))

    def tick(self, records: Records, now: datetime) -> Sequence[Batch]:
        """What climbs, reminds or is found without an owner."""
        return climbing.tick(records, self._understander.index.content, now)


def _without_acting(scene: Scene, turn: Turn) -> Turn:
    """Whoever did something else meanwhile isn't about to type for a request any more."""
    if turn.conversation.acting != scene.conversation.acting:
        return turn
    return replace(turn, conversation=turn.conversation.with_(acting=None))


def _commands(scene: Scene, typed: str, *, talking: bool) -> Turn | None:
    if typed in texts.WORDS_STOP and not (scene.conversation.acting or scene.conversation.calling):
        if talking:
            return relaying.stop(scene)
        # Without a talk the bare word is somebody else's; the command can only mean one that has ended.
        return Turn(scene.conversation, (say(texts.TALK_NONE),)) if typed == "/thoi" else None
    if talking and not typed.startswith("/"):
        return None
    if typed in texts.WORDS_OWN:
        return own.show(scene)
    if typed in texts.WORDS_LIST and (scene.person or typed.startswith("/")):
        return taking.listed(scene)
    return own.cancel_which(scene) if typed in texts.WORDS_CANCEL else None


def _acted(scene: Scene, content: Text) -> Turn | None:
    """A line that was asked for about a request on record."""
    acting, typed = scene.conversation.acting, plain(content.text)
    if acting and not acting.lapsed(scene.now) and not (typed.startswith("/") and typed not in texts.WORDS_STOP):
        if typed in WORDS_LEAVE or typed in texts.WORDS_STOP:
            return Turn(scene.conversation.with_(acting=None), (say(texts.ACTING_LEFT),))
        return _typed(scene, acting, content)
    asked = asking_back.asked_just_now(scene)
    if asked is None or typed.startswith("/") or typed in WORDS_MENU or typed in WORDS_HELP:
        return None
    return asking_back.take_reply(scene, *asked, content.text)


def _typed(scene: Scene, acting: Acting, content: Text) -> Turn | None:
    match acting.what:
        case "question":
            return asking_back.take_question(scene, acting, content)
        case "reply":
            return asking_back.take_reply(scene, acting.key, acting.person, content.text)
        case "more":
            return asking_back.take_more(scene, acting, content)
        case "why":
            return passing.take_why(scene, acting, content)
        case "people":
            return closing.take_people(scene, acting, content)
    return None


def _of_form(scene: Scene, what: str, args: Arguments) -> Turn | None:
    calling = scene.conversation.calling
    key = args[0] if args else ""
    if calling and calling.key == key:
        return form.pressed(scene, calling, what, args[1:])
    mine = asking_back.own(scene, key)
    return own.show(scene, key) if mine else None


def _new(scene: Scene, args: Arguments) -> Turn:
    topic = args[0] if args and args[0] in scene.content.topics else None
    return opening.begin(scene, topic)


def _page(args: Arguments, at: int) -> int:
    return int(args[at]) if len(args) > at else 0


def _at(scene: Scene, args: Arguments) -> Turn | None:
    key, outcome, people, hamlet = args[:4]
    if hamlet == "page":
        return closing.more_hamlets(scene, key, outcome, int(people), int(args[4]))
    return closing.finish(scene, key, outcome, int(people), int(hamlet))


_ACTS: dict[str, Callable[[Scene, Arguments], Turn | None]] = {
    "new": _new,
    "another": lambda scene, args: opening.begin(scene, another=True),
    "mine": lambda scene, args: own.show(scene, args[0] if args else ""),
    "more": lambda scene, args: asking_back.ask_more(scene, args[0]),
    "cancel": lambda scene, args: own.ask_cancel(scene, args[0]),
    "cancelled": lambda scene, args: own.cancel(scene, args[0], args[1] if len(args) > 1 else ""),
    "keep": lambda scene, args: own.keep(scene, args[0]),
    "reply": lambda scene, args: asking_back.reply(scene, args[0], int(args[1])),
    "rate": lambda scene, args: rating.rate(scene, args[0], int(args[1])),
    "unhelped": lambda scene, args: rating.reopen(scene, args[0]),
    "list": lambda scene, args: taking.listed(scene, _page(args, 0)),
    "show": lambda scene, args: taking.show(scene, args[0]),
    "accept": lambda scene, args: taking.accept(scene, args[0]),
    "contact": lambda scene, args: taking.contact(scene, args[0]),
    "pass": lambda scene, args: passing.choose(scene, args[0], _page(args, 1)),
    "to": lambda scene, args: passing.ask_why(scene, args[0], int(args[1])),
    "why": lambda scene, args: passing.pass_on(scene, args[0], int(args[1]), texts.WHYS[args[2]]),
    "back": lambda scene, args: passing.back(scene, args[0]),
    "ask": lambda scene, args: asking_back.ask(scene, args[0]),
    "talk": lambda scene, args: relaying.start(scene, args[0]),
    "stop": lambda scene, args: relaying.stop(scene),
    "line": lambda scene, args: relaying.decide(scene, args[0], args[1]),
    "done": lambda scene, args: closing.ask_outcome(scene, args[0]),
    "outcome": lambda scene, args: closing.ask_people(scene, args[0], args[1]),
    "count": lambda scene, args: closing.finish(scene, args[0], args[1], int(args[2])),
    "at": _at,
}
