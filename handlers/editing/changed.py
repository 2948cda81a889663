"""What an edit changes, short enough for a chat: the words before and after, and what else differs."""

from collections.abc import Iterator, Mapping
from itertools import zip_longest
from typing import Any

from handlers.editing import texts
from handlers.editing import texts_telling as telling
from handlers.editing.permission import CONTACTS
from knowledge.edits import Data, Edit

_SHOWN = 200
# What the place of something new says already, or the line about where it holds.
_TOLD = ("id", "name", "title", "asks", "kind", "unit")
# So much of what is the same stands before a difference far behind.
_LEAD = 40
# What says most in an item; the first one that it has.
_MAIN = ("reason", "text", "holds", "value", "pointer", "summary", "name", "title", "asks", "label")


def short(text: str) -> str:
    """A text in one line, cut between words."""
    text = " ".join(text.split())
    return text if len(text) <= _SHOWN else text[:_SHOWN].rsplit(maxsplit=1)[0] + "…"


def shown_value(value: object) -> str:
    """What stands at a place, in short: the words of a phrase, a number, a reason, an answer."""
    if value is None:
        return texts.NOTHING
    said = _said(value)
    return f"“{short(said)}”" if said else f"“{texts.NOTHING_YET}”"


def change_lines(data: Data, edit: Edit) -> tuple[str, ...]:
    """What an edit takes away and what it brings; then what else of it differs, which isn't shown."""
    return tuple(_lines(data, edit))


def _lines(data: Data, edit: Edit) -> Iterator[str]:
    before, after = edit.before, edit.after
    if after is None:
        yield telling.REMOVED.format(before=shown_value(before))
        return
    if before is None:
        yield telling.ADDED.format(after=shown_value(after))
    elif _said(before) != _said(after):
        yield telling.CHANGED.format(**_side_by_side(_said(before), _said(after)))
    answer = _answer(data, edit)
    if answer:
        yield telling.ANSWERED.format(answer=short(answer))
    if before is None and isinstance(after, Mapping) and (edit.file == CONTACTS or edit.path[:1] == ("off",)):
        yield telling.WHERE.format(where=after.get("unit") or telling.PROVINCE)
    others = list(dict.fromkeys(telling.KEYS.get(key, telling.KEY) for key in _others(before, after)))
    if others:
        yield (telling.OTHERS if before else telling.WITH).format(what=", ".join(others))


def _side_by_side(before: str, after: str) -> dict[str, str]:
    """Both in short; long ones from shortly before where they begin to differ."""
    before, after = " ".join(before.split()), " ".join(after.split())
    pairs = enumerate(zip_longest(before, after))
    same = next((place for place, (old, new) in pairs if old != new), 0)
    if same > _SHOWN // 2:
        start = before.rfind(" ", 0, same - _LEAD) + 1
        before, after = "…" + before[start:], "…" + after[start:]
    return {"before": f"“{short(before) or texts.NOTHING_YET}”", "after": f"“{short(after) or texts.NOTHING_YET}”"}


def _said(value: object) -> str:
    if isinstance(value, Mapping):
        return str(next((value[key] for key in _MAIN if value.get(key)), ""))
    if isinstance(value, list):
        # A phrase is the answer's id and its words.
        return str(value[-1]) if value else ""
    return str(value)


def _others(before: Any, after: Any) -> Iterator[str]:
    """The keys that differ besides the words that are shown and, in something new, what its place tells."""
    if not isinstance(after, Mapping):
        return
    old = before if isinstance(before, Mapping) else {}
    told = _TOLD if before is None else ("id",)
    main = next((key for key in _MAIN if after.get(key)), None)
    for key in dict.fromkeys((*after, *old)):
        if key != main and key not in told and old.get(key) != after.get(key):
            yield key


def _answer(data: Data, edit: Edit) -> str:
    """What is said to a phrase."""
    if edit.path[:1] != ("phrases",) or not isinstance(edit.after, list):
        return ""
    topic = data.get(edit.file) or {}
    for items in (topic.get("statements") or {}).values():
        for item in items or ():
            if item.get("id") == edit.after[0]:
                return str(item.get("text", ""))
    return str(topic.get("summary", ""))
