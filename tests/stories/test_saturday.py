"""A Saturday of a member: nine visits in nine ways of writing, on every channel; none lost, none doubled.

Two are corrected, the program stops in the middle of a draft, the line breaks, and a question comes in between.
"""

from dataclasses import dataclass
from datetime import date

import pytest

from handlers.message import Channel
from handlers.teams.model import Role
from handlers.teams.people import Person
from handlers.visits.note import Activity, Group, Outcome
from handlers.visits.visit import Arose, Place, Visit
from tests.stories.phones import PICTURE, Phone
from tests.stories.world import World

FRIDAY, SATURDAY = date(2026, 11, 20), date(2026, 11, 21)
CHANNELS = {
    "on_telegram": Channel.TELEGRAM,
    "on_zalo": Channel.ZALO_OA,
    "on_zalo_bot": Channel.ZALO_BOT,
    "on_web": Channel.WEB,
}
VNEID, PAYING = ("vneid", None), ("thanh-toan-so", "thanh-toan-so")
BIRTH, CARD = ("dich-vu-cong", "khai-sinh"), ("dich-vu-cong", "cap-doi-the-can-cuoc")
INSURANCE, SCAMS = ("dich-vu-cong", "gia-han-bhyt-ho-gia-dinh"), ("an-toan-thong-tin", "lua-dao-vneid")


@dataclass(frozen=True)
class Expected:
    """What a visit must be on record, in the order in which they were logged."""

    hamlet: str
    people: int
    activities: tuple[Activity, ...]
    households: int | None = None
    day: date = SATURDAY
    arose: Arose = Arose.LINE
    groups: tuple[Group, ...] = ()


NINE = (
    Expected("Xóm 4", 15, (Activity(*VNEID, 15),)),
    Expected("Bản Nà", 5, (Activity(*BIRTH, 3, 3), Activity(*CARD, 2))),
    Expected("Bản Nà", 4, (Activity(*PAYING, 4, None, Outcome.IN_PROGRESS),), groups=(Group("cao-tuoi", 4),)),
    Expected("Bản Nà", 7, (Activity(*INSURANCE, 7),)),
    Expected("Xóm 4", 5, (Activity(*BIRTH, 5, None, Outcome.DONE),), arose=Arose.FORM),
    Expected("Xóm 4", 6, (Activity(*SCAMS, 6),)),
    Expected("Xóm 4", 3, (Activity(*PAYING, 3),), households=2, day=FRIDAY),
    Expected("Xóm 4", 14, (Activity(*VNEID, 14),)),
    Expected("Xóm 4", 10, (Activity(*PAYING, 10),)),
)


@pytest.mark.parametrize("channel", CHANNELS)
async def test_a_saturday(world: World, channel: str) -> None:
    """From the invitation at seven to the question in the evening."""
    lan: Phone = getattr(world, channel)("Lan")
    world.at(7, 10)
    await takes_her_roles(world, lan)
    await logs_in_the_morning(world, lan)
    await logs_over_a_restart(world, lan)
    await logs_step_by_step(world, lan)
    await logs_with_a_picture(world, lan)
    await logs_yesterday(world, lan)
    await logs_what_was_there(world, lan)
    await logs_over_a_bad_line(world, lan)
    await mends_yesterday(world, lan)
    await asks_in_the_evening(world, lan)
    await world.stop()
    await world.start()
    check_records(world, lan, CHANNELS[channel])


async def takes_her_roles(world: World, lan: Phone) -> None:
    """Two invitations, for the teams of two hamlets."""
    await lan.says(await world.invitation(Role.MEMBER, hamlet="Xóm 4"))
    assert "gõ họ tên" in lan.heard
    await lan.says("Nguyễn Thị Lan")
    assert "Nguyễn Thị Lan nay là thành viên Tổ Xóm 4" in lan.heard
    await lan.says(await world.invitation(Role.MEMBER, hamlet="Bản Nà"))
    await lan.presses("Nhận lời")
    assert "thành viên Tổ Bản Nà" in lan.heard


