"""A checklist as plain data: its parts put in, moved and taken out, and what of it needs what."""

from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from bot.console import texts_knowledge as texts
from bot.editing.questions import free_name, slug_of

QUESTIONS, ITEMS = "questions", "items"
CHOICE_LIMIT = 60
# Empty rows for choices below those that are there.
NEW_ROWS = 3

Checklist = Mapping[str, Any]
Thing = Mapping[str, Any]


class NeededError(ValueError):
    """Something else needs it; `str()` is a sentence that names what, and what to do first."""


@dataclass(frozen=True, slots=True)
class Row:
    """A choice in the form of its question: the names of its two fields, and what stands in them."""

    name: str
    place: str
    label: str


@dataclass(frozen=True, slots=True)
class Box:
    """A condition in a form: a question, and its choices as (name of the field, label, ticked)."""

    ask: str
    choices: Sequence[tuple[str, str, bool]]


def things(checklist: Checklist, part: str) -> list[Thing]:
    """The questions or the items."""
    return list(checklist.get(part) or ())


def thing(checklist: Checklist, part: str, name: str) -> Thing | None:
    """One of them by its id."""
    return next((one for one in things(checklist, part) if str(one.get("id")) == name), None)


# --- changing


def put(checklist: Checklist, part: str, new: Thing) -> dict[str, Any]:
    """With a thing in the place of that with its id, else last. Raises `NeededError` for a choice that went."""
    changed = deepcopy(dict(checklist))
    there = things(changed, part)
    at = next((at for at, one in enumerate(there) if one.get("id") == new["id"]), len(there))
    if part == QUESTIONS and at < len(there):
        _keep_needed(checklist, there[at], new)
    changed[part] = [*there[:at], dict(new), *there[at + 1 :]]
    return changed


def remove(checklist: Checklist, part: str, name: str) -> dict[str, Any]:
    """Without a thing. Raises `NeededError` when it is a question that others need."""
    gone = thing(checklist, part, name) or {}
    users = list(_users(checklist, name)) if part == QUESTIONS else []
    if users:
        raise NeededError(texts.QUESTION_USED.format(words=gone.get("ask", name), users=", ".join(users)))
    return {**deepcopy(dict(checklist)), part: [one for one in things(checklist, part) if one.get("id") != name]}


def move(checklist: Checklist, part: str, name: str, *, up: bool) -> dict[str, Any]:
    """A thing one place further up or down; an item among those of its kind.

    Raises `NeededError` when a question would come before one that it needs.
    """
    there = things(checklist, part)
    at = next((at for at, one in enumerate(there) if one.get("id") == name), None)
    if at is None:
        return dict(checklist)
    near = range(at - 1, -1, -1) if up else range(at + 1, len(there))
    other = next((place for place in near if part == QUESTIONS or there[place]["kind"] == there[at]["kind"]), None)
    if other is None:
        return dict(checklist)
    there[at], there[other] = there[other], there[at]
    if part == QUESTIONS:
        _in_order(there)
    return {**deepcopy(dict(checklist)), part: there}


def _in_order(questions: Sequence[Thing]) -> None:
    asked: set[str] = set()
    for question in questions:
        if not set(question.get("when") or {}) <= asked:
            raise NeededError(texts.MOVE_USED.format(words=texts.NAMED_QUESTION.format(words=question["ask"])))
        asked.add(question["id"])


def _keep_needed(checklist: Checklist, was: Thing, now: Thing) -> None:
    left = {choice["id"] for choice in now.get("choices") or ()}
    for choice in was.get("choices") or ():
        users = [] if choice["id"] in left else list(_users(checklist, was["id"], choice["id"]))
        if users:
            raise NeededError(texts.CHOICE_USED.format(words=choice["label"], users=", ".join(users)))


