"""All content, loaded from `knowledge/content/`."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Any

from knowledge.lexicon import Lexicon, read_lexicon
from knowledge.lexicon_shape import lexicon_problems
from knowledge.overrides import FILE as OVERRIDES
from knowledge.overrides import Override, local_topic, read_overrides
from knowledge.reading import Part
from knowledge.topic import Topic
from knowledge.topic_file import read_topic
from knowledge.yaml_lines import ContentError, Document, Problem, load_document

SHIPPED = Path(__file__).parent / "content"


class OutsideKind(StrEnum):
    """Why a subject lies outside: a procedure or matter of others, or a subject that teams work on but is no topic."""

    NEAR_MISS = "near-miss"
    SUBJECT = "subject"


class TalkKind(StrEnum):
    """Small talk gets a kind word; an emergency gets its number first."""

    SMALLTALK = "smalltalk"
    EMERGENCY = "emergency"


@dataclass(frozen=True, slots=True)
class Outside:
    """Something that the assistant doesn't cover, with who does."""

    id: str
    group: str
    kind: OutsideKind
    name: str
    pointer: str
    related: tuple[str, ...]
    phrases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Talk:
    """A kind of small talk or emergency, how it is said, and the replies to it."""

    id: str
    kind: TalkKind
    phrases: tuple[str, ...]
    replies: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """A part of the menu."""

    id: str
    title: str
    topics: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Contact:
    """A hotline or an address; `confirm` while an official has yet to confirm it.

    `unit`: the commune of today that alone shows it (`xã Minh Hợp`), None for everybody.
    """

    id: str
    name: str
    value: str
    kind: str
    confirm: bool = False
    unit: str | None = None


@dataclass(frozen=True, slots=True)
class Content:
    """Everything that is known, by id. `documents` hold the lines for complaints."""

    topics: Mapping[str, Topic]
    outside: Mapping[str, Outside]
    talk: Mapping[str, Talk]
    unrelated: tuple[str, ...]
    groups: tuple[Group, ...]
    contacts: tuple[Contact, ...]
    lexicon: Lexicon
    documents: Mapping[str, Document] = field(repr=False)
    overrides: tuple[Override, ...] = ()

    def local(self, topic_id: str, place: str | None, day: date) -> Topic:
        """A topic as it is for somebody of a commune of today (`xã Minh Hợp`; None: unknown) on `day`."""
        topic = self.topics[topic_id]
        if closed := topic.closed_at(place):
            return replace(topic, closed=closed)
        return local_topic(topic, self.overrides, place, day) if self.overrides else topic

    @property
    def place_matters(self) -> bool:
        """Whether anything depends on the commune that somebody is of."""
        return bool(
            self.overrides
            or any(contact.unit for contact in self.contacts)
            or any(off.unit for topic in self.topics.values() for off in topic.off)
        )


def content_files(folder: Path) -> list[Path]:
    """Every file of the content, in a fixed order."""
    return sorted(path for path in folder.rglob("*") if path.suffix in (".yaml", ".csv", ".json"))


def read_documents(folder: Path) -> dict[str, Document]:
    """Every YAML file by its path below `folder`; raises `ContentError` with all faults."""
    documents: dict[str, Document] = {}
    problems: list[Problem] = []
    for path in content_files(folder):
        name = path.relative_to(folder).as_posix()
        if path.suffix != ".yaml":
            continue
        try:
            documents[name] = load_document(path, name)
        except ContentError as error:
            problems += error.problems
    if problems:
        raise ContentError(problems)
    return documents


def load_content(folder: Path = SHIPPED) -> Content:
    """The content in `folder`; raises `ContentError` with every fault of form by file and line."""
    return build_content(read_documents(folder))


