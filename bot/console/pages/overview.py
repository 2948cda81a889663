"""Tổng quan: this week's figures, and what waits for somebody."""

from aiohttp import web

from bot.console.console import Call, Console, Menu
from bot.console.figures import overview

MENU = (Menu("/", "Tổng quan"),)


def routes(console: Console) -> list[web.RouteDef]:
    """Its address."""

    async def show(call: Call) -> web.StreamResponse:
        now = console.clock()
        parts = await console.read(lambda records: overview(records, call.person, now))
        sample = await console.read(lambda records: records.sample())
        return console.show(call, "overview.html", "Tổng quan", places=parts, sample=sample)

    return [console.get("/", show)]
