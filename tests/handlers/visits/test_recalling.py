"""Questions about visits on record: told from residents' questions and notes, answered within rights, nothing as 0."""

import json
from datetime import date
from pathlib import Path

import pytest

from handlers.message import Channel
from handlers.teams.model import Role
from handlers.visits.asked import Want, Whose, read_asked
from handlers.visits.commands import read_command
from handlers.visits.line import Line
from handlers.visits.spans import find_span
from handlers.visits.words import read_words
from knowledge.activities import load_activity_terms
from tests.conftest import DATA, TODAY
from tests.village import DONG_LOC, MINH_HOP, Talker, Village

HAMLETS = ("Xóm 1", "Xóm 3", "Xóm 4", "Bản Nà")
MINE, TEAM, COMMUNE, ANY = Whose.MINE, Whose.TEAM, Whose.COMMUNE, Whose.ANY
LIST, COUNT, LEFT, LATEST = Want.LIST, Want.COUNT, Want.UNFINISHED, Want.LATEST

ABOUT_RECORDS = [
    ("Hôm nay tui mần chi rồi?", LIST, MINE, None),
    ("hom ni toi lam duoc nhung chi", LIST, MINE, None),
    ("hôm ni ghi được mấy lượt", COUNT, ANY, None),
    ("hom ni ghi dc may luot", COUNT, ANY, None),
    ("tuần ni xóm 3 có ai chưa xong?", LEFT, ANY, "Xóm 3"),
    ("tuần này tổ làm được gì", LIST, TEAM, None),
    ("tháng 11 xóm 4 bao nhiêu người", COUNT, ANY, "Xóm 4"),
    ("hôm qua ai ghi lượt nào ở xóm 1", LIST, ANY, "Xóm 1"),
    ("lượt gần nhất của tôi", LATEST, MINE, None),
    ("các lượt của tôi", LIST, MINE, None),
    ("xem lại các lượt tuần trước", LIST, ANY, None),
    ("hom qua minh giup duoc may nguoi", COUNT, MINE, None),
    ("tuan nay ca to giup bao nhieu nguoi roi", COUNT, TEAM, None),
    ("thang nay xa minh giup duoc bao nhieu luot", COUNT, COMMUNE, None),
    ("ai chưa xong ở bản Nà", LEFT, ANY, "Bản Nà"),
    ("con ai chua xong khong", LEFT, ANY, None),
    ("xóm 4 hôm nay có lượt nào chưa", LIST, ANY, "Xóm 4"),
    ("thứ 5 tui ghi mấy lượt", COUNT, MINE, None),
    ("ngày 15/11 tổ mần chi", LIST, TEAM, None),
    ("bựa qua tui mần được mấy ca", COUNT, MINE, None),
    ("tháng trước giúp được mấy hộ", COUNT, ANY, None),
    ("liệt kê lượt tháng này", LIST, ANY, None),
    ("hôm nay đã ghi gì", LIST, ANY, None),
    ("tuần ni ai đi xóm 1", LIST, ANY, "Xóm 1"),
    ("lượt vừa rồi ghi chi", LATEST, ANY, None),
    ("tuần này cài VNeID được mấy người", COUNT, ANY, None),
    ("khai sinh tháng này giúp được mấy ca", COUNT, ANY, None),
    ("hôm nay tổ mình có ghi chi chưa", LIST, TEAM, None),
    ("mấy ca chưa xong tuần này", LEFT, ANY, None),
    ("thống kê tháng 11 xóm 4", COUNT, ANY, "Xóm 4"),
    ("bữa ni choa mần được chi", LIST, TEAM, None),
    ("tuần này Nam ghi mấy lượt", COUNT, ANY, None),
    ("xóm 4 giúp được mấy người rồi", COUNT, ANY, "Xóm 4"),
    ("tu dau thang den gio ghi duoc bao nhieu luot", COUNT, ANY, None),
    ("Tuần này em làm được mấy người rồi?", COUNT, MINE, None),
    # Written after the rules: all but the last were read at once.
    ("bữa ni tui ghi được mấy lượt rồi hè", COUNT, MINE, None),
    ("sáng nay em ghi những lượt nào", LIST, MINE, None),
    ("xóm 1 tuần trước có mấy lượt", COUNT, ANY, "Xóm 1"),
    ("hôm qua choa mần được những chi", LIST, TEAM, None),
    ("còn lượt nào dở dang không", LEFT, ANY, None),
    ("bản nà còn ai chưa xong không rứa", LEFT, ANY, "Bản Nà"),
    ("cho xem các lượt của tổ tháng 10", LIST, TEAM, None),
    ("từ 1/11 đến 15/11 tổ ghi mấy lượt", COUNT, TEAM, None),
    ("7 ngày qua xóm 4 được mấy người", COUNT, ANY, "Xóm 4"),
    ("thứ 6 tuần trước tui mần chi", LIST, MINE, None),
    ("lượt mới nhất của xóm 4", LATEST, ANY, "Xóm 4"),
    ("toi da ghi bao nhieu luot thang nay", COUNT, MINE, None),
    ("tháng 10 tổ tuyên truyền được mấy lượt", COUNT, TEAM, None),
    ("nãy giờ tui ghi được mấy lượt", COUNT, MINE, None),
]

