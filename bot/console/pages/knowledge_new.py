"""Chủ đề mới: one form that makes one draft, empty or begun with a question that has no answer yet."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from aiohttp import web

from bot import texts_console
from bot.console import texts_knowledge as texts
from bot.console.console import Call, gone
from bot.console.forms.fields import Shown, shown
from bot.console.forms.new_topic import FORM, box_of, is_begun, read_topic_form, topic_data
from bot.console.forms.places import options_for
from bot.console.knowledge import Knowledge, could_publish, draft_path
from bot.console.rendering import ROOT
from bot.editing.editor import EditingError
from bot.editing.questions import Questions, free_name, slug_of
from bot.storage.errors import StaleError
from handlers.editing.edit import Status, StoredEdit
from knowledge.days import day_of

PATH = "/kien-thuc/chu-de-moi"
# A new topic is looked over after so long, unless its writer says otherwise.
_REVIEW = timedelta(days=180)


def routes(knowledge: Knowledge) -> list[web.RouteDef]:
    """Its address."""
    pages = _Pages(knowledge)
    return [knowledge.console.get(PATH, pages.show), knowledge.console.post(PATH, pages.save)]


class _Pages:
    def __init__(self, knowledge: Knowledge) -> None:
        self._knowledge = knowledge
        console = knowledge.console
        self._questions = Questions(console.storage, knowledge.editor, knowledge.live, console.clock)

    async def show(self, call: Call) -> web.StreamResponse:
        mine, begun = await self._mine(call), await self._begun(call)
        box: dict[str, Any] = {"review_by": (day_of(self._knowledge.console.clock()) + _REVIEW).isoformat()}
        if mine:
            box = box_of(mine.edit.after)
        elif begun:
            box |= {"asks": begun[0][0], "phrases": begun[0]}
        return self._page(call, mine, shown(FORM.specs, box, await self._options(call)), begun)

    async def save(self, call: Call) -> web.StreamResponse:
        mine, begun = await self._mine(call), await self._begun(call)
        own = str(mine.edit.after["id"]) if mine else ""
        box, fields = read_topic_form(self._knowledge.content, call.form, await self._options(call), own)
        moved = call.form.get("thay", "") != (str(mine.version) if mine else "")
        if moved or any(one.error for one in fields):
            return self._page(call, mine, fields, begun, [texts.MOVED_HERE] if moved else [])
        name = own or free_name(slug_of(box["title"]), await self._taken(call))
        note = texts.TOPIC_NOTE if begun else ""
        back = self._knowledge.console.back
        try:
            draft = await self._knowledge.editor.put(
                call.person, f"topics/{name}.yaml", (), topic_data(box, name), note=note,
                questions=begun[1] if begun else (), replaces=mine,
            )  # fmt: skip
        except EditingError as error:
            return back(call, "/kien-thuc", str(error), good=False)
        except StaleError:
            return back(call, "/kien-thuc/ban-sua", texts_console.MOVED_ON, good=False)
        said = texts.SUGGESTED if draft.status is Status.SUGGESTED else texts.SAVED
        return back(call, draft_path([draft]), said.format(number=draft.id))

    async def _mine(self, call: Call) -> StoredEdit | None:
        """The draft of a new topic that the address names. Raises `ConsoleError` when there is none such."""
        number = call.request.query.get("ban", "")
        if not number:
            return None
        for stored in await self._knowledge.open_edits(call):
            if number == str(stored.id) and not stored.edit.path and is_begun(stored.edit.after):
                return stored
        raise gone()

    async def _begun(self, call: Call) -> tuple[list[str], tuple[int, ...]] | None:
        """The wordings and ids of the question that the address names."""
        number = call.request.query.get("cau-hoi", "")
        if not number.isdecimal() or len(number) > _LONGEST:
            return None
        try:
            begun = await self._questions.begun(call.person, int(number))
        except EditingError as error:
            raise gone() from error
        await self._knowledge.console.note_look(call, "questions")
        return begun

    async def _options(self, call: Call) -> dict[str, Any]:
        return options_for(await self._knowledge.data(), call.person, "topics/x.yaml", ())

    async def _taken(self, call: Call) -> set[str]:
        """The names of topics, those in open drafts too."""
        files = [*await self._knowledge.data(), *(one.edit.file for one in await self._knowledge.open_edits(call))]
        return {file.removeprefix("topics/").removesuffix(".yaml") for file in files}

    def _page(
        self, call: Call, mine: StoredEdit | None, fields: list[Shown],
        begun: tuple[list[str], tuple[int, ...]] | None, faults: Sequence[str] = (),
    ) -> web.Response:  # fmt: skip
        faults = [*faults, *(one.error for one in fields if one.error)]
        publishes = could_publish(call.person, "topics/x.yaml", (), {})
        return self._knowledge.show(
            call, "knowledge_new.html", texts.NEW_TOPIC, status=422 if faults else 200,
            faults=[*faults, texts.KEPT] if faults else [], fields={one.spec.name: one for one in fields},
            own={"mine": mine, "changed": False, "publishes": publishes}, query=call.request.query_string,
            asked=begun[0][0] if begun else "", root_topics=f"{ROOT}/kien-thuc",
        )  # fmt: skip


_LONGEST = 15
