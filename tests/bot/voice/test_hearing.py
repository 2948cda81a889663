"""A spoken message on its way through the pipeline: fetched, written down, masked; whatever fails, it is answered."""

import asyncio
import logging
import re
import shlex
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer
from yarl import URL

from bot.app import StartError, running
from bot.channels.platforms import make_platforms
from bot.channels.telegram import TelegramPlatform
from bot.pipeline.service import Pipeline
from bot.settings import Settings, TelegramSettings, ZaloBotSettings
from bot.storage.sqlite import SqliteStorage
from bot.voice.hearing import AT_ONCE, Hearing, kind_of, make_prepare
from bot.voice.media import FetchError, download, zalo_address
from bot.voice.recogniser import LONGEST_BYTES, Recogniser, RecogniserError
from handlers.ask import texts
from handlers.message import Channel, Content, Message, Text, Voice
from handlers.reply import plain_text
from handlers.router import make_handler
from knowledge.understand import Understander
from tests.bot.assistant import assembled
from tests.bot.talk import NOW, clock

OGG = b"OggS" + bytes(60)


class Fixed:
    """A recogniser that always hears the same, or fails, and keeps what it was given."""

    def __init__(self, heard: str | Exception = "làm lại căn cước hết bao nhiêu tiền") -> None:
        self.heard, self.given = heard, list[tuple[bytes, str]]()

    async def transcribe(self, sound: bytes, mime: str) -> str:
        """The words it was made with."""
        self.given.append((sound, mime))
        if isinstance(self.heard, Exception):
            raise self.heard
        return self.heard


async def fetch_ogg(file: str) -> bytes:
    """A platform whose files are all the same."""
    return OGG


def hearing(recogniser: Recogniser, **kwargs: float) -> Hearing:
    """A hearing that fetches for Telegram."""
    return Hearing(recogniser, {Channel.TELEGRAM: fetch_ogg}, **kwargs)


def said(content: Content, *, channel: Channel = Channel.TELEGRAM, event: str = "v1", group: bool = False) -> Message:
    """A message of somebody on Telegram."""
    return Message(channel, "conversation-1", "c", event, NOW, content, group=group)


def heard(message: Message) -> str | None:
    """What was written down of a message."""
    assert isinstance(message.content, Voice)
    return message.content.heard


async def test_a_recording_is_fetched_and_written_down() -> None:
    """The recogniser gets the sound and its type, the message what it heard."""
    recogniser = Fixed()

    prepared = await hearing(recogniser).prepare(said(Voice("file-1", 4)))

    assert prepared.content == Voice("file-1", 4, "làm lại căn cước hết bao nhiêu tiền")
    assert recogniser.given == [(OGG, "audio/ogg")]


async def test_numbers_said_aloud_are_masked() -> None:
    """No number goes further than the recogniser, and its kind is noted."""
    prepared = await hearing(Fixed("căn cước của tôi 040095001234 bị mất")).prepare(said(Voice("f")))

    assert "0400" not in str(prepared)
    assert prepared.masked == ("citizen",)


@pytest.mark.parametrize(
    ("spoken", "kind"),
    [
        ("số căn cước không bốn không không chín lăm không không một hai ba tư làm lại", "citizen"),
        ("gọi tôi không chín một hai ba bốn năm sáu bảy tám nhé", "phone"),
        ("Không Chín Một, hai ba bốn, năm sáu bảy tám", "phone"),
    ],
)
async def test_numbers_written_in_words_are_masked_too(spoken: str, kind: str) -> None:
    """A recogniser that writes words: digit by digit it is the same number."""
    prepared = await hearing(Fixed(spoken)).prepare(said(Voice("f")))

    assert prepared.masked == (kind,)
    assert "một hai" not in str(heard(prepared)).lower()


@pytest.mark.parametrize(
    "spoken", ["nhà có ba hai con", "không năm nào", "hai ba bốn năm", "xóm năm sáu bảy người", "không, không phải"]
)
async def test_ordinary_words_stay_words(spoken: str) -> None:
    """A few number words in a row are speech, not a number."""
    assert heard(await hearing(Fixed(spoken)).prepare(said(Voice("f")))) == spoken


