"""Server-Sent Events: everything after an id, and everything that comes later."""

import asyncio
import json
import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import date
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from bot.app import running
from bot.channels import web
from bot.pipeline import service
from bot.settings import Settings
from handlers.conversation import Conversation
from handlers.message import Message
from handlers.turn import Turn
from tests.bot.assistant import assembled, assistant
from tests.bot.conftest import StartChat
from tests.bot.talk import Chat, clock


class Stream:
    """A browser's EventSource."""

    def __init__(self, response: aiohttp.ClientResponse) -> None:
        self.response = response

    async def line(self) -> str:
        """The next line."""
        async with asyncio.timeout(10):
            return (await self.response.content.readline()).decode()

    async def event(self) -> tuple[str, dict[str, Any]]:
        """The next event: its id and its data."""
        identity = ""
        while True:
            line = await self.line()
            if line.startswith("id: "):
                identity = line[4:].strip()
            elif line.startswith("data: "):
                return identity, json.loads(line[6:])
            elif not line:
                raise EOFError


@asynccontextmanager
async def listen(chat: Chat, conversation: str, last: str | None = None, **query: str) -> AsyncIterator[Stream]:
    """An open stream."""
    headers = {"Last-Event-ID": last} if last is not None else {}
    params = {"conversation": conversation, **query}
    async with chat.session.get(chat.url + "/api/chat/events", params=params, headers=headers) as response:
        assert response.status == 200 and response.content_type == "text/event-stream"
        assert response.headers["Cache-Control"] == "no-store"
        stream = Stream(response)
        assert (await stream.line()).startswith("retry: ")
        yield stream


async def test_replies_as_they_come(chat: Chat) -> None:
    """What was there, then what is new, each once and with its id; nothing of other conversations."""
    await chat.says("trước", "c")
    async with listen(chat, "c") as stream:
        identity, data = await stream.event()
        assert data["text"].startswith("1: trước") and identity == str(data["id"])

        await chat.says("của người khác", "d")
        posted = (await chat.post(conversation="c", text="sau"))["replies"]
        assert await stream.event() == (str(posted[0]["id"]), posted[0])


async def test_resume(chat: Chat) -> None:
    """`Last-Event-ID` and `after` go on where the last stream ended; a strange header is passed over."""
    ids = [(await chat.post(conversation="c", text=str(n)))["replies"][0]["id"] for n in range(4)]

    async with listen(chat, "c", last=str(ids[1])) as stream:
        assert [(await stream.event())[1]["id"] for _ in range(2)] == ids[2:]
    async with listen(chat, "c", after=str(ids[2])) as stream:
        assert (await stream.event())[1]["id"] == ids[3]
    async with listen(chat, "c", last=str(ids[2]), after=str(ids[0])) as stream:
        assert (await stream.event())[1]["id"] == ids[3]
    async with listen(chat, "c", last="-1; drop") as stream:
        assert (await stream.event())[1]["id"] == ids[0]


async def test_many_replies_come_all(chat: Chat, monkeypatch: pytest.MonkeyPatch) -> None:
    """More than are read at a time."""
    for n in range(5):
        await chat.says(f"câu {n}", "c")
    monkeypatch.setattr(service, "PAGE", 2)

    async with listen(chat, "c") as stream:
        assert [(await stream.event())[1]["text"][:1] for _ in range(5)] == list("12345")


async def test_a_quiet_line_is_kept_open(chat: Chat, monkeypatch: pytest.MonkeyPatch) -> None:
    """Comments tell proxies and browsers that it lives."""
    monkeypatch.setattr(web, "HEARTBEAT_SECONDS", 0.01)
    async with listen(chat, "c") as stream:
        assert (await stream.line(), await stream.line()) == ("\n", ": \n")


async def test_a_late_reply_comes_as_an_event(start_chat: StartChat, monkeypatch: pytest.MonkeyPatch) -> None:
    """A turn that takes longer than a request waits: an empty answer now, the reply later, once."""
    go_on = threading.Event()

    def slow(message: Message, conversation: Conversation, today: date) -> Turn:
        assert go_on.wait(10)
        return assistant(message, conversation, today)

    monkeypatch.setattr(web, "TURN_SECONDS", 0.0)
    chat = await start_chat(slow)
    async with listen(chat, "c") as stream:
        assert (await chat.post(conversation="c", event="1", text="chào"))["replies"] == []
        go_on.set()
        _, data = await stream.event()

    assert data["asked"]["event"] == "1"
    assert (await chat.post(conversation="c", event="1", text="chào"))["replies"] == [data]


async def test_stopping_ends_streams(tmp_path: Path) -> None:
    """The program doesn't wait for pages that listen."""
    async with aiohttp.ClientSession() as session:
        async with running(Settings(data=tmp_path, port=0), assembled, clock) as url:
            opened = listen(Chat(url, session), "c")
            stream = await opened.__aenter__()
        with pytest.raises(EOFError):
            await stream.event()
        await opened.__aexit__(None, None, None)


async def test_not_too_many_streams(chat: Chat, monkeypatch: pytest.MonkeyPatch) -> None:
    """A conversation has a few listeners at most."""
    monkeypatch.setattr(web, "STREAMS_PER_CONVERSATION", 1)
    async with listen(chat, "c") as stream:
        await stream.line()
        async with chat.session.get(chat.url + "/api/chat/events", params={"conversation": "c"}) as response:
            assert response.status == 429


async def test_what_was_handed_over_is_noted(tmp_path: Path) -> None:
    """Health counts what nobody fetched; the notes are on the disk when the program has stopped."""
    settings = Settings(data=tmp_path, port=0)
    async with aiohttp.ClientSession() as session:
        async with running(settings, assembled, clock) as url:
            chat = Chat(url, session)
            await chat.says("hai", "c")
            async with listen(chat, "c") as stream:
                await stream.event()
        async with running(settings, assembled, clock) as url, session.get(url + "/readyz") as response:
            assert (await response.json())["undelivered"] == 0
