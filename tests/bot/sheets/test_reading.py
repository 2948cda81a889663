"""Lists as they come from people's computers, whole and broken."""

import random
import zipfile
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from bot.sheets.grid import SheetError, letter
from bot.sheets.reading import Listing, read_listing
from bot.sheets.template import template
from handlers.teams.rows import Column

HEAD = ("Xã/phường", "Thôn/xóm", "Tên tổ", "Họ tên", "Vai trò")
ROW = ("xã Minh Hợp", "Xóm 1", "Tổ A", "Hồ Thử", "Tổ trưởng")
CSV = f"{','.join(HEAD)}\r\n{','.join(ROW)}\r\n"


@pytest.fixture
def book() -> Any:
    """A workbook with one sheet, headings and one row."""
    book = openpyxl.Workbook()
    book.active.append(HEAD)
    book.active.append(ROW)
    return book


@pytest.fixture
def read(tmp_path: Path) -> Any:
    """Read a workbook, a text or bytes as a file of some name."""

    def reading(what: Any, name: str = "ds.xlsx") -> Listing:
        path = tmp_path / name
        if isinstance(what, str):
            path.write_bytes(what.encode())
        elif isinstance(what, bytes):
            path.write_bytes(what)
        else:
            what.save(path)
        return read_listing(path)

    return reading


def refused(read: Any, what: Any, name: str = "ds.xlsx") -> str:
    """What is said about a file that can't be read."""
    with pytest.raises(SheetError) as caught:
        read(what, name)
    return str(caught.value)


def only(listing: Listing) -> tuple[str, ...]:
    """The cells of the one row."""
    [row] = listing.rows
    return tuple(row.cells.get(column, "") for column in Column)


@pytest.mark.parametrize(
    "body",
    [
        CSV.encode(),
        CSV.encode("utf-8-sig"),
        CSV.replace(",", ";").encode(),
        CSV.replace(",", "\t").encode(),
        CSV.replace("\r\n", "\n").encode(),
        ("sep=;\r\n" + CSV.replace(",", ";")).encode("utf-8-sig"),
        ("UBND xã Minh Hợp, tỉnh Nghệ An\n\n" + CSV.replace(",", ";")).encode(),
    ],
)
def test_csv_of_every_kind(read: Any, body: bytes) -> None:
    """Mark or none, any delimiter, a title above."""
    assert only(read(body, "ds.CSV")) == ROW


def test_columns_in_any_order(read: Any) -> None:
    """And others beside them, which are named and not read."""
    listing = read(
        "STT;vai tro;HO TEN;Số ĐT;ten to;thon xom;xa phuong\n1;TV;Lê Thử;0912345678;Tổ B;Xóm 2;Đông Lộc\n", "a.csv"
    )

    assert only(listing) == ("Đông Lộc", "Xóm 2", "Tổ B", "Lê Thử", "TV")
    assert listing.letters[Column.COMMUNE] == "G"
    assert listing.notices == ("Cột D (“Số ĐT”) không được đọc và không được lưu.",)


def test_csv_lines_are_counted_as_shown(read: Any) -> None:
    """Empty lines and cells of several lines don't shift the numbers; hamlets may stand one below the other."""
    listing = read(CSV + '\n"xã Minh Hợp","Xóm 2\nXóm 3",,,\nĐông Lộc,Xóm 9,,,\n', "a.csv")

    assert [row.number for row in listing.rows] == [2, 4, 6]
    assert listing.rows[1].cells[Column.HAMLET] == "Xóm 2;Xóm 3"


@pytest.mark.parametrize("encoding", ["cp1258", "utf-16"])
def test_csv_in_another_encoding(read: Any, encoding: str) -> None:
    """Vietnamese letters would be damaged: refused, with the way to save it."""
    body = "Xa,Thôn\nMinh Ho\u0323p,Đo\n".encode(encoding)

    assert "CSV UTF-8" in refused(read, body, "ds.csv")


def test_csv_with_an_open_quote(read: Any) -> None:
    """It would swallow the rest of the file."""
    assert "từ dòng 3" in refused(read, CSV + 'Minh Hợp,"Xóm 2,,,\nĐông Lộc,Xóm 3,,,\n', "ds.csv")


