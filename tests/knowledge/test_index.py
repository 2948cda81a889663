"""The index: named by its content, built in a process of its own, the same every time."""

from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from knowledge.content import SHIPPED, load_content
from knowledge.index import Building, Index, build_index, index_name, load_index, open_index
from knowledge.understand import Understander
from knowledge.weights import load_weights
from knowledge.yaml_lines import ContentError
from tests.knowledge.test_tiny_content import line_of, tiny_content


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A tiny content."""
    return tiny_content(tmp_path_factory.mktemp("tiny") / "content")


@pytest.fixture(scope="module")
def tiny(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Index:
    """Its index."""
    return open_index(folder, tmp_path_factory.mktemp("cache"))


def test_same_content_same_name(folder: Path, tmp_path: Path) -> None:
    """The name comes from the content alone, not from where it lies or when it was written."""
    again = tiny_content(tmp_path / "elsewhere")

    assert index_name(again) == index_name(folder)
    assert index_name(SHIPPED) != index_name(folder)


@pytest.mark.parametrize("name", ["topics/nuoi-cho.yaml", "outside.yaml", "lexicon/asking.yaml"])
def test_a_changed_byte_changes_the_name(folder: Path, tmp_path: Path, name: str) -> None:
    """One byte more in any file is another index."""
    other = tiny_content(tmp_path / "content")
    file = other / name
    file.write_bytes(file.read_bytes() + b"#")

    assert index_name(other) != index_name(folder)


def test_a_renamed_file_changes_the_name(folder: Path, tmp_path: Path) -> None:
    """So is the same text under another name, and a file more."""
    other = tiny_content(tmp_path / "content")
    (other / "topics" / "nuoi-cho.yaml").rename(other / "topics" / "nuoi-meo.yaml")

    assert index_name(other) != index_name(folder)


def test_the_index_carries_its_name(tiny: Index, folder: Path) -> None:
    """An index says of which content it is."""
    assert tiny.name == index_name(folder)
    assert set(tiny.content.topics) == {"muon-sach", "nuoi-cho"}


def test_content_comes_back_as_it_was(tiny: Index, folder: Path) -> None:
    """Days, lists and texts are the same in the index as in the files."""
    assert tiny.content.topics == load_content(folder).topics


def test_built_once(folder: Path, tmp_path: Path) -> None:
    """What was built is opened the next time, not built again."""
    open_index(folder, tmp_path)
    (file,) = tmp_path.iterdir()
    before = file.stat().st_mtime_ns

    open_index(folder, tmp_path)

    assert [path.stat().st_mtime_ns for path in tmp_path.iterdir()] == [before]


def test_two_builds_understand_alike(folder: Path, tiny: Index, tmp_path: Path) -> None:
    """Built again, the index has the same parts and understands every question in the same way."""
    build_index(folder, tmp_path / "again.npz")
    again = load_index(tmp_path / "again.npz")

    assert (again.name, again.labels, again.facets, again.rows) == (tiny.name, tiny.labels, tiny.facets, tiny.rows)
    assert again.features == tiny.features
    assert np.array_equal(again.row_values, tiny.row_values)
    assert np.array_equal(again.statement_weights, tiny.statement_weights)
    one, two = (Understander(index, load_weights()) for index in (tiny, again))
    for question in ("mượn sách 3 ngày", "nuoi cho thi bao ai", "ve so", "trời mưa"):
        first, second = one.understand(question), two.understand(question)
        assert (first.decision, first.topic, first.facet) == (second.decision, second.topic, second.facet)
        assert [item.topic for item in first.candidates] == [item.topic for item in second.candidates]
        assert first.confidence == pytest.approx(second.confidence, abs=0.02)


def test_a_line_is_compared_as_a_question_is(tiny: Index) -> None:
    """The same words are the same vector, learned from by the thousand or asked one at a time."""
    question = tiny.content.lexicon.normalise(tiny.content.topics["muon-sach"].phrases[0].text)
    at = tiny.row_texts.index(question.text)
    line = {
        feature: value
        for feature, (start, end) in enumerate(pairwise(tiny.row_starts.tolist()))
        for row, value in zip(tiny.row_ids[start:end].tolist(), tiny.row_values[start:end].tolist(), strict=True)
        if row == at
    }
    asked = tiny.vector(question)
    compared = {f: v for f, v in zip(asked.at.tolist(), asked.values.tolist(), strict=True) if f in line}

    assert compared == pytest.approx(line)


def test_an_abandoned_build_leaves_nothing(folder: Path, tmp_path: Path) -> None:
    """Who turns away before it is finished ends it."""
    with Building(folder, tmp_path / "index.npz"):
        assert [path.name[:6] for path in tmp_path.iterdir()] == ["build-"]

    assert list(tmp_path.iterdir()) == []


def test_a_tiny_index_understands(tiny: Index) -> None:
    """Even two topics are told apart."""
    understander = Understander(tiny, load_weights())

    assert understander.understand("muon muon sach o thu vien").candidates[0].topic == "muon-sach"
    assert understander.understand("nhà nuôi con chó").candidates[0].topic == "nuoi-cho"


def test_faulty_content_is_named_by_line(tmp_path: Path) -> None:
    """Content that can't be used says where it is faulty, and leaves no index behind."""
    folder = tiny_content(tmp_path / "content", ("- id: la-gi", "- id: La Gi"))
    text = (folder / "topics" / "muon-sach.yaml").read_text(encoding="utf-8")

    with pytest.raises(ContentError) as caught:
        open_index(folder, tmp_path / "cache")

    assert ("topics/muon-sach.yaml", line_of(text, "La Gi")) in {(p.file, p.line) for p in caught.value.problems}
    assert list((tmp_path / "cache").iterdir()) == []
