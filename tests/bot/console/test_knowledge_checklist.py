"""A checklist edited by somebody who has never seen YAML: small forms into one draft, tried, published."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from handlers.teams.model import Role
from knowledge.index import Index
from tests.bot.console.program import Program, program
from tests.bot.console.test_knowledge import previewed, waited
from tests.bot.console.world import ROOT, Visitor
from tests.bot.editing.conftest import tiny as tiny
from tests.village import MINH_HOP

BOOKS = f"{ROOT}/kien-thuc/chu-de/muon-sach/danh-sach"
DOGS = f"{ROOT}/kien-thuc/chu-de/nuoi-cho/danh-sach"
SAVE = "Lưu vào bản nháp"


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory, tiny: tuple[Path, Path, Index]) -> Iterator[Program]:
    """One program; each test has a person and a topic of its own, or drops its draft."""
    with program(tmp_path_factory.mktemp("served"), tiny) as running:
        yield running


def presses(visitor: Visitor, path: str) -> Visitor:
    """A button without fields, by the address that it sends to."""
    assert f'action="{path}"' in visitor.html, visitor.text
    return visitor.sends(path, {name: visitor.hidden(name) for name in ("csrf", "thay")})


def saved(visitor: Visitor, address: str, **fields: str) -> Visitor:
    """A small form filled in and sent."""
    visitor.opens(address)
    assert visitor.status == 200, visitor.text
    return visitor.submits(SAVE, None, **fields)


def test_a_question_and_an_item(served: Program) -> None:
    """In words, with conditions to tick; tried by pressing choices; one draft, published once."""
    vinh = served.signed_in(served.person("vinh", Role.PROVINCE_ADMIN))
    vinh.opens(f"{ROOT}/kien-thuc/chu-de/muon-sach").follows("Xem và sửa danh sách")
    assert "Chỉ hỏi khi “Ai làm thẻ?” là “Trẻ em”" in vinh.text, vinh.text

    saved(vinh, f"{BOOKS}/cau/", hoi="Mượn mấy cuốn?", **{"them.1": "Một cuốn", "them.2": "Nhiều cuốn"})
    assert "Đã lưu vào bản sửa số" in vinh.text, vinh.text
    saved(
        vinh, f"{BOOKS}/muc/?loai=paper", noi_dung="Đơn xin mượn nhiều cuốn.", nguon="noi-quy",
        **{"khi.muon-may-cuon.nhieu-cuon": "1"},
    )  # fmt: skip
    assert "Chỉ khi “Mượn mấy cuốn?” là “Nhiều cuốn”" in vinh.text

    vinh.opens(f"{BOOKS}?tra-loi=tuoi.lon")
    vinh.follows("Một cuốn")
    assert "Đơn xin mượn nhiều cuốn" not in vinh.html.split('id="thu"')[1]
    vinh.follows("Câu trước").follows("Nhiều cuốn")
    assert vinh.html.split('id="thu"')[1].count("Đơn xin mượn nhiều cuốn.") == 4  # on each channel
    vinh.follows("Xem trước và đăng")
    assert "Giấy tờ: Đơn xin mượn nhiều cuốn." in vinh.text and "choices" not in vinh.text, vinh.text
    assert "Thử danh sách" in vinh.text
    previewed(vinh).submits("Xuất bản")
    waited(vinh, "Đang chờ dựng")

    made = served.live.understander.index.content.topics["muon-sach"].checklist
    assert made is not None and [question.id for question in made.questions][-1] == "muon-may-cuon"
    assert made.items[-1].when == {"muon-may-cuon": ("nhieu-cuon",)}


def test_what_something_else_needs_stays(served: Program) -> None:
    """A choice, a question and an order that conditions use; another wording keeps its id."""
    nam = served.signed_in(served.person("nam", Role.PROVINCE_ADMIN))

    saved(nam, f"{BOOKS}/cau/tuoi", **{"chon.nho": ""})
    assert nam.status == 422
    saved(nam, f"{BOOKS}/cau/tuoi", **{"chon.nho": "", "them.1": "Người già"})
    assert "Chưa bỏ được lựa chọn “Trẻ em”: câu hỏi “Có cha mẹ đi cùng không?” đang dựa vào nó" in nam.text, nam.text
    assert 'value="Người già"' in nam.html
    presses(nam.opens(BOOKS), f"{BOOKS}/cau/tuoi/bo")
    assert "Chưa bỏ được câu hỏi “Ai làm thẻ?”" in nam.text
    presses(nam.opens(BOOKS), f"{BOOKS}/cau/di-cung/len")
    assert "phải hỏi sau câu mà nó dựa vào" in nam.text

    saved(nam, f"{BOOKS}/cau/tuoi", **{"chon.nho": "Dưới 16 tuổi", "them.1": "Người già", "thu-tu.them.1": "1"})
    assert "Chỉ hỏi khi “Ai làm thẻ?” là “Dưới 16 tuổi”" in nam.text
    nam.follows("Xem trước và đăng")
    assert "Người già" in nam.text
    [draft] = [path for path in [nam.path] if "/ban-sua/" in path]
    presses(nam, f"{draft}/bo")


def test_from_nothing(served: Program) -> None:
    """What is missing is named in words until it is there; faults stay at the form; a new source comes along."""
    hung = served.signed_in(served.person("hung", Role.PROVINCE_ADMIN))
    hung.opens(f"{ROOT}/kien-thuc/chu-de/nuoi-cho").follows("Thêm danh sách giấy tờ").follows("Thêm danh sách giấy tờ")
    hung.submits(SAVE, None, gia_tri="Giấy tờ nuôi chó")
    assert "Danh sách chưa có câu hỏi nào." in hung.text, hung.text

    saved(hung, f"{DOGS}/cau/", hoi="Nuôi mấy con?")
    assert hung.status == 422 and "Cần ít nhất hai lựa chọn" in hung.text and "Chưa lưu." in hung.text
    saved(hung, f"{DOGS}/cau/", hoi="Nuôi mấy con?", it_nhat="1", nhieu_nhat="20")
    saved(hung, f"{DOGS}/muc/?loai=paper", noi_dung="Sổ tiêm phòng.", nguon="+", moi_ten_nguon="Luật Thú y")
    assert "Trả lời “1” thì danh sách không có nơi nộp." in hung.text
    saved(hung, f"{DOGS}/muc/?loai=where", noi_dung="Trạm thú y.", nguon="luat-thu-y")
    assert "Còn thiếu" not in hung.text, hung.text

    hung.opens(f"{DOGS}?so=3")
    assert "Sổ tiêm phòng." in hung.html.split('id="thu"')[1]
    hung.follows("Xem trước và đăng")
    assert "2 bản sửa cùng lúc" in hung.text and "Luật Thú y" in hung.text, hung.text
    numbers = hung.path.rpartition("/")[2].split(",")
    assert "2 bản sửa cùng lúc" in hung.opens(f"{ROOT}/kien-thuc/ban-sua/{numbers[0]}").text
    presses(hung, f"{ROOT}/kien-thuc/ban-sua/{','.join(numbers)}/bo")


def test_a_commune_suggests(served: Program) -> None:
    """The list is the province's: one suggestion, which the province goes on with."""
    hoa = served.signed_in(served.person("hoa", Role.COMMUNE_ADMIN, MINH_HOP))
    saved(hoa, f"{BOOKS}/muc/can-cuoc", noi_dung="Căn cước.")
    assert "lời đề nghị số" in hoa.text, hoa.text

    vinh = served.signed_in(served.person("vi2", Role.PROVINCE_ADMIN))
    vinh.opens(f"{ROOT}/kien-thuc/ban-sua").follows(hoa.text.split("lời đề nghị số ")[1].split(";")[0])
    vinh.follows("Sửa tiếp")
    assert "của hoa" in vinh.text and "Căn cước." in vinh.text, vinh.text
    assert vinh.opens(f"{BOOKS}/muc/khong-co").status == 404
    assert vinh.opens(f"{ROOT}/kien-thuc/chu-de/khong-co/danh-sach").status == 404
