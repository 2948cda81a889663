"""Subjects that the words around them make more exact, and those that no name of the list tells."""

# ruff: noqa: E501 - the patterns read better on one line

import re
from collections.abc import Sequence
from dataclasses import dataclass

from handlers.visits.line import Line
from knowledge.activities import Subject


@dataclass(slots=True)
class Named:
    """A subject at words `at` to `end`; `taught`: shown or lectured on, nothing was filed."""

    at: int
    end: int
    subject: Subject
    taught: bool = False


_VNEID = frozenset({Subject("vneid", None), Subject("vneid", "vneid-dang-ky")})
_SKILLS = Subject("ky-nang-so", None)
_SAFETY = Subject("an-toan-thong-tin", None)
_CARD = Subject("dich-vu-cong", "cap-doi-the-can-cuoc")
_OF_CHILDREN = Subject("vneid", "vneid-tre-em")
_FOR_CHILDREN = r"\b(?:con|chau|be|tre|em|hoc sinh)(?: \w+){0,2} duoi 1\d|\bcho (?:con nho|tre|cac be|cac chau nho)\b"
_CHILDREN = re.compile(_FOR_CHILDREN)
# What an account is set up for, or what is wrong with it.
_EXACT = (
    (r"\b(?:bi khoa|mo khoa|mo lai|khoa roi)\b", "vneid-khoa-tai-khoan"),
    (r"\b(?:nuoc ngoai|nguoi tay|khach tay)\b", "vneid-nguoi-nuoc-ngoai"),
    (_FOR_CHILDREN, "vneid-tre-em"),
    (
        r"\b(?:cho|dinh danh)(?: \d+)?(?: cac)? (?:to chuc|doanh nghiep|cong ty|hop tac xa)\b",
        "vneid-to-chuc",
    ),
    (
        r"\bthong tin(?: \w+){0,3} (?:bi )?sai\b|\b(?:sai|nham) (?:nam|ngay|ten|ho|chu|que|noi|dia chi|gioi tinh|thong tin|anh|dan toc|ton giao|so can cuoc)\b",
        "vneid-sai-thong-tin",
    ),
)
_EXACT_PATTERNS = tuple((re.compile(pattern), Subject("vneid", topic)) for pattern, topic in _EXACT)
# Papers that are put into the app.
_PAPERS = frozenset({"gia-han-bhyt-ho-gia-dinh", "giay-phep-lai-xe", "dang-ky-xe-may"})
_INTO_APP = re.compile(r"(?:vao|len) (?:trong |app )?(?:vneid|dinh danh)")
_INTEGRATING = Subject("vneid", "vneid-tich-hop-giay-to")
_SOCIAL = frozenset({"facebook", "zalo", "gmail", "email", "youtube", "tiktok"})
_SAFE_USE = re.compile(
    r"\b(?:an toan|bao mat|bi hack|mat nick|chiem nick|chiem tai khoan|xac thuc (?:2|hai) lop|mao danh)\b"
)
_LOOKING = frozenset({"tra", "xem", "coi", "kiem", "do", "theo", "hoi"})
_STATUS = re.compile(r"\b(?:toi dau|den dau|ra sao|the nao|toi mo|duyet chua|tinh trang|xong chua|ket qua)\b")
_DEVICES = ("dien thoai", "may tinh bang", "may tinh", "laptop", "zalo", "facebook", "ung dung", "app", "internet")
_TEACHING = frozenset({"day", "bay", "chi", "lop", "hoc", "tap", "huan", "dan"})
_TEACHING_MARKS = {"day": "dạy", "bay": "bày", "chi": "chỉ", "lop": "lớp", "hoc": "học", "tap": "tập", "dan": "dẫn"}


