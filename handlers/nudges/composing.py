"""The conversation in which an administrator writes a notice: its text, for whom, a look at it, and only then sent."""

from dataclasses import replace

from handlers.ask.choosing import chosen, plain
from handlers.keys import key_of
from handlers.message import Text
from handlers.nudges import texts_notices as texts
from handlers.nudges.broadcast import LONGEST, TYPED_WITHIN, Audience, Broadcast, Composing
from handlers.nudges.changes import PutBroadcast
from handlers.nudges.delivery import notice_reply, show_whom
from handlers.nudges.presses import press
from handlers.nudges.recipients import Reach, may_send, reach
from handlers.reply import Paragraph, Press, Reply, say
from handlers.scene import Scene
from handlers.teams.changes import NoteAct
from handlers.teams.model import Role
from handlers.teams.people import Person
from handlers.teams.rights import communes_of
from handlers.turn import Notice, Turn

_SHORTEST = 10
_MOST_TEAMS = 6
_TO_TEAMS = (Audience.TEAMS, Audience.LEADERS, Audience.TEAM)


def may_compose(person: Person) -> bool:
    """Whether somebody sends notices at all."""
    return bool(person.holds(Role.COMMUNE_ADMIN, Role.PROVINCE_ADMIN))


def begin(scene: Scene) -> Turn:
    """The text is asked for."""
    composing = Composing(key_of(scene.message), scene.now)
    drop = press(texts.DROP, "drop", composing.key)
    asked = say(texts.ASK_TEXT, texts.ASK_TEXT_NOTE, buttons=(drop,))
    return Turn(scene.conversation.with_(composing=composing), (asked,))


def typed(scene: Scene, person: Person) -> Turn | None:
    """The text of a notice that is being written; None when the line is something else."""
    composing, content = scene.conversation.composing, scene.message.content
    if not (composing and composing.writing and isinstance(content, Text) and may_compose(person)):
        return None
    if scene.now - composing.began > TYPED_WITHIN:
        return None
    if plain(content.text).removeprefix("/") in texts.WORDS_DROP:
        return _drop(scene)
    if content.text.startswith("/"):
        return None
    if chosen(scene.conversation, content.text):
        return None
    text = content.text.strip()
    if len(text) < _SHORTEST:
        return Turn(scene.conversation, (say(texts.TOO_SHORT, buttons=(press(texts.DROP, "drop", composing.key),)),))
    if len(text) > LONGEST or content.cut:
        return Turn(scene.conversation, (say(texts.TOO_LONG.format(length=len(text))),))
    return _whom(scene, person, replace(composing, writing=False, text=text))


def left(scene: Scene, turn: Turn) -> Turn:
    """The turn of another command: the notice isn't written any more, so that no later line becomes its text."""
    composing, content = turn.conversation.composing, scene.message.content
    commanded = isinstance(content, Text) and content.text.strip().startswith("/")
    if not (composing and composing.writing and commanded and composing == scene.conversation.composing):
        return turn
    ended = turn.conversation.with_(composing=None)
    return replace(turn, conversation=ended, replies=(say(texts.LEFT), *turn.replies))


def pressed(scene: Scene, person: Person, what: str, args: tuple[str, ...]) -> Turn | None:
    """`to`, `teams`, `team`, `whom`, `edit`, `send`, `drop`, the key first; None when the button isn't one of these."""
    composing = scene.conversation.composing
    if not args or what not in ("to", "teams", "team", "whom", "edit", "send", "drop"):
        return None
    if composing is None or composing.key != args[0] or (composing.writing and what != "drop"):
        gone = texts.ALREADY if scene.records.broadcast(person, args[0]) else texts.OLD
        return Turn(scene.conversation, (say(gone),))
    number = int(args[-1]) if args[-1].isdecimal() else 0
    match what:
        case "drop":
            return _drop(scene)
        case "edit":
            again = replace(composing, writing=True, began=scene.now)
            asked = say(texts.ASK_TEXT_AGAIN, buttons=(press(texts.DROP, "drop", composing.key),))
            return Turn(scene.conversation.with_(composing=again), (asked,))
        case "whom":
            return _whom(scene, person, composing)
        case "teams":
            return _teams(scene, composing, number)
        case "team":
            return _previewed(scene, person, replace(composing, team=number))
        case "to":
            return _to(scene, person, composing, args[1:])
        case _:
            return _send(scene, person, composing)


def _drop(scene: Scene) -> Turn:
    return Turn(scene.conversation.with_(composing=None), (say(texts.CANCELLED),))


# --- for whom


def _whom(scene: Scene, person: Person, composing: Composing) -> Turn | None:
    communes = sorted(communes_of(person))
    options: list[Press] = []
    for number, commune in enumerate(communes):
        for audience in _TO_TEAMS:
            label = texts.WHOM[audience]
            named = texts.WHOM_IN.format(whom=label, commune=commune) if len(communes) > 1 else label
            options.append(press(named, "to", composing.key, audience, str(number)))
    if person.holds(Role.PROVINCE_ADMIN):
        options.append(press(texts.WHOM[Audience.COMMUNES], "to", composing.key, Audience.COMMUNES, "0"))
    if len(options) == 1:
        return _previewed(scene, person, replace(composing, audience=Audience.COMMUNES, commune=None))
    options.append(press(texts.DROP, "drop", composing.key))
    return Turn(scene.conversation.with_(composing=composing), (say(texts.ASK_WHOM, buttons=options),))


