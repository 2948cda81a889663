"""Reading YAML so that a complaint about any part of it can name the file and the line."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

Path_ = tuple[str | int, ...]

_Loader: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


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
    """Read one YAML file; raises `ContentError` naming the line when it isn't YAML or repeats a key."""
    name = name or path.name
    try:
        text = path.read_text(encoding="utf-8")
        loader = _Loader(text)
        root = loader.get_single_node()
        data = loader.construct_document(root) if root is not None else None
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
