"""What a draft changes, field by field and word by word, and how its answer looks in each channel."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from bot.console.forms.fields import as_words, at
from bot.console.forms.kinds import Form, form_of
from bot.console.forms.places import boxed, names_for
from bot.console.views import View, views
from bot.editing.showing import content_of, sample_of
from handlers.editing.edit import StoredEdit
from knowledge.days import day_of, show_day
from knowledge.edits import Data, Edit, dump_yaml
from knowledge.worded import Piece, worded
from knowledge.yaml_lines import ContentError

Changes = list[tuple[str, list[Piece]]]
# Texts are compared word by word up to here; above it a new text stands beside the old one.
_LONG = 40_000


def changes_of(data: Data, edit: Edit) -> Changes:
    """The fields that differ, with what was taken out and put in."""
    form = form_of(edit.file, edit.path)
    if form.name == "yaml":
        return [("Nội dung", _worded(_yaml(edit.before), _yaml(edit.after)))]
    names = names_for(data, edit.file, edit.path)
    before, after = boxed(form, edit.before), boxed(form, edit.after)
    found: Changes = []
    for spec in form.specs:
        old, new = (as_words(spec, at(box, spec.key), names.get(spec.options, ())) for box in (before, after))
        if old != new:
            found.append((spec.label, _worded(old, new)))
    return found or _elsewhere(form, before, after)


def _elsewhere(form: Form, before: dict[str, Any], after: dict[str, Any]) -> Changes:
    """What differs in keys that the form doesn't show."""
    return [] if before == after else [("Nội dung", _worded(_yaml(before), _yaml(after)))]


def _yaml(value: Any) -> str:
    return dump_yaml(value) if value is not None else ""


def _worded(before: str, after: str) -> list[Piece]:
    if len(before) + len(after) > _LONG:
        return [piece for piece in (Piece("gone", before), Piece("new", after)) if piece.text]
    return worded(before, after)


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
