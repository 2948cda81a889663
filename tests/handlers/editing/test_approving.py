"""The second person in chat: an edit that waits comes to them, is approved or sent back, and its author hears of it."""

from dataclasses import replace

import pytest

from handlers.editing.edit import Publish, PutEdit, Status, StoredEdit
from handlers.editing.permission import SECOND_PERSON
from handlers.teams.changes import EndMembership, SetCommune
from tests.village import DONG_LOC, MINH_HOP, Talker, Village

PHRASE = "Ông nội bồng cháu ra xã làm giấy khai sinh thay bố mẹ được không"
NUMBER = "0238 3111222"


@pytest.fixture
def hoa(village: Village) -> Talker:
    """An administrator of Minh Hợp, where a second person approves."""
    village.write(SetCommune(MINH_HOP, SECOND_PERSON, "1"))
    return village.admin("Hoa")


def sent(hoa: Talker, line: str = f"thêm câu hỏi mẫu cho khai sinh: {PHRASE}") -> None:
    """An edit is handed in, and what is due happens."""
    hoa.says(line).presses("Gửi duyệt")
    hoa.village.tick()


def newest(village: Village, talker: Talker) -> StoredEdit:
    """The edit on record that was made last."""
    return village.records.edit_history(village.person(talker), "")[0]


def goes_live(village: Village, talker: Talker) -> None:
    """What is ready is published with the index that is live here."""
    ready = tuple((stored.id, stored.version) for stored in village.records.ready_edits())
    village.write(Publish(ready, village.assistant._asking.understander.index.name))
    village.tick()


def test_approved_by_one_tap_and_told_to_its_author(village: Village, hoa: Talker) -> None:
    """Who, where, what; once; the tap makes it ready, and the author hears when it is live, and from whom."""
    nam, others = village.admin("Nam"), village.admin("Tâm", DONG_LOC)

    sent(hoa)

    assert "chờ người thứ hai duyệt: Nam" in hoa.text
    assert "Bản sửa số 1 chờ anh/chị duyệt" in nam.heard
    assert "Hoa gửi: Đăng ký khai sinh › câu hỏi mẫu › “" in nam.heard
    assert f"Thêm: “{PHRASE}”" in nam.heard and "sẽ được trả lời: “Không cần giấy ủy quyền" in nam.heard
    assert nam.offered == ["Duyệt", "Không duyệt"]
    assert hoa.heard == others.heard == ""
    code = nam.code_of("Duyệt")
    village.tick()
    assert nam.heard == ""

    nam.sends_code(code)

    assert "Đã duyệt bản sửa số 1" in nam.text
    approved = newest(village, hoa)
    assert (approved.status, approved.approved_name) == (Status.READY, "Nam")
    assert "Nam đã duyệt bản sửa số 1 rồi" in nam.sends_code(code).text
    goes_live(village, hoa)
    assert "Bà con đang thấy bản sửa số 1 của anh/chị: Đăng ký khai sinh" in hoa.heard
    assert "Nam đã duyệt." in hoa.heard
    village.tick()
    assert hoa.heard == ""


def test_sent_back_with_a_reason(village: Village, hoa: Talker) -> None:
    """The reason is asked for, needs words, and comes to the author; a second one who taps reads who was faster."""
    nam, tam = village.admin("Nam"), village.admin("Tám", None)
    sent(hoa, f"sửa số điện thoại trung tâm hành chính công thành {NUMBER}")
    assert f"Thêm: “{NUMBER}”" in tam.heard and "Áp dụng ở: xã Minh Hợp" in tam.heard
    late = tam.code_of("Duyệt")

    nam.presses("Không duyệt")
    assert "Vì sao chưa duyệt bản sửa số 1?" in nam.text
    assert "Cần lý do bằng vài chữ" in nam.says("!!").text
    nam.says("số này của nhà văn hóa.")

    assert "Đã trả lại bản sửa số 1 cho Hoa, kèm lý do: “số này của nhà văn hóa”" in nam.text
    assert "Nam đã trả lại bản sửa số 1 rồi, lý do: “số này của nhà văn hóa”" in tam.sends_code(late).text
    village.tick()
    assert "Nam chưa duyệt bản sửa số 1 của anh/chị: Danh bạ › Trung tâm hành chính công." in hoa.heard
    assert "Lý do: “số này của nhà văn hóa”." in hoa.heard
    assert nam.heard == tam.heard == ""
    assert newest(village, hoa).status is Status.DROPPED


