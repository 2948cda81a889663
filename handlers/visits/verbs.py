"""The verbs of work in a line: those that make a subject a campaign, those of helping, those of work done."""

from handlers.visits.line import Line
from handlers.visits.refining import NOT_LEARNING
from knowledge.activities import ActivityTerms

# The marks that a verb must have, where the same letters with other marks are another word.
_MARKS = {
    "bay": "bày", "chi": "chỉ", "dan": "dán", "day": "dạy", "tai": "tải", "don": "đón", "dien": "điền", "tham": "thăm",
    "lap": "lập", "goi": "gọi", "in": "in", "khai": "khai", "hoc": "học", "tap": "tập", "nghe": "nghe",
}  # fmt: skip
# The same, but written without marks in a marked line they are the verb.
_MARKS_OR_NONE = {"dua": "đưa", "dang": "đăng", "phat": "phát", "gap": "gặp", "lam": "làm", "cai": "cài"}
_DOUBTFUL = frozenset({"dan", "don", "tai", "tham", "tap"})
_SHOWING = frozenset({"bay", "chi"})


def note_verbs(line: Line, terms: ActivityTerms) -> None:
    """Take the verbs that are no part of anything read before, the longest first."""
    said = set(line.plains)
    for verbs, what in ((terms.campaign, "campaign"), (terms.helping, "verb"), (terms.working, "verb")):
        for verb in sorted((verb for verb in verbs if said.issuperset(verb)), key=len, reverse=True):
            for at in range(len(line.plains)):
                free = line.plains[at : at + len(verb)] == list(verb) and not any(line.taken[at : at + len(verb)])
                if free and (len(verb) > 1 or _is_verb(line, at)):
                    line.take(at, len(verb), what)


def _is_verb(line: Line, at: int) -> bool:
    plain, marks = line.plain(at), line.marks(at)
    if plain == "hoc" and line.plain(at + 1) in NOT_LEARNING:
        return False
    if plain in _MARKS_OR_NONE:
        return marks in (plain, _MARKS_OR_NONE[plain])
    if plain not in _MARKS:
        return True
    if line.marked:
        return marks == _MARKS[plain]
    if plain in _SHOWING:
        return not line.number(at - 1) and line.plain(at + 1) not in ("nguoi", "em", "hoi", "ho")
    return plain not in _DOUBTFUL
