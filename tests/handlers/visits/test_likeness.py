"""A visit that looks like an earlier one is pointed out; it is the person who decides."""

from tests.handlers.visits.test_drafting import saved
from tests.village import Village

LINE = "sáng nay xóm 4 giúp 12 người cài VNeID"


def test_a_colleague_logged_the_same(village: Village) -> None:
    lan, hoa = village.member("Lan", "Xóm 4"), village.leader("Hoa", "Xóm 4")
    village.at(9, 15)
    lan.says(LINE).presses("Lưu")
    village.at(11)
    hoa.says("xom 4 hom nay 13 nguoi cai vneid")
    assert "Giống lượt Lan đã ghi lúc 9:15: Cài đặt VNeID: 12 người. Vẫn lưu?" in hoa.text
    assert hoa.buttons[:2] == ["Vẫn lưu", "Không lưu"]
    assert not saved(hoa.presses("Không lưu"))
    assert saved(hoa.says("xom 4 hom nay 13 nguoi cai vneid").presses("Vẫn lưu"))


def test_it_came_while_the_card_was_open(village: Village) -> None:
    lan, hoa = village.member("Lan", "Xóm 4"), village.leader("Hoa", "Xóm 4")
    hoa.says(LINE)
    lan.says(LINE).presses("Lưu")
    assert not saved(hoa.presses("Lưu")) and "Giống lượt Lan" in hoa.text
    assert saved(hoa.says("lưu"))


def test_what_is_not_alike(village: Village) -> None:
    lan = village.member("Lan", "Xóm 4")
    lan.says(LINE).presses("Lưu")
    for other in (
        "hôm kia xóm 4 giúp 12 người cài VNeID",
        "xóm 4 giúp 12 người làm hộ chiếu",
        "xóm 4 giúp 40 người cài VNeID",
    ):
        lan.says(other)
        assert "Lưu" in lan.buttons, other
        lan.presses("Bỏ", "Bỏ hẳn")


def test_the_very_same_of_the_day_before(village: Village) -> None:
    lan = village.member("Lan", "Xóm 4")
    lan.says(LINE).presses("Lưu").says("hôm qua xóm 4 giúp 12 người cài VNeID")
    assert "Giống lượt anh/chị đã ghi cho ngày 21/11" in lan.text


def test_two_alike_in_one_go(village: Village) -> None:
    lan = village.member("Lan", "Xóm 4").says(LINE, "hôm nay xóm 4 giúp 12 người cài vneid")
    assert len(saved(lan.presses("Lưu cả hai"))) == 1
    assert "Giống lượt anh/chị" in lan.text and "Vẫn lưu" in lan.buttons
