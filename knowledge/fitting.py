"""Fitting the few weights and thresholds on labelled questions (`troly fit`). Never touches phrases or the lexicon."""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.special import logsumexp

from knowledge.index import Index
from knowledge.labelled import Labelled
from knowledge.ranker import Ranker, Signals
from knowledge.topic import Facet
from knowledge.understand import Understander, confidence_signals, rank
from knowledge.weights import Weights

START = Weights(
    topic=(2.0, 3.0, 1.0, 1.0, 1.0),
    outside_bias=0.0,
    confidence=(0.0, 1.0, 1.0, 0.2, 0.5),
    statement=(1.0, 1.0, 1.0, 0.1, -0.5, 4.0, 0.5),
    answer_from=0.6,
    answer_outside=0.4,
    choose_from=0.3,
    refuse_from=0.5,
    fits_from=0.5,
)
# What the thresholds may cost, of the lines fitted on: a little under the goals, so that unseen lines meet them.
WRONG_AT_MOST, OUTSIDE_AT_MOST, OUTSIDE_OFFERED_AT_MOST = 0.018, 0.03, 0.09

_NEVER = -1e9
_STATEMENT_BOUNDS = [(0, 15), (0, 8), (0, 8), (0, 3), (-4, 4), (0, 20), (0, 3)]

FACET_GROUPS: tuple[frozenset[Facet], ...] = (
    frozenset({Facet.WHAT, Facet.WHO, Facet.SPECIAL_CASES, Facet.VALIDITY, Facet.LEGAL, Facet.OVERVIEW}),
    frozenset({Facet.STEPS_ONLINE, Facet.PITFALLS}),
    frozenset({Facet.DOCUMENTS}),
    frozenset({Facet.FEE}),
    frozenset({Facet.TIME, Facet.RESULT}),
    frozenset({Facet.WHERE}),
    frozenset({Facet.PENALTY}),
)


def facet_group(facet: Facet) -> frozenset[Facet]:
    """The facets that count as equal to `facet`: two people agree on a facet's group in 81 of 100 questions."""
    return next(group for group in FACET_GROUPS if facet in group)


@dataclass(frozen=True, slots=True)
class Case:
    """A labelled question with its signals, computed once."""

    labelled: Labelled
    signals: Signals


def cases(index: Index, questions: Sequence[Labelled]) -> list[Case]:
    """The signals of every question; they don't depend on the weights."""
    ranker = Ranker(index, START)
    return [Case(item, ranker.signals(index.content.lexicon.normalise(item.question))) for item in questions]


def fit(index: Index, found: Sequence[Case]) -> Weights:
    """Weights fitted on `found`: first the fusion, then the confidence, the thresholds, the statements."""
    weights = _fit_fusion(index, found)
    weights = _fit_confidence(index, found, weights)
    weights = _fit_thresholds(index, found, weights)
    return _fit_statements(index, found, weights)


def _fit_fusion(index: Index, found: Sequence[Case]) -> Weights:
    topics = np.array([label in index.content.topics for label in index.labels])
    place = {label: n for n, label in enumerate(index.labels)}
    stacked = np.stack([case.signals.labels for case in found])
    wanted = np.zeros((len(found), len(index.labels)), bool)
    for row, case in enumerate(found):
        if case.labelled.topic is None:
            wanted[row] = ~topics
        for topic in case.labelled.right:
            if topic in place:
                wanted[row, place[topic]] = True
    keep = wanted.any(axis=1)
    stacked, wanted = stacked[keep], wanted[keep]

    def loss(values: NDArray[np.float64]) -> float:
        scores = np.tensordot(stacked, values[:5], axes=(1, 0)) + np.where(topics, 0, values[5])
        found_right = logsumexp(np.where(wanted, scores, _NEVER), axis=1)
        return float((logsumexp(scores, axis=1) - found_right).mean() + 0.0005 * (values**2).sum())

    start = np.array([*START.topic, START.outside_bias])
    best = minimize(loss, start, method="L-BFGS-B", bounds=[(0, 12)] * 5 + [(-5, 5)])
    return replace(START, topic=tuple(best.x[:5].tolist()), outside_bias=float(best.x[5]))


