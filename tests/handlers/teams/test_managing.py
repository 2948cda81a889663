"""Inviting in chat, the people of a team, taking somebody off the list, leaving; and who may do none of it."""

from dataclasses import replace

import pytest

from bot.storage import audit
from bot.storage.records import SqliteRecords
from handlers.message import Channel
from handlers.requests.request import Desk, PutRequest, Request, State, Step
from handlers.teams.changes import EndMembership, NoteAct, PutCode, RevokeCode
from handlers.teams.model import Role
from tests.handlers.teams.test_joining import code_in
from tests.village import DONG_LOC, MINH_HOP, Talker, Village


def acts(talker: Talker) -> list[str]:
    """What was noted for the audit."""
    return [change.act for change in talker.changes if isinstance(change, NoteAct)]


def done(talker: Talker, kind: type) -> bool:
    """Whether a change of this kind was written."""
    return any(isinstance(change, kind) for change in talker.changes)


def held_request(village: Village, holder: Talker, hamlet: str = "Xóm 4") -> Request:
    """A help request that somebody has accepted."""
    place = next(item for item in village.records.hamlets(MINH_HOP) if item.name == hamlet)
    ba = village.resident()
    request = Request(
        "viec-mot",
        ba.account,
        village.now,
        Desk.TEAM,
        village.now,
        hamlet=place,
        commune=MINH_HOP,
        wants="cài VNeID",
        state=State.TAKEN,
        holder=village.person(holder).id,
        holder_name=holder.name,
    )
    village.write(PutRequest(request, Step.OPENED))
    return request


# --- inviting


def test_a_leader_invites_to_the_team_at_once(village: Village) -> None:
    hanh = village.leader("Hạnh", "Xóm 4").says("mời thành viên")
    assert "Mời thành viên Tổ Xóm 4, xã Minh Hợp. Dùng một lần, đến 10:00 ngày 28/11/2026." in hanh.text
    assert "http" not in hanh.text
    assert acts(hanh) == ["invite"]
    code = village.records.code(code_in(hanh).replace(" ", ""))
    assert code is not None
    assert (code.role, code.commune, code.made_by) == (Role.MEMBER, MINH_HOP, village.person(hanh).id)
    hanh.presses("Hủy mã này")
    assert "Không ai dùng được" in hanh.text
    assert acts(hanh) == ["revoke-invitation"]
    lan = village.resident().says(code.code)
    assert "bị người mời hủy" in lan.text
    hanh.sends_code(f"1:g:revoke:{code.code.lower()}")
    assert "hủy từ trước" in hanh.text


def test_the_link_is_shown_where_the_program_is_reached_from_outside(village: Village) -> None:
    village.assistant._public_url = "https://tro-ly.example"
    hanh = village.leader("Hạnh", "Xóm 4").says("/moi")
    assert f"https://tro-ly.example/m/{code_in(hanh).replace(' ', '')}" in hanh.text


def test_a_commune_admin_chooses_role_and_team(village: Village) -> None:
    cuong = village.admin("Cường", channel=Channel.ZALO_BOT).says("/moi")
    assert cuong.buttons == ["Thành viên một tổ", "Tổ trưởng một tổ", "Quản trị xã Minh Hợp"]
    cuong.says("2")
    assert cuong.buttons == ["Tổ Xóm 1", "Tổ Xóm 4", "Tổ Bản Nà"]
    cuong.says("to xom 4")
    assert "Mời tổ trưởng Tổ Xóm 4" in cuong.text
    cuong.says("/moi").presses("Quản trị xã")
    assert "Mời quản trị xã Minh Hợp" in cuong.text


def test_a_province_admin_invites_the_administrators_of_communes(village: Village) -> None:
    tinh = village.admin("Tỉnh", None).says("/moi")
    assert tinh.buttons == [MINH_HOP, DONG_LOC]
    tinh.presses(DONG_LOC)
    assert "Mời quản trị xã Đông Lộc" in tinh.text
    moi = village.resident().says(code_in(tinh), "Võ Thị Mới")
    assert village.person(moi).holds(Role.COMMUNE_ADMIN)
    # Nobody below the communes' administrators is for the province to choose.
    team = village.records.teams(DONG_LOC)[0]
    assert "không thuộc quyền" in tinh.sends_code(f"1:g:code:member:{team.id}").text