async def logs_in_the_morning(world: World, lan: Phone) -> None:
    """With marks and a correction; without marks, two activities; in dialect, with number words."""
    world.at(7, 40)
    await lan.says("sáng nay xóm 4 giúp 12 người cài VNeID")
    assert "Cài đặt VNeID: 12 người" in lan.heard
    await lan.says("15 người chứ không phải 12")
    assert "Cài đặt VNeID: 15 người" in lan.heard
    await saves(lan, "15 người")

    world.at(8, 30)
    await lan.says("sang nay ban na lam 3 ca khai sinh online, 2 nguoi lam lai can cuoc")
    assert "Khai sinh: 3 hồ sơ nộp trên mạng" in lan.heard and "Tất cả: 5 người" in lan.heard
    await saves(lan, "Bản Nà")
    await lan.repeats()

    world.at(9, 20)
    await lan.says("bựa ni choa mần ở bản nà cho bốn mệ biết quét mã QR, còn một mệ nỏ mần được")
    assert "4 người, chưa xong" in lan.heard and "4 người cao tuổi" in lan.heard
    await saves(lan, "Bản Nà")


async def logs_over_a_restart(world: World, lan: Phone) -> None:
    """Where and for how many is asked; the program stops twice, and a question comes in between."""
    world.at(10, 15)
    await lan.says("vừa giúp mấy bà con gia hạn thẻ bảo hiểm y tế")
    assert "xóm nào" in lan.heard
    await world.stop()
    await world.start()
    await lan.presses("Bản Nà")
    assert "Đang ghi: Bản Nà, thứ Bảy 21/11/2026: Gia hạn thẻ BHYT" in lan.heard and "bao nhiêu người" in lan.heard
    await lan.says("bảo hiểm y tế cho hộ gia đình hết bao nhiêu tiền?")
    assert "113.850 đồng" in lan.heard
    assert "Đang ghi dở: Bản Nà, 21/11, còn thiếu số người." in lan.heard
    await world.stop()
    await world.start()
    await lan.says("bảy người")
    assert "Gia hạn thẻ BHYT: 7" in lan.heard
    await saves(lan, "Bản Nà")


async def logs_step_by_step(world: World, lan: Phone) -> None:
    """The form, one step back in it."""
    world.at(11)
    await lan.says("/ghi")
    await lan.presses("Bản Nà", "Quay lại", "Xóm 4", "Hôm nay 21/11", "Dịch vụ công", "Khai sinh", "Tiếp")
    await lan.says("5")
    assert "Kết quả" in lan.heard
    await lan.presses("Xong hết")
    assert "Khai sinh: 5 người, xong" in lan.heard
    await saves(lan, "Xóm 4")


async def logs_with_a_picture(world: World, lan: Phone) -> None:
    """A photo with words under it and a place on the map, where there are such."""
    world.at(13, 30)
    line = "trưa nay xóm 4 hướng dẫn 6 người tránh lừa đảo qua mạng"
    if lan.pictures:
        await lan.sends_photo(line)
        assert "Có ảnh kèm theo" in lan.heard
    else:
        await lan.says(line)
    if lan.places:
        await lan.sends_place(19.33, 105.21)
        assert "Có vị trí trên bản đồ" in lan.heard
    await saves(lan, "Phòng lừa đảo: 6 người")


async def logs_yesterday(world: World, lan: Phone) -> None:
    """What was done the day before, counted by households too."""
    world.at(14, 15)
    await lan.says("chiều qua xóm 4 tới 2 hộ chỉ trả tiền điện qua điện thoại, 2 người")
    assert "thứ Sáu 20/11/2026, hôm qua" in lan.heard and "2 người, 2 hộ" in lan.heard
    await saves(lan, "thứ Sáu 20/11/2026")


async def logs_what_was_there(world: World, lan: Phone) -> None:
    """A visit that looks like the first one; the first time it is one too many."""
    world.at(15)
    await lan.says("hôm nay xóm 4 cài vneid cho 14 người")
    assert "Giống lượt anh/chị đã ghi lúc 7:40" in lan.heard
    await lan.presses("Không lưu")
    assert "không lưu gì" in lan.heard
    await lan.says("hôm nay xóm 4 cài vneid thêm cho 14 người")
    assert "Vẫn lưu?" in lan.heard
    await lan.presses("Vẫn lưu")
    assert "Đã lưu" in lan.heard and "14 người" in lan.heard


