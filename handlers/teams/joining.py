"""A code that somebody types or brings by a link: whose it is, and what is said when it does nothing."""

import re
from datetime import timedelta

from handlers.action import Action, Verb
from handlers.ask import buttons
from handlers.message import Channel, Start, Text
from handlers.reply import Press, say
from handlers.requests.request import Desk
from handlers.scene import Scene
from handlers.teams import invited, linking
from handlers.teams import texts_people as texts
from handlers.teams.changes import NoteWrongCode
from handlers.teams.codes import TRIES, TRIES_ON_WEB, TRIES_WITHIN, Code, CodeKind, read_code, spaced
from handlers.teams.model import Hamlet
from handlers.teams.presses import said
from handlers.turn import Turn
from knowledge.text import fold, has_marks

# "mã K7M 3PX", "/start K7M 3PX", "mã mời là: K7M 3PX"; the address of a poster, pasted.
_LEAD = re.compile(r"(?:/start|ma(?: (?:moi|xom|lien ket|cua toi|cua tui|so))?(?: la)?)[\s:]+")
_ADDRESS = re.compile(r"https?://\S+/m/(\w{6})/?")
# Written the way a code is; other spacings are words that happen to have its letters ("tre em 3", "thay 4g").
_SHAPE = re.compile(r"\w{6}|\w{3}[\s.\-]\w{3}|\w(?:[\s.\-]\w){5}")
# What nobody types but from a poster, with a character that no code has (0 for Q, 5 for 6).
_SLIP = re.compile(r"(?=.*\d)(?=.*[A-Z])(?:[A-Z0-9]{6}|[A-Z0-9]{3}[ .\-][A-Z0-9]{3})")


def take_code(scene: Scene) -> Turn | None:
    """The turn for a code; None when what was typed isn't one, or may be a word."""
    match scene.message.content:
        case Start(payload):
            code = read_code(payload)
            return _code(scene, code, sure=True) if code else None
        case Text(text):
            bare = _bare(text)
            code = read_code(bare)
            if code is None and _SLIP.fullmatch(bare):
                return said(scene, texts.CODE_SLIP.format(code=bare), buttons=(buttons.MENU,))
            return _code(scene, code, sure=_looks_meant(bare, code)) if code else None
    return None


def _bare(text: str) -> str:
    address = _ADDRESS.fullmatch(text.strip())
    if address:
        return address.group(1)
    folded = fold(text.strip().lower())
    lead = _LEAD.match(folded)
    # Folding may change the length; with a mark inside it is no code anyway, so the folded rest will do.
    return folded[lead.end() :].strip() if lead else text.strip()


def _looks_meant(bare: str, code: str | None) -> bool:
    """Whether a line that is no code on record was meant as one: letters and a digit, in the shape of a code."""
    mixed = code is not None and any(char.isdigit() for char in code) and any(char.isalpha() for char in code)
    return mixed and not has_marks(bare) and _SHAPE.fullmatch(bare) is not None


def _code(scene: Scene, code: str, *, sure: bool) -> Turn | None:
    found = scene.records.code(code)
    if found and found.kind is CodeKind.HAMLET and found.hamlet:
        return _hamlet(scene, found, found.hamlet)
    if found is None and not sure:
        return None
    on_web = scene.account.channel is Channel.WEB
    if on_web and scene.records.wrong_codes_on(Channel.WEB, scene.now - TRIES_WITHIN) >= TRIES_ON_WEB:
        return said(scene, texts.LOCKED_WEB, buttons=(buttons.MENU,))
    time = _locked_until(scene)
    if time:
        return said(scene, texts.LOCKED.format(tries=TRIES, time=time), buttons=(buttons.MENU,))
    if found is None:
        return _wrong(scene, texts.CODE_UNKNOWN.format(code=spaced(code)))
    turn = linking.typed(scene, found) if found.kind is CodeKind.LINK else invited.shown(scene, found)
    return turn if isinstance(turn, Turn) else _wrong(scene, turn)


def _wrong(scene: Scene, text: str) -> Turn:
    """A code that does nothing: said why, and counted."""
    return Turn(scene.conversation, (say(text, buttons=(buttons.MENU,)),), (NoteWrongCode(scene.account),))


def _locked_until(scene: Scene) -> str | None:
    """The time of the day from which codes are looked at again; None when they are now.

    At most `TRIES` wrong codes count within `TRIES_WITHIN`, so that nobody finds one by trying.
    """
    for minutes in range(int(TRIES_WITHIN.total_seconds()) // 60 + 1):
        then = scene.now + timedelta(minutes=minutes)
        if scene.records.wrong_codes(scene.account, then - TRIES_WITHIN) < TRIES:
            # The minute that is shown must have passed.
            return texts.clock(then + timedelta(minutes=1)) if minutes else None
    return texts.clock(scene.now + TRIES_WITHIN)


def _hamlet(scene: Scene, code: Code, hamlet: Hamlet) -> Turn:
    """The hamlet is known from now on: who helps there, and what can be done here."""
    if code.revoked:
        return said(scene, texts.HAMLET_OLD, buttons=(buttons.MENU,))
    team = scene.records.team_of(hamlet.id)
    first = (texts.HAMLET_TEAM if team else texts.HAMLET_NO_TEAM).format(
        hamlet=hamlet.name, commune=hamlet.commune, team=team.name if team else ""
    )
    helped = help_button(scene, hamlet)
    presses = (*helped, buttons.MENU)
    reply = say(first, texts.HAMLET_ASK, texts.HAMLET_HELP if helped else "", buttons=presses)
    conversation = scene.conversation.with_(hamlet=hamlet.id, place=hamlet.commune, greeted=True)
    return Turn(conversation, (reply,))


def help_button(scene: Scene, hamlet: Hamlet) -> tuple[Press, ...]:
    """The button for asking somebody to come, where anybody can be asked."""
    anybody = any(scene.records.takers(desk, hamlet.id, hamlet.commune) for desk in Desk)
    return (Press(texts.HELP_BUTTON, Action(Verb.REQUEST, ("new",))),) if anybody else ()