def test_members_and_residents_invite_nobody(village: Village) -> None:
    lan = village.member("Lan", "Xóm 4").says("/moi")
    assert "việc của tổ trưởng" in lan.text
    team = village.records.teams(MINH_HOP)[1]
    assert "không thuộc quyền" in lan.sends_code(f"1:g:code:member:{team.id}").text
    assert "không thuộc quyền" in lan.sends_code(f"1:g:code:leader:{team.id}").text
    assert not done(lan, PutCode)
    ba = village.resident().says("/moi")
    assert "dành cho người trong tổ" in ba.text
    assert "dành cho người trong tổ" in ba.sends_code(f"1:g:code:member:{team.id}").text
    assert not done(ba, PutCode)


def test_a_leader_neither_invites_to_nor_revokes_for_another_team(village: Village) -> None:
    hanh, minh = village.leader("Hạnh", "Xóm 4"), village.leader("Minh", "Xóm 1")
    code = code_in(hanh.says("/moi")).replace(" ", "").lower()
    foreign = village.person(hanh).memberships[0].team
    for pressed in (f"code:member:{foreign}", "code:leader:1", "code:commune-admin:xa-minh-hop", f"revoke:{code}"):
        minh.sends_code(f"1:g:{pressed}")
        assert "không thuộc quyền" in minh.text
        assert not done(minh, PutCode)
        assert not done(minh, RevokeCode)
    assert "không thuộc quyền" in minh.sends_code("1:g:teams:member:xa-minh-hop:0").text
    assert "cũ" in minh.sends_code("1:g:code:member").text


def test_open_invitations_are_listed_and_revoked_there(village: Village) -> None:
    hanh = village.leader("Hạnh", "Xóm 4")
    assert "Không có mã mời nào" in hanh.says("mã mời").text
    first, second = (code_in(hanh.says("/moi")) for _ in range(2))
    hanh.says("/to").presses("Mã mời đang mở (2)")
    assert first in hanh.text
    assert second in hanh.text
    hanh.presses(f"Hủy {first}")
    assert first not in hanh.says("mã mời").text
    village.later(days=8)
    assert "Không có mã mời nào" in hanh.says("mã mời").text


# --- seeing and taking off the list


def test_a_leader_sees_members_and_ends_a_role_after_a_yes(village: Village) -> None:
    hanh, lan = village.leader("Hạnh", "Xóm 4"), village.member("Lan", "Xóm 4", Channel.ZALO_OA)
    village.member("Nam", "Xóm 1")
    hanh.says("ai trong tổ")
    assert "Lan – thành viên Tổ Xóm 4" in hanh.text
    assert "Nam" not in hanh.text
    hanh.presses("Cho thôi: Lan")
    assert "Cho Lan thôi làm thành viên" in hanh.text
    assert "giữ như cũ" in hanh.says("không").text
    assert village.person(lan)
    hanh.says("ai trong tổ").presses("Cho thôi: Lan")
    old = hanh.code_of("Đồng ý")
    hanh.says("đồng ý")
    assert "Lan đã thôi" in hanh.text
    assert "người cho thôi là Hạnh" in lan.heard
    assert acts(hanh) == ["end-role"]
    assert village.records.person(lan.account) is None
    assert "không còn trong danh sách" in hanh.sends_code(old).text
    assert not done(hanh, EndMembership)


def test_only_those_above_end_a_role(village: Village) -> None:
    lan, hanh = village.member("Lan", "Xóm 4"), village.leader("Hạnh", "Xóm 4")
    cuong = village.admin("Cường")
    hers = village.person(lan).memberships[0].id
    others = [
        village.leader("Minh", "Xóm 1"),
        village.member("Nam", "Xóm 4"),
        village.admin("Thu", DONG_LOC),
        village.admin("Tỉnh", None),
    ]
    for other in others:
        other.sends_code(f"1:g:end-yes:{hers}")
        assert "không còn trong danh sách mà anh/chị lo" in other.text
        assert not done(other, EndMembership)
    village.resident().sends_code(f"1:g:end-yes:{hers}")
    # Nor does a leader end their own, a leader's or an administrator's role from the list.
    own = village.person(hanh).memberships[0].id
    assert "/roi" in hanh.sends_code(f"1:g:end-yes:{own}").text
    assert "không còn" in hanh.sends_code(f"1:g:end-yes:{village.person(cuong).memberships[0].id}").text
    assert village.person(lan)
    cuong.sends_code(f"1:g:end-yes:{own}")
    assert village.records.person(hanh.account) is None


def test_a_member_sees_only_themselves(village: Village) -> None:
    village.member("Nam", "Xóm 4")
    lan = village.member("Lan", "Xóm 4").says("ai trong tổ")
    assert "Nam" not in lan.text
    assert "Thành viên Tổ Xóm 4, xã Minh Hợp (giúp bà con Xóm 4)" in lan.text


