"""The parts of a help request's form: which is asked next, and how."""

from dataclasses import replace
from datetime import date, timedelta

from handlers.records import Records
from handlers.reply import Paragraph, Press, Reply, say
from handlers.requests import texts
from handlers.requests.calling import Calling
from handlers.requests.cards import press
from handlers.requests.request import Reach
from handlers.scene import Scene
from handlers.teams.names import place_key
from handlers.turn import Turn
from knowledge.days import show_day

# Places on a page, beside "more", "not known" and "leave".
_ROOM = 5


def next_field(calling: Calling, records: Records) -> str:
    """The first part that is still to be asked; `check` when nothing is."""
    if calling.commune is None:
        return "commune"
    if calling.hamlet is None and records.hamlets(calling.commune):
        return "hamlet"
    if not calling.wants:
        return "wants"
    if not calling.when:
        return "when"
    if calling.reach is None:
        return "reach"
    if calling.reach is Reach.HOME and not calling.where:
        return "where"
    return "phone" if calling.reach is Reach.CALL else "check"


def go_on(scene: Scene, calling: Calling, *before: str) -> Turn:
    """The next part is asked, below what is to be said first."""
    calling = replace(calling, asking=next_field(calling, scene.records), began=scene.now)
    turn = ask(scene, calling)
    first = tuple(Paragraph(line) for line in before if line)
    return replace(turn, replies=(replace(turn.replies[0], blocks=(*first, *turn.replies[0].blocks)),))


def ask(scene: Scene, calling: Calling) -> Turn:
    """The part that is asked, with its buttons; the state keeps the form."""
    return Turn(scene.conversation.with_(calling=calling, acting=None), (question(scene, calling),))


def question(scene: Scene, calling: Calling) -> Reply:
    """How a part is asked."""
    key = calling.key
    leave, edit = press(texts.LEAVE, "drop", key), press(texts.EDIT, "edit", key)
    match calling.asking:
        case "consent":
            return say(*texts.CONSENT, buttons=(press(texts.AGREE, "agree", key), leave))
        case "commune":
            return ask_commune(scene, key, leave)
        case "hamlet":
            return ask_hamlet(scene.records, calling, leave)
        case "wants":
            return say(texts.ASK_WANTS, buttons=(*_topic_button(scene, key), leave))
        case "when":
            whens = [press(label, "when", key, name) for name, label in texts.WHENS.items()]
            return say(texts.ASK_WHEN, buttons=(*whens, leave))
        case "reach":
            reaches = [press(label, "reach", key, reach.value) for reach, label in texts.REACHES.items()]
            return say(texts.ASK_REACH, buttons=(*reaches, leave))
        case "where":
            return say(texts.ASK_WHERE, buttons=(leave,))
        case "phone":
            return say(
                summary(scene.records, calling), texts.ASK_PHONE, buttons=(press(texts.EDIT, "edit", key), leave)
            )
        case _:
            send, edit = press(texts.SEND, "send", key), press(texts.EDIT, "edit", key)
            said = say(summary(scene.records, calling), texts.CHECK, buttons=(send, edit, leave))
            return replace(said, private=bool(calling.where))


def summary(records: Records, calling: Calling) -> str:
    """All that is known, a line each."""
    hamlet = records.hamlet(calling.hamlet) if calling.hamlet else None
    place = ", ".join(part for part in (hamlet.name if hamlet else "", calling.commune or "") if part)
    lines = [texts.ABOUT.format(wants=calling.wants), texts.PLACE.format(place=place)]
    lines.append(texts.WHEN.format(when=calling.when))
    if calling.reach is not None:
        lines.append(texts.REACH.format(reach=texts.REACH_WORDS[calling.reach]))
    if calling.where:
        lines.append(texts.WHERE.format(where=calling.where))
    return "\n".join(lines)


def drop(scene: Scene) -> Turn:
    """The form is left; nothing was sent."""
    return Turn(scene.conversation.with_(calling=None), (say(texts.LEFT),))


def ask_commune(scene: Scene, key: str, leave: Press) -> Reply:
    """Which commune; those that take part are offered, before them the one that was spoken of: it may be theirs."""
    place = scene.conversation.place
    names = dict.fromkeys((*((place,) if place else ()), *scene.records.communes()))
    presses = [press(name[:1].upper() + name[1:], "commune", key, slug(name)) for name in list(names)[:_ROOM]]
    asked = texts.ASK_COMMUNE_SAME.format(commune=place) if place else texts.ASK_COMMUNE
    return say(asked, buttons=(*presses, leave))


def ask_hamlet(records: Records, calling: Calling, leave: Press, page: int = 0, *before: str) -> Reply:
    """Which hamlet of the commune, a page at a time."""
    hamlets = records.hamlets(calling.commune)
    shown = hamlets[page * _ROOM : (page + 1) * _ROOM] or hamlets[:_ROOM]
    presses = [press(hamlet.name, "hamlet", calling.key, str(hamlet.id)) for hamlet in shown]
    if len(hamlets) > _ROOM:
        following = 0 if (page + 1) * _ROOM >= len(hamlets) else page + 1
        presses.append(press(texts.MORE_PLACES, "hamlet", calling.key, "page", str(following)))
    unknown = press(texts.HAMLET_NONE, "hamlet", calling.key, "none")
    text = texts.ASK_HAMLET.format(commune=calling.commune)
    return say(*before, text, buttons=(*presses, unknown, leave))


def known_place(scene: Scene, calling: Calling) -> Calling:
    """The form with the hamlet of a poster that was used. A commune that was asked about may be anybody's."""
    hamlet = scene.records.hamlet(scene.conversation.hamlet) if scene.conversation.hamlet else None
    return replace(calling, hamlet=hamlet.id, commune=hamlet.commune) if hamlet else calling


def slug(name: str) -> str:
    """A commune's name in a button: `xa-minh-hop`."""
    return place_key(name).replace(" ", "-")


def when_words(name: str, today: date) -> str:
    """A button's words with the day that they mean."""
    label = texts.WHENS[name]
    return label if name == "som" else texts.WHEN_ON.format(when=label, day=show_day(today + timedelta(days=1)))


def _topic_button(scene: Scene, key: str) -> tuple[Press, ...]:
    topic = scene.content.topics.get(scene.conversation.topic or "")
    return (press(topic.title, "topic", key, topic.id),) if topic else ()
