"""Câu hỏi chưa trả lời được: alike ones together, and what becomes of them: a phrase, an answer, a topic, or none."""

from collections import defaultdict
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Any

from aiohttp import web

from bot import texts_console
from bot.console import texts_questions as texts
from bot.console.console import Call, Console, Menu, gone
from bot.console.rendering import ROOT
from bot.console.table import Column, Filter, Table
from bot.editing.editor import EditingError
from bot.editing.live import Live
from bot.editing.questions import OVERVIEW, Questions
from bot.editing.queue import Group
from handlers.ask.texts import FACETS
from handlers.editing.edit import Status, StoredEdit
from knowledge.content import Content
from knowledge.days import VIETNAM, show_day
from knowledge.text import fold
from knowledge.topic import Facet

MENU = (Menu("/cau-hoi", "Câu hỏi chưa trả lời"),)
WORDINGS = 20
# Matters of others that are offered at once.
NEAREST = 30
Act = Callable[[Call, int], Awaitable[str]]


def routes(console: Console, questions: Questions, live: Live) -> list[web.RouteDef]:
    """Their addresses."""
    pages = _Pages(console, questions, live)
    acts: dict[str, Act] = {
        "mau": pages.add_phrase,
        "cau": pages.start_statement,
        "ngoai": pages.out_of_scope,
        "ngoai-moi": pages.start_outside,
        "bo-qua": pages.ignore,
        "lay-lai": pages.take_back,
    }
    return [
        console.get("/cau-hoi", pages.waiting),
        console.get("/cau-hoi/ngoai", pages.refused),
        console.get("/cau-hoi/bo-qua", pages.ignored),
        console.get(r"/cau-hoi/{number:\d{1,15}}", pages.question),
        *(console.post(rf"/cau-hoi/{{number:\d{{1,15}}}}/{path}", pages.done(act)) for path, act in acts.items()),
    ]


@dataclass(frozen=True, slots=True)
class Told:
    """A group with the title of the topic that came nearest, which only the rows that are shown look for."""

    group: Group
    title: Callable[[str | None], str]

    @property
    def nearest(self) -> str:
        """That title."""
        return self.title(self.group.nearest)


class _Pages:
    def __init__(self, console: Console, questions: Questions, live: Live) -> None:
        self._console, self._questions, self._live = console, questions, live

    @property
    def _content(self) -> Content:
        return self._live.understander.index.content

    # --- lists

    async def waiting(self, call: Call) -> web.StreamResponse:
        groups = await self._questions.queue.groups(call.person)
        return await self._list(call, [one for one in groups if one.whys != {"outside"}], texts.WAITING)

    async def refused(self, call: Call) -> web.StreamResponse:
        groups = await self._questions.queue.groups(call.person)
        return await self._list(call, [one for one in groups if one.whys == {"outside"}], texts.REFUSED)

    async def ignored(self, call: Call) -> web.StreamResponse:
        return await self._list(call, await self._questions.queue.groups(call.person, ignored=True), texts.IGNORED)

    async def _list(self, call: Call, groups: Sequence[Group], shown: texts.Shown) -> web.StreamResponse:
        forgotten = await self._questions.queue.forgotten(call.person)
        told = [Told(group, self._title) for group in groups]
        return await self._console.list(
            call, _table(shown), told, about="questions", template="questions.html", note=shown.note,
            forgotten=forgotten, here=call.request.path, tabs=[(ROOT + one.path, one.label) for one in texts.TABS],
        )  # fmt: skip

    def _title(self, topic: str | None) -> str:
        found = self._content.topics.get(topic or "")
        return found.title if found else texts.NO_TOPIC

    # --- one

    async def question(self, call: Call) -> web.StreamResponse:
        return await self._show(call, "")

    async def _show(self, call: Call, error: str) -> web.StreamResponse:
        number = int(call.request.match_info["number"])
        group = await self._questions.queue.group_of(call.person, number)
        if group is None:
            raise gone()
        await self._console.note(call, "see-question", str(number))
        content = self._content
        asked = call.form.get("chu-de") or call.request.query.get("chu-de") or group.nearest or ""
        topic = content.topics.get(asked)
        statements = [(one.id, one.asks) for one in topic.statements] if topic else []
        best = self._best(group, asked) if topic else None
        return self._console.show(
            call, "question.html", texts.TITLE.format(question=_short(group.lead.question)),
            status=422 if error else 200, error=error, form=defaultdict(str, call.form), group=group, number=number,
            wordings=group.wordings[:WORDINGS], more=max(len(group.wordings) - WORDINGS, 0), whys=_whys(group),
            nearest=self._title(group.nearest), topics=_topics(content), topic=topic, statements=statements,
            best=call.form.get("cau-tra-loi") or best or OVERVIEW,
            sources=[(one.key, one.title) for one in topic.sources] if topic else [],
            facets=[(facet.value, FACETS[facet]) for facet in Facet if facet is not Facet.OVERVIEW],
            outside=self._outside(group.lead.question, everything=bool(call.request.query.get("het"))),
            state=_state(group),
        )  # fmt: skip

    def _best(self, group: Group, topic: str) -> str | None:
        """The statement of a topic that comes nearest to the question."""
        found = self._live.understander.answer_in(group.lead.question, topic)
        return found.answers[0].statement if found.answers else None

    def _outside(self, question: str, *, everything: bool) -> list[tuple[str, str]]:
        """Matters of others to choose from, the nearest first; all of them by name."""
        known = self._content.outside.values()
        if everything:
            return sorted(((one.id, one.name) for one in known), key=lambda pair: fold(pair[1]))
        index = self._live.understander.index
        scores = index.label_scores(index.vector(index.content.lexicon.normalise(question)))
        near = dict(zip(index.labels, scores.tolist(), strict=True))
        ranked = sorted(known, key=lambda one: -near.get(f"-{one.id}", 0.0))
        return [(one.id, one.name) for one in ranked[:NEAREST]]

    # --- acts

    def done(self, act: Act) -> Callable[[Call], Awaitable[web.StreamResponse]]:
        """An act and then the list, which says what was done; what can't be done is said on the page itself."""

        async def page(call: Call) -> web.StreamResponse:
            try:
                said = await act(call, int(call.request.match_info["number"]))
            except EditingError as error:
                return await self._show(call, str(error))
            return self._console.back(call, "/cau-hoi", said)

        return page

    async def add_phrase(self, call: Call, number: int) -> str:
        form = call.form
        answer, wording = form.get("cau-tra-loi", OVERVIEW), form.get("loi", "")
        edit = await self._questions.add_phrase(call.person, number, form.get("chu-de", ""), answer, wording)
        return await self._drafted(call, edit, texts.PHRASE)

    async def start_statement(self, call: Call, number: int) -> str:
        form = call.form
        where = form.get("chu-de", ""), form.get("phan", "")
        edit = await self._questions.start_statement(
            call.person, number, *where, form.get("tra-loi", ""), form.get("nguon", "")
        )
        return await self._drafted(call, edit, texts.STATEMENT)

    async def out_of_scope(self, call: Call, number: int) -> str:
        edit = await self._questions.out_of_scope(call.person, number, call.form.get("viec", ""))
        return await self._drafted(call, edit, texts.OUTSIDE)

    async def start_outside(self, call: Call, number: int) -> str:
        form = call.form
        edit = await self._questions.start_outside(call.person, number, form.get("ten-viec", ""), form.get("ai", ""))
        return await self._drafted(call, edit, texts.OUTSIDE)

    async def ignore(self, call: Call, number: int) -> str:
        count = await self._questions.ignore(call.person, number, call.form.get("ly-do", ""))
        return texts.IGNORED_NOW.format(count=count)

    async def take_back(self, call: Call, number: int) -> str:
        return texts.BACK.format(count=await self._questions.take_back(call.person, number))

    async def _drafted(self, call: Call, edit: StoredEdit, said: str) -> str:
        """Say what becomes of a draft; it is handed in at once where that was asked and they may."""
        if edit.status is Status.DRAFT and call.form.get("dang"):
            edit = await self._questions.submit(call.person, edit)
        return said.format(number=edit.id) + " " + texts.STATES[edit.status]


