"""What is remembered of a conversation between two messages: plain versioned data."""

from dataclasses import asdict, dataclass, replace
from typing import Any

VERSION = 1


@dataclass(frozen=True, slots=True)
class Checklist:
    """A checklist being filled: the answers by question, in the order given."""

    topic: str
    answers: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Conversation:
    """The state of a conversation.

    `topic` and `facet`: what was last answered; `choices`: button labels and codes last offered, so that a typed
    number or word chooses; `earlier`: those of the same turn's messages before the last, chosen by word alone;
    `misses`: questions in a row that were not understood; `fallbacks`: how many fallbacks were ever shown, so that the
    same one isn't shown twice in a row; `shown`: the statements of the topic that were said; `question`: the last
    question (masked), kept until it has been said whether the answer helped; `commune`: a question about communes that
    waits for which one is meant; `place`: the commune of today that the person named last (`xã Minh Hợp`); `heard`:
    what a recogniser wrote down of a spoken message (masked), until the person has said whether it is right.
    """

    topic: str | None = None
    facet: str | None = None
    choices: tuple[tuple[str, str], ...] = ()
    earlier: tuple[tuple[str, str], ...] = ()
    misses: int = 0
    fallbacks: int = 0
    question: str | None = None
    checklist: Checklist | None = None
    greeted: bool = False
    shown: tuple[str, ...] = ()
    commune: str | None = None
    place: str | None = None
    heard: str | None = None

    def with_(self, **changes: Any) -> "Conversation":
        """A changed copy."""
        return replace(self, **changes)


def dump(conversation: Conversation) -> dict[str, Any]:
    """The conversation as JSON-able data with its version."""
    return {"version": VERSION, **asdict(conversation)}


def load(data: dict[str, Any] | None) -> Conversation:
    """The conversation from stored data; a new one when there is none or when its version is unknown."""
    if not data or data.get("version") != VERSION:
        return Conversation()
    checklist = data.get("checklist")
    return Conversation(
        topic=data.get("topic"),
        facet=data.get("facet"),
        choices=tuple((label, code) for label, code in data.get("choices") or ()),
        earlier=tuple((label, code) for label, code in data.get("earlier") or ()),
        misses=int(data.get("misses") or 0),
        fallbacks=int(data.get("fallbacks") or 0),
        question=data.get("question"),
        checklist=Checklist(checklist["topic"], tuple((q, a) for q, a in checklist["answers"])) if checklist else None,
        greeted=bool(data.get("greeted")),
        shown=tuple(data.get("shown") or ()),
        commune=data.get("commune"),
        place=data.get("place"),
        heard=data.get("heard"),
    )
