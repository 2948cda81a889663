"""Codes: of a hamlet's poster, of an invitation; each wrong one with its own sentence and a way on."""

import re
from datetime import timedelta

import pytest

from bot.commands.teaming import apply_rows
from handlers.message import Channel
from handlers.teams.changes import NoteWrongCode, PutCode, Redeem, RevokeCode
from handlers.teams.codes import ALPHABET, Code, CodeKind, make_code, read_code
from handlers.teams.invited import name_in
from handlers.teams.model import Hamlet, Role
from handlers.teams.sample import sample_rows
from knowledge.communes import load_communes
from tests.village import MINH_HOP, Talker, Village

CODE = re.compile(r"[0-9A-Z]{3} [0-9A-Z]{3}")


def code_in(talker: Talker) -> str:
    """The code that was just shown."""
    found = CODE.search(talker.text)
    assert found is not None, talker.text
    return found.group()


def poster(village: Village, name: str, code: str = "K7M3PX") -> Hamlet:
    """A hamlet whose poster bears the code."""
    hamlet = next(place for place in village.records.hamlets() if place.name == name)
    village.write(PutCode(Code(code, CodeKind.HAMLET, village.now, hamlet=hamlet)))
    return hamlet


def invitation(
    village: Village, code: str = "A3C4D6", days: float = 7, name: str = "", role: Role = Role.MEMBER
) -> str:
    """An invitation to the team of Xóm 4, made on the command line."""
    team = next(team for team in village.records.teams(MINH_HOP) if "Xóm 4" in team.hamlets)
    made = Code(
        code,
        CodeKind.INVITATION,
        village.now,
        role=role,
        commune=MINH_HOP,
        team=team.id,
        name=name,
        expires=village.now + timedelta(days=days),
    )
    village.write(PutCode(made))
    return code


# --- a hamlet's code


@pytest.mark.parametrize(
    "typed", ["K7M 3PX", "k7m3px", "k7m-3px", "mã K7M 3PX", "/start k7m3px", "https://tro-ly.example/m/K7M3PX"]
)
def test_the_code_of_a_poster_says_whose_team_it_is(village: Village, typed: str) -> None:
    hamlet = poster(village, "Xóm 4")
    ba = village.resident().says(typed)
    assert "Tổ Xóm 4" in ba.text
    assert "xã Minh Hợp" in ba.text
    # Nobody is there who could come, so nothing is promised.
    assert ba.buttons == ["Xem các mục"]
    ba.says("/to")
    assert hamlet.name in ba.text


def test_somebody_can_be_asked_to_come_where_somebody_is(village: Village) -> None:
    poster(village, "Xóm 4")
    village.member("Lan", "Xóm 4")
    ba = village.resident().starts("K7M3PX")
    assert "Nhờ người đến giúp" in ba.buttons


def test_a_hamlet_without_a_team_and_a_poster_that_was_replaced(village: Village) -> None:
    poster(village, "Xóm 9")
    ba = village.resident().says("k7m3px")
    assert "Xóm 9, xã Minh Hợp" in ba.text
    assert "chưa có tổ" in ba.text
    village.write(RevokeCode("K7M3PX"))
    ong = village.resident().says("k7m3px")
    assert "thay bằng mã mới" in ong.text


def test_who_holds_a_role_uses_a_poster_too(village: Village) -> None:
    poster(village, "Bản Nà")
    lan = village.member("Lan", "Xóm 4").says("K7M 3PX")
    assert "Bản Nà" in lan.text
    assert "Xóm 4" in lan.says("/to").text


# --- an invitation


def test_opening_the_link_takes_nothing_a_typed_name_does(village: Village) -> None:
    code = invitation(village)
    lan = village.resident(Channel.TELEGRAM).starts(code)
    assert "thành viên Tổ Xóm 4, xã Minh Hợp" in lan.text
    assert "gõ họ tên" in lan.text
    assert village.records.person(lan.account) is None
    lan.says("Nguyễn Thị Lan")
    assert "Nguyễn Thị Lan nay là thành viên Tổ Xóm 4" in lan.text
    assert "sáng nay xóm 4 giúp 3 người cài VNeID" in lan.text
    assert "/to" in lan.text
    assert village.person(lan).name == "Nguyễn Thị Lan"


