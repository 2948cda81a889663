"""What the small forms of a checklist say: choices, conditions, and the question or item that they make."""

from collections.abc import Mapping
from typing import Any

from bot.console import texts_knowledge as texts
from bot.console.forms.checklist import QUESTIONS, Checklist, boxes, chosen_rows, rows, ticked
from bot.console.forms.saving import Saved


def extra_of(
    checklist: Checklist, part: str, thing: Mapping[str, Any], typed: Mapping[str, str] | None
) -> dict[str, Any]:
    """Choices and conditions, as they are or as they were typed."""
    before = str(thing.get("id", "")) if part == QUESTIONS else None
    when = ticked(checklist, typed, thing.get("when") or {}) if typed is not None else thing.get("when") or {}
    return {
        "boxes": boxes(checklist, when, before),
        "rows": rows(thing.get("choices") or (), typed) if part == QUESTIONS else [],
        "asked": part == QUESTIONS,
        "sum": bool(thing.get("sum")),
    }


def question_of(checklist: Checklist, was: Mapping[str, Any], saved: Saved, typed: Mapping[str, str]) -> dict[str, Any]:
    """The question as it is to be; what is wrong goes to the faults."""
    value = dict(saved.value or {})
    number = {key: found for key, found in (value.get("number") or {}).items() if found is not None}
    choices, fault = chosen_rows(was.get("choices") or (), typed)
    if fault:
        saved.faults.append(fault)
    elif bool(number) == bool(choices) or len(choices) == 1 or len(number) == 1:
        saved.faults.append(texts.CHOICES_OR_NUMBER)
    elif number and number["max"] <= number["min"]:
        saved.faults.append(texts.NUMBERS_CROSSED)
    when = ticked(checklist, typed, was.get("when") or {})
    found = {"id": saved.path[-1], "ask": value.get("ask"), "when": when, "choices": choices, "number": number}
    return {key: one for key, one in found.items() if one}


def item_of(checklist: Checklist, was: Mapping[str, Any], saved: Saved, typed: Mapping[str, str]) -> dict[str, Any]:
    """The item as it is to be."""
    value = dict(saved.value or {})
    when = ticked(checklist, typed, was.get("when") or {})
    found = {"id": saved.path[-1], "kind": value.pop("kind", None), "when": when} | value | {"id": saved.path[-1]}
    return {key: one for key, one in found.items() if one}
