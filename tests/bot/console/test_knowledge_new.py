"""A new topic in one form: begun from a question, its faults at their fields, one draft, in the menu by itself."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from handlers.teams.model import Role
from knowledge.check import check_topic
from knowledge.edits import Edit, apply, read_data
from knowledge.index import Index
from knowledge.topic_file import read_topic
from knowledge.yaml_lines import Document
from tests.bot.console.program import Program, program
from tests.bot.console.test_knowledge import previewed, waited
from tests.bot.console.world import ROOT
from tests.bot.editing.conftest import tiny as tiny

NEW = f"{ROOT}/kien-thuc/chu-de-moi"
BOOKS = "topics/muon-sach.yaml"
WAYS = "mượn đàn ở đâu\nmuon dan piano cho con tap\nxã có cho mượn đàn không\nở mô cho mượn đàn rứa\nthuê đàn tập ở nhà"
FILLED = {
    "ten": "Mượn đàn",
    "nhom": "thu-vien",
    "hoi": "mượn đàn ở đâu",
    "phan": "where",
    "tra-loi": "Mượn đàn ở nhà văn hóa xã.",
    "mau": WAYS,
    "ten-nguon": "Nội quy nhà văn hóa",
    "tom-tat": "Mượn đàn ở nhà văn hóa xã.",
    "viec": "Đến nhà văn hóa xã giờ hành chính.",
    "co-quan": "UBND xã",
    "ten-trang": "Trang của xã",
    "trang": "https://xa.example.vn",
}


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory, tiny: tuple[Path, Path, Index]) -> Iterator[Program]:
    """One program for all."""
    with program(tmp_path_factory.mktemp("served"), tiny) as running:
        yield running


def test_faults_stand_at_their_fields(served: Program) -> None:
    """All at once; nothing typed is lost, nothing is stored."""
    vinh = served.signed_in(served.person("vinh", Role.PROVINCE_ADMIN))
    vinh.opens(f"{ROOT}/kien-thuc").follows("Thêm chủ đề mới")
    assert 'value="2027-05-20"' in vinh.html  # half a year on
    wrong = {
        "ten": "mượn sách thư viện",
        "tra-loi": "Mượn đàn giá 20.000 đồng.",
        "tom-tat": "Mượn đàn giá 30.000 đồng.",
        "mau": f"{WAYS}\nMượn sách 1 ngày ở thư viện kiểu plain",
        "trang": "xa.example.vn",
        "nhom": "",
    }

    vinh.submits("Lưu bản nháp", None, **(FILLED | wrong))

    assert vinh.status == 422 and "Chưa lưu." in vinh.text
    for said in (
        "Đã có chủ đề “Mượn sách thư viện”",
        "Câu trả lời có số (20.000) mà nguồn chưa ghi ngày đối chiếu",
        "“30.000 đồng” có trong “Tóm tắt” mà không có trong câu trả lời",
        "đã là câu hỏi mẫu của “Mượn sách thư viện”",
        "Địa chỉ trang phải bắt đầu bằng https://",
        "Cần điền “Nhóm trên danh mục”",
    ):
        assert vinh.text.count(said) == 2, said  # in the summary and at the field
    assert "thuê đàn tập ở nhà" in vinh.html
    vinh.submits("Lưu bản nháp", None, **(FILLED | {"mau": "mượn đàn\nmượn đàn ở đâu"}))
    assert "Mới có 2 cách hỏi; cần ít nhất 5" in vinh.text
    assert "Không có bản sửa nào đang mở" in vinh.opens(f"{ROOT}/kien-thuc/ban-sua").text


def test_one_draft_that_goes_live_with_its_place_in_the_menu(served: Program) -> None:
    """Gone on with by the same form, previewed with its own questions, answered and in the menu, taken back whole."""
    nam = served.signed_in(served.person("nam", Role.PROVINCE_ADMIN))
    nam.opens(NEW).submits("Lưu bản nháp", None, **FILLED)
    assert "Mục mới." in nam.text and "thuê đàn tập ở nhà" in nam.text and "not_applicable" not in nam.text, nam.text
    nam.follows("Sửa tiếp")
    assert 'value="Nội quy nhà văn hóa"' in nam.html
    nam.submits("Lưu bản nháp", None, dieu="Điều 3")

    previewed(nam)
    assert "Không có lỗi nào" in nam.text and "Mượn đàn: Mượn đàn ở nhà văn hóa xã." in nam.text, nam.text
    nam.submits("Xuất bản")
    waited(nam, "Đang chờ dựng")

    understander = served.live.understander
    assert understander.understand("muốn mượn đàn thì ra mô").topic == "muon-dan"
    assert understander.index.content.groups[0].topics == ("muon-sach", "nuoi-cho", "muon-dan")
    page = nam.opens(f"{ROOT}/kien-thuc/chu-de/muon-dan").text
    assert "Điều 3" in page and "nên có ít nhất 40 câu" in page


def test_parts_are_applicable_by_what_is_there(tiny: tuple[Path, Path, Index]) -> None:
    """The first answer of a part makes it one, the last one that goes ends it: nobody marks anything."""
    data = read_data(tiny[0])
    where = {"id": "o-dau", "asks": "mượn ở đâu", "text": "Ở thư viện xã.", "source": "loi-ke"}
    first = Edit(BOOKS, ("statements", "where", "o-dau"), None, where)
    last = Edit(BOOKS, ("statements", "what", "la-gi"), None, None)
    phrases = Edit(BOOKS, ("phrases",), None, {})

    changed = apply(data, [first, last, phrases])[BOOKS]

    topic, _ = read_topic(Document(BOOKS, changed, {}))
    faults = check_topic(topic, Document(BOOKS, changed, {}), date(2026, 11, 21))
    assert changed["not_applicable"][-1] == "what" and "where" not in changed["not_applicable"]
    assert not any("khía cạnh" in fault.message or "not_applicable" in fault.message for fault in faults)


def test_smaller_parts_have_forms(served: Program) -> None:
    """Forms by lines, what is to be confirmed, and the group: no YAML."""
    hung = served.signed_in(served.person("hung", Role.PROVINCE_ADMIN))
    page = hung.opens(f"{ROOT}/kien-thuc/chu-de/muon-sach").text
    assert "YAML" not in page.partition("Chung")[2], page

    hung.follows("Sửa mẫu đơn, tờ khai").submits("Lưu bản nháp", None, gia_tri="Đơn mượn sách")
    assert hung.status == 422 and "cần có mã, dấu hai chấm rồi tên" in hung.text
    hung.submits("Lưu bản nháp", None, gia_tri="TV01: Đơn mượn sách")
    assert "TV01: Đơn mượn sách" in hung.text, hung.text
    hung.opens(f"{ROOT}/kien-thuc/chu-de/muon-sach").follows("Thêm điều cần xác minh")
    hung.submits("Lưu bản nháp", None, dieu="Giờ mở cửa buổi tối.")
    assert "Mượn sách thư viện › điều cần xác minh › Giờ mở cửa buổi tối." in hung.text, hung.text
