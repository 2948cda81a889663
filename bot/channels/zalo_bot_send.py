"""Replies as calls to the Zalo Bot API. It has no buttons, so choices are numbered lines to be typed."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from functools import partial

from bot import texts_zalo_bot as texts
from bot.channels.contract import (
    Call,
    ChannelStoppedError,
    NotSentError,
    OutcomeUnknownError,
    Pace,
    RefusedError,
    SendError,
)
from bot.channels.pictures import Pictures
from bot.channels.zalo_bot_api import ApiFaultError, NoAnswerError, NotReachedError, ZaloBotApi
from bot.channels.zalo_text import LONGEST, length, plain_parts, split
from bot.storage.contract import Outgoing
from handlers.action import Verb
from handlers.message import Channel
from handlers.reply import Picture, Press

log = logging.getLogger(__name__)

# Zalo gives no rate; this stays far below what others were seen to send.
PACE = Pace(per_second=5, between=1.0, between_in_group=3.0)
# 429 may be the month's quota, which will not heal soon: seconds to leave, doubled at each try up to the last.
QUOTA_SECONDS = 60.0
QUOTA_LONGEST = 3_600.0
# Zalo calls 403 "internal server error": it is tried again so often, then it means this conversation.
FORBIDDEN_TRIES = 5


class ZaloBotSender:
    """How replies reach people through a Zalo Bot."""

    channel = Channel.ZALO_BOT
    pace = PACE

    def __init__(
        self, api: ZaloBotApi, pictures: Pictures, link: str = "", sent: Callable[[], Awaitable[None]] | None = None
    ) -> None:
        """`link` opens the bot in Zalo, "" when there is none; `sent` is awaited after each call that succeeded."""
        self._api, self._pictures, self._link, self._sent = api, pictures, link, sent

    def calls(self, outgoing: Outgoing) -> Sequence[Call]:
        """One message where it fits 2,000 characters, else several with the choices in the last."""
        reply = outgoing.reply
        ending = self._group_ending(reply.buttons) if outgoing.group else choice_lines(reply.buttons, outgoing.followed)
        if reply.picture is None or not self._pictures.public:
            return [self._text(outgoing, part) for part in plain_parts(reply, ending=ending, table=True)]
        parts = plain_parts(reply, ending=ending)
        with_table = plain_parts(reply, ending=ending, table=True)
        # As one message under the picture, if also the table would fit in its place.
        if len(parts) <= 1 and len(with_table) <= 1:
            return [self._photo(outgoing, reply.picture, parts[0] if parts else reply.picture.alt, with_table)]
        photo = self._photo(outgoing, reply.picture, reply.picture.alt, split(reply.picture.table, LONGEST))
        return [photo, *(self._text(outgoing, part) for part in parts)]

    def _group_ending(self, buttons: Sequence[Press]) -> str:
        """In a group the bot hears only what mentions it, and no state is kept: numbers would lead nowhere."""
        private = next((press for press in buttons if press.action.verb is Verb.PRIVATE), None)
        return texts.private(private.label, self._link) if private and self._link else ""

    def _text(self, outgoing: Outgoing, text: str) -> Call:
        return partial(self._send, outgoing, "sendMessage", {"chat_id": outgoing.key.conversation, "text": text})

    def _photo(self, outgoing: Outgoing, picture: Picture, caption: str, instead: Sequence[str]) -> Call:
        """The picture by its address, or texts in its place where that doesn't work."""

        async def call() -> None:
            address = await asyncio.to_thread(self._pictures.publish, picture.png)
            chat = outgoing.key.conversation
            if address:
                body: dict[str, object] = {"chat_id": chat, "photo": address}
                if caption and length(caption) <= LONGEST:
                    body["caption"] = caption
                try:
                    await self._send(outgoing, "sendPhoto", body)
                    return
                except RefusedError:
                    # Zalo could not fetch it, or takes none: the numbers arrive as text.
                    log.warning("zalo_bot.picture_refused", extra={"send": outgoing.id})
            for text in instead:
                await self._send(outgoing, "sendMessage", {"chat_id": chat, "text": text})

        return call

    async def _send(self, outgoing: Outgoing, method: str, body: dict[str, object]) -> None:
        fault = await self._try(outgoing, method, body)
        if fault:
            raise fault
        if self._sent:
            await self._sent()

    async def _try(self, outgoing: Outgoing, method: str, body: dict[str, object]) -> SendError | None:
        try:
            await self._api.call(method, body)
        except NotReachedError:
            return NotSentError("network")
        except NoAnswerError:
            return OutcomeUnknownError("no_answer")
        except ApiFaultError as error:
            if error.code == 404:
                return await self._not_found()
            return fault_of(error.code, outgoing.tries)
        return None

    async def _not_found(self) -> SendError:
        """404 names a wrong token as well as a wrong request: the bot's own card tells which."""
        try:
            await self._api.call("getMe", {})
        except ApiFaultError as error:
            return ChannelStoppedError("token") if error.code in (401, 404) else NotSentError("server_error")
        except (NotReachedError, NoAnswerError):
            return NotSentError("network")
        return RefusedError("not_found")


def choice_lines(buttons: Sequence[Press], followed: bool = False) -> str:
    """The choices of a reply as lines; what is typed is understood by number, word or label.

    Where the labels are numbers themselves (how many people?), a typed number is that number: the text asks for it,
    and the other choices are offered as words.
    """
    labels = [press.label for press in buttons]
    words = [label for label in labels if not label.strip().isdecimal()]
    if followed or len(words) < len(labels):
        return texts.or_type(words) if words else ""
    return (
        "\n".join([texts.CHOICES, *(f"{number}. {label}" for number, label in enumerate(labels, 1))]) if labels else ""
    )


def fault_of(code: int, tries: int) -> SendError:
    """What an error of the platform means for a send that was tried `tries` times before."""
    match code:
        case 401:
            return ChannelStoppedError("token")
        case 429:
            return NotSentError("quota", min(QUOTA_SECONDS * 2 ** min(tries, 10), QUOTA_LONGEST), everywhere=True)
        case 403 if tries < FORBIDDEN_TRIES:
            return NotSentError("forbidden")
        case 403:
            return RefusedError("forbidden")
        case 408 | 504:
            # The platform gave up waiting for itself: perhaps after it had acted.
            return OutcomeUnknownError("timeout")
        case 400:
            return RefusedError("bad_request")
        case _ if code >= 500:
            return NotSentError("server_error")
        case _:
            return RefusedError(f"error_{code}")
