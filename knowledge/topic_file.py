"""From a topic's YAML file (docs/knowledge-format.md) to a `Topic`, with every fault named by line."""

from collections.abc import Mapping
from datetime import date

from knowledge.reading import Part
from knowledge.topic import (
    Base,
    Checklist,
    Choice,
    Confidence,
    Correction,
    Facet,
    Form,
    HouseholdSum,
    Item,
    Kind,
    Link,
    Off,
    Phrase,
    Question,
    Source,
    Statement,
    Style,
    ToConfirm,
    Topic,
    When,
)
from knowledge.yaml_lines import Document, Problem

_TOPIC_KEYS = (
    "id", "title", "group", "service", "audience", "authority", "summary", "next", "link", "forms", "review_by",
    "not_applicable", "sources", "statements", "corrections", "phrases", "to_confirm", "checklist", "off",
)  # fmt: skip
_STATEMENT_KEYS = (
    "id", "asks", "text", "next", "source", "article", "from", "until", "then", "confidence", "change",
)  # fmt: skip
_NO_DAY = date(1, 1, 1)


def read_topic(document: Document) -> tuple[Topic, list[Problem]]:
    """The topic in `document` and what is wrong with its form; with problems the topic may be incomplete."""
    problems: list[Problem] = []
    part = Part(document, (), document.data, problems)
    part.only(*_TOPIC_KEYS)
    sources = _sources(part)
    topic = Topic(
        id=part.id(),
        title=part.text("title"),
        group=part.id("group"),
        service=part.number("service"),
        audience=part.texts("audience") or ("resident",),
        authority=part.text("authority"),
        summary=part.text("summary"),
        next=part.text("next"),
        link=_link(part.part("link")),
        forms=tuple(_form(form) for form in part.parts("forms")),
        review_by=part.day("review_by") or _missing_day(part, "review_by"),
        not_applicable=tuple(read_facet(part, name, "not_applicable") for name in part.texts("not_applicable")),
        sources=tuple(sources.values()),
        statements=_statements(part, sources),
        corrections=tuple(_correction(correction, sources) for correction in part.parts("corrections")),
        phrases=_phrases(part),
        to_confirm=tuple(_to_confirm(item) for item in part.parts("to_confirm")),
        checklist=_checklist(part.part("checklist"), sources) if part.data.get("checklist") else None,
        off=tuple(_off(item) for item in part.parts("off")),
    )
    _unique(part, topic)
    return topic, problems


def _link(part: Part) -> Link:
    part.only("label", "url")
    return Link(part.text("label"), _address(part, part.text("url")))


def _form(part: Part) -> Form:
    part.only("code", "name")
    return Form(part.text("code"), part.text("name"))


def _to_confirm(part: Part) -> ToConfirm:
    part.only("id", "text")
    return ToConfirm(part.id(), part.text("text"))


def _off(part: Part) -> Off:
    part.only("id", "reason", "unit")
    return Off(part.id(), part.text("reason"), part.optional("unit"))


def _choice(part: Part) -> Choice:
    part.only("id", "label")
    return Choice(part.text("id"), part.text("label"))


def _base(part: Part) -> Base:
    part.only("from", "until", "amount", "source", "article")
    return Base(part.number("amount") or 0, part.day("from"), part.day("until"))


def _address(part: Part, url: str) -> str:
    if url and not url.startswith(("https://", "http://")):
        part.complain(f"địa chỉ “{url}” phải bắt đầu bằng https://", "url")
    return url


def _missing_day(part: Part, key: str) -> date:
    part.complain(f"thiếu “{key}” (một ngày, ví dụ 2027-02-15)")
    return _NO_DAY


def read_facet(part: Part, name: str, *path: str | int) -> Facet:
    """The facet of that name; complains about the part at `path` when there is none."""
    try:
        return Facet(name)
    except ValueError:
        part.complain(f"không có khía cạnh “{name}”; chọn một trong: {', '.join(Facet)}", *path)
        return Facet.OVERVIEW


def _sources(part: Part) -> dict[str, Source]:
    box = part.part("sources")
    return {key: read_source(box.part(key), key) for key in box.data}


def read_source(part: Part, key: str) -> Source:
    """A source in its own mapping: title, address, day of the page, day of the last check."""
    part.only("title", "url", "published", "checked_on")
    url = part.optional("url")
    _address(part, url or "")
    return Source(key, part.text("title"), url, part.day("published"), part.day("checked_on"))


def _source(part: Part, sources: Mapping[str, Source], *, required: bool) -> Source | None:
    key = part.optional("source")
    if key is None:
        if required:
            part.complain("thiếu “source”: mỗi câu cần một nguồn")
        return None
    if key not in sources:
        part.complain(f"nguồn “{key}” không có trong “sources” của tệp này", "source")
    return sources.get(key)


