"""The hours of a commune's help requests, seen and changed by its administrators: /caidat."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from handlers.action import Action, Verb
from handlers.ask.choosing import plain
from handlers.conversation import Conversation
from handlers.message import Text
from handlers.records import Records
from handlers.reply import Block, Bullets, Paragraph, Press, Reply, say
from handlers.requests import texts_time as texts
from handlers.requests.limits import CLIMBING, DEFAULTS, Limit, Limits, bounds, limits_of, read_hours, show_hours
from handlers.scene import Scene
from handlers.teams import rights
from handlers.teams.changes import NoteAct, SetCommune
from handlers.turn import Batch, Turn

ACT = "set-request-hours"
_RESET, _LEAVE = "reset", "leave"
# A line of more words with a digit in it is a question rather than a number gone wrong.
_MEANT_AT_MOST = 4


class CommuneHours:
    """The feature (`handlers.scene.Feature`).

    Its buttons: the commune's place among one's own, then a limit or what else is to be done.
    """

    verbs: frozenset[Verb] = frozenset({Verb.SETTING})

    def take(self, scene: Scene) -> Turn | None:
        """/caidat, and a number that was asked for."""
        if not isinstance(scene.message.content, Text):
            return None
        text = scene.message.content.text
        if plain(text) in texts.WORDS_SETTINGS:
            return _begin(scene)
        if scene.conversation.setting is None or scene.conversation.noticed:
            return None
        commune, name = scene.conversation.setting
        if commune not in _mine(scene):
            return None
        if plain(text) in texts.WORDS_LEAVE:
            return _left(scene, commune)
        hours = read_hours(text)
        if hours is not None:
            return _typed(scene, commune, Limit(name), hours)
        meant = len(text.split()) <= _MEANT_AT_MOST and any(sign.isdigit() for sign in text)
        return _ask(scene, commune, Limit(name), texts.SETTINGS_UNREAD.format(typed=text.strip())) if meant else None

    def pressed(self, scene: Scene, action: Action) -> Turn | None:
        """One of its buttons."""
        mine = _mine(scene)
        if not mine:
            return Turn(scene.conversation, (say(texts.SETTINGS_NOT_YOURS),))
        place, what = (*action.args, "", "")[:2]
        if not place.isdecimal() or int(place) >= len(mine):
            return None
        commune = mine[int(place)]
        if what in set(Limit):
            return _ask(scene, commune, Limit(what))
        if what == _RESET:
            return _reset(scene, commune)
        return _left(scene, commune) if what == _LEAVE else Turn(_free(scene), (_shown(scene, commune),))

    def after(self, scene: Scene, turn: Turn) -> Turn:
        """Whoever goes on to something else has left the setting: a later number means something else."""
        return replace(turn, conversation=turn.conversation.with_(setting=None))

    def tick(self, records: Records, now: datetime) -> Sequence[Batch]:
        """Nothing: what falls due is reckoned from the hours as they are (climbing.py)."""
        return ()


def _mine(scene: Scene) -> Sequence[str]:
    return sorted(rights.communes_of(scene.person)) if scene.person else ()


def _begin(scene: Scene) -> Turn | None:
    mine = _mine(scene)
    if not mine:
        # A resident's "cài đặt" is a question.
        return Turn(scene.conversation, (say(texts.SETTINGS_NOT_YOURS),)) if scene.person else None
    if len(mine) == 1:
        return Turn(_free(scene), (_shown(scene, mine[0]),))
    presses = [_press(commune, str(place)) for place, commune in enumerate(mine)]
    return Turn(_free(scene), (say(texts.SETTINGS_WHICH, buttons=presses),))


def _shown(scene: Scene, commune: str, limits: Limits | None = None, *before: str) -> Reply:
    """The four numbers with what can be done; `limits` when they were changed by this very turn."""
    limits = limits or limits_of(scene.records, commune)
    place = str(_mine(scene).index(commune))
    lines = tuple(
        texts.SETTINGS_LINE.format(
            name=texts.LIMIT_NAMES[limit],
            hours=show_hours(limits[limit]),
            own=_default(limits, limit),
        )
        for limit in Limit
    )
    buttons = [_press(texts.LIMIT_BUTTONS[limit], place, limit) for limit in Limit]
    if limits != DEFAULTS:
        buttons.append(_press(texts.SETTINGS_DEFAULTS, place, _RESET))
    blocks: tuple[Block, ...] = (*map(Paragraph, before), Paragraph(texts.SETTINGS_INTRO), Bullets(lines))
    return Reply(blocks, title=texts.SETTINGS_TITLE.format(commune=commune), buttons=tuple(buttons))


def _default(limits: Limits, limit: Limit) -> str:
    """The default, where it isn't what holds."""
    if limits[limit] == DEFAULTS[limit]:
        return ""
    return texts.SETTINGS_OWN.format(hours=show_hours(DEFAULTS[limit]))


def _ask(scene: Scene, commune: str, limit: Limit, before: str = "") -> Turn:
    limits = limits_of(scene.records, commune)
    low, high = map(show_hours, bounds(limits, limit))
    text = texts.SETTINGS_ASK.format(name=texts.LIMIT_NAMES[limit], hours=show_hours(limits[limit]), low=low, high=high)
    return _asking(scene, commune, limit, before, text)


def _asking(scene: Scene, commune: str, limit: Limit, *lines: str) -> Turn:
    leave = _press(texts.SETTINGS_LEAVE, str(_mine(scene).index(commune)), _LEAVE)
    return Turn(scene.conversation.with_(setting=(commune, limit.value)), (say(*lines, buttons=(leave,)),))


def _typed(scene: Scene, commune: str, limit: Limit, hours: float) -> Turn:
    limits = limits_of(scene.records, commune)
    low, high = bounds(limits, limit)
    if not low <= hours <= high:
        wrong = texts.SETTINGS_OUT.format(
            typed=show_hours(hours), low=show_hours(low), high=show_hours(high), hours=show_hours(limits[limit])
        )
        return _asking(scene, commune, limit, wrong)
    saved = texts.SETTINGS_SAVED.format(
        name=texts.LIMIT_NAMES[limit].lower(),
        hours=show_hours(hours),
        when=texts.SETTINGS_NOW if limit in CLIMBING else texts.SETTINGS_NEXT,
    )
    reply = _shown(scene, commune, {**limits, limit: hours}, saved)
    value = None if hours == DEFAULTS[limit] else f"{hours:g}"
    return Turn(_free(scene), (reply,), (SetCommune(commune, limit, value), _act(scene, commune, f"{limit}={hours:g}")))


def _reset(scene: Scene, commune: str) -> Turn:
    changes = tuple(SetCommune(commune, limit, None) for limit in Limit)
    reply = _shown(scene, commune, DEFAULTS, texts.SETTINGS_RESET)
    return Turn(_free(scene), (reply,), (*changes, _act(scene, commune, "defaults")))


def _left(scene: Scene, commune: str) -> Turn:
    return Turn(_free(scene), (_shown(scene, commune, None, texts.SETTINGS_LEFT),))


def _act(scene: Scene, commune: str, about: str) -> NoteAct:
    return NoteAct(scene.person.id if scene.person else None, ACT, about, commune)


def _press(label: str, *args: str) -> Press:
    return Press(label, Action(Verb.SETTING, args))


def _free(scene: Scene) -> Conversation:
    return scene.conversation.with_(setting=None)
