"""A reply as the messages of Zalo's consultation API. Pure functions: the same messages for the same reply.

A message is text of at most 2,000 characters with at most five buttons, or a picture of at most 1 MB with a caption.
"""

import unicodedata
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from bot import texts_zalo_oa as texts
from bot.channels.zalo_oa_receive import PREFIX
from bot.channels.zalo_text import plain_parts, split
from handlers.action import encode
from handlers.reply import Link, Picture, Press, Reply

Json = dict[str, Any]

LONGEST_TEXT = 2_000
MOST_BUTTONS = 5
LONGEST_LABEL = 100
LARGEST_PICTURE = 1024 * 1024  # bytes


def messages(reply: Reply) -> list[Json | Picture]:
    """What brings a reply to its person, in order; a `Picture` stands for an upload and its message.

    The first five buttons stand under the last of the text, further ones under messages of their own. Links become
    buttons where there is room beside the others.
    """
    picture = reply.picture
    fits = picture is not None and len(picture.png) <= LARGEST_PICTURE
    links = [block for block in reply.blocks if isinstance(block, Link)]
    buttons = [_query(press) for press in reply.buttons]
    if links and len(links) + len(buttons) <= MOST_BUTTONS and all(map(_can_be_button, links)):
        reply = replace(reply, blocks=tuple(block for block in reply.blocks if not isinstance(block, Link)))
        buttons = [*map(_open, links), *buttons]
    texts_of_reply = plain_parts(reply, LONGEST_TEXT, table=not fits)
    if buttons and not texts_of_reply:
        texts_of_reply = [texts.CHOOSE]
    found: list[Json | Picture] = [picture] if picture and fits else []
    found += [text_message(text) for text in texts_of_reply[:-1]]
    if texts_of_reply:
        found.append(text_message(texts_of_reply[-1], buttons[:MOST_BUTTONS]))
    found += [
        text_message(texts.MORE_CHOICES, buttons[start : start + MOST_BUTTONS])
        for start in range(MOST_BUTTONS, len(buttons), MOST_BUTTONS)
    ]
    return found


def text_message(text: str, buttons: Sequence[Json] = ()) -> Json:
    """A text, with buttons under it. No `template_type`: with it Zalo takes the buttons for another thing."""
    if not buttons:
        return {"text": text}
    return {"text": text, "attachment": {"type": "template", "payload": {"buttons": list(buttons)}}}


def picture_message(attachment: str, caption: str) -> Json:
    """An uploaded picture with what it shows."""
    element = {"media_type": "image", "attachment_id": attachment}
    payload = {"template_type": "media", "elements": [element]}
    message: Json = {"attachment": {"type": "template", "payload": payload}}
    return {"text": caption, **message} if caption else message


def caption_of(picture: Picture) -> str:
    """What stands under a picture."""
    return next(iter(split(picture.alt, LONGEST_TEXT)), "")


def table_message(picture: Picture) -> Json:
    """A picture that can't be shown, as its table."""
    return text_message(next(iter(split(picture.table or picture.alt, LONGEST_TEXT)), texts.CHOOSE))


def _query(press: Press) -> Json:
    return {"title": _label(press.label), "type": "oa.query.hide", "payload": PREFIX + encode(press.action)}


def _open(link: Link) -> Json:
    return {"title": _label(link.label), "type": "oa.open.url", "payload": {"url": link.url}}


def _can_be_button(link: Link) -> bool:
    return link.url.startswith(("https://", "http://")) and bool(link.label.strip())


def _label(label: str) -> str:
    composed = unicodedata.normalize("NFC", label)
    return composed if len(composed) <= LONGEST_LABEL else composed[: LONGEST_LABEL - 1].rstrip() + "…"
