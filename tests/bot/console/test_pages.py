"""The pages behind the door: each administrator sees and does what is theirs, and every look is written down."""

import gzip
import re
from io import BytesIO

import openpyxl

from handlers.message import Channel
from handlers.teams.model import Role
from tests.bot.console.world import ROOT, Console
from tests.handlers.requests.calls import PHONE, phones
from tests.village import DONG_LOC


def acts(console: Console) -> list[str]:
    """What the audit holds, oldest first."""
    root = console.village.admin("Gốc", commune=None)
    found = console.village.storage.console.acts(console.village.person(root), 1000)
    return [act.act for act in reversed(found)]


def test_the_overview(console: Console) -> None:
    """Figures in words; what nobody recorded is missing, not 0."""
    village = console.village
    lan = village.member("Lan", "Xóm 4")
    visitor = console.signed_in(village.admin("Hoa"))
    assert "Xã Minh Hợp" in visitor.text and "chưa có số liệu" in visitor.text, visitor.text

    lan.says("sáng nay xóm 4 giúp 12 người cài VNeID").presses("Lưu")
    visitor.opens(f"{ROOT}/")

    assert "12 lượt người" in visitor.text and "1 lượt Lượt hỗ trợ" in visitor.text


def test_a_person_opened_by_address_is_a_look(console: Console) -> None:
    """Nobody went by the list: it is written down all the same."""
    village = console.village
    village.member("Lan", "Xóm 4")
    visitor = console.signed_in(village.admin("Hoa"))
    [lan] = [one for one in village.records.people(village.person(village.talkers[-1])) if one.name == "Lan"]
    visitor.opens(f"{ROOT}/con-nguoi/{lan.membership.id}")
    assert "Lan" in visitor.text and "see-people" in acts(console)


def test_the_province_sees_figures_and_no_persons(console: Console) -> None:
    """Visits aren't in its menu, and their address refuses it in words."""
    village = console.village
    village.member("Lan", "Xóm 4").says("sáng nay xóm 4 giúp 12 người cài VNeID").presses("Lưu")
    visitor = console.signed_in(village.admin("Vinh", commune=None))
    assert "Toàn tỉnh" in visitor.text and "Lượt hỗ trợ" not in re.sub("<main.*", "", visitor.html, flags=re.DOTALL)

    visitor.opens(f"{ROOT}/luot")

    assert visitor.status == 403 and "quản trị tỉnh Nghệ An" in visitor.text and "Lan" not in visitor.text


def test_a_commune_opens_nothing_of_the_province(console: Console) -> None:
    """Queue, settings and health are the province's."""
    visitor = console.signed_in(console.village.admin("Hoa"))
    for path in ("/hang-doi", "/cai-dat", "/suc-khoe"):
        visitor.opens(ROOT + path)
        assert visitor.status == 403 and "quản trị xã Minh Hợp" in visitor.text


def test_people_of_ones_own_commune(console: Console) -> None:
    """Those of another aren't on the list, and their address is no page."""
    village = console.village
    village.member("Lan", "Xóm 4")
    tuan = village.leader("Tuấn", "Xóm Đông", commune=DONG_LOC)
    visitor = console.signed_in(village.admin("Hoa")).opens(f"{ROOT}/con-nguoi")
    assert "Lan" in visitor.text and "Tuấn" not in visitor.text

    foreign = village.person(tuan).memberships[0].id
    visitor.opens(f"{ROOT}/con-nguoi/{foreign}")

    assert visitor.status == 404 and "Tuấn" not in visitor.text
    token = re.search(r'name="csrf" value="([^"]*)"', visitor.opens(f"{ROOT}/phien").html)
    assert token
    assert visitor.sends(f"{ROOT}/con-nguoi/{foreign}", {"csrf": token.group(1)}).status == 404
    assert village.person(tuan).memberships


def test_a_slow_line(console: Console) -> None:
    """Pages come compressed where the browser takes it so, with another token each time, so that nothing is to be guessed
    from their length; a file is kept for good."""
    visitor = console.signed_in(console.village.admin("Hoa"))
    plain = visitor.opens(f"{ROOT}/don-vi").body

    pages = [gzip.decompress(visitor.opens(f"{ROOT}/don-vi", {"Accept-Encoding": "gzip"}).body) for _ in range(2)]

    assert len(visitor.body) < len(plain) / 2 and "Xóm 9" in pages[0].decode()
    tokens = [re.findall(rb'name="csrf" value="([^"]*)"', page)[0] for page in pages]
    assert tokens[0] != tokens[1]
    style = re.search(r'href="([^"]*console.css)"', pages[0].decode())
    assert style and "immutable" in visitor.opens(style.group(1)).headers["Cache-Control"]
    assert visitor.opens(f"{ROOT}/nhat-ky").rows[0].endswith("Đăng nhập trang quản trị phiên số 1 –")


