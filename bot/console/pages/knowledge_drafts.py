"""Bản sửa: what a draft changes and would say, what it does to known questions, and its way to the residents."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from aiohttp import web

from bot import texts_console
from bot.console import texts_knowledge as texts
from bot.console.console import Call, gone
from bot.console.drafts import changes_of, link_of, needed_with, sample_views, topic_to_try
from bot.console.knowledge import Knowledge, draft_path, in_thread, tabs
from bot.console.rendering import ROOT
from bot.console.table import Column, Filter, Table
from bot.console.trying import trial_of
from bot.editing.editor import EditingError, Preview
from bot.editing.known import ASKED, asked_questions, known_questions, places_of
from bot.storage.errors import StaleError
from handlers.editing.edit import Status, StoredEdit
from handlers.editing.permission import approvers, commune_of, may_approve, may_decide, needs_second
from handlers.editing.places import edit_words, place_words
from knowledge.days import day_of
from knowledge.edits import Data, EditError, apply

NUMBERS = r"{numbers:\d{1,15}(?:,\d{1,15}){0,49}}"
# A page without JavaScript looks again after so many seconds.
AGAIN = 3
Act = Callable[[Call, list[StoredEdit]], Awaitable[str]]


def routes(knowledge: Knowledge) -> list[web.RouteDef]:
    """Their addresses."""
    pages = _Pages(knowledge)
    acts: dict[str, Act] = {
        "xem": pages.preview,
        "dang": pages.submit,
        "duyet": pages.approve,
        "tu-choi": pages.refuse,
        "bo": pages.drop,
        "nhan": pages.adopt,
    }
    console = knowledge.console
    return [
        console.get("/kien-thuc/ban-sua", pages.drafts),
        console.get("/kien-thuc/cung-luc", pages.together),
        console.get(f"/kien-thuc/ban-sua/{NUMBERS}", pages.draft),
        *(console.post(f"/kien-thuc/ban-sua/{NUMBERS}/{path}", pages.done(act)) for path, act in acts.items()),
    ]


@dataclass(frozen=True, slots=True)
class Row:
    """An edit in a list, with its place in words."""

    stored: StoredEdit
    words: str


def rows_of(edits: Sequence[StoredEdit], data: Data) -> list[Row]:
    """Edits with their places."""
    return [Row(stored, edit_words(data, stored.edit)) for stored in edits]


class _Pages:
    def __init__(self, knowledge: Knowledge) -> None:
        self._knowledge = knowledge

    async def drafts(self, call: Call) -> web.StreamResponse:
        data = await self._knowledge.data()
        rows = rows_of(await self._knowledge.open_edits(call), data)
        return await self._knowledge.console.list(
            call, _TABLE, rows, about="", template="knowledge_drafts.html", tabs=tabs(call), rows=rows
        )

    async def together(self, call: Call) -> web.StreamResponse:
        """From the boxes that were ticked to the page of those drafts."""
        chosen = [number for number in call.request.query.getall("so", []) if number.isdecimal() and len(number) < 16]
        if not chosen:
            return self._knowledge.console.back(call, "/kien-thuc/ban-sua", texts.NONE_CHOSEN, good=False)
        raise web.HTTPSeeOther(f"{ROOT}/kien-thuc/ban-sua/{','.join(chosen[:50])}")

    async def draft(self, call: Call) -> web.StreamResponse:
        drafts = await self._knowledge.drafts(call)
        if all(stored.status.open for stored in drafts):
            others = await self._knowledge.open_edits(call)
            if more := needed_with(await self._knowledge.data(), drafts, others):
                raise web.HTTPSeeOther(ROOT + draft_path([*drafts, *more]))
        return await self._show(call, drafts, "")

    async def _show(self, call: Call, drafts: list[StoredEdit], error: str) -> web.StreamResponse:
        knowledge, data = self._knowledge, await self._knowledge.data()
        edits = [stored.edit for stored in drafts]
        open_ = all(stored.status.open for stored in drafts)
        after, fault = data, ""
        if open_:
            try:
                after = apply(data, edits)
            except EditError as gone_:
                fault = f"{gone_}: chỗ này không còn trong nội dung; anh/chị bỏ bản sửa này."
        preview = knowledge.editor.previewed(drafts) if open_ else None
        samples = await in_thread(sample_views, after, drafts, knowledge.console.clock()) if not fault else ([], [])
        topic = topic_to_try(after, drafts) if open_ and not fault else None
        numbers = draft_path(drafts).rpartition("/")[2]
        first = len(drafts) == 1
        title = texts.DRAFT_TITLE.format(number=numbers) if first else texts.DRAFTS_TITLE.format(count=len(drafts))
        places = {place for one in drafts for place in (one.commune, commune_of(call.person, one.edit))}
        second = await knowledge.console.read(lambda records: any(needs_second(records, place) for place in places))
        published = all(stored.status is Status.PUBLISHED for stored in drafts)
        swapped = await self._swapped()
        waiting = any(stored.status is Status.READY for stored in drafts) or (published and not swapped)
        return knowledge.show(
            call, "knowledge_draft.html", title, status=422 if error else 200, error=error or fault,
            parts_list=[_part(data, stored) for stored in drafts], second=second,
            samples=samples[0], form_faults=samples[1],
            trial=trial_of(call, topic, day_of(knowledge.console.clock())) if topic else None,
            preview=await self._previewed(call, preview, after, drafts) if preview else None,
            path=ROOT + draft_path(drafts), seen=_seen(drafts), may=_may(call, drafts, preview), waiting=waiting,
            states=texts.STATES,
            failing=waiting and knowledge.editor.failing, live=published and swapped, again=AGAIN,
            busy=waiting or bool(preview and not preview.built and not preview.failed),
            seconds=round(knowledge.editor.usual_seconds / 5) * 5, channels=texts_console.CHANNELS, form=call.form,
        )  # fmt: skip

    async def _swapped(self) -> bool:
        """Whether the newest publication is what answers here."""
        publication = await self._knowledge.console.read(lambda records: records.publication())
        return publication is None or publication.index == self._knowledge.live.name

    async def _previewed(
        self, call: Call, preview: Preview, after: Data, drafts: Sequence[StoredEdit]
    ) -> dict[str, Any]:
        """What a preview has come to, in words; who may not see what residents asked sees the other questions."""
        progress = preview.progress
        known: dict[str, Any] = {
            "stage": texts.STAGES[progress.stage], "step": texts.STAGE_ORDER.index(progress.stage) + 1,
            "done": progress.done, "of": progress.of, "failed": preview.failed, "built": preview.built is not None,
            "faults": [], "changed": [],
        }  # fmt: skip
        if preview.built:
            edits = [stored.edit for stored in drafts]
            published = [item.edit for item in await self._knowledge.console.read(lambda it: it.published_edits())]
            problems, shipped = preview.built.problems, self._knowledge.editor.shipped
            found = await in_thread(lambda: list(places_of(problems, after, [*published, *edits], shipped)))
            known["faults"] = [(place_words(after, file, path), message) for file, path, message in found]
            topics = {str(it["id"]): str(it["title"]) for name, it in after.items() if name.startswith("topics/")}
            own = await self._knowledge.console.read(lambda records: asked_questions(records, call.person))
            changed = preview.changed_for(own)
            if any(one.question in preview.asked for one in changed):
                await self._knowledge.console.note_look(call, "questions")
            known["changed"] = [
                (one.question, _said(topics, one.topic_before, one.before), _said(topics, one.topic_after, one.after))
                for one in changed
            ]
        return known

    # --- acts

    def done(self, act: Act) -> Callable[[Call], Awaitable[web.StreamResponse]]:
        """An act and the page again; what can't be done is said on it."""

        async def page(call: Call) -> web.StreamResponse:
            drafts = await self._knowledge.drafts(call)
            try:
                if not all(stored.status.open for stored in drafts):
                    raise EditingError(texts.CLOSED)
                if call.form.get("thay") != _seen(drafts):
                    raise StaleError
                said = await act(call, drafts)
            except EditingError as error:
                return await self._show(call, drafts, str(error))
            except StaleError:
                return await self._show(call, await self._knowledge.drafts(call), texts_console.MOVED_ON)
            return self._knowledge.console.back(call, draft_path(drafts), said)

        return page

    async def preview(self, call: Call, drafts: list[StoredEdit]) -> str:
        content = self._knowledge.content
        known = await in_thread(known_questions, content, drafts)
        asked = await self._knowledge.console.read(lambda records: asked_questions(records, call.person))
        asked = [text for text in asked if text not in known][-ASKED:]
        self._knowledge.editor.preview(call.person, drafts, known, asked)
        return ""

    async def submit(self, call: Call, drafts: list[StoredEdit]) -> str:
        preview = self._knowledge.editor.previewed(drafts)
        if preview is None or preview.built is None or not preview.built.index:
            raise EditingError(texts.PREVIEW_FIRST)
        sent = await self._knowledge.editor.submit_together(call.person, drafts)
        said = " ".join(dict.fromkeys(texts.SENT[stored.status] for stored in sent))
        waiting = [stored for stored in sent if stored.status is Status.WAITING]
        alone = waiting and not await self._knowledge.console.read(lambda records: approvers(records, waiting[0]))
        return f"{said} {texts.NOBODY_APPROVES}" if alone else said

    async def approve(self, call: Call, drafts: list[StoredEdit]) -> str:
        await self._knowledge.editor.approve_together(call.person, drafts)
        return texts.APPROVED

    async def refuse(self, call: Call, drafts: list[StoredEdit]) -> str:
        reason = call.form.get("ly-do", "")[:300]
        if not reason:
            raise EditingError(texts.REASON_NEEDED)
        for stored in drafts:
            await self._knowledge.editor.drop(call.person, stored, reason)
        return texts.DROPPED

    async def drop(self, call: Call, drafts: list[StoredEdit]) -> str:
        for stored in drafts:
            await self._knowledge.editor.drop(call.person, stored)
        return texts.DROPPED

    async def adopt(self, call: Call, drafts: list[StoredEdit]) -> str:
        """A suggestion is taken on by somebody who may publish it."""
        for stored in drafts:
            if not may_decide(call.person, stored) or stored.status is not Status.SUGGESTED:
                raise gone()
            edit = stored.edit
            await self._knowledge.editor.put(call.person, edit.file, edit.path, edit.after, replaces=stored)
        return texts.ADOPTED


