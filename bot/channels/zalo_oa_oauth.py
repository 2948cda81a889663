"""Zalo's OAuth v4 for Official Accounts: the consent link, a code for a token pair, a new pair for an old one.

Both token calls answer `{"access_token", "refresh_token", "expires_in": "90000"}`; anything else is a failure, which
Zalo says with HTTP status 200 and an `error` in the body. The codes of a used refresh token are documented nowhere.
"""

import hashlib
import json
import secrets
from base64 import urlsafe_b64encode
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

import aiohttp

from bot.settings import ZaloOaSettings

PERMISSION = "/v4/oa/permission"
ACCESS_TOKEN = "/v4/oa/access_token"  # noqa: S105 - a path
RATE_LIMITED = -32
# A verifier is 43 characters: 32 bytes in base64url without padding.
VERIFIER_BYTES = 32
TIMEOUT = aiohttp.ClientTimeout(total=15, connect=5)
# Taken when `expires_in` can't be read: the shortest life that was ever reported.
SHORTEST_LIFE = 3_600


@dataclass(frozen=True, slots=True)
class Grant:
    """A token pair as Zalo issued it; `seconds`: how long the access token lives."""

    access: str = field(repr=False)
    refresh: str = field(repr=False)
    seconds: int


class OauthError(Exception):
    """A token call brought no pair."""


class OauthRefusedError(OauthError):
    """Zalo said no, for good. `code` is its number."""

    def __init__(self, code: int) -> None:
        super().__init__(f"refused {code}")
        self.code = code


class OauthNotAskedError(OauthError):
    """Zalo didn't look at the request: not reached, or too many requests. Nothing was used up."""

    def __init__(self, *, limited: bool) -> None:
        super().__init__("limited" if limited else "unreachable")
        self.limited = limited


class OauthUnclearError(OauthError):
    """Nobody knows whether Zalo used up the code or token: the answer was lost, or was none."""


def new_verifier() -> str:
    """A new PKCE verifier."""
    return secrets.token_urlsafe(VERIFIER_BYTES)


def challenge_of(verifier: str) -> str:
    """The S256 challenge of a verifier: base64url without padding."""
    return urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).rstrip(b"=").decode()


def consent_link(settings: ZaloOaSettings, redirect: str, verifier: str, state: str) -> str:
    """Where an administrator of the account agrees in a browser."""
    query = {
        "app_id": settings.app_id,
        "redirect_uri": redirect,
        "code_challenge": challenge_of(verifier),
        "state": state,
    }
    return f"{settings.oauth}{PERMISSION}?{urlencode(query)}"


class Oauth:
    """The token endpoint of one app. Both calls raise an `OauthError`; no error holds a token."""

    def __init__(self, settings: ZaloOaSettings, session: aiohttp.ClientSession) -> None:
        self._settings, self._session = settings, session

    async def exchange(self, code: str, verifier: str) -> Grant:
        """The first pair, for a code from the consent page (valid for ten minutes, once)."""
        return await self._call(grant_type="authorization_code", code=code, code_verifier=verifier)

    async def refresh(self, token: str) -> Grant:
        """A new pair. Works once for each refresh token."""
        return await self._call(grant_type="refresh_token", refresh_token=token)

    async def _call(self, **fields: str) -> Grant:
        try:
            async with self._session.post(
                self._settings.oauth + ACCESS_TOKEN,
                data={"app_id": self._settings.app_id, **fields},
                headers={"secret_key": self._settings.app_secret},
                timeout=TIMEOUT,
                allow_redirects=False,
            ) as response:
                body = await response.read()
        except (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError):
            raise OauthNotAskedError(limited=False) from None
        except (aiohttp.ClientError, TimeoutError):
            raise OauthUnclearError("no answer") from None
        return _read(body)


def _read(body: bytes) -> Grant:
    try:
        data: Any = json.loads(body)
    except ValueError:
        raise OauthUnclearError("no JSON") from None
    if not isinstance(data, dict):
        raise OauthUnclearError("no object")
    access, refresh = data.get("access_token"), data.get("refresh_token")
    if access and refresh and isinstance(access, str) and isinstance(refresh, str):
        return Grant(access, refresh, _seconds(data.get("expires_in")))
    code = _number(data.get("error"))
    if code is None:
        raise OauthUnclearError("neither tokens nor an error")
    if code == RATE_LIMITED:
        raise OauthNotAskedError(limited=True)
    raise OauthRefusedError(code)


def _seconds(value: object) -> int:
    seconds = _number(value)
    return seconds if seconds is not None and seconds > 0 else SHORTEST_LIFE


def _number(value: object) -> int | None:
    try:
        return int(value) if isinstance(value, int | str) else None
    except ValueError:
        return None
