"""Leaders and administrators ask for figures and get a short answer with the picture; others only what is theirs."""

from collections.abc import Iterator

import pytest

from handlers.figures.rows import Rows, Scope
from handlers.teams.model import Role
from knowledge.understand import Understander
from tests.village import DONG_LOC, MINH_HOP, Talker, Village

PNG = b"\x89PNG"


def picture(talker: Talker) -> str:
    """What the picture of the last replies says as text; empty where there is none."""
    shown = [reply.picture for reply in talker.replies if reply.picture]
    assert all(item.png.startswith(PNG) for item in shown)
    return "\n".join(item.table for item in shown)


def worked(village: Village) -> Talker:
    """A commune's administrator; two of four hamlets have somebody who records, one of them did."""
    lan = village.member("Lan", "Xóm 4")
    village.member("Nam", "Xóm 1")
    lan.says("sáng nay xóm 4 giúp 12 người cài VNeID").presses("Lưu")
    return village.admin("Hoa")


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory, understander: Understander) -> Iterator[Talker]:
    """The same for tests that only ask."""
    village = Village(tmp_path_factory.mktemp("office"), understander)
    yield worked(village)
    village.close()


def test_where_nobody_was(village: Village) -> None:
    """A hamlet without a visit is named; one where nobody can record any is said to be unknown, not empty."""
    hoa = worked(village)

    for line in ("tuần này xóm nào chưa ai đến?", "xóm mô chưa ai tới"):
        hoa.says(line)
        assert "1 xóm chưa có lượt nào: Xóm 1." in hoa.text
        assert "Chưa rõ, vì chưa ai của tổ vào trợ lý để ghi: Bản Nà, Xóm 9" in hoa.text
        table = picture(hoa)
        assert all("1 trên 4 xóm có lượt; 2 xóm chưa có ai ghi" in said for said in (hoa.text, table))
        assert "Xóm 1: " in table and table.split("Xóm 1: ")[1].split("\n")[0].endswith("· 0")
        assert table.split("Xóm 4: ")[1].split("\n")[0].endswith("· 1")
        assert set(table.split("Bản Nà: ")[1].split("\n")[0].split(" · ")) == {"chưa có số liệu"}
        assert "Số liệu do Tổ ghi, tính đến 10:00 21/11/2026" in table


def test_nobody_can_record_anything_yet(village: Village) -> None:
    """Then nothing is known, and nothing is drawn."""
    hoa = village.admin("Hoa").says("tuần này xóm nào chưa ai đến")

    assert "chưa xóm nào có số liệu" in hoa.text and not picture(hoa)


def test_what_a_commune_did(village: Village) -> None:
    """Numbers in a line each, and kinds by week."""
    hoa = worked(village).says("biểu đồ tháng này")

    assert "Lượt hỗ trợ: 1 lượt" in hoa.text and "Lượt người được giúp: 12 lượt người" in hoa.text
    assert "Tỉ lệ nộp trực tuyến: chưa có số liệu" in hoa.text
    assert "Xóm có người đến: ít nhất 25 % (1 trên 4 xóm; 2 xóm chưa có ai ghi)" in hoa.text
    assert "VNeID là việc làm nhiều nhất" in picture(hoa)


def test_a_leader_sees_the_team_alone(village: Village) -> None:
    """Of hamlets that aren't theirs nothing is said; the list of visits has the picture below it."""
    worked(village)
    binh = village.leader("Bình", "Xóm 1").says("tuần này xóm nào chưa ai đến")
    assert "1 xóm chưa có lượt nào: Xóm 1." in binh.text and "Xóm 4" not in binh.text + picture(binh)

    binh.says("hôm qua xóm 1 giúp 3 người nộp khai sinh").presses("Lưu").says("tháng này tổ làm được gì")
    assert "1 lượt, 3 người" in binh.text and "Dịch vụ công" in picture(binh) and "VNeID" not in picture(binh)


def test_the_province_sees_numbers_and_no_persons(village: Village) -> None:
    """How many hamlets in each commune."""
    worked(village)
    hanh = village.admin("Hạnh", None).says("tuần này xóm nào chưa ai đến")
    assert "1 trên 6 xóm có lượt; 4 xóm chưa có ai ghi" in hanh.text and "Lan" not in hanh.text
    assert f"{MINH_HOP}: 1 xóm chưa có lượt nào; 1 trên 4 xóm có lượt; 2 xóm chưa có ai ghi" in hanh.text

    hanh.says("biểu đồ tuần này")
    assert "Toàn tỉnh" in hanh.text and "1 lượt" in hanh.text


