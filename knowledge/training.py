"""Making an index from content.

Runs in a short-lived process of its own: `python -m knowledge.training FOLDER FILE`.
"""

import sys
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, diags
from sklearn.svm import LinearSVC

from knowledge.content import Content, build_content, read_documents
from knowledge.corpus import Line, Role, corpus
from knowledge.features import families
from knowledge.index import Floats, Ints, index_name, meta_bytes, vectorise
from knowledge.lexicon import Normal

# A feature seen once says little and costs memory; words with marks repeat less.
SEEN_AT_LEAST = (2, 2, 3)
# The share of lines from which on a feature is left out when lines are compared one by one.
COMMON_FROM = 0.05
LABEL_C, FACET_C = 0.5, 0.1
# Two cores is what a small machine has.
WORKERS = 2
_REST = -1
# Ridge of the statement machines: how far a line may miss its own statement.
SLACK, TEXT_SLACK = 0.6, 1.5


def main() -> None:
    folder, path = Path(sys.argv[1]), Path(sys.argv[2])
    documents = read_documents(folder)
    arrays, meta = train(build_content(documents))
    meta["name"] = index_name(folder)
    meta["documents"] = {name: document.data for name, document in documents.items()}
    with path.open("wb") as file:
        np.savez(file, allow_pickle=False, meta=meta_bytes(meta), **arrays)


def train(content: Content) -> tuple[dict[str, NDArray[Any]], dict[str, Any]]:
    """The arrays of an index of `content`, and what of it isn't numbers."""
    lines = list(corpus(content))
    normals = [content.lexicon.normalise(line.text) for line in lines]
    counted = [families(normal) for normal in normals]
    learned = [n for n, line in enumerate(lines) if line.role is not Role.TEXT]
    features, rarity = _known(counted, learned)
    matrix = _matrix(counted, features, rarity)
    labels = sorted({line.label for line in lines})
    columns_of = {label: _column(content, label) for label in labels}
    columns_ = sorted(set(columns_of.values()))
    label_weights, label_bias = _fit(matrix[learned], [columns_of[lines[n].label] for n in learned], columns_, LABEL_C)
    faceted = [n for n in learned if lines[n].facet is not None]
    facets = sorted({str(lines[n].facet) for n in faceted})
    facet_weights, facet_bias = _fit(matrix[faceted], [str(lines[n].facet) for n in faceted], facets, FACET_C)
    rare = _without_common(matrix)
    columns = rare.tocsc()
    places, weights, offsets = _fit_statements(rare, lines)
    arrays: dict[str, NDArray[Any]] = {
        "letters": _joined(features[0]),
        "words": _joined(features[1]),
        "marked": _joined(features[2]),
        "rarity_0": rarity[0],
        "rarity_1": rarity[1],
        "rarity_2": rarity[2],
        "label_weights": label_weights,
        "label_bias": label_bias,
        "label_columns": np.array([columns_.index(columns_of[label]) for label in labels], np.int32),
        "facet_weights": facet_weights,
        "facet_bias": facet_bias,
        "statement_rows": places,
        "statement_weights": weights,
        "statement_bias": offsets,
        "row_starts": columns.indptr.astype(np.int32),
        "row_ids": columns.indices.astype(np.int32),
        "row_values": columns.data.astype(np.float32),
    }
    meta: dict[str, Any] = {
        "labels": labels,
        "facets": facets,
        "rows": [(labels.index(line.label), line.statement, str(line.role)) for line in lines],
        "row_texts": [_shown(line, normal) for line, normal in zip(lines, normals, strict=True)],
    }
    return arrays, meta


def _column(content: Content, label: str) -> str:
    """What the linear model learns for a label: what lies outside is learned by group, or it would take minutes."""
    return f"-{content.outside[label[1:]].group}" if label.startswith("-") else label


def _shown(line: Line, normal: Normal) -> str:
    return "" if line.role is Role.TEXT else normal.text


def _known(
    counted: Sequence[Sequence[Counter[str]]], learned: Sequence[int]
) -> tuple[list[dict[str, int]], list[Floats]]:
    """The features kept of each family with their places, and how rare each is among the lines learned from."""
    known, rarity = [], []
    for family, least in enumerate(SEEN_AT_LEAST):
        seen: Counter[str] = Counter()
        for n in learned:
            seen.update(counted[n][family].keys())
        kept = sorted(name for name, times in seen.items() if times >= least)
        known.append({name: at for at, name in enumerate(kept)})
        times_seen = np.array([seen[name] for name in kept], np.float32)
        rarity.append((np.log((1 + len(learned)) / (1 + times_seen)) + 1).astype(np.float32))
    return known, rarity


