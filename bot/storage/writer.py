"""The one thread that writes: submitted functions run in order, several of them in one durable transaction.

Making a transaction durable waits for the disk. What queues up meanwhile shares the next wait, each function in a
savepoint of its own, so that one that fails takes nothing else with it. A future resolves only when its transaction is
on the disk.
"""

import queue
import sqlite3
import threading
from collections.abc import Callable
from concurrent.futures import Future
from contextlib import suppress
from typing import Any, Generic, TypeVar

from bot.storage.errors import StorageError, Trouble, storage_error

T = TypeVar("T")

# How many submissions share one transaction at most: bounds how long the first of them waits.
GROUP = 200


class _Job(Generic[T]):
    """A submitted function and its future."""

    __slots__ = ("error", "function", "future", "result")

    def __init__(self, function: Callable[[sqlite3.Connection], T]) -> None:
        self.function = function
        self.future: Future[T] = Future()
        self.result: T | None = None
        self.error: BaseException | None = None

    def run(self, connection: sqlite3.Connection) -> None:
        """Run inside the group's transaction. Whatever it raises concerns this job alone and waits in `error`."""
        connection.execute("SAVEPOINT job")
        try:
            self.result = self.function(connection)
        except sqlite3.Error as error:
            self.error = storage_error(error)
        except Exception as error:
            self.error = error
        # A full disk ends the whole transaction, savepoints included.
        if connection.in_transaction:
            if self.error is not None:
                connection.execute("ROLLBACK TO job")
            connection.execute("RELEASE job")

    def resolve(self) -> None:
        if self.error is not None:
            self.future.set_exception(self.error)
        else:
            self.future.set_result(self.result)  # type: ignore[arg-type]


class Writer:
    """A thread that owns the writing connection. The connection is closed with it."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._jobs: queue.SimpleQueue[_Job[Any] | None] = queue.SimpleQueue()
        self._lock = threading.Lock()
        self._closed = False
        self.groups = 0
        self._thread = threading.Thread(target=self._run, name="storage-writer", daemon=True)
        self._thread.start()

    def submit(self, function: Callable[[sqlite3.Connection], T]) -> Future[T]:
        """Run `function` in a transaction; the future resolves when what it wrote is on the disk."""
        job = _Job(function)
        with self._lock:
            if self._closed:
                raise StorageError(Trouble.CLOSED)
            self._jobs.put(job)
        return job.future

    def close(self) -> None:
        """Write what was submitted, then end the thread. Closing twice is harmless."""
        with self._lock:
            if not self._closed:
                self._closed = True
                self._jobs.put(None)
        self._thread.join()

    def _run(self) -> None:
        closing = False
        while not closing:
            group, closing = self._next_group()
            if group:
                self._write(group)
        self._connection.close()

    def _next_group(self) -> tuple[list[_Job[Any]], bool]:
        """What waits now, at least one thing, and whether the end was asked for."""
        group: list[_Job[Any]] = []
        job = self._jobs.get()
        while job is not None:
            # A submission whose caller gave up before it began is dropped.
            if job.future.set_running_or_notify_cancel():
                group.append(job)
            if len(group) >= GROUP:
                return group, False
            try:
                job = self._jobs.get_nowait()
            except queue.Empty:
                return group, False
        return group, True

    def _write(self, group: list[_Job[Any]]) -> None:
        self.groups += 1
        try:
            self._connection.execute("BEGIN IMMEDIATE")
            for job in group:
                job.run(self._connection)
                if not self._connection.in_transaction:
                    raise job.error or StorageError(Trouble.OTHER)
            self._connection.execute("COMMIT")
        except Exception as error:
            self._give_up(group, storage_error(error) if isinstance(error, sqlite3.Error) else error)
            return
        for job in group:
            job.resolve()

    def _give_up(self, group: list[_Job[Any]], error: Exception) -> None:
        """Nothing of a group reached the disk: every one of it is told so, the culprit with its own error."""
        if self._connection.in_transaction:
            # Whatever ails the disk must not end this thread: nobody could be told anything any more.
            with suppress(sqlite3.Error):
                self._connection.execute("ROLLBACK")
        for job in group:
            job.error = job.error or error
            job.resolve()
