"""What every page of the console has: who asks, what they may, templates, and acts that are written down."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, TypeVar
from urllib.parse import parse_qsl

from aiohttp import BodyPartReader, web

from bot import texts_console as texts
from bot.channels.bodies import read_body
from bot.console.guard import TOKEN_FIELD, from_our_page, token_fits, token_of
from bot.console.rendering import ROOT, Item, Static, load_static, make_environment, marked
from bot.console.table import EXCEL, Table, grid, listed
from bot.pipeline.dispatch import Clock
from bot.settings import Settings
from bot.sheets.writing import excel
from bot.storage.console import Session
from bot.storage.contract import Key
from bot.storage.errors import StaleError
from bot.storage.sqlite import SqliteStorage
from handlers.console.acts import Outcome
from handlers.records import Records
from handlers.teams.changes import NoteAct
from handlers.teams.people import Person
from handlers.teams.rights import communes_of, may_see_queue
from handlers.turn import Batch

log = logging.getLogger(__name__)
T = TypeVar("T")

COOKIE = "quantri"
# The longest field holds 60,000 characters (bot/console/forms/kinds.py), each up to nine bytes as browsers send it.
LONGEST_FORM = 640 * 1024
# From who isn't signed in: what somebody typed who was signed out meanwhile is shown to them again.
LONGEST_BEFORE = 64 * 1024
MOST_FIELDS = 2000
# A list looked at again within so long, sorted otherwise or a page on, is one look.
ONE_LOOK = timedelta(minutes=10)
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
May = Callable[[Person], bool]


class ConsoleError(Exception):
    """A page that says what is wrong and what to do. `typed`: what somebody wrote in vain, for them to keep."""

    def __init__(self, status: int, title: str, text: str, *, sign_in: bool = False, typed: Sequence[str] = ()) -> None:
        super().__init__(title)
        self.status, self.title, self.text, self.sign_in, self.typed = status, title, text, sign_in, typed


@dataclass(frozen=True, slots=True)
class Call:
    """A request of somebody who is signed in.

    `token`: what their forms carry; `form`: the fields that were sent; `files`: what was sent along, name and bytes.
    """

    request: web.Request
    person: Person
    session: Session
    token: str
    form: dict[str, str] = field(default_factory=dict)
    files: dict[str, tuple[str, bytes]] = field(default_factory=dict)


Page = Callable[[Call], Awaitable[web.StreamResponse]]


def anybody(person: Person) -> bool:
    """Every administrator may."""
    return True


def in_commune(person: Person) -> bool:
    """Administrators of a commune."""
    return bool(communes_of(person))


@dataclass(frozen=True, slots=True)
class Menu:
    """A line of the menu, for those who may."""

    path: str
    label: str
    may: May = anybody


class Console:
    """One for the program. `menu` is filled by the pages (bot/console/app.py)."""

    def __init__(
        self, storage: SqliteStorage, settings: Settings, clock: Clock, committed: Callable[[Key], None]
    ) -> None:
        self.storage, self.settings, self.clock = storage, settings, clock
        self._committed = committed
        self.static: Static = load_static()
        self._templates = make_environment(self.static.version)
        self.menu: list[Menu] = []
        self._flashes: dict[int, tuple[str, bool]] = {}
        self._looks: dict[tuple[int, str], datetime] = {}

    # --- pages

    def get(self, path: str, page: Page, may: May = anybody) -> web.RouteDef:
        """A page for those who may; others are told whom to ask."""

        async def handle(request: web.Request) -> web.StreamResponse:
            return await page(await self._call(request, may))

        return web.get(path, handle, allow_head=False)

    def post(self, path: str, page: Page, may: May = anybody, *, files: int = 0) -> web.RouteDef:
        """What a form does: only from our own page, with the session's token. `files`: bytes that it may send along."""

        async def handle(request: web.Request) -> web.StreamResponse:
            # A file is read only for those who are signed in.
            form = {} if files else await self.read_form(request)
            call = await self._call(request, may, form)
            sent: dict[str, tuple[str, bytes]] = {}
            if files:
                form, sent = await self._read_files(request, files)
            if not token_fits(request.cookies[COOKIE], form.get(TOKEN_FIELD, "")):
                raise ConsoleError(403, texts.STALE, texts.STALE_TEXT, typed=_typed(form))
            return await page(Call(request, call.person, call.session, call.token, form, sent))

        return web.post(path, handle)

    async def read_form(self, request: web.Request) -> dict[str, str]:
        """The fields of a form of ours. Raises `ConsoleError`."""
        if not from_our_page(request, self.settings.public_url):
            raise ConsoleError(403, texts.STALE, texts.STALE_TEXT)
        if request.content_type not in ("application/x-www-form-urlencoded", "application/octet-stream"):
            raise ConsoleError(415, texts.BAD_BODY, texts.STALE_TEXT)
        try:
            most = LONGEST_FORM if COOKIE in request.cookies else LONGEST_BEFORE
            body = (await read_body(request, most)).decode()
            fields = parse_qsl(body, keep_blank_values=True, max_num_fields=MOST_FIELDS)
        except ValueError as error:
            raise ConsoleError(400, texts.BAD_BODY, texts.STALE_TEXT) from error
        return {name: value.strip() for name, value in fields}

    async def _read_files(self, request: web.Request, most: int) -> tuple[dict[str, str], dict[str, tuple[str, bytes]]]:
        """The fields and files of a form of ours, not more than `most` bytes. Raises `ConsoleError`."""
        if not from_our_page(request, self.settings.public_url):
            raise ConsoleError(403, texts.STALE, texts.STALE_TEXT)
        if (request.content_length or 0) > most + LONGEST_FORM:
            raise ConsoleError(413, texts.BAD_BODY, texts.FILE_TOO_BIG.format(most=most // 1024**2))
        form: dict[str, str] = {}
        files: dict[str, tuple[str, bytes]] = {}
        left = most + LONGEST_FORM
        try:
            async for part in await request.multipart():
                if not isinstance(part, BodyPartReader) or not part.name:
                    continue
                body = bytearray()
                while chunk := await part.read_chunk():
                    body += chunk
                    left -= len(chunk)
                    if left < 0:
                        raise ConsoleError(413, texts.BAD_BODY, texts.FILE_TOO_BIG.format(most=most // 1024**2))
                if part.filename is None:
                    form[part.name] = body.decode().strip()
                else:
                    files[part.name] = (part.filename.replace("\\", "/").rpartition("/")[2][:120], bytes(body))
        except (ValueError, AssertionError, web.RequestPayloadError) as error:
            raise ConsoleError(400, texts.BAD_BODY, texts.STALE_TEXT) from error
        return form, files

    async def _call(self, request: web.Request, may: May, form: Mapping[str, str] | None = None) -> Call:
        secret = request.cookies.get(COOKIE, "")
        found = await self.read(lambda _: self.storage.console.session(secret, self.clock())) if secret else None
        if found is None:
            typed = _typed(form or {})
            raise ConsoleError(401, texts.NOT_SIGNED_IN, texts.NOT_SIGNED_IN_TEXT, sign_in=True, typed=typed)
        session, person = found
        await self.storage.console.note_seen(session, self.clock())
        call = Call(request, person, session, token_of(secret))
        if not may(person):
            raise ConsoleError(403, texts.FORBIDDEN, texts.FORBIDDEN_TEXT.format(role=roles_of(person)))
        return call

    def show(self, call: Call, template: str, title: str, *, status: int = 200, **context: Any) -> web.Response:
        """A page within the console's frame. `title` is its heading; the rest is what the template names."""
        items = [Item(ROOT + item.path, item.label) for item in self.menu if item.may(call.person)]
        flash, good = self._flashes.pop(call.session.id, ("", True))
        frame = {
            "title": title,
            "menu": marked(items, call.request.path),
            "person": call.person,
            "role": roles_of(call.person),
            "csrf": call.token,
            "flash": flash,
            "flash_good": good,
        }
        return self.page(template, status=status, **frame, **context)

    def page(self, template: str, *, status: int = 200, **context: Any) -> web.Response:
        """A page of its own; nobody keeps it."""
        text = self._templates.get_template(template).render(context)
        headers = {"Cache-Control": "no-store", "X-Robots-Tag": "noindex"}
        return web.Response(text=text, status=status, content_type="text/html", headers=headers)

    async def list(
        self,
        call: Call,
        table: Table[T],
        items: Sequence[T],
        *,
        about: str,
        template: str = "list.html",
        **context: Any,
    ) -> web.StreamResponse:
        """A list as it was asked for, on a page or as an Excel file; that it was looked at is written down.

        `about`: what it lists (`people`), for the audit and the file's name; "" where it holds nothing personal.
        """
        found = await asyncio.to_thread(listed, table, items, call.request.query)
        if call.request.query.get(EXCEL):
            if about:
                await self.note(call, f"export-{about}", str(len(found.every)))
            body = await asyncio.to_thread(lambda: excel(table.title, grid(table, found.every)))
            return excel_file(about or "danh-sach", body)
        if about:
            await self.note_look(call, about)
        return self.show(call, template, table.title, listed=found, **context)

    # --- what is read and done

    async def read(self, function: Callable[[Records], T]) -> T:
        """Look something up on a thread of its own."""
        return await asyncio.to_thread(function, self.storage.records)

    async def note(self, call: Call, act: str, about: str, commune: str | None = None) -> None:
        """Write into the audit what somebody did or looked at; without a commune under each that they administer."""
        communes: list[str | None] = [commune] if commune else [*sorted(communes_of(call.person))] or [None]
        await self.commit(Batch(tuple(NoteAct(call.person.id, act, about, one) for one in communes)))

    async def note_look(self, call: Call, about: str) -> None:
        """Write into the audit that somebody looks at a list, or at something that stands in it; once in a while."""
        if self._first_look(call, about):
            await self.note(call, f"see-{about}", about)

    async def commit(self, batch: Batch) -> None:
        """Write something and send what is said about it. Raises `StaleError` or `StorageError`."""
        await self.storage.commit_batch(batch, self.clock())
        for notice in batch.notices:
            self._committed(Key(notice.to.channel, notice.to.conversation))

    async def carry_out(self, call: Call, outcome: Outcome, back: str) -> web.StreamResponse:
        """Write what was decided, say it on the page that comes next. Somebody else's change comes first."""
        text, good = outcome.text, outcome.done
        if outcome.done:
            try:
                await self.commit(outcome.batch)
            except StaleError:
                text, good = texts.MOVED_ON, False
        return self.back(call, back, text, good=good)

    def back(self, call: Call, path: str, text: str, *, good: bool = True) -> web.StreamResponse:
        """To another page, which says something at its top."""
        self._flashes[call.session.id] = (text, good)
        return web.Response(status=303, headers={"Location": ROOT + path, "Cache-Control": "no-store"})

    def _first_look(self, call: Call, about: str) -> bool:
        now = self.clock()
        self._looks = {key: at for key, at in self._looks.items() if now - at < ONE_LOOK}
        look = (call.session.id, about)
        first = look not in self._looks
        self._looks.setdefault(look, now)
        return first


def roles_of(person: Person) -> str:
    """The roles that somebody signs in with, in running text."""
    shown = [texts.role_words(held.role, held.commune) for held in person.memberships if _admin(held.role.value)]
    return ", ".join(dict.fromkeys(shown))


def province(person: Person) -> bool:
    """Administrators of the province."""
    return may_see_queue(person)


def _admin(role: str) -> bool:
    return role.endswith("-admin")


def excel_file(name: str, body: bytes) -> web.Response:
    """An Excel file to be kept under a name (letters of ASCII, without its ending)."""
    headers = {"Content-Disposition": f'attachment; filename="{name}.xlsx"', "Cache-Control": "no-store"}
    return web.Response(body=body, content_type=XLSX, headers=headers)


def _typed(form: Mapping[str, str]) -> list[str]:
    """What somebody wrote into a form: words, not keys and ticks."""
    return [text for name, text in form.items() if name != TOKEN_FIELD and " " in text]


def gone() -> ConsoleError:
    """Nothing is there, or nothing that they may see: nobody learns which."""
    return ConsoleError(404, texts.GONE, texts.GONE_TEXT)
