"""What `troly check` holds about content beyond its form: completeness, sources, lengths, dates."""

import itertools
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta

from knowledge.topic import (
    LIST_FACETS,
    Checklist,
    Confidence,
    Facet,
    Item,
    Kind,
    Question,
    Source,
    Statement,
    Style,
    Topic,
    When,
)
from knowledge.yaml_lines import Document, Path_, Problem

TITLE_LIMIT, SUMMARY_LIMIT, NEXT_LIMIT, CORRECTION_LIMIT = 60, 450, 200, 200
TEXT_LIMIT, LIST_LIMIT = 340, 680
# With fewer a topic can't be understood at all; what is wanted is more, and comes with the questions of residents.
PHRASES_AT_LEAST = 5
PHRASES_A_SERVICE, PHRASES_A_TOPIC, PHRASES_A_STYLE = 60, 40, 4

UNCONFIRMED_HOTLINES = ("1800 1096", "1900 9068", "1900 9095", "1900 6769")
_MARK = "(số chờ xác nhận)"
# What may stand in a sentence whose source nobody has read: national short numbers, names of forms, laws and levels.
_HARMLESS = re.compile(
    r"\b1900 0368\b|\b(?:1800 1096|1900 9068|1900 9095|1900 6769) \(số chờ xác nhận\)|\b11[1-5]\b|\b156\b|\b5656\b"
    r"|\b[A-ZĐ]{1,6}[- ]?\d+[A-Za-z]?(?:-[A-Z]+)?\b|\b\d+/\d{4}(?:/[A-ZĐ0-9-]+)?"
    r"|\b[Mm]ức (?:độ )?[123](?:,? (?:và|hoặc|hay) [123])?\b"
    r"|^\d+\. |\b25 dịch vụ\b|\bhạng [A-F]\d?E?\b|\bLuật \d+\b|\b(?:loại|số|mẫu) [12]\b",
    re.MULTILINE,
)
_AMOUNT = re.compile(r"\d[\d.]*(?: |\u00a0)?(?:đồng|triệu|nghìn)")


def check_topic(topic: Topic, document: Document, today: date) -> list[Problem]:
    """Everything wrong, or worth a look on `today`, in one topic; `document` gives the lines."""
    checks = (_lengths, _facets, _unread, _amounts, _phrases, _corrections, _checklist)
    problems = [problem for check in checks for problem in check(topic, document)]
    return problems + list(_due(topic, document, today))


def statement_path(topic: Topic, statement_id: str) -> Path_:
    """Where a statement stands in its topic's file."""
    seen: Counter[str] = Counter()
    for statement in topic.statements:
        if statement.id == statement_id:
            return ("statements", statement.facet.value, seen[statement.facet])
        seen[statement.facet] += 1
    return ("statements",)


def _lengths(topic: Topic, document: Document) -> Iterator[Problem]:
    for name, text, limit in (
        ("title", topic.title, TITLE_LIMIT),
        ("summary", topic.summary, SUMMARY_LIMIT),
        ("next", topic.next, NEXT_LIMIT),
    ):
        if len(text) > limit:
            yield document.problem(f"“{name}” dài {len(text)} ký tự, tối đa {limit}; rút gọn lại", name)
    for statement in topic.statements:
        for message in length_faults(statement):
            yield document.problem(message, *statement_path(topic, statement.id))


def length_faults(statement: Statement) -> Iterator[str]:
    """Whether a statement's text is too long for its facet."""
    limit = LIST_LIMIT if statement.facet in LIST_FACETS else TEXT_LIMIT
    if len(statement.text) > limit:
        yield f"câu “{statement.id}” dài {len(statement.text)} ký tự, tối đa {limit}; rút gọn hoặc tách làm hai"


def _facets(topic: Topic, document: Document) -> Iterator[Problem]:
    present = {statement.facet for statement in topic.statements}
    for facet in Facet:
        if facet is Facet.OVERVIEW:
            continue
        if facet not in present and facet not in topic.not_applicable:
            yield document.problem(
                f"thiếu khía cạnh “{facet}”; thêm câu trả lời hoặc ghi vào not_applicable", "statements"
            )
        if facet in present and facet in topic.not_applicable:
            yield document.problem(
                f"“{facet}” có câu trả lời mà lại ghi ở not_applicable; bỏ một bên", "not_applicable"
            )


