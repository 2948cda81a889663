"""Ranking topics and statements against a question: several signals each, weighed by the fitted weights."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

from knowledge.corpus import Role
from knowledge.features import READ_WORDS
from knowledge.index import Floats, Index
from knowledge.lexicon import Normal
from knowledge.topic import Facet
from knowledge.weights import Weights

SHORTLIST = 60
MENDED_AT_MOST = 4
# One slip in a word of four letters: swapped neighbours count once (optimal string alignment).
_MEND_FROM = 0.74


@dataclass(frozen=True, slots=True)
class Signals:
    """What each label has to say for itself: one row a signal, one column a label; and the likeness of every line."""

    labels: NDArray[np.float64]
    rows: Floats
    facets: Floats
    cues: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Answer:
    """A statement of a topic (None.

    The topic as a whole) with its facet, its score and its likeness to the question.
    """

    statement: str | None
    facet: Facet
    score: float
    likeness: float


class Ranker:
    """Ranks with one index; holds only what is computed from it once."""

    def __init__(self, index: Index, weights: Weights) -> None:
        self.index, self.weights = index, weights
        self._row_labels = np.array([row.label for row in index.rows])
        runs = [(label, next(run)[0]) for label, run in groupby(enumerate(self._row_labels), key=lambda pair: pair[1])]
        self._run_labels = np.array([label for label, _ in runs])
        self._run_starts = np.array([start for _, start in runs])
        self._is_text = np.array([row.role is Role.TEXT for row in index.rows], np.float32)
        self._is_asked = 1 - self._is_text
        self._label_place = {label: n for n, label in enumerate(index.labels)}
        self.is_topic = np.array([label in index.content.topics for label in index.labels])

    @cached_property
    def _statement_rows(self) -> Mapping[str, Mapping[str | None, tuple[list[int], list[int]]]]:
        """By topic and statement: the places of its phrases and questions, and of its text, among the topic's lines."""
        found: dict[str, dict[str | None, tuple[list[int], list[int]]]] = {}
        counted: Counter[str] = Counter()
        for row in self.index.rows:
            label = self.index.labels[row.label]
            statements = found.setdefault(label, {})
            statements.setdefault(row.statement, ([], []))[row.role is Role.TEXT].append(counted[label])
            counted[label] += 1
        return found

    @cached_property
    def _vocabulary(self) -> list[str]:
        """The known words of four letters and more, the commonest first: of two equally near the first is taken."""
        rarity = self.index.rarity[1]
        words = [name for name in self.index.features[1] if name.startswith("w:") and " " not in name and len(name) > 5]
        return [name[2:] for name in sorted(words, key=lambda name: float(rarity[self.index.features[1][name]]))]

    def mend(self, question: Normal) -> Normal:
        """The question with words unknown to the vocabulary replaced by the nearest known one (RapidFuzz)."""
        known = self.index.features[1]
        mended, words = 0, list(question.plain[:READ_WORDS])
        for place, word in enumerate(words):
            if len(word) < 4 or f"w:{word}" in known or not word.isalpha() or mended >= MENDED_AT_MOST:
                continue
            mended += 1
            nearest = process.extractOne(
                word, self._vocabulary, scorer=OSA.normalized_similarity, score_cutoff=_MEND_FROM
            )
            if nearest:
                words[place] = nearest[0]
        if words == list(question.plain[:READ_WORDS]):
            return question
        lexicon = self.index.content.lexicon
        return Normal(question.marked, tuple(words), lexicon.concepts_in(tuple(words)), question.toneless)

    def signals(self, question: Normal) -> Signals:
        """The signals for a normalised question."""
        index = self.index
        question = self.mend(question)
        vector = index.vector(question)
        rows = index.row_scores(vector)
        asked = rows * self._is_asked
        labels = np.zeros((5, len(index.labels)))
        labels[0] = index.label_scores(vector)
        labels[1][self._run_labels] = np.maximum.reduceat(asked, self._run_starts)
        # The sixth power of what is near, summed: many near lines count a little more than one.
        square = asked * asked
        near = np.add.reduceat(square * square * square, self._run_starts)
        labels[2][self._run_labels] = np.power(near, 1 / 6)
        labels[3] = self._letters(question, asked)
        labels[4][self._run_labels] = np.maximum.reduceat(rows * self._is_text, self._run_starts)
        return Signals(labels, rows, index.facet_scores(vector), index.content.lexicon.cued(question))

    def _letters(self, question: Normal, asked: Floats) -> NDArray[np.float64]:
        best = np.zeros(len(self.index.labels))
        count = min(SHORTLIST, len(asked) - 1)
        shortlist = np.argpartition(-asked, count)[:count]
        text = question.text[:400]
        likeness = process.cdist([text], [self.index.row_texts[n] for n in shortlist], scorer=fuzz.token_sort_ratio)[0]
        np.maximum.at(best, self._row_labels[shortlist], likeness / 100)
        return best

    def fused(self, signals: Signals) -> NDArray[np.float64]:
        """One score a label."""
        return np.array(self.weights.topic) @ signals.labels + np.where(self.is_topic, 0, self.weights.outside_bias)

    def statement_signals(self, topic_id: str, signals: Signals) -> tuple[list[Answer], NDArray[np.float64]]:
        """Every statement of a topic and the topic as a whole, with its signals."""
        topic = self.index.content.topics[topic_id]
        places = self._statement_rows[topic_id]
        # Plain numbers: for the two hundred lines of a topic that is quicker than an array call for each statement.
        likeness = signals.rows[self._topic_spans[topic_id][0]].tolist()
        own = self._own_scores(topic_id, signals)
        facet_scores = dict(zip(self.index.facets, signals.facets.tolist(), strict=True))
        answers: list[Answer] = []
        table: list[tuple[float, ...]] = []
        seen: set[Facet] = set()
        for place, statement in enumerate((*topic.statements, None)):
            key, facet = (statement.id, statement.facet) if statement else (None, Facet.OVERVIEW)
            asked, text = places.get(key, ((), ()))
            near = max((likeness[line] for line in asked), default=0.0)
            said = max((likeness[line] for line in text), default=0.0)
            score = facet_scores.get(facet, -1.0)
            cued = min(signals.cues.get(facet.value, 0), 2)
            table.append((near, said, score, float(facet not in seen), float(statement is None), own[place], cued))
            seen.add(facet)
            answers.append(Answer(key, facet, 0.0, near))
        return answers, np.array(table).T

    @cached_property
    def _topic_spans(self) -> Mapping[str, tuple[NDArray[np.intp], int, int]]:
        """By topic: the places of its lines, where its statement weights start, where its offsets start."""
        spans, offset = {}, 0
        for number, topic in enumerate(self.index.content.topics.values()):
            rows = np.flatnonzero(self._row_labels == self._label_place[topic.id])
            spans[topic.id] = (rows, int(self.index.statement_rows[number]), offset)
            offset += len(topic.statements) + 1
        return spans

    def _own_scores(self, topic_id: str, signals: Signals) -> list[float]:
        rows, start, offset = self._topic_spans[topic_id]
        count = len(self.index.content.topics[topic_id].statements) + 1
        flat = self.index.statement_weights[start : start + count * len(rows)].astype(np.float32)
        scores = (
            flat.reshape(count, len(rows)) @ signals.rows[rows] + self.index.statement_bias[offset : offset + count]
        )
        return [float(score) for score in scores]

    def statements(self, topic_id: str, signals: Signals) -> list[Answer]:
        """The statements of a topic and the topic as a whole, best answer first."""
        answers, table = self.statement_signals(topic_id, signals)
        scores = np.array(self.weights.statement) @ table
        order = np.argsort(-scores, kind="stable")
        return [
            Answer(answers[n].statement, answers[n].facet, float(scores[n]), answers[n].likeness)
            for n in order.tolist()
        ]

    def by_facet(self, topic_id: str, signals: Signals) -> list[Answer]:
        """The statements of the facet that the question's cues name, in the file's order, then the rest as ranked.

        For a short follow-up ("bao lâu thì xong"): it names a facet and no case, so the general statement leads.
        """
        ranked = self.statements(topic_id, signals)
        facet_scores = dict(zip(self.index.facets, signals.facets.tolist(), strict=True))
        present = {answer.facet for answer in ranked if answer.statement}
        named = [facet for facet in Facet if facet.value in signals.cues and facet in present]
        if not named:
            return ranked
        facet = max(named, key=lambda item: signals.cues[item.value] + facet_scores.get(item, -1.0))
        order = [statement.id for statement in self.index.content.topics[topic_id].statements]
        first = [answer for answer in ranked if answer.facet is facet and answer.statement]
        first.sort(key=lambda answer: order.index(str(answer.statement)))
        return [*first, *(answer for answer in ranked if answer not in first)]
