"""Whole stories of help requests, over each platform's own protocol."""

from handlers.requests.request import Desk, Request, State, Step
from handlers.teams.model import Role
from handlers.visits.note import Outcome
from handlers.visits.visit import Arose
from knowledge.days import day_of
from tests.stories.phones import Phone
from tests.stories.world import World

PHONE = "0912 345 678"
WANTS = "cài vneid cho ông nhà tui"
ASK = "nhờ người đến giúp"


def only(world: World) -> Request:
    """The one open request."""
    [request] = world.storage.records.requests_open()
    return request


def now(world: World, request: Request) -> Request:
    """A request as it stands now."""
    found = world.storage.records.requests_of(request.account)
    return next(one for one in found if one.key == request.key)


def steps(world: World, request: Request) -> list[Step]:
    """What happened to it, in order."""
    return [event.step for event in world.storage.records.request_events(request.key, None, request.account)]


async def asks(resident: Phone, place: str = "xóm 4 minh hợp") -> None:
    """A request through the assistant, typed and pressed, sent."""
    await resident.says(ASK)
    await resident.presses("Đồng ý")
    await resident.says(place, WANTS)
    await resident.presses("Càng sớm", "Nhắn qua", "Gửi")


async def test_a_grandmother_a_student_and_a_policeman(world: World) -> None:
    """From an answer on the web to Telegram, passed on to Zalo, done, rated: she hears each step."""
    tuan = await world.on_telegram("Tuấn").joins(Role.MEMBER, "Nguyễn Anh Tuấn", "Xóm 4")
    dung = await world.on_zalo("dung").joins(Role.COMMUNE_ADMIN, "Trần Văn Dũng")
    ba = world.on_web("Bà Sáu")

    # She came by the poster's code, asks, and wants a person.
    await ba.says(await world.poster("Xóm 4"))
    assert "Xóm 4" in ba.heard
    await ba.says("cài vneid mức 2 mần răng")
    await ba.presses("Gặp người", "Nhờ Tổ")
    assert "Số điện thoại, chỗ ở chỉ người nhận việc, tổ trưởng và cán bộ xã thấy" in ba.heard
    assert world.storage.records.requests_open() == []
    await ba.presses("Đồng ý", "Sáng mai", "Gọi điện")
    assert "Ở: Xóm 4, xã Minh Hợp" in ba.heard
    assert tuan.read == []
    await ba.says(PHONE)
    assert "Đang giữ: Tổ Xóm 4, từ 10:00 ngày 21/11." in ba.heard
    assert "Đăng ký tài khoản VNeID" in tuan.heard
    assert tuan.buttons == ["Nhận", "Chuyển người khác", "Hỏi lại"]
    assert dung.read == []
    assert "0912" not in "".join(tuan.ever)
    # The line was bad and the page sends it once more: it is one request.
    await ba.repeats()
    request = only(world)

    # The student takes it and is shown the number; both are told.
    world.at(10, 20)
    await tuan.presses("Nhận")
    assert "Số điện thoại: 0912345678" in tuan.heard
    assert "Nguyễn Anh Tuấn (Tổ Xóm 4) đã nhận giúp anh/chị" in ba.heard
    await ba.presses("Xem yêu cầu")
    assert "Đang giữ: Nguyễn Anh Tuấn (Tổ Xóm 4), từ 10:20 ngày 21/11." in ba.heard

    # They talk, and the assistant keeps quiet, whatever is said.
    await tuan.presses("Nhắn với bà con")
    await tuan.says("Bà ơi mai 8 giờ con qua")
    assert (ba.read, tuan.read) == (["Nguyễn Anh Tuấn (Tổ Xóm 4): Bà ơi mai 8 giờ con qua"], [])
    for line in ("u con qua đi, nhà bà có chó", "mất căn cước thì mần răng con"):
        await ba.says(line)
        assert (tuan.read, ba.read) == ([f"Bà con ở Xóm 4: {line}"], [])
    assert dung.read == []

    # He passes it on in the middle of the talk; it waits with the commune, and nothing goes to him any more.
    await tuan.says("/viec")
    await tuan.presses("Chuyển người khác", "Trần Văn Dũng", "Người kia rành hơn")
    assert "Lý do: Người kia rành hơn" in dung.heard
    assert "Nhận rồi sẽ thấy cách liên lạc" in dung.heard
    assert "0912" not in dung.heard
    assert "chuyển cho Trần Văn Dũng (cán bộ xã Minh Hợp)" in ba.heard
    assert "Đang giữ: cán bộ xã Minh Hợp, từ 10:20 ngày 21/11." in ba.heard
    assert "Hai bên đã thôi nhắn tin" in ba.heard
    heard_by_tuan = len(tuan.ever)
    await world.time_passes()
    assert not any(phone.read for phone in (ba, tuan, dung))
    await ba.says("mất căn cước làm lại hết bao nhiêu tiền")
    assert "35.000 đồng" in ba.heard

    # The policeman takes it, talks with her, and does it on Sunday.
    await dung.presses("Nhận")
    assert "Số điện thoại: 0912345678" in dung.heard
    assert "Trần Văn Dũng (cán bộ xã Minh Hợp) đã nhận giúp anh/chị" in ba.heard
    await dung.presses("Nhắn với bà con")
    await dung.says("Bác ơi cháu là công an xã, 9 giờ cháu tới")
    assert ba.read == ["Trần Văn Dũng (cán bộ xã Minh Hợp): Bác ơi cháu là công an xã, 9 giờ cháu tới"]
    await ba.says("ừ chú tới nha")
    assert (dung.read, ba.read) == (["Bà con ở Xóm 4: ừ chú tới nha"], [])
    await dung.says("/thoi")
    assert "Trợ lý lại trả lời anh/chị như thường" in ba.heard
    world.at(9, 40, days=1)
    await dung.says("/viec")
    await dung.presses("Xong", "Xong", "1 người")
    assert "Đã ghi lượt hỗ trợ: Xóm 4, 22/11/2026, 1 người" in dung.heard
    assert "báo đã giúp xong" in ba.heard
    assert len(tuan.ever) == heard_by_tuan

    # She rates it; the policeman hears that, the student can't look any more.
    await ba.presses("Rất tốt")
    assert "rất tốt" in dung.heard
    await tuan.presses("Xem cách liên lạc")
    assert "0912" not in tuan.heard
    done = now(world, request)
    assert (done.state, done.rating, done.holder_name) == (State.DONE, 5, "Trần Văn Dũng")
    assert [step for step in steps(world, request) if step is not Step.TALKED] == [
        Step.OPENED,
        Step.ACCEPTED,
        Step.PASSED,
        Step.ACCEPTED,
        Step.DONE,
        Step.RATED,
    ]
    policeman = world.storage.records.person_by_id(done.holder or 0)
    assert policeman
    [visit] = world.storage.records.visits(policeman, day_of(world.now), day_of(world.now))
    assert (visit.key, visit.hamlet.name, visit.people, visit.arose) == (done.visit, "Xóm 4", 1, Arose.REQUEST)
    assert visit.activities[0].outcome is Outcome.DONE

    # The number was read twice, by those who had accepted, and stands nowhere in the folder.
    shown = [phone.name for phone in (ba, tuan, dung) for text in phone.ever if "0912345678" in text]
    assert shown == ["Tuấn", "dung"]
    kept = world.stored()
    assert b"SQLite format 3" in kept
    assert not any(number in kept for number in (b"912345678", b"912 345 678"))


