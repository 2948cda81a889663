"""A resident asks for a person: the words, the form, and what goes out."""

import pytest

from handlers.action import Action, Verb, encode
from handlers.message import Channel, Photo
from handlers.requests.request import Reach, State
from handlers.teams.changes import PutCode
from handlers.teams.codes import Code, CodeKind
from tests.handlers.requests.calls import PHONE, WANTS, calls, fills, phones
from tests.village import MINH_HOP, Village


@pytest.mark.parametrize(
    "line",
    [
        "nhờ người đến giúp",
        "cho người đến nhà chỉ tui với",
        "tui nỏ biết mần, nhờ ai giúp với",
        "goi to cong nghe so",
        "cu nguoi xuong bay tui voi",
        "có ai đến giúp bà với",
        "nhờ người đến giúp được không ạ",
    ],
)
def test_many_words_ask_for_a_person(village: Village, line: str) -> None:
    """With marks, without, in dialect."""
    village.member("Nam", "Xóm 4")
    ba = village.resident()

    ba.says(line)

    assert "Anh/chị đồng ý không" in ba.text
    assert ba.buttons == ["Đồng ý", "Thôi"]


@pytest.mark.parametrize(
    "line",
    [
        "nhờ người khác nộp hồ sơ giúp có được không",
        "có đến tận nhà làm căn cước cho người già không",
        "tổ công nghệ số là gì",
        "khai sinh cần giấy tờ gì",
        "co trom vao nha goi ai day",
    ],
)
def test_questions_are_answered_and_start_no_form(village: Village, line: str) -> None:
    """Who asks about proxies or about the team itself gets an answer."""
    village.member("Nam", "Xóm 4")
    ba = village.resident()

    ba.says(line)

    assert "Anh/chị đồng ý không" not in ba.text
    assert ba.text


def test_a_request_from_first_word_to_the_team(village: Village) -> None:
    """Consent first; commune and hamlet in one line; a summary; then everybody at the desk gets the card."""
    nam, lan = village.member("Nam", "Xóm 4"), village.leader("Lan", "Xóm 4")
    binh, ba = village.member("Bình", "Xóm 1"), village.resident(name="Bà Tư")

    fills(ba).presses("Đến nhà").says("nhà bà Tư cạnh cây đa")

    assert "Xóm 4, xã Minh Hợp" in ba.text
    assert WANTS in ba.text
    assert "Sáng mai (22/11/2026)" in ba.text
    assert "cạnh cây đa" in ba.text

    ba.presses("Gửi")

    assert "Đang giữ: Tổ Xóm 4, từ 10:00 ngày 21/11" in ba.text
    for helper in (nam, lan):
        assert WANTS in helper.heard
        assert helper.offered == ["Nhận", "Chuyển người khác", "Hỏi lại"]
        assert "cây đa" not in helper.heard
    assert not binh.news


def test_the_number_is_the_last_step_and_sends(village: Village) -> None:
    """It is asked last, never shown back, and nobody sees it before accepting."""
    nam, ba = village.member("Nam", "Xóm 4"), village.resident()

    phones(ba)

    assert "Đã gửi" in ba.text
    assert "che" not in ba.text
    assert "0912" not in ba.text + nam.heard
    assert village.records.requests_for(village.person(nam))[0].reach is Reach.CALL
    assert nam.presses("Nhận").text.count("0912345678") == 1


@pytest.mark.parametrize("typed", ["0912 34", "1234567890123", "số tui 09123", "chịu rồi"])
def test_a_wrong_number_is_explained_and_nothing_is_lost(village: Village, typed: str) -> None:
    """What is wrong, what was kept, what to do."""
    village.member("Nam", "Xóm 4")
    ba = fills(village.resident()).presses("Gọi")

    ba.says(typed)

    assert "10 chữ số" in ba.text
    assert WANTS in ba.text
    assert "Đã gửi" in ba.says(PHONE).text


def test_a_question_in_the_middle_is_answered_and_the_form_goes_on(village: Village) -> None:
    """At the same field."""
    village.member("Nam", "Xóm 4")
    ba = village.resident().says("nhờ người đến giúp").presses("Đồng ý").says("xóm 4 minh hợp")

    ba.says("khai sinh cần giấy tờ gì?")

    assert "Giấy chứng sinh" in ba.text
    assert ba.text.endswith("ví dụ: cài VNeID cho mẹ tôi.")
    assert "Đăng ký khai sinh" in ba.buttons
    assert "khi nào" in ba.says("làm khai sinh cho cháu").text


def test_every_step_can_be_left(village: Village) -> None:
    """ "Thôi" at any step; nothing is sent."""
    nam = village.member("Nam", "Xóm 4")
    ba = village.resident()
    steps = ["nhờ người đến giúp", "đồng ý", "xã minh hợp", "xóm 4", WANTS, "sáng mai", "gọi điện cho tôi"]

    for count in range(1, len(steps) + 1):
        ba.says(*steps[:count])
        assert "chưa gửi gì cho ai" in ba.says("thôi").text

    assert not village.records.requests_for(village.person(nam))


