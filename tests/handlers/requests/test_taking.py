"""The team's side: accepting, contacts, passing on, asking back, done."""

from handlers.requests.request import Desk, Request, State
from handlers.teams.changes import EndMembership
from handlers.visits.note import Outcome
from handlers.visits.visit import Arose
from knowledge.days import day_of
from tests.handlers.requests.calls import WANTS, calls, phones, taken
from tests.village import Talker, Village


def request_of(village: Village, resident: Talker) -> Request:
    """The resident's newest request."""
    return village.records.requests_of(resident.account)[0]


def test_accepting_tells_the_resident_and_the_others(village: Village) -> None:
    """Who comes; and that it is taken."""
    nam, lan, ba = village.member("Nam", "Xóm 4"), village.leader("Lan", "Xóm 4"), village.resident()
    phones(ba)

    nam.presses("Nhận")

    assert "Số điện thoại: 0912345678" in nam.text
    assert "Nam (Tổ Xóm 4) đã nhận giúp anh/chị" in ba.heard
    assert "Nam đã nhận giúp bà con ở Xóm 4" in lan.heard
    assert not lan.offered
    assert request_of(village, ba).state is State.TAKEN


def test_two_who_accept_at_once(village: Village) -> None:
    """The second reads who was faster and when, and sees no number."""
    nam, binh = village.member("Nam", "Xóm 4"), village.member("Bình", "Xóm 4")
    phones(village.resident())
    code = nam.code_of("Nhận")
    village.at(9, 5, days=1)

    nam.sends_code(code)
    binh.sends_code(code)

    assert "Nam đã nhận việc này lúc 9:05" in binh.text
    assert "0912" not in binh.text
    assert "đang giữ việc này rồi" in nam.sends_code(code).text


def test_a_forwarded_button_does_nothing_for_others(village: Village) -> None:
    """Neither for a resident nor for a member of another hamlet."""
    nam, ba = village.member("Nam", "Xóm 4"), village.resident()
    binh, stranger = village.member("Bình", "Xóm 1"), village.resident()
    phones(ba)

    for code in (nam.code_of("Nhận"), nam.code_of("Chuyển"), nam.code_of("Hỏi lại")):
        assert "không thuộc phần anh/chị phụ trách" in binh.sends_code(code).text
        assert "dành cho người trong Tổ" in stranger.sends_code(code).text
    assert request_of(village, ba).state is State.WAITING


def test_contacts_are_seen_by_those_who_may(village: Village) -> None:
    """The leader while it is the team's; every look is noted; a member not before accepting."""
    nam, lan, hoa = village.member("Nam", "Xóm 4"), village.leader("Lan", "Xóm 4"), village.admin("Hoa")
    binh, ba = village.member("Bình", "Xóm 4"), village.resident()
    phones(ba)
    code = f"1:q:contact:{request_of(village, ba).key}"

    assert "nhận việc thì mới thấy" in nam.sends_code(code).text
    assert "0912345678" in lan.sends_code(code).text
    assert [change.act for change in lan.changes] == ["see-contact"]
    assert "0912345678" in hoa.sends_code(code).text
    assert [change.act for change in hoa.changes] == ["see-contact"]
    nam.says("/viec").presses("Nhận")
    assert "0912345678" in nam.presses("Xem cách").text
    assert "0912" not in binh.sends_code(code).text


def test_what_waits_is_listed_oldest_first(village: Village) -> None:
    """/viec and its words; one alone is shown as its card; residents read what it is."""
    nam = village.member("Nam", "Xóm 4")
    assert "Không có ai đang chờ" in nam.says("/viec").text
    calls(village.resident(), "quên mật khẩu vneid")
    assert "quên mật khẩu" in nam.says("có ai nhờ không").text
    assert "Nhận" in nam.buttons
    village.later(minutes=5)
    calls(village.resident(), "làm khai sinh cho cháu")

    nam.says("việc đang chờ")

    assert nam.text.index("quên mật khẩu") < nam.text.index("làm khai sinh")
    assert "làm khai sinh" in nam.says("2").text
    assert "dành cho người trong Tổ" in village.resident().says("/viec").text


