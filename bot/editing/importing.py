"""Content that comes back as files: what differs from what is published becomes edits, all of them or none."""

import asyncio
import tempfile
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

from bot.commands.checking import check_content
from bot.editing import texts, texts_sheets
from bot.editing.editor import EditingError
from bot.editing.rows import Origin, read_rows
from bot.editing.workbooks import Fault, read_book
from bot.storage.contract import Storage
from handlers.editing.edit import PutEdit, Status, StoredEdit
from handlers.editing.permission import commune_of, may_publish, may_suggest, status_to_publish
from handlers.teams.changes import NoteAct
from handlers.teams.people import Person
from handlers.turn import Batch
from knowledge.content import SHIPPED, content_files
from knowledge.differences import differences
from knowledge.edits import Data, Edit, EditError, apply, read_data, write_content
from knowledge.yaml_lines import ContentError, Document, Problem, load_document


@dataclass(frozen=True, slots=True)
class Incoming:
    """What a file says: edits, or `faults` in sentences with where they stand. `notices`: what was passed over.

    `located`: the faults by sheet, row and column, where every one has such a place.
    """

    edits: tuple[Edit, ...] = ()
    faults: tuple[str, ...] = ()
    notices: tuple[str, ...] = ()
    located: tuple[Fault, ...] = ()
    origins: Mapping[tuple[str, tuple[str, ...]], Origin] = field(default_factory=dict)


def read_workbook(body: bytes, data: Data) -> Incoming:
    """What an Excel file says other than the published `data`. Raises `SheetError` when it is no such file."""
    book = read_book(body)
    read = read_rows(book, data)
    faults = (*book.faults, *read.faults)
    said = tuple(map(str, faults))
    return Incoming((() if faults else read.edits), said, book.notices, faults, read.origins)


def read_folder(folder: Path, data: Data) -> Incoming:
    """What a folder of YAML files says other than the published `data`; files that aren't there stay as they are."""
    try:
        new = read_data(folder)
    except ContentError as error:
        return Incoming(faults=tuple(map(str, error.problems)))
    if not new:
        return Incoming(faults=(texts_sheets.NOT_A_FOLDER.format(path=folder),))
    notices = [texts_sheets.KEPT_FILE.format(name=name) for name in sorted(set(data) - set(new))]
    for path in content_files(folder):
        original = SHIPPED / path.relative_to(folder)
        if path.suffix != ".yaml" and not (original.exists() and original.read_bytes() == path.read_bytes()):
            notices.append(texts_sheets.NOT_YAML.format(name=path.relative_to(folder).as_posix()))
    return Incoming(tuple(differences(data, new)), notices=tuple(notices))


def check_incoming(incoming: Incoming, data: Data, today: date, shipped: Path = SHIPPED) -> Incoming:
    """The same with what `troly check` would find once it is published; what it finds already is no fault of the file.

    Takes seconds: not for the event loop.
    """
    if incoming.faults or not incoming.edits:
        return incoming
    try:
        after = apply(data, incoming.edits)
    except EditError as error:
        return Incoming(faults=(f"{error}: {texts_sheets.NOT_THERE}",), notices=incoming.notices)
    found, documents = _faults(after, today, shipped)
    if found:
        known = {(problem.file, problem.message) for problem in _faults(data, today, shipped)[0]}
        found = [problem for problem in found if (problem.file, problem.message) not in known]
    if not found:
        return incoming
    told = tuple(dict.fromkeys(_told(problem, incoming, documents) for problem in found))
    located = tuple(fault for fault in told if isinstance(fault, Fault))
    return Incoming(
        faults=tuple(map(str, told)), notices=incoming.notices, located=located if len(located) == len(told) else ()
    )


def _faults(data: Data, today: date, shipped: Path) -> tuple[list[Problem], dict[str, Document]]:
    with tempfile.TemporaryDirectory(prefix="content-") as scratch:
        folder = Path(scratch) / "content"
        write_content(data, folder, shipped)
        found = [problem for problem in check_content(today, folder) if not problem.warning]
        names = {problem.file for problem in found}
        return found, {name: load_document(folder / name, name) for name in names if (folder / name).exists()}


def _told(problem: Problem, incoming: Incoming, documents: Mapping[str, Document]) -> Fault | str:
    """A problem where it stands in the workbook, else in the file."""
    document = documents.get(problem.file)
    at = max((path for path, line in document.lines.items() if line == problem.line), key=len) if document else ()
    path = _by_ids(document, at) if document else ()
    for length in range(len(path), -1, -1):
        origin = incoming.origins.get((problem.file, path[:length]))
        if origin:
            return origin.fault(path[length:], problem.message)
    mine = [edit.path for edit in incoming.edits if edit.file == problem.file]
    if incoming.origins and len(mine) == 1:
        return incoming.origins[problem.file, mine[0]].fault((), problem.message)
    return f"{problem.file}: {problem.message}" if incoming.origins else str(problem)


def _by_ids(document: Document, path: Sequence[str | int]) -> tuple[str, ...]:
    """A path with the ids of things in the place of their positions."""
    found: list[str] = []
    value = document.data
    for key in path:
        value = value[key] if isinstance(key, int) else value.get(key)
        found.append(str(value.get("id", key)) if isinstance(key, int) and isinstance(value, dict) else str(key))
    return tuple(found)


async def store_incoming(
    storage: Storage, person: Person, incoming: Incoming, now: datetime, name: str, *, publish: bool = False
) -> Counter[Status]:
    """The edits on record as somebody's: how many became what. `name`: of the file; `publish`: to go live at once.

    What they may only suggest is a suggestion. Raises `EditingError` when they may do nothing or the file has faults.
    """
    if not may_suggest(person) or incoming.faults:
        raise EditingError(texts.NOT_ALLOWED if not incoming.faults else "\n".join(incoming.faults))
    stored = await asyncio.to_thread(_stored, storage, person, incoming.edits, now, name, publish)
    counts = Counter(one.commune for one in stored)
    notes = [NoteAct(person.id, "edit-import", f"{name}: {count}", commune) for commune, count in counts.items()]
    await storage.commit_batch(Batch((*map(PutEdit, stored), *notes)), now)
    return Counter(item.status for item in stored)


def _stored(
    storage: Storage, person: Person, edits: Sequence[Edit], now: datetime, name: str, publish: bool
) -> list[StoredEdit]:
    note = texts_sheets.NOTE.format(name=name)
    found = []
    for edit in edits:
        commune = commune_of(person, edit)
        status = Status.DRAFT if may_publish(person, edit) else Status.SUGGESTED
        if publish:
            status = status_to_publish(person, edit, commune, storage.records)
        found.append(StoredEdit(edit, person.id, person.name, now, note, status, commune, by=person.id))
    return found