def unread_numbers(text: str) -> list[str]:
    """The numbers in a text that may not stand there while its source is unread."""
    return re.findall(r"\d[\d.,/]*", _HARMLESS.sub(" ", text))


def unread_faults(name: str, text: str, source: Source | None, confidence: Confidence) -> Iterator[str]:
    """What is wrong with the numbers of a sentence: unread, not certain, or a hotline without its mark."""
    unread = source is None or source.checked_on is None
    if (unread or confidence is Confidence.LOW) and (numbers := unread_numbers(text)):
        why = "nguồn chưa được đọc" if unread else "độ tin cậy thấp"
        yield f"câu “{name}” có số {', '.join(numbers)} mà {why}; nói chung hoặc bỏ số đi"
    for hotline in UNCONFIRMED_HOTLINES:
        if hotline in text and f"{hotline} {_MARK}" not in text:
            yield f"câu “{name}”: sau {hotline} phải ghi “{_MARK}”"


def _unread(topic: Topic, document: Document) -> Iterator[Problem]:
    parts: list[tuple[str, str, Source | None, Confidence, Path_]] = [
        (s.id, s.text, s.source, s.confidence, statement_path(topic, s.id)) for s in topic.statements
    ]
    items = topic.checklist.items if topic.checklist else ()
    parts += [(i.id, i.text, i.source, i.confidence, ("checklist", "items", n)) for n, i in enumerate(items)]
    for name, text, source, confidence, path in parts:
        for message in unread_faults(name, text, source, confidence):
            yield document.problem(message, *path)


def amounts(text: str) -> list[str]:
    """The amounts of money in a text."""
    return _AMOUNT.findall(text)


def _amounts(topic: Topic, document: Document) -> Iterator[Problem]:
    known = {amount for statement in topic.statements for amount in amounts(statement.text)}
    for name, text in (("summary", topic.summary), ("next", topic.next)):
        for amount in amounts(text):
            if amount not in known:
                yield document.problem(f"“{amount}” trong “{name}” không có ở câu trả lời nào nên không có nguồn", name)


def _phrases(topic: Topic, document: Document) -> Iterator[Problem]:
    ids = {statement.id for statement in topic.statements} | {Facet.OVERVIEW.value}
    for phrase in topic.phrases:
        if phrase.answer not in ids:
            yield document.problem(
                f"{phrase.id} trỏ tới “{phrase.answer}” không có trong statements",
                "phrases",
                phrase.style.value,
                phrase.id,
            )
    wanted = PHRASES_A_SERVICE if topic.service else PHRASES_A_TOPIC
    if len(topic.phrases) < wanted:
        few = len(topic.phrases) < PHRASES_AT_LEAST
        message = f"mới có {len(topic.phrases)} câu hỏi mẫu, cần ít nhất {PHRASES_AT_LEAST if few else wanted}"
        yield document.problem(message, "phrases", warning=not few)
    styles = Counter(phrase.style for phrase in topic.phrases)
    for style in Style:
        if styles[style] < PHRASES_A_STYLE:
            message = f"lối viết “{style}” mới có {styles[style]} câu hỏi mẫu, cần ít nhất {PHRASES_A_STYLE}"
            yield document.problem(message, "phrases", style.value, warning=True)


def _corrections(topic: Topic, document: Document) -> Iterator[Problem]:
    for position, correction in enumerate(topic.corrections):
        if not correction.words and not correction.facets:
            yield document.problem(f"đính chính “{correction.id}” cần “words” hoặc “facets”", "corrections", position)
        if len(correction.holds) > CORRECTION_LIMIT:
            message = f"đính chính “{correction.id}” dài {len(correction.holds)} ký tự, tối đa {CORRECTION_LIMIT}"
            yield document.problem(message, "corrections", position)


