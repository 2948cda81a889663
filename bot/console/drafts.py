"""What a draft changes, field by field and word by word, and how its answer looks in each channel."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from bot.console.forms.checklist_words import checklist_changes
from bot.console.forms.fields import as_words, at
from bot.console.forms.kinds import Form, form_of
from bot.console.forms.new_topic import box_of, is_begun
from bot.console.forms.places import boxed, names_for
from bot.console.knowledge import checklist_path, edit_link
from bot.console.rendering import ROOT
from bot.console.views import View, views
from bot.editing.showing import content_of, sample_of
from handlers.editing.edit import StoredEdit
from knowledge.days import day_of, show_day
from knowledge.edits import Data, Edit, apply, dump_yaml, look
from knowledge.topic import Topic
from knowledge.topic_file import read_topic
from knowledge.worded import Piece, worded
from knowledge.yaml_lines import ContentError, Document

Changes = list[tuple[str, list[Piece]]]
# Texts are compared word by word up to here; above it a new text stands beside the old one.
_LONG = 40_000


def changes_of(data: Data, edit: Edit) -> Changes:
    """The fields that differ, with what was taken out and put in."""
    form = form_of(edit.file, edit.path)
    if edit.path[:1] == ("checklist",) and edit.file in data:
        return _of_checklist(data, edit)
    if form.name == "topic":
        begun = all(value is None or is_begun(value) for value in (edit.before, edit.after))
        before, after = (box_of(value) if begun and value else {} for value in (edit.before, edit.after))
    else:
        before, after = boxed(form, edit.before), boxed(form, edit.after)
    if form.name == "yaml" or not (before or after):
        return [("Nội dung", _worded(_yaml(edit.before), _yaml(edit.after)))]
    names = names_for(data, edit.file, edit.path)
    found: Changes = []
    for spec in form.specs:
        old, new = (as_words(spec, at(box, spec.key), names.get(spec.options, ())) for box in (before, after))
        if old != new:
            found.append((spec.label, _worded(old, new)))
    return found or _elsewhere(form, before, after)


def _of_checklist(data: Data, edit: Edit) -> Changes:
    """By questions and items in words, whether the whole list was edited or one thing in it."""
    sides = [apply(data, [Edit(edit.file, edit.path, None, value)]) for value in (edit.before, edit.after)]
    before, after = (side[edit.file].get("checklist") for side in sides)
    topic = sides[1][edit.file]
    return [(label, _worded(old, new)) for label, old, new in checklist_changes(topic, before, after)]


def _elsewhere(form: Form, before: dict[str, Any], after: dict[str, Any]) -> Changes:
    """What differs in keys that the form doesn't show."""
    return [] if before == after else [("Nội dung", _worded(_yaml(before), _yaml(after)))]


def _yaml(value: Any) -> str:
    return dump_yaml(value) if value is not None else ""


def _worded(before: str, after: str) -> list[Piece]:
    if len(before) + len(after) > _LONG:
        return [piece for piece in (Piece("gone", before), Piece("new", after)) if piece.text]
    return worded(before, after)


def link_of(stored: StoredEdit) -> str:
    """Where a draft is gone on with; "" where only a file can."""
    edit = stored.edit
    if not edit.path:
        return f"{ROOT}/kien-thuc/chu-de-moi?ban={stored.id}" if is_begun(edit.after) else ""
    if edit.path[0] == "checklist":
        return f"{ROOT}{checklist_path(edit.file)}?ban={stored.id}" if len(edit.path) == 1 else ""
    return f"{edit_link(edit.file, *edit.path)}&ban={stored.id}"


def needed_with(data: Data, drafts: Sequence[StoredEdit], others: Iterable[StoredEdit]) -> list[StoredEdit]:
    """The open drafts of new sources that these drafts name: neither goes out without the other."""
    there = {stored.id for stored in drafts}
    files = {stored.edit.file for stored in drafts}
    named = {name for stored in drafts for name in _sources_in(stored.edit.after)}
    return [
        one
        for one in others
        if one.id not in there and one.edit.file in files and one.edit.path[:1] == ("sources",)
        and one.edit.path[1] in named and one.status is drafts[0].status
        and look(data, one.edit.file, one.edit.path) is None
    ]  # fmt: skip


def _sources_in(value: Any) -> Iterator[str]:
    if isinstance(value, Mapping):
        yield from [str(value["source"])] if isinstance(value.get("source"), str) else []
        for item in value.values():
            yield from _sources_in(item)
    elif isinstance(value, list):
        for item in value:
            yield from _sources_in(item)


def topic_to_try(data: Data, drafts: Sequence[StoredEdit]) -> Topic | None:
    """The topic whose checklist drafts change, as it is with them; None where there is none or it can't be read."""
    file = next((one.edit.file for one in drafts if one.edit.path[:1] == ("checklist",)), "")
    if not (data.get(file) or {}).get("checklist"):
        return None
    topic, problems = read_topic(Document(file, data[file], {}))
    return None if problems else topic


def sample_views(data: Data, drafts: Sequence[StoredEdit], now: datetime) -> tuple[list[dict[str, Any]], list[str]]:
    """The answers that show drafts best, as each channel shows them; or why nothing can be shown.

    Takes a good part of a second: not for the event loop.
    """
    today = day_of(now)
    try:
        content = content_of(data)
    except ContentError as error:
        return [], [f"{problem.message}" for problem in error.problems if not problem.warning]
    found: list[dict[str, Any]] = []
    for stored in drafts:
        sample = sample_of(content, stored.edit, today)
        if sample and sample.question not in {item["question"] for item in found}:
            shown: list[View] = views(sample.reply)
            found.append(
                {"question": sample.question, "views": shown, "day": _day(sample.day, today), "place": sample.place}
            )
    return found, []


def _day(day: date, today: date) -> str:
    return "" if day == today else show_day(day)
