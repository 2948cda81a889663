"""Typed access to a YAML document: every part that is missing or wrong becomes a `Problem`, and reading goes on."""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from enum import StrEnum
from typing import Any, TypeVar

from knowledge.yaml_lines import Document, Path_, Problem

E = TypeVar("E", bound=StrEnum)

DAY_FORM = re.compile(r"\d{4}-\d{2}-\d{2}")
ID_FORM = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


class Part:
    """One mapping inside a document; knows where it stands so that complaints name the line."""

    def __init__(self, document: Document, path: Path_, data: Any, problems: list[Problem]) -> None:
        self.document, self.path, self.problems = document, path, problems
        self.data: Mapping[str, Any] = data if isinstance(data, Mapping) else {}
        if not isinstance(data, Mapping):
            self.complain("cần các dòng “khóa: giá trị” ở đây")

    def complain(self, message: str, *path: str | int, warning: bool = False) -> None:
        """Note a problem about this part, or about the part at `path` below it."""
        self.problems.append(self.document.problem(message, *self.path, *path, warning=warning))

    def only(self, *known: str) -> None:
        """Complain about keys that aren't in `known`."""
        for key in self.data:
            if key not in known:
                self.complain(f"không có khóa “{key}”; các khóa được dùng: {', '.join(known)}", str(key))

    def text(self, key: str, default: str | None = None) -> str:
        """A text with its ends stripped; complains when it is missing and there is no default."""
        value = self.data.get(key, default)
        if value is None:
            self.complain(f"thiếu “{key}”")
            return ""
        if isinstance(value, int | float) and not isinstance(value, bool):
            value = str(value)
        if not isinstance(value, str):
            self.complain(f"“{key}” phải là chữ", key)
            return ""
        if not value.strip() and default is None:
            self.complain(f"“{key}” đang để trống; viết vào hoặc bỏ dòng này", key)
        return value.strip()

    def optional(self, key: str) -> str | None:
        """A text, or None when it isn't given."""
        return self.text(key, "") if self.data.get(key) is not None else None

    def id(self, key: str = "id") -> str:
        """An identifier: lower case, digits and dashes."""
        value = self.text(key)
        if value and not ID_FORM.fullmatch(value):
            self.complain(f"“{value}” không đúng dạng mã: chỉ chữ thường không dấu, số và dấu -", key)
        return value

    def day(self, key: str) -> date | None:
        """A day, or None when it isn't given."""
        value = self.data.get(key)
        if value is None or isinstance(value, date):
            return value
        if isinstance(value, str) and DAY_FORM.fullmatch(value):
            return date.fromisoformat(value)
        self.complain(f"“{key}” phải là ngày dạng 2026-11-21", key)
        return None

    def number(self, key: str) -> int | None:
        """A whole number, or None when it isn't given."""
        value = self.data.get(key)
        if value is None or (isinstance(value, int) and not isinstance(value, bool)):
            return value
        self.complain(f"“{key}” phải là số nguyên", key)
        return None

    def one_of(self, key: str, kinds: type[E], default: E) -> E:
        """One value of an enum; the default when it isn't given or unknown."""
        value = self.data.get(key)
        if value is None:
            return default
        try:
            return kinds(value)
        except ValueError:
            self.complain(f"“{key}: {value}” không có; chọn một trong: {', '.join(kinds)}", key)
            return default

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts; empty when it isn't given."""
        value = self.data.get(key) or []
        if not isinstance(value, list) or not all(isinstance(item, str | int) for item in value):
            self.complain(f"“{key}” phải là danh sách chữ", key)
            return ()
        return tuple(str(item).strip() for item in value)

    def part(self, key: str) -> "Part":
        """The mapping under `key` (an empty one, with a complaint, when it is missing)."""
        return Part(self.document, (*self.path, key), self.data.get(key), self.problems)

    def parts(self, key: str) -> Iterator["Part"]:
        """The mappings in the list under `key`."""
        value = self.data.get(key) or []
        if not isinstance(value, list):
            self.complain(f"“{key}” phải là danh sách (mỗi mục bắt đầu bằng dấu -)", key)
            return
        for position, item in enumerate(value):
            yield Part(self.document, (*self.path, key, position), item, self.problems)
