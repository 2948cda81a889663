"""Danh sách giấy tờ: a topic's checklist in words, edited by small forms into one draft, and tried on the page."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from aiohttp import web

from bot import texts_console
from bot.console import texts_knowledge as texts
from bot.console.console import Call, gone
from bot.console.forms import checklist as lists
from bot.console.forms.checklist import ITEMS, QUESTIONS, NeededError
from bot.console.forms.checklist_reading import extra_of, item_of, question_of
from bot.console.forms.checklist_words import source_words, when_words
from bot.console.forms.fields import Shown, shown
from bot.console.forms.kinds import NEW_SOURCE, form_of
from bot.console.forms.places import boxed, options_for
from bot.console.forms.saving import Saved, read_form
from bot.console.knowledge import Knowledge, checklist_path, could_publish, draft_path, history_link
from bot.console.rendering import ROOT
from bot.console.trying import trial_of
from bot.editing.editor import EditingError
from bot.storage.errors import StaleError
from handlers.ask.texts import KINDS
from handlers.editing.edit import Status, StoredEdit
from handlers.editing.proposal import mark_of
from knowledge.check import checklist_gaps
from knowledge.days import day_of
from knowledge.edits import Data, Edit, apply
from knowledge.topic import Topic
from knowledge.topic_file import read_topic
from knowledge.yaml_lines import Document

PLACE = ("checklist",)
_PARTS = {"cau": QUESTIONS, "muc": ITEMS}
_GAPS = 4


def routes(knowledge: Knowledge) -> list[web.RouteDef]:
    """Their addresses."""
    pages = _Pages(knowledge)
    get, post = knowledge.console.get, knowledge.console.post
    base = r"/kien-thuc/chu-de/{topic:[a-z0-9-]{1,80}}/danh-sach"
    one = base + r"/{part:cau|muc}/{name:[a-z0-9-]{0,80}}"
    return [
        get(base, pages.show),
        get(base + "/ten", pages.title),
        post(base + "/ten", pages.save_title),
        get(one, pages.form),
        post(one, pages.save),
        *(post(f"{one}/{act}", pages.acts(act)) for act in ("len", "xuong", "bo")),
    ]


@dataclass(frozen=True, slots=True)
class _List:
    """A topic's checklist as one's draft has it, else as it is published. `data`: the content with it in."""

    file: str
    mine: StoredEdit | None
    published: Any
    now: Mapping[str, Any]
    data: Data
    sources: tuple[StoredEdit, ...]

    @property
    def topic(self) -> Mapping[str, Any]:
        found: Mapping[str, Any] = self.data[self.file]
        return found

    @property
    def path(self) -> str:
        """Its page, below the console's root."""
        return checklist_path(self.file)

    @property
    def together(self) -> list[StoredEdit]:
        """The drafts that go out at once: the list, and the new sources that it names."""
        used = {item.get("source") for item in lists.things(self.now, ITEMS)}
        return [*([self.mine] if self.mine else []), *(one for one in self.sources if one.edit.path[1] in used)]


