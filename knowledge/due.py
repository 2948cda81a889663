"""What an official should read again soon: topics by their review day, and what ends on a known day."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from knowledge.check import statement_path
from knowledge.content import Content
from knowledge.overrides import FILE
from knowledge.topic import Topic


class DueKind(StrEnum):
    """What comes due."""

    REVIEW = "review"
    STATEMENT = "statement"
    CORRECTION = "correction"
    ITEM = "item"
    OVERRIDE = "override"


@dataclass(frozen=True, slots=True, order=True)
class Due:
    """Something that comes due on `day`, where it stands, and what it is: `id` within `topic`, and its text."""

    day: date
    file: str
    line: int
    kind: DueKind
    topic: str
    id: str
    text: str


def due(content: Content, today: date, days: int) -> list[Due]:
    """What comes due within so many days after `today`, soonest first; a review that is overdue is there too."""
    last = today + timedelta(days)
    found = [item for topic in content.topics.values() for item in _of_topic(content, topic)]
    found += _overrides(content)
    return sorted(item for item in found if item.day <= last and (item.kind is DueKind.REVIEW or today <= item.day))


def _of_topic(content: Content, topic: Topic) -> Iterator[Due]:
    file = f"topics/{topic.id}.yaml"
    document = content.documents[file]
    yield Due(topic.review_by, file, document.line("review_by"), DueKind.REVIEW, topic.id, "", topic.title)
    for statement in topic.statements:
        if statement.until:
            line = document.line(*statement_path(topic, statement.id))
            yield Due(statement.until, file, line, DueKind.STATEMENT, topic.id, statement.id, statement.text)
    for number, correction in enumerate(topic.corrections):
        if correction.until:
            line = document.line("corrections", number)
            yield Due(correction.until, file, line, DueKind.CORRECTION, topic.id, correction.id, correction.holds)
    for number, item in enumerate(topic.checklist.items if topic.checklist else ()):
        if item.until:
            line = document.line("checklist", "items", number)
            yield Due(item.until, file, line, DueKind.ITEM, topic.id, item.id, item.text)


def _overrides(content: Content) -> Iterator[Due]:
    for entry in content.overrides:
        statement = entry.statement
        if statement.until:
            line = content.documents[FILE].line(entry.position)
            yield Due(statement.until, FILE, line, DueKind.OVERRIDE, entry.topic, statement.id, statement.text)
