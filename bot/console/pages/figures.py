"""Số liệu: every figure of a scope and a period with its formula, pictures with the same numbers, and as Excel."""

import asyncio

from aiohttp import web

from bot.console import texts_figures as texts
from bot.console.console import Call, Console, Menu, excel_file, gone
from bot.console.figures import groups_of, rows_of, scopes_of, sheets_of
from bot.console.figures_asked import PATH, Asked, read_asked
from bot.console.figures_pictures import Shape, chart_of, shape_of, svg_of
from bot.console.table import EXCEL
from bot.sheets.writing import Sheet, workbook
from handlers.figures.periods import Period
from handlers.figures.rows import Rows, Scope
from handlers.records import Records
from knowledge.days import day_of

MENU = (Menu(PATH, texts.TITLE),)
# For the one browser, and not long: the numbers go on.
_KEPT = "private, max-age=60"


def routes(console: Console) -> list[web.RouteDef]:
    """Their addresses."""
    pages = _Pages(console)
    names = "|".join(texts.PICTURES)
    return [
        console.get(PATH, pages.figures),
        console.get(rf"{PATH}/hinh/{{name:{names}}}.svg", pages.picture),
    ]


class _Pages:
    def __init__(self, console: Console) -> None:
        self._console = console

    async def figures(self, call: Call) -> web.StreamResponse:
        asked, rows, scopes = await self._read(call)
        groups, shapes = await asyncio.to_thread(
            lambda: (groups_of(rows, asked), [shape_of(name, rows, asked) for name in texts.PICTURES])
        )
        if call.request.query.get(EXCEL):
            figures, parts = sheets_of(groups, asked)
            sheets = [Sheet(texts.SHEET, figures), Sheet(texts.PARTS_SHEET, parts), *map(_sheet, shapes)]
            return excel_file(f"so-lieu-{_file(asked.period)}", await asyncio.to_thread(workbook, sheets))
        sample = await self._console.read(lambda records: records.sample())
        return self._console.show(
            call, "figures.html", texts.TITLE, asked=asked, form=asked.fields(scopes), groups=groups, shapes=shapes,
            sample=sample, over=texts.OVER,
        )  # fmt: skip

    async def picture(self, call: Call) -> web.StreamResponse:
        asked, rows, _ = await self._read(call)
        chart = await asyncio.to_thread(chart_of, call.request.match_info["name"], rows, asked)
        headers = {"Cache-Control": _KEPT}
        return web.Response(text=await svg_of(chart), content_type="image/svg+xml", headers=headers)

    async def _read(self, call: Call) -> tuple[Asked, Rows, list[Scope]]:
        """What is asked for, if it is theirs to see; raises `ConsoleError`."""
        now = self._console.clock()

        def read(records: Records) -> tuple[Asked, Rows, list[Scope]] | None:
            scopes = scopes_of(records, call.person)
            asked = read_asked(call.request.query, scopes, day_of(now))
            rows = rows_of(records, call.person, asked, now) if asked else None
            return (asked, rows, scopes) if asked and rows else None

        found = await self._console.read(read)
        if found is None:
            raise gone()
        return found


def _sheet(shape: Shape) -> Sheet:
    """The numbers of a picture, with what they are about below them."""
    width = len(shape.heads)
    about = [shape.caption, *[""] * (width - 1)]
    return Sheet(shape.title, [list(shape.heads), *map(list, shape.rows), [""] * width, about])


def _file(period: Period) -> str:
    return period.name.lower()
