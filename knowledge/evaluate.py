"""Scoring the assistant on labelled questions, with the figures that docs/architecture.md defines."""

import random
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from math import sqrt

from knowledge.fitting import Case, cases, facet_group, fit
from knowledge.index import Index
from knowledge.labelled import Labelled
from knowledge.text import fold
from knowledge.topic import Facet
from knowledge.understand import Decision, Understander, Understanding
from knowledge.weights import Weights


@dataclass(frozen=True, slots=True)
class Scored:
    """A labelled question with what the assistant made of it, and of the same without marks."""

    labelled: Labelled
    found: Understanding
    toneless: Understanding

    @property
    def first_right(self) -> bool:
        return _first(self.found) in self.labelled.right

    @property
    def toneless_right(self) -> bool:
        return _first(self.toneless) in self.labelled.right

    @property
    def facet_right(self) -> bool:
        """Whether the facet answered is in the labelled one's group (only asked where the topic is right)."""
        facet = self.found.facet or self._best_facet()
        return self.labelled.facet is not None and facet in facet_group(self.labelled.facet)

    def _best_facet(self) -> Facet:
        return Facet.OVERVIEW


@dataclass(frozen=True, slots=True)
class Figure:
    """A share of lines, with its count and a 95 % interval (Wilson)."""

    name: str
    hits: int
    count: int

    @property
    def share(self) -> float:
        return self.hits / self.count if self.count else float("nan")

    @property
    def interval(self) -> tuple[float, float]:
        if not self.count:
            return (float("nan"), float("nan"))
        z, n, p = 1.96, self.count, self.share
        middle, spread = p + z * z / (2 * n), z * sqrt(p * (1 - p) / n + z * z / (4 * n * n))
        low, high = ((middle + sign * spread) / (1 + z * z / n) for sign in (-1, 1))
        return (max(low, 0.0), min(high, 1.0))

    def __str__(self) -> str:
        low, high = self.interval
        return f"{self.name:<44} {self.share:6.1%}  ({self.hits}/{self.count}; 95 %: {low:.1%} – {high:.1%})"


@dataclass(frozen=True, slots=True)
class Report:
    """All figures of a run: the main ones, then by style, topic and facet group, and the confusions."""

    main: tuple[Figure, ...]
    styles: tuple[Figure, ...]
    topics: tuple[Figure, ...]
    facets: tuple[Figure, ...]
    confusions: tuple[tuple[str, str, int], ...]
    calibration: tuple[tuple[float, bool], ...]


def _first(found: Understanding) -> str | None:
    return found.candidates[0].topic if found.candidates else None


Progress = Callable[[int, int], None]


def score(understander: Understander, questions: Sequence[Labelled], progress: Progress | None = None) -> list[Scored]:
    """Every question as the assistant understands it, with and without marks."""
    scored = []
    for number, item in enumerate(questions, 1):
        found = _with_facet(understander, item, understander.understand(item.question))
        scored.append(Scored(item, found, understander.understand(fold(item.question))))
        if progress:
            progress(number, len(questions))
    return scored


def _with_facet(understander: Understander, item: Labelled, found: Understanding) -> Understanding:
    """For the facet figure the right topic's answers are wanted whatever the decision was."""
    if found.answers or _first(found) not in item.right:
        return found
    ranker = understander.ranker
    signals = ranker.signals(understander.index.content.lexicon.normalise(item.question))
    answers = tuple(ranker.statements(str(_first(found)), signals))
    return Understanding(
        found.question,
        found.decision,
        found.confidence,
        found.candidates,
        found.offered,
        None,
        answers[0].facet,
        answers,
    )


def cross_validate(
    index: Index, questions: Sequence[Labelled], folds: int, progress: Progress | None = None
) -> list[Scored]:
    """Every question scored with weights that were fitted without its fold. Folds are drawn with a fixed seed."""
    found = cases(index, questions)
    order = list(range(len(questions)))
    random.Random(7).shuffle(order)  # noqa: S311 - a fixed draw, not a secret
    scored: dict[int, Scored] = {}
    for number in range(folds):
        held = set(order[number::folds])
        weights = fit(index, [case for n, case in enumerate(found) if n not in held])
        understander = Understander(index, weights)
        for n, result in zip(sorted(held), score(understander, [questions[n] for n in sorted(held)]), strict=True):
            scored[n] = result
        if progress:
            progress(number + 1, folds)
    return [scored[n] for n in sorted(scored)]


