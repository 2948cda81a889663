"""Headings and roles as people write them."""

import pytest

from handlers.teams.model import Role
from handlers.teams.rows import Column, column_of, hamlets_in, is_whole, role_of


@pytest.mark.parametrize(
    ("heading", "column"),
    [
        ("XÃ/PHƯỜNG", Column.COMMUNE),
        ("Xa, phuong", Column.COMMUNE),
        ("Thôn, xóm, bản, khối", Column.HAMLET),
        ("Xóm/Tổ dân phố", Column.HAMLET),
        ("ten to (neu co)", Column.TEAM),
        ("Họ và tên", Column.PERSON),
        ("Chức vụ", Column.ROLE),
        ("Số điện thoại", None),
        ("Tổ dân phố", None),
        ("", None),
    ],
)
def test_headings(heading: str, column: Column | None) -> None:
    """With or without marks; what isn't known isn't guessed."""
    assert column_of(heading) is column


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("TỔ TRƯỞNG", Role.LEADER),
        ("thanh vien", Role.MEMBER),
        ("Phó tổ trưởng", Role.MEMBER),
        ("Quản trị phường", Role.COMMUNE_ADMIN),
        ("quản trị tỉnh", Role.PROVINCE_ADMIN),
        ("Bí thư", None),
    ],
)
def test_roles(text: str, role: Role | None) -> None:
    """As the template names them, and near to it."""
    assert role_of(text) is role


def test_hamlets_of_a_cell() -> None:
    """Parted by semicolons or commas, each once."""
    assert hamlets_in("Xóm 1; Xóm 2,xóm 02;") == ("Xóm 1", "Xóm 2")
    assert is_whole("TOÀN XÃ") and not is_whole("Xóm Toàn")