class _Pages:
    def __init__(self, knowledge: Knowledge) -> None:
        self._knowledge = knowledge

    async def _list(self, call: Call) -> _List:
        data = await self._knowledge.data()
        file = f"topics/{call.request.match_info['topic']}.yaml"
        if file not in data:
            raise gone()
        mine = await self._knowledge.mine(call, file, PLACE)
        published = data[file].get("checklist")
        now = (mine.edit.after if mine else None) or published or {}
        writer = mine.author if mine else call.person.id
        sources = tuple(
            stored
            for stored in await self._knowledge.open_edits(call)
            if (stored.edit.file, stored.edit.path[:1]) == (file, ("sources",))
            and stored.author == writer
            and stored.status in (Status.DRAFT, Status.SUGGESTED)
            and stored.edit.after is not None
        )
        edits = [*(one.edit for one in sources), Edit(file, PLACE, None, dict(now) or None)]
        return _List(file, mine, published, now, apply(data, edits), sources)

    # --- the list

    async def show(self, call: Call) -> web.StreamResponse:
        return self._show(call, await self._list(call), "")

    def _show(self, call: Call, there: _List, error: str) -> web.Response:
        topic, problems = read_topic(Document(there.file, there.topic, {}))
        today = day_of(self._knowledge.console.clock())
        faults = [] if not there.now else [problem.message for problem in problems] or _gaps(topic)
        return self._knowledge.show(
            call, "knowledge_checklist.html", texts.CHECKLIST_TITLE.format(topic=topic.title),
            status=422 if error else 200, error=error, there=there, gaps=faults[:_GAPS], more=len(faults) - _GAPS,
            questions=_questions(there), kinds=_items(there), own=self._own(call, there), keep=_keep(call),
            trial=trial_of(call, topic, today) if there.now and not problems else None,
            drafts=draft_path(there.together) if there.mine else "", channels=texts_console.CHANNELS,
            page=ROOT + there.path, remove=f"{ROOT}/kien-thuc/bo-muc?tep={there.file}&cho=checklist",
            back=f"{ROOT}/kien-thuc/chu-de/{topic.id}", history=history_link(there.file, *PLACE),
        )  # fmt: skip

    def _own(self, call: Call, there: _List) -> dict[str, Any]:
        """What every page of it says above: whose draft this is, and whether others changed the list meanwhile."""
        return {
            "mine": there.mine,
            "changed": there.mine is not None and there.mine.edit.before != there.published,
            "publishes": could_publish(call.person, there.file, PLACE, there.now),
        }

    # --- its name

    async def title(self, call: Call) -> web.StreamResponse:
        there = await self._list(call)
        form = form_of(there.file, (*PLACE, "title"))
        usual = texts.FIRST_TITLE.format(topic=there.topic["title"])
        box = boxed(form, there.now.get("title") or usual)
        return self._form(call, there, shown(form.specs, box, {}), kind="checklist-title", new=not there.now)

    async def save_title(self, call: Call) -> web.StreamResponse:
        there = await self._list(call)
        path = (*PLACE, "title")
        form = form_of(there.file, path)
        saved = read_form(form, there.file, path, there.data, call.form, {}, there.now.get("title"))
        if saved.faults:
            return self._form(call, there, saved.fields, saved.faults, kind="checklist-title", new=not there.now)
        changed = {"title": "", QUESTIONS: [], ITEMS: [], **there.now} | {"title": saved.value}
        return await self._store(call, there, changed)

    # --- one of its parts

    async def form(self, call: Call) -> web.StreamResponse:
        there = await self._list(call)
        part, name, thing = _named(call, there)
        path = (*PLACE, part, name)
        form = form_of(there.file, path)
        options = options_for(there.data, call.person, there.file, path)
        box = boxed(form, thing)
        asked = call.request.query.get("loai", "")
        fields = shown(form.specs, box or {"kind": asked}, options)
        return self._form(
            call,
            there,
            fields,
            kind=form.name,
            new=not name,
            extra=extra_of(there.now, part, thing, None),
            seen=mark_of(repr(thing)),
        )

    async def save(self, call: Call) -> web.StreamResponse:
        there = await self._list(call)
        part, name, thing = _named(call, there)
        path = (*PLACE, part, name)
        form = form_of(there.file, path)
        options = options_for(there.data, call.person, there.file, path)
        saved = read_form(form, there.file, path, there.data, call.form, options, thing or None)
        read = question_of if part == QUESTIONS else item_of
        new = read(there.now, thing, saved, call.form)
        if call.form.get("thay") != mark_of(repr(thing)):
            saved.faults.append(texts.MOVED_HERE)
        if not saved.faults:
            try:
                return await self._store(call, there, lists.put(there.now, part, new), saved)
            except NeededError as error:
                saved.faults.append(str(error))
        extra = extra_of(there.now, part, thing, call.form)
        return self._form(
            call,
            there,
            saved.fields,
            saved.faults,
            saved.source_fields,
            kind=form.name,
            new=not name,
            extra=extra,
            seen=mark_of(repr(thing)),
        )

    def acts(self, act: str) -> Callable[[Call], Any]:
        """Up, down, and away."""

        async def page(call: Call) -> web.StreamResponse:
            there = await self._list(call)
            part, name, _ = _named(call, there)
            try:
                if act == "bo":
                    changed = lists.remove(there.now, part, name)
                else:
                    changed = lists.move(there.now, part, name, up=act == "len")
            except NeededError as error:
                return self._show(call, there, str(error))
            return await self._store(call, there, changed)

        return page

    def _form(
        self, call: Call, there: _List, fields: list[Shown], faults: list[str] | None = None,
        sources: list[Shown] | None = None, *, kind: str, new: bool, extra: Mapping[str, Any] | None = None,
        seen: str = "",
    ) -> web.Response:  # fmt: skip
        title = (texts.NEW_TITLE if new else texts.EDIT_TITLE).format(kind=texts.KINDS[kind])
        chooses = any(one.spec.options == "sources" for one in fields)
        return self._knowledge.show(
            call, "knowledge_checklist_form.html", title, status=422 if faults else 200, fields=fields,
            faults=[*faults, texts.KEPT] if faults else [], own=self._own(call, there), there=there, keep=_keep(call),
            sources=sources or (shown(NEW_SOURCE, {}, {}) if chooses else []), page=ROOT + there.path, new=new,
            extra=extra or {"boxes": [], "rows": [], "asked": False, "sum": False}, topic=there.topic["title"],
            seen=seen,
        )  # fmt: skip

    async def _store(
        self, call: Call, there: _List, changed: Mapping[str, Any], saved: Saved | None = None
    ) -> web.StreamResponse:
        """Into the one draft, and to the list again."""
        editor, back = self._knowledge.editor, self._knowledge.console.back
        if there.mine is None and changed == there.published:
            return back(call, there.path, texts.SAME, good=False)
        try:
            if saved and saved.source:
                await editor.put(call.person, there.file, ("sources", saved.source[0]), saved.source[1])
            draft = await editor.put(call.person, there.file, PLACE, dict(changed), replaces=there.mine, seen=True)
        except EditingError as error:
            return back(call, there.path, str(error), good=False)
        except StaleError:
            return back(call, there.path, texts_console.MOVED_ON, good=False)
        said = texts.KEPT_SUGGESTED if draft.status is Status.SUGGESTED else texts.KEPT_IN
        return back(call, there.path + _keep(call), said.format(number=draft.id))


