"""A server that speaks the Zalo Bot Platform's protocol, as far as it is known, with the faults that it was seen to have.

In tests: `async with FakeZaloBot() as zalo:` and `zalo.api`. By hand: `python -m tests.fakes.zalo_bot --port 8093`.
"""

import asyncio
import io
import json
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import count
from typing import Any

import aiohttp
from aiohttp import web

TOKEN = "1234567890123456789:zalo-bot-test-token"
# 10:00 on 2026-11-21 in Vietnam, in milliseconds as Zalo writes dates.
DATE = 1_795_230_000_000
LONGEST = 2_000

Json = dict[str, Any]


@dataclass(frozen=True)
class Sent:
    """What the bot sent: a text, or a picture with what the server fetched from its address."""

    chat: str
    text: str
    photo: str | None = None
    fetched: bytes | None = None


@dataclass(frozen=True)
class Fault:
    """What goes wrong with the next call of a method.

    `code`: answered as error (408, 429, 403, 500 …), with HTTP status `status` if that is another; `acts`: what was
    asked for is done all the same; `silent`: the line is cut without an answer; `words`: the description.
    """

    code: int = 0
    status: int | None = None
    acts: bool = False
    silent: bool = False
    words: str = "fault"


@dataclass
class FakeZaloBot:
    """The platform with one bot and all its users.

    `replays`: consumed updates come back at every later poll, as some measured; else they are gone once read.
    `wrapped`: webhook calls in the envelope `{"ok", "result"}`. `patience`: the longest a poll is held, in seconds.
    """

    token: str = TOKEN
    replays: bool = False
    wrapped: bool = True
    patience: float = 30.0
    number_only: bool = False  # a timeout that is a number is refused: the table says string
    verifies: bool = True
    name: str = "Bot Trợ lý số"
    sent: list[Sent] = field(default_factory=list)
    calls: list[tuple[str, Json]] = field(default_factory=list)
    webhook: str = ""
    secret: str = ""
    show: Callable[[Sent], None] | None = None

    def __post_init__(self) -> None:
        self._unread: deque[Json] = deque()
        self._read: deque[Json] = deque()
        self._faults: dict[str, deque[Fault]] = {}
        self._chats: set[str] = set()
        self._numbers = count(1)
        self._changed = asyncio.Condition()
        self._polling: asyncio.Event | None = None
        self._runner: web.AppRunner | None = None
        self.api = ""

    # --- running

    async def __aenter__(self) -> "FakeZaloBot":
        await self.start()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.stop()

    async def start(self, port: int = 0) -> None:
        """Listen on this machine."""
        app = web.Application()
        app.router.add_route("*", "/bot{token}/{method}", self._call)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", port).start()
        self.api = f"http://127.0.0.1:{self._runner.addresses[0][1]}"

    async def stop(self) -> None:
        """Stop listening."""
        assert self._runner
        await self._runner.cleanup()

    # --- control

    def fault(self, method: str, *faults: Fault) -> None:
        """What goes wrong with the next calls of a method, one each."""
        self._faults.setdefault(method, deque()).extend(faults)

    def update(
        self,
        name: str = "message.text.received",
        *,
        user: str = "6ede9afa66b88fe6d6a9",
        group: str = "",
        date: Any = DATE,
        **fields: Any,
    ) -> Json:
        """An update as Zalo writes it; not sent yet."""
        chat = group or user
        self._chats.add(chat)
        message = {
            "from": {"id": user, "display_name": "Bà Nguyễn Thị Nở", "is_bot": False},
            "chat": {"id": chat, "chat_type": "GROUP" if group else "PRIVATE"},
            "message_id": f"2d758cb5e222177a{next(self._numbers):04x}",
            "date": date,
            **fields,
        }
        return {"event_name": name, "message": message}

    async def says(self, text: str, **more: Any) -> Json:
        """A user writes: queued for the next poll, or brought to the webhook if one is set. Gives the update."""
        update = self.update(text=text, **more)
        await self.deliver(update)
        return update

    async def deliver(self, *updates: Json) -> list[int]:
        """Send updates in this order, also ones that were sent before; the statuses that a webhook answered."""
        if self.webhook:
            return [await self.post(update) for update in updates]
        async with self._changed:
            self._unread.extend(updates)
            self._changed.notify_all()
        return []

    async def post(
        self, update: object, *, secret: str | None = None, header: bool = True, raw: bytes | None = None
    ) -> int:
        """Call the webhook as Zalo does: the status that it answered; never called again."""
        body = (
            raw if raw is not None else json.dumps({"ok": True, "result": update} if self.wrapped else update).encode()
        )
        headers = {"Content-Type": "application/json", "User-Agent": "Java/17.0.2"}
        if header:
            headers["X-Bot-Api-Secret-Token"] = self.secret if secret is None else secret
        async with (
            aiohttp.ClientSession() as session,
            session.post(self.webhook, data=io.BytesIO(body), headers=headers) as answer,
        ):
            return answer.status

    async def until(self, done: Callable[[], bool], seconds: float = 10.0) -> None:
        """Wait until something holds that changes with a call."""
        async with asyncio.timeout(seconds), self._changed:
            await self._changed.wait_for(done)

    async def heard(self, number: int) -> list[Sent]:
        """Wait until so many messages were sent in all; gives them."""
        await self.until(lambda: len(self.sent) >= number)
        return self.sent

    def count(self, method: str) -> int:
        """How often a method was called."""
        return sum(1 for name, _ in self.calls if name == method)

    # --- the platform

    async def _call(self, request: web.Request) -> web.StreamResponse:
        method = request.match_info["method"]
        body = await _body(request)
        async with self._changed:
            self.calls.append((method, body))
            self._changed.notify_all()
        if request.match_info["token"] != self.token:
            return _no(401, "Unauthorized")
        waiting = self._faults.get(method)
        fault = waiting.popleft() if waiting else None
        answer = await self._act(method, body) if fault is None or fault.acts else None
        if fault and fault.silent:
            assert request.transport
            request.transport.close()
            return web.Response()
        if fault:
            return _no(fault.code, fault.words, status=fault.status)
        assert answer is not None
        return answer

    async def _act(self, method: str, body: Json) -> web.Response:
        match method:
            case "getMe":
                return _yes(
                    {
                        "id": self.token.split(":")[0],
                        "account_name": self.name,
                        "account_type": "BASIC",
                        "can_join_groups": False,
                    }
                )
            case "getUpdates":
                return await self._get_updates(body)
            case "setWebhook":
                return await self._set_webhook(body)
            case "deleteWebhook":
                self.webhook = self.secret = ""
                return _yes({"url": "", "updated_at": DATE})
            case "getWebhookInfo":
                return (
                    _yes({"url": self.webhook, "updated_at": DATE}) if self.webhook else _no(404, "webhook not found")
                )
            case "sendMessage":
                return await self._send_message(body)
            case "sendPhoto":
                return await self._send_photo(body)
            case "sendChatAction":
                return web.json_response({"ok": True})
        return _no(400, "Bad request: method")

    async def _get_updates(self, body: Json) -> web.Response:
        timeout = body.get("timeout", 30)
        if self.number_only and not isinstance(timeout, str):
            return _no(400, "Bad request: timeout")
        if self.webhook:
            return _no(400, "Bad request: webhook is active")
        # A newer poll displaces an older one.
        if self._polling:
            self._polling.set()
        mine = self._polling = asyncio.Event()
        try:
            async with asyncio.timeout(min(float(timeout), self.patience)), self._changed:
                await self._changed.wait_for(lambda: mine.is_set() or self._unread or (self.replays and self._read))
        except TimeoutError:
            return _no(408, "Request timeout")
        finally:
            if self._polling is mine:
                self._polling = None
        if mine.is_set():
            return _no(409, "Conflict: another getUpdates")
        if self._unread:
            update = self._unread.popleft()
            self._read.append(update)
        else:
            self._read.rotate(-1)
            update = self._read[-1]
        return _yes(update)

    async def _set_webhook(self, body: Json) -> web.Response:
        url, secret = body.get("url"), body.get("secret_token")
        loopback = isinstance(url, str) and url.startswith(
            "http://127.0.0.1:"
        )  # the one thing it lets pass that Zalo doesn't
        if not (isinstance(url, str) and (url.startswith("https://") or loopback)):
            return _no(400, "Bad request: url")
        if not (isinstance(secret, str) and 8 <= len(secret) <= 256):
            return _no(400, "Bad request: secret_token")
        self.webhook, self.secret = url, secret
        result: Json = {"url": url, "updated_at": DATE}
        if self.verifies:
            status = await self.post({"event_name": "webhook.verification"})
            ok = 200 <= status < 300
            result["verification"] = {
                "ok": ok,
                "url": url,
                "outcome": "webhook.ok" if ok else f"webhook.http.{status}",
                "hint": "",
            }
        return _yes(result)

    async def _send_message(self, body: Json) -> web.Response:
        text = body.get("text")
        if not isinstance(text, str) or not 1 <= len(text) <= LONGEST or body.get("chat_id") not in self._chats:
            return _no(400, "Bad request")
        return await self._keep(Sent(body["chat_id"], text))

    async def _send_photo(self, body: Json) -> web.Response:
        photo, caption = body.get("photo"), body.get("caption", "")
        if not isinstance(photo, str) or len(caption) > LONGEST or body.get("chat_id") not in self._chats:
            return _no(400, "Bad request")
        try:
            async with aiohttp.ClientSession() as session, session.get(photo) as answer:
                fetched = await answer.read() if answer.status == 200 else None
        except (aiohttp.ClientError, ValueError):
            fetched = None
        if fetched is None:
            return _no(400, "Bad request: photo")
        return await self._keep(Sent(body["chat_id"], caption, photo, fetched))

    async def _keep(self, sent: Sent) -> web.Response:
        async with self._changed:
            self.sent.append(sent)
            self._changed.notify_all()
        if self.show:
            self.show(sent)
        return _yes({"message_id": f"out{len(self.sent)}", "date": DATE})


