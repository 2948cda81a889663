"""Which questions ask the same: grouped by their words without marks, and by runs of letters, words and ideas.

The features are those of the index (knowledge/features.py), weighed by how rare they are in it; what the index doesn't
know weighs most, since that is what a question without an answer is about.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from heapq import heapify, heappop, heappush
from math import log

import numpy as np
from numpy.typing import NDArray

from knowledge.features import families
from knowledge.index import Floats, Index, Ints
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


def same_words(text: str, index: Index) -> str:
    """What two questions share that differ in marks, chat spelling or Telex left-overs alone."""
    return index.content.lexicon.normalise(without_masks(text)).text


def likeness(text: str, others: Sequence[str], index: Index) -> list[float]:
    """How alike a question and each of the others are: 0 to 1."""
    normals = [_normal(one, index) for one in (text, *others)]
    starts, at, values = _vectors(normals, index)
    return list(_one_to_all(0, starts, at, values, _postings(starts, at, values))[1:].tolist())


def group_alike(texts: Sequence[str], index: Index) -> list[list[int]]:
    """The positions of the texts in groups that ask the same, the largest group first.

    Within a group stands first what is most like the rest of it. The same texts in the same order give the same groups.
    """
    places: dict[str, list[int]] = {}
    normals: list[Normal] = []
    for place, text in enumerate(texts):
        normal = _normal(text, index)
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


def _normal(text: str, index: Index) -> Normal:
    return index.content.lexicon.normalise(without_masks(text))


def _weight(one: int, members: Sequence[int], links: list[dict[int, float]], distinct: list[list[int]]) -> float:
    """How well a wording stands for its group: near to the others, those asked often counting more."""
    near = links[one]
    return len(distinct[one]) + sum(len(distinct[other]) * near.get(other, 0.0) for other in members)


def _vectors(normals: Sequence[Normal], index: Index) -> tuple[Ints, Ints, Floats]:
    """Each question's features and their values, one behind the other: where each begins, positions, values."""
    counted = [families(normal)[:_FAMILIES] for normal in normals]
    rarities = [_rarities(index, number, [one[number] for one in counted]) for number in range(_FAMILIES)]
    names: dict[tuple[int, str], int] = {}
    starts, at, values = [0], [], []
    for one in counted:
        for number, family in enumerate(one):
            rare = rarities[number]
            weighed = [(name, (1 + log(count)) * rare[name]) for name, count in family.items() if name in rare]
            length = (_FAMILIES * sum(value * value for _, value in weighed)) ** 0.5
            at += [names.setdefault((number, name), len(names)) for name, _ in weighed]
            values += [value / length for _, value in weighed]
        starts.append(len(at))
    return np.array(starts, np.int32), np.array(at, np.int32), np.array(values, np.float32)


def _rarities(index: Index, number: int, families: Sequence[Counter[str]]) -> dict[str, float]:
    """How rare each feature of a family is; those that are in so many lines that they tell nothing are left out."""
    known = dict(zip(index.features[number], index.rarity[number].tolist(), strict=False))
    rarest = max(known.values(), default=1.0)
    times = Counter(name for family in families for name in family)
    # What the index doesn't know counts as its rarest, less the more of these questions have it.
    rare = {name: known.get(name) or max(rarest - log(count), 1.0) for name, count in times.items()}
    return {name: value for name, value in rare.items() if value >= rarest - _COMMON}


def _postings(starts: Ints, at: Ints, values: Floats) -> tuple[Ints, Ints, Floats]:
    """The same by feature: where each begins, the questions that have it, its values there."""
    rows = np.repeat(np.arange(len(starts) - 1, dtype=np.int32), np.diff(starts))
    order = np.argsort(at, kind="stable")
    counts = np.bincount(at, minlength=1)
    return np.concatenate([[0], np.cumsum(counts)]).astype(np.int32), rows[order], values[order]


def _one_to_all(
    one: int, starts: Ints, at: Ints, values: Floats, postings: tuple[Ints, Ints, Floats]
) -> NDArray[np.float64]:
    begins, rows, held = postings
    mine = at[starts[one] : starts[one + 1]]
    spans = list(zip(begins[mine].tolist(), begins[mine + 1].tolist(), strict=True))
    if not spans:
        return np.zeros(len(starts) - 1)
    others = np.concatenate([rows[first:last] for first, last in spans])
    weights = np.concatenate([held[first:last] for first, last in spans])
    weights *= np.repeat(values[starts[one] : starts[one + 1]], begins[mine + 1] - begins[mine])
    return np.bincount(others, weights, minlength=len(starts) - 1).astype(np.float64)


def _links(normals: Sequence[Normal], index: Index) -> list[dict[int, float]]:
    """For each question those that are at all like it."""
    starts, at, values = _vectors(normals, index)
    postings = _postings(starts, at, values)
    links: list[dict[int, float]] = []
    for one in range(len(normals)):
        alike = _one_to_all(one, starts, at, values, postings)
        near = np.flatnonzero(alike >= _SEEN_FROM)
        links.append({other: float(alike[other]) for other in near.tolist() if other != one})
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
