"""What of a question is compared: letters, words and ideas as strings, each of a named family."""

from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from itertools import chain, pairwise

from knowledge.lexicon import Normal

LETTER_SIZES = (2, 3, 4, 5)
READ_WORDS = 400


def letters(words: tuple[str, ...]) -> Iterator[str]:
    """Runs of two to five letters inside each word with its edges, as scikit-learn's `char_wb` takes them."""
    return chain.from_iterable(_often(word) if len(word) <= _OFTEN else _letters_of(word) for word in words)


def _letters_of(word: str) -> tuple[str, ...]:
    edged = f" {word} "
    found: list[str] = []
    for size in LETTER_SIZES:
        if size >= len(edged):
            found.append(edged)
            break
        found += [edged[start : start + size] for start in range(len(edged) - size + 1)]
    return tuple(found)


# Syllables come again and again; what is longer is hardly ever one, and would fill the memory.
_OFTEN = 7
_often = lru_cache(maxsize=16384)(_letters_of)


def across(words: tuple[str, ...]) -> Iterator[str]:
    """Runs of letters over the gap between two words: they survive words glued together or torn apart."""
    for first, second in pairwise(words):
        yield f"_{first[-2:]}{second[:2]}"


def word_runs(words: tuple[str, ...]) -> Iterator[str]:
    """Single words and pairs, and pairs with one word between them."""
    for position, word in enumerate(words):
        yield f"w:{word}"
        if position + 1 < len(words):
            yield f"w:{word} {words[position + 1]}"
        if position + 2 < len(words):
            yield f"s:{word} {words[position + 2]}"


def families(question: Normal) -> tuple[Counter[str], Counter[str], Counter[str]]:
    """The features of a question in three families: letters, words without marks with ideas, words with marks."""
    plain = question.plain[:READ_WORDS]
    first = Counter(letters(plain))
    first.update(across(plain))
    second = Counter(word_runs(plain))
    second.update(f"c:{concept}" for concept in question.concepts)
    third: Counter[str] = Counter()
    if not question.toneless:
        marked = question.marked[:READ_WORDS]
        third.update(f"m:{word}" for word in marked)
        third.update(f"m:{first_} {second_}" for first_, second_ in pairwise(marked))
    return first, second, third
