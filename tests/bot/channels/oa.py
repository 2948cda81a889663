"""An account against the fake Zalo: a clock that can be moved, and the platform without a pipeline around it."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

from bot.channels.zalo_oa import ZaloOa
from bot.channels.zalo_oa_oauth import Oauth
from bot.channels.zalo_oa_tokens import Tokens
from bot.settings import Settings, ZaloOaSettings
from bot.storage.contract import Key, Outgoing
from bot.storage.sqlite import SqliteStorage
from handlers.message import Channel, Joined, Message
from handlers.reply import Reply
from tests.bot.talk import NOW
from tests.fakes.zalo_oa import FakeZaloOa

KEY = bytes(range(32))
USER = "5599281764300771288"


class MovingClock:
    """The time of the program and of Zalo, moved by hand."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        return self.now

    def advance(self, **time: float) -> None:
        """Let time pass."""
        self.now += timedelta(**time)


def account(fake: FakeZaloOa, *, seed: str = "") -> ZaloOaSettings:
    """The settings of the fake's account."""
    return ZaloOaSettings(fake.app_id, fake.app_secret, fake.webhook_secret, seed, fake.url, fake.url)


def program(fake: FakeZaloOa, folder: Path) -> Settings:
    """The settings of a whole program with this account, seeded by a fresh refresh token."""
    return Settings(data=folder, port=0, secret_key=KEY, zalo_oa=account(fake, seed=fake.grant()[1]))


def outgoing(reply: Reply, *, tries: int = 0, call: int = 0) -> Outgoing:
    """A reply on its way to the one person of these tests."""
    return Outgoing(1, Key(Channel.ZALO_OA, USER), reply, NOW, call=call, tries=tries)


class Account:
    """The platform of the fake's account over a store."""

    def __init__(self, fake: FakeZaloOa, storage: SqliteStorage, clock: MovingClock, seed: str) -> None:
        self.settings = account(fake, seed=seed)
        self.storage, self.clock = storage, clock
        self.platform = ZaloOa(self.settings, KEY, storage, clock)
        self.tokens: Tokens = self.platform._tokens

    async def send(self, reply: Reply, *, tries: int = 0) -> None:
        """All calls of a reply."""
        for call in self.platform.sender.calls(outgoing(reply, tries=tries)):
            await call()

    async def hear(self) -> None:
        """The person writes, as far as the store knows."""
        event = f"follow:{self.clock.now.isoformat()}"
        await self.storage.accept(Message(Channel.ZALO_OA, USER, USER, event, self.clock.now, Joined()))


@asynccontextmanager
async def opened(
    fake: FakeZaloOa, storage: SqliteStorage, clock: MovingClock, *, seed: str | None = None
) -> AsyncIterator[Account]:
    """The account with a fresh seed, or this one; closed after."""
    one = Account(fake, storage, clock, fake.grant()[1] if seed is None else seed)
    try:
        yield one
    finally:
        await one.platform.close()


def another_process(one: Account) -> Tokens:
    """The same pair as another program sees it, without memory of its own."""
    oauth: Oauth = one.tokens._oauth
    return Tokens(KEY, replace(one.settings).refresh_token, one.storage, one.clock, oauth)
