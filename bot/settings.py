"""Settings from the environment and `.env`, parsed once and with every fault named at once."""

import difflib
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, TypeVar, cast, get_args

from bot import texts

PREFIX = "TROLY_"
# Known to the tests only; not a setting of the program.
TEST_PREFIX = "TROLY_TEST_"

LogLevel = Literal["debug", "info", "warning", "error"]

_T = TypeVar("_T")
_LINE = re.compile(r"(?:export\s+)?([A-Za-z_][A-Za-z0-9_]*)\s*=\s*(.*)")
_COMMENT = re.compile(r"\s+#.*$")


Mode = Literal["polling", "webhook"]


@dataclass(frozen=True, slots=True)
class TelegramSettings:
    """A Telegram bot. `secret`: what its webhook must show; `api`: the root of the Bot API, no trailing slash."""

    token: str = field(repr=False)
    api: str = "https://api.telegram.org"
    mode: Mode = "polling"
    secret: str = field(default="", repr=False)
    username: str = ""


@dataclass(frozen=True, slots=True)
class ZaloOaSettings:
    """A Zalo Official Account. `refresh_token` only seeds the store; `link` opens the account in Zalo."""

    app_id: str
    app_secret: str = field(repr=False)
    webhook_secret: str = field(repr=False)
    refresh_token: str = field(default="", repr=False)
    api: str = "https://openapi.zalo.me"
    oauth: str = "https://oauth.zaloapp.com"
    link: str = ""


@dataclass(frozen=True, slots=True)
class ZaloBotSettings:
    """A Zalo Bot."""

    token: str = field(repr=False)
    api: str = "https://bot-api.zaloplatforms.com"
    mode: Mode = "polling"
    secret: str = field(default="", repr=False)
    link: str = ""


@dataclass(frozen=True, slots=True)
class Settings:
    """How the program runs. `data` holds everything that it stores; a channel that is None is off.

    `public_url`: where the program is reached from outside, no trailing slash; `retention_days`: how long the text of
    messages is kept; `secret_key`: 32 random bytes, encrypts what must be and signs links.
    """

    data: Path = Path("data")
    host: str = "127.0.0.1"
    port: int = 8080
    log: LogLevel = "info"
    public_url: str = ""
    retention_days: int = 30
    secret_key: bytes = field(default=b"", repr=False)
    telegram: TelegramSettings | None = None
    zalo_oa: ZaloOaSettings | None = None
    zalo_bot: ZaloBotSettings | None = None
    recogniser: str = ""


class SettingsError(Exception):
    """The settings can't be used; `faults` are Vietnamese sentences, one for each fault."""

    def __init__(self, faults: list[str]) -> None:
        super().__init__("\n".join(faults))
        self.faults = faults


def load_settings(environ: Mapping[str, str], env_file: Path | None = None) -> Settings:
    """The settings of an environment; what `env_file` says holds where the environment is silent.

    A missing file is no fault. Raises `SettingsError` with all faults.
    """
    faults: list[str] = []
    values = {**(_load_env_file(env_file, faults) if env_file else {}), **environ}
    mine = {name: value for name, value in values.items() if name.startswith(PREFIX)}
    faults += [
        texts.setting_unknown(name, _nearest(name))
        for name in sorted(mine)
        if name not in _FIELDS and not name.startswith(TEST_PREFIX)
    ]
    defaults = Settings()

    def read(name: str, parse: Callable[[str], _T | None], default: _T) -> _T:
        if name not in mine:
            return default
        parsed = parse(mine[name].strip())
        if parsed is None:
            faults.append(_FIELDS[name])
            return default
        return parsed

    settings = Settings(
        data=read("TROLY_DATA", _parse_folder, defaults.data),
        host=read("TROLY_HOST", _parse_host, defaults.host),
        port=read("TROLY_PORT", _parse_port, defaults.port),
        log=read("TROLY_LOG", _parse_level, defaults.log),
    )
    if faults:
        raise SettingsError(faults)
    return settings


# What is said when a value can't be used; the keys are all names there are.
_FIELDS = {
    "TROLY_DATA": texts.SETTING_DATA,
    "TROLY_HOST": texts.SETTING_HOST,
    "TROLY_PORT": texts.SETTING_PORT,
    "TROLY_LOG": texts.SETTING_LOG,
}


def _load_env_file(file: Path, faults: list[str]) -> dict[str, str]:
    try:
        # Notepad writes a byte order mark.
        lines = file.read_text(encoding="utf-8-sig").splitlines()
    except FileNotFoundError:
        return {}
    except (OSError, UnicodeDecodeError):
        faults.append(texts.setting_file(file.name))
        return {}
    values: dict[str, str] = {}
    for number, line in enumerate(lines, 1):
        stripped = line.strip()
        if not stripped or stripped.startswith("#"):
            continue
        match = _LINE.fullmatch(stripped)
        if match is None:
            faults.append(texts.setting_line(file.name, number))
        else:
            values[match.group(1)] = _unquote(match.group(2))
    return values


def _unquote(value: str) -> str:
    if len(value) >= 2 and value[0] == value[-1] and value[0] in "\"'":
        return value[1:-1]
    return _COMMENT.sub("", value)


def _nearest(name: str) -> str | None:
    return next(iter(difflib.get_close_matches(name.upper(), list(_FIELDS), n=1, cutoff=0.7)), None)


def _parse_folder(value: str) -> Path | None:
    return Path(value).expanduser() if value and "\0" not in value else None


def _parse_host(value: str) -> str | None:
    return value if value and not re.search(r"[\s/]", value) else None


def _parse_port(value: str) -> int | None:
    return int(value) if re.fullmatch(r"[0-9]{1,5}", value) and 1 <= int(value) <= 65535 else None


def _parse_level(value: str) -> LogLevel | None:
    lowered = value.lower()
    return cast(LogLevel, lowered) if lowered in get_args(LogLevel) else None
