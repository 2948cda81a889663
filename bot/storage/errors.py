"""What can go wrong with the store, as a reason and a Vietnamese sentence with the way out."""

import sqlite3
from enum import StrEnum

from bot import texts


class Trouble(StrEnum):
    """Why the store can't be used."""

    LOCKED = "locked"
    READONLY = "readonly"
    FULL = "full"
    NEWER = "newer"
    BROKEN = "broken"
    IO = "io"
    CLOSED = "closed"
    OTHER = "other"


_SENTENCES = {
    Trouble.LOCKED: texts.STORAGE_LOCKED,
    Trouble.READONLY: texts.STORAGE_READONLY,
    Trouble.FULL: texts.STORAGE_FULL,
    Trouble.NEWER: texts.STORAGE_NEWER,
    Trouble.BROKEN: texts.STORAGE_BROKEN,
    Trouble.IO: texts.STORAGE_IO,
    Trouble.CLOSED: texts.STORAGE_CLOSED,
    Trouble.OTHER: texts.STORAGE_OTHER,
}

# Primary result codes, https://sqlite.org/rescode.html; extended ones carry them in the low byte.
_CODES = {
    5: Trouble.LOCKED,
    6: Trouble.LOCKED,
    8: Trouble.READONLY,
    10: Trouble.IO,
    11: Trouble.BROKEN,
    13: Trouble.FULL,
    14: Trouble.READONLY,
    26: Trouble.BROKEN,
}


class StorageError(Exception):
    """The store can't do what was asked; nothing of it was written. `str()` is the sentence for people."""

    def __init__(self, trouble: Trouble) -> None:
        super().__init__(_SENTENCES[trouble])
        self.trouble = trouble


class StaleError(Exception):
    """The record isn't what a change was made for any more: nothing was written, and the message is handled anew."""


# What these say is wrong with what was to be written, not with the store: trying again won't help.
_DEFECTS = (sqlite3.IntegrityError, sqlite3.ProgrammingError, sqlite3.InterfaceError, sqlite3.DataError)


def storage_error(error: sqlite3.Error) -> Exception:
    """The `StorageError` that an error of sqlite means; the error itself when it is a defect of ours."""
    if isinstance(error, _DEFECTS):
        return error
    code = getattr(error, "sqlite_errorcode", None)
    trouble = _CODES.get(code & 0xFF, Trouble.OTHER) if isinstance(code, int) else Trouble.OTHER
    return StorageError(trouble)
