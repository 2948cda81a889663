"""What became of it, and what was filed online: set phrases and where they stand."""

# ruff: noqa: E501 - the lists of phrases read better on long lines

import re
from dataclasses import dataclass

from handlers.visits.line import Line
from handlers.visits.note import Outcome
from handlers.visits.units import names_of

_REFERRED = (
    r"(?:chuyen|gui|dua|cho|bao|hen|huong dan|chi|gioi thieu|moi|dat|dan|nho|nhac|phai|chuyen ho so|ban giao|len|ra|sang|ve|xuong|qua|den|toi|cho)(?: (?:ra|len|sang|qua|den|toi|ve|xuong|cho|di|ben|gap|nho|lien he|ca|nguoi|giup|dum|phai|tiep))* "
    r"(?:cong an(?: xa| phuong| huyen| tinh)?|trung tam(?: phuc vu)?(?: hanh chinh(?: cong)?)?|hanh chinh cong|ngan hang|tong dai|uy ban|bao hiem xa hoi|bhxh|bo phan mot cua|mot cua|co quan thue|chi cuc thue|thue|can bo \w+|buu dien|dien luc|tu phap|tram y te|benh vien|nha mang|viettel|to ky thuat|toa an|cap tren|xa|can bo|dia chinh|van phong dat dai)"
    r"|goi tong dai|lien he tong dai|goi (?:cho )?cong an|nho (?:cong an|can bo|ngan hang)(?: \w+)?"
)
_IN_PROGRESS = (
    r"chua (?:xong|duoc|cai duoc|lam duoc|nop duoc|vao duoc|hoan thanh|thanh cong|kich hoat duoc|quet duoc|dang nhap duoc|co ket qua|duyet|duoc duyet|nhan duoc|lay duoc|ra|len|on|dung|ky duoc|xac thuc duoc|gui duoc|hoan tat|biet lam|lam xong|cai xong|nop xong|dat|an thua|nhan otp|nhan ma|co ma|ve ma|thay ma|(?:\w+ ){1,3}duoc|\w+ xong)"
    r"|khong (?:xong|vao duoc|quet duoc|cai duoc|lam duoc|nop duoc|duoc|nhan duoc|dang nhap duoc|thanh cong|len(?! nguon| hinh)|\w+ duoc|gui duoc|ve ma|co mang)|chua(?= ?$| ?[,.;)])|that bai|(?:con |van )loi|(?:con |bi )?treo(?! \w+ (?:len|poster|bang))|ket o|nghen|dang (?:cho|doi|xu ly|lam|do|giai quyet|bo sung|nop do)|cho (?:\w+ ){0,3}duyet|cho (?:duyet|ket qua|xu ly|xac nhan|phe duyet|cong an duyet|xa duyet|can bo duyet|tra ket qua|ma|otp|tin nhan|bo sung|anh|lich|in|cap)|doi (?:duyet|ket qua|ma|xac nhan)"
    r"|hen (?:lai|mai|hom|tuan|thu|bua|chieu|sang|toi|ngay|lan|quay|den|\d+)|(?:loi|mat|rot|yeu|nghen|cham|sap) (?:mang|he thong|cong|app|song|wifi)|mang (?:yeu|loi|chap chon|lag|cham|rot)|thieu (?:giay|ho so|cccd|can cuoc|chu ky|anh|giay to|\w+)|bi (?:tra|tra lai|tra ve|loi|tu choi|treo|bao loi|ket|nghen|sai)|tra lai|bao loi|do dang|dang do|con vuong|vuong|lam tiep|lam lai|tiep tuc|bo sung|quay lai sau|de sau|he thong (?:loi|treo)|cong (?:loi|treo|nghen)|app loi|loi otp|khong ve otp|may (?:yeu|cu qua)"
)
_DONE = r"(?:da )?tra ket qua(?: roi)?|xong(?: het| ca| xuoi| roi)?|ok(?: het| ca| roi)?|duoc (?:roi|het|ca)|thanh cong|da duyet|duoc duyet|da (?:duoc )?(?:co|nhan|tra) ket qua|co ket qua|da xong|hoan thanh|hoan tat|hoan thien|ngon lanh|ngon|on roi|on thoa|on ca|dat|tron ven|da nhan the|da nhan|(?:co|cam|nhan|lay|ra|ve) (?:duoc )?(?:\w+ ){0,3}roi|lam duoc het|deu duoc|tot(?! nghiep| bung)|xong xuoi|\bdone\b"
_ONLINE = r"nop (?:\w+ )?online|online|truc tuyen|(?:qua|tren|bang|vao) (?:app |ung dung |cong )?(?:vneid|cong dich vu cong(?: quoc gia)?|dich vu cong(?: quoc gia| truc tuyen)?|cong quoc gia|cong|app|mang|etax|zalo)|nop (?:cong|dich vu cong|mang)|qua dich vu cong|tren he thong"
_PAPER = r"(?:nop|lam|ho so|ban|bang|viet|khai) (?:ban )?giay|truc tiep|tai quay|nop tay|viet tay|ban cung|ra xa nop|len xa nop|tai bo phan mot cua|tai mot cua|o mot cua|\( (?:ban )?(?:giay|viet tay|truc tiep|nop tay) \)"
_SPREAD = r"\b(?:het|ca|deu|tat ca|ca hai|ca 2|toan bo|het ca|ca 3|ca ba|moi thu|ca 4)\b"
SPREAD = re.compile(_SPREAD)


