"""`troly teams`: a list brought on record, the template for it, and what is on record."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from bot import texts_teams as texts
from bot.commands.errors import CommandError
from bot.commands.queueing import open_store
from bot.sheets.reading import Listing, read_listing
from bot.sheets.template import template
from bot.storage.contract import Noted, Storage
from bot.storage.sqlite import FILE, open_sqlite
from handlers.teams.changes import NoteAct
from handlers.teams.model import PROVINCE, Commune, Hamlet, Member, Roster, Team
from handlers.teams.planning import Plan, plan_rows
from handlers.teams.rows import Row
from knowledge.communes import Communes

# How often somebody else may change the record between reading and writing.
_TRIES = 5
IMPORTED = "teams-import"


@dataclass(frozen=True, slots=True)
class Report:
    """What to tell: `faults` a line each, else nothing was wrong; `lines` in any case."""

    faults: tuple[str, ...]
    lines: tuple[str, ...]


async def import_list(folder: Path, file: Path, communes: Communes, now: datetime, *, dry: bool = False) -> Report:
    """Bring a list on record, whole or not at all, also while the program serves.

    A store is made where there is none, except for a dry run. Raises `CommandError`, `StorageError` or `OSError`.
    """
    listing = read_listing(file)
    if not dry and (folder / FILE).exists():
        plan = await _apply(folder, listing, communes, (NoteAct(None, IMPORTED, file.name), now))
    else:
        plan = plan_rows(listing.rows, await _present(folder), communes)
        # A list with faults makes no store.
        if not (dry or plan.faults or listing.faults):
            plan = await _apply(folder, listing, communes, (NoteAct(None, IMPORTED, file.name), now))
    return _report(file, listing, plan, dry)


async def _present(folder: Path) -> Roster:
    if not (folder / FILE).exists():
        return Roster()
    async with open_store(folder) as storage:
        return await storage.roster()


async def _apply(folder: Path, listing: Listing, communes: Communes, noted: Noted) -> Plan:
    storage = open_sqlite(folder)
    try:
        if listing.faults:
            return plan_rows(listing.rows, await storage.roster(), communes)
        return await apply_rows(storage, listing.rows, communes, noted=noted)
    finally:
        await storage.close()


async def apply_rows(
    storage: Storage, rows: Sequence[Row], communes: Communes, *, sample: bool = False, noted: Noted | None = None
) -> Plan:
    """Plan rows for what is on record and store that with the act `noted`, unless there is a fault.

    Raises `CommandError` or `StorageError`.
    """
    for _ in range(_TRIES):
        # Planned outside the transaction: nobody waits for thousands of rows being looked at.
        plan = plan_rows(rows, await storage.roster(), communes, sample=sample)
        if plan.faults or not plan.changes or await storage.store_roster(plan.before, plan.changes, noted):
            return plan
    raise CommandError(texts.BUSY)


def _report(file: Path, listing: Listing, plan: Plan, dry: bool) -> Report:
    notices = [*listing.notices, *plan.notices]
    told = [texts.NOTICES, *(f"  {notice}" for notice in notices)] if notices else []
    faults = sorted([*listing.faults, *plan.faults])
    if faults:
        letters = listing.letters
        lines = tuple(texts.fault_line(fault, letters.get(fault.column) if fault.column else None) for fault in faults)
        return Report(lines, (*told, texts.faulty(file, len(faults), len(listing.rows))))
    changed = texts.changed_lines(plan.before, plan.changes)
    return Report(
        (),
        (
            texts.imported(file, len(listing.rows), bool(plan.changes), dry),
            *texts.tallies(plan),
            *((texts.CHANGED, *changed) if changed else ()),
            *told,
        ),
    )


def write_template(file: Path) -> str:
    """Write the template into a new file; what to tell. Raises `CommandError` or `OSError`."""
    if file.suffix.lower() != ".xlsx":
        raise CommandError(texts.template_ending(file))
    try:
        with file.open("xb") as opened:
            opened.write(template())
    except FileExistsError as error:
        raise CommandError(texts.template_exists(file)) from error
    return texts.template_done(file)


async def show_lines(folder: Path, commune: str | None = None) -> list[str]:
    """What is on record: a line a commune, or one commune (its full name) team by team. Raises `CommandError`."""
    async with open_store(folder) as storage:
        roster = await storage.roster()
    if commune is None:
        return _overview(roster)
    unit = next((unit for unit in roster.communes if unit.name == commune), None)
    if unit is None:
        raise CommandError(texts.commune_missing(commune))
    return _one(unit, roster)


def _overview(roster: Roster) -> list[str]:
    if not roster.communes and not roster.members:
        return [texts.SHOW_EMPTY]
    counted = texts.counted(len(roster.hamlets), len(roster.teams), len(roster.members))
    lines = [f"Tỉnh {PROVINCE}: {len(roster.communes)} xã, phường · {counted}"]
    return [*lines, *(f"  {_counted(unit, roster)}" for unit in roster.communes)]


def _counted(unit: Commune, roster: Roster) -> str:
    mine = _of(unit, roster)
    counted = texts.counted(len(mine.hamlets), len(mine.teams), len(mine.members))
    return f"{unit.name}: {counted}{texts.SAMPLE_MARK if unit.sample else ''}"


def _of(unit: Commune, roster: Roster) -> Roster:
    """The part of the record that is one commune's."""

    def mine(item: Hamlet | Team | Member) -> bool:
        return item.commune == unit.name

    return replace(
        roster,
        communes=(unit,),
        hamlets=tuple(filter(mine, roster.hamlets)),
        teams=tuple(filter(mine, roster.teams)),
        members=tuple(filter(mine, roster.members)),
    )


def _one(unit: Commune, roster: Roster) -> list[str]:
    part = _of(unit, roster)
    lines = [_counted(unit, roster)]
    for team in part.teams:
        lines.append(texts.team_line(team, [member for member in part.members if member.team == team.name]))
    covered = {name for team in part.teams for name in team.hamlets}
    alone = [hamlet.name for hamlet in part.hamlets if hamlet.name not in covered]
    if alone:
        lines.append(texts.NO_TEAM.format(hamlets=", ".join(alone)))
    admins = sum(1 for member in part.members if member.team is None)
    return [*lines, texts.admins(admins)] if admins else lines
