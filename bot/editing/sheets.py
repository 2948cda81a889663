"""The content as the rows of its workbook: the items of each sheet, and their values as they stand in cells."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bot.editing import texts_sheets as texts
from bot.editing.columns import IN_TOPICS, LEXICON, LISTS, Kind
from handlers.ask.texts import FACETS
from knowledge.edits import Data
from knowledge.topic import Facet


@dataclass(frozen=True, slots=True)
class Item:
    """A row's item: its place, what the columns say that name it, what it holds, and its source where it has one."""

    file: str
    path: tuple[str, ...]
    names: Mapping[str, str]
    value: Mapping[str, Any]
    source: Mapping[str, Any] | None = None


def items(name: str, data: Data) -> Iterator[Item]:
    """The items of a sheet, in the order of the files."""
    if name in LISTS:
        for value in data.get(LISTS[name]) or ():
            yield Item(LISTS[name], (str(value["id"]),), {"id": str(value["id"])}, value)
        return
    if name == "lexicon":
        yield from _entries(data)
        return
    for file, topic in data.items():
        if not file.startswith("topics/"):
            continue
        if name == "topics":
            yield Item(file, (), {"id": topic["id"]}, topic)
        elif name == "answers":
            yield from _answers(file, topic)
        elif name in IN_TOPICS:
            for value in value_at(topic, IN_TOPICS[name]) or ():
                names = {"topic": topic["id"], "id": str(value["id"])}
                yield Item(file, (*IN_TOPICS[name], str(value["id"])), names, value)
        else:
            yield from _phrases(file, topic)


def _answers(file: str, topic: Mapping[str, Any]) -> Iterator[Item]:
    sources = topic.get("sources") or {}
    for facet, statements in (topic.get("statements") or {}).items():
        for value in statements or ():
            names = {"topic": topic["id"], "facet": facet_name(facet), "id": str(value["id"])}
            path = ("statements", facet, str(value["id"]))
            yield Item(file, path, names, value, sources.get(value.get("source"), {}))


def _phrases(file: str, topic: Mapping[str, Any]) -> Iterator[Item]:
    for style, phrases in (topic.get("phrases") or {}).items():
        for key, (answer, text) in (phrases or {}).items():
            names = {"topic": topic["id"], "style": style, "id": key}
            yield Item(file, ("phrases", style, key), names, {"answer": answer, "text": text})


def _entries(data: Data) -> Iterator[Item]:
    for part, (file, above, several) in LEXICON.items():
        for key, says in (value_at(data.get(file) or {}, above) or {}).items():
            yield Item(file, (*above, key), {"part": part, "id": key}, {"says": says if several else [says]})


def facet_name(facet: str) -> str:
    """What residents read on a facet's button."""
    return FACETS[Facet(facet)] if facet in set(Facet) else facet


def shown(value: Any, kind: Kind) -> str:
    """A value as it stands in its cell."""
    if value is None or value == [] or (kind is Kind.FLAG and not value):
        return ""
    match kind:
        case Kind.FLAG:
            return texts.YES
        case Kind.WORDS:
            return ", ".join(map(str, value))
        case Kind.LINES:
            return "\n".join(map(str, value))
        case Kind.FACETS:
            return "\n".join(facet_name(facet) for facet in value)
        case Kind.CHOICES:
            return "\n".join(f"{choice['id']}: {choice['label']}" for choice in value)
        case Kind.WHEN:
            return "\n".join(f"{question}: {', '.join(map(str, chosen))}" for question, chosen in value.items())
        case _:
            return str(value).strip()


def value_at(value: Mapping[str, Any], key: Sequence[str]) -> Any:
    """What stands in an item at a column's key."""
    found: Any = value
    for step in key:
        found = found.get(step) if isinstance(found, Mapping) else None
    return found
