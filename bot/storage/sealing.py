"""Encryption of what may not lie readable in the store: how to reach residents, phone numbers on their way."""

import json
from base64 import urlsafe_b64encode
from typing import Any

from cryptography.fernet import Fernet, InvalidToken


class SealError(Exception):
    """What was sealed can't be opened with this key: it is another, or somebody changed the data."""


class Sealer:
    """Seals with one key of 32 bytes (AES-128-CBC with HMAC-SHA256, https://github.com/fernet/spec)."""

    def __init__(self, key: bytes) -> None:
        self._fernet = Fernet(urlsafe_b64encode(key))

    def seal(self, value: object) -> bytes:
        """JSON-able data, encrypted."""
        return self._fernet.encrypt(json.dumps(value, ensure_ascii=False).encode())

    def open(self, sealed: bytes) -> Any:
        """The data again. Raises `SealError`."""
        try:
            return json.loads(self._fernet.decrypt(sealed))
        except InvalidToken as error:
            raise SealError from error
