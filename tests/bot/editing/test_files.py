"""Content out as files and back in: nothing changes by itself, and whatever is wrong is named by row and column."""

from collections.abc import Callable
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from bot.editing.exporting import export_folder, export_workbook
from bot.editing.importing import Incoming, check_incoming, read_folder, read_workbook, store_incoming
from bot.sheets.grid import SheetError
from handlers.editing.edit import Status
from handlers.teams.model import Role
from knowledge.edits import Data, Edit, apply, look, read_data
from tests.bot.editing.conftest import Desk
from tests.bot.talk import NOW
from tests.village import MINH_HOP

TODAY = date(2026, 11, 21)
BOOKS = "topics/muon-sach.yaml"
FEE = ("statements", "fee", "phi")
Change = Callable[[Any], None]


@pytest.fixture
def data(tiny: tuple[Path, Path, Any]) -> Data:
    """The tiny content with an entry for one commune."""
    override = {
        "id": "phi-o-xa",
        "unit": MINH_HOP,
        "topic": "muon-sach",
        "replaces": "phi",
        "text": "Thẻ mượn sách 5.000 đồng một năm.",
        "source": {"title": "Thông báo của xã", "checked_on": "2026-11-21"},
    }
    return apply(read_data(tiny[0]), [Edit("overrides.yaml", (), None, [override])])


def changed(data: Data, *changes: Change) -> Incoming:
    """The workbook of the content after somebody worked in it."""
    book = openpyxl.load_workbook(BytesIO(export_workbook(data)))
    for change in changes:
        change(book)
    file = BytesIO()
    book.save(file)
    return read_workbook(file.getvalue(), data)


def put(sheet: str, key: str, head: str, value: object) -> Change:
    """Write into the row whose id is `key`, under a heading."""

    def change(book: Any) -> None:
        rows = book[sheet]
        heads = [cell.value for cell in rows[1]]
        row = next(row for row in rows.iter_rows(min_row=2) if row[heads.index("Mã")].value == key)
        row[heads.index(head)].value = value

    return change


def add(sheet: str, *cells: object) -> Change:
    """One more row."""
    return lambda book: book[sheet].append(list(cells))


def places(incoming: Incoming) -> list[str]:
    """Where something changes; there are no faults."""
    assert incoming.faults == ()
    return [edit.place for edit in incoming.edits]


def test_out_and_in_changes_nothing(data: Data, tiny: tuple[Path, Path, Any], tmp_path: Path) -> None:
    """By Excel as by YAML, and what was written is content without fault."""
    export_folder(data, tmp_path / "out", tiny[0])

    assert places(read_folder(tmp_path / "out", data)) == []
    assert places(changed(data)) == []
    assert read_data(tmp_path / "out") == data


def test_the_sheets_can_be_worked_in(data: Data) -> None:
    """Heads are frozen, texts wrap, and what begins with = is a text."""
    data = apply(data, [Edit("contacts.yaml", ("thu-thu",), None, {**data["contacts.yaml"][0], "value": "=1+1"})])
    book = openpyxl.load_workbook(BytesIO(export_workbook(data)))

    assert book.sheetnames == [
        *("Chủ đề", "Câu trả lời", "Câu hỏi mẫu", "Điều hay tưởng nhầm", "Danh sách - câu hỏi", "Danh sách - kết quả"),
        *("Danh bạ", "Câu riêng của xã", "Ngoài phạm vi", "Từ điển"),
    ]
    assert {sheet.freeze_panes for sheet in book} == {"A2"}
    assert book["Danh bạ"]["C2"].data_type == "s"
    assert book["Câu trả lời"]["E2"].alignment.wrap_text
    assert [cell.value for cell in book["Câu trả lời"][4]][:5] == [
        *(
            "muon-sach",
            "Hết bao nhiêu tiền",
            "phi",
            "thẻ mượn sách bao nhiêu tiền",
            "Thẻ mượn sách 10.000 đồng một năm.",
        ),
    ]


