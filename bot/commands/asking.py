"""`troly ask` and `troly chat`."""

import json
from collections.abc import Iterator
from datetime import date
from typing import Any, TextIO

from handlers.ask.flow import Asking
from handlers.single import Asked, ask_once
from knowledge.understand import Decision


def show(asked: Asked) -> str:
    """An answer for a terminal: the text and what could be pressed."""
    labels = [press.label for press in asked.buttons]
    return asked.text + (f"\n\n[{'] ['.join(labels)}]" if labels else "")


def as_data(asked: Asked) -> dict[str, Any]:
    """What `troly ask --json` prints (docs/interfaces.md)."""
    found, composed = asked.understood, asked.composed
    answering = found.decision is Decision.ANSWER
    return {
        "question": asked.question,
        "decision": found.decision.value,
        "topic": found.topic if answering else None,
        "facet": found.facet.value if answering and found.facet else None,
        "confidence": round(found.confidence, 4),
        "candidates": [{"topic": item.topic, "score": round(item.score, 4)} for item in found.candidates],
        "statements": list(composed.statements) if composed else [],
        "answer": asked.text,
        "sources": [
            {
                "title": source.title,
                "article": article,
                "url": source.url,
                "checked_on": source.checked_on.isoformat() if source.checked_on else None,
            }
            for source, article in (composed.sources if composed else ())
        ],
        "more": [{"topic": item.topic, "facet": item.facet.value if item.facet else None} for item in found.more],
        "outside": found.outside,
    }


def ask_lines(asking: Asking, lines: TextIO, today: date, place: str | None = None) -> Iterator[tuple[str, bool]]:
    """For each line of JSON one line of JSON, in order; False marks a line that could not be read."""
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            question = json.loads(line)["q"]
            if not isinstance(question, str):
                raise TypeError
        except (ValueError, KeyError, TypeError):
            yield (
                json.dumps({"error": f'dòng {number}: cần một đối tượng JSON có "q" là chữ'}, ensure_ascii=False),
                False,
            )
            continue
        yield json.dumps(as_data(ask_once(asking, question, today, place)), ensure_ascii=False), True