def test_who_goes_on_to_something_else_refuses_nothing(village: Village, hoa: Talker) -> None:
    """A question, or "Thôi", leaves the edit waiting, and that is said."""
    nam = village.admin("Nam")
    sent(hoa)
    code = nam.code_of("Không duyệt")

    nam.presses("Không duyệt").says("đăng ký khai sinh cần giấy gì?")

    assert "giấy chứng sinh" in nam.text.lower()
    assert "Bản sửa số 1 chưa bị trả lại, vẫn đang chờ duyệt." in nam.text
    assert "vẫn đang chờ duyệt" in nam.sends_code(code).presses("Thôi").text
    nam.says("trùng câu đã có")
    assert newest(village, hoa).status is Status.WAITING


def test_a_button_is_for_what_was_shown(village: Village, hoa: Talker) -> None:
    """Withdrawn, written anew, or no right any more: it says so and approves nothing."""
    nam, binh = village.admin("Nam"), village.admin("Bình")
    sent(hoa)
    old = nam.code_of("Duyệt")
    draft = replace(newest(village, hoa), status=Status.DRAFT)
    village.write(PutEdit(draft))
    assert "đang được sửa lại" in nam.sends_code(old).text
    village.write(PutEdit(replace(draft, version=draft.version + 1, status=Status.WAITING)))

    nam.sends_code(old)

    assert "đã được sửa rồi gửi lại sau tin đó" in nam.text and "Duyệt" in nam.buttons
    fresh = nam.code_of("Duyệt")
    assert "do chính anh/chị soạn" in hoa.sends_code(fresh).text
    village.tick()
    assert "Bản sửa số 1 chờ anh/chị duyệt" in binh.heard
    village.write(EndMembership(village.person(binh).memberships[0].id, None))
    assert "Duyệt" not in binh.sends_code(fresh).text
    assert newest(village, hoa).status is Status.WAITING
    hoa.says("hoàn tác")
    assert "Hoa đã rút lại bản sửa số 1" in nam.sends_code(fresh).text
    village.tick()
    assert hoa.heard == ""


def test_nobody_is_woken(village: Village, hoa: Talker) -> None:
    """At ten in the evening it waits for seven in the morning; whoever has just written is awake."""
    nam = village.admin("Nam")
    village.at(22)
    sent(hoa)
    assert nam.heard == ""
    nam.says("chào")
    village.later(minutes=1).tick()
    assert "chờ anh/chị duyệt" in nam.heard

    village.at(22, days=1)
    sent(hoa, f"sửa số điện thoại trung tâm hành chính công thành {NUMBER}")
    assert nam.heard == ""
    village.at(7, days=1).tick()
    assert "Bản sửa số 2 chờ anh/chị duyệt" in nam.heard


def test_nobody_can_approve_yet(village: Village, hoa: Talker) -> None:
    """That is said at once; whoever becomes an administrator is told then."""
    sent(hoa)
    assert "chưa có người thứ hai nào duyệt được" in hoa.text and "/moi" in hoa.text

    nam = village.admin("Nam")
    village.tick()

    assert "Bản sửa số 1 chờ anh/chị duyệt" in nam.heard


