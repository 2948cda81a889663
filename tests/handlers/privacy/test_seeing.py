"""What is held is told in plain words, and can be taken along."""

import pytest

from handlers.message import Channel
from handlers.teams.changes import SetPreference
from tests.handlers.privacy.asking_for_help import PHONE, call_for_help
from tests.village import Village


def test_a_stranger(village: Village) -> None:
    """Nothing but the message just sent."""
    resident = village.resident().says("/dulieu")

    assert "1 tin nhắn" in resident.text
    assert "21/12/2026" in resident.text
    assert "yêu cầu hỗ trợ" not in resident.text
    assert resident.buttons == ["Tải về", "Xóa dữ liệu", "Xem các mục"]


def test_a_resident_with_a_request(village: Village) -> None:
    """Counts at a glance; everything in full to be kept, but for the number, of which three digits are enough."""
    resident = village.resident().says("cấp giấy phép bay lên trăng cho bò nhà tui")
    call_for_help(village, resident)

    resident.says("trợ lý lưu gì về tui")
    assert "1 yêu cầu hỗ trợ chưa xong" in resident.text
    assert "1 câu trợ lý chưa trả lời được" in resident.text
    assert "cài VNeID" not in resident.text

    resident.presses("Tải về")
    [document] = resident.replies
    assert document.keep and document.private
    for said in ("cài VNeID cho ông nhà tui", "chiều thứ Bảy", "cạnh ao làng", "tận cùng 678", "bay lên trăng"):
        assert said in resident.text
    assert PHONE not in resident.text


def test_a_member(village: Village) -> None:
    """Role, name, choices and what they logged."""
    lan = village.member("Lan", "Xóm 4")
    village.write(SetPreference(village.person(lan).id, "weekly", "5-19:00"))
    lan.says("sáng nay xóm 4 giúp 12 người cài VNeID").presses("Lưu")

    lan.says("/dulieu")

    assert "Tên Lan và vai trò: Thành viên Tổ Xóm 4." in lan.text
    assert "1 lượt hỗ trợ anh/chị đã ghi" in lan.text
    assert "1 lựa chọn riêng" in lan.text


def test_a_draft_is_named(village: Village) -> None:
    """With how long it is kept."""
    lan = village.member("Lan", "Xóm 4").says("sáng nay xóm 4 giúp 12 người cài VNeID", "/dulieu")

    assert "1 lượt hỗ trợ đang ghi dở. Để yên 30 ngày thì tự xóa." in lan.text


@pytest.mark.parametrize("channel", list(Channel))
def test_by_number(village: Village, channel: Channel) -> None:
    """Where there are no buttons the number chooses."""
    resident = village.resident(channel).says("/dulieu", "1")

    assert "Những điều anh/chị đã gõ" in resident.text


def test_a_long_talk_is_told_in_part(village: Village) -> None:
    """And it says so."""
    resident = village.resident()
    for number in range(101):
        resident.says(f"câu số {number}")
    resident.says("/dulieu").presses("Tải về")

    assert "100 tin mới nhất trong 102 tin" in resident.text
    assert "câu số 0\n" not in resident.text and "câu số 100" in resident.text


def test_seeing_changes_nothing(village: Village) -> None:
    """A draft that is open stays open."""
    lan = village.member("Lan", "Xóm 4").says("sáng nay xóm 4 giúp 12 người cài VNeID", "/dulieu")
    lan.presses("Xóa dữ liệu").presses("Không, giữ lại")

    assert "không xóa gì" in lan.text
    lan.says("/dulieu")
    assert "đang ghi dở" in lan.text
