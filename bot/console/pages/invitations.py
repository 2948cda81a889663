"""Mã mời: what is open, one more, one less."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass

from aiohttp import web

from bot import texts_console as texts
from bot.console.console import Call, Console, Menu
from bot.console.table import Column, Table
from handlers.console.acts import Acting, Outcome
from handlers.records import Records
from handlers.teams.codes import Code, spaced
from handlers.teams.model import Role
from handlers.teams.people import Person
from handlers.teams.rights import communes_of

MENU = (Menu("/ma-moi", "Mã mời"),)


@dataclass(frozen=True, slots=True)
class Choice:
    """Whom one may invite. `value` is what the form sends: role, team's id, commune."""

    value: str
    label: str
    group: str


def routes(console: Console) -> list[web.RouteDef]:
    """Their addresses."""
    pages = _Pages(console)
    return [
        console.get("/ma-moi", pages.codes),
        console.post("/ma-moi", pages.invite),
        console.post("/ma-moi/{code:[A-Za-z0-9]{6}}/huy", pages.revoke),
    ]


class _Pages:
    def __init__(self, console: Console) -> None:
        self._console = console

    async def codes(self, call: Call) -> web.StreamResponse:
        return await self._show(call, "")

    async def invite(self, call: Call) -> web.StreamResponse:
        choices = await self._console.read(lambda records: _choices(records, call.person))
        value = call.form.get("ai", "")
        if value not in {choice.value for choice in choices}:
            return await self._show(call, texts.INVITE_WHOM)
        role, team, commune = value.split("|", 2)
        return await self._act(
            call, lambda acting: acting.invite(Role(role), commune or None, int(team) if team else None)
        )

    async def revoke(self, call: Call) -> web.StreamResponse:
        code = call.request.match_info["code"]
        return await self._act(call, lambda acting: acting.revoke(code))

    async def _act(self, call: Call, act: Callable[[Acting], Outcome]) -> web.StreamResponse:
        now, url = self._console.clock(), self._console.settings.public_url
        outcome = await self._console.read(lambda records: act(Acting(records, call.person, now, secrets.choice, url)))
        return await self._console.carry_out(call, outcome, "/ma-moi")

    async def _show(self, call: Call, error: str) -> web.StreamResponse:
        now = self._console.clock()

        def read(records: Records) -> tuple[list[Code], list[Choice]]:
            codes = [code for code in records.invitations(call.person) if code.usable(now)]
            return codes, _choices(records, call.person)

        codes, choices = await self._console.read(read)
        return await self._console.list(
            call, _CODES, codes, about="", template="invitations.html", choices=choices, error=error
        )


def _choices(records: Records, person: Person) -> list[Choice]:
    found = []
    for commune in sorted(communes_of(person)):
        for team in records.teams(commune):
            for role in (Role.MEMBER, Role.LEADER):
                label = f"{texts.ROLES[role]} {team.name}"
                found.append(Choice(f"{role}|{team.id}|{commune}", label, commune))
        found.append(Choice(f"{Role.COMMUNE_ADMIN}||{commune}", f"Quản trị {commune}", commune))
    if person.holds(Role.PROVINCE_ADMIN):
        own = communes_of(person)
        found += [
            Choice(f"{Role.COMMUNE_ADMIN}||{name}", f"Quản trị {name}", "Toàn tỉnh")
            for name in records.communes()
            if name not in own
        ]
    return found


def _role(code: Code) -> str:
    return texts.ROLES[code.role] if code.role else texts.NONE


_CODES: Table[Code] = Table(
    "Mã mời",
    "Mã mời đang mở",
    (
        Column("ma", "Mã", lambda code: spaced(code.code)),
        Column("vai-tro", "Vai trò", _role),
        Column("noi", "Nơi", lambda code: ", ".join(filter(None, (code.team_name, code.commune))) or texts.NONE),
        Column("ten", "Dành cho", lambda code: code.name or texts.NONE),
        Column("han", "Dùng đến", lambda code: texts.moment(code.expires) if code.expires else "không hết hạn",
               order=lambda code: code.expires),
    ),
    "han",
    empty="Không có mã mời nào đang mở.",
)  # fmt: skip
