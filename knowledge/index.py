"""The index: one immutable artifact made from content alone, named by the hash of its input, loaded with numpy only."""

import hashlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from knowledge.content import SHIPPED, Content, build_content, content_files
from knowledge.corpus import Role
from knowledge.features import families
from knowledge.lexicon import Normal
from knowledge.topic import Facet
from knowledge.yaml_lines import ContentError, Document

Floats = NDArray[np.float32]
Ints = NDArray[np.int32]

# Families: letters, words without marks, words with marks. Letters carry toneless and misspelt questions.
FAMILY_WEIGHTS = (1.0, 1.0, 0.3)
# Raised when the code that builds the index changes in a way that its sources don't show.
FORMAT = 4
# How the folders are called in which indexes are made, beside the finished ones.
SCRATCH = "build-"
_CODE = ("corpus.py", "features.py", "index.py", "lexicon.py", "telex.py", "text.py", "training.py", "vectorising.py")


@dataclass(frozen=True, slots=True)
class Vector:
    """A question as positions and values in the features known to the index; each family has length one."""

    at: Ints
    values: Floats


@dataclass(frozen=True, slots=True)
class Row:
    """What a compared line stands for: the label's position, the statement of that topic (or None) and its role."""

    label: int
    statement: str | None
    role: Role


@dataclass(frozen=True, slots=True)
class Index:
    """Everything that is needed to understand questions, ready to use."""

    name: str
    content: Content
    features: tuple[Mapping[str, int], ...]
    rarity: tuple[Floats, ...]
    labels: tuple[str, ...]
    label_weights: NDArray[np.float16]
    label_bias: Floats
    label_columns: Ints
    facets: tuple[Facet, ...]
    facet_weights: NDArray[np.float16]
    facet_bias: Floats
    statement_rows: Ints
    statement_weights: NDArray[np.float16]
    statement_bias: Floats
    rows: tuple[Row, ...]
    row_texts: tuple[str, ...]
    row_starts: Ints
    row_ids: Ints
    row_values: Floats

    def vector(self, question: Normal) -> Vector:
        """The question in the features of this index; unknown features are left out."""
        return vectorise(families(question), self.features, self.rarity)

    def label_scores(self, vector: Vector) -> Floats:
        """The linear model's score of every label."""
        scores: Floats = _linear(vector, self.label_weights, self.label_bias)[self.label_columns]
        return scores

    def facet_scores(self, vector: Vector) -> Floats:
        """The linear model's score of every facet."""
        return _linear(vector, self.facet_weights, self.facet_bias)

    def row_scores(self, vector: Vector) -> Floats:
        """How alike the question and each compared line are, by the features that few lines share."""
        starts, ends = self.row_starts[vector.at], self.row_starts[vector.at + 1]
        held = ends > starts
        spans = list(zip(starts[held].tolist(), ends[held].tolist(), strict=True))
        if not spans:
            return np.zeros(len(self.rows), np.float32)
        ids = np.concatenate([self.row_ids[start:end] for start, end in spans])
        values = np.concatenate([self.row_values[start:end] for start, end in spans])
        values *= np.repeat(vector.values[held], ends[held] - starts[held])
        return np.bincount(ids, values, minlength=len(self.rows)).astype(np.float32)


def _linear(vector: Vector, weights: NDArray[np.float16], bias: Floats) -> Floats:
    scores: Floats = vector.values @ weights[vector.at].astype(np.float32) + bias
    return scores


def vectorise(
    counted: Sequence[Counter[str]], features: Sequence[Mapping[str, int]], rarity: Sequence[Floats]
) -> Vector:
    """Counted features as a vector: (1 + log count) × rarity, each family scaled to its weight."""
    at: list[Ints] = []
    values: list[Floats] = []
    offset = 0
    for family, known, rare, weight in zip(counted, features, rarity, FAMILY_WEIGHTS, strict=True):
        places = [known[name] for name in family if name in known]
        if places:
            place = np.array(places, np.int32)
            times = np.array([count for name, count in family.items() if name in known], np.float32)
            raw = (1 + np.log(times)) * rare[place]
            at.append(place + offset)
            values.append(raw * np.float32(weight / np.sqrt(np.dot(raw, raw))))
        offset += len(known)
    if not at:
        return Vector(np.zeros(0, np.int32), np.zeros(0, np.float32))
    return Vector(np.concatenate(at), np.concatenate(values))


def index_name(folder: Path) -> str:
    """The name of the index of `folder`: a hash of every content file and of the code that makes an index of it."""
    digest = hashlib.sha256(f"{FORMAT}\n".encode())
    for path in content_files(folder):
        if path.name == "activities.yaml":  # names for visit notes: the index isn't made of them
            continue
        digest.update(path.relative_to(folder).as_posix().encode() + b"\n")
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    for name in _CODE:
        digest.update(hashlib.sha256((Path(__file__).parent / name).read_bytes()).digest())
    return digest.hexdigest()[:24]


