"""A first look with sample data: its mark is shown, and never has to be typed."""

import pytest

from bot.commands.teaming import apply_rows
from handlers.teams.model import Role
from handlers.teams.sample import sample_rows
from knowledge.communes import load_communes
from tests.village import Talker, Village

COMMUNE = "xã Thành Bình Thọ"


@pytest.fixture
def lan(village: Village) -> Talker:
    """A member of two sample hamlets."""
    village._run(apply_rows(village.storage, sample_rows(), load_communes(), sample=True))
    lan = village.resident(name="Lan")
    for hamlet in ("Xóm 4 (mẫu)", "Xóm 1 (mẫu)"):
        village.give(lan, Role.MEMBER, COMMUNE, hamlet)
    return lan


def test_a_visit(lan: Talker) -> None:
    """In one line, corrected, asked for and edited."""
    lan.says("sáng nay xóm 4 giúp 12 người cài VNeID")
    assert "Xóm 4 (mẫu)" in lan.text and "Lưu" in lan.buttons
    assert "Xóm 1 (mẫu)" in lan.says("xóm 1 nhé").text
    assert "các xóm của anh/chị (Xóm 4, Xóm 1)" in lan.says("xóm 7").text
    lan.says("4").presses("Lưu")
    assert "Đã lưu: Xóm 4 (mẫu)" in lan.text
    assert "12 người" in lan.says("tuần này xóm 4 giúp được bao nhiêu người").text
    assert "15 người" in lan.says("sửa lượt xóm 4 hôm nay 15 người").text


def test_a_request(village: Village, lan: Talker) -> None:
    """The hamlet is found by what people call it."""
    ba = village.resident().says("cho người đến nhà chỉ tui với", "đồng ý", "xóm 4 thành bình thọ")
    assert "cần giúp việc gì" in ba.text
