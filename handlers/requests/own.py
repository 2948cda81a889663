"""The resident's side of a request on record: who holds it, what happened, and cancelling it."""

from dataclasses import replace
from datetime import datetime

from handlers.reply import Bullets, Paragraph, Reply, say
from handlers.requests import texts
from handlers.requests.asking_back import own, to_holders
from handlers.requests.cards import about, own_card, press, resident_of, talk_over
from handlers.requests.opening import call_button
from handlers.requests.request import PutRequest, Request, State, Step
from handlers.scene import Scene
from handlers.turn import Notice, Turn

_SHOWN = 7
_LABEL = 22


def show(scene: Scene, key: str = "") -> Turn:
    """One's own request with its history; without a key the only open one, else a list."""
    found = scene.records.requests_of(scene.account)
    one = next((request for request in found if request.key == key), None)
    still = [request for request in found if request.state.open]
    if one is None and len(still) == 1:
        one = still[0]
    if one is None and not still and len(found) == 1:
        one = found[0]
    if one:
        events = scene.records.request_events(one.key, scene.person, scene.account)
        return Turn(scene.conversation, (own_card(scene.records, one, scene.now, events),))
    if not found:
        return Turn(scene.conversation, (say(texts.OWN_NONE, buttons=(call_button(),)),))
    return Turn(scene.conversation, (_list([*still, *(r for r in found if not r.state.open)][:_SHOWN]),))


def _list(shown: list[Request]) -> Reply:
    lines = [texts.OWN_ITEM.format(about=about(request), state=texts.OWN_STATES[request.state]) for request in shown]
    presses = [
        press(texts.LIST_BUTTON.format(number=number, about=about(request)[:_LABEL]), "mine", request.key)
        for number, request in enumerate(shown, 1)
    ]
    return Reply((Paragraph(texts.OWN_LIST), Bullets(tuple(lines), numbered=True)), buttons=tuple(presses))


def cancel_which(scene: Scene) -> Turn:
    """Cancelling asked for in words: the only open one, else which."""
    still = [request for request in scene.records.requests_of(scene.account) if request.state.open]
    if not still:
        return Turn(scene.conversation, (say(texts.CANCEL_NONE),))
    if len(still) == 1:
        return Turn(scene.conversation, (_ask_cancel(still[0]),))
    return Turn(scene.conversation, (_list(still),))


def ask_cancel(scene: Scene, key: str) -> Turn | None:
    """Why, by a button that cancels at once."""
    request = own(scene, key)
    if request is None:
        return None
    return Turn(scene.conversation, (_ask_cancel(request),)) if request.state.open else show(scene, key)


def _ask_cancel(request: Request) -> Reply:
    whys = [press(label, "cancelled", request.key, name) for name, label in texts.CANCEL_WHYS.items()]
    no_reason = press(texts.CANCEL_NO_WHY, "cancelled", request.key)
    buttons = (*whys, no_reason, press(texts.CANCEL_KEEP, "keep", request.key))
    return say(texts.CANCEL_WHY.format(about=about(request)), buttons=buttons)


def cancel(scene: Scene, key: str, why: str = "") -> Turn | None:
    """It is cancelled, and whoever holds it hears it."""
    request = own(scene, key)
    if request is None:
        return None
    if not request.state.open:
        return show(scene, key)
    change, notices = cancelling(scene, request, scene.now, texts.CANCEL_WHYS.get(why, ""))
    reply = say(texts.CANCELLED, buttons=(call_button(),))
    return Turn(scene.conversation.with_(acting=None), (reply,), (change,), notices)


def cancelling(scene: Scene, request: Request, now: datetime, why: str = "") -> tuple[PutRequest, tuple[Notice, ...]]:
    """What is written and told when the resident calls an open request off, whatever for."""
    reason = texts.CANCELLED_WHY.format(why=why.lower()) if why else ""
    line = texts.CANCELLED_TOLD.format(who=resident_of(request), about=about(request), why=reason)
    after = replace(request, state=State.CANCELLED, closed=now, talking=False, next=None)
    return PutRequest(after, Step.CANCELLED), to_holders(scene, request, f"{line} {talk_over(request)}".strip())


def keep(scene: Scene, key: str) -> Turn:
    """Not cancelled after all."""
    turn = show(scene, key)
    return replace(turn, replies=(say(texts.CANCEL_KEPT), *turn.replies))
