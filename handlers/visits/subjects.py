"""What was done: the subjects named in a line, and the verbs that turn a subject into a campaign."""

from dataclasses import dataclass

from handlers.visits.line import Line
from knowledge.activities import ActivityTerms, Subject

_TEACH = ("tap huan", "day", "mo lop", "lop", "cach")


@dataclass(slots=True)
class Named:
    """A subject at words `at` to `end`; `taught`: shown or lectured on, nothing was filed."""

    at: int
    end: int
    subject: Subject
    taught: bool = False


def find_subjects(line: Line, terms: ActivityTerms) -> list[Named]:
    """Every subject in order; the words are taken, verbs are noted as such."""
    found: list[Named] = []
    at = 0
    while at < len(line.words):
        read = None if line.taken[at] else terms.at(line.plains, at)
        if read and any(line.taken[position] for position in range(at, at + read[0])):
            read = None
        if read and not _another_word(line, at, read[0]):
            line.take(at, read[0], "term")
            found.append(Named(at, at + read[0], read[1]))
            at += read[0]
        else:
            at += 1
    _note_verbs(line, terms)
    found = _without_parts(line, found)
    return _campaigned(line, found, terms)


def _another_word(line: Line, at: int, length: int) -> bool:
    """Marks that make the words something else ("chứng từ", "ai" who, "so la")."""
    name = " ".join(line.plains[at : at + length])
    if name == "ai":
        return line.plain(at - 1) in ("co", "gap", "khong", "de", "nho", "hoi", "chua") or line.plain(at + 1) in (
            "cung",
            "co",
            "khong",
            "o",
            "di",
            "ranh",
            "nua",
        )
    if name == "internet":
        return line.plain(at - 1) in ("tren", "qua", "mat")
    if name in ("zalo", "facebook"):
        return line.plain(at - 1) in ("qua", "tren", "nhom")
    if name == "chung tu" and line.marked:
        return line.marks(at + 1) != "tử"
    if name == "thue" and line.marked:
        return line.marks(at) != "thuế"
    if name == "thanh toan" and line.plain(at + 1) == "le":
        return True
    if name in ("muc 1", "muc 2", "muc hai") and line.marked:
        return line.marks(at) != "mức"
    if name == "so la" and line.marked:
        return line.marks(at) != "số"
    if name == "to roi" and line.marked:
        return line.marks(at) != "tờ"
    return False


def _note_verbs(line: Line, terms: ActivityTerms) -> None:
    for verbs, what in ((terms.campaign, "campaign"), (terms.helping, "verb"), (terms.working, "verb")):
        for verb in sorted(verbs, key=len, reverse=True):
            for at in range(len(line.plains)):
                if line.plains[at : at + len(verb)] == list(verb) and not any(line.taken[at : at + len(verb)]):
                    marked = line.marks(at) != line.plain(at) and verb[0] in (
                        "dua",
                        "dang",
                        "phat",
                        "gap",
                        "lam",
                        "cai",
                    )
                    if len(verb) == 1 and marked and not _verb(line, at, verb[0]):
                        continue
                    if verb in (
                        ("bay",),
                        ("chi",),
                        ("in",),
                        ("don",),
                        ("dan",),
                        ("day",),
                        ("tai",),
                        ("tham",),
                        ("khai",),
                        ("lap",),
                        ("dien",),
                        ("goi",),
                    ) and not _verb(line, at, verb[0]):
                        continue
                    line.take(at, len(verb), what)


def _verb(line: Line, at: int, verb: str) -> bool:
    wanted = {
        "bay": "bày",
        "chi": "chỉ",
        "dan": "dán",
        "day": "dạy",
        "tai": "tải",
        "don": "đón",
        "dien": "điền",
        "tham": "thăm",
        "lap": "lập",
        "goi": "gọi",
        "dua": "đưa",
        "dang": "đăng",
        "phat": "phát",
        "gap": "gặp",
        "lam": "làm",
        "cai": "cài",
    }
    if line.marked:
        return line.marks(at) == wanted.get(verb, verb)
    if verb in ("bay", "chi"):
        return not line.number(at - 1) and line.plain(at + 1) not in ("nguoi", "em", "hoi", "ho")
    return verb not in ("dan", "don", "tai", "tham")


