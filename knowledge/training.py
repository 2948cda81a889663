"""Making an index from content.

Runs in a short-lived process of its own: `python -m knowledge.training FOLDER FILE`.
"""

import sys
import warnings
from collections.abc import Callable, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor
from itertools import pairwise
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, diags

from knowledge.content import Content, build_content, read_documents
from knowledge.corpus import Line, Role, corpus
from knowledge.index import Floats, Ints, index_name, meta_bytes
from knowledge.vectorising import read_part, vectorised

# The share of lines from which on a feature is left out: when lines are compared one by one, and when machines are
# fitted, which takes a third less and is as right (0.752 of held-out lines either way, 2026-11).
COMMON_FROM, FIT_COMMON_FROM = 0.05, 0.2
# In a small content what many lines hold may be what tells them apart, and costs nothing.
FIT_COMMON_LINES = 500
LABEL_C, FACET_C = 0.5, 0.1
# Over the lines; more take time and change nothing that can be measured (0.752 again).
PASSES = 6
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
    with ProcessPoolExecutor(WORKERS, get_context("fork")) as pool:
        return _train(content, pool)


def _get_ready() -> None:
    """Load what the machines are fitted with, which takes a second, while the lines are being read."""
    import sklearn.svm  # noqa: F401


def _train(content: Content, pool: Executor) -> tuple[dict[str, NDArray[Any]], dict[str, Any]]:
    lines = list(corpus(content))
    cuts = [len(lines) * part // WORKERS for part in range(WORKERS + 1)]
    read = [
        pool.submit(read_part, content.lexicon, [line.text for line in lines[start:end]])
        for start, end in pairwise(cuts)
    ]
    for _ in range(WORKERS):
        pool.submit(_get_ready)
    parts = [part.result() for part in read]
    learned = [n for n, line in enumerate(lines) if line.role is not Role.TEXT]
    names, rarity, matrix = vectorised([part.families for part in parts], learned)
    labels = sorted({line.label for line in lines})
    columns_of = {label: _column(content, label) for label in labels}
    columns_ = sorted(set(columns_of.values()))
    faceted = [n for n in learned if lines[n].facet is not None]
    facets = sorted({str(lines[n].facet) for n in faceted})
    rare, telling = _without_common(matrix, COMMON_FROM), _without_common(matrix, FIT_COMMON_FROM, FIT_COMMON_LINES)
    columns = rare.tocsc()
    labelled = _fit(pool, telling[learned], [columns_of[lines[n].label] for n in learned], columns_, LABEL_C)
    sorted_out = _fit(pool, telling[faceted], [str(lines[n].facet) for n in faceted], facets, FACET_C)
    places, weights, offsets = _fit_statements(rare, lines)
    label_weights, label_bias = labelled()
    facet_weights, facet_bias = sorted_out()
    arrays: dict[str, NDArray[Any]] = {
        "letters": _joined(names[0]),
        "words": _joined(names[1]),
        "marked": _joined(names[2]),
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
    texts = [text for part in parts for text in part.texts]
    meta: dict[str, Any] = {
        "labels": labels,
        "facets": facets,
        "rows": [(labels.index(line.label), line.statement, str(line.role)) for line in lines],
        "row_texts": ["" if line.role is Role.TEXT else text for line, text in zip(lines, texts, strict=True)],
    }
    return arrays, meta


def _column(content: Content, label: str) -> str:
    """What the linear model learns for a label: what lies outside is learned by group, or it would take minutes."""
    return f"-{content.outside[label[1:]].group}" if label.startswith("-") else label


def _fit(
    pool: Executor, matrix: csr_matrix, wanted: Sequence[str], labels: Sequence[str], c: float
) -> Callable[[], tuple[NDArray[np.float16], Floats]]:
    """Begin to fit one linear machine a label, each label against the rest; called, it gives the weights by feature
    and label, and the offsets.

    The labels are dealt out to `WORKERS` processes, always in the same way: the same content gives the same index.
    """
    place = {label: n for n, label in enumerate(labels)}
    targets = np.array([place[label] for label in wanted])
    hands = [list(range(start, len(labels), WORKERS)) for start in range(min(WORKERS, len(labels)))]
    begun = [pool.submit(_against_the_rest, matrix, targets, hand, c) for hand in hands]

    def weights() -> tuple[NDArray[np.float16], Floats]:
        found = np.zeros((matrix.shape[1], len(labels)), np.float16)
        bias = np.zeros(len(labels), np.float32)
        for fitted in begun:
            for label, coefficients, intercept in fitted.result():
                found[:, label], bias[label] = coefficients, intercept
        return found, bias

    return weights


def _against_the_rest(
    matrix: csr_matrix, targets: NDArray[np.int_], mine: Sequence[int], c: float
) -> list[tuple[int, NDArray[np.float16], float]]:
    """The machines of some labels; all other labels are one class to them."""
    from sklearn.exceptions import ConvergenceWarning
    from sklearn.svm import LinearSVC

    own = np.where(np.isin(targets, mine), targets, _REST)
    # One call in one thread: liblinear draws from one generator for all that it fits.
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)
        model = LinearSVC(C=c, tol=1e-2, max_iter=PASSES, random_state=0).fit(matrix, own)
    classes = model.classes_.tolist()
    if len(classes) == 2:
        # Then there is one machine, for the second class; the first one's is its mirror image.
        rows = [(classes[0], -model.coef_[0], -model.intercept_[0]), (classes[1], model.coef_[0], model.intercept_[0])]
    else:
        rows = list(zip(classes, model.coef_, model.intercept_, strict=True))
    return [(label, row.astype(np.float16), float(offset)) for label, row, offset in rows if label != _REST]


def _without_common(matrix: csr_matrix, share: float, least: int = 0) -> csr_matrix:
    """The lines without the features that more than a share of them, and `least`, hold: dear, and telling little."""
    held = np.diff(matrix.tocsc().indptr)
    kept: csr_matrix = matrix @ diags((held <= max(share * matrix.shape[0], least)).astype(np.float32))
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


def _joined(known: Sequence[str]) -> NDArray[np.uint8]:
    return np.frombuffer("\n".join(known).encode(), np.uint8)


if __name__ == "__main__":
    main()
