"""Which commune of today a cell names, and what to say when it is none."""

from dataclasses import dataclass

from rapidfuzz import fuzz, process

from handlers.teams import texts
from knowledge.communes import Communes, NewUnit
from knowledge.communes.names import name_key
from knowledge.text import words

_NEAR = 65
_TYPES = ("xa ", "phuong ", "thi tran ")


@dataclass(frozen=True, slots=True)
class Place:
    """The full name of a commune of today, or None and why (`fault`). `notice`: it was named by an old name."""

    name: str | None
    fault: str = ""
    notice: str = ""


def place_of(communes: Communes, text: str) -> Place:
    """What a commune's cell means: a name of today first, else an old one that leads to exactly one of today."""
    unit = communes.today(text)
    if unit:
        return Place(unit.full, notice="" if _says(text, unit) else texts.old_commune(text, unit.full))
    bare = _bare(text)
    several = dict.fromkeys(old.now for old in (*communes.old, *communes.older) if name_key(old.name) == bare)
    several |= dict.fromkeys(new.full for new in communes.new.values() if name_key(new.name) == bare)
    if several:
        return Place(None, fault=texts.ambiguous_commune(text, list(several)))
    names = {full: name_key(new.name) for full, new in communes.new.items()}
    near = process.extract(bare, names, scorer=fuzz.ratio, limit=3, score_cutoff=_NEAR)
    # Somebody who leaves off the end of a name is likelier than one who slips in it.
    likely = sorted(near, key=lambda found: not found[0].startswith(bare))
    return Place(None, fault=texts.unknown_commune(text, [full for _, _, full in likely]))


def _says(text: str, unit: NewUnit) -> bool:
    """Whether the name of today stands in the cell, whatever stands around it; towns are no more."""
    said = f" {' '.join(words(name_key(text)))} "
    return f" {name_key(unit.name)} " in said and " thi tran " not in said


def _bare(text: str) -> str:
    key = name_key(" ".join(text.split()))
    return next((key[len(kind) :] for kind in _TYPES if key.startswith(kind)), key)
