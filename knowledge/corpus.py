"""Content as lines to learn from and compare with: each phrase, question and text with what it stands for."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from knowledge.content import Content, TalkKind
from knowledge.topic import Facet

UNRELATED = "~unrelated"


class Role(StrEnum):
    """What a line is in its topic."""

    PHRASE = "phrase"
    ASKS = "asks"
    TITLE = "title"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Line:
    """One line: its text, its label, and for topics the statement that answers it (None: the topic as a whole).

    Labels: a topic's id; `-id` for what lies outside; `~id` for small talk; `!id` for an emergency.
    """

    text: str
    label: str
    role: Role
    statement: str | None = None
    facet: Facet | None = None


def corpus(content: Content) -> Iterator[Line]:
    """All lines of the content, in a fixed order."""
    for topic in content.topics.values():
        yield Line(topic.title, topic.id, Role.TITLE, None, Facet.OVERVIEW)
        facets = {statement.id: statement.facet for statement in topic.statements}
        for phrase in topic.phrases:
            statement = phrase.answer if phrase.answer in facets else None
            yield Line(phrase.text, topic.id, Role.PHRASE, statement, facets.get(phrase.answer, Facet.OVERVIEW))
        for item in topic.statements:
            yield Line(item.asks, topic.id, Role.ASKS, item.id, item.facet)
            yield Line(item.text, topic.id, Role.TEXT, item.id, item.facet)
    for outside in content.outside.values():
        yield Line(outside.name, f"-{outside.id}", Role.TITLE)
        for text in outside.phrases:
            yield Line(text, f"-{outside.id}", Role.PHRASE)
    for talk in content.talk.values():
        mark = "!" if talk.kind is TalkKind.EMERGENCY else "~"
        for text in talk.phrases:
            yield Line(text, f"{mark}{talk.id}", Role.PHRASE)
    for text in content.unrelated:
        yield Line(text, UNRELATED, Role.PHRASE)
