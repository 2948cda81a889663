"""Số liệu and Tổng quan: figures read as a page, pictures by the same rights, and what waits for somebody."""

import re
from collections.abc import Iterator
from io import BytesIO
from urllib.parse import quote

import openpyxl
import pytest

from bot.console.texts_figures import CALM
from bot.console.waiting import edit_waits
from handlers.editing.edit import PutEdit, Status, StoredEdit
from handlers.figures.catalogue import BREAKDOWNS, FIGURES
from handlers.message import Channel
from knowledge.edits import Edit
from knowledge.understand import Understander
from tests.bot.console.world import ROOT, Console, Visitor, serving
from tests.handlers.requests.calls import phones
from tests.village import DONG_LOC, Talker

PAGE = f"{ROOT}/so-lieu"
OF_DONG_LOC = f"noi={quote(DONG_LOC)}"


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory, understander: Understander) -> Iterator[Console]:
    """Minh Hợp with work of two weeks, Đông Lộc with none."""
    with serving(tmp_path_factory.mktemp("figures"), understander) as served:
        village = served.village
        lan = village.member("Lan", "Xóm 4")
        for note in (
            "ngày 10/11 xóm 4 giúp 5 người cài VNeID",
            "hôm qua xóm 4 giúp 4 ca khai sinh, 3 ca nộp online",
            "sáng nay xóm 4 giúp 12 người cài VNeID",
        ):
            lan.says(note).presses("Lưu")
        phones(village.resident(Channel.ZALO_OA))
        yield served


@pytest.fixture(scope="module")
def hoa(world: Console) -> Talker:
    """Administers Minh Hợp."""
    return world.village.admin("Hoa")


@pytest.fixture
def visitor(world: Console, hoa: Talker) -> Visitor:
    """Her browser."""
    return world.signed_in(hoa)


def pictures(visitor: Visitor) -> list[str]:
    """The addresses of a page's pictures."""
    return [found.replace("&amp;", "&") for found in re.findall(r'<img class="picture" src="([^"]+)"', visitor.html)]


def test_the_overview_says_what_waits_then_the_week_and_its_picture(visitor: Visitor) -> None:
    """A number stands beside that of the same days of the week before."""
    assert CALM in visitor.text
    assert "2 lượt Lượt hỗ trợ" in visitor.text and "Cùng kỳ tuần trước: 1 lượt (tăng 1)" in visitor.text
    assert visitor.text.index(CALM) < visitor.text.index("Lượt người được giúp") < visitor.html.index("hinh/xom.svg")
    visitor.follows("Xem đủ số liệu")
    assert visitor.path.startswith(PAGE) and "Xã Minh Hợp: tuần 16/11–22/11" in visitor.text


def test_a_request_that_waits_too_long_is_on_top(console: Console) -> None:
    """It leads to the list that holds it."""
    console.village.member("Lan", "Xóm 4")
    phones(console.village.resident())
    hoa = console.village.admin("Hoa")
    console.village.later(days=3)
    visitor = console.signed_in(hoa)
    assert CALM not in visitor.text
    visitor.follows("1 yêu cầu hỗ trợ quá hạn")
    assert len(visitor.rows) == 1 and "Quá hạn" in visitor.rows[0]


def test_every_figure_of_the_catalogue_with_its_formula(visitor: Visitor) -> None:
    """None is left out; what nobody recorded is missing, with why."""
    visitor.opens(PAGE)
    known = [(one.label, one.formula) for one in FIGURES.values()]
    for label, formula in [*known, *((one.label, one.formula) for one in BREAKDOWNS.values())]:
        assert label in visitor.text and formula in visitor.text, label
    assert "16 lượt người" in visitor.text and "75 % Tỉ lệ nộp trực tuyến" in visitor.text
    assert "chưa có số liệu Người dân chấm chưa có bản ghi nào để tính" in visitor.text
    assert "VNeID 12" in visitor.text and "Khai sinh 4" in visitor.text


def test_another_period(visitor: Visitor) -> None:
    """The week before by a press, a quarter by the form; none that is still to come, and no day that is none."""
    visitor.opens(PAGE)
    assert "Kỳ sau" not in visitor.text
    visitor.follows("Kỳ trước")
    assert "tuần 9/11–15/11" in visitor.text and "1 lượt Lượt hỗ trợ" in visitor.text
    visitor.follows("Kỳ sau").submits("Xem", ky="quy")
    assert "quý 4/2026" in visitor.text and "3 lượt Lượt hỗ trợ" in visitor.text
    assert "21 lượt người" in visitor.text and "tháng 11/2026" in visitor.text
    assert "Ngày 1/12/2026 chưa tới" in visitor.opens(f"{PAGE}?ngay=2026-12-01").text
    assert "“31/2” chưa phải ngày" in visitor.opens(f"{PAGE}?ngay=31/2").text
    assert "tuần 16/11–22/11" in visitor.text
    assert "Không có số liệu trước ngày" in visitor.opens(f"{PAGE}?ngay=0001-01-01&ky=nam").text
    assert "Kỳ trước ←" not in visitor.text and visitor.status == 200


def test_what_was_before_anything_was_recorded_is_missing(visitor: Visitor) -> None:
    """Never 0."""
    visitor.opens(f"{PAGE}?ngay=2026-03-04")
    for label in ("Câu đã hỏi", "Lượt hỗ trợ", "Xóm có người đến", "Yêu cầu hỗ trợ mới"):
        assert f"chưa có số liệu {label} thời gian đó chưa bắt đầu ghi" in visitor.text
    assert "0 lượt" not in visitor.text and "không đổi" not in visitor.text
    assert "Chưa có số liệu: thời gian đó chưa bắt đầu ghi." in visitor.text


