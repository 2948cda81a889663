"""Questions that ask the same stand together, by the shipped index."""

from knowledge.likeness import group_alike, likeness
from knowledge.understand import Understander

LOANS = [
    "vay vốn ngân hàng chính sách nuôi bò",
    "vay von ngan hang chinh sach nuoi bo",
    "Vay vốn chính sách để nuôi bò?",
]
SCHOOL = ["xin cho con học trường mầm non trái tuyến", "cho con hoc mam non trai tuyen duoc khong"]
OTHERS = ["lịch cắt điện ngày mai", "giá vé xe buýt đi Vinh", "🙂", "🙂"]


def test_alike_questions_are_one_group(understander: Understander) -> None:
    """Marks, order and small words don't part them; another subject does; the largest group comes first."""
    texts = [LOANS[0], SCHOOL[0], OTHERS[0], LOANS[1], OTHERS[2], OTHERS[1], SCHOOL[1], LOANS[2], OTHERS[3]]

    groups = [{texts[place] for place in group} for group in group_alike(texts, understander.index)]

    assert groups[0] == set(LOANS)
    assert sorted(map(sorted, groups[1:])) == sorted(map(sorted, [SCHOOL, ["🙂"], [OTHERS[0]], [OTHERS[1]]]))
    assert group_alike(texts, understander.index) == group_alike(texts, understander.index)


def test_nothing_to_group(understander: Understander) -> None:
    """An empty queue."""
    assert group_alike([], understander.index) == []
    assert likeness("mất thẻ", [], understander.index) == []


def test_how_alike(understander: Understander) -> None:
    """The same words are the same; another subject has next to nothing of it."""
    same, near, other = likeness(
        "xin giấy phép xây nhà mới", ["xin giay phep xay nha moi", "xin giấy phép làm nhà", "lịch tiêm cho chó"],
        understander.index,
    )  # fmt: skip

    assert same > 0.99 and 0.2 < near < 0.9 and other < 0.1
