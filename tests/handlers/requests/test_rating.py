"""How it was, said by the resident."""

from handlers.requests.request import Desk, State
from tests.handlers.requests.calls import taken
from tests.village import Talker, Village


def done(village: Village) -> tuple[Talker, Talker]:
    """A resident whose request was done, and who did it."""
    nam, ba = village.member("Nam", "Xóm 4"), village.resident()
    taken(village, ba, nam)
    nam.presses("Xong", "Xong", "1 người")
    return ba, nam


def test_praise_reaches_the_helper(village: Village) -> None:
    """Once."""
    ba, nam = done(village)
    code = ba.code_of("Rất tốt")

    ba.sends_code(code)

    assert "vừa khen" in nam.heard
    assert village.records.requests_of(ba.account)[0].rating == 5
    assert "đã cho ý kiến rồi" in ba.sends_code(code).text
    assert not nam.news


def test_a_low_mark_shames_nobody(village: Village) -> None:
    """The helper is thanked; the resident is shown the way on."""
    ba, nam = done(village)

    ba.presses("Không tốt")

    assert "Cảm ơn anh/chị đã bỏ công" in nam.heard
    assert "khen" not in nam.heard
    assert ba.buttons == ["Chưa giúp được"]


def test_rating_by_number_where_there_are_no_buttons(village: Village) -> None:
    """The words of a label do too."""
    ba, nam = done(village)

    ba.says("tốt")

    assert village.records.requests_of(ba.account)[0].rating == 4
    assert nam.heard


def test_not_helped_goes_to_the_leader(village: Village) -> None:
    """It waits again, not with the one who tried."""
    lan = village.leader("Lan", "Xóm 4")
    ba, nam = done(village)

    ba.presses("Chưa giúp được")

    request = village.records.requests_of(ba.account)[0]
    assert (request.state, request.desk, request.rating) == (State.WAITING, Desk.LEADER, None)
    assert request.next is not None
    assert "Nhận" in lan.offered
    assert "bà con cần giúp thêm" in nam.heard
    assert "tổ trưởng Lan" in ba.text


def test_not_helped_without_a_leader_goes_to_the_commune(village: Village) -> None:
    """And with nobody but the one who tried, back to them."""
    hoa = village.admin("Hoa")
    ba, _ = done(village)

    ba.presses("Chưa giúp được")

    assert "Nhận" in hoa.offered
    assert "cán bộ xã Minh Hợp" in ba.text


def test_after_a_month_a_new_request_is_made(village: Village) -> None:
    """An old one isn't dug out."""
    ba, nam = done(village)
    village.later(days=31)

    assert "gửi yêu cầu mới" in ba.presses("Chưa giúp được").text
    assert not nam.news


def test_only_the_resident_rates_and_only_what_is_done(village: Village) -> None:
    """A forwarded or an early button changes nothing."""
    nam, ba = village.member("Nam", "Xóm 4"), village.resident()
    taken(village, ba, nam)
    key = village.records.requests_of(ba.account)[0].key

    assert "chưa xong" in ba.sends_code(f"1:q:rate:{key}:5").text
    assert "Nút này đã cũ" in village.resident().sends_code(f"1:q:rate:{key}:1").text
    assert "Nút này đã cũ" in ba.sends_code(f"1:q:rate:{key}:9").text
    assert village.records.requests_of(ba.account)[0].rating is None
