"""The form of a help request as a conversation: what an answer to a part is, and what is a question in its middle."""

from dataclasses import replace
from datetime import timedelta

from handlers.ask.choosing import chosen, plain
from handlers.ask.texts import WORDS_BACK, WORDS_LEAVE, WORDS_YES
from handlers.message import Text
from handlers.reply import Paragraph, say
from handlers.requests import form_places, sending, texts
from handlers.requests.calling import PAUSED, Calling
from handlers.requests.cards import press
from handlers.requests.fields import drop, go_on, next_field, question, when_words
from handlers.requests.request import Reach
from handlers.requests.words import is_question, subject_of
from handlers.scene import Scene
from handlers.turn import Turn

# So much of what is typed is kept; a cap on what others have to read.
MOST = 600
# A form that lay so long takes no line for an answer until the person goes on with it.
LAPSES = timedelta(hours=12)


def take(scene: Scene, calling: Calling) -> Turn | None:
    """A typed line while a form is open; None when it isn't the form's."""
    content = scene.message.content
    if not isinstance(content, Text) or calling.asking == PAUSED or lapsed(scene, calling):
        return None
    typed = plain(content.text)
    if calling.asking in ("consent", "check") and typed in WORDS_YES:
        return go_on(scene, calling) if calling.asking == "consent" else sending.send(scene, calling)
    if calling.asking == "commune" and scene.conversation.place and typed in WORDS_YES:
        return form_places.with_commune(scene, calling, scene.conversation.place)
    if typed in WORDS_LEAVE or typed in texts.WORDS_STOP:
        return drop(scene)
    if typed in WORDS_BACK:
        return edit(scene, calling)
    if chosen(scene.conversation, content.text) or typed.startswith("/"):
        return None
    if calling.asking == "phone":
        return sending.take_phone(scene, calling, content)
    if calling.asking == "reach":
        return _reach(scene, calling, content)
    return _answer(scene, calling, content.text.strip(), typed)


def _answer(scene: Scene, calling: Calling, text: str, typed: str) -> Turn | None:
    match calling.asking:
        case "commune":
            return form_places.take_commune(scene, calling, text)
        case "hamlet":
            return form_places.take_hamlet(scene, calling, text)
        case "wants" | "when" | "where" if typed and not is_question(text):
            return _words(scene, calling, text)
    return None


def _reach(scene: Scene, calling: Calling, content: Text) -> Turn | None:
    """How to be reached, in words; a number given at once says both that and which."""
    if content.phones:
        calling = replace(calling, reach=Reach.CALL, where="", asking="phone")
        return sending.take_phone(scene, calling, content)
    said = set(plain(content.text).split())
    meant = [reach for reach, words in texts.WORDS_REACH.items() if words & said]
    if len(meant) != 1 or is_question(content.text):
        return None
    return go_on(scene, replace(calling, reach=meant[0], where=""))


def _words(scene: Scene, calling: Calling, text: str) -> Turn:
    """Their own words for a part."""
    kept = text[:MOST]
    cut = texts.CUT.format(most=MOST) if len(text) > MOST else ""
    if calling.asking == "when":
        return go_on(scene, replace(calling, when=kept), cut)
    if calling.asking == "where":
        return go_on(scene, replace(calling, where=kept), cut)
    subject = subject_of(text)
    return wanted(scene, replace(calling, wants=kept, topic=subject.topic if subject else None), cut)


def wanted(scene: Scene, calling: Calling, *before: str) -> Turn:
    """What it is for is known: the same thing twice points to the first."""
    same = sending.same_open(scene, calling)
    return sending.point_to(scene, same, texts.SAME) if same else go_on(scene, calling, *before)


def pressed(scene: Scene, calling: Calling, what: str, args: tuple[str, ...]) -> Turn | None:
    """A button of the open form."""
    value = args[0] if args else ""
    match what:
        case "agree" | "resume":
            return go_on(scene, calling)
        case "drop":
            return drop(scene)
        case "commune":
            return form_places.press_commune(scene, calling, value)
        case "hamlet":
            return form_places.press_hamlet(scene, calling, args)
        case "topic" if value in scene.content.topics:
            title = scene.content.topics[value].title
            return wanted(scene, replace(calling, topic=value, wants=title))
        case "when" if value in texts.WHENS:
            return go_on(scene, replace(calling, when=when_words(value, scene.today)))
        case "reach" if value in set(Reach):
            return go_on(scene, replace(calling, reach=Reach(value), where=""))
        case "edit":
            return edit(scene, calling, value)
        case "send" if next_field(calling, scene.records) == "check":
            return sending.send(scene, calling)
    return None


def edit(scene: Scene, calling: Calling, field: str = "") -> Turn:
    """Which part is to be another, or that part asked anew; the others stay."""
    match field:
        case "commune":
            return go_on(scene, replace(calling, commune=None, hamlet=None))
        case "wants":
            return go_on(scene, replace(calling, wants="", topic=None))
        case "when":
            return go_on(scene, replace(calling, when=""))
        case "reach":
            return go_on(scene, replace(calling, reach=None, where=""))
    fields = [press(label, "edit", calling.key, name) for name, label in texts.FIELDS.items()]
    reply = say(texts.ASK_EDIT, buttons=(*fields, press(texts.LEAVE, "drop", calling.key)))
    return Turn(scene.conversation.with_(calling=replace(calling, asking="edit")), (reply,))


def lapsed(scene: Scene, calling: Calling) -> bool:
    """Whether it lay too long to take a line for an answer."""
    return calling.began is not None and scene.now - calling.began > LAPSES


def resumed(scene: Scene, turn: Turn) -> Turn:
    """After something else in its middle: the form goes on at the same part; one left lying is only pointed out."""
    calling = turn.conversation.calling
    if calling is None or calling.asking == PAUSED:
        return turn
    scene = scene.with_(turn.conversation)
    if lapsed(scene, calling):
        buttons = (press(texts.RESUME, "resume", calling.key), press(texts.LEAVE, "drop", calling.key))
        paused = turn.conversation.with_(calling=replace(calling, asking=PAUSED))
        return replace(turn, conversation=paused, replies=(*turn.replies, say(texts.PAUSED, buttons=buttons)))
    again = edit(scene, calling).replies[0] if calling.asking == "edit" else question(scene, calling)
    before = () if calling.asking == "consent" else (Paragraph(texts.GO_ON),)
    return replace(turn, replies=(*turn.replies, replace(again, blocks=(*before, *again.blocks))))
