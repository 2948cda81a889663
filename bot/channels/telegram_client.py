"""The Bot API through python-telegram-bot's typed client, and its errors as the outbox knows them."""

import logging
import os
import ssl
from collections.abc import Awaitable, Sequence
from functools import cache
from typing import Any, TypeVar

import httpx
from telegram import Bot
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
from telegram.request import HTTPXRequest

from bot.channels.contract import (
    ChannelStoppedError,
    NotSentError,
    OutcomeUnknownError,
    RefusedError,
    SendError,
)
from bot.settings import TelegramSettings

T = TypeVar("T")

# How long Telegram holds a question for updates open when there are none, and how long beyond that we wait for it.
POLL_SECONDS = 30
POLL_GRACE_SECONDS = 15.0
# How long a call may take. Generous: giving up early leaves a message's outcome unknown, and it is sent twice.
ANSWER_SECONDS = 20.0
CONNECT_SECONDS = 10.0
POOL_SECONDS = 5.0
CONNECTIONS = 64

# The library's own switch: durations as timedelta, which its next major version does without asking.
os.environ["PTB_TIMEDELTA"] = "true"
# httpx logs whole addresses at INFO, and the token is part of every address.
for _name in ("httpx", "httpcore"):
    logging.getLogger(_name).setLevel(logging.WARNING)


class Client(Bot):
    """The typed client of one bot, with connections of its own. `seconds`: how long a call may take."""

    def __init__(self, settings: TelegramSettings, seconds: float = ANSWER_SECONDS) -> None:
        self._calls = _request(CONNECTIONS, seconds)
        self._polls = _request(1, POLL_SECONDS + POLL_GRACE_SECONDS)
        super().__init__(
            settings.token,
            base_url=f"{settings.api}/bot",
            base_file_url=f"{settings.api}/file/bot",
            request=self._calls,
            get_updates_request=self._polls,
        )

    async def raw_updates(self, offset: int | None, allowed: Sequence[str]) -> list[dict[str, Any]]:
        """The updates from `offset` on as they came, after at most `POLL_SECONDS`.

        Not parsed all at once: one that the library can't read must not hold back all others for ever.
        """
        asked: dict[str, Any] = {"timeout": POLL_SECONDS, "allowed_updates": list(allowed)}
        if offset is not None:
            asked["offset"] = offset
        found = await self._post("getUpdates", asked, read_timeout=POLL_SECONDS + POLL_GRACE_SECONDS)
        return [update for update in found if isinstance(update, dict)] if isinstance(found, list) else []

    async def close_connections(self) -> None:
        """Let go of all connections."""
        await self._calls.shutdown()
        await self._polls.shutdown()


@cache
def _certificates() -> ssl.SSLContext:
    """Whom to trust; read once, which takes longer than all else at the start."""
    return httpx.create_ssl_context()


def _request(connections: int, seconds: float) -> HTTPXRequest:
    return HTTPXRequest(
        connection_pool_size=connections,
        read_timeout=seconds,
        write_timeout=seconds,
        media_write_timeout=seconds * 2,
        connect_timeout=min(CONNECT_SECONDS, seconds),
        pool_timeout=POOL_SECONDS,
        httpx_kwargs={"verify": _certificates()},
    )


async def typed(call: Awaitable[T]) -> T:
    """The result of a call to the API. Raises `SendError`, without the library's error: that may hold the token."""
    try:
        return await call
    except (TelegramError, KeyError) as error:
        fault = fault_of(error)
    raise fault


def fault_of(error: Exception) -> SendError:
    """What an error of the library means.

    Rules: the Bot API's status codes (https://core.telegram.org/bots/api#making-requests); below HTTP, what httpx says
    about how far the request came: before a connection nothing was sent, after it nobody knows.
    """
    match error:
        case RetryAfter():
            # Telegram doesn't say whether the chat or the whole bot is too fast, so everything rests.
            return NotSentError("too_many_requests", _seconds(error), everywhere=True)
        case Forbidden():
            return RefusedError("blocked")
        case ChatMigrated():
            return RefusedError("migrated")
        case InvalidToken():
            return ChannelStoppedError("token")
        case BadRequest():
            return RefusedError(_why_bad(error.message))
        case Conflict():
            return NotSentError("conflict")
        case NetworkError():
            return _network_fault(error)
        case _:
            # Answered with something that isn't the Bot API's: what was done with the call can't be told.
            return OutcomeUnknownError("bad_answer")


def _network_fault(error: NetworkError) -> SendError:
    match error.__cause__:
        case httpx.ConnectError() | httpx.ConnectTimeout() | httpx.PoolTimeout() | httpx.ProxyError():
            return NotSentError("network")
        case httpx.TimeoutException():
            return OutcomeUnknownError("timeout")
        case httpx.HTTPError():
            return OutcomeUnknownError("network")
        case _ if isinstance(error, TimedOut):
            return OutcomeUnknownError("timeout")
        case _:
            return NotSentError("server_error")


def _seconds(error: RetryAfter) -> float:
    after = error.retry_after
    return float(after) if isinstance(after, int) else after.total_seconds()


# What the descriptions of a 400 hold, and what we call it.
_BAD = {
    "chat not found": "chat_not_found",
    "peer_id_invalid": "chat_not_found",
    "not enough rights": "no_rights",
    "have no rights": "no_rights",
    "message is not modified": "not_modified",
}


def _why_bad(description: str) -> str:
    lowered = description.lower()
    return next((name for words, name in _BAD.items() if words in lowered), "bad_request")
