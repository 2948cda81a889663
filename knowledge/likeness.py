"""Which questions ask the same: grouped by their words without marks, and by runs of letters, words and ideas.

The features are those of the index (knowledge/features.py), weighed by how rare they are in it; what the index doesn't
know weighs most, since that is what a question without an answer is about.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from heapq import heapify, heappop, heappush

import numpy as np
from numpy.typing import NDArray

from knowledge.features import READ_WORDS, across, letters, word_runs
from knowledge.index import Floats, Index
from knowledge.lexicon import Normal
from knowledge.mask import without_masks

# Groups are joined while their questions are, on average, at least so alike (1 is the same).
ALIKE_FROM = 0.33
# What is less alike than this counts as not alike at all.
_SEEN_FROM = 0.15
# Letters and words; marks are left out, since many type none.
_FAMILIES = 2
# A feature that is rarer by less than this (a natural logarithm) than none tells nothing.
_COMMON = 5.8
# Pairs that are looked at in one go.
_AT_ONCE = 1_000_000

Longs = NDArray[np.int64]
Read = Callable[[str, Index], Normal]


def read_words(text: str, index: Index) -> Normal:
    """The words of a question as they are compared: the slowest step of all."""
    return index.content.lexicon.normalise(without_masks(text))


def same_words(text: str, index: Index) -> str:
    """What two questions share that differ in marks, chat spelling or Telex left-overs alone."""
    return read_words(text, index).text


def likeness(text: str, others: Sequence[str], index: Index) -> list[float]:
    """How alike a question and each of the others are: 0 to 1."""
    vectors = _vectors([read_words(one, index) for one in (text, *others)], index)
    return [float(one) for one in _sums(vectors, 0, 1)[1:]]


def group_alike(texts: Sequence[str], index: Index, read: Read | None = None) -> list[list[int]]:
    """The positions of the texts in groups that ask the same, the largest group first.

    Within a group stands first what is most like the rest of it. The same texts in the same order give the same groups.
    `read`: `read_words` for those who keep what was read.
    """
    read = read or read_words
    places: dict[str, list[int]] = {}
    normals: list[Normal] = []
    for place, text in enumerate(texts):
        normal = read(text, index)
        # Nothing but a smiley: such a text stands with those that are written the same.
        held = places.setdefault(normal.text or text.strip(), [])
        if not held:
            normals.append(normal)
        held.append(place)
    distinct = list(places.values())
    links = _links(normals, index)
    groups = []
    for members in _join(links):
        members.sort(key=lambda one: (-_weight(one, members, links, distinct), distinct[one][0]))
        groups.append([place for one in members for place in distinct[one]])
    return sorted(groups, key=lambda group: (-len(group), min(group)))


def _weight(one: int, members: Sequence[int], links: list[dict[int, float]], distinct: list[list[int]]) -> float:
    """How well a wording stands for its group: near to the others, those asked often counting more."""
    near = links[one]
    return len(distinct[one]) + sum(len(distinct[other]) * near.get(other, 0.0) for other in members)


@dataclass(frozen=True, slots=True)
class _Vectors:
    """Each question's features one behind the other, and the same by feature.

    By question: where each begins (`starts`), features (`at`), their values. By feature: where each begins (`begins`),
    the questions that have it in their order (`rows`), its values there (`held`). `place`: where each of the first
    stands among the second.
    """

    starts: Longs
    at: Longs
    values: Floats
    begins: Longs
    rows: Longs
    held: Floats
    place: Longs

    @property
    def count(self) -> int:
        """How many questions."""
        return len(self.starts) - 1


def _vectors(normals: Sequence[Normal], index: Index) -> _Vectors:
    found = [_weighed(family, index, number) for number, family in enumerate(_families(normals))]
    offset = len(found[0].rare)
    rows = np.concatenate([family.rows for family in found])
    at = np.concatenate([found[0].at, found[1].at + offset])
    values = np.concatenate([family.values for family in found])
    order = np.argsort(rows, kind="stable")
    rows, at, values = rows[order], at[order], values[order]
    by_feature = np.argsort(at, kind="stable")
    place = np.empty_like(by_feature)
    place[by_feature] = np.arange(len(by_feature))
    counts = np.bincount(at, minlength=offset + len(found[1].rare))
    return _Vectors(
        _edges(np.bincount(rows, minlength=len(normals))), at, values,
        _edges(counts), rows[by_feature], values[by_feature], place,
    )  # fmt: skip


def _edges(counts: Longs) -> Longs:
    return np.concatenate([[0], np.cumsum(counts)]).astype(np.int64)


@dataclass(frozen=True, slots=True)
class _Family:
    """The features of one family that tell something: in which question, which, and its value there."""

    rows: Longs
    at: Longs
    values: Floats
    rare: NDArray[np.float64]


def _families(normals: Sequence[Normal]) -> Iterator[tuple[list[str], Longs, Longs]]:
    """Letters, then words with ideas (knowledge/features.py): their names; which occurs; in which question."""
    # A word has the same runs of letters wherever it stands.
    runs: dict[str, list[int]] = {}
    for spoken in (_letters, _words):
        names: dict[str, int] = {}
        found: list[int] = []
        ends = [0]
        for normal in normals:
            spoken(normal, names, runs, found)
            ends.append(len(found))
        yield list(names), np.array(found, np.int64), np.repeat(np.arange(len(normals)), np.diff(ends))


def _letters(normal: Normal, names: dict[str, int], runs: dict[str, list[int]], found: list[int]) -> None:
    plain = normal.plain[:READ_WORDS]
    for word in plain:
        if (known := runs.get(word)) is None:
            known = runs[word] = [names.setdefault(run, len(names)) for run in letters((word,))]
        found += known
    found += [names.setdefault(run, len(names)) for run in across(plain)]


def _words(normal: Normal, names: dict[str, int], runs: dict[str, list[int]], found: list[int]) -> None:
    found += [names.setdefault(run, len(names)) for run in word_runs(normal.plain[:READ_WORDS])]
    found += [names.setdefault(f"c:{concept}", len(names)) for concept in normal.concepts]


def _weighed(family: tuple[list[str], Longs, Longs], index: Index, number: int) -> _Family:
    """(1 + log count) × rarity, each family scaled to the same share of the whole."""
    names, found, rows = family
    width = max(len(names), 1)
    pairs, times = np.unique(rows * width + found, return_counts=True)
    rows, at = np.divmod(pairs, width)
    rare, least = _rarities(index, number, names, np.bincount(at, minlength=len(names)))
    tells = rare[at] >= least
    rows, at, times = rows[tells], at[tells], times[tells]
    values = (1 + np.log(times)) * rare[at]
    lengths = np.sqrt(_FAMILIES * np.bincount(rows, values * values))
    return _Family(rows, at, (values / lengths[rows]).astype(np.float32), rare)


def _rarities(index: Index, number: int, names: Sequence[str], times: Longs) -> tuple[NDArray[np.float64], float]:
    """How rare each feature of a family is, and how rare it must be at least to tell anything."""
    places, rarity = index.features[number], index.rarity[number].astype(np.float64)
    rarest = float(rarity.max(initial=0.0)) or 1.0
    at = np.array([places.get(name, -1) for name in names], np.int64)
    known = np.where(at >= 0, rarity[at], 0.0) if len(rarity) else np.zeros(len(names))
    # What the index doesn't know counts as its rarest, less the more of these questions have it.
    return np.where(known > 0, known, np.maximum(rarest - np.log(np.maximum(times, 1)), 1.0)), rarest - _COMMON


def _sums(vectors: _Vectors, first: int, last: int) -> NDArray[np.float64]:
    """How alike the questions from `first` up to `last` and each that stands behind them are, row by row."""
    mine = np.arange(vectors.starts[first], vectors.starts[last])
    begins = vectors.place[mine] + 1
    counts = vectors.begins[vectors.at[mine] + 1] - begins
    # The positions of all others that have a feature, one behind the other.
    others = np.arange(counts.sum()) + np.repeat(begins - _edges(counts)[:-1], counts)
    rows = np.repeat(np.arange(last - first), np.diff(vectors.starts[first : last + 1]))
    keys = np.repeat(rows * vectors.count, counts) + vectors.rows[others]
    weights = vectors.held[others] * np.repeat(vectors.values[mine], counts)
    return np.bincount(keys, weights, minlength=(last - first) * vectors.count).astype(np.float64)


def _blocks(vectors: _Vectors) -> Iterator[tuple[int, int]]:
    """The questions in runs that are compared at once: as many as memory likes, at least one."""
    shared = np.diff(vectors.begins)[vectors.at]
    work = np.diff(np.concatenate([[0], np.cumsum(shared)])[vectors.starts]) + vectors.count
    first, sofar = 0, 0
    for row, more in enumerate(work.tolist()):
        if row > first and sofar + more > _AT_ONCE:
            yield first, row
            first, sofar = row, 0
        sofar += more
    if vectors.count:
        yield first, vectors.count


def _links(normals: Sequence[Normal], index: Index) -> list[dict[int, float]]:
    """For each question those that are at all like it."""
    links: list[dict[int, float]] = [{} for _ in normals]
    if not normals:
        return links
    vectors = _vectors(normals, index)
    for first, last in _blocks(vectors):
        sums = _sums(vectors, first, last)
        near = np.flatnonzero(sums >= _SEEN_FROM)
        ones, others = np.divmod(near, vectors.count)
        for one, other, alike in zip((ones + first).tolist(), others.tolist(), sums[near].tolist(), strict=True):
            links[one][other] = links[other][one] = alike
    return links


def _join(links: list[dict[int, float]]) -> Iterator[list[int]]:
    """Groups by average likeness: the two that are most alike are joined, as long as they are alike enough."""
    members = {one: [one] for one in range(len(links))}
    # Likeness of two groups, summed over the pairs of their questions.
    sums = {one: dict(near) for one, near in enumerate(links)}
    queue = [(-alike, one, other) for one, near in sums.items() for other, alike in near.items()
             if one < other and alike >= ALIKE_FROM]  # fmt: skip
    heapify(queue)
    while queue:
        alike, one, other = heappop(queue)
        # One of the two may have been joined with a third since: then their likeness is another.
        if one not in members or other not in members or -alike != _average(one, other, members, sums):
            continue
        members[one] += members.pop(other)
        for third, total in sums.pop(other).items():
            del sums[third][other]
            if third != one:
                sums[one][third] = sums[third][one] = sums[one].get(third, 0.0) + total
        for third in sums[one]:
            now = _average(one, third, members, sums)
            if now >= ALIKE_FROM:
                heappush(queue, (-now, min(one, third), max(one, third)))
    yield from members.values()


def _average(one: int, other: int, members: dict[int, list[int]], sums: dict[int, dict[int, float]]) -> float:
    first, second = min(one, other), max(one, other)
    return sums[first].get(second, 0.0) / (len(members[first]) * len(members[second]))
