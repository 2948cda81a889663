"""The figures count as docs/architecture.md says, on lists small enough to count by hand."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from knowledge.evaluate import Figure, Report, Scored, fitted, report, score
from knowledge.fitting import START, facet_group
from knowledge.index import Index, open_index
from knowledge.labelled import LabelError, Labelled, load_labelled
from knowledge.ranker import Answer
from knowledge.topic import Facet
from knowledge.understand import Candidate, Decision, Understander, Understanding
from knowledge.weights import Weights, load_weights, store_weights
from tests.knowledge.test_tiny_content import tiny_content


def label(topic: str | None, *also: str, facet: Facet | None = Facet.FEE, statements: str = "") -> Labelled:
    """A labelled question."""
    return Labelled("hỏi", topic, frozenset(also), facet, "plain" if topic else "oos", frozenset(statements.split()))


def found(decision: Decision, *candidates: str, offered: int = 2, facet: Facet = Facet.FEE) -> Understanding:
    """An understanding of it: the candidates best first."""
    scores = tuple(Candidate(topic, 0.5 / n) for n, topic in enumerate(candidates, 1))
    topic = candidates[0] if decision is Decision.ANSWER else None
    answers = (Answer("phi", facet, 1.0, 1.0),) if candidates else ()
    return Understanding("hỏi", decision, 0.5, scores, offered, topic, facet if topic else None, answers)


def figures(
    *pairs: tuple[Labelled, Understanding], toneless: Understanding | None = None
) -> dict[str, tuple[int, int]]:
    """Hits and counts of the main figures, by what stands in brackets."""
    return _counts(report([Scored(asked, got, toneless or got) for asked, got in pairs]))


def _counts(made: Report) -> dict[str, tuple[int, int]]:
    return {figure.name.partition("(")[2].rstrip(")"): (figure.hits, figure.count) for figure in made.main}


ANSWER, CHOOSE, REFUSE, UNKNOWN = Decision.ANSWER, Decision.CHOOSE, Decision.REFUSE, Decision.UNKNOWN


def test_first_answer_right_whatever_the_decision() -> None:
    """The first candidate counts, also under a choice or an unknown; `also` is right too; none lines don't count."""
    counted = figures(
        (label("a"), found(ANSWER, "a", "b")),
        (label("a"), found(UNKNOWN, "a", "b")),
        (label("a", "b"), found(CHOOSE, "b", "c")),
        (label("a"), found(ANSWER, "b", "a")),
        (label("a"), found(UNKNOWN)),
        (label(None), found(ANSWER, "a")),
    )

    assert counted["first answer right"] == (3, 5)


def test_answered_at_once_and_wrong() -> None:
    """Wrong is an answer with a topic that isn't right; a wrong choice isn't an answer; both over in-scope lines."""
    counted = figures(
        (label("a"), found(ANSWER, "a")),
        (label("a", "b"), found(ANSWER, "b")),
        (label("a"), found(ANSWER, "b")),
        (label("a"), found(CHOOSE, "b", "c")),
        (label(None, "a"), found(ANSWER, "b")),
    )

    assert counted["answered at once"] == (3, 4)
    assert counted["wrong"] == (1, 4)


def test_a_choice_that_holds_the_right_one() -> None:
    """Only what is offered counts, not every candidate; nor an unknown with the right candidate."""
    counted = figures(
        (label("a"), found(ANSWER, "a")),
        (label("a"), found(CHOOSE, "b", "a", offered=2)),
        (label("a", "c"), found(CHOOSE, "b", "c", offered=2)),
        (label("a"), found(CHOOSE, "b", "c", "a", offered=2)),
        (label("a"), found(UNKNOWN, "a", "b")),
        (label("a"), found(ANSWER, "b", "a")),
    )

    assert counted["right or offered"] == (3, 6)


def test_out_of_scope() -> None:
    """Answered outside its `also` is a fault; a harmless topic, a refusal and a choice aren't; a choice has its own line."""
    counted = figures(
        (label(None), found(ANSWER, "a")),
        (label(None, "a"), found(ANSWER, "a")),
        (label(None), found(CHOOSE, "a", "b")),
        (label(None), found(REFUSE, "a")),
        (label("a"), found(CHOOSE, "a")),
    )

    assert counted["out of scope answered"] == (1, 4)
    assert counted["offered"] == (1, 4)


def test_facet_groups_over_right_lines() -> None:
    """A facet of the same group counts as right, and only where the topic is right."""
    counted = figures(
        (label("a", facet=Facet.WHO), found(ANSWER, "a", facet=Facet.SPECIAL_CASES)),
        (label("a", facet=Facet.TIME), found(ANSWER, "a", facet=Facet.RESULT)),
        (label("a", facet=Facet.FEE), found(ANSWER, "a", facet=Facet.TIME)),
        (label("a", facet=Facet.FEE), found(ANSWER, "b", facet=Facet.FEE)),
    )

    assert counted["facet group"] == (2, 3)


@pytest.mark.parametrize(
    "group",
    [
        {"what", "who", "special_cases", "validity", "legal", "overview"},
        {"steps_online", "pitfalls"},
        {"documents"},
        {"fee"},
        {"time", "result"},
        {"where"},
        {"penalty"},
    ],
)
def test_the_groups_of_facets(group: set[str]) -> None:
    """Each facet stands in the group that the design gives it."""
    assert all(facet_group(Facet(name)) == {Facet(other) for other in group} for name in group)


