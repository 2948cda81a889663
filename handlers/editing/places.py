"""A place of the content in words: `Đăng ký khai sinh › câu trả lời › Hết bao nhiêu tiền › …`."""

from collections.abc import Mapping
from typing import Any

from handlers.ask.texts import FACETS
from handlers.editing import texts_places as texts
from knowledge.edits import Data, Edit, look
from knowledge.topic import Facet

_SHORT = 60
# topics/<id>.yaml: phrases / style / p001; how it is written says nothing about where it stands.
_STYLE = 2
# What an item is called by, the first of these that it has.
_NAMING = ("asks", "name", "belief", "title", "ask", "reason", "text")


def place_words(data: Data, file: str, path: tuple[str, ...]) -> str:
    """`Đăng ký khai sinh › câu trả lời › Hết bao nhiêu tiền › làm khai sinh mất bao nhiêu tiền`."""
    found = [_file_words(data, file)]
    for length, key in enumerate(path, 1):
        if path[0] == "phrases" and length == _STYLE:
            continue
        item = look(data, file, path[:length])
        found.append(_key_words(path[:length], key, item))
    return " › ".join(found)


def edit_words(data: Data, edit: Edit) -> str:
    """The place of an edit; what stands there by the newer of both, in case it isn't in `data`."""
    words = place_words(data, edit.file, edit.path)
    if look(data, edit.file, edit.path) is not None or not edit.path:
        return words if edit.path else _title(edit.after or edit.before) or words
    item = edit.after if edit.after is not None else edit.before
    return " › ".join((place_words(data, edit.file, edit.path[:-1]), _key_words(edit.path, edit.path[-1], item)))


def _file_words(data: Data, file: str) -> str:
    return texts.FILES.get(file) or _title(data.get(file)) or file.removeprefix("topics/").removesuffix(".yaml")


def _title(item: Any) -> str:
    return str(item.get("title") or "") if isinstance(item, Mapping) else ""


def _key_words(path: tuple[str, ...], key: str, item: Any) -> str:
    if key in texts.PARTS and len(path) == 1:
        return texts.PARTS[key]
    if path[0] == "checklist" and len(path) == 2 and key in texts.PARTS:
        return texts.PARTS[key]
    if path[0] == "statements" and len(path) == 2 and key in set(Facet):
        return FACETS[Facet(key)]
    named = key
    if isinstance(item, Mapping):
        named = next((str(item[name]) for name in _NAMING if item.get(name)), key)
    elif path[0] == "phrases" and isinstance(item, list) and item:
        return f"“{_short(str(item[-1]))}”"
    return _short(named)


def _short(text: str) -> str:
    return text if len(text) <= _SHORT else text[:_SHORT].rstrip() + "…"
