"""A new way of asking: how it is written, under which id it stands, and whether it is there already."""

import re
from collections.abc import Collection, Mapping
from typing import Any

from knowledge.content import Content
from knowledge.telex import undo
from knowledge.text import clean, fold, has_marks
from knowledge.topic import Phrase, Style, Topic

_ID = re.compile(r"p(\d+)")
# From so many words on it tells a story.
_LONG = 25


def next_phrase(topic: Mapping[str, Any], taken: Collection[str] = ()) -> str:
    """The next id of a phrase in a topic's data, past all that stand there or are `taken`."""
    used = [key for phrases in (topic.get("phrases") or {}).values() for key in phrases or ()]
    numbers = [int(found[1]) for key in (*used, *taken) if (found := _ID.fullmatch(str(key)))]
    return f"p{max(numbers, default=0) + 1:03}"


def style_of(text: str) -> Style:
    """How a question is written, as far as its letters show it."""
    if len(text.split()) >= _LONG:
        return Style.LONG
    if has_marks(text):
        return Style.PLAIN
    words = clean(text).split()
    return Style.TELEX if undo(words) != words else Style.NO_DIACRITICS


def same_phrase(content: Content, text: str) -> tuple[Topic, Phrase] | None:
    """The phrase that says the same but for marks and punctuation, and its topic."""
    wanted = _plain(text)
    for topic in content.topics.values():
        for phrase in topic.phrases:
            if _plain(phrase.text) == wanted:
                return topic, phrase
    return None


def _plain(text: str) -> str:
    return " ".join(re.findall(r"\w+", fold(clean(text))))
