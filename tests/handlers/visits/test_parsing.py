"""Visit notes, rule by rule of docs/visits.md; each line as somebody types it."""

from datetime import date
from pathlib import Path

import pytest

from handlers.visits.note import Note, Outcome
from handlers.visits.parsing import parse_note
from tests.bench.visits import DATA, score

TODAY = date(2026, 11, 21)  # a Saturday
HAMLETS = ("Xóm 4", "Xóm 5", "Xóm Trung Sơn", "Bản Cọc")


def read(text: str, hamlets: tuple[str, ...] = HAMLETS, today: date = TODAY) -> Note:
    """A note of that day."""
    return parse_note(text, today, hamlets)


def test_the_line_of_the_design() -> None:
    note = read("sáng nay xóm 4 giúp 12 người cài VNeID, 3 ca khai sinh online, 1 bà cụ chưa xong")

    assert note.is_note and note.date == TODAY and note.hamlet == "Xóm 4"
    assert [(one.kind, one.topic, one.people) for one in note.activities] == [
        ("vneid", None, 12),
        ("dich-vu-cong", "khai-sinh", 3),
    ]
    assert note.activities[1].online == 3
    assert note.activities[1].outcome is Outcome.IN_PROGRESS
    assert note.people_total == 15
    assert note.unclear == ()


@pytest.mark.parametrize(
    "line",
    [
        "mai xuống xóm 4 cài VNeID cho 20 người",
        "còn 8 hộ xóm 5 chưa có VNeID",
        "nhờ anh qua xóm 4 giúp 2 cụ",
        "cảm ơn các anh chị xóm 4 nhé",
        "hủy lượt xóm 4 hôm qua",
        "xóm 4 được mấy người kích hoạt rồi anh?",
        "chào cả nhà",
        "",
        "👍👍",
    ],
)
def test_no_note(line: str) -> None:
    note = read(line)

    assert not note.is_note
    assert note == Note(line, False)


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("tối qua", date(2026, 11, 20)),
        ("bựa ni", TODAY),
        ("hôm kia", date(2026, 11, 19)),
        ("cách đây 4 ngày", date(2026, 11, 17)),
        ("thứ 3", date(2026, 11, 17)),
        ("thứ ba tuần trước", date(2026, 11, 10)),
        ("cn", date(2026, 11, 15)),
        ("15/11", date(2026, 11, 15)),
        ("hôm 25", date(2026, 10, 25)),
        ("ngày 3", date(2026, 11, 3)),
        ("30/11", None),
        ("tuần trước", None),
        ("mấy hôm nay", None),
        ("từ thứ 2 đến thứ 4", None),
        ("mồng 8 âm lịch", None),
        ("26 tháng chạp", None),
        ("hai mươi ba tháng chạp", None),
        ("28 Tết", None),
        ("cách đây 3 bữa tui qua", date(2026, 11, 18)),
    ],
)
def test_dates(said: str, day: date | None) -> None:
    note = read(f"{said} xóm 4 giúp 3 người cài VNeID")

    assert note.is_note
    assert note.date == day
    assert ("date" in note.unclear) == (day is None)


def test_the_year_before() -> None:
    assert read("31/12 xóm 4 cài VNeID 3 người", today=date(2026, 1, 3)).date == date(2025, 12, 31)


def test_an_appointment_is_not_the_day_of_the_visit() -> None:
    note = read("hôm qua xóm 5 cài VNeID 3 người, hẹn thứ 4 làm tiếp")

    assert note.date == date(2026, 11, 20)
    assert note.activities[0].outcome is Outcome.IN_PROGRESS


@pytest.mark.parametrize(
    ("said", "hamlet"),
    [
        ("x4", "Xóm 4"),
        ("thôn bốn", "Xóm 4"),
        ("trung son", "Xóm Trung Sơn"),
        ("ở bản Cọc", "Bản Cọc"),
        ("xóm 9", None),
        ("xóm 4 và xóm 5", None),
        ("ở nhà văn hóa", None),
    ],
)
def test_hamlets(said: str, hamlet: str | None) -> None:
    assert read(f"{said} nay giúp 3 người cài VNeID").hamlet == hamlet


