"""What a form says about its item, with everything that is wrong with it, and the id of a new one."""

import re
import tempfile
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bot.console import texts_knowledge as texts
from bot.console.forms.fields import Filled, Options, Shown, filled_in
from bot.console.forms.kinds import NEW_SOURCE, OUTSIDE, Form
from bot.console.forms.places import boxed, unboxed
from bot.editing.questions import free_name, slug_of
from handlers.editing.permission import CONTACTS, OVERRIDES
from handlers.editing.phrases import next_phrase, style_of
from knowledge.edits import Data, look, plain
from knowledge.overrides import PROVINCE
from knowledge.topic_file import read_topic
from knowledge.yaml_lines import ContentError, Document, Problem, load_document


@dataclass
class Saved:
    """The place and the item as it is to be, or faults; `source`: a new source by its key, where one was filled in."""

    path: tuple[str, ...]
    value: Any
    fields: list[Shown]
    faults: list[str] = field(default_factory=list)
    source: tuple[str, dict[str, Any]] | None = None
    source_fields: list[Shown] = field(default_factory=list)


def read_form(
    form: Form, file: str, path: tuple[str, ...], data: Data, typed: Mapping[str, str], options: Mapping[str, Options],
    was: Any, taken: Collection[str] = (),
) -> Saved:  # fmt: skip
    """What was typed about the item that stands at a place as `was`. `taken`: ids that open drafts give away."""
    if form.name == "yaml":
        return _yaml(form, file, path, data, typed, options)
    filled, fields = filled_in(form.specs, boxed(form, was), typed, options)
    saved = Saved(path, None, fields, list(filled.errors.values()))
    if typed.get("nguon") == texts.NEW:
        _new_source(saved, filled, {*((data.get(file) or {}).get("sources") or ()), *taken}, typed)
    saved.faults += _together(file, filled.value, data)
    if form.name == "forms":
        lines = filled.value.get("value") or ()
        saved.faults += [texts.BAD_FORM_LINE.format(text=line[:60]) for line in lines if not _FORM_LINE.fullmatch(line)]
    if not saved.faults and "" in path:
        _name(saved, form, file, filled.value, data, taken)
    saved.value = unboxed(form, filled.value)
    return saved


_FORM_LINE = re.compile(r"\s*[^\s:]+\s*:.*\S.*")


def _new_source(saved: Saved, filled: Filled, taken: set[str], typed: Mapping[str, str]) -> None:
    source, saved.source_fields = filled_in(NEW_SOURCE, {}, typed, {})
    if not source.value.get("title"):
        source.errors["title"] = texts.NEEDED.format(label="Tên nguồn mới")
    saved.faults += source.errors.values()
    key = slug_of(str(source.value.get("title", "")))
    if key:
        key = free_name(key, taken)
        filled.value["source"] = key
        saved.source = key, source.value
    saved.faults += _addresses(source.value)


def _together(file: str, value: Mapping[str, Any], data: Data) -> list[str]:
    """What no field shows by itself."""
    found = _addresses(value) + _addresses(value.get("source") or {})
    if value.get("from") and value.get("until") and str(value["until"]) < str(value["from"]):
        found.append(texts.DAYS_CROSSED)
    if file == OVERRIDES and value:
        replaces, adds = value.get("replaces"), bool(value.get("facet") and value.get("asks"))
        if bool(replaces) == adds or (replaces and (value.get("facet") or value.get("asks"))):
            found.append(texts.EITHER)
        topic = data.get(f"topics/{value.get('topic')}.yaml") or {}
        of_topic = [item["id"] for items in (topic.get("statements") or {}).values() for item in items or ()]
        if replaces and topic and replaces not in of_topic:
            found.append(texts.NOT_OF_TOPIC)
    return found


def _addresses(value: Any) -> list[str]:
    url = str(value.get("url") or "") if isinstance(value, Mapping) else ""
    return [] if not url or url.startswith(("https://", "http://")) else [texts.URL]


def _name(saved: Saved, form: Form, file: str, value: dict[str, Any], data: Data, taken: Collection[str]) -> None:
    """Give a new item its place."""
    if form.name == "phrase":
        style = style_of(str(value["text"])).value
        saved.path = ("phrases", style, next_phrase(data[file], taken))
        return
    if form.name == "off":
        name = slug_of(str(value["unit"])) if value.get("unit") else "tinh"
    elif form.name in ("rule", "words"):
        name = str(value.pop("key", ""))
    else:
        said = next((str(value[key]) for key in _NAMING if value.get(key)), "")
        unit = str(value.get("unit") or "") if file in (CONTACTS, OVERRIDES) else ""
        name = slug_of(said) + (f"-{slug_of(unit) if unit != PROVINCE else unit}" if unit else "")
    if not name:
        saved.faults.append(texts.BAD_ID)
        return
    if form.name not in ("off", "rule", "words"):
        name = free_name(name, {*_taken(data, file), *taken})
    elif look(data, file, (*saved.path[:-1], name)) is not None:
        saved.faults.append(texts.TAKEN)
    saved.path = (*saved.path[:-1], name)
    if form.name not in ("source", "rule", "words"):
        value |= {"id": name, **{key: item for key, item in value.items() if key != "id"}}
    if file == OUTSIDE:
        value |= {"group": value.get("group", "viec-khac"), "kind": value.get("kind", "near-miss")}
        value.setdefault("related", [])


# Where the words of an id come from.
_NAMING = ("asks", "title", "name", "belief", "replaces", "ask", "text")


def _taken(data: Data, file: str) -> set[str]:
    """Every id of a file: they are unique in it, whatever the part."""
    found: set[str] = set()

    def walk(value: Any) -> None:
        if isinstance(value, Mapping):
            found.update(map(str, value))
            found.add(str(value.get("id")))
            for item in value.values():
                walk(item)
        elif isinstance(value, list):
            for item in value:
                walk(item)

    walk(data.get(file))
    return found


def _yaml(
    form: Form, file: str, path: tuple[str, ...], data: Data, typed: Mapping[str, str], options: Mapping[str, Options]
) -> Saved:
    """A box of YAML: faults by its own lines."""
    filled, fields = filled_in(form.specs, {}, typed, options)
    text = str(filled.value.get("value") or "")
    saved = Saved(path, None, fields, list(filled.errors.values()))
    if not text and not saved.faults:
        saved.faults.append(texts.YAML_EMPTY)
    if saved.faults:
        return saved
    try:
        document = _document(text)
    except ContentError as error:
        saved.faults += map(_line, error.problems)
        return saved
    saved.value = plain(document.data)
    if file.startswith("topics/") and len(path) <= 1:
        saved.faults += map(_line, _new_faults(file, path, data, document))
    return saved


def _document(text: str) -> Document:
    with tempfile.NamedTemporaryFile("w", suffix=".yaml", encoding="utf-8") as scratch:
        scratch.write(text)
        scratch.flush()
        return load_document(Path(scratch.name), "")


def _new_faults(file: str, path: tuple[str, ...], data: Data, box: Document) -> list[Problem]:
    """What is wrong with the topic only since the box stands in it, by the lines of the box."""
    topic = data.get(file) or {}
    known = {problem.message for problem in read_topic(Document(file, topic, {}))[1]}
    lines = {(*path, *below): line for below, line in box.lines.items()}
    changed = {**topic, path[0]: box.data} if path else box.data
    found = read_topic(Document(file, changed, lines))[1]
    return [problem for problem in found if problem.message not in known]


def _line(problem: Problem) -> str:
    return texts.YAML_FAULT.format(line=problem.line, message=problem.message)
