"""A help request goes out: checked once more, written, told to whoever answers for it."""

import re
from dataclasses import replace

from handlers.ask.people import people_reply
from handlers.message import Text
from handlers.reply import Paragraph, Reply, say
from handlers.requests import climbing, texts
from handlers.requests.calling import PAUSED, Calling
from handlers.requests.cards import held_line, own_buttons, own_card, press, seen_line
from handlers.requests.fields import go_on
from handlers.requests.request import Contact, PutRequest, Reach, Request, Step
from handlers.requests.words import is_question
from handlers.scene import Scene
from handlers.turn import Turn
from knowledge.text import fold

# So many open requests one person may have: a team can't be flooded.
MOST_OPEN = 3
# Mobile numbers have ten digits, those of houses eleven (Thông tư 22/2014/TT-BTTTT).
_PHONE = re.compile(r"0[35789]\d{8}|02\d{9}")
_ABROAD = re.compile(r"(?:\+|00)?84(?=\d{9,10}$)")
_DIGITS = re.compile(r"\d[\d .\-]{5,}|\[")


def take_phone(scene: Scene, calling: Calling, content: Text) -> Turn | None:
    """The number, which sends the request; a wrong one says what is wrong with it."""
    phones = tuple(dict.fromkeys(_ABROAD.sub("0", phone) for phone in content.phones))
    if len(phones) > 1:
        return go_on(scene, calling, texts.PHONE_SEVERAL)
    if phones and _PHONE.fullmatch(phones[0]):
        return send(scene, calling, phones[0])
    if phones or _DIGITS.search(content.text):
        return go_on(scene, calling, texts.PHONE_WRONG)
    return None if is_question(content.text) else go_on(scene, calling, texts.PHONE_WRONG)


def send(scene: Scene, calling: Calling, phone: str = "") -> Turn:
    """The request is written and told; the resident reads who holds it and when somebody will look."""
    if same := same_open(scene, calling):
        return point_to(scene, same, texts.SAME)
    hamlet = scene.records.hamlet(calling.hamlet) if calling.hamlet else None
    commune = hamlet.commune if hamlet else calling.commune
    desk = climbing.first_desk(scene.records, hamlet, commune)
    if desk is None:
        return nobody_there(scene, calling)
    request = Request(
        key=calling.key,
        account=scene.account,
        opened=scene.now,
        desk=desk,
        since=scene.now,
        hamlet=hamlet,
        commune=commune,
        topic=calling.topic,
        wants=calling.wants,
        when=calling.when,
        reach=calling.reach or Reach.CHAT,
    )
    request = replace(request, next=climbing.next_time(scene.records, request, scene.now))
    contact = Contact(phone=phone, where=calling.where) if phone or calling.where else None
    blocks = (texts.SENT, held_line(scene.records, request), seen_line(request, scene.now))
    return Turn(
        scene.conversation.with_(calling=None),
        (say(*blocks, buttons=own_buttons(request)),),
        (PutRequest(request, Step.OPENED, contact=contact),),
        climbing.notices_to_desk(scene.records, scene.content, request, scene.now),
    )


def same_open(scene: Scene, calling: Calling) -> Request | None:
    """An open request of theirs for the same thing."""
    for request in scene.records.requests_of(scene.account):
        same_topic = calling.topic is not None and request.topic == calling.topic
        if request.state.open and (same_topic or _words(request.wants) == _words(calling.wants)):
            return request
    return None


def point_to(scene: Scene, request: Request, *before: str) -> Turn:
    """The request that is there already, instead of a second one."""
    card = own_card(scene.records, request, scene.now)
    reply = replace(card, blocks=(*map(Paragraph, before), *card.blocks))
    return Turn(scene.conversation.with_(calling=None, acting=None), (reply,))


def nobody_there(scene: Scene, calling: Calling) -> Turn:
    """Nobody answers for the place: who helps otherwise."""
    people = people_reply(scene.content, calling.topic or scene.conversation.topic, calling.commune)
    place = calling.commune or ""
    said = texts.COMMUNE_NOBODY.format(commune=place[:1].upper() + place[1:]) if place else ""
    blocks = (*((Paragraph(said),) if said else ()), *people.blocks)
    other = (press(texts.OTHER_PLACE, "edit", calling.key, "commune"),) if place else ()
    kept = replace(calling, asking=PAUSED) if place else None
    after = scene.conversation.with_(calling=kept, acting=None)
    return Turn(after, (Reply(blocks, buttons=(*other, *people.buttons)),))


def _words(text: str) -> str:
    return " ".join(fold(text.lower()).split())