TOWN = ("Khối 3", "Khối 23", "Khối Quang Tiến", "Khu phố Quang Tiến", "Tổ dân phố 7", "Khối Kim Mỹ")
HILLS = ("Bản Xiềng 1", "Bản Xiềng 2", "Bản Lằn")


@pytest.mark.parametrize(
    ("said", "hamlets", "hamlet"),
    [
        ("K.3 sáng nay", TOWN, "Khối 3"),
        ("k23", TOWN, "Khối 23"),
        ("khối hai ba", TOWN, "Khối 23"),
        ("kp Quang Tiến", TOWN, "Khu phố Quang Tiến"),
        ("khối Quang Tiến", TOWN, "Khối Quang Tiến"),
        ("tổ 7,", TOWN, "Tổ dân phố 7"),
        ("tổ 7 người ở Kim Mỹ", TOWN, "Khối Kim Mỹ"),
        ("Kim Mĩ", TOWN, "Khối Kim Mỹ"),
        ("K.Mỹ", TOWN, "Khối Kim Mỹ"),
        ("Xiềng hai", HILLS, "Bản Xiềng 2"),
        ("Xiềng", HILLS, None),
        ("Xiềng 3 hôm qua", HILLS, None),
        ("đi Lằn", HILLS, "Bản Lằn"),
        ("12 chị em bản Lằn", HILLS, "Bản Lằn"),
        ("Xiềng 1, à nhầm, Lằn", HILLS, "Bản Lằn"),
        ("Lằn chứ không phải Xiềng 1,", HILLS, "Bản Lằn"),
        ("Xiềng 2, Lằn mới đúng,", HILLS, "Bản Lằn"),
        ("Lằn với Xiềng 1,", HILLS, None),
    ],
)
def test_how_hamlets_are_written(said: str, hamlets: tuple[str, ...], hamlet: str | None) -> None:
    assert read(f"{said} giúp 3 người cài VNeID", hamlets).hamlet == hamlet


def test_a_number_before_persons_is_not_that_of_a_hamlet() -> None:
    note = read("Xiềng 5 người cài VNeID", HILLS)

    assert (note.hamlet, note.people_total) == (None, 5)


@pytest.mark.parametrize(
    ("line", "is_note"),
    [
        ("giải thích cho 12 bà con xóm 4 vì sao phải sáp nhập xã", True),
        ("xóm 4 có 9 người nghe giới thiệu VNeID là gì", True),
        ("xóm 4 xem giúp 3 bác hồ sơ tới đâu rồi", True),
        ("khách ở xóm 4 thông báo lưu trú 2 người trên cổng", True),
        ("xóm 4 gặp 2 tổ sản xuất, mỗi tổ 9 người, dạy quét QR", True),
        ("không ai ở nhà, chỉ có bác Thìn xóm 4 kích hoạt", True),
        ("chị Mai 8h xóm 4 giúp 2 người cài VNeID", True),
        ("xóm 4 hướng dẫn bà con cài VNeID thế nào", False),
        ("xóm 14 bày được bao nhiêu người rồi", False),
        ("hỏi giúp bà Hoa xóm 4 làm hộ chiếu cần giấy gì", False),
        ("ai ở xóm 4 đã cài VNeID", False),
        ("mọi người ơi mai 8h tập trung xóm 4 bày 20 người cài VNeID nhé", False),
    ],
)
def test_what_was_told_is_no_question(line: str, is_note: bool) -> None:
    assert read(line).is_note is is_note


def test_the_only_hamlet_and_one_outside() -> None:
    assert read("giúp 3 người cài VNeID", ("Xóm 1",)).hamlet == "Xóm 1"
    assert read("xóm 2 giúp 3 người cài VNeID", ("Xóm 1",)).hamlet is None


def test_the_type_word_decides() -> None:
    two = ("Xóm 4", "Bản 4")

    assert read("bản 4 giúp 3 người cài VNeID", two).hamlet == "Bản 4"
    assert read("thôn 4 giúp 3 người cài VNeID", two).hamlet is None


