"""A line that asks for visits on record ("tuần ni xóm 3 có ai chưa xong?"), told from all other questions.

Members ask residents' questions too. So every word of the line must be one that such questions are made of: one word
more ("hồ sơ", "công an", "phải") and it is somebody else's.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from handlers.visits import texts_asked as said
from handlers.visits.hamlets import find_hamlets
from handlers.visits.line import Line
from handlers.visits.spans import Span, current, find_spans
from handlers.visits.words import read_words
from knowledge.activities import Subject, load_activity_terms

CAMPAIGN = "tuyen-truyen"
_NAME_AT_MOST = 3
# Categories with words that are names as well, and words of them that some write with a capital letter.
_LIKE_NAMES = frozenset({"unit", "filler", "mine", "work", "way"})
_CAPITAL_TOO = frozenset({"tôi", "tui", "mình", "em", "người"})


class Want(StrEnum):
    """What is asked for."""

    REQUESTS = "requests"  # how help requests go
    LIST = "list"
    COUNT = "count"
    UNFINISHED = "unfinished"
    LATEST = "latest"
    UNTOUCHED = "untouched"  # hamlets where nobody was
    CHART = "chart"  # the main figures and their picture
    COMPARED = "compared"  # the same beside those of the period before
    TOPICS = "topics"  # what people ask most


class Whose(StrEnum):
    """Whose visits: one's own, those of one's teams, a commune's; ANY: nothing was said."""

    MINE = "mine"
    TEAM = "team"
    COMMUNE = "commune"
    ANY = "any"


@dataclass(frozen=True, slots=True)
class Asked:
    """A question about records.

    `span`: None where no time was named; `against`: another that it is to be compared with; `hamlet`: the name of one
    of the asker's; `elsewhere`: a hamlet was named that isn't one of them; `subject`: only this kind of work; `name`:
    only what somebody of this name logged, as typed; `certain`: it is written like a name.
    """

    want: Want
    whose: Whose = Whose.ANY
    span: Span | None = None
    hamlet: str | None = None
    elsewhere: bool = False
    subject: Subject | None = None
    name: str | None = None
    certain: bool = False
    against: Span | None = None


@dataclass(frozen=True, slots=True)
class _Words:
    """What the words of a line are: the categories of `texts_asked`, what is left over and whether like a name."""

    kinds: frozenset[str]
    subject: Subject | None
    rest: tuple[str, ...]
    together: bool
    capital: bool

    def has(self, *kinds: str) -> bool:
        """Whether any of these is said."""
        return bool(self.kinds & set(kinds))


def read_asked(text: str, today: date, hamlets: Sequence[str]) -> Asked | None:
    """What a line asks of the records, or None when it asks something else. `hamlets`: the asker's own."""
    line = Line(read_words(text, load_activity_terms()))
    places = find_hamlets(line, hamlets)
    spans = find_spans(line, today)
    span = spans[0] if spans else None
    if said.HELP_ME.search(" ".join(line.plains)):
        return None
    words = _sorted(line)
    if not _about_records(words, bool(span), bool(places)):
        return None
    if words.rest and not _may_be_name(words, bool(span)):
        return None
    named = {place.name for place in places}
    return Asked(
        _want(words, bool(places)),
        _whose(words, bool(places)),
        _meant(words, spans, today),
        hamlet=next(iter(named)) if len(named) == 1 else None,
        elsewhere=None in named or len(named) > 1,
        subject=words.subject,
        name=" ".join(words.rest) or None,
        certain=words.capital,
        against=spans[1] if len(spans) > 1 else None,
    )


def _meant(words: _Words, spans: Sequence[Span], today: date) -> Span | None:
    """The first time that was named; "so với tháng trước" alone is about this month."""
    if not spans:
        return None
    alone = words.has("compared") and len(spans) == 1 and spans[0].unit and spans[0].last < today
    return current(spans[0].unit, today) if alone and spans[0].unit else spans[0]


