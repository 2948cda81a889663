"""The whole program with an Official Account: events over HTTP, replies back through the API."""

import asyncio
import json
import logging
from collections.abc import AsyncIterator
from pathlib import Path

import aiohttp
import pytest

from bot.app import running
from bot.channels.zalo_oa import ANSWER_SECONDS, CALLBACK, LONGEST_BODY, WEBHOOK
from bot.pipeline.service import StoppingError
from bot.storage.contract import Accepted
from bot.storage.errors import StorageError, Trouble
from bot.storage.sqlite import SqliteStorage
from handlers.message import Message
from tests.bot.assistant import assembled
from tests.bot.channels.oa import USER, MovingClock, program
from tests.fakes.zalo_oa import FakeZaloOa


@pytest.fixture
async def zalo(tmp_path: Path) -> AsyncIterator[FakeZaloOa]:
    """The program runs, and Zalo delivers to it."""
    clock = MovingClock()
    async with FakeZaloOa(clock).serve() as fake, running(program(fake, tmp_path), assembled, clock) as url:
        fake.webhook = url + WEBHOOK
        yield fake
        await fake.settle()


async def test_a_conversation(zalo: FakeZaloOa) -> None:
    """Typed, answered with buttons, pressed, answered again; the echoes of our own sends are no messages."""
    assert await zalo.says(USER, "chào") == 200
    [answer] = await zalo.wait_sent(1)
    assert (answer.user, answer.text.splitlines()[0]) == (USER, "1: chào")
    assert [button["title"] for button in answer.buttons] == ["Khai sinh", "Danh mục"]

    assert await zalo.presses(USER, "Danh mục") == 200
    menu = (await zalo.wait_sent(2))[1]
    assert menu.text == "Chào bà con! Mời chọn việc cần hỏi:"

    await zalo.settle()
    assert zalo.statuses == [200, 200]
    assert await zalo.says(USER, "nữa") == 200
    assert (await zalo.wait_sent(3))[2].text.startswith("3: nữa")


async def test_delivered_again(zalo: FakeZaloOa) -> None:
    """The same body with `num_retry`, at once or later, is one message."""
    delivery = zalo.event(USER, "user_send_text", text="một")
    at_once = await asyncio.gather(*(zalo.deliver(delivery, retry=retry) for retry in range(6)))
    await zalo.wait_sent(1)
    later = await zalo.deliver(delivery, retry=5)

    assert {*at_once, later} == {200}
    await zalo.says(USER, "bốn")
    assert [sent.text.splitlines()[0] for sent in await zalo.wait_sent(2)] == ["1: một", "2: bốn"]


async def test_delivered_in_another_order(zalo: FakeZaloOa) -> None:
    """Zalo promises no order: what comes first is answered first, and nothing is lost."""
    first, second = (zalo.event(USER, "user_send_text", text=text) for text in ("một", "bốn"))
    await zalo.deliver(second)
    await zalo.deliver(first)

    assert [sent.text.splitlines()[0] for sent in await zalo.wait_sent(2)] == ["1: bốn", "2: một"]


async def test_following_and_leaving_are_stored(zalo: FakeZaloOa) -> None:
    """Each once; the same person may follow again later."""
    delivery = zalo.following(USER, "follow")

    assert [await zalo.deliver(delivery), await zalo.deliver(delivery), await zalo.follows(USER, name="unfollow")] == [
        200,
        200,
        200,
    ]
    await zalo.says(USER, "tôi đây")
    zalo.blocked.clear()
    assert (await zalo.wait_sent(1))[0].text.startswith("3: tôi đây")


@pytest.mark.parametrize("name", ["oa_send_text", "user_seen_message", "anonymous_send_text", "never_seen"])
async def test_what_nobody_is_answered_for(zalo: FakeZaloOa, name: str) -> None:
    """It is told 200, so that Zalo doesn't switch the webhook off, and nothing is stored."""
    assert await zalo.deliver(zalo.event(USER, name, text="0912345678")) == 200
    await zalo.says(USER, "chào")
    assert (await zalo.wait_sent(1))[0].text.startswith("1: chào")