def test_one_that_can_not_go_live_comes_back_to_who_sent_it(village: Village, hoa: Talker) -> None:
    """Author and approver hear what is wrong, that it is kept, and where to mend it."""
    nam = village.admin("Nam")
    sent(hoa, "tắt chủ đề khai sinh vì máy của xã đang hỏng")
    nam.presses("Duyệt")
    [ready] = village.records.ready_edits()
    village.write(PutEdit(replace(ready, status=Status.DRAFT, fault="câu dài 700 ký tự, nhiều nhất là 600")))

    village.tick()

    assert "Bản sửa số 1 của anh/chị chưa đăng được: Đăng ký khai sinh › tạm tắt" in hoa.heard
    for heard in (hoa.heard, nam.heard):
        assert "Máy soát thấy: câu dài 700 ký tự, nhiều nhất là 600" in heard
        assert "thành bản nháp số 1" in heard
    assert "“hoàn tác”" in hoa.heard and "/quantri" in hoa.heard
    assert "Bản sửa số 1 của Hoa chưa đăng được" in nam.heard and "Hoa đã được báo" in nam.heard
    village.tick()
    assert hoa.heard == nam.heard == ""


def test_sent_from_chat_without_a_second_person(village: Village) -> None:
    """The author hears that it is live; one from the console, where the page says so, stays silent."""
    hoa = village.admin("Hoa")
    hoa.says(f"thêm câu hỏi mẫu cho khai sinh: {PHRASE}").presses("Công bố")
    village.write(PutEdit(replace(newest(village, hoa), id=0, version=0, chat=False)))

    goes_live(village, hoa)

    assert hoa.heard.count("Bà con đang thấy") == 1
    assert "bản sửa số 1" in hoa.heard and "“hoàn tác”" in hoa.heard


def test_suggestions_once_a_day_and_what_becomes_of_them(village: Village) -> None:
    """At eight in the morning, together; taken on, live or refused, who suggested hears it."""
    lan, hoa, nam = village.member("Lan", "Xóm 4"), village.admin("Hoa"), village.admin("Nam", None)
    for words in (PHRASE, "bà ngoại xin giấy khai sinh lại cho cháu đã mất bản cũ"):
        lan.says(f"thêm câu hỏi mẫu cho khai sinh: {words}").presses("Gửi đề nghị")
    village.tick()
    assert hoa.heard == nam.heard == ""

    village.at(8, days=1).tick()

    for admin in (hoa, nam):
        assert "Có 2 đề nghị mới chờ anh/chị xem" in admin.heard
        assert admin.heard.count("Lan: Đăng ký khai sinh › câu hỏi mẫu") == 2
    village.later(hours=5).tick()
    assert hoa.heard == nam.heard == ""

    person = village.person(nam)
    first, second = (stored for stored in reversed(village.records.edits(person)))
    village.write(PutEdit(replace(first, status=Status.DRAFT, by=person.id, by_name="Nam")))
    village.write(
        PutEdit(replace(second, status=Status.DROPPED, fault="đã có câu gần giống", by=person.id, by_name="Nam"))
    )
    village.tick()
    assert "Nam đã nhận đề nghị của anh/chị: Đăng ký khai sinh" in lan.heard
    assert "Nam chưa nhận đề nghị của anh/chị" in lan.heard and "Lý do: “đã có câu gần giống”." in lan.heard
    taken = replace(first, version=first.version + 1, status=Status.DRAFT, by=person.id, by_name="Nam", note="thêm")
    village.write(PutEdit(taken))
    village.tick()
    assert lan.heard == ""
    village.write(PutEdit(replace(taken, version=taken.version + 1, status=Status.READY)))
    goes_live(village, nam)
    assert "Đề nghị của anh/chị đã được đăng" in lan.heard


def test_many_at_once_are_one_message(village: Village, hoa: Talker) -> None:
    """An imported file of thirty edits doesn't ring thirty times."""
    nam = village.admin("Nam")
    sent(hoa)
    nam.news = []
    one = newest(village, hoa)
    for _ in range(30):
        village.write(PutEdit(replace(one, id=0, version=0)))

    village.tick()

    assert len(nam.news) == 1
    assert "30 bản sửa chờ anh/chị duyệt" in nam.heard and "và 25 bản nữa" in nam.heard
