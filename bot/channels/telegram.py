"""Telegram: updates in by long polling or webhook, each stored before Telegram is told; replies out (telegram_send).

Telegram keeps an update until it is confirmed, for 24 hours: by asking for the next one (polling) or by a
200 (webhook). So nothing is confirmed before it is on the disk; what comes twice is one message, by its `update_id`.
"""

import asyncio
import hmac
import logging
from collections.abc import Awaitable, Callable, Sequence
from typing import Any, TypeVar

from aiohttp import web
from telegram import Update

from bot import texts_telegram as texts
from bot.channels.bodies import as_object, read_body
from bot.channels.contract import Accept, ChannelStoppedError, NotSentError, RefusedError, Sender, SendError
from bot.channels.telegram_client import ANSWER_SECONDS, Client, typed
from bot.channels.telegram_receive import ALLOWED, Ignored, Me, read_update
from bot.channels.telegram_send import TelegramSender
from bot.channels.web_errors import ApiError, bad_json, send_json
from bot.logs import place_of
from bot.pipeline.dispatch import Clock
from bot.pipeline.service import StoppingError
from bot.settings import TelegramSettings
from bot.storage.errors import StorageError
from bot.voice.media import FetchError
from bot.voice.recogniser import LONGEST_BYTES
from handlers.message import Channel, Message

log = logging.getLogger(__name__)

T = TypeVar("T")
Json = dict[str, Any]
Sleep = Callable[[float], Awaitable[None]]

PATH = "/webhook/telegram"
# An update holds one message; Telegram names no limit.
LONGEST_BODY = 1024 * 1024
SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - the header's name
# Seconds to the next try, growing to the last.
BACK_OFF = (1.0, 2.0, 5.0, 15.0, 30.0, 60.0)
# Telegram holds an empty answer back for half a minute; who doesn't must not be asked without pause.
QUICK_SECONDS = 0.5


