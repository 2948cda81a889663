"""Tổng quan: what waits for whoever looks, then this week's figures, then where somebody has been."""

from dataclasses import dataclass
from typing import Any

from aiohttp import web

from bot.console import figures, waiting
from bot.console import texts_figures as texts
from bot.console.console import Call, Console, Menu, province
from bot.console.figures_asked import Asked, link_to
from bot.console.figures_pictures import COVERAGE, shape_of
from bot.console.waiting import Wait
from bot.editing.live import Live
from bot.editing.queue import Queue
from handlers.figures.periods import week_of
from handlers.figures.rows import Scope
from handlers.records import Records
from handlers.teams.model import Role
from handlers.teams.people import Person
from handlers.teams.rights import communes_of
from knowledge.days import day_of

MENU = (Menu("/", "Tổng quan"),)


@dataclass(frozen=True, slots=True)
class Desk:
    """Where the content can be edited: the questions without an answer, and what is live."""

    queue: Queue
    live: Live


def routes(console: Console, desk: Desk | None) -> list[web.RouteDef]:
    """Its address."""

    async def show(call: Call) -> web.StreamResponse:
        waits = await _waits(console, call, desk)
        places = await console.read(lambda records: _places(console, records, call.person))
        sample = await console.read(lambda records: records.sample())
        return console.show(
            call, "overview.html", "Tổng quan", waits=waits, calm=texts.CALM, places=places, sample=sample,
            over=texts.OVER,
        )  # fmt: skip

    return [console.get("/", show)]


async def _waits(console: Console, call: Call, desk: Desk | None) -> list[Wait]:
    """What is most pressing first."""
    person, now = call.person, console.clock()
    stuck = len(await console.storage.stuck()) if province(person) else 0
    found = waiting.stuck_waits(stuck)
    found += await console.read(lambda records: waiting.overdue_waits(records, person, now))
    if desk:
        groups = await desk.queue.groups(person)
        found += waiting.question_waits(sum(group.whys != {"outside"} for group in groups))
        found += await console.read(lambda records: waiting.edit_waits(records, person))
        found += waiting.review_waits(desk.live.understander.index.content, person, day_of(now))
    return found


def _places(console: Console, records: Records, person: Person) -> list[dict[str, Any]]:
    """The week of each commune that somebody administers, and of the province for its administrators."""
    now = console.clock()
    today = day_of(now)
    scopes = [Scope(commune) for commune in sorted(communes_of(person))]
    if person.holds(Role.PROVINCE_ADMIN):
        scopes.append(Scope())
    asked = [Asked(scope, week_of(today), today) for scope in scopes]
    found = [(one, figures.rows_of(records, person, one, now)) for one in asked]
    return [
        {
            "title": one.title,
            "figures": figures.main_figures(rows, one),
            "picture": shape_of(COVERAGE, rows, one),
            "more": link_to(one),
            "running": one.running,
        }
        for one, rows in found
        if rows
    ]
