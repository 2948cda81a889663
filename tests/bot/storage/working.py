"""Working with a store in tests: a message in, its replies out, a reply on its way."""

from collections.abc import Sequence
from datetime import datetime

from bot.storage.contract import Key, Outgoing, Storage, StoredReply, Work
from handlers.conversation import Conversation
from handlers.message import Channel, Message, Text
from handlers.reply import say
from handlers.turn import Turn
from tests.bot.talk import NOW, typed

KEY = Key(Channel.WEB, "c1")
TELEGRAM = Channel.TELEGRAM


def texts(replies: Sequence[StoredReply]) -> list[str]:
    """What replies say."""
    return [block.text for reply in replies for block in reply.reply.blocks]  # type: ignore[union-attr]


async def take(storage: Storage, text: str = "chào") -> Work:
    """Accept a message and take it as work."""
    await storage.accept(typed(text))
    work = await storage.next_work(KEY)
    assert work is not None
    return work


def from_telegram(event: str, *, conversation: str = "t1", text: str = "chào", at: datetime = NOW) -> Message:
    """A message over Telegram."""
    return Message(TELEGRAM, conversation, conversation, event, at, Text(text))


async def answered(
    storage: Storage, event: str, *replies: str, conversation: str = "t1", text: str = "chào", at: datetime = NOW
) -> int:
    """A message over Telegram, answered; its position."""
    await storage.accept(from_telegram(event, conversation=conversation, text=text, at=at))
    work = await storage.next_work(Key(TELEGRAM, conversation))
    assert work is not None
    await storage.commit(work, Turn(Conversation(question=text), tuple(say(reply) for reply in replies)), at)
    return work.position


async def first_due(storage: Storage, now: datetime = NOW) -> Outgoing:
    """The first reply over Telegram that may leave."""
    due = await storage.due(TELEGRAM, now, 10)
    assert due
    return due[0]


async def on_its_way(storage: Storage, now: datetime = NOW) -> Outgoing:
    """The first reply over Telegram, its call marked."""
    outgoing = await first_due(storage, now)
    assert await storage.mark_sending(outgoing)
    return outgoing
