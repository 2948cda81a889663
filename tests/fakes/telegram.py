"""A Bot API server: people write to a bot through it, the bot answers, and it misbehaves on demand.

Facts: https://core.telegram.org/bots/api and the source of tdlib/telegram-bot-api. By hand, without an account:
`python -m tests.fakes.telegram --port 8081` says which settings the program needs, then every typed line is a message.
"""

import asyncio
import json
from collections import defaultdict, deque
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import aiohttp
from aiohttp import web

from tests.fakes.telegram_checks import BadRequestError, check_keyboard, check_text, shown

Json = dict[str, Any]

TOKEN = "123456:AAthu-nghiem-khong-that"
BOT_ID = 123456
USERNAME = "troly_thu_bot"
LONG_AGO_SECONDS = 60.0


@dataclass
class Call:
    """A call that the bot made. `acted`: whether it had an effect."""

    method: str
    params: Json
    acted: bool = False


@dataclass
class Sent:
    """A message in a chat that the bot sent: what a person sees of it."""

    chat: int
    id: int
    text: str
    html: str
    rows: list[list[Json]] = field(default_factory=list)
    photo: bytes | None = None
    reply_to: int | None = None
    edits: int = 0

    @property
    def labels(self) -> list[str]:
        """The buttons' labels in order."""
        return [button["text"] for row in self.rows for button in row]


@dataclass
class Fault:
    """How a call goes wrong: an error's status, or none for a line that breaks; `acts`: it does its work before."""

    status: int | None
    description: str = ""
    retry_after: int | None = None
    migrate_to: int | None = None
    acts: bool = False
    hangs: bool = False
    body: bytes | None = None


