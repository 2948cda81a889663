"""The whole program with a Zalo Bot: by polling, by webhook, and through faults."""

import asyncio
import json
import logging
import socket
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import timedelta
from pathlib import Path

import aiohttp
import pytest

from bot.app import running
from bot.settings import Settings, ZaloBotSettings
from tests.bot.assistant import assembled
from tests.bot.talk import NOW, clock
from tests.fakes.zalo_bot import DATE, TOKEN, FakeZaloBot, Fault

SECRET = "a-secret-of-ours"


def by_polling(zalo: FakeZaloBot, folder: Path) -> Settings:
    """Settings without a public address."""
    return Settings(data=folder, port=0, zalo_bot=ZaloBotSettings(TOKEN, zalo.api))


def by_webhook(zalo: FakeZaloBot, folder: Path) -> Settings:
    """Settings with one."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    bot = ZaloBotSettings(TOKEN, zalo.api, mode="webhook", secret=SECRET)
    return Settings(data=folder, port=port, public_url=f"http://127.0.0.1:{port}", zalo_bot=bot)


@asynccontextmanager
async def webhook_set(zalo: FakeZaloBot, folder: Path) -> AsyncIterator[None]:
    """The program, once Zalo knows where to bring messages."""
    async with running(by_webhook(zalo, folder), assembled, clock):
        await zalo.until(lambda: bool(zalo.webhook) and zalo.count("getMe") > 0)
        yield


async def test_a_conversation_by_polling(tmp_path: Path) -> None:
    """A question is answered where it was asked; two people don't wait for each other."""
    async with FakeZaloBot() as zalo, running(by_polling(zalo, tmp_path), assembled, clock):
        await zalo.says("khai sinh cần gì", user="u1")
        await zalo.says("lệ phí", user="u2")
        sent = await zalo.heard(2)

    assert {(message.chat, message.text.split("\n")[0]) for message in sent} == {
        ("u1", "1: khai sinh cần gì"),
        ("u2", "1: lệ phí"),
    }
    assert all(message.text.endswith("Trả lời bằng số:\n1. Khai sinh\n2. Danh mục") for message in sent)


async def test_a_message_that_comes_back_after_a_restart(tmp_path: Path) -> None:
    """Is still the same message: what was seen is in the store."""
    async with FakeZaloBot(replays=True) as zalo:
        settings = by_polling(zalo, tmp_path)
        async with running(settings, assembled, clock):
            await zalo.says("một", user="u1")
            await zalo.heard(1)
        async with running(settings, assembled, clock):
            await zalo.says("năm", user="u2")
            await zalo.heard(2)
            polls = zalo.count("getUpdates")
            await zalo.until(lambda: zalo.count("getUpdates") > polls)

    assert [sent.text[:6] for sent in zalo.sent] == ["1: một", "1: năm"]


async def test_an_old_message_is_not_answered(tmp_path: Path) -> None:
    """Older than 72 hours: stored, with a reason."""
    async with FakeZaloBot() as zalo, running(by_polling(zalo, tmp_path), assembled, clock):
        await zalo.says("cũ", user="u1", date=DATE - 73 * 3600 * 1000)
        await zalo.says("mới", user="u1")
        await zalo.heard(1)

    assert [sent.text[:6] for sent in zalo.sent] == ["1: mới"]


async def test_an_answer_of_which_nobody_knows_whether_it_arrived(tmp_path: Path) -> None:
    """The platform took it and the line was cut: it is sent once more, not for ever."""
    async with FakeZaloBot() as zalo, running(by_polling(zalo, tmp_path), assembled, clock):
        zalo.fault("sendMessage", Fault(silent=True, acts=True), Fault(silent=True, acts=True))
        await zalo.says("một", user="u1")
        await zalo.until(lambda: zalo.count("sendMessage") == 2)
        await zalo.says("năm", user="u1")
        await zalo.until(lambda: len(zalo.sent) == 3)

    assert [sent.text[:6] for sent in zalo.sent] == ["1: một", "1: một", "2: năm"]


async def test_a_conversation_by_webhook(tmp_path: Path) -> None:
    """Zalo is told where to bring messages, with the secret; both envelopes are read."""
    async with FakeZaloBot() as zalo, webhook_set(zalo, tmp_path):
        assert zalo.calls[0] == ("setWebhook", {"url": zalo.webhook, "secret_token": SECRET})
        await zalo.says("một", user="u1")
        zalo.wrapped = False
        await zalo.says("năm", user="u2")
        await zalo.heard(2)

        assert zalo.count("getUpdates") == 0
    assert {sent.text[:6] for sent in zalo.sent} == {"1: một", "1: năm"}


