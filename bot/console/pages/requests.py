"""Yêu cầu hỗ trợ: who waits for help, at whose desk, for how long. How to reach somebody only on a press, noted."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from aiohttp import web

from bot import texts_console as texts
from bot.console.console import Call, Console, Menu, gone
from bot.console.rendering import ROOT
from bot.console.table import Column, Filter, Table
from handlers.figures.requests import overdue
from handlers.message import Channel
from handlers.records import Records
from handlers.requests.limits import limits_of
from handlers.requests.request import Contact, Event, Request
from handlers.requests.texts import REACH_WORDS
from handlers.teams.people import Account, Person
from handlers.teams.rights import may_see_contact

MENU = (Menu("/yeu-cau", "Yêu cầu hỗ trợ"),)
# So long after it was closed a request stays on the list.
DAYS = 92
# Somebody without a chat has no requests of their own.
_NOWHERE = Account(Channel.CONSOLE, "-")


@dataclass(frozen=True, slots=True)
class Waiting:
    """A request and whether somebody should have done something by now. `seen`: whether it may be looked at."""

    request: Request
    overdue: bool
    seen: bool


def routes(console: Console) -> list[web.RouteDef]:
    """Their addresses."""
    pages = _Pages(console)
    return [
        console.get("/yeu-cau", pages.requests),
        console.get("/yeu-cau/{key}", pages.request),
        console.post("/yeu-cau/{key}/lien-he", pages.contact),
    ]


class _Pages:
    def __init__(self, console: Console) -> None:
        self._console = console

    async def requests(self, call: Call) -> web.StreamResponse:
        now = self._console.clock()
        found = await self._console.read(lambda records: _waiting(records, call.person, now))
        note = f"Gồm yêu cầu đang mở và đã đóng trong {DAYS} ngày. Yêu cầu đã đóng không hiện lời của bà con."
        return await self._console.list(call, _TABLE, found, about="requests", note=note)

    async def request(self, call: Call) -> web.StreamResponse:
        return await self._show(call, None)

    async def contact(self, call: Call) -> web.StreamResponse:
        request = (await self._request(call))[0]
        if not may_see_contact(call.person, request):
            raise gone()
        # Noted before it is shown: what can't be written down isn't seen.
        await self._console.note(call, "see-contact", request.key, request.commune)
        found = await self._console.read(
            lambda records: records.contact(request.key, call.person, call.person.account or _NOWHERE)
        )
        return await self._show(call, found or Contact())

    async def _show(self, call: Call, contact: Contact | None) -> web.StreamResponse:
        request, events = await self._request(call)
        if contact is None:
            await self._console.note(call, "see-request", request.key, request.commune)
        now = self._console.clock()
        late = await self._console.read(lambda records: _overdue(records, request, now))
        steps = [
            (texts.moment(event.at), texts.STEPS[event.step].format(name=event.by_name or "người giúp"))
            for event in events
        ]
        return self._console.show(
            call, "request.html", f"Yêu cầu hỗ trợ: {_place(request)}", request=request, place=_place(request),
            steps=steps, state=texts.STATES[request.state], desk=texts.DESKS[request.desk], overdue=late,
            reach=REACH_WORDS[request.reach], contact=contact, may_contact=may_see_contact(call.person, request),
        )  # fmt: skip

    async def _request(self, call: Call) -> tuple[Request, list[Event]]:
        key, account = call.request.match_info["key"], call.person.account or _NOWHERE

        def read(records: Records) -> tuple[Request, list[Event]] | None:
            request = records.request(key, call.person, account)
            return (request, list(records.request_events(key, call.person, account))) if request else None

        found = await self._console.read(read)
        if found is None:
            raise gone()
        return found


def _waiting(records: Records, person: Person, now: datetime) -> list[Waiting]:
    """Open ones that they may act on, with the words; those that were closed as figures."""
    mine = records.requests_for(person)
    keys = {request.key for request in mine}
    led = records.requests_led(person, now - timedelta(days=DAYS))
    return [
        *(Waiting(request, _overdue(records, request, now), True) for request in mine),
        *(Waiting(request, False, False) for request in led if request.key not in keys),
    ]


def _overdue(records: Records, request: Request, now: datetime) -> bool:
    return overdue(request, limits_of(records, request.commune), now)


def _place(request: Request) -> str:
    return ", ".join(filter(None, (request.hamlet.name if request.hamlet else "", request.commune))) or "chưa rõ xóm"


def _state(item: Waiting) -> str:
    state = texts.STATES[item.request.state]
    return f"{state} · {texts.OVERDUE}" if item.overdue else state


_TABLE: Table[Waiting] = Table(
    "Yêu cầu hỗ trợ",
    "Yêu cầu của bà con nhờ người đến giúp",
    (
        Column("luc", "Gửi lúc", lambda item: texts.moment(item.request.opened),
               order=lambda item: item.request.opened,
               link=lambda item: f"{ROOT}/yeu-cau/{item.request.key}" if item.seen else ""),
        Column("noi", "Nơi", lambda item: _place(item.request)),
        Column("viec", "Việc", lambda item: item.request.wants or texts.NONE),
        Column("tinh", "Tình trạng", _state, badge=lambda item: "warn" if item.overdue else item.request.state.value),
        Column("ban", "Đang ở", lambda item: texts.DESKS[item.request.desk] if item.request.state.open else texts.NONE),
        Column("nguoi", "Người giữ", lambda item: item.request.holder_name or texts.NONE),
        Column("diem", "Bà con chấm", lambda item: f"{item.request.rating}/5" if item.request.rating else "chưa chấm",
               order=lambda item: item.request.rating, figure=True),
    ),
    "-luc",
    (
        Filter("tinh-trang", "Tình trạng",
               lambda item, value: item.request.state.open if value == "mo" else
               item.overdue if value == "qua-han" else item.request.state.value == value,
               (("mo", "Đang mở"), ("qua-han", texts.OVERDUE),
                *((state.value, name) for state, name in texts.STATES.items()))),
        Filter("o-ban", "Đang ở", lambda item, value: item.request.state.open and item.request.desk.value == value,
               tuple((desk.value, name) for desk, name in texts.DESKS.items())),
    ),
    empty="Không có yêu cầu nào trong phạm vi của anh/chị.",
)  # fmt: skip
