"""A thousand sockets, heads and bodies that trickle in, and requests that are none: everybody else is served."""

import asyncio
import logging
import resource
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from pathlib import Path
from typing import cast

import aiohttp
import pytest
from aiohttp.web_protocol import RequestHandler

from bot.app import running
from bot.channels import web_guard
from bot.channels.web_guard import Guard, room_for_connections
from bot.settings import Settings
from tests.bot.assistant import assembled
from tests.bot.talk import Chat, clock

Socket = tuple[asyncio.StreamReader, asyncio.StreamWriter]
HEAD = b"POST /api/chat HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"


async def dial(url: str, *lines: bytes) -> Socket:
    """An open connection on which this much was sent."""
    host, _, port = url.removeprefix("http://").partition(":")
    reader, writer = await asyncio.open_connection(host, int(port))
    writer.writelines(lines)
    await writer.drain()
    return reader, writer


async def closed(*sockets: Socket) -> bool:
    """Whether the server closes all of these within seconds."""
    try:
        async with asyncio.timeout(10):
            for reader, _ in sockets:
                with suppress(ConnectionError):
                    assert await reader.read() == b""
    except TimeoutError:
        return False
    return True


def hang_up(*sockets: Socket) -> None:
    """Close them all."""
    for _, writer in sockets:
        writer.transport.abort()


async def alive(chat: Chat) -> None:
    """Health answers and the chat answers, within two seconds each."""
    async with asyncio.timeout(2), chat.session.get(chat.url + "/healthz") as response:
        assert response.status == 200
    async with asyncio.timeout(2):
        assert (await chat.says("chào"))[0].endswith("2026-11-21.")


@asynccontextmanager
async def impatient(monkeypatch: pytest.MonkeyPatch, folder: Path, **limits: float) -> AsyncIterator[Chat]:
    """The program with other limits than it ships with, looking more often."""
    for name, value in limits.items():
        monkeypatch.setattr(web_guard, name, value)
    monkeypatch.setattr(web_guard, "SWEEP_SECONDS", 0.02)
    async with AsyncExitStack() as stack:
        url = await stack.enter_async_context(running(Settings(data=folder, port=0), assembled, clock))
        yield Chat(url, await stack.enter_async_context(aiohttp.ClientSession()))


async def test_a_thousand_open_sockets(chat: Chat) -> None:
    """Half of them say nothing, half begin a request and never end it: others don't notice."""
    # Both ends of a connection are this process's own here.
    count = min(1000, room_for_connections() // 2)
    sockets = await asyncio.gather(*(dial(chat.url, *([HEAD] if n % 2 else [])) for n in range(count)))
    try:
        await alive(chat)
        for _, writer in sockets:
            writer.write(b"X-More: 1\r\n")
        await alive(chat)
    finally:
        hang_up(*sockets)


async def test_a_head_that_trickles_in(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A byte now and then doesn't count as asking: the time runs from the opening, and then the line is cut."""
    async with impatient(monkeypatch, tmp_path, IDLE_SECONDS=0.3) as chat:
        slow = [await dial(chat.url, HEAD) for _ in range(20)]

        async def trickle(socket: Socket) -> None:
            while not socket[1].transport.is_closing():
                socket[1].write(b"X: 1\r\n")
                await asyncio.sleep(0.02)

        trickling = [asyncio.create_task(trickle(socket)) for socket in slow]
        await alive(chat)

        assert await closed(*slow)
        await alive(chat)
        for task in trickling:
            task.cancel()
        hang_up(*slow)


async def test_a_body_that_trickles_in(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The same for a body that was promised and doesn't come; nothing of it is stored."""
    async with impatient(monkeypatch, tmp_path, BODY_SECONDS=0.2) as chat:
        slow = [await dial(chat.url, HEAD, b'Content-Length: 500\r\n\r\n{"text": "ch') for _ in range(20)]

        assert await closed(*slow)
        await alive(chat)
        async with chat.session.get(chat.url + "/readyz") as response:
            assert (await response.json())["waiting"] == 0
        hang_up(*slow)


async def test_a_stream_of_events_is_not_idle(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A page that listens for long is not cut off, and hears what is said meanwhile."""
    async with (
        impatient(monkeypatch, tmp_path, IDLE_SECONDS=0.1, BODY_SECONDS=0.1) as chat,
        chat.session.get(chat.url + "/api/chat/events", params={"conversation": "c1"}) as stream,
    ):
        idle = await dial(chat.url)
        assert await closed(idle)  # several sweeps have gone by
        await chat.says("chào")
        async with asyncio.timeout(5):
            while b"1: ch" not in await stream.content.readline():
                pass
        hang_up(idle)


class Line:
    """A connection as the guard sees it."""

    def __init__(self) -> None:
        self.transport = self
        self.aborted = False

    def abort(self) -> None:
        self.aborted = True


def test_when_there_are_too_many_the_longest_idle_go() -> None:
    """The newest stay: a resident's request comes at once, an attacker's never."""
    guard = Guard(3)
    old, new = [Line(), Line()], [Line(), Line()]
    assert guard.sweep(cast("list[RequestHandler]", old), 0.0) == 0
    assert guard.sweep(cast("list[RequestHandler]", new + old), 1.0) == 1

    assert [line.aborted for line in old + new] == [True, False, False, False]
    assert guard.sweep(cast("list[RequestHandler]", new + old[1:]), 75.5) == 1
    assert [line.aborted for line in old + new] == [True, True, False, False]


async def test_a_limit_of_open_files_leaves_room(monkeypatch: pytest.MonkeyPatch) -> None:
    """The system's limit is raised as far as it may; what the store needs is kept."""
    asked: list[tuple[int, int]] = []
    monkeypatch.setattr(resource, "getrlimit", lambda _: (1024, 4096))
    monkeypatch.setattr(resource, "setrlimit", lambda _, limits: asked.append(limits))

    assert (room_for_connections(), asked) == (3840, [(4096, 4096)])


async def ask(chat: Chat, method: str, path: str, **extra: object) -> tuple[int, str]:
    """The status and code of an answer."""
    async with chat.session.request(method, chat.url + path, **extra) as response:  # type: ignore[arg-type]
        return response.status, (await response.json())["error"]["code"]


async def test_requests_that_are_none(chat: Chat, caplog: pytest.LogCaptureFixture) -> None:
    """Each gets its status, and the program calls none of it an error of its own."""
    caplog.set_level(logging.WARNING)
    json = {"Content-Type": "application/json"}
    assert await ask(chat, "PUT", "/api/chat") == (405, "method_not_allowed")
    assert await ask(chat, "POST", "/api/chat", data=b"{", headers=json) == (400, "bad_json")
    assert await ask(chat, "POST", "/api/chat", data=b"[" * 60_000, headers=json) == (400, "bad_json")
    assert await ask(chat, "POST", "/api/chat", data=b" " * 70_000, headers=json) == (413, "too_large")
    assert await ask(chat, "POST", "/api/chat", data=b"x") == (415, "unsupported_type")
    sockets = [await dial(chat.url, junk) for junk in (b"\x16\x03\x01\x02\x00", b"\r\n" * 5000, b"GET " + b"/" * 9000)]
    await alive(chat)
    hang_up(*sockets)
    assert [record for record in caplog.records if record.name.startswith("bot")] == []
