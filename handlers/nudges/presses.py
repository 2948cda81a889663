"""Buttons of nudges, lessons and notices."""

from handlers.action import Action, Verb
from handlers.nudges import texts
from handlers.reply import Press


def press(label: str, *args: str) -> Press:
    """A button of this feature; the first argument says what it does."""
    return Press(label, Action(Verb.NUDGE, args))


LESSON = press(texts.LESSON_BUTTON, "lesson")
CHANGE = press(texts.CHANGE, "times")
