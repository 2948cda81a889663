"""The whole program: settings, store, pipeline, handler and web put together, from start to graceful stop."""

import asyncio
import errno
import logging
import signal
import socket
import sys
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass

from aiohttp import web

from bot import texts, texts_codes
from bot.channels.contract import Platform
from bot.channels.pictures import Pictures
from bot.channels.platforms import channels_on, make_platforms, public_links
from bot.channels.web import make_web
from bot.channels.web_code import add_code_page
from bot.channels.web_guard import Guard, room_for_connections
from bot.console.app import add_console
from bot.editing.editor import Editor
from bot.editing.live import Live
from bot.editing.running import editing
from bot.editing.workshop import Workshop
from bot.lock import AlreadyLockedError, UnusableFolderError, serve_lock
from bot.pipeline.dispatch import Clock
from bot.pipeline.service import Pipeline
from bot.pipeline.upkeep import keep_tidy
from bot.secrets import SecretKeyError, with_secret_key
from bot.settings import Settings
from bot.storage.sealing import Sealer
from bot.storage.sqlite import SqliteStorage, open_sqlite
from bot.voice.hearing import make_prepare
from bot.voice.recogniser import RecogniserMissingError
from handlers.records import Records
from handlers.turn import Assistant
from knowledge.days import utc_now
from knowledge.index import cache_folder

log = logging.getLogger(__name__)

# How long open requests may take once the program stops.
LAST_REQUESTS_SECONDS = 5.0
# How many connections may wait to be taken: more than come at once when many pages connect again after a restart.
BACKLOG = 1024


class StartError(Exception):
    """The program can't start; `str()` is one Vietnamese sentence or two with the way out."""


def announce_on_stdout(line: str) -> None:
    """Print one line at once, also into a pipe."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


Assemble = Callable[[Records], Assistant]
"""The assistant over what is on record, made once the store is open; a `Live` one can be edited while it serves."""
Greet = Callable[[str], Awaitable[Sequence[str]]]


@dataclass(frozen=True, slots=True)
class _Parts:
    """What serves. `editing`: what edits are made with and the content that is live; None where it can't be edited."""

    pipeline: Pipeline
    platforms: Sequence[Platform]
    storage: SqliteStorage
    editing: tuple[Editor, Live] | None


async def serve(
    settings: Settings,
    assemble: Assemble,
    *,
    clock: Clock = utc_now,
    announce: Callable[[str], None] = announce_on_stdout,
    greet: Greet | None = None,
) -> None:
    """Serve until SIGINT or SIGTERM, then stop gracefully. Raises `StartError` or `StorageError`.

    `greet`: gives more lines to announce once it serves at an address.
    """
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for name in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(name, stop.set)
    try:
        async with running(settings, assemble, clock) as url:
            announce(texts.ready(url))
            for line in await greet(url) if greet else ():
                announce(line)
            await stop.wait()
            log.info("serve.stopping")
    finally:
        for name in (signal.SIGINT, signal.SIGTERM):
            loop.remove_signal_handler(name)


@asynccontextmanager
async def running(
    settings: Settings, assemble: Assemble, clock: Clock = utc_now, workshop: Workshop | None = None
) -> AsyncIterator[str]:
    """The program between its start and its graceful stop; gives the address it answers at.

    `workshop`: where edited content is built, by default from the shipped content into the cache folder. Leaving stops
    accepting, finishes what was accepted, ends a build under way, and closes the store when everything is written.
    """
    try:
        with serve_lock(settings.data):
            settings = with_secret_key(settings)
            async with (
                _pipeline(settings, assemble, clock, workshop) as parts,
                _site(settings, parts, clock) as url,
                _background(parts.pipeline, parts.platforms),
            ):
                log.info("serve.started", extra={"port": settings.port})
                yield url
    except AlreadyLockedError as error:
        raise StartError(texts.already_serving(str(settings.data))) from error
    except UnusableFolderError as error:
        raise StartError(texts.folder_unusable(str(settings.data))) from error
    except SecretKeyError as error:
        raise StartError(str(error)) from error
    except RecogniserMissingError as error:
        raise StartError(texts.RECOGNISER_MISSING) from error


