"""Whose work it was: the team, and teachers, officers and others who worked beside it, are counted nowhere."""

import re

from handlers.visits.line import Line
from handlers.visits.units import names_of

# Numbers of the team's own people: what stands before and behind them.
_TEAM_BEFORE = (
    "gom", "to", "team", "nhom", "to cong nghe so", "bon em", "chung em", "chung toi", "choa", "bay choa", "doan",
    "bon minh", "tui em", "tui toi", "bon tui", "minh voi", "em voi", "em va", "minh va", "toi va", "to em", "to minh",
    "ben em", "cung voi", "cung", "di cung", "di voi", "voi", "to ta", "to co", "doi", "anh em to", "ca to", "to di",
    "to em di", "to minh di", "to cu", "cu", "luc luong", "quan so", "doi co",
)  # fmt: skip
_WITH = frozenset({"voi", "cung", "cung voi", "doan", "doi", "nhom"})
_TEAM_AFTER = re.compile(
    r"(?:\w+ )?(?:(?:trong|cua|ben) (?:to|doi|nhom|doan|clb|cau lac bo|chi doan|ban|team)|di cung|cung di|di kem"
    r"|to vien|to minh|to em|(?:can bo|cong an)(?! (?:ve |nghi )?huu)|tinh nguyen|di ho tro|doan xa|doan thanh nien"
    r"|di theo|thanh vien to|xuong giup|di giup|xuong ho tro|to cong nghe so|ra quan|tham gia ho tro|phu trach)\b"
)
_LEFT_OUT = ("khong tinh", "khong ke", "chua tinh", "chua ke", "tru ra", "ngoai tru")
# Bodies that come to help; their people have come when a verb of going or helping follows ("đoàn trường 6 em xuống").
_BODY = re.compile(
    r"(?:doan (?:thanh nien|truong|xa|phuong|khoi)|dtn|bo doi|bien phong|cong an|dan quan|tinh nguyen|mua he xanh)"
    r"(?: (?!co\b)\w+)?$"
)
_COMING = frozenset({"ve", "xuong", "giup", "ho", "huong", "cung", "di", "len", "vao", "chia"})
# A post behind a name: somebody who works, unless the post is over ("cán bộ hưu").
_POST = re.compile(
    r"\b(?:(?:can bo|cong an|bo doi)(?! (?:\w+ )?huu)|bi thu|pho bi thu|to truong|to pho|chu tich|hieu truong|y te"
    r"|truong (?:thon|ban|xom|khoi|cong an|ban)|hoi phu nu|doan (?:thanh nien|xa|phuong|truong)|giao vien|bien phong"
    r"|tong phu trach|chu nhiem|buu dien|dien luc|ngan hang|trung tam|bao hiem xa hoi|tinh nguyen vien)\b"
)
# Who writes the note.
_WE = names_of("em, toi, tui, minh, choa, to, bon, chung, doi, nhom, tau, ben")
_JOINING = frozenset({"cung", "voi", "va", "kem"})
_BRINGING = ("do", "nho", "moi", "phoi hop voi", "phoi hop cung", "ket hop voi", "duoc", "su giup do cua", "ho tro cua")
# Whoever does one of these is a learner, whatever verb comes later.
_LEARNING = names_of("duoc, bi, hoc, nghe, tap, nho, xin, can, muon, du, tham, nop, quen, mat, chua, la")
# Verbs of who teaches only, and those whose object may stand before them in a short note ("5 người hướng dẫn …").
_LECTURING = ("day", "dung lop", "len lop", "giang", "mo lop", "tap huan", "phu trach", "noi chuyen", "trinh bay")
_HELPING = (
    "huong dan", "giup", "ho tro", "bay", "chi", "pho bien", "tuyen truyen", "van dong", "canh bao", "gioi thieu",
    "truyen dat", "kem", "chia se", "tu van",
)  # fmt: skip
_OBJECTS = names_of("ba con, moi nguoi, cac, may, dan, hoc sinh, hoi vien, chi em, toan, nhung, lop, hang")
_OWN_CHILDREN = frozenset({"con", "chau"})
_FAR = 9