class FakeTelegram:
    """The server and its strings to pull. `start` and `stop` it; `url` goes into TROLY_TELEGRAM_API."""

    def __init__(self, clock: Callable[[], datetime] = lambda: datetime.now(UTC), retry_seconds: float = 1.0) -> None:
        """`clock` dates messages; `retry_seconds`: how long until a webhook is first tried again."""
        self.clock, self.retry_seconds = clock, retry_seconds
        self.calls: list[Call] = []
        self.sent: list[Sent] = []
        self.pending: list[Json] = []
        self.webhook: Json = {}
        self.commands: list[Json] = []
        self.blocked: set[int] = set()
        self.files: dict[str, bytes] = {}
        self.answered: list[str] = []
        self.refused_deliveries: list[int] = []
        self.reversed_batches = False
        self.token = TOKEN
        self.url = ""
        self._faults: dict[str, deque[Fault]] = defaultdict(deque)
        self._changed = asyncio.Condition()
        self._next_update, self._next_message, self._next_query = 1000, 1, 1
        self._poller = 0
        self._runner: web.AppRunner | None = None
        self._hooks: dict[str, asyncio.Task[None]] = {}
        self._queues: dict[str, deque[Json]] = defaultdict(deque)
        self._stopped = asyncio.Event()

    async def start(self, port: int = 0) -> None:
        """Listen on loopback."""
        app = web.Application()
        app.router.add_route("*", "/bot{token}/{method}", self._serve)
        app.router.add_get("/file/bot{token}/{file}", self._serve_file)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", port)
        await site.start()
        self.url = f"http://127.0.0.1:{self._runner.addresses[0][1]}"

    async def stop(self) -> None:
        """Close every line."""
        self._stopped.set()
        for task in self._hooks.values():
            task.cancel()
        await asyncio.gather(*self._hooks.values(), return_exceptions=True)
        if self._runner:
            await self._runner.cleanup()

    # --- people

    async def say(self, text: str, *, chat: int = 7, **more: Any) -> Json:
        """A person writes; a negative chat is a group. `more` are further fields of the message."""
        if text.startswith("/"):
            more = {"entities": [{"type": "bot_command", "offset": 0, "length": len(text.split()[0])}], **more}
        return await self.message(chat=chat, text=text, **more)

    async def message(self, *, chat: int = 7, user: int | None = None, at: datetime | None = None, **more: Any) -> Json:
        """A message with any content; returns its update."""
        message = {
            "message_id": self._new_message(),
            "date": int((at or self.clock()).timestamp()),
            "chat": chat_of(chat),
            "from": {"id": user or abs(chat), "is_bot": False, "first_name": "Bà Năm"},
            **more,
        }
        return await self.update(message=message)

    async def mention(self, text: str, *, chat: int = -9) -> Json:
        """A message in a group that names the bot in place of `@`."""
        name = f"@{USERNAME}"
        before = text.partition("@")[0]
        entity = {"type": "mention", "offset": len(before.encode("utf-16-le")) // 2, "length": len(name)}
        return await self.say(text.replace("@", name, 1), chat=chat, entities=[entity])

    async def press(self, label: str, message: Sent | None = None) -> Json:
        """A person presses a button of a message, the last one unless told."""
        message = message or self.sent[-1]
        [data] = [button["callback_data"] for row in message.rows for button in row if button["text"] == label]
        return await self.press_code(data, message.chat, message.id)

    async def press_code(self, data: str, chat: int, message_id: int, **more: Any) -> Json:
        """A button's code comes back, whatever it is."""
        self._next_query += 1
        shown_message = {"message_id": message_id, "date": int(self.clock().timestamp()), "chat": chat_of(chat), **more}
        query = {
            "id": f"q{self._next_query}",
            "from": {"id": abs(chat), "is_bot": False, "first_name": "Bà Năm"},
            "chat_instance": "1",
            "message": shown_message,
            "data": data,
        }
        return await self.update(callback_query=query)

    async def member(self, status: str, before: str, *, chat: int = 7) -> Json:
        """The bot's own standing in a chat changes: blocked is `kicked`."""
        bot = {"id": BOT_ID, "is_bot": True, "first_name": "Trợ lý"}
        change = {
            "chat": chat_of(chat),
            "from": {"id": abs(chat), "is_bot": False, "first_name": "Bà Năm"},
            "date": int(self.clock().timestamp()),
            "old_chat_member": _member(before, bot),
            "new_chat_member": _member(status, bot),
        }
        return await self.update(my_chat_member=change)

    async def update(self, **content: Any) -> Json:
        """Any update with the next id."""
        self._next_update += 1
        update = {"update_id": self._next_update, **content}
        await self.deliver(update)
        return update

    async def deliver(self, update: Json) -> None:
        """Hand an update out, also one that was delivered before."""
        if self.webhook.get("url"):
            key = queue_of(update)
            self._queues[key].append(update)
            if key not in self._hooks or self._hooks[key].done():
                self._hooks[key] = asyncio.create_task(self._call_webhook(key))
            return
        self.pending.append(update)
        await self._tell()

    # --- misbehaving

    def fail(self, method: str, status: int, description: str = "", *, times: int = 1, **more: Any) -> None:
        """The next calls of a method get an error."""
        self._faults[method].extend(Fault(status, description or f"Error {status}", **more) for _ in range(times))

    def lose(self, method: str, *, acts: bool, hangs: bool = False) -> None:
        """The next call's line breaks, or stays open without an answer, before or after the call did its work."""
        self._faults[method].append(Fault(None, acts=acts, hangs=hangs))

    def babble(self, method: str, body: bytes, status: int = 200) -> None:
        """The next call gets something that isn't the Bot API's."""
        self._faults[method].append(Fault(status, body=body))

    # --- waiting

    async def until(self, holds: Callable[[], bool], seconds: float = 5.0) -> None:
        """Wait until something holds; it is looked at after every call."""
        async with asyncio.timeout(seconds), self._changed:
            await self._changed.wait_for(holds)

    async def reply(self, number: int = 1) -> Sent:
        """The `number`th message that the bot sends, from the first on."""
        await self.until(lambda: len(self.sent) >= number)
        return self.sent[number - 1]

    def made(self, method: str) -> list[Call]:
        """The calls of a method."""
        return [call for call in self.calls if call.method == method]

    async def _tell(self) -> None:
        async with self._changed:
            self._changed.notify_all()

    # --- serving

    async def _serve(self, request: web.Request) -> web.StreamResponse:
        # The real server doesn't care for case; a method's name comes with its own spelling from the client.
        method = request.match_info["method"]
        if request.match_info["token"] != self.token:
            return _error(401, "Unauthorized")
        call = Call(method, await _params(request))
        self.calls.append(call)
        fault = self._faults[method].popleft() if self._faults[method] else None
        try:
            if fault and not fault.acts:
                return await self._misbehave(request, fault)
            act = getattr(self, f"_do_{method}", None)
            if act is None:
                return _error(404, "Not Found")
            result = await act(call.params)
            call.acted = True
            if fault:
                return await self._misbehave(request, fault)
            if isinstance(result, web.Response):
                return result
            return web.json_response({"ok": True, "result": result})
        except BadRequestError as error:
            return _error(400, str(error))
        finally:
            await self._tell()

    async def _serve_file(self, request: web.Request) -> web.Response:
        found = self.files.get(request.match_info["file"])
        if found is None or request.match_info["token"] != self.token:
            return _error(404, "Not Found")
        return web.Response(body=found)

    async def _misbehave(self, request: web.Request, fault: Fault) -> web.StreamResponse:
        if fault.body is not None:
            return web.Response(body=fault.body, status=fault.status or 200)
        if fault.status is not None:
            return _error(fault.status, fault.description, fault.retry_after, fault.migrate_to)
        if fault.hangs:
            await self._tell()
            await self._stopped.wait()
        if request.transport:
            request.transport.abort()
        raise ConnectionResetError

    async def _do_getMe(self, params: Json) -> Json:  # noqa: N802 - the method's name
        return {"id": BOT_ID, "is_bot": True, "first_name": "Trợ lý", "username": USERNAME}

    async def _do_setMyCommands(self, params: Json) -> bool:  # noqa: N802
        self.commands = params["commands"]
        return True

    async def _do_setWebhook(self, params: Json) -> bool:  # noqa: N802
        self.webhook = params
        queued, self.pending = self.pending, []
        for update in queued:
            await self.deliver(update)
        return True

    async def _do_deleteWebhook(self, params: Json) -> bool:  # noqa: N802
        self.webhook = {}
        if params.get("drop_pending_updates") in (True, "true"):
            self.pending.clear()
        return True

    async def _do_getWebhookInfo(self, params: Json) -> Json:  # noqa: N802
        return {"url": self.webhook.get("url", ""), "pending_update_count": len(self.pending)}

    async def _do_answerCallbackQuery(self, params: Json) -> bool:  # noqa: N802
        self.answered.append(params["callback_query_id"])
        return True

    async def _do_getFile(self, params: Json) -> Json:  # noqa: N802
        file = params["file_id"]
        if file not in self.files:
            raise BadRequestError("Bad Request: invalid file_id")
        return {"file_id": file, "file_unique_id": file, "file_size": len(self.files[file]), "file_path": file}

    async def _do_getUpdates(self, params: Json) -> Any:  # noqa: N802
        if self.webhook.get("url"):
            return _error(409, "Conflict: can't use getUpdates method while webhook is active")
        self._poller += 1
        mine = self._poller
        await self._tell()
        offset = int(params.get("offset") or 0)
        # Asking from an id on confirms those before it.
        self.pending = [update for update in self.pending if update["update_id"] >= offset]
        try:
            async with asyncio.timeout(float(params.get("timeout") or 0)), self._changed:
                await self._changed.wait_for(lambda: bool(self.pending) or mine != self._poller)
        except TimeoutError:
            pass
        if mine != self._poller:
            return _error(409, "Conflict: terminated by other getUpdates request; make sure that only one runs")
        batch = self.pending[: int(params.get("limit") or 100)]
        return batch[::-1] if self.reversed_batches else batch

    async def _do_sendMessage(self, params: Json) -> Any:  # noqa: N802
        text = shown(params.get("text", ""), params.get("parse_mode"))
        check_text(text, 4096, "message")
        return await self._deliver_sent(params, text, params["text"])

    async def _do_sendPhoto(self, params: Json) -> Any:  # noqa: N802
        caption = shown(params.get("caption") or "", params.get("parse_mode"))
        check_text(caption, 1024, "caption")
        if not isinstance(params.get("photo"), bytes) or not params["photo"].startswith(b"\x89PNG"):
            raise BadRequestError("Bad Request: IMAGE_PROCESS_FAILED")
        return await self._deliver_sent(params, caption, params.get("caption") or "", params["photo"])

    async def _deliver_sent(self, params: Json, text: str, html: str, photo: bytes | None = None) -> Any:
        chat = int(params["chat_id"])
        if chat in self.blocked:
            return _error(403, "Forbidden: bot was blocked by the user")
        rows = check_keyboard(params.get("reply_markup"))
        reply_to = (params.get("reply_parameters") or {}).get("message_id")
        sent = Sent(chat, self._new_message(), text, html, rows, photo, reply_to)
        self.sent.append(sent)
        return self._shown(sent)

    async def _do_editMessageText(self, params: Json) -> Any:  # noqa: N802
        place = (int(params["chat_id"]), int(params["message_id"]))
        sent = next((sent for sent in self.sent if (sent.chat, sent.id) == place), None)
        if sent is None:
            raise BadRequestError("Bad Request: message to edit not found")
        if sent.photo:
            raise BadRequestError("Bad Request: there is no text in the message to edit")
        text = shown(params["text"], params.get("parse_mode"))
        check_text(text, 4096, "message")
        rows = check_keyboard(params.get("reply_markup"))
        if (text, rows) == (sent.text, sent.rows):
            raise BadRequestError(
                "Bad Request: message is not modified: specified new message content and reply markup are exactly"
                " the same as a current content and reply markup of the message"
            )
        sent.text, sent.html, sent.rows, sent.edits = text, params["text"], rows, sent.edits + 1
        return self._shown(sent)

    def _shown(self, sent: Sent) -> Json:
        return {
            "message_id": sent.id,
            "date": int(self.clock().timestamp()),
            "chat": chat_of(sent.chat),
            "from": {"id": BOT_ID, "is_bot": True, "first_name": "Trợ lý", "username": USERNAME},
            "text": sent.text,
        }

    def _new_message(self) -> int:
        self._next_message += 1
        return self._next_message

    async def _call_webhook(self, key: str) -> None:
        """One chat's updates in order: the next not before the last was taken."""
        headers = {"X-Telegram-Bot-Api-Secret-Token": self.webhook.get("secret_token", "")}
        pause = self.retry_seconds
        async with aiohttp.ClientSession() as session:
            while self._queues[key]:
                update = self._queues[key][0]
                try:
                    async with session.post(self.webhook["url"], json=update, headers=headers) as response:
                        status = response.status
                except aiohttp.ClientError:
                    status = 0
                if 200 <= status < 300:
                    self._queues[key].popleft()
                    pause = self.retry_seconds
                else:
                    self.refused_deliveries.append(status)
                    await self._tell()
                    await asyncio.sleep(pause)
                    pause = min(pause * 2, LONG_AGO_SECONDS)


def chat_of(chat: int) -> Json:
    """A private chat, or a group for a negative id."""
    if chat < 0:
        return {"id": chat, "type": "supergroup", "title": "Xóm 4"}
    return {"id": chat, "type": "private", "first_name": "Bà Năm"}


def queue_of(update: Json) -> str:
    """Which updates wait for each other: messages by chat, presses by person."""
    if "callback_query" in update:
        return f"query {update['callback_query']['from']['id']}"
    content: Json = next((value for key, value in update.items() if key != "update_id"), {})
    return f"chat {content.get('chat', {}).get('id')}"


def _member(status: str, bot: Json) -> Json:
    member: Json = {"status": status, "user": bot}
    return {**member, "until_date": 0} if status == "kicked" else member


def _error(
    status: int, description: str, retry_after: int | None = None, migrate_to: int | None = None
) -> web.Response:
    body: Json = {"ok": False, "error_code": status, "description": description}
    headers = {}
    if retry_after is not None:
        body["parameters"] = {"retry_after": retry_after}
        headers["Retry-After"] = str(retry_after)
    if migrate_to is not None:
        body["parameters"] = {"migrate_to_chat_id": migrate_to}
    return web.json_response(body, status=status, headers=headers)


async def _params(request: web.Request) -> Json:
    """The parameters of a call: in the address, a form, a form with files, or JSON; nested ones are JSON in a field."""
    found: Json = dict(request.query)
    if request.content_type == "application/json":
        return {**found, **await request.json()}
    for name, value in (await request.post()).items():
        found[name] = value.file.read() if isinstance(value, web.FileField) else _nested(value)
    return found


def _nested(value: Any) -> Any:
    if isinstance(value, str) and value[:1] in ("{", "["):
        try:
            return json.loads(value)
        except ValueError:
            return value
    return value


if __name__ == "__main__":
    from tests.fakes.telegram_terminal import main

    main()
