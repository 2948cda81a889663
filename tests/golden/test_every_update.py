"""Every kind of update on every platform: a hundred times over and shuffled it is one; broken ones break nothing."""

import asyncio
import hashlib
import json
import random
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from copy import deepcopy
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from bot.settings import Settings, TelegramSettings, ZaloBotSettings, ZaloOaSettings
from tests.bot.assistant import assistant
from tests.bot.talk import NOW, clock
from tests.fakes.telegram import TOKEN as TELEGRAM_TOKEN
from tests.fakes.telegram import FakeTelegram
from tests.fakes.zalo_bot import TOKEN as ZALO_BOT_TOKEN
from tests.fakes.zalo_bot import FakeZaloBot
from tests.fakes.zalo_oa import FakeZaloOa
from tests.golden.players import SECRET_KEY, Serving, serving

Json = dict[str, Any]
SECRET = "bi-mat-cua-webhook"
SECONDS, MILLISECONDS = int(NOW.timestamp()), int(NOW.timestamp() * 1000)
AGAIN = 100


@dataclass
class Door:
    """A platform's webhook: its updates by kind, how one travels, and the messages that people got."""

    running: Serving
    path: str
    updates: Mapping[str, Json]
    sent: Any
    headers: Mapping[str, str] = field(default_factory=dict)
    signed: FakeZaloOa | None = None

    async def send(self, session: aiohttp.ClientSession, update: object) -> int:
        """Bring one update as the platform does; the status."""
        body, headers = json.dumps(update).encode(), {"Content-Type": "application/json", **self.headers}
        if self.signed and isinstance(update, dict) and update.get("timestamp") is not None:
            fake = self.signed
            stamp = update["timestamp"] if isinstance(update["timestamp"], str) else json.dumps(update["timestamp"])
            mac = hashlib.sha256(
                fake.app_id.encode() + body + stamp.encode("utf-8", "replace") + fake.webhook_secret.encode()
            )
            headers["X-ZEvent-Signature"] = f"mac={mac.hexdigest()}"
        async with session.post(self.running.url + self.path, data=body, headers=headers) as response:
            return response.status


def telegram_updates() -> dict[str, Json]:
    """Each kind that Telegram sends; one chat each, so that replies can be told apart."""
    chat = {"id": 501, "type": "private", "first_name": "N"}
    user = {"id": 501, "is_bot": False, "first_name": "N"}
    base = {"message_id": 1, "date": SECONDS, "chat": chat, "from": user}
    file = {"file_id": "f", "file_unique_id": "u"}
    messages: dict[str, Json] = {
        "text": {"text": "xin chào"},
        "start": {"text": "/start abc", "entities": [{"type": "bot_command", "offset": 0, "length": 6}]},
        "voice": {"voice": {**file, "duration": 3}},
        "photo": {"photo": [{**file, "width": 9, "height": 9}], "caption": "giấy này là gì"},
        "location": {"location": {"latitude": 18.7, "longitude": 105.7}},
        "contact": {"contact": {"phone_number": "0900000000", "first_name": "A"}},
        "sticker": {
            "sticker": {
                **file, "type": "regular", "width": 9, "height": 9, "is_animated": False, "is_video": False,
            }
        },
        "document": {"document": file},
        "poll": {"dice": {"emoji": "🎲", "value": 3}},
    }  # fmt: skip
    updates: dict[str, Json] = {kind: {"message": {**base, **content}} for kind, content in messages.items()}
    updates["callback"] = {
        "callback_query": {
            "id": "9",
            "from": user,
            "chat_instance": "1",
            "data": "1:n",
            "message": {**base, "text": "a"},
        }
    }
    updates["edited"] = {"edited_message": {**base, "text": "sửa", "edit_date": SECONDS}}
    updates["channel"] = {"channel_post": {"message_id": 2, "date": SECONDS, "chat": {"id": -7, "type": "channel"}}}
    updates["unknown"] = {"something_new": {"a": 1}}
    return {kind: {"update_id": 7000 + number, **update} for number, (kind, update) in enumerate(updates.items())}


@asynccontextmanager
async def telegram(folder: Path) -> AsyncIterator[Door]:
    """Telegram's webhook."""
    fake = FakeTelegram(clock)
    await fake.start()
    try:
        bot = TelegramSettings(TELEGRAM_TOKEN, api=fake.url, mode="webhook", secret=SECRET)
        settings = Settings(data=folder, public_url="http://127.0.0.1:1", telegram=bot)
        async with serving(folder, assistant, settings) as running:
            await fake.until(lambda: bool(fake.webhook))
            headers = {"X-Telegram-Bot-Api-Secret-Token": SECRET}
            yield Door(running, "/webhook/telegram", telegram_updates(), lambda: fake.sent, headers)
    finally:
        await fake.stop()