def _fit_confidence(index: Index, found: Sequence[Case], weights: Weights) -> Weights:
    ranker = Ranker(index, weights)
    ranked = [rank(ranker, case.signals) for case in found]
    table = np.stack([confidence_signals(ranker, r, case.signals) for r, case in zip(ranked, found, strict=True)])
    right = np.array([index.labels[r.topics[0]] in case.labelled.right for r, case in zip(ranked, found, strict=True)])

    def loss(values: NDArray[np.float64]) -> float:
        weighed = table @ values
        return float(np.logaddexp(0, np.where(right, -weighed, weighed)).mean() + 0.001 * (values**2).sum())

    best = minimize(
        loss, np.array(START.confidence), method="L-BFGS-B", bounds=[(-9, 9), (0, 9), (0, 9), (0, 9), (0, 9)]
    )
    return replace(weights, confidence=tuple(best.x.tolist()))


def _fit_thresholds(index: Index, found: Sequence[Case], weights: Weights) -> Weights:
    """The thresholds that answer the most at once within what wrong and outside answers may cost."""
    understander = Understander(index, weights)
    measured = []
    for case in found:
        ranked = rank(understander.ranker, case.signals)
        signals = confidence_signals(understander.ranker, ranked, case.signals)
        sure = 1 / (1 + np.exp(-float(np.dot(weights.confidence, signals))))
        elsewhere = float(ranked.shares[~understander.ranker.is_topic].sum())
        first = index.labels[ranked.topics[0]]
        measured.append((sure, elsewhere, first in case.labelled.right, first in case.labelled.also))
    confidence, others, right, harmless = (np.array(column) for column in zip(*measured, strict=True))
    inside = np.array([case.labelled.topic is not None for case in found])
    best, chosen = -np.inf, weights
    count_in, count_out = max(int(inside.sum()), 1), max(int((~inside).sum()), 1)
    for refuse_from in np.arange(0.4, 0.96, 0.05):
        kept = others < refuse_from
        for answer_from, answer_outside in itertools.product(np.arange(0.3, 0.96, 0.02), np.arange(0.02, 0.6, 0.02)):
            answered = kept & (confidence >= answer_from) & (others <= answer_outside)
            wrong = (answered & inside & ~right).sum() / count_in
            stray = (answered & ~inside & ~harmless).sum() / count_out
            if wrong > WRONG_AT_MOST or stray > OUTSIDE_AT_MOST:
                continue
            offered = kept & ~answered
            # As many as may be offered outside, the most confident first.
            strays = np.sort(confidence[offered & ~inside])[::-1]
            allowed = int(OUTSIDE_OFFERED_AT_MOST * count_out)
            choose_from = 0.04 if len(strays) <= allowed else min(float(strays[allowed]) + 1e-3, float(answer_from))
            offered &= confidence >= choose_from
            gain = (answered & right).sum() + 0.6 * (offered & inside).sum()
            if gain > best + 1e-9:
                best = float(gain)
                chosen = replace(
                    weights,
                    answer_from=float(answer_from),
                    answer_outside=float(answer_outside),
                    choose_from=choose_from,
                    refuse_from=float(refuse_from),
                )
    return chosen


def _fit_statements(index: Index, found: Sequence[Case], weights: Weights) -> Weights:
    """Weights under which the right statement leads where it is labelled, and the right facet group elsewhere."""
    ranker = Ranker(index, weights)
    most = 1 + max((len(topic.statements) for topic in index.content.topics.values()), default=0)
    tables, gaps, groups, leads = [], [], [], []
    for case in found:
        labelled = case.labelled
        if labelled.topic not in index.content.topics or labelled.facet is None:
            continue
        answers, table = ranker.statement_signals(str(labelled.topic), case.signals)
        missing = most - len(answers)
        tables.append(np.pad(table.T, ((0, missing), (0, 0))))
        gaps.append([0.0] * len(answers) + [_NEVER] * missing)
        group = facet_group(labelled.facet)
        groups.append([answer.facet in group for answer in answers] + [False] * missing)
        leads.append([answer.statement in labelled.statements for answer in answers] + [False] * missing)
    if not tables:
        return weights
    table, gap, group_, lead = np.array(tables), np.array(gaps), np.array(groups), np.array(leads)
    labelled_leads = lead.any(axis=1)

    def loss(values: NDArray[np.float64]) -> float:
        scores = table @ values + gap
        everything = logsumexp(scores, axis=1)
        value = -float((logsumexp(np.where(group_, scores, _NEVER), axis=1) - everything).mean())
        if labelled_leads.any():
            leading = logsumexp(np.where(lead, scores, _NEVER), axis=1) - everything
            value -= float(leading[labelled_leads].mean())
        return value + 0.0005 * float((values**2).sum())

    best = minimize(loss, np.array(START.statement), method="L-BFGS-B", bounds=_STATEMENT_BOUNDS)
    return replace(weights, statement=tuple(best.x.tolist()))
