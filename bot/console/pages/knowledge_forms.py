"""Sửa một chỗ: the form of a place, what was typed in it, and the draft that it becomes."""

from dataclasses import replace
from typing import Any

from aiohttp import web

from bot.console import texts_knowledge as texts
from bot.console.console import Call, gone
from bot.console.forms.fields import Kind, Options, Shown, Spec, shown
from bot.console.forms.kinds import NEW_SOURCE, TOPIC_VALUES, Form, form_of
from bot.console.forms.places import boxed, options_for
from bot.console.forms.saving import Saved, read_form
from bot.console.knowledge import Knowledge, checklist_path, could_publish, draft_path, history_link
from bot.console.rendering import ROOT
from bot.editing.editor import EditingError
from bot.storage.errors import StaleError
from handlers.editing.edit import Status, StoredEdit
from handlers.editing.places import place_words
from handlers.editing.proposal import mark_of
from knowledge.edits import Data, dump_yaml, look

_KEY = Spec("khoa", ("key",), texts.KEY_LABEL, hint=texts.HINT_LEXICON, most=80, needed=True)
_LONGEST_PATH = 6


def routes(knowledge: Knowledge) -> list[web.RouteDef]:
    """Its address."""
    pages = _Pages(knowledge)
    return [
        knowledge.console.get("/kien-thuc/sua", pages.show),
        knowledge.console.post("/kien-thuc/sua", pages.save),
        knowledge.console.post("/kien-thuc/bo-muc", pages.remove),
    ]


class _Place:
    """The place that an address names, as it is now."""

    def __init__(self, call: Call, data: Data) -> None:
        query = call.request.query
        self.file, self.path = query.get("tep", ""), tuple(query.getall("cho", []))
        if self.file not in data or len(self.path) > _LONGEST_PATH:
            raise gone()
        if any(look(data, self.file, self.path[:at]) is None for at in range(1, len(self.path)) if self._holds(at)):
            raise gone()
        self.new = "" in self.path
        self.now = None if self.new else look(data, self.file, self.path)
        self.form: Form = form_of(self.file, self.path)
        if self.new and self.form.name in ("rule", "words"):
            self.form = replace(self.form, specs=(_KEY, *self.form.specs))

    def _holds(self, at: int) -> bool:
        """Whether what stands there must be there already: a box may be made, a thing in a list not."""
        return "" not in self.path[:at] and self.path[0] not in (
            "statements",
            "phrases",
            "sources",
            "corrections",
            "off",
            "to_confirm",
        )


