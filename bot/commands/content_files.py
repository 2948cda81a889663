"""`troly knowledge`: the content out of a data folder into files, and from files into edits."""

import asyncio
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from bot.commands.errors import CommandError
from bot.commands.queueing import open_store
from bot.editing import texts_sheets as texts
from bot.editing.exporting import export_folder, export_workbook
from bot.editing.importing import Incoming, check_incoming, read_folder, read_workbook, store_incoming
from bot.editing.published import published_data, published_in
from bot.editing.sheets import items
from bot.sheets.grid import SheetError
from bot.storage.sqlite import SqliteStorage
from handlers.editing.permission import may_suggest
from handlers.teams.model import Role
from handlers.teams.people import Person
from knowledge.content import SHIPPED
from knowledge.days import day_of
from knowledge.edits import Data, Edit


@dataclass(frozen=True, slots=True)
class Wish:
    """How an import goes: only looked at, live at once, and whose it is (a person's number)."""

    dry: bool = False
    publish: bool = False
    person: int | None = None


@dataclass(frozen=True, slots=True)
class Imported:
    """What to tell: faults a line each, else nothing was wrong; `lines` in any case."""

    faults: tuple[str, ...]
    lines: tuple[str, ...]


def export_content(data_folder: Path, target: Path, shipped: Path = SHIPPED) -> list[str]:
    """Write the published content to a new folder or .xlsx file. Raises `CommandError`, `StorageError` or `OSError`."""
    data, edits = _published(data_folder, shipped)
    if target.suffix.lower() == ".xlsx":
        try:
            with target.open("xb") as file:
                file.write(export_workbook(data))
        except FileExistsError as error:
            raise CommandError(texts.EXISTS.format(path=target)) from error
    elif target.suffix and not target.is_dir():
        raise CommandError(texts.WRONG_ENDING.format(name=target.name))
    else:
        export_folder(data, target, shipped)
    counts = {name: sum(1 for _ in items(name, data)) for name in ("topics", "answers", "phrases")}
    said = texts.EXPORTED.format(
        path=target, topics=counts["topics"], statements=counts["answers"], phrases=counts["phrases"]
    )
    return [said, *([texts.EXPORTED_EDITS.format(count=edits)] if edits else [])]


async def import_content(
    data_folder: Path, source: Path, wish: Wish, now: datetime, shipped: Path = SHIPPED
) -> Imported:
    """Bring a folder or workbook into edits, all or none. Raises `CommandError`, `StorageError` or `OSError`."""
    data, _ = _published(data_folder, shipped)
    incoming = check_incoming(_read(source, data), data, day_of(now), shipped)
    if incoming.faults:
        return Imported(incoming.faults, (*incoming.notices, texts.FAULTY.format(count=len(incoming.faults))))
    if not incoming.edits:
        return Imported((), (*incoming.notices, texts.SAME))
    lines = [*incoming.notices, texts.DIFFERENT.format(count=len(incoming.edits)), *map(_line, incoming.edits)]
    if wish.dry:
        return Imported((), (*lines, texts.DRY))
    return Imported((), (*lines, *await _store(data_folder, source, incoming, wish, now)))


async def _store(folder: Path, source: Path, incoming: Incoming, wish: Wish, now: datetime) -> list[str]:
    async with open_store(folder) as storage:
        person = await asyncio.to_thread(_person, storage, wish.person)
        counts = await store_incoming(storage, person, incoming, now, source.name, publish=wish.publish)
    return [texts.STORED[status].format(count=count, name=person.name) for status, count in counts.items()]


def _published(folder: Path, shipped: Path) -> tuple[Data, int]:
    published = published_in(folder)
    edits = published.edits if published else ()
    return published_data(lambda: edits, shipped), len(edits)


def _read(source: Path, data: Data) -> Incoming:
    if source.is_dir():
        return read_folder(source, data)
    if source.suffix.lower() != ".xlsx":
        raise SheetError(texts.WRONG_ENDING.format(name=source.name))
    return read_workbook(source.read_bytes(), data)


def _line(edit: Edit) -> str:
    kind = texts.ADDED if edit.before is None else texts.REMOVED if edit.after is None else texts.CHANGED
    return f"  {kind} {edit.place}"


def _person(storage: SqliteStorage, number: int | None) -> Person:
    """Who an import is by: whoever was named, else the only administrator of the province, or the only one at all.

    One who signs in to the console alone and has no chat is one too.
    """
    admins = storage.console.admins()
    if number is None:
        found = [person for person in admins if person.holds(Role.PROVINCE_ADMIN)] or [*admins]
    else:
        named = storage.records.person_by_id(number)
        found = [named] if named and may_suggest(named) else []
    if len(found) == 1:
        return found[0]
    if not admins:
        raise CommandError(texts.NO_CHOICES)
    listed = ", ".join(f"{person.id} {person.name}".strip() for person in admins)
    choices = texts.CHOICES.format(people=listed)
    if number is None:
        raise CommandError(texts.WHICH_PERSON.format(choices=choices))
    raise CommandError(texts.NO_PERSON.format(number=number, choices=choices))
