"""Lượt hỗ trợ: what the teams of a commune did, with its history; taking one back with a reason."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from aiohttp import web

from bot import texts_console as texts
from bot.console.console import Call, Console, Menu, gone, in_commune
from bot.console.rendering import ROOT
from bot.console.table import Column, Filter, Table, read_day
from handlers.console.acts import Acting, Outcome
from handlers.records import Records
from handlers.teams.people import Person
from handlers.teams.rights import communes_of
from handlers.visits.card import activities_words, day_words, groups_words, people_words
from handlers.visits.history import steps_words
from handlers.visits.texts_activities import KINDS
from handlers.visits.visit import Visit
from knowledge.days import day_of, show_day

MENU = (Menu("/luot", "Lượt hỗ trợ", in_commune),)
# So far back a list goes unless a day is named.
DAYS = 92


@dataclass(frozen=True, slots=True)
class Told:
    """A visit with its history in words."""

    visit: Visit
    steps: list[str]


def routes(console: Console) -> list[web.RouteDef]:
    """Their addresses."""
    pages = _Pages(console)
    return [
        console.get("/luot", pages.visits, in_commune),
        console.get("/luot/{key}", pages.visit, in_commune),
        console.post("/luot/{key}/rut", pages.withdraw, in_commune),
        console.post("/luot/{key}/khoi-phuc", pages.restore, in_commune),
    ]


class _Pages:
    def __init__(self, console: Console) -> None:
        self._console = console

    async def visits(self, call: Call) -> web.StreamResponse:
        today = day_of(self._console.clock())
        first = read_day(call.request.query.get("tu", "")) or today - timedelta(days=DAYS)
        # A day may have been said that is still to come.
        last = today + timedelta(days=366)

        def read(records: Records) -> tuple[list[Visit], Table[Visit]]:
            there = [*records.visits(call.person, first, last), *records.withdrawn_visits(call.person, first, last)]
            return there, _table(records, call.person)

        found, table = await self._console.read(read)
        note = f"Từ ngày {show_day(first)}. Muốn xem cũ hơn, chọn “Từ ngày” sớm hơn."
        return await self._console.list(call, table, found, about="visits", note=note)

    async def visit(self, call: Call) -> web.StreamResponse:
        return await self._show(call, "", "")

    async def withdraw(self, call: Call) -> web.StreamResponse:
        reason, version = call.form.get("ly-do", ""), call.form.get("ban", "")
        told = await self._told(call)
        if str(told.visit.version) != version:
            return self._console.back(call, f"/luot/{told.visit.key}", texts.MOVED_ON, good=False)
        outcome = await self._decide(call, lambda acting: acting.withdraw(told.visit, told.visit.version, reason))
        if not outcome.done:
            return await self._show(call, texts.REASON_NEEDED, reason)
        return await self._console.carry_out(call, outcome, f"/luot/{told.visit.key}")

    async def restore(self, call: Call) -> web.StreamResponse:
        told = await self._told(call)
        outcome = await self._decide(call, lambda acting: acting.restore(told.visit))
        return await self._console.carry_out(call, outcome, f"/luot/{told.visit.key}")

    async def _decide(self, call: Call, act: Callable[[Acting], Outcome]) -> Outcome:
        now, url = self._console.clock(), self._console.settings.public_url
        return await self._console.read(lambda records: act(Acting(records, call.person, now, secrets.choice, url)))

    async def _show(self, call: Call, error: str, reason: str) -> web.StreamResponse:
        told = await self._told(call)
        visit = told.visit
        await self._console.note(call, "see-visit", visit.key, visit.hamlet.commune)
        return self._console.show(
            call, "visit.html", f"Lượt hỗ trợ ở {visit.hamlet.name}", status=422 if error else 200, visit=visit,
            day=day_words(visit.day), what=activities_words(visit.activities),
            people=people_words(visit.people, visit.households), groups=groups_words(visit.groups),
            steps=told.steps, error=error, reason=reason,
        )  # fmt: skip

    async def _told(self, call: Call) -> Told:
        key, today = call.request.match_info["key"], day_of(self._console.clock())

        def read(records: Records) -> Told | None:
            visit = records.visit(call.person, key)
            return Told(visit, steps_words(records.revisions(call.person, key), today)) if visit else None

        told = await self._console.read(read)
        if told is None:
            raise gone()
        return told


def _table(records: Records, person: Person) -> Table[Visit]:
    hamlets = [
        (str(hamlet.id), hamlet.name if len(communes_of(person)) == 1 else f"{hamlet.name}, {hamlet.commune}")
        for commune in sorted(communes_of(person))
        for hamlet in records.hamlets(commune)
    ]
    return Table(
        "Lượt hỗ trợ",
        "Lượt hỗ trợ các tổ đã ghi",
        (
            Column("ngay", "Ngày", lambda visit: show_day(visit.day), order=lambda visit: (visit.day, visit.logged),
                   link=lambda visit: f"{ROOT}/luot/{visit.key}"),
            Column("xom", "Xóm", lambda visit: visit.hamlet.name),
            Column("viec", "Việc", lambda visit: activities_words(visit.activities)),
            Column("nguoi", "Số người", lambda visit: texts.number(visit.people), order=lambda visit: visit.people,
                   figure=True),
            Column("ai", "Người ghi", lambda visit: visit.by_name or texts.NONE),
            Column("trang-thai", "Trạng thái", lambda visit: "Đã rút" if visit.withdrawn else "Được tính",
                   badge=lambda visit: "off" if visit.withdrawn else ""),
        ),
        "-ngay",
        (
            Filter("o", "Xóm", lambda visit, value: str(visit.hamlet.id) == value, hamlets),
            Filter("tu", "Từ ngày", lambda visit, day: visit.day >= day),
            Filter("den", "Đến ngày", lambda visit, day: visit.day <= day),
            Filter("loai", "Loại việc", lambda visit, kind: any(item.kind == kind for item in visit.activities),
                   tuple(KINDS.items())),
        ),
        empty="Chưa có lượt hỗ trợ nào.",
    )  # fmt: skip