async def test_everything_typed_and_cancelled_in_the_middle(world: World) -> None:
    """The helper has numbered lines only; the old man calls it off while they talk."""
    hoa = await world.on_zalo_bot("hoa").joins(Role.MEMBER, "Lê Thị Hoa", "Xóm 4")
    lan = await world.on_telegram("Lan").joins(Role.LEADER, "Nguyễn Thị Lan", "Xóm 4")
    ong = world.on_telegram("Ông Tư")
    await ong.says(ASK)
    await ong.presses("Đồng ý")
    await ong.says("xóm 4 minh hợp", "cài vneid cho bà nhà tui", "chiều mai", "gọi điện")
    await ong.says("0912 345 67")
    assert "10 chữ số" in ong.heard
    await ong.says("so tui la 0912.345.678")
    assert "Đang giữ: Tổ Xóm 4" in ong.heard
    assert "1. Nhận\n2. Chuyển người khác\n3. Hỏi lại" in hoa.heard
    request = only(world)

    # A question first: it goes there and back before anybody accepts.
    await hoa.says("3", "máy bà là máy chi rứa bác?")
    assert "Lê Thị Hoa (Tổ Xóm 4) hỏi" in ong.heard
    await ong.says("máy oppo cũ")
    assert "«máy oppo cũ»" in hoa.heard
    assert lan.read == []
    await hoa.says("1")
    assert "0912345678" in hoa.heard
    assert "Lê Thị Hoa đã nhận" in lan.heard
    assert "0912" not in "".join(lan.ever)

    await hoa.says("1")
    await hoa.says("chào bác, chiều mai 2 giờ con sang")
    assert (ong.read, hoa.read) == (["Lê Thị Hoa (Tổ Xóm 4): chào bác, chiều mai 2 giờ con sang"], [])
    await ong.says("2")
    assert (hoa.read, ong.read) == (["Bà con ở Xóm 4: 2"], [])
    await ong.says("con lưu số ni nựa 0987 654 321")
    assert "[số điện thoại đã che]" in hoa.heard
    await ong.says("/huyyeucau")
    assert hoa.read == []
    await ong.presses("Tự làm được")
    assert "Đã hủy yêu cầu" in ong.heard
    assert "đã hủy yêu cầu “cài vneid cho bà nhà tui” (tự làm được rồi)" in hoa.heard
    assert "Hai bên đã thôi nhắn tin" in hoa.heard

    # What she types now reaches nobody but the assistant, and there is nothing left to do.
    await hoa.says("vâng bác")
    assert ong.read == []
    await hoa.says("/viec")
    assert "Không có ai đang chờ" in hoa.heard
    await lan.says("/viec")
    assert "Không có ai đang chờ" in lan.heard
    gone = now(world, request)
    assert (gone.state, gone.talking, gone.next) == (State.CANCELLED, False, None)
    world.at(9, days=3)
    await world.time_passes()
    assert ong.read == []
    kept = world.stored()
    assert not any(number in kept for number in (b"912345678", b"912.345.678", b"987 654 321", b"987654321"))