def test_wrong_endings(read: Any, book: Any) -> None:
    """What is inside counts, and it is said which it is."""
    file = BytesIO()
    book.save(file)

    assert "đổi đuôi thành .xlsx" in refused(read, file.getvalue(), "ds.csv").lower()
    assert "không phải Excel" in refused(read, CSV)
    assert "chỉ nhận .xlsx và .csv" in refused(read, CSV, "ds.docx")
    assert "kiểu cũ (.xls)" in refused(read, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"Workbook" * 99)


def test_a_password(read: Any) -> None:
    """An encrypted workbook is a container of another kind."""
    body = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512) + "EncryptedPackage".encode("utf-16-le") + bytes(99)

    assert "mật khẩu" in refused(read, body)


def test_damaged_workbooks(read: Any, book: Any) -> None:
    """Cut short, or another archive."""
    file = BytesIO()
    book.save(file)
    body = file.getvalue()
    middle = len(body) // 2

    assert "Excel" in refused(read, body[:middle])
    assert "bị hỏng" in refused(read, body[:200] + b"\x00" * 400 + body[600:])


def test_nothing_in_it(read: Any) -> None:
    """An empty file, an empty sheet, headings alone."""
    headed = openpyxl.Workbook()
    headed.active.append(HEAD)

    assert refused(read, b"", "ds.csv").startswith("Tệp trống")
    assert refused(read, openpyxl.Workbook()).startswith("Tệp trống")
    assert "chưa có dòng nào" in refused(read, headed)


def test_missing_and_doubled_headings(read: Any) -> None:
    """Named, with those that are needed."""
    assert "“Xã/phường”, “Thôn/xóm”" in refused(read, "Họ tên,Vai trò\nA,B\n", "a.csv")
    assert "“Vai trò”" in refused(read, "Xã,Xóm,Họ tên\nMinh Hợp,Xóm 1,A\n", "a.csv")
    assert "Cột A và cột C" in refused(read, "Xã,Xóm,Xã/phường\nMinh Hợp,Xóm 1,A\n", "a.csv")


def test_cells_that_are_no_text(read: Any, book: Any) -> None:
    """Formulas, dates, errors: by row and column; a date that became a number is left to be judged as a text."""
    sheet = book.active
    sheet.append(('="xã "&"Minh Hợp"', datetime(2026, 2, 1), "Tổ A", "#N/A", True))  # noqa: DTZ001 - Excel has no zones
    sheet["D3"].data_type = "e"
    sheet.append(("Minh Hợp", 46054, "Tổ A", "Lê Thử", "Thành viên"))

    listing = read(book)

    assert [(fault.number, fault.column) for fault in listing.faults] == [
        (3, column) for column in (Column.COMMUNE, Column.HAMLET, Column.PERSON, Column.ROLE)
    ]
    assert "công thức" in listing.faults[0].text and "ngày tháng" in listing.faults[1].text
    assert [row.unreadable for row in listing.rows] == [False, True, False]
    assert listing.rows[2].cells[Column.HAMLET] == "46054"


def test_a_formula_in_a_column_that_is_not_read(read: Any) -> None:
    """It is nobody's concern."""
    book = openpyxl.Workbook()
    book.active.append(("STT", *HEAD))
    book.active.append(("=ROW()-1", *ROW))

    assert only(read(book)) == ROW


def test_merged_cells(read: Any) -> None:
    """A title over all columns, headings over two rows, a commune and a hamlet written once for several people."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(("DANH SÁCH TỔ",))
    sheet.merge_cells("A1:E1")
    sheet.append(HEAD)
    sheet.append(())
    for name in "ABCDE":
        sheet.merge_cells(f"{name}2:{name}3")
    for number in range(3):
        sheet.cell(4 + number, 4, f"Người {number}")
        sheet.cell(4 + number, 5, "Thành viên")
    sheet["A4"], sheet["B4"] = "xã Minh Hợp", "Xóm 1"
    sheet.merge_cells("A4:A6")
    sheet.merge_cells("B4:B5")
    sheet["B6"] = "Xóm 2"

    listing = read(book)

    assert [row.number for row in listing.rows] == [4, 5, 6]
    assert [row.cells[Column.COMMUNE] for row in listing.rows] == ["xã Minh Hợp"] * 3
    assert [row.cells[Column.HAMLET] for row in listing.rows] == ["Xóm 1", "Xóm 1", "Xóm 2"]


def test_hidden_columns_and_rows(read: Any, book: Any) -> None:
    """They are read, and it is said; a hidden sheet isn't."""
    book.active.column_dimensions["E"].hidden = True
    book.active.row_dimensions[2].hidden = True
    secret = book.create_sheet("ẩn", 0)
    secret.append(HEAD)
    secret.append(("xã Đông Lộc", "Xóm 2"))
    secret.sheet_state = "hidden"

    listing = read(book)

    assert only(listing) == ROW
    assert listing.notices == (
        "Cột E (Vai trò) đang bị ẩn nhưng vẫn được đọc.",
        "Có 1 dòng đang bị ẩn hoặc lọc đi nhưng vẫn được đọc.",
    )