@pytest.mark.parametrize(
    "message",
    [said(Text("chào")), said(Voice("f", 3), group=True), said(Voice("f", 3, "đã nghe"))],
    ids=["typed", "in a group", "heard before"],
)
async def test_what_is_not_listened_to(message: Message) -> None:
    """Only a spoken message of a person alone."""
    recogniser = Fixed()

    assert await hearing(recogniser).prepare(message) == message
    assert recogniser.given == []


async def test_whatever_fails_the_message_goes_on(caplog: pytest.LogCaptureFixture) -> None:
    """Too long, no handle, a channel without files, a recogniser that fails or breaks: named in the log, not heard."""
    caplog.set_level(logging.INFO, "bot")
    cases = [
        (Fixed(), said(Voice("f", 61)), "too_long"),
        (Fixed(), said(Voice("")), "no_way_to_fetch"),
        (Fixed(), said(Voice("f"), channel=Channel.WEB), "no_way_to_fetch"),
        (Fixed(RecogniserError("time_out")), said(Voice("f")), "time_out"),
        (Fixed(ValueError("làm lại căn cước")), said(Voice("f")), None),
    ]
    for recogniser, message, reason in cases:
        caplog.clear()
        assert await hearing(recogniser).prepare(message) == message
        (record,) = caplog.records
        assert getattr(record, "reason", None) == reason
        assert "căn cước" not in str(vars(record))
        assert "conversation-1" not in str(vars(record))


async def test_a_file_that_is_too_large() -> None:
    """The cap holds whatever a platform hands over."""
    recogniser = Fixed()

    async def fetch(file: str) -> bytes:
        return bytes(LONGEST_BYTES + 1)

    prepared = await Hearing(recogniser, {Channel.TELEGRAM: fetch}).prepare(said(Voice("f")))

    assert heard(prepared) is None
    assert recogniser.given == []


async def test_nobody_waits_for_ever() -> None:
    """A platform that doesn't answer: after a while the person is told that nothing was heard."""

    async def never(file: str) -> bytes:
        await asyncio.Event().wait()
        return b""

    prepared = await Hearing(Fixed(), {Channel.TELEGRAM: never}, patience=0.01).prepare(said(Voice("f")))

    assert heard(prepared) is None


async def test_a_few_at_once() -> None:
    """The others wait for their turn, and all are heard."""
    inside, most, gate = 0, 0, asyncio.Event()

    class Slow:
        async def transcribe(self, sound: bytes, mime: str) -> str:
            nonlocal inside, most
            inside += 1
            most = max(most, inside)
            if inside == AT_ONCE:
                gate.set()
            await gate.wait()
            inside -= 1
            return "chào"

    busy = hearing(Slow())
    prepared = await asyncio.gather(*(busy.prepare(said(Voice("f"), event=f"v{n}")) for n in range(6)))

    assert [heard(message) for message in prepared] == ["chào"] * 6
    assert most == AT_ONCE


# --- fetching from an address


@pytest.fixture
async def server() -> AsyncIterator[TestServer]:
    """A host of recordings."""

    async def small(request: web.Request) -> web.Response:
        return web.Response(body=OGG, content_type="application/octet-stream")

    async def large(request: web.Request) -> web.Response:
        return web.Response(body=bytes(LONGEST_BYTES + 1))

    async def away(request: web.Request) -> web.Response:
        raise web.HTTPFound("/small")

    async def slow(request: web.Request) -> web.Response:
        await asyncio.Event().wait()
        return web.Response()

    app = web.Application()
    app.add_routes([web.get("/small", small), web.get("/large", large), web.get("/away", away), web.get("/slow", slow)])
    server = TestServer(app)
    await server.start_server()
    yield server
    await server.close()


