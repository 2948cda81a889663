"""Labelled questions: what `troly fit` and `troly eval` read (format: tests/data/README.md)."""

import json
from dataclasses import dataclass
from pathlib import Path

from knowledge.topic import Facet

NONE = "none"


class LabelError(ValueError):
    """A line of labelled questions can't be read; the message names the line."""


@dataclass(frozen=True, slots=True)
class Labelled:
    """A question with what should be answered.

    `topic` is None when it lies outside; `also` are right or harmless too.
    """

    question: str
    topic: str | None
    also: frozenset[str]
    facet: Facet | None
    style: str
    statements: frozenset[str] = frozenset()

    @property
    def right(self) -> frozenset[str]:
        """The topics that answer it rightly; empty when it lies outside."""
        return self.also | {self.topic} if self.topic else frozenset()


def load_labelled(path: Path) -> list[Labelled]:
    """The labelled questions in a JSONL file; raises `LabelError` naming the line.

    A file `<name>-statements.jsonl` beside it says for some of its questions which statements may lead the answer.
    """
    leading = _statements(path.with_name(f"{path.stem}-statements.jsonl"))
    found = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip():
            continue
        try:
            data = json.loads(line)
            topic = None if data["topic"] == NONE else data["topic"]
            found.append(
                Labelled(
                    question=data["q"],
                    topic=topic,
                    also=frozenset(data.get("also") or ()),
                    facet=Facet(data["facet"]) if data.get("facet") else None,
                    style=data.get("style", "plain"),
                    statements=leading.get(data["q"], frozenset()),
                )
            )
        except (KeyError, TypeError, ValueError) as error:
            raise LabelError(f"{path.name}, dòng {number}: không đọc được ({error})") from None
    return found


def _statements(path: Path) -> dict[str, frozenset[str]]:
    if not path.exists():
        return {}
    found = {}
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        try:
            data = json.loads(line)
            found[str(data["q"])] = frozenset(data["statements"])
        except (KeyError, TypeError, ValueError) as error:
            raise LabelError(f"{path.name}, dòng {number}: không đọc được ({error})") from None
    return found
