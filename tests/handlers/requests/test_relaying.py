"""A talk across channels, in which the assistant keeps quiet."""

from handlers.message import Channel, Photo, Voice
from tests.handlers.requests.calls import calls, taken
from tests.village import Talker, Village


def talking(village: Village) -> tuple[Talker, Talker]:
    """A resident on Zalo and a helper on Telegram in a talk."""
    nam, ba = village.member("Nam", "Xóm 4"), village.resident(Channel.ZALO_OA)
    taken(village, ba, nam)
    nam.presses("Nhắn với bà con")
    return ba, nam


def test_what_is_typed_goes_to_the_other(village: Village) -> None:
    """One confirmation at the beginning, then silence; numbers stay masked; no name of the resident."""
    ba, nam = talking(village)
    assert "gõ /thoi" in nam.text
    assert "Nam (Tổ Xóm 4) muốn nhắn với anh/chị" in ba.heard

    ba.says("mấy giờ chú qua")
    assert not ba.replies
    assert nam.heard == "Bà con ở Xóm 4: mấy giờ chú qua"
    nam.says("8 giờ, gọi cháu 0987654321")
    assert ba.heard == "Nam (Tổ Xóm 4): 8 giờ, gọi cháu [số điện thoại đã che]"
    ba.says("khai sinh cần giấy tờ gì")
    assert not ba.replies
    assert "khai sinh" in nam.heard


def test_it_outlives_a_restart(village: Village) -> None:
    """Nothing but the store is left."""
    ba, nam = talking(village)

    village.restart()

    ba.says("có ai không")
    assert "có ai không" in nam.heard


def test_either_side_ends_it(village: Village) -> None:
    """Then the assistant answers again."""
    ba, nam = talking(village)

    ba.says("/thoi")

    assert "Đã dừng nhắn tin" in ba.text
    assert "đã dừng nhắn tin" in nam.heard
    assert "Giấy chứng sinh" in ba.says("khai sinh cần giấy tờ gì").text
    assert not nam.news


def test_a_button_ends_it_too(village: Village) -> None:
    """The one under the confirmation."""
    ba, nam = talking(village)

    assert "Đã dừng" in nam.presses("Dừng").text
    assert "Giấy chứng sinh" in ba.says("khai sinh cần giấy tờ gì").text


def test_done_ends_it(village: Village) -> None:
    """And cancelling."""
    ba, nam = talking(village)

    nam.says("/viec").presses("Xong", "Xong", "1 người")

    assert "Giấy chứng sinh" in ba.says("khai sinh cần giấy tờ gì").text


def test_a_long_pause_ends_it(village: Village) -> None:
    """Twelve hours; lines meanwhile keep it."""
    ba, nam = talking(village)
    village.later(hours=8)
    ba.says("chú đến chưa")
    village.later(hours=8)
    ba.says("chú ơi")
    assert "chú ơi" in nam.heard
    village.later(hours=13)

    assert "Giấy chứng sinh" in ba.says("khai sinh cần giấy tờ gì").text
    assert not nam.news


def test_commands_and_buttons_work_within(village: Village) -> None:
    """What begins with a slash isn't passed on."""
    ba, nam = talking(village)
    ba.says("vâng")

    assert "Đang giữ: Nam" in ba.says("/yeucau").text
    assert not nam.news
    assert "Anh/chị đang nhắn" in ba.presses("Nhắn với người giúp").text


def test_pictures_and_voices_are_not_passed_on(village: Village) -> None:
    """It says so; what was written under a picture goes."""
    ba, nam = talking(village)

    assert "chỉ chuyển chữ" in ba.sends(Photo("x")).text
    assert "chỉ chuyển chữ" in ba.sends(Voice("x")).text
    assert not nam.news
    ba.sends(Photo("x", "máy báo lỗi này"))
    assert "máy báo lỗi này" in nam.heard
    assert "Ảnh không chuyển được" in ba.text


def test_a_voice_that_was_written_down_goes_once_confirmed(village: Village) -> None:
    """A recogniser may be wrong."""
    ba, nam = talking(village)

    assert "nghe được" in ba.sends(Voice("x", heard="chiều tôi ở nhà")).text
    assert not nam.news
    ba.says("đúng")

    assert "chiều tôi ở nhà" in nam.heard


