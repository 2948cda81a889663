"""`troly poster`: printable posters with the codes of hamlets, which are made where there are none."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from urllib.parse import urlsplit

from bot import texts_codes as texts
from bot.channels.platforms import public_links
from bot.commands.codes import HAMLET, find_commune, find_place, put_codes, team_for
from bot.commands.errors import CommandError
from bot.commands.files import new_file
from bot.commands.inviting import link
from bot.commands.queueing import open_store
from bot.settings import Settings
from bot.storage.contract import Storage
from handlers.teams.codes import Code, CodeKind
from handlers.teams.model import Hamlet, Roster
from knowledge.communes import Communes

POSTED = "poster"
# From so many pages on it takes long enough to say how far it is.
_MANY = 50


@dataclass(frozen=True, slots=True)
class Wish:
    """Which hamlets, as it was typed, and whether their present codes end."""

    commune: str | None = None
    hamlet: str | None = None
    renew: bool = False


async def make_posters(
    settings: Settings,
    communes: Communes,
    file: Path,
    wish: Wish,
    now: datetime,
    tell: Callable[[str], None] = lambda line: None,
) -> list[str]:
    """A new PDF, a page a hamlet; what to tell at the end. `tell` hears what to know meanwhile.

    Raises `CommandError`, `StorageError` or `OSError`; then there is no file, and no code has changed.
    """
    if not settings.public_url and not public_links(settings):
        raise CommandError(texts.POSTER_NOWHERE)
    async with open_store(settings.data) as storage:
        roster = await storage.roster()
        hamlets = _wanted(roster, communes, wish)
        with new_file(file, ".pdf") as opened:
            codes, made = await _codes(storage, hamlets, wish.renew, now)
            opened.write(_draw(settings, roster, hamlets, codes, tell))
    return [texts.poster_done(file, len(hamlets), made, wish.renew), *_notices(settings, roster, hamlets)]


def _wanted(roster: Roster, communes: Communes, wish: Wish) -> list[Hamlet]:
    commune = find_commune(roster, communes, wish.commune) if wish.commune else None
    if wish.hamlet:
        return [find_place(roster.hamlets, wish.hamlet, commune, HAMLET)]
    found = [hamlet for hamlet in roster.hamlets if commune in (None, hamlet.commune)]
    if not found:
        raise CommandError(texts.POSTER_NO_HAMLETS)
    order = {unit.name: place for place, unit in enumerate(roster.communes)}
    return sorted(found, key=lambda hamlet: order[hamlet.commune])


async def _codes(
    storage: Storage, hamlets: Sequence[Hamlet], renew: bool, now: datetime
) -> tuple[dict[int, Code], int]:
    """The code of each hamlet by its id, and how many of them are new."""
    look = storage.records.hamlet_code
    held = {hamlet.id: code for hamlet in hamlets if (code := await asyncio.to_thread(look, hamlet.id))}
    missing = [hamlet for hamlet in hamlets if renew or hamlet.id not in held]
    if not missing:
        return held, 0
    blanks = [Code("", CodeKind.HAMLET, now, hamlet=hamlet) for hamlet in missing]
    old = [code.code for code in held.values()] if renew else []
    new = await put_codes(storage, blanks, POSTED, now, instead_of=old)
    return held | {code.hamlet.id: code for code in new if code.hamlet}, len(new)


def _draw(
    settings: Settings,
    roster: Roster,
    hamlets: Sequence[Hamlet],
    codes: dict[int, Code],
    tell: Callable[[str], None],
) -> bytes:
    # Drawing takes a library that no other command needs.
    from bot.reports.poster import Poster, draw_posters

    posters = []
    for hamlet in hamlets:
        code, team = codes[hamlet.id], team_for(roster, hamlet)
        posters.append(
            Poster(
                team.name if team else texts.POSTER_TEAM,
                hamlet.name,
                hamlet.commune,
                code.code,
                link(settings, code),
                tuple(public_links(settings)),
                hamlet.sample,
            )
        )

    def report(done: int) -> None:
        if len(posters) >= _MANY and done % _MANY == 0:
            tell(texts.poster_progress(done, len(posters)))

    return draw_posters(posters, report)


def _notices(settings: Settings, roster: Roster, hamlets: Sequence[Hamlet]) -> list[str]:
    notices = []
    if not settings.public_url:
        notices.append(texts.POSTER_NO_QR)
    elif urlsplit(settings.public_url).scheme != "https":
        # Only this machine itself may go without: bot/settings_parse.py.
        notices.append(texts.POSTER_LOOPBACK.format(address=settings.public_url))
    alone = [f"{hamlet.name} ({hamlet.commune})" for hamlet in hamlets if team_for(roster, hamlet) is None]
    if alone:
        notices.append(texts.poster_teamless(alone))
    return notices
