"""Weekly reminders and summaries: at the chosen time, once, and never where they aren't welcome."""

from datetime import date

import pytest

from bot.storage.errors import StaleError
from handlers.figures.periods import week_of, week_to_sum_up
from handlers.message import Channel
from handlers.nudges.changes import MarkNudge
from handlers.teams.changes import EndMembership
from tests.village import Village


def friday(village: Village) -> Village:
    """Friday 27 November 2026, 18:59 in Vietnam."""
    return village.at(18, 59, days=6)


def test_a_member_is_reminded_on_friday_evening_once_whatever_restarts(village: Village) -> None:
    lan = village.member("Lan", "Xóm 4")
    assert friday(village).tick() == 0
    assert village.at(19).tick() == 1
    assert "Tuần 23/11–29/11" in lan.heard
    assert "chưa ghi lượt nào" in lan.heard
    assert "Bài học 1 phút" in lan.offered
    village.restart()
    assert village.at(19, 30).tick() == 0
    assert village.at(19, days=1).tick() == 0
    village.at(19, days=6).tick()
    assert "Tuần 30/11–6/12" in lan.heard


def test_what_was_logged_is_counted_and_a_missing_count_is_said_to_be_missing(village: Village) -> None:
    lan = village.member("Lan", "Xóm 4")
    village.at(9, days=3)
    lan.says("sáng nay xóm 4 giúp 12 người cài VNeID").presses("Lưu")
    village.at(19, days=3).tick()
    assert "đã ghi 1 lượt, 12 lượt người được giúp" in lan.heard


def test_off_at_the_hour_it_comes_the_same_evening_and_never_at_night(village: Village) -> None:
    early, late = village.member("Lan", "Xóm 4"), village.member("Mai", "Bản Nà")
    village.at(20, 59, days=6).tick()
    assert early.heard
    assert late.heard
    village.at(21, 0, days=7)
    assert village.tick() == 0
    assert village.at(6, 59, days=1).tick() == 0
    assert village.at(19).tick() == 0, "a Friday's reminder was missed: it isn't sent on Saturday"


def test_a_member_chooses_another_time_and_turns_it_off_and_on(village: Village) -> None:
    lan = village.member("Lan", "Xóm 4")
    assert "thứ Sáu, 19:00" in lan.says("/nhac").text
    lan.presses("Đổi ngày", "Thứ Bảy", "11:30")
    assert "thứ Bảy, 11:30" in lan.text
    assert village.at(11, 30).tick() == 1
    lan.says("tắt nhắc").presses("Tắt")
    assert "Đã tắt" in lan.text
    assert village.at(11, 30, days=7).tick() == 0
    lan.presses("Bật lại")
    assert "thứ Sáu, 19:00" in lan.text


def test_times_are_chosen_by_number_where_there_are_no_buttons(village: Village) -> None:
    lan = village.member("Lan", "Xóm 4", Channel.ZALO_BOT)
    lan.says("/nhac", "1", "chủ nhật", "3")
    assert "Chủ nhật, 11:30" in lan.text


def test_a_leader_reads_the_week_of_the_team_on_sunday(village: Village) -> None:
    lan, hung = village.member("Lan", "Xóm 4"), village.leader("Hùng", "Xóm 4")
    other = village.member("Mai", "Bản Nà")
    lan.says("sáng nay xóm 4 giúp 12 người cài VNeID").presses("Lưu")
    other.says("sáng nay bản nà giúp 5 người làm căn cước").presses("Lưu")
    village.at(19, days=1).tick()
    assert "Tổ Xóm 4: tuần 16/11–22/11" in hung.heard
    assert "1 lượt hỗ trợ, 12 lượt người" in hung.heard
    assert "Lan (1 lượt)" in hung.heard
    assert "Mai" not in hung.heard
    assert not [reply for reply in hung.news if reply.picture], "a picture of one hamlet says nothing more"


def test_the_commune_reads_last_week_on_monday_morning_without_persons(village: Village) -> None:
    lan, ha = village.member("Lan", "Xóm 4"), village.admin("Hà")
    lan.says("sáng nay xóm 4 giúp 12 người cài VNeID").presses("Lưu")
    assert village.at(7, 29, days=2).tick() == 0
    village.at(7, 30).tick()
    assert "Xã Minh Hợp: tuần 16/11–22/11" in ha.heard
    assert "Tổ Xóm 4 (1 lượt)" in ha.heard
    assert "1 trên 4 xóm có lượt; 3 xóm chưa có ai ghi" in ha.heard
    assert "Chưa có ai vào trợ lý để ghi: Xóm 1, Bản Nà, Xóm 9." in ha.heard
    (picture,) = [reply.picture for reply in ha.news if reply.picture]
    assert picture.png.startswith(b"\x89PNG") and "1 trên 4 xóm có lượt" in picture.alt and not picture.table
    assert "Lan" not in ha.heard


def test_whoever_left_gets_nothing(village: Village) -> None:
    hung = village.member("Hùng", "Xóm 4")
    village.write(EndMembership(village.person(hung).memberships[0].id, None))
    friday(village)
    assert village.at(19).tick() == 0


def test_zalo_is_left_alone_when_the_free_time_has_passed(village: Village) -> None:
    silent = village.member("Lan", "Xóm 4", Channel.ZALO_OA)
    talking = village.member("Mai", "Bản Nà", Channel.ZALO_OA)
    silent.says("chào")
    village.at(9, days=5)
    talking.says("chào")
    village.at(19, days=1).tick()
    assert silent.heard == ""
    assert "Tuần 23/11–29/11" in talking.heard
    assert village.tick() == 0, "it is decided for the week"


def test_a_mark_that_is_there_drops_the_second_one(village: Village) -> None:
    lan = village.member("Lan", "Xóm 4")
    mark = MarkNudge(village.person(lan).id, "reminder", "2026-W48")
    village.write(mark)
    with pytest.raises(StaleError):
        village.write(mark)
    assert village.at(19, days=6).tick() == 0


def test_an_old_button_of_a_role_that_ended_says_so(village: Village) -> None:
    lan = village.member("Lan", "Xóm 4")
    lan.sends_code("1:i:days:commune")
    assert "không giữ nữa" in lan.text
    lan.sends_code("1:i:set:reminder:9:9999")
    assert "cũ" in lan.text


def test_residents_are_told_for_whom_the_commands_are_and_go_on_asking(village: Village) -> None:
    resident = village.resident()
    assert "dành cho thành viên" in resident.says("/nhac").text
    assert "dành cho thành viên" not in resident.says("bài học").text


@pytest.mark.parametrize(
    ("day", "first"),
    [
        (date(2026, 11, 22), date(2026, 11, 16)),
        (date(2026, 11, 23), date(2026, 11, 16)),
        (date(2026, 11, 25), date(2026, 11, 16)),
        (date(2026, 11, 26), date(2026, 11, 23)),
        (date(2027, 1, 2), date(2026, 12, 28)),
    ],
)
def test_a_summary_is_about_the_week_that_is_nearly_or_just_over(day: date, first: date) -> None:
    assert week_to_sum_up(day).first == first
    assert week_of(day).holds(day)