def test_pictures_hold_what_their_tables_say(visitor: Visitor) -> None:
    """Small, kept by this browser alone, each with words in its place and the same numbers beside it."""
    visitor.opens(PAGE)
    first, second = pictures(visitor)
    assert 'alt="Tuần 16/11–22/11: 1 trên 4 xóm có lượt' in visitor.html
    rows = re.findall(r"<tr>(.*?)</tr>", visitor.html)
    words = [" ".join(re.sub(r"<[^>]*>", " ", row).split()) for row in rows]
    assert any(row.startswith("Xóm 4 – chưa có số liệu") and row.endswith("1 2") for row in words)
    assert "Chưa có số liệu: thời gian đó chưa bắt đầu ghi." in visitor.text
    for address in (first, second):
        visitor.opens(address)
        assert visitor.headers["Content-Type"].startswith("image/svg+xml") and len(visitor.body) < 20_000
        assert visitor.headers["Cache-Control"].startswith("private")
        assert visitor.html.startswith("<svg") and "Minh Hợp" in visitor.html
    assert "VNeID: 2" in visitor.html


def test_figures_and_pictures_of_another_commune_are_no_pages(visitor: Visitor) -> None:
    """Nor those of the province; without signing in nothing at all."""
    visitor.opens(PAGE)
    first = pictures(visitor)[0]
    for query in (OF_DONG_LOC, "noi=tinh", "noi=xã+Không+Có"):
        for path in (PAGE, f"{ROOT}/so-lieu/hinh/xom.svg"):
            assert visitor.opens(f"{path}?{quote(query, safe='=+%')}").status == 404, query
            assert "lượt" not in visitor.html
    assert visitor.opens(f"{PAGE}?{OF_DONG_LOC}&tai=1").status == 404
    assert visitor.opens(f"{ROOT}/so-lieu/hinh/gi-do.svg").status == 404
    visitor.cookies.clear()
    assert visitor.opens(first).status == 401


def test_the_province_chooses_a_commune_and_sees_no_persons(world: Console) -> None:
    """All communes together, or one of them from the list."""
    visitor = world.signed_in(world.village.admin("Vinh", commune=None)).opens(PAGE)
    assert "Toàn tỉnh: tuần 16/11–22/11" in visitor.text and "2 lượt Lượt hỗ trợ" in visitor.text
    assert "Xóm 4, xã Minh Hợp" in visitor.text and "Lan" not in visitor.text
    visitor.submits("Xem", noi=DONG_LOC)
    assert "Xã Đông Lộc" in visitor.text and "chưa có số liệu Lượt hỗ trợ" in visitor.text
    assert visitor.opens(pictures(visitor)[0]).status == 200


def test_the_figures_as_excel(visitor: Visitor) -> None:
    """Every figure with place, period, unit and formula; the parts and the pictures' numbers on sheets of their own."""
    visitor.opens(PAGE).follows("Tải Excel")
    assert visitor.headers["Content-Disposition"].endswith('so-lieu-2026-w47.xlsx"')
    book = openpyxl.load_workbook(BytesIO(visitor.body))
    rows = list(book["Số liệu"].iter_rows(values_only=True))
    assert len(rows) == 1 + len(FIGURES)
    visits = next(row for row in rows if row[3] == "Lượt hỗ trợ")
    assert visits[:3] == ("Xã Minh Hợp", "tuần 16/11–22/11", "Lượt hỗ trợ") and visits[4:6] == ("2", "lượt")
    assert next(row for row in rows if row[3] == "Người dân chấm")[4] == "chưa có số liệu"
    assert [row[4] for row in book["Chi tiết"].iter_rows(values_only=True) if row[3] == "VNeID"] == ["12"]
    assert book["Xóm theo tuần"].max_row > 4


def test_edits_wait_for_whom_they_concern(world: Console, hoa: Talker) -> None:
    """To approve for the second person, to mend for the author; a suggestion for whoever may take it on."""
    village = world.village
    dao, vinh = village.admin("Đào"), village.admin("Vĩnh", commune=None)
    author = village.person(hoa)
    phrase = Edit("topics/khai-sinh.yaml", ("phrases", "plain", "p901"), None, ["la-gi", "khai sinh mần răng"])
    own = StoredEdit(
        phrase, author.id, "Hoa", village.now, status=Status.WAITING, commune=author.memberships[0].commune
    )
    title = Edit("topics/khai-sinh.yaml", ("title",), "Khai sinh", "Đăng ký khai sinh")
    suggested = StoredEdit(title, author.id, "Hoa", village.now, status=Status.SUGGESTED)
    broken = StoredEdit(
        Edit("topics/khai-sinh.yaml", ("phrases", "plain", "p902"), None, ["la-gi", "khai sinh răng hè"]),
        author.id, "Hoa", village.now, fault="trùng câu của chủ đề khác", commune=own.commune,
    )  # fmt: skip
    village.write(PutEdit(own), PutEdit(suggested), PutEdit(broken))

    def waits(talker: Talker) -> list[str]:
        return [wait.text for wait in edit_waits(village.records, village.person(talker))]

    assert waits(hoa) == ["1 bản sửa bị trả lại vì có lỗi"]
    assert waits(dao) == ["1 bản sửa bị trả lại vì có lỗi", "1 bản sửa chờ anh/chị duyệt"]
    assert "1 lời đề nghị sửa chờ anh/chị nhận" in waits(vinh) and "1 bản sửa chờ anh/chị duyệt" in waits(vinh)
