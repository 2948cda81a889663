"""Visits on record are changed, withdrawn and brought back by whoever may, with a reason and their whole history."""

import pytest

from handlers.message import Left
from handlers.teams.changes import EndMembership, NoteAct
from handlers.visits.visit import PutVisit, Visit
from tests.village import DONG_LOC, Talker, Village

LINE = "sáng nay xóm 4 giúp 12 người cài VNeID"


def logged(village: Village) -> tuple[Talker, Talker]:
    """Lan, a member, logged a visit; Hoa leads her team."""
    lan, hoa = village.member("Lan", "Xóm 4"), village.leader("Hoa", "Xóm 4")
    lan.says(LINE).presses("Lưu")
    return lan, hoa


def only(village: Village, talker: Talker) -> Visit:
    """The only visit that somebody sees of these weeks, withdrawn or not."""
    person = village.person(talker)
    day = village.now.date()
    found = [
        *village.records.visits(person, day.replace(month=1), day),
        *village.records.withdrawn_visits(person, day.replace(month=1), day),
    ]
    (visit,) = found
    return visit


def acts(talker: Talker) -> list[str]:
    """What went into the audit."""
    return [change.act for change in talker.changes if isinstance(change, NoteAct)]


def test_a_saved_visit_is_changed_by_its_button(village: Village) -> None:
    lan, hoa = logged(village)
    lan.presses("Sửa").says("15 người").presses("Lưu")
    assert "Đã sửa" in lan.text and "15 người" in lan.text
    visit = only(village, lan)
    assert (visit.people, visit.version, visit.by_name) == (15, 2, "Lan")
    assert not hoa.news


@pytest.mark.parametrize(
    "command",
    [
        "sửa lượt vừa rồi 15 người",
        "sua luot luc nay thanh 15 nguoi",
        "sửa lượt xóm 4 hôm nay 15 người",
        "sửa lượt: 15 người",
    ],
)
def test_a_line_changes_the_visit_that_it_names(village: Village, command: str) -> None:
    lan, _ = logged(village)
    lan.says(command)
    assert "Sửa lượt: Xóm 4" in lan.text and "15 người" in lan.text
    lan.presses("Lưu")
    assert only(village, lan).people == 15


def test_what_is_not_understood_leaves_the_visit_as_it_is(village: Village) -> None:
    lan, _ = logged(village)
    lan.says("sửa lượt vừa rồi cho đẹp đẽ hơn")
    assert "chưa hiểu phần cần sửa" in lan.text and "12 người" in lan.text and "Sửa số người" in lan.buttons


def test_a_visit_of_several_is_chosen(village: Village) -> None:
    lan, _ = logged(village)
    lan.says("sáng nay xóm 4 làm 3 ca khai sinh").presses("Lưu").says("xóa lượt hôm nay")
    assert "Anh/chị muốn bỏ lượt nào?" in lan.text
    lan.presses("Lượt 2")
    assert "Bỏ lượt này?" in lan.text and "VNeID" in lan.text


def test_no_such_visit(village: Village) -> None:
    lan, _ = logged(village)
    assert "không thấy lượt nào như vậy" in lan.says("sửa lượt ngày 3").text
    assert "Tổ Xóm 4 (Xóm 4)" in lan.says("xóa lượt xóm 1").text
    assert "không thấy lượt nào như vậy" in lan.says("khôi phục lượt vừa xóa").text


def test_one_withdraws_ones_own_and_brings_it_back(village: Village) -> None:
    lan, hoa = logged(village)
    lan.says("xóa lượt lúc nãy")
    assert lan.buttons == ["Ghi trùng", "Ghi nhầm", "Lý do khác", "Bỏ, không cần lý do", "Giữ lại"]
    assert not only(village, lan).withdrawn
    lan.presses("Ghi trùng")
    assert "Đã bỏ lượt" in lan.text and only(village, lan).withdrawn and acts(lan) == ["visit-withdrawn"]
    assert "chưa có lượt nào" in hoa.says("hôm nay tổ làm được gì").text
    lan.says("khôi phục lượt vừa xóa")
    assert "Đã khôi phục" in lan.text and acts(lan) == ["visit-restored"] and not only(village, lan).withdrawn
    assert "1 lượt, 12 người" in hoa.says("hôm nay tổ làm được gì").text


def test_a_withdrawal_can_be_thought_over(village: Village) -> None:
    lan, _ = logged(village)
    lan.presses("Bỏ lượt này", "Giữ lại")
    assert "Vẫn giữ lượt này" in lan.text and not only(village, lan).withdrawn