def test_what_was_changed_becomes_edits(data: Data) -> None:
    """Days in every form that Excel has, numbers as texts, a source for all its statements, new rows with new ids."""
    incoming = changed(
        data,
        put("Câu trả lời", "phi", "Từ ngày", date(2026, 12, 1)),
        put("Câu trả lời", "phi", "Đến hết ngày", "31/12/2027"),
        put("Câu trả lời", "mien-phi", "Đến hết ngày", 46477),
        put("Câu trả lời", "giay-to", "Tên nguồn", "Nội quy mới"),
        put("Chủ đề", "muon-sach", "Tên trang", "Trang của thư viện"),
        put("Danh bạ", "thu-thu", "Số điện thoại, địa chỉ", 113),
        add("Câu hỏi mẫu", "muon-sach", "plain", None, "phi", "Đóng mấy tiền thì được mượn sách về"),
        add("Danh bạ", "tram-y-te", "Trạm y tế", "0238 3111222", "local", None, MINH_HOP),
    )

    after = {edit.place: edit.after for edit in incoming.edits}
    assert incoming.faults == ()
    assert (
        after["topics/muon-sach/statements/fee/phi"]["from"],
        after["topics/muon-sach/statements/fee/phi"]["until"],
    ) == (
        "2026-12-01",
        "2027-12-31",
    )
    assert after["topics/muon-sach/statements/fee/mien-phi"]["until"] == "2027-03-31"
    assert after["topics/muon-sach/sources/noi-quy"] == {"title": "Nội quy mới", "checked_on": "2026-11-21"}
    assert after["topics/muon-sach/link"]["label"] == "Trang của thư viện"
    assert after["contacts/thu-thu"]["value"] == "113"
    assert after["topics/muon-sach/phrases/plain/p046"] == ["phi", "Đóng mấy tiền thì được mượn sách về"]
    assert after["contacts/tram-y-te"]["unit"] == MINH_HOP


def test_checklists_corrections_and_the_lexicon(data: Data) -> None:
    """A new choice gets an id of its own words, conditions name questions and choices, a part goes by its name."""
    incoming = changed(
        data,
        put("Danh sách - câu hỏi", "tuoi", "Lựa chọn (mỗi dòng “mã: lời”)", "lon: Người lớn\nnho: Trẻ em\nNgười già"),
        put("Danh sách - kết quả", "can-cuoc", "Chỉ khi (mỗi dòng “câu hỏi: lựa chọn”)", "tuoi: lon, nguoi-gia"),
        add("Danh sách - kết quả", "muon-sach", "giay-khai-sinh", "paper", "Giấy khai sinh.", "tuoi: nho", "noi-quy"),
        add("Danh sách - câu hỏi", "nuoi-cho", "may-con", "Nuôi mấy con?", None, 1, 9),
        put("Chủ đề", "nuoi-cho", "Tên danh sách giấy tờ", "Giấy tờ nuôi chó"),
        put("Điều hay tưởng nhầm", "mua-phieu", "Luôn nhắc ở phần (mỗi dòng một phần)", "Hết bao nhiêu tiền"),
        add("Từ điển", "viết tắt", "tv", "thu vien"),
        add("Từ điển", "cách gọi khác", "the-sach", "the muon sach\nthe doc sach"),
    )

    after = {edit.place: edit.after for edit in incoming.edits}
    assert incoming.faults == ()
    assert after["topics/muon-sach/checklist/questions/tuoi"]["choices"][-1] == {
        "id": "nguoi-gia",
        "label": "Người già",
    }
    assert after["topics/muon-sach/checklist/items/can-cuoc"]["when"] == {"tuoi": ["lon", "nguoi-gia"]}
    assert after["topics/muon-sach/checklist/items/giay-khai-sinh"]["kind"] == "paper"
    assert after["topics/muon-sach/corrections/mua-phieu"]["facets"] == ["fee"]
    assert after["lexicon/abbreviations/tv"] == "thu vien"
    assert after["lexicon/concepts/the-sach"] == ["the muon sach", "the doc sach"]
    dogs = apply(data, incoming.edits)["topics/nuoi-cho.yaml"]["checklist"]
    assert dogs["title"] == "Giấy tờ nuôi chó" and dogs["questions"][0]["number"] == {"min": 1, "max": 9}