def build_content(documents: Mapping[str, Document]) -> Content:
    """Content from documents already read; raises `ContentError` with every fault of form."""
    problems: list[Problem] = []
    topics: dict[str, Topic] = {}
    for name, document in documents.items():
        if name.startswith("topics/"):
            topic, found = read_topic(document)
            problems += found
            topics[topic.id] = topic
            if name != f"topics/{topic.id}.yaml":
                problems.append(document.problem(f"tệp phải tên là {topic.id}.yaml", "id"))
    if unread := list(lexicon_problems(documents)):
        raise ContentError([*problems, *unread])
    content = Content(
        topics=topics,
        outside={item.id: item for item in _each(documents, "outside.yaml", problems, _outside)},
        talk={item.id: item for item in _each(documents, "smalltalk.yaml", problems, _talk)},
        unrelated=_unrelated(documents, problems),
        groups=_menu(_each(documents, "groups.yaml", problems, _group), topics),
        contacts=tuple(_each(documents, "contacts.yaml", problems, _contact)),
        lexicon=read_lexicon(documents),
        documents=documents,
        overrides=read_overrides(documents[OVERRIDES], topics, problems) if OVERRIDES in documents else (),
    )
    problems += _menu_problems(content)
    if any(not problem.warning for problem in problems):
        raise ContentError(problems)
    return content


def _each(documents: Mapping[str, Document], name: str, problems: list[Problem], read: Any) -> Iterator[Any]:
    document = documents.get(name)
    if document is None:
        problems.append(Problem(name, 1, "thiếu tệp này"))
        return
    for part in Part(document, (), {"all": document.data}, problems).parts("all"):
        yield read(Part(document, part.path[1:], part.data, problems))


def _outside(part: Part) -> Outside:
    part.only("id", "group", "kind", "name", "pointer", "related", "phrases")
    return Outside(
        id=part.id(),
        group=part.id("group"),
        kind=part.one_of("kind", OutsideKind, OutsideKind.NEAR_MISS),
        name=part.text("name"),
        pointer=part.text("pointer"),
        related=part.texts("related"),
        phrases=part.texts("phrases"),
    )


def _talk(part: Part) -> Talk:
    part.only("id", "kind", "phrases", "replies")
    return Talk(
        part.id(), part.one_of("kind", TalkKind, TalkKind.SMALLTALK), part.texts("phrases"), part.texts("replies")
    )


def _menu(groups: Iterator[Group], topics: Mapping[str, Topic]) -> tuple[Group, ...]:
    """The menu: each topic in the group that it names, in the order of groups.yaml, those that no line names last."""

    def members(group: Group) -> Iterator[str]:
        yield from (name for name in group.topics if name not in topics or topics[name].group == group.id)
        yield from (name for name, it in topics.items() if it.group == group.id and name not in group.topics)

    return tuple(replace(group, topics=tuple(members(group))) for group in groups)


def _group(part: Part) -> Group:
    part.only("id", "title", "topics")
    return Group(part.id(), part.text("title"), part.texts("topics"))


def _contact(part: Part) -> Contact:
    part.only("id", "name", "value", "kind", "confirm", "unit")
    return Contact(
        part.id(),
        part.text("name"),
        part.text("value", ""),
        part.text("kind"),
        part.data.get("confirm") is True,
        part.optional("unit"),
    )


def _unrelated(documents: Mapping[str, Document], problems: list[Problem]) -> tuple[str, ...]:
    document = documents.get("unrelated.yaml")
    if document is None:
        problems.append(Problem("unrelated.yaml", 1, "thiếu tệp này"))
        return ()
    return Part(document, (), document.data, problems).texts("phrases")


def _menu_problems(content: Content) -> Iterator[Problem]:
    menu = content.documents.get("groups.yaml")
    if menu is None:
        return
    shown = [topic for group in content.groups for topic in group.topics]
    for topic in content.topics.values():
        if topic.group not in {group.id for group in content.groups}:
            document = content.documents.get(f"topics/{topic.id}.yaml", menu)
            yield document.problem(f"nhóm “{topic.group}” không có trong groups.yaml", "group")
    for topic_id in shown:
        if topic_id not in content.topics:
            yield menu.problem(f"trình đơn nhắc chủ đề {topic_id} không có", warning=False)
        elif shown.count(topic_id) > 1:
            yield menu.problem(f"chủ đề {topic_id} có hai lần trong trình đơn")
    for item in content.outside.values():
        for topic_id in item.related:
            if topic_id not in content.topics:
                yield content.documents["outside.yaml"].problem(f"{item.id}: chủ đề liên quan {topic_id} không có")
