"""How replies reach people on Telegram: in parts, as edits, with pictures, and what comes of each way of failing."""

import base64
from dataclasses import replace
from datetime import date
from pathlib import Path

import httpx
import pytest
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)

from bot.channels.contract import ChannelStoppedError, NotSentError, OutcomeUnknownError, RefusedError
from bot.channels.telegram_client import Client, fault_of
from bot.channels.telegram_send import TelegramSender
from bot.pipeline import outbox
from bot.settings import TelegramSettings
from handlers.action import Action, Verb
from handlers.conversation import Conversation
from handlers.message import Button, Message, Text
from handlers.reply import Paragraph, Picture, Press, Reply, say
from handlers.turn import Turn
from tests.bot.channels.telegram_world import World, telegram_world
from tests.fakes.telegram import TOKEN

PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
PICTURE = Picture(PNG, "Biểu đồ", "Tuần này: 3")
ON = Press("Tiếp", Action(Verb.CHOOSE, ("a", "b")))


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(outbox, "BACK_OFF", (0.01,))


def showing(message: Message, conversation: Conversation, today: date) -> Turn:
    """A handler whose replies are those a test needs, by what is typed."""
    counted = conversation.with_(misses=conversation.misses + 1)
    match message.content:
        case Text("dài"):
            return Turn(conversation, (Reply(tuple(Paragraph(f"{n} " + "x" * 1500) for n in range(5)), buttons=(ON,)),))
        case Text("hình"):
            return Turn(conversation, (replace(say("Báo cáo & hơn", buttons=(ON,)), picture=PICTURE),))
        case Text("hình dài"):
            return Turn(conversation, (replace(say("x" * 1025, buttons=(ON,)), picture=PICTURE),))
        case Text("chỉ hình"):
            return Turn(conversation, (Reply((), buttons=(ON,), picture=PICTURE),))
        case Text("lặp"):
            return Turn(conversation, (say("Câu 1", buttons=(ON,)),))
        case Button("1:k:a:b"):
            text = f"Câu {conversation.misses}" if conversation.misses > 1 else "Câu 1"
            return Turn(counted, (replace(say(text, buttons=(ON,)), replaces=True),))
    return Turn(counted, (say(f"nhận: {message.content.text if isinstance(message.content, Text) else ''}"),))


async def say_to(world: World, text: str, **more: int) -> None:
    """A person writes."""
    await world.fake.say(text, **more)


async def test_long_replies(tmp_path: Path) -> None:
    """Several messages in order, the buttons under the last."""
    async with telegram_world(tmp_path, handler=showing) as world:
        await say_to(world, "dài")
        await world.fake.reply(3)
        assert [sent.text[:2] for sent in world.fake.sent] == ["0 ", "2 ", "4 "]
        assert [sent.labels for sent in world.fake.sent] == [[], [], ["Tiếp"]]
        assert all(call.params["link_preview_options"]["is_disabled"] for call in world.fake.made("sendMessage"))


async def test_a_wizard_goes_on_in_place(tmp_path: Path) -> None:
    """The message of the button changes; the same again counts as done; what is gone is said anew."""
    async with telegram_world(tmp_path, handler=showing) as world:
        await say_to(world, "lặp")
        first = await world.fake.reply()
        await world.fake.press("Tiếp", first)
        await world.fake.press("Tiếp", first)
        await world.fake.press("Tiếp", first)
        await world.fake.until(lambda: first.text == "Câu 2")
        assert len(world.fake.sent) == 1 and len(world.fake.made("editMessageText")) == 3

        await world.fake.press_code("1:k:a:b", 7, 999)
        assert (await world.fake.reply(2)).text == "Câu 3"
        counts = await world.pipeline.counts()
        assert (counts.ended, counts.repeats) == (0, 0)


async def test_a_picture_cannot_become_text(tmp_path: Path) -> None:
    """A button under a picture is answered by a new message."""
    async with telegram_world(tmp_path, handler=showing) as world:
        await say_to(world, "hình")
        await world.fake.press("Tiếp", await world.fake.reply())
        assert (await world.fake.reply(2)).text == "Câu 1"


async def test_pictures(tmp_path: Path) -> None:
    """With the text under it where it fits, else before it."""
    async with telegram_world(tmp_path, handler=showing) as world:
        for text in ("hình", "hình dài", "chỉ hình"):
            await say_to(world, text)
        await world.fake.reply(4)
        assert [(bool(sent.photo), len(sent.text), sent.labels) for sent in world.fake.sent] == [
            (True, 13, ["Tiếp"]),
            (True, 0, []),
            (False, 1025, ["Tiếp"]),
            (True, 0, ["Tiếp"]),
        ]
        assert world.fake.sent[0].photo == PNG and world.fake.sent[0].html == "Báo cáo &amp; hơn"


