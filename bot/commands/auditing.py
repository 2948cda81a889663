"""`troly audit`: whether the audit is whole, and what stands in it."""

import re
from datetime import date, datetime, time
from pathlib import Path

from bot import texts_audit as texts
from bot.commands.queueing import open_store
from bot.storage.audit import Act, Checked
from knowledge.days import VIETNAM, show_day

_SUM = re.compile(r"[0-9a-f]{64}")


def is_sum(text: str) -> bool:
    """Whether something typed looks like the sum of a line."""
    return _SUM.fullmatch(text.strip().lower()) is not None


async def verify(folder: Path, expect: str | None) -> tuple[list[str], bool]:
    """What to tell, and whether all is well. Raises `CommandError` or `StorageError`."""
    async with open_store(folder) as storage:
        found = await storage.audit_check(expect.strip().lower() if expect else None)
    lines = [_state(found)]
    if found.expected is not None:
        lines.append(texts.EXPECTED if found.expected else texts.NOT_EXPECTED)
    if found.last and found.broken is None:
        lines.append(texts.SUM.format(sum=found.last))
    return lines, found.broken is None and found.expected is not False


async def act_lines(folder: Path, commune: str | None, since: date | None, most: int) -> list[str]:
    """The newest acts, a line each. `commune` is a full name. Raises `CommandError` or `StorageError`."""
    start = datetime.combine(since, time(), VIETNAM) if since else None
    async with open_store(folder) as storage:
        acts = await storage.audit_acts(commune, start, most + 1)
    lines = [_line(act) for act in acts[:most]]
    if len(acts) > most:
        lines.append(texts.LEFT_OUT.format(count=most))
    return lines or [texts.NOTHING]


def _state(found: Checked) -> str:
    if not found.count or found.first_at is None or found.last_at is None:
        return texts.EMPTY if found.broken is None else texts.ALL_GONE
    first, last = (show_day(at.astimezone(VIETNAM).date()) for at in (found.first_at, found.last_at))
    if found.broken is not None:
        return texts.BROKEN.format(number=found.broken, count=found.count, first=first, last=last)
    return texts.WHOLE.format(count=found.count, first=first, last=last)


def _line(act: Act) -> str:
    return texts.LINE.format(
        at=act.at.astimezone(VIETNAM).strftime("%d/%m/%Y %H:%M"),
        who=act.name or texts.OF_SERVER,
        what=texts.ACT_NAMES.get(act.act, act.act),
        about=f" · {act.about}" if act.about else "",
        commune=f" · {act.commune}" if act.commune else "",
    )
