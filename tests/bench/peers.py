"""Plain methods on the same phrases and the same development questions: what the assistant is measured beside."""

from collections.abc import Callable, Sequence

import bm25s
import numpy as np
from rapidfuzz import process

from knowledge.content import Content
from knowledge.corpus import Role, corpus
from knowledge.labelled import Labelled
from knowledge.text import clean, fold, words

Ranks = Callable[[str], str]


def plain(text: str) -> str:
    """A text as the plain methods get it: clean and without marks."""
    return " ".join(words(fold(clean(text))))


def phrases(content: Content) -> tuple[list[str], list[str]]:
    """All phrases and questions of the topics, with their topics."""
    lines = [line for line in corpus(content) if line.label in content.topics and line.role is not Role.TEXT]
    return [plain(line.text) for line in lines], [line.label for line in lines]


def nearest(texts: Sequence[str], topics: Sequence[str], scorer: Callable[..., float]) -> Ranks:
    """The topic of the phrase that a RapidFuzz ratio finds nearest."""

    def rank(question: str) -> str:
        found = process.extractOne(plain(question), texts, scorer=scorer)
        return topics[found[2]] if found else ""

    return rank


def bm25(texts: Sequence[str], topics: Sequence[str]) -> Ranks:
    """The topic of the phrase that BM25 (bm25s, defaults) finds best."""
    retriever = bm25s.BM25()
    retriever.index([text.split() for text in texts], show_progress=False)
    known = set(retriever.vocab_dict)

    def rank(question: str) -> str:
        wanted = [word for word in plain(question).split() if word in known]
        return topics[int(np.argmax(retriever.get_scores(wanted)))] if wanted else ""

    return rank


def first_right(rank: Ranks, questions: Sequence[Labelled]) -> tuple[int, int]:
    """How many in-scope questions get a right topic first, of how many."""
    inside = [question for question in questions if question.topic]
    return sum(1 for question in inside if rank(question.question) in question.right), len(inside)
