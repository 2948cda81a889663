"""A reply as calls to the Bot API: messages in parts, a picture, or an edit of the message whose button was pressed."""

import logging
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from telegram import InlineKeyboardMarkup, LinkPreviewOptions, ReplyParameters
from telegram.constants import ParseMode

from bot.channels.contract import Call, Pace, RefusedError
from bot.channels.telegram_client import Client, typed
from bot.channels.telegram_render import LONGEST_CAPTION, keyboard, parts, units
from bot.storage.contract import Outgoing
from handlers.message import Channel
from handlers.reply import Paragraph, Picture, plain_text, say

log = logging.getLogger(__name__)

# Below Telegram's "about 30 a second", "about one a second in a chat" and "20 a minute in a group"
# (https://core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this).
PACE = Pace(per_second=25, between=1.0, between_in_group=3.0)
NOT_MODIFIED = "not_modified"
PICTURE_NAME = "hinh.png"
# A message of buttons alone must still say something.
NO_TEXT = "…"


class TelegramSender:
    """Sends for one bot. `username` is the bot's, for the link to the private conversation; set once it is known."""

    channel = Channel.TELEGRAM

    def __init__(self, client: Client, username: str) -> None:
        self._client = client
        self.username = username
        self.pace = PACE

    def calls(self, outgoing: Outgoing) -> Sequence[Call]:
        """The calls of a reply, in order: the buttons under the last, a quote of what is answered in the first."""
        reply = outgoing.reply
        picture = reply.picture
        chat = int(outgoing.key.conversation)
        buttons = keyboard(reply.buttons, self.username)
        texts = parts(reply)
        if not texts and buttons and picture is None:
            texts = [NO_TEXT]
        if reply.replaces and outgoing.pressed and picture is None and len(texts) == 1:
            return [self._edit(chat, int(outgoing.pressed), texts[0], buttons)]
        makers: list[_Maker] = [_Text(text) for text in texts]
        if picture:
            # The limit is that of the text without its markup.
            if len(texts) == 1 and units(plain_text(reply)) <= LONGEST_CAPTION:
                table = (Paragraph(picture.table),) if picture.table else ()
                instead = parts(replace(reply, blocks=(*reply.blocks, *table)))
                makers = [_Photo(picture, texts[0], instead)]
            else:
                makers.insert(0, _Photo(picture, "", parts(say(picture.table or picture.alt))))
        quote = int(outgoing.quote) if outgoing.quote else None
        last = len(makers) - 1
        return [
            self._send(maker, chat, buttons if number == last else None, quote if number == 0 else None)
            for number, maker in enumerate(makers)
        ]

    def _send(self, maker: "_Maker", chat: int, buttons: InlineKeyboardMarkup | None, quote: int | None) -> Call:
        # The message that is answered may be gone by now; the answer is still wanted.
        pointing = ReplyParameters(quote, allow_sending_without_reply=True) if quote else None

        async def call() -> None:
            await maker.send(self._client, chat_id=chat, reply_markup=buttons, reply_parameters=pointing)

        return call

    def _edit(self, chat: int, message: int, text: str, buttons: InlineKeyboardMarkup | None) -> Call:
        async def call() -> None:
            try:
                await typed(
                    self._client.edit_message_text(
                        text,
                        chat_id=chat,
                        message_id=message,
                        parse_mode=ParseMode.HTML,
                        reply_markup=buttons,
                        link_preview_options=LinkPreviewOptions(is_disabled=True),
                    )
                )
            except RefusedError as error:
                # Pressed twice, or said twice after a broken line: it stands there already.
                if error.reason == NOT_MODIFIED:
                    return
                # Too old to be edited, deleted, or a picture: the reply comes as a message of its own.
                if error.reason != "bad_request":
                    raise
                await _Text(text).send(self._client, chat_id=chat, reply_markup=buttons)

        return call


class _Text:
    def __init__(self, text: str) -> None:
        self._text = text

    async def send(self, client: Client, **where: Any) -> None:
        """Send the text."""
        preview = LinkPreviewOptions(is_disabled=True)
        await typed(
            client.send_message(text=self._text, parse_mode=ParseMode.HTML, link_preview_options=preview, **where)
        )


class _Photo:
    def __init__(self, picture: Picture, caption: str, instead: Sequence[str]) -> None:
        self._picture, self._caption, self._instead = picture, caption, instead

    async def send(self, client: Client, **where: Any) -> None:
        """Send the picture, or texts in its place where Telegram takes none."""
        try:
            await typed(
                client.send_photo(
                    photo=self._picture.png,
                    caption=self._caption or None,
                    parse_mode=ParseMode.HTML,
                    filename=PICTURE_NAME,
                    **where,
                )
            )
        except RefusedError as error:
            # Pictures may be forbidden where texts are not; a chat that takes nothing refuses the text as well.
            if error.reason not in ("bad_request", "no_rights"):
                raise
            log.warning("telegram.picture_refused", extra={"reason": error.reason})
            last = len(self._instead) - 1
            for number, text in enumerate(self._instead):
                buttons = where["reply_markup"] if number == last else None
                pointing = where["reply_parameters"] if number == 0 else None
                await _Text(text).send(client, **where | {"reply_markup": buttons, "reply_parameters": pointing})


_Maker = _Text | _Photo
