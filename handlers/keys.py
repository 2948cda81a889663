"""Keys of records that a message makes: the same message always makes the same key, so it never makes two records."""

from base64 import b32encode
from hashlib import sha256

from handlers.message import Message

_LENGTH = 10


def key_of(message: Message, what: str = "") -> str:
    """Ten characters of a-z and 2-7 (50 bits); `what` tells several records of one message apart."""
    digest = sha256(f"{message.channel}\0{message.event}\0{what}".encode()).digest()
    return b32encode(digest).decode()[:_LENGTH].lower()
