"""The account's token pair: encrypted in the store, renewed by one at a time, stored before it is used.

A refresh token works once, and a lost answer loses it. So its leaving is noted durably first; what a crash or a lost
answer leaves behind is doubtful, is tried a bounded number of times, and in the end a person must agree again
(`troly zalo login`). Nothing here ever loops over a refusal.
"""

import asyncio
import hashlib
import json
import logging
from base64 import urlsafe_b64encode
from dataclasses import dataclass, field
from datetime import timedelta

from cryptography.fernet import Fernet, InvalidToken

from bot.channels.contract import ChannelStoppedError, NotSentError, SendError
from bot.channels.zalo_oa_oauth import Grant, Oauth, OauthNotAskedError, OauthRefusedError, OauthUnclearError
from bot.pipeline.dispatch import Clock
from bot.storage.contract import Storage
from bot.storage.errors import StorageError
from bot.storage.tokens import TRIES, StoredTokens, TokenState
from handlers.message import Channel

log = logging.getLogger(__name__)

CONSENT_NEEDED = "consent_needed"
# With less than this left the pair is renewed before anybody needs it.
EARLY = timedelta(hours=1)
# How long a renewal that was begun belongs to who began it; after that its process is taken for dead.
LEASE = timedelta(seconds=60)
LOOK_SECONDS = 300.0
BUSY_SECONDS, UNCLEAR_SECONDS, LIMITED_SECONDS = 5.0, 30.0, 60.0


@dataclass(frozen=True, slots=True)
class Access:
    """An access token, and which version of the stored pair it belongs to."""

    version: int
    token: str = field(repr=False)


def seed_of(token: str) -> str:
    """The hash by which a changed setting is noticed; empty for none."""
    return hashlib.sha256(token.encode()).hexdigest() if token else ""


def seal(key: bytes, access: str, refresh: str) -> bytes:
    """A pair encrypted with the program's secret key (32 bytes)."""
    return Fernet(urlsafe_b64encode(key)).encrypt(json.dumps([access, refresh]).encode())


def unseal(key: bytes, sealed: bytes) -> tuple[str, str]:
    """Access and refresh token. Raises `InvalidToken` when another key sealed them."""
    access, refresh = json.loads(Fernet(urlsafe_b64encode(key)).decrypt(sealed))
    return access, refresh


