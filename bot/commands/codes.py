"""What `troly invite` and `troly poster` share: which place is meant, and new codes on record."""

import secrets
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import TypeVar

from rapidfuzz import fuzz, process

from bot import texts_codes as texts
from bot.commands.errors import CommandError
from bot.storage.contract import Storage
from bot.storage.errors import StaleError
from handlers.teams.changes import NoteAct, PutCode, RevokeCode
from handlers.teams.codes import Code, about_code, make_code
from handlers.teams.model import Hamlet, Roster, Team
from handlers.teams.names import place_key
from handlers.teams.places import place_of
from handlers.turn import Batch
from knowledge.communes import Communes

Named = TypeVar("Named", Team, Hamlet)

# How often new characters are drawn when some are taken already. 148 million codes: once is nearly always enough.
_TRIES = 10
_NEAR = 55
TEAM, HAMLET = "tổ", "thôn, xóm"


def find_commune(roster: Roster, communes: Communes, text: str) -> str:
    """The full name of a commune on record. Raises `CommandError`."""
    place = place_of(communes, text)
    if place.name is None:
        raise CommandError(texts.unknown_commune(place.fault))
    if all(unit.name != place.name for unit in roster.communes):
        raise CommandError(texts.unknown_place("xã, phường", place.name, (), None))
    return place.name


def find_place(items: Sequence[Named], name: str, commune: str | None, kind: str) -> Named:
    """The team or hamlet of a name, within a commune where one is given. `kind`: `TEAM` or `HAMLET`.

    Raises `CommandError`, which names those that are near.
    """
    here = [item for item in items if commune in (None, item.commune)]
    found = [item for item in here if place_key(item.name) == place_key(name)]
    if len(found) == 1:
        return found[0]
    if found:
        raise CommandError(texts.several_places(kind, name, [item.commune for item in found]))
    keys = {item.name: place_key(item.name) for item in here}
    near = process.extract(place_key(name), keys, scorer=fuzz.WRatio, limit=3, score_cutoff=_NEAR)
    raise CommandError(texts.unknown_place(kind, name, [item for _, _, item in near], commune))


def team_for(roster: Roster, hamlet: Hamlet) -> Team | None:
    """The team that serves a hamlet: its own, else its commune's."""
    there = [team for team in roster.teams if team.commune == hamlet.commune]
    own = [team for team in there if hamlet.name in team.hamlets]
    return next(iter([*own, *(team for team in there if not team.hamlets)]), None)


async def put_codes(
    storage: Storage, blanks: Sequence[Code], act: str, now: datetime, *, instead_of: Sequence[str] = ()
) -> list[Code]:
    """New codes made of blank ones, with the act in the audit; those of `instead_of` do nothing from now on.

    All or none are written. Raises `CommandError` or `StorageError`.
    """
    for _ in range(_TRIES):
        drawn = _draw(len(blanks))
        codes = [replace(blank, code=letters) for blank, letters in zip(blanks, drawn, strict=True)]
        changes = [change for code in codes for change in (PutCode(code), _noted(code, act))]
        try:
            await storage.commit_batch(Batch((*map(RevokeCode, instead_of), *changes)), now)
        except StaleError:
            continue
        return codes
    raise CommandError(texts.BUSY)


def _draw(count: int) -> list[str]:
    drawn: dict[str, None] = {}
    while len(drawn) < count:
        drawn[make_code(secrets.choice)] = None
    return list(drawn)


def _noted(code: Code, act: str) -> NoteAct:
    """An act of the command line."""
    return NoteAct(None, act, about_code(code), code.hamlet.commune if code.hamlet else code.commune)
