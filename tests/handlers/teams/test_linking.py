"""One person's accounts on two channels: a code shown on both, a yes on the first, and the way back."""

import pytest

from handlers.message import Channel
from handlers.teams.changes import LinkAccounts
from handlers.teams.model import Role
from tests.handlers.teams.test_joining import code_in
from tests.handlers.teams.test_managing import acts, done
from tests.village import Talker, Village


def linked(first: Talker, second: Talker) -> None:
    """The whole way."""
    second.says(code_in(first.says("/lienket")))
    first.presses("Đúng, là tôi")


def test_only_the_yes_on_the_first_channel_links(village: Village) -> None:
    lan = village.member("Lan", "Xóm 4", Channel.TELEGRAM)
    zalo = village.resident(Channel.ZALO_OA, "Lan ở Zalo")
    code = code_in(lan.says("/lienket"))
    assert "trước 10:10" in lan.text
    zalo.says(code.lower())
    assert code in zalo.text
    assert "Telegram" in zalo.text
    assert code in lan.heard
    assert "Zalo" in lan.heard
    assert village.records.person(zalo.account) is None
    village.restart()
    lan.says("1")
    assert "Đã liên kết với Zalo" in lan.text
    assert "Đã liên kết với Telegram" in zalo.heard
    assert acts(lan) == ["link"]
    assert village.person(zalo).id == village.person(lan).id
    assert "Thành viên Tổ Xóm 4" in zalo.says("/to").text
    assert "Telegram" in zalo.text


def test_no_on_the_first_channel_ends_the_code(village: Village) -> None:
    lan, other = village.member("Lan", "Xóm 4"), village.resident(Channel.ZALO_BOT)
    code = code_in(lan.says("/lienket"))
    other.says(code)
    yes = lan.code_of("Đúng, là tôi")
    lan.presses("Không phải tôi")
    assert "không liên kết" in lan.text
    assert "nói không phải mình" in other.heard
    assert "hết hạn hoặc đã dùng" in lan.sends_code(yes).text
    assert "đã hủy" in other.says(code).text
    assert not done(lan, LinkAccounts)


def test_the_second_channel_can_withdraw(village: Village) -> None:
    lan, other = village.member("Lan", "Xóm 4"), village.member("Nam", "Xóm 1", Channel.ZALO_OA)
    other.says(code_in(lan.says("/lienket")))
    assert "vai trò này tạm nghỉ" in other.text
    assert "thành viên Tổ Xóm 1" in other.text
    yes = lan.code_of("Đúng, là tôi")
    other.presses("Không liên kết")
    lan.sends_code(yes)
    assert not done(lan, LinkAccounts)
    assert village.person(other).name == "Nam"


def test_the_code_on_the_same_account_expired_used_or_stopped(village: Village) -> None:
    lan, zalo = village.member("Lan", "Xóm 4"), village.resident(Channel.ZALO_OA)
    code = code_in(lan.says("/lienket"))
    assert "chính nơi này" in lan.says(code).text
    village.later(minutes=10)
    assert "hết hạn" in zalo.says(code).text
    assert "/lienket" in zalo.text
    code = code_in(lan.says("/lienket"))
    lan.presses("Thôi, hủy mã")
    assert "đã hủy" in zalo.says(code).text
    code = code_in(lan.says("/lienket"))
    zalo.says(code)
    lan.presses("Đúng")
    assert "đã dùng" in village.resident(Channel.WEB).says(code).text


def test_a_yes_that_comes_too_late_links_nothing(village: Village) -> None:
    lan, zalo = village.member("Lan", "Xóm 4"), village.resident(Channel.ZALO_OA)
    zalo.says(code_in(lan.says("/lienket")))
    village.later(minutes=11)
    lan.presses("Đúng, là tôi")
    assert "hết hạn" in lan.text
    assert village.records.person(zalo.account) is None


def test_nobody_else_can_say_yes(village: Village) -> None:
    lan, zalo = village.member("Lan", "Xóm 4"), village.resident(Channel.ZALO_OA)
    zalo.says(code_in(lan.says("/lienket")))
    yes = lan.code_of("Đúng, là tôi")
    for other in (zalo, village.resident(Channel.WEB), village.leader("Hạnh", "Xóm 4")):
        other.sends_code(yes)
        assert not done(other, LinkAccounts)
        assert "cũ" in other.text


def test_a_yes_reaches_only_whoever_typed_this_very_code(village: Village) -> None:
    lan, zalo = village.member("Lan", "Xóm 4"), village.resident(Channel.ZALO_OA)
    zalo.says(code_in(lan.says("/lienket")))
    stands_for_zalo = lan.code_of("Đúng, là tôi").rsplit(":", 1)[1]
    other = village.resident(Channel.WEB)
    mine = code_in(other.says("/lienket")).replace(" ", "").lower()
    other.sends_code(f"1:g:link-yes:{mine}:{stands_for_zalo}")
    assert "cũ" in other.text
    assert not done(other, LinkAccounts)


@pytest.mark.parametrize("role_first", [True, False])
def test_whoever_holds_a_role_keeps_it_on_both(village: Village, role_first: bool) -> None:
    member, plain = village.member("Lan", "Xóm 4"), village.resident(Channel.ZALO_OA)
    first, second = (member, plain) if role_first else (plain, member)
    linked(first, second)
    for talker in (first, second):
        assert village.person(talker).name == "Lan"
    assert set(village.records.linked(plain.account)) == {member.account, plain.account}


def test_two_residents_are_one_and_part_again(village: Village) -> None:
    web, zalo = village.resident(Channel.WEB), village.resident(Channel.ZALO_OA)
    assert "chưa liên kết" in web.says("/golienket").text
    linked(web, zalo)
    assert set(village.records.linked(web.account)) == {web.account, zalo.account}
    assert "đã liên kết rồi" in zalo.says(code_in(web.says("/lienket"))).text
    web.presses("Gỡ liên kết").says("đồng ý")
    assert "Đã tách Zalo ra" in web.text
    assert "tách khỏi trang web" in zalo.heard
    assert set(village.records.linked(web.account)) == {web.account}
    assert set(village.records.linked(zalo.account)) == {zalo.account}
    assert acts(web) == ["unlink"]


def test_a_role_that_was_set_aside_comes_back(village: Village) -> None:
    lan, nam = village.member("Lan", "Xóm 4"), village.leader("Nam", "Xóm 1", Channel.ZALO_OA)
    nam.says(code_in(lan.says("/lienket")))
    assert "tổ trưởng Tổ Xóm 1" in lan.heard
    lan.presses("Đúng, là tôi")
    assert [held.role for held in village.person(nam).memberships] == [Role.MEMBER]
    nam.says("/golienket").presses("Đồng ý tách")
    assert "tách" in lan.heard
    assert [held.role for held in village.person(nam).memberships] == [Role.LEADER]
    assert village.person(lan).name == "Lan"


def test_of_several_linked_channels_one_is_chosen(village: Village) -> None:
    lan = village.member("Lan", "Xóm 4")
    zalo, web = village.resident(Channel.ZALO_OA), village.resident(Channel.WEB)
    linked(lan, zalo)
    village.later(minutes=1)
    linked(lan, web)
    lan.says("/golienket")
    assert lan.buttons == ["Zalo", "trang web"]
    lan.presses("Zalo").presses("Không, giữ lại").says("/golienket").presses("trang web").presses("Đồng ý")
    assert set(village.records.linked(lan.account)) == {lan.account, zalo.account}