class TelegramPlatform:
    """One bot. Make it inside a running event loop; `run` goes on until it is cancelled; `close` it once.

    `seconds` bounds a call to Telegram; `sleep` waits between two tries.
    """

    def __init__(
        self,
        settings: TelegramSettings,
        public_url: str,
        clock: Clock,
        *,
        seconds: float = ANSWER_SECONDS,
        sleep: Sleep = asyncio.sleep,
    ) -> None:
        self._settings, self._public_url, self._clock, self._sleep = settings, public_url, clock, sleep
        self._client = Client(settings, seconds)
        self._me: Me | None = None
        self._answers: set[asyncio.Task[None]] = set()
        self._telegram = TelegramSender(self._client, settings.username)
        self.sender: Sender = self._telegram

    def routes(self, accept: Accept) -> Sequence[web.RouteDef]:
        """The webhook's address; none when polling."""
        if self._settings.mode != "webhook":
            return ()

        async def called(request: web.Request) -> web.Response:
            return await self._called(request, accept)

        return (web.post(PATH, called),)

    async def run(self, accept: Accept) -> None:
        """Get to know the bot, tell Telegram how updates come, and when polling ask for them."""
        try:
            user = await self._insist("getMe", self._client.get_me)
            self._me = Me(user.id, user.username or self._settings.username)
            self._telegram.username = self._me.username
            if self._settings.mode == "webhook":
                await self._insist("setWebhook", self._set_webhook)
            else:
                await self._insist("deleteWebhook", lambda: self._client.delete_webhook(drop_pending_updates=False))
            await self._introduce()
            log.info("telegram.started", extra={"mode": self._settings.mode})
            if self._settings.mode == "polling":
                await self._poll(self._me, accept)
        except ChannelStoppedError as error:
            # Nothing comes in any more until a person puts the token right and starts the program again.
            log.error("channel.stopped", extra={"channel": Channel.TELEGRAM, "reason": error.reason})

    async def close(self) -> None:
        """Let go of connections; button presses that aren't acknowledged yet stay so."""
        for task in self._answers:
            task.cancel()
        await asyncio.gather(*self._answers, return_exceptions=True)
        await self._client.close_connections()

    async def fetch(self, file: str) -> bytes:
        """A file that somebody sent, by its `file_id`. Raises `FetchError`."""
        try:
            found = await typed(self._client.get_file(file))
            # Known before the download where Telegram says it; it serves bots up to 20 MB.
            if (found.file_size or 0) > LONGEST_BYTES:
                raise FetchError("too_large")
            return bytes(await typed(found.download_as_bytearray()))
        except SendError as error:
            raise FetchError(error.reason) from None

    # --- starting

    async def _insist(self, method: str, call: Callable[[], Awaitable[T]]) -> T:
        """The result of a call, tried until it succeeds. Raises `ChannelStoppedError`."""
        failures = 0
        while True:
            try:
                return await typed(call())
            except ChannelStoppedError:
                raise
            except SendError as error:
                # What Telegram refuses, a webhook's address for one, it goes on refusing: said loudly.
                level = logging.ERROR if isinstance(error, RefusedError) else logging.WARNING
                log.log(level, "telegram.later", extra={"method": method, "reason": error.reason})
                pause = _pause(failures, error)
            except Exception as error:
                _note(error)
                pause = _pause(failures, error)
            await self._sleep(pause)
            failures += 1

    async def _set_webhook(self) -> bool:
        return await self._client.set_webhook(
            f"{self._public_url}{PATH}",
            secret_token=self._settings.secret,
            allowed_updates=ALLOWED,
            drop_pending_updates=False,
        )

    async def _introduce(self) -> None:
        """Show the commands in Telegram's own menu. Nobody needs it, so it is tried once each start."""
        try:
            await typed(self._client.set_my_commands(texts.COMMANDS))
        except ChannelStoppedError:
            raise
        except SendError as error:
            log.warning("telegram.later", extra={"method": "setMyCommands", "reason": error.reason})

    # --- receiving

    async def _poll(self, me: Me, accept: Accept) -> None:
        offset: int | None = None
        failures = 0
        conflict = False
        loop = asyncio.get_running_loop()
        while True:
            asked = loop.time()
            try:
                updates = await typed(self._client.raw_updates(offset, ALLOWED))
                await self._take(updates, me, accept)
            except StoppingError:
                return
            except ChannelStoppedError:
                raise
            except Exception as error:
                again = isinstance(error, NotSentError) and error.reason == "conflict"
                if not (conflict and again):
                    _note(error)
                conflict = again
                await self._sleep(_pause(failures, error))
                failures += 1
                continue
            failures, conflict = 0, False
            if updates:
                # The only confirmation: by the next question. The id may jump anywhere after a quiet week.
                offset = max(_update_id(update) for update in updates) + 1
            elif loop.time() - asked < QUICK_SECONDS:
                await self._sleep(BACK_OFF[0])

    async def _called(self, request: web.Request, accept: Accept) -> web.Response:
        """One update by webhook: whose secret is right gets 200 once it is stored, anything else is sent again."""
        shown = request.headers.get(SECRET_HEADER, "")
        expected = self._settings.secret
        if not expected or not hmac.compare_digest(shown.encode("utf-8", "surrogateescape"), expected.encode()):
            raise ApiError(401, "bad_secret", texts.WRONG_CALLER)
        if self._me is None:
            # Whether something said in a group is meant for us isn't known yet.
            raise ApiError(503, "not_ready", texts.NOT_READY, retry_after=1)
        update = _parse(await read_body(request, LONGEST_BODY))
        await self._take([update], self._me, accept)
        return send_json({})

    async def _take(self, updates: Sequence[Json], me: Me, accept: Accept) -> None:
        """Store updates: one after the other within a chat, so that they keep their order, chats side by side.

        Raises `StoppingError` or `StorageError` when not all of them are stored.
        """
        chats: dict[str, list[Message]] = {}
        pressed: list[str] = []
        for raw in sorted(updates, key=_update_id):
            read = self._read(raw, me)
            if isinstance(read, Message):
                chats.setdefault(read.conversation, []).append(read)
            else:
                log.debug("update.ignored", extra={"update": _update_id(raw), "rule": read.rule})
            if query := _query_id(raw):
                pressed.append(query)
        outcomes = await asyncio.gather(*(_accept_all(chat, accept) for chat in chats.values()), return_exceptions=True)
        for outcome in outcomes:
            if isinstance(outcome, BaseException):
                raise outcome
        for query in pressed:
            self._answer(query)

    def _read(self, raw: Json, me: Me) -> Message | Ignored:
        try:
            update = Update.de_json(raw, self._client)
            return read_update(update, me, self._clock())
        except Exception as error:
            # One that can't be read must not hold back all others: it would come again and again.
            log.error("update.unreadable", extra={"error": type(error).__name__, "place": place_of(error)})
            return Ignored("unreadable")

    def _answer(self, query: str) -> None:
        """Stop the spinning on a pressed button, in the background; too late is no harm."""
        task = asyncio.create_task(self._answer_quietly(query), name="answer")
        self._answers.add(task)
        task.add_done_callback(self._answers.discard)

    async def _answer_quietly(self, query: str) -> None:
        try:
            await typed(self._client.answer_callback_query(query))
        except SendError as error:
            log.debug("telegram.later", extra={"method": "answerCallbackQuery", "reason": error.reason})


async def _accept_all(messages: Sequence[Message], accept: Accept) -> None:
    for message in messages:
        try:
            await accept(message)
        except (StoppingError, StorageError):
            raise
        except Exception as error:
            # A defect of ours in one message: lost, and loudly, rather than everything behind it blocked.
            log.error("update.defect", extra={"error": type(error).__name__, "place": place_of(error)})


def _note(error: Exception) -> None:
    """Say why updates don't come."""
    match error:
        case StorageError(trouble=trouble):
            log.error("storage.failed", extra={"trouble": trouble})
        case NotSentError(reason="conflict"):
            # Another program asks with the same token, or somebody set a webhook: each gets a part of the messages.
            log.error("telegram.conflict", extra={"method": "getUpdates"})
        case SendError(reason=reason):
            log.warning("telegram.later", extra={"method": "getUpdates", "reason": reason})
        case _:
            log.error("telegram.defect", extra={"error": type(error).__name__, "place": place_of(error)})


def _pause(failures: int, error: Exception) -> float:
    after = error.after if isinstance(error, NotSentError) else None
    return after or BACK_OFF[min(failures, len(BACK_OFF) - 1)]


def _parse(body: bytes) -> Json:
    data = as_object(body)
    if not isinstance(data.get("update_id"), int):
        raise bad_json()
    return data


def _update_id(raw: Json) -> int:
    number = raw.get("update_id")
    return number if isinstance(number, int) else 0


def _query_id(raw: Json) -> str | None:
    query = raw.get("callback_query")
    identity = query.get("id") if isinstance(query, dict) else None
    return identity if isinstance(identity, str) else None
