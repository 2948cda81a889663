"""A reply as each channel would show it, for a page: by the very code that the channels send with."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from markupsafe import Markup

from bot.channels.render import web_blocks
from bot.channels.telegram_render import keyboard, parts
from bot.channels.zalo_bot_send import choice_lines
from bot.channels.zalo_oa_render import messages
from bot.channels.zalo_text import plain_parts
from handlers.message import Channel
from handlers.reply import Reply


@dataclass(frozen=True, slots=True)
class Bubble:
    """A message: blocks (web), HTML of Telegram, or plain text; and the labels of its buttons in rows."""

    blocks: Sequence[dict[str, Any]] = ()
    html: Markup | None = None
    text: str = ""
    buttons: Sequence[Sequence[str]] = field(default=())


@dataclass(frozen=True, slots=True)
class View:
    """What one channel shows."""

    channel: Channel
    bubbles: Sequence[Bubble]


def views(reply: Reply) -> list[View]:
    """On the web, Telegram, Zalo OA and Zalo Bot."""
    return [
        View(Channel.WEB, [Bubble(blocks=web_blocks(reply), buttons=[[press.label] for press in reply.buttons])]),
        View(Channel.TELEGRAM, _telegram(reply)),
        View(Channel.ZALO_OA, [_zalo(item) for item in messages(reply) if isinstance(item, dict)]),
        View(Channel.ZALO_BOT, [Bubble(text=text) for text in plain_parts(reply, ending=choice_lines(reply.buttons))]),
    ]


def _telegram(reply: Reply) -> list[Bubble]:
    # The renderer escapes all that isn't markup of its own.
    texts = [Markup(text) for text in parts(reply)]  # noqa: S704
    made = keyboard(reply.buttons)
    rows = [[button.text for button in row] for row in made.inline_keyboard] if made else []
    return [Bubble(html=text, buttons=rows if number == len(texts) else ()) for number, text in enumerate(texts, 1)]


def _zalo(message: dict[str, Any]) -> Bubble:
    buttons = message.get("attachment", {}).get("payload", {}).get("buttons", ())
    return Bubble(text=message["text"], buttons=[[button["title"]] for button in buttons])