@pytest.mark.parametrize(
    ("said", "people"),
    [
        ("giúp 10, à 11 người cài VNeID", 11),
        ("giúp 5 người chứ không phải 4 cài VNeID", 5),
        ("giúp hai vợ chồng cài VNeID", 2),
        ("giúp vợ chồng anh Nam cài VNeID", 2),
        ("giúp 3 bố con cài VNeID", 3),
        ("giúp bà Lý và ông Dần cài VNeID", 2),
        ("dạy 3 lớp mỗi lớp 12 em dùng máy tính", 36),
        ("cài VNeID cho hai mươi mốt người", 21),
        ("cài VNeID cho ba chục bà con", 30),
        ("tổ 3 người giúp 8 cụ cài VNeID", 8),
        ("giúp 8 người cài VNeID, thêm 2 người nữa", 10),
        ("cài VNeID 12 người, còn 3 người chưa được", 12),
        ("cài VNeID 12 người, trong đó 4 cụ già", 12),
        ("giup 7 nguoi dinh danh muc 2", 7),
        ("khai sinh 2 ca, tạm trú 3 ca", 5),
        ("A Lềnh với Y Dở làm khai sinh", 2),
        ("cô giáo Hoa, bạn Minh và 4 bạn nữa tích hợp bằng lái", 6),
        ("làm hộ chiếu 7 người, 5 người có sổ rồi, 2 người chờ duyệt", 7),
        ("lúa chín bà con đi gặt, 5 cụ cài VNeID", 5),
        ("có mặt 4 anh em trong đội, 22 người làm căn cước", 22),
        ("số nhà 12 đường ven sông, ông Tư cài VNeID", 1),
        ("5 thanh niên quét QR nạp thẻ điện thoại di động trả trước, à không 7", 7),
        ("21 phụ huynh, trong đó 9 người Mông, cài VNeID", 21),
    ],
)
def test_people(said: str, people: int) -> None:
    note = read(f"xóm 4 {said}")

    assert note.people_total == people
    assert "people" not in note.unclear


@pytest.mark.parametrize(
    ("line", "people"),
    [
        ("xóm 4 cùng cô giáo Vinh hướng dẫn 15 em dùng máy tính", 15),
        ("thầy Quý trường cấp 2 dạy 30 em xóm 4 dùng máy tính", 30),
        ("anh Hải công an xã cùng em kích hoạt VNeID cho 9 bác xóm 4", 9),
        ("tui với chị Thơ bên y tế giúp 6 mệ xóm 4 mở sổ sức khỏe", 6),
        ("bộ đội biên phòng 5 anh xuống xóm 4, 19 người cài VNeID", 19),
        ("xóm 4 có 12 người học quét QR do thầy Khôi dạy", 12),
        ("xóm 4 có 12 người học quét QR, không tính 3 bạn đoàn viên", 12),
        ("phối hợp với anh Lực bưu điện giúp 7 bác xóm 4 mở ví điện tử", 7),
        # Here they are the ones who were helped.
        ("giúp thầy Khôi xóm 4 cài VNeID", 1),
        ("bốn bác cán bộ hưu xóm 4 học gọi video", 4),
        ("3 cô giáo xóm 4 được tập huấn ký số", 3),
        ("bác Tuyên xóm 4 nhờ tui cài lại VNeID", 1),
    ],
)
def test_who_works_is_not_helped(line: str, people: int) -> None:
    """Teachers, officers and companions beside the team are counted nowhere."""
    assert read(line).people_total == people


@pytest.mark.parametrize(
    ("said", "people"),
    [
        ("ba lớp 11 + 9 + 6 em dùng máy tính", 26),
        ("11, 9 rồi 6 em ở ba lớp dùng máy tính", 26),
        ("14 với 8 người cài VNeID", 22),
        ("sáng 7, chiều 10 người cài VNeID", 17),
        ("8A, 8B mỗi lớp 32 em dùng máy tính", 64),
        ("4 lớp, 20 em/lớp, dùng máy tính", 80),
        ("một lớp 15 một lớp 12 học viên, dùng máy tính", 27),
        ("3 tốp, mỗi tốp 6 người là 18 người cài VNeID", 18),
        ("chi Hoa, chi Bay, hai nguoi cai VNeID", 2),
        ("gia đình anh Lộc 5 khẩu cài VNeID", 5),
        ("vợ chồng anh Tài, vợ chồng chị Mùi cài VNeID", 4),
        ("05 người cài VNeID và 03 người khác tích hợp bằng lái", 8),
        ("8/11 người nộp online gia hạn thẻ BHYT", 11),
        ("kích hoạt VNeID cho 9 cụ, chỉ luôn 9 cụ đó gọi Zalo", 9),
        ("5 ca khai sinh; 2 ca khai sinh chưa xong do thiếu giấy", 5),
        ("cài VNeID cho 6 người, 2 người đi vắng", 6),
        ("5, 6 người cài VNeID", None),
        ("mỗi lớp 30 em dùng máy tính", None),
        ("15-20 người cài VNeID", None),
    ],
)
def test_sums_rates_and_families(said: str, people: int | None) -> None:
    """What is written as a sum adds up; how many of a rate is never guessed."""
    note = read(f"xóm 4 {said}")

    assert note.people_total == people
    assert ("people" in note.unclear) is (people is None)


