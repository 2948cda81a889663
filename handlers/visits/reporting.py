"""Whether a line reports work done: not a plan, a need, a question, a notice, thanks or a command."""

# ruff: noqa: E501 - the lists of phrases read better on long lines

import re

from handlers.visits.line import Line

_PLAN = re.compile(
    r"^(?:(?:em|minh|toi|to|choa|bay|tui|a|anh|chi|da|co|de|thi|chung em|chung toi|bon em|ca to|to minh|to em|moi nguoi) )*(?:(?:sang|chieu|toi|trua) )?(?:mai|ngay mai|ngay kia|ngay mot|tuan sau|tuan toi|thang sau|thang toi|sap toi|sap|chuan bi|du kien|ke hoach|se|dinh|len lich|lich|chu nhat toi|thu \w+ toi|cuoi tuan nay|(?:chu nhat|thu \w+) (?:nay|toi|tuan sau) (?:di|xuong|se|to|em))\b"
)
_PLANNED = re.compile(
    r"\b(?:(?:sang|chieu|toi|trua|ngay|hom) mai|tuan sau|tuan toi|thang sau|thang toi|du kien|ke hoach|se (?:di|xuong|ve|lam|qua|den|giup|tiep|quay|to chuc|huong dan|mo|ho tro|cai)|sap toi|mai (?:lam|di|xuong|qua|tiep|quay|em|minh|to|se|ve|len|den|ra|giup|co|mo|hen|goi|ho tro|nop|cai|bay)|hen mai|de mai|lan sau|bua sau|hom sau|chu nhat toi|thu \w+ toi|toi day)\b"
)
_QUESTION = re.compile(
    r"\b(?:the nao|lam sao|bao gio|khi nao|may gio|bao nhieu|o dau|dau vay|la gi|co ai|ai (?:ranh|di|lam|dang|biet|phu trach)|nhu nao|ra sao|phai khong|duoc khong|co khong|xong chua|duoc chua|chua a|chua vay|chua nhi|khong a|khong nhi|vay a|may nguoi roi|the a|gi nhi|(?:la|xu ly|lam) sao|sao (?:nhi|anh|chi|em|a|vay|day|ta|ha|oi|hay)|sao$|may ho nua|ai biet|vi sao|tai sao|chi rua|khi mo|cho mo|lam rang|co can|thi sao|bao lau|can gi|gi khong|nhi$|ha$|khong$|chua$|a khong)"
)
_COMMAND = re.compile(
    r"^(?:da |em |cho em |nho |lam on |anh |chi |a |oi |ad |bot )*(?:huy|xoa|bo luot|bo ghi|sua (?:lai )?(?:luot|so|ban ghi|ghi|dong|ca|lai|thanh|ngay|bao cao|cai|muc|lan|xom)|chinh (?:lai|sua|luot|so)|cap nhat (?:lai )?(?:luot|so lieu)|doi (?:ngay|xom|so nguoi|luot)|go luot|hoan tac|undo|thoi khong ghi|khong ghi nua|dinh chinh|xem (?:lai )?(?:luot|bao cao)|bao cao tuan|bao cao thang|ghi nham|loai bo|dung ghi|them vao luot)\b"
)
_NEED = re.compile(
    r"\b(?:nho (?:anh|chi|ai|nguoi|to|cac|em|bac|ben|ad|ban|moi|xa|giup|ho tro|mn|phan)|can (?:nguoi|them|ho tro|giup|to|ai|anh|duoc|cac|so)|de nghi|mong (?:anh|chi|cac|to|moi|duoc|ai)|xin (?:ho tro|them|y kien|lich|phep|nghi|so|chi|cap)|yeu cau|cho (?:em )?xin|giup em|giup minh|giup toi|giup voi|ai giup|giup choa|giup tui|dang can|muon (?:duoc|nho|lam|cai|nop|hoi|dang)|co nhu cau|cu nguoi|bo tri|(?:con|co) (?:khoang |tam |\w+ )?\d+ (?:ho|nguoi|ca|cu|em|truong hop|nha)(?: \w+){0,3} (?:chua(?! duoc| xong|(?: \w+){1,2} duoc)|can(?! cuoc| ngheo| bo)|muon|dang can|nho|cho)|chua (?:co|cai|lam|biet|kich hoat|dang ky|nop|duoc huong dan|ai)(?!(?: \w+){0,1} (?:duoc|xong)))\b"
)
_TARGET = re.compile(
    r"\b(?:chi tieu|phan dau|muc tieu|giao chi|ty le phai|can dat|phai dat|phai xong|phai hoan thanh|het thang phai|den cuoi (?:thang|nam))\b"
)
_NOTICE = re.compile(
    r"\b(?:thong bao|kinh moi|moi (?:ba con|cac|moi|anh|chi|toan|to)|tran trong|kinh gui|kinh mong|lich (?:hop|truc|lam|di|tap huan|tuan)|(?:cac|toan) (?:to|xom|thon|ban|anh chi|dong chi|hoi vien|thanh vien)(?: \w+){0,6} (?:nop|gui|bao cao|co mat|luu y|chu y|khan truong|tap trung|thuc hien|nho|di hop|hop)|luu y|chu y|nhac (?:cac|moi|to|anh)|hop luc|hop giao ban|de nghi cac)\b"
)
_SMALL = re.compile(
    r"^(?:(?:da|vang|oi|a|u|uh|ok|oke|hi|hello|alo|chao|xin chao|cam on|thanks|tks|tot qua|hay qua|chuc mung|chuc|hoan ho|tuyet voi|ngu ngon|nhat tri|vat va|like)\b ?)"
)
_THANKS = re.compile(r"\b(?:cam on|chuc mung|hoan ho|tuyet voi|vat va qua|chuc (?:anh|chi|cac|moi|ca))\b")
_DONE_DAY = re.compile(r"\b(?:(?:sang|chieu|toi|hom|trua) (?:nay|qua|kia)|da|vua|moi|xong|duoc \d+)\b")
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
            text = " ".join(line.plains[start:at])
            if _PLANNED.search(text) or (_PLAN.match(text) and not re.match(r"(?:to |em )*(?:dinh|lich)\b", text)):
                out.append((start, at))
            start = at + 1
    return out


