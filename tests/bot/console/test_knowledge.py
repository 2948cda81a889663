"""Knowledge in the console, as somebody without JavaScript meets it: seen, edited, previewed, published, taken back."""

import time
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

from handlers.teams.model import Role
from knowledge.index import Index
from tests.bot.console.program import Program, program
from tests.bot.console.world import ROOT, Visitor
from tests.bot.editing.conftest import tiny as tiny
from tests.village import MINH_HOP

BOOKS = "tep=topics/muon-sach.yaml"
PAPERS = f"{ROOT}/kien-thuc/sua?{BOOKS}&cho=statements&cho=documents&cho=giay-to"


@pytest.fixture
def served(tmp_path: Path, tiny: tuple[Path, Path, Index]) -> Iterator[Program]:
    """Nobody but a commune is on record."""
    with program(tmp_path, tiny) as running:
        yield running


def edited(visitor: Visitor, address: str, **fields: str) -> Visitor:
    """The form of a place, filled in and sent; fields that aren't named stay as they are."""
    visitor.opens(address)
    assert visitor.status == 200, visitor.text
    return visitor.submits("Lưu bản nháp", None, **fields)


def previewed(visitor: Visitor) -> Visitor:
    """The draft's page once its preview is done."""
    visitor.submits("Xem trước ảnh hưởng")
    return waited(visitor, "Bước ")


def waited(visitor: Visitor, words: str) -> Visitor:
    """The page as it looks once it doesn't say these words any more."""
    for _ in range(240):
        if words not in visitor.text:
            return visitor
        time.sleep(0.25)
        visitor.opens(visitor.path)
    raise AssertionError(visitor.text)


def test_an_edit_from_the_topic_to_the_reader_and_back(served: Program) -> None:
    """Found, changed, seen as channels show it, tried with known questions, live, and restored."""
    vinh = served.signed_in(served.person("vinh", Role.PROVINCE_ADMIN))
    vinh.follows("Kiến thức")
    assert any("Mượn sách thư viện" in row for row in vinh.rows), vinh.text
    vinh.follows("Mượn sách thư viện")
    assert "Mang theo: - Căn cước." in vinh.text and "Nội quy thư viện (đối chiếu ngày 21/11/2026)" in vinh.text

    edited(vinh, PAPERS, tra_loi="Chỉ cần thẻ thư viện.", ghi_chu="gọn hơn")

    assert "Đã lưu bản sửa số 1" in vinh.text and "gọn hơn" in vinh.text, vinh.text
    assert '<ins><span class="heard">thêm: </span>Chỉ' in vinh.html and "<del>" in vinh.html
    for channel in ("Web", "Telegram", "Zalo OA", "Zalo Bot"):
        assert channel in vinh.text
    assert "Xuất bản" not in vinh.text

    previewed(vinh)
    assert "Không có lỗi nào." in vinh.text and "Sẽ trả lời" in vinh.text, vinh.text
    vinh.submits("Xuất bản")
    assert "Đang chờ dựng (khoảng 20 giây)" in vinh.text
    waited(vinh, "Đang chờ dựng")
    assert "Bà con đang thấy nội dung này" in vinh.text, vinh.text

    vinh.opens(f"{ROOT}/kien-thuc/lich-su").follows("1")
    vinh.submits("Khôi phục như trước bản sửa này")
    assert "Đây là bản nháp đưa lại nội dung cũ" in vinh.text, vinh.text
    previewed(vinh).submits("Xuất bản")
    waited(vinh, "Đang chờ dựng")
    assert "Mang theo: - Căn cước." in vinh.opens(f"{ROOT}/kien-thuc/chu-de/muon-sach").text


def test_what_is_wrong_is_said_at_the_form(served: Program) -> None:
    """Every fault at once, what was typed is kept, nothing was stored."""
    vinh = served.signed_in(served.person("vinh", Role.PROVINCE_ADMIN))

    edited(vinh, PAPERS, tra_loi="dài " * 300, hoi="", tu="2027-01-01", den="2026-12-01")

    assert vinh.status == 422 and "Chưa lưu." in vinh.text
    for said in ("Cần điền “Trả lời câu hỏi”", "nhiều nhất là 680", "“Đến hết ngày” phải sau “Từ ngày”"):
        assert said in vinh.text, vinh.text
    assert "dài dài dài" in vinh.html
    assert "Không có bản sửa nào đang mở" in vinh.opens(f"{ROOT}/kien-thuc/ban-sua").text


