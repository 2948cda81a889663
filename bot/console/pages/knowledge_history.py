"""Lịch sử: who changed what and when, and back to what stood before; edits under which the shipped text has changed."""

from dataclasses import dataclass
from typing import Any

from aiohttp import web

from bot import texts_console
from bot.console import texts_knowledge as texts
from bot.console.console import Call, gone
from bot.console.drafts import Changes, changes_of
from bot.console.knowledge import Knowledge, draft_path, edit_link, tabs
from bot.console.pages.knowledge_drafts import Row, rows_of
from bot.console.rendering import ROOT
from bot.console.table import Column, Filter, Table
from bot.editing.editor import EditingError
from handlers.editing.edit import Status, StoredEdit
from handlers.editing.permission import may_suggest
from handlers.editing.places import edit_words
from knowledge.edits import Edit, changed_below, look

_LONGEST_PLACE = 300


@dataclass(frozen=True, slots=True)
class Below:
    """An edit that is live over a shipped text that has changed since.

    `changes`: by field what is live ("gone") and what is shipped now ("new"); `shipped`: the latter as it is on record;
    `link`: the place's form.
    """

    stored: StoredEdit
    words: str
    changes: Changes
    shipped: Any
    link: str


def routes(knowledge: Knowledge) -> list[web.RouteDef]:
    """Their addresses."""
    pages = _Pages(knowledge)
    return [
        knowledge.console.get("/kien-thuc/lich-su", pages.history),
        knowledge.console.get(r"/kien-thuc/lich-su/{number:\d{1,15}}", pages.one),
        knowledge.console.post(r"/kien-thuc/lich-su/{number:\d{1,15}}", pages.restore),
        knowledge.console.get("/kien-thuc/lich-su/ban-goc", pages.below),
        knowledge.console.post(r"/kien-thuc/lich-su/ban-goc/{number:\d{1,15}}", pages.take),
    ]


class _Pages:
    def __init__(self, knowledge: Knowledge) -> None:
        self._knowledge = knowledge

    async def history(self, call: Call) -> web.StreamResponse:
        place = call.request.query.get("cho", "")[:_LONGEST_PLACE]
        data = await self._knowledge.data()
        found = await self._knowledge.console.read(lambda records: records.edit_history(call.person, place))
        rows = rows_of(found, data)
        return await self._knowledge.console.list(
            call, _TABLE, rows, about="", template="knowledge_history.html", tabs=tabs(call), place=place,
            where=rows[0].words if place and rows else "", below=len(await self._changed(call)),
        )  # fmt: skip

    async def one(self, call: Call) -> web.StreamResponse:
        stored, data = await self._stored(call), await self._knowledge.data()
        live = stored.status is Status.PUBLISHED
        return self._knowledge.show(
            call, "knowledge_past.html", texts.DRAFT_TITLE.format(number=stored.id), stored=stored,
            words=edit_words(data, stored.edit), changes=changes_of(data, stored.edit), states=texts.STATES,
            restorable=live and may_suggest(call.person),
            current=look(data, stored.edit.file, stored.edit.path) == stored.edit.after,
        )  # fmt: skip

    async def restore(self, call: Call) -> web.StreamResponse:
        stored = await self._stored(call)
        if stored.status is not Status.PUBLISHED:
            raise gone()
        try:
            draft = await self._knowledge.editor.restore(call.person, stored)
        except EditingError as error:
            return self._knowledge.console.back(call, "/kien-thuc/lich-su", str(error), good=False)
        return self._knowledge.console.back(call, draft_path([draft]), texts.RESTORING)

    async def below(self, call: Call) -> web.StreamResponse:
        return self._knowledge.show(
            call, "knowledge_below.html", "Bản gốc cũng đã đổi", items=await self._changed(call)
        )

    async def take(self, call: Call) -> web.StreamResponse:
        """A draft that brings the shipped text of today; the one that is open already, where there is one."""
        number = int(call.request.match_info["number"])
        item = next((item for item in await self._changed(call) if item.stored.id == number), None)
        if item is None:
            raise gone()
        edit = item.stored.edit
        draft = next(
            (one for one in await self._knowledge.open_edits(call)
             if one.author == call.person.id and one.edit.place == edit.place and one.edit.after == item.shipped),
            None,
        )  # fmt: skip
        try:
            draft = draft or await self._knowledge.editor.put(
                call.person, edit.file, edit.path, item.shipped, note=texts.TAKES_SHIPPED.format(number=number)
            )
        except EditingError as error:
            return self._knowledge.console.back(call, "/kien-thuc/lich-su/ban-goc", str(error), good=False)
        return self._knowledge.console.back(call, draft_path([draft]), texts.TAKING_SHIPPED)

    async def _stored(self, call: Call) -> StoredEdit:
        number = int(call.request.match_info["number"])
        found = await self._knowledge.console.read(lambda records: records.edit(call.person, number))
        if found is None:
            raise gone()
        return found

    async def _changed(self, call: Call) -> list[Below]:
        """By the newest live edit of each place."""
        shipped, data = await self._knowledge.editor.shipped_data(), await self._knowledge.data()
        live = await self._knowledge.console.read(lambda records: records.published_edits())
        seen = {stored.id for stored in await self._knowledge.console.read(lambda it: it.edit_history(call.person, ""))}
        first: dict[str, StoredEdit] = {}
        for stored in live:
            first.setdefault(stored.edit.place, stored)
        found = []
        for stored in {one.edit.place: one for one in live}.values():
            # What was shipped when the place was first edited, against what is shipped now.
            begun = first[stored.edit.place].edit.before
            edit = Edit(stored.edit.file, stored.edit.path, begun, stored.edit.after)
            if stored.id in seen and list(changed_below(shipped, [edit])):
                now = look(shipped, edit.file, edit.path)
                changes = changes_of(data, Edit(edit.file, edit.path, edit.after, now))
                link = edit_link(edit.file, *edit.path) if edit.path else ""
                found.append(Below(stored, edit_words(data, edit), changes, now, link))
        return found


def _link(row: Row) -> str:
    return f"{ROOT}/kien-thuc/{'ban-sua' if row.stored.status.open else 'lich-su'}/{row.stored.id}"


_TABLE: Table[Row] = Table(
    "Lịch sử",
    "Mọi bản sửa anh/chị xem được, mới nhất trước",
    (
        Column("so", "Số", lambda row: str(row.stored.id), order=lambda row: row.stored.id, link=_link),
        Column("cho", "Chỗ sửa", lambda row: row.words),
        Column("ai", "Người soạn", lambda row: row.stored.author_name or texts_console.NONE),
        Column("duyet", "Người duyệt", lambda row: row.stored.approved_name or texts_console.NONE),
        Column("luc", "Lúc", lambda row: texts_console.moment(row.stored.made), order=lambda row: row.stored.made),
        Column("tinh", "Tình trạng", lambda row: texts.STATES[row.stored.status],
               badge=lambda row: texts.BADGES.get(row.stored.status, "x")),
    ),
    "-so",
    (Filter("tinh-trang", "Tình trạng", lambda row, value: row.stored.status == value,
            [(status.value, words) for status, words in texts.STATES.items()]),),
    empty="Chưa có bản sửa nào.",
)  # fmt: skip
