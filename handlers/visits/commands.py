"""A typed command on a visit on record: "sửa lượt vừa rồi", "xóa lượt lúc nãy", "sửa lượt xóm 4 hôm nay 15 người"."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from handlers.visits.hamlets import find_hamlets
from handlers.visits.line import Line
from handlers.visits.spans import Span, find_span
from handlers.visits.words import read_words
from knowledge.activities import load_activity_terms


class Act(StrEnum):
    """What is to be done with a visit; the values are those of its buttons."""

    EDIT = "edit"
    WITHDRAW = "withdraw"
    RESTORE = "restore"
    HISTORY = "history"


@dataclass(frozen=True, slots=True)
class Command:
    """`latest`: the visit logged last is meant; `hamlet`, `span`: otherwise which; `change`: what to change in it."""

    act: Act
    latest: bool
    span: Span | None = None
    hamlet: str | None = None
    elsewhere: bool = False
    change: str = ""


_ASKING = r"(?:(?:da|em|toi|tui|minh|cho|nho|lam on|oi|tro ly|giup|ho|dum|hay|muon|can|xin|a) )*"
_NOUN = (
    r"(?: lai)?(?: (?:giup|ho|dum|cho|cai|toi|em|tui|di|dung))* (?:luot|ban ghi|lan ghi)"
    r"(?: (?:ho tro|giup|ghi|do|no))*"
)
_ACTS = (
    (Act.HISTORY, r"(?:xem )?lich su(?: sua)?"),
    (Act.RESTORE, r"khoi phuc|phuc hoi|lay lai"),
    (Act.WITHDRAW, r"xoa(?: bo)?|bo|huy(?: bo)?|go(?: bo)?|loai bo"),
    (Act.EDIT, r"sua|chinh sua|chinh|cap nhat|dinh chinh"),
)
_PATTERNS = tuple((act, re.compile(rf"{_ASKING}(?:{verbs}){_NOUN}(?: |$)")) for act, verbs in _ACTS)
_LATEST = re.compile(
    r"(?:(?:vua roi|luc nay|luc ni|hoi nay|vua ghi|moi ghi|gan nhat|moi nhat|cuoi cung|cuoi|vua nay|vua xong|nay|ni"
    r"|truoc do|vua luu|vua bo|vua xoa|moi roi|cua toi|cua tui|cua em|cua minh|do|dang ghi|sau cung)(?: |$))+"
)
# Between what names a visit and what changes in it.
_JOINING = frozenset(
    {"thanh", "la", "lai", "o", "tai", "cua", "ngay", ",", ":", ".", "-", "nhe", "nha", "voi", "di", "a", "giup"}
)


def read_command(text: str, today: date, hamlets: Sequence[str]) -> Command | None:
    """The command that a line is, or None. `hamlets`: the names of the writer's own."""
    line = Line(read_words(text, load_activity_terms()))
    plain = " ".join(line.plains)
    found = next(((act, match) for act, pattern in _PATTERNS if (match := pattern.match(plain))), None)
    if found is None or plain.endswith("?"):
        return None
    act, match = found
    start = len(match.group().split())
    latest = _LATEST.match(" ".join(line.plains[start:]))
    if latest:
        start += len(latest.group().split())
        return Command(act, latest=True, change=_rest(line, start) if act is Act.EDIT else "")
    line.take(0, start, "command")
    places = find_hamlets(line, hamlets)
    span = find_span(line, today)
    named = {place.name for place in places}
    return Command(
        act,
        latest=not places and span is None,
        span=span,
        hamlet=next(iter(named)) if len(named) == 1 else None,
        elsewhere=None in named or len(named) > 1,
        change=_rest(line, start) if act is Act.EDIT else "",
    )


def _rest(line: Line, start: int) -> str:
    """What is left of the line once it is known which visit is meant, as it was meant."""
    kept = [at for at in range(start, len(line.words)) if not line.taken[at]]
    while kept and line.plain(kept[0]) in _JOINING:
        kept.pop(0)
    return " ".join(line.words[at].marked for at in kept)