def answers_of(checklist: Checklist) -> Iterator[dict[str, str]]:
    """Every way through a checklist; a number question is answered with its smallest number."""
    yield from _ways(checklist.questions, {})


def _ways(questions: tuple[Question, ...], given: dict[str, str]) -> Iterator[dict[str, str]]:
    if not questions:
        yield given
        return
    question, rest = questions[0], questions[1:]
    if not applies(question.when, given):
        yield from _ways(rest, given)
        return
    ids = [choice.id for choice in question.choices] or [str(question.number[0] if question.number else 0)]
    for choice in ids:
        yield from _ways(rest, {**given, question.id: choice})


def applies(when: When | None, given: Mapping[str, str]) -> bool:
    """Whether each question named in `when` was answered with one of its choices."""
    return all(given.get(question) in choices for question, choices in (when or {}).items())


def _checklist(topic: Topic, document: Document) -> Iterator[Problem]:
    checklist = topic.checklist
    if checklist is None:
        return
    choices = {question.id: {choice.id for choice in question.choices} for question in checklist.questions}
    parts: Iterable[tuple[Path_, Question | Item]] = itertools.chain(
        ((("questions", n), question) for n, question in enumerate(checklist.questions)),
        ((("items", n), item) for n, item in enumerate(checklist.items)),
    )
    for path, part in parts:
        for question_id, wanted in (part.when or {}).items():
            if question_id not in choices:
                yield document.problem(f"“when” nhắc câu hỏi “{question_id}” không có", "checklist", *path)
            for choice in wanted:
                if choices.get(question_id) and choice not in choices[question_id]:
                    yield document.problem(f"“when”: “{question_id}” không có lựa chọn “{choice}”", "checklist", *path)
    for message in dict.fromkeys(checklist_gaps(checklist)):
        yield document.problem(message, "checklist", "items")


def checklist_gaps(checklist: Checklist) -> Iterator[str]:
    """What somebody who answers would miss: papers or steps, and where to go, on every way through the questions."""
    if not checklist.questions:
        yield "danh sách chưa có câu hỏi nào"
    for way in answers_of(checklist):
        kinds = {item.kind for item in checklist.items if applies(item.when, way)}
        if not kinds & {Kind.PAPER, Kind.STEP}:
            yield f"{_way_words(checklist, way)} thì danh sách không có giấy tờ hay bước nào"
        if Kind.WHERE not in kinds:
            yield f"{_way_words(checklist, way)} thì danh sách không có nơi nộp"


def _way_words(checklist: Checklist, way: Mapping[str, str]) -> str:
    labels = {(q.id, choice.id): choice.label for q in checklist.questions for choice in q.choices}
    shown = [f"“{labels.get(pair, pair[1])}”" for pair in way.items()]
    return f"trả lời {', '.join(shown)}" if shown else "chưa hỏi gì"


def _due(topic: Topic, document: Document, today: date) -> Iterator[Problem]:
    if topic.review_by < today:
        yield document.problem(f"quá ngày cần đọc lại ({topic.review_by})", "review_by", warning=True)
    for statement in topic.statements:
        if statement.until and statement.until < today:
            message = f"câu “{statement.id}” đã hết hạn ngày {statement.until}"
            yield document.problem(message, *statement_path(topic, statement.id), warning=True)
        if statement.start and statement.until and statement.until < statement.start:
            yield document.problem(f"câu “{statement.id}”: until trước from", *statement_path(topic, statement.id))
        if problem := _wrong_follower(topic, statement):
            yield document.problem(f"câu “{statement.id}”: {problem}", *statement_path(topic, statement.id))


def _wrong_follower(topic: Topic, statement: Statement) -> str | None:
    """What is wrong with the statement that shall answer once this one has ended."""
    if statement.then is None:
        return None
    if statement.until is None:
        return "“then” chỉ dùng khi có “until”"
    follower = topic.statement(statement.then)
    if follower is None:
        return f"“then” trỏ tới câu “{statement.then}” không có"
    if not follower.holds(statement.until + timedelta(days=1)):
        return f"câu “{statement.then}” không có hiệu lực ngay sau ngày {statement.until}"
    return None
