"""Whether a line reports work done: not a plan, a need, a question, a notice, thanks or a command."""

# ruff: noqa: E501 - the lists of phrases read better on long lines

import re
from collections.abc import Sequence
from dataclasses import dataclass

from handlers.visits.line import Line
from handlers.visits.named import TITLES

_PLAN = re.compile(
    r"^(?:(?:em|minh|toi|to|choa|bay|tui|a|anh|chi|da|co|de|thi|chung em|chung toi|bon em|ca to|to minh|to em|moi nguoi) )*(?:(?:sang|chieu|toi|trua) )?(?:mai|ngay mai|ngay kia|ngay mot|tuan sau|tuan toi|thang sau|thang toi|sap toi|sap|chuan bi|du kien|ke hoach|se|dinh|len lich|lich|chu nhat toi|thu \w+ toi|cuoi tuan nay|(?:chu nhat|thu \w+) (?:nay|toi|tuan sau) (?:di|xuong|se|to|em))\b"
)
_PLANNED = re.compile(
    r"\b(?:(?:sang|chieu|toi|trua|ngay|hom) mai|tuan sau|tuan toi|thang sau|thang toi|du kien|ke hoach|se (?:di|xuong|ve|lam|qua|den|giup|tiep|quay|to chuc|huong dan|mo|ho tro|cai)|sap toi|mai (?:lam|di|xuong|qua|tiep|quay|em|minh|to|se|ve|len|den|ra|giup|co|mo|hen|goi|ho tro|nop|cai|bay)|hen mai|de mai|(?<!chi )(?<!co )(?<!em )(?<!ba )(?<!o )(?<!di )(?<!bac )mai(?: luc)? (?:\d{1,2} ?(?:h|gio|g)\b|tap trung|hop|ra quan|xom|thon|ban|khoi|tdp|cac|ca)|lan sau|bua sau|hom sau|chu nhat toi|thu \w+ toi|toi day)\b"
)
_QUESTION = re.compile(
    r"\b(?:the nao|lam sao|bao gio|khi nao|may gio|bao nhieu|o dau|dau vay|la gi|co ai|ai (?:ranh|di|lam|dang|phu trach)|(?<!khong )(?<!chang )(?<!cho )ai (?:o|da|con|chua)|nhu nao|ra sao|phai khong|duoc khong|co khong|xong chua|duoc chua|chua a|chua vay|chua nhi|khong (?:anh|chi|em|bac)$|khong a|khong nhi|vay a|may nguoi roi|the a|gi nhi|(?:la|xu ly|lam) sao|sao (?:nhi|anh|chi|em|a|vay|day|ta|ha|oi|hay)|sao$|may ho nua|(?<!khong )(?<!cho )ai biet|(?:phai|can|mat|het) (?:\w+ ){0,2}may (?:lan|ngay|buoi|tien|hom)(?: a| nhi| vay| ha)$|vi sao|tai sao|chi rua|khi mo|cho mo|lam rang|co can|thi sao|bao lau|can gi|gi khong|nhi$|ha$|khong$|chua$|a khong|gi$|nao$|(?:o|toi|den|di|tu) dau$|can (?:\w+ ){1,3}gi)(?!\w)"
)
_COMMAND = re.compile(
    r"^(?:da |em |cho em |nho |lam on |anh |chi |a |oi |ad |bot )*(?:huy|xoa|bo luot|bo ghi|sua (?:lai )?(?:luot|so|ban ghi|ghi|dong|ca|lai|thanh|ngay|bao cao|cai|muc|lan|xom)|chinh (?:lai|sua|luot|so)|cap nhat (?:lai )?(?:luot|so lieu)|doi (?:ngay|xom|so nguoi|luot)|go luot|hoan tac|undo|thoi khong ghi|khong ghi nua|dinh chinh|xem (?:lai )?(?:luot|bao cao)|bao cao tuan|bao cao thang|ghi nham|loai bo|dung ghi|them vao luot)\b"
)
_NEED = re.compile(
    r"\b(?:nho (?:anh|chi|ai|nguoi|to|cac|em|bac|ben|ad|ban|moi|xa|giup|ho tro|mn|phan)|can (?:nguoi|them|ho tro|giup|to|ai|anh|duoc|cac|so)|de nghi|mong (?:anh|chi|cac|to|moi|duoc|ai)|xin (?:ho tro|them|y kien|lich|phep|nghi|so|chi|cap)|yeu cau|cho (?:em )?xin|giup em|giup minh|giup toi|giup voi|ai giup|(?:gui|cho|chi|goi|nhan) (?:cho )?(?:em|minh|toi|tui) voi$|giup choa|giup tui|dang can|muon (?:duoc|nho|lam|cai|nop|hoi|dang)|co nhu cau|cu nguoi|bo tri|(?:con|co) (?:khoang |tam |\w+ )?\d+(?: (?:\+|va|voi|cong) \d+)* (?:ho|nguoi|ca|cu|em|truong hop|nha)(?: \w+){0,3} (?:chua(?! duoc| xong|(?: \w+){1,2} duoc)|can(?! cuoc| ngheo| bo)|muon|dang can|nho|cho)|chua (?:co|cai|lam|biet|kich hoat|dang ky|nop|duoc huong dan|ai)(?!(?: \w+){0,1} (?:duoc|xong)))\b"
)
_TARGET = re.compile(
    r"\b(?:chi tieu|phan dau|muc tieu|giao chi|ty le phai|can dat|phai dat|phai xong|phai hoan thanh|het thang phai|den cuoi (?:thang|nam))\b"
)
_NOTICE = re.compile(
    r"\b(?:thong bao|kinh moi|moi (?:ba con|cac|moi|anh|chi|toan|to)|tran trong|kinh gui|kinh mong|lich (?:hop|truc|lam|di|tap huan|tuan)|(?:cac|toan) (?:to|xom|thon|ban|anh chi|dong chi|hoi vien|thanh vien)(?: \w+){0,6} (?:nop|gui|bao cao|co mat|luu y|chu y|khan truong|tap trung|thuc hien|nho|di hop|hop)|(?:tap trung|co mat|nho (?:den|di|mang|nop|gui)) .*(?:nhe|nha|nghe)$|luu y|chu y|nhac (?:cac|moi|to|anh)|hop luc|hop giao ban|de nghi cac)\b"
)
# "mỗi xóm cử 5 người": an order.
_EACH_MUST = re.compile(
    r"\bmoi (?:xom|thon|ban|khoi|to|chi hoi|nha|ho) (?:cu|gui|nop|bao cao|can(?! cuoc)|phai|chuan bi|it nhat)\b"
)
# What was told or taught may be a question; so may what somebody looked up. Whether work is finished is asked directly.
_TELLING = re.compile(
    r"\b(?:giang|giai thich|giai dap|gioi thieu|tuyen truyen|pho bien|tu van|tra loi|tra cuu|kiem tra|phan biet|nhan biet|(?:ba con|nguoi dan|dan|ho) (?:hoi|thac mac)|noi chuyen|tap huan)\b"
)
_SHOWING = frozenset({"nghe", "day", "bay", "chi", "huong", "hoc", "tap"})
_LOOKING = frozenset({"xem", "coi", "tra"})
_TOLD = re.compile(
    r"^(?:the nao|lam sao|bao gio|khi nao|o dau|la gi|nhu nao|ra sao|phai khong|co khong|khi mo|cho mo|lam rang|co can|bao lau|can gi|gi khong|khong|vi sao|tai sao|chi rua|may gio|gi|nao|\w+ dau|can (?:\w+ ){1,3}gi|(?:la|xu ly|lam) sao)$"
)
_THANKS = re.compile(r"\b(?:cam on|chuc mung|hoan ho|tuyet voi|vat va qua|chuc (?:anh|chi|cac|moi|ca))\b")
_DONE_DAY = re.compile(r"\b(?:(?:sang|chieu|toi|hom|trua) (?:nay|qua|kia)|da|vua|moi|xong|duoc \d+)\b")
_PAST = re.compile(
    r"\b(?:(?:hom|toi|chieu|sang|trua|dem) (?:qua|kia)|(?:tuan|bua|hom) (?:truoc|roi)|vua (?:roi|qua))\b"
)
_REPAIRED = re.compile(r"^(?:\w+ )*sua (?:cai )?(?:dien|may|wifi|mang)")
_GRATEFUL = re.compile(r"\b(?:ba con|dan|cac cu|ho|nguoi dan|moi nguoi) (?:cam on|vui|mung)")
_HELPED = re.compile(
    r"\b(?:giup|huong dan|ho tro|cai|lam|bay|day|tap huan|tuyen truyen|nop|xong|kich hoat|dang ky|da|vua|duoc)\b"
)
_HELPED_ALREADY = re.compile(r"\b(?:da|vua|moi|xong) (?:\w+ ){0,3}(?:giup|cai|lam|huong dan|bay|nop|chuyen|gui|bao)")
_SAID_DONE = re.compile(r"\b(?:xong|ok|duoc|sang nay|chieu nay|hom nay|hom qua|toi qua|chua|loi)\b")
_DISASTER = re.compile(r"\b(?:mat dien|ngap|bao|lut|mua to|hop|dam|cuoi|dam ma|giang|bong)\b")
_IN_VAIN = re.compile(r"\b(?:khong gap|mat mang|khong lam|chua lam|chua duoc|khong duoc|vang|ve khong|khong ai)\b")
# An ending like a question's that isn't one: "1 người chưa", "gọi mãi không được".
_SAFE = re.compile(r"(?:\d+ (?:\w+ ){0,2}|con |ma |van |mot \w+ |so |nhung (?:\w+ ){0,3})chua(?: a)?$|vao khong$")
_VISIT = re.compile(r"\b(?:xuong|ghe|di|den|qua|vao|len|ve|ra quan|tham)\b")


