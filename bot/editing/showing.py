"""What a draft would say: the answer that it changes, composed from the published content with the draft in it.

Quick, without a build: only the topic concerned is read again.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from handlers.ask import buttons, texts
from handlers.ask.answering import facet_reply, reply_of
from handlers.ask.checklist import answered, next_question, question_reply, result_reply
from handlers.ask.people import people_reply
from handlers.conversation import Checklist as Filling
from handlers.editing.permission import CONTACTS
from handlers.reply import Reply, say
from knowledge.answer import compose
from knowledge.content import Content, build_content
from knowledge.edits import Data, Edit
from knowledge.overrides import FILE as OVERRIDES
from knowledge.overrides import PROVINCE
from knowledge.ranker import Answer
from knowledge.topic import Facet, Question, Statement, Topic
from knowledge.yaml_lines import Document

OUTSIDE = "outside.yaml"


@dataclass(frozen=True, slots=True)
class Sample:
    """An answer as it would be: the question, the reply, on which day, and in which commune where it matters."""

    question: str
    reply: Reply
    day: date
    place: str | None = None


@dataclass(frozen=True, slots=True)
class Trial:
    """A checklist tried: the answers that were taken, the question that waits (None: it is done), what is said."""

    answers: tuple[tuple[str, str], ...]
    question: Question | None
    reply: Reply


def trial(topic: Topic, answers: Sequence[tuple[str, str]], today: date) -> Trial | None:
    """A topic's checklist after these answers, by question and choice; those that don't fit are passed over."""
    if topic.checklist is None or not topic.checklist.questions:
        return None
    filling = Filling(topic.id)
    for question, choice in answers:
        filling = answered(topic, filling, question, choice) or filling
    waits = next_question(topic.checklist, filling)
    reply = question_reply(topic, filling) if waits else result_reply(topic, filling, today)
    return Trial(filling.answers, waits, reply)


def topic_of(edit: Edit) -> str | None:
    """The topic that an edit is about."""
    if edit.file.startswith("topics/"):
        return edit.file.removeprefix("topics/").removesuffix(".yaml")
    both = [item for item in (edit.after, edit.before) if isinstance(item, dict)]
    return next((str(item["topic"]) for item in both if edit.file == OVERRIDES and item.get("topic")), None)


def content_of(data: Data) -> Content:
    """The content that data says. Raises `ContentError` with the faults of form; their lines mean nothing."""
    return build_content({name: Document(name, value, {}) for name, value in data.items()})


def sample_of(content: Content, edit: Edit, today: date) -> Sample | None:
    """The answer that shows an edit best, by the content with the edit in it; None where it shows in none."""
    topic = content.topics.get(topic_of(edit) or "")
    if edit.file == CONTACTS:
        unit = edit.after.get("unit") if isinstance(edit.after, dict) else None
        return Sample("gặp ai để được giúp", people_reply(content, None, unit), today, unit)
    if edit.file == OUTSIDE and edit.path and edit.path[0] in content.outside:
        item = content.outside[edit.path[0]]
        asked = item.phrases[-1] if item.phrases else item.name
        return Sample(asked, say(texts.OUTSIDE.format(name=item.name), item.pointer, buttons=(buttons.MENU,)), today)
    if topic is None:
        return None
    if edit.file == OVERRIDES:
        return _override(content, topic, edit, today)
    return _in_topic(topic, edit, today)


def _override(content: Content, topic: Topic, edit: Edit, today: date) -> Sample | None:
    entry = next((item for item in content.overrides if edit.path and item.statement.id == edit.path[0]), None)
    if entry is None:
        return None
    place = None if entry.unit == PROVINCE else entry.unit
    day = _day(entry.statement, today)
    local = content.local(topic.id, place, day)
    name = entry.statement.replaces or entry.statement.id
    return _led_by(local, name, entry.statement.asks, day, place)


def _in_topic(topic: Topic, edit: Edit, today: date) -> Sample | None:
    match edit.path:
        case ("statements", _, name):
            return _of_statement(topic, name, today)
        case ("sources", key):
            using = next((item for item in topic.statements if item.source.key == key), None)
            return _of_statement(topic, using.id, today) if using else None
        case ("phrases", _, name):
            phrase = next((item for item in topic.phrases if item.id == name), None)
            return _of_statement(topic, phrase.answer, today, phrase.text) if phrase else None
        case ("corrections", name):
            correction = next((item for item in topic.corrections if item.id == name), None)
            if correction is None:
                return None
            facet = next(iter(correction.facets), Facet.OVERVIEW)
            lead = next((item for item in topic.statements if item.facet is facet), None)
            asked = f"{next(iter(correction.words), correction.belief)}?"
            return _of_statement(topic, lead.id if lead else "", today, asked)
        case ("off", name):
            off = next((item for item in topic.off if item.id == name), None)
            closed = replace(topic, closed=off)
            return Sample(topic.title, reply_of(compose(closed, (), today), today), today, off.unit if off else None)
        case ("checklist", *_) if topic.checklist:
            return None  # it is tried, not shown
        case () if topic.statements:
            return _of_statement(topic, topic.statements[0].id, today)
        case _:
            return Sample(topic.title, facet_reply(topic, Facet.OVERVIEW, today)[0], today)


def _of_statement(topic: Topic, name: str, today: date, question: str = "") -> Sample:
    statement = topic.statement(name) if any(item.id == name for item in topic.statements) else None
    if statement is None:
        return Sample(question or topic.title, facet_reply(topic, Facet.OVERVIEW, today)[0], today)
    return _led_by(topic, name, question or statement.asks, _day(statement, today))


def _led_by(topic: Topic, name: str, question: str, day: date, place: str | None = None) -> Sample:
    facet = next((item.facet for item in topic.statements if name in (item.id, item.replaces)), Facet.OVERVIEW)
    composed = compose(topic, (Answer(name, facet, 1.0, 1.0),), day, question)
    return Sample(question, reply_of(composed, day), day, place)


def _day(statement: Statement, today: date) -> date:
    """Today, or the nearest day on which it holds."""
    if statement.start and today < statement.start:
        return statement.start
    return statement.until if statement.until and statement.until < today else today