def test_the_planned_name_is_a_button_and_another_name_can_be_typed(village: Village) -> None:
    lan = village.resident().says(invitation(village, name="Trần Thị Lan")).presses("Tôi là Trần Thị Lan")
    assert village.person(lan).name == "Trần Thị Lan"
    nam = village.resident(Channel.ZALO_BOT).says(invitation(village, "A3C4D7", name="Lê Văn Nam"))
    nam.says("le van tam")
    assert "Le Van Tam, đúng không" in nam.text
    nam.says("đúng rồi")
    assert village.person(nam).name == "Le Van Tam"


def test_a_question_in_the_middle_is_answered_and_the_invitation_waits(village: Village) -> None:
    lan = village.resident().says(invitation(village), "khai sinh cần giấy tờ gì")
    assert "Giấy chứng sinh" in lan.text
    assert "vẫn đang chờ" in lan.text
    lan.says("Lan 2")
    assert "“Lan 2” chưa phải họ tên" in lan.text
    lan.says("lam can cuoc het bao nhieu tien")
    assert village.records.person(lan.account) is None
    village.restart()
    lan.says("Nguyễn Thị Lan")
    assert village.person(lan).name == "Nguyễn Thị Lan"


def test_a_name_that_looks_like_a_question_is_not_lost(village: Village) -> None:
    nam = village.resident().says(invitation(village), "ho van chieu")
    assert "hộ chiếu" in nam.text
    nam.presses("Tôi là Ho Van Chieu")
    assert village.person(nam).name == "Ho Van Chieu"


def test_later_is_fine_and_the_code_stays(village: Village) -> None:
    lan = village.resident().says(invitation(village), "để sau")
    assert "vẫn dùng được đến 10:00 ngày 28/11/2026" in lan.text
    lan.says("Nguyễn Thị Lan")
    assert village.records.person(lan.account) is None
    lan.says("a3c 4d6", "Nguyễn Thị Lan")
    assert village.person(lan).name == "Nguyễn Thị Lan"


def test_the_one_who_invited_hears_of_it_and_a_second_use_is_told(village: Village) -> None:
    hanh = village.leader("Hạnh", "Xóm 4").says("/moi")
    code = code_in(hanh)
    lan = village.resident(Channel.ZALO_OA, "Lan").says(code)
    assert "Người mời: Hạnh" in lan.text
    nam = village.resident(Channel.WEB, "Nam").says(code)
    lan.says("Nguyễn Thị Lan")
    assert "Nguyễn Thị Lan đã nhận lời" in hanh.heard
    # He had opened it before it was used.
    nam.says("Lê Văn Nam")
    assert "đã có người dùng" in nam.text
    assert "gửi mã khác" in nam.text
    assert village.records.person(nam.account) is None


def test_expired_revoked_and_unknown_codes_each_have_a_sentence(village: Village) -> None:
    invitation(village, "A3C4D6", days=1)
    invitation(village, "A3C4D7")
    village.write(RevokeCode("A3C4D7"))
    village.later(days=2)
    lan = village.resident().says("A3C 4D6")
    assert "hết hạn ngày 22/11/2026" in lan.text
    assert "bị người mời hủy" in lan.says("A3C 4D7").text
    assert "Không có mã A3C 4D9" in lan.says("a3c 4d9").text
    assert "không bao giờ có số 0" in lan.says("A3C 4D0").text


@pytest.mark.parametrize(
    "line", ["canhan", "cá nhân", "the nay", "xe may 3", "thay 4g", "tre em 3", "346 794", "nha may"]
)
def test_words_that_could_be_codes_are_questions(village: Village, line: str) -> None:
    ba = village.resident().says(line)
    assert "mã" not in ba.text.split("\n")[0]
    assert NoteWrongCode not in {type(change) for change in ba.changes}


