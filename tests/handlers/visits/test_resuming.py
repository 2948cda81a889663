"""A draft outlives questions, restarts, days and blocking; pictures and places join it."""

from handlers.message import Channel, Joined, Left, Location, Photo
from handlers.visits.visit import Place
from tests.handlers.visits.test_drafting import saved
from tests.village import Village

LINE = "sáng nay xóm 4 giúp bà con cài VNeID"


def test_a_question_in_the_middle_is_answered_and_the_draft_goes_on(village: Village) -> None:
    lan = village.member("Lan", "Xóm 4").says(LINE, "khai sinh cần giấy tờ gì")
    assert "Giấy chứng sinh" in lan.text
    assert lan.text.count("Đang ghi dở: Xóm 4, 21/11, còn thiếu số người.") == 1
    assert {"Ghi tiếp", "Bỏ lượt đang ghi"} <= set(lan.buttons)
    village.restart()
    lan.says("12")
    assert "Cài đặt VNeID: 12 người" in lan.text


def test_where_choices_are_numbered_a_bare_number_chooses(village: Village) -> None:
    lan = village.member("Lan", "Xóm 4", Channel.ZALO_BOT).says(LINE, "khai sinh cần giấy tờ gì")
    assert "Ghi tiếp luôn thì gõ như: 12 người." in lan.text
    labels = [press.label for press in lan.replies[-1].buttons]
    lan.says(str(labels.index("Ghi tiếp") + 1))
    assert "bao nhiêu người" in lan.text and lan.buttons == []
    lan.says("bỏ", "2")
    assert "bao nhiêu người" in lan.text
    lan.says("khai sinh cần giấy tờ gì", "2 người")
    assert "Cài đặt VNeID: 2 người" in lan.text


def test_days_later_it_keeps_its_date(village: Village) -> None:
    lan = village.member("Lan", "Xóm 4").says(LINE)
    village.restart()
    village.later(days=3)
    lan.says("cảm ơn nhé")
    assert "Đang ghi dở: Xóm 4, 21/11" in lan.text
    lan.presses("Ghi tiếp").says("12")
    assert "thứ Bảy 21/11/2026" in lan.text and "hôm nay" not in lan.text
    assert saved(lan.presses("Lưu"))[0].day.day == 21


def test_blocking_keeps_it(village: Village) -> None:
    lan = village.member("Lan", "Xóm 4").says(LINE).sends(Left()).sends(Joined())
    assert "Đang ghi dở" in lan.text
    assert "12 người" in lan.says("12").text


def test_a_line_without_sense_brings_the_question_again(village: Village) -> None:
    lan = village.member("Lan", "Xóm 4").says("xóm 4 giúp 12 người", "múa lân rước đèn")
    assert "chưa rõ đó là loại việc gì" in lan.text
    lan.presses("Thanh toán số")
    assert "Thanh toán số: 12 người" in lan.text


def test_no_reminder_without_a_draft_or_during_a_checklist(village: Village) -> None:
    lan = village.member("Lan", "Xóm 4")
    assert "ghi dở" not in lan.says("khai sinh cần giấy tờ gì").text
    lan.says(LINE, "khai sinh cần giấy tờ gì").presses("Giấy tờ cho trường hợp")
    assert "ghi dở" not in lan.text


def test_picture_and_place_join_the_draft(village: Village) -> None:
    lan = village.member("Lan", "Xóm 4").says("sáng nay xóm 4 giúp 12 người cài VNeID")
    lan.sends(Photo("one"))
    assert "Đã gắn ảnh" in lan.text and "Có ảnh kèm theo" in lan.text
    lan.sends(Photo("two")).sends(Location(19.0, 105.0))
    assert "Có vị trí" in lan.text
    (visit,) = saved(lan.presses("Lưu"))
    assert (visit.photo, visit.place) == (("telegram", "two"), Place(19.0, 105.0))


def test_a_picture_with_a_note_begins_a_draft_and_alone_it_is_told_how(village: Village) -> None:
    lan = village.member("Lan", "Xóm 4").sends(Photo("one"))
    assert "chưa gắn vào lượt nào" in lan.text
    lan.sends(Photo("two", "sáng nay xóm 4 giúp 12 người cài VNeID"))
    assert "Có ảnh kèm theo" in lan.text
    lan.sends(Photo("three", "15 người chứ không phải 12"))
    (visit,) = saved(lan.presses("Lưu"))
    assert (visit.photo, visit.people) == (("telegram", "three"), 15)
    someone = village.resident().sends(Photo("x"))
    assert "chưa gắn" not in someone.text


def test_old_buttons_say_what_became_of_their_draft(village: Village) -> None:
    lan = village.member("Lan", "Xóm 4").says("xóm 4 giúp 12 người cài VNeID")
    code = lan.code_of("Sửa ngày")
    lan.presses("Bỏ", "Bỏ hẳn").sends_code(code)
    assert "đã lưu hoặc đã bỏ" in lan.text
    lan.says("xóm 4 giúp 2 ca khai tử").sends_code(code)
    assert "Khai tử: 2 người" in lan.text


def test_a_number_goes_to_what_was_asked_last(village: Village) -> None:
    """A list of papers and a note are both open: whichever stands last on the screen gets it."""
    lan = village.member("Lan", "Xóm 4").says("gia hạn bảo hiểm y tế hộ gia đình").presses("Tính số tiền")
    lan.says("sáng nay xóm 4 cài VNeID cho bà con", "20")
    assert "Cài đặt VNeID: 20 người" in lan.text
    lan.presses("Lưu").says("hôm qua xóm 4 làm khai sinh cho bà con", "gia hạn bảo hiểm y tế hộ gia đình")
    lan.presses("Tính số tiền").says("3")
    assert "câu 2" in lan.text and lan.changes == []