class _Pages:
    def __init__(self, knowledge: Knowledge) -> None:
        self._knowledge = knowledge

    async def show(self, call: Call) -> web.StreamResponse:
        if call.request.query.get("cho") == "checklist":
            raise web.HTTPSeeOther(ROOT + checklist_path(call.request.query.get("tep", "")))
        data = await self._knowledge.data()
        place = _Place(call, data)
        mine = await self._knowledge.mine(call, place.file, place.path)
        return self._page(call, data, place, mine, mine.edit.after if mine else place.now)

    async def save(self, call: Call) -> web.StreamResponse:
        data = await self._knowledge.data()
        place = _Place(call, data)
        mine = await self._knowledge.mine(call, place.file, place.path)
        options = options_for(data, call.person, place.file, place.path)
        was = mine.edit.after if mine and mine.edit.after is not None else place.now
        drafts = [one.edit for one in await self._knowledge.open_edits(call)]
        taken = {edit.path[-1] for edit in drafts if edit.file == place.file and edit.path}
        saved = read_form(place.form, place.file, place.path, data, call.form, options, was, taken)
        if call.form.get("thay") != _seen(place, mine):
            saved.faults.append(texts.MOVED_HERE)
        if saved.faults:
            return self._page(call, data, place, mine, was, saved)
        if saved.value == place.now and not saved.source and mine is None:
            saved.faults.append(texts.SAME)
            return self._page(call, data, place, mine, was, saved)
        try:
            return await self._store(call, place, mine, saved)
        except StaleError:
            saved.faults.append(texts.MOVED_HERE)
            return self._page(call, data, place, mine, was, saved)

    async def _store(self, call: Call, place: _Place, mine: StoredEdit | None, saved: Saved) -> web.StreamResponse:
        editor, note, made = self._knowledge.editor, call.form.get("ghi-chu", "")[:300], []
        try:
            if saved.source:
                key, source = saved.source
                made.append(await editor.put(call.person, place.file, ("sources", key), source, note=note))
            draft = await editor.put(
                call.person, place.file, saved.path, saved.value, note=note, replaces=mine, seen=True
            )
        except EditingError as error:
            return self._knowledge.console.back(call, "/kien-thuc", str(error), good=False)
        return self._done(call, [draft, *made])

    async def remove(self, call: Call) -> web.StreamResponse:
        """A draft without the item."""
        place = _Place(call, await self._knowledge.data())
        if place.now is None:
            raise gone()
        mine = await self._knowledge.mine(call, place.file, place.path)
        try:
            draft = await self._knowledge.editor.put(
                call.person,
                place.file,
                place.path,
                None,
                note=call.form.get("ghi-chu", "")[:300],
                replaces=mine,
                seen=True,
            )
        except EditingError as error:
            return self._knowledge.console.back(call, "/kien-thuc", str(error), good=False)
        return self._done(call, [draft])

    def _done(self, call: Call, drafts: list[StoredEdit]) -> web.StreamResponse:
        said = texts.SUGGESTED if drafts[0].status is Status.SUGGESTED else texts.SAVED
        return self._knowledge.console.back(call, draft_path(drafts), said.format(number=drafts[0].id))

    def _page(
        self, call: Call, data: Data, place: _Place, mine: StoredEdit | None, value: Any, saved: Saved | None = None
    ) -> web.StreamResponse:
        options: dict[str, Options] = options_for(data, call.person, place.file, place.path)
        form = place.form
        box = {"value": dump_yaml(value) if value is not None else ""} if form.name == "yaml" else boxed(form, value)
        fields = saved.fields if saved else shown(form.specs, box, options)
        chooses = any(spec.kind is Kind.CHOICE and spec.options == "sources" for spec in form.specs)
        sources: list[Shown] = (saved.source_fields if saved else []) or (shown(NEW_SOURCE, {}, {}) if chooses else [])
        kind = texts.KINDS[form.name]
        changed, there = mine is not None and mine.edit.before != place.now, place.now
        if saved and texts.MOVED_HERE in saved.faults:
            changed, there = True, mine.edit.after if mine else place.now
        topic = place.file.removeprefix("topics/").removesuffix(".yaml") if place.file.startswith("topics/") else ""
        return self._knowledge.show(
            call, "knowledge_form.html", (texts.NEW_TITLE if place.new else texts.EDIT_TITLE).format(kind=kind),
            status=422 if saved else 200, fields=fields, sources=sources,
            faults=[*saved.faults, texts.KEPT] if saved else [],
            where=place_words(data, place.file, tuple(key for key in place.path if key)), place=place, mine=mine,
            note=call.form.get("ghi-chu", mine.note if mine else ""), query=call.request.query_string,
            now=dump_yaml(there) if changed and there is not None else "",
            seen=_seen(place, mine), back=f"{ROOT}/kien-thuc/chu-de/{topic}" if topic else "",
            history=history_link(place.file, *place.path), removable=place.now is not None and _removable(form),
            publishes=could_publish(call.person, place.file, place.path, place.now or box),
        )  # fmt: skip


def _seen(place: _Place, mine: StoredEdit | None) -> str:
    """What a form shows: the draft, or what is published, as it is now."""
    return mark_of(repr((mine.id, mine.version) if mine else place.now))


def _removable(form: Form) -> bool:
    return form.name not in (*TOPIC_VALUES, "forms")