def is_report(
    line: Line, text: str, has_subject: bool, has_count: bool, has_place: bool, skipped: list[tuple[int, int]]
) -> bool:
    """Whether work done is told; `text`: the whole line without marks."""
    kept = [at for at in range(len(line.words)) if not any(start <= at < end for start, end in skipped)]
    worked = any(line.taken[at] in ("verb", "campaign") for at in kept)
    subject = any(line.taken[at] == "term" for at in kept) and has_subject
    counted = has_count and any(line.taken[at] == "count" for at in kept)
    if _COMMAND.match(text):
        repaired = re.match(r"^(?:\w+ )*sua (?:cai )?(?:dien|may|wifi|mang)", text)
        if not repaired:
            return False
    if (
        skipped
        and skipped[0][0] <= 1
        and not any(_DONE_DAY.search(" ".join(line.plains[at] for at in kept)) for _ in (0,))
    ):
        return False
    if text.rstrip().endswith("?") or (_QUESTION.search(text.rstrip(" .?!")) and not _safe_question(text)):
        return False
    if _NOTICE.search(text) or _TARGET.search(text):
        return False
    if (
        _THANKS.search(text)
        and not re.search(r"\b(?:ba con|dan|cac cu|ho|nguoi dan|moi nguoi) (?:cam on|vui|mung)", text)
        and not (counted and subject and not text.startswith(("cam on", "da cam on", "em cam on")))
    ):
        return False
    if re.match(r"(?:da |em |a |alo )*nho (?!\d)", text) and not re.match(r"nho (?:mang|cong|co)", text):
        return False
    need = _NEED.search(text)
    if need:
        before = text[: need.start()]
        told = re.search(
            r"\b(?:giup|huong dan|ho tro|cai|lam|bay|day|tap huan|tuyen truyen|nop|xong|kich hoat|dang ky|da|vua|duoc)\b",
            before,
        )
        numbers = re.search(r"\d|\bmot\b|\bhai\b|\bba\b|xong", before)
        words_before = len(before.split())
        told_of = bool(told) or any(mark == "term" for mark in line.taken[:words_before])
        if not (told_of and (numbers or has_place)) and not re.search(
            r"\b(?:da|vua|moi|xong) (?:\w+ ){0,3}(?:giup|cai|lam|huong dan|bay|nop)", text
        ):
            return False
    if subject and (worked or counted or has_place):
        return True
    if worked and (counted or has_place):
        return True
    if counted and has_place:
        return not re.search(r"\b(?:mat dien|ngap|bao|lut|mua to|hop|dam|cuoi|dam ma|giang|bong)\b", text) or worked
    if subject and re.search(r"\b(?:xong|ok|duoc|sang nay|chieu nay|hom nay|hom qua|toi qua|chua|loi)\b", text):
        return True
    return (
        has_place
        and bool(_VISIT.search(text))
        and bool(
            re.search(
                r"\b(?:khong gap|mat mang|khong lam|chua lam|chua duoc|khong duoc|vang|ve khong|khong ai)\b", text
            )
        )
    )


def _safe_question(text: str) -> bool:
    """An ending like a question's that isn't one: "1 người chưa", "gọi mãi không được"."""
    return bool(
        re.search(
            r"(?:\d+ (?:\w+ )?|con |ma |van |mot \w+ |nhung (?:\w+ ){0,3})chua(?: a)?$|vao khong$|co khong$(?<!co khong)",
            text,
        )
    )