def test_faults_of_checklists_and_the_lexicon(data: Data, tiny: tuple[Path, Path, Any]) -> None:
    """By row and column too; a choice that a condition needs is no choice to take away."""
    incoming = changed(
        data,
        put("Danh sách - câu hỏi", "di-cung", "Chỉ khi (mỗi dòng “câu hỏi: lựa chọn”)", "khi là trẻ em"),
        add("Từ điển", "viết tắt", "tv", "thu vien\nti vi"),
        add("Từ điển", "tiếng lóng", "tv", "thu vien"),
    )
    lost = changed(
        data, put("Danh sách - câu hỏi", "tuoi", "Lựa chọn (mỗi dòng “mã: lời”)", "lon: Người lớn\ngia: Già")
    )

    assert [fault.partition(": ")[0].partition(", dòng")[0] for fault in incoming.faults] == [
        *("Danh sách - câu hỏi", "Từ điển", "Từ điển"),
    ]
    assert "ví dụ cho-o: nha-thue" in incoming.faults[0] and "một dòng" in incoming.faults[1]
    assert "không có loại “tiếng lóng”" in incoming.faults[2]
    assert "không có lựa chọn “nho”" in "\n".join(check_incoming(lost, data, TODAY, tiny[0]).faults)


def test_a_row_that_is_gone_deletes_nothing(data: Data) -> None:
    """Only an x does."""
    incoming = changed(data, lambda book: book["Câu hỏi mẫu"].delete_rows(2, 40))
    assert places(incoming) == []

    [edit] = changed(data, put("Câu hỏi mẫu", "p001", "Xóa", "x")).edits
    assert (edit.path, edit.after) == (("phrases", "plain", "p001"), None)


def test_faults_are_named_by_row_and_column(data: Data) -> None:
    """All of them at once, and nothing is taken from such a file."""
    incoming = changed(
        data,
        put("Câu trả lời", "phi", "Từ ngày", "khi nào có"),
        put("Câu trả lời", "la-gi", "Câu trả lời", None),
        put("Danh bạ", "thu-thu", "Số điện thoại, địa chỉ", 383111222),
        put("Câu hỏi mẫu", "p001", "Xóa", "bỏ đi"),
        add("Câu hỏi mẫu", "muon-sac", "plain", "p900", "phi", "mượn sách"),
        add("Câu hỏi mẫu", "muon-sach", "hay", "p901", "phi", "mượn sách"),
    )

    assert incoming.edits == ()
    assert list(incoming.faults) == [
        "Câu trả lời, dòng 2, cột E (Câu trả lời): đang để trống; ô này cần có",
        "Câu trả lời, dòng 4, cột L (Từ ngày): “khi nào có” chưa phải ngày; ghi như 21/11/2026 hoặc 2026-11-21",
        "Câu hỏi mẫu, dòng 2, cột F (Xóa): “bỏ đi” chưa rõ; ghi x, hoặc để trống",
        "Câu hỏi mẫu, dòng 92, cột A (Chủ đề): không có chủ đề “muon-sac”; ghi mã như ở trang Chủ đề, gần nhất là muon-sach",
        "Câu hỏi mẫu, dòng 93, cột B (Lối viết): không có lối viết “hay”; chọn một trong: plain, no-diacritics, telex, "
        "teencode, typo, dialect, long, colloquial, old-names",
        "Danh bạ, dòng 2, cột C (Số điện thoại, địa chỉ): “383111222” có vẻ mất số 0 ở đầu; định dạng ô là Văn bản (Text) "
        "rồi gõ lại",
    ]


