"""Telegram by long polling: what is said is stored, then confirmed, then answered; whatever goes wrong meanwhile."""

import asyncio
import logging
from datetime import timedelta
from pathlib import Path

import pytest

from bot.app import running
from bot.channels.telegram import BACK_OFF
from bot.pipeline import outbox
from bot.settings import Settings, TelegramSettings
from bot.storage.contract import Key
from bot.storage.errors import StorageError, Trouble
from bot.storage.sqlite import SqliteStorage
from bot.voice.media import FetchError
from bot.voice.recogniser import LONGEST_BYTES
from handlers.message import Channel
from tests.bot.assistant import assembled
from tests.bot.channels.telegram_world import started, telegram_world
from tests.bot.talk import NOW, clock
from tests.fakes.telegram import TOKEN


async def test_a_conversation(tmp_path: Path) -> None:
    """A question, its answer with buttons, a press whose spinning stops, the answer to it."""
    async with telegram_world(tmp_path) as world:
        await world.fake.say("khai sinh cần gì")
        first = await world.fake.reply()
        assert first.text == "1: khai sinh cần gì\n\nHôm nay 2026-11-21."
        assert first.rows == [
            [
                {"text": "Khai sinh", "callback_data": "1:t:khai-sinh"},
                {"text": "Danh mục", "callback_data": "1:n"},
            ]
        ]

        await world.fake.press("Khai sinh")
        second = await world.fake.reply(2)
        assert second.html.startswith("<b>Giấy tờ khai sinh</b>\n\nCần mang những giấy tờ này:\n• Giấy chứng sinh\n•")
        assert '<a href="https://dichvucong.gov.vn">Nộp trực tuyến</a>\n\n<i>Nguồn' in second.html
        await world.fake.until(lambda: world.fake.answered == ["q2"])


async def test_the_start(tmp_path: Path) -> None:
    """A webhook that was set is taken away without losing what waits; the menu of commands speaks Vietnamese."""
    async with started() as fake:
        fake.pending.append({"update_id": 5, "message": _message("chờ từ trước")})
        async with telegram_world(tmp_path, fake=fake):
            assert (await fake.reply()).text.startswith("1: chờ từ trước")

            assert fake.made("deleteWebhook")[0].params.get("drop_pending_updates") in (None, "false")
            descriptions = [item["description"] for item in fake.commands]
            assert [item["command"] for item in fake.commands][:3] == ["menu", "help", "giupdo"]
            assert all(" " in words for words in descriptions)
            for_some = [words.startswith("Dành cho ") for words in descriptions]
            assert any(for_some) and for_some == sorted(for_some), "what everybody can use comes first"


