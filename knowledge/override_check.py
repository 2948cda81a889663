"""What `troly check` holds about the entries of a province or commune beyond their form (knowledge/overrides.py)."""

from collections.abc import Iterator
from datetime import date

from knowledge.answer import compose
from knowledge.check import length_faults, unread_faults
from knowledge.communes import Communes
from knowledge.content import Content
from knowledge.overrides import FILE, PROVINCE, Override
from knowledge.ranker import Answer
from knowledge.yaml_lines import Path_, Problem


def check_overrides(content: Content, communes: Communes, today: date) -> list[Problem]:
    """The faults of the entries, and what of them is worth a look on `today`, by line."""
    problems: list[Problem] = []
    for entry in content.overrides:
        faults = [*_unit(entry, communes), *_text(entry), *_first_message(content, entry, today)]
        faults += _twice(content, entry)
        document = content.documents[FILE]
        problems += (document.problem(message, entry.position, key) for key, message in faults)
        warnings = (*_ended(entry, today), *_never_first(content, entry))
        problems += (document.problem(message, entry.position, key, warning=True) for key, message in warnings)
    return problems


Fault = tuple[str, str]


def check_units(content: Content, communes: Communes) -> list[Problem]:
    """Communes named by contacts and by topics that are switched off which aren't communes of today, by line."""
    named: list[tuple[str, Path_, str | None]] = [
        ("contacts.yaml", (n, "unit"), item.unit) for n, item in enumerate(content.contacts)
    ]
    named += [
        (f"topics/{topic.id}.yaml", ("off", n, "unit"), item.unit)
        for topic in content.topics.values()
        for n, item in enumerate(topic.off)
    ]
    return [
        content.documents[file].problem(unit_fault(unit, communes), *path)
        for file, path, unit in named
        if unit is not None and unit not in communes.new
    ]


def unit_fault(unit: str, communes: Communes, otherwise: str = "bỏ “unit” khi là của cả tỉnh") -> str:
    """What is wrong with the name of a commune that isn't one of today."""
    today = communes.today(unit)
    hint = f"nay là {today.full}" if today else f"ghi tên xã, phường hiện nay như trong communes.csv; {otherwise}"
    return f"không có “{unit}”; {hint}"


def _unit(entry: Override, communes: Communes) -> Iterator[Fault]:
    if entry.unit != PROVINCE and entry.unit not in communes.new:
        yield "unit", unit_fault(entry.unit, communes, f"ghi {PROVINCE} khi là của cả tỉnh")


def _text(entry: Override) -> Iterator[Fault]:
    statement = entry.statement
    for message in (
        *length_faults(statement),
        *unread_faults(statement.id, statement.text, statement.source, statement.confidence),
    ):
        yield "text", message


def _first_message(content: Content, entry: Override, today: date) -> Iterator[Fault]:
    """With the entry in the lead, on the first day from `today` on which it is said, the message keeps its limit."""
    statement = entry.statement
    day = max(today, statement.start or today)
    topic = content.local(entry.topic, entry.commune, day)
    lead = Answer(statement.replaces or statement.id, statement.facet, 0.0, 1.0)
    composed = compose(topic, [lead], day)
    if statement.holds(day) and composed.length > composed.limit:
        yield "text", f"tin đầu của câu “{statement.id}” dài {composed.length} ký tự, tối đa {composed.limit}; rút gọn"


def _twice(content: Content, entry: Override) -> Iterator[Fault]:
    """Two entries of one unit for the same statement on the same day: nobody knows which is meant."""
    mine = entry.statement
    for other in content.overrides[: content.overrides.index(entry)]:
        its = other.statement
        same = (other.unit, other.topic, its.replaces) == (entry.unit, entry.topic, mine.replaces)
        apart = (mine.until or date.max) < (its.start or date.min) or (its.until or date.max) < (mine.start or date.min)
        if mine.replaces and same and not apart:
            yield "replaces", f"“{its.id}” đã thay câu “{mine.replaces}” ở nơi này trong cùng thời gian; bỏ một câu"


def _ended(entry: Override, today: date) -> Iterator[Fault]:
    if entry.statement.until and entry.statement.until < today:
        yield "until", f"câu “{entry.statement.id}” đã hết hạn ngày {entry.statement.until}"


def _never_first(content: Content, entry: Override) -> Iterator[Fault]:
    statement = entry.statement
    general = {other.facet for other in content.topics[entry.topic].statements}
    if statement.added and statement.facet not in general:
        name = f"chủ đề chưa có câu chung nào về “{statement.facet}”"
        yield "facet", f"{name} nên câu “{statement.id}” chỉ hiện khi bấm nút; thêm câu chung để gõ hỏi cũng ra"
