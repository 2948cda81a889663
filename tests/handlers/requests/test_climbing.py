"""A request that nobody takes moves on by itself, and somebody always owns it."""

from dataclasses import replace

import pytest

from bot.storage.errors import StaleError
from handlers.message import Channel
from handlers.requests import climbing
from handlers.requests.request import Desk, PutRequest, State, Step
from handlers.teams.model import Role
from tests.handlers.requests.waiting import accepted, leaves, on_record, sent, stands
from tests.village import DONG_LOC, MINH_HOP, Village


def test_a_request_that_nobody_takes_climbs_to_the_province(village: Village) -> None:
    """Two hours to the leader, eight to the commune, twenty-four to the province; all are told each time."""
    lan, hung = village.member("Lan", "Xóm 4"), village.leader("Hùng", "Xóm 4")
    mai, province = village.admin("Mai"), village.admin("Tỉnh", None)
    hoa = village.resident()
    key = sent(village, hoa)

    assert stands(village.later(hours=1, minutes=59), key)
    village.later(minutes=1).tick()
    assert "Đã chờ 2 giờ chưa ai nhận." in hung.heard
    assert "cài VNeID cho mẹ" in hung.heard
    assert "Nhận" in hung.offered
    assert "đã chuyển đến tổ trưởng" in lan.heard
    assert lan.offered == []
    assert "Hùng" in hoa.heard
    assert "từ 12:00" in hoa.heard
    assert (mai.news, province.news) == ([], [])

    assert stands(village.later(hours=5, minutes=59), key)
    village.later(minutes=1).tick()
    assert "Đã chờ 8 giờ chưa ai nhận." in mai.heard
    assert "cán bộ xã Minh Hợp" in hoa.heard
    assert "cán bộ xã Minh Hợp" in hung.heard
    assert lan.news == []

    # Three hours are left of Saturday, thirteen of Sunday are needed.
    assert stands(village.at(19, 59, days=1), key)
    village.at(20).tick()
    assert "Chờ từ 10:00 ngày 21/11, đến giờ chưa ai nhận." in province.heard
    assert "cán bộ tỉnh" in hoa.heard
    assert on_record(village, key).desk is Desk.PROVINCE

    # There it stays, and those who can take it are reminded.
    assert stands(village.at(20, 30), key)
    village.at(16, days=2).tick()
    assert "Bà con vẫn đang chờ" in province.heard
    assert hoa.news == []


def test_an_evening_request_reaches_the_leader_in_the_morning(village: Village) -> None:
    """Half an hour of the evening counts, the night does not."""
    hung = village.leader("Hùng", "Xóm 4")
    village.member("Lan", "Xóm 4")
    village.at(20, 30)
    key = sent(village, village.resident())

    assert stands(village.at(8, 29, days=1), key)
    village.at(8, 30).tick()

    assert on_record(village, key).desk is Desk.LEADER
    assert "Chờ từ 20:30 ngày 21/11" in hung.heard


def test_at_night_nobody_is_woken(village: Village) -> None:
    """A request of the night is told at seven; the two hours begin then."""
    lan, hung = village.member("Lan", "Xóm 4"), village.leader("Hùng", "Xóm 4")
    village.at(22, 10)
    hoa = village.resident()
    key = sent(village, hoa)
    request = on_record(village, key)
    assert climbing.notices_to_desk(village.records, village.assistant._content, request, village.now) == ()

    assert stands(village.at(2, days=1), key)
    assert stands(village.at(6, 59), key)
    village.at(7).tick()
    assert "Bà con nhờ lúc 22:10 ngày 21/11" in lan.heard
    assert "Nhận" in lan.offered
    assert hoa.news == []

    assert stands(village.at(8, 59), key)
    village.at(9).tick()
    assert on_record(village, key).desk is Desk.LEADER
    assert "Hùng" in hoa.heard
    assert hung.news


def test_a_program_that_stood_still_gives_everybody_their_time(village: Village) -> None:
    """After two days without the program it climbs one desk, not three at once."""
    village.member("Lan", "Xóm 4"), village.leader("Hùng", "Xóm 4"), village.admin("Mai"), village.admin("Tỉnh", None)
    key = sent(village, village.resident())

    village.at(9, days=2).restart()
    village.tick()
    assert stands(village, key)
    assert on_record(village, key).desk is Desk.LEADER
    assert stands(village.at(14, 59), key)
    village.at(15).tick()
    assert on_record(village, key).desk is Desk.COMMUNE


def test_desks_where_nobody_answers_are_skipped(village: Village) -> None:
    """No leader, no commune: after two hours it is the province's."""
    village.member("Lan", "Xóm 4")
    province = village.admin("Tỉnh", None)
    key = sent(village, village.resident())

    village.later(hours=2).tick()

    assert on_record(village, key).desk is Desk.PROVINCE
    assert "chuyển đến anh/chị ở tỉnh" in province.heard


def test_a_team_with_nobody_above_is_reminded(village: Village) -> None:
    """It stays with them, and once a leader joins it climbs."""
    lan = village.member("Lan", "Xóm 4")
    key = sent(village, village.resident())

    village.later(hours=2).tick()
    assert "Bà con vẫn đang chờ" in lan.heard
    assert on_record(village, key).desk is Desk.TEAM
    assert stands(village.later(minutes=5), key)

    hung = village.leader("Hùng", "Xóm 4")
    village.tick()
    assert on_record(village, key).desk is Desk.LEADER
    assert "Nhận" in hung.offered