def spreads(line: Line, at: int, end: int) -> bool:
    """Whether these words say that what stands here holds for all ("xong hết", "cả hai"); "ca" is a case, "cả" is all."""
    kept = [
        line.plain(n)
        for n in range(max(0, at), end)
        if line.plain(n) != "ca" or (line.marks(n) == "cả" if line.marked else not line.number(n - 1))
    ]
    return SPREAD.search(" ".join(kept)) is not None


FAILED = re.compile(r"chua|khong|loi|that bai|mat mang|thieu|hen|vuong|do dang|lam lai|lam tiep")
WAITING = re.compile(r"cho|doi|xu ly")


@dataclass(frozen=True, slots=True)
class Said:
    """A set phrase at words `at` to `end`; `outcome` for outcomes; `online` True filed online, False on paper."""

    at: int
    end: int
    text: str
    outcome: Outcome | None = None
    online: bool | None = None


_PATTERNS: tuple[tuple[re.Pattern[str], Outcome | None, bool | None], ...] = (
    (re.compile(rf"(?<!\w)(?:{_PAPER})(?!\w)"), None, False),
    (re.compile(rf"(?<!\w)(?:{_REFERRED})(?!\w)"), Outcome.REFERRED, None),
    (re.compile(rf"(?<!\w)(?:{_IN_PROGRESS})(?!\w)"), Outcome.IN_PROGRESS, None),
    (re.compile(rf"(?<!\w)(?:{_DONE})(?!\w)"), Outcome.DONE, None),
    (re.compile(rf"(?<!\w)(?:{_ONLINE})(?!\w)"), None, True),
)


# The marks of the first word of an outcome in a line with marks.
_MARKS = {
    "xong": ("xong",), "cho": ("chờ",), "doi": ("đợi",), "dat": ("đạt",), "tot": ("tốt",), "vuong": ("vướng",),
    "ngon": ("ngon",), "thieu": ("thiếu", "thieu"), "loi": ("lỗi", "loi"), "treo": ("treo",), "hen": ("hẹn", "hen"),
    "mat": ("mất", "mat"), "bi": ("bị", "bi"), "mang": ("mạng", "mang"), "may": ("máy", "may"), "ra": ("ra",),
    "co": ("có", "co"), "lay": ("lấy", "lay"), "cam": ("cầm",), "nhan": ("nhận", "nhan"), "ve": ("về", "ve"),
    "nghen": ("nghẽn", "nghen"), "cham": ("chậm",), "cong": ("cổng", "cong"),
}  # fmt: skip
_ONLY_MARKED = frozenset({"dat", "tot", "ngon", "vuong"})
# Words before "xong" that do not say that something else than the work is finished.
_OF_WORK = names_of(
    """da, viec, lam, e, em, toi, tui, minh, moi, vua, cung, la, thi, buoi, sang, chieu, trua, o, tai, to, nhom, cong,
    nguoi, het, deu, ca, co, ban, nhiem, vu, tat, bao, cao, hom, nay, va, cho, xem, nhu, duoc"""
)


