"""A spoken message that a recogniser wrote down: shown first, asked only when the person says that it is right."""

import zlib

from handlers.action import Action, Verb, encode
from handlers.ask import texts
from handlers.ask.choosing import chosen, plain
from handlers.conversation import Conversation
from handlers.reply import Press, say
from handlers.turn import Turn

# How much of it is shown; all of it is asked.
_SHOWN = 500


def ask_back(conversation: Conversation, heard: str) -> Turn:
    """What was heard, with "right" and "wrong". Choices offered before stay on offer: perhaps one of them was said."""
    shown = heard if len(heard) <= _SHOWN else heard[:_SHOWN].rstrip() + "…"
    return Turn(conversation.with_(heard=heard), (say(texts.HEARD.format(heard=shown), buttons=_presses(heard)),))


def button_says(heard: str | None, action: Action) -> bool | None:
    """Whether a pressed button says that what was heard last is right; None when it is about something earlier."""
    if heard is None or action not in {press.action for press in _presses(heard)}:
        return None
    return action.args[0] == "1"


def words_say(heard: str, text: str) -> bool | None:
    """Whether a typed line says that what was heard is right; None when it is about something else."""
    right, wrong = ((press.label, encode(press.action)) for press in _presses(heard))
    code = chosen(Conversation(choices=(right, wrong)), text)
    words = plain(text)
    if words in texts.WORDS_YES or code == right[1]:
        return True
    return False if words in texts.WORDS_NO or code == wrong[1] else None


def _presses(heard: str) -> tuple[Press, Press]:
    # With a sum of the text: "right" under an earlier message must not confirm a later one.
    mark = f"{zlib.crc32(heard.encode()):08x}"
    return (
        Press(texts.HEARD_RIGHT, Action(Verb.HEARD, ("1", mark))),
        Press(texts.HEARD_WRONG, Action(Verb.HEARD, ("0", mark))),
    )
