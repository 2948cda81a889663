"""From a question to what it asks: which topic, which facet, which statements, and how sure we are."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from knowledge.corpus import UNRELATED
from knowledge.index import Index
from knowledge.lexicon import Normal
from knowledge.mask import without_masks
from knowledge.parts import split_questions
from knowledge.ranker import Answer, Ranker, Signals
from knowledge.topic import Facet
from knowledge.weights import Weights

CANDIDATES = 5
OFFERED_AT_MOST = 4
_OFFER_WITHIN = 3.0


class Decision(StrEnum):
    """What to do with a question (docs/architecture.md)."""

    ANSWER = "answer"
    CHOOSE = "choose"
    REFUSE = "refuse"
    SMALLTALK = "smalltalk"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A topic with its share of the probability, 0 to 1."""

    topic: str
    score: float


@dataclass(frozen=True, slots=True)
class Understanding:
    """What a question asks. `topic`, `facet` and `answers` are set when the decision is `answer`.

    `offered`: how many of the candidates are worth offering under `choose`; `fits`: whether a statement fits the very
    case; `outside`: the recognised near-miss; `talk`: the kind of
    small talk or emergency; `danger`: the probability of an emergency, 0 to 1; `more`: further questions of the same
    message; `followed`: the topic came from before.
    """

    question: str
    decision: Decision
    confidence: float
    candidates: tuple[Candidate, ...]
    offered: int = 0
    topic: str | None = None
    facet: Facet | None = None
    answers: tuple[Answer, ...] = ()
    fits: bool = True
    outside: str | None = None
    talk: str | None = None
    danger: float = 0.0
    more: tuple["Understanding", ...] = ()
    followed: bool = False


@dataclass(frozen=True, slots=True)
class Ranked:
    """Labels by probability: the scores, the probabilities, the topics best first."""

    scores: NDArray[np.float64]
    shares: NDArray[np.float64]
    topics: NDArray[np.intp]


def rank(ranker: Ranker, signals: Signals) -> Ranked:
    """All labels by the fused score."""
    scores = ranker.fused(signals)
    shares = np.exp(scores - scores.max())
    shares /= shares.sum()
    order = np.argsort(-scores, kind="stable")
    return Ranked(scores, shares, order[ranker.is_topic[order]])


def confidence_signals(ranker: Ranker, ranked: Ranked, signals: Signals) -> NDArray[np.float64]:
    """What the confidence in the best topic is made of, in the order of `Weights.confidence`."""
    best, second = ranked.topics[0], ranked.topics[min(1, len(ranked.topics) - 1)]
    inside = float(ranked.shares[ranker.is_topic].sum())
    among = float(ranked.shares[best]) / max(inside, 1e-9)
    lead = min(float(ranked.scores[best] - ranked.scores[second]), 8.0)
    return np.array([1.0, _log_odds(inside), _log_odds(among), lead, float(signals.labels[1][best])])


def _log_odds(share: float) -> float:
    share = min(max(share, 1e-4), 1 - 1e-4)
    return float(np.log(share / (1 - share)))


