"""Against connections that are opened and not used: a request that trickles in, a thousand idle sockets.

The server's framework sets no limit to the time that a request's head or body may take, nor to the number of
connections. Whoever asks something within the time is never touched, and neither is a stream of events.
"""

import asyncio
import logging
import resource
from collections import Counter
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager

from aiohttp import web
from aiohttp.typedefs import Handler, Middleware
from aiohttp.web_protocol import RequestHandler

log = logging.getLogger(__name__)

# From opening a connection, or the end of its last request, to the end of a request's head. A phone on a bad line
# needs a few seconds; a reverse proxy keeps its connections for a minute and must be the first to close them.
IDLE_SECONDS = 75.0
# From the head to the end of the body, which is 1 MB at most.
BODY_SECONDS = 30.0
SWEEP_SECONDS = 1.0
MOST_CONNECTIONS = 10_000
# File descriptors that are kept for the store, its copies and calls to the platforms.
RESERVED_FILES = 256


def room_for_connections() -> int:
    """Raise the process's limit of open files as far as it may, and say how many connections that leaves."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = MOST_CONNECTIONS + RESERVED_FILES
    if soft != resource.RLIM_INFINITY and soft < wanted:
        soft = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
    return MOST_CONNECTIONS if soft == resource.RLIM_INFINITY else max(64, min(wanted, soft) - RESERVED_FILES)


class Guard:
    """Closes connections that ask nothing for too long, or that stand in the way of others."""

    def __init__(self, most: int) -> None:
        """`most`: how many connections may be open before those that have asked nothing for longest are closed."""
        self._most = most
        self._busy: Counter[RequestHandler] = Counter()
        self._idle: dict[RequestHandler, float] = {}

    @property
    def middleware(self) -> Middleware:
        """To be the application's first."""

        @web.middleware
        async def guard(request: web.Request, handler: Handler) -> web.StreamResponse:
            connection = request.protocol
            self._busy[connection] += 1
            timer = asyncio.get_running_loop().call_later(BODY_SECONDS, _close_unless_read, request)
            try:
                return await handler(request)
            finally:
                timer.cancel()
                self._idle.pop(connection, None)
                self._busy[connection] -= 1
                if not self._busy[connection]:
                    del self._busy[connection]

        return guard

    @asynccontextmanager
    async def watching(self, connections: Callable[[], Sequence[RequestHandler]]) -> AsyncIterator[None]:
        """Look through all open connections every second, until leaving."""
        task = asyncio.create_task(self._watch(connections), name="guard")
        try:
            yield
        finally:
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)

    def sweep(self, connections: Sequence[RequestHandler], now: float) -> int:
        """Close what asks nothing; how many were closed. `now` in seconds that never go back."""
        self._idle = {each: self._idle.get(each, now) for each in connections if each not in self._busy}
        longest_first = sorted(self._idle, key=self._idle.__getitem__)
        too_many = max(0, len(connections) - self._most)
        closed = [
            each
            for number, each in enumerate(longest_first)
            if number < too_many or now - self._idle[each] >= IDLE_SECONDS
        ]
        for each in closed:
            del self._idle[each]
            _close(each)
        return len(closed)

    async def _watch(self, connections: Callable[[], Sequence[RequestHandler]]) -> None:
        loop = asyncio.get_running_loop()
        while True:
            await asyncio.sleep(SWEEP_SECONDS)
            if closed := self.sweep(connections(), loop.time()):
                log.info("connections.closed", extra={"count": closed})


def _close_unless_read(request: web.Request) -> None:
    if not request.content.is_eof():
        log.info("body.late")
        _close(request.protocol)


def _close(connection: RequestHandler) -> None:
    # Not politely: whoever doesn't read would keep a polite close waiting too.
    if connection.transport is not None:
        connection.transport.abort()
