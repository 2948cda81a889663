"""Corrections inside a line: what was taken back is left out ("10, à 11", "5 chứ không phải 4")."""

from collections.abc import Sequence

from handlers.visits.words import Word

_MARKERS = (
    "a nham",
    "y nham",
    "nham",
    "a khong",
    "a lon",
    "lon",
    "y lon",
    "a quen",
    "sua lai",
    "dinh chinh",
    "u nham",
    "noi nham",
    "ghi nham",
    "viet nham",
    "y la",
    "a",
    "chinh xac la",
    "nham roi",
    "khong",
    "y quen",
    "ui nham",
    "u",
    "y",
    "quen",
)
_FIRST = frozenset(marker.split()[0] for marker in _MARKERS)
_NUMBERS = frozenset({"mot", "hai", "ba", "bon", "nam", "sau", "bay", "tam", "chin", "muoi"})
_KINDS = frozenset({"xom", "thon", "ban", "khoi", "hom", "sang", "chieu", "toi", "thu", "ngay", "t"})
_LABELS = frozenset({"xom", "thon", "ban", "khoi", "muc", "thu", "lop", "ngay", "hom", "thang", "to", "tdp", "buoi"})
_DAYS = frozenset({"hom", "bua", "sang", "trua", "chieu", "toi", "thu", "chu", "ngay", "t", "tuan"})
_PEOPLE = frozenset(
    {"nguoi", "ca", "ho", "em", "cu", "ba", "ong", "chau", "bac", "truong", "ban", "luot", "hoc", "nha", "chi", "anh"}
    | {"thanh", "phu", "dan", "hoi", "co", "chu", "gia", "doan", "be", "dua"}
)
# Farther back than this a number is taken back only where it counts persons.
_NEAR = 8


def corrected(words: Sequence[Word]) -> list[Word]:
    """The words without what a correction takes back."""
    out = list(words)
    out = _not_but(out)
    at = 0
    while at < len(out):
        size = _marker(out, at)
        if size:
            out, at = _replace(out, at, size)
        else:
            at += 1
    return out


def _plain(words: Sequence[Word], at: int) -> str:
    return words[at].plain if 0 <= at < len(words) else ""


def _number(words: Sequence[Word], at: int) -> bool:
    return _plain(words, at).isdigit() or _plain(words, at) in _NUMBERS


def _not_but(words: list[Word]) -> list[Word]:
    """ "5 chứ không phải 4 (người)" → 5; "không phải 4 mà 5" → 5."""
    plains = [word.plain for word in words]
    for at in range(len(plains) - 2):
        negated = at + 2 if plains[at : at + 2] == ["khong", "phai"] else 0
        if not negated:
            continue
        start = at - 1 if at and plains[at - 1] == "chu" else at
        if plains[negated : negated + 1] == ["la"]:
            negated += 1
        if (start < at and _counted(words, negated)) or (start and words[start - 1].digits):
            end = negated
            while end < len(plains) and plains[end] not in (",", ".", ";", "va", "(", ")") and end < negated + 4:
                end += 1
                if words[end - 1].digits and not (
                    end < len(plains) and plains[end] in ("nguoi", "ca", "ho", "em", "cu")
                ):
                    break
                if end - negated >= 2 and plains[end - 1] in ("nguoi", "ca", "ho", "em", "cu"):
                    break
            return words[:start] + words[end:]
        if start < at:
            continue
        for but in range(negated + 1, min(len(plains), negated + 5)):
            if plains[but] in ("ma", "la"):
                return words[:at] + words[but + (2 if plains[but : but + 2] == ["ma", "la"] else 1) :]
    return words


def _counted(words: Sequence[Word], at: int) -> bool:
    """Whether a number or a day is denied, not a name ("chứ không phải Mỹ Thanh")."""
    return _plain(words, at) in _DAYS or any(_number(words, at + step) for step in range(2))


def _marker(words: Sequence[Word], at: int) -> int:
    if words[at].plain not in _FIRST:
        return 0
    for marker in _MARKERS:
        parts = marker.split()
        if [word.plain for word in words[at : at + len(parts)]] != parts:
            continue
        end = at + len(parts)
        while _plain(words, end) in (",", "la", ".", "phai"):
            end += 1
        single = len(parts) == 1
        comma = _plain(words, at - 1) in (",", ".", "-", "(") or _number(words, at - 1)
        if single and not comma and marker not in ("nham", "lon"):
            return 0
        if marker == "a" and words[at].capital:
            # "9A, 9B": classes.
            return 0
        if marker in ("a quen", "quen", "y quen") and _plain(words, end) in ("them", "con", "nua"):
            return 0
        if marker in ("khong", "a khong") and _plain(words, at - 1) not in (",", ".", "a"):
            return 0
        if not (_number(words, end) or _plain(words, end) in _KINDS):
            return 0
        return end - at
    return 0


def _replace(words: list[Word], at: int, size: int) -> tuple[list[Word], int]:
    """Drop what stands before the marker and is of the kind of what follows it."""
    end = at + size
    before = at
    while before > 0 and words[before - 1].plain in (",", ".", "-", "(", "a", "y", "u"):
        before -= 1
    following = _plain(words, end)
    if following in _KINDS:
        same = (
            ("xom", "thon", "ban", "khoi")
            if following in ("xom", "thon", "ban", "khoi")
            else ("hom", "sang", "chieu", "toi", "thu", "ngay", "t")
        )
        for start in range(before - 1, -1, -1):
            if words[start].plain in same and not _number(words, start - 1):
                length = 2
                return words[:start] + words[start + length : before] + [Word(",", ",")] + words[end:], before
        return [*words[:before], Word(",", ","), *words[end:]], before + 1
    for start in range(before - 1, -1, -1):
        if not _number(words, start) or _plain(words, start - 1) in _LABELS:
            continue
        if before - start > _NEAR and not (words[start].digits and _plain(words, start + 1) in _PEOPLE):
            continue
        unit = _plain(words, start + 1)
        begun = start
        new_unit = _plain(words, end + 1)
        known = new_unit in _PEOPLE
        if start + 1 == before or not known:
            # "10, à 11 người" and "10 người, à 11": the new number takes the old one's place.
            kept = [words[end], *words[start + 1 : before]]
            return words[:begun] + kept + words[end + 1 :], begun + len(kept)
        if known and unit == new_unit:
            kept = [words[end], *words[start + 1 : before], Word(",", ",")]
            return words[:begun] + kept + words[end + 2 :], begun + len(kept)
        return [*words[:begun], *words[end : end + 2], *words[start + 1 : before], *words[end + 2 :]], end
    return words, end
