"""What residents read about communes."""

from collections.abc import Iterable, Iterator, Sequence

from knowledge.communes.names import lower_first, upper_first
from knowledge.communes.units import CommuneAnswer, CommuneKind, NewUnit, OldUnit

PAPERS = (
    "Giấy tờ ghi tên cũ còn hạn vẫn dùng, không bắt buộc đổi; thông tin cư trú do ngành công an cập nhật, "
    "anh/chị không phải làm gì."
)
SOURCE = "Nguồn: Nghị quyết 1678/NQ-UBTVQH15 (kiểm tra ngày 21/11/2026)"
UNSURE = "theo dữ liệu tham khảo, hỏi UBND xã để chắc chắn"
LONGEST = 600


def show(answer: CommuneAnswer) -> str:
    """The answer in Vietnamese, at most 600 characters."""
    if answer.kind is CommuneKind.AMBIGUOUS:
        lines = _choices(answer)
    elif answer.kind is CommuneKind.DISTRICT:
        lines = [_district_line(answer), PAPERS, SOURCE]
    elif answer.kind is CommuneKind.NEW:
        lines = [_new_line(answer.new[0]), *_namesake_lines(answer), PAPERS, SOURCE]
    elif len(answer.old) > 1:
        lines = [*(f"{upper_first(_option(old))}." for old in answer.old), PAPERS, SOURCE]
    else:
        lines = [*_one_lines(answer.old[0], answer.new[0], bool(answer.namesakes)), PAPERS, SOURCE]
    while len("\n".join(lines)) > LONGEST:  # only when several older names come together
        del lines[-2]
    return "\n".join(lines)


def _one_lines(old: OldUnit, new: NewUnit, namesake: bool) -> Iterator[str]:
    if new.kept and not old.older:
        yield f"{upper_first(old.full)} ({_was(old.district)}) giữ nguyên, nay vẫn là {new.full}, tỉnh Nghệ An."
        return
    through = f" (từng nhập vào {lower_first(old.became)})" if old.older and lower_first(old.became) != old.now else ""
    unsure = f" – {UNSURE}" if old.older else ""
    yield f"{upper_first(old.full)} ({_was(old.district)}) nay thuộc {old.now}, tỉnh Nghệ An{through}{unsure}."
    if not new.kept:
        yield f"{upper_first(new.full)} gồm: {_listed(new.parts)} (cũ)."
    if namesake:
        yield f"Lưu ý: {'xã' if old.type == 'Thị trấn' else lower_first(old.type)} {old.name} bây giờ là nơi khác."


def _option(old: OldUnit) -> str:
    unsure = f" ({UNSURE})" if old.older else ""
    return f"{old.full} ({_was(old.district)}) nay thuộc {old.now}{unsure}"


def _new_line(new: NewUnit) -> str:
    if new.kept:
        place = f"{upper_first(new.full)}, tỉnh Nghệ An ({_was(new.district)})"
        return f"{place} giữ nguyên như trước 1/7/2025, không ghép với xã nào."
    return f"{upper_first(new.full)}, tỉnh Nghệ An (từ 1/7/2025) gồm: {_listed(new.parts)} ({_was(new.district)})."


def _namesake_lines(answer: CommuneAnswer) -> Iterator[str]:
    if answer.namesakes:
        old = answer.namesakes[0]
        yield f"Lưu ý: {_option(old)}."


def _district_line(answer: CommuneAnswer) -> str:
    if len(answer.new) == 1:
        return f"{upper_first(_was(answer.district))} nay là {answer.new[0].full}, tỉnh Nghệ An."
    names = ", ".join(_grouped((unit.type, unit.name) for unit in answer.new))
    return f"{upper_first(_was(answer.district))} nay là {_counted(answer.new)} của tỉnh Nghệ An: {names}."


def _counted(units: Sequence[NewUnit]) -> str:
    counts = {kind: sum(1 for unit in units if unit.type == kind) for kind in ("xã", "phường")}
    return " và ".join(f"{count} {kind}" for kind, count in counts.items() if count)


def _choices(answer: CommuneAnswer) -> list[str]:
    options = [_option(old) for old in answer.old]
    options += [f"{unit.full} mới ({_was(unit.district)}) gồm {_listed(unit.parts)} (cũ)" for unit in answer.new]
    if answer.district:
        options.append(f"cả {_was(answer.district)}, nay là nhiều xã, phường")
    lines = ["Ở Nghệ An có mấy nơi tên giống hoặc gần giống vậy. Anh/chị hỏi nơi nào (huyện cũ nào)?"]
    lines += [f"{number}. {upper_first(option)}." for number, option in enumerate(options, 1)]
    return [*lines, SOURCE]


def _was(district: str) -> str:
    return f"{lower_first(district)} cũ"


def _listed(parts: Sequence[OldUnit]) -> str:
    return ", ".join(_grouped((lower_first(part.type), part.name) for part in parts))


def _grouped(units: Iterable[tuple[str, str]]) -> Iterator[str]:
    """`xã A`, `B`, `phường C`: the type said once for each run."""
    groups: dict[str, list[str]] = {}
    for kind, name in units:
        groups.setdefault(kind, []).append(name)
    for kind, names in groups.items():
        yield f"{kind} " + ", ".join(names)