async def test_delivered_twice_and_out_of_order(tmp_path: Path) -> None:
    """A message is one message; each is told 200 once it is stored."""
    async with FakeZaloBot() as zalo, webhook_set(zalo, tmp_path):
        first, second = (zalo.update(text=text, user=user) for text, user in (("một", "u1"), ("năm", "u2")))
        assert await zalo.deliver(second, first, first, second) == [200] * 4
        await zalo.says("ba", user="u3")
        await zalo.heard(3)

    assert sorted(sent.text[:6] for sent in zalo.sent) == ["1: ba\n", "1: một", "1: năm"]


async def test_not_from_zalo(tmp_path: Path) -> None:
    """A wrong or missing secret: 401, and nothing is stored, however good the rest."""
    async with FakeZaloBot() as zalo, webhook_set(zalo, tmp_path):
        update = zalo.update(text="giả", user="u1")
        assert await zalo.post(update, secret="") == 401
        assert await zalo.post(update, secret=SECRET[:-1]) == 401
        assert await zalo.post(update, header=False) == 401
        assert await zalo.post(None, secret="", raw=b"not json") == 401
        await zalo.says("thật", user="u1")
        await zalo.heard(1)

    assert [sent.text[:7] for sent in zalo.sent] == ["1: thật"]


async def test_what_is_no_message(tmp_path: Path) -> None:
    """200 for what Zalo may send to see whether we are there or that we don't know; errors for what is broken."""
    async with FakeZaloBot() as zalo, webhook_set(zalo, tmp_path):
        for data in (
            {},
            {"event_name": "webhook.verification"},
            [],
            None,
            {"event_name": "user.follow", "message": {}},
        ):
            assert await zalo.post(data) == 200
        assert await zalo.post(None, raw=b"") == 200
        assert await zalo.post(None, raw=b"{") == 400
        assert await zalo.post(None, raw=b"\xff\xfe") == 400
        assert await zalo.post(None, raw=json.dumps("x" * 1_100_000).encode()) == 413
        async with aiohttp.ClientSession() as session, session.get(zalo.webhook) as answer:
            assert answer.status == 405

    assert zalo.sent == []


async def test_while_the_program_stops(tmp_path: Path) -> None:
    """503: not stored, so not taken; what was stored is answered before the end."""
    async with FakeZaloBot() as zalo:
        stack = AsyncExitStack()
        await stack.enter_async_context(webhook_set(zalo, tmp_path))
        zalo.fault("sendMessage", Fault(500))
        await zalo.says("một", user="u1")
        await zalo.until(lambda: zalo.count("sendMessage") == 1)
        await stack.aclose()
        assert zalo.sent == []

        async with webhook_set(zalo, tmp_path):
            await zalo.heard(1)

    assert [sent.text[:6] for sent in zalo.sent] == ["1: một"]


async def test_a_webhook_that_zalo_cannot_reach(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Said by its outcome, and tried again; the token and the secret are in no record."""
    monkeypatch.setattr("bot.channels.zalo_bot_poll.BACK_OFF", (0.01,))
    async with FakeZaloBot() as zalo:
        zalo.fault("setWebhook", Fault(500))
        settings = by_webhook(zalo, tmp_path)
        elsewhere = Settings(data=settings.data, port=settings.port, public_url=zalo.api, zalo_bot=settings.zalo_bot)
        with caplog.at_level(logging.DEBUG):
            async with running(elsewhere, assembled, clock):
                await zalo.until(lambda: zalo.count("setWebhook") >= 3)

    records = [record.__dict__ for record in caplog.records]
    assert [record["outcome"] for record in records if record["msg"] == "zalo_bot.webhook_unreachable"][:1] == [
        "webhook.http.404"
    ]
    assert SECRET not in str(records) and "zalo-bot-test-token" not in str(records)


async def test_no_webhook_in_polling_mode(tmp_path: Path) -> None:
    """Without a secret there is nothing to call."""
    async with (
        FakeZaloBot() as zalo,
        running(by_polling(zalo, tmp_path), assembled, clock) as url,
        aiohttp.ClientSession() as session,
        session.post(url + "/webhook/zalo-bot", json={}) as answer,
    ):
        assert answer.status == 404


async def test_a_clock_far_behind(tmp_path: Path) -> None:
    """A message from ahead is a message of now."""
    async with FakeZaloBot() as zalo:
        settings = by_polling(zalo, tmp_path)
        async with running(settings, assembled, lambda: NOW - timedelta(days=200)):
            await zalo.says("một", user="u1")
            [answer] = await asyncio.wait_for(zalo.heard(1), 5)
    assert "một" in answer.text
