"""Commune and hamlet of a help request: chosen from buttons a page at a time, or typed."""

from collections.abc import Sequence
from dataclasses import replace

from handlers.records import Records
from handlers.requests import climbing, texts
from handlers.requests.calling import NO_HAMLET, Calling
from handlers.requests.cards import press
from handlers.requests.fields import ask_hamlet, go_on, slug
from handlers.requests.sending import nobody_there
from handlers.requests.words import is_question
from handlers.scene import Scene
from handlers.teams.model import Hamlet
from handlers.teams.names import place_key
from handlers.teams.places import place_of
from handlers.teams.sample import unmarked
from handlers.turn import Turn

_SHOWN = 300


def press_commune(scene: Scene, calling: Calling, chosen: str) -> Turn | None:
    """A commune chosen by its button."""
    place = scene.conversation.place
    names = (*scene.records.communes(), *((place,) if place else ()))
    name = next((name for name in names if slug(name) == chosen), None)
    return with_commune(scene, calling, name) if name else None


def press_hamlet(scene: Scene, calling: Calling, args: tuple[str, ...]) -> Turn | None:
    """A hamlet, "not known" or the next page, chosen by button."""
    if args[:1] == ("none",):
        return _with_hamlet(scene, calling, NO_HAMLET)
    if args[:1] == ("page",) and len(args) == 2 and args[1].isdecimal() and calling.commune:
        leave = press(texts.LEAVE, "drop", calling.key)
        calling = replace(calling, asking="hamlet")
        reply = ask_hamlet(scene.records, calling, leave, int(args[1]))
        return Turn(scene.conversation.with_(calling=calling), (replace(reply, replaces=True),))
    hamlet = scene.records.hamlet(int(args[0])) if args and args[0].isdecimal() else None
    return _with_hamlet(scene, replace(calling, commune=hamlet.commune), hamlet.id) if hamlet else None


def take_commune(scene: Scene, calling: Calling, text: str) -> Turn | None:
    """A typed commune, by its name of today or an old one; its hamlet too where that was said with it."""
    place = place_of(scene.communes, text)
    name = place.name or _said(scene.records, text)
    if name is None:
        return None if is_question(text) else go_on(scene, calling, _first_upper(place.fault[:_SHOWN]))
    found = hamlets_in(scene.records.hamlets(name), text)
    calling = replace(calling, hamlet=found[0].id) if len(found) == 1 else calling
    return with_commune(scene, calling, name)


def take_hamlet(scene: Scene, calling: Calling, text: str) -> Turn | None:
    """A typed hamlet of the commune."""
    hamlets = scene.records.hamlets(calling.commune)
    found = hamlets_in(hamlets, text)
    if len(found) == 1:
        return _with_hamlet(scene, calling, found[0].id)
    if is_question(text):
        return None
    named = scene.communes.named(text)
    commune = named.full if named else _said(scene.records, text)
    if commune and commune != calling.commune:
        return take_commune(scene, calling, text)
    if "khong" in place_key(text).split() or place_key(text).startswith(("no biet", "chua")):
        return _with_hamlet(scene, calling, NO_HAMLET)
    said = texts.HAMLET_SEVERAL if found else texts.HAMLET_UNKNOWN
    return go_on(scene, calling, said.format(text=text[:40], commune=calling.commune))


def with_commune(scene: Scene, calling: Calling, name: str) -> Turn:
    """The commune is known; where nobody answers for it that is said, with who helps otherwise."""
    hamlet = scene.records.hamlet(calling.hamlet) if calling.hamlet else None
    calling = replace(calling, commune=name, hamlet=hamlet.id if hamlet and hamlet.commune == name else None)
    known = scene.records.hamlets(name)
    if not known and climbing.first_desk(scene.records, None, name) is None:
        return nobody_there(scene, calling)
    outside = "" if name in scene.records.communes() else texts.COMMUNE_OUTSIDE.format(commune=_first_upper(name))
    return go_on(scene, calling, outside)


def _with_hamlet(scene: Scene, calling: Calling, number: int) -> Turn:
    calling = replace(calling, hamlet=number)
    hamlet = scene.records.hamlet(number) if number != NO_HAMLET else None
    if climbing.first_desk(scene.records, hamlet, calling.commune) is None:
        return nobody_there(scene, calling)
    return go_on(scene, calling)


def hamlets_in(hamlets: Sequence[Hamlet], text: str) -> list[Hamlet]:
    """The hamlets that a line names: by their whole name, else by it without the word for their kind."""
    said = f" {place_key(text)} "
    whole = [hamlet for hamlet in hamlets if f" {place_key(unmarked(hamlet.name))} " in said]
    if whole:
        return whole
    return [hamlet for hamlet in hamlets if (bare := _bare(unmarked(hamlet.name))) and said.strip() == bare]


def _said(records: Records, text: str) -> str | None:
    """A commune that takes part, named in the middle of a line: "xóm 4 minh hợp"."""
    said = f" {place_key(text)} "
    found = [name for name in records.communes() if f" {_bare(name)} " in said]
    return found[0] if len(found) == 1 else None


def _bare(name: str) -> str:
    return place_key(name).partition(" ")[2]


def _first_upper(name: str) -> str:
    return name[:1].upper() + name[1:]
