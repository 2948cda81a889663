"""Lines in chat that ask for an edit: what is to be changed, in the person's own words."""

import re
import unicodedata
from dataclasses import dataclass

from handlers.ask.choosing import plain
from handlers.editing import texts
from handlers.message import Text
from knowledge.text import fold


@dataclass(frozen=True, slots=True)
class AddPhrase:
    """One more way of asking about a topic."""

    topic: str
    text: str


@dataclass(frozen=True, slots=True)
class FixContact:
    """Another number or address in the contacts."""

    name: str
    value: str


@dataclass(frozen=True, slots=True)
class SwitchOff:
    """A topic isn't answered; `reason` "": none was given."""

    topic: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class SwitchOn:
    """A topic is answered again."""

    topic: str


@dataclass(frozen=True, slots=True)
class Undo:
    """The last edit made here is taken back."""


Command = AddPhrase | FixContact | SwitchOff | SwitchOn | Undo

# Read without marks; each group is taken from the text as it was typed.
_ADD = re.compile(r"them (?:mot )?(?:cau hoi|cau) mau (?:vao |cho )?(?:chu de )?(.{2,80}?)\s*:\s*(.+)", re.DOTALL)
_FIX = re.compile(
    r"(?:sua|doi|cap nhat) (?:so dien thoai|so may|dien thoai|so lien he|so)(?: cua)? (.{2,120}?)"
    r" (?:thanh|sang|:) ?(.+)"
)
_OFF = re.compile(r"(?:tam )?(?:tat|ngung|ngat) chu de (.{2,120}?)(?:,? (?:vi|do|ly do:?|voi ly do) (.+))?", re.DOTALL)
_ON = re.compile(r"(?:bat|mo)(?: lai)? chu de (.{2,120})")
_PHONE = "[số điện thoại đã che]"


def read_command(content: Text) -> Command | None:
    """What a line asks for; None when it asks for no edit."""
    text = " ".join(unicodedata.normalize("NFC", content.text).split())
    if plain(text) in texts.WORDS_UNDO:
        return Undo()
    folded = fold(text.lower())
    if len(folded) != len(text):
        return None
    if found := _ADD.fullmatch(folded):
        return AddPhrase(_typed(text, found, 1), _typed(text, found, 2).strip("“”\"' "))
    if found := _FIX.fullmatch(folded):
        return FixContact(_typed(text, found, 1), _with_phones(_typed(text, found, 2), content.phones))
    if found := _OFF.fullmatch(folded):
        return SwitchOff(_typed(text, found, 1), _typed(text, found, 2) if found[2] else "")
    found = _ON.fullmatch(folded)
    return SwitchOn(_typed(text, found, 1)) if found else None


def _typed(text: str, found: re.Match[str], group: int) -> str:
    return text[found.start(group) : found.end(group)].strip()


def _with_phones(text: str, phones: tuple[str, ...]) -> str:
    """A public number, masked like every other on its way in, as it was typed."""
    for phone in phones:
        text = text.replace(_PHONE, _spaced(phone), 1)
    return text


def _spaced(phone: str) -> str:
    """A number as people write it: `0238 3111222`, `0912 345 678`."""
    if len(phone) == 11 and phone.startswith("02"):
        return f"{phone[:4]} {phone[4:]}"
    return f"{phone[:4]} {phone[4:7]} {phone[7:]}" if len(phone) == 10 and phone.startswith("0") else phone
