"""Replies through a Zalo Bot: what people read, and what each answer of the platform means."""

import logging
import socket
import traceback
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest
from aiohttp import web

from bot.channels.contract import (
    ChannelStoppedError,
    NotSentError,
    OutcomeUnknownError,
    RefusedError,
    SendError,
)
from bot.channels.pictures import Pictures, add_pictures
from bot.channels.zalo_bot_api import NoAnswerError, NotReachedError, ZaloBotApi
from bot.channels.zalo_bot_send import ZaloBotSender, choice_lines, fault_of
from bot.channels.zalo_bot_usage import UsageWatch, usage_line
from bot.settings import ZaloBotSettings
from bot.storage.contract import Key, Outgoing
from bot.storage.sqlite import SqliteStorage
from bot.texts import APOLOGY
from handlers.action import Action, Verb
from handlers.message import Channel
from handlers.reply import Paragraph, Picture, Press, Reply, say
from tests.bot.assistant import BIRTH, MENU, document
from tests.bot.talk import NOW, clock
from tests.fakes.zalo_bot import TOKEN, FakeZaloBot, Fault

CHAT = "6ede9afa66b88fe6d6a9"
WEEK = Picture(b"\x89PNG", "Biểu đồ lượt hỗ trợ", "Xóm 4: 12 lượt")
Open = Callable[[FakeZaloBot], ZaloBotApi]


@pytest.fixture
async def zalo() -> AsyncIterator[FakeZaloBot]:
    """The platform; one user has written to the bot."""
    async with FakeZaloBot() as fake:
        fake.update(user=CHAT)
        yield fake


@pytest.fixture
async def api(zalo: FakeZaloBot) -> AsyncIterator[ZaloBotApi]:
    """A client of it."""
    api = ZaloBotApi(ZaloBotSettings(TOKEN, zalo.api))
    yield api
    await api.close()


@pytest.fixture
def sender(api: ZaloBotApi, tmp_path: Path) -> ZaloBotSender:
    """A sender where nobody can fetch pictures."""
    return ZaloBotSender(api, Pictures(tmp_path, "", clock), "https://zalo.me/s/bot")


def outgoing(reply: Reply, *, group: bool = False, tries: int = 0) -> Outgoing:
    """A reply on its way."""
    return Outgoing(1, Key(Channel.ZALO_BOT, CHAT), reply, NOW, group=group, tries=tries)


async def send(sender: ZaloBotSender, reply: Reply, *, group: bool = False, tries: int = 0) -> None:
    """Make all calls of a reply."""
    for call in sender.calls(outgoing(reply, group=group, tries=tries)):
        await call()


async def fault(sender: ZaloBotSender, tries: int = 0) -> SendError:
    """The error of a send that doesn't succeed."""
    with pytest.raises(SendError) as error:
        await send(sender, say("Chào"), tries=tries)
    # The token is part of the address that was called: it may stand nowhere in what is raised.
    told = "".join(traceback.format_exception(error.value)) + repr(error.value)
    assert TOKEN not in told and "zalo-bot-test-token" not in told
    return error.value


async def test_one_message_with_numbered_choices(sender: ZaloBotSender, zalo: FakeZaloBot) -> None:
    """Plain text: nothing that is typed can become markup."""
    await send(sender, say("Khai sinh *không* mất phí.", buttons=(BIRTH, MENU)))

    assert [sent.text for sent in zalo.sent] == [
        "Khai sinh *không* mất phí.\n\nTrả lời bằng số:\n1. Khai sinh\n2. Danh mục"
    ]
    assert zalo.calls == [("sendMessage", {"chat_id": CHAT, "text": zalo.sent[0].text})]


async def test_a_long_reply_is_several_messages(sender: ZaloBotSender, zalo: FakeZaloBot) -> None:
    """The choices under the last."""
    await send(sender, say("a" * 1_200, "b" * 1_200, buttons=(MENU,)))

    assert [sent.text[0] for sent in zalo.sent] == ["a", "b"]
    assert zalo.sent[1].text.endswith("b\n\nTrả lời bằng số:\n1. Danh mục")


