"""Replies as what a channel shows: JSON for the web page, numbered text for a terminal. Pure functions."""

from collections.abc import Sequence
from typing import Any, assert_never

from bot.storage.contract import Asked, StoredReply
from handlers.action import encode
from handlers.message import Button, Text
from handlers.reply import Block, Bullets, Link, Paragraph, Picture, Reply, Small, plain_text

Json = dict[str, Any]


def web_reply(stored: StoredReply, picture: str | None = None) -> Json:
    """A reply for `/api/chat`; `picture` is the address of its picture, whose table is shown where there is none.

    `text` says everything; `blocks` say the same with its structure, for a page that builds elements from it; `keep`
    marks a document that people may want to print; `asked` names what it answers, so that a page can show the whole
    conversation again.
    """
    reply = stored.reply
    data: Json = {
        "id": stored.id,
        "text": _with_table(reply),
        "buttons": [{"label": press.label, "action": encode(press.action)} for press in reply.buttons],
        "blocks": web_blocks(reply) + _web_picture(reply.picture, picture),
    }
    if reply.keep:
        data["keep"] = True
    if stored.asked:
        data["asked"] = _web_asked(stored.asked)
    return data


def web_blocks(reply: Reply) -> list[Json]:
    """The title and the blocks as typed JSON objects; no markup in them."""
    title = [{"kind": "title", "text": reply.title}] if reply.title else []
    return title + [_web_block(block) for block in reply.blocks]


def console_text(reply: Reply) -> str:
    """A reply for a terminal, its buttons numbered."""
    choices = "\n".join(f"  {number}) {press.label}" for number, press in enumerate(reply.buttons, 1))
    return "\n\n".join(part for part in (_with_table(reply), choices) if part)


def chosen(typed: str, replies: Sequence[Reply]) -> str | None:
    """The code of the button whose number was typed, counting those of the last reply that has any; else None."""
    buttons = next((reply.buttons for reply in reversed(replies) if reply.buttons), ())
    number = typed.strip()
    if not (number.isascii() and number.isdigit() and len(number) <= 3 and 1 <= int(number) <= len(buttons)):
        return None
    return encode(buttons[int(number) - 1].action)


def _with_table(reply: Reply) -> str:
    """The text of a reply, the table of its picture below it."""
    table = reply.picture.table if reply.picture else ""
    return "\n\n".join(part for part in (plain_text(reply), table) if part)


def _web_picture(picture: Picture | None, address: str | None) -> list[Json]:
    if picture is None:
        return []
    instead = picture.table or picture.alt
    if address is None:
        return [{"kind": "paragraph", "text": instead}]
    return [{"kind": "picture", "url": address, "alt": picture.alt, "table": instead}]


def _web_block(block: Block) -> Json:
    match block:
        case Paragraph(text):
            return {"kind": "paragraph", "text": text}
        case Bullets(items, numbered):
            return {"kind": "steps" if numbered else "bullets", "items": list(items)}
        case Link(label, url):
            return {"kind": "link", "label": label, "url": url}
        case Small(text):
            return {"kind": "small", "text": text}
    assert_never(block)


def _web_asked(asked: Asked) -> Json:
    match asked.content:
        case Text(text):
            return {"event": asked.event, "text": text}
        case Button(code):
            return {"event": asked.event, "action": code}
        case _:
            return {"event": asked.event}
