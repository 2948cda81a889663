"""Zalo's servers for one Official Account: OAuth, the message API, and the webhook deliveries it makes.

By hand: `python -m tests.fakes.zalo_oa --port 9100 --webhook http://127.0.0.1:8080/webhook/zalo-oa`; a line typed is a
person's message, `/1` presses the first button, `/follow`, `/unfollow`, `/place`, `/voice`, `/card` do what they say.
"""

import asyncio
import hashlib
import json
import secrets
from base64 import urlsafe_b64encode
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlencode

import aiohttp
from aiohttp import web

Json = dict[str, Any]
Clock = Callable[[], datetime]

ACCESS_LIFE = timedelta(hours=25)
REFRESH_LIFE = timedelta(days=90)
CODE_LIFE = timedelta(minutes=10)
ATTACHMENT_LIFE = WINDOW = timedelta(days=7)
RETRIES = 5
LARGEST_IMAGE = 1024 * 1024


@dataclass
class Sent:
    """One message that reached a person."""

    user: str
    message: Json
    message_id: str

    @property
    def text(self) -> str:
        """What it says."""
        return str(self.message.get("text", ""))

    @property
    def buttons(self) -> list[Json]:
        """What can be pressed."""
        payload = self.message.get("attachment", {}).get("payload", {})
        return list(payload.get("buttons", []))


@dataclass
class Delivery:
    """One event as bytes, with the headers that Zalo sends it with."""

    body: bytes
    headers: dict[str, str]


@dataclass
class Faults:
    """What goes wrong next; each is used up."""

    codes: list[int] = field(default_factory=list)  # error numbers for the next API calls
    statuses: list[int] = field(default_factory=list)  # HTTP statuses for the next API calls
    cut_before: int = 0  # API calls whose line is cut before anything happened
    cut_after: int = 0  # … after the message went out
    hang_after: int = 0  # … that are answered only when the fake ends
    refresh_cut_before: int = 0
    refresh_cut_after: int = 0  # the refresh token is used up, the answer lost
    refresh_codes: list[int] = field(default_factory=list)
    refresh_statuses: list[int] = field(default_factory=list)