def report(scored: Sequence[Scored], complete: Iterable[str] = ()) -> Report:
    """The figures of a run. `complete`: topics for which the first figure is given apart."""
    inside = [item for item in scored if item.labelled.topic]
    outside = [item for item in scored if not item.labelled.topic]
    chosen = set(complete)
    right = [item for item in inside if item.first_right]
    led = [item for item in right if item.labelled.statements]
    main = [
        _figure("câu đầu đúng (first answer right)", inside, lambda item: item.first_right),
        _figure("trả lời ngay (answered at once)", inside, lambda item: item.found.decision is Decision.ANSWER),
        _figure("sai (wrong)", inside, lambda item: _answered(item) and item.found.topic not in item.labelled.right),
        _figure("đúng hoặc có trong lựa chọn (right or offered)", inside, _right_or_offered),
        _figure(
            "ngoài phạm vi mà trả lời (out of scope answered)",
            outside,
            lambda item: _answered(item) and item.found.topic not in item.labelled.also,
        ),
        _figure(
            "ngoài phạm vi mà đưa lựa chọn (offered)", outside, lambda item: item.found.decision is Decision.CHOOSE
        ),
        _figure("đúng nhóm khía cạnh (facet group)", right, lambda item: item.facet_right),
        _figure("đúng câu trả lời dẫn đầu (statement leads)", led, _statement_leads),
        _figure("câu đầu đúng khi bỏ dấu (without marks)", inside, lambda item: item.toneless_right),
    ]
    if chosen:
        main.insert(
            1,
            _figure(
                "câu đầu đúng, mười hai chủ đề đầy đủ",
                [item for item in inside if item.labelled.topic in chosen],
                lambda item: item.first_right,
            ),
        )
    wrong = Counter((str(item.labelled.topic), str(_first(item.found))) for item in inside if not item.first_right)
    return Report(
        main=tuple(main),
        styles=_by(inside, lambda item: item.labelled.style, lambda item: item.first_right),
        topics=_by(inside, lambda item: str(item.labelled.topic), lambda item: item.first_right),
        facets=_by(right, lambda item: _group_name(item.labelled.facet), lambda item: item.facet_right),
        confusions=tuple((wanted, got, times) for (wanted, got), times in wrong.most_common()),
        calibration=tuple((item.found.confidence, item.first_right) for item in scored),
    )


def _answered(item: Scored) -> bool:
    return item.found.decision is Decision.ANSWER


def _right_or_offered(item: Scored) -> bool:
    found = item.found
    if found.decision is Decision.ANSWER:
        return found.topic in item.labelled.right
    offered = {candidate.topic for candidate in found.candidates[: found.offered]}
    return found.decision is Decision.CHOOSE and bool(offered & item.labelled.right)


def _statement_leads(item: Scored) -> bool:
    return bool(item.found.answers) and item.found.answers[0].statement in item.labelled.statements


def _group_name(facet: Facet | None) -> str:
    return ", ".join(sorted(facet_group(facet))) if facet else "?"


def _figure(name: str, items: Sequence[Scored], hit: Callable[[Scored], bool]) -> Figure:
    return Figure(name, sum(1 for item in items if hit(item)), len(items))


def _by(items: Sequence[Scored], key: Callable[[Scored], str], hit: Callable[[Scored], bool]) -> tuple[Figure, ...]:
    groups: dict[str, list[Scored]] = defaultdict(list)
    for item in items:
        groups[key(item)].append(item)
    return tuple(_figure(name, groups[name], hit) for name in sorted(groups))


def fitted(index: Index, questions: Sequence[Labelled]) -> Weights:
    """Weights fitted on all of `questions`."""
    found: list[Case] = cases(index, questions)
    return fit(index, found)
