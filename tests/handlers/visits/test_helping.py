"""Helper mode: a member asks for the resident beside them, and what was shown fills the visit."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from bot.storage.sqlite import FILE
from handlers.message import Channel, Left
from handlers.teams.model import Role
from handlers.visits.note import Activity
from handlers.visits.visit import Arose, PutVisit, Visit
from tests.village import DONG_LOC, Talker, Village

STORED = ("SELECT state FROM conversations", "SELECT body FROM visits", "SELECT body FROM visit_history")


def saved(talker: Talker) -> Visit:
    """The visit that the last thing said wrote down."""
    (change,) = [change for change in talker.changes if isinstance(change, PutVisit)]
    return change.visit


def test_what_was_asked_fills_the_visit(village: Village) -> None:
    lan = village.member("Lan", "Xóm 4")
    lan.says("/giup")
    assert "Đang hỏi giúp bà con" in lan.text and lan.buttons == ["Xong, ghi lượt", "Không ghi"]
    lan.says("làm lại căn cước hết bao nhiêu tiền")
    assert "đồng" in lan.text and "Đang hỏi giúp bà con" in lan.text and len(lan.buttons) <= 8
    assert lan.buttons[-2:] == ["Xong, ghi lượt", "Không ghi"]
    lan.says("thế bao lâu có", "khai sinh cho cháu cần giấy tờ gì", "xong")
    assert "Thẻ căn cước: 1 người" in lan.text and "Khai sinh: 1 người" in lan.text
    assert "thứ Bảy 21/11/2026, hôm nay" in lan.text and "Xóm 4" in lan.text
    lan.presses("Lưu")
    visit = saved(lan)
    assert visit.arose is Arose.HELPER and visit.people == 1
    assert visit.activities == (
        Activity("dich-vu-cong", "cap-doi-the-can-cuoc", people=1),
        Activity("dich-vu-cong", "khai-sinh", people=1),
    )


@pytest.mark.parametrize(
    ("question", "activity"),
    [
        ("kích hoạt vneid như thế nào", Activity("vneid", "vneid-kich-hoat", people=1)),
        ("sổ sức khỏe điện tử xem ở đâu", Activity("suc-khoe-so", "so-suc-khoe-dien-tu", people=1)),
    ],
)
def test_the_kind_follows_the_topic(village: Village, question: str, activity: Activity) -> None:
    lan = village.member("Lan", "Xóm 4")
    lan.says("hỏi giúp bà con", question).presses("Xong, ghi lượt").presses("Lưu")
    assert saved(lan).activities == (activity,)


@pytest.mark.parametrize(
    "line",
    [
        "/giup",
        "hỏi giúp bà con",
        "đang ngồi với bà Lan",
        "dang ngoi voi ong cu",
        "hoi ho ba lan",
        "em hỏi giúp bà cụ ạ",
    ],
)
def test_how_it_begins(village: Village, line: str) -> None:
    assert "Đang hỏi giúp bà con" in village.member("Lan", "Xóm 4").says(line).text


@pytest.mark.parametrize(
    "line",
    [
        "giúp tui với",
        "trợ giúp",
        "giúp bà con làm căn cước",
        "hỏi thay chồng được không",
        "đăng ký tạm trú cho bà ngoại",
    ],
)
def test_what_does_not_begin_it(village: Village, line: str) -> None:
    assert "Đang hỏi giúp" not in village.member("Lan", "Xóm 4").says(line).text


def test_a_question_in_the_first_line_is_answered_at_once(village: Village) -> None:
    lan = village.member("Lan", "Xóm 4")
    lan.says("hỏi giúp bà Hoa: đăng ký tạm trú cần giấy tờ gì")
    assert "CT01" in lan.text and "Đang hỏi giúp bà con" in lan.text
    assert "Đăng ký tạm trú: 1 người" in lan.says("xong").text


def test_topics_of_buttons_and_lists_count_too(village: Village) -> None:
    lan = village.member("Lan", "Xóm 4")
    lan.says("/giup", "khai sinh cần giấy tờ gì").presses("Hết bao nhiêu tiền")
    assert "Đang hỏi giúp bà con" in lan.text
    assert "Khai sinh: 1 người" in lan.says("xong").text


def test_what_was_asked_before_is_not_the_residents(village: Village) -> None:
    lan = village.member("Lan", "Xóm 4")
    lan.says("khai sinh cần giấy tờ gì", "/giup", "xong")
    assert "Khai sinh" not in lan.text and "Chưa có việc nào được hỏi" in lan.text and "giúp bà con việc gì" in lan.text


def test_the_same_topic_again_is_theirs(village: Village) -> None:
    lan = village.member("Lan", "Xóm 4")
    lan.says("khai sinh cần giấy tờ gì", "/giup", "khai sinh cần giấy tờ gì", "xong")
    assert "Khai sinh: 1 người" in lan.text


def test_not_recorded(village: Village) -> None:
    lan = village.member("Lan", "Xóm 4")
    lan.says("/giup", "khai sinh cần giấy tờ gì").presses("Không ghi")
    assert "không ghi lượt nào" in lan.text
    assert "Đang hỏi giúp" not in lan.says("đổi hộ chiếu ở đâu").text
    assert "Đang hỏi giúp" not in lan.says("xong").text


def test_with_several_hamlets_the_hamlet_is_asked(village: Village) -> None:
    lan = village.member("Lan", "Xóm 4")
    village.give(lan, Role.MEMBER, DONG_LOC, "Xóm Đông")
    lan.says("/giup", "khai sinh cần giấy tờ gì", "xong")
    assert "xóm nào" in lan.text
    lan.says("xóm Đông").presses("Lưu")
    assert saved(lan).hamlet.name == "Xóm Đông"


def test_over_midnight_the_day_is_that_on_which_it_began(village: Village) -> None:
    lan = village.member("Lan", "Xóm 4")
    village.at(23, 50)
    lan.says("/giup", "khai sinh cần giấy tờ gì")
    village.later(minutes=20)
    lan.says("thế hết bao nhiêu tiền")
    assert "từ thứ Bảy 21/11/2026" in lan.text
    lan.says("xong")
    assert "bắt đầu hỏi giúp từ thứ Bảy 21/11/2026" in lan.text and "Sửa ngày" in lan.buttons
    lan.presses("Lưu")
    assert saved(lan).day.day == 21


def test_it_survives_a_restart_and_its_buttons_grow_old(village: Village) -> None:
    lan = village.member("Lan", "Xóm 4")
    lan.says("/giup", "khai sinh cần giấy tờ gì")
    done = lan.code_of("Xong, ghi lượt")
    village.restart()
    lan.sends_code(done)
    assert "Khai sinh: 1 người" in lan.text
    lan.presses("Lưu").sends_code(done)
    assert "Hiện không hỏi giúp ai" in lan.text


def test_an_open_draft_comes_back_after_the_visit(village: Village) -> None:
    lan = village.member("Lan", "Xóm 4")
    lan.says("sáng nay xóm 4 giúp 12 người cài VNeID", "/giup", "khai sinh cần giấy tờ gì").presses("Xong, ghi lượt")
    lan.presses("Lưu")
    assert saved(lan).activities[0].topic == "khai-sinh" and "Cài đặt VNeID: 12 người" in lan.text


def test_a_list_of_papers_keeps_its_numbers(village: Village) -> None:
    """While a list is being filled nothing is added to its questions, so that a typed number means a choice of it."""
    lan = village.member("Lan", "Xóm 4", Channel.ZALO_BOT)
    lan.says("/giup", "khai sinh cần giấy tờ gì").presses("Giấy tờ cho trường hợp")
    assert "câu 1" in lan.text and "Xong, ghi lượt" not in lan.buttons
    before = lan.text
    lan.says("1")
    assert "câu 2" in lan.text and lan.text != before and "chưa hiểu" not in lan.text


def test_nothing_of_the_resident_is_kept(village: Village, tmp_path: Path) -> None:
    lan = village.member("Lan", "Xóm 4")
    lan.says("đang ngồi với bà Nguyễn Thị Tám", "làm lại căn cước hết bao nhiêu tiền")
    assert "Đang hỏi giúp" in lan.text
    lan.says("xong").presses("Lưu")
    assert saved(lan).words == ""
    with closing(sqlite3.connect(tmp_path / "data" / FILE)) as db:
        kept = [str(row) for query in STORED for row in db.execute(query)]
    assert len(kept) >= 3 and not [row for row in kept if "Tám" in row or "Nguyễn" in row or "bao nhiêu tiền" in row]


def test_only_for_members(village: Village) -> None:
    resident, province = village.resident(), village.admin("Dũng", None)
    for line in ("/giup", "hỏi giúp bà con", "đang ngồi với bà Lan"):
        assert "Đang hỏi giúp" not in resident.says(line).text
        assert "Đang hỏi giúp" not in province.says(line).text


def test_asked_twice_and_left(village: Village) -> None:
    lan = village.member("Lan", "Xóm 4")
    lan.says("/giup", "khai sinh cần giấy tờ gì", "/giup")
    assert "đã hỏi: Khai sinh" in lan.text
    lan.sends(Left())
    assert lan.text == ""


def test_a_list_begun_at_once_counts_and_keeps_its_numbers(village: Village) -> None:
    lan = village.member("Lan", "Xóm 4", Channel.ZALO_BOT)
    lan.says("/giup").sends_code("1:c:khai-sinh")
    assert "câu 1" in lan.text and "Xong, ghi lượt" not in lan.buttons
    lan.says("1")
    assert "câu 2" in lan.text
    lan.says("thôi", "xong")
    assert "Khai sinh: 1 người" in lan.text


def test_the_command_at_any_time(village: Village) -> None:
    """Outside helper mode, and from somebody who records nothing, it says what it is for."""
    lan, ba = village.member("Lan", "Xóm 4"), village.resident()
    assert "Hiện không hỏi giúp ai" in lan.says("/xong").text
    assert "Trợ lý ghi sẵn" in lan.says("/giup", "khai sinh cần giấy tờ gì", "/xong").text
    for command in ("/xong", "/ghi", "/luot", "/giup"):
        assert "dành cho thành viên Tổ" in ba.says(command).text
