"""Zalo Official Account: the webhook that Zalo calls, and replies as consultation messages within their window."""

import asyncio
import logging
from collections.abc import Sequence
from datetime import timedelta
from functools import partial
from typing import Any

import aiohttp
from aiohttp import web

from bot import texts, texts_zalo_oa
from bot.channels.bodies import as_object, read_body
from bot.channels.contract import Accept, Call, NotSentError, Pace, RefusedError, Sender
from bot.channels.web_errors import ApiError, bad_json
from bot.channels.zalo_oa_api import ZaloOaApi
from bot.channels.zalo_oa_oauth import Oauth
from bot.channels.zalo_oa_receive import UNKNOWN, Ignored, UnreadableEventError, account_of, read_event, verify
from bot.channels.zalo_oa_render import Json, caption_of, messages, picture_message, table_message
from bot.channels.zalo_oa_tokens import Tokens
from bot.pipeline.dispatch import Clock
from bot.settings import ZaloOaSettings
from bot.storage.contract import Key, Outgoing, Storage
from bot.storage.errors import StorageError
from handlers.message import Channel
from handlers.reply import Picture

log = logging.getLogger(__name__)

WEBHOOK = "/webhook/zalo-oa"
CALLBACK = "/zalo-oa/dong-y"
LONGEST_BODY = 256 * 1024
# Zalo wants its answer within two seconds; after that it delivers again anyway.
ANSWER_SECONDS = 1.5
# Up to 48 hours after the person's last sign of life a message is free, up to seven days it is charged, then refused.
FREE, WINDOW = timedelta(hours=48), timedelta(days=7)
WINDOW_CLOSED = "window_closed"
# The documented limit is 4,000 requests a minute for one app.
PACE = Pace(per_second=60, between=0.3, between_in_group=1)


class ZaloOa:
    """The platform of one account. Made inside a running event loop; `close` it once."""

    def __init__(self, settings: ZaloOaSettings, key: bytes, storage: Storage, clock: Clock) -> None:
        """`key`: the program's secret key, which encrypts the stored tokens."""
        self._session = aiohttp.ClientSession(cookie_jar=aiohttp.DummyCookieJar())
        oauth = Oauth(settings, self._session)
        self._tokens = Tokens(key, settings.refresh_token, storage, clock, oauth)
        self._webhook = Webhook(settings)
        self.sender: Sender = ZaloOaSender(ZaloOaApi(settings.api, self._session, self._tokens, clock), storage, clock)

    def routes(self, accept: Accept) -> Sequence[web.RouteDef]:
        """The webhook, and the page that the consent of `troly zalo login` comes back to."""
        return [
            web.post(WEBHOOK, partial(self._webhook.receive, accept)),
            web.get(CALLBACK, _callback),
        ]

    async def run(self, accept: Accept) -> None:
        """Renew the token pair before its time."""
        await self._tokens.keep_fresh()

    async def close(self) -> None:
        """Let a renewal come home, then the connections go."""
        await self._tokens.close()
        await self._session.close()


async def _callback(request: web.Request) -> web.Response:
    """Says what to do with the address; the code in it is neither read nor logged."""
    headers = {"Cache-Control": "no-store", "Referrer-Policy": "no-referrer"}
    return web.Response(text=texts_zalo_oa.CALLBACK, headers=headers)


class Webhook:
    """What Zalo delivers: verified, read, stored, and only then answered with 200."""

    def __init__(self, settings: ZaloOaSettings) -> None:
        self._settings = settings

    async def receive(self, accept: Accept, request: web.Request) -> web.Response:
        """One event. 401 for a wrong signature, 400 for what isn't an event, 503 when it can't be stored in time."""
        header = request.headers.get("X-ZEvent-Signature", "")
        if not header:
            raise ApiError(401, "bad_signature", texts.HTTP_BAD_REQUEST)
        body = await read_body(request, LONGEST_BODY)
        data = as_object(body)
        self._check(header, body, data)
        try:
            read = read_event(data)
        except UnreadableEventError:
            raise bad_json(texts.HTTP_BAD_REQUEST) from None
        if isinstance(read, Ignored):
            # Every send of ours comes back; only what nobody knows deserves a line.
            log.log(
                logging.INFO if read.rule == UNKNOWN else logging.DEBUG, "zalo_oa.ignored", extra={"rule": read.rule}
            )
            return web.Response()
        try:
            async with asyncio.timeout(ANSWER_SECONDS):
                accepted = await accept(read)
        except TimeoutError:
            log.warning("zalo_oa.accepting_slow")
            raise ApiError(503, "unavailable", texts.HTTP_UNAVAILABLE) from None
        if not accepted.new:
            log.info("zalo_oa.delivered_again", extra={"position": accepted.position})
        return web.Response()

    def _check(self, header: str, body: bytes, data: dict[str, Any]) -> None:
        mine = self._settings
        if verify(header, mine.app_id, body, data, mine.webhook_secret):
            return
        # Sources disagree about what is signed with what. Others than ours are never let in, but named for whoever
        # sets this up.
        if verify(header, mine.app_id, body, data, mine.app_secret):
            log.warning("zalo_oa.signed_otherwise", extra={"by": "app_secret"})
        elif verify(header, account_of(data), body, data, mine.webhook_secret):
            log.warning("zalo_oa.signed_otherwise", extra={"by": "account_id"})
        else:
            log.warning("zalo_oa.bad_signature")
        raise ApiError(401, "bad_signature", texts.HTTP_BAD_REQUEST)


class ZaloOaSender:
    """How replies reach people of the account."""

    channel = Channel.ZALO_OA
    pace = PACE

    def __init__(self, api: ZaloOaApi, storage: Storage, clock: Clock) -> None:
        self._api, self._storage, self._clock = api, storage, clock

    def calls(self, outgoing: Outgoing) -> Sequence[Call]:
        """One call for each message."""
        return [
            partial(self._send, outgoing.key, step, outgoing.tries if number == outgoing.call else 0)
            for number, step in enumerate(messages(outgoing.reply))
        ]

    async def _send(self, key: Key, step: Json | Picture, tries: int) -> None:
        try:
            billed = await self._look_at_window(key)
            message = await self._upload(step, tries) if isinstance(step, Picture) else step
            await self._api.send(key.conversation, message, tries)
        except StorageError as error:
            # Only what comes before the call reads the store.
            log.error("storage.failed", extra={"trouble": error.trouble})
            raise NotSentError("storage") from None
        if billed:
            await self._count_billed()

    async def _upload(self, picture: Picture, tries: int) -> Json:
        try:
            attachment = await self._api.upload(picture.png, tries)
        except RefusedError as error:
            log.warning("zalo_oa.picture_refused", extra={"reason": error.reason})
            return table_message(picture)
        return picture_message(attachment, caption_of(picture))

    async def _look_at_window(self, key: Key) -> bool:
        """Whether the message will be charged for. Raises `RefusedError` when the window is closed."""
        heard = await self._storage.last_heard(key)
        if heard is None:
            return False
        since = self._clock() - heard
        if since > WINDOW:
            raise RefusedError(WINDOW_CLOSED)
        return since > FREE

    async def _count_billed(self) -> None:
        # The message is out: that it can't be counted must not look like a failed send.
        try:
            await self._storage.count_billed(Channel.ZALO_OA, self._clock())
        except StorageError as error:
            log.error("storage.failed", extra={"trouble": error.trouble})
