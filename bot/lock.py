"""One serving program for each data folder, by a lock that the system takes back however the program ends."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

FILE = "serve.lock"


class AlreadyLockedError(Exception):
    """Another process serves this folder."""


@contextmanager
def serve_lock(folder: Path) -> Iterator[None]:
    """Hold the folder's lock. Raises `AlreadyLockedError`, or `OSError` when the folder can't be used.

    The file stays when the lock goes: removing it would let two programs lock two different files of the same name.
    """
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    descriptor = os.open(folder / FILE, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise AlreadyLockedError from error
        yield
    finally:
        os.close(descriptor)