@asynccontextmanager
async def zalo_oa(folder: Path) -> AsyncIterator[Door]:
    """The Official Account's webhook."""
    fake = FakeZaloOa(clock)
    async with fake.serve():
        _, refresh = fake.grant()
        account = ZaloOaSettings(
            fake.app_id, fake.app_secret, fake.webhook_secret, refresh, api=fake.url, oauth=fake.url
        )
        async with serving(folder, assistant, Settings(data=folder, secret_key=SECRET_KEY, zalo_oa=account)) as running:
            user, url = "u1", "https://f.zdn.vn/a"
            fake.interactions[user] = NOW
            place = {"type": "location", "payload": {"coordinates": {"latitude": "10.79", "longitude": "106.78"}}}
            contents: dict[str, Json] = {
                "user_send_text": {"text": "xin chào"},
                "user_send_image": {"attachments": [{"type": "image", "payload": {"url": url}}], "text": "gì đây"},
                "user_send_audio": {"attachments": [{"type": "audio", "payload": {"url": url}}]},
                "user_send_sticker": {"attachments": [{"type": "sticker", "payload": {"url": url}}]},
                "user_send_file": {"attachments": [{"type": "file", "payload": {"url": url, "size": "1"}}]},
                "user_send_location": {"attachments": [place], "text": "Vinh"},
                "user_send_link": {"attachments": [{"type": "link", "payload": {"url": url}}]},
                "user_send_business_card": {"attachments": [{"type": "link", "payload": {"description": "{}"}}]},
                "user_received_message": {},
                "oa_send_text": {"text": "vọng lại"},
                "something_new": {"text": "?"},
            }
            updates = {kind: json.loads(fake.event(user, kind, **content).body) for kind, content in contents.items()}
            updates["follow"] = json.loads(fake.following(user, "follow").body)
            yield Door(running, "/webhook/zalo-oa", updates, lambda: fake.sent, signed=fake)


@asynccontextmanager
async def zalo_bot(folder: Path) -> AsyncIterator[Door]:
    """The Zalo Bot's webhook."""
    async with FakeZaloBot(verifies=False) as fake:
        bot = ZaloBotSettings(ZALO_BOT_TOKEN, api=fake.api, mode="webhook", secret=SECRET)
        settings = Settings(data=folder, public_url="http://127.0.0.1:1", zalo_bot=bot)
        async with serving(folder, assistant, settings) as running:
            url = "https://f.zdn.vn/a"
            contents: dict[str, Json] = {
                "message.text.received": {"text": "xin chào"},
                "message.image.received": {"photo": url, "caption": "gì đây"},
                "message.sticker.received": {"sticker": "s", "url": url},
                "message.voice.received": {"voice_url": url},
                "message.unsupported.received": {},
                "message.file.received": {"url": url},
                "user.follow": {},
            }
            updates = {kind: fake.update(kind, date=MILLISECONDS, **content) for kind, content in contents.items()}
            headers = {"X-Bot-Api-Secret-Token": SECRET}
            yield Door(running, "/webhook/zalo-bot", updates, lambda: fake.sent, headers)


DOORS = {"telegram": telegram, "zalo-oa": zalo_oa, "zalo-bot": zalo_bot}


@pytest.mark.parametrize("platform", DOORS)
async def test_a_hundred_times_shuffled_is_once(platform: str, tmp_path: Path) -> None:
    """Every kind, a hundred times, in any order, many at once: each is taken every time and handled once."""
    async with DOORS[platform](tmp_path / "once") as door, aiohttp.ClientSession() as session:
        for update in door.updates.values():
            assert await door.send(session, update) == 200
        await door.running.settled(0)
        turns, sent = door.running.turns, len(door.sent())

    async with DOORS[platform](tmp_path / "often") as door, aiohttp.ClientSession() as session:
        often = [update for update in door.updates.values() for _ in range(AGAIN)]
        random.Random(5).shuffle(often)
        statuses = await asyncio.gather(*(door.send(session, update) for update in often))
        await door.running.settled(turns - 1)
        assert set(statuses) == {200}
        assert (door.running.turns, len(door.sent())) == (turns, sent)
    assert 0 < turns < len(door.updates) + 1 and sent > 0


@pytest.mark.parametrize("platform", DOORS)
async def test_broken_updates_break_nothing(platform: str, tmp_path: Path) -> None:
    """With anything missing or of another type it is taken or refused as malformed, and the next one is answered."""
    chance = random.Random(11)
    async with DOORS[platform](tmp_path) as door, aiohttp.ClientSession() as session:
        statuses = set()
        for update in door.updates.values():
            for _ in range(40):
                statuses.add(await door.send(session, broken(update, chance)))
        for body in (None, [], "x", 7, {}, [{}], {"update_id": None}):
            statuses.add(await door.send(session, body))
        assert statuses <= {200, 400, 401}

        before, fine = door.running.turns, deepcopy(next(iter(door.updates.values())))
        renewed(fine)
        assert await door.send(session, fine) == 200
        await door.running.settled(before)


def broken(update: Json, chance: random.Random) -> Json:
    """The update with one thing in it taken away or replaced by nonsense."""
    found = deepcopy(update)
    places: list[tuple[Any, Any]] = []

    def walk(value: Any) -> None:
        for key in value if isinstance(value, dict) else range(len(value)) if isinstance(value, list) else ():
            places.append((value, key))
            walk(value[key])

    walk(found)
    holder, key = chance.choice(places)
    nonsense = chance.choice(["gone", None, -1, 1e300, "", "x" * 5000, [], {}, [[[[]]]], True, "\ud800"])
    if nonsense == "gone":
        del holder[key]
    else:
        holder[key] = nonsense
    return found


def renewed(update: Json) -> None:
    """Give an update an id that was not seen."""
    if "update_id" in update:
        update["update_id"] += 5000
    elif "timestamp" in update:
        update["message"]["msg_id"] = "moi"
    else:
        update["message"]["message_id"] = "moi"
