"""What the pages about knowledge share: the published content, open edits, addresses, and the frame around them."""

import asyncio
from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

from aiohttp import web

from bot.console import texts_knowledge as texts
from bot.console.console import Call, Console, gone
from bot.console.rendering import ROOT
from bot.editing.editor import Editor
from bot.editing.live import Live
from handlers.editing.edit import Status, StoredEdit
from handlers.editing.permission import may_publish
from handlers.teams.people import Person
from handlers.teams.rights import Content as Rights
from handlers.teams.rights import may_change_content
from knowledge.content import Content
from knowledge.edits import Data, Edit


class Knowledge:
    """One for all its pages."""

    def __init__(self, console: Console, editor: Editor, live: Live) -> None:
        self.console, self.editor, self.live = console, editor, live

    @property
    def content(self) -> Content:
        """What is live."""
        return self.live.understander.index.content

    async def data(self) -> Data:
        """What is published, as plain data by file."""
        return await self.editor.data()

    async def open_edits(self, call: Call) -> Sequence[StoredEdit]:
        """The open edits that somebody may see."""
        return await self.console.read(lambda records: records.edits(call.person))

    async def mine(self, call: Call, file: str, path: tuple[str, ...]) -> StoredEdit | None:
        """The draft of a place that one goes on with: the one that the address names (`ban`), else one's own."""
        number = call.request.query.get("ban", "")
        for stored in await self.open_edits(call):
            here = (stored.edit.file, stored.edit.path) == (file, path)
            named = number == str(stored.id) or (not number and stored.author == call.person.id)
            if here and named and stored.status in (Status.DRAFT, Status.SUGGESTED, Status.WAITING):
                return stored
        return None

    async def drafts(self, call: Call) -> list[StoredEdit]:
        """The edits that the address names (`5` or `5,6`). Raises `ConsoleError` when they may not see one of them."""
        numbers = [int(number) for number in call.request.match_info["numbers"].split(",")]

        def read(records: Any) -> list[StoredEdit | None]:
            return [records.edit(call.person, number) for number in dict.fromkeys(numbers)]

        found = await self.console.read(read)
        if not all(found):
            raise gone()
        return [stored for stored in found if stored]

    def show(self, call: Call, template: str, title: str, *, status: int = 200, **context: Any) -> web.Response:
        """A page about knowledge, with the tabs above it."""
        return self.console.show(call, template, title, status=status, tabs=tabs(call), **context)


def tabs(call: Call) -> list[tuple[str, str, bool]]:
    """The parts of it: address, words, whether one is there."""
    here = call.request.path
    found = [(ROOT + path, label) for path, label in texts.TABS]
    near = max((path for path, _ in found if here == path or here.startswith(f"{path}/")), key=len, default="")
    return [(path, label, path == near) for path, label in found]


def draft_path(drafts: Sequence[StoredEdit]) -> str:
    """Where drafts are seen together, below the console's root."""
    return "/kien-thuc/ban-sua/" + ",".join(str(stored.id) for stored in drafts)


def edit_link(file: str, *path: str) -> str:
    """Where a place is edited; an empty last key is a new item. A checklist has a page of its own."""
    if path[:1] == ("checklist",):
        return f"{ROOT}{checklist_path(file)}"
    return f"{ROOT}/kien-thuc/sua?{urlencode([('tep', file), *(('cho', key) for key in path)])}"


def checklist_path(file: str) -> str:
    """Where a topic's checklist is seen and edited, below the console's root."""
    return f"/kien-thuc/chu-de/{file.removeprefix('topics/').removesuffix('.yaml')}/danh-sach"


def history_link(file: str, *path: str) -> str:
    """Where the edits of a place are listed."""
    return f"{ROOT}/kien-thuc/lich-su?{urlencode([('cho', Edit(file, path, None, None).place)])}"


def could_publish(person: Person, file: str, path: tuple[str, ...], value: Any) -> bool:
    """Whether somebody might publish a change there, rather than suggest it."""
    return may_publish(person, Edit(file, path, value, value))


def edits_everything(person: Person) -> bool:
    """Whether all of it is theirs to publish."""
    return may_change_content(person) is Rights.ALL


async def in_thread(function: Any, *args: Any) -> Any:
    """Slow work beside the event loop."""
    return await asyncio.to_thread(function, *args)
