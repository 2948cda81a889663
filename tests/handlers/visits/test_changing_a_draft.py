"""A draft as another line changes it, and lines that aren't about it."""

import json
from datetime import UTC, date, datetime
from typing import Any

import pytest

from handlers.teams.model import Hamlet, Role
from handlers.visits.changing import Doubt, change
from handlers.visits.draft import Draft
from handlers.visits.note import Activity, Outcome
from handlers.visits.parsing import parse_note
from handlers.visits.pieces import read_pieces, tells_a_visit
from tests.conftest import DATA
from tests.village import MINH_HOP, Talker, Village

TODAY = date(2026, 11, 21)
HAMLETS = [Hamlet(MINH_HOP, name, id=number) for number, name in enumerate(("Xóm 1", "Xóm 4", "Bản Nà"), 1)]
VNEID = Activity("vneid", None, 12)
BIRTHS = Activity("dich-vu-cong", "khai-sinh", 3, 3)
PAYING = Activity("thanh-toan-so", "thanh-toan-so", 2)
ONE = Draft("k", datetime(2026, 11, 21, tzinfo=UTC), day=TODAY, hamlet=2, activities=(VNEID,), people=12)
THREE = Draft(
    "k", datetime(2026, 11, 21, tzinfo=UTC), day=TODAY, hamlet=2, activities=(VNEID, BIRTHS, PAYING), people=17
)


def changed(draft: Draft, line: str) -> Draft:
    given = change(draft, line, TODAY, HAMLETS)
    assert isinstance(given, Draft), line
    return given


def counts(draft: Draft) -> list[int | None]:
    return [item.people for item in draft.activities]


@pytest.mark.parametrize(
    ("line", "of_one", "of_three", "total"),
    [
        ("15 người chứ không phải 12", [15], [15, 3, 2], 20),
        ("15 nguoi chu khong phai 12", [15], [15, 3, 2], 20),
        ("không phải 12 mà 15", [15], [15, 3, 2], 20),
        ("VNeID 15 thôi", [15], [15, 3, 2], 20),
        ("thêm 2 ca khai sinh", [12, 2], [12, 5, 2], 19),
        ("bo cai thanh toan", None, [12, 3], 15),
        ("tất cả 20 người", [20], [12, 3, 2], 20),
    ],
)
def test_numbers(line: str, of_one: list[int] | None, of_three: list[int], total: int) -> None:
    if of_one:
        assert counts(changed(ONE, line)) == of_one
    assert (counts(changed(THREE, line)), changed(THREE, line).people) == (of_three, total)


@pytest.mark.parametrize("line", ["nhầm, 10 người", "sửa lại 10", "10 người nhé", "10 nguoi thoi"])
def test_a_number_that_fits_several_is_asked(line: str) -> None:
    assert counts(changed(ONE, line)) == [10]
    assert change(THREE, line, TODAY, HAMLETS) == Doubt(10, adding=False)


@pytest.mark.parametrize(
    ("line", "day", "hamlet"),
    [
        ("hôm qua chứ không phải hôm nay", 20, 2),
        ("bựa qua", 20, 2),
        ("20/11", 20, 2),
        ("xóm 1 nhé", 21, 1),
        ("xom 1", 21, 1),
        ("ở bản Nà chứ không phải xóm 4", 21, 3),
        ("không phải xóm 4 mà xóm 1", 21, 1),
    ],
)
def test_day_and_hamlet(line: str, day: int, hamlet: int) -> None:
    given = changed(THREE, line)
    assert given.day and (given.day.day, given.hamlet, given.people) == (day, hamlet, 17)


def test_filed_online_and_outcome() -> None:
    assert changed(THREE, "online 2 thôi").activities[1].online == 2
    assert changed(ONE, "chưa xong").activities[0].outcome is Outcome.IN_PROGRESS
    given = changed(ONE, "2 người chưa xong")
    assert (given.people, given.activities[0].outcome) == (12, Outcome.IN_PROGRESS)
    assert all(item.outcome is Outcome.DONE for item in changed(THREE, "xong hết rồi").activities)
    assert changed(ONE, "sửa thành khai tử").activities == (Activity("dich-vu-cong", "khai-tu", 12),)


@pytest.mark.parametrize(
    "line",
    [
        "khai sinh cần giấy tờ gì",
        "khai sinh",
        "lệ phí hộ chiếu",
        "hôm nay tui mần chi rồi",
        "tuần ni xóm 3 có ai chưa xong",
        "hôm qua khai sinh online được không",
        "hôm nay công an xã có làm việc không",
        "12 người cài VNeID bị lỗi thì răng",
        "2 ca khai tử",
        "sáng nay xóm 1 giúp 5 ca khai tử",
        "cảm ơn",
        "xóm 4 ai phụ trách",
    ],
)
def test_what_is_no_correction(line: str) -> None:
    assert change(THREE, line, TODAY, HAMLETS) is None