class Understander:
    """Understands questions with one index and one set of weights."""

    def __init__(self, index: Index, weights: Weights) -> None:
        self.index, self.weights = index, weights
        self.ranker = Ranker(index, weights)
        self._emergencies = np.array([label.startswith("!") for label in index.labels])

    def understand(self, question: str, last_topic: str | None = None) -> Understanding:
        """What `question` asks, given the topic of the conversation before it.

        Two questions in one message are both answered: the first leads, the others are in `more`.
        """
        whole = self._one(question, last_topic)
        if whole.decision in (Decision.SMALLTALK, Decision.REFUSE) and whole.talk:
            return whole
        parts = self._apart(question)
        if len(parts) < 2:
            return whole
        found = [self._one(part, last_topic) for part in parts]
        return self._together(whole, [part for part in found if part.decision is Decision.ANSWER and not part.followed])

    def _apart(self, question: str) -> list[str]:
        """The parts of a message that name ideas of their own; fewer than two when it asks one thing."""
        parts = split_questions(question)
        if len(parts) < 2:
            return parts
        named = [(part, self.index.content.lexicon.normalise(part).concepts) for part in parts]
        return [part for part, ideas in named if ideas] if len({ideas for _, ideas in named if ideas}) > 1 else []

    def answer_in(self, question: str, topic: str) -> Understanding:
        """What `question` asks within `topic`, which the person has chosen."""
        normal = self.index.content.lexicon.normalise(question)
        signals = self.ranker.signals(normal)
        ranked = rank(self.ranker, signals)
        chosen = Understanding(question, Decision.ANSWER, 1.0, self._candidates(ranked))
        return self._answer(chosen, topic, signals, normal)

    def _together(self, whole: Understanding, parts: Sequence[Understanding]) -> Understanding:
        topics = {(part.topic, part.facet) for part in parts}
        if len(topics) < 2 or len({part.topic for part in parts}) < 2:
            return whole
        if whole.decision is Decision.ANSWER and whole.topic not in {part.topic for part in parts}:
            return whole
        if any(part.confidence < self.weights.answer_from + 0.1 for part in parts):
            return whole
        first = parts[0]
        rest: dict[str, Understanding] = {part.topic or "": part for part in parts if part.topic != first.topic}
        return replace(first, question=whole.question, candidates=whole.candidates, more=tuple(rest.values())[:2])

    def _one(self, question: str, last_topic: str | None) -> Understanding:
        normal = self.index.content.lexicon.normalise(without_masks(question))
        if not normal.plain:
            return Understanding(question, Decision.UNKNOWN, 0.0, ())
        signals = self.ranker.signals(normal)
        ranked = rank(self.ranker, signals)
        weighed = float(np.dot(self.weights.confidence, confidence_signals(self.ranker, ranked, signals)))
        confidence = float(1 / (1 + np.exp(-weighed)))
        candidates = self._candidates(ranked)
        decision, label = self.decide(ranked, confidence)
        if label.startswith("!") and len(normal.plain) < EMERGENCY_WORDS and not EMERGENCY_ALONE & {*normal.plain}:
            decision, label = Decision.UNKNOWN, ""
        named = label.startswith("-") or decision is Decision.ANSWER
        if named and not self._names_something(normal, signals):
            decision, label = Decision.UNKNOWN, ""
        danger = float(ranked.shares[self._emergencies].sum())
        understood = Understanding(question, decision, confidence, candidates, self._offered(ranked), danger=danger)
        if last_topic in self.index.content.topics and self._follows(normal, signals, ranked, decision, confidence):
            following = replace(understood, decision=Decision.ANSWER, followed=True)
            return self._answer(following, str(last_topic), signals, normal)
        if decision is Decision.ANSWER:
            return self._answer(understood, candidates[0].topic, signals, normal)
        if decision is Decision.REFUSE and label.startswith("-"):
            return replace(understood, outside=label[1:])
        if label.startswith(("~", "!")) and label != UNRELATED:
            return replace(understood, talk=label[1:])
        return understood

    def decide(self, ranked: Ranked, confidence: float) -> tuple[Decision, str]:
        """The decision for a ranked question, and the label that it concerns (empty for `unknown`)."""
        weights, labels = self.weights, self.index.labels
        others = ranked.shares[~self.ranker.is_topic].sum()
        top = labels[int(np.argmax(np.where(self.ranker.is_topic, -1, ranked.shares)))]
        if top.startswith("!") and others >= 0.5:
            if ranked.shares[self._emergencies].sum() < EMERGENCY_FROM:
                return Decision.UNKNOWN, ""
            return Decision.REFUSE, top
        if others >= weights.refuse_from and top.startswith("-") and ranked.shares.max() < NAMED_FROM:
            return Decision.UNKNOWN, ""
        if others >= weights.refuse_from:
            return (Decision.SMALLTALK if top.startswith("~") and top != UNRELATED else Decision.REFUSE), top
        if confidence >= weights.answer_from and others <= weights.answer_outside:
            return Decision.ANSWER, labels[ranked.topics[0]]
        if confidence >= weights.choose_from:
            return Decision.CHOOSE, labels[ranked.topics[0]]
        return Decision.UNKNOWN, ""

    def _candidates(self, ranked: Ranked) -> tuple[Candidate, ...]:
        best = ranked.topics[:CANDIDATES].tolist()
        return tuple(Candidate(self.index.labels[n], float(ranked.shares[n])) for n in best)

    def _offered(self, ranked: Ranked) -> int:
        best = ranked.scores[ranked.topics[:OFFERED_AT_MOST]]
        return max(2, int((best >= best[0] - _OFFER_WITHIN).sum()))

    def _answer(self, understood: Understanding, topic: str, signals: Signals, normal: Normal) -> Understanding:
        length = len(normal.plain)
        answers = self.ranker.statements(topic, signals)
        short = length <= SHORT_FOLLOW_UP_WORDS and understood.followed
        if signals.cues and (short or self._asks_in_general(normal, topic)):
            answers = self.ranker.by_facet(topic, signals)
        best = answers[0]
        # Only a question that tells a case can fail to have it answered; a short one asks in general.
        tells_a_case = length >= CASE_WORDS and not understood.followed and best.facet.value not in signals.cues
        fits = best.statement is None or best.likeness >= self.weights.fits_from or not tells_a_case
        return replace(understood, topic=topic, facet=best.facet, answers=tuple(answers), fits=fits)

    def _asks_in_general(self, normal: Normal, topic: str) -> bool:
        """Whether nothing is said but the topic's name and what is asked about it: no case, so no special answer."""
        lexicon, title = self.index.content.lexicon, self._titles[topic]
        said = {
            place
            for concept, start, end in lexicon.names_in(normal.plain)
            if concept in title.concepts
            for place in range(start, end)
        }
        if not said:
            return False
        # Of a name that holds alternatives ("cấp, đổi, cấp lại …") each word is a case.
        one = GENERAL_WORDS if "," in self.index.content.topics[topic].title else GENERAL_WORDS | {*title.plain}
        known = lexicon.asking | one
        return all(place in said or word in known for place, word in enumerate(normal.plain))

    @cached_property
    def _titles(self) -> Mapping[str, Normal]:
        """What topics are called, ready to be compared."""
        content = self.index.content
        return {topic.id: content.lexicon.normalise(topic.title) for topic in content.topics.values()}

    def _names_something(self, normal: Normal, signals: Signals) -> bool:
        """Whether a question has a subject: with nothing but "hết bao nhiêu tiền" nobody knows of what.

        Nor where most of its words are unknown and no line is alike: one that happens to be known says nothing then.
        """
        if normal.concepts:
            return True
        known = sum(f"w:{word}" in self.index.features[1] for word in normal.plain)
        if 2 * known < len(normal.plain) and float(signals.labels[1].max()) < ALIKE_FROM:
            return False
        return any(word not in self.index.content.lexicon.asking for word in normal.plain)

    def _follows(self, normal: Normal, signals: Signals, ranked: Ranked, decision: Decision, confidence: float) -> bool:
        """Whether a question goes on with the last topic: short, asks something, and names no subject of its own."""
        words = normal.plain
        if len(words) > FOLLOW_UP_WORDS or any(concept not in GENERAL_CONCEPTS for concept in normal.concepts):
            return False
        outside = ranked.shares[~self.ranker.is_topic]
        # Several near-misses that are alike ("ly hôn thì ra mô") share what is sure of them together.
        meant = bool(outside.max() > 0.6 or outside.sum() > SURELY_OUTSIDE)
        if decision in (Decision.SMALLTALK, Decision.REFUSE) and meant:
            return False
        marked = words[0] in FOLLOW_UP_OPENERS
        if not marked and len(words) > SHORT_FOLLOW_UP_WORDS and confidence >= self.weights.answer_from:
            return False
        return marked or bool(signals.cues) or float(signals.facets.max()) > FOLLOW_UP_FACET_FROM