def is_team(line: Line, at: int, end: int) -> bool:
    """Whether the persons counted at words `at` to `end` are the team's own or work beside it."""
    if line.follows(at - 2, *_LEFT_OUT) or _comes_to_help(line, at, end):
        return True
    if _is_object(line, at):
        return False
    if _beside_us(line, at, end) or _lectures(line, end, named=False):
        return True
    helped = any(mark in ("term", "verb", "count") for mark in line.taken[:at])
    for phrase in _TEAM_BEFORE:
        start = at - len(phrase.split())
        if line.follows(start, phrase) and line.taken[start] not in ("hamlet", "date", "term", "count", "name"):
            if line.plain(start - 1) == "moi":
                continue
            if phrase == "cu" or (phrase == "to" and line.marked and line.marks(at - 1) != "tổ"):
                continue
            if phrase in _WITH and helped:
                continue
            return True
    return _TEAM_AFTER.match(" ".join(line.plains[end : end + 5])) is not None


def works(line: Line, at: int, end: int) -> bool:
    """Whether somebody named at words `at` to `end` works or comes along ("cô Thanh dạy 14 em") and isn't helped."""
    if line.plain(at - 1) in ("nghe", "xem"):
        return _verb_after(line, end) is not None
    if _is_object(line, at):
        return False
    if _brought(line, at) or _beside_us(line, at, end):
        return True
    return _lectures(line, end, named=True) or _in_office(line, end) or _with_company(line, end)


def _is_object(line: Line, at: int) -> bool:
    """Whether a verb of helping stands right before: "giúp anh Nam công an viên", "cho 3 cô giáo"."""
    before = at - 1
    while line.plain(before) in ("duoc", "cho", "them", "luon", "ca") and before > 0:
        if line.plain(before) == "cho":
            return True
        before -= 1
    return line.taken[max(before, 0)] in ("verb", "campaign") and not line.follows(before, "mo lop")


def _brought(line: Line, at: int) -> bool:
    """ "do thầy Quang dạy", "phối hợp với anh Long", "mời cô Hà"."""
    for phrase in _BRINGING:
        size = len(phrase.split())
        if not line.follows(at - size, phrase):
            continue
        if (
            size == 1
            and line.marked
            and line.marks(at - 1) not in {"do": ("do",), "moi": ("mời",), "nho": ("nhờ",)}.get(phrase, ())
        ):
            continue
        return phrase != "duoc" and (line.marked or phrase != "moi")
    return False


def _us(line: Line, at: int) -> bool:
    """Whether the writer or the team is named here ("em", "tổ mình"), not somebody else ("em Tý", "3 em")."""
    if at < 0 or line.plain(at) not in _WE or line.counting(at - 1) or line.taken[at]:
        return False
    if line.words[at].capital and at and line.plain(at - 1) not in (".", ":", "!", "?"):
        # "bạn Minh".
        return False
    if line.plain(at) == "to" and line.marked and line.marks(at) != "tổ":
        return False
    following = at + 1 < len(line.words) and line.words[at + 1].capital and line.plain(at) in ("em", "ben")
    return not following and not line.counting(at + 1)


def _beside_us(line: Line, at: int, end: int) -> bool:
    """ "em với anh Phúc …", "ông Năm tổ phó cùng tôi …"."""
    if line.plain(at - 1) in _JOINING:
        before = at - 2 - (line.plain(at - 2) in _JOINING)
        for back in range(3):
            if _us(line, before - back) and not _is_object(line, before - back):
                return True
            if line.taken[before - back] if before - back >= 0 else True:
                break
    start, stop = line.clause(end)
    for position in range(end, min(stop, end + 6)):
        if line.counting(position) or line.taken[position] in ("verb", "count", "campaign"):
            return False
        if line.plain(position) in _JOINING and _us(line, position + 1 + (line.plain(position + 1) in _JOINING)):
            return start <= end
    return False