@pytest.mark.parametrize("said", ["vài", "mấy", "dăm bảy", "5-6", "khoảng 10", "gần 20", "chục"])
def test_vague_numbers(said: str) -> None:
    note = read(f"xóm 4 giúp {said} người cài VNeID")

    assert note.people_total is None
    assert note.unclear == ("people",)


def test_households_need_no_persons() -> None:
    note = read("xóm 4 gia hạn BHYT cho 5 hộ")

    assert (note.people_total, note.households, note.unclear) == (None, 5, ())


def test_those_who_are_left_are_counted_once_in_their_group() -> None:
    note = read("xóm 4 bày 7 cụ làm sổ sức khỏe, 6 cụ được, 1 cụ chưa")
    assert [(group.group, group.people) for group in note.groups] == [("cao-tuoi", 7)]
    note = read("xóm 4 dạy 3 cụ quét mã QR, 2 cụ cài VNeID")
    assert [(group.group, group.people) for group in note.groups] == [("cao-tuoi", 5)]


@pytest.mark.parametrize(
    ("said", "outcome"),
    [
        ("2 người làm lại căn cước", None),
        ("2 nguoi lam lai the can cuoc, xong", Outcome.DONE),
        ("2 người làm căn cước, 1 người phải làm lại", Outcome.IN_PROGRESS),
        ("2 người cài VNeID, hẹn mai làm lại", Outcome.IN_PROGRESS),
    ],
)
def test_doing_a_card_again_is_no_outcome(said: str, outcome: Outcome | None) -> None:
    assert read(f"xóm 4 {said}").activities[0].outcome is outcome


def test_one_number_over_several_activities() -> None:
    note = read("xóm 4 giúp 12 người cài VNeID và quét QR")

    assert note.people_total == 12
    assert [one.people for one in note.activities] == [None, None]


@pytest.mark.parametrize(
    ("said", "kind", "topic"),
    [
        ("tuyên truyền lừa đảo cho 20 người", "tuyen-truyen", "lua-dao-vneid"),
        ("hướng dẫn 20 người nhận biết lừa đảo", "an-toan-thong-tin", "lua-dao-vneid"),
        ("giúp 2 người định danh mức 2", "vneid", "vneid-dang-ky"),
        ("kích hoạt mức 2 cho 2 người", "vneid", "vneid-kich-hoat"),
        ("giúp 2 người nộp dvc", "dich-vu-cong", "dvc-nop-ho-so"),
        ("cài VssID cho 2 người", "suc-khoe-so", "so-suc-khoe-dien-tu"),
        ("bày 2 người dùng zalo", "ky-nang-so", None),
        ("sửa wifi cho 2 người", "khac", None),
        ("mần căn cước cho 2 mệ", "dich-vu-cong", "cap-doi-the-can-cuoc"),
        ("hd 2 ng taoj tk dvc", "dich-vu-cong", "dvc-dang-nhap"),
        ("tạo VNeID cho 3 cháu dưới 14 tuổi", "vneid", "vneid-tre-em"),
        ("tài khoản VNeID của 1 bác bị khóa, mở lại được rồi", "vneid", "vneid-khoa-tai-khoan"),
        ("1 cụ có VNeID ghi sai năm sinh", "vneid", "vneid-sai-thong-tin"),
        ("định danh cho 2 khách người nước ngoài", "vneid", "vneid-nguoi-nuoc-ngoai"),
        ("bày 4 người dùng Zalo an toàn", "an-toan-thong-tin", None),
        ("coi giúp 2 bác hồ sơ nộp trên cổng tới đâu", "dich-vu-cong", "dvc-tra-cuu-ho-so"),
        ("dạy 9 chị chụp ảnh sản phẩm đăng bán lên sàn", "thuong-mai-dien-tu", None),
        ("lớp smartphone 14 học viên", "ky-nang-so", None),
        ("sửa cái điện thoại cho bác Xồng", "khac", None),
        ("17 sinh viên nghe phổ biến sổ sức khỏe", "tuyen-truyen", "so-suc-khoe-dien-tu"),
        ("giấy tờ sai tên nên xã trả lại, 2 ca tạm trú", "dich-vu-cong", "dang-ky-tam-tru"),
    ],
)
def test_kinds_and_topics(said: str, kind: str, topic: str | None) -> None:
    (one,) = read(f"xóm 4 {said}").activities

    assert (one.kind, one.topic) == (kind, topic)