def refined(line: Line, found: list[Named]) -> list[Named]:
    """The subjects with what the words between their neighbours say of them."""
    for number, item in enumerate(found):
        start, stop = line.clause(item.at)
        start = max([start, *(other.end for other in found[:number])])
        stop = min([stop, *(other.at for other in found[number + 1 :])])
        around = " ".join(line.plains[start:stop])
        if item.subject in _VNEID:
            item.subject = next((exact for pattern, exact in _EXACT_PATTERNS if pattern.search(around)), item.subject)
        elif item.subject == _CARD and _CHILDREN.search(around):
            item.subject = _OF_CHILDREN
        elif item.subject.topic in _PAPERS and _INTO_APP.match(" ".join(line.plains[item.end : stop + 3])):
            item.subject = _INTEGRATING
        elif item.subject == _SKILLS and set(line.plains[item.at : item.end]) & _SOCIAL and _SAFE_USE.search(around):
            item.subject = _SAFETY
    return _looked_up(line, found)


def _looked_up(line: Line, found: list[Named]) -> list[Named]:
    """ "coi hồ sơ nộp trên cổng tới đâu" is looking up, whatever was filed and how."""
    for at in range(len(line.plains)):
        start, stop = line.clause(at)
        if not line.follows(at, "ho so") or not _STATUS.search(" ".join(line.plains[at:stop])):
            continue
        if not set(line.plains[max(start, at - 6) : at]) & _LOOKING:
            continue
        inside = [item for item in found if start <= item.at < stop]
        if any(item.subject.topic not in (None, "dvc-nop-ho-so", "dvc-tra-cuu-ho-so") for item in inside):
            continue
        line.take(at, 2, "term")
        kept = [item for item in found if item not in inside]
        return sorted(
            [*kept, Named(at, at + 2, Subject("dich-vu-cong", "dvc-tra-cuu-ho-so"))], key=lambda item: item.at
        )
    return found


def taught_device(line: Line) -> list[Named]:
    """Where nothing else is named: a device or an app that was taught ("lớp smartphone cho người mới")."""
    for at in range(len(line.plains)):
        size = line.follows(at, *_DEVICES)
        if not size or line.taken[at]:
            continue
        start, _ = line.clause(at)
        teaching = any(_teaches(line, before) for before in range(start, at))
        means = line.plain(at - 1) in ("qua", "bang") or (
            line.plain(at - 1) == "tren" and line.plain(at) in ("app", "ung")
        )
        if teaching and not means:
            line.take(at, size, "term")
            return [Named(at, at + size, _SKILLS)]
    return []


def _teaches(line: Line, at: int) -> bool:
    plain = line.plain(at)
    if plain not in _TEACHING or (plain == "hoc" and line.plain(at + 1) in NOT_LEARNING) or line.counting(at - 1):
        return False
    if plain == "dan" and line.plain(at - 1) != "huong":
        return False
    return not line.marked or line.marks(at) == _TEACHING_MARKS.get(plain, line.marks(at))


# "học sinh", "học phí": no lesson.
NOT_LEARNING = frozenset({"sinh", "vien", "phi", "tro", "ba", "vi", "hanh", "ky", "bong", "bai"})


def _because(line: Line, item: Named, before: Sequence[Named]) -> bool:
    """ "khai sinh chưa xong do sai thông tin": a reason behind another subject of the same clause."""
    if not before or not line.marked:
        return False
    between = range(before[-1].end, item.at)
    why = [at for at in between if line.marks(at) in ("vì", "do", "bởi", "tại")]
    return bool(why) and not any(line.counting(at) for at in range(why[0], item.at))


def in_reason(line: Line, item: Named, found: Sequence[Named]) -> bool:
    """Whether a subject only stands in the reason for something ("sai tên nên xã trả lại", "vì chưa có căn cước")."""
    start, stop = line.clause(item.at)
    if _because(line, item, [other for other in found if other.end <= item.at and other.at >= start]):
        return True
    others = [other for other in found if other is not item and not start <= other.at < stop]
    if not others or any(line.counting(at) for at in range(start, stop)):
        return False
    after = range(item.end, stop)
    so = any(line.plain(at) == "nen" and line.marks(at) in ("nên", "nen") for at in after)
    because = any(line.marks(at) in ("vì", "bởi", "do") and line.marked for at in range(start, item.at))
    return so or because