async def fault(server: TestServer, path: str) -> str:
    """Why a recording couldn't be had."""
    with pytest.raises(FetchError) as raised:
        await download(str(server.make_url(path)), where=URL, seconds=0.5)
    return raised.value.reason


async def test_fetching(server: TestServer) -> None:
    """A file within the cap; too large, missing, moved and silent ones each by name."""
    assert await download(str(server.make_url("/small")), where=URL) == OGG
    assert await fault(server, "/large") == "too_large"
    assert await fault(server, "/none") == "http_404"
    assert await fault(server, "/away") == "http_302"
    assert await fault(server, "/slow") == "time_out"

    gone = str(server.make_url("/small"))
    await server.close()
    with pytest.raises(FetchError, match="network"):
        await download(gone, where=URL)


@pytest.mark.parametrize(
    ("address", "fetched"),
    [
        ("https://voice-oa.zdn.vn/a/b.aac?x=1", "https://voice-oa.zdn.vn/a/b.aac?x=1"),
        ("http://f1.zadn.vn/b.amr", "https://f1.zadn.vn/b.amr"),
        ("https://DOWN-static.zalo.me:443/x", "https://down-static.zalo.me/x"),
        ("https://zalo.me/x", None),
        ("https://evilzdn.vn/x", None),
        ("https://zdn.vn.evil.example/x", None),
        ("https://zdn.vn@evil.example/x", None),
        ("https://me@a.zdn.vn/x", None),
        ("https://a.zdn.vn:8080/x", None),
        ("https://127.0.0.1/x", None),
        ("http://169.254.169.254/latest/meta-data", None),
        ("file:///etc/passwd", None),
        ("ftp://a.zdn.vn/x", None),
        ("a.zdn.vn/x", None),
        ("https://[::1", None),
        ("https://a.zdn.vn:99999/x", None),
        ("", None),
    ],
)
def test_only_zalos_hosts(address: str, fetched: str | None) -> None:
    """No event makes the program call other people's servers or its own network."""
    url = zalo_address(address)

    assert (str(url) if url else None) == fetched


async def test_an_address_elsewhere_is_never_called() -> None:
    """It has a name in the log, the address doesn't stand there."""
    with pytest.raises(FetchError, match="host_not_allowed"):
        await download("https://127.0.0.1/secret")


@pytest.mark.parametrize(
    ("sound", "kind"),
    [
        (OGG, "audio/ogg"),
        (b"RIFF\x00\x00\x00\x00WAVEfmt ", "audio/wav"),
        (b"\x00\x00\x00\x20ftypM4A ", "audio/mp4"),
        (b"#!AMR\n", "audio/amr"),
        (b"\xff\xf1\x50\x80", "audio/aac"),
        (b"\xff\xfb\x90\x00", "audio/mpeg"),
        (b"ID3\x04", "audio/mpeg"),
        (b"<html>", "application/octet-stream"),
        (b"", "application/octet-stream"),
    ],
)
def test_the_type_by_the_first_bytes(sound: bytes, kind: str) -> None:
    """Servers often say no more than "a file"."""
    assert kind_of(sound) == kind


@pytest.fixture
async def telegram() -> AsyncIterator[TelegramPlatform]:
    """Telegram's channel in front of a Bot API that holds a recording, one that is too large, one that is gone."""
    files = {
        "good": {"file_size": 64, "file_path": "voice/file_1.oga"},
        "large": {"file_size": LONGEST_BYTES + 1, "file_path": "voice/file_2.oga"},
        "gone": {"file_size": 64, "file_path": "voice/none.oga"},
    }

    async def get_file(request: web.Request) -> web.Response:
        wanted = str((await request.post())["file_id"])
        if wanted not in files:
            bad = {"ok": False, "error_code": 400, "description": "Bad Request: invalid file_id"}
            return web.json_response(bad, status=400)
        found = {"file_id": wanted, "file_unique_id": "u", **files[wanted]}
        return web.json_response({"ok": True, "result": found})

    async def file(request: web.Request) -> web.Response:
        return web.Response(body=OGG)

    app = web.Application()
    app.add_routes([web.post("/bot1:SECRET/getFile", get_file), web.get("/file/bot1:SECRET/voice/file_1.oga", file)])
    async with TestServer(app) as server:
        settings = TelegramSettings(token="1:SECRET", api=str(server.make_url("")).rstrip("/"))
        platform = TelegramPlatform(settings, "", clock, seconds=2)
        yield platform
        await platform.close()