def test_restart_in_the_middle_keeps_the_form(village: Village) -> None:
    """The form is where it was."""
    village.member("Nam", "Xóm 4")
    ba = fills(village.resident())

    village.restart()

    assert "Xóm 4" in ba.says("nhắn qua trợ lý").text
    assert "Đã gửi" in ba.says("gửi").text


def test_numbers_choose_where_there_are_no_buttons(village: Village) -> None:
    """Zalo Bot shows numbered lines."""
    village.member("Nam", "Xóm 4")
    ba = village.resident(Channel.ZALO_BOT)

    ba.says("nhờ người đến giúp", "1", "1", "2", WANTS, "1", "1")

    assert "Xóm 4, xã Minh Hợp" in ba.text
    assert "Đã gửi" in ba.says("1").text


def test_editing_a_part_keeps_the_others(village: Village) -> None:
    """ "Sửa" asks one part anew."""
    village.member("Nam", "Xóm 4")
    ba = fills(village.resident()).presses("Nhắn qua", "Sửa", "Khi nào").says("tối nay")

    assert "Khi nào: tối nay" in ba.text
    assert WANTS in ba.text


def test_an_unknown_hamlet_goes_to_the_commune(village: Village) -> None:
    """ "Không rõ xóm" is fine."""
    village.member("Nam", "Xóm 4")
    hoa, ba = village.admin("Hoa"), village.resident()

    ba.says("nhờ người đến giúp", "đồng ý", "xã minh hợp", "xóm trên đồi")
    assert "chưa thấy “xóm trên đồi”" in ba.text
    ba.presses("Không rõ").says(WANTS).presses("Càng", "Nhắn", "Gửi")

    assert "cán bộ xã Minh Hợp" in ba.text
    assert WANTS in hoa.heard


def test_an_old_commune_is_understood_and_a_made_up_one_is_asked_again(village: Village) -> None:
    """Khánh Hợp is part of Đông Lộc today."""
    village.member("Nam", "Xóm Đông", commune="xã Đông Lộc")
    ba = village.resident().says("nhờ người đến giúp", "đồng ý")

    assert "xã, phường" in ba.says("xã Trời Ơi Đất Hỡi").text
    assert "xã Đông Lộc" in ba.says("xã khánh hợp").text


def test_a_commune_that_takes_no_part(village: Village) -> None:
    """The province's desk if there is one, else contacts."""
    village.member("Nam", "Xóm 4")
    ba = village.resident().says("nhờ người đến giúp", "đồng ý", "phường Thành Vinh")
    assert "chưa có ai nhận yêu cầu" in ba.text
    assert "Trung tâm Phục vụ hành chính công" in ba.text

    tinh = village.admin("Tỉnh", None)
    ba.says("nhờ người đến giúp", "đồng ý", "phường Thành Vinh")
    assert "cán bộ tỉnh" in ba.text
    ba.says(WANTS).presses("Càng", "Nhắn", "Gửi")
    assert WANTS in tinh.heard


def test_an_answer_offers_the_request_with_its_topic(village: Village) -> None:
    """From any answer: contacts, and below them the button; what for is known."""
    nam, ba = village.member("Nam", "Xóm 4"), village.resident()

    ba.says("khai sinh cần giấy tờ gì").presses("Gặp người giúp")
    assert "Trung tâm Phục vụ hành chính công" in ba.text
    ba.presses("Nhờ Tổ", "Đồng ý").says("xóm 4 minh hợp").presses("Càng", "Nhắn", "Gửi")

    assert "Đăng ký khai sinh" in nam.heard
    assert village.records.requests_for(village.person(nam))[0].topic == "khai-sinh"


def test_without_anybody_contacts_are_shown_as_ever(village: Village) -> None:
    """No button, and words lead to contacts."""
    ba = village.resident()

    ba.says("khai sinh cần giấy tờ gì").presses("Gặp người giúp")
    assert "Nhờ Tổ đến giúp" not in ba.buttons

    ba.says("nhờ người đến giúp")
    assert "Trung tâm Phục vụ hành chính công" in ba.text
    assert "đồng ý" not in ba.text


def test_the_same_thing_twice_is_one_request(village: Village) -> None:
    """The second one points to the first; so does the button pressed twice."""
    nam, ba = village.member("Nam", "Xóm 4"), village.resident()
    ba.says("khai sinh cần giấy tờ gì").presses("Gặp người giúp", "Nhờ Tổ", "Đồng ý").says("xóm 4 minh hợp")
    ba.presses("Càng", "Nhắn")
    send = ba.code_of("Gửi")
    ba.sends_code(send)
    assert "Đang giữ" in ba.sends_code(send).text

    ba.sends_code(encode(Action(Verb.REQUEST, ("new", "khai-sinh"))))

    assert "không gửi lần nữa" in ba.text
    assert len(village.records.requests_for(village.person(nam))) == 1


