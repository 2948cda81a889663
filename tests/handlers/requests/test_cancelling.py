"""The resident's own side: who holds it, adding something, calling it off."""

import pytest

from handlers.requests.request import State
from tests.handlers.requests.calls import WANTS, calls, taken
from tests.village import Village


@pytest.mark.parametrize("line", ["/yeucau", "ai đang giữ yêu cầu của tôi", "yeu cau cua tui"])
def test_who_holds_it_is_shown_any_time(village: Village, line: str) -> None:
    """With what happened and since when."""
    nam, ba = village.member("Nam", "Xóm 4"), village.resident()
    taken(village, ba, nam)

    ba.says(line)

    assert "Đang giữ: Nam (Tổ Xóm 4), từ 10:00 ngày 21/11" in ba.text
    assert "Nam nhận" in ba.text
    assert ba.buttons == ["Nhắn với người giúp", "Hủy yêu cầu"]


def test_nothing_asked_for_yet(village: Village) -> None:
    """The way to ask."""
    village.member("Nam", "Xóm 4")

    ba = village.resident().says("/yeucau")

    assert "chưa nhờ ai" in ba.text
    assert "đồng ý" in ba.presses("Nhờ Tổ").text


def test_cancelling_while_it_waits(village: Village) -> None:
    """Everybody at the desk hears it, and why."""
    nam, lan, ba = village.member("Nam", "Xóm 4"), village.leader("Lan", "Xóm 4"), village.resident()
    calls(ba)
    accept = nam.code_of("Nhận")

    ba.presses("Hủy", "Tự làm")

    assert "Đã hủy" in ba.text
    for helper in (nam, lan):
        assert "đã hủy yêu cầu" in helper.heard
        assert "tự làm được rồi" in helper.heard
    assert "đã hủy" in nam.sends_code(accept).text
    assert village.records.requests_of(ba.account)[0].state is State.CANCELLED


def test_cancelling_what_somebody_holds(village: Village) -> None:
    """By words, without a reason; only the holder hears it; a talk ends."""
    nam, lan, ba = village.member("Nam", "Xóm 4"), village.leader("Lan", "Xóm 4"), village.resident()
    taken(village, ba, nam)
    nam.presses("Nhắn với bà con")

    ba.says("/huyyeucau").presses("Không nêu lý do")

    assert "đã hủy yêu cầu" in nam.heard
    assert not lan.news
    assert "Giấy chứng sinh" in ba.says("khai sinh cần giấy tờ gì").text


def test_keeping_it_after_all(village: Village) -> None:
    """Nothing changes."""
    nam, ba = village.member("Nam", "Xóm 4"), village.resident()
    calls(ba)

    ba.says("hủy yêu cầu").presses("Giữ yêu cầu")

    assert "vẫn giữ" in ba.text
    assert "Đang giữ: Tổ Xóm 4" in ba.text
    assert not nam.news


def test_cancelling_twice_or_somebody_elses(village: Village) -> None:
    """The second press shows what became of it; a stranger's does nothing."""
    nam, ba = village.member("Nam", "Xóm 4"), village.resident()
    calls(ba).presses("Hủy")
    code = ba.code_of("Không cần")

    assert "Nút này đã cũ" in village.resident().sends_code(code).text
    ba.sends_code(code)
    assert "đã hủy lúc" in ba.sends_code(code).text
    assert not nam.news


def test_adding_something(village: Village) -> None:
    """It stands in the request, and the desk hears it; "/thoi" adds nothing."""
    nam, ba = village.member("Nam", "Xóm 4"), village.resident()
    calls(ba).presses("Nhắn thêm")
    assert "không gửi gì" in ba.says("/thoi").text

    ba.says("/yeucau").presses("Nhắn thêm").says("ông nhà tui điếc, gọi to giúp")

    assert "ông nhà tui điếc" in nam.heard
    assert "ông nhà tui điếc" in nam.says("/viec").text
    assert WANTS in nam.text


def test_doing_something_else_leaves_what_was_to_be_typed(village: Village) -> None:
    """After a button of the menu a line is a question again."""
    nam, ba = village.member("Nam", "Xóm 4"), village.resident()
    calls(ba).presses("Nhắn thêm")
    ba.says("/menu").presses("VNeID")

    assert "Giấy chứng sinh" in ba.says("khai sinh cần giấy tờ gì").text
    assert not nam.news


def test_several_requests_are_listed(village: Village) -> None:
    """Open ones first."""
    village.member("Nam", "Xóm 4")
    ba = calls(village.resident())
    ba.says("nhờ người đến giúp").presses("Nhờ việc khác", "Đồng ý")
    ba.says("xóm 4 minh hợp", "làm khai sinh").presses("Càng", "Nhắn", "Gửi")

    assert "làm khai sinh" in ba.says("/yeucau").text
    assert WANTS in ba.text
    assert "Đang giữ" in ba.says("1").text


def test_a_form_button_pressed_after_sending_shows_the_request(village: Village) -> None:
    """What became of it, instead of "old"."""
    village.member("Nam", "Xóm 4")
    ba = village.resident().says("nhờ người đến giúp")
    agree = ba.code_of("Đồng ý")
    ba.presses("Đồng ý").says("xóm 4 minh hợp", WANTS).presses("Càng", "Nhắn", "Gửi")

    assert "Đang giữ: Tổ Xóm 4" in ba.sends_code(agree).text