def test_passing_on_to_somebody(village: Village) -> None:
    """The new one gets it to accept, the desk still sees it, the resident hears it."""
    nam, lan = village.member("Nam", "Xóm 4"), village.leader("Lan", "Xóm 4")
    binh, ba = village.member("Bình", "Xóm 4"), village.resident()
    taken(village, ba, nam)

    nam.presses("Chuyển", "Bình").says("bận gặt lúa")

    assert "Lý do: bận gặt lúa" in binh.heard
    assert "Nhận" in binh.offered
    assert "Nam chuyển cho Bình" in lan.heard
    assert "chuyển cho Bình (Tổ Xóm 4)" in ba.heard
    request = request_of(village, ba)
    assert (request.state, request.desk, request.holder) == (State.WAITING, Desk.TEAM, None)
    assert request.passed_by == (village.person(nam).id,)
    assert request.next is not None
    assert "Nhận" in lan.says("/viec").buttons
    binh.says("/viec").presses("Nhận")
    assert request_of(village, ba).holder_name == "Bình"


def test_giving_it_back(village: Village) -> None:
    """To the desk while somebody else is there, else above: never to nobody."""
    nam, lan, hoa = village.member("Nam", "Xóm 4"), village.leader("Lan", "Xóm 4"), village.admin("Hoa")
    ba = village.resident()
    taken(village, ba, nam)

    nam.presses("Chuyển", "Trả lại cho Tổ")
    assert "Nhận" in lan.offered
    assert "Đang giữ: Tổ Xóm 4" in ba.heard

    lan.says("/viec").presses("Nhận", "Chuyển", "Trả lại, nhờ cấp trên")
    assert "Nhận" in hoa.offered
    assert "cán bộ xã Minh Hợp" in ba.heard


def test_the_only_one_cannot_give_it_back(village: Village) -> None:
    """It stays with its holder, who reads what else can be done."""
    nam, ba = village.member("Nam", "Xóm 4"), village.resident()
    taken(village, ba, nam)

    assert "không còn ai khác" in nam.presses("Chuyển").text
    assert request_of(village, ba).state is State.TAKEN


def test_a_member_does_not_take_away_what_another_holds(village: Village) -> None:
    """A leader may."""
    nam, binh, lan = village.member("Nam", "Xóm 4"), village.member("Bình", "Xóm 4"), village.leader("Lan", "Xóm 4")
    ba = village.resident()
    taken(village, ba, nam)
    code = nam.code_of("Chuyển")

    assert "Nam đã nhận việc này" in binh.sends_code(code).text
    lan.sends_code(code).presses("Bình", "Tôi bận")

    assert "Nhận" in binh.offered
    assert "Lan chuyển cho Bình" in nam.heard


def test_asking_back_and_the_answer(village: Village) -> None:
    """The resident just types; the answer comes with the card; the request's time runs on."""
    nam, ba = village.member("Nam", "Xóm 4"), village.resident()
    calls(ba)
    before = request_of(village, ba).next

    nam.presses("Hỏi lại").says("Máy của ông là máy gì ạ?")
    assert "Nam (Tổ Xóm 4) hỏi" in ba.heard
    assert "máy gì" in ba.heard
    ba.says("nokia cu, so tui 0987654321")

    assert "nokia cu" in nam.heard
    assert "0987" not in nam.heard
    assert "Nhận" in nam.offered
    assert request_of(village, ba).next == before


def test_a_later_answer_by_its_button(village: Village) -> None:
    """Whoever asked something else first presses "Trả lời"."""
    nam, ba = village.member("Nam", "Xóm 4"), village.resident()
    calls(ba)
    nam.presses("Hỏi lại").says("Máy gì ạ?")
    code = ba.code_of("Trả lời")
    ba.says("/menu")

    ba.sends_code(code).says("máy samsung")

    assert "máy samsung" in nam.heard


def test_a_question_that_came_too_late_is_shown_again(village: Village) -> None:
    """Nothing typed is lost."""
    nam, binh = village.member("Nam", "Xóm 4"), village.member("Bình", "Xóm 4")
    ba = village.resident()
    calls(ba)
    binh.says("/viec").presses("Hỏi lại")
    nam.says("/viec").presses("Nhận")

    binh.says("Nhà bà ở chỗ mô?")

    assert "«Nhà bà ở chỗ mô?»" in binh.text
    assert "chưa gửi" in binh.text
    assert not ba.news


