"""Pictures under unguessable addresses that live for an hour: for channels that show a picture by its address.

Zalo Bot takes no file, only an address that it fetches; the web page loads `<img>` from here. The files lie in the data
folder, readable by the program alone, so an address outlives a restart. A file's time stamp is when it was kept.
"""

import asyncio
import contextlib
import hashlib
import logging
import os
import re
import secrets
import threading
from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from pathlib import Path

from aiohttp import web

from bot.pipeline.dispatch import Clock

log = logging.getLogger(__name__)

FOLDER = "pictures"
LIFE = timedelta(hours=1)
# An address is given out again for the same picture while it lives at least so long: a page that is loaded anew shows
# what it showed, without another file each time.
ENOUGH = timedelta(minutes=30)
SWEEP_SECONDS = 600.0
# 128 bits.
TOKEN_BYTES = 16
_TYPES = {"image/png": ".png", "image/jpeg": ".jpg"}
_NAME = re.compile(r"[0-9a-f]{32}\.(?:png|jpg)")


class Pictures:
    """The pictures of a data folder. `public_url` is where the program is reached from outside; "" is nowhere."""

    def __init__(self, data: Path, public_url: str, clock: Clock) -> None:
        self._folder = data / FOLDER
        self._public_url = public_url
        self._clock = clock
        self._given: dict[str, tuple[str, datetime]] = {}
        # A picture that is being written has no age yet: it must not be swept away by another thread.
        self._lock = threading.RLock()

    def keep(self, picture: bytes, mime: str = "image/png") -> str | None:
        """A path (`/p/<token>.png`) for a picture, good for an hour; None when it can't be written.

        `mime`: image/png or image/jpeg. Reads and writes files.
        """
        with self._lock:
            return self._keep(picture, mime)

    def _keep(self, picture: bytes, mime: str) -> str | None:
        now = self._clock()
        known = hashlib.sha256(mime.encode() + b"\0" + picture).hexdigest()
        name, since = self._given.get(known, ("", now))
        if name and timedelta(0) <= now - since <= LIFE - ENOUGH and (self._folder / name).exists():
            return f"/p/{name}"
        self.sweep()
        name = secrets.token_hex(TOKEN_BYTES) + _TYPES[mime]
        try:
            self._write(self._folder / name, picture, now)
        except OSError as error:
            log.error("picture.not_kept", extra={"error": type(error).__name__})
            return None
        self._given[known] = (name, now)
        return f"/p/{name}"

    def publish(self, picture: bytes, mime: str = "image/png") -> str | None:
        """The same as a whole address for others to fetch; None also where there is no public address."""
        path = self.keep(picture, mime) if self._public_url else None
        return self._public_url + path if path else None

    @property
    def public(self) -> bool:
        """Whether others can fetch pictures at all."""
        return bool(self._public_url)

    def find(self, name: str) -> bytes | None:
        """The picture of a name, or None when there is none such or its hour is over (then it is deleted)."""
        if not _NAME.fullmatch(name):
            return None
        path = self._folder / name
        try:
            if self._over(path):
                path.unlink()
                return None
            return path.read_bytes()
        except OSError:
            return None

    def sweep(self) -> None:
        """Delete those whose hour is over."""
        with self._lock:
            now = self._clock()
            self._given = {known: kept for known, kept in self._given.items() if now - kept[1] <= LIFE}
            with contextlib.suppress(OSError):
                for path in self._folder.iterdir():
                    with contextlib.suppress(OSError):
                        if self._over(path):
                            path.unlink()

    def _over(self, path: Path) -> bool:
        # A clock that was set back must not make a picture live on: what comes from ahead is over, too.
        age = self._clock().timestamp() - path.stat().st_mtime
        return not -60 <= age <= LIFE.total_seconds()

    def _write(self, path: Path, picture: bytes, now: datetime) -> None:
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        try:
            with os.fdopen(descriptor, "wb") as file:
                file.write(picture)
            os.utime(path, (now.timestamp(), now.timestamp()))
        except OSError:
            path.unlink(missing_ok=True)
            raise


def add_pictures(app: web.Application, pictures: Pictures) -> None:
    """Serve them at `/p/<token>` and delete them in time while the application runs."""

    async def picture(request: web.Request) -> web.Response:
        name = request.match_info["name"]
        found = await asyncio.to_thread(pictures.find, name)
        if found is None:
            raise web.HTTPNotFound
        mime = next(mime for mime, suffix in _TYPES.items() if name.endswith(suffix))
        # Nobody on the way may keep what is about one person.
        return web.Response(body=found, content_type=mime, headers={"Cache-Control": "private, no-store"})

    async def sweeping(app: web.Application) -> AsyncIterator[None]:
        task = asyncio.create_task(_sweep(pictures), name="pictures")
        yield
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)

    app.router.add_get("/p/{name}", picture)
    app.cleanup_ctx.append(sweeping)


async def _sweep(pictures: Pictures) -> None:
    while True:
        await asyncio.to_thread(pictures.sweep)
        await asyncio.sleep(SWEEP_SECONDS)
