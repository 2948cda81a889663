"""How a help request begins: by words, by a button of an answer, or beside the contacts."""

from dataclasses import replace

from handlers.action import Action, Verb, decode
from handlers.ask.people import people_reply, shows_people
from handlers.keys import key_of
from handlers.message import Button
from handlers.reply import Paragraph, Press, say
from handlers.requests import climbing, texts
from handlers.requests.calling import Calling
from handlers.requests.cards import own_card, press
from handlers.requests.fields import ask, known_place
from handlers.requests.sending import MOST_OPEN, point_to, same_open
from handlers.requests.urgent import urgent_reply
from handlers.requests.words import subject_of
from handlers.scene import Scene
from handlers.turn import Turn
from knowledge.understand import Understander


def call_button(topic: str | None = None) -> Press:
    """To a help request, for a topic or in general."""
    return press(texts.CALL_BUTTON, "new", *((topic,) if topic else ()))


def anybody(scene: Scene) -> bool:
    """Whether somebody answers: for the hamlet whose code was used, else anywhere."""
    hamlet = scene.records.hamlet(scene.conversation.hamlet) if scene.conversation.hamlet else None
    if hamlet:
        return climbing.first_desk(scene.records, hamlet, hamlet.commune) is not None
    return bool(scene.records.everybody())


def begin(
    scene: Scene, topic: str | None = None, wants: str = "", *, commune: str | None = None, another: bool = False
) -> Turn:
    """The form begins with what it means and whether they agree; `another`: beside the one that is open."""
    conversation = scene.conversation.with_(checklist=None)
    scene = scene.with_(conversation)
    if not anybody(scene):
        people = people_reply(scene.content, topic or conversation.topic, conversation.place)
        return Turn(conversation, (people,))
    subject = scene.content.topics.get(topic or "")
    title = subject.title if subject else ""
    calling = Calling(key_of(scene.message), "consent", topic=topic, wants=wants or title, began=scene.now)
    calling = replace(calling, commune=commune) if commune else known_place(scene, calling)
    still = [request for request in scene.records.requests_of(scene.account) if request.state.open]
    if same := same_open(scene, calling):
        return point_to(scene, same, texts.SAME)
    if len(still) >= MOST_OPEN:
        return Turn(
            conversation, (say(texts.TOO_MANY.format(count=len(still)), buttons=(press(texts.OWN_SEE, "mine"),)),)
        )
    if still and not another and not calling.wants:
        card = own_card(scene.records, still[0], scene.now)
        buttons = (*card.buttons, press(texts.ANOTHER, "another"))
        return Turn(conversation, (replace(card, blocks=(Paragraph(texts.ONE_OPEN), *card.blocks), buttons=buttons),))
    return ask(scene, calling)


def by_words(scene: Scene, understander: Understander, text: str) -> Turn:
    """Somebody called in their own words; where a life or money is in danger, the number to call comes first."""
    urgent = urgent_reply(understander, text)
    subject = subject_of(text)
    place = scene.communes.named(text)
    if place:
        scene = scene.with_(scene.conversation.with_(place=place.full, hamlet=None))
    wants = text.strip() if subject else ""
    turn = begin(scene, subject.topic if subject else None, wants, commune=place.full if place else None)
    return replace(turn, replies=(urgent, *turn.replies)) if urgent else turn


def beside_contacts(scene: Scene, turn: Turn) -> Turn:
    """The button stands under every list of contacts while somebody can be asked."""
    if not any(shows_people(reply) for reply in turn.replies) or not anybody(scene):
        return turn
    button = call_button(_topic(scene, turn))
    replies = tuple(
        replace(reply, buttons=(button, *reply.buttons)) if shows_people(reply) else reply for reply in turn.replies
    )
    return replace(turn, replies=replies)


def _topic(scene: Scene, turn: Turn) -> str | None:
    content = scene.message.content
    action: Action | None = decode(content.code) if isinstance(content, Button) else None
    named = action.args[0] if action and action.verb is Verb.PERSON and action.args else turn.conversation.topic
    return named if named in scene.content.topics else None
