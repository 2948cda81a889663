"""`troly admin link`: a link into the console on standard output, also where nobody is an administrator yet."""

import asyncio
from collections.abc import Sequence
from datetime import datetime

from bot import texts_admin as texts
from bot.commands.errors import CommandError
from bot.commands.queueing import open_store
from bot.settings import Settings
from bot.storage.sqlite import SqliteStorage
from handlers.console.link import address
from handlers.teams.names import tidy
from handlers.teams.people import Person


def console_url(settings: Settings) -> str:
    """Where administrators reach the console: the public address, else this machine's; no trailing slash."""
    host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(settings.host, settings.host)  # noqa: S104 - read, not bound
    return settings.public_url or f"http://{f'[{host}]' if ':' in host else host}:{settings.port}"


async def make_link(settings: Settings, number: int | None, name: str | None, now: datetime) -> list[str]:
    """A link for one administrator; what to tell. Raises `CommandError` or `StorageError`.

    `number`: whose, needed when there are several; `name`: what the first one of the province is called, where there is
    no administrator at all.
    """
    async with open_store(settings.data) as storage:
        admins = await asyncio.to_thread(storage.console.admins)
        if not admins:
            person = await _first(storage, name, now)
        else:
            person = _chosen(admins, number)
        secret = await storage.console.make_link(person.id, now)
        return [texts.LINK.format(name=person.name or person.id), address(console_url(settings), secret)]


async def first_link(settings: Settings, url: str, now: datetime) -> list[str]:
    """A link for whoever starts the program on a terminal; nothing once anybody has signed in."""
    async with open_store(settings.data) as storage:
        if await asyncio.to_thread(storage.console.ever_signed_in):
            return []
        admins = await asyncio.to_thread(storage.console.admins)
        if len(admins) > 1:
            return [texts.SEVERAL_HINT]
        number = admins[0].id if admins else await storage.console.make_first_admin(texts.FIRST_NAME, now)
        secret = await storage.console.make_link(number, now)
        return [texts.FIRST_LINK, address(settings.public_url or url, secret)]


async def _first(storage: SqliteStorage, name: str | None, now: datetime) -> Person:
    called = tidy(name or "")
    if not called:
        raise CommandError(texts.NAME_NEEDED)
    number = await storage.console.make_first_admin(called, now)
    return Person(number, called)


def _chosen(admins: Sequence[Person], number: int | None) -> Person:
    if number is None and len(admins) == 1:
        return admins[0]
    found = next((person for person in admins if person.id == number), None)
    if found is None:
        lines = [texts.line(person) for person in admins]
        raise CommandError("\n".join([texts.WHICH if number is None else texts.NOBODY.format(number=number), *lines]))
    return found