async def test_nobody_takes_it(world: World) -> None:
    """Asked at half past eight in the evening, it climbs by open hours alone; she always reads who holds it."""
    lan = await world.on_telegram("Lan").joins(Role.MEMBER, "Nguyễn Thị Lan", "Xóm 4")
    hung = await world.on_zalo("hung").joins(Role.LEADER, "Trần Hùng", "Xóm 4")
    mai = await world.on_zalo_bot("mai").joins(Role.COMMUNE_ADMIN, "Lê Mai")
    tinh = await world.on_telegram("Tỉnh").joins(Role.PROVINCE_ADMIN, "Phan Tỉnh", commune=None)
    ba = world.on_web("Bà Sáu")
    everybody = (lan, hung, mai, tinh, ba)
    world.at(20, 30)
    await asks(ba)
    assert "Đang giữ: Tổ Xóm 4, từ 20:30 ngày 21/11." in ba.heard
    assert "Nhận" in lan.buttons
    assert "Nhận" in hung.buttons

    # The night is quiet, whatever falls due in it, and the program may stop in it.
    for days, hour, minute in ((0, 21, 0), (0, 23, 59), (1, 3, 0), (0, 6, 59)):
        world.at(hour, minute, days=days)
        await world.time_passes()
        assert not any(phone.read for phone in everybody)
    await world.stop()
    await world.start()

    # Half an hour of the evening and an hour and a half of the morning are the team's two hours.
    await _nothing_until(world, 8, 30)
    assert "từ 20:30 ngày 21/11, đến giờ chưa ai nhận" in hung.heard
    assert "Nhận" in hung.buttons
    assert "đã chuyển đến tổ trưởng Trần Hùng" in lan.heard
    assert "Đang giữ: tổ trưởng Trần Hùng (Tổ Xóm 4), từ 8:30 ngày 22/11." in ba.heard
    assert (mai.read, tinh.read) == ([], [])

    await _nothing_until(world, 14, 30)
    assert "1. Nhận" in mai.heard
    assert "đã chuyển đến cán bộ xã Minh Hợp" in hung.heard
    assert "Đang giữ: cán bộ xã Minh Hợp, từ 14:30 ngày 22/11." in ba.heard
    assert (lan.read, tinh.read) == ([], [])

    await _nothing_until(world, 16, 30, days=1)
    assert "Nhận" in tinh.buttons
    assert "đã chuyển đến cán bộ tỉnh" in mai.heard
    assert "Đang giữ: cán bộ tỉnh Nghệ An, từ 16:30 ngày 23/11." in ba.heard
    await ba.presses("Xem yêu cầu")
    assert "Đang giữ: cán bộ tỉnh Nghệ An, từ 16:30 ngày 23/11." in ba.heard
    assert "chuyển lên trên và báo" not in ba.heard
    assert only(world).desk is Desk.PROVINCE

    # Nobody is above: those of the province are reminded, and one takes it.
    world.at(23, days=1)
    await world.time_passes()
    assert not any(phone.read for phone in everybody)
    world.at(12, 30, days=1)
    await world.time_passes()
    assert "Bà con vẫn đang chờ" in tinh.heard
    assert ba.read == []
    await tinh.presses("Nhận")
    assert "Phan Tỉnh (cán bộ tỉnh Nghệ An) đã nhận giúp anh/chị" in ba.heard
    request = only(world)
    assert (request.state, request.holder_name) == (State.TAKEN, "Phan Tỉnh")
    assert steps(world, request).count(Step.CLIMBED) == 3

    # Taken and not done: the holder is reminded too.
    world.at(15, days=2)
    await world.time_passes()
    assert "chưa thấy báo xong" in tinh.heard
    assert "Xong" in tinh.buttons


