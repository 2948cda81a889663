"""The shipped content: complete, without fault, and on every day that is known to change something."""

import json
from collections import Counter
from datetime import date, timedelta
from itertools import chain

import pytest
from rapidfuzz import fuzz, process

from knowledge import calendar
from knowledge.answer import FIRST_LIMIT, LIST_LIMIT, Composed, compose, compose_facet
from knowledge.check import check_topic
from knowledge.communes import load_communes
from knowledge.content import Content, load_content
from knowledge.corpus import Role, corpus
from knowledge.due import DueKind, due
from knowledge.override_check import check_overrides
from knowledge.ranker import Answer
from knowledge.text import clean, fold, words
from knowledge.topic import LIST_FACETS, Facet
from knowledge.whole_check import check_whole
from tests.conftest import DATA, TODAY

LAST_DAY = date(2028, 1, 1)
KNOWN_CHANGES = {date(2027, 1, 1), date(2027, 3, 1)}


@pytest.fixture(scope="module")
def shipped() -> Content:
    """The shipped content with the lines of its files."""
    return load_content()


@pytest.fixture(scope="module")
def changes(shipped: Content) -> list[date]:
    """The days of the calendar on which a statement begins or ends."""
    found = calendar.changes(shipped, TODAY, LAST_DAY)
    return sorted({change.day for change in found if change.line.kind is calendar.LineKind.STATEMENT})


def length(composed: Composed) -> int:
    """The length of a first message without its source line."""
    parts = [*composed.texts, composed.next, composed.correction or "", composed.change or ""]
    return len("\n\n".join(part for part in parts if part))


def limit(facet: Facet) -> int:
    """How long a first message may be."""
    return LIST_LIMIT if facet in LIST_FACETS else FIRST_LIMIT


def test_shipped_content_has_no_fault(shipped: Content) -> None:
    """Nothing in the shipped content breaks a rule on the pinned day."""
    documents = shipped.documents
    problems = chain.from_iterable(
        check_topic(topic, documents[f"topics/{topic.id}.yaml"], TODAY) for topic in shipped.topics.values()
    )

    whole = (*check_whole(shipped, TODAY), *check_overrides(shipped, load_communes(), TODAY))
    faults = [str(problem) for problem in (*problems, *whole) if not problem.warning]

    assert faults == []


def test_shipped_topics_have_all_the_phrases_that_are_wanted(shipped: Content) -> None:
    """What is a warning for a topic that an official begins is none of ours."""
    found = [
        str(problem)
        for topic in shipped.topics.values()
        for problem in check_topic(topic, shipped.documents[f"topics/{topic.id}.yaml"], TODAY)
        if "câu hỏi mẫu" in problem.message
    ]

    assert found == []


def test_all_services_and_topics_are_there(shipped: Content) -> None:
    """Forty-nine topics, and each of the 25 essential services among them."""
    services = {topic.service for topic in shipped.topics.values() if topic.service}

    assert len(shipped.topics) == 49
    assert services == set(range(1, 26))


def test_every_topic_once_in_the_menu(shipped: Content) -> None:
    """The menu leads to each topic by exactly one way."""
    shown = Counter(topic for group in shipped.groups for topic in group.topics)

    assert shown == Counter(list(shipped.topics))


def test_every_phrase_points_somewhere(shipped: Content) -> None:
    """A phrase names a statement of its own topic, or the overview."""
    lost = [
        f"{topic.id}/{phrase.id}"
        for topic in shipped.topics.values()
        for phrase in topic.phrases
        if phrase.answer != Facet.OVERVIEW and topic.statement(phrase.answer) is None
    ]

    assert lost == []


def test_every_statement_is_asked_for(shipped: Content) -> None:
    """Each statement has at least one phrase that it answers."""
    unasked = []
    for topic in shipped.topics.values():
        asked = {phrase.answer for phrase in topic.phrases}
        unasked += [f"{topic.id}/{statement.id}" for statement in topic.statements if statement.id not in asked]

    assert unasked == []