async def test_confirmed_only_when_stored(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """While the store fails nothing is confirmed; once it is well each message is answered once, in order."""
    broken = [True]
    accept = SqliteStorage.accept

    async def failing(self: SqliteStorage, *args: object, **more: object) -> object:
        if broken[0]:
            raise StorageError(Trouble.FULL)
        return await accept(self, *args, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(SqliteStorage, "accept", failing)
    async with telegram_world(tmp_path) as world:
        for word in ("một", "hai ba", "bốn"):
            await world.fake.say(word)
        await world.fake.until(lambda: len(world.fake.made("getUpdates")) > 4)
        assert [update["message"]["text"] for update in world.fake.pending] == ["một", "hai ba", "bốn"]
        assert all("offset" not in call.params for call in world.fake.made("getUpdates"))

        broken[0] = False
        await world.fake.reply(3)
        await world.fake.until(lambda: not world.fake.pending)
        assert [sent.text[:5] for sent in world.fake.sent] == ["1: mộ", "2: ha", "3: bố"]


async def test_the_same_update_again(tmp_path: Path) -> None:
    """Delivered three times, in another run too, it is one message."""
    async with started() as fake:
        async with telegram_world(tmp_path, fake=fake):
            update = await fake.say("một lần")
            await fake.deliver(update)
            await fake.reply()
        async with telegram_world(tmp_path, fake=fake):
            await fake.deliver(update)
            await fake.say("sau")
            assert (await fake.reply(2)).text.startswith("2: sau")
        assert len(fake.sent) == 2


async def test_a_batch_out_of_order(tmp_path: Path) -> None:
    """Within one answer the ids say what came first."""
    async with started() as fake:
        fake.reversed_batches = True
        for word in ("một", "hai ba", "bốn"):
            await fake.say(word)
        async with telegram_world(tmp_path, fake=fake):
            await fake.reply(3)
            await fake.until(lambda: not fake.pending)
        assert [sent.text[:5] for sent in fake.sent] == ["1: mộ", "2: ha", "3: bố"]


async def test_ids_that_jump_back(tmp_path: Path) -> None:
    """After a quiet week the next id may be anything."""
    async with telegram_world(tmp_path) as world:
        await world.fake.say("một")
        await world.fake.reply()
        await world.fake.until(lambda: not world.fake.pending)
        await world.fake.deliver({"update_id": 900_000, "message": _message("nhảy lên")})
        assert (await world.fake.reply(2)).text.startswith("2: nhảy lên")


async def test_many_chats_at_once(tmp_path: Path) -> None:
    """Each keeps its own order."""
    async with started() as fake:
        for number in range(3):
            for chat in range(1, 11):
                await fake.say(f"câu {number}", chat=chat)
        async with telegram_world(tmp_path, fake=fake):
            await fake.reply(30)
        for chat in range(1, 11):
            texts = [sent.text.split("\n")[0] for sent in fake.sent if sent.chat == chat]
            assert texts == [f"{n + 1}: câu {n}" for n in range(3)]


async def test_one_that_nobody_can_read(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """It doesn't hold back the others, and is confirmed with them."""
    async with telegram_world(tmp_path) as world:
        await world.fake.update(message={"message_id": 1, "date": 10**15, "chat": {"id": 7, "type": "private"}})
        await world.fake.say("đọc được")
        await world.fake.reply()
        await world.fake.until(lambda: not world.fake.pending)
    assert "update.unreadable" in caplog.messages


async def test_a_second_program(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """Another one asks with the same token: said loudly once, tried again with growing pauses."""
    async with started() as fake:
        fake.fail("getUpdates", 409, "Conflict: terminated by other getUpdates request", times=4)
        async with telegram_world(tmp_path, fake=fake) as world:
            await fake.say("một")
            await fake.reply()
            assert world.slept == list(BACK_OFF[:4])
    assert [record.levelname for record in caplog.records if record.msg == "telegram.conflict"] == ["ERROR"]


@pytest.mark.parametrize("status", [500, 502])
async def test_the_server_is_ill(tmp_path: Path, status: int) -> None:
    """Also at the start: tried until it is well."""
    async with started() as fake:
        for method in ("getMe", "deleteWebhook", "getUpdates"):
            fake.fail(method, status, times=2)
        fake.fail("setMyCommands", status)
        fake.babble("getUpdates", b"<html>")
        fake.lose("getUpdates", acts=False)
        async with telegram_world(tmp_path, fake=fake):
            await fake.say("một")
            assert "một" in (await fake.reply()).text


async def test_it_says_how_long_to_wait(tmp_path: Path) -> None:
    """A 429 while asking is obeyed."""
    async with started() as fake:
        fake.fail("getUpdates", 429, "Too Many Requests: retry after 17", retry_after=17)
        async with telegram_world(tmp_path, fake=fake) as world:
            await fake.say("một")
            await fake.reply()
            assert world.slept == [17.0]


async def test_a_server_that_does_not_wait(tmp_path: Path) -> None:
    """Empty answers that come at once don't make us ask without pause."""
    async with started() as fake:
        for _ in range(3):
            fake.babble("getUpdates", b'{"ok": true, "result": []}')
        async with telegram_world(tmp_path, fake=fake) as world:
            await fake.say("một")
            await fake.reply()
            assert world.slept == [1.0] * 3


async def test_fetching_a_recording(tmp_path: Path) -> None:
    """By its handle; what is too large isn't even asked for, what is gone has a name."""
    async with telegram_world(tmp_path) as world:
        world.fake.files = {"nói": b"OggS...", "dài": b"x" * (LONGEST_BYTES + 1)}

        assert await world.platform.fetch("nói") == b"OggS..."
        for file, reason in (("dài", "too_large"), ("mất", "bad_request")):
            with pytest.raises(FetchError, match=reason):
                await world.platform.fetch(file)


async def test_the_assembled_program(tmp_path: Path) -> None:
    """With a token in its settings the program is on Telegram, beside the page."""
    async with started() as fake:
        settings = Settings(data=tmp_path, port=0, telegram=TelegramSettings(TOKEN, api=fake.url))
        async with running(settings, assembled, clock):
            await fake.say("một")
            assert "một" in (await fake.reply()).text


async def test_a_wrong_token(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """The channel stops with a clear word; the program goes on."""
    caplog.set_level(logging.DEBUG)
    async with telegram_world(tmp_path, token="123456:sai") as world:
        await asyncio.wait_for(world.running, 5)
        assert world.pipeline.accepting
    [stopped] = [record for record in caplog.records if record.msg == "channel.stopped"]
    assert stopped.reason == "token" and stopped.levelname == "ERROR"  # type: ignore[attr-defined]


async def test_the_token_is_in_no_log(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever fails, and however much is logged."""
    monkeypatch.setattr(outbox, "BACK_OFF", (0.01,))
    caplog.set_level(logging.INFO)
    async with started() as fake:
        for method in ("getMe", "getUpdates", "sendMessage"):
            fake.fail(method, 500)
            fake.lose(method, acts=False)
        async with telegram_world(tmp_path, fake=fake):
            await fake.say("một")
            await fake.reply()
    secret = TOKEN.partition(":")[2]
    assert caplog.records
    for record in caplog.records:
        assert secret not in record.getMessage() and secret not in str(record.__dict__) + str(record.exc_info)


async def test_old_events(tmp_path: Path) -> None:
    """After three days nobody waits for an answer; a button under a message of last year is pressed today."""
    async with telegram_world(tmp_path) as world:
        await world.fake.message(text="cũ", at=NOW - timedelta(hours=73))
        await world.fake.press_code("1:n", 7, 3, date=int((NOW - timedelta(days=300)).timestamp()))
        assert (await world.fake.reply()).text.startswith("Chào bà con")
        assert len(await world.pipeline.replies_after(Key(Channel.TELEGRAM, "7"), 0)) == 1


async def test_stopped_between_storing_and_answering(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What a run stored and couldn't send the next one sends, though Telegram tells of it no more."""
    monkeypatch.setattr(outbox, "BACK_OFF", (0.01,))
    async with started() as fake:
        fake.lose("sendMessage", acts=False, hangs=True)
        async with telegram_world(tmp_path, fake=fake, seconds=0.2):
            await fake.say("một")
            await fake.until(lambda: len(fake.made("sendMessage")) == 1)
            await fake.until(lambda: not fake.pending)
        async with telegram_world(tmp_path, fake=fake):
            assert (await fake.reply()).text.startswith("1: một")
        assert len(fake.sent) == 1


def _message(text: str) -> dict[str, object]:
    return {
        "message_id": 900,
        "date": int(NOW.timestamp()),
        "chat": {"id": 7, "type": "private"},
        "from": {"id": 7, "is_bot": False, "first_name": "Bà Năm"},
        "text": text,
    }
