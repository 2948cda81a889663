"""The fields of a form, and what was typed in them as values of YAML."""

import unicodedata
from collections.abc import Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

from bot.console import texts_knowledge as texts
from bot.console.table import read_day
from knowledge.days import show_day

Options = Sequence[tuple[str, str]]


class Kind(StrEnum):
    """What a field is on the page."""

    LINE = "line"
    AREA = "area"
    DAY = "day"
    CHOICE = "choice"
    FLAG = "flag"
    NUMBER = "number"  # a whole one
    LINES = "lines"  # a text a line
    YAML = "yaml"


@dataclass(frozen=True, slots=True)
class Spec:
    """A field of a kind of item. `key`: where its value stands in it; `most`: characters; `options`: their name."""

    name: str
    key: tuple[str, ...]
    label: str
    kind: Kind = Kind.LINE
    hint: str = ""
    most: int = 300
    needed: bool = False
    options: str = ""
    rows: int = 3


@dataclass(slots=True)
class Shown:
    """A field as the page shows it."""

    spec: Spec
    value: str
    options: Options = ()
    error: str = ""


@dataclass(slots=True)
class Filled:
    """What a form says: the item as it is to be, or what is wrong with its fields by their names."""

    value: Any
    errors: dict[str, str] = field(default_factory=dict)


def shown(specs: Sequence[Spec], value: Any, options: Mapping[str, Options]) -> list[Shown]:
    """The fields filled with an item."""
    found = []
    for spec in specs:
        known = options.get(spec.options, ())
        found.append(Shown(spec, as_text(spec, at(value, spec.key), known), known))
    return found


def filled_in(
    specs: Sequence[Spec], was: Any, form: Mapping[str, str], options: Mapping[str, Options]
) -> tuple[Filled, list[Shown]]:
    """What was typed, laid over the item as it was; and the fields with what is wrong."""
    filled = Filled(deepcopy(was) if isinstance(was, dict) else {})
    fields: list[Shown] = []
    for spec in specs:
        typed = tidy(form.get(spec.name, ""))
        stood = at(was, spec.key)
        shown_ = Shown(spec, typed, options.get(spec.options, ()))
        if typed != tidy(as_text(spec, stood, shown_.options)) or (spec.needed and not typed):
            value, shown_.error = read(spec, typed, shown_.options)
            if shown_.error:
                filled.errors[spec.name] = shown_.error
            else:
                _put(filled.value, spec.key, value)
        fields.append(shown_)
    return filled, fields


def read(spec: Spec, typed: str, options: Options) -> tuple[Any, str]:
    """The value of what was typed (None: nothing), or what is wrong with it."""
    if not typed:
        return None, texts.NEEDED.format(label=spec.label) if spec.needed else ""
    if len(typed) > spec.most:
        return None, texts.TOO_LONG.format(label=spec.label, length=len(typed), most=spec.most)
    match spec.kind:
        case Kind.DAY:
            day = read_day(typed)
            return (day.isoformat(), "") if day else (None, texts.NO_DAY.format(label=spec.label, text=typed[:40]))
        case Kind.CHOICE:
            known = any(typed == key for key, _ in options)
            return (typed, "") if known else (None, texts.NO_CHOICE.format(label=spec.label))
        case Kind.FLAG:
            return True, ""
        case Kind.NUMBER:
            whole = typed.isdecimal() and len(typed) < _TOO_BIG
            return (int(typed), "") if whole else (None, texts.NO_NUMBER.format(label=spec.label, text=typed[:40]))
        case Kind.LINES:
            return _lines(spec, typed, options)
        case _:
            return typed, ""


# Digits of a number that nobody means.
_TOO_BIG = 6


def _lines(spec: Spec, typed: str, options: Options) -> tuple[Any, str]:
    """A text a line; where there are options each is one of them, by its words or its key."""
    lines = [line.strip() for line in typed.split("\n") if line.strip()]
    if not spec.options:
        return lines, ""
    keys = {name: key for key, words in options for name in (key, words.lower())}
    for line in lines:
        if line.lower() not in keys:
            known = "; ".join(words for _, words in options)
            return None, texts.NOT_AMONG.format(text=line[:40], label=spec.label, known=known)
    return [keys[line.lower()] for line in lines], ""


def as_text(spec: Spec, value: Any, options: Options = ()) -> str:
    """A value as it stands in its field."""
    if value is None or value is False:
        return ""
    if value is True:
        return "1"
    if isinstance(value, list):
        words = dict(options)
        return "\n".join(words.get(str(item), str(item)) for item in value)
    return str(value)


def as_words(spec: Spec, value: Any, options: Options = ()) -> str:
    """A value as people read it."""
    text = as_text(spec, value, options)
    if spec.kind is Kind.DAY and text:
        return show_day(date.fromisoformat(text))
    if spec.kind is Kind.CHOICE:
        return dict(options).get(text, text)
    return texts.YES if spec.kind is Kind.FLAG and text else text


def at(value: Any, key: Sequence[str]) -> Any:
    """What stands in an item at a key; the item itself where there is none."""
    for step in key:
        value = value.get(step) if isinstance(value, Mapping) else None
    return value


def tidy(text: str) -> str:
    """As it is compared and kept: NFC, plain line ends, no blanks at the ends."""
    text = unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n").replace("\xa0", " ")
    return "\n".join(line.rstrip() for line in text.split("\n")).strip()


def _put(value: dict[str, Any], key: tuple[str, ...], new: Any) -> None:
    for step in key[:-1]:
        value[step] = value = dict(value.get(step) or {})
    if new is None:
        value.pop(key[-1], None)
    else:
        value[key[-1]] = new