class FakeZaloOa:
    """The platform's side. `clock` is the platform's clock; `webhook` is where events go, none are sent without it."""

    def __init__(self, clock: Clock, webhook: str = "") -> None:
        self.clock, self.webhook = clock, webhook
        self.app_id, self.oa_id = "4318657068771012646", "2491302944280861639"
        self.app_secret, self.webhook_secret = "ung-dung-bi-mat", "webhook-bi-mat"
        self.redirect = ""
        self.faults = Faults()
        self.sent: list[Sent] = []
        self.refreshes = 0
        self.uploads: dict[str, tuple[bytes, datetime]] = {}
        self.interactions: dict[str, datetime] = {}
        self.blocked: set[str] = set()
        self.statuses: list[int] = []  # what the webhook answered to echoes
        self.refresh_gate: asyncio.Event | None = None  # a renewal waits for it, its token used up already
        self.refresh_taken = asyncio.Event()
        self.news = asyncio.Event()
        self.url = ""
        self._ending = asyncio.Event()
        self._access: tuple[str, datetime] | None = None
        self._refresh: tuple[str, datetime] | None = None
        self._codes: dict[str, tuple[str, datetime]] = {}
        self._ids = 0
        self._echoes: set[asyncio.Task[None]] = set()
        self._session: aiohttp.ClientSession | None = None

    @asynccontextmanager
    async def serve(self, port: int = 0) -> AsyncIterator["FakeZaloOa"]:
        """Answer on loopback."""
        app = web.Application(client_max_size=8 * 1024 * 1024)
        app.router.add_get("/v4/oa/permission", self._permission)
        app.router.add_post("/v4/oa/access_token", self._token)
        app.router.add_post("/v3.0/oa/message/cs", self._message)
        app.router.add_post("/v2.0/oa/upload/image", self._upload)
        runner = web.AppRunner(app, access_log=None)
        await runner.setup()
        site = web.TCPSite(runner, "127.0.0.1", port)
        await site.start()
        self.url = f"http://127.0.0.1:{runner.addresses[0][1]}"
        try:
            async with aiohttp.ClientSession() as self._session:
                yield self
                await self.settle()
        finally:
            self._ending.set()
            await runner.cleanup()

    # --- consent and tokens ------------------------------------------------------------------------------------------

    def consent(self, challenge: str) -> str:
        """An administrator agrees: a code for ten minutes."""
        code = secrets.token_urlsafe(16)
        self._codes[code] = (challenge, self.clock() + CODE_LIFE)
        return code

    def grant(self) -> tuple[str, str]:
        """A new pair; the old access token dies at once, as does the old refresh token."""
        now = self.clock()
        self._access = (secrets.token_hex(16), now + ACCESS_LIFE)
        self._refresh = (secrets.token_hex(16), now + REFRESH_LIFE)
        return self._access[0], self._refresh[0]

    async def _permission(self, request: web.Request) -> web.Response:
        query = request.query
        answer = {"oa_id": self.oa_id, "code": self.consent(query["code_challenge"])}
        if "state" in query:
            answer["state"] = query["state"]
        raise web.HTTPFound(f"{query['redirect_uri']}?{urlencode(answer)}")

    async def _token(self, request: web.Request) -> web.Response:
        form = await request.post()
        if self.faults.refresh_cut_before:
            self.faults.refresh_cut_before -= 1
            return self._cut(request)
        if self.faults.refresh_statuses:
            return web.Response(status=self.faults.refresh_statuses.pop(0), text="<html>Bad gateway</html>")
        if self.faults.refresh_codes:
            return _oauth_error(self.faults.refresh_codes.pop(0))
        if request.headers.get("secret_key") != self.app_secret or form.get("app_id") != self.app_id:
            return _oauth_error(-14004)
        now = self.clock()
        if form.get("grant_type") == "authorization_code":
            challenge, until = self._codes.pop(str(form.get("code")), ("", now))
            if until <= now or _challenge(str(form.get("code_verifier"))) != challenge:
                return _oauth_error(-14011)
        else:
            self.refreshes += 1
            if self._refresh is None or form.get("refresh_token") != self._refresh[0] or self._refresh[1] <= now:
                return _oauth_error(-14014)
        access, refresh = self.grant()
        self.refresh_taken.set()
        if self.refresh_gate:
            await self.refresh_gate.wait()
        if self.faults.refresh_cut_after:
            self.faults.refresh_cut_after -= 1
            return self._cut(request)
        return web.json_response({"access_token": access, "refresh_token": refresh, "expires_in": "90000"})

    # --- sending -----------------------------------------------------------------------------------------------------

    async def _message(self, request: web.Request) -> web.Response:
        if (fault := self._fault(request)) is not None:
            return fault
        body = await request.json()
        user, message = str(body["recipient"]["user_id"]), body["message"]
        code = self._why_not(user, message)
        if code:
            return _error(code)
        sent = Sent(user, message, self._next_id())
        self.sent.append(sent)
        self.news.set()
        self._echo(sent)
        if self.faults.cut_after:
            self.faults.cut_after -= 1
            return self._cut(request)
        if self.faults.hang_after:
            self.faults.hang_after -= 1
            await self._ending.wait()
        milliseconds = str(self._milliseconds())
        data = {"message_id": sent.message_id, "user_id": user, "sent_time": milliseconds}
        return web.json_response({"data": data, "error": 0, "message": "Success"})

    async def _upload(self, request: web.Request) -> web.Response:
        if (fault := self._fault(request)) is not None:
            return fault
        file = (await request.post())["file"]
        assert isinstance(file, web.FileField)
        png = file.file.read()
        if len(png) > LARGEST_IMAGE or not png.startswith(b"\x89PNG"):
            return _error(-210)
        attachment = secrets.token_hex(12)
        self.uploads[attachment] = (png, self.clock() + ATTACHMENT_LIFE)
        return web.json_response({"data": {"attachment_id": attachment}, "error": 0, "message": "Success"})

    def _fault(self, request: web.Request) -> web.Response | None:
        if self.faults.cut_before:
            self.faults.cut_before -= 1
            return self._cut(request)
        if self.faults.statuses:
            return web.Response(status=self.faults.statuses.pop(0), text="<html></html>")
        if self.faults.codes:
            return _error(self.faults.codes.pop(0))
        if self._access is None or request.headers.get("access_token") != self._access[0]:
            return _error(-216)
        return _error(-220) if self._access[1] <= self.clock() else None

    def _why_not(self, user: str, message: Json) -> int:
        heard = self.interactions.get(user)
        if heard is None:
            return -232
        if self.clock() - heard > WINDOW:
            return -230
        if user in self.blocked:
            return -213
        payload = message.get("attachment", {}).get("payload", {})
        elements = payload.get("elements", [])
        text = message.get("text", "")
        if not (text or elements) or len(text.encode("utf-16-le")) > 4_000:
            return -210
        return next(filter(None, map(self._wrong_element, elements)), _wrong_buttons(payload))

    def _wrong_element(self, element: Json) -> int:
        if ("url" in element) == ("attachment_id" in element):
            return -201
        _, until = self.uploads.get(element.get("attachment_id", ""), (b"", self.clock()))
        return -100 if until <= self.clock() else 0

    def _cut(self, request: web.Request) -> web.Response:
        assert request.transport is not None
        request.transport.close()
        return web.Response()

    # --- events ------------------------------------------------------------------------------------------------------

    async def says(self, user: str, text: str, **more: Any) -> int:
        """A person types; the status that the webhook answered."""
        return await self.deliver(self.event(user, "user_send_text", text=text, **more))

    async def presses(self, user: str, title: str) -> int:
        """A person presses a button of what they got: its payload comes back as if typed."""
        buttons = (button for sent in reversed(self.sent) if sent.user == user for button in sent.buttons)
        button = next(button for button in buttons if button["title"] == title)
        return await self.says(user, button["payload"])

    async def follows(self, user: str, *, name: str = "follow") -> int:
        """A person begins to follow; with `unfollow`, stops."""
        return await self.deliver(self.following(user, name))

    def event(self, user: str, name: str, **message: Any) -> Delivery:
        """An event of a person."""
        self.interactions[user] = self.clock()
        return self.sign(
            {
                "app_id": self.app_id,
                "sender": {"id": user},
                "recipient": {"id": self.oa_id},
                "user_id_by_app": f"9{user}",
                "event_name": name,
                "message": {"msg_id": self._next_id(), **message},
                "timestamp": str(self._milliseconds()),
            }
        )

    def following(self, user: str, name: str) -> Delivery:
        """`follow` or `unfollow`, which have another shape."""
        if name == "follow":
            self.interactions[user] = self.clock()
            self.blocked.discard(user)
        else:
            self.blocked.add(user)
        event = {"oa_id": self.oa_id, "follower": {"id": user}, "user_id_by_app": f"9{user}", "event_name": name}
        return self.sign(
            {**event, "source": "oa_profile", "app_id": self.app_id, "timestamp": str(self._milliseconds())}
        )

    def sign(self, event: Json, *, secret: str | None = None, first: str | None = None) -> Delivery:
        """An event as it travels: signed over its own bytes, which no JSON writer would make again."""
        body = json.dumps(event, ensure_ascii=False, separators=(" ,", ":  ")).replace("/", "\\/").encode()
        parts = ((first or self.app_id).encode(), body, str(event["timestamp"]).encode())
        mac = hashlib.sha256(b"".join(parts) + (secret or self.webhook_secret).encode()).hexdigest()
        return Delivery(body, {"X-ZEvent-Signature": f"mac={mac}", "Content-Type": "application/json"})

    async def deliver(self, delivery: Delivery, *, retry: int = 0) -> int:
        """Bring an event to the webhook once: its status, 0 when nobody answered in two seconds."""
        assert self._session is not None
        headers = {**delivery.headers, "num_retry": str(retry)} if retry else delivery.headers
        try:
            async with self._session.post(
                self.webhook, data=delivery.body, headers=headers, timeout=aiohttp.ClientTimeout(total=2)
            ) as response:
                return response.status
        except (aiohttp.ClientError, TimeoutError):
            return 0

    async def deliver_until_taken(self, delivery: Delivery) -> list[int]:
        """Bring an event with its five repetitions (whose waits nobody waits for here): all statuses."""
        statuses = [await self.deliver(delivery)]
        while statuses[-1] != 200 and len(statuses) <= RETRIES:
            statuses.append(await self.deliver(delivery, retry=len(statuses)))
        return statuses

    async def wait_sent(self, count: int, seconds: float = 10.0) -> list[Sent]:
        """All messages, once there are so many."""
        async with asyncio.timeout(seconds):
            while len(self.sent) < count:
                self.news.clear()
                await self.news.wait()
        return self.sent

    async def settle(self) -> None:
        """Wait until all echoes were delivered."""
        while self._echoes:
            await asyncio.wait(self._echoes)

    def _echo(self, sent: Sent) -> None:
        """What the account sends comes back as an event, the program's own sends too."""
        if not self.webhook:
            return
        kind = (
            "oa_send_image" if "elements" in sent.message.get("attachment", {}).get("payload", {}) else "oa_send_text"
        )
        delivery = self.sign(
            {
                "sender": {"id": self.oa_id},
                "recipient": {"id": sent.user},
                "event_name": kind,
                "message": {"text": sent.text, "msg_id": sent.message_id},
                "app_id": self.app_id,
                "timestamp": str(self._milliseconds()),
            }
        )
        task = asyncio.create_task(self._deliver_echo(delivery))
        self._echoes.add(task)
        task.add_done_callback(self._echoes.discard)

    async def _deliver_echo(self, delivery: Delivery) -> None:
        self.statuses.append(await self.deliver(delivery))

    def _next_id(self) -> str:
        self._ids += 1
        return f"96d3cdf3af15{self._ids:08x}"

    def _milliseconds(self) -> int:
        return int(self.clock().timestamp() * 1000)


def _challenge(verifier: str) -> str:
    return urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).rstrip(b"=").decode()


def _error(code: int) -> web.Response:
    return web.json_response({"error": code, "message": f"loi {code}"})


def _oauth_error(code: int) -> web.Response:
    words = {"error_name": "Loi", "error_reason": "Vi the", "error_description": "Mo ta"}
    return web.json_response({"error": code, **words})


def _wrong_buttons(payload: Json) -> int:
    buttons = payload.get("buttons", [])
    if (buttons and "template_type" in payload) or len(buttons) > 5:
        return -201
    for button in buttons:
        content = button["payload"]
        if not 1 <= len(button["title"]) <= 100 or (isinstance(content, str) and len(content) > 1_000):
            return -210
    return 0


if __name__ == "__main__":
    from tests.fakes.zalo_oa_terminal import main

    main()