def _sorted(line: Line) -> _Words:
    """Each word into its category, the longest phrase first; hamlets and days have been taken already."""
    terms = load_activity_terms()
    kinds: set[str] = set()
    subject: Subject | None = None
    rest: list[int] = []
    at = 0
    while at < len(line.words):
        if line.taken[at] or not line.plain(at)[:1].isalnum():
            at += 1
            continue
        length, kind = _phrase(line, at)
        found = terms.at(line.plains, at) or _campaign(line, at)
        if found and found[0] > length:
            length, subject = found
        elif kind and not (kind in _LIKE_NAMES and _is_name(line, at)):
            kinds.add(kind)
        else:
            rest.append(at)
            length = 1
        at += length
    together = bool(rest) and rest[-1] - rest[0] == len(rest) - 1
    capital = bool(rest) and all(line.words[at].capital for at in rest)
    return _Words(frozenset(kinds), subject, tuple(line.marks(at) for at in rest), together, capital)


def _campaign(line: Line, at: int) -> tuple[int, Subject] | None:
    found = max(
        (name for name in load_activity_terms().campaign if line.follows(at, " ".join(name))), default=None, key=len
    )
    return (len(found), Subject(CAMPAIGN, None)) if found else None


def _is_name(line: Line, at: int) -> bool:
    """Whether a word that could be another is somebody's name: Lan (lần), Minh (mình), Ca."""
    return line.words[at].capital and at > 0 and line.marks(at) not in _CAPITAL_TOO


def _phrase(line: Line, at: int) -> tuple[int, str]:
    for length in range(said.LONGEST, 0, -1):
        phrase = tuple(line.plains[at : at + length])
        if len(phrase) == length and not any(line.taken[at : at + length]):
            kind = said.PHRASES.get(phrase)
            if kind:
                return length, kind
    return 0, ""


def _may_be_name(words: _Words, time: bool) -> bool:
    """Whether the words left over can be a colleague's name: "tuần này Nam ghi mấy lượt"."""
    logged = words.has("record") or (words.has("ghi") and time)
    return logged and not words.has("mine") and words.together and len(words.rest) <= _NAME_AT_MOST


def _about_records(words: _Words, time: bool, place: bool) -> bool:
    """Whether records are meant. `time`, `place`: a day or a hamlet was named."""
    who = words.has("mine", "team", "commune")
    asks = words.has("count", "tally", "which", "what", "show", "latest")
    if _of_places(words):
        return time or words.has("untouched", "chart")
    if words.has("chart"):
        return True
    if words.has("topics"):
        return time and words.has("commune", "team", "unit", "filler", "which", "count")
    if words.has("figures", "compared"):
        return time
    if words.has("requests"):
        return (asks and words.has("unfinished")) or (time and (asks or not words.has("what", "work")))
    if words.subject and not (time or place or words.has("past")):
        return False
    if words.has("record"):
        return asks or who or time or place
    if words.has("ghi"):
        return (asks or words.has("yet")) and (time or who or words.has("past"))
    if words.has("unfinished"):
        return words.has("count", "which", "show") and not (words.has("work") and not (time or place))
    if words.has("tally") and time and not words.subject:
        return True
    numbers = words.has("tally") or (words.has("count") and words.has("unit"))
    if numbers and time and (place or words.has("team", "commune")):
        return True
    if words.has("way") and words.has("which") and place:
        return time
    if not (words.has("work") or words.subject) or not words.has("count", "which", "what"):
        return False
    if words.has("count") and words.has("past"):
        return time or who or place
    if words.subject and not words.has("past"):
        return False
    return time and (words.has("mine", "team", "commune", "past") or place)


def _of_places(words: _Words) -> bool:
    """Whether hamlets are asked for: those where nobody was, or how many were reached."""
    listed = words.has("record") and not (words.subject or words.has("unfinished", "latest", "mine"))
    return words.has("place") and (words.has("untouched", "reached") or listed)


def _want(words: _Words, place: bool) -> Want:
    if _of_places(words):
        return Want.UNTOUCHED
    if words.has("topics"):
        return Want.TOPICS
    if words.has("requests"):
        return Want.REQUESTS
    if words.has("compared"):
        return Want.COMPARED
    if words.has("chart"):
        return Want.CHART
    if words.has("figures", "tally") and not place:
        return Want.CHART if not words.has("record", "work", "unit", "unfinished") else Want.COUNT
    if words.has("unfinished"):
        return Want.UNFINISHED
    if words.has("latest"):
        return Want.LATEST
    return Want.COUNT if words.has("count", "tally", "figures") else Want.LIST


def _whose(words: _Words, place: bool) -> Whose:
    if words.has("commune"):
        return Whose.COMMUNE
    if words.has("team"):
        return Whose.TEAM
    if words.has("mine"):
        return Whose.MINE
    return Whose.ANY