def test_done_becomes_a_visit(village: Village) -> None:
    """One person unless more are said; the kind by what it was for; the resident is told and asked."""
    nam, ba = village.member("Nam", "Xóm 4"), village.resident()
    taken(village, ba, nam)

    nam.presses("Xong", "Xong", "1 người")

    assert "Đã ghi lượt hỗ trợ: Xóm 4, 21/11/2026, 1 người" in nam.text
    (visit,) = village.records.visits(village.person(nam), day_of(village.now), day_of(village.now))
    (activity,) = visit.activities
    assert (activity.kind, activity.people, activity.outcome) == ("vneid", 1, Outcome.DONE)
    assert (visit.arose, visit.hamlet.name, visit.team_name) == (Arose.REQUEST, "Xóm 4", "Tổ Xóm 4")
    request = request_of(village, ba)
    assert (request.state, request.visit, visit.request) == (State.DONE, visit.key, request.key)
    assert request.next is None
    assert "báo đã giúp xong" in ba.heard
    assert ba.offered[0] == "Rất tốt"


def test_done_twice_is_one_visit(village: Village) -> None:
    """The second press says that it is over."""
    nam = village.member("Nam", "Xóm 4")
    taken(village, village.resident(), nam)
    nam.presses("Xong", "Xong")
    code = nam.code_of("1 người")

    nam.sends_code(code)
    assert "đã xong" in nam.sends_code(code).text

    assert len(village.records.visits(village.person(nam), day_of(village.now), day_of(village.now))) == 1


def test_how_many_can_be_typed_and_a_question_meanwhile_is_answered(village: Village) -> None:
    """The form goes on at the same place."""
    nam = village.member("Nam", "Xóm 4")
    taken(village, village.resident(), nam)
    nam.presses("Xong", "Chuyển nơi khác")

    nam.says("khai sinh cần giấy tờ gì")
    assert "Giấy chứng sinh" in nam.text
    assert "giúp mấy người" in nam.text
    assert "từ 1 đến" in nam.says("0 người").text
    nam.says("sáu người")

    assert "6 người" in nam.text


def test_to_be_gone_on_with_on_another_day(village: Village) -> None:
    """A visit is written, and the request stays with its holder."""
    nam, ba = village.member("Nam", "Xóm 4"), village.resident()
    taken(village, ba, nam)

    nam.presses("Xong", "Hẹn lại", "1 người")

    assert "vẫn giữ việc" in nam.text
    assert "sẽ hẹn lại" in ba.heard
    assert request_of(village, ba).state is State.TAKEN
    nam.says("/viec").presses("Xong", "Xong", "1 người")
    assert request_of(village, ba).state is State.DONE
    assert len(village.records.visits(village.person(nam), day_of(village.now), day_of(village.now))) == 2


def test_a_request_without_a_hamlet_asks_the_holder_which(village: Village) -> None:
    """An administrator of the commune chooses from its hamlets."""
    village.member("Nam", "Xóm 4")
    hoa, ba = village.admin("Hoa"), village.resident()
    ba.says("nhờ người đến giúp", "đồng ý", "xã minh hợp")
    ba.presses("Không rõ").says(WANTS).presses("Càng", "Nhắn", "Gửi")

    hoa.presses("Nhận", "Xong", "Xong", "2 người")
    assert "xóm nào" in hoa.text
    hoa.presses("Bản Nà")

    assert "Bản Nà, 21/11/2026, 2 người" in hoa.text


def test_only_the_holder_says_that_it_is_done(village: Village) -> None:
    """Others read who holds it."""
    nam, lan = village.member("Nam", "Xóm 4"), village.leader("Lan", "Xóm 4")
    taken(village, village.resident(), nam)
    code = nam.code_of("Xong")

    assert "Nam đang giữ" in lan.sends_code(code).text


def test_a_province_administrator_closes_without_a_visit(village: Village) -> None:
    """They log none; it says so."""
    tinh, ba = village.admin("Tỉnh", None), village.resident()
    ba.says("nhờ người đến giúp", "đồng ý", "phường Thành Vinh", WANTS).presses("Càng", "Nhắn", "Gửi")

    tinh.presses("Nhận", "Xong", "Xong", "1 người")

    assert "không có lượt nào được ghi" in tinh.text
    assert request_of(village, ba).state is State.DONE


def test_after_leaving_nothing_can_be_done(village: Village) -> None:
    """Rights end with the role."""
    nam = village.member("Nam", "Xóm 4")
    phones(village.resident())
    code = nam.code_of("Nhận")
    village.write(EndMembership(village.person(nam).memberships[0].id, None))

    assert "dành cho người trong Tổ" in nam.sends_code(code).text
