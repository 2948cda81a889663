"""Replies as plain text for Zalo, split where a message would be too long. Pure functions.

Zalo allows 2,000 characters a message and doesn't say how it counts. Text is sent in NFC, as Zalo's own keyboards write
it, and measured in UTF-16 units, which is never less than the number of characters.
"""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from handlers.reply import Reply, plain_text

LONGEST = 2_000
# Where a text may be parted, the best place first.
_SEAMS = ("\n\n", "\n", " ")


def length(text: str) -> int:
    """How long a text is, in UTF-16 units."""
    return len(text) + sum(1 for letter in text if ord(letter) > 0xFFFF)


def plain_parts(reply: Reply, limit: int = LONGEST, *, ending: str = "", table: bool = False) -> list[str]:
    """A reply as the texts of one or more messages, none longer than `limit`; none at all for an empty reply.

    `ending`: lines that follow the text and are kept together, in the last message (choices); `table`: show the
    picture as its table. Buttons are the channel's affair.
    """
    blocks = [plain_text(reply)]
    if table and reply.picture:
        blocks.append(reply.picture.table)
    parts = split("\n\n".join(block for block in blocks if block.strip()), limit)
    endings = split(ending, limit)
    if parts and len(endings) == 1 and length(parts[-1]) + length("\n\n" + endings[0]) <= limit:
        parts[-1] += "\n\n" + endings[0]
        return parts
    return parts + endings


def split(text: str, limit: int) -> list[str]:
    """A text in NFC as pieces of at most `limit` units: parted at paragraphs, else at lines, words, letters.

    A line that announces what follows ("Cần mang:") goes with what follows.
    """
    parts: list[list[_Piece]] = []
    for piece in _pieces(_Piece("", unicodedata.normalize("NFC", text).strip()), limit, _SEAMS):
        if parts and length(_join([*parts[-1], piece])) <= limit:
            parts[-1].append(piece)
            continue
        announces = parts[-1].pop() if parts and len(parts[-1]) > 1 and parts[-1][-1].text.endswith(":") else None
        if announces and length(_join([announces, piece])) > limit:
            parts[-1].append(announces)
            announces = None
        parts.append([announces, piece] if announces else [piece])
    return [joined for part in parts if (joined := _join(part).strip())]


@dataclass(frozen=True, slots=True)
class _Piece:
    """What is not parted, and what stands between it and the piece before it."""

    seam: str
    text: str


def _join(pieces: Sequence[_Piece]) -> str:
    return "".join(piece.seam + piece.text for piece in pieces)[len(pieces[0].seam) :]


def _pieces(piece: _Piece, limit: int, seams: Sequence[str]) -> list[_Piece]:
    """A piece, or where it is too long the pieces that it is parted into, each of which fits."""
    if length(piece.text) <= limit:
        return [piece] if piece.text.strip() else []
    if not seams:
        return [_Piece("" if number else piece.seam, letter) for number, letter in enumerate(_letters(piece.text))]
    seam, *finer = seams
    texts = (text.strip() for text in piece.text.split(seam))
    inner = [part for text in texts for part in _pieces(_Piece(seam, text), limit, finer)]
    return [_Piece(piece.seam, inner[0].text), *inner[1:]] if inner else []


def _letters(text: str) -> list[str]:
    """Letters with the marks that stand on them, so that a cut never parts the two."""
    letters: list[str] = []
    for character in text:
        if letters and unicodedata.combining(character) and len(letters[-1]) < 8:
            letters[-1] += character
        else:
            letters.append(character)
    return letters
