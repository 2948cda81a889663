"""Leaders and administrators ask for figures and get a short answer with the picture; others only what is theirs."""

from handlers.figures.rows import Rows, Scope
from handlers.teams.model import Role
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


def test_where_nobody_was(village: Village) -> None:
    """A hamlet without a visit is named; one where nobody can record any is said to be unknown, not empty."""
    hoa = worked(village)

    for line in ("tuần này xóm nào chưa ai đến?", "xóm mô chưa ai tới"):
        hoa.says(line)
        assert "1 trong 2 xóm chưa ghi lượt nào: Xóm 1." in hoa.text
        assert "Chưa có số liệu (chưa ai của tổ vào trợ lý để ghi): Bản Nà, Xóm 9" in hoa.text
        table = picture(hoa)
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
    assert "VNeID là việc làm nhiều nhất" in picture(hoa)


def test_a_leader_sees_the_team_alone(village: Village) -> None:
    """Of hamlets that aren't theirs nothing is said; the list of visits has the picture below it."""
    worked(village)
    binh = village.leader("Bình", "Xóm 1").says("tuần này xóm nào chưa ai đến")
    assert "1 trong 1 xóm chưa ghi lượt nào: Xóm 1." in binh.text and "Xóm 4" not in binh.text + picture(binh)

    binh.says("hôm qua xóm 1 giúp 3 người nộp khai sinh").presses("Lưu").says("tháng này tổ làm được gì")
    assert "1 lượt, 3 người" in binh.text and "Dịch vụ công" in picture(binh) and "VNeID" not in picture(binh)


def test_the_province_sees_numbers_and_no_persons(village: Village) -> None:
    """How many hamlets in each commune."""
    worked(village)
    hanh = village.admin("Hạnh", None).says("tuần này xóm nào chưa ai đến")
    assert f"{MINH_HOP}: 1 trong 2 xóm" in hanh.text and "Lan" not in hanh.text

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