async def logs_over_a_bad_line(world: World, lan: Phone) -> None:
    """Abbreviated, over a line that breaks at both steps."""
    world.at(16)
    lan.loses_the_line()
    await lan.says("hn x4 10ng hoc quet qr")
    assert lan.heard.count("Thanh toán không tiền mặt: 10 người") == 1
    lan.loses_the_line()
    await saves(lan, "10 người")
    await lan.repeats()


async def mends_yesterday(world: World, lan: Phone) -> None:
    """A visit on record is changed, and its history told."""
    world.at(17)
    await lan.says("sửa lượt xóm 4 hôm qua 3 người")
    assert "Sửa lượt: Xóm 4" in lan.heard and "3 người, 2 hộ" in lan.heard
    await lan.presses("Lưu")
    assert "Đã sửa: Xóm 4, thứ Sáu 20/11/2026: Thanh toán không tiền mặt: 3 người; 2 hộ." in lan.heard
    await lan.says("lịch sử lượt xóm 4 hôm qua")
    assert "14:15, Nguyễn Thị Lan: ghi lần đầu" in lan.heard
    assert "17:00, Nguyễn Thị Lan" in lan.heard and "2 người, 2 hộ → 3 người, 2 hộ" in lan.heard


async def asks_in_the_evening(world: World, lan: Phone) -> None:
    """The sums of the day, and of one hamlet."""
    world.at(20, 30)
    await world.time_passes()
    await lan.says("Hôm nay tui mần chi rồi?")
    assert "anh/chị ghi 8 lượt, 66 người" in lan.heard
    await lan.says("hom nay ban na giup duoc may nguoi roi")
    assert "3 lượt, 16 người" in lan.heard
    await lan.says("hôm qua tui ghi mấy lượt")
    assert "1 lượt, 3 người" in lan.heard
    await lan.says("tuần ni bản nà còn ai chưa xong không?")
    assert "1 lượt còn việc chưa xong" in lan.heard and "Thanh toán không tiền mặt: 4 người" in lan.heard


async def saves(lan: Phone, told: str) -> None:
    """One tap, and what was saved is read back."""
    await lan.presses("Lưu")
    assert lan.heard.count("Đã lưu: ") == 1 and told in lan.heard


def check_records(world: World, lan: Phone, channel: Channel) -> None:
    """Nine visits as they were told, and all that is remembered of the one that was changed."""
    person = person_of(world, channel)
    visits = world.storage.records.visits(person, date(2026, 1, 1), SATURDAY)
    ordered = sorted(visits, key=lambda visit: visit.logged)
    assert tuple(as_expected(visit) for visit in ordered) == NINE
    assert not world.storage.records.withdrawn_visits(person, date(2026, 1, 1), SATURDAY)
    assert {visit.by_name for visit in ordered} == {"Nguyễn Thị Lan"}
    assert {visit.team_name for visit in ordered} == {"Tổ Xóm 4", "Tổ Bản Nà"}
    pictured = ordered[5]
    handle = {Channel.TELEGRAM: "anh-1", Channel.ZALO_OA: PICTURE, Channel.ZALO_BOT: PICTURE}.get(channel)
    assert pictured.photo == ((channel, handle) if handle else None)
    assert pictured.place == (Place(19.33, 105.21) if lan.places else None)
    check_history(world, person, ordered)


def check_history(world: World, person: Person, visits: list[Visit]) -> None:
    """Two states of the visit of Friday, one of all others."""
    states = [
        [revision.visit.people for revision in world.storage.records.revisions(person, visit.key)] for visit in visits
    ]
    assert [len(people) for people in states] == [1, 1, 1, 1, 1, 1, 2, 1, 1]
    assert states[6] == [2, 3] and states[0] == [15]


def person_of(world: World, channel: Channel) -> Person:
    """Lan, as the record knows her."""
    records = world.storage.records
    (person,) = [person for person in records.everybody() if person.name == "Nguyễn Thị Lan"]
    assert person.account and person.account.channel is channel
    return person


def as_expected(visit: Visit) -> Expected:
    """The parts of a visit that are compared."""
    return Expected(
        visit.hamlet.name,
        visit.people or 0,
        visit.activities,
        visit.households,
        visit.day,
        visit.arose,
        visit.groups,
    )