SOMETHING_ELSE = """
hôm nay công an xã có làm việc không
tuần này nộp hồ sơ ở đâu
hôm nay tôi phải làm gì để được cấp căn cước
làm căn cước mất bao nhiêu ngày
tổ công nghệ số làm gì
tổ giúp được gì
xóm 4 có ai giúp không
có ai giúp được tui không
hôm nay ai giúp tui với
chiều ni ai rảnh xuống xóm 4
khai sinh cần giấy tờ gì
đăng ký xe tháng này hết bao nhiêu tiền
hồ sơ chưa xong thì làm gì
hồ sơ của tôi xong chưa
bao nhiêu người một hộ
tháng này có được miễn phí không
tuần này xã có làm căn cước không
thứ 7 công an có làm không
hôm qua tui nộp hồ sơ khai sinh răng chưa chộ chi
khai sinh trễ phạt bao nhiêu
một ngày nộp được mấy lần
phần nơi sinh ghi gì
tôi ghi chi vào ô dân tộc
xã mình giờ tên gì
xóm 4 thuộc xã nào
ai được cấp thẻ căn cước
em làm gì khi mất thẻ
sáng nay xóm 4 giúp 12 người cài VNeID
chiều qua bản Nà 3 ca khai sinh, 1 bà cụ chưa xong
hôm qua xóm 1 hướng dẫn 5 hộ, còn 2 người chưa được
mai xuống xóm 4 làm gì
còn 8 hộ chưa có VNeID
nhờ người đến giúp
hôm nay xã có tiếp dân không
làm rồi mà chưa được
xong chưa
tôi làm được không
lượt phạt nguội tra ở mô
mất bao lâu thì có kết quả
hôm nay tổ đi xóm mô
tui mần căn cước bựa qua chừ răng rồi
ai làm được giấy khai sinh cho cháu
làm thẻ căn cước được mấy ngày thì lấy
tôi đã nộp rồi chưa thấy gì
chưa xong phần kích hoạt thì làm chi nữa
đăng ký tạm trú cho mấy người một lần
em ghi sai tên con giờ làm gì
hộ nghèo được hỗ trợ gì tháng này
hôm nay
xóm 4
lượt
""".strip().splitlines()


@pytest.mark.parametrize(("text", "want", "whose", "hamlet"), ABOUT_RECORDS)
def test_a_question_about_records_is_read(text: str, want: Want, whose: Whose, hamlet: str | None) -> None:
    asked = read_asked(text, TODAY, HAMLETS)
    assert asked is not None
    assert (asked.want, asked.whose, asked.hamlet, asked.elsewhere) == (want, whose, hamlet, False)