def _without_parts(line: Line, found: list[Named]) -> list[Named]:
    """Without subjects that only say where or by what another one is done."""
    kept: list[Named] = []
    services = [
        item
        for item in found
        if item.subject.kind == "dich-vu-cong" and item.subject.topic and item.subject.topic != "dvc-nop-ho-so"
    ]
    for item in found:
        general = item.subject.topic in (None, "dvc-nop-ho-so", "dvc-tra-cuu-ho-so") and item.subject.kind in (
            "vneid",
            "dich-vu-cong",
        )
        before = line.plain(item.at - 1)
        text = " ".join(line.plains[item.at : item.end])
        start, stop = line.clause(item.at)
        near = [other for other in found if other is not item and start <= other.at < stop]
        if general and item.subject.kind == "vneid":
            if before in ("qua", "tren", "bang") and services:
                line.take(item.at, item.end - item.at, "")
                continue
            if any(
                other.subject.topic
                and other.subject.topic.startswith("vneid-")
                and (
                    before in ("tren", "vao", "cua", "qua", "bang", "len")
                    or 0 <= item.at - other.end <= 1
                    or other.at == item.end
                )
                for other in near
            ):
                continue
            if before in ("vao", "len", "qua", "tren", "bang") and near:
                continue
        if item.subject.topic == "dvc-nop-ho-so" and (
            services
            or any(
                other.subject.kind == "dich-vu-cong"
                and other.subject.topic is None
                and not line.follows(other.at, "dich vu cong", "cong dich vu cong")
                for other in near
            )
        ):
            line.take(
                item.at,
                item.end - item.at,
                "" if "online" in text or "tuyen" in text or "cong" in text or "mang" in text else "term",
            )
            continue
        if general and item.subject.kind == "dich-vu-cong":
            if item.subject.topic is None and before in ("tren", "qua") and "nop" in line.plains[start:stop]:
                item.subject = Subject("dich-vu-cong", "dvc-nop-ho-so")
            if before in ("qua", "tren", "bang", "nop") and services:
                line.take(item.at, item.end - item.at, "")
                continue
            if (
                near
                and any(other in services for other in near)
                and (before not in ("va", "voi") or item.subject.topic == "dvc-nop-ho-so")
            ):
                line.take(item.at, item.end - item.at, "" if "online" in text or "tuyen" in text else "term")
                continue
            if item.subject.topic is None and text.startswith("dich vu cong") and before in ("ho so", "nop"):
                item.subject = Subject("dich-vu-cong", "dvc-nop-ho-so")
        if _lacking(line, item.at) or any(
            line.follows(other.at, "khao sat", "dieu tra", "thu thap", "ra soat", "thong ke") and other.at < item.at
            for other in near
        ):
            line.take(item.at, item.end - item.at, "lacking")
            continue
        joint = [
            other
            for other in found
            if (other.subject.topic or "").startswith("lien-thong") and other.at < item.at <= other.at + 14
        ]
        if (
            joint
            and item.subject.topic
            in ("khai-sinh", "khai-tu", "dang-ky-thuong-tru", "gia-han-bhyt-ho-gia-dinh", "lien-thong-khai-tu")
            and not line.number(item.at - 2)
            and item.subject.topic != joint[0].subject.topic
        ):
            continue
        integrating = [
            other for other in near if other.subject.topic == "vneid-tich-hop-giay-to" and other.at < item.at
        ]
        if integrating and (
            item.subject.kind == "vneid"
            or item.subject.topic
            in ("gia-han-bhyt-ho-gia-dinh", "giay-phep-lai-xe", "dang-ky-xe-may", "so-suc-khoe-dien-tu")
        ):
            continue
        if (
            item.subject.kind == "ky-nang-so"
            and any(
                other.subject.kind in ("vneid", "thanh-toan-so", "thuong-mai-dien-tu") and abs(other.at - item.at) <= 3
                for other in near
            )
            and text in ("cai app", "tai app", "internet", "len mang")
        ):
            continue
        kept.append(item)
    return kept


def _lacking(line: Line, at: int) -> bool:
    """Whether the words before say that something is missing ("chưa có tài khoản ngân hàng")."""
    return line.follows(at - 2, "chua co", "khong co", "con thieu") > 0 or line.plain(at - 1) == "thieu"


def _campaigned(line: Line, found: list[Named], terms: ActivityTerms) -> list[Named]:
    out: list[Named] = []
    pending = -1
    campaign = False
    at = 0
    while at < len(line.words):
        kind = line.taken[at]
        if kind == "campaign":
            if not campaign:
                pending = at
            campaign = True
            while at + 1 < len(line.words) and line.taken[at + 1] == "campaign":
                at += 1
        elif campaign and _ends_campaign(line, at, terms):
            if pending >= 0 and not _set_phrase(line, at):
                out.append(Named(pending, pending + 1, Subject("tuyen-truyen", None)))
            campaign, pending = False, -1
        here = next((item for item in found if item.at == at), None)
        if here:
            subject = here.subject
            if campaign:
                general = Subject("tuyen-truyen", subject.topic)
                out.append(Named(here.at, here.end, general))
                pending = -1
            else:
                before = line.plains[max(0, here.at - 8) : here.at]
                first = max(0, here.at - 8)
                taught = any(
                    word in ("huan", "cach")
                    or (word == "day" and line.taken[first + n] == "verb")
                    or (word == "lop" and not line.number(first + n + 1))
                    for n, word in enumerate(before)
                )
                out.append(Named(here.at, here.end, subject, taught))
            at = here.end
            continue
        at += 1
    if pending >= 0:
        out.append(Named(pending, pending + 1, Subject("tuyen-truyen", None)))
    return sorted(out, key=lambda item: item.at)


def _ends_campaign(line: Line, at: int, terms: ActivityTerms) -> bool:
    """A verb of helping, or a number that opens a part of its own."""
    if line.taken[at] == "verb":
        opening = line.plain(at - 1) in (",", ".", ";", "va", "+", "roi", "con", "voi", "dong")
        return opening and (line.plain(at),) not in (("lam",),)
    acts = line.taken[at] == "term" and line.plain(at) in (
        "kich",
        "tich",
        "nop",
        "dang",
        "quet",
        "mo",
        "lam",
        "gia",
        "tra",
        "cai",
    )
    return line.plain(at - 1) in (",", ".", ";", "+") and (line.number(at) or acts)


def _set_phrase(line: Line, at: int) -> bool:
    """ "tuyên truyền, hướng dẫn …" and "vận động và giúp" are one act: the verb next to the subject counts."""
    return line.taken[at] == "verb" and any(line.taken[position] == "campaign" for position in (at - 1, at - 2))