# What a follow-up looks like; held by the conversations in tests/handlers/ask.
FOLLOW_UP_WORDS, SHORT_FOLLOW_UP_WORDS = 12, 6
# A cry for help of fewer words needs one of these: "ba người" alone is an answer to something, no flood.
EMERGENCY_WORDS = 3
# Where everything outside is a little likely, a cry for help is one only from this share of the probability on.
EMERGENCY_FROM = 0.1
EMERGENCY_ALONE = frozenset({"chay", "cuu", "cuop", "trom", "duoi", "113", "114", "115", "111", "112", "sos"})
# A near-miss is named only when it holds this share of the probability itself.
NAMED_FROM = 0.2
# So like some line, a question is about the same whatever its words (1: the very line).
ALIKE_FROM = 0.6
# From so many words on a question tells a case of its own.
CASE_WORDS = 9
# Words that tell no case of a procedure.
GENERAL_WORDS = frozenset(
    {"thu", "tuc", "lam", "xin", "dang", "ky", "online", "truc", "tuyen", "qua", "tren", "de", "kieu", "moi"}
)
FOLLOW_UP_OPENERS = frozenset({"the", "vay", "con", "nhung", "neu", "roi", "ma", "rua"})
# Above this share of the probability together, what lies outside is meant, however short the question.
SURELY_OUTSIDE = 0.95
# Ideas that go with any procedure and so name none.
GENERAL_CONCEPTS = frozenset({"tre-em", "nop-ho-so", "nuoc-ngoai", "thanh-toan", "lao-dong", "huu"})
# A facet is clearly asked: the linear model's margin, which is about -1 where nothing is asked.
FOLLOW_UP_FACET_FROM = -0.35
