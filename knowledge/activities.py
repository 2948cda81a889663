"""The names of what teams do (`content/lexicon/activities.yaml`) → topic and kind of an activity."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from knowledge.yaml_lines import load_document

SHIPPED_ACTIVITIES = Path(__file__).parent / "content" / "lexicon" / "activities.yaml"

_KINDS = {
    "lua-dao-vneid": "an-toan-thong-tin",
    "so-suc-khoe-dien-tu": "suc-khoe-so",
    "xa-phuong-moi": "tuyen-truyen",
    "to-cong-nghe-so": "tuyen-truyen",
    "thanh-toan-so": "thanh-toan-so",
}

Words = tuple[str, ...]


def kind_of(topic: str) -> str:
    """The kind of activity that a topic belongs to (questions/README.md, "Visit notes")."""
    return _KINDS.get(topic, "vneid" if topic.startswith("vneid-") else "dich-vu-cong")


@dataclass(frozen=True, slots=True)
class Subject:
    """What an activity is about; `topic` is None where no topic of the assistant is named."""

    kind: str
    topic: str | None


@dataclass(frozen=True, slots=True)
class ActivityTerms:
    """Names by their words without marks; `longest` is the most words a name has."""

    short: Mapping[Words, Words]
    subjects: Mapping[Words, Subject]
    campaign: frozenset[Words]
    helping: frozenset[Words]
    working: frozenset[Words]
    longest: int
    vocabulary: frozenset[str]

    def at(self, words: Sequence[str], position: int) -> tuple[int, Subject] | None:
        """The longest subject that begins at `position`, with its number of words."""
        for length in range(min(self.longest, len(words) - position), 0, -1):
            subject = self.subjects.get(tuple(words[position : position + length]))
            if subject:
                return length, subject
        return None


@lru_cache(maxsize=4)
def load_activity_terms(path: Path = SHIPPED_ACTIVITIES) -> ActivityTerms:
    """The shipped names; raises `ContentError` when the file isn't YAML."""
    data = load_document(path).data
    subjects = {
        tuple(name.split()): Subject(kind_of(topic), topic) for topic, names in data["topics"].items() for name in names
    }
    for kind, names in data["kinds"].items():
        for name in names:
            subjects.setdefault(tuple(name.split()), Subject(kind, None))
    verbs = {key: frozenset(tuple(name.split()) for name in data[key]) for key in ("campaign", "helping", "working")}
    every = [*subjects, *(name for names in verbs.values() for name in names)]
    return ActivityTerms(
        short={tuple(key.split()): tuple(value.split()) for key, value in data["short"].items()},
        subjects=subjects,
        campaign=verbs["campaign"],
        helping=verbs["helping"],
        working=verbs["working"],
        longest=max(len(name) for name in subjects),
        vocabulary=frozenset(word for name in every for word in name),
    )