def test_ending_a_role(console: Console) -> None:
    """The same as in chat: the person hears of it, and it is written down."""
    village = console.village
    lan = village.member("Lan", "Xóm 4")
    visitor = console.signed_in(village.admin("Hoa")).opens(f"{ROOT}/con-nguoi")

    visitor.follows("Lan").submits("Cho Lan thôi")

    assert visitor.path == f"{ROOT}/con-nguoi" and "Lan đã thôi làm thành viên Tổ Xóm 4" in visitor.text
    assert village.records.person(lan.account) is None
    lan.hear_news()
    assert "Từ nay anh/chị thôi làm thành viên" in lan.heard
    assert "end-role" in acts(console)


def test_inviting_and_revoking(console: Console) -> None:
    """A code is shown once it is made, joins somebody, and does nothing when it was revoked."""
    village = console.village
    visitor = console.signed_in(village.admin("Hoa")).opens(f"{ROOT}/ma-moi")
    assert DONG_LOC not in visitor.text
    nothing = visitor.submits("Lấy mã mời")
    assert "Chưa mời ai cả" in nothing.text and 'aria-invalid="true"' in nothing.html
    value = re.search(r'value="(member\|\d+\|[^"]*)">Thành viên Tổ Xóm 4', visitor.html)
    assert value

    visitor.submits("Lấy mã mời", ai=value.group(1))

    code = re.search(r"Mã mời: (\w{3} \w{3})", visitor.text)
    assert code and len(visitor.rows) == 1 and code.group(1) in visitor.rows[0]
    visitor.submits(f"mã {code.group(1)}")
    assert f"Đã hủy mã {code.group(1)}" in visitor.text and visitor.rows == []
    resident = village.resident().says(code.group(1))
    assert "hủy" in resident.text
    assert {"invite", "revoke-invitation"} <= set(acts(console))


def test_nobody_invites_beyond_their_rights(console: Console) -> None:
    """A value that the form didn't offer invites nobody."""
    visitor = console.signed_in(console.village.admin("Hoa")).opens(f"{ROOT}/ma-moi")
    for value in (f"commune-admin||{DONG_LOC}", "province-admin||", "member|999|xã Minh Hợp", "x", "||"):
        visitor.submits("Lấy mã mời", ai=value)
        assert "Chưa mời ai cả" in visitor.text
    assert "Không có mã mời nào" in visitor.text


def test_visits_are_found_sorted_and_withdrawn(console: Console) -> None:
    """A reason is needed; whoever logged it hears it; it can be brought back."""
    village = console.village
    lan = village.member("Lan", "Xóm 4")
    lan.says("sáng nay xóm 4 giúp 12 người cài VNeID").presses("Lưu")
    village.member("Nam", "Xóm 1").says("hôm qua xóm 1 giúp 3 ca khai sinh online").presses("Lưu")
    visitor = console.signed_in(village.admin("Hoa")).opens(f"{ROOT}/luot")
    assert len(visitor.rows) == 2 and visitor.rows[0].startswith("21/11/2026")
    assert [row.split()[0] for row in visitor.opens(f"{ROOT}/luot?sap=nguoi").rows] == ["20/11/2026", "21/11/2026"]
    assert len(visitor.opens(f"{ROOT}/luot?q=vneid+lan").rows) == 1
    assert len(visitor.opens(f"{ROOT}/luot?loai=dich-vu-cong").rows) == 1
    assert len(visitor.opens(f"{ROOT}/luot?den=20/11/2026").rows) == 1
    bad = visitor.opens(f"{ROOT}/luot?den=31/2/2026")
    assert "“31/2/2026” chưa phải ngày" in bad.text and len(bad.rows) == 2

    visitor.opens(f"{ROOT}/luot?q=lan").follows("21/11/2026")
    assert "Cài đặt VNeID: 12 người" in visitor.text
    visitor.submits("Rút lượt này", ly_do="?")
    assert visitor.status == 422 and "Cần lý do" in visitor.text
    visitor.submits("Rút lượt này", ly_do="ghi trùng")

    assert "đã rút" in visitor.text and "ghi trùng" in visitor.text
    lan.hear_news()
    assert "ghi trùng" in lan.heard
    visitor.submits("Khôi phục lượt này")
    assert visitor.html.count("Rút lượt này") >= 1
    assert {"see-visits", "see-visit", "visit-withdrawn", "visit-restored"} <= set(acts(console))


def test_a_visit_that_moved_on_isnt_withdrawn(console: Console) -> None:
    """What was looked at isn't what is there now."""
    village = console.village
    lan = village.member("Lan", "Xóm 4")
    lan.says("sáng nay xóm 4 giúp 12 người cài VNeID").presses("Lưu")
    visitor = console.signed_in(village.admin("Hoa")).opens(f"{ROOT}/luot").follows("21/11/2026")
    lan.says("sửa lượt vừa rồi 15 người").presses("Lưu")

    visitor.submits("Rút lượt này", ly_do="ghi trùng")

    assert "Vừa có người khác thay đổi" in visitor.text and "15 người" in visitor.text