def _statements(part: Part, sources: Mapping[str, Source]) -> tuple[Statement, ...]:
    found: list[Statement] = []
    box = part.part("statements")
    for name in box.data:
        facet = read_facet(box, name, name)
        for item in box.parts(name):
            item.only(*_STATEMENT_KEYS)
            source = _source(item, sources, required=True) or Source("", "")
            found.append(
                Statement(
                    id=item.id(),
                    facet=facet,
                    asks=item.text("asks"),
                    text=item.text("text"),
                    next=item.optional("next"),
                    source=source,
                    article=item.optional("article"),
                    start=item.day("from"),
                    until=item.day("until"),
                    confidence=item.one_of("confidence", Confidence, Confidence.HIGH),
                    change=item.optional("change"),
                    then=item.optional("then"),
                )
            )
    return tuple(found)


def _correction(part: Part, sources: Mapping[str, Source]) -> Correction:
    part.only("id", "belief", "holds", "since", "until", "source", "article", "words", "facets")
    return Correction(
        id=part.id(),
        belief=part.text("belief"),
        holds=part.text("holds"),
        words=part.texts("words"),
        facets=tuple(read_facet(part, name, "facets") for name in part.texts("facets")),
        since=part.day("since"),
        until=part.day("until"),
        source=_source(part, sources, required=False),
        article=part.optional("article"),
    )


def _phrases(part: Part) -> tuple[Phrase, ...]:
    found: list[Phrase] = []
    box = part.part("phrases")
    box.only(*Style)
    for style in Style:
        lines = box.data.get(style) or {}
        if not isinstance(lines, Mapping):
            box.complain('cần dạng “p001: [mã câu trả lời, "câu hỏi"]”', style)
            continue
        for key, value in lines.items():
            if not (isinstance(value, list) and len(value) == 2 and all(isinstance(item, str | int) for item in value)):
                box.complain(f'{key}: cần dạng [mã câu trả lời, "câu hỏi"]', style, key)
                continue
            found.append(Phrase(str(key), style, str(value[1]).strip(), str(value[0])))
    return tuple(found)


def _when(part: Part) -> When | None:
    value = part.data.get("when")
    if value is None:
        return None
    box = part.part("when")
    return {key: box.texts(key) for key in box.data}


def _checklist(part: Part, sources: Mapping[str, Source]) -> Checklist:
    part.only("title", "questions", "items")
    return Checklist(
        title=part.text("title"),
        questions=tuple(_question(question) for question in part.parts("questions")),
        items=tuple(_item(item, sources) for item in part.parts("items")),
    )


def _question(part: Part) -> Question:
    part.only("id", "ask", "choices", "number", "when")
    number = None
    if part.data.get("number") is not None:
        box = part.part("number")
        number = (box.number("min") or 0, box.number("max") or 0)
    choices = tuple(_choice(choice) for choice in part.parts("choices"))
    if bool(choices) == bool(number):
        part.complain("câu hỏi cần hoặc “choices”, hoặc “number: {min, max}”")
    return Question(part.id(), part.text("ask"), choices, number, _when(part))


def _item(part: Part, sources: Mapping[str, Source]) -> Item:
    part.only("id", "kind", "text", "when", "source", "article", "from", "until", "confidence", "sum")
    return Item(
        id=part.id(),
        kind=part.one_of("kind", Kind, Kind.NOTE),
        text=part.text("text"),
        source=_source(part, sources, required=True),
        article=part.optional("article"),
        when=_when(part),
        start=part.day("from"),
        until=part.day("until"),
        confidence=part.one_of("confidence", Confidence, Confidence.HIGH),
        sum=_sum(part.part("sum")) if part.data.get("sum") else None,
    )


def _sum(part: Part) -> HouseholdSum:
    part.only("persons", "months", "rate_percent", "shares_percent", "base")
    base = tuple(_base(item) for item in part.parts("base"))
    shares = part.texts("shares_percent")
    try:
        return HouseholdSum(
            persons=part.id("persons"),
            months=part.id("months"),
            rate_percent=float(part.text("rate_percent")),
            shares_percent=tuple(int(share) for share in shares),
            base=base,
        )
    except ValueError:
        part.complain("“rate_percent” và “shares_percent” phải là số")
        return HouseholdSum("", "", 0, (100,), base)


def _unique(part: Part, topic: Topic) -> None:
    groups: dict[str, list[str]] = {
        "statements": [statement.id for statement in topic.statements],
        "corrections": [correction.id for correction in topic.corrections],
        "phrases": [phrase.id for phrase in topic.phrases],
        "to_confirm": [item.id for item in topic.to_confirm],
        "off": [item.id for item in topic.off],
    }
    if topic.checklist:
        groups["checklist"] = [question.id for question in topic.checklist.questions]
        groups["checklist items"] = [item.id for item in topic.checklist.items]
    for name, ids in groups.items():
        for twice in sorted({item for item in ids if ids.count(item) > 1}):
            part.complain(f"mã “{twice}” có hai lần trong “{name}”", name.split()[0])
