"""Lists as the address asks for them, and as Excel."""

from dataclasses import dataclass
from io import BytesIO

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.console.guard import device_words
from bot.console.table import Column, Filter, Table, listed, read_day
from bot.sheets.writing import excel


@dataclass(frozen=True)
class Item:
    name: str
    count: int | None


ITEMS = [Item("Đông", 3), Item("An", None), Item("Bản Nà", 12)]
TABLE: Table[Item] = Table(
    "Xóm",
    "Các xóm",
    (
        Column("ten", "Tên", lambda item: item.name),
        Column("so", "Số", lambda item: str(item.count), order=lambda item: item.count),
    ),
    "ten",
    (
        Filter(
            "co", "Có số", lambda item, value: (item.count is not None) == (value == "1"), (("1", "Có"), ("0", "Chưa"))
        ),
    ),
)


def names(**query: str) -> list[str]:
    return [item.name for item in listed(TABLE, ITEMS, query).every]


def test_order() -> None:
    """By words as they are spelt without marks; what has no number comes last, both ways."""
    assert names() == ["An", "Bản Nà", "Đông"]
    assert names(sap="so") == ["Đông", "Bản Nà", "An"]
    assert names(sap="-so") == ["Bản Nà", "Đông", "An"]


def test_search_and_filter() -> None:
    """Without marks; a value that isn't offered filters nothing."""
    assert names(q="dong") == ["Đông"] and names(q="ban  NA") == ["Bản Nà"] and names(q="nà 12") == ["Bản Nà"]
    assert names(co="0") == ["An"] and len(names(co="x")) == 3


def test_what_cant_be_is_said() -> None:
    """An order that there isn't leaves the list as it is."""
    found = listed(TABLE, ITEMS, {"sap": "x"})
    assert len(found.every) == 3 and found.faults == ["Không sắp xếp được theo mục này, nên đang theo thứ tự thường."]


@given(st.dictionaries(st.sampled_from(["q", "sap", "trang", "co", "tai", "la"]), st.text(max_size=30)))
def test_any_address_gives_a_list(query: dict[str, str]) -> None:
    """Nothing that somebody types breaks a page."""
    found = listed(TABLE, ITEMS, query)
    assert len(found.rows) <= 3 and all(head.link.startswith("?") for head in found.heads)


@pytest.mark.parametrize("text", ["21/11/2026", "2026-11-21", " 21-11-2026 ", "21.11.2026"])
def test_a_day_in_any_spelling(text: str) -> None:
    day = read_day(text)
    assert day is not None and day.isoformat() == "2026-11-21"


@pytest.mark.parametrize("text", ["", "31/2/2026", "hôm nay", "21/11", "2026", "٢١/١١/٢٠٢٦x"])
def test_what_is_no_day(text: str) -> None:
    assert read_day(text) is None


def test_excel_takes_any_words() -> None:
    """Formulas, control characters, very long texts: all of it is text."""
    rows = [["Tên"], ["=1+1"], ["@SUM(A1)"], ["a\x00b"], ["x" * 40_000], ["+84"]]
    sheet = openpyxl.load_workbook(BytesIO(excel("Xóm/4?", rows))).active

    assert [cell.data_type for (cell,) in sheet.iter_rows()] == ["s"] * 6
    assert [cell.value for (cell,) in sheet.iter_rows()][1:4] == ["=1+1", "@SUM(A1)", "a b"]


def test_device_words() -> None:
    """A browser in words, a strange one too."""
    assert (
        device_words("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0) Version/18.0 Safari/604") == "Safari trên iPhone, iPad"
    )
    assert device_words("Mozilla/5.0 (Windows NT 10.0) Chrome/130 Safari/537 Edg/130") == "Edge trên Windows"
    assert device_words("") == "Trình duyệt"
