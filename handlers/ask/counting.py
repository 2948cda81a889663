"""Questions as they are counted: what became of each, never what it said. Groups are left out."""

from dataclasses import replace

from handlers.ask.communes import COMMUNES_TOPIC
from handlers.figures.rows import Outcome
from handlers.scene import Scene
from handlers.turn import Change, CountAsked, NoteHelped, NoteUnanswered, Turn
from knowledge.understand import Decision, Understanding

_OUTCOMES = {
    Decision.ANSWER: Outcome.ANSWER,
    Decision.CHOOSE: Outcome.CHOOSE,
    Decision.REFUSE: Outcome.REFUSE,
    Decision.UNKNOWN: Outcome.UNKNOWN,
}
_PLACED = CountAsked | NoteHelped | NoteUnanswered


def count_question(turn: Turn, understood: Understanding) -> Turn:
    """The turn that also counts its question, and each further one of the same message; small talk counts nothing."""
    counts = []
    for item in (understood, *(understood.more if understood.decision is Decision.ANSWER else ())):
        outcome = _OUTCOMES.get(item.decision)
        if outcome:
            counts.append(CountAsked(outcome, item.topic if item.decision is Decision.ANSWER else None))
    return _with(turn, *counts)


def count_commune(turn: Turn) -> Turn:
    """The same for a question about communes; which one is meant may have to be asked back."""
    back = turn.conversation.commune is not None
    return _with(turn, CountAsked(Outcome.CHOOSE if back else Outcome.ANSWER, None if back else COMMUNES_TOPIC))


def count_choice(turn: Turn, topic: str = COMMUNES_TOPIC) -> Turn:
    """One of the offered topics or communes was taken: the question, counted before, is answered now."""
    return _with(turn, CountAsked(Outcome.CHOSEN, topic))


def in_commune(turn: Turn, scene: Scene) -> Turn:
    """The turn with its counts and notes in the commune of whoever writes, where it is known.

    That of their role, else that of the hamlet whose code they used, else the one that they named last.
    """
    if not any(isinstance(change, _PLACED) for change in turn.changes):
        return turn
    commune = _commune(scene, turn)
    return replace(turn, changes=tuple(_placed(change, commune) for change in turn.changes))


def _with(turn: Turn, *counts: CountAsked) -> Turn:
    return replace(turn, changes=(*turn.changes, *counts))


def _placed(change: Change, commune: str | None) -> Change:
    return replace(change, commune=commune) if isinstance(change, _PLACED) else change


def _commune(scene: Scene, turn: Turn) -> str | None:
    held = {item.commune for item in scene.person.memberships if item.commune} if scene.person else set()
    if len(held) == 1:
        return held.pop()
    if turn.conversation.hamlet is not None and (hamlet := scene.records.hamlet(turn.conversation.hamlet)):
        return hamlet.commune
    return turn.conversation.place
