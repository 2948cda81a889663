"""The calls to Zalo's OpenAPI, each with an access token that is alive, every fault typed for the outbox."""

import asyncio
import json
import logging
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import aiohttp

from bot.channels.contract import NotSentError, OutcomeUnknownError, RefusedError
from bot.channels.zalo_oa_errors import DEAD_TOKEN, MINUTE, send_error
from bot.channels.zalo_oa_tokens import Access, Tokens
from bot.pipeline.dispatch import Clock

log = logging.getLogger(__name__)

Json = dict[str, Any]
Body = Callable[[], Any]

SEND = "/v3.0/oa/message/cs"
# Uploads are still version 2.
UPLOAD = "/v2.0/oa/upload/image"
TIMEOUT = aiohttp.ClientTimeout(total=20, connect=5)
TOKEN_SECONDS = 5.0


@dataclass(frozen=True, slots=True)
class _Answer:
    """Zalo's answer: error number 0 for success, which comes with data."""

    code: int
    data: Json


class ZaloOaApi:
    """One account's API. Methods raise a `SendError`, or `StorageError` before anything was sent."""

    def __init__(self, root: str, session: aiohttp.ClientSession, tokens: Tokens, clock: Clock) -> None:
        self._root, self._session, self._tokens, self._clock = root, session, tokens, clock

    async def send(self, user: str, message: Json, tries: int) -> None:
        """A consultation message to a person; `tries`: how often this one was put off."""
        body = {"recipient": {"user_id": user}, "message": message}
        text = json.dumps(body, ensure_ascii=False).encode()
        await self._call(SEND, lambda: {"data": text, "headers": {"Content-Type": "application/json"}}, tries)

    async def upload(self, png: bytes, tries: int) -> str:
        """Upload a picture: its attachment id, which dies after seven days."""

        def form() -> Json:
            data = aiohttp.FormData()
            data.add_field("file", png, filename="bang.png", content_type="image/png")
            return {"data": data, "headers": {}}

        try:
            data = await self._call(UPLOAD, form, tries)
        except OutcomeUnknownError as error:
            # An upload that nobody was sent may be made again without harm.
            raise NotSentError(error.reason) from None
        attachment = data.get("attachment_id")
        if not isinstance(attachment, str) or not attachment:
            raise RefusedError("upload_without_id")
        return attachment

    async def _call(self, path: str, body: Body, tries: int) -> Json:
        access = await self._tokens.access()
        answer = await self._post(path, body(), access)
        if answer.code in DEAD_TOKEN:
            log.info("zalo_oa.token_dead", extra={"code": answer.code})
            answer = await self._post(path, body(), await self._tokens.renew(access))
            if answer.code in DEAD_TOKEN:
                raise NotSentError("token", TOKEN_SECONDS)
        if answer.code:
            raise send_error(answer.code, tries, self._clock())
        return answer.data

    async def _post(self, path: str, request: Json, access: Access) -> _Answer:
        headers = {**request["headers"], "access_token": access.token}
        try:
            async with self._session.post(
                self._root + path, data=request["data"], headers=headers, timeout=TIMEOUT, allow_redirects=False
            ) as response:
                status, raw = response.status, await response.read()
        except (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError):
            raise NotSentError("unreachable") from None
        except (aiohttp.ClientError, TimeoutError, asyncio.IncompleteReadError):
            # Whatever breaks after the request has begun to leave.
            raise OutcomeUnknownError("no_answer") from None
        return _read(status, raw)


def _read(status: int, raw: bytes) -> _Answer:
    if status == 429:
        raise NotSentError("rate_limited", MINUTE, everywhere=True)
    if status >= 500:
        raise NotSentError("platform_down")
    try:
        body = json.loads(raw)
        code = int(body["error"])
    except (ValueError, KeyError, TypeError):
        if status != 200:
            # Not Zalo's API but something before it.
            raise NotSentError(f"http_{status}") from None
        raise OutcomeUnknownError("unreadable_answer") from None
    data = body.get("data")
    return _Answer(code, data if isinstance(data, dict) else {})
