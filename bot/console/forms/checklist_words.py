"""A checklist in words: its conditions, and what differs between two states of it."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from bot.console import texts_knowledge as texts
from bot.console.forms.checklist import ITEMS, QUESTIONS, Checklist, Thing, shortened, things
from knowledge.days import show_day

_KINDS = dict(texts.ITEM_KINDS)
_ASKED = {QUESTIONS: "ask", ITEMS: "item"}


def when_words(checklist: Checklist, when: Mapping[str, Any] | None) -> str:
    """`“Bé sinh ở đâu?” là “Ở nhà” hoặc “Bệnh viện”, và …`; "" where there is no condition."""
    known = {question["id"]: question for question in things(checklist, QUESTIONS)}
    found = []
    for name, chosen in (when or {}).items():
        question = known.get(name, {})
        labels = {choice["id"]: choice["label"] for choice in question.get("choices") or ()}
        words = texts.OR.join(f"“{labels.get(one, one)}”" for one in chosen)
        found.append(texts.ONE_CONDITION.format(ask=question.get("ask", name), choices=words))
    return texts.AND.join(found)


def checklist_changes(topic: Mapping[str, Any], before: Any, after: Any) -> Iterator[tuple[str, str, str]]:
    """What differs between two states of a topic's checklist: label, words before, words after."""
    was, now = (value if isinstance(value, Mapping) else {} for value in (before, after))
    if was.get("title") != now.get("title"):
        yield texts.PIECES["title"], str(was.get("title", "")), str(now.get("title", ""))
    for part in (QUESTIONS, ITEMS):
        old, new = ({str(one["id"]): one for one in things(state, part)} for state in (was, now))
        for name in dict.fromkeys((*old, *new)):
            if old.get(name) != new.get(name):
                words = [thing_words(topic, state, part, of.get(name)) for state, of in ((was, old), (now, new))]
                yield texts.PIECES[_ASKED[part]], words[0], words[1]
        stayed = [name for name in old if name in new]
        if stayed != [name for name in new if name in old]:
            yield texts.PIECES[f"order-{part}"], _order(old, part), _order(new, part)


def thing_words(topic: Mapping[str, Any], checklist: Checklist, part: str, thing: Thing | None) -> str:
    """A question with its choices, or an item with its conditions and source, a line each."""
    if thing is None:
        return ""
    return "\n".join(_question(checklist, thing) if part == QUESTIONS else _item(topic, checklist, thing))


def _question(checklist: Checklist, question: Thing) -> Iterator[str]:
    yield str(question.get("ask", ""))
    yield from (f"- {choice['label']}" for choice in question.get("choices") or ())
    if number := question.get("number"):
        yield texts.PIECE_NUMBER.format(low=number.get("min"), high=number.get("max"))
    if question.get("when"):
        yield texts.PIECE_ASKED.format(conditions=when_words(checklist, question["when"]))


def _item(topic: Mapping[str, Any], checklist: Checklist, item: Thing) -> Iterator[str]:
    yield f"{_KINDS.get(str(item.get('kind')), '')}: {item.get('text', '')}"
    if item.get("when"):
        yield texts.PIECE_WHEN.format(conditions=when_words(checklist, item["when"]))
    yield texts.PIECE_SOURCE.format(source=source_words(topic, item))
    for key, words in (("from", texts.PIECE_FROM), ("until", texts.PIECE_UNTIL)):
        if item.get(key):
            yield words.format(day=show_day(date.fromisoformat(str(item[key]))))
    if item.get("confidence", "high") != "high":
        yield dict(texts.CONFIDENCES)[str(item["confidence"])]
    if item.get("sum"):
        yield texts.PIECE_SUM


def source_words(topic: Mapping[str, Any], item: Thing) -> str:
    """The source that a thing names, with its article."""
    source = (topic.get("sources") or {}).get(item.get("source"), {})
    article = f", {item['article']}" if item.get("article") else ""
    return f"{source.get('title', item.get('source', ''))}{article}"


def _order(named: Mapping[str, Thing], part: str) -> str:
    key = "ask" if part == QUESTIONS else "text"
    return "\n".join(shortened(str(one[key])) for one in named.values())