def find_said(line: Line) -> list[Said]:
    """Outcomes and ways of filing, in order; the words are taken from the line."""
    found: list[Said] = []
    for pattern, outcome, online in _PATTERNS:
        text, places = _joined(line)
        match = pattern.search(text)
        while match:
            at, end = places[match.start()], places[match.end() - 1] + 1
            if _free(line, at, end, outcome) and not _misread(line, at, end, match.group(), outcome):
                line.take(at, end - at, "outcome" if outcome else "online")
                found.append(Said(at, end, match.group(), outcome, online))
                match = pattern.search(text, match.end())
            else:
                match = pattern.search(text, match.start() + 1)
    return sorted(found, key=lambda said: said.at)


def _free(line: Line, at: int, end: int, outcome: Outcome | None) -> bool:
    """Whether nothing else has been made of these words; what is open may end in a day ("hẹn thứ 4")."""
    read = any(line.taken[position] in ("date", "hamlet", "outcome", "online") for position in range(at, end))
    return not read or (outcome is Outcome.IN_PROGRESS and not line.taken[at])


def _misread(line: Line, at: int, end: int, text: str, outcome: Outcome | None) -> bool:
    """Words that only look like an outcome: "cho" for "chờ", "ca" for "cả", a name "Xồng" for "xong"."""
    if outcome is Outcome.REFERRED:
        return _not_referred(line, at, text)
    if outcome is None and text.endswith(" giay"):
        # "làm giấy khai sinh": the paper is the subject.
        return line.taken[end - 1] == "term" or line.taken[end : end + 1] == ["term"]
    first = text.split()[0]
    if line.marked and outcome and first in _MARKS and line.marks(at) not in _MARKS[first]:
        return True
    if outcome is Outcome.IN_PROGRESS:
        if text in ("cho anh", "cho lich", "cho in", "cho cap") and not line.marked:
            # "cho anh": for somebody.
            return True
        # "làm lại căn cước" is the work itself.
        again = text == "lam lai" and line.taken[end : end + 1] == ["term"]
        return again or "vi" in line.plains[max(0, at - 2) : at] or line.plain(at - 1) == "sua"
    if outcome is Outcome.DONE:
        return _not_done(line, at, end, text)
    return False


def _not_done(line: Line, at: int, end: int, text: str) -> bool:
    if text in _ONLY_MARKED and not line.marked:
        return True
    if line.plain(at - 1) in ("chua", "khong") or (text == "xong" and line.plain(end) in ("viec", "mua", "bua")):
        return True
    if text.endswith(" roi") and line.marked and line.marks(end - 1) not in ("rồi", "roi"):
        return True
    if text.endswith(" ca") and (line.number(at - 1) or (line.marked and line.marks(end - 1) != "cả")):
        return True
    return text.startswith("xong") and _something_else(line, at)


def _something_else(line: Line, at: int) -> bool:
    """Whether what is finished is no work: "gặt xong", "cúng xong" before anything of the visit is told."""
    start, _ = line.clause(at)
    before = range(start, at)
    if (
        "term" in line.taken[:at]
        or "term" not in line.taken[at:]
        or any(line.number(n) and not line.taken[n] for n in before)
    ):
        return False
    return any(not line.taken[n] and line.plain(n) not in _OF_WORK for n in before)


def _not_referred(line: Line, at: int, text: str) -> bool:
    if line.marks(at) == "chờ":
        return True
    # "ra xã" only where somebody goes, and "đến ngân hàng" of the team itself is a place.
    if text.endswith(" xa") and not text.startswith(("chuyen", "len", "ra", "hen", "gui", "phai")):
        return True
    if at == 0 or line.plain(at - 1) in ("to", "em", "minh", "nay", "toi", "choa"):
        return not text.startswith(("chuyen", "gui"))
    return False


def _joined(line: Line) -> tuple[str, list[int]]:
    """The words not yet read as date or hamlet, and for each letter its word."""
    parts: list[str] = []
    places: list[int] = []
    for position, plain in enumerate(line.plains):
        word = "¤" * len(plain) if line.taken[position] in ("hamlet", "outcome", "online") else plain
        if parts:
            parts.append(" ")
            places.append(position)
        parts.append(word)
        places += [position] * len(word)
    return "".join(parts), places
