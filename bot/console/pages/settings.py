"""Cài đặt: how the program runs, as read; a secret is only set or not set."""

from collections.abc import Iterable
from dataclasses import fields, is_dataclass

from aiohttp import web

from bot.console.console import Call, Console, Menu, province
from bot.console.table import Column, Table

MENU = (Menu("/cai-dat", "Cài đặt", province),)
Setting = tuple[str, str]
_PREFIX = {"telegram": "TELEGRAM_", "zalo_oa": "ZALO_OA_", "zalo_bot": "ZALO_BOT_"}


def routes(console: Console) -> list[web.RouteDef]:
    """Its address."""

    async def show(call: Call) -> web.StreamResponse:
        note = "Chỉ xem. Muốn đổi, cán bộ máy chủ sửa tệp .env rồi khởi động lại chương trình."
        return await console.list(call, _TABLE, list(_values(console.settings)), about="", note=note)

    return [console.get("/cai-dat", show, province)]


def _values(settings: object, prefix: str = "TROLY_") -> Iterable[Setting]:
    """Names as in the environment. What isn't shown by `repr` is a secret."""
    if not is_dataclass(settings):
        return
    for field in fields(settings):
        value = getattr(settings, field.name)
        if field.name in _PREFIX:
            inner = prefix + _PREFIX[field.name]
            yield from _values(value, inner) if value else [(f"{inner}*", "chưa bật kênh này")]
        elif not field.repr or field.name == "recogniser":
            # A command may hold a key of somebody's service.
            yield prefix + field.name.upper(), "đã đặt" if value else "chưa đặt"
        else:
            yield prefix + field.name.upper(), str(value) if value != "" else "chưa đặt"


_TABLE: Table[Setting] = Table(
    "Cài đặt",
    "Cài đặt đang dùng",
    (
        Column("ten", "Tên", lambda item: item[0]),
        Column("gia-tri", "Giá trị", lambda item: item[1]),
    ),
    "ten",
)
