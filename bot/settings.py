"""Settings from the environment and `.env`, parsed once and with every fault named at once."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from bot import settings_parse as parse
from bot import texts_settings as texts
from bot.settings_env import read_values
from bot.settings_parse import LogLevel, Mode
from handlers.privacy.held import RETENTION_DAYS

_T = TypeVar("_T")

# All names there are, with what is said when a value can't be used.
_FIELDS = texts.FIELDS


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
    messages is kept; `secret_key`: 32 random bytes, encrypts what must be and signs links; empty until the program
    starts (bot/secrets.py) where it isn't set.
    """

    data: Path = Path("data")
    host: str = "127.0.0.1"
    port: int = 8080
    log: LogLevel = "info"
    public_url: str = ""
    retention_days: int = RETENTION_DAYS
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

    A missing file is no fault. Raises `SettingsError` with all faults; no fault ever shows a value.
    """
    faults: list[str] = []
    given = _Given(read_values(environ, env_file, _FIELDS, faults), faults)
    defaults = Settings()
    settings = Settings(
        data=given.value("TROLY_DATA", parse.folder, defaults.data),
        host=given.value("TROLY_HOST", parse.host, defaults.host),
        port=given.value("TROLY_PORT", parse.port, defaults.port),
        log=given.value("TROLY_LOG", parse.level, defaults.log),
        public_url=given.optional("TROLY_PUBLIC_URL", parse.public_url, defaults.public_url),
        retention_days=given.value("TROLY_RETENTION_DAYS", parse.days, defaults.retention_days),
        secret_key=given.optional("TROLY_SECRET_KEY", parse.secret_key, defaults.secret_key),
        telegram=_telegram(given),
        zalo_oa=_zalo_oa(given),
        zalo_bot=_zalo_bot(given),
        recogniser=given.optional("TROLY_RECOGNISER", parse.command, defaults.recogniser),
    )
    if faults:
        raise SettingsError(faults)
    return settings


class _Given:
    """Values by name, and the faults found in them so far."""

    def __init__(self, values: Mapping[str, str], faults: list[str]) -> None:
        self._values, self._faults = values, faults

    def has(self, name: str) -> bool:
        """Whether a value was given that isn't empty, be it right or wrong."""
        return bool(self._values.get(name))

    def value(self, name: str, read: Callable[[str], _T | None], default: _T) -> _T:
        """A value, the default where it wasn't given. Empty is a fault."""
        if name not in self._values:
            return default
        parsed = read(self._values[name])
        if parsed is None:
            self._faults.append(_FIELDS[name])
            return default
        return parsed

    def optional(self, name: str, read: Callable[[str], _T | None], default: _T) -> _T:
        """A value, the default where it wasn't given or is empty."""
        return self.value(name, read, default) if self.has(name) else default

    def is_on(self, channel: str, prefix: str, needed: tuple[str, ...]) -> bool:
        """Whether a channel has what it needs; having only something else of it is a fault."""
        missing = [name for name in needed if not self.has(name)]
        if not missing:
            return True
        if any(self.has(name) for name in _FIELDS if name.startswith(prefix)):
            self._faults.append(texts.channel_half(channel, texts.AND.join(missing)))
        return False

    def check_webhook(self, mode: str, secret: str) -> None:
        """Webhook mode is reached from outside, and must know who calls."""
        missing = [name for name in ("TROLY_PUBLIC_URL", secret) if not self.has(name)]
        if missing:
            self._faults.append(texts.webhook_needs(mode, texts.AND.join(missing)))


def _telegram(given: _Given) -> TelegramSettings | None:
    if not given.is_on("Telegram", "TROLY_TELEGRAM_", ("TROLY_TELEGRAM_TOKEN",)):
        return None
    defaults = TelegramSettings("")
    settings = TelegramSettings(
        token=given.value("TROLY_TELEGRAM_TOKEN", parse.token, ""),
        api=given.optional("TROLY_TELEGRAM_API", parse.root, defaults.api),
        mode=given.optional("TROLY_TELEGRAM_MODE", parse.mode, defaults.mode),
        secret=given.optional("TROLY_TELEGRAM_SECRET", parse.telegram_secret, ""),
        username=given.optional("TROLY_TELEGRAM_USERNAME", parse.username, ""),
    )
    if settings.mode == "webhook":
        given.check_webhook("TROLY_TELEGRAM_MODE", "TROLY_TELEGRAM_SECRET")
    return settings


def _zalo_oa(given: _Given) -> ZaloOaSettings | None:
    needed = ("TROLY_ZALO_OA_APP_ID", "TROLY_ZALO_OA_APP_SECRET")
    if not given.is_on("Zalo OA", "TROLY_ZALO_OA_", needed):
        return None
    defaults = ZaloOaSettings("", "", "")
    app_secret = given.value("TROLY_ZALO_OA_APP_SECRET", parse.plain, "")
    return ZaloOaSettings(
        app_id=given.value("TROLY_ZALO_OA_APP_ID", parse.number, ""),
        app_secret=app_secret,
        webhook_secret=given.optional("TROLY_ZALO_OA_WEBHOOK_SECRET", parse.plain, app_secret),
        refresh_token=given.optional("TROLY_ZALO_OA_REFRESH_TOKEN", parse.plain, ""),
        api=given.optional("TROLY_ZALO_OA_API", parse.root, defaults.api),
        oauth=given.optional("TROLY_ZALO_OA_OAUTH", parse.root, defaults.oauth),
        link=given.optional("TROLY_ZALO_OA_LINK", parse.link, ""),
    )


def _zalo_bot(given: _Given) -> ZaloBotSettings | None:
    if not given.is_on("Zalo Bot", "TROLY_ZALO_BOT_", ("TROLY_ZALO_BOT_TOKEN",)):
        return None
    defaults = ZaloBotSettings("")
    settings = ZaloBotSettings(
        token=given.value("TROLY_ZALO_BOT_TOKEN", parse.token, ""),
        api=given.optional("TROLY_ZALO_BOT_API", parse.root, defaults.api),
        mode=given.optional("TROLY_ZALO_BOT_MODE", parse.mode, defaults.mode),
        secret=given.optional("TROLY_ZALO_BOT_SECRET", parse.zalo_bot_secret, ""),
        link=given.optional("TROLY_ZALO_BOT_LINK", parse.link, ""),
    )
    if settings.mode == "webhook":
        given.check_webhook("TROLY_ZALO_BOT_MODE", "TROLY_ZALO_BOT_SECRET")
    return settings
