"""One serving program for each data folder, by a lock that the system takes back however the program ends."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

FILE = "serve.lock"


class AlreadyLockedError(Exception):
    """Another process serves this folder."""


class UnusableFolderError(Exception):
    """The folder can't be made or written."""


@contextmanager
def serve_lock(folder: Path) -> Iterator[None]:
    """Hold the folder's lock. Raises `AlreadyLockedError` or `UnusableFolderError`.

    The file stays when the lock goes: removing it would let two programs lock two different files of the same name.
    """
    descriptor = _open(folder)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise AlreadyLockedError from error
        yield
    finally:
        os.close(descriptor)


def _open(folder: Path) -> int:
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        return os.open(folder / FILE, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    except OSError as error:
        raise UnusableFolderError from error
