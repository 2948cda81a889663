"""What holds in the province or in one commune only: `content/overrides.yaml` (docs/knowledge-format.md).

An entry takes the place of a general statement, or adds one. A commune's entry beats the province's, which beats the
general statement; each only on the days on which it holds.
"""

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from knowledge.reading import Part
from knowledge.topic import Confidence, Facet, Statement, Topic
from knowledge.topic_file import read_facet, read_source
from knowledge.yaml_lines import Document, Problem

FILE = "overrides.yaml"
PROVINCE, PROVINCE_NAME = "nghe-an", "tỉnh Nghệ An"
_KEYS = (
    "id", "unit", "topic", "replaces", "facet", "asks", "text", "next", "source", "article", "from", "until",
    "confidence", "change",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Override:
    """An entry: the statement of one unit (`PROVINCE` or a commune of today), and its place in the file."""

    unit: str
    topic: str
    statement: Statement
    position: int

    @property
    def commune(self) -> str | None:
        """The commune; None for the whole province."""
        return None if self.unit == PROVINCE else self.unit


def local_topic(topic: Topic, overrides: Sequence[Override], place: str | None, day: date) -> Topic:
    """The topic as it is for somebody of `place` on `day`; the very same when no entry concerns it."""
    mine = [item for item in overrides if item.topic == topic.id and item.unit in (place, PROVINCE)]
    if not mine:
        return topic
    said = [item.statement for item in sorted(mine, key=lambda item: item.unit == PROVINCE)]
    statements: list[Statement] = []
    for general in topic.statements:
        instead = [statement for statement in said if statement.replaces == general.id]
        # What stands today; else the general one, unless it begins later and something stands instead by then.
        begins = max(general.start or day, day)
        if now := _standing(instead, day):
            statements.append(now)
        elif not _standing(instead, begins):
            statements.append(general)
        # What begins later is in the topic too, so that it can be announced.
        statements += [s for s in instead if s.start and s.start > day and _standing(instead, s.start) is s]
    return replace(topic, statements=(*statements, *(statement for statement in said if statement.added)))


def _standing(instead: Sequence[Statement], day: date) -> Statement | None:
    return next((statement for statement in instead if statement.holds(day)), None)


def read_overrides(document: Document, topics: Mapping[str, Topic], problems: list[Problem]) -> tuple[Override, ...]:
    """The entries of the file; what is wrong with them is added to `problems`, and such an entry may be left out."""
    if document.data is None:
        return ()
    if not isinstance(document.data, list):
        problems.append(document.problem("tệp phải là danh sách (mỗi mục bắt đầu bằng dấu -), hoặc []"))
        return ()
    read = (_entry(Part(document, (n,), item, problems), topics, n) for n, item in enumerate(document.data))
    found = tuple(entry for entry in read if entry)
    seen: set[str] = set()
    for entry in found:
        if entry.statement.id in seen:
            message = f"mã “{entry.statement.id}” có hai lần trong tệp này; đổi một mã"
            problems.append(document.problem(message, entry.position, "id"))
        seen.add(entry.statement.id)
    return found


def _entry(part: Part, topics: Mapping[str, Topic], position: int) -> Override | None:
    part.only(*_KEYS)
    topic_id = part.text("topic")
    topic = topics.get(topic_id)
    if topic is None:
        if topic_id:
            part.complain(f"chủ đề “{topic_id}” không có; ghi mã của một tệp trong topics/", "topic")
        return None
    if ("replaces" in part.data) == ("facet" in part.data):
        part.complain("cần một trong hai: “replaces” (thay câu nào), hoặc “facet” và “asks” (thêm câu mới)")
        return None
    general = _general(part, topic) if "replaces" in part.data else None
    if general is None and "replaces" in part.data:
        return None
    unit, own = _unit(part.text("unit")), part.id()
    statement = Statement(
        id=own,
        facet=general.facet if general else _facet(part),
        asks=general.asks if general else part.text("asks"),
        text=part.text("text"),
        next=part.optional("next") if "next" in part.data or general is None else general.next,
        source=read_source(part.part("source"), own),
        article=part.optional("article"),
        start=part.day("from") or (general.start if general else None),
        until=part.day("until") or (general.until if general else None),
        confidence=part.one_of("confidence", Confidence, Confidence.HIGH),
        change=part.optional("change"),
        place=PROVINCE_NAME if unit == PROVINCE else unit,
        replaces=general.id if general else None,
    )
    if topic.statement(statement.id):
        part.complain(f"mã “{statement.id}” đã là mã của một câu trong {topic.id}; đặt mã khác", "id")
    if statement.start and statement.until and statement.until < statement.start:
        part.complain(f"câu “{statement.id}”: until trước from")
    return Override(unit, topic.id, statement, position)


def _general(part: Part, topic: Topic) -> Statement | None:
    """The statement that an entry replaces; complains when it isn't there."""
    wanted = part.text("replaces")
    if "asks" in part.data:
        part.complain("“asks” chỉ dùng khi thêm câu mới; bỏ đi, câu thay trả lời đúng câu hỏi của câu cũ", "asks")
    found = topic.statement(wanted)
    if found is None:
        part.complain(
            f"chủ đề {topic.id} không có câu “{wanted}”; xem các “id” trong topics/{topic.id}.yaml", "replaces"
        )
    return found


def _facet(part: Part) -> Facet:
    name = part.text("facet")
    if name == Facet.OVERVIEW:
        part.complain("“overview” là tóm tắt của chủ đề, không có câu; chọn một khía cạnh khác", "facet")
    return read_facet(part, name, "facet")


def _unit(name: str) -> str:
    """`nghe-an`, or the name of a commune as the list of communes writes it (`xã Minh Hợp`)."""
    name = unicodedata.normalize("NFC", " ".join(name.split()))
    return name[:1].lower() + name[1:]