def _to(scene: Scene, person: Person, composing: Composing, args: tuple[str, ...]) -> Turn | None:
    if len(args) != 2 or args[0] not in set(Audience) or not args[1].isdecimal():
        return None
    audience, communes = Audience(args[0]), sorted(communes_of(person))
    if audience is Audience.COMMUNES:
        return _previewed(scene, person, replace(composing, audience=audience, commune=None))
    if int(args[1]) >= len(communes):
        return None
    composing = replace(composing, audience=audience, commune=communes[int(args[1])])
    return _teams(scene, composing, 0) if audience is Audience.TEAM else _previewed(scene, person, composing)


def _teams(scene: Scene, composing: Composing, page: int) -> Turn:
    teams = scene.records.teams(composing.commune or "")
    if not teams:
        other = press(texts.OTHERS, "whom", composing.key)
        return Turn(scene.conversation.with_(composing=composing), (say(texts.NO_TEAMS, buttons=(other,)),))
    begin_at = page * _MOST_TEAMS if page * _MOST_TEAMS < len(teams) else 0
    shown = teams[begin_at : begin_at + _MOST_TEAMS]
    buttons = [press(team.name, "team", composing.key, str(team.id)) for team in shown]
    if len(teams) > _MOST_TEAMS:
        following = page + 1 if begin_at + _MOST_TEAMS < len(teams) else 0
        buttons.append(press(texts.MORE_TEAMS, "teams", composing.key, str(following)))
    buttons.append(press(texts.OTHERS, "whom", composing.key))
    return Turn(scene.conversation.with_(composing=composing), (say(texts.ASK_TEAM, buttons=buttons),))


# --- seen, and sent


def _broadcast(scene: Scene, person: Person, composing: Composing) -> Broadcast | None:
    """The notice as it would be sent; None when it may not be."""
    if composing.audience is None or not may_send(person, composing.audience, composing.commune):
        return None
    team = None
    if composing.audience is Audience.TEAM:
        team = next((team for team in scene.records.teams(composing.commune or "") if team.id == composing.team), None)
        if team is None:
            return None
    return Broadcast(
        composing.key,
        scene.now,
        person.id,
        person.name,
        composing.audience,
        composing.text,
        composing.commune,
        team.id if team else None,
        team.name if team else "",
    )


def _previewed(scene: Scene, person: Person, composing: Composing) -> Turn | None:
    notice = _broadcast(scene, person, composing)
    if notice is None:
        return None
    found = reach(scene.records, person, composing, scene.now)
    others = press(texts.OTHERS, "whom", composing.key)
    edit, drop = press(texts.EDIT, "edit", composing.key), press(texts.DROP, "drop", composing.key)
    after = scene.conversation.with_(composing=composing)
    more = (others,) if communes_of(person) else ()
    if not found.to:
        return Turn(after, (say(texts.NOBODY, buttons=(*more, edit, drop)),))
    send = press(texts.SEND.format(count=len(found.to)), "send", composing.key)
    return Turn(after, (_preview(notice, found, (send, edit, *more, drop)),))


def _preview(notice: Broadcast, found: Reach, buttons: tuple[Press, ...]) -> Reply:
    channels = ", ".join(f"{count} {texts.CHANNELS[channel]}" for channel, count in found.channels)
    lines = [texts.PREVIEW_TO.format(whom=show_whom(notice), count=len(found.to), channels=channels)]
    if found.late:
        lines.append(texts.PREVIEW_ZALO.format(count=found.late))
    if "đã che]" in notice.text:
        lines.append(texts.PREVIEW_MASKED)
    lines.append(texts.PREVIEW_FINAL)
    said = notice_reply(notice)
    shown = [Paragraph(texts.PREVIEW), Paragraph(f"{said.title}\n{notice.text}")]
    return Reply((*shown, *(Paragraph(line) for line in lines)), buttons=buttons)


def _send(scene: Scene, person: Person, composing: Composing) -> Turn | None:
    notice = _broadcast(scene, person, composing)
    if notice is None:
        return None
    found = reach(scene.records, person, composing, scene.now)
    if not found.to:
        return _previewed(scene, person, composing)
    said = notice_reply(notice)
    return Turn(
        scene.conversation.with_(composing=None),
        (say(texts.SENT.format(count=len(found.to)), buttons=(press(texts.REFRESH, "show", notice.key),)),),
        (PutBroadcast(notice, found.to), NoteAct(person.id, "notice-sent", notice.key, notice.commune)),
        tuple(Notice(to.account, said, about=notice.key) for to in found.to),
    )