def _users(checklist: Checklist, question: str, choice: str = "") -> Iterator[str]:
    """The questions and items, in words, that are only for who was asked this, or chose this."""
    for part, words, key in ((QUESTIONS, texts.NAMED_QUESTION, "ask"), (ITEMS, texts.NAMED_ITEM, "text")):
        for one in things(checklist, part):
            chosen = (one.get("when") or {}).get(question)
            worked = one.get("sum") or {}
            if (chosen is not None and (not choice or choice in chosen)) or question in (
                worked.get("persons"),
                worked.get("months"),
            ):
                yield words.format(words=shortened(str(one[key])))


def shortened(text: str, most: int = 60) -> str:
    """The first words of a text, in one line."""
    line = " ".join(text.split())
    return line if len(line) <= most else line[:most].rstrip() + "…"


# --- conditions


def boxes(checklist: Checklist, when: Mapping[str, Any], before: str | None) -> list[Box]:
    """The conditions to tick: the choices of every question, for a question (`before`) of those asked before it."""
    found = []
    for question in things(checklist, QUESTIONS):
        if before is not None and question["id"] == before:
            break
        ticked = when.get(question["id"]) or ()
        choices = [
            (f"khi.{question['id']}.{choice['id']}", choice["label"], choice["id"] in ticked)
            for choice in question.get("choices") or ()
        ]
        if choices:
            found.append(Box(question["ask"], choices))
    return found


def ticked(checklist: Checklist, typed: Mapping[str, str], was: Mapping[str, Any]) -> dict[str, list[str]]:
    """The conditions as they were ticked; what has no boxes (a number that was answered) stays."""
    found: dict[str, list[str]] = {}
    for question in things(checklist, QUESTIONS):
        name, choices = question["id"], question.get("choices") or ()
        chosen = [choice["id"] for choice in choices if typed.get(f"khi.{name}.{choice['id']}")]
        if chosen or (not choices and name in was):
            found[name] = chosen or list(was[name])
    return found


# --- choices


def rows(choices: Sequence[Thing], typed: Mapping[str, str] | None = None) -> list[Row]:
    """The rows of the choices and some empty ones, as they are or as they were typed."""
    names = [str(choice["id"]) for choice in choices]
    found = [Row(f"chon.{name}", str(at), str(choices[at - 1]["label"])) for at, name in enumerate(names, 1)]
    found += [Row(f"them.{number}", "", "") for number in range(1, NEW_ROWS + 1)]
    if typed is None:
        return found
    return [Row(row.name, typed.get(f"thu-tu.{row.name}", ""), typed.get(row.name, "")) for row in found]


def chosen_rows(choices: Sequence[Thing], typed: Mapping[str, str]) -> tuple[list[dict[str, str]], str]:
    """The choices that were typed, in their order, each with its id for ever; or what is wrong with them."""
    kept: list[dict[str, str]] = []
    placed: list[tuple[int, dict[str, str]]] = []
    taken = {str(choice["id"]) for choice in choices}
    for at, row in enumerate(rows(choices, typed), 1):
        label = " ".join(row.label.split())
        if not label:
            continue
        if len(label) > CHOICE_LIMIT:
            return [], texts.CHOICE_TOO_LONG.format(words=label[:30], length=len(label), most=CHOICE_LIMIT)
        name = row.name.partition(".")[2] if row.name.startswith("chon.") else ""
        name = name or free_name(slug_of(label) or "lua-chon", taken)
        taken.add(name)
        one = {"id": name, "label": label}
        if row.place.isdecimal() and len(row.place) < 4 and row.place != str(at):
            placed.append((int(row.place), one))
        else:
            kept.append(one)
    for place, one in sorted(placed, key=lambda pair: pair[0]):
        kept.insert(max(place - 1, 0), one)
    labels = [one["label"].lower() for one in kept]
    twice = next((one["label"] for one in kept if labels.count(one["label"].lower()) > 1), "")
    return kept, texts.CHOICE_TWICE.format(words=twice) if twice else ""