def test_after_five_wrong_codes_even_a_right_one_waits(village: Village) -> None:
    code = invitation(village)
    poster(village, "Xóm 4")
    lan = village.resident()
    for number, wrong in enumerate(("A9C 4D3", "A9C 4D4", "A9C 4D6", "A9C 4D7", "A9C 4D9")):
        assert "Không có mã" in lan.says(wrong).text
        if number == 0:
            village.later(minutes=20)
    lan.says(code)
    # The first wrong one was at 10:00; from 11:00 on there are four within the hour.
    assert "Sau 11:01" in lan.text
    assert "Lời mời" not in lan.text
    assert "11:01" in lan.says("A9C 4D3").text
    assert "Tổ Xóm 4" in lan.says("K7M 3PX").text
    assert "đăng ký khai sinh" in lan.says("khai sinh").text.lower()
    village.at(11, 1)
    assert "Lời mời" in lan.says(code).text


def test_a_second_role_needs_no_name_and_a_leader_is_no_member_besides(village: Village) -> None:
    lan = village.member("Lan", "Xóm 4").says(invitation(village, role=Role.LEADER))
    lan.presses("Nhận lời")
    assert "Lan nay là tổ trưởng Tổ Xóm 4" in lan.text
    assert [held.role for held in village.person(lan).memberships] == [Role.LEADER]
    lan.says(invitation(village, "A3C4D7"))
    assert "đang là tổ trưởng Tổ Xóm 4" in lan.text
    code = village.records.code("A3C4D7")
    assert code is not None
    assert code.usable(village.now)


def test_a_button_is_no_way_around_the_count_of_wrong_codes(village: Village) -> None:
    invitation(village, name="Lan")
    nam = village.resident()
    for pressed in ("join:a3c4d6", "join-as:a3c4d6", "join:a3c4d9", "join"):
        nam.sends_code(f"1:g:{pressed}")
        assert "cũ" in nam.text
        assert Redeem not in {type(change) for change in nam.changes}
    assert village.records.person(nam.account) is None


def test_whoever_asks_on_is_reminded_three_times_only(village: Village) -> None:
    lan = village.resident().says(invitation(village))
    for number in range(5):
        lan.says("khai sinh cần giấy tờ gì")
        assert ("vẫn đang chờ" in lan.text) is (number < 3)


def test_sample_data_is_called_so(village: Village) -> None:
    village._run(apply_rows(village.storage, sample_rows(), load_communes(), sample=True))
    an = village.resident(name="An")
    village.give(an, Role.MEMBER, "xã Thành Bình Thọ", "Xóm 1 (mẫu)")
    for line in ("/to", "khai sinh cần giấy tờ gì"):
        assert an.says(line).text.endswith("Dữ liệu mẫu – không phải số liệu thật")
    assert "mẫu" not in village.member("Lan", "Xóm 4").says("/to").text
    tinh = village.admin("Tỉnh", None).says("xin chào")
    assert "Dữ liệu mẫu" in tinh.text
    poster(village, "Xóm 1 (mẫu)")
    assert "Dữ liệu mẫu" in village.resident().says("k7m 3px").text


def test_a_new_code_always_has_a_letter_and_a_digit() -> None:
    assert make_code(lambda chars: chars[0]) == "A33333"
    assert make_code(lambda chars: chars[-1]) == "YYYYY9"
    assert read_code("K7M 3PX") == "K7M3PX"
    assert set("01258BILOSUVZ").isdisjoint(ALPHABET)


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("nguyễn thị lan", "Nguyễn Thị Lan"),
        ("  Lan ", "Lan"),
        ("H'Lan Niê", "H'Lan Niê"),
        ("LÔ THỊ HÀ", "Lô Thị Hà"),
        ("A", None),
        ("Lan 2", None),
        ("Nguyễn?", None),
        ("[số điện thoại đã che]", None),
        ("a " * 7, None),
        ("", None),
    ],
)
def test_what_can_be_a_name(line: str, name: str | None) -> None:
    assert name_in(line) == name
