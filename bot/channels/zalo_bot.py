"""The Zalo Bot Platform (not the Official Account): what it sends us, by polling or by webhook, and how we send to it.

Wire facts: one update a call, no acknowledgement, no buttons, the token in every address. A webhook call is proven by
the header `X-Bot-Api-Secret-Token`.
"""

import asyncio
import hmac
import logging
import re
from collections.abc import Awaitable, Callable, Sequence

from aiohttp import web

from bot import texts_zalo_bot as texts
from bot.channels.bodies import as_json, read_body
from bot.channels.contract import Accept, Sender
from bot.channels.pictures import Pictures
from bot.channels.web_errors import ApiError, send_json
from bot.channels.zalo_bot_api import ApiFaultError, NoAnswerError, NotReachedError, ZaloBotApi
from bot.channels.zalo_bot_poll import Poller, Sleep, log_fault, pause_after
from bot.channels.zalo_bot_receive import Skipped, read_update, updates_in
from bot.channels.zalo_bot_send import ZaloBotSender
from bot.channels.zalo_bot_usage import UsageWatch
from bot.pipeline.dispatch import Clock
from bot.settings import Settings, ZaloBotSettings
from bot.storage.contract import Storage

log = logging.getLogger(__name__)

PATH = "/webhook/zalo-bot"
SECRET_HEADER = "X-Bot-Api-Secret-Token"  # noqa: S105 - the header's name
LONGEST_BODY = 1024 * 1024
# What Zalo found when it called the webhook: "webhook.http.403".
_OUTCOME = re.compile(r"[a-z0-9._]{1,40}")


class WebhookUnreachableError(Exception):
    """Zalo took the address of the webhook and could not call it."""


class ZaloBot:
    """One bot. Make it inside a running event loop."""

    def __init__(
        self, settings: Settings, bot: ZaloBotSettings, storage: Storage, clock: Clock, sleep: Sleep = asyncio.sleep
    ) -> None:
        self._settings, self._bot, self._clock, self._sleep = settings, bot, clock, sleep
        self._api = ZaloBotApi(bot)
        self._usage = UsageWatch(storage, clock)
        pictures = Pictures(settings.data, settings.public_url, clock)
        self.sender: Sender = ZaloBotSender(self._api, pictures, bot.link, self._usage.look)
        self._names: list[str] = []

    def routes(self, accept: Accept) -> Sequence[web.RouteDef]:
        """The webhook, in webhook mode."""
        if self._bot.mode != "webhook":
            return []

        async def webhook(request: web.Request) -> web.Response:
            return await self._receive(request, accept)

        return [web.post(PATH, webhook)]

    async def run(self, accept: Accept) -> None:
        """Ask for messages, or tell Zalo where to bring them."""
        if self._bot.mode == "webhook":
            await self._until_done(self._set_webhook)
            log.info("zalo_bot.webhook_set")
            await self._until_done(self._learn_names)
            return
        # getUpdates fails while a webhook is set.
        await self._until_done(self._delete_webhook)
        log.info("zalo_bot.polling")
        poller = Poller(self._api, self._clock, self._sleep)
        await asyncio.gather(poller.run(accept, self._names), self._until_done(self._learn_names))

    async def close(self) -> None:
        """Let go of connections."""
        await self._api.close()

    # --- webhook

    async def _receive(self, request: web.Request, accept: Accept) -> web.Response:
        shown = request.headers.get(SECRET_HEADER, "").encode("utf-8", "surrogateescape")
        if not hmac.compare_digest(shown, self._bot.secret.encode()):
            raise ApiError(401, "unauthorized", texts.HTTP_FOREIGN)
        body = await read_body(request, LONGEST_BODY)
        # The call that tries an address may be empty.
        for update in updates_in(as_json(body) if body.strip() else None):
            read = read_update(update, self._clock(), self._names)
            if isinstance(read, Skipped):
                log.info("event.skipped", extra={"channel": "zalo-bot", "reason": read.reason})
            else:
                await accept(read)
        return send_json({"ok": True})

    async def _set_webhook(self) -> None:
        address = self._settings.public_url + PATH
        result = await self._api.call("setWebhook", {"url": address, "secret_token": self._bot.secret})
        # Newer versions of the platform call the address at once and tell what came of it.
        verified = result.get("verification") if isinstance(result, dict) else None
        if isinstance(verified, dict) and verified.get("ok") is False:
            outcome = verified.get("outcome")
            named = outcome if isinstance(outcome, str) and _OUTCOME.fullmatch(outcome) else "unknown"
            log.error("zalo_bot.webhook_unreachable", extra={"outcome": named})
            raise WebhookUnreachableError

    # --- beginning

    async def _delete_webhook(self) -> None:
        try:
            await self._api.call("deleteWebhook", {})
        except ApiFaultError as fault:
            # It is documented to work with none set; getWebhookInfo was seen to answer 404 then.
            if not (fault.code == 404 and fault.webhook):
                raise

    async def _learn_names(self) -> None:
        """The names under which the bot is mentioned in groups."""
        card = await self._api.call("getMe", {})
        found = [card.get(key) for key in ("account_name", "display_name")] if isinstance(card, dict) else []
        self._names[:] = [name for name in found if isinstance(name, str) and name]

    async def _until_done(self, act: Callable[[], Awaitable[None]]) -> None:
        failures = 0
        while True:
            try:
                await act()
                return
            except WebhookUnreachableError as fault:
                pause = pause_after(fault, failures)
            except (ApiFaultError, NotReachedError, NoAnswerError) as fault:
                log_fault(fault)
                pause = pause_after(fault, failures)
            failures += 1
            await self._sleep(pause)
