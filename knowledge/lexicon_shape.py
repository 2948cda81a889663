"""Faults of form in the lexicon's files, so that a slip in one is told by its line."""

from collections.abc import Iterator, Mapping

from knowledge.yaml_lines import Document, Problem

_LISTS = "cần các dòng “tên: [từ, từ…]”, mỗi tên có ít nhất một từ"
_PARTS = "cần hai phần plain và marked"


def lexicon_problems(documents: Mapping[str, Document]) -> Iterator[Problem]:
    """What can't be read in `lexicon/*.yaml`; what a line of words says is looked at by who reads it."""
    dialect = documents.get("lexicon/dialect.yaml")
    if dialect and not (isinstance(dialect.data, Mapping) and {"plain", "marked"} <= dialect.data.keys()):
        yield dialect.problem(_PARTS)
    asking = documents.get("lexicon/asking.yaml")
    if asking and not (isinstance(asking.data, Mapping) and "words" in asking.data):
        yield asking.problem("cần phần words")
    for name in ("lexicon/asking.yaml", "lexicon/concepts.yaml", "lexicon/facet-cues.yaml"):
        if name in documents:
            yield from _lists(documents[name])


def _lists(document: Document) -> Iterator[Problem]:
    if not isinstance(document.data, Mapping):
        yield document.problem(_LISTS)
        return
    for key, words in document.data.items():
        if not isinstance(words, list) or not words:
            yield document.problem(f"“{key}”: {_LISTS}", str(key))
            continue
        for place, word in enumerate(words):
            if not isinstance(word, str) or not word.strip():
                yield document.problem(f"“{key}”: “{word}” không phải một từ", str(key), place)
