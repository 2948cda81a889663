"""Whoever comes and goes: a request is owned by somebody, or the resident knows that there is nobody."""

import random
from pathlib import Path

import pytest

from handlers.message import Channel
from handlers.requests import desks, hours
from handlers.requests.request import Desk, State
from handlers.teams import rights
from handlers.teams.model import Role
from knowledge.understand import Understander
from tests.handlers.requests.waiting import accepted, leaves, on_record, sent, stands
from tests.village import MINH_HOP, Talker, Village

CHANNELS = (Channel.TELEGRAM, Channel.ZALO_OA, Channel.ZALO_BOT, Channel.WEB)


def test_an_empty_desk_is_left_at_the_next_look(village: Village) -> None:
    """The only member leaves: the commune is asked at once, the resident hears it."""
    lan, mai = village.member("Lan", "Xóm 4"), village.admin("Mai")
    hoa = village.resident()
    key = sent(village, hoa)
    leaves(village, lan)

    village.tick()

    assert on_record(village, key).desk is Desk.COMMUNE
    assert "Nơi được giao trước đó không còn ai nhận được." in mai.heard
    assert "cán bộ xã Minh Hợp" in hoa.heard
    assert stands(village, key)


def test_an_empty_desk_with_nobody_above_goes_down(village: Village) -> None:
    """The commune's only administrator leaves: the team is asked again."""
    lan, mai = village.member("Lan", "Xóm 4"), village.admin("Mai")
    key = sent(village, village.resident(), desk=Desk.COMMUNE)
    leaves(village, mai)

    village.tick()

    assert on_record(village, key).desk is Desk.TEAM
    assert "Nhận" in lan.offered


def test_nobody_at_all_is_said_with_contacts_and_whoever_joins_is_asked(village: Village) -> None:
    """The request stays open; the resident is told once, and again when somebody can be asked."""
    lan = village.member("Lan", "Xóm 4")
    hoa = village.resident()
    key = sent(village, hoa)
    leaves(village, lan)

    village.tick()
    assert "chưa có ai ở xã, ở tỉnh nhận được" in hoa.heard
    assert "1900 0368" in hoa.heard
    assert "Xem yêu cầu" in hoa.offered
    request = on_record(village, key)
    assert (request.desk, request.nobody) == (Desk.PROVINCE, True)
    assert request.next is not None
    assert stands(village.later(hours=1), key)

    village.at(21, 30).tick()
    nam = village.member("Nam", "Xóm 4")
    assert stands(village, key)
    village.at(7, days=1).tick()
    assert "Nhận" in nam.offered
    assert "Đã có người để nhờ" in hoa.heard
    assert (on_record(village, key).desk, on_record(village, key).nobody) == (Desk.TEAM, False)


def test_nobody_for_days_is_said_again(village: Village) -> None:
    """The resident is not left to wonder."""
    lan = village.member("Lan", "Xóm 4")
    hoa = village.resident()
    sent(village, hoa)
    leaves(village, lan)
    village.tick()

    village.at(12, days=2).tick()

    assert "vẫn chưa có ai nhận được" in hoa.heard


def test_the_last_of_the_province_leaves(village: Village) -> None:
    """Also when it stood at the province's desk already."""
    province, hoa = village.admin("Tỉnh", None), village.resident()
    key = sent(village, hoa)
    assert on_record(village, key).desk is Desk.PROVINCE
    leaves(village, province)

    village.tick()

    assert "chưa có ai ở xã, ở tỉnh nhận được" in hoa.heard


def test_a_holder_who_was_the_last(village: Village) -> None:
    """Nobody holds it and nobody can be asked: the resident has the contacts."""
    lan, hoa = village.member("Lan", "Xóm 4"), village.resident()
    key = sent(village, hoa)
    accepted(village, key, lan)
    leaves(village, lan)

    village.tick()

    assert "chưa có ai ở xã, ở tỉnh nhận được" in hoa.heard
    assert on_record(village, key).state is State.WAITING


@pytest.mark.parametrize("seed", range(6))
def test_whatever_happens_a_request_is_owned_or_the_resident_knows(
    tmp_path: Path, understander: Understander, seed: int
) -> None:
    """People join, leave, accept; days pass; the program restarts: after each look by day somebody owns each request."""
    chance = random.Random(seed)
    village = Village(tmp_path, understander)
    people: list[Talker] = []
    keys: list[str] = []
    for _ in range(40):
        _something(village, chance, people, keys)
        village.later(minutes=chance.choice((1, 20, 90, 300, 900)))
        village.tick()
        for request in village.records.requests_open():
            assert request.next is not None, "an open request for which nothing will ever happen"
            if hours.is_open(village.now):
                _owned(village, request.key)
    assert len(village.records.requests_open()) == len(keys) >= 3
    village.close()


def _something(village: Village, chance: random.Random, people: list[Talker], keys: list[str]) -> None:
    match chance.choice(("join", "join", "leave", "send", "send", "accept", "restart", "nothing")):
        case "join":
            role = chance.choice(list(Role))
            place = chance.choice(("Xóm 1", "Xóm 4")) if role in (Role.MEMBER, Role.LEADER) else None
            commune = None if role is Role.PROVINCE_ADMIN else MINH_HOP
            people.append(village.join(f"Người {len(people)}", role, chance.choice(CHANNELS), commune, place))
        case "leave" if people:
            leaves(village, people.pop(chance.randrange(len(people))))
        case "send":
            place = chance.choice(("Xóm 1", "Xóm 4", "Xóm 9", None))
            keys.append(sent(village, village.resident(), place))
        case "accept":
            _accept(village, chance, people)
        case "restart":
            village.restart()


def _accept(village: Village, chance: random.Random, people: list[Talker]) -> None:
    waiting = [request for request in village.records.requests_open() if request.state is State.WAITING]
    chance.shuffle(waiting)
    for request in waiting:
        if able := [talker for talker in people if rights.may_take(village.person(talker), request)]:
            accepted(village, request.key, able[0])
            return


def _owned(village: Village, key: str) -> None:
    """Its holder may act on it, or somebody is asked, or the resident was told that there is nobody."""
    request = on_record(village, key)
    if request.state is State.TAKEN:
        holder = village.records.person_by_id(request.holder or 0)
        assert holder is not None
        assert rights.may_take(holder, request)
    elif not request.nobody:
        asked = desks.asked(village.records.takers, request)
        assert asked
        assert all(rights.may_take(person, request) for person in asked)
    else:
        assert desks.place_for(village.records.takers, request) is None