@pytest.mark.parametrize("text", SOMETHING_ELSE)
def test_other_lines_are_left_alone(text: str) -> None:
    assert read_asked(text, TODAY, HAMLETS) is None


def lines(file: str, key: str) -> list[dict[str, object]]:
    """The lines of a data file that have this key."""
    every = [json.loads(line) for line in Path(DATA / file).read_text(encoding="utf-8").splitlines()]
    return [line for line in every if key in line]


@pytest.mark.parametrize("file", ["dev.jsonl", "fresh.jsonl", "fresh-2.jsonl", "dev-statements.jsonl"])
def test_no_question_of_residents_is_taken(file: str) -> None:
    """Eight hundred questions and more: not one is read as being about records or as a command."""
    questions = [str(line["q"]) for line in lines(file, "q")]
    assert len(questions) >= 100
    assert [q for q in questions if read_asked(q, TODAY, HAMLETS) or read_command(q, TODAY, HAMLETS)] == []


@pytest.mark.parametrize("file", ["visits-dev.jsonl", "notes-1.jsonl", "notes-2.jsonl"])
def test_no_visit_note_is_taken(file: str) -> None:
    notes = [line for line in lines(file, "note") if line["expect"]["is_note"]]  # type: ignore[index]
    assert len(notes) >= 40
    taken = [
        line["note"]
        for line in notes
        if read_asked(str(line["note"]), TODAY, list(line["hamlets"]))  # type: ignore[call-overload]
        or read_command(str(line["note"]), TODAY, list(line["hamlets"]))  # type: ignore[call-overload]
    ]
    assert taken == []


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("hôm ni", (21, 11), (21, 11)),
        ("hom qua", (20, 11), (20, 11)),
        ("thứ 5", (19, 11), (19, 11)),
        ("thứ ba tuần trước", (10, 11), (10, 11)),
        ("tuần ni", (16, 11), (21, 11)),
        ("tuần rồi", (9, 11), (15, 11)),
        ("cuối tuần trước", (14, 11), (15, 11)),
        ("tháng này", (1, 11), (21, 11)),
        ("thang truoc", (1, 10), (31, 10)),
        ("tháng mười", (1, 10), (31, 10)),
        ("tháng 9", (1, 9), (30, 9)),
        ("ngày 3", (3, 11), (3, 11)),
        ("7 ngày qua", (15, 11), (21, 11)),
        ("từ 1/11 đến 15/11", (1, 11), (15, 11)),
        ("năm nay", (1, 1), (21, 11)),
        ("dạo ni", (22, 10), (21, 11)),
    ],
)
def test_days_are_read(text: str, first: tuple[int, int], last: tuple[int, int]) -> None:
    """Weeks run from Monday to Sunday; what is to come isn't part of them."""
    span = find_span(Line(read_words(text, load_activity_terms())), TODAY)
    assert span is not None
    assert (span.first, span.last) == (date(2026, first[1], first[0]), date(2026, last[1], last[0]))


def test_a_month_to_come_is_the_last_one_of_that_name() -> None:
    span = find_span(Line(read_words("tháng 12", load_activity_terms())), TODAY)
    assert span is not None and (span.first, span.last) == (date(2025, 12, 1), date(2025, 12, 31))


def recorded(village: Village) -> tuple[Talker, Talker]:
    """Lan logged three visits in Xóm 4, one without a number and one not finished; Hoa leads the team."""
    lan, hoa = village.member("Lan", "Xóm 4"), village.leader("Hoa", "Xóm 4")
    lan.says("sáng nay xóm 4 giúp 12 người cài VNeID").presses("Lưu")
    village.later(hours=1)
    lan.says("hôm nay xóm 4 làm 2 ca khai sinh online, chưa xong").presses("Lưu")
    lan.says("chiều qua xóm 4 hướng dẫn bà con quét QR").presses("Không rõ số", "Lưu")
    return lan, hoa