def left_out(line: Line) -> list[tuple[int, int]]:
    """The clauses of a line that tell a plan or a need: what they hold is no part of the visit."""
    out = []
    start = 0
    for at in range(len(line.words) + 1):
        if (
            at == len(line.words)
            or line.plains[at] in (",", ".", ";", "!", "?", "(", ")")
            or (
                line.plains[at] in ("con", "nhung", "roi")
                and at > start
                and _PLAN.match(" ".join(line.plains[at + 1 : at + 4]))
            )
        ):
            text = " ".join("·" if _is_name(line, n) else line.plains[n] for n in range(start, at))
            if _PLANNED.search(text) or (_PLAN.match(text) and not re.match(r"(?:to |em )*(?:dinh|lich)\b", text)):
                out.append((start, at))
            start = at + 1
    return out


def _is_name(line: Line, at: int) -> bool:
    """ "chị Mai" is no tomorrow."""
    return line.words[at].capital and line.plain(at - 1) in TITLES


def is_report(
    line: Line, has_subject: bool, has_count: bool, has_place: bool, skipped: Sequence[tuple[int, int]]
) -> bool:
    """Whether work done is told. `has_place`: a hamlet or a day is named; `skipped`: the clauses left out."""
    text = " ".join(line.plains)
    kept = [at for at in range(len(line.words)) if not any(start <= at < end for start, end in skipped)]
    marks = {line.taken[at] for at in kept}
    seen = _Seen(
        worked=bool(marks & {"verb", "campaign"}),
        subject="term" in marks and has_subject,
        counted="count" in marks and has_count,
        place=has_place,
    )
    if _COMMAND.match(text) and not _REPAIRED.match(text):
        return False
    done = " ".join(line.plains[at] for at in kept if line.marks(at) not in ("mỗi", "mời"))
    if skipped and skipped[0][0] <= 1 and not _DONE_DAY.search(done):
        return False
    if _asks(line, text, seen) or _announces(line, text, seen) or _thanks(text, seen) or _needs(line, text, seen):
        return False
    return _tells(text, seen)