async def test_a_wrong_signature(zalo: FakeZaloOa, caplog: pytest.LogCaptureFixture) -> None:
    """401 and nothing stored; what sources disagree about is named in the log, never let in."""
    caplog.set_level(logging.INFO, "bot")
    good = zalo.event(USER, "user_send_text", text="chào")
    event = json.loads(good.body)
    forged = [
        zalo.sign(event, secret="doan"),
        zalo.sign(event, secret=zalo.app_secret),
        zalo.sign(event, first=zalo.oa_id),
    ]
    for delivery in forged:
        assert await zalo.deliver(delivery) == 401
    good.headers["X-ZEvent-Signature"] = good.headers["X-ZEvent-Signature"].removeprefix("mac=")
    assert await zalo.deliver(good) == 401
    del good.headers["X-ZEvent-Signature"]
    assert await zalo.deliver(good) == 401

    seen = [(record.msg, record.__dict__.get("by")) for record in caplog.records if "sign" in str(record.msg)]
    assert seen == [
        ("zalo_oa.bad_signature", None),
        ("zalo_oa.signed_otherwise", "app_secret"),
        ("zalo_oa.signed_otherwise", "account_id"),
        ("zalo_oa.bad_signature", None),
    ]
    await zalo.says(USER, "thật")
    assert (await zalo.wait_sent(1))[0].text.startswith("1: thật")


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"{", 400),
        (b"[]", 400),
        (b"\xff", 400),
        (b"[" * 50_000, 400),
        (b'{"event_name": "user_send_text"}', 401),
        (b" " * (LONGEST_BODY + 1), 413),
    ],
)
async def test_bodies_that_are_no_events(zalo: FakeZaloOa, body: bytes, status: int) -> None:
    """Told apart by what is wrong with them."""
    async with (
        aiohttp.ClientSession() as session,
        session.post(zalo.webhook, data=body, headers={"X-ZEvent-Signature": "mac=0"}) as response,
    ):
        assert response.status == status


async def test_a_signed_body_without_a_sender(zalo: FakeZaloOa) -> None:
    """400: delivering it again won't help."""
    assert await zalo.deliver(zalo.sign({"event_name": "user_send_text", "timestamp": "1"})) == 400


async def test_other_ways_of_asking(zalo: FakeZaloOa) -> None:
    """Only POST is for the webhook; the consent's way back tells what to do and keeps nothing."""
    async with aiohttp.ClientSession() as session:
        for method in ("GET", "PUT", "DELETE"):
            async with session.request(method, zalo.webhook) as response:
                assert response.status == 405
        async with session.get(zalo.webhook.removesuffix(WEBHOOK) + CALLBACK + "?code=bi-mat&oa_id=1") as response:
            page = await response.text()
            assert response.status == 200 and "troly zalo login" in page and "bi-mat" not in page
            assert response.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("error", [StoppingError(), StorageError(Trouble.FULL)])
async def test_what_cannot_be_stored_is_delivered_again(
    zalo: FakeZaloOa, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    """503 until it can be stored, and then it is one message."""
    accept, failures = SqliteStorage.accept, iter([error, error])

    async def failing(self: SqliteStorage, message: Message, *, ignored: str | None = None) -> Accepted:
        if failure := next(failures, None):
            raise failure
        return await accept(self, message, ignored=ignored)

    monkeypatch.setattr(SqliteStorage, "accept", failing)
    statuses = await zalo.deliver_until_taken(zalo.event(USER, "user_send_text", text="chào"))

    assert statuses == [503, 503, 200]
    assert (await zalo.wait_sent(1))[0].text.startswith("1: chào")


async def test_a_store_that_is_slow(zalo: FakeZaloOa, monkeypatch: pytest.MonkeyPatch) -> None:
    """Zalo waits two seconds: it is told 503 before that, and what was stored after all is answered once."""
    assert ANSWER_SECONDS < 2
    monkeypatch.setattr("bot.channels.zalo_oa.ANSWER_SECONDS", 0.0)
    delivery = zalo.event(USER, "user_send_text", text="chào")
    assert await zalo.deliver(delivery) == 503
    monkeypatch.undo()

    assert await zalo.deliver(delivery, retry=1) == 200
    assert (await zalo.wait_sent(1))[0].text.startswith("1: chào")


async def test_nothing_secret_is_logged(zalo: FakeZaloOa, caplog: pytest.LogCaptureFixture) -> None:
    """Neither tokens and secrets nor what was typed and by whom."""
    caplog.set_level(logging.DEBUG, "bot")
    await zalo.says(USER, "chuyện riêng của tôi")
    await zalo.wait_sent(1)
    await zalo.settle()

    logged = "\n".join(str(record.__dict__) for record in caplog.records)
    tokens = [token[0] for token in (zalo._access, zalo._refresh) if token]
    for secret in (*tokens, zalo.app_secret, zalo.webhook_secret, "chuyện riêng", USER):
        assert secret not in logged