def test_a_bad_edit_is_not_offered_for_publishing(served: Program) -> None:
    """A number whose source nobody has read: named by its place, and its address refuses too."""
    vinh = served.signed_in(served.person("vinh", Role.PROVINCE_ADMIN))
    edited(vinh, f"{ROOT}/kien-thuc/sua?{BOOKS}&cho=statements&cho=what&cho=la-gi", tra_loi="Thẻ giá 70.000 đồng.")
    path = vinh.path

    previewed(vinh)

    assert "Chưa đăng được" in vinh.text and "Mượn sách thư viện › câu trả lời › Là gì" in vinh.text, vinh.text
    assert "Xuất bản" not in vinh.text
    vinh.sends(f"{path}/dang", {name: vinh.hidden(name) for name in ("csrf", "thay")})
    assert vinh.status == 422 and "không còn lỗi nào" in vinh.text


def test_a_statement_with_a_new_source_goes_out_together(served: Program) -> None:
    """Both are drafts of one page, previewed and published at once."""
    vinh = served.signed_in(served.person("vinh", Role.PROVINCE_ADMIN))

    edited(
        vinh, f"{ROOT}/kien-thuc/sua?{BOOKS}&cho=statements&cho=documents&cho=", hoi="trẻ em làm thẻ cần giấy gì",
        tra_loi="Cần giấy khai sinh.", nguon="+", moi_ten_nguon="Quy chế thư viện", moi_xem="20/11/2026",
    )  # fmt: skip

    assert "2 bản sửa cùng lúc" in vinh.text and "Quy chế thư viện" in vinh.text, vinh.text
    assert "kiểm tra ngày 20/11/2026" in vinh.text
    previewed(vinh).submits("Xuất bản")
    waited(vinh, "Đang chờ dựng")
    assert "Cần giấy khai sinh." in vinh.opens(f"{ROOT}/kien-thuc/chu-de/muon-sach").text


def test_two_people(served: Program) -> None:
    """Where the province wants it: whoever wrote can't approve, another refuses with a reason or approves."""
    lonely = served.signed_in(served.person("vinh", Role.PROVINCE_ADMIN))
    lonely.opens(f"{ROOT}/kien-thuc/cach-duyet").submits("Cần người thứ hai duyệt")
    assert "chưa có người thứ hai nào" in lonely.text
    nam = served.signed_in(served.person("nam", Role.PROVINCE_ADMIN))
    lonely.opens(f"{ROOT}/kien-thuc/cach-duyet").submits("Cần người thứ hai duyệt")
    assert "phải có người thứ hai duyệt" in lonely.text

    edited(lonely, PAPERS, tra_loi="Chỉ cần thẻ thư viện.")
    path = lonely.path
    previewed(lonely).submits("Gửi duyệt")
    assert "Một người khác duyệt xong" in lonely.text and "Duyệt</button>" not in lonely.html

    nam.opens(f"{ROOT}/kien-thuc/ban-sua").follows("1")
    nam.submits("Duyệt")
    waited(nam, "Đang chờ dựng")
    assert "nam duyệt" in nam.text and "Bà con đang thấy" in nam.text, nam.text
    assert lonely.opens(path).status == 200


