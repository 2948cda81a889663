"""What people type → what is compared: abbreviations, dialect, and the ideas behind many names."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from knowledge.telex import undo
from knowledge.text import clean, fold, has_marks, tone_placed, words
from knowledge.yaml_lines import ContentError, Document, Problem

_FILES = (
    "lexicon/abbreviations.yaml",
    "lexicon/dialect.yaml",
    "lexicon/concepts.yaml",
    "lexicon/asking.yaml",
    "lexicon/facet-cues.yaml",
)
_LONGEST_RULE = 5


@dataclass(frozen=True, slots=True)
class Normal:
    """A question ready to be compared.

    `marked`: words as typed, Telex undone; `plain`: words without marks, abbreviations and dialect expanded;
    `concepts`: the ideas named in it; `toneless`: nothing was typed with marks.
    """

    marked: tuple[str, ...]
    plain: tuple[str, ...]
    concepts: tuple[str, ...]
    toneless: bool

    @property
    def text(self) -> str:
        """The expanded words without marks as one line."""
        return " ".join(self.plain)


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The rules of `content/lexicon/`, ready for use."""

    rules: Mapping[tuple[str, ...], tuple[str, ...]]
    final_rules: Mapping[str, tuple[str, ...]]
    marked_rules: Mapping[str, tuple[str, ...]]
    bare_rules: Mapping[str, tuple[str, ...]]
    concepts: Mapping[tuple[str, ...], str]
    concept_openers: Mapping[str, int]
    rule_openers: frozenset[str]
    asking: frozenset[str]
    cues: Mapping[str, re.Pattern[str]]

    def normalise(self, question: str) -> Normal:
        """Clean and expand a question (docs/architecture.md, "Understanding a question", steps 1 to 3)."""
        typed = [tone_placed(word) for word in undo(words(clean(question)))]
        toneless = not any(has_marks(word) for word in typed)
        plain = tuple(self._expand(typed))
        return Normal(tuple(typed), plain, self.concepts_in(plain), toneless)

    def _expand(self, typed: list[str]) -> Iterator[str]:
        folded = [fold(word) for word in typed]
        position = 0
        while position < len(typed):
            last = position == len(typed) - 1
            if last and typed[position] in self.final_rules:
                yield from self.final_rules[typed[position]]
                return
            taken = self._match(typed, folded, position)
            if taken:
                length, result = taken
                yield from result
                position += length
                continue
            word = typed[position]
            if word in self.marked_rules:
                yield from self.marked_rules[word]
            elif word in self.bare_rules:
                yield from self.bare_rules[word]
            else:
                yield folded[position]
            position += 1

    def _match(self, typed: list[str], folded: list[str], position: int) -> tuple[int, tuple[str, ...]] | None:
        if typed[position] not in self.rule_openers and folded[position] not in self.rule_openers:
            return None
        for length in range(min(_LONGEST_RULE, len(typed) - position), 0, -1):
            # A single word typed with marks is what it says (`ơn` isn't `on`); of several words the marks don't matter.
            key = tuple(typed[position : position + 1]) if length == 1 else tuple(folded[position : position + length])
            if key in self.rules:
                return length, self.rules[key]
        return None

    def concepts_in(self, plain: tuple[str, ...]) -> tuple[str, ...]:
        """The ideas named in expanded words, each once, in order."""
        return tuple(dict.fromkeys(concept for concept, _, _ in self.names_in(plain)))

    def names_in(self, plain: tuple[str, ...]) -> Iterator[tuple[str, int, int]]:
        """Each name of an idea in expanded words: the idea, where the name begins and where it has ended."""
        for start, word in enumerate(plain):
            for length in range(1, min(self.concept_openers.get(word, 0), len(plain) - start) + 1):
                concept = self.concepts.get(plain[start : start + length])
                if concept:
                    yield concept, start, start + length

    def cued(self, question: Normal) -> dict[str, int]:
        """How many cues of each facet the question holds."""
        text = question.text
        found = ((facet, len(pattern.findall(text))) for facet, pattern in self.cues.items())
        return {facet: times for facet, times in found if times}


def read_lexicon(documents: Mapping[str, Document]) -> Lexicon:
    """The lexicon from the documents `lexicon/*.yaml`; raises `ContentError` naming file and line."""
    missing = [name for name in _FILES if name not in documents]
    if missing:
        raise ContentError([Problem(name, 1, "thiếu tệp này") for name in missing])
    abbreviations, dialect, concepts, asking, cues = (documents[name] for name in _FILES)
    short = _texts(abbreviations, abbreviations.data)
    plain = _texts(dialect, dialect.data.get("plain"))
    rules = {tuple(key.split()): tuple(value.split()) for key, value in short.items() if not key.endswith("$")}
    rules |= {tuple(key.split()): tuple(value.split()) for key, value in plain.items() if " " in key}
    named = {tuple(fold(name).split()): idea for idea, names in concepts.data.items() for name in names}
    return Lexicon(
        rules=rules,
        final_rules={key[:-1].strip(): tuple(value.split()) for key, value in short.items() if key.endswith("$")},
        marked_rules={key: tuple(value.split()) for key, value in _texts(dialect, dialect.data.get("marked")).items()},
        bare_rules={key: tuple(value.split()) for key, value in plain.items() if " " not in key},
        concepts=named,
        concept_openers=_openers(named),
        rule_openers=frozenset(rule[0] for rule in rules),
        asking=frozenset(fold(word) for word in asking.data["words"]),
        cues={facet: _cue_pattern(names) for facet, names in cues.data.items()},
    )


def _openers(named: Iterable[tuple[str, ...]]) -> dict[str, int]:
    """The words that names begin with, each with how many words its longest name has."""
    longest: dict[str, int] = {}
    for name in named:
        longest[name[0]] = max(longest.get(name[0], 0), len(name))
    return longest


def _cue_pattern(names: Iterable[str]) -> re.Pattern[str]:
    longest_first = sorted(names, key=len, reverse=True)
    found = (
        re.escape(name).replace("…", r"(?:\w+ ){0,4}?").replace(r"\ (?:", " (?:").replace(r"?\ ", "?")
        for name in longest_first
    )
    return re.compile(r"\b(?:" + "|".join(found) + r")\b")


def _texts(document: Document, data: object) -> dict[str, str]:
    if not isinstance(data, Mapping):
        raise ContentError([Problem(document.name, 1, "cần các dòng “từ: nghĩa”")])
    wrong = [
        document.problem(f"“{key}”: cần một chữ", str(key)) for key, value in data.items() if not isinstance(value, str)
    ]
    if wrong:
        raise ContentError(wrong)
    return {str(key): str(value) for key, value in data.items()}