class Tokens:
    """The pair of one account. Its methods raise `NotSentError`, `ChannelStoppedError` or `StorageError`."""

    def __init__(self, key: bytes, seed: str, storage: Storage, clock: Clock, oauth: Oauth) -> None:
        """`seed`: the refresh token of the settings, which only begins an empty store or replaces an older setting."""
        self._key, self._seed, self._storage, self._clock, self._oauth = key, seed, storage, clock, oauth
        self._lock = asyncio.Lock()
        self._seeded = False
        self._alarmed: int | None = None
        self._unstored: tuple[int, Grant] | None = None
        self._renewing: asyncio.Task[Access] | None = None

    async def access(self) -> Access:
        """An access token that isn't known to be dead; renewed first when its time is over."""
        async with self._lock:
            stored = await self._load()
            return self._open(stored) if stored.expires > self._clock() else await self._renew(stored)

    async def renew(self, failed: Access) -> Access:
        """Another access token than the one that Zalo just called dead."""
        async with self._lock:
            stored = await self._load()
            return self._open(stored) if stored.version != failed.version else await self._renew(stored)

    async def rotate(self) -> None:
        """Renew the pair if its time is nearly over, or if it is doubtful."""
        async with self._lock:
            stored = await self._load()
            if stored.expires - self._clock() < EARLY or stored.state is not TokenState.VALID:
                await self._renew(stored)

    async def keep_fresh(self) -> None:
        """Look after the pair until cancelled."""
        while True:
            try:
                await self.rotate()
            except SendError as error:
                log.warning("zalo_oa.not_renewed", extra={"reason": error.reason})
            except StorageError as error:
                log.error("storage.failed", extra={"trouble": error.trouble})
            await asyncio.sleep(LOOK_SECONDS)

    async def close(self) -> None:
        """Let a renewal that is on its way come home: cut off, its answer would be lost."""
        if self._renewing:
            await asyncio.gather(self._renewing, return_exceptions=True)

    async def _load(self) -> StoredTokens:
        if self._unstored:
            await self._save(*self._unstored)
        stored = await self._storage.tokens(Channel.ZALO_OA)
        if not self._seeded:
            if self._seed and (stored is None or stored.seed != seed_of(self._seed)):
                now = self._clock()
                await self._storage.store_tokens(
                    Channel.ZALO_OA, seal(self._key, "", self._seed), now, now, seed=seed_of(self._seed)
                )
                log.info("zalo_oa.seeded")
                stored = await self._storage.tokens(Channel.ZALO_OA)
            self._seeded = True
        if stored is None or stored.state is TokenState.CONSENT_NEEDED:
            raise self._alarm(stored.version if stored else 0)
        return stored

    def _open(self, stored: StoredTokens) -> Access:
        return Access(stored.version, self._unseal(stored)[0])

    def _unseal(self, stored: StoredTokens) -> tuple[str, str]:
        try:
            return unseal(self._key, stored.sealed)
        except InvalidToken:
            # The right key may come back; the pair stays as it is.
            log.error("zalo_oa.tokens_unreadable")
            raise ChannelStoppedError("tokens_unreadable") from None

    async def _renew(self, stored: StoredTokens) -> Access:
        now = self._clock()
        if stored.state is TokenState.REFRESHING and timedelta(0) <= now - stored.changed < LEASE:
            raise NotSentError("token_busy", BUSY_SECONDS, everywhere=True)
        refresh = self._unseal(stored)[1]
        if not await self._storage.begin_refresh(Channel.ZALO_OA, stored.version, now):
            newer = await self._storage.tokens(Channel.ZALO_OA)
            if newer and newer.version != stored.version and newer.state is not TokenState.CONSENT_NEEDED:
                return self._open(newer)
            raise await self._need_consent(stored.version)
        # Shielded, so that stopping the program doesn't throw the answer away.
        self._renewing = asyncio.create_task(self._exchange(stored, refresh), name="renewing")
        return await asyncio.shield(self._renewing)

    async def _exchange(self, stored: StoredTokens, refresh: str) -> Access:
        before = TokenState.DOUBTFUL if stored.tries else TokenState.VALID
        try:
            grant = await self._oauth.refresh(refresh)
        except OauthNotAskedError as error:
            await self._end(stored.version, before, counts=False)
            if error.limited:
                raise NotSentError("rate_limited", LIMITED_SECONDS, everywhere=True) from None
            raise NotSentError("token_unreachable", UNCLEAR_SECONDS, everywhere=True) from None
        except OauthUnclearError:
            if stored.tries + 1 >= TRIES:
                raise await self._need_consent(stored.version) from None
            log.error("zalo_oa.renewal_unclear", extra={"tries": stored.tries + 1})
            await self._end(stored.version, TokenState.DOUBTFUL, counts=True)
            raise NotSentError("token_unclear", UNCLEAR_SECONDS, everywhere=True) from None
        except OauthRefusedError as error:
            log.error("zalo_oa.renewal_refused", extra={"code": error.code})
            raise await self._need_consent(stored.version) from None
        self._unstored = (stored.version, grant)
        await self._save(stored.version, grant)
        return self._open(await self._load())

    async def _save(self, version: int, grant: Grant) -> None:
        """Store a pair durably; until that succeeds it is kept in memory and used by nobody."""
        now = self._clock()
        sealed = seal(self._key, grant.access, grant.refresh)
        expires = now + timedelta(seconds=grant.seconds)
        if await self._storage.store_tokens(Channel.ZALO_OA, sealed, expires, now, renews=version):
            log.info("zalo_oa.renewed", extra={"seconds": grant.seconds})
        self._unstored = None

    async def _end(self, version: int, state: TokenState, *, counts: bool) -> None:
        await self._storage.end_refresh(Channel.ZALO_OA, version, state, self._clock(), counts=counts)

    async def _need_consent(self, version: int) -> ChannelStoppedError:
        await self._end(version, TokenState.CONSENT_NEEDED, counts=True)
        return self._alarm(version)

    def _alarm(self, version: int) -> ChannelStoppedError:
        # Once for each pair: every send that waits would say it again.
        if self._alarmed != version:
            self._alarmed = version
            log.error("zalo_oa.consent_needed", extra={"run": "troly zalo login"})
        return ChannelStoppedError(CONSENT_NEEDED)


def needs_consent(stored: StoredTokens | None) -> bool:
    """Whether nothing can be sent until somebody runs `troly zalo login`."""
    return stored is None or stored.state is TokenState.CONSENT_NEEDED