async def _nothing_until(world: World, hour: int, minute: int, *, days: int = 0) -> None:
    """A minute before it stands as it did; at the time everybody reads what happens."""
    before = only(world)
    world.at(hour, minute - 1, days=days)
    await world.time_passes()
    assert only(world) == before
    world.at(hour, minute)
    await world.time_passes()


async def test_nobody_at_all(world: World) -> None:
    """No button that leads to nobody: who helps otherwise, on every channel."""
    ba, nam, hoa = world.on_web("Bà Sáu"), world.on_zalo("nam"), world.on_zalo_bot("hoa")
    for person in (ba, nam, hoa):
        await person.says("mất căn cước làm lại hết bao nhiêu tiền")
        await person.presses("Gặp người giúp")
        assert "1900 0368" in person.heard
        assert "Nhờ Tổ" not in person.heard + "".join(person.buttons)
        await person.says(ASK)
        assert "Công an xã" in person.heard
        assert "Đồng ý" not in person.heard + "".join(person.buttons)

    # A team elsewhere is nobody for her commune either.
    await world.on_telegram("Lan").joins(Role.MEMBER, "Nguyễn Thị Lan", "Xóm 4")
    await ba.says(ASK)
    await ba.presses("Đồng ý")
    await ba.says("xã Đông Lộc")
    await ba.presses("Không rõ")
    assert "Xã Đông Lộc chưa có ai nhận yêu cầu qua trợ lý." in ba.heard
    assert "Tổng đài" in ba.heard
    assert "Gửi" not in ba.buttons
    assert world.storage.records.requests_open() == []


