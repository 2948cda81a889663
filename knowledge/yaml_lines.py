"""Reading YAML so that a complaint about any part of it can name the file and the line."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

Path_ = tuple[str | int, ...]

_Loader: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
# The content nests to eight; composing goes down by recursion, in C without a limit of its own.
_DEEPEST = 40
_SHOWN = 40


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault of the content: where it stands, what is wrong and how to mend it. `warning` never fails a check."""

    file: str
    line: int
    message: str
    warning: bool = False

    def __str__(self) -> str:
        kind = "lưu ý" if self.warning else "lỗi"
        return f"{self.file}:{self.line}: {kind}: {self.message}"


class ContentError(Exception):
    """The content can't be used; `problems` says where and why."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems = problems


@dataclass(frozen=True, slots=True)
class Document:
    """A YAML file as plain data, with the line of each of its parts by path of keys and positions."""

    name: str
    data: Any
    lines: dict[Path_, int]

    def line(self, *path: str | int) -> int:
        """The line of the part at `path`, or of the nearest part around it (1-based)."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)

    def problem(self, message: str, *path: str | int, warning: bool = False) -> Problem:
        """A `Problem` about the part at `path`."""
        return Problem(self.name, self.line(*path), message, warning)


def load_document(path: Path, name: str | None = None) -> Document:
    """Read one YAML file; raises `ContentError` naming the line when it isn't YAML, repeats a key, or is a trap."""
    name = name or path.name
    try:
        text = path.read_text(encoding="utf-8")
        _refuse_traps(text, name)
        loader = _Loader(text)
        root = loader.get_single_node()
        data = _constructed(loader, root, name) if root is not None else None
    except UnicodeDecodeError as error:
        raise ContentError(
            [Problem(name, 1, f"tệp không phải UTF-8 (byte {error.start}); lưu lại dạng UTF-8")]
        ) from None
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise ContentError([Problem(name, line, f"không đúng YAML: {error.problem}")]) from None
    except yaml.YAMLError as error:
        raise ContentError([Problem(name, 1, f"không đúng YAML: {error}")]) from None
    lines: dict[Path_, int] = {}
    repeated: list[Problem] = []
    if root is not None:
        for path_, node, twice in _walk(root, ()):
            lines[path_] = node.start_mark.line + 1
            if twice:
                repeated.append(Problem(name, node.start_mark.line + 1, f"khóa “{path_[-1]}” có hai lần; bỏ bớt một"))
    if repeated:
        raise ContentError(repeated)
    return Document(name, data, lines)


def _refuse_traps(text: str, name: str) -> None:
    """What is small and becomes huge when it is read: aliases of aliases, and brackets in brackets without end."""
    depth = 0
    for event in yaml.parse(text, Loader=_Loader):
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if isinstance(event, yaml.AliasEvent):
            raise ContentError([Problem(name, _line_of(event), f"không dùng “*{event.anchor}”; viết lại cả đoạn đó")])
        if depth > _DEEPEST:
            raise ContentError([Problem(name, _line_of(event), f"lồng vào nhau quá {_DEEPEST} lớp; viết phẳng hơn")])


def _constructed(loader: yaml.SafeLoader, root: yaml.Node, name: str) -> Any:
    """The data of a document; a day that there isn't (2026-11-31) is a fault of its line."""
    try:
        return loader.construct_document(root)
    except ValueError:
        raise ContentError([*_unreadable(root, name)] or [Problem(name, 1, "có ngày hay số viết sai")]) from None


def _unreadable(node: yaml.Node, name: str) -> Iterator[Problem]:
    if isinstance(node, yaml.ScalarNode):
        try:
            _Loader("").construct_object(node)
        except ValueError:
            shown = node.value[:_SHOWN]
            yield Problem(name, _line_of(node), f"không có ngày hay số “{shown}”; sửa lại, hoặc đặt trong ngoặc kép")
        return
    for part in node.value:
        for one in part if isinstance(part, tuple) else (part,):
            yield from _unreadable(one, name)


def _line_of(part: yaml.Event | yaml.Node) -> int:
    return part.start_mark.line + 1 if part.start_mark else 1


def _walk(node: yaml.Node, path: Path_) -> Iterator[tuple[Path_, yaml.Node, bool]]:
    yield path, node, False
    if isinstance(node, yaml.MappingNode):
        seen: set[str] = set()
        for key, value in node.value:
            name = str(key.value)
            yield (*path, name), key, name in seen
            seen.add(name)
            for found in _walk(value, (*path, name)):
                if found[0] != (*path, name):
                    yield found
    elif isinstance(node, yaml.SequenceNode):
        for position, value in enumerate(node.value):
            yield from _walk(value, (*path, position))
