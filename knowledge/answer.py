"""The first message of an answer.

What was asked, what to do next, what is wrongly believed, and the source, in that order.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from knowledge.days import show_day, within
from knowledge.ranker import Answer
from knowledge.text import fold
from knowledge.topic import LIST_FACETS, Correction, Facet, Off, Source, Statement, Topic

FIRST_LIMIT, LIST_LIMIT = 600, 900
MORE_AT_MOST = 2
# A further statement joins the first message only when it scores nearly as well as the one that leads.
_JOINS_WITHIN = 0.9
# What begins soon is quoted beforehand only when it is shorter than this.
_ANNOUNCED_BELOW = 160
_AT_PLACE = "Áp dụng tại {place}."
_CLOSED = "Trợ lý đang tạm ngừng trả lời về việc này. Lý do: {reason}."
_ASK_THERE = "Hỏi trực tiếp cơ quan giải quyết: {authority}."
_ENDED = "Quy định trước đây về việc này chỉ áp dụng đến hết ngày {day}."


@dataclass(frozen=True, slots=True)
class Composed:
    """The parts of a first message, in the order shown.

    `statements`: the ids of what is said; `left`: how many of the facet wait.
    """

    topic: Topic
    facet: Facet
    texts: tuple[str, ...]
    next: str
    correction: str | None
    change: str | None
    source_line: str
    sources: tuple[tuple[Source, str | None], ...]
    statements: tuple[str, ...]
    fits: bool
    left: int

    @property
    def length(self) -> int:
        """The length of the message without its source line, title and labels."""
        parts = [*self.texts, self.next, self.correction or "", self.change or ""]
        return len("\n\n".join(part for part in parts if part))

    @property
    def limit(self) -> int:
        """How long it may be."""
        return _limit(self.facet)


@dataclass(frozen=True, slots=True)
class Notice:
    """A line that announces a change, and the statement that ends or begins."""

    about: Statement
    text: str


def compose(topic: Topic, answers: Sequence[Answer], day: date, question: str = "", *, fits: bool = True) -> Composed:
    """The first message about `topic` on `day`; `answers` best first (knowledge.ranker), only what holds is said."""
    if topic.closed:
        return _closed(topic, topic.closed)
    holding = {statement.replaces or statement.id: statement for statement in topic.holding(day)}
    follows = {s.replaces or s.id: s for s in topic.statements if s.then and s.until and s.until < day}
    ranked = _as_of_the_day(answers, holding, follows)
    if not ranked or ranked[0].statement is None:
        return _overview(topic, day, question)
    lead = holding[ranked[0].statement]
    local = [s for s in holding.values() if s.added and s.facet is lead.facet]
    chosen = [lead, *local, *_joining(lead, ranked, holding)][: 1 + MORE_AT_MOST]
    first = next((answer.statement for answer in answers if answer.statement in {*holding, *follows}), None)
    return _composed(topic, lead.facet, chosen, day, question, fits=fits, ended=follows.get(first or ""))


def _as_of_the_day(
    answers: Sequence[Answer], holding: Mapping[str, Statement], follows: Mapping[str, Statement]
) -> list[Answer]:
    """The answers that hold; one that has ended gives its place to what follows it."""
    found: dict[str | None, Answer] = {}
    for answer in answers:
        key = answer.statement
        for _ in follows:
            key = follows[key].then if key and key in follows else key
        if key is None or key in holding:
            found.setdefault(key, replace(answer, statement=key, facet=holding[key].facet if key else answer.facet))
    return list(found.values())


def compose_facet(topic: Topic, facet: Facet, day: date, *, said: Collection[str] = ()) -> Composed:
    """A facet of a topic as its file orders it, without the statements in `said` (`topic.statement`)."""
    if topic.closed:
        return _closed(topic, topic.closed)
    if facet is Facet.OVERVIEW:
        return _overview(topic, day, "")
    statements = [s for s in _in_order(topic, facet, day) if f"{topic.id}.{s.id}" not in said]
    if not statements:
        return _overview(topic, day, "")
    chosen: list[Statement] = []
    limit = _limit(facet)
    for statement in statements[: 1 + MORE_AT_MOST]:
        if not chosen or sum(len(item.text) + 2 for item in (*chosen, statement)) + len(topic.next) <= limit:
            chosen.append(statement)
    return _composed(topic, facet, chosen, day, "", said=said)


def _in_order(topic: Topic, facet: Facet, day: date) -> list[Statement]:
    """A facet's statements as the file orders them; what was added for a place comes right after the first."""
    holding = [statement for statement in topic.holding(day) if statement.facet is facet]
    first, others = holding[:1], holding[1:]
    return [*first, *(s for s in others if s.added), *(s for s in others if not s.added)]


def _texts(statements: Sequence[Statement]) -> list[str]:
    """What is said; after what holds in one place alone, a line that names the place, once for several in a row."""
    found: list[str] = []
    for number, statement in enumerate(statements, 1):
        ends = number == len(statements) or statements[number].place != statement.place
        line = f"\n{_AT_PLACE.format(place=statement.place)}" if statement.place and ends else ""
        found.append(statement.text + line)
    return found


def _joining(lead: Statement, ranked: Sequence[Answer], holding: dict[str, Statement]) -> list[Statement]:
    """Up to two further statements that answer nearly as well, while the message stays short."""
    room = _limit(lead.facet) - len(lead.text) - 170
    chosen: list[Statement] = []
    for answer in ranked[1:8]:
        if answer.statement is None or answer.score < ranked[0].score - _JOINS_WITHIN or len(chosen) == MORE_AT_MOST:
            continue
        statement = holding[answer.statement]
        if statement.facet in LIST_FACETS and statement.facet is not lead.facet:
            continue
        if len(statement.text) + 2 <= room:
            chosen.append(statement)
            room -= len(statement.text) + 2
    return chosen