async def test_two_accept_at_the_very_same_moment(world: World) -> None:
    """One holds it; the others read who, and no number."""
    lan = await world.on_telegram("Lan").joins(Role.MEMBER, "Nguyễn Thị Lan", "Xóm 4")
    hung = await world.on_zalo("hung").joins(Role.LEADER, "Trần Hùng", "Xóm 4")
    hoa = await world.on_zalo_bot("hoa").joins(Role.MEMBER, "Lê Thị Hoa", "Xóm 4")
    ba = world.on_web("Bà Sáu")
    await ba.says(ASK)
    await ba.presses("Đồng ý")
    await ba.says("xóm 4 minh hợp", WANTS)
    await ba.presses("Càng sớm", "Gọi điện")
    await ba.says(PHONE)

    await world.at_once((lan, "Nhận"), (hung, "Nhận"), (hoa, "1"))

    request = only(world)
    names = {"Nguyễn Thị Lan": lan, "Trần Hùng": hung, "Lê Thị Hoa": hoa}
    holder = names.pop(request.holder_name)
    assert "0912345678" in holder.heard
    for other in names.values():
        assert f"{request.holder_name} đã nhận" in other.heard
        assert "Anh/chị đã nhận" not in other.heard
        assert "0912" not in "".join(other.ever)
    assert ba.heard.count("đã nhận giúp anh/chị") == 1
    assert f"{request.holder_name} (Tổ Xóm 4) đã nhận giúp anh/chị" in ba.heard
    assert steps(world, request).count(Step.ACCEPTED) == 1


async def test_accepted_and_cancelled_at_the_same_moment(world: World) -> None:
    """Whichever comes first: it is cancelled in the end, and the helper knows."""
    lan = await world.on_telegram("Lan").joins(Role.MEMBER, "Nguyễn Thị Lan", "Xóm 4")
    ba = world.on_web("Bà Sáu")
    await asks(ba)
    request = only(world)
    await ba.presses("Hủy yêu cầu")

    await world.at_once((lan, "Nhận"), (ba, "Không cần nữa"))

    assert now(world, request).state is State.CANCELLED
    assert "đã hủy" in lan.heard
    assert "Đã hủy yêu cầu" in ba.heard


async def test_pressing_words(world: World) -> None:
    """The number to call comes first, on every channel; then the request goes on, also in the middle of a talk."""
    lan = await world.on_telegram("Lan").joins(Role.MEMBER, "Nguyễn Thị Lan", "Xóm 4")
    ba, nam, hoa = world.on_web("Bà Sáu"), world.on_zalo("nam"), world.on_zalo_bot("hoa")
    await nam.says("nhà tui bị cháy, cho người đến giúp")
    assert nam.read[0].startswith("Gọi ngay 114")
    assert "Đồng ý" in nam.buttons
    await hoa.says("cho người đến nhà giúp tui gấp với")
    assert all(number in hoa.read[0] for number in ("113", "114", "115"))
    assert "1. Đồng ý" in hoa.heard
    await hoa.says("2")
    assert "chưa gửi gì cho ai" in hoa.heard
    await asks(ba)
    await lan.presses("Nhận", "Nhắn với")
    await ba.says("con ơi ông ngất xỉu rồi")
    assert lan.read == ["Bà con ở Xóm 4: con ơi ông ngất xỉu rồi"]
    assert "115" in ba.heard


async def test_whoever_deletes_everything_is_waited_for_no_more(world: World) -> None:
    """On channels with buttons and without: the request is called off, and the helper reads it."""
    lan = await world.on_telegram("Lan").joins(Role.MEMBER, "Nguyễn Thị Lan", "Xóm 4")
    for resident in (world.on_web("Bà Sáu"), world.on_zalo("nam"), world.on_zalo_bot("hoa")):
        await asks(resident)
        request = only(world)
        await lan.presses("Nhận")
        await resident.says("/xoa")
        await resident.presses("Xóa hết")
        assert "người gửi hủy và xóa" in lan.heard
        assert world.storage.records.requests_open() == []
        assert world.storage.records.requests_of(request.account) == []
        await resident.says("/yeucau")
        assert WANTS not in resident.heard