def lines(key: str) -> list[dict[str, Any]]:
    """The labelled lines under tests/data that have this key."""
    read = [json.loads(line) for file in sorted(DATA.glob("*.jsonl")) for line in file.read_text("utf-8").splitlines()]
    return [item for item in read if key in item]


def test_what_residents_ask_stays_a_question_when_a_member_asks_it() -> None:
    names = [hamlet.name for hamlet in HAMLETS]
    questions = {item["q"] for item in lines("q")}
    taken = [q for q in questions if parse_note(q, TODAY, names).is_note and told(q, TODAY, names)]
    assert len(taken) <= 0.01 * len(questions), taken
    assert [q for q in questions if change(THREE, q, TODAY, HAMLETS)] == []


def test_notes_stay_notes() -> None:
    """Whatever is read as a note; how well it is read is for other tests."""
    labelled = [(i["note"], date.fromisoformat(i["today"]), i["hamlets"]) for i in lines("note")]
    notes = [one for one in labelled if parse_note(*one).is_note]
    assert len(notes) > 200
    lost = [one[0] for one in notes if not told(*one)]
    assert len(lost) <= 0.01 * len(notes), lost


def told(line: str, today: date, hamlets: list[str]) -> bool:
    return tells_a_visit(read_pieces(line, today, hamlets), line)


def test_in_talk(village: Village) -> None:
    lan = village.member("Lan", "Xóm 4")
    village.give(lan, Role.MEMBER, MINH_HOP, "Xóm 1")
    lan.says("sáng nay xóm 4 giúp 12 người cài VNeID, 3 ca khai sinh online")
    lan.says("15 người chứ không phải 12", "hôm qua", "xóm 1 nhé", "thêm 2 người thanh toán")
    assert "Xóm 1" in lan.text and "20/11/2026, hôm qua" in lan.text and "Tất cả: 20 người" in lan.text
    lan.says("10 người")
    assert "của việc nào" in lan.text
    lan.presses("Khai sinh: 10")
    assert "Khai sinh: 10" in lan.text and "Tất cả: 27 người" in lan.text
    lan.says("vài người thôi")
    assert "bao nhiêu người" in lan.text
    lan.says("quay lại").presses("Sửa việc").presses("Bỏ: Khai sinh").presses("Xem lại")
    assert "Khai sinh" not in lan.text and "Tất cả: 17 người" in lan.text
    assert "Đã lưu" in lan.says("lưu").text


def two_hamlets(village: Village) -> Talker:
    lan = village.member("Lan", "Xóm 4")
    village.give(lan, Role.MEMBER, MINH_HOP, "Xóm 1")
    return lan


def test_a_hamlet_that_is_not_theirs_is_said_to_be_none(village: Village) -> None:
    lan = two_hamlets(village).says("sáng nay xóm 9 giúp 12 người cài VNeID")
    assert "chưa thấy xóm này trong các xóm của anh/chị (Xóm 4, Xóm 1)" in lan.text
    lan.presses("Xóm 4").says("xóm 9 chứ")
    assert "(Xóm 4, Xóm 1)" in lan.text and lan.buttons[:2] == ["Xóm 4", "Xóm 1"]
    lan.says("mai hai mốt ba chi")
    assert "chưa rõ câu vừa gõ là xóm nào" in lan.text
    assert "Xóm 1, xã Minh Hợp" in lan.says("xóm 1").text


def test_a_part_that_is_unfinished_is_of_one_work(village: Village) -> None:
    lan = village.member("Lan", "Xóm 4").says("sáng nay xóm 4 giúp 12 người cài VNeID, 3 ca khai sinh online")
    lan.says("2 ca chưa xong")
    assert "Việc nào chưa xong?" in lan.text and lan.buttons[:2] == ["Cài đặt VNeID", "Khai sinh"]
    lan.presses("Khai sinh")
    assert "Cài đặt VNeID: 12 người\n" in lan.text and "3 hồ sơ nộp trên mạng, chưa xong" in lan.text
    lan.says("12 người chưa xong")
    assert "Cài đặt VNeID: 12 người, chưa xong" in lan.text, "only one work has so many"
    assert lan.text.count("chưa xong") == 2 and "Tất cả: 15 người" in lan.text
    assert lan.says("xong hết rồi").text.count("chưa xong") == 0


def test_a_part_that_is_unfinished_changes_no_number(village: Village) -> None:
    lan = two_hamlets(village).says("sáng nay giúp 20 người: 12 người cài VNeID, 3 ca khai sinh online")
    assert "ở xóm nào" in lan.text
    lan.says("2 ca khai sinh chưa xong").presses("Xóm 1")
    assert "Tất cả: 20 người" in lan.text and "Khai sinh: 3 hồ sơ nộp trên mạng, chưa xong" in lan.text


def test_both_in_other_words(village: Village) -> None:
    lan = village.member("Lan", "Xóm 4").says("sáng nay xóm 4 giúp 12 người cài VNeID")
    lan.says("hôm qua xóm 4 giúp 3 ca khai sinh", "ghi cả hai")
    assert lan.text.count("Đã lưu") == 2
