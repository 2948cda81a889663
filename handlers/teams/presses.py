"""Buttons of people, codes and links, and the few shapes that their replies have."""

from collections.abc import Sequence

from handlers.action import Action, Verb
from handlers.ask.turns import in_place
from handlers.reply import Press, Reply, say
from handlers.scene import Scene
from handlers.teams import texts_people as texts
from handlers.teams.names import place_key
from handlers.turn import Turn

PAGE = 6
# What asks for a yes: the names end so, and the words for yes and no press them too.
YES = "-yes"
KEEP = "keep"


def press(label: str, what: str, *args: str | int) -> Press:
    """A button of this part."""
    return Press(label, Action(Verb.TEAM, (what, *(str(arg).lower() for arg in args))))


def said(scene: Scene, *lines: str, buttons: Sequence[Press] = ()) -> Turn:
    """The turn that only says something."""
    return Turn(scene.conversation, (say(*lines, buttons=buttons),))


def shown(scene: Scene, reply: Reply) -> Turn:
    """A step of a choice by buttons: it stands where the one before stood."""
    return in_place(Turn(scene.conversation, (reply,)))


def yes_or_keep(label: str, what: str, *args: str | int) -> tuple[Press, Press]:
    """The buttons under a question that is to be sure; `what` ends in `YES`."""
    return press(label, what, *args), press(texts.KEEP_BUTTON, KEEP)


def number(text: str) -> int:
    """A number among a button's arguments; 0 for anything else."""
    return int(text) if text.isdecimal() and text.isascii() else 0


def page_of(items: Sequence[Press], page: int, what: str, *args: str | int) -> tuple[Press, ...]:
    """A page of buttons; `what` with `args` and the page's number leads to the next, the last one to the first."""
    if len(items) <= PAGE + 1:
        return tuple(items)
    page = page if page * PAGE < len(items) else 0
    last = (page + 1) * PAGE >= len(items)
    onward = press(texts.FIRST_BUTTON if last else texts.NEXT_BUTTON, what, *args, 0 if last else page + 1)
    return (*items[page * PAGE : (page + 1) * PAGE], onward)


def slug(commune: str) -> str:
    """A commune's full name among a button's arguments."""
    return place_key(commune).replace(" ", "-")
