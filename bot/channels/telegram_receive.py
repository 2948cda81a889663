"""A Telegram update as a message, or the name of the rule by which it is passed over. Pure.

Every kind of update has its rule: messages to the assistant, pressed buttons and coming or going are messages;
edits aren't answered, since the question was already; channel posts, polls, inline queries and payments are nobody's
question. In a group only what is said to the assistant becomes a message: a mention, a reply to it, a command.
"""

import re
from dataclasses import dataclass
from datetime import datetime

from telegram import (
    CallbackQuery,
    Chat,
    ChatMember,
    ChatMemberRestricted,
    ChatMemberUpdated,
    MessageEntity,
    Update,
)
from telegram import Message as TelegramMessage

from bot.pipeline.accept import read_code, read_text
from handlers.action import Action, Verb, encode
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

# What Telegram is asked to send. Others may still come: the list doesn't filter what was queued before.
ALLOWED = ("message", "callback_query", "my_chat_member")
# The longest payload of a link (https://core.telegram.org/bots/features#deep-linking).
LONGEST_PAYLOAD = 64

_GROUPS = (Chat.GROUP, Chat.SUPERGROUP)
# In a group with several bots a command without a name is for all of them: ours are those that we know.
_COMMANDS: dict[str, Content] = {
    "menu": Text("menu"),
    "help": Text("/help"),
    "giupdo": Button(encode(Action(Verb.PERSON))),
}
_COMMAND = re.compile(r"/([A-Za-z0-9_]{1,32})(?:@([A-Za-z0-9_]+))?(?:\s+(.*))?", re.DOTALL)
_PRESENT = (ChatMember.MEMBER, ChatMember.ADMINISTRATOR, ChatMember.OWNER)
# The first that a message has names it: an animation is also a document.
_KINDS = (
    ("sticker", "sticker"),
    ("animation", "video"),
    ("video", "video"),
    ("video_note", "video"),
    ("document", "file"),
    ("poll", "poll"),
    ("dice", "dice"),
    ("story", "story"),
    ("game", "game"),
)
_IGNORED = {
    "edited_message": "edits_are_not_answered",
    "channel_post": "channel_post",
    "edited_channel_post": "channel_post",
    "inline_query": "inline",
    "chosen_inline_result": "inline",
    "poll": "poll",
    "poll_answer": "poll",
    "chat_member": "other_members",
    "chat_join_request": "other_members",
    "message_reaction": "reaction",
    "message_reaction_count": "reaction",
    "shipping_query": "payment",
    "pre_checkout_query": "payment",
    "business_message": "business",
    "edited_business_message": "business",
    "deleted_business_messages": "business",
    "business_connection": "business",
}


@dataclass(frozen=True, slots=True)
class Me:
    """The bot itself, as `getMe` tells."""

    id: int
    username: str


@dataclass(frozen=True, slots=True)
class Ignored:
    """An update that isn't stored, and the rule's name."""

    rule: str


def read_update(update: Update, me: Me, now: datetime) -> Message | Ignored:
    """What an update says to us. `now` dates what carries no time of its own: a pressed button."""
    event = str(update.update_id)
    if update.message:
        return _read_message(update.message, event, me)
    if update.callback_query:
        return _read_press(update.callback_query, event, now)
    if update.my_chat_member:
        return _read_member(update.my_chat_member, event)
    return Ignored(next((rule for kind, rule in _IGNORED.items() if getattr(update, kind)), "unknown_update"))


def _read_message(message: TelegramMessage, event: str, me: Me) -> Message | Ignored:
    group = message.chat.type in _GROUPS
    if message.chat.type == Chat.CHANNEL or (not group and message.chat.type != Chat.PRIVATE):
        return Ignored("channel_post")
    if message.is_automatic_forward:
        return Ignored("channel_post")
    # Who writes in the name of the group or of a channel appears as one of Telegram's own bots.
    if message.from_user is not None and message.from_user.is_bot and message.sender_chat is None:
        return Ignored("from_a_bot")
    if group and not _to_us(message, me):
        return Ignored("not_to_us")
    read = _read_content(message, me)
    if read is None:
        return Ignored("service_message")
    content, masked = read
    chat = str(message.chat.id)
    return Message(
        channel=Channel.TELEGRAM,
        conversation=chat,
        # Nothing is kept about the persons of a group.
        sender=chat if group or message.from_user is None else str(message.from_user.id),
        # An album comes as a message for each picture; it is answered once.
        event=f"album-{message.media_group_id}" if message.media_group_id else event,
        at=message.date,
        content=content,
        masked=masked,
        group=group,
        quote=str(message.message_id) if group else None,
    )


