"""What was done: the subjects named in a line, and the verbs that turn a subject into a campaign."""

from handlers.visits.attributes import without_attributes
from handlers.visits.line import Line
from handlers.visits.refining import Named, refined, taught_device
from handlers.visits.verbs import note_verbs
from knowledge.activities import ActivityTerms, Subject


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
            at += _verb_phrase(line, at, terms)
    note_verbs(line, terms)
    found = without_attributes(line, refined(line, found))
    return _campaigned(line, found or taught_device(line), terms)


# "dùng AI" written small; otherwise "ai" is who.
_BEFORE_AI = frozenset({"dung", "hoc", "day", "bay", "chi", "huan", "ve", "cu", "app", "bang", "xai", "cong"})


def _verb_phrase(line: Line, at: int, terms: ActivityTerms) -> int:
    """The words of a verb phrase that begins here, else 1: no subject begins inside "phổ biến"."""
    return max((len(verb) for verb in terms.campaign | terms.helping if line.follows(at, " ".join(verb))), default=1)


def _another_word(line: Line, at: int, length: int) -> bool:
    """Marks that make the words something else ("chứng từ", "ai" who, "so la")."""
    name = " ".join(line.plains[at : at + length])
    if name == "ai":
        return not line.words[at].capital and line.plain(at - 1) not in _BEFORE_AI
    if name == "internet":
        return line.plain(at - 1) in ("tren", "qua", "mat")
    if name.startswith("bien so") and line.marked:
        return line.marks(at) not in ("biển", "bien")
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
    if name == "so do" and line.plain(at - 1) == "trong":
        return True
    if name == "so la" and line.marked:
        return line.marks(at) != "số"
    if name == "to roi" and line.marked:
        return line.marks(at) != "tờ"
    return False


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
                out.append(Named(here.at, here.end, subject, _taught(line, here.at)))
            at = here.end
            continue
        at += 1
    if pending >= 0:
        out.append(Named(pending, pending + 1, Subject("tuyen-truyen", None)))
    return sorted(out, key=lambda item: item.at)


def _taught(line: Line, at: int) -> bool:
    """Whether the words before a subject say that it was a lesson; school classes that are counted are none."""
    start, _ = line.clause(at)
    for before in range(max(0, at - 8), at):
        word = line.plain(before)
        learning = ("day", "hoc", "tap", "nghe") if before >= start else ("day",)
        if word in ("huan", "cach") or (word in learning and line.taken[before] == "verb"):
            return True
        counted = line.number(before - 1) or line.number(before + 1) or line.plain(before - 1) == "moi"
        if word == "lop" and not counted:
            return True
    return False


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