def test_a_leader_needs_a_reason_and_the_logger_hears_it(village: Village) -> None:
    lan, hoa = logged(village)
    hoa.says("/luot").presses("Bỏ lượt này")
    assert "Bỏ, không cần lý do" not in hoa.buttons and "để Lan biết" in hoa.text
    hoa.presses("Lý do khác").says("bà con chưa nộp hồ sơ")
    assert "Đã bỏ lượt" in hoa.text and only(village, lan).withdrawn
    assert "Hoa đã bỏ một lượt" in lan.heard and "Lý do: bà con chưa nộp hồ sơ." in lan.heard
    hoa.presses("Khôi phục")
    assert "Hoa đã khôi phục" in lan.heard
    lan.presses("Lịch sử")
    assert "bỏ lượt này. Lý do: bà con chưa nộp hồ sơ" in lan.text and "khôi phục lượt này" in lan.text


def test_a_forged_button_withdraws_nothing_without_a_reason(village: Village) -> None:
    lan, hoa = logged(village)
    hoa.sends_code(f"1:e:gone:{only(village, lan).key}:1:none")
    assert "Bỏ lượt này?" in hoa.text and not only(village, lan).withdrawn


def test_a_reason_is_waited_for_but_not_insisted_on(village: Village) -> None:
    lan, hoa = logged(village)
    hoa.says("/luot").presses("Bỏ lượt này", "Lý do khác").says("?!")
    assert not only(village, lan).withdrawn
    hoa.says("/luot").presses("Bỏ lượt này", "Lý do khác").says("khai sinh cần giấy tờ gì?")
    assert "Giấy chứng sinh" in hoa.text and "vẫn giữ nguyên" in hoa.text
    hoa.says("bà con chưa nộp hồ sơ")
    assert not only(village, lan).withdrawn


def test_a_reason_survives_a_restart(village: Village) -> None:
    lan, hoa = logged(village)
    hoa.says("/luot").presses("Bỏ lượt này", "Lý do khác")
    village.restart()
    hoa.says("nhầm xóm")
    assert only(village, lan).withdrawn


def test_what_was_pressed_meanwhile_ends_the_waiting(village: Village) -> None:
    lan, hoa = logged(village)
    hoa.says("/luot").presses("Bỏ lượt này", "Lý do khác", "Giữ lại").says("nhầm xóm")
    assert not only(village, lan).withdrawn


def test_two_at_once(village: Village) -> None:
    """Whoever comes second sees what became of it, and nothing is done twice."""
    lan, hoa = logged(village)
    lan.presses("Bỏ lượt này")
    hoa.says("/luot").presses("Bỏ lượt này", "Ghi nhầm")
    lan.presses("Ghi trùng")
    assert "đã được bỏ rồi" in lan.text and "Hoa" in lan.text and not lan.changes


def test_a_visit_that_changed_meanwhile_is_asked_for_again(village: Village) -> None:
    lan, hoa = logged(village)
    key = only(village, lan).key
    hoa.sends_code(f"1:e:withdraw:{key}")
    lan.presses("Sửa").says("15 người").presses("Lưu")
    hoa.presses("Ghi nhầm")
    assert "vừa được sửa lại" in hoa.text and "15 người" in hoa.text and not only(village, lan).withdrawn
    hoa.presses("Ghi nhầm")
    assert only(village, lan).withdrawn


def test_a_leaders_change_needs_a_reason_and_is_told(village: Village) -> None:
    lan, hoa = logged(village)
    hoa.says("/luot").presses("Sửa").says("15 người").presses("Lưu")
    if "Sai số người" in hoa.buttons:
        hoa.presses("Sai số người")
    assert "Đã sửa" in hoa.text and only(village, lan).people == 15
    assert "Hoa đã sửa lượt anh/chị ghi" in lan.heard and "Lý do: Sai số người" in lan.heard


@pytest.mark.parametrize("days", [0, 7])
def test_a_member_changes_their_own_for_seven_days(village: Village, days: int) -> None:
    lan, _ = logged(village)
    key = only(village, lan).key
    village.later(days=days)
    lan.sends_code(f"1:e:edit:{key}")
    assert "Sửa lượt" in lan.text


def test_after_seven_days_the_leader_may_and_after_a_month_the_commune(village: Village) -> None:
    lan, hoa = logged(village)
    binh = village.admin("Bình")
    key = only(village, lan).key
    village.later(days=8)
    lan.sends_code(f"1:e:edit:{key}")
    assert "quá 7 ngày" in lan.text and "Tổ trưởng" in lan.text and lan.buttons == ["Lịch sử"]
    lan.sends_code(f"1:e:gone:{key}:1:dup")
    assert "quá 7 ngày" in lan.text and not lan.changes
    assert "Sửa lượt" in hoa.sends_code(f"1:e:edit:{key}").text
    hoa.presses("Bỏ", "Bỏ hẳn")
    village.later(days=24)
    assert "quá 31 ngày" in hoa.sends_code(f"1:e:withdraw:{key}").text
    assert "Bỏ lượt này?" in binh.sends_code(f"1:e:withdraw:{key}").text
    lan.sends_code(f"1:e:show:{key}")
    assert "12 người" in lan.text and "quá 7 ngày" in lan.text


