"""`troly invite`: invitations into teams and offices, one or for a whole list; what is open, and revoking."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from io import BytesIO
from pathlib import Path

import openpyxl
from openpyxl.styles import Font

from bot import texts_codes as texts
from bot.commands.codes import HAMLET, TEAM, find_commune, find_place, put_codes, team_for
from bot.commands.errors import CommandError
from bot.commands.files import new_file
from bot.commands.queueing import open_store
from bot.settings import Settings
from bot.storage.contract import Storage
from handlers.teams.changes import NoteAct, RevokeCode
from handlers.teams.codes import Code, CodeKind, read_code, spaced
from handlers.teams.model import Member, Role, Roster, Team
from handlers.teams.names import person_key, tidy
from handlers.teams.rows import ROLES, role_of
from handlers.turn import Batch
from knowledge.communes import Communes

INVITED, REVOKED = "invite", "revoke"
_WIDTHS = (24, 44, 28, 16, 12, 24, 44)


@dataclass(frozen=True, slots=True)
class Aim:
    """Whom to invite, as it was typed; None where nothing was."""

    role: str | None = None
    commune: str | None = None
    team: str | None = None
    hamlet: str | None = None
    name: str | None = None


async def invite(settings: Settings, communes: Communes, aim: Aim, days: int, now: datetime) -> list[str]:
    """One invitation; what to tell. Raises `CommandError` or `StorageError`."""
    role = role_of(aim.role or "")
    if role is None:
        raise CommandError(texts.unknown_role(aim.role) if aim.role else texts.ROLE_MISSING)
    async with open_store(settings.data) as storage:
        roster = await storage.roster()
        commune, team = _unit(roster, communes, role, aim)
        name = tidy(aim.name or "")
        planned = _planned(roster, role, commune, team, name)
        blank = _blank(now, days, role, commune, team, name, planned)
        (code,) = await put_codes(storage, [blank], INVITED, now)
        return texts.invited(code, link(settings, code))


async def invite_planned(
    settings: Settings, communes: Communes, aim: Aim, days: int, now: datetime, file: Path | None
) -> list[str]:
    """An invitation for everybody on the list who has none and hasn't joined, into a new file where one is named.

    Raises `CommandError`, `StorageError` or `OSError`; then nobody is invited.
    """
    async with open_store(settings.data) as storage:
        roster = await storage.roster()
        missing = await _missing(storage, _within(roster, communes, aim), now)
        if not missing:
            return [texts.NOTHING_PLANNED]
        teams = {(team.commune, team.name): team for team in roster.teams}
        blanks = [
            _blank(
                now, days, member.role, member.commune, teams.get((member.commune or "", member.team or "")),
                member.name, member.id,
            )
            for member in missing
        ]  # fmt: skip
        if file is None:
            codes = await put_codes(storage, blanks, INVITED, now)
            return [*map(texts.listed, codes), texts.many_invited(len(codes), None)]
        # Whoever reads it can join.
        with new_file(file, ".xlsx", private=True) as opened:
            codes = await put_codes(storage, blanks, INVITED, now)
            opened.write(_sheet(codes, settings))
        return [texts.many_invited(len(codes), file)]


async def open_lines(settings: Settings, now: datetime) -> list[str]:
    """The invitations that can still be used, a line each. Raises `CommandError` or `StorageError`."""
    async with open_store(settings.data) as storage:
        return [texts.listed(code) for code in await _open(storage, now)] or [texts.NO_INVITATIONS]


async def revoke(settings: Settings, text: str, now: datetime) -> str:
    """A code does nothing from now on; what to tell. Raises `CommandError` or `StorageError`."""
    letters = read_code(text)
    if letters is None:
        raise CommandError(texts.no_code(text))
    async with open_store(settings.data) as storage:
        code = await asyncio.to_thread(storage.records.code, letters)
        # Whoever links two accounts has ten minutes, and nobody else has a say in it.
        if code is None or code.kind is CodeKind.LINK:
            raise CommandError(texts.code_missing(letters))
        if not code.usable(now):
            raise CommandError(texts.code_over(code, now))
        commune = code.hamlet.commune if code.hamlet else code.commune
        act = NoteAct(None, REVOKED, code.code, commune)
        await storage.commit_batch(Batch((RevokeCode(code.code), act)), now)
        return texts.revoked(code)


def link(settings: Settings, code: Code) -> str | None:
    """The page of a code; None where nobody can open one."""
    return f"{settings.public_url}/m/{code.code}" if settings.public_url else None


def _unit(roster: Roster, communes: Communes, role: Role, aim: Aim) -> tuple[str | None, Team | None]:
    """The commune and team of a role."""
    if role is Role.PROVINCE_ADMIN:
        if aim.commune or aim.team or aim.hamlet:
            raise CommandError(texts.NOT_WITH_PROVINCE)
        return None, None
    commune = find_commune(roster, communes, aim.commune) if aim.commune else None
    if role is Role.COMMUNE_ADMIN:
        if aim.team or aim.hamlet:
            raise CommandError(texts.NOT_WITH_ADMIN)
        if commune is None:
            raise CommandError(texts.COMMUNE_NEEDED)
        return commune, None
    team = _team(roster, commune, aim)
    if team is None:
        raise CommandError(texts.TEAM_NEEDED)
    return team.commune, team


def _team(roster: Roster, commune: str | None, aim: Aim) -> Team | None:
    if aim.team:
        return find_place(roster.teams, aim.team, commune, TEAM)
    if not aim.hamlet:
        return None
    hamlet = find_place(roster.hamlets, aim.hamlet, commune, HAMLET)
    team = team_for(roster, hamlet)
    if team is None:
        raise CommandError(texts.no_team(hamlet.name, hamlet.commune))
    return team


def _planned(roster: Roster, role: Role, commune: str | None, team: Team | None, name: str) -> int | None:
    """The id of the planned member who is meant by a name."""
    where = (role, commune, team.name if team else None)
    return next(
        (
            member.id
            for member in roster.members
            if (member.role, member.commune, member.team) == where and person_key(member.name) == person_key(name)
        ),
        None,
    )


def _within(roster: Roster, communes: Communes, aim: Aim) -> list[Member]:
    """The planned members of the places that are named; all where none is."""
    commune = find_commune(roster, communes, aim.commune) if aim.commune else None
    team = _team(roster, commune, aim)
    if team:
        return [member for member in roster.members if (member.commune, member.team) == (team.commune, team.name)]
    return [member for member in roster.members if commune in (None, member.commune)]


async def _missing(storage: Storage, members: Sequence[Member], now: datetime) -> list[Member]:
    invited = {code.planned for code in await _open(storage, now)}
    joined = await storage.joined()
    return [member for member in members if member.id not in invited and member.id not in joined]


async def _open(storage: Storage, now: datetime) -> list[Code]:
    return [code for code in await storage.open_invitations() if code.usable(now)]


def _blank(
    now: datetime, days: int, role: Role, commune: str | None, team: Team | None, name: str, planned: int | None
) -> Code:
    return Code(
        "",
        CodeKind.INVITATION,
        now,
        role=role,
        commune=commune,
        team=team.id if team else None,
        team_name=team.name if team else None,
        name=name,
        planned=planned,
        expires=now + timedelta(days=days),
    )


def _sheet(codes: Sequence[Code], settings: Settings) -> bytes:
    """The codes as an Excel file, by commune and team, to be handed out."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = texts.XLSX_SHEET
    sheet.freeze_panes = "A2"
    for place, (head, width) in enumerate(zip(texts.XLSX_HEADS, _WIDTHS, strict=True), start=1):
        cell = sheet.cell(1, place, head)
        cell.font = Font(bold=True)
        sheet.column_dimensions[cell.column_letter].width = width
    for number, code in enumerate(codes, start=2):
        for place, value in enumerate(_cells(code, settings), start=1):
            cell = sheet.cell(number, place, value)
            # Names are what somebody typed: never a formula.
            cell.data_type = "s"
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def _cells(code: Code, settings: Settings) -> tuple[str, ...]:
    return (
        code.commune or "",
        code.team_name or "",
        code.name,
        ROLES[code.role] if code.role else "",
        spaced(code.code),
        texts.clock_and_day(code.expires) if code.expires else "",
        link(settings, code) or "",
    )
