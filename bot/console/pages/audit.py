"""Nhật ký: who did or looked at what; each administrator sees what concerns their commune."""

from aiohttp import web

from bot import texts_console as texts
from bot.console.console import Call, Console, Menu
from bot.console.table import Column, Filter, Table
from bot.storage.audit import Act
from knowledge.days import day_of

MENU = (Menu("/nhat-ky", "Nhật ký"),)
MOST = 5000


def routes(console: Console) -> list[web.RouteDef]:
    """Its address."""

    async def show(call: Call) -> web.StreamResponse:
        acts = await console.read(lambda _: console.storage.console.acts(call.person, MOST))
        note = texts.TRUNCATED.format(most=texts.number(MOST)) if len(acts) == MOST else ""
        return await console.list(call, _TABLE, acts, about="audit", note=note)

    return [console.get("/nhat-ky", show)]


_TABLE: Table[Act] = Table(
    "Nhật ký",
    "Việc quản trị và lượt xem dữ liệu cá nhân, mới nhất trước",
    (
        Column("luc", "Lúc", lambda act: texts.moment(act.at), order=lambda act: act.id),
        Column("ai", "Ai", lambda act: act.name or texts.NOBODY),
        Column("viec", "Việc", lambda act: texts.act_name(act.act)),
        Column("ve", "Về", lambda act: texts.about_words(act.act, act.about)),
        Column("xa", "Xã, phường", lambda act: act.commune or texts.NONE),
    ),
    "-luc",
    (
        Filter("viec-la", "Việc", lambda act, value: act.act == value, tuple(texts.ACTS.items())),
        Filter("tu", "Từ ngày", lambda act, day: day_of(act.at) >= day),
        Filter("den", "Đến ngày", lambda act, day: day_of(act.at) <= day),
    ),
    empty="Nhật ký chưa có dòng nào.",
)  # fmt: skip
