"""From what arrived to a `Message` that may be stored: bounded, well-formed, sensitive numbers masked."""

import re
from datetime import datetime, timedelta

from handlers.message import Button, Content, Text
from knowledge.mask import mask

# How much of a typed text is read. Nobody's question is longer; it bounds the work that one message can cause.
LONGEST_TEXT = 2_000
# No code is longer than 64; one character more keeps a longer one recognisably wrong.
LONGEST_CODE = 65
# An event that is first seen later than this answers nobody's question any more.
OLDEST = timedelta(hours=72)
TOO_OLD = "older_than_72_hours"

# What a cut can leave of a number or a password at the end: the half of it would not be recognised and masked.
_CUT_WORD = re.compile(r"\S{1,64}$")
_CUT_NUMBER = re.compile(r"[\d .+\-]+$")
# What `handlers.action.encode` gives: a version, a verb, and ids; nothing that a sentence could stand in.
_CODE = re.compile(r"\d:[a-z](?::[A-Za-z0-9\-]*)*")


def read_text(raw: str) -> tuple[Text, tuple[str, ...]]:
    """The typed text as it may be stored, and the kinds of what was masked in it."""
    text = _well_formed(raw)
    cut = len(text) > LONGEST_TEXT
    if cut:
        text = _cut(text)
    masked = mask(text)
    return Text(masked.text, cut, masked.phones), tuple(kind.value for kind in masked.found)


def read_code(raw: str) -> tuple[Button, tuple[str, ...]]:
    """A pressed button's code. Nobody types there, but nothing unmasked may be stored from it either."""
    code = _well_formed(raw)[:LONGEST_CODE]
    # One of ours argument by argument: `pass:` before a record's key is no password.
    parts = [mask(part) for part in (code.split(":") if _CODE.fullmatch(code) else [code])]
    found = dict.fromkeys(kind.value for part in parts for kind in part.found)
    return Button(":".join(part.text for part in parts)), tuple(found)


def read_content(*, text: str | None, code: str | None) -> tuple[Content, tuple[str, ...]]:
    """The content of a message that holds a text or else a button's code."""
    return read_code(code) if code is not None else read_text(text or "")


def reason_to_ignore(sent: datetime, now: datetime) -> str | None:
    """Why an event that was sent at `sent` and arrives `now` isn't answered, or None."""
    return TOO_OLD if now - sent > OLDEST else None


def _well_formed(raw: str) -> str:
    # JSON can spell half a surrogate pair, which no UTF-8 file can hold.
    return raw.encode("utf-8", "replace").decode("utf-8")


def _cut(text: str) -> str:
    head, rest = text[:LONGEST_TEXT], text[LONGEST_TEXT:]
    if rest[:1].strip() and head[-1:].strip():
        head = _CUT_WORD.sub("", head) or head
    if re.match(r"[ .+\-]?\d", rest) or re.search(r"\d\S*$", text[: LONGEST_TEXT + 1]):
        head = _CUT_NUMBER.sub("", head) or head
    return head
