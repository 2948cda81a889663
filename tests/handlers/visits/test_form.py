"""The same draft step by step."""

import pytest

from handlers.message import Channel
from handlers.teams.model import Role
from handlers.visits.note import Outcome
from handlers.visits.visit import Arose
from tests.handlers.visits.test_drafting import saved
from tests.village import MINH_HOP, Village


@pytest.mark.parametrize("word", ["/ghi", "ghi lượt", "ghi nhan ho tro"])
def test_step_by_step(village: Village, word: str) -> None:
    lan = village.member("Lan", "Xóm 4")
    village.give(lan, Role.MEMBER, MINH_HOP, "Bản Nà")
    lan.says(word)
    assert "xóm nào" in lan.text and lan.buttons[:2] == ["Xóm 4", "Bản Nà"]
    lan.presses("Bản Nà", "Hôm qua", "VNeID", "Dịch vụ công", "Khai sinh").says("quét mã qr")
    assert "Cài đặt VNeID; Khai sinh; Thanh toán" in lan.text
    lan.presses("Tiếp")
    assert "gõ theo việc" in lan.text
    lan.says("12 vneid, 3 khai sinh, 2 thanh toán").presses("Còn chưa xong")
    assert "Tất cả: 17 người" in lan.text
    (visit,) = saved(lan.presses("Lưu"))
    assert (visit.arose, visit.hamlet.name, visit.day.day, visit.people) == (Arose.FORM, "Bản Nà", 20, 17)
    assert {item.outcome for item in visit.activities} == {Outcome.IN_PROGRESS}


def test_by_numbers_where_there_are_no_buttons(village: Village) -> None:
    tu = village.member("Tú", "Bản Nà", Channel.ZALO_BOT).says("ghi")
    assert "ngày nào" in tu.text
    tu.says("1", "2", "1")
    assert "Khai sinh" in tu.text
    tu.says("99")
    assert "không có trong các lựa chọn" in tu.text
    tu.says("1")
    assert tu.buttons == [] and "bao nhiêu người" in tu.text
    tu.says("1", "1")
    assert "Khai sinh: 1 người, xong" in tu.text
    assert saved(tu.says("1"))[0].people == 1


def test_the_words_of_a_button_do_what_the_button_does(village: Village) -> None:
    tu = village.member("Tú", "Bản Nà", Channel.ZALO_BOT).says("ghi", "Hôm nay 21/11", "VNeID", "Tiếp")
    assert "bao nhiêu người" in tu.text
    tu.says("3", "Không rõ", "Sửa việc", "Xem lại")
    assert tu.buttons[0] == "Lưu"
    saved(tu.says("Lưu", "bản nà hôm nay cài VNeID 3 người", "Không lưu"))
    assert "không lưu gì" in tu.text
    tu.says("ghi", "hôm nay", "VNeID", "tiếp tục")
    assert "bao nhiêu người" in tu.text


def test_one_step_back_and_the_only_hamlet_is_not_asked(village: Village) -> None:
    lan = village.member("Lan", "Xóm 4").says("ghi lượt")
    assert "ngày nào" in lan.text and "Quay lại" not in lan.buttons
    lan.says("quay lại")
    assert "câu hỏi đầu tiên" in lan.text
    lan.says("hôm kia").presses("Quay lại")
    assert "ngày nào" in lan.text
    lan.says("25/11")
    assert "chưa tới" in lan.text
    lan.says("hôm qua").presses("Dịch vụ công").says("quay lại")
    assert "việc gì" in lan.text
    lan.presses("Loại khác", "Việc khác", "Tiếp").says("5 hộ")
    assert "Kết quả" in lan.text
    lan.presses("Không rõ")
    assert "5 hộ" in lan.text
    (visit,) = saved(lan.presses("Lưu"))
    assert (visit.people, visit.households, visit.activities[0].outcome) == (None, 5, None)


def test_a_command_with_the_line_behind_it_is_a_note(village: Village) -> None:
    lan = village.member("Lan", "Xóm 4").says("/ghi xóm 4 giúp 12 người cài VNeID")
    assert lan.buttons[0] == "Lưu"
    lan.says("/ghi")
    assert "ghi dở" in lan.text and "12 người" in lan.text
