"""`troly zalo login`: an administrator of the account agrees in a browser, and the first token pair is stored."""

import hashlib
import hmac
import secrets
from base64 import urlsafe_b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import aiohttp

from bot import texts_zalo_oa as texts
from bot.channels.zalo_oa import CALLBACK
from bot.channels.zalo_oa_oauth import (
    Oauth,
    OauthNotAskedError,
    OauthRefusedError,
    OauthUnclearError,
    challenge_of,
    consent_link,
    new_verifier,
)
from bot.channels.zalo_oa_tokens import seal, seed_of
from bot.commands.errors import CommandError
from bot.pipeline.dispatch import Clock
from bot.secrets import SecretKeyError, with_secret_key
from bot.settings import Settings, ZaloOaSettings
from bot.storage.sqlite import open_sqlite
from bot.texts import folder_unusable
from handlers.message import Channel
from handlers.teams.changes import NoteAct

LOGGED_IN = "zalo-login"


@dataclass(frozen=True, slots=True)
class Login:
    """One attempt: what is shown to the person, and what the exchange needs afterwards."""

    account: ZaloOaSettings
    redirect: str
    verifier: str = field(repr=False)
    state: str

    @property
    def link(self) -> str:
        """Where to agree."""
        return consent_link(self.account, self.redirect, self.verifier, self.state)

    @property
    def challenge(self) -> str:
        """What the console must have saved where it keeps a fixed pair."""
        return challenge_of(self.verifier)


def login_settings(settings: Settings) -> Settings:
    """The settings with the key that will encrypt the pair, made if there is none yet. Raises `CommandError`."""
    if settings.zalo_oa is None:
        raise CommandError(texts.LOGIN_OFF)
    try:
        settings.data.mkdir(parents=True, exist_ok=True, mode=0o700)
        return with_secret_key(settings)
    except OSError:
        raise CommandError(folder_unusable(str(settings.data))) from None
    except SecretKeyError as error:
        raise CommandError(str(error)) from None


def begin_login(settings: Settings, redirect: str | None, *, fixed: bool) -> Login:
    """A new attempt. `fixed`: with the pair of this installation, which the console keeps, instead of a new one.

    Sources disagree whether Zalo takes a new pair for each consent. Raises `CommandError`.
    """
    if settings.zalo_oa is None:
        raise CommandError(texts.LOGIN_OFF)
    if redirect is None and not settings.public_url:
        raise CommandError(texts.LOGIN_REDIRECT)
    verifier = _fixed_verifier(settings.secret_key) if fixed else new_verifier()
    return Login(settings.zalo_oa, redirect or settings.public_url + CALLBACK, verifier, secrets.token_urlsafe(9))


def read_code(pasted: str, login: Login) -> str:
    """The code of a pasted address, or the code itself. Raises `CommandError`."""
    typed = pasted.strip().strip("<>\"'")
    if not any(sign in typed for sign in "?=/ "):
        code, state = typed, ""
    else:
        query = parse_qs(urlsplit(typed).query or typed.lstrip("?"))
        code, state = query.get("code", [""])[0], query.get("state", [""])[0]
        if not code and "error" in query:
            raise CommandError(texts.LOGIN_DENIED)
    if not code:
        raise CommandError(texts.LOGIN_EMPTY)
    if state and not hmac.compare_digest(state.encode(), login.state.encode()):
        raise CommandError(texts.LOGIN_OTHER_LINK)
    return code


async def finish_login(settings: Settings, login: Login, code: str, clock: Clock) -> None:
    """Exchange the code and store the pair, in place of whatever was there. Raises `CommandError`, `StorageError`."""
    # Opened first: a store that can't be written must not cost the code.
    storage = open_sqlite(settings.data)
    try:
        async with aiohttp.ClientSession() as session:
            with _in_words():
                grant = await Oauth(login.account, session).exchange(code, login.verifier)
        now = clock()
        await storage.store_tokens(
            Channel.ZALO_OA,
            seal(settings.secret_key, grant.access, grant.refresh),
            now + timedelta(seconds=grant.seconds),
            now,
            # So that the setting, which is older, doesn't replace this pair at the next start.
            seed=seed_of(login.account.refresh_token),
            noted=(NoteAct(None, LOGGED_IN, Channel.ZALO_OA), now),
        )
    finally:
        await storage.close()


@contextmanager
def _in_words() -> Iterator[None]:
    try:
        yield
    except OauthRefusedError as error:
        raise CommandError(texts.login_refused(error.code)) from None
    except OauthNotAskedError as error:
        raise CommandError(texts.LOGIN_LIMITED if error.limited else texts.LOGIN_UNREACHABLE) from None
    except OauthUnclearError:
        raise CommandError(texts.LOGIN_UNCLEAR) from None


def _fixed_verifier(key: bytes) -> str:
    """The verifier that stays the same as long as the secret key does: 43 characters."""
    return urlsafe_b64encode(hmac.new(key, b"zalo-oa pkce", hashlib.sha256).digest()).rstrip(b"=").decode()