def _table(shown: texts.Shown) -> Table[Told]:
    return Table(
        shown.title,
        shown.caption,
        (
            Column("cau", "Câu hỏi", lambda one: _short(one.group.lead.question),
                   link=lambda one: f"{ROOT}/cau-hoi/{one.group.lead.id}"),
            Column("lan", "Lần hỏi", lambda one: texts_console.number(one.group.count),
                   order=lambda one: one.group.count, figure=True),
            Column("nguoi", "Người hỏi", lambda one: texts_console.number(one.group.askers),
                   order=lambda one: one.group.askers, figure=True),
            Column("tu", "Từ ngày", lambda one: show_day(one.group.first.astimezone(VIETNAM).date()),
                   order=lambda one: one.group.first),
            Column("cuoi", "Lần cuối", lambda one: show_day(one.group.last.astimezone(VIETNAM).date()),
                   order=lambda one: one.group.last),
            Column("gan", "Chủ đề gần nhất", lambda one: one.nearest),
            Column("noi", "Nơi hỏi", lambda one: ", ".join(one.group.communes) or texts.NO_PLACE),
            Column("tinh", "Tình trạng", lambda one: _state(one.group),
                   badge=lambda one: "warn" if one.group.still else "taken" if one.group.edits else ""),
        ),
        "-lan",
        (
            Filter("vi-sao", "Vì sao ghi lại", lambda one, value: value in one.group.whys, tuple(texts.WHYS.items())),
            Filter("nhap", "Bản nháp", lambda one, value: bool(one.group.edits) == (value == "co"),
                   (("chua", "Chưa có ai soạn"), ("co", "Đã có bản nháp"))),
        ),
        empty=shown.empty,
    )  # fmt: skip


def _state(group: Group) -> str:
    if group.ignored is not None:
        return texts.IGNORED_FOR.format(reason=group.ignored)
    if group.edits:
        return texts.IN_DRAFT.format(numbers=", ".join(map(str, group.edits)))
    return texts.STILL if group.still else texts.OPEN


def _whys(group: Group) -> str:
    return ", ".join(words for why, words in texts.WHYS.items() if why in group.whys)


def _topics(content: Content) -> list[dict[str, Any]]:
    """All topics by group of the menu, for a field to choose from."""
    return [
        {"title": group.title, "topics": [(one, content.topics[one].title) for one in group.topics]}
        for group in content.groups
    ]


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else text[:_LONGEST].rstrip() + "…"


_LONGEST = 120