def test_what_did_i_do_today(village: Village) -> None:
    lan, _ = recorded(village)
    lan.says("Hôm nay tui mần chi rồi?")
    assert lan.text.startswith("Hôm nay, anh/chị ghi 2 lượt, 14 người.")
    assert "Cài đặt VNeID: 12 người" in lan.text and "chưa xong" in lan.text and "QR" not in lan.text
    assert lan.buttons == ["Lượt 1", "Lượt 2"]


def test_a_missing_number_is_said_to_be_missing(village: Village) -> None:
    lan, hoa = recorded(village)
    lan.says("tuần này tổ làm được gì")
    assert "3 lượt, ít nhất 14 người; 1 lượt chưa rõ số người" in lan.text and " 0 " not in lan.text
    hoa.says("hôm qua tổ giúp được mấy người")
    assert "1 lượt, chưa rõ số người" in hoa.text


def test_nothing_recorded_says_how_to_record(village: Village) -> None:
    lan = village.member("Lan", "Xóm 4")
    lan.says("hôm nay tui mần chi rồi")
    assert "chưa ghi lượt nào" in lan.text and "xóm 4 giúp 12 người" in lan.text
    assert "0 lượt" not in lan.text
    lan.says("/luot")
    assert "chưa ghi lượt nào" in lan.text


def test_who_is_not_finished(village: Village) -> None:
    lan, hoa = recorded(village)
    hoa.says("tuần ni xóm 4 có ai chưa xong?")
    assert "Xóm 4 có 1 lượt còn việc chưa xong" in hoa.text and "Khai sinh" in hoa.text and "VNeID" not in hoa.text
    lan.says("hôm qua còn ai chưa xong không")
    assert "không lượt nào ghi là chưa xong" in lan.text and "1 lượt" in lan.text


def test_only_one_kind_of_work(village: Village) -> None:
    lan, _ = recorded(village)
    lan.says("tuần này cài VNeID được mấy người")
    assert "1 lượt, 12 người" in lan.text and "Khai sinh" not in lan.text
    lan.says("tuần này đăng ký tạm trú được mấy ca")
    assert "chưa có lượt nào ghi việc này: Đăng ký tạm trú" in lan.text


def test_only_what_one_colleague_logged(village: Village) -> None:
    _, hoa = recorded(village)
    hoa.says("tuần này Lan ghi mấy lượt")
    assert "Lan ghi 3 lượt" in hoa.text
    hoa.says("tuần này Sơn ghi mấy lượt")
    assert "không có lượt nào do Sơn ghi" in hoa.text
    nam = village.member("Nam", "Xóm 1")
    nam.says("tuần này Lan ghi mấy lượt")
    assert "không có lượt nào do Lan ghi" in nam.text


def test_others_places_are_neither_shown_nor_counted(village: Village) -> None:
    recorded(village)
    nam = village.member("Nam", "Xóm 1")
    nam.says("tuần này tổ làm được gì")
    assert "chưa có lượt nào" in nam.text
    nam.says("tháng 11 xóm 4 bao nhiêu người")
    assert "Tổ Xóm 1 (Xóm 1)" in nam.text and "14" not in nam.text
    tam = village.member("Tâm", "Xóm Đông", commune=DONG_LOC)
    tam.says("tuần này xã mình ghi được mấy lượt")
    assert "chưa có lượt nào" in tam.text and "cán bộ xã mới xem được" in tam.text


def test_administrators(village: Village) -> None:
    recorded(village)
    binh, other, province = village.admin("Bình"), village.admin("Cao", DONG_LOC), village.admin("Dũng", None)
    binh.says("tháng này xã mình giúp được bao nhiêu người")
    assert "3 lượt, ít nhất 14 người; 1 lượt chưa rõ số người" in binh.text and "Lan ghi" in binh.text
    other.says("tháng này xã mình giúp được bao nhiêu người")
    assert "chưa có lượt nào" in other.text
    province.says("liệt kê lượt tháng này")
    assert "không xem từng lượt" in province.text
    province.says("tháng này giúp được bao nhiêu lượt")
    assert "Toàn tỉnh: tháng 11/2026" in province.text and "3 lượt" in province.text and "Lan" not in province.text


