"""What is counted in visit notes: persons, families, cases and households, and the groups that they belong to."""

# ruff: noqa: E501 - patterns read better on one line

import re
from dataclasses import dataclass, field

from handlers.visits.line import Line


@dataclass(slots=True)
class Count:
    """A number of somebody: `value` None is vague. `unit`: person, case, household, bare. `part`: of a count before; `again`: the
    same persons as one."""

    at: int
    end: int
    value: int | None
    unit: str
    total: bool = False
    part: bool = False
    more: bool = False
    again: bool = False
    named: bool = False
    groups: tuple[str, ...] = field(default=())


def names_of(text: str) -> frozenset[str]:
    """The names in a list parted by commas."""
    return frozenset(name.strip() for name in text.replace("\n", " ").split(",") if name.strip())


# All without marks. A person each.
PERSONS = names_of(
    """nguoi, luot nguoi, ba con, cu, cu gia, ong, ba, ong cu, ba cu, cu ong, cu ba, bac, chu, co, anh, chi, em, chau, o,
    di, cau, mo, mu, duong, thim, ban, thanh nien, hoc sinh, hoc tro, sinh vien, dan, nguoi dan, hoi vien, doan vien,
    phu nu, phu huynh, thay, giao vien, cong nhan, tre, tre em, be, dua, dua tre, dua nho, vi, nhan khau, khau, thanh vien,
    tieu thuong, chu ho, chu quan, chu cua hang, chu tiem, chu tau, chu thuyen, chu xe, ngu dan, ban thuyen, ban chai,
    khach, khach hang, cong dan, nong dan, nong ho, bo me, nguoi cao tuoi, nguoi gia, ong gia, ba gia, em hoc sinh,
    em nho, chau hoc sinh, chau nho, ban tre, anh chi, chi em, anh em, ba con dan toc, nguoi khuyet tat, nguoi ngheo,
    nguoi dan toc, cap ong ba, cuu chien binh, chi phu nu, me, ba me, hoc vien, ban hoc sinh, ong ba, co bac, chu bac,
    co chu, bo con, me con, ong chau, ba chau, bo me con, nguoi lon, em be, lao dong, thi sinh, tan sinh vien, thai phu,
    ba bau, gia lang, thuong binh, nguoi co cong, nan nhan, cap duong, cu gia yeu, nguoi nha, nguoi lon tuoi, bac gia,
    nhan vien, tai xe, xe om, ba noi, ong noi, vien chuc, huu tri, bo doi, tho, ba buon, nguoi buon, co dau, chu re"""
)
COUPLES = names_of("cap vo chong, doi vo chong, cap, doi, cap doi")
FAMILIES = names_of(
    """vo chong, bo con, me con, ong chau, ba chau, cha con, vo chong con, bo me con, ong ba, ba me con, ong ba chau,
    hai me con, di chau, bac chau, co chau, chu chau"""
)
CASES = names_of(
    """ca, truong hop, ho so, luot, don, bo ho so, to khai, tai khoan, bo, phieu, the, giay, luot ho tro, luot dan, hs,
    luot nguoi dan, cai, cai the, thu tuc, case, luot khach, yeu cau, cuon, tai khoan vneid, so"""
)
HOUSES = names_of(
    """ho, nha, gia dinh, ho gia dinh, ho kinh doanh, ho ngheo, ho can ngheo, ho dan, gia dinh ngheo, ho tieu thuong,
    ho buon ban, ho ban hang, ho chinh sach"""
)
# Persons only with these marks.
_PERSON_MARKS = {"tho": "thợ", "duong": "dượng", "mu": "mự"}
# Persons only with these marks or none.
_MOSTLY = {
    "co": "cô", "ba": "bà", "di": "dì", "mo": "mợ", "chi": "chị", "dan": "dân", "cu": "cụ", "bac": "bác", "be": "bé",
    "chu": "chú", "vi": "vị", "ong": "ông", "chau": "cháu", "tre": "trẻ", "dua": "đứa", "thay": "thầy",
}  # fmt: skip
_NOT_PAIRS = names_of("bang, can, giay, may, so, sim, mat, ten, lai, the, dien")
_GROUPS = {
    "cao-tuoi": r"cu gia|cu (?:ong|ba)|(?:ong|ba) cu|nguoi gia|nguoi cao tuoi|cao tuoi|ong gia|ba gia|gia yeu|nguoi lon tuoi|\d+ cu(?! the)|mot cu|hai cu|ba cu|cac cu|bac gia",
    "can-ngheo": r"can ngheo",
    "ho-ngheo": r"(?:ho|gia dinh|nguoi|dien|ba con) ngheo",
    "dan-toc": r"dan toc|nguoi (?:mong|hmong|h'mong|thai|tho|kho mu|o du|dao)\b|ba con (?:mong|hmong|thai|tho|kho mu)",
    "khuyet-tat": r"khuyet tat|tan tat|khiem thi|khiem thinh|cau diec|xe lan",
    "hoc-sinh": r"hoc sinh|sinh vien|thi sinh",
    "ho-kinh-doanh": r"ho kinh doanh|tieu thuong|ho buon ban|chu (?:quan|cua hang|tiem)|ho tieu thuong|ho ban hang",
}
_GROUP_PATTERNS = {name: re.compile(rf"\b(?:{pattern})\b") for name, pattern in _GROUPS.items()}

Unit = tuple[int, str, int]


def groups_in(text: str) -> tuple[str, ...]:
    """The groups of persons that these words without marks name."""
    named = tuple(name for name, pattern in _GROUP_PATTERNS.items() if pattern.search(text))
    return tuple(name for name in named if name != "ho-ngheo" or "can-ngheo" not in named)


def is_unit(line: Line, at: int) -> bool:
    """Whether something that can be counted stands here."""
    return unit_at(line, at) is not None or any(
        line.follows(at, thing) for thing in ("lop", "buoi", "cap", "doi", "ngay", "tuoi")
    )


def unit_at(line: Line, at: int) -> Unit | None:
    """Words, kind (person, family, case, household) and persons of one unit at a position, the longest name first."""
    if at >= len(line.words) or line.taken[at]:
        return None
    for length in (4, 3, 2, 1):
        unit = _unit(line, at, " ".join(line.plains[at : at + length]), length)
        if unit and at + length <= len(line.words):
            return unit
    return None


def _unit(line: Line, at: int, name: str, length: int) -> Unit | None:
    after, marks = line.plain(at + 1), line.marks(at)
    if name in FAMILIES:
        return length, "family", 1
    if name in COUPLES:
        return None if length == 1 and after in _NOT_PAIRS else (length, "person", 2)
    if name in PERSONS:
        other = (name == "ban" and line.marked and marks != "bạn") or (
            name in ("o", "co") and after in ("xom", "nha", "thon", "ban")
        )
        other = other or (name in _PERSON_MARKS and marks != _PERSON_MARKS[name])
        other = other or (name in _MOSTLY and marks not in (name, _MOSTLY[name]))
        return None if other else (length, "person", 1)
    if name in HOUSES:
        other = (name == "nha" and after in ("van", "hop", "san", "sinh", "mang")) or (
            name == "ho" and (after in ("so", "chieu", "tro", "khau") or (line.marked and marks != "hộ"))
        )
        return None if other else (length, "household", 1)
    if name in CASES:
        if (name == "so" and after not in ("suc", "do")) or (name == "cai" and line.marked and marks != "cái"):
            return None
        # "3 thẻ căn cước": the word belongs to the subject as well.
        return 0 if name in ("giay", "the", "so", "phieu") else length, "case", 1
    return None
