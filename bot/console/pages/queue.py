"""Hàng đợi & tin kẹt: messages that couldn't be handled, sends that wait or were given up; trying them again."""

from aiohttp import web

from bot import texts_console as texts
from bot import texts_ops
from bot.commands.queueing import is_id, stuck_id
from bot.console.console import Call, Console, Menu, province
from bot.console.table import Column, Filter, Table
from bot.logs import short
from bot.storage.contract import Stuck

MENU = (Menu("/hang-doi", "Hàng đợi và tin kẹt", province),)


def routes(console: Console) -> list[web.RouteDef]:
    """Their addresses."""

    async def show(call: Call) -> web.StreamResponse:
        return await console.list(call, _TABLE, await console.storage.stuck(), about="", template="queue.html")

    async def retry(call: Call) -> web.StreamResponse:
        name = call.form.get("ma", "")
        stuck = {stuck_id(item): item for item in await console.storage.stuck()} if is_id(name) else {}
        item = stuck.get(name)
        if item is None or not await console.storage.retry(item.kind, item.id):
            return console.back(call, "/hang-doi", texts.RETRY_GONE, good=False)
        await console.note(call, "queue-retry", name)
        return console.back(call, "/hang-doi", texts.RETRIED)

    return [console.get("/hang-doi", show, province), console.post("/hang-doi", retry, province)]


_TABLE: Table[Stuck] = Table(
    "Hàng đợi và tin kẹt",
    "Mục đang kẹt; không hiện nội dung tin",
    (
        Column("ma", "Mã", stuck_id),
        Column("loai", "Loại", lambda item: texts.STUCK_KINDS[item.kind]),
        Column("kenh", "Kênh", lambda item: texts.CHANNELS[item.key.channel]),
        Column("cuoc", "Cuộc trò chuyện", lambda item: short(item.key.conversation)),
        Column("thu", "Số lần thử", lambda item: texts.number(item.tries), order=lambda item: item.tries, figure=True),
        Column("tu", "Từ lúc", lambda item: texts.moment(item.at), order=lambda item: item.at),
        Column("vi", "Vì sao", lambda item: texts_ops.reason(item.reason)),
    ),
    "-tu",
    (Filter("loai-la", "Loại", lambda item, value: item.kind == value, tuple(texts.STUCK_KINDS.items())),),
    empty="Không có gì bị kẹt.",
)  # fmt: skip
