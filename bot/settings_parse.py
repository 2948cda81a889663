"""What a setting's text means; None when it means nothing. Each is a function of the text alone."""

import base64
import binascii
import ipaddress
import re
import shlex
from pathlib import Path
from typing import Literal, cast, get_args
from urllib.parse import SplitResult, urlsplit

LogLevel = Literal["debug", "info", "warning", "error"]
Mode = Literal["polling", "webhook"]

KEY_BYTES = 32
LONGEST_RETENTION = 3650

_TOKEN = re.compile(r"[\x21-\x7e]{1,512}")
_NOT_IN_A_PATH = re.compile(r"[/?#%\\]")
_PLAIN = re.compile(r"[\x21-\x7e]{1,4096}")
# https://core.telegram.org/bots/api#setwebhook
_TELEGRAM_SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")
# Zalo Bot, setWebhook: 8 to 256 characters; it travels in a header.
_ZALO_BOT_SECRET = re.compile(r"[\x21-\x7e]{8,256}")
_USERNAME = re.compile(r"@?([A-Za-z0-9_]{5,32})")


def folder(value: str) -> Path | None:
    """A path."""
    return Path(value).expanduser() if value and "\0" not in value else None


def host(value: str) -> str | None:
    """A name or an address of a machine."""
    return value if value and not re.search(r"[\s/]", value) else None


def port(value: str) -> int | None:
    """1 to 65535."""
    return int(value) if re.fullmatch(r"[0-9]{1,5}", value) and 1 <= int(value) <= 65535 else None


def days(value: str) -> int | None:
    """1 to `LONGEST_RETENTION`."""
    return int(value) if re.fullmatch(r"[0-9]{1,4}", value) and 1 <= int(value) <= LONGEST_RETENTION else None


def level(value: str) -> LogLevel | None:
    """How much is logged."""
    lowered = value.lower()
    return cast(LogLevel, lowered) if lowered in get_args(LogLevel) else None


def mode(value: str) -> Mode | None:
    """Whether a platform is asked for messages or calls us."""
    lowered = value.lower()
    return cast(Mode, lowered) if lowered in get_args(Mode) else None


def root(value: str) -> str | None:
    """The address of somebody's API, without the slash at its end."""
    return value.rstrip("/") if _address(value) else None


def public_url(value: str) -> str | None:
    """Where we are reached from outside, without the slash at its end: https, or this machine itself."""
    address = _address(value)
    if address is None or (address.scheme != "https" and not _is_loopback(address.hostname or "")):
        return None
    return value.rstrip("/")


def link(value: str) -> str | None:
    """A page that people open: https."""
    return value if re.fullmatch(r"https://[^\s/]+\.[^\s]+", value) else None


def token(value: str) -> str | None:
    """What a platform knows us by, and what stands in the path of its addresses."""
    return value if _TOKEN.fullmatch(value) and not _NOT_IN_A_PATH.search(value) else None


def plain(value: str) -> str | None:
    """A secret of which nothing is known but that it holds no space."""
    return value if _PLAIN.fullmatch(value) else None


def number(value: str) -> str | None:
    """An id of digits."""
    return value if re.fullmatch(r"[0-9]{1,32}", value) else None


def telegram_secret(value: str) -> str | None:
    """What Telegram shows when it calls."""
    return value if _TELEGRAM_SECRET.fullmatch(value) else None


def zalo_bot_secret(value: str) -> str | None:
    """What Zalo Bot shows when it calls."""
    return value if _ZALO_BOT_SECRET.fullmatch(value) else None


def username(value: str) -> str | None:
    """A bot's name without `@`."""
    match = _USERNAME.fullmatch(value)
    return match.group(1) if match else None


def secret_key(value: str) -> bytes | None:
    """32 bytes from base64, the kind for addresses too."""
    try:
        key = base64.b64decode(value.replace("-", "+").replace("_", "/"), validate=True)
    except (binascii.Error, ValueError):
        return None
    return key if len(key) == KEY_BYTES else None


def command(value: str) -> str | None:
    """A command line."""
    try:
        return value if shlex.split(value) else None
    except ValueError:
        return None


def _address(value: str) -> SplitResult | None:
    if re.search(r"[\s?#\\]", value):
        return None
    try:
        parts = urlsplit(value)
        # Reading the port says whether it is a number.
        fine = parts.scheme in ("https", "http") and parts.hostname and parts.port != 0 and "@" not in parts.netloc
    except ValueError:
        return None
    return parts if fine else None


def _is_loopback(name: str) -> bool:
    try:
        return name == "localhost" or ipaddress.ip_address(name).is_loopback
    except ValueError:
        return False
