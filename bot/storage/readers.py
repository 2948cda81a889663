"""Reading on a few threads with connections of their own, so that neither the event loop nor the writer waits."""

import asyncio
import sqlite3
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from bot.storage.errors import StorageError, Trouble, storage_error

T = TypeVar("T")

# A read that takes longer is left to end with the program.
_LONGEST_SECONDS = 10.0


class Readers:
    """A pool of read-only connections, opened as they are needed."""

    def __init__(self, connect: Callable[[], sqlite3.Connection], threads: int = 3) -> None:
        self._connect = connect
        self._pool = ThreadPoolExecutor(threads, thread_name_prefix="storage-reader")
        self._mine = threading.local()
        self._opened: list[sqlite3.Connection] = []
        # SQLite goes down with the whole program when a connection is closed under a read.
        self._state = threading.Condition()
        self._reading, self._closed = 0, False

    async def read(self, function: Callable[[sqlite3.Connection], T]) -> T:
        """The result of `function`, all its queries seeing the same moment."""
        try:
            return await asyncio.get_running_loop().run_in_executor(self._pool, self._run, function)
        except RuntimeError as error:
            raise StorageError(Trouble.CLOSED) from error

    def read_here(self, function: Callable[[sqlite3.Connection], T]) -> T:
        """The same on the thread that asks, which must not be the event loop's."""
        return self._run(function)

    def close(self) -> None:
        """Finish what is being read and close the connections."""
        self._pool.shutdown(wait=True)
        with self._state:
            self._closed = True
            if not self._state.wait_for(lambda: not self._reading, _LONGEST_SECONDS):
                return
        for connection in self._opened:
            connection.close()
        self._opened.clear()

    def _run(self, function: Callable[[sqlite3.Connection], T]) -> T:
        with self._state:
            if self._closed:
                raise StorageError(Trouble.CLOSED)
            self._reading += 1
        try:
            connection = self._connection()
            connection.execute("BEGIN")
            try:
                return function(connection)
            finally:
                connection.execute("COMMIT")
        except sqlite3.Error as error:
            raise storage_error(error) from error
        finally:
            with self._state:
                self._reading -= 1
                self._state.notify_all()

    def _connection(self) -> sqlite3.Connection:
        connection: sqlite3.Connection | None = getattr(self._mine, "connection", None)
        if connection is None:
            connection = self._connect()
            self._mine.connection = connection
            with self._state:
                self._opened.append(connection)
        return connection