def test_a_colleague_may_look_and_nothing_more(village: Village) -> None:
    lan, _ = logged(village)
    son = village.member("Sơn", "Xóm 4")
    key = only(village, lan).key
    son.sends_code(f"1:e:show:{key}")
    assert "12 người" in son.text and son.buttons == ["Lịch sử"]
    for what in (f"edit:{key}", f"withdraw:{key}", f"gone:{key}:1:dup", f"why:{key}:1", f"restore:{key}"):
        son.sends_code(f"1:e:{what}").says("ghi nhầm xóm")
        assert not son.changes or not any(isinstance(change, PutVisit) for change in son.changes)
    assert not only(village, lan).withdrawn


def test_strangers_see_nothing(village: Village) -> None:
    lan, _ = logged(village)
    key = only(village, lan).key
    strangers = [
        village.leader("Tâm", "Xóm Đông", commune=DONG_LOC),
        village.member("Nam", "Xóm 1"),
        village.resident(),
    ]
    for stranger in strangers:
        for what in ("show", "edit", "withdraw", "history", "restore"):
            stranger.sends_code(f"1:e:{what}:{key}")
            assert "12 người" not in stranger.text and "Lan" not in stranger.text


def test_who_has_left_can_change_nothing(village: Village) -> None:
    lan, hoa = logged(village)
    key = only(village, lan).key
    village.write(EndMembership(village.person(lan).memberships[0].id, None))
    lan.sends_code(f"1:e:gone:{key}:1:dup")
    assert not lan.changes and not only(village, hoa).withdrawn


def test_the_history_tells_every_difference(village: Village) -> None:
    lan, hoa = logged(village)
    village.later(minutes=30)
    lan.presses("Sửa").says("15 người").presses("Lưu")
    hoa.says("lịch sử lượt xóm 4")
    assert "10:00, Lan: ghi lần đầu" in hoa.text
    assert "10:30, Lan: việc: Cài đặt VNeID: 12 người → Cài đặt VNeID: 15 người" in hoa.text
    assert "số người: 12 người → 15 người" in hoa.text
    hoa.presses("Xem lượt này")
    assert "15 người" in hoa.text and "Lan ghi lúc 10:00" in hoa.text


def test_a_long_history_is_shortened(village: Village) -> None:
    lan, _ = logged(village)
    for number in range(13, 22):
        village.later(minutes=1)
        lan.presses("Sửa").says(f"{number} người").presses("Lưu")
    lan.says("lịch sử lượt vừa rồi")
    assert "ghi lần đầu" in lan.text and "21 người" in lan.text and "còn 4 lần sửa" in lan.text


def test_withdrawing_ends_the_change_under_way(village: Village) -> None:
    lan, _ = logged(village)
    key = only(village, lan).key
    lan.presses("Sửa").sends_code(f"1:e:withdraw:{key}").presses("Ghi trùng")
    assert only(village, lan).withdrawn and "Đang ghi dở" not in lan.text
    assert "Đang ghi dở" not in lan.says("khai sinh cần giấy tờ gì").text


def test_editing_sets_an_open_draft_aside(village: Village) -> None:
    """Neither the visit being recorded nor the one being changed is lost."""
    lan, _ = logged(village)
    key = only(village, lan).key
    lan.says("chiều nay xóm 4 làm 3 ca khai sinh").sends_code(f"1:e:edit:{key}").says("15 người").presses("Lưu")
    assert "Đã sửa" in lan.text and "Khai sinh" in lan.text
    lan.presses("Lưu")
    assert "2 lượt, 18 người" in lan.says("hôm nay tui mần chi rồi").text


def test_words_about_the_draft_are_about_the_draft(village: Village) -> None:
    lan, _ = logged(village)
    lan.says("chiều nay xóm 4 làm 3 ca khai sinh").says("bỏ lượt này")
    assert "Khai sinh" in lan.text and "Bỏ lượt đang ghi" in lan.text and not only(village, lan).withdrawn


def test_a_withdrawn_visit_is_not_edited(village: Village) -> None:
    lan, _ = logged(village)
    key = only(village, lan).key
    lan.presses("Bỏ lượt này", "Ghi trùng").sends_code(f"1:e:edit:{key}")
    assert "đã được bỏ" in lan.text and lan.buttons == ["Khôi phục", "Lịch sử"]
    lan.presses("Khôi phục").sends_code(f"1:e:restore:{key}")
    assert "không cần khôi phục" in lan.text


def test_leaving_the_chat_while_a_reason_is_waited_for(village: Village) -> None:
    lan, hoa = logged(village)
    hoa.says("/luot").presses("Bỏ lượt này", "Lý do khác").sends(Left())
    assert hoa.text == "" and not only(village, lan).withdrawn
