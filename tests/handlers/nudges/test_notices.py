"""Notices from a commune to its teams: written, looked at, sent once, and followed to the last reader."""

import asyncio

from handlers.message import Channel
from handlers.teams.model import Role
from tests.village import DONG_LOC, Talker, Village

TEXT = "Chiều thứ Bảy 14 giờ các tổ có mặt ở nhà văn hóa xóm 4 để tập huấn VNeID."


async def block(village: Village, talker: Talker) -> None:
    """The platform refuses what waits for somebody."""
    due = await village.storage.due(talker.account.channel, village.now, 10)
    waiting = next(item for item in due if item.key.conversation == talker.account.conversation)
    await village.storage.mark_sending(waiting)
    await village.storage.end_send(waiting, "blocked", village.now)


def test_a_notice_goes_to_all_teams_of_the_commune_and_to_nobody_else(village: Village) -> None:
    lan = village.member("Lan", "Xóm 4")
    hung = village.leader("Hùng", "Bản Nà", Channel.ZALO_BOT)
    other = village.member("Tây", "Xóm Đông", commune=DONG_LOC)
    ha = village.admin("Hà")
    ha.says("gửi thông báo cho các tổ", TEXT).presses("Tất cả các tổ")
    assert TEXT in ha.text
    assert "2 người (1 Telegram, 1 Zalo Bot)" in ha.text
    assert "không thu hồi được" in ha.text
    assert (lan.heard, hung.heard) == ("", ""), "nothing leaves before it was seen and sent"
    ha.presses("Gửi cho 2 người")
    assert TEXT in lan.heard
    assert "Thông báo của xã Minh Hợp" in hung.heard
    assert other.heard == ""


def test_the_text_is_the_text_even_if_it_looks_like_a_visit(village: Village) -> None:
    lan, ha = village.member("Lan", "Xóm 4"), village.admin("Hà")
    ha.says("/thongbao", "Sáng nay xóm 4 đã giúp 12 người cài VNeID, các tổ khác làm theo nhé")
    assert "cho ai" in ha.text
    ha.presses("Chỉ tổ trưởng")
    assert "Chưa có ai ở đó" in ha.text
    ha.presses("Đổi nơi nhận", "Một tổ", "Tổ Xóm 4", "Gửi cho 1 người")
    assert "các tổ khác làm theo" in lan.heard


def test_it_is_sent_once_and_says_so(village: Village) -> None:
    lan, ha = village.member("Lan", "Xóm 4"), village.admin("Hà")
    ha.says("/thongbao", TEXT).presses("Tất cả")
    send = ha.code_of("Gửi")
    ha.sends_code(send)
    ha.sends_code(send)
    assert "gửi rồi" in ha.text
    assert lan.heard == ""


def test_delivery_and_reading_are_shown_at_any_time(village: Village) -> None:
    lan, mai, ha = village.member("Lan", "Xóm 4"), village.member("Mai", "Xóm 4", Channel.ZALO_BOT), village.admin("Hà")
    ha.says("/thongbao", TEXT).presses("Tất cả", "Gửi")
    read = mai.code_of("Đã đọc")
    mai.says("1")
    assert "đọc rồi" in mai.text
    mai.sends_code(read)
    assert "đã báo đọc rồi" in mai.text
    asyncio.run(block(village, lan))
    ha.says("/thongbao")
    assert "2 người, 1 đã đọc" in ha.text
    ha.presses("Xem")
    assert "1 người không tới: đã chặn hoặc thôi quan tâm" in ha.text
    assert "Chưa báo đọc: Lan" in ha.text


def test_numbers_are_masked_for_everybody(village: Village) -> None:
    lan, ha = village.member("Lan", "Xóm 4"), village.admin("Hà")
    ha.says("/thongbao", "Ai cần máy chiếu gọi anh Nam 0912 345 678 trước thứ Năm").presses("Tất cả")
    assert "đã bị che" in ha.text
    ha.presses("Gửi")
    assert "0912" not in lan.heard
    assert "[số điện thoại đã che]" in lan.heard


def test_too_long_too_short_given_up_and_written_again(village: Village) -> None:
    village.member("Lan", "Xóm 4")
    ha = village.admin("Hà")
    ha.says("/thongbao", "x" * 1001)
    assert "quá mức 1.000" in ha.text
    ha.says("họp")
    assert "ngắn quá" in ha.text
    ha.says(TEXT).presses("Tất cả", "Sửa nội dung")
    ha.says("Dời buổi tập huấn sang Chủ nhật, các tổ lưu ý.").presses("Tất cả")
    assert "Dời buổi tập huấn" in ha.text
    ha.presses("Thôi")
    assert "chưa gửi cho ai" in ha.text
    assert "hộ chiếu" in ha.says("làm hộ chiếu mấy ngày").text.lower()


def test_what_is_typed_much_later_is_no_notice(village: Village) -> None:
    ha = village.admin("Hà")
    ha.says("/thongbao")
    village.later(hours=3)
    assert "cho ai" not in ha.says("làm hộ chiếu mất bao nhiêu tiền").text


def test_members_and_other_communes_send_and_see_nothing(village: Village) -> None:
    lan, ha = village.member("Lan", "Xóm 4"), village.admin("Hà")
    stranger = village.admin("Đông", DONG_LOC)
    assert "quản trị xã" in lan.says("/thongbao").text
    ha.says("/thongbao", TEXT).presses("Tất cả", "Gửi")
    show = ha.code_of("Xem lại")
    for other in (lan, stranger):
        other.sends_code(show)
        assert TEXT[:20] not in other.text
    assert "Lan" not in stranger.text


def test_the_province_writes_to_the_administrators_of_all_communes(village: Village) -> None:
    ha, dong, tinh = village.admin("Hà"), village.admin("Đông", DONG_LOC), village.admin("Tỉnh", None)
    lan = village.member("Lan", "Xóm 4")
    tinh.says("gửi thông báo cho các xã", "Mời các xã họp giao ban chuyển đổi số chiều thứ Sáu.")
    tinh.presses("Gửi cho 2 người")
    assert "Thông báo của tỉnh" in ha.heard
    assert "Thông báo của tỉnh" in dong.heard
    assert lan.heard == ""
    ha.sends_code("1:i:notices")
    assert "Mời các xã" not in ha.text


def test_somebody_with_two_roles_gets_it_once(village: Village) -> None:
    lan, ha = village.member("Lan", "Xóm 4"), village.admin("Hà")
    village.give(lan, Role.LEADER, "xã Minh Hợp", "Bản Nà")
    ha.says("/thongbao", TEXT).presses("Tất cả", "Gửi cho 1 người")
    assert lan.heard.count(TEXT) == 1


def test_a_command_ends_the_writing(village: Village) -> None:
    """So no later line becomes the text of a notice."""
    lan, ha = village.member("Lan", "Xóm 4"), village.admin("Hà")
    ha.says("/thongbao", "/to")
    assert ha.text.startswith("Đã dừng soạn thông báo") and "Quản trị xã Minh Hợp" in ha.text
    assert "cho ai" not in ha.says("chiều nay tôi ghé qua xã nhé các anh chị").text
    assert "Đã bỏ thông báo" in ha.says("/thongbao", "/thoi").text
    ha.says("/thongbao", TEXT).presses("Tất cả", "Gửi")
    assert TEXT in lan.heard
