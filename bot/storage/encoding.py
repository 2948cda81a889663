"""Messages and replies as versioned JSON text, and back. `load_…(dump_…(x)) == x`."""

import json
from base64 import b64decode, b64encode
from datetime import datetime
from typing import Any, assert_never

from bot.storage.sealing import Sealer, SealError
from handlers.action import decode, encode
from handlers.message import (
    Button,
    Channel,
    Contact,
    Content,
    Joined,
    Left,
    Location,
    Message,
    Other,
    Photo,
    Start,
    Text,
    Voice,
)
from handlers.reply import Block, Bullets, Link, Paragraph, Picture, Press, Purpose, Reply, Small

VERSION = 1


class EncodingError(ValueError):
    """Stored text isn't a message or reply of a version that this program knows."""


def dump_message(message: Message, sealer: Sealer | None = None) -> str:
    """A message as JSON text; phone numbers are sealed, without a sealer left out."""
    return _write(
        {
            "channel": message.channel,
            "conversation": message.conversation,
            "sender": message.sender,
            "event": message.event,
            "at": message.at.isoformat(),
            "content": _dump_content(message.content, sealer),
            "masked": list(message.masked),
            "group": message.group,
            "pressed": message.pressed,
            "quote": message.quote,
        }
    )


def load_message(text: str, sealer: Sealer | None = None) -> Message:
    """The message of `dump_message`; its phone numbers only with the sealer."""
    data = _read(text)
    try:
        return Message(
            channel=Channel(data["channel"]),
            conversation=data["conversation"],
            sender=data["sender"],
            event=data["event"],
            at=datetime.fromisoformat(data["at"]),
            content=_load_content(data["content"], sealer),
            masked=tuple(data["masked"]),
            # Written by later programs only.
            group=bool(data.get("group")),
            pressed=data.get("pressed"),
            quote=data.get("quote"),
        )
    except (KeyError, TypeError, ValueError) as error:
        raise EncodingError("not a message") from error


def dump_reply(reply: Reply, sealer: Sealer | None = None) -> str:
    """A reply as JSON text; blocks of a private one are sealed. Raises `ValueError` for a button that wouldn't fit."""
    return _write(
        {
            "title": reply.title,
            "blocks": _dump_blocks(reply, sealer),
            "buttons": [[press.label, encode(press.action)] for press in reply.buttons],
            "purpose": reply.purpose,
            "keep": reply.keep,
            "replaces": reply.replaces,
            "picture": _dump_picture(reply.picture),
        }
    )


def load_reply(text: str, sealer: Sealer | None = None) -> Reply:
    """The reply of `dump_reply`. Buttons whose code means nothing any more are left out. Raises `EncodingError`."""
    data = _read(text)
    try:
        buttons = ((label, decode(code)) for label, code in data["buttons"])
        return Reply(
            blocks=_load_blocks(data["blocks"], sealer),
            title=data["title"],
            buttons=tuple(Press(label, action) for label, action in buttons if action),
            purpose=Purpose(data["purpose"]),
            keep=bool(data["keep"]),
            # Written by later programs only.
            replaces=bool(data.get("replaces")),
            picture=_load_picture(data.get("picture")),
            private=isinstance(data["blocks"], dict),
        )
    except (KeyError, TypeError, ValueError, SealError) as error:
        raise EncodingError("not a reply") from error


def _dump_blocks(reply: Reply, sealer: Sealer | None) -> list[Any] | dict[str, str]:
    blocks = [_dump_block(block) for block in reply.blocks]
    if not reply.private:
        return blocks
    if sealer is None:
        raise RuntimeError("a store that was opened without its key can't hold what is private")
    return {"sealed": sealer.seal(blocks).decode()}


def _load_blocks(data: list[Any] | dict[str, str], sealer: Sealer | None) -> tuple[Block, ...]:
    blocks: Any = data
    if isinstance(data, dict):
        if sealer is None:
            raise SealError
        blocks = sealer.open(data["sealed"].encode())
    return tuple(_load_block(block) for block in blocks)


def _dump_picture(picture: Picture | None) -> dict[str, str] | None:
    if picture is None:
        return None
    return {"png": b64encode(picture.png).decode(), "alt": picture.alt, "table": picture.table}


def _load_picture(data: dict[str, str] | None) -> Picture | None:
    return Picture(b64decode(data["png"]), data["alt"], data["table"]) if data else None


def _write(data: dict[str, Any]) -> str:
    return json.dumps({"version": VERSION, **data}, ensure_ascii=False, separators=(",", ":"))


def _read(text: str) -> dict[str, Any]:
    try:
        data = json.loads(text)
    except ValueError as error:
        raise EncodingError("not JSON") from error
    if not isinstance(data, dict) or data.get("version") != VERSION:
        raise EncodingError("unknown version")
    return data


def _dump_content(content: Content, sealer: Sealer | None) -> dict[str, Any]:
    match content:
        case Text(text, cut, phones):
            data: dict[str, Any] = {"kind": "text", "text": text, "cut": cut}
            return {**data, "phones": sealer.seal(phones).decode()} if phones and sealer else data
        case Button(code):
            return {"kind": "button", "code": code}
        case Start(payload):
            return {"kind": "start", "payload": payload}
        case Voice(file, seconds, heard):
            return {"kind": "voice", "file": file, "seconds": seconds, "heard": heard}
        case Photo(file, caption):
            return {"kind": "photo", "file": file, "caption": caption}
        case Location(latitude, longitude):
            return {"kind": "location", "latitude": latitude, "longitude": longitude}
        case Contact() | Joined() | Left():
            return {"kind": type(content).__name__.lower()}
        case Other(kind):
            return {"kind": "other", "what": kind}
    assert_never(content)


def _load_content(data: dict[str, Any], sealer: Sealer | None) -> Content:
    match data["kind"]:
        case "text":
            return Text(data["text"], bool(data["cut"]), _open_phones(data.get("phones"), sealer))
        case "button":
            return Button(data["code"])
        case "start":
            return Start(data["payload"])
        case "voice":
            return Voice(data["file"], data["seconds"], data["heard"])
        case "photo":
            return Photo(data["file"], data["caption"])
        case "location":
            return Location(data["latitude"], data["longitude"])
        case "contact":
            return Contact()
        case "joined":
            return Joined()
        case "left":
            return Left()
        case "other":
            return Other(data["what"])
        case _:
            raise EncodingError("unknown content")


def _open_phones(sealed: str | None, sealer: Sealer | None) -> tuple[str, ...]:
    try:
        return tuple(sealer.open(sealed.encode())) if sealed and sealer else ()
    except SealError:
        # Sealed with another key: the form asks for the number again.
        return ()


def _dump_block(block: Block) -> dict[str, Any]:
    match block:
        case Paragraph(text):
            return {"kind": "paragraph", "text": text}
        case Bullets(items, numbered):
            return {"kind": "bullets", "items": list(items), "numbered": numbered}
        case Link(label, url):
            return {"kind": "link", "label": label, "url": url}
        case Small(text):
            return {"kind": "small", "text": text}
    assert_never(block)


def _load_block(data: dict[str, Any]) -> Block:
    match data["kind"]:
        case "paragraph":
            return Paragraph(data["text"])
        case "bullets":
            return Bullets(tuple(data["items"]), bool(data["numbered"]))
        case "link":
            return Link(data["label"], data["url"])
        case "small":
            return Small(data["text"])
        case _:
            raise EncodingError("unknown block")