def test_somebody_with_an_open_request_is_shown_it_first(village: Village) -> None:
    """Another one can be made, but not endlessly."""
    village.member("Nam", "Xóm 4")
    ba = calls(village.resident())

    ba.says("nhờ người đến giúp")
    assert WANTS in ba.text
    for wants in ("làm khai sinh", "quên mật khẩu"):
        ba.says("nhờ người đến giúp").presses("Nhờ việc khác", "Đồng ý")
        ba.says("xóm 4 minh hợp", wants).presses("Càng", "Nhắn", "Gửi")
        assert "Đã gửi" in ba.text

    assert "3 yêu cầu chưa xong" in ba.says("nhờ người đến giúp").text


def test_at_night_the_resident_reads_when_somebody_looks(village: Village) -> None:
    """From seven in the morning."""
    village.member("Nam", "Xóm 4")

    assert "Sáng mai từ 7 giờ" in calls(village.at(22).resident()).text


def test_danger_comes_before_any_form(village: Village) -> None:
    """The number to call stands first."""
    village.member("Nam", "Xóm 4")
    ba = village.resident()

    ba.says("nhà tui đang cháy, nhờ người đến giúp với")

    assert "114" in ba.text.split("\n\n")[0]


def test_a_form_left_lying_takes_nothing_for_an_answer(village: Village) -> None:
    """The next day a line is a question again; the form is pointed out once and can be gone on with."""
    village.member("Nam", "Xóm 4")
    ba = village.resident().says("nhờ người đến giúp", "đồng ý", "xóm 4 minh hợp")
    village.later(days=1)

    ba.says("khai sinh")
    assert "ghi dở hôm trước" in ba.text
    assert "ghi dở" not in ba.says("hộ chiếu").text


def test_the_hamlet_of_a_poster_is_known(village: Village) -> None:
    """Nobody is asked for what the code said."""
    village.member("Nam", "Xóm 4")
    ba = village.resident()
    hamlet = next(item for item in village.records.hamlets(MINH_HOP) if item.name == "Xóm 4")
    village.write(PutCode(Code("K7M3PX", CodeKind.HAMLET, village.now, hamlet=hamlet)))

    ba.says("k7m 3px", "nhờ người đến giúp", "đồng ý", WANTS).presses("Càng", "Nhắn")

    assert "Xóm 4, xã Minh Hợp" in ba.text


def test_a_picture_in_the_middle_leaves_the_form(village: Village) -> None:
    """It can't be read, and the form goes on."""
    village.member("Nam", "Xóm 4")
    ba = fills(village.resident())

    ba.sends(Photo("x"))

    assert "chưa xem được ảnh" in ba.text
    assert "Nhắn qua trợ lý" in ba.buttons


def test_the_record_says_who_and_how(village: Village) -> None:
    """What is stored."""
    nam, ba = village.member("Nam", "Xóm 4"), village.resident()
    calls(ba)

    (request,) = village.records.requests_for(village.person(nam))

    assert (request.account, request.state, request.reach) == (ba.account, State.WAITING, Reach.CHAT)
    assert request.next is not None


@pytest.mark.parametrize(
    ("said", "then"),
    [
        ("goi dien cho tui", "số điện thoại"),
        ("cho người đến nhà", "Nhà anh/chị ở chỗ nào"),
        ("nhắn zalo thôi", "nhắn qua trợ lý"),
    ],
)
def test_how_to_be_reached_in_words(village: Village, said: str, then: str) -> None:
    """The buttons needn't be pressed."""
    village.member("Nam", "Xóm 4")
    sau = village.resident().says("nhờ người đến giúp", "đồng ý", "xã Minh Hợp", "xóm 4", "làm căn cước", "mai", said)

    assert then in sau.text


def test_a_number_says_how_to_be_reached(village: Village) -> None:
    """Whoever types the number at once wants to be called."""
    nam = village.member("Nam", "Xóm 4")
    sau = village.resident().says("nhờ người đến giúp", "đồng ý", "xã Minh Hợp", "xóm 4", "làm căn cước", "mai")
    sau.says("0912345678")

    assert "đã che" not in sau.text
    assert nam.offered
    assert "0912345678" in nam.presses("Nhận").text


def test_a_commune_that_was_asked_about_is_only_offered(village: Village) -> None:
    """It may be anybody's: it stands first, and another is taken as it is typed."""
    village.member("Nam", "Xóm 4")
    ba = village.resident().says("xã Nghi Lộc cũ nay thuộc xã mô", "cho người đến nhà chỉ tui với")
    ba.presses("Đồng ý")
    assert "Anh/chị ở xã Nghi Lộc, đúng không?" in ba.text
    assert ba.buttons[:2] == ["Xã Nghi Lộc", "Xã Minh Hợp"]
    assert "xóm nào của xã Minh Hợp" in ba.says("Minh Hợp").text
    assert "xóm nào của xã Đông Lộc" in ba.says("Đông Lộc").text, "a commune typed where a hamlet was asked"

    asked = village.resident().says("xã Minh Hợp có những xóm nào", "xã Minh Hợp cũ nay thuộc xã mô")
    asked.says("cho người đến nhà chỉ tui với", "đồng ý", "đúng rồi")
    assert "xóm nào của xã Minh Hợp" in asked.text