@asynccontextmanager
async def _pipeline(
    settings: Settings, assemble: Assemble, clock: Clock, workshop: Workshop | None
) -> AsyncIterator[_Parts]:
    # The integrity check reads the whole file.
    storage = await asyncio.to_thread(open_sqlite, settings.data, Sealer(settings.secret_key))
    platforms: Sequence[Platform] = ()
    tidying = asyncio.create_task(keep_tidy(storage, clock, settings.retention_days), name="upkeep")
    try:
        await _check_sample(settings, storage.records)
        platforms = make_platforms(settings, storage, clock)
        prepare = make_prepare(settings.recogniser, platforms)
        assistant = assemble(storage.records)
        async with AsyncExitStack() as stack:
            desk = None
            if isinstance(assistant, Live):
                made = editing(storage, assistant, workshop or Workshop(cache_folder()), clock)
                desk = (await stack.enter_async_context(made), assistant)
            senders = [platform.sender for platform in platforms]
            pipeline = Pipeline(storage, assistant.turn, clock, senders, prepare, assistant.tick)
            await pipeline.start()
            yield _Parts(pipeline, platforms, storage, desk)
    finally:
        tidying.cancel()
        for platform in platforms:
            await platform.close()
        await asyncio.gather(tidying, return_exceptions=True)
        await storage.close()


async def _check_sample(settings: Settings, records: Records) -> None:
    """Invented teams are for nobody who comes by a channel."""
    on = channels_on(settings)
    if not on:
        return
    if await asyncio.to_thread(records.sample):
        raise StartError(texts_codes.SAMPLE_SERVED.format(channels=", ".join(on)))


@asynccontextmanager
async def _background(pipeline: Pipeline, platforms: Sequence[Platform]) -> AsyncIterator[None]:
    """What the platforms do by themselves, until leaving."""
    tasks = [asyncio.create_task(platform.run(pipeline.accept), name="platform") for platform in platforms]
    try:
        yield
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


@asynccontextmanager
async def _site(settings: Settings, parts: _Parts, clock: Clock) -> AsyncIterator[str]:
    pipeline, storage = parts.pipeline, parts.storage
    pictures = Pictures(settings.data, settings.public_url, clock)
    app = make_web(pipeline, clock, pictures, public_links(settings))
    add_code_page(app, storage.records, clock, public_links(settings))
    add_console(app, storage, settings, clock, pipeline.committed, parts.editing)
    for platform in parts.platforms:
        app.router.add_routes(platform.routes(pipeline.accept))
    guard = Guard(room_for_connections())
    app.middlewares.insert(0, guard.middleware)
    # No access log: addresses hold conversation ids.
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=LAST_REQUESTS_SECONDS)
    await runner.setup()
    try:
        site = web.TCPSite(runner, settings.host, settings.port, backlog=BACKLOG)
        try:
            await site.start()
        except OSError as error:
            raise StartError(_why_not_listening(error, settings)) from error
        async with guard.watching(lambda: runner.server.connections if runner.server else ()):
            yield _url(settings.host, runner)
        await site.stop()
    finally:
        # The pipeline first: requests that wait for their turn get its replies before their connections are closed.
        await pipeline.stop()
        await runner.cleanup()


def _why_not_listening(error: OSError, settings: Settings) -> str:
    if error.errno == errno.EADDRINUSE:
        return texts.port_taken(settings.port)
    if error.errno in (errno.EACCES, errno.EPERM):
        return texts.port_forbidden(settings.port)
    return texts.host_unknown(settings.host)


def _url(host: str, runner: web.AppRunner) -> str:
    """Where to open the page; an address that means "everywhere" can't be opened, this machine's own can."""
    port = runner.addresses[0][1]
    shown = {"0.0.0.0": "127.0.0.1", "::": "[::1]", "": "127.0.0.1"}.get(host, host)  # noqa: S104 - read, not bound
    return f"http://{f'[{shown}]' if _is_ipv6(shown) else shown}:{port}"


def _is_ipv6(host: str) -> bool:
    try:
        socket.inet_pton(socket.AF_INET6, host)
    except OSError:
        return False
    return True