def test_two_sheets_with_lists(read: Any, book: Any) -> None:
    """The first is read; the other isn't left out in silence."""
    other = book.create_sheet("Xã khác")
    other.append(HEAD)
    other.append(ROW)
    book.create_sheet("Ghi chú").append(("Ghi gì cũng được",))

    listing = read(book)

    assert only(listing) == ROW and len(listing.notices) == 1 and "Xã khác" in listing.notices[0]


def test_formatting_to_the_end_of_the_sheet(read: Any, book: Any) -> None:
    """A million rows without anything in them are none."""
    book.active.cell(1_048_576, 5).number_format = "@"

    assert only(read(book)) == ROW


def test_too_much(read: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """In rows, in bytes, and in what an archive unpacks to."""
    many = CSV + "Minh Hợp,Xóm 1,,,\n" * 20_001
    assert "quá nhiều dòng" in refused(read, many, "ds.csv")

    assert "lớn hơn 10 MB" in refused(read, b"x" * (10 * 1024 * 1024 + 1), "ds.csv")

    book = openpyxl.Workbook()
    book.active.append(HEAD)
    monkeypatch.setattr("bot.sheets.excel._MOST_UNPACKED", 100)
    assert "quá nhiều dòng" in refused(read, book)


@pytest.mark.parametrize(
    ("part", "instead"),
    [
        ("</sheetData>", '</sheetData><mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells>'),
        ("</sheetData>", "<row>" + "<c/>" * 400_000 + "</row></sheetData>"),
    ],
    ids=["merged to the end", "cells without end"],
)
def test_a_small_file_that_fills_the_memory(read: Any, book: Any, part: str, instead: str) -> None:
    """A few thousand bytes say that a sheet has billions of cells."""
    whole, patched = BytesIO(), BytesIO()
    book.save(whole)
    with zipfile.ZipFile(whole) as old, zipfile.ZipFile(patched, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            body = old.read(name)
            new.writestr(name, body.replace(part.encode(), instead.encode()) if "sheet1" in name else body)
    assert len(patched.getvalue()) < 20_000

    assert "quá nhiều dòng" in refused(read, patched.getvalue())


def test_the_template(read: Any) -> None:
    """It has the headings and no row; filled in it is read; its cells are texts."""
    assert "chưa có dòng nào" in refused(read, template())

    book = openpyxl.load_workbook(BytesIO(template()))
    sheet = book.worksheets[0]
    assert tuple(cell.value for cell in sheet[1]) == HEAD == tuple(Column)
    assert sheet.column_dimensions["B"].number_format == "@"
    for place, text in enumerate(ROW, start=1):
        sheet.cell(2, place, text)
    listing = read(book)
    assert only(listing) == ROW and listing.notices == ()


def test_what_columns_are_called() -> None:
    """As a spreadsheet does."""
    assert [letter(number) for number in (0, 25, 26, 51, 52, 701, 702)] == ["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA"]


def test_workbooks_damaged_anywhere(tmp_path: Path) -> None:
    """Whatever byte of whatever part is wrong: read, or refused in a sentence."""
    whole, chance = zipfile.ZipFile(BytesIO(template())), random.Random(1)
    names = whole.namelist()
    path = tmp_path / "ds.xlsx"
    for _ in range(60):
        hit = chance.choice(names)
        with zipfile.ZipFile(path, "w") as damaged:
            for name in names:
                part = bytearray(whole.read(name))
                if name == hit:
                    part[chance.randrange(len(part))] = chance.choice(b'<>"=0 a')
                damaged.writestr(name, bytes(part))
        with pytest.raises(SheetError):
            read_listing(path)
