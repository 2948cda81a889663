"""What `troly check` holds about content as a whole: phrases that two topics claim, lengths of first messages."""

from collections.abc import Iterator
from datetime import date

from knowledge.answer import compose_facet
from knowledge.content import Content
from knowledge.topic import Facet
from knowledge.yaml_lines import Problem


def check_whole(content: Content, today: date) -> list[Problem]:
    """The problems between topics, and of what would be said on `today`."""
    return [*_claimed_twice(content), *_too_long(content, today), *_silent(content, today)]


def _claimed_twice(content: Content) -> Iterator[Problem]:
    owners: dict[tuple[str, ...], str] = {}
    for topic in content.topics.values():
        document = content.documents[f"topics/{topic.id}.yaml"]
        for phrase in topic.phrases:
            key = content.lexicon.normalise(phrase.text).plain
            owner = owners.setdefault(key, f"{topic.id}/{phrase.id}")
            if owner != f"{topic.id}/{phrase.id}":
                message = f"{phrase.id} giống hệt {owner} (không tính dấu); bỏ một câu"
                yield document.problem(message, "phrases", phrase.style.value, phrase.id)
    for outside in content.outside.values():
        for text in outside.phrases:
            owner = owners.get(content.lexicon.normalise(text).plain, "")
            if owner:
                yield content.documents["outside.yaml"].problem(f"{outside.id}: “{text}” giống hệt {owner}; bỏ một câu")


def _too_long(content: Content, today: date) -> Iterator[Problem]:
    """A first message is at most 600 characters, 900 for lists, without the source line (docs/architecture.md)."""
    for topic in content.topics.values():
        document = content.documents[f"topics/{topic.id}.yaml"]
        for facet in (Facet.OVERVIEW, *topic.facets(today)):
            composed = compose_facet(topic, facet, today)
            if composed.length > composed.limit:
                yield document.problem(
                    f"tin đầu của “{facet}” dài {composed.length} ký tự; rút gọn câu đầu", "statements", facet.value
                )


def _silent(content: Content, today: date) -> Iterator[Problem]:
    """A facet that had something to say and has nothing on `today`: everything in it ended or hasn't begun."""
    for topic in content.topics.values():
        document = content.documents[f"topics/{topic.id}.yaml"]
        present = set(topic.facets(today))
        for facet in dict.fromkeys(statement.facet for statement in topic.statements):
            if facet not in present:
                message = f"ngày {today}: khía cạnh “{facet}” không còn câu nào; thêm câu thay thế"
                yield document.problem(message, "statements", facet.value, warning=True)
