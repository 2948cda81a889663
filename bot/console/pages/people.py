"""Đơn vị & con người: hamlets with their teams, the people in them, and taking somebody off the list."""

import secrets
from dataclasses import dataclass

from aiohttp import web

from bot import texts_console as texts
from bot.console.console import Call, Console, Menu, gone
from bot.console.rendering import ROOT
from bot.console.table import Column, Filter, Table
from handlers.console.acts import Acting, Outcome
from handlers.records import Records
from handlers.teams.model import Hamlet, Role, Team
from handlers.teams.people import Listed, Person
from handlers.teams.rights import communes_of
from knowledge.days import day_of, show_day

MENU = (Menu("/con-nguoi", "Người"), Menu("/don-vi", "Đơn vị và tổ"))


@dataclass(frozen=True, slots=True)
class Unit:
    """A hamlet with the team that serves it."""

    hamlet: Hamlet
    team: Team | None


def routes(console: Console) -> list[web.RouteDef]:
    """Their addresses."""
    pages = _Pages(console)
    return [
        console.get("/con-nguoi", pages.people),
        console.get(r"/con-nguoi/{number:\d{1,18}}", pages.person),
        console.post(r"/con-nguoi/{number:\d{1,18}}", pages.end),
        console.get("/don-vi", pages.units),
    ]


class _Pages:
    def __init__(self, console: Console) -> None:
        self._console = console

    async def people(self, call: Call) -> web.StreamResponse:
        found = await self._console.read(lambda records: records.people(call.person))
        return await self._console.list(call, _people(call.person), found, about="people")

    async def person(self, call: Call) -> web.StreamResponse:
        item = await self._item(call)
        await self._console.note_look(call, "people")
        own = item.person == call.person.id
        return self._console.show(
            call, "person.html", item.name or "Người trong danh sách", item=item, where=_where(item), own=own,
            kind=texts.ROLES[item.membership.role], since=show_day(day_of(item.since)),
        )  # fmt: skip

    async def end(self, call: Call) -> web.StreamResponse:
        item = await self._item(call)
        now, url = self._console.clock(), self._console.settings.public_url

        def decide(records: Records) -> Outcome:
            return Acting(records, call.person, now, secrets.choice, url).end_role(item.membership.id)

        outcome = await self._console.read(decide)
        return await self._console.carry_out(call, outcome, "/con-nguoi")

    async def units(self, call: Call) -> web.StreamResponse:
        found = await self._console.read(lambda records: _units(records, call.person))
        return await self._console.list(call, _UNITS, found, about="")

    async def _item(self, call: Call) -> Listed:
        number = int(call.request.match_info["number"])
        found = await self._console.read(lambda records: records.people(call.person))
        item = next((item for item in found if item.membership.id == number), None)
        if item is None:
            raise gone()
        return item


def _where(item: Listed) -> str:
    parts = (item.membership.team_name or "", item.membership.commune or "")
    return ", ".join(part for part in parts if part) or "toàn tỉnh"


def _people(person: Person) -> Table[Listed]:
    roles = [(role.value, name) for role, name in texts.ROLES.items() if role is not Role.PROVINCE_ADMIN]
    return Table(
        "Người",
        "Người đang giữ vai trò",
        (
            Column("ten", "Họ tên", lambda item: item.name or texts.NONE,
                   link=lambda item: f"{ROOT}/con-nguoi/{item.membership.id}"),
            Column("vai-tro", "Vai trò", lambda item: texts.ROLES[item.membership.role]),
            Column("noi", "Nơi", _where),
            Column("tu", "Từ ngày", lambda item: show_day(day_of(item.since)), order=lambda item: item.since),
        ),
        "ten",
        (Filter("vai-tro-la", "Vai trò", lambda item, value: item.membership.role == value, roles),),
        empty="Chưa có ai nhận vai trò trong phạm vi của anh/chị. Mời người ở mục “Mã mời”.",
    )  # fmt: skip


def _units(records: Records, person: Person) -> list[Unit]:
    own = communes_of(person)
    communes = records.communes() if person.holds(Role.PROVINCE_ADMIN) else sorted(own)
    found: list[Unit] = []
    for commune in communes:
        teams = records.teams(commune)
        whole = next((team for team in teams if not team.hamlets), None)
        by_hamlet = {name: team for team in teams for name in team.hamlets}
        found += [Unit(hamlet, by_hamlet.get(hamlet.name, whole)) for hamlet in records.hamlets(commune)]
    return found


_UNITS: Table[Unit] = Table(
    "Đơn vị và tổ",
    "Các xóm và tổ công nghệ số giúp bà con nơi đó",
    (
        Column("xa", "Xã, phường", lambda unit: unit.hamlet.commune),
        Column("xom", "Xóm", lambda unit: unit.hamlet.name),
        Column("to", "Tổ giúp xóm này", lambda unit: unit.team.name if unit.team else "Chưa có tổ",
               badge=lambda unit: "" if unit.team else "warn"),
    ),
    "xa",
    (
        Filter("co-to", "Tổ", lambda unit, value: (unit.team is not None) == (value == "co"),
               (("co", "Đã có tổ"), ("chua", "Chưa có tổ"))),
    ),
    empty="Chưa có đơn vị nào. Cán bộ máy chủ nhập danh sách bằng lệnh troly teams import.",
)  # fmt: skip