def test_what_the_check_would_find_is_named_too(data: Data, tiny: tuple[Path, Path, Any]) -> None:
    """A text too long, a phrase for a statement that isn't there, a commune of yesterday: by the rows that hold them."""
    incoming = changed(
        data,
        put("Câu trả lời", "phi", "Câu trả lời", "Thẻ mượn sách 10.000 đồng một năm. " * 15),
        add("Câu hỏi mẫu", "muon-sach", "plain", None, "khong-co", "Đóng mấy tiền thì được mượn sách về"),
        add("Danh bạ", "tram-y-te", "Trạm y tế", "0238 3111222", "local", None, "xã Quỳ Hợp Cũ"),
    )
    assert incoming.faults == ()

    faults = check_incoming(incoming, data, TODAY, tiny[0]).faults

    assert any(fault.startswith("Câu trả lời, dòng 4") and "tối đa 340" in fault for fault in faults)
    assert any(fault.startswith("Câu hỏi mẫu, dòng 92") and "khong-co" in fault for fault in faults)
    assert any(fault.startswith("Danh bạ, dòng 3, cột F (Chỉ của xã)") for fault in faults)


def test_sheets_and_columns_of_ones_own(data: Data) -> None:
    """They are passed over and named; a sheet without its headings is a fault; another file is no content."""

    def own(book: Any) -> None:
        book.create_sheet("Ghi chú")["A1"] = "gọi lại chị Lan"
        book["Danh bạ"]["H1"] = "Ai phụ trách"

    incoming = changed(data, own)
    assert places(incoming) == []
    assert list(incoming.notices) == [
        "Danh bạ: cột H “Ai phụ trách” không dùng đến nên bỏ qua.",
        "Trang “Ghi chú” không phải của nội dung nên bỏ qua.",
    ]
    assert "tiêu đề" in changed(data, lambda book: book["Danh bạ"].delete_rows(1)).faults[0]
    with pytest.raises(SheetError):
        read_workbook(b"khong phai Excel", data)


def test_a_folder_with_faults_or_without_files(data: Data, tiny: tuple[Path, Path, Any], tmp_path: Path) -> None:
    """YAML that can't be read is named by line; a file that isn't there is no deletion."""
    export_folder(data, tmp_path / "out", tiny[0])
    (tmp_path / "out" / "outside.yaml").unlink()
    path = tmp_path / "out" / BOOKS
    path.write_text(path.read_text(encoding="utf-8").replace("10.000 đồng một năm.", "12.000 đồng một năm."), "utf-8")

    incoming = read_folder(tmp_path / "out", data)

    assert set(places(incoming)) == {"topics/muon-sach/summary", "topics/muon-sach/statements/fee/phi"}
    assert incoming.notices == ("Không thấy tệp outside.yaml; phần đó giữ nguyên.",)
    path.write_text("id: [", "utf-8")
    assert read_folder(tmp_path / "out", data).faults[0].startswith(BOOKS)


async def test_an_import_goes_live(desk: Desk) -> None:
    """The province publishes at once; a commune's book is its own, the rest of its file only a suggestion."""
    hoa, nam = await desk.person("hoa", Role.PROVINCE_ADMIN), await desk.person("nam", Role.COMMUNE_ADMIN, MINH_HOP)
    data = await desk.editor.data()
    shorter = put("Câu trả lời", "phi", "Câu trả lời", "Mỗi năm đóng 10.000 đồng.")
    number = add("Danh bạ", "tram-y-te", "Trạm y tế", "0238 3111222", "local", None, MINH_HOP)

    counts = await store_incoming(desk.storage, nam, changed(data, shorter, number), NOW, "a.xlsx")
    assert counts == {Status.SUGGESTED: 1, Status.DRAFT: 1}
    counts = await store_incoming(desk.storage, hoa, changed(data, shorter, number), NOW, "a.xlsx", publish=True)
    assert counts == {Status.READY: 2}

    assert await desk.published()
    assert desk.says("thẻ mượn sách bao nhiêu tiền") == "Mỗi năm đóng 10.000 đồng."
    assert look(await desk.editor.data(), "contacts.yaml", ("tram-y-te",))["unit"] == MINH_HOP
