"""A whole new topic in one form: what was typed as the data of its file, and what is wrong with it at its fields."""

from collections.abc import Mapping
from typing import Any

from bot.console import texts_knowledge as texts
from bot.console.forms.fields import Options, Shown, filled_in
from bot.console.forms.kinds import FORMS
from bot.editing.editor import EditingError
from bot.editing.questions import slug_of
from bot.editing.wording import clean_wording
from handlers.editing.phrases import same_phrase, style_of
from knowledge.check import PHRASES_AT_LEAST, TEXT_LIMIT, amounts, unread_numbers
from knowledge.content import Content
from knowledge.text import clean, fold
from knowledge.topic import LIST_FACETS, Facet

FORM = FORMS["topic"]
_ADDRESSES = {"nguon-trang": ("source", "url"), "trang": ("link", "url")}


def box_of(topic: Mapping[str, Any]) -> dict[str, Any]:
    """A topic with one answer as its form shows it."""
    facet, statements = next(iter(topic["statements"].items()))
    sources = topic.get("sources") or {}
    phrases = {key: pair for style in topic["phrases"].values() for key, pair in style.items()}
    return {
        **{key: topic.get(key) for key in ("title", "group", "summary", "next", "authority", "link", "review_by")},
        **{key: statements[0].get(key) for key in ("asks", "text", "article")},
        "facet": facet,
        "source": sources.get(statements[0].get("source"), {}),
        "phrases": [phrases[key][1] for key in sorted(phrases)],
    }


def topic_data(box: Mapping[str, Any], name: str) -> dict[str, Any]:
    """The data of its file. Parts that it says nothing about are marked as not applicable."""
    facet = Facet(box["facet"])
    statement, source = slug_of(box["asks"]) or "cau-hoi", slug_of(box["source"]["title"]) or "nguon"
    phrases: dict[str, dict[str, list[str]]] = {}
    for number, text in enumerate(box["phrases"], 1):
        phrases.setdefault(style_of(text).value, {})[f"p{number:03}"] = [statement, text]
    answer = {"id": statement, "asks": box["asks"], "text": box["text"], "source": source}
    return {
        "id": name,
        "title": box["title"],
        "group": box["group"],
        "audience": ["resident"],
        "authority": box["authority"],
        "summary": box["summary"],
        "next": box["next"],
        "link": dict(box["link"]),
        "review_by": box["review_by"],
        "not_applicable": [one.value for one in Facet if one not in (facet, Facet.OVERVIEW)],
        "sources": {source: {key: value for key, value in box["source"].items() if value}},
        "statements": {facet.value: [answer | ({"article": box["article"]} if box.get("article") else {})]},
        "phrases": phrases,
    }


def is_begun(value: Any) -> bool:
    """Whether a topic is no more than its form can show."""
    try:
        return bool(topic_data(box_of(value), value["id"]) == value)
    except (AttributeError, IndexError, KeyError, StopIteration, TypeError, ValueError):
        return False


def read_topic_form(
    content: Content, typed: Mapping[str, str], options: Mapping[str, Options], own: str
) -> tuple[dict[str, Any], list[Shown]]:
    """The box that was typed, and the fields with what is wrong. `own`: the id of the topic where it has one."""
    filled, fields = filled_in(FORM.specs, {}, typed, options)
    box, named = filled.value, {one.spec.name: one for one in fields}

    def wrong(name: str, message: str) -> None:
        named[name].error = named[name].error or message

    taken = next((t for t in content.topics.values() if t.id != own and _same(t.title, box.get("title", ""))), None)
    if taken:
        wrong("ten", texts.TITLE_TAKEN.format(title=taken.title))
    elif box.get("title") and not slug_of(box["title"]):
        wrong("ten", texts.BAD_ID)
    for name, (holder, key) in _ADDRESSES.items():
        if not str((box.get(holder) or {}).get(key) or "https://").startswith(("https://", "http://")):
            wrong(name, texts.URL)
    text, most = box.get("text", ""), TEXT_LIMIT
    if box.get("facet") not in LIST_FACETS and len(text) > most:
        wrong("tra-loi", texts.TOO_LONG.format(label="Câu trả lời", length=len(text), most=most))
    if not (box.get("source") or {}).get("checked_on") and (numbers := unread_numbers(text)):
        wrong("tra-loi", texts.NUMBERS_UNREAD.format(numbers=", ".join(numbers)))
    for name, key, label in (("tom-tat", "summary", "Tóm tắt"), ("viec", "next", "Việc cần làm tiếp")):
        for amount in amounts(box.get(key, "")):
            if amount not in amounts(text):
                wrong(name, texts.AMOUNT_UNSOURCED.format(amount=amount, label=label))
    if not named["mau"].error:
        box["phrases"], fault = _phrases(content, box.get("phrases") or (), own)
        if fault:
            wrong("mau", fault)
    return box, fields


def _phrases(content: Content, lines: Any, own: str) -> tuple[list[str], str]:
    """The ways of asking, each once, or what is wrong with one."""
    found: dict[str, str] = {}
    for line in lines:
        try:
            text = clean_wording(line)
        except EditingError as error:
            return list(lines), str(error)
        same = same_phrase(content, text)
        if same and same[0].id != own:
            return list(lines), texts.PHRASE_TAKEN.format(text=text, title=same[0].title)
        found.setdefault(fold(clean(text)), text)
    if len(found) < PHRASES_AT_LEAST:
        return list(lines), texts.FEW_PHRASES.format(count=len(found), least=PHRASES_AT_LEAST)
    return list(found.values()), ""


def _same(one: str, other: str) -> bool:
    return fold(clean(one)) == fold(clean(other))
