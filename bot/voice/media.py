"""Fetching a recording: through the platform, or from the address that it gave, if that is one of its own."""

from collections.abc import Awaitable, Callable
from typing import Protocol, runtime_checkable

import aiohttp
from yarl import URL

from bot.voice.recogniser import LONGEST_BYTES

FETCH_SECONDS = 10.0
# The hosts of Zalo's media seen in its events; one with a dot before it stands for every host below it.
ZALO_HOSTS = (".zdn.vn", ".zadn.vn", "down-static.zalo.me")

Fetch = Callable[[str], Awaitable[bytes]]
"""A platform's handle of a file to what the file holds. Raises `FetchError`."""


class FetchError(Exception):
    """A file could not be fetched. `reason` is a stable name; the address is never in it."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@runtime_checkable
class Fetching(Protocol):
    """What a `Platform` offers on top where its files are fetched through it."""

    async def fetch(self, file: str) -> bytes:
        """A file that somebody sent, by the platform's handle. Raises `FetchError` when it can't be had."""
        ...


def zalo_address(address: str) -> URL | None:
    """Where to fetch a file of Zalo's, or None: an event must not make us call anybody else's servers, or our own.

    Events name http addresses too; a recording is fetched over https or not at all.
    """
    try:
        url = URL(address)
        host = (url.host or "").lower()
        usual_port = url.explicit_port in (None, 80, 443)
    except ValueError:
        return None
    known = any(host.endswith(name) if name.startswith(".") else host == name for name in ZALO_HOSTS)
    if url.scheme not in ("http", "https") or not known or not usual_port or url.user is not None:
        return None
    return url.with_scheme("https").with_port(None)


async def download(
    address: str, *, where: Callable[[str], URL | None] = zalo_address, seconds: float = FETCH_SECONDS
) -> bytes:
    """A file of at most `LONGEST_BYTES` from an address that `where` lets through; redirects are not followed.

    Raises `FetchError`.
    """
    url = where(address)
    if url is None:
        raise FetchError("host_not_allowed")
    found = bytearray()
    try:
        async with (
            aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=seconds)) as session,
            session.get(url, allow_redirects=False) as response,
        ):
            if response.status != 200:
                raise FetchError(f"http_{response.status}")
            async for chunk in response.content.iter_chunked(64 * 1024):
                found += chunk
                if len(found) > LONGEST_BYTES:
                    raise FetchError("too_large")
    except TimeoutError as error:
        raise FetchError("time_out") from error
    except aiohttp.ClientError as error:
        raise FetchError("network") from error
    return bytes(found)
