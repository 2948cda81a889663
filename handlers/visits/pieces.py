"""The parts of a line that answers a question or corrects a draft, and whether anything else stands in it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from handlers.visits.assembling import Told, assemble
from handlers.visits.corrections import corrected
from handlers.visits.counts import find_counts
from handlers.visits.dates import Day, find_dates
from handlers.visits.hamlets import Place, find_hamlets
from handlers.visits.line import Line
from handlers.visits.outcomes import Said, find_said, spreads
from handlers.visits.refining import Named
from handlers.visits.subjects import find_subjects
from handlers.visits.units import Count
from handlers.visits.words import Word, read_words
from knowledge.activities import load_activity_terms
from knowledge.text import clean, fold

# Words of a correction that carry nothing of the visit themselves.
_FILLERS = frozenset({
    "nhe", "nha", "nhi", "thoi", "chu", "khong", "phai", "moi", "dung", "nham", "sua", "lai", "la", "thanh", "ghi",
    "cho", "em", "toi", "anh", "minh", "tui", "a", "da", "vang", "oi", "cai", "ca", "nguoi", "do", "nay", "no",
    "duoc", "het", "roi", "giup", "them", "bo", "tru", "nua", "va", "con", "so", "luot", "o", "tai", "tong", "cong",
    "tat", "ra", "doi", "luc", "thi", "the", "rua", "chinh", "xac", "trong", "co", "voi", "cung", "chac", "lon",
    "xoa", "y", "u", "ui", "chua", "xong", "ok", "dum", "ho", "nhung", "ma", "lam", "mot", "bang", "truoc",
    "khoang", "tam", "gan", "hon", "chung", "dau",
})  # fmt: skip
_QUESTION = re.compile(
    r"\?|\b(?:gi|chi|nao|mo|sao|rang|dau|bao nhieu|bao lau|bao gio|khi nao|may ngay|may gio|giay to|le phi|thu tuc"
    r"|can(?! cuoc| ngheo)|muon|hoi|ai|khong hay|hay khong|hay phai)(?= |$)|\b(?:khong|chua)(?: a)?$"
)
# How the words of a question are written with marks: "hội", "chỉ" and "đầu" ask nothing.
_ASKING_WORDS = {
    "gi": "gì", "chi": "chi", "nao": "nào", "mo": "mô", "sao": "sao", "rang": "răng", "dau": "đâu", "can": "cần",
    "muon": "muốn", "hoi": "hỏi",
}  # fmt: skip
_NOT_YET = re.compile(r"\b\d+ \w+ chua$")
# What somebody does who helped; without it a line of a member is as likely a question.
_HELPING = re.compile(
    r"\b(?:giup|bay|tap huan|huong dan|hdan|hd|ho tro|day|tuyen truyen|van dong|tro giup|lam cho|cai cho|to chuc"
    r"|bao cao|ghe|xuong|di|gap|tap)\b|\b(?:xong|ok)(?: het| ca| roi)?\W*$"
)
_FEW = 3
_MANY = 10
_ADDING = frozenset({"them", "nua"})
_CUTTING = ("bo", "xoa", "tru", "khong co", "khong lam", "bot")
_REPLACING = re.compile(r"\b(?:nham|sua|khong phai|doi thanh|thanh|dung ra|dinh chinh)\b")
_MARKS = re.compile(r"\b(?:chu|lai la|doi|thoi|nhe|nha|moi dung|chinh xac|a khong)\b")
# Said for politeness at the end; a number before them counts as it would without them.
_ENDING = re.compile(
    r"(?:[\s,.!]+(?:thôi|thoi|thui|nhé|nhe|nhá|nha|nghe|ạ|a|mà|đó|hè|em|ơi|mới đúng|moi dung))+[\s.!]*$", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Pieces:
    """What stands in a line.

    `old`: the number that it takes back; `rest`: words that belong to none of it; `adding`, `cutting`, `replacing`,
    `marked`: how it says that it corrects; `spread`: it holds for all ("xong hết", "tổng 20"); `asking`: it is a
    question.
    """

    days: tuple[Day, ...]
    places: tuple[Place, ...]
    subjects: tuple[Named, ...]
    counts: tuple[Count, ...]
    said: tuple[Said, ...]
    told: Told
    old: int | None
    rest: tuple[str, ...]
    adding: bool
    cutting: bool
    replacing: bool
    marked: bool
    spread: bool
    asking: bool

    @property
    def empty(self) -> bool:
        """Whether nothing of a visit stands there."""
        return not (self.days or self.places or self.subjects or self.counts or self.said)

    @property
    def people(self) -> tuple[Count, ...]:
        """The counts of persons."""
        return tuple(count for count in self.counts if count.unit != "household")


def tells_a_visit(pieces: Pieces, text: str) -> bool:
    """Whether a line that reads like a note is one and not a member's question.

    It says where, for how many, or that it was help. Of 777 questions of residents fewer than 1 % pass, of the notes
    99 % (tests/handlers/visits/test_changing_a_draft.py).
    """
    helping = _HELPING.search(fold(clean(text))) is not None
    if pieces.places:
        return bool(pieces.counts) or not pieces.asking
    if pieces.counts:
        # Nobody asks for ten persons at once.
        many = any((count.value or 0) >= _MANY for count in pieces.counts)
        if pieces.asking:
            return helping or (many and bool(pieces.days))
        return helping or many or bool(pieces.days) or len(pieces.rest) <= _FEW
    return helping and not pieces.asking


def read_pieces(text: str, today: date, hamlets: Sequence[str]) -> Pieces:
    """Everything that a line says of a visit, as `parse_note` reads it, whether it is a note or not."""
    terms = load_activity_terms()
    typed = read_words(_ENDING.sub("", text), terms)
    line = Line(corrected(typed))
    places = find_hamlets(line, hamlets)
    days = find_dates(line, today)
    subjects = find_subjects(line, terms)
    said = find_said(line)
    counts = find_counts(line)
    told = assemble(line, subjects, counts, said, ())
    plain = " ".join(word.plain for word in read_words(text, terms))
    replacing = bool(_REPLACING.search(plain))
    return Pieces(
        tuple(days),
        tuple(places),
        tuple(subjects),
        tuple(counts),
        tuple(said),
        told,
        _taken_back(typed),
        tuple(line.plains[at] for at in range(len(line.words)) if _is_rest(line, at)),
        bool(_ADDING & set(line.plains)),
        any(plain.startswith(f"{word} ") for word in _CUTTING),
        replacing,
        replacing or bool(_MARKS.search(plain)),
        spreads(line, 0, len(line.words)) or "tong" in line.plains,
        _asks(read_words(text, terms)),
    )


def _asks(typed: Sequence[Word]) -> bool:
    """Whether the words are a question's; "1 cụ chưa" at the end is a number."""
    meant = (word.marked in (word.plain, _ASKING_WORDS.get(word.plain, word.marked)) for word in typed)
    plain = " ".join(word.plain if asking else "-" for word, asking in zip(typed, meant, strict=True))
    return bool(_QUESTION.search(plain)) and not _NOT_YET.search(plain)


def _is_rest(line: Line, at: int) -> bool:
    return not line.taken[at] and line.plains[at] not in _FILLERS and line.plains[at].isalnum()


def _taken_back(words: Sequence[Word]) -> int | None:
    """The number after "không phải"."""
    plains = [word.plain for word in words]
    for at in range(1, len(plains)):
        if plains[at - 1 : at + 1] == ["khong", "phai"]:
            return next((int(word) for word in plains[at + 1 : at + 4] if word.isdecimal() and len(word) < 5), None)
    return None
