"""Which platforms are on: those whose token is set."""

from collections.abc import Sequence

from bot.channels.contract import Platform
from bot.pipeline.dispatch import Clock
from bot.settings import Settings
from bot.storage.contract import Storage

_TELEGRAM = "https://t.me/"


def make_platforms(settings: Settings, storage: Storage, clock: Clock) -> Sequence[Platform]:
    """The platforms of these settings."""
    platforms: list[Platform] = []
    # Imported where it is on: a platform's client takes up to 30 MB, which a small machine without it should not pay.
    if settings.telegram:
        from bot.channels.telegram import TelegramPlatform

        platforms.append(TelegramPlatform(settings.telegram, settings.public_url, clock))
    if settings.zalo_bot:
        from bot.channels.zalo_bot import ZaloBot

        platforms.append(ZaloBot(settings, settings.zalo_bot, storage, clock))
    if settings.zalo_oa:
        from bot.channels.zalo_oa import ZaloOa

        platforms.append(ZaloOa(settings.zalo_oa, settings.secret_key, storage, clock))
    return platforms


def public_links(settings: Settings) -> Sequence[tuple[str, str]]:
    """Where residents find the assistant besides the web: names and addresses of the channels that have one."""
    links = []
    if settings.telegram and settings.telegram.username:
        links.append(("Telegram", _TELEGRAM + settings.telegram.username))
    if settings.zalo_oa and settings.zalo_oa.link:
        links.append(("Zalo", settings.zalo_oa.link))
    if settings.zalo_bot and settings.zalo_bot.link:
        links.append(("Zalo Bot", settings.zalo_bot.link))
    return links


def with_code(address: str, code: str) -> str | None:
    """A public link that brings a code along; None where the platform's links carry nothing, as Zalo's."""
    return f"{address}?start={code}" if address.startswith(_TELEGRAM) else None


def channels_on(settings: Settings) -> Sequence[str]:
    """The names of the platforms that are on, by which residents could come."""
    on = {"Telegram": settings.telegram, "Zalo OA": settings.zalo_oa, "Zalo Bot": settings.zalo_bot}
    return [name for name, channel in on.items() if channel]