def _comes_to_help(line: Line, at: int, end: int) -> bool:
    """ "đoàn thanh niên 6 bạn về …", "bộ đội biên phòng 4 chú giúp tổ …"."""
    before = " ".join(line.plains[max(0, at - 4) : at])
    return bool(_BODY.search(before)) and line.plain(end) in _COMING


def _verb_after(line: Line, end: int) -> int | None:
    """Where the verb of whoever stands before `end` begins, None when there is none or they learn something."""
    _, stop = line.clause(end)
    for position in range(end, min(stop, end + _FAR)):
        if line.follows(position, *_LECTURING, *_HELPING) and _is_free_verb(line, position):
            return position
        if _role_word(line, position):
            continue
        if line.counting(position) and line.plain(position - 1) in ("cap", "lop", "so", "muc"):
            # "thầy Kiên trường cấp 2".
            continue
        if line.counting(position) or line.taken[position] in ("count", "verb", "term", "name"):
            return None
        if _us(line, position) and line.plain(position - 1) not in (*_JOINING, *_WE):
            # "bà Lan, em hướng dẫn …": somebody else does it.
            return None
        if line.plain(position) in _LEARNING and line.taken[position] != "hamlet":
            return None
    return None


def _role_word(line: Line, at: int) -> bool:
    """ "Tổng phụ trách", "trường dạy nghề", "trưởng ban": words of a post that look like verbs of learning."""
    return line.words[at].capital or line.follows(at - 1, "hoc vien", "dai hoc", "trung hoc", "tieu hoc") > 0


def _is_free_verb(line: Line, at: int) -> bool:
    if line.words[at].capital and at > 0:
        return False
    if line.follows(at - 1, "tong phu trach") or line.plain(at - 1) == "tong":
        return False
    single = line.follows(at, *_LECTURING, *_HELPING) == 1
    return not single or line.taken[at] in ("verb", "campaign") or line.plain(at) in ("giang", "kem")


def _lectures(line: Line, end: int, named: bool) -> bool:
    """Whether a verb of teaching follows that they do: its object stands behind it, or it has none but a learner."""
    at = _verb_after(line, end)
    if at is None:
        return False
    if named and line.follows(at, *_LECTURING):
        return True
    return _persons_after(line, at + line.follows(at, *_LECTURING, *_HELPING))


def _persons_after(line: Line, at: int) -> bool:
    """Whether persons are told behind a verb: "dạy 14 em", "phổ biến … cho 8 lớp", "bày bà con"."""
    _, stop = line.clause(at)
    for position in range(at, stop):
        direct = position <= at + 1 or line.plain(position - 1) in ("cho", "duoc")
        if direct and line.counting(position):
            return line.plain(position + 1) not in _OWN_CHILDREN or line.marks(position + 1) == "cháu"
        if direct and line.follows(position, *_OBJECTS):
            return True
    return False


def _in_office(line: Line, end: int) -> bool:
    """ "anh Dũng công an phường … cho 17 bà con": a post, and work done for persons."""
    _, stop = line.clause(end)
    behind = line.plains[end:stop]
    text = " ".join(behind)
    post = _POST.match(text) or _POST.match(" ".join(behind[1:]))
    if not post:
        return False
    return any(line.plain(at) == "cho" and line.counting(at + 1) for at in range(end, stop))


def _with_company(line: Line, end: int) -> bool:
    """ "chị Hà hội phụ nữ với 3 bạn đi cùng": whoever is named with companions is one."""
    _, stop = line.clause(end)
    for at in range(end, min(stop, end + 5)):
        if line.plain(at) in _JOINING and line.counting(at + 1):
            return _TEAM_AFTER.search(" ".join(line.plains[at + 3 : min(stop, at + 8)])) is not None
        if line.counting(at) or line.taken[at] in ("verb", "count", "campaign", "term"):
            return False
    return False
