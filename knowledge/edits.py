"""Edits of the content: what an administrator changed, laid over the shipped files by id.

A place in the content is a file and a path of keys: names in mappings, ids in lists of items that have one, such as
`topics/khai-sinh.yaml` and `statements/fee/le-phi`. What nobody edited takes the text of an upgrade; what somebody did
stays as they wrote it, and is listed when the shipped text has changed under it.
"""

import re
import shutil
from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from knowledge.content import SHIPPED, content_files, read_documents
from knowledge.yaml_lines import load_document

Data = dict[str, Any]
"""The data of every YAML file by its path below the content's folder."""


class EditError(ValueError):
    """An edit doesn't fit the content: its place isn't there, or holds something of another form."""


@dataclass(frozen=True, slots=True)
class Edit:
    """One place as it was (`before`, None: nothing stood there) and as it is to be (`after`, None: nothing)."""

    file: str
    path: tuple[str, ...]
    before: Any
    after: Any

    @property
    def place(self) -> str:
        """The file and path in one line."""
        return "/".join((self.file.removesuffix(".yaml"), *self.path))


def read_data(folder: Path = SHIPPED) -> Data:
    """The data of all files of a folder. Raises `ContentError`."""
    return {name: plain(document.data) for name, document in read_documents(folder).items()}


def plain(value: Any) -> Any:
    """Mappings, lists and values as JSON has them: days are texts."""
    if isinstance(value, Mapping):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    return value.isoformat() if isinstance(value, date) else value


def look(data: Data, file: str, path: Sequence[str]) -> Any:
    """What stands at a place; None where nothing does."""
    value: Any = data.get(file)
    for key in path:
        value = _get(value, key)
    return value


def apply(data: Data, edits: Sequence[Edit]) -> Data:
    """The data with the edits in it, in their order; files that no edit is about are shared. Raises `EditError`."""
    edited = {edit.file for edit in edits}
    data = {file: deepcopy(value) if file in edited else value for file, value in data.items()}
    for edit in edits:
        if not edit.path:
            if edit.after is None:
                data.pop(edit.file, None)
            else:
                data[edit.file] = deepcopy(edit.after)
            continue
        if edit.file not in data:
            raise EditError(edit.place)
        holder: Any = data[edit.file]
        for key in edit.path[:-1]:
            holder = _enter(holder, key, edit)
        _put(holder, edit)
        if edit.path[0] == "statements" and len(edit.path) > 1:
            _settle(data[edit.file], edit.path[1])
    return data


def _settle(topic: dict[str, Any], facet: str) -> None:
    """A facet whose first statement came is applicable from now on; one whose last statement went isn't any more."""
    statements, without = topic.get("statements") or {}, list(topic.get("not_applicable") or ())
    if statements.get(facet):
        topic["not_applicable"] = [name for name in without if name != facet]
    else:
        statements.pop(facet, None)
        topic["not_applicable"] = [*without, *([] if facet in without else [facet])]


def changed_below(shipped: Data, edits: Sequence[Edit]) -> Iterator[Edit]:
    """The edits under which the shipped text has changed since, and isn't what was written either."""
    for edit in edits:
        now = look(shipped, edit.file, edit.path)
        if now not in (edit.before, edit.after):
            yield edit


def write_content(data: Data, folder: Path, shipped: Path = SHIPPED) -> None:
    """Write all files of the content to a folder that isn't there yet; what isn't YAML comes from `shipped`."""
    for path in content_files(shipped):
        if path.suffix != ".yaml":
            target = folder / path.relative_to(shipped)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, target)
    for name, value in data.items():
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(dump_yaml(value), encoding="utf-8")


def write_edited(edits: Sequence[Edit], folder: Path, shipped: Path = SHIPPED) -> None:
    """Write the shipped content with edits in it to a folder that isn't there yet; other files are copied as they are.

    Raises `EditError` and `ContentError`.
    """
    shutil.copytree(shipped, folder)
    edited = {edit.file for edit in edits}
    there = {file for file in edited if (shipped / file).exists()}
    data = apply({file: plain(load_document(shipped / file, file).data) for file in there}, edits)
    for file in edited:
        target = folder / file
        if file in data:
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(dump_yaml(data[file]), encoding="utf-8")
        else:
            target.unlink(missing_ok=True)


def dump_yaml(value: Any) -> str:
    """Data as YAML that people can read: in its order, long texts folded."""
    return yaml.dump(value, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=120)


class _Dumper(yaml.SafeDumper):
    """Writes texts that are days as days."""


def _text(dumper: yaml.SafeDumper, value: str) -> yaml.ScalarNode:
    tag = "tag:yaml.org,2002:timestamp" if _DAY.fullmatch(value) else "tag:yaml.org,2002:str"
    return dumper.represent_scalar(tag, value)


_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_Dumper.add_representer(str, _text)


def _get(value: Any, key: str) -> Any:
    if isinstance(value, Mapping):
        return value.get(key)
    if isinstance(value, list):
        return next((item for item in value if isinstance(item, Mapping) and str(item.get("id")) == key), None)
    return None


def _enter(holder: Any, key: str, edit: Edit) -> Any:
    found = _get(holder, key)
    if found is None and isinstance(holder, dict):
        # A box that isn't there yet; a list where the next thing to stand in it has an id.
        last = key == edit.path[-2]
        listed = last and isinstance(edit.after, Mapping) and edit.after.get("id") == edit.path[-1]
        found = holder[key] = [] if listed else {}
    if not isinstance(found, dict | list):
        raise EditError(edit.place)
    return found


def _put(holder: Any, edit: Edit) -> None:
    key, after = edit.path[-1], deepcopy(edit.after)
    if isinstance(holder, dict):
        if after is None:
            holder.pop(key, None)
        else:
            holder[key] = after
        return
    if not isinstance(holder, list):
        raise EditError(edit.place)
    at = next((n for n, item in enumerate(holder) if isinstance(item, Mapping) and str(item.get("id")) == key), None)
    if after is not None and not (isinstance(after, Mapping) and str(after.get("id")) == key):
        raise EditError(edit.place)
    if at is None:
        if after is not None:
            holder.append(after)
    elif after is None:
        del holder[at]
    else:
        holder[at] = after