def _limit(facet: Facet) -> int:
    return LIST_LIMIT if facet in LIST_FACETS else FIRST_LIMIT


def _composed(
    topic: Topic,
    facet: Facet,
    chosen: Sequence[Statement],
    day: date,
    question: str,
    *,
    fits: bool = True,
    said: Collection[str] = (),
    ended: Statement | None = None,
) -> Composed:
    limit = _limit(facet)
    lead = chosen[0]
    step = lead.next if lead.next is not None else topic.next
    correction = _correction(topic, facet, question, day)
    coming = notice(topic, lead, day)
    change = coming.text if coming else None
    if ended and ended.until:
        change = _ENDED.format(day=show_day(ended.until))
    kept = list(chosen)

    def size() -> int:
        parts = [*_texts(kept), step, correction or "", change or ""]
        return sum(len(part) for part in parts) + 2 * (sum(1 for part in parts if part) - 1)

    # What can best wait goes first: further statements, then an old belief nobody voiced, then the general next step.
    while size() > limit and len(kept) > 1:
        kept.pop()
    if size() > limit and correction and not _voiced(topic, question):
        correction = None
    if size() > limit and lead.next is None:
        step = ""
    if size() > limit:
        correction = None
    sources = tuple(dict.fromkeys((statement.source, statement.article) for statement in kept))
    now = {statement.id for statement in kept}
    waiting = [
        s for s in topic.holding(day) if s.facet is facet and s.id not in now and f"{topic.id}.{s.id}" not in said
    ]
    return Composed(
        topic=topic,
        facet=facet,
        texts=tuple(_texts(kept)),
        next=step,
        correction=correction,
        change=change,
        source_line=source_line(sources),
        sources=sources,
        statements=tuple(f"{topic.id}.{statement.id}" for statement in kept),
        fits=fits,
        left=len(waiting),
    )


def _overview(topic: Topic, day: date, question: str) -> Composed:
    about = [s for s in topic.holding(day) if s.facet in (Facet.WHAT, Facet.WHO, Facet.WHERE)]
    # The summary holds everywhere, and so should its source.
    first = min(about, key=lambda statement: statement.place is not None, default=None)
    sources = ((first.source, first.article),) if first else ()
    correction = _correction(topic, Facet.OVERVIEW, question, day)
    step = topic.next
    if len(topic.summary) + len(step) + len(correction or "") + 4 > FIRST_LIMIT:
        step = "" if correction and _voiced(topic, question) else step
    if len(topic.summary) + len(step) + len(correction or "") + 4 > FIRST_LIMIT:
        correction = None
    return Composed(
        topic=topic,
        facet=Facet.OVERVIEW,
        texts=(topic.summary,),
        next=step,
        correction=correction,
        change=None,
        source_line=source_line(sources),
        sources=sources,
        statements=(),
        fits=True,
        left=0,
    )


def _closed(topic: Topic, off: Off) -> Composed:
    """Why nothing is said about it, and whom to ask meanwhile."""
    where = f" {_AT_PLACE.format(place=off.unit)}" if off.unit else ""
    return Composed(
        topic=topic,
        facet=Facet.OVERVIEW,
        texts=(_CLOSED.format(reason=off.reason.rstrip(". ")) + where,),
        next=_ASK_THERE.format(authority=topic.authority),
        correction=None,
        change=None,
        source_line="",
        sources=(),
        statements=(),
        fits=True,
        left=0,
    )


def _voiced(topic: Topic, question: str) -> bool:
    return any(_betrays(correction, question) for correction in topic.corrections)


def _betrays(correction: Correction, question: str) -> bool:
    text = f" {' '.join(fold(question.lower()).split())} "
    return any(f" {fold(word.lower())} " in text.replace("?", " ").replace(",", " ") for word in correction.words)


def _correction(topic: Topic, facet: Facet, question: str, day: date) -> str | None:
    holding = [item for item in topic.corrections if item.until is None or day <= item.until]
    if question:
        for correction in holding:
            if _betrays(correction, question):
                return correction.holds
    widely = next((correction for correction in holding if facet in correction.facets), None)
    return widely.holds if widely else None


def notice(topic: Topic, lead: Statement, day: date) -> Notice | None:
    """The line about a change that comes within a month: the end of what is said, or what begins instead."""
    if lead.until and within(day, lead.until):
        return Notice(lead, lead.change or f"Áp dụng đến hết ngày {show_day(lead.until)}.")
    coming = [s for s in topic.statements if s.facet is lead.facet and within(day, s.start) and s.start]
    if not coming:
        return None
    first = min(coming, key=lambda statement: statement.start or date.max)
    if first.change:
        return Notice(first, first.change)
    if first.start is None or len(first.text) >= _ANNOUNCED_BELOW:
        return None
    said = " ".join(_texts([first])[0].split("\n"))
    return Notice(first, f"Từ ngày {show_day(first.start)} có thay đổi: {said}")


def source_line(sources: Iterable[tuple[Source, str | None]]) -> str:
    """The line that says where an answer comes from: short document name, article, day of the last check."""
    shown: dict[str, None] = {}
    for source, article in sources:
        name = f"{source.title}, {article}" if article else source.title
        checked = f"kiểm tra ngày {show_day(source.checked_on)}" if source.checked_on else "chờ cán bộ đối chiếu"
        shown[f"{name} ({checked})"] = None
    return "Nguồn: " + "; ".join(shown) if shown else ""
