"""Telegram by webhook: the right secret, stored before 200, sent again otherwise."""

from io import BytesIO
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from bot.channels.telegram import SECRET_HEADER
from bot.storage.errors import StorageError, Trouble
from bot.storage.sqlite import SqliteStorage
from tests.bot.channels.telegram_world import SECRET, World, started, telegram_world
from tests.bot.talk import NOW

UPDATE = {
    "update_id": 70,
    "message": {
        "message_id": 3,
        "date": int(NOW.timestamp()),
        "chat": {"id": 7, "type": "private"},
        "from": {"id": 7, "is_bot": False, "first_name": "Năm"},
        "text": "một",
    },
}


async def post(world: World, data: Any, secret: str | None = SECRET) -> int:
    """Call the webhook as anybody may; the status."""
    headers = {SECRET_HEADER: secret} if secret is not None else {}
    async with (
        aiohttp.ClientSession() as session,
        session.post(world.url + "/webhook/telegram", headers=headers, json=data) as response,
    ):
        return response.status


async def ready(world: World) -> None:
    """Wait until the channel has told Telegram where it is."""
    await world.fake.until(lambda: bool(world.fake.commands))


async def test_a_conversation(tmp_path: Path) -> None:
    """Telegram is told the address, the secret and what to send; nothing that waited is dropped."""
    async with started() as fake:
        await fake.say("chờ từ trước")
        async with telegram_world(tmp_path, fake=fake, mode="webhook") as world:
            assert (await fake.reply()).text.startswith("1: chờ từ trước")
            [call] = fake.made("setWebhook")
            assert call.params["url"] == world.url + "/webhook/telegram"
            assert call.params["secret_token"] == SECRET
            assert call.params["allowed_updates"] == ["message", "callback_query", "my_chat_member"]
            assert call.params.get("drop_pending_updates") in (None, "false", False)

            await fake.press("Danh mục")
            assert (await fake.reply(2)).text.startswith("Chào bà con")
            await fake.until(lambda: len(fake.answered) == 1)
            assert fake.made("getUpdates") == []


@pytest.mark.parametrize("secret", [None, "", "bi-mat_2", "bí mật", SECRET + "x", SECRET[:-1]])
async def test_a_stranger(tmp_path: Path, secret: str | None) -> None:
    """401, and nothing is stored."""
    async with telegram_world(tmp_path, mode="webhook") as world:
        await ready(world)
        assert await post(world, UPDATE, secret) == 401
        assert (await world.pipeline.counts()).waiting == 0 and world.fake.sent == []


async def test_what_is_not_an_update(tmp_path: Path) -> None:
    """400 for what isn't JSON or isn't an update, 413 over 1 MB, 405 for other ways of calling."""
    async with telegram_world(tmp_path, mode="webhook") as world:
        await ready(world)
        for body in (b"", b"{", b"[]", b"null", b'{"update_id": "1"}', b"\xff", b"[" * 100_000):
            assert await _post_raw(world, body) == 400
        assert await _post_raw(world, b'{"update_id": 1, "x": "' + b"x" * 1_100_000 + b'"}') == 413
        async with aiohttp.ClientSession() as session, session.get(world.url + "/webhook/telegram") as response:
            assert response.status == 405


async def test_the_same_update_again(tmp_path: Path) -> None:
    """200 each time, answered once; what nobody reads is taken too."""
    async with telegram_world(tmp_path, mode="webhook") as world:
        await ready(world)
        assert [await post(world, UPDATE) for _ in range(3)] == [200] * 3
        assert await post(world, {"update_id": 71, "message": {"message_id": "x"}}) == 200
        assert await post(world, {"update_id": 72, "poll": {}}) == 200
        await world.fake.say("hai lần")
        assert (await world.fake.reply(2)).text.startswith("2: hai lần")


async def test_a_store_that_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """503, and Telegram sends it again until it is stored."""
    broken = [True]
    accept = SqliteStorage.accept

    async def failing(self: SqliteStorage, *args: object, **more: object) -> object:
        if broken[0]:
            raise StorageError(Trouble.FULL)
        return await accept(self, *args, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(SqliteStorage, "accept", failing)
    async with telegram_world(tmp_path, mode="webhook") as world:
        await ready(world)
        await world.fake.say("một")
        await world.fake.until(lambda: 503 in world.fake.refused_deliveries)
        broken[0] = False
        assert (await world.fake.reply()).text.startswith("1: một")


async def test_while_it_starts_and_stops(tmp_path: Path) -> None:
    """Before the bot knows its own name, and once the program stops: 503."""
    async with started() as fake:
        fake.lose("getMe", acts=False, hangs=True)
        async with telegram_world(tmp_path, fake=fake, mode="webhook") as world:
            await fake.until(lambda: len(fake.calls) == 1)
            assert await post(world, UPDATE) == 503
            await world.pipeline.stop()
    async with telegram_world(tmp_path, mode="webhook") as world:
        await ready(world)
        await world.pipeline.stop()
        assert await post(world, UPDATE) == 503


async def test_an_address_that_telegram_refuses(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """Said loudly, and tried again: perhaps the name is only new."""
    async with started() as fake:
        fake.fail("setWebhook", 400, "Bad Request: bad webhook: Failed to resolve host", times=2)
        async with telegram_world(tmp_path, fake=fake, mode="webhook") as world:
            await ready(world)
            assert world.slept == [1.0, 2.0]
    assert [record.levelname for record in caplog.records if record.msg == "telegram.later"] == ["ERROR", "ERROR"]


async def test_no_address_when_polling(tmp_path: Path) -> None:
    """Nobody can write through a door that isn't there."""
    async with telegram_world(tmp_path) as world:
        assert await post(world, UPDATE, "") == 404


async def _post_raw(world: World, body: bytes) -> int:
    headers = {SECRET_HEADER: SECRET, "Content-Type": "application/json"}
    async with (
        aiohttp.ClientSession() as session,
        session.post(world.url + "/webhook/telegram", headers=headers, data=BytesIO(body)) as response,
    ):
        return response.status
