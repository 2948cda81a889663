"""A helper's line in a talk that is plainly a note of a visit: asked first whether it is for the resident."""

import zlib
from dataclasses import replace

from handlers.reply import Paragraph, Press, Reply, say
from handlers.requests import texts
from handlers.requests.cards import press
from handlers.scene import Scene
from handlers.turn import Turn
from handlers.visits.typing_in import log, tells_whole_visit

# The key of the request that is talked about, and the line.
Line = tuple[str, str]


def held(scene: Scene, key: str, text: str) -> Turn | None:
    """The turn that asks about a line which tells a whole visit; it goes nowhere before. None for any other line."""
    if not tells_whole_visit(scene, text):
        return None
    line = (key, text)
    others = tuple(other for other in scene.conversation.unsent if other != line)
    return Turn(scene.conversation.with_(unsent=(*others, line)), (_question(line),))


def line_of(scene: Scene, mark: str) -> Line | None:
    """The line that a button is about; None once it has been sent or recorded."""
    return next((line for line in scene.conversation.unsent if _mark(line) == mark), None)


def dealt_with(scene: Scene, line: Line) -> Scene:
    """The scene without the line."""
    left = tuple(other for other in scene.conversation.unsent if other != line)
    return scene.with_(scene.conversation.with_(unsent=left))


def record(scene: Scene, line: Line, *, talking: bool) -> Turn:
    """The line as a visit being recorded; while the talk goes on what is typed goes to the resident, as is said."""
    turn = log(dealt_with(scene, line), line[1])
    if not talking or not turn.replies:
        return turn
    first = turn.replies[0]
    below = replace(first, blocks=(*first.blocks, Paragraph(texts.LINE_LOGGED_IN_TALK)))
    return replace(turn, replies=(below, *turn.replies[1:]))


def asked_again(turn: Turn) -> Turn:
    """The turn with the question about the last line that still waits below it."""
    waiting = turn.conversation.unsent
    return replace(turn, replies=(*turn.replies, _question(waiting[-1]))) if waiting else turn


def _question(line: Line) -> Reply:
    mark = _mark(line)
    presses: tuple[Press, ...] = (
        press(texts.LINE_SEND, "line", "send", mark),
        press(texts.LINE_LOG, "line", "log", mark),
    )
    return say(texts.LINE_WHICH.format(text=line[1].strip()), buttons=presses)


def _mark(line: Line) -> str:
    # With a sum of the text: the button under an earlier line must not send a later one.
    return f"{zlib.crc32(' '.join(line).encode()):08x}"