def _read_content(message: TelegramMessage, me: Me) -> tuple[Content, tuple[str, ...]] | None:
    """What a message holds, and the kinds of what was masked; None when it only tells of the chat (pinned, joined)."""
    if message.text is not None:
        return _read_words(_without_mention(message, me), me)
    if message.photo:
        largest = max(message.photo, key=lambda size: size.width * size.height)
        caption, masked = read_text(_without_mention(message, me))
        return Photo(largest.file_id, caption.text), masked
    if spoken := message.voice or message.audio:
        return Voice(spoken.file_id, _whole_seconds(spoken.duration)), ()
    if message.location:
        return Location(message.location.latitude, message.location.longitude), ()
    if message.contact:
        return Contact(), ()
    kind = next((word for name, word in _KINDS if getattr(message, name)), None)
    return (Other(kind), ()) if kind else None


def _read_words(text: str, me: Me) -> tuple[Content, tuple[str, ...]]:
    command = _COMMAND.fullmatch(text.strip())
    if command and _is_ours(command.group(2), me):
        name = command.group(1).lower()
        if name == "start":
            # Anybody can type anything behind it, so it is masked like a text.
            payload, masked = read_text((command.group(3) or "").strip()[:LONGEST_PAYLOAD])
            return Start(payload.text), masked
        if name in _COMMANDS:
            return _COMMANDS[name], ()
        text = f"/{command.group(1)} {command.group(3) or ''}".strip()
    return read_text(text)


def _to_us(message: TelegramMessage, me: Me) -> bool:
    answered = message.reply_to_message
    if answered and answered.from_user and answered.from_user.id == me.id:
        return True
    command = _COMMAND.fullmatch((message.text or "").strip())
    if command:
        named, known = command.group(2), command.group(1).lower() in (*_COMMANDS, "start")
        return _is_ours(named, me) and (bool(named) or known)
    return bool(_mentions(message, me))


def _is_ours(name: str | None, me: Me) -> bool:
    return name is None or name.lower() == me.username.lower()


def _mentions(message: TelegramMessage, me: Me) -> list[str]:
    """The assistant's name as it stands in a message's text or caption; offsets count UTF-16, so the library reads."""
    kinds: list[str | None] = [MessageEntity.MENTION]
    found = message.parse_entities(kinds) if message.text is not None else message.parse_caption_entities(kinds)
    return [text for text in found.values() if me.username and text.lower() == f"@{me.username}".lower()]


def _without_mention(message: TelegramMessage, me: Me) -> str:
    text = message.text if message.text is not None else message.caption or ""
    if message.chat.type not in _GROUPS:
        return text
    for name in _mentions(message, me):
        text = re.sub(rf"[ \t]*{re.escape(name)}(?![A-Za-z0-9_])[ \t]*[,:]?[ \t]*", " ", text)
    return text.strip()


def _read_press(query: CallbackQuery, event: str, now: datetime) -> Message | Ignored:
    # A button under an inline result or a game has no message of ours or no code.
    if query.message is None or query.data is None:
        return Ignored("inline")
    content, masked = read_code(query.data)
    chat = query.message.chat
    group = chat.type in _GROUPS
    return Message(
        channel=Channel.TELEGRAM,
        conversation=str(chat.id),
        sender=str(chat.id) if group else str(query.from_user.id),
        event=event,
        # The message with the button may be months old; pressed it was just now (queries live 150 seconds).
        at=now,
        content=content,
        masked=masked,
        group=group,
        pressed=str(query.message.message_id),
    )


def _read_member(change: ChatMemberUpdated, event: str) -> Message | Ignored:
    chat = change.chat
    if chat.type == Chat.CHANNEL:
        return Ignored("channel_post")
    before, after = _is_there(change.old_chat_member), _is_there(change.new_chat_member)
    if before == after:
        return Ignored("rights_changed")
    group = chat.type in _GROUPS
    return Message(
        channel=Channel.TELEGRAM,
        conversation=str(chat.id),
        sender=str(chat.id) if group else str(change.from_user.id),
        event=event,
        at=change.date,
        content=Joined() if after else Left(),
        group=group,
    )


def _is_there(member: ChatMember) -> bool:
    # Somebody restricted may have left.
    return member.is_member if isinstance(member, ChatMemberRestricted) else member.status in _PRESENT


def _whole_seconds(duration: object) -> int | None:
    seconds = getattr(duration, "total_seconds", None)
    return int(seconds()) if seconds else duration if isinstance(duration, int) else None