def test_a_long_list_comes_in_pages(village: Village) -> None:
    cuong = village.admin("Cường")
    for number in range(9):
        village.member(f"Người {'ABCDEGHIK'[number]}", "Xóm 4")
    cuong.says("danh sách thành viên")
    assert "Danh sách người (10)" in cuong.text
    assert not any("Cường" in label for label in cuong.buttons)
    first = cuong.text
    cuong.presses("Xem tiếp")
    assert "Người K" in cuong.text
    assert "Người K" not in first
    cuong.presses("Về đầu")
    assert cuong.text == first


@pytest.mark.parametrize("line", ["tổ công nghệ số gồm những ai", "làm căn cước hết bao nhiêu tiền", "mọi người"])
def test_questions_of_residents_and_members_go_on_to_be_answered(village: Village, line: str) -> None:
    lan = village.member("Lan", "Xóm 4").says(line)
    assert "Anh/chị là:" not in lan.text
    assert lan.text == village.resident().says(line).text


# --- leaving


def test_leaving_ends_the_role_and_what_was_logged_stays(village: Village) -> None:
    hanh, lan = village.leader("Hạnh", "Xóm 4"), village.member("Lan", "Xóm 4")
    lan.says("rời tổ")
    assert "Những lượt đã ghi vẫn giữ nguyên" in lan.text
    old = lan.code_of("Đồng ý")
    lan.says("vâng")
    assert "đã thôi làm thành viên" in lan.text
    assert "Lan đã tự thôi" in hanh.heard
    assert acts(lan) == ["leave"]
    assert village.records.person(lan.account) is None
    assert "chưa giữ vai trò" in lan.sends_code(old).text
    assert "chưa giữ vai trò" in lan.says("/roi").text


def test_of_several_roles_one_is_chosen(village: Village) -> None:
    lan = village.member("Lan", "Xóm 4")
    village.give(lan, Role.LEADER, MINH_HOP, "Xóm 1")
    lan.says("/roi")
    assert lan.buttons == ["Thành viên Tổ Xóm 4", "Tổ trưởng Tổ Xóm 1"]
    lan.presses("Tổ trưởng").presses("Đồng ý")
    assert [held.role for held in village.person(lan).memberships] == [Role.MEMBER]
    village.restart()
    assert "Xóm 4" in lan.says("/to").text


def test_who_holds_a_help_request_stays_until_it_is_passed_on(village: Village) -> None:
    hanh, lan = village.leader("Hạnh", "Xóm 4"), village.member("Lan", "Xóm 4")
    request = held_request(village, lan)
    lan.says("/roi")
    assert "1 yêu cầu hỗ trợ chưa xong" in lan.text
    assert "Xóm 4: cài VNeID" in lan.text
    number = village.person(lan).memberships[0].id
    lan.sends_code(f"1:g:leave-yes:{number}")
    assert not done(lan, EndMembership)
    hanh.sends_code(f"1:g:end-yes:{number}")
    assert "Lan đang giữ 1 yêu cầu hỗ trợ" in hanh.text
    assert not done(hanh, EndMembership)
    # A role besides it that reaches the request is enough to leave this one.
    village.give(lan, Role.COMMUNE_ADMIN, MINH_HOP)
    assert "thôi làm thành viên" in lan.sends_code(f"1:g:leave:{number}").text
    ended = replace(request, state=State.DONE, version=1, closed=village.now)
    village.write(PutRequest(ended, Step.DONE, by=village.person(lan).id))
    lan.sends_code(f"1:g:leave-yes:{number}")
    assert done(lan, EndMembership)


def test_every_act_is_in_the_audit(village: Village) -> None:
    hanh = village.leader("Hạnh", "Xóm 4")
    lan = village.resident(name="Lan").says(code_in(hanh.says("/moi")), "Nguyễn Thị Lan")
    lan.says("/roi").presses("Đồng ý")
    records = village.records
    assert isinstance(records, SqliteRecords)
    rows = records._read(lambda db: db.execute("SELECT act, about, commune FROM audit ORDER BY id").fetchall())
    assert [(act, commune) for act, _, commune in rows] == [(act, MINH_HOP) for act in ("invite", "join", "leave")]
    team = village.person(hanh).memberships[0].team
    assert [about for _, about, _ in rows][:2] == [f"member team-{team}"] * 2, "no code stands there"
    assert records._read(audit.first_broken) is None
