"""The console put together: its pages, its files, and errors as pages in the same words everywhere."""

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence

from aiohttp import web
from aiohttp.typedefs import Middleware

from bot import texts_console as texts
from bot.channels.web_errors import ApiError
from bot.channels.web_static import ASK_AGAIN, FOREVER, send_file
from bot.console.console import Console, ConsoleError
from bot.console.knowledge import Knowledge
from bot.console.pages import (
    audit,
    figures,
    health,
    invitations,
    knowledge,
    knowledge_checklist,
    knowledge_drafts,
    knowledge_files,
    knowledge_forms,
    knowledge_history,
    knowledge_new,
    knowledge_settings,
    overview,
    people,
    questions,
    queue,
    requests,
    visits,
)
from bot.console.pages import settings as settings_page
from bot.console.rendering import ROOT
from bot.console.signing_in import SigningIn
from bot.editing.editor import Editor
from bot.editing.live import Live
from bot.editing.questions import Questions
from bot.logs import place_of
from bot.pipeline.dispatch import Clock
from bot.settings import Settings
from bot.storage.contract import Key
from bot.storage.errors import StorageError
from bot.storage.sqlite import SqliteStorage

log = logging.getLogger(__name__)

# In the order of the menu, below the overview and what is edited.
PAGES = (figures, people, invitations, visits, requests, queue, audit, settings_page, health)
# Where the content can be edited.
KNOWLEDGE = (
    knowledge,
    knowledge_checklist,
    knowledge_new,
    knowledge_forms,
    knowledge_drafts,
    knowledge_history,
    knowledge_files,
    knowledge_settings,
)
TIDY_SECONDS = 60.0
_LONG_TEXTS = ("text/html", "image/svg+xml")
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


def add_console(
    app: web.Application,
    storage: SqliteStorage,
    settings: Settings,
    clock: Clock,
    committed: Callable[[Key], None],
    editing: tuple[Editor, Live] | None = None,
) -> None:
    """Serve the console under /quan-tri. `committed` is called for conversations that something was written to.

    `editing`: what edits are made with and the content that is live; without it there are no pages about knowledge.
    """
    console = Console(storage, settings, clock, committed)
    inner = web.Application(middlewares=[_compressed, _errors(console)])
    inner.router.add_routes(SigningIn(console).routes())
    desk: overview.Desk | None = None
    console.menu += overview.MENU
    if editing:
        editor, live = editing
        asked = Questions(storage, editor, live, clock)
        desk = overview.Desk(asked.queue, live)
        inner.router.add_routes(questions.routes(console, asked, live))
        shared = Knowledge(console, editor, live)
        console.menu += (*questions.MENU, *knowledge.MENU)
        for part in KNOWLEDGE:
            inner.router.add_routes(part.routes(shared))
    inner.router.add_routes(overview.routes(console, desk))
    for page in PAGES:
        console.menu += page.MENU
        inner.router.add_routes(page.routes(console))
    inner.router.add_get("/static/{version}/{name}", _files(console))
    inner.cleanup_ctx.append(_tidying(console))
    app.router.add_get(ROOT, _to_root)
    app.add_subapp(ROOT + "/", inner)


async def _to_root(request: web.Request) -> web.StreamResponse:
    return web.Response(status=308, headers={"Location": ROOT + "/"})


def _files(console: Console) -> Handler:
    async def file(request: web.Request) -> web.Response:
        found = console.static.files.get(request.match_info["name"])
        if found is None:
            raise web.HTTPNotFound
        current = request.match_info["version"] == console.static.version
        return send_file(request, found, FOREVER if current else ASK_AGAIN)

    return file


def _tidying(console: Console) -> Callable[[web.Application], AsyncIterator[None]]:
    async def keep_tidy() -> None:
        while True:
            try:
                await console.storage.console.tidy(console.clock())
            except StorageError as error:
                log.error("storage.failed", extra={"trouble": error.trouble})
            await asyncio.sleep(TIDY_SECONDS)

    async def context(app: web.Application) -> AsyncIterator[None]:
        task = asyncio.create_task(keep_tidy(), name="console")
        yield
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)

    return context


@web.middleware
async def _compressed(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Pages and drawings for slow lines; files that are kept are compressed already."""
    response = await handler(request)
    if response.content_type in _LONG_TEXTS and "gzip" in request.headers.get("Accept-Encoding", ""):
        response.headers["Vary"] = "Accept-Encoding"
        if "Content-Encoding" not in response.headers:
            response.enable_compression(web.ContentCoding.gzip)
    return response


def _errors(console: Console) -> Middleware:
    """Whatever goes wrong becomes a page that says what to do."""

    def said(status: int, title: str, text: str, *, sign_in: bool = False, typed: Sequence[str] = ()) -> web.Response:
        return console.page("said.html", status=status, title=title, text=text, sign_in=sign_in, typed=typed)

    @web.middleware
    async def errors(request: web.Request, handler: Handler) -> web.StreamResponse:
        try:
            return await handler(request)
        except ConsoleError as error:
            return said(error.status, error.title, error.text, sign_in=error.sign_in, typed=error.typed)
        except StorageError as error:
            log.error("storage.failed", extra={"trouble": error.trouble})
            return said(503, texts.DOWN, texts.DOWN_TEXT)
        except ApiError as error:
            return said(error.status, texts.BAD_BODY, error.message)
        except web.HTTPException as error:
            if error.status < 400:
                raise
            return said(error.status, texts.GONE, texts.GONE_TEXT)
        except ConnectionError:
            raise
        except Exception as error:
            log.error("request.failed", extra={"error": type(error).__name__, "place": place_of(error)})
            return said(500, texts.BROKEN, texts.BROKEN_TEXT)

    return errors
