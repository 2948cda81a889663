"""Subjects that only say where, by what or why another one is done, and are no work of their own."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from handlers.visits.line import Line
from handlers.visits.refining import Named, in_reason
from knowledge.activities import Subject

_BY = frozenset({"qua", "tren", "bang"})
_INTO = frozenset({"vao", "len", *_BY})
_ONLINE_WORDS = frozenset({"online", "tuyen", "cong", "mang"})
_FILING = "dvc-nop-ho-so"
_IN_JOINT = frozenset({"khai-sinh", "khai-tu", "dang-ky-thuong-tru", "gia-han-bhyt-ho-gia-dinh", "lien-thong-khai-tu"})
_INTEGRATED = frozenset(
    {"gia-han-bhyt-ho-gia-dinh", "giay-phep-lai-xe", "dang-ky-xe-may", "so-suc-khoe-dien-tu", "cap-doi-the-can-cuoc"}
)
_SURVEYS = ("khao sat", "dieu tra", "thu thap", "ra soat", "thong ke")
# A general skill next to what it is used for.
_MEANS = {
    "cai app": 3, "tai app": 3, "internet": 3, "len mang": 3, "chup anh": 8, "quay video": 8, "gui anh": 8,
    "facebook": 8, "zalo": 8,
}  # fmt: skip
_PURPOSES = frozenset({"vneid", "thanh-toan-so", "thuong-mai-dien-tu", "an-toan-thong-tin"})


@dataclass(frozen=True, slots=True)
class _Case:
    """A subject among the others: `near` those of its clause, `services` the named services of the line."""

    line: Line
    item: Named
    found: Sequence[Named]
    near: Sequence[Named]
    services: Sequence[Named]

    @property
    def before(self) -> str:
        return self.line.plain(self.item.at - 1)

    @property
    def words(self) -> list[str]:
        return self.line.plains[self.item.at : self.item.end]

    def general(self, kind: str) -> bool:
        """Whether only the app, the portal or filing as such is named."""
        topic = self.item.subject.topic
        return self.item.subject.kind == kind and topic in (None, _FILING, "dvc-tra-cuu-ho-so")


def without_attributes(line: Line, found: list[Named]) -> list[Named]:
    """The subjects that are work; the words of others are left to what they tell (a way of filing, nothing)."""
    services = [
        item
        for item in found
        if item.subject.kind == "dich-vu-cong" and item.subject.topic and item.subject.topic != _FILING
    ]
    kept = []
    for item in found:
        start, stop = line.clause(item.at)
        near = [other for other in found if other is not item and start <= other.at < stop]
        case = _Case(line, item, found, near, services)
        mark = next((mark for rule in _RULES if (mark := rule(case)) is not None), None)
        if mark is None:
            kept.append(item)
        else:
            line.take(item.at, item.end - item.at, mark)
    return kept


def _app(case: _Case) -> str | None:
    """ "qua VNeID", "quên mật khẩu VNeID", "đổi số điện thoại đăng ký VNeID"."""
    item = case.item
    if item.subject.topic == "vneid-dang-ky" and any(_account(other) and other.end == item.at for other in case.near):
        return "term"
    if not case.general("vneid"):
        return None
    if case.before in _BY and case.services:
        return ""
    if any(
        _account(other) and (case.before in {"cua", *_INTO} or 0 <= item.at - other.end <= 1 or other.at == item.end)
        for other in case.near
    ):
        return "term"
    return "term" if case.before in _INTO and case.near else None


def _account(item: Named) -> bool:
    return bool(item.subject.topic and item.subject.topic.startswith("vneid-"))


def _filing(case: _Case) -> str | None:
    """Filing beside the service that is filed."""
    if case.item.subject.topic != _FILING:
        return None
    unlisted = any(
        other.subject == Subject("dich-vu-cong", None)
        and not case.line.follows(other.at, "dich vu cong", "cong dich vu cong")
        for other in case.near
    )
    if case.services or unlisted:
        return "" if _ONLINE_WORDS & set(case.words) else "term"
    return None


def _portal(case: _Case) -> str | None:
    """The portal as a place; alone with "nộp" it is filing."""
    if not case.general("dich-vu-cong"):
        return None
    line, item = case.line, case.item
    start, stop = line.clause(item.at)
    if item.subject.topic is None and case.before in ("tren", "qua") and "nop" in line.plains[start:stop]:
        item.subject = Subject("dich-vu-cong", _FILING)
    if case.before in {"nop", *_BY} and case.services:
        return ""
    beside = any(other in case.services for other in case.near)
    if beside and (case.before not in ("va", "voi") or item.subject.topic == _FILING):
        return "" if {"online", "tuyen"} & set(case.words) else "term"
    if item.subject.topic is None and case.words[:3] == ["dich", "vu", "cong"] and case.before in ("so", "nop"):
        item.subject = Subject("dich-vu-cong", _FILING)
    return None


def _lacking(case: _Case) -> str | None:
    """ "chưa có tài khoản ngân hàng", and what a survey asks about."""
    line, item = case.line, case.item
    lacks = line.follows(item.at - 2, "chua co", "khong co", "con thieu") or case.before == "thieu"
    asked = any(line.follows(other.at, *_SURVEYS) and other.at < item.at for other in case.near)
    return "lacking" if lacks or asked else None


def _joint(case: _Case) -> str | None:
    """The parts of a joint procedure ("liên thông khai sinh, thường trú, thẻ BHYT")."""
    topic = case.item.subject.topic
    joint = [
        other
        for other in case.found
        if (other.subject.topic or "").startswith("lien-thong") and other.at < case.item.at <= other.at + 14
    ]
    if not joint or topic not in _IN_JOINT or case.line.number(case.item.at - 2):
        return None
    return "term" if topic != joint[0].subject.topic else None


def _integrated(case: _Case) -> str | None:
    """The papers that were put into VNeID."""
    into = any(other.subject.topic == "vneid-tich-hop-giay-to" and other.at < case.item.at for other in case.near)
    subject = case.item.subject
    app = subject.kind == "vneid" and subject.topic in (None, "vneid-dang-ky")
    return "term" if into and (app or subject.topic in _INTEGRATED) else None


def _means(case: _Case) -> str | None:
    """ "cài app ngân hàng", "chụp ảnh nông sản đăng bán": a skill as a step of something else."""
    reach = _MEANS.get(" ".join(case.words))
    if case.item.subject.kind != "ky-nang-so" or reach is None:
        return None
    for other in case.near:
        between = case.line.plains[min(case.item.end, other.end) : max(case.item.at, other.at)]
        if other.subject.kind in _PURPOSES and abs(other.at - case.item.at) <= reach and "va" not in between:
            return "term"
    return None


def _reason(case: _Case) -> str | None:
    return "lacking" if in_reason(case.line, case.item, case.found) else None


_RULES: tuple[Callable[[_Case], str | None], ...] = (
    _app, _filing, _portal, _lacking, _joint, _integrated, _means, _reason,
)  # fmt: skip
