"""Edits that are ready, against what stands in their places: nothing that somebody else wrote meanwhile is lost."""

from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace

from handlers.editing.edit import StoredEdit
from handlers.editing.phrases import next_phrase
from knowledge.edits import Data, Edit, EditError, apply, look


@dataclass
class Fitted:
    """The edits that can go live together, in their order; those of them that had to be changed for it; and those
    whose place somebody else has changed."""

    fits: list[StoredEdit] = field(default_factory=list)
    changed: list[StoredEdit] = field(default_factory=list)
    late: list[StoredEdit] = field(default_factory=list)


def fit(data: Data, published: Iterable[StoredEdit], ready: Sequence[StoredEdit]) -> Fitted:
    """What becomes of the ready edits, oldest first. `data`: what is published; `published`: the edits in it, in order.

    A new phrase whose number is taken gets the next one: numbers mean nothing to anybody. Who writes over their own
    words knows them.
    """
    fitted = Fitted()
    writers = {stored.edit.place: stored.author for stored in published}
    for stored in ready:
        edit = stored.edit
        stood = look(data, edit.file, edit.path)
        renumbered = is_new_phrase(edit) and stood != edit.after and edit.path[-1] in phrase_ids(data, edit.file)
        if renumbered or stood not in (edit.before, edit.after):
            if renumbered:
                edit = replace(edit, path=(*edit.path[:-1], next_phrase(data[edit.file])))
            elif writers.get(edit.place) == stored.author:
                edit = replace(edit, before=stood)
            else:
                fitted.late.append(stored)
                continue
            stored = replace(stored, edit=edit)
            fitted.changed.append(stored)
        # Building says what is wrong with one that can't be applied.
        with suppress(EditError):
            data = apply(data, [edit])
        writers[edit.place] = stored.author
        fitted.fits.append(stored)
    return fitted


def phrase_ids(data: Data, file: str) -> set[str]:
    """The ids of a topic's phrases; they are its own whatever the style."""
    return {key for phrases in ((data.get(file) or {}).get("phrases") or {}).values() for key in phrases or ()}


def is_new_phrase(edit: Edit) -> bool:
    """Whether an edit adds a way of asking."""
    return edit.path[:1] == ("phrases",) and edit.before is None and edit.after is not None