def _matrix(
    counted: Sequence[Sequence[Counter[str]]], features: Sequence[dict[str, int]], rarity: Sequence[Floats]
) -> csr_matrix:
    vectors = [vectorise(families_, features, rarity) for families_ in counted]
    starts = np.cumsum([0, *(len(vector.at) for vector in vectors)])
    at = np.concatenate([vector.at for vector in vectors])
    values = np.concatenate([vector.values for vector in vectors])
    return csr_matrix((values, at, starts), shape=(len(vectors), sum(len(known) for known in features)))


def _fit(
    matrix: csr_matrix, wanted: Sequence[str], labels: Sequence[str], c: float
) -> tuple[NDArray[np.float16], Floats]:
    """One linear machine a label, each label against the rest: weights by feature and label, and offsets.

    The labels are dealt out to `WORKERS` processes, always in the same way: the same content gives the same index.
    """
    place = {label: n for n, label in enumerate(labels)}
    targets = np.array([place[label] for label in wanted])
    hands = [list(range(start, len(labels), WORKERS)) for start in range(min(WORKERS, len(labels)))]
    weights = np.zeros((matrix.shape[1], len(labels)), np.float16)
    bias = np.zeros(len(labels), np.float32)
    with ProcessPoolExecutor(WORKERS, get_context("fork")) as pool:
        for found in pool.map(_against_the_rest, *zip(*((matrix, targets, hand, c) for hand in hands), strict=True)):
            for label, coefficients, intercept in found:
                weights[:, label], bias[label] = coefficients, intercept
    return weights, bias


def _against_the_rest(
    matrix: csr_matrix, targets: NDArray[np.int_], mine: Sequence[int], c: float
) -> list[tuple[int, NDArray[np.float16], float]]:
    """The machines of some labels; all other labels are one class to them."""
    own = np.where(np.isin(targets, mine), targets, _REST)
    # One call in one thread: liblinear draws from one generator for all that it fits.
    model = LinearSVC(C=c, tol=1e-2, random_state=0).fit(matrix, own)
    classes = model.classes_.tolist()
    if len(classes) == 2:
        # Then there is one machine, for the second class; the first one's is its mirror image.
        rows = [(classes[0], -model.coef_[0], -model.intercept_[0]), (classes[1], model.coef_[0], model.intercept_[0])]
    else:
        rows = list(zip(classes, model.coef_, model.intercept_, strict=True))
    return [(label, row.astype(np.float16), float(offset)) for label, row, offset in rows if label != _REST]


def _without_common(matrix: csr_matrix) -> csr_matrix:
    """The lines without the features that too many of them hold: comparing those costs most and tells least."""
    held = np.diff(matrix.tocsc().indptr)
    kept: csr_matrix = matrix @ diags((held <= COMMON_FROM * matrix.shape[0]).astype(np.float32))
    kept.eliminate_zeros()
    return kept.tocsr()


def _fit_statements(matrix: csr_matrix, lines: Sequence[Line]) -> tuple[Ints, NDArray[np.float16], Floats]:
    """For every topic a least-squares machine over its own lines: what tells its statements apart from each other.

    One flat array of weights: for topic after topic, statement after statement (the file's order, the topic as a
    whole last), a weight for each of the topic's lines. `places` holds where each topic's weights start.
    """
    topics: dict[str, list[int]] = {}
    for n, line in enumerate(lines):
        if line.facet is not None:
            topics.setdefault(line.label, []).append(n)
    starts, weights, offsets = [0], [], []
    for places in topics.values():
        keys: dict[str | None, None] = dict.fromkeys(lines[n].statement for n in places if lines[n].role is Role.ASKS)
        keys[None] = None
        own = matrix[places]
        likeness = np.asarray((own @ own.T).todense(), np.float64)
        wanted = np.array([[float(lines[n].statement == key) for key in keys] for n in places])
        count = len(places)
        # Texts are how an official writes, not how people ask: they bind less.
        slack = np.array([TEXT_SLACK if lines[n].role is Role.TEXT else SLACK for n in places])
        system = np.block([[likeness + np.diag(slack), np.ones((count, 1))], [np.ones((1, count)), np.zeros((1, 1))]])
        solved = np.linalg.solve(system, np.vstack([wanted, np.zeros((1, len(keys)))]))
        weights.append(solved[:count].T.ravel())
        offsets.append(solved[count])
        starts.append(starts[-1] + solved[:count].size)
    if not weights:
        return np.zeros(1, np.int32), np.zeros(0, np.float16), np.zeros(0, np.float32)
    return (
        np.array(starts, np.int32),
        np.concatenate(weights).astype(np.float16),
        np.concatenate(offsets).astype(np.float32),
    )


def _joined(known: dict[str, int]) -> NDArray[np.uint8]:
    return np.frombuffer("\n".join(known).encode(), np.uint8)


if __name__ == "__main__":
    main()