def test_a_list_as_excel_holds_no_formula(console: Console) -> None:
    """What somebody typed stays a text, whatever it begins with; the download is written down."""
    village = console.village
    village.join("Lan", Role.MEMBER, Channel.TELEGRAM, "xã Minh Hợp", "Xóm 4")
    talker = village.member('=HYPERLINK("http://x")', "Xóm 1")
    visitor = console.signed_in(village.admin("Hoa")).opens(f"{ROOT}/con-nguoi").follows("Tải Excel")

    sheet = openpyxl.load_workbook(BytesIO(visitor.body)).active

    names = [row[0] for row in sheet.iter_rows(values_only=True)]
    assert names[0] == "Họ tên" and talker.name in names
    assert {cell.data_type for row in sheet.iter_rows() for cell in row} <= {"s", "inlineStr"}
    assert visitor.headers["Content-Disposition"].endswith('people.xlsx"')
    assert "export-people" in acts(console)


def test_how_to_reach_a_resident_is_shown_on_a_press_and_written_down(console: Console) -> None:
    """Nobody's number stands on a page that was only opened."""
    village = console.village
    village.member("Lan", "Xóm 4")
    resident, number = village.resident(), PHONE.replace(" ", "")
    phones(resident)
    visitor = console.signed_in(village.admin("Hoa")).opens(f"{ROOT}/yeu-cau")
    assert len(visitor.rows) == 1 and "Chờ nhận" in visitor.rows[0]
    visitor.opens(re.search(rf'href="({ROOT}/yeu-cau/[^"]+)"', visitor.html).group(1))  # type: ignore[union-attr]
    assert number not in visitor.text and "see-contact" not in acts(console)

    visitor.submits("Xem cách liên lạc")

    assert number in visitor.text and acts(console).count("see-contact") == 1


def test_a_request_that_waits_too_long(console: Console) -> None:
    """It is called overdue, and found by that."""
    village = console.village
    village.member("Lan", "Xóm 4")
    phones(village.resident())
    hoa = village.admin("Hoa")
    village.later(days=3)

    visitor = console.signed_in(hoa).opens(f"{ROOT}/yeu-cau?tinh-trang=qua-han")

    assert len(visitor.rows) == 1 and "Quá hạn" in visitor.rows[0]


def test_the_audit_by_commune(console: Console) -> None:
    """Another commune's acts aren't there; the province sees all, with names."""
    village = console.village
    hoa, tuan = village.admin("Hoa"), village.admin("Tuấn", DONG_LOC)
    console.signed_in(tuan).opens(f"{ROOT}/con-nguoi")
    visitor = console.signed_in(hoa).opens(f"{ROOT}/con-nguoi").opens(f"{ROOT}/nhat-ky")
    assert "Xem danh sách người" in visitor.text and "Tuấn" not in visitor.text

    whole = console.signed_in(village.admin("Vinh", commune=None)).opens(f"{ROOT}/nhat-ky")

    assert "Tuấn" in whole.text and "Hoa" in whole.text


def test_looking_again_is_one_look(console: Console) -> None:
    """Sorting and paging write nothing more; ten minutes later it is another look."""
    visitor = console.signed_in(console.village.admin("Hoa"))
    for path in ("/con-nguoi", "/con-nguoi?sap=-ten", "/con-nguoi?q=lan"):
        visitor.opens(ROOT + path)
    assert acts(console).count("see-people") == 1
    console.village.later(minutes=11)
    visitor.opens(f"{ROOT}/con-nguoi")
    assert acts(console).count("see-people") == 2


def test_settings_and_health(console: Console) -> None:
    """Secrets are only set or not; the audit is told to be whole."""
    visitor = console.signed_in(console.village.admin("Vinh", commune=None)).opens(f"{ROOT}/cai-dat")
    assert "TROLY_SECRET_KEY đã đặt" in visitor.text and "kkkk" not in visitor.html
    visitor.opens(f"{ROOT}/suc-khoe")
    assert "nguyên vẹn" in visitor.text and "chỉ có trang web" in visitor.text


def test_what_is_typed_is_never_markup(console: Console) -> None:
    """A name, a search and an address are shown as they were typed."""
    village = console.village
    village.member("<b>Lan</b>", "Xóm 4")
    visitor = console.signed_in(village.admin("Hoa")).opens(f"{ROOT}/con-nguoi?q=%22%3E%3Cscript%3E")
    assert "<script>" not in visitor.html.replace('<script type="module"', "") and "Bỏ lọc" in visitor.text
    assert "&lt;b&gt;Lan" in visitor.opens(f"{ROOT}/con-nguoi").html


def test_a_long_list_in_pages(console: Console) -> None:
    """Fifty rows a page, less than 30 KB, all found by search."""
    village = console.village
    for number in range(60):
        village.member(f"Người {number:02}", "Xóm 4")
    visitor = console.signed_in(village.admin("Hoa")).opens(f"{ROOT}/con-nguoi")
    assert len(visitor.rows) == 50 and len(visitor.body) < 30_000 and "trang 1/2" in visitor.text

    visitor.follows("Trang sau")

    assert len(visitor.rows) == 11
    assert len(visitor.opens(f"{ROOT}/con-nguoi?q=nguoi+59").rows) == 1