@dataclass(frozen=True, slots=True)
class _Seen:
    """What the line holds: a verb of work, a subject, a count, a hamlet or day."""

    worked: bool
    subject: bool
    counted: bool
    place: bool


def _asks(line: Line, text: str, seen: _Seen) -> bool:
    if text.rstrip().endswith("?"):
        return True
    text = text.rstrip(" .!")
    return any(not _told(line, text, found, seen) for found in _QUESTION.finditer(text)) and not _SAFE.search(text)


def _told(line: Line, text: str, found: re.Match[str], seen: _Seen) -> bool:
    """Whether a question is only what residents were told ("giải thích cho 5 người … có phải đổi giấy tờ không")."""
    if not seen.counted or not _TOLD.match(found.group()):
        return False
    before = range(text[: found.start()].count(" "))
    shown = any(
        line.plain(at) in _LOOKING or (line.taken[at] == "verb" and line.plain(at) in _SHOWING) for at in before
    )
    return shown or _TELLING.search(text[: found.start()]) is not None


def _announces(line: Line, text: str, seen: _Seen) -> bool:
    if _TARGET.search(text) or _EACH_MUST.search(text):
        return True
    for found in _NOTICE.finditer(_without_terms(line)):
        at = text[: found.start()].count(" ")
        if found.group().startswith("moi ") and seen.counted and _PAST.search(text):
            continue
        if not (line.marked and found.group().startswith("moi ") and line.marks(at) not in ("mời", "moi")):
            return True
    return False


def _without_terms(line: Line) -> str:
    """The line without its subjects: "thông báo lưu trú" is no notice and "xin cấp điện" no need."""
    return " ".join(
        "·" * len(plain) if mark == "term" else plain for plain, mark in zip(line.plains, line.taken, strict=True)
    )


def _thanks(text: str, seen: _Seen) -> bool:
    if not _THANKS.search(text) or _GRATEFUL.search(text):
        return False
    return not (seen.counted and seen.subject and not text.startswith(("cam on", "da cam on", "em cam on")))


def _needs(line: Line, text: str, seen: _Seen) -> bool:
    """Whether help is asked for and none told."""
    # "nhờ thầy Tùng dạy, hôm qua được 17 bác": who was asked has come.
    came = seen.counted and _PAST.search(text)
    if not came and re.match(r"(?:da |em |a |alo )*nho (?!\d)", text) and not re.match(r"nho (?:mang|cong|co)", text):
        return True
    need = _NEED.search(_without_terms(line))
    if not need:
        return False
    before = text[: need.start()]
    told = bool(_HELPED.search(before)) or "term" in line.taken[: len(before.split())]
    numbers = re.search(r"\d|\bmot\b|\bhai\b|\bba\b|xong", before)
    return not (told and (numbers or seen.place)) and not _HELPED_ALREADY.search(text)


def _tells(text: str, seen: _Seen) -> bool:
    if (seen.subject or seen.worked) and (seen.counted or seen.place):
        return True
    if seen.subject and (seen.worked or _SAID_DONE.search(text)):
        return True
    if seen.counted and seen.place:
        return not _DISASTER.search(text)
    return seen.place and bool(_VISIT.search(text) and _IN_VAIN.search(text))