async def test_fetching_through_telegram(telegram: TelegramPlatform) -> None:
    """By getFile and the file's path; refused, too large and missing by name; the token in no error."""
    assert await telegram.fetch("good") == OGG
    for name in ("large", "gone", "unknown"):
        with pytest.raises(FetchError) as raised:
            await telegram.fetch(name)
        assert re.fullmatch(r"[a-z_]+", raised.value.reason)
        assert raised.value.__cause__ is None


async def test_the_setting_and_a_platform_make_it_work(telegram: TelegramPlatform) -> None:
    """From Telegram's handle to what the operator's command says of the file."""
    command = shlex.join(
        [sys.executable, "-c", "import sys; print(open(sys.argv[1], 'rb').read(4).decode())", "{file}"]
    )

    prepared = await make_prepare(command, [telegram])(said(Voice("good", 3)))

    assert heard(prepared) == "OggS"


async def test_zalo_is_fetched_by_address(storage: SqliteStorage, caplog: pytest.LogCaptureFixture) -> None:
    """An address that isn't Zalo's is refused by name, whatever the event says."""
    zalo = Settings(zalo_bot=ZaloBotSettings(token="1:x"))
    platforms = make_platforms(zalo, storage, clock)
    message = said(Voice("http://127.0.0.1/secret"), channel=Channel.ZALO_BOT)

    assert await make_prepare(sys.executable, platforms)(message) == message
    assert [getattr(record, "reason", None) for record in caplog.records] == ["host_not_allowed"]
    for platform in platforms:
        await platform.close()


# --- in the pipeline


async def test_from_a_recording_to_an_answer(storage: SqliteStorage, understander: Understander) -> None:
    """Heard, shown, confirmed with "1", answered; what was said is stored masked only."""
    listening = hearing(Fixed("mất căn cước 040095001234 làm lại hết bao nhiêu tiền"))
    pipeline = Pipeline(storage, make_handler(understander), clock, prepare=listening.prepare)
    await pipeline.start()
    try:
        shown = [plain_text(stored.reply) for stored in await pipeline.turn(said(Voice("f", 5)))]
        answer = [plain_text(stored.reply) for stored in await pipeline.turn(said(Text("1"), event="t1"))]
    finally:
        await pipeline.stop()

    assert "số giấy tờ" in shown[0]
    assert shown[1].startswith("Trợ lý nghe được: «mất căn cước")
    assert "0400" not in "".join(shown)
    assert answer[0].startswith("Cấp, đổi, cấp lại thẻ căn cước")


async def test_without_a_recogniser(storage: SqliteStorage, understander: Understander) -> None:
    """The setting is empty: how to type instead."""
    pipeline = Pipeline(storage, make_handler(understander), clock, prepare=make_prepare("", []))
    await pipeline.start()
    try:
        (stored,) = await pipeline.turn(said(Voice("f", 5)))
    finally:
        await pipeline.stop()

    assert plain_text(stored.reply) in texts.VOICE_NOT_HEARD


async def test_the_setting_names_a_command_that_is_not_there(tmp_path: Path) -> None:
    """The program says so at the start; a command that is there lets it start."""
    missing = Settings(data=tmp_path / "a", port=0, recogniser="/khong/co/lenh {file}")
    with pytest.raises(StartError, match="TROLY_RECOGNISER"):
        async with running(missing, assembled, clock):
            pass

    async with running(Settings(data=tmp_path / "b", port=0, recogniser=f"{sys.executable} x.py"), assembled, clock):
        pass