def test_no_phrase_was_taken_from_the_development_questions(shipped: Content) -> None:
    """What the figures are measured on isn't learned from: not equal, and not nearly so from five words on."""
    lines = [line for line in corpus(shipped) if line.role is not Role.TEXT]
    learned = {_compared(line.text): line.label for line in lines}
    files = ("dev.jsonl", "fresh.jsonl", "fresh-2.jsonl")
    asked = [json.loads(line)["q"] for name in files for line in (DATA / name).read_text(encoding="utf-8").splitlines()]
    # A greeting of one word ("dạ") is everybody's.
    questions = {compared for question in asked if " " in (compared := _compared(question))}
    assert len(questions) > 700

    equal = questions & set(learned)
    # Words sorted beforehand, this is rapidfuzz's token_sort_ratio without sorting six million times.
    long = sorted({" ".join(sorted(question.split())) for question in questions if len(question.split()) >= 5})
    known = {" ".join(sorted(text.split())): label for text, label in learned.items()}
    alike = process.cdist(long, list(known), scorer=fuzz.ratio, score_cutoff=92, dtype="uint8", workers=-1)

    assert equal == set()
    labels = list(known.values())
    assert [(long[row], labels[column]) for row, column in zip(*alike.nonzero(), strict=True)] == []


def _compared(text: str) -> str:
    return " ".join(words(fold(clean(text))))


def test_the_known_changes_are_walked_through(changes: list[date]) -> None:
    """The ends of the waivers and the laws that begin are days on which something changes."""
    assert set(changes) >= KNOWN_CHANGES
    assert TODAY not in changes


def test_first_messages_on_every_day_of_change(shipped: Content, changes: list[date]) -> None:
    """Whatever begins and ends, each facet has a first message within its limit, with a source."""
    # The day itself, and a day within the month before, when the change is announced.
    days = {TODAY, *changes, *(day - timedelta(20) for day in changes)}
    wrong = []
    for day in sorted(days):
        for topic in shipped.topics.values():
            for facet in dict.fromkeys((Facet.OVERVIEW, *(statement.facet for statement in topic.statements))):
                composed = compose_facet(topic, facet, day)
                said = facet if facet in topic.facets(day) else Facet.OVERVIEW
                fine = composed.facet is said and composed.texts and length(composed) <= limit(said)
                if not fine or not composed.source_line.startswith("Nguồn: "):
                    wrong.append(f"{day} {topic.id} {facet}: {length(composed)}")

    assert wrong == []


def test_every_statement_can_lead(shipped: Content, changes: list[date]) -> None:
    """Any statement may be what was asked for: with it in the lead the message keeps its limit and says it first."""
    wrong = []
    for day in sorted({TODAY, *changes, *(day - timedelta(20) for day in changes)}):
        for topic in shipped.topics.values():
            holding = list(topic.holding(day))
            others = [Answer(statement.id, statement.facet, -0.1, 0.5) for statement in holding]
            for statement in holding:
                composed = compose(topic, [Answer(statement.id, statement.facet, 0.0, 1.0), *others], day)
                if composed.texts[0] != statement.text or length(composed) > limit(statement.facet):
                    wrong.append(f"{day} {topic.id}/{statement.id}: {length(composed)}")

    assert wrong == []


def test_a_statement_that_ended_is_never_said(shipped: Content, changes: list[date]) -> None:
    """Nobody has to edit anything for a rule to stop being said on the day after its last."""
    for day in changes:
        for topic in shipped.topics.values():
            ended = {f"{topic.id}.{s.id}" for s in topic.statements if s.until and s.until < day}
            for facet in topic.facets(day):
                assert not ended & set(compose_facet(topic, facet, day).statements)


def test_unconfirmed_contacts_are_marked(shipped: Content) -> None:
    """Hotlines that an official has yet to confirm are known as such; no local number is invented."""
    local = [contact for contact in shipped.contacts if contact.kind == "local"]

    assert {contact.value for contact in shipped.contacts if contact.confirm} >= {"1800 1096", "1900 9068"}
    assert all(contact.value == "" for contact in local)


def test_review_comes_due(shipped: Content) -> None:
    """Each topic is read again within a year or so; none is overdue today."""
    assert [item for item in due(shipped, TODAY, 0) if item.kind is DueKind.REVIEW] == []
    assert {item.topic for item in due(shipped, TODAY, 400) if item.kind is DueKind.REVIEW} == set(shipped.topics)
