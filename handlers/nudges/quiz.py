"""A question with three answers, exactly one of them right, made from what the knowledge says and nothing else.

Either a number is left out of a sentence, and two numbers of the same unit that the topic never names stand beside it;
or two sentences that hold stand beside a belief that a correction contradicts, and the belief is to be found.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from hashlib import sha256
from math import log

from knowledge.content import Content
from knowledge.text import fold
from knowledge.topic import Confidence, Correction, Facet, Statement, Topic

GAP = "…"
_CHOICES = 3
_UNITS = r"triệu đồng|tỷ đồng|đồng|ngày làm việc|ngày|giờ làm việc|giờ|tháng|năm|tuổi"
_QUANTITY = re.compile(rf"(?<![\w.,/–-])(\d+(?:[.,]\d+)*) ({_UNITS})(?!\w)")
# 2–4 triệu, 3 đến 7 ngày, 10 hoặc 15 ngày: one end of it alone isn't the answer.
_IN_RANGE = re.compile(r"\d[\d.,/]*\s*(?:\w+\s+){0,2}(?:–|-|đến(?: dưới)?|hoặc|rồi|,)\s*$")
_RANGE_FOLLOWS = re.compile(r"\s*(?:–|-|đến|hoặc)\s*(?:dưới\s*)?\d")
_BREAK = re.compile(r"(?<=[.!?])\s+(?=\W*[^\W\d_])|\n")
# Whatever tells of the past or gives an example teaches no number of today.
_NOT_TODAY = re.compile(
    r"trước đây|đã hết|đã qua|không còn|mức cũ|tên cũ|mẫu cũ|mức gốc|ví dụ|thông tin|tin này|trước ngày|trước năm|bẫy"
    r"|\d/20\d\d|năm 20(?:1\d|2[0-5])|khoảng|thường|hiểu là|chưa chắc",
    re.IGNORECASE,
)
# A sentence that only answers its own question and says nothing without it, or that isn't one.
_LEANING = re.compile(
    r"^(?:không|có|được|chưa|vẫn|gồm|nên|cũng|mang|sai|đúng|phải|tùy|đó|việc này|rồi|ngay|trước|trong|hỏi|gọi|bắt buộc"
    r"|là|chỉ|theo|bằng|đến|nộp|làm|bị|mở|xem|vào|cần|dùng|khi|nếu|tính|mức|hạng|trạng thái|\d)\b|[(:]",
    re.IGNORECASE,
)
# What only lawyers remember.
_DOCUMENTS = re.compile(r"nghị định|thông tư|quyết định|công văn|luật|mức độ \d", re.IGNORECASE)
_SHORTEST, _LONGEST = 30, 120
# How many times larger or smaller a wrong number may be.
_LIKE = log(6)


@dataclass(frozen=True, slots=True)
class Quiz:
    """A question and its three answers; `right`: the number of the right one, from 1.

    `gap`: a `sentence` with its number left out, and `choices` are numbers with their unit; otherwise `choices` are
    sentences, and the right answer is the one that doesn't hold: the belief of `correction`.
    """

    choices: tuple[str, ...]
    right: int
    gap: str = ""
    sentence: str = ""
    correction: str = ""


def teaches(statement: Statement, day: date) -> bool:
    """Whether a statement is sure enough to be taught on `day`: it holds everywhere and its source was read."""
    return (
        statement.holds(day)
        and statement.confidence is Confidence.HIGH
        and statement.source.checked_on is not None
        and statement.place is None
        and statement.facet is not Facet.LEGAL
    )


def make_quiz(content: Content, topic: Topic, statement: Statement, day: date, seed: str) -> Quiz | None:
    """The question about a statement on `day`: the same for the same `seed`; None when none can be made well."""
    return _gap_quiz(content, topic, statement, day, seed) or _belief_quiz(topic, statement, day, seed)


@lru_cache(maxsize=4096)
def quantities(text: str) -> tuple[tuple[str, str], ...]:
    """The numbers with their unit that stand in a text: ("7", "ngày làm việc")."""
    return tuple(_QUANTITY.findall(text))


def sentences(text: str) -> list[str]:
    """The sentences of a text."""
    return [part.strip() for part in _BREAK.split(text) if part.strip()]


def gaps(statement: Statement) -> list[re.Match[str]]:
    """The numbers that may be left out: each the only one of a sentence about today, and not an end of a range."""
    found = []
    for sentence in sentences(statement.text):
        there = list(_QUANTITY.finditer(sentence))
        if len(there) != 1 or len(sentence) > 2 * _LONGEST or _NOT_TODAY.search(sentence):
            continue
        before, after = sentence[: there[0].start()], sentence[there[0].end() :]
        if not _IN_RANGE.search(before) and not _RANGE_FOLLOWS.match(after):
            found += there
    return found


def _gap_quiz(content: Content, topic: Topic, statement: Statement, day: date, seed: str) -> Quiz | None:
    for match in gaps(statement):
        value, unit = match.groups()
        wrong = _wrong_numbers(content, topic, statement.facet, value, unit, day, seed)
        if len(wrong) == _CHOICES - 1:
            sentence = match.string
            choices, right = _mixed(f"{value} {unit}", [f"{other} {unit}" for other in wrong], seed)
            gap = f"{sentence[: match.start()]}{GAP} {unit}{sentence[match.end() :]}"
            return Quiz(choices, right, gap, sentence)
    return None


def _wrong_numbers(
    content: Content, topic: Topic, facet: Facet, number: str, unit: str, day: date, seed: str
) -> list[str]:
    """Two numbers that hold for other things today, near in size, and that this topic never names."""
    named = {_size(value) for item in topic.statements for value, _ in quantities(item.text)}
    named |= {_size(value) for item in topic.corrections for value, _ in quantities(f"{item.belief} {item.holds}")}
    found: dict[str, bool] = {}
    for other in content.topics.values():
        for item in other.statements if other.id != topic.id else ():
            like = [
                value
                for value, its_unit in quantities(item.text)
                if its_unit == unit and _size(value) not in named and _like(value, number)
            ]
            if like and item.confidence is Confidence.HIGH and item.holds(day) and not _NOT_TODAY.search(item.text):
                for value in like:
                    found[value] = found.get(value, False) or item.facet is facet
    # Those of the same part of other topics first, in an order that differs from lesson to lesson.
    return sorted(found, key=lambda value: (not found[value], drawn(seed, value)))[: _CHOICES - 1]


def _like(value: str, number: str) -> bool:
    one, other = _size(value), _size(number)
    return one > 0 and other > 0 and abs(log(one / other)) <= _LIKE


def _size(number: str) -> float:
    """What a written number amounts to: 1.500.000, 1,5."""
    return float(number.replace(".", "").replace(",", "."))


def _belief_quiz(topic: Topic, statement: Statement, day: date, seed: str) -> Quiz | None:
    beliefs = [item for item in topic.corrections if _taught(item, day)]
    if not beliefs:
        return None
    # What is believed about this very part of the topic first.
    about = [item for item in beliefs if statement.facet in item.facets] or beliefs
    belief = min(about, key=lambda item: drawn(seed, item.id))
    said = {sentences(item.text)[0] for item in topic.statements if teaches(item, day)}
    true = sorted((text for text in said if _stands_alone(text) and not _alike(text, belief.belief)), key=_by(seed))
    if len(true) < _CHOICES - 1:
        return None
    choices, right = _mixed(_ended(belief.belief), [_ended(text) for text in true[: _CHOICES - 1]], seed)
    return Quiz(choices, right, correction=belief.id)


def _taught(correction: Correction, day: date) -> bool:
    begun = correction.since is None or correction.since <= day
    holds = begun and (correction.until is None or day <= correction.until)
    return holds and len(correction.belief) <= _LONGEST and not _DOCUMENTS.search(correction.belief)


def _stands_alone(sentence: str) -> bool:
    long_enough = _SHORTEST <= len(sentence) <= _LONGEST
    return long_enough and not _LEANING.search(sentence) and not _NOT_TODAY.search(sentence)


def _alike(one: str, other: str) -> bool:
    """Whether nearly all words of the shorter stand in the other: both would be right or both wrong."""
    first, second = (set(re.findall(r"\w+", fold(text.lower()))) for text in (one, other))
    return len(first & second) >= 0.7 * min(len(first), len(second))


def _ended(sentence: str) -> str:
    return sentence.rstrip(".;") + "."


def _mixed(right: str, wrong: Sequence[str], seed: str) -> tuple[tuple[str, ...], int]:
    choices = sorted([right, *wrong], key=_by(f"{seed}:order"))
    return tuple(choices), choices.index(right) + 1


def _by(seed: str) -> Callable[[str], bytes]:
    return lambda value: drawn(seed, value)


def drawn(seed: str, value: str) -> bytes:
    """What orders values as if by chance, the same for the same seed."""
    return sha256(f"{seed}\0{value}".encode()).digest()