async def _body(request: web.Request) -> Json:
    if request.content_type == "application/json":
        data = await request.json()
        return data if isinstance(data, dict) else {}
    return {**request.query, **{key: str(value) for key, value in (await request.post()).items()}}


def _yes(result: Json) -> web.Response:
    return web.json_response({"ok": True, "result": result})


def _no(code: int, words: str, status: int | None = None) -> web.Response:
    return web.json_response({"ok": False, "error_code": code, "description": words}, status=status or code)


# --- by hand -----------------------------------------------------------------------------------------------------------


async def _by_hand(port: int, replays: bool) -> None:
    import sys
    import time

    def show(sent: Sent) -> None:
        print(f"\n[{sent.chat}]" + (f" (hình {len(sent.fetched or b'')} byte: {sent.photo})" if sent.photo else ""))
        print(sent.text + "\n", flush=True)

    fake = FakeZaloBot(replays=replays, show=show)
    await fake.start(port)
    print(f"TROLY_ZALO_BOT_TOKEN={fake.token}\nTROLY_ZALO_BOT_API={fake.api}\n")
    print(
        "Gõ một dòng là một tin nhắn; “# …” là trong nhóm; /anh, /giong, /nhandan, /khac là loại tin khác.", flush=True
    )
    while line := await asyncio.to_thread(sys.stdin.readline):
        text = line.rstrip("\n")
        date = int(time.time() * 1000)
        if text.startswith("#"):
            await fake.says(f"@{fake.name} {text[1:].strip()}", group="g100", date=date)
        elif text in _KINDS:
            name, fields = _KINDS[text]
            await fake.deliver(fake.update(name, date=date, **fields))
        elif text:
            await fake.says(text, date=date)
    await fake.stop()


_KINDS: dict[str, tuple[str, Json]] = {
    "/anh": ("message.image.received", {"photo": "https://photo.example/1.jpg", "caption": ""}),
    "/giong": ("message.voice.received", {"voice_url": "https://voice.example/1.aac"}),
    "/nhandan": ("message.sticker.received", {"sticker": "s1", "url": "https://stickers.example/1"}),
    "/khac": ("message.unsupported.received", {}),
}

if __name__ == "__main__":
    import argparse

    parser = argparse.ArgumentParser(description="Zalo Bot giả trên máy này.")
    parser.add_argument("--port", type=int, default=8093)
    parser.add_argument("--replay", action="store_true", help="tin đã đọc được gửi lại mãi, như có người đo được")
    chosen = parser.parse_args()
    asyncio.run(_by_hand(chosen.port, chosen.replay))
