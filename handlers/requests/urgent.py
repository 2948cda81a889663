"""What can't wait for a team: the number to call is said before any form, as asking says it."""

import re

from handlers.reply import Bullets, Paragraph, Reply, say
from handlers.requests import texts_time as texts
from knowledge.content import Content, TalkKind
from knowledge.text import clean, fold, has_marks
from knowledge.understand import Understander, Understanding

_SCAM, _MONEY_GOES = "lua-dao-vneid", frozenset({"da-chuyen-tien", "lay-lai-tien", "mat-tien-bao-ai", "lo-bam-link"})
_SENDING = re.compile(r"\bchuyen (?:tien|khoan)\b")
# "cháu bị lạc đường" of a helper on the way is at 0.5, cries for help at 0.6 to 1.
_SURE_DANGER, _SURE_SCAM = 0.6, 0.9
# The numbers said to somebody who only says that it is pressing.
_NUMBERS = ("cong-an", "cuu-hoa", "cap-cuu")
# Not "gấp đôi"; without marks "gap" is more often "gặp", so it must stand with what "gặp" doesn't.
_PRESSING = re.compile(r"\b(?:gấp(?! (?:đôi|ba|rưỡi))|khẩn(?! (?:cầu|khoản)))\b")
_PRESSING_BARE = re.compile(r"\bgap(?: (?:qua|roi))?$|\bgap lam\b|\bkhan cap\b")


def urgent_reply(understander: Understander, text: str) -> Reply | None:
    """What to do at once where a life or money is in danger, or the three numbers where it is said to be pressing.

    None for anything else. The request that it may belong to goes on below it.
    """
    content = understander.index.content
    found = _in_danger(content, understander.understand(text), text)
    return found or (_with_numbers(content, texts.PRESSING, _NUMBERS) if _pressing(text) else None)


def danger_reply(understander: Understander, text: str) -> Reply | None:
    """The same in a talk between two people, where only what is surely an emergency comes between them."""
    understood = understander.understand(text)
    sure = understood.danger >= _SURE_DANGER or understood.confidence >= _SURE_SCAM
    return _in_danger(understander.index.content, understood, text) if sure else None


def _in_danger(content: Content, understood: Understanding, text: str) -> Reply | None:
    talk = content.talk.get(understood.talk or "")
    if talk and talk.kind is TalkKind.EMERGENCY:
        return say(talk.replies[0])
    if understood.topic == _SCAM and (understood.answers[0].statement in _MONEY_GOES or _SENDING.search(fold(text))):
        return _with_numbers(content, texts.URGENT_MONEY, ("cong-an", "bao-lua-dao"))
    return None


def _pressing(text: str) -> bool:
    typed = clean(text).lower()
    return bool(_PRESSING.search(typed) if has_marks(typed) else _PRESSING_BARE.search(fold(typed).rstrip(" .!?")))


def _with_numbers(content: Content, lines: tuple[str, ...], wanted: tuple[str, ...]) -> Reply:
    known = {contact.id: contact for contact in content.contacts}
    numbers = tuple(f"{known[one].name}: {known[one].value}" for one in wanted if one in known)
    return Reply((*map(Paragraph, lines), Bullets(numbers)))