def test_where_a_number_is_asked_for() -> None:
    """A typed number is that number, so the other choices are words."""
    numbers = [Press(str(n), Action(Verb.CHOOSE, ("so-nguoi", str(n)))) for n in range(3)]
    back, leave = Press("Quay lại", Action(Verb.BACK)), Press("Thôi, để sau", Action(Verb.LEAVE))

    assert choice_lines([*numbers, back, leave]) == "Hoặc gõ: “Quay lại” · “Thôi, để sau”"
    assert choice_lines(numbers) == choice_lines(()) == ""
    assert choice_lines(APOLOGY.buttons).startswith("Trả lời bằng số:\n1. ")
    assert choice_lines(APOLOGY.buttons, followed=True).startswith("Hoặc gõ: “")


async def test_in_a_group(sender: ZaloBotSender, zalo: FakeZaloBot, api: ZaloBotApi, tmp_path: Path) -> None:
    """No numbers, which the bot wouldn't hear; the way to a conversation of one's own, if it is known."""
    private = Press("Hỏi riêng trợ lý", Action(Verb.PRIVATE))
    await send(sender, say("Miễn phí.", buttons=(BIRTH, private)), group=True)
    await send(ZaloBotSender(api, Pictures(tmp_path, "", clock)), say("Miễn phí.", buttons=(private,)), group=True)

    assert [sent.text for sent in zalo.sent] == ["Miễn phí.\n\nHỏi riêng trợ lý: https://zalo.me/s/bot", "Miễn phí."]


@pytest.mark.parametrize(
    ("trouble", "kind", "reason"),
    [
        (Fault(429), NotSentError, "quota"),
        (Fault(429, status=200), NotSentError, "quota"),
        (Fault(403), NotSentError, "forbidden"),
        (Fault(500), NotSentError, "server_error"),
        (Fault(408), OutcomeUnknownError, "timeout"),
        (Fault(504), OutcomeUnknownError, "timeout"),
        (Fault(silent=True), OutcomeUnknownError, "no_answer"),
        (Fault(silent=True, acts=True), OutcomeUnknownError, "no_answer"),
        (Fault(400), RefusedError, "bad_request"),
        (Fault(426), RefusedError, "error_426"),
        (Fault(302), RefusedError, "error_302"),
        (Fault(401), ChannelStoppedError, "token"),
    ],
)
async def test_faults(
    sender: ZaloBotSender, zalo: FakeZaloBot, trouble: Fault, kind: type[SendError], reason: str
) -> None:
    """Each by name; the next send goes through."""
    zalo.fault("sendMessage", trouble)

    error = await fault(sender)

    assert (type(error), error.reason) == (kind, reason)
    assert len(zalo.sent) == int(trouble.acts)
    await send(sender, say("Chào"))
    assert zalo.sent[-1].text == "Chào"


async def test_not_found_means_the_token_or_the_conversation(sender: ZaloBotSender, zalo: FakeZaloBot) -> None:
    """The bot's own card tells which: one stranger's id must not stop everybody."""
    zalo.fault("sendMessage", Fault(404), Fault(404), Fault(404))
    zalo.fault("getMe", Fault(404), Fault(500))

    assert isinstance(await fault(sender), ChannelStoppedError)
    assert isinstance(await fault(sender), NotSentError)
    error = await fault(sender)
    assert (type(error), error.reason) == (RefusedError, "not_found")


async def test_nobody_listens(tmp_path: Path) -> None:
    """Nothing has left, so it may be sent again without a doubt."""
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        api = ZaloBotApi(ZaloBotSettings(TOKEN, f"http://127.0.0.1:{unused.getsockname()[1]}"))
        error = await fault(ZaloBotSender(api, Pictures(tmp_path, "", clock)))
        await api.close()

    assert (type(error), error.reason) == (NotSentError, "network")


async def test_no_answer_in_time(api: ZaloBotApi, zalo: FakeZaloBot) -> None:
    """After the request has left: nobody knows."""
    with pytest.raises(NoAnswerError) as error:
        await api.call("getUpdates", {"timeout": 30}, 0.05)

    assert error.value.__cause__ is None and error.value.__context__ is None
    assert not issubclass(NoAnswerError, NotReachedError)


