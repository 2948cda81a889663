"""A reply as Telegram shows it: parts in HTML that fit one message each, and rows of buttons. Pure.

Telegram's limits (https://core.telegram.org/bots/api): 4,096 characters a message, 1,024 a caption, counted in UTF-16
units without the markup.
"""

import html
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from handlers.action import Verb, encode
from handlers.reply import Bullets, Link, Paragraph, Press, Reply, Small

LONGEST_MESSAGE = 4_096
LONGEST_CAPTION = 1_024
# What a button shows on a phone 360 points wide when two share a row, and when several numbers do.
HALF_A_ROW = 16
TINY = 3
TINY_IN_A_ROW = 5
# What the link to the private conversation hands over.
PRIVATE_PAYLOAD = "hoi"

# Telegram refuses or drops what has no shape; a line break and a tab have one.
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
_BREAKS = ("\n", ". ", "; ", " ")


@dataclass(frozen=True, slots=True)
class _Piece:
    """Text of one style with what stands between it and the piece before."""

    gap: str
    text: str
    start: str = ""
    end: str = ""

    def html(self) -> str:
        return f"{self.start}{html.escape(self.text, quote=False)}{self.end}"


def units(text: str) -> int:
    """How long Telegram counts a text: in UTF-16 units."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def parts(reply: Reply, longest: int = LONGEST_MESSAGE) -> list[str]:
    """The text of a reply in HTML, in as many messages as it needs, cut between paragraphs where that can be."""
    found: list[str] = []
    shown, length = "", 0
    pieces = list(_fitting(_pieces(reply), longest))
    for piece, after in zip_longest(pieces, pieces[1:]):
        size = units(piece.text)
        with_list = units(after.gap + after.text) if after and piece.text.endswith(":") else 0
        wanted = size + with_list if size + with_list <= longest else size
        if shown and length + len(piece.gap) + wanted > longest:
            found.append(shown)
            shown, length = "", 0
        if shown:
            shown, length = shown + piece.gap, length + len(piece.gap)
        shown, length = shown + piece.html(), length + size
    return [*found, shown] if shown else found


def keyboard(presses: Sequence[Press], username: str = "") -> InlineKeyboardMarkup | None:
    """The buttons below a message; None when there are none.

    `username`: the bot's; without it the button that leads to the private conversation is left out.
    """
    shown = [button for press in presses if (button := _button(press, username))]
    return InlineKeyboardMarkup(_rows(shown)) if shown else None


def _button(press: Press, username: str) -> InlineKeyboardButton | None:
    label = _CONTROLS.sub("", press.label)
    if press.action.verb is Verb.PRIVATE:
        link = f"https://t.me/{username}?start={PRIVATE_PAYLOAD}"
        return InlineKeyboardButton(label, url=link) if username else None
    return InlineKeyboardButton(label, callback_data=encode(press.action))


def _rows(buttons: Sequence[InlineKeyboardButton]) -> list[list[InlineKeyboardButton]]:
    """Rows in order: numbers five a row, short labels two, long ones alone."""
    rows: list[list[InlineKeyboardButton]] = []
    room = 0
    for button in buttons:
        fits = _in_a_row(button.text)
        if rows and room > 0 and fits == _in_a_row(rows[-1][0].text):
            rows[-1].append(button)
            room -= 1
        else:
            rows.append([button])
            room = fits - 1
    return rows


def _in_a_row(label: str) -> int:
    return TINY_IN_A_ROW if len(label) <= TINY else 2 if len(label) <= HALF_A_ROW else 1


def _pieces(reply: Reply) -> Iterator[_Piece]:
    if reply.title:
        yield _Piece("\n\n", _clean(reply.title), "<b>", "</b>")
    heading = False
    for block in reply.blocks:
        match block:
            case Paragraph(text):
                yield _Piece("\n\n", _clean(text))
            case Small(text):
                yield _Piece("\n\n", _clean(text), "<i>", "</i>")
            case Bullets(items, numbered):
                for number, item in enumerate(items, 1):
                    mark = f"{number}." if numbered else "•"
                    yield _Piece("\n\n" if number == 1 and not heading else "\n", f"{mark} {_clean(item)}")
            case Link(label, url):
                yield _link(_clean(label) or url, url)
        # What ends in a colon stands right above its list, and stays with it.
        heading = isinstance(block, Paragraph) and _clean(block.text).endswith(":")


def _link(label: str, url: str) -> _Piece:
    # Telegram makes links of web addresses only; others are shown so that they can be typed.
    if re.match(r"https?://", url):
        return _Piece("\n\n", label, f'<a href="{html.escape(url)}">', "</a>")
    return _Piece("\n\n", f"{label}: {_clean(url)}")


def _clean(text: str) -> str:
    return _CONTROLS.sub("", text).strip()


def _fitting(pieces: Iterator[_Piece], longest: int) -> Iterator[_Piece]:
    """The pieces, those that are longer than a message cut; every part of one carries its whole markup."""
    for piece in pieces:
        rest, gap = piece.text, piece.gap
        while units(rest) > longest:
            head, rest = _cut(rest, longest)
            yield _Piece(gap, head, piece.start, piece.end)
            gap = "\n"
        if rest:
            yield _Piece(gap, rest, piece.start, piece.end)


def _cut(text: str, longest: int) -> tuple[str, str]:
    """The beginning that fits, up to a line's, sentence's or word's end in its second half, and what is left."""
    end = longest
    while units(text[:end]) > longest:
        # A character is one unit or two.
        end -= max(1, (units(text[:end]) - longest) // 2)
    for mark in _BREAKS:
        at = text.rfind(mark, end // 2, end)
        if at > 0:
            return text[: at + len(mark)].rstrip() or text[:end], text[at + len(mark) :].lstrip()
    while end > 1 and (unicodedata.combining(text[end]) or text[end] in "\u200d\ufe0f"):
        end -= 1
    return text[:end], text[end:]