def test_the_leading_statement_where_it_is_labelled() -> None:
    """Counted only over right lines that name statements."""
    counted = figures(
        (label("a", statements="phi mien"), found(ANSWER, "a")),
        (label("a", statements="khac"), found(ANSWER, "a")),
        (label("a"), found(ANSWER, "a")),
        (label("a", statements="phi"), found(ANSWER, "b")),
    )

    assert counted["statement leads"] == (1, 2)


def test_the_same_without_marks() -> None:
    """The toneless line is scored by itself."""
    counted = figures((label("a"), found(ANSWER, "a")), toneless=found(ANSWER, "b"))

    assert counted["first answer right"] == (1, 1)
    assert counted["without marks"] == (0, 1)


def test_the_first_topics_apart_and_confusions() -> None:
    """Named topics have a figure of their own; what was taken for what is counted."""
    scored = [
        Scored(label("a"), found(ANSWER, "a"), found(ANSWER, "a")),
        Scored(label("b"), found(ANSWER, "c"), found(ANSWER, "c")),
        Scored(label("b"), found(CHOOSE, "c"), found(ANSWER, "c")),
    ]

    made = report(scored, ["a"])

    assert (made.main[1].hits, made.main[1].count) == (1, 1)
    assert made.confusions == (("b", "c", 2),)
    assert {(figure.name, figure.hits, figure.count) for figure in made.topics} == {("a", 1, 1), ("b", 0, 2)}
    assert [right for _, right in made.calibration] == [True, False, False]


@pytest.mark.parametrize(
    ("hits", "count", "low", "high"), [(8, 10, 0.4902, 0.9433), (0, 20, 0.0, 0.1611), (377, 377, 0.9899, 1.0)]
)
def test_wilson_interval(hits: int, count: int, low: float, high: float) -> None:
    """The 95 % interval of a share, as tables of Wilson's score give it."""
    assert Figure("x", hits, count).interval == pytest.approx((low, high), abs=2e-4)


def test_a_figure_of_nothing_is_no_zero() -> None:
    """A share of no lines isn't 0 %."""
    figure = Figure("x", 0, 0)

    assert figure.share != figure.share
    assert figure.interval[0] != figure.interval[0]


def _file(folder: Path, *lines: str) -> Path:
    path = folder / "cau-hoi.jsonl"
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def test_labelled_lines_are_read(tmp_path: Path) -> None:
    """None lines have no topic; empty lines and other keys are no matter; statements come from the file beside."""
    path = _file(
        tmp_path,
        '{"q": "thẻ bao nhiêu", "topic": "a", "also": ["b"], "facet": "fee", "style": "typo", "kind": "x"}',
        "",
        '{"q": "mưa không", "topic": "none", "also": ["a"]}',
    )
    (tmp_path / "cau-hoi-statements.jsonl").write_text(
        json.dumps({"q": "thẻ bao nhiêu", "statements": ["phi"]}), encoding="utf-8"
    )

    asked, outside = load_labelled(path)

    assert (asked.right, asked.facet, asked.style, asked.statements) == ({"a", "b"}, Facet.FEE, "typo", {"phi"})
    assert (outside.topic, outside.right, outside.also) == (None, frozenset(), {"a"})


@pytest.mark.parametrize(
    "line", ["{", '{"q": "x"}', '{"topic": "a"}', '["q"]', '{"q": "x", "topic": "a", "facet": "gia"}', "null"]
)
def test_an_unreadable_line_is_named(tmp_path: Path, line: str) -> None:
    """A label that can't be read says in which file and line it stands."""
    path = _file(tmp_path, '{"q": "x", "topic": "a"}', line)

    with pytest.raises(LabelError, match=r"cau-hoi\.jsonl, dòng 2"):
        load_labelled(path)


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Index:
    """The index of a tiny content."""
    folder = tiny_content(tmp_path_factory.mktemp("tiny") / "content")
    return open_index(folder, tmp_path_factory.mktemp("cache"))


QUESTIONS = [
    Labelled("mượn sách ở thư viện", "muon-sach", frozenset(), Facet.FEE, "plain", frozenset({"phi"})),
    Labelled("muon 2 cuon sach", "muon-sach", frozenset(), Facet.WHAT, "no-diacritics"),
    Labelled("nhà nuôi 3 con chó", "nuoi-cho", frozenset(), Facet.WHERE, "plain"),
    Labelled("nuoi cho bao o dau", "nuoi-cho", frozenset(), Facet.WHERE, "no-diacritics"),
    Labelled("bán vé số ở đâu", None, frozenset(), None, "oos"),
    Labelled("mai nắng không", None, frozenset(), None, "oos"),
]


def test_fitted_weights_are_right_on_what_they_were_fitted_on(tiny: Index) -> None:
    """On six easy lines the fit answers without a fault, and thresholds are probabilities."""
    weights = fitted(tiny, QUESTIONS)

    counted = _counts(report(score(Understander(tiny, weights), QUESTIONS)))

    assert counted["first answer right"] == (4, 4)
    assert counted["wrong"] == (0, 4)
    assert counted["out of scope answered"] == (0, 2)
    assert all(0 <= value <= 1 for value in (weights.answer_from, weights.answer_outside, weights.refuse_from))
    assert weights != START


def test_fitting_twice_gives_the_same(tiny: Index) -> None:
    """The fit draws nothing at random."""
    assert fitted(tiny, QUESTIONS) == fitted(tiny, QUESTIONS)


def test_weights_survive_their_file(tmp_path: Path) -> None:
    """Stored and loaded, weights are the same to four digits."""
    weights: Weights = replace(START, answer_from=0.12344)

    store_weights(weights, tmp_path / "weights.json")

    assert load_weights(tmp_path / "weights.json") == replace(weights, answer_from=0.1234)