def cache_folder() -> Path:
    """Where built indexes are kept: `$XDG_CACHE_HOME/troly`, by default `~/.cache/troly`."""
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "troly"


def index_path(cache: Path, name: str) -> Path:
    """Where the index of this name is kept."""
    return cache / f"index-{name}.npz"


def open_index(folder: Path = SHIPPED, cache: Path | None = None) -> Index:
    """The index of the content in `folder`, built first if it isn't there yet.

    Building runs in a process of its own (a few seconds). Raises `ContentError` when the content is faulty.
    """
    cache = cache or cache_folder()
    path = index_path(cache, index_name(folder))
    if not path.exists():
        build_index(folder, path)
    return load_index(path)


def build_index(folder: Path, path: Path) -> None:
    """Build the index of `folder` into `path` in a separate process; other processes never see half of it."""
    with Building(folder, path) as building:
        building.finish()


class Building:
    """A build in a process of its own, from entering on; whoever leaves before it is finished ends it without a trace.

    What it prints is kept in a file: a pipe that nobody reads would stop it.
    """

    def __init__(self, folder: Path, path: Path) -> None:
        self._folder, self._path = folder, path

    def __enter__(self) -> "Building":
        self._path.parent.mkdir(parents=True, exist_ok=True)
        self._scratch = Path(tempfile.mkdtemp(prefix=SCRATCH, dir=self._path.parent))
        with (self._scratch / "said").open("wb") as said:
            self._process = subprocess.Popen(  # noqa: S603 - our own module
                [sys.executable, "-m", "knowledge.training", str(self._folder), str(self._made)],
                stdout=said,
                stderr=said,
                # The processes of the build share the work; threads of theirs would only get in each other's way.
                env={**os.environ, "OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"},
            )
        return self

    @property
    def _made(self) -> Path:
        return self._scratch / "index.npz"

    def finish(self) -> None:
        """Wait until the index is there. Raises `ContentError` when the content is faulty."""
        if self._process.wait() != 0:
            from knowledge.content import load_content

            load_content(self._folder)  # says which file and line, when that is the reason
            said = (self._scratch / "said").read_text(errors="replace").strip()
            raise RuntimeError(f"building the index failed: {said[-2000:]}")
        self._made.replace(self._path)

    def __exit__(self, *_: object) -> None:
        if self._process.poll() is None:
            self._process.kill()
            self._process.wait()
        shutil.rmtree(self._scratch, ignore_errors=True)


def load_index(path: Path) -> Index:
    """The index stored at `path`."""
    with np.load(path) as stored:
        arrays = {name: stored[name] for name in stored.files}
    meta = json.loads(arrays.pop("meta").tobytes())
    known: list[dict[str, int]] = []
    for family in ("letters", "words", "marked"):
        names = arrays.pop(family).tobytes().decode().split("\n")
        known.append({name: position for position, name in enumerate(names) if name})
    documents = {name: Document(name, data, {}) for name, data in meta["documents"].items()}
    return Index(
        name=meta["name"],
        content=build_content(documents),
        features=tuple(known),
        rarity=(arrays["rarity_0"], arrays["rarity_1"], arrays["rarity_2"]),
        labels=tuple(meta["labels"]),
        label_weights=arrays["label_weights"],
        label_bias=arrays["label_bias"],
        label_columns=arrays["label_columns"],
        facets=tuple(Facet(facet) for facet in meta["facets"]),
        facet_weights=arrays["facet_weights"],
        facet_bias=arrays["facet_bias"],
        statement_rows=arrays["statement_rows"],
        statement_weights=arrays["statement_weights"],
        statement_bias=arrays["statement_bias"],
        rows=tuple(Row(label, statement, Role(role)) for label, statement, role in meta["rows"]),
        row_texts=tuple(meta["row_texts"]),
        row_starts=arrays["row_starts"],
        row_ids=arrays["row_ids"],
        row_values=arrays["row_values"],
    )


def meta_bytes(meta: Mapping[str, Any]) -> NDArray[np.uint8]:
    """The part of an index that isn't numbers, as bytes (days are written as 2026-11-21)."""

    def days(value: object) -> str:
        if isinstance(value, date):
            return value.isoformat()
        raise TypeError(type(value))

    return np.frombuffer(json.dumps(meta, ensure_ascii=False, default=days).encode(), np.uint8)


__all__ = [
    "Building",
    "ContentError",
    "Index",
    "Row",
    "Vector",
    "build_index",
    "cache_folder",
    "index_name",
    "index_path",
    "load_index",
    "open_index",
]