def test_a_leader_goes_from_their_own_to_the_teams(village: Village) -> None:
    _, hoa = recorded(village)
    hoa.says("hôm nay ghi được mấy lượt")
    assert "anh/chị chưa ghi lượt nào" in hoa.text
    hoa.presses("Xem của cả tổ")
    assert "tổ ghi 2 lượt" in hoa.text


def test_somebody_of_two_communes_with_hamlets_of_one_name(village: Village) -> None:
    """Both teams' visits are theirs to see."""
    lan = village.member("Lan", "Xóm 4")
    village.give(lan, Role.MEMBER, DONG_LOC, "Xóm Đông")
    lan.says("sáng nay xóm Đông giúp 3 người cài VNeID").presses("Lưu").says("sáng nay xóm 4 giúp 4 người cài VNeID")
    lan.presses("Lưu").says("hôm nay tui giúp được mấy người")
    assert "2 lượt, 7 người" in lan.text


def test_a_long_list_goes_on_and_ends(village: Village) -> None:
    lan = village.member("Lan", "Xóm 4")
    for number in range(2, 11):
        lan.says(f"hôm nay xóm 4 giúp {number} người cài VNeID")
        lan.presses("Vẫn lưu" if "Vẫn lưu" in lan.buttons else "Lưu")
        village.later(minutes=5)
    lan.says("hôm nay tui giúp được bao nhiêu người")
    assert "9 lượt, 54 người" in lan.text and "VNeID: 9 lượt, 54 người" in lan.text
    lan.presses("Xem từng lượt")
    assert len(lan.buttons) <= 8 and "10 người" in lan.text and "VNeID: 4 người" not in lan.text
    lan.presses("Các lượt cũ hơn")
    assert "VNeID: 4 người" in lan.text and "Các lượt cũ hơn" not in lan.buttons


def test_without_buttons_a_number_opens_a_visit(village: Village) -> None:
    lan = village.member("Lan", "Xóm 4", Channel.ZALO_BOT)
    lan.says("sáng nay xóm 4 giúp 12 người cài VNeID", "lưu", "sáng nay xóm 4 làm 3 ca khai sinh", "lưu", "/luot", "2")
    assert "Lượt hỗ trợ: Xóm 4" in lan.text and "Cài đặt VNeID" in lan.text
    lan.says("bỏ lượt này")
    assert "Bỏ lượt này?" in lan.text


def test_a_question_in_the_middle_of_a_draft_leaves_it_open(village: Village) -> None:
    lan, _ = recorded(village)
    lan.says("chiều nay xóm 4 giúp 5 người quét QR").says("hôm nay tui mần chi rồi")
    assert "2 lượt, 14 người" in lan.text and "Đang ghi dở" in lan.text
    lan.says("lưu")
    assert "Đã lưu" in lan.text


def test_without_a_role_it_is_a_question(village: Village) -> None:
    """Residents are answered by what the assistant knows, whatever the line looks like."""
    resident = village.resident()
    for line in ("các lượt của tôi", "hôm nay tui mần chi rồi", "xóa lượt vừa rồi", "/luot"):
        resident.says(line)
        assert "anh/chị ghi" not in resident.text and "chưa ghi lượt" not in resident.text


def test_members_questions_are_answered_as_anybodys(village: Village) -> None:
    lan, _ = recorded(village)
    resident = village.resident()
    for line in ("hôm nay công an xã có làm việc không", "khai sinh cần giấy tờ gì", "tổ công nghệ số làm gì"):
        assert lan.says(line).text == resident.says(line).text


def test_an_old_list_button_is_survived(village: Village) -> None:
    lan = village.member("Lan", "Xóm 4", commune=MINH_HOP)
    for code in ("1:e:list:zz:1:2:3:4", "1:e:list:ml:20261301:20261121:0:0", "1:e", "1:e:show:none", "1:e:what:none"):
        lan.sends_code(code)
        assert lan.text