async def test_in_a_group(tmp_path: Path) -> None:
    """The answer points at the question, also when that was deleted meanwhile."""
    async with telegram_world(tmp_path, handler=showing) as world:
        await world.fake.say("không phải hỏi máy", chat=-9)
        update = await world.fake.mention("@ cần gì")
        sent = await world.fake.reply()
        assert (sent.chat, sent.text, sent.reply_to) == (-9, "nhận: cần gì", update["message"]["message_id"])
        [call] = world.fake.made("sendMessage")
        assert call.params["reply_parameters"]["allow_sending_without_reply"] is True


async def test_blocked(tmp_path: Path) -> None:
    """It ends with a name; others are answered."""
    async with telegram_world(tmp_path, handler=showing) as world:
        world.fake.blocked.add(8)
        await say_to(world, "một", chat=8)
        await world.fake.until(lambda: len(world.fake.made("sendMessage")) == 1)
        await say_to(world, "hai")
        await world.fake.reply()
        assert [(item.kind, item.reason) for item in await world.storage.stuck()] == [("ended", "blocked")]


async def test_refused_until_it_is_not(tmp_path: Path) -> None:
    """Too fast, ill, unreachable: it arrives once, later."""
    async with telegram_world(tmp_path, handler=showing) as world:
        world.fake.fail("sendMessage", 500)
        world.fake.fail("sendMessage", 429, "Too Many Requests: retry after 1", retry_after=1)
        world.fake.babble("sendMessage", b"<html>", 502)
        await say_to(world, "một")
        await world.fake.reply()
        assert len(world.fake.sent) == 1 and len(world.fake.made("sendMessage")) == 4
        assert (await world.pipeline.counts()).repeats == 0


@pytest.mark.parametrize("acts", [False, True])
@pytest.mark.parametrize("hangs", [False, True])
async def test_an_outcome_that_nobody_knows(tmp_path: Path, acts: bool, hangs: bool) -> None:
    """It is said once more, and counted as perhaps said twice; never a third time."""
    async with telegram_world(tmp_path, handler=showing, seconds=0.2) as world:
        world.fake.lose("sendMessage", acts=acts, hangs=hangs)
        await say_to(world, "một")
        await say_to(world, "hai")
        await world.fake.until(lambda: bool(world.fake.sent) and world.fake.sent[-1].text == "nhận: hai")
        assert [sent.text for sent in world.fake.sent] == ["nhận: một"] * (2 if acts else 1) + ["nhận: hai"]
        assert (await world.pipeline.counts()).repeats == 1


@pytest.mark.parametrize(
    ("error", "kind", "reason"),
    [
        (RetryAfter(17), NotSentError, "too_many_requests"),
        (Forbidden("Forbidden: bot was kicked"), RefusedError, "blocked"),
        (ChatMigrated(-100), RefusedError, "migrated"),
        (InvalidToken("x"), ChannelStoppedError, "token"),
        (BadRequest("Chat not found"), RefusedError, "chat_not_found"),
        (BadRequest("not enough rights to send text messages"), RefusedError, "no_rights"),
        (BadRequest("BUTTON_DATA_INVALID"), RefusedError, "bad_request"),
        (Conflict("x"), NotSentError, "conflict"),
        (NetworkError("Bad Gateway"), NotSentError, "server_error"),
        (TelegramError("Invalid server response"), OutcomeUnknownError, "bad_answer"),
        (KeyError("result"), OutcomeUnknownError, "bad_answer"),
    ],
)
def test_what_errors_mean(error: Exception, kind: type, reason: str) -> None:
    """Each to the outbox's own kinds."""
    fault = fault_of(error)

    assert type(fault) is kind and fault.reason == reason
    if isinstance(error, RetryAfter):
        assert isinstance(fault, NotSentError) and (fault.after, fault.everywhere) == (17.0, True)


@pytest.mark.parametrize(
    ("cause", "error", "kind"),
    [
        (httpx.ConnectError("x"), NetworkError("x"), NotSentError),
        (httpx.ConnectTimeout("x"), TimedOut(), NotSentError),
        (httpx.PoolTimeout("x"), TimedOut(), NotSentError),
        (httpx.ProxyError("x"), NetworkError("x"), NotSentError),
        (httpx.ReadTimeout("x"), TimedOut(), OutcomeUnknownError),
        (httpx.WriteTimeout("x"), TimedOut(), OutcomeUnknownError),
        (httpx.ReadError("x"), NetworkError("x"), OutcomeUnknownError),
        (httpx.RemoteProtocolError("x"), NetworkError("x"), OutcomeUnknownError),
    ],
)
def test_how_far_a_request_came(cause: Exception, error: NetworkError, kind: type) -> None:
    """Before there was a connection nothing was sent; after, nobody knows."""
    error.__cause__ = cause

    assert type(fault_of(error)) is kind


async def test_the_pace_is_telegrams() -> None:
    """Below 30 a second, one a second in a chat, 20 a minute in a group."""
    client = Client(TelegramSettings(TOKEN))
    pace = TelegramSender(client, "").pace
    await client.close_connections()

    assert pace.per_second < 30 and pace.between >= 1 and pace.between_in_group >= 3
