"""The known questions that a draft is tried with, and its faults by place."""

import tempfile
from collections.abc import Iterator, Sequence
from itertools import chain
from pathlib import Path

from bot.editing.showing import topic_of
from handlers.editing.edit import StoredEdit
from handlers.records import Records
from handlers.teams.people import Person
from knowledge.content import Content
from knowledge.edits import Data, Edit, dump_yaml
from knowledge.mask import without_masks
from knowledge.yaml_lines import Document, Problem, load_document

MOST = 400
ASKED = 100


def known_questions(content: Content, edits: Sequence[StoredEdit]) -> list[str]:
    """How people ask about the topics concerned, and something of every other topic."""
    concerned = {topic for stored in edits if (topic := topic_of(stored.edit))}
    topics = [content.topics[name] for name in sorted(concerned & {*content.topics})]
    asks = [statement.asks for topic in topics for statement in topic.statements]
    own = [phrase.text for topic in topics for phrase in topic.phrases]
    new = [text for stored in edits for text in _new_phrases(stored.edit)]
    others = [topic.phrases for topic in content.topics.values() if topic.id not in concerned]
    rest = chain.from_iterable(
        (phrases[at].text for phrases in others if at < len(phrases)) for at in range(max(map(len, others), default=0))
    )
    found = dict.fromkeys(text for text in chain(new, asks, own, rest) if text.strip())
    return list(found)[: MOST - ASKED]


def asked_questions(records: Records, person: Person) -> list[str]:
    """What residents asked and got no answer to (masked), as far as somebody may see it, oldest first."""
    texts = (without_masks(one.question) for one in records.unanswered(person))
    return [text for text in dict.fromkeys(texts) if text.strip()]


def _new_phrases(edit: Edit) -> Iterator[str]:
    """The ways of asking that a draft brings: one, or those of a new topic."""
    after = edit.after
    if edit.path[:1] == ("phrases",) and isinstance(after, list) and len(after) == 2:
        yield str(after[1])
    elif not edit.path and isinstance(after, dict) and isinstance(after.get("phrases"), dict):
        yield from (str(pair[1]) for style in after["phrases"].values() for pair in style.values())


def places_of(
    problems: Sequence[Problem], data: Data, edits: Sequence[Edit], shipped: Path
) -> Iterator[tuple[str, tuple[str, ...], str]]:
    """Each problem with its file, the path of ids and keys where it stands, and what is wrong."""
    edited = {edit.file for edit in edits}
    for problem in problems:
        document = _document(problem.file, data, shipped, again=problem.file in edited)
        yield problem.file, _path(document, problem.line) if document else (), problem.message


def _document(file: str, data: Data, shipped: Path, *, again: bool) -> Document | None:
    """The file as it was checked: what was edited is written anew, other files are as they are shipped."""
    if file not in data:
        return None
    if not again and (shipped / file).exists():
        return load_document(shipped / file, file)
    with tempfile.TemporaryDirectory(prefix="content-") as scratch:
        written = Path(scratch) / "one.yaml"
        written.write_text(dump_yaml(data[file]), encoding="utf-8")
        return load_document(written, file)


def _path(document: Document, line: int) -> tuple[str, ...]:
    """What begins on a line, by ids instead of positions."""
    at = max((path for path, there in document.lines.items() if there == line), key=len, default=())
    found: list[str] = []
    value = document.data
    for key in at:
        value = value[key] if isinstance(key, int) else value.get(key)
        named = isinstance(key, int) and isinstance(value, dict)
        found.append(str(value.get("id", key)) if named else str(key))
    return tuple(found)