def _seen(drafts: Sequence[StoredEdit]) -> str:
    """What a page shows: these drafts as they are. What is pressed there is about them and no others."""
    return ",".join(f"{stored.id}.{stored.version}" for stored in drafts)


def _part(data: Data, stored: StoredEdit) -> dict[str, Any]:
    edit = stored.edit
    return {
        "stored": stored,
        "words": edit_words(data, edit),
        "changes": changes_of(data, edit),
        "link": link_of(stored),
        "gone": edit.after is None,
        "new": edit.before is None,
    }


def _may(call: Call, drafts: Sequence[StoredEdit], preview: Preview | None) -> dict[str, bool]:
    """Which buttons there are."""
    person, statuses = call.person, {stored.status for stored in drafts}
    mine = all(may_decide(person, stored) for stored in drafts)
    passed = bool(preview and preview.built and preview.built.index)
    own = all(stored.author == person.id for stored in drafts)
    open_ = statuses <= {Status.DRAFT, Status.SUGGESTED, Status.WAITING}
    return {
        "preview": open_,
        "submit": mine and statuses == {Status.DRAFT} and passed,
        "approve": statuses == {Status.WAITING} and all(may_approve(person, stored) for stored in drafts),
        "adopt": mine and statuses == {Status.SUGGESTED},
        "refuse": mine and not own and open_,
        "drop": own and open_,
        "edit": open_,
    }


