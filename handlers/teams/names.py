"""When two names on a list are one: hamlets and teams without marks, people with them."""

import re
import unicodedata

from knowledge.text import fold, tone_placed

# Family names in Nghệ An, of Kinh, Thái, Thổ, Khơ Mú and Mông, without marks.
FAMILY_NAMES = frozenset(
    {"bach", "bui", "cao", "chu", "cu", "cut", "dao", "dang", "dau", "dinh", "do", "doan", "doi", "duong", "gia",
     "ha", "ho", "hoang", "hua", "hun", "huynh", "kha", "kieu", "lau", "le", "lo", "luong", "lu", "luu", "ly", "mac",
     "mai", "moong", "ngan", "nghiem", "ngo", "nguyen", "nguy", "ninh", "pham", "phan", "pho", "phung", "quach",
     "quang", "sam", "ta", "tang", "thai", "tho", "to", "ton", "tran", "trieu", "trinh", "truong", "tu", "ung",
     "uong", "vang", "vi", "vo", "vu", "vuong", "xeo", "xong"}
)  # fmt: skip
_NO_LETTER = re.compile(r"[\W_]+")
_ZEROS = re.compile(r"\b0+(?=\d)")


def tidy(text: str) -> str:
    """The text in NFC, without control characters, in single spaces."""
    text = unicodedata.normalize("NFC", text)
    kinds = ((char, unicodedata.category(char)) for char in text)
    # Invisible marks of the direction and such part no words.
    return " ".join("".join(" " if kind == "Cc" else char for char, kind in kinds if kind not in ("Cf", "Co")).split())


def place_key(name: str) -> str:
    """How a hamlet, a team, a heading or a role is looked up: `XÓM 01` as `xom 1`."""
    return _ZEROS.sub("", _NO_LETTER.sub(" ", fold(name.lower())).strip())


def person_key(name: str) -> str:
    """How a person is looked up within a team: marks count, since An and Ân are two."""
    return " ".join(tone_placed(word) for word in tidy(name).lower().split())


def settled(known: str, written: str) -> str | None:
    """How a place is written when it is known under one name and comes under another of the same `place_key`.

    A spelling with marks replaces one without; None when both have marks and differ (Bản Na, Bản Nà): they may be two.
    """
    if _spelling(known) == _spelling(written) or fold(written) == written:
        return known
    return written if fold(known) == known else None


def _spelling(name: str) -> str:
    return _ZEROS.sub("", " ".join(tone_placed(word) for word in _NO_LETTER.sub(" ", name.lower()).split()))
