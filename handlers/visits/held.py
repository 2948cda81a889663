"""The hamlets that somebody holds, as lines name them: the mark of sample data is never typed."""

from collections.abc import Collection, Sequence

from handlers.teams.model import Hamlet
from handlers.teams.sample import unmarked
from handlers.visits import texts
from handlers.visits.pieces import Pieces

# So many are named in a sentence.
_NAMED = 8


def said_names(hamlets: Sequence[Hamlet]) -> list[str]:
    """Their names as people say them, each once: what a line is read with."""
    return list(dict.fromkeys(unmarked(hamlet.name) for hamlet in hamlets))


def hamlets_said(hamlets: Sequence[Hamlet], names: Collection[str | None]) -> list[Hamlet]:
    """Those of them that were named so."""
    return [hamlet for hamlet in hamlets if unmarked(hamlet.name) in names]


def place_of(pieces: Pieces, hamlets: Sequence[Hamlet]) -> list[Hamlet]:
    """The hamlets that a line named."""
    return hamlets_said(hamlets, {place.name for place in pieces.places})


def not_held(pieces: Pieces, hamlets: Sequence[Hamlet]) -> str:
    """That a line named a hamlet which none of theirs is, and which theirs are; empty when it didn't."""
    return wrong_hamlet(hamlets) if pieces.places and not place_of(pieces, hamlets) else ""


def wrong_hamlet(hamlets: Sequence[Hamlet]) -> str:
    """That the hamlet isn't known, with those that are."""
    names = said_names(hamlets)
    shown = ", ".join(names[:_NAMED])
    more = texts.MORE_HAMLETS.format(number=len(names) - _NAMED) if len(names) > _NAMED else ""
    return texts.WRONG_HAMLET.format(hamlets=shown + more)