def _said(topics: Mapping[str, str], topic: str, text: str) -> str:
    if not topic:
        return texts.NO_ANSWER
    title = topics.get(topic, topic)
    return f"{title}: {text}" if text else title


_TABLE: Table[Row] = Table(
    "Bản sửa đang mở",
    "Bản nháp, lời đề nghị và bản chờ duyệt mà anh/chị thấy được",
    (
        Column("so", "Số", lambda row: str(row.stored.id), order=lambda row: row.stored.id,
               link=lambda row: f"{ROOT}/kien-thuc/ban-sua/{row.stored.id}"),
        Column("cho", "Chỗ sửa", lambda row: row.words),
        Column("ai", "Người soạn", lambda row: row.stored.author_name or texts_console.NONE),
        Column("luc", "Lúc", lambda row: texts_console.moment(row.stored.made), order=lambda row: row.stored.made),
        Column("tinh", "Tình trạng", lambda row: texts.STATES[row.stored.status],
               badge=lambda row: texts.BADGES.get(row.stored.status, "x")),
    ),
    "-so",
    (Filter("tinh-trang", "Tình trạng", lambda row, value: row.stored.status == value,
            [(status.value, words) for status, words in texts.STATES.items() if status.open]),),
    empty="Không có bản sửa nào đang mở.",
)  # fmt: skip