def test_what_people_ask(village: Village) -> None:
    """Counted for the commune whose code was used or whose role is held; texts aren't needed for it."""
    hoa = worked(village)
    village.member("Tám", "Xóm Đông", commune=DONG_LOC).says("làm căn cước hết bao nhiêu tiền")
    village.member("Mai", "Xóm 4").says("khai sinh cần giấy tờ gì", "làm khai sinh ở đâu", "đăng ký nuôi ong")

    hoa.says("tháng này bà con hỏi gì nhiều nhất")

    assert "3 câu được hỏi" in hoa.text and "ít nhất" in hoa.text
    assert "Khai sinh: ít nhất 2" in picture(hoa) and "căn cước" not in picture(hoa)


def test_residents_are_asked_back_nothing(village: Village) -> None:
    """To somebody without a role these words are a question like any other."""
    ba = village.resident().says("tuần này xóm nào chưa ai đến")

    assert not picture(ba) and "chưa ghi lượt nào" not in ba.text


def test_rights_of_rows(village: Village) -> None:
    """No scope but one's own gives rows."""
    worked(village)
    lan = village.person(village.member("Cúc", "Xóm 1"))
    day = village.now.date()

    def rows(scope: Scope) -> Rows | None:
        return village.records.figure_rows(lan, scope, day, day, village.now)

    team = lan.memberships[0].team
    assert lan.holds(Role.MEMBER) and rows(Scope()) is None and rows(Scope(MINH_HOP)) is None
    assert rows(Scope(MINH_HOP, (team or 0) + 1)) is None
    mine = rows(Scope(None, team))
    assert mine is not None and [hamlet.name for hamlet in mine.hamlets] == ["Xóm 1"] and mine.visits == ()


@pytest.mark.parametrize(
    ("line", "when"),
    [
        ("tháng ni mần được mấy lượt so với tháng trước", "tháng 11/2026"),
        ("thang nay tang hay giam so voi thang truoc", "tháng 11/2026"),
        ("so với tháng trước thì sao", "tháng 11/2026"),
        ("tuần này so với tuần trước", "tuần 16/11–22/11"),
        ("số liệu quý này", "quý 4/2026"),
        ("thong ke quy 3", "quý 3/2026"),
        ("biểu đồ năm nay", "năm 2026"),
        ("báo cáo tháng 9", "tháng 9/2026"),
        ("kết quả tuần trước của xã", "tuần 9/11–15/11"),
        ("tinh hinh quy III nam nay", "quý 3/2026"),
        ("năm ngoái thống kê được bao nhiêu", "năm 2025"),
    ],
)
def test_named_periods(office: Talker, line: str, when: str) -> None:
    """Weeks, months, quarters and years, with and without marks, one beside the other."""
    office.says(line)
    assert f"Xã Minh Hợp: {when}" in office.text and picture(office)


def test_no_week_to_come_is_drawn(office: Talker) -> None:
    """A year that goes on shows the weeks up to today."""
    for line in ("biểu đồ năm nay", "năm nay xóm nào chưa ai đến"):
        office.says(line)
        (weeks,) = [said for said in picture(office).splitlines() if said.startswith("Các tuần bắt đầu từ")]
        assert weeks.endswith("28/9 · 5/10 · 12/10 · 19/10 · 26/10 · 2/11 · 9/11 · 16/11")


def test_a_period_beside_another(office: Talker) -> None:
    """What is asked for comes first; what was not counted then is missing, not 0; a period that goes on is said to."""
    office.says("tháng này so với tháng trước")
    assert "Lượt hỗ trợ: 1 lượt (tháng 10/2026: chưa có số liệu)" in office.text
    assert "Xóm có người đến: ít nhất 25 % (tháng 10/2026: chưa có số liệu)" in office.text
    assert "Tháng 11/2026 mới tính đến hết 21/11" in office.text
    office.says("so sánh quý 2 với quý 1 năm nay")
    assert "Xã Minh Hợp: quý 2/2026" in office.text and "(quý 1/2026:" in office.text


def test_help_requests(office: Talker) -> None:
    """Their figures, by the name that they have everywhere."""
    office.says("tháng này có mấy yêu cầu hỗ trợ")
    assert "Yêu cầu hỗ trợ mới: 0 yêu cầu" in office.text and "Thời gian tới khi xong: chưa có số liệu" in office.text


@pytest.mark.parametrize(
    "line",
    [
        "tuan nay xom nao chua ai den",
        "tuần ni xóm mô chưa ai tới",
        "tuần này còn bản mô bọn miềng chưa vô",
        "tháng này thôn nào chưa được giúp",
        "quý này xóm nào chưa được hỗ trợ",
        "năm nay có xóm nào bị bỏ sót không",
        "tuần này phủ được mấy xóm",
        "bao nhiêu xóm có người đến tuần này",
        "xóm nào chưa có tổ công nghệ đến tuần này?",
    ],
)
def test_coverage_in_many_words(office: Talker, line: str) -> None:
    """Hamlets are named, with their picture."""
    office.says(line)
    assert "Xóm 1" in office.text and "1 trên 4 xóm có lượt" in picture(office)
