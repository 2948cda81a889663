"""Whether a way of asking is there already, in the content or in a draft, near enough to be the same."""

from collections.abc import Iterator, Sequence

import numpy as np

from bot.editing import texts_questions as texts
from bot.editing.editor import EditingError
from handlers.editing.edit import StoredEdit
from knowledge.corpus import Role
from knowledge.index import Index
from knowledge.likeness import likeness, same_words
from knowledge.mask import without_masks

LONGEST = 500
# From here on a wording teaches nothing that another doesn't.
NEAR = 0.85
_SHORTLIST = 20


def clean_wording(text: str) -> str:
    """A question as a phrase: what was masked left out, single spaces. Raises `EditingError`."""
    text = " ".join(without_masks(text).split())
    if not any(letter.isalpha() for letter in text):
        raise EditingError(texts.NO_WORDS)
    if len(text) > LONGEST:
        raise EditingError(texts.TOO_LONG.format(length=len(text), most=LONGEST))
    return text


def refuse_known(text: str, index: Index, drafts: Sequence[StoredEdit]) -> None:
    """Raises `EditingError` naming the phrase that is near enough, and where it stands."""
    waiting = [(phrase, draft.id) for draft in drafts for phrase in _phrases_of(draft)]
    known = [_named(line, label, index) for line, label in _nearest_lines(text, index)]
    alike = likeness(text, [*(phrase for phrase, _ in known), *(phrase for phrase, _ in waiting)], index)
    for (phrase, owner), near in zip(known, alike[: len(known)], strict=True):
        if near >= NEAR:
            raise EditingError(texts.ALIKE.format(phrase=phrase, owner=owner))
    for (phrase, number), near in zip(waiting, alike[len(known) :], strict=True):
        if near >= NEAR:
            raise EditingError(texts.ALIKE_DRAFT.format(number=number, phrase=phrase))


def _nearest_lines(text: str, index: Index) -> list[tuple[str, str]]:
    """The phrases that are nearest by the index, each with its label, the nearest first."""
    normal = index.content.lexicon.normalise(text)
    scores = index.row_scores(index.vector(normal))
    asked = np.array([row.role is Role.PHRASE for row in index.rows])
    # The index passes over what many lines share: the very same words come first whatever they are.
    same = np.array([line == normal.text for line in index.row_texts])
    best = np.argsort(-np.where(asked, scores + 2 * same, -1.0), kind="stable")[:_SHORTLIST]
    rows = [(index.row_texts[place], index.labels[index.rows[place].label]) for place in best.tolist() if asked[place]]
    return list(dict.fromkeys(rows))


def _named(line: str, label: str, index: Index) -> tuple[str, str]:
    """A line of the index as it was written, and whose it is."""
    content = index.content
    if label in content.topics:
        phrases: Sequence[str] = [phrase.text for phrase in content.topics[label].phrases]
        owner = texts.OWNER_TOPIC.format(title=content.topics[label].title)
    elif label.startswith("-"):
        phrases = content.outside[label[1:]].phrases
        owner = texts.OWNER_OUTSIDE.format(name=content.outside[label[1:]].name)
    else:
        phrases = content.talk[label[1:]].phrases if label[1:] in content.talk else content.unrelated
        owner = texts.OWNER_TALK
    return next((phrase for phrase in phrases if same_words(phrase, index) == line), line), owner


def _phrases_of(draft: StoredEdit) -> Iterator[str]:
    """The phrases that a draft adds."""
    after = draft.edit.after
    if draft.edit.path[:1] == ("phrases",) and isinstance(after, list) and len(after) == 2:
        yield str(after[1])
    elif isinstance(after, dict) and isinstance(after.get("phrases"), list):
        before = draft.edit.before.get("phrases", []) if isinstance(draft.edit.before, dict) else []
        yield from (str(phrase) for phrase in after["phrases"] if phrase not in before)