def test_one_talk_at_a_time(village: Village) -> None:
    """A helper who begins another ends the first; who is busy with another isn't drawn away."""
    ba, nam = talking(village)
    lan, ong = village.leader("Lan", "Xóm 4"), village.resident()
    calls(ong, "quên mật khẩu")
    nam.says("/viec").presses("2.", "Nhận", "Nhắn với bà con")
    assert "đã dừng nhắn tin" in ba.heard
    nam.says("cháu đây")
    assert "cháu đây" in ong.heard
    assert not ba.news

    ba.says("nhờ người đến giúp").presses("Nhờ việc khác", "Đồng ý")
    ba.says("xóm 4 minh hợp", "làm khai sinh").presses("Càng", "Nhắn", "Gửi")
    lan.presses("Nhận", "Nhắn với bà con")
    ba.says("/yeucau").presses("2.", "Nhắn với người giúp")
    assert "về một việc khác" in ba.text


def test_danger_in_a_talk(village: Village) -> None:
    """The number to call is said, and the line goes on."""
    ba, nam = talking(village)

    assert "114" in ba.says("nhà tui đang cháy").text
    assert "đang cháy" in nam.heard


def test_before_anybody_accepted_there_is_nobody_to_talk_to(village: Village) -> None:
    """The resident reads that; strangers get nowhere."""
    nam, ba = village.member("Nam", "Xóm 4"), village.resident()
    calls(ba)
    key = village.records.requests_of(ba.account)[0].key

    assert "Chưa có người nhận" in ba.sends_code(f"1:q:talk:{key}").text
    village.resident().sends_code(f"1:q:talk:{key}")
    assert not nam.news


def test_everyday_lines_pass_without_a_word_of_danger(village: Village) -> None:
    """Only what is surely an emergency comes between two people."""
    ba, nam = talking(village)
    for line in ("2 giờ cháu tới nha", "cháu tới nha", "cháu bị lạc đường", "bác ơi gấp lắm", "em đang trong nhà"):
        assert nam.says(line).text == "", line
        assert line in ba.heard
    assert "115" in ba.says("mẹ tui co giật").text
    assert "co giật" in nam.heard


def test_the_same_lines_to_the_assistant_alone(village: Village) -> None:
    """It says that nobody else reads them."""
    ba = village.resident()
    for line in ("cháu tới nha", "2 gio chau toi nha", "em đang trên đường tới"):
        assert "111" not in ba.says(line).text and "trợ lý" in ba.text


NOTE = "sáng nay xóm 4 giúp 12 người cài VNeID"


def test_a_note_of_a_visit_is_asked_about_first(village: Village) -> None:
    """It goes nowhere by itself; everyday lines with numbers and the resident's own go as always."""
    ba, nam = talking(village)
    for line in ("chiều nay 3 giờ cháu qua xóm 4", "2 người làm căn cước thì mang 2 sổ nhé bác", "xong rồi bác ạ"):
        nam.says(line)
        assert line in ba.heard, line
    nam.says(NOTE)
    assert "Gửi cho bà con hay ghi lượt" in nam.text
    assert not ba.news
    ba.says(NOTE)
    assert "12 người" in nam.heard

    nam.says(NOTE)
    sent = nam.code_of("Gửi cho bà con")
    assert "Đã gửi" in nam.presses("Gửi cho bà con").text

    assert ba.heard.endswith(NOTE)
    assert "đã gửi hoặc đã ghi" in nam.sends_code(sent).text


def test_a_note_in_a_talk_is_recorded(village: Village) -> None:
    """The card comes, the resident hears nothing, and the talk goes on."""
    ba, nam = talking(village)
    nam.says(NOTE).presses("Ghi lượt")
    assert "12 người" in nam.text and "đang nhắn với bà con" in nam.text

    assert "Đã lưu" in nam.presses("Lưu").text

    assert not ba.news
    nam.says("bác chờ cháu tí")
    assert "chờ cháu" in ba.heard


def test_no_line_is_lost(village: Village) -> None:
    """Two notes are asked about one after the other; a restart and the end of the talk keep them."""
    ba, nam = talking(village)
    second = "hôm qua xóm 4 hướng dẫn 5 cụ gọi Zalo"
    nam.says(NOTE)
    nam.says(second)
    village.restart()
    nam.says("/thoi")
    assert second in nam.text

    assert "chưa gửi được" in nam.presses("Gửi cho bà con").text
    nam.presses("Ghi lượt")

    assert "5 người" in nam.text and NOTE in nam.text
    assert "VNeID" not in ba.heard