def test_the_first_desk(village: Village) -> None:
    """The team, a leader alone too; without one the commune's administrators, then the province's, then nobody."""
    places = {place.name: place for place in village.records.hamlets(MINH_HOP)}
    assert climbing.first_desk(village.records, places["Xóm 4"], None) is None
    village.admin("Tỉnh", None)
    assert climbing.first_desk(village.records, places["Xóm 4"], None) is Desk.PROVINCE
    village.admin("Mai")
    assert climbing.first_desk(village.records, places["Xóm 4"], None) is Desk.COMMUNE
    assert climbing.first_desk(village.records, None, MINH_HOP) is Desk.COMMUNE
    assert climbing.first_desk(village.records, None, DONG_LOC) is Desk.PROVINCE
    village.leader("Hùng", "Xóm 4")
    assert climbing.first_desk(village.records, places["Xóm 4"], None) is Desk.TEAM
    assert climbing.first_desk(village.records, places["Xóm 9"], None) is Desk.COMMUNE


def test_whoever_passed_it_on_is_not_asked_again(village: Village) -> None:
    """A team in which all have passed it on is no desk any more: it climbs at once."""
    lan, hung = village.member("Lan", "Xóm 4"), village.leader("Hùng", "Xóm 4")
    key = sent(village, village.resident(), passed_by=(village.person(lan).id,))
    assert stands(village, key)

    request = on_record(village, key)
    village.write(PutRequest(replace(request, passed_by=(*request.passed_by, village.person(hung).id)), Step.PASSED))
    mai = village.admin("Mai")
    village.tick()

    assert on_record(village, key).desk is Desk.COMMUNE
    assert "Nhận" in mai.offered
    assert lan.offered == []


def test_two_at_the_same_moment_write_it_once(village: Village) -> None:
    """A tick that saw an older state is dropped."""
    lan, _ = village.member("Lan", "Xóm 4"), village.leader("Hùng", "Xóm 4")
    key = sent(village, village.resident())
    village.later(hours=2)
    seen = climbing.tick(village.records, village.assistant._content, village.now)
    accepted(village, key, lan)

    assert len(seen) == 1
    with pytest.raises(StaleError):
        village.write(*seen[0].changes)
    assert stands(village, key)
    assert on_record(village, key).state is State.TAKEN


# --- taken and not done


def test_a_holder_is_reminded_then_the_leader_then_somebody_else(village: Village) -> None:
    """Every twenty-four open hours; the third time it waits one desk up."""
    lan, hung = village.member("Lan", "Xóm 4"), village.leader("Hùng", "Xóm 4", Channel.ZALO_OA)
    hoa = village.resident()
    key = sent(village, hoa)
    accepted(village, key, lan)

    assert stands(village.at(19, 59, days=1), key)
    village.at(20).tick()
    assert "chưa thấy báo xong" in lan.heard
    assert "Xong" in lan.offered
    assert "Lan nhận" not in hung.heard
    assert hoa.news == []

    village.at(16, days=2).tick()
    assert "chưa thấy báo xong" in lan.heard
    assert "Lan nhận việc này từ 10:00 ngày 21/11" in hung.heard
    assert on_record(village, key).holder == village.person(lan).id

    village.at(12, days=2).tick()
    request = on_record(village, key)
    assert (request.state, request.desk, request.holder) == (State.WAITING, Desk.LEADER, None)
    assert "cần người khác nhận" in hung.heard
    assert "Nhận" in hung.offered
    assert "nay chuyển đến tổ trưởng" in lan.heard
    assert "Lan chưa báo xong việc" in hoa.heard
    assert "tổ trưởng Hùng" in hoa.heard


def test_a_holder_with_nobody_else_keeps_it(village: Village) -> None:
    """Taking it from the only one who helps would help nobody."""
    lan = village.member("Lan", "Xóm 4")
    key = sent(village, village.resident())
    accepted(village, key, lan)

    for _ in range(5):
        village.at(12, days=2).tick()
        assert on_record(village, key).state is State.TAKEN
        assert "chưa thấy báo xong" in lan.heard


def test_a_holder_who_leaves_gives_it_back(village: Village) -> None:
    """It waits at its desk again and everybody hears it."""
    lan, nam = village.member("Lan", "Xóm 4"), village.member("Nam", "Xóm 4")
    hoa = village.resident()
    key = sent(village, hoa)
    accepted(village, key, lan)
    assert stands(village, key)

    leaves(village, lan)
    village.tick()

    request = on_record(village, key)
    assert (request.state, request.desk, request.holder) == (State.WAITING, Desk.TEAM, None)
    assert "Lan đã nhận nhưng nay không còn phụ trách" in nam.heard
    assert "Nhận" in nam.offered
    assert "Lan không giúp tiếp được" in hoa.heard
    assert "Tổ Xóm 4" in hoa.heard


def test_a_holder_who_moves_to_another_hamlet_hears_it_too(village: Village) -> None:
    """Who still has a role elsewhere learns who has it now."""
    lan, mai = village.member("Lan", "Xóm 4"), village.admin("Mai")
    key = sent(village, village.resident())
    accepted(village, key, lan)
    leaves(village, lan)
    village.give(lan, Role.MEMBER, MINH_HOP, "Xóm 1")

    village.tick()

    assert on_record(village, key).desk is Desk.COMMUNE
    assert "nay giao cho cán bộ xã Minh Hợp" in lan.heard
    assert "Nhận" in mai.offered