def test_a_commune_suggests_what_is_the_provinces(served: Program) -> None:
    """Its own phrase is its own; an answer becomes a suggestion that the province takes on; a member sees no console."""
    hoa = served.signed_in(served.person("hoa", Role.COMMUNE_ADMIN, MINH_HOP))

    edited(hoa, PAPERS, tra_loi="Chỉ cần thẻ thư viện.")

    assert "lời đề nghị" in hoa.text and "Xuất bản" not in hoa.text, hoa.text
    edited(
        hoa, f"{ROOT}/kien-thuc/sua?{BOOKS}&cho=phrases&cho=&cho=", loi="làm thẻ đọc sách mang chi theo", cau="giay-to"
    )
    assert "Đã lưu bản sửa số 2" in hoa.text, hoa.text

    vinh = served.signed_in(served.person("vinh", Role.PROVINCE_ADMIN))
    vinh.opens(f"{ROOT}/kien-thuc/ban-sua/1").submits("Nhận thành bản nháp")
    assert "thành bản nháp" in vinh.text
    hoa.opens(f"{ROOT}/kien-thuc/ban-sua/999")
    assert hoa.status == 404


def test_lists_beside_the_topics(served: Program) -> None:
    """Contacts, a commune's own answers, what lies outside, the lexicon; each has its form."""
    vinh = served.signed_in(served.person("vinh", Role.PROVINCE_ADMIN))
    edited(vinh, f"{ROOT}/kien-thuc/sua?tep=contacts.yaml&cho=", ten="Thư viện", so="0238 3123456", loai="local",
           noi=MINH_HOP)  # fmt: skip
    assert "0238 3123456" in vinh.text and f"ở {MINH_HOP}" in vinh.text, vinh.text
    edited(vinh, f"{ROOT}/kien-thuc/sua?tep=outside.yaml&cho=ban-ve-so", ai="Hỏi đại lý vé số của tỉnh.")
    assert "Hỏi đại lý vé số của tỉnh." in vinh.text
    for path in ("danh-ba", "rieng", "ngoai", "tu-dien", "ban-sua", "lich-su", "tep", "cach-duyet", "lich-su/ban-goc"):
        assert vinh.opens(f"{ROOT}/kien-thuc/{path}").status == 200, path
    assert vinh.opens(f"{ROOT}/kien-thuc/sua?tep=../secret&cho=x").status == 404


def packed(files: dict[str, bytes]) -> bytes:
    """A packed folder."""
    made = BytesIO()
    with ZipFile(made, "w") as file:
        for name, body in files.items():
            file.writestr(name, body)
    return made.getvalue()


def test_yaml_out_and_in(served: Program) -> None:
    """What was downloaded comes back as drafts of what differs; what lies elsewhere, or isn't ours, does nothing."""
    vinh = served.signed_in(served.person("vinh", Role.PROVINCE_ADMIN))
    vinh.opens(f"{ROOT}/kien-thuc/tep/noi-dung.zip")
    with ZipFile(BytesIO(vinh.body)) as file:
        files = {name: file.read(name) for name in file.namelist()}
    path = f"{ROOT}/kien-thuc/tep"
    token = {"csrf": vinh.opens(path).html.split('name="csrf" value="')[1].split('"')[0]}

    vinh.sends_file(path, "noi-dung.zip", packed(files), token)
    assert "không có gì khác với nội dung đang dùng" in vinh.text, vinh.text
    name = "topics/muon-sach.yaml"
    bad = files | {name: files[name].replace(b"source: loi-ke", b"source: khong-co", 1)}
    vinh.sends_file(path, "noi-dung.zip", packed(bad), token)
    assert vinh.status == 422 and "khong-co" in vinh.text and "Chưa ghi gì" in vinh.text, vinh.text
    good = files | {name: files[name].replace("Một tấm ảnh.".encode(), "Hai tấm ảnh.".encode())}
    vinh.sends_file(path, "noi-dung.zip", packed(good), token)
    assert "1 bản nháp" in vinh.text, vinh.text

    for sent in (packed({"../elsewhere.yaml": b"a: 1"}), b"PK nothing", packed({f"{n}.yaml": b"" for n in range(501)})):
        vinh.sends_file(path, "noi-dung.zip", sent, token)
        assert vinh.status == 422 and "Chưa ghi gì" in vinh.text, vinh.text
    assert vinh.sends_file(path, "anh.png", b"x", token).status == 422
    assert vinh.sends_file(path, "noi-dung.zip", packed(good), {"csrf": "x"}).status == 403
