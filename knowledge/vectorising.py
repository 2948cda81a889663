"""Many lines as one matrix of features: what `knowledge.index.vectorise` makes of one question, at once."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np
from scipy.sparse import csr_matrix, diags, hstack

from knowledge.features import families
from knowledge.index import FAMILY_WEIGHTS, Floats, Ints
from knowledge.lexicon import Lexicon

# A feature seen once says little and costs memory; words with marks repeat less.
SEEN_AT_LEAST = (2, 2, 3)


@dataclass(frozen=True, slots=True)
class Counts:
    """Features of one family in some lines: every name once, which name and how often, and how many each line has."""

    names: list[str]
    at: Ints
    times: Floats
    lengths: Ints


@dataclass(frozen=True, slots=True)
class Part:
    """Some lines, read: their words in one line each, and the counts of each family."""

    texts: list[str]
    families: list[Counts]


def read_part(lexicon: Lexicon, texts: Sequence[str]) -> Part:
    """Some lines, read: the dear part, done for parts of all lines side by side."""
    normals = [lexicon.normalise(text) for text in texts]
    by_family = zip(*map(families, normals), strict=True)
    return Part([normal.text for normal in normals], [_counts(counters) for counters in by_family])


def _counts(counters: Sequence[Counter[str]]) -> Counts:
    places = _places()
    at = np.fromiter(map(places.__getitem__, chain.from_iterable(counters)), np.int32)
    times = np.fromiter(chain.from_iterable(line.values() for line in counters), np.float32)
    return Counts(list(places), at, times, np.fromiter(map(len, counters), np.int32))


def _places() -> defaultdict[str, int]:
    """The place of each name, in the order in which they are first asked for."""
    places: defaultdict[str, int] = defaultdict()
    places.default_factory = places.__len__
    return places


def _joined_counts(parts: Sequence[Counts]) -> tuple[list[str], csr_matrix]:
    """Every name, and how often each line of all parts holds it."""
    places = _places()
    renumbered = [np.fromiter(map(places.__getitem__, part.names), np.int32)[part.at] for part in parts]
    starts = np.cumsum([0, *chain.from_iterable(part.lengths for part in parts)])
    times = np.concatenate([part.times for part in parts])
    return list(places), csr_matrix((times, np.concatenate(renumbered), starts), shape=(len(starts) - 1, len(places)))


def vectorised(
    parts: Sequence[Sequence[Counts]], learned: Sequence[int]
) -> tuple[list[list[str]], list[Floats], csr_matrix]:
    """Of each family the features that are kept and how rare each is among the lines learned from; and all lines in
    them, as `knowledge.index.vectorise` has one."""
    known, rarity, blocks = [], [], []
    for counts_of, least, weight in zip(zip(*parts, strict=True), SEEN_AT_LEAST, FAMILY_WEIGHTS, strict=True):
        names, counts = _joined_counts(counts_of)
        times_seen = np.diff(counts[learned].tocsc().indptr)
        kept = np.flatnonzero(times_seen >= least)
        kept = kept[np.argsort(np.array(names)[kept])]
        rare = (np.log((1 + len(learned)) / (1 + times_seen[kept])) + 1).astype(np.float32)
        block = counts[:, kept]
        block.data = (1 + np.log(block.data)).astype(np.float32)
        block = block @ diags(rare)
        lengths = np.sqrt(np.asarray(block.multiply(block).sum(axis=1)).ravel())
        blocks.append(diags(weight / np.where(lengths, lengths, 1)) @ block)
        known.append([names[at] for at in kept])
        rarity.append(rare)
    return known, rarity, hstack(blocks, "csr")