def test_nothing_said_about_what_was_done() -> None:
    note = read("sáng nay xóm 4 giúp 12 người")

    assert note.activities == ()
    assert note.people_total == 12
    assert note.unclear == ("activity",)


@pytest.mark.parametrize(
    ("said", "online"),
    [
        ("nộp khai sinh online cho 3 người", 3),
        ("tạm trú 3 ca qua VNeID", 3),
        ("khai sinh 9 ca, 6/9 nộp online", 6),
        ("khai sinh 3 ca nộp giấy", 0),
        ("khai sinh 3 ca (giấy)", 0),
        ("15 người học nộp khai sinh online", None),
        ("3 lớp mỗi lớp 10 em đăng ký dự thi trực tuyến", 30),
        ("khai sinh 3 ca", None),
    ],
)
def test_filed_online(said: str, online: int | None) -> None:
    assert read(f"xóm 4 {said}").activities[0].online == online


@pytest.mark.parametrize(
    ("said", "outcome"),
    [
        ("xong", Outcome.DONE),
        ("ok hết", Outcome.DONE),
        ("chờ duyệt", Outcome.IN_PROGRESS),
        ("17 ok, 3 chờ duyệt", Outcome.IN_PROGRESS),
        ("chuyển công an xã", Outcome.REFERRED),
        ("19 xong, 1 ra công an xã", Outcome.REFERRED),
        ("mọi người vui", None),
        ("5 treo chưa trừ tiền được", Outcome.IN_PROGRESS),
        ("ai cũng cầm thẻ rồi", Outcome.DONE),
    ],
)
def test_outcomes(said: str, outcome: Outcome | None) -> None:
    note = read(f"xóm 4 làm căn cước 20 người, {said}")

    assert note.activities[0].outcome is outcome
    assert note.people_total == 20


@pytest.mark.parametrize("before", ["gặt xong", "phá cỗ xong", "họp xóm xong"])
def test_something_else_was_finished(before: str) -> None:
    assert read(f"{before}, xóm 4 bày 6 người quét QR").activities[0].outcome is None


def test_any_text_is_read() -> None:
    for text in (
        "/" * 50,
        "xóm",
        "1/0",
        "31/2 xóm 4 cài VNeID 3 người",
        "a" * 5000,
        "5 5 5 5",
        "thứ",
        "mỗi lớp",
        "\x00\n",
        "không phải",
        "9" * 3000,
    ):
        note = read(text)
        assert note.note == text
        assert note.is_note or (note.date, note.hamlet, note.activities, note.people_total) == (None, None, (), None)


@pytest.mark.parametrize(
    "name", ["visits-dev.jsonl", "notes-1.jsonl", "notes-2.jsonl", "notes-3.jsonl", "notes-4.jsonl", "notes-5.jsonl"]
)
def test_floors(name: str) -> None:
    """The figures that the notes of tests/data must keep (docs/visits.md)."""
    file = Path(DATA / name)
    if not file.exists():
        pytest.skip(f"{name} isn't there")
    tally, f1, _, _ = score(file)

    assert tally.share("is it a note") >= 0.97
    assert tally.share("date") >= 0.97
    assert tally.share("hamlet") >= 0.96
    assert tally.share("people total") >= 0.94
    assert tally.share("valued though unclear") <= 0.02
    assert tally.share("asked though clear") <= 0.05
    assert f1 >= 0.9
