"""Sức khỏe: whether messages go through, whether there is room, whether the audit is whole."""

import asyncio
import shutil

from aiohttp import web

from bot import texts_console as texts
from bot import texts_ops
from bot.channels.platforms import channels_on
from bot.console.console import Call, Console, Menu, province
from bot.console.figures import Shown
from bot.storage.sends import month_of
from bot.storage.sqlite import FILE
from handlers.message import Channel

MENU = (Menu("/suc-khoe", "Sức khỏe hệ thống", province),)


def routes(console: Console) -> list[web.RouteDef]:
    """Its address."""

    async def show(call: Call) -> web.StreamResponse:
        counts = await console.storage.counts()
        figures = [
            Shown("tin đang chờ xử lý", texts.number(counts.waiting)),
            Shown("tin chưa xử lý được", texts.number(counts.parked), path="/hang-doi"),
            Shown("tin trả lời chưa ai nhận", texts.number(counts.undelivered)),
            Shown("tin đã thôi gửi", texts.number(counts.ended), path="/hang-doi"),
            Shown("tin có thể đã gửi hai lần", texts.number(counts.repeats)),
        ]
        return console.show(
            call, "health.html", "Sức khỏe hệ thống", figures=figures, lines=await _lines(console),
            sends=await _sends(console), month=console.clock().strftime("%m/%Y"),
        )  # fmt: skip

    return [console.get("/suc-khoe", show, province)]


async def _lines(console: Console) -> list[tuple[str, str, bool]]:
    """What, how it is, whether that is good."""
    broken = await console.read(lambda _: console.storage.console.audit_broken())
    folder = console.settings.data
    disk = await asyncio.to_thread(shutil.disk_usage, folder)
    # With what was written and isn't in the file itself yet.
    size = await asyncio.to_thread(lambda: sum(path.stat().st_size for path in folder.glob(f"{FILE}*")))
    on = ", ".join(channels_on(console.settings)) or "chỉ có trang web"
    whole = (
        "nguyên vẹn"
        if broken is None
        else f"bị sửa hay xóa từ dòng {broken}: giữ nguyên máy, báo ngay cán bộ an toàn thông tin"
    )
    return [
        ("Kênh đang bật", on, True),
        ("Dữ liệu", texts_ops.size(size), True),
        (
            "Ổ đĩa còn trống",
            f"{texts_ops.size(disk.free)} trên {texts_ops.size(disk.total)}",
            disk.free > disk.total / 10,
        ),
        ("Nhật ký", whole, broken is None),
    ]


async def _sends(console: Console) -> list[tuple[str, str, str]]:
    """By channel: calls that succeeded this month, and those that cost."""
    month = month_of(console.clock())
    return [
        (
            texts.CHANNELS[channel],
            texts.number(await console.storage.sends_in(channel, month)),
            texts.number(await console.storage.billed_in(channel, month)),
        )
        for channel in (Channel.TELEGRAM, Channel.ZALO_OA, Channel.ZALO_BOT)
    ]
