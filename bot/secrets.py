"""The key that encrypts what must be: from the settings, else from a file that the first start makes."""

import base64
import os
import secrets
from dataclasses import replace
from pathlib import Path

from bot import texts_ops as texts
from bot.settings import Settings
from bot.settings_parse import KEY_BYTES, secret_key

FILE = "secret.key"


class SecretKeyError(Exception):
    """There is no usable key; `str()` is a Vietnamese sentence with the way out, and never shows the key."""


def with_secret_key(settings: Settings) -> Settings:
    """The settings with their key; made on the first start. Raises `SecretKeyError`."""
    return settings if settings.secret_key else replace(settings, secret_key=_load_or_make(settings.data / FILE))


def _load_or_make(path: Path) -> bytes:
    try:
        return _make(path)
    except FileExistsError:
        return _load(path)
    except OSError as error:
        raise SecretKeyError(texts.key_unwritable(str(path))) from error


def _make(path: Path) -> bytes:
    key = secrets.token_bytes(KEY_BYTES)
    # O_EXCL: of two programs that start together one makes the key, and neither writes over the other's.
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(base64.b64encode(key) + b"\n")
            file.flush()
            os.fsync(file.fileno())
        sync_folder(path.parent)
    except OSError:
        # Half a key would stop every later start.
        path.unlink(missing_ok=True)
        raise
    return key


def _load(path: Path) -> bytes:
    try:
        key = secret_key(path.read_text(encoding="ascii").strip())
    except (OSError, ValueError) as error:
        raise SecretKeyError(texts.key_unreadable(str(path))) from error
    if key is None:
        raise SecretKeyError(texts.key_unreadable(str(path)))
    return key


def sync_folder(folder: Path) -> None:
    """Make a name that was added or changed in a folder survive a power cut."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
