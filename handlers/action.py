"""Button actions: short typed values with a version that survive a restart and fit Telegram's 64 bytes."""

from dataclasses import dataclass
from enum import StrEnum

VERSION = "1"
LONGEST = 64


class Verb(StrEnum):
    """What pressing a button does. The values are stored in buttons that people keep: never reuse one."""

    TOPIC = "t"  # topic, facet ("" is the overview): show it
    MORE = "m"  # topic, facet: what of it was not said yet
    MENU = "n"  # "", or a group, and a page
    CHECKLIST = "c"  # topic: begin
    CHOOSE = "k"  # question, choice
    BACK = "b"  # one question back
    RESTART = "r"  # begin the checklist again
    LEAVE = "x"  # leave the checklist
    HELPED = "y"  # topic, "1" or "0"
    REASON = "w"  # topic, reason
    COMMUNE = "u"  # which of the communes asked back
    PERSON = "p"  # who helps, with a topic or in general
    HEARD = "h"  # "1" or "0", a sum of what was heard: whether it is right
    DRAFT = "s"  # a visit being recorded: what, and its arguments
    RECORD = "e"  # a visit on record: what, its key
    REQUEST = "q"  # a help request: what, its key
    TEAM = "g"  # people, codes, links: what
    ASSIST = "a"  # asking on behalf of the resident beside
    NUDGE = "i"  # weekly summaries, lessons, notices: what
    DATA = "d"  # what is held about the person: what
    SETTING = "j"  # the hours of a commune's help requests: which commune, what
    EDIT = "f"  # an edit of the content: what, and the mark of what it is about
    APPROVE = "o"  # an edit that waits for a second person: what, its number, its version
    PRIVATE = "v"  # out of a group into a conversation of one's own: a link, where the channel has one


@dataclass(frozen=True, slots=True)
class Action:
    """A verb with its few arguments (ids: lower case, digits, dashes)."""

    verb: Verb
    args: tuple[str, ...] = ()


def encode(action: Action) -> str:
    """An action as a button's code: `1:t:khai-sinh:fee`. Raises `ValueError` when it wouldn't fit."""
    code = ":".join((VERSION, action.verb, *action.args))
    if len(code.encode()) > LONGEST or any(":" in arg for arg in action.args):
        raise ValueError(f"button code too long or not encodable: {code}")
    return code


def decode(code: str) -> Action | None:
    """The action of a button's code, or None when it is old, foreign or broken."""
    version, _, rest = code.partition(":")
    verb, *args = rest.split(":")
    if version != VERSION or verb not in set(Verb) or len(code) > LONGEST:
        return None
    return Action(Verb(verb), tuple(args))