def _keep(call: Call) -> str:
    """The draft that the address names stays in the addresses that follow."""
    number = call.request.query.get("ban", "")
    return f"?ban={number}" if number.isdecimal() else ""


def _named(call: Call, there: _List) -> tuple[str, str, Mapping[str, Any]]:
    """The part, the id and the thing that an address names; no id is a new one."""
    part, name = _PARTS[call.request.match_info["part"]], call.request.match_info["name"]
    found = lists.thing(there.now, part, name) if name else {}
    if found is None or not there.now:
        raise gone()
    return part, name, found


def _questions(there: _List) -> list[dict[str, Any]]:
    return [
        {**one, "only": when_words(there.now, one.get("when")), "choices": one.get("choices") or (),
         "number": one.get("number")}
        for one in lists.things(there.now, QUESTIONS)
    ]  # fmt: skip


def _items(there: _List) -> list[tuple[str, str, list[dict[str, Any]]]]:
    """Every kind, in words, with its items."""
    every = lists.things(there.now, ITEMS)
    return [
        (kind.value, words, [
            {"id": one["id"], "text": one["text"], "only": when_words(there.now, one.get("when")),
             "source": source_words(there.topic, one), "from": one.get("from"), "until": one.get("until"),
             "unsure": one.get("confidence", "high") != "high", "sum": bool(one.get("sum"))}
            for one in every if one.get("kind") == kind.value
        ])
        for kind, words in KINDS.items()
    ]  # fmt: skip


def _gaps(topic: Topic) -> list[str]:
    if topic.checklist is None:
        return []
    return [gap[:1].upper() + gap[1:] + "." for gap in dict.fromkeys(checklist_gaps(topic.checklist))]
