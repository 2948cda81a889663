"""After how many open hours a request that nobody took moves on; each commune may choose its own."""

import re
from collections.abc import Mapping
from enum import StrEnum

from handlers.ask.choosing import typed_number
from handlers.records import TeamRecords
from knowledge.text import clean, fold


class Limit(StrEnum):
    """What can be chosen. Stored: never reuse a value."""

    LEADER = "hours-to-leader"
    COMMUNE = "hours-to-commune"
    PROVINCE = "hours-to-province"
    REMINDER = "reminder-hours"  # of one that was taken and isn't done


Limits = Mapping[Limit, float]
"""Open hours: the first three counted from the opening of the request, the last from when it was taken."""

DEFAULTS: Limits = {Limit.LEADER: 2, Limit.COMMUNE: 8, Limit.PROVINCE: 24, Limit.REMINDER: 24}
LEAST, MOST = 0.5, 72.0
# It climbs in this order, so none of these may be shorter than the one before it.
CLIMBING = (Limit.LEADER, Limit.COMMUNE, Limit.PROVINCE)

_HOURS = re.compile(r"(\d{1,3})(?:[.,](\d{1,2}))?\s*(?:h|g|gio|tieng)?")
_AND_HALF = re.compile(r"(.*(?:h|g|gio|tieng))\s*(?:ruoi|30|30 phut)")
_HALF = frozenset({"nua gio", "nua tieng", "30 phut", "30p"})


def limits_of(records: TeamRecords, commune: str | None) -> Limits:
    """What holds in a commune."""
    return limits_from(records.commune_settings(commune) if commune else {})


def limits_from(chosen: Mapping[str, str]) -> Limits:
    """What holds where this was chosen."""
    return {limit: _number(chosen.get(limit), DEFAULTS[limit]) for limit in Limit}


def read_hours(text: str) -> float | None:
    """The hours that somebody typed ("2", "1,5", "2 giờ rưỡi", "hai giờ", "30 phút"); None when they are none."""
    typed = fold(clean(text)).strip().rstrip(".")
    if typed in _HALF:
        return 0.5
    if (half := _AND_HALF.fullmatch(typed)) and (whole := read_hours(half.group(1))) is not None:
        return whole + 0.5
    if hours := _HOURS.fullmatch(typed):
        return float(f"{hours.group(1)}.{hours.group(2) or 0}")
    said = None if any(sign.isdigit() for sign in typed) else typed_number(typed)
    return float(said) if said else None


def show_hours(hours: float) -> str:
    """Hours as people read them: 2, 1,5."""
    return f"{hours:g}".replace(".", ",")


def bounds(limits: Limits, limit: Limit) -> tuple[float, float]:
    """From and to how many hours a limit may be, beside the others as they are."""
    if limit not in CLIMBING:
        return LEAST, MOST
    place = CLIMBING.index(limit)
    return max([LEAST, *(limits[one] for one in CLIMBING[:place])]), min(
        [MOST, *(limits[one] for one in CLIMBING[place + 1 :])]
    )


def _number(stored: str | None, default: float) -> float:
    """What is stored was checked when it was written; a hand in the database must not stop what climbs."""
    try:
        return min(max(float(stored), LEAST), MOST) if stored is not None else default
    except ValueError:
        return default
