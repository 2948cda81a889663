"""Calls to the Zalo Bot API. The token is part of every address, so no exception here holds an address or a cause."""

import json
from dataclasses import dataclass
from typing import Any

import aiohttp

from bot.settings import ZaloBotSettings

CONNECT_SECONDS = 10.0
ANSWER_SECONDS = 30.0


class ApiFaultError(Exception):
    """The platform said no. `code`: its error code, or the HTTP status; `webhook`: its words name a webhook."""

    def __init__(self, code: int, *, webhook: bool = False) -> None:
        super().__init__(code)
        self.code, self.webhook = code, webhook


class NotReachedError(Exception):
    """The request never left: no connection came about."""


class NoAnswerError(Exception):
    """The request left and no readable answer came; nobody knows what the platform did."""


@dataclass(frozen=True, slots=True)
class _Answer:
    status: int
    body: bytes


class ZaloBotApi:
    """A client of one bot. Make it inside a running event loop; `close` it once."""

    def __init__(self, settings: ZaloBotSettings) -> None:
        self._root = f"{settings.api}/bot{settings.token}/"
        self._session = aiohttp.ClientSession()

    async def call(self, method: str, body: dict[str, object], seconds: float = ANSWER_SECONDS) -> Any:
        """The `result` of a method, None where there is none; `seconds` to wait for the answer.

        Raises `ApiFaultError`, `NotReachedError` or `NoAnswerError`.
        """
        answer = await self._post(method, body, seconds)
        if isinstance(answer, Exception):
            # Raised here, outside of the handler: its cause would carry the address.
            raise answer
        data = _parse(answer.body)
        # Also HTTP 200 may say no; and a proxy's page in place of an answer is known by its status alone.
        if isinstance(data, dict) and data.get("ok") is True and answer.status < 300:
            return data.get("result")
        if isinstance(data, dict) and data.get("ok") is False:
            code = data.get("error_code")
            words = data.get("description")
            raise ApiFaultError(
                code if isinstance(code, int) and not isinstance(code, bool) else answer.status,
                webhook=isinstance(words, str) and "webhook" in words.lower(),
            )
        if answer.status >= 300:
            raise ApiFaultError(answer.status)
        raise NoAnswerError

    async def close(self) -> None:
        """Let go of connections."""
        await self._session.close()

    async def _post(self, method: str, body: dict[str, object], seconds: float) -> _Answer | Exception:
        timeout = aiohttp.ClientTimeout(
            total=seconds + CONNECT_SECONDS, connect=CONNECT_SECONDS, sock_connect=CONNECT_SECONDS, sock_read=seconds
        )
        try:
            async with self._session.post(
                self._root + method, json=body, timeout=timeout, allow_redirects=False
            ) as response:
                return _Answer(response.status, await response.read())
        except (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError, aiohttp.InvalidURL):
            return NotReachedError()
        except (aiohttp.ClientError, TimeoutError):
            return NoAnswerError()


def _parse(body: bytes) -> object:
    try:
        return json.loads(body)
    except (ValueError, RecursionError):
        return None