def test_a_quota_does_not_heal_soon() -> None:
    """The whole channel rests, longer each time; what is forbidden again and again is this conversation's affair."""
    pauses = [fault_of(429, tries) for tries in (0, 1, 5, 50)]

    assert [pause.after for pause in pauses if isinstance(pause, NotSentError)] == [60, 120, 1920, 3600]
    assert all(isinstance(pause, NotSentError) and pause.everywhere for pause in pauses)
    assert isinstance(fault_of(403, 4), NotSentError) and isinstance(fault_of(403, 5), RefusedError)


# --- pictures --------------------------------------------------------------------------------------------------------


@pytest.fixture
async def public(api: ZaloBotApi, tmp_path: Path) -> AsyncIterator[ZaloBotSender]:
    """A sender whose pictures can be fetched."""
    app = web.Application()
    runner = web.AppRunner(app, access_log=None)
    with socket.socket() as bound:
        bound.bind(("127.0.0.1", 0))
        pictures = Pictures(tmp_path, f"http://127.0.0.1:{bound.getsockname()[1]}", clock)
        add_pictures(app, pictures)
        await runner.setup()
        await web.SockSite(runner, bound).start()
        yield ZaloBotSender(api, pictures)
        await runner.cleanup()


async def test_a_picture_with_its_text(public: ZaloBotSender, zalo: FakeZaloBot) -> None:
    """One message: the picture by its address, the text and the choices under it."""
    await send(public, Reply((Paragraph("Tuần này:"),), buttons=(MENU,), picture=WEEK))

    [sent] = zalo.sent
    assert sent.fetched == WEEK.png and sent.photo is not None and sent.photo.startswith("http://127.0.0.1:")
    assert sent.text == "Tuần này:\n\nTrả lời bằng số:\n1. Danh mục"


async def test_a_picture_with_a_long_text(public: ZaloBotSender, zalo: FakeZaloBot) -> None:
    """The picture first, named by what it shows."""
    await send(public, Reply((Paragraph("x" * 1_999),), buttons=(MENU,), picture=WEEK))

    assert [(sent.text[:10], bool(sent.photo)) for sent in zalo.sent] == [
        ("Biểu đồ lư", True),
        ("xxxxxxxxxx", False),
        ("Trả lời bằ", False),
    ]


async def test_a_picture_that_is_not_taken(public: ZaloBotSender, zalo: FakeZaloBot) -> None:
    """The numbers arrive as text; a fault that may pass is left to the outbox."""
    zalo.fault("sendPhoto", Fault(400), Fault(500))
    reply = Reply((Paragraph("Tuần này:"),), picture=WEEK)

    await send(public, reply)
    with pytest.raises(NotSentError):
        await send(public, reply)

    assert [sent.text for sent in zalo.sent] == ["Tuần này:\n\nXóm 4: 12 lượt"]


async def test_without_a_public_address(sender: ZaloBotSender, zalo: FakeZaloBot) -> None:
    """The table, at once."""
    await send(sender, Reply((Paragraph("Tuần này:"),), picture=WEEK))

    assert [(sent.text, sent.photo) for sent in zalo.sent] == [("Tuần này:\n\nXóm 4: 12 lượt", None)]


# --- the month -------------------------------------------------------------------------------------------------------


async def test_most_of_the_month_is_used(
    api: ZaloBotApi, zalo: FakeZaloBot, storage: SqliteStorage, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """Said once in the log from 80 % on; nothing is stopped; administrators see the count."""
    watch = UsageWatch(storage, clock)
    sender = ZaloBotSender(api, Pictures(tmp_path, "", clock), sent=watch.look)
    assert await usage_line(storage, NOW) == (
        "Zalo Bot, tháng 11/2026: đã gửi 0 tin, gói miễn phí 3.000 tin mỗi tháng (0 %)."
    )
    with caplog.at_level(logging.WARNING, "bot"):
        await send(sender, document())
        assert caplog.messages == []
        await _count(storage, 2_400)
        await send(sender, document())
        await send(sender, document())

    assert caplog.messages == ["zalo_bot.quota"]
    assert "2.400 tin" in await usage_line(storage, NOW) and "(80 %)" in await usage_line(storage, NOW)
    assert len(zalo.sent) == 3


async def _count(storage: SqliteStorage, sends: int) -> None:
    """So many sends of this month, as if they had been made."""
    await storage._write(
        lambda db: db.execute("INSERT INTO sends (channel, month, count) VALUES ('zalo-bot', '2026-11', ?)", (sends,))
    )
