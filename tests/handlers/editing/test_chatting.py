"""Edits in chat, over the real store and the shipped content: read back, one tap, and taken back."""

from handlers.editing.edit import Status, StoredEdit
from handlers.editing.permission import SECOND_PERSON
from handlers.teams.changes import SetCommune
from handlers.teams.people import Person
from tests.village import MINH_HOP, Talker, Village

PHRASE = "Ông nội bồng cháu ra xã làm giấy khai sinh thay bố mẹ được không"


def edits_of(village: Village, talker: Talker) -> list[StoredEdit]:
    """What is on record as theirs and still open, newest first."""
    person: Person = village.person(talker)
    return [edit for edit in village.records.edits(person) if edit.author == person.id]


def test_a_phrase_is_added_by_one_tap_and_withdrawn(village: Village) -> None:
    """It is read back with the answer that it will get; before it is live "hoàn tác" leaves nothing of it."""
    hoa = village.admin("Hoa")

    hoa.says(f"Thêm câu hỏi mẫu cho khai sinh: {PHRASE}")

    assert "Đăng ký khai sinh" in hoa.text
    assert PHRASE in hoa.text
    assert "một phút" in hoa.text
    assert edits_of(village, hoa) == []
    hoa.presses("Công bố")
    [edit] = edits_of(village, hoa)
    assert (edit.status, edit.edit.file) == (Status.READY, "topics/khai-sinh.yaml")
    assert edit.edit.path[:2] == ("phrases", "plain")
    assert edit.edit.after[1] == PHRASE
    assert edit.commune == MINH_HOP

    hoa.says("hoàn tác")

    assert "chưa được công bố" in hoa.text
    assert edits_of(village, hoa) == []


def test_what_was_not_understood_becomes_a_phrase(village: Village) -> None:
    """Who administers is offered it under the fallback; a resident isn't."""
    hoa, resident = village.admin("Hoa"), village.resident()
    question = "cái mối ăn mất rồi thì tính răng"

    resident.says(question)
    hoa.says(question)

    assert "Thêm làm câu hỏi mẫu" not in resident.buttons
    hoa.presses("Thêm làm câu hỏi mẫu")
    assert question in hoa.text
    hoa.presses(hoa.buttons[0], "Công bố")
    [edit] = edits_of(village, hoa)
    assert edit.edit.after[1] == question


def test_two_phrases_before_the_first_is_live(village: Village) -> None:
    """Each gets a number of its own, whoever sent it: neither takes the place of the other."""
    hoa, nam = village.admin("Hoa"), village.admin("Nam")
    for admin, text in ((hoa, PHRASE), (nam, "Cháu đẻ ở nhà không có giấy của trạm thì làm khai sinh răng")):
        admin.says(f"Thêm câu hỏi mẫu cho khai sinh: {text}").presses("Công bố")
    [first], [second] = edits_of(village, hoa), edits_of(village, nam)
    assert first.edit.path != second.edit.path and second.edit.before is None
    nam.says("hoàn tác")
    assert edits_of(village, nam) == [] and edits_of(village, hoa) == [first]


def test_a_phrase_that_is_there_or_private(village: Village) -> None:
    """It says which topic has it; numbers of people are no phrases."""
    hoa = village.admin("Hoa")

    hoa.says("thêm câu hỏi mẫu cho khai sinh: chuyen ho khau ve nha vo thi dong bao nhieu tien")
    assert "đã có trong chủ đề “Đăng ký thường trú”" in hoa.text
    hoa.says("thêm câu mẫu cho khai sinh: gọi số 0912345678 để làm khai sinh")
    assert "số riêng" in hoa.text
    hoa.says("thêm câu hỏi mẫu cho nấu cơm: nấu cơm thì cho mấy nước")
    assert "Chưa rõ là chủ đề nào" in hoa.text
    assert edits_of(village, hoa) == []


def test_the_contact_of_a_commune(village: Village) -> None:
    """A number is no secret here: it isn't masked, and the commune's book gets it."""
    hoa = village.admin("Hoa")

    hoa.says("sửa số điện thoại trung tâm hành chính công thành 0238 3111222")

    assert "của xã Minh Hợp: Trung tâm hành chính công: 0238 3111222" in hoa.text
    assert "đừng gửi" not in hoa.text
    hoa.presses("Công bố")
    [edit] = edits_of(village, hoa)
    assert edit.edit.after["unit"] == MINH_HOP
    assert edit.edit.after["value"] == "0238 3111222"
    hoa.says("sửa số điện thoại trung tâm hành chính công thành ở nhà ông Ba")
    assert "chưa phải số điện thoại" in hoa.text


def test_the_province_changes_a_hotline(village: Village) -> None:
    """A contact of everybody is found by its name; the mark that it waits for confirmation goes."""
    nam = village.admin("Nam", commune=None)

    nam.says("sửa số điện thoại tổng đài Cổng Dịch vụ công quốc gia thành 1800 1097").presses("Công bố")

    [edit] = edits_of(village, nam)
    assert edit.edit.path == ("tong-dai-dvc",)
    assert edit.edit.before["confirm"] is True
    assert edit.edit.after == {
        "id": "tong-dai-dvc",
        "name": "Tổng đài Cổng Dịch vụ công quốc gia",
        "value": "1800 1097",
        "kind": "hotline",
    }


def test_a_topic_is_switched_off_for_ones_own_place(village: Village) -> None:
    """A commune for itself, the province for all; without a reason nothing happens."""
    hoa, nam = village.admin("Hoa"), village.admin("Nam", commune=None)

    hoa.says("tắt chủ đề khai sinh")
    assert "Cần ghi lý do" in hoa.text
    hoa.says("tắt chủ đề khai sinh vì máy của xã đang hỏng").presses("Công bố")
    nam.says("tắt chủ đề Đăng ký khai sinh vì đang chờ hướng dẫn mới").presses("Công bố")

    [local], [general] = edits_of(village, hoa), edits_of(village, nam)
    assert local.edit.after == {"id": "xa-minh-hop", "reason": "Máy của xã đang hỏng", "unit": MINH_HOP}
    assert general.edit.after == {"id": "tinh", "reason": "Đang chờ hướng dẫn mới"}
    assert {local.status, general.status} == {Status.READY}
    nam.says("bật lại chủ đề khai sinh")
    assert "không tắt" in nam.text


def test_a_member_only_suggests(village: Village) -> None:
    """It is passed on, and nothing goes live by it."""
    lan, hoa = village.member("Lan", "Xóm 4"), village.admin("Hoa")

    lan.says(f"thêm câu hỏi mẫu cho khai sinh: {PHRASE}").presses("Gửi đề nghị")

    assert "Đã chuyển đề nghị" in lan.text
    [edit] = edits_of(village, lan)
    assert edit.status is Status.SUGGESTED
    assert edit.id in {seen.id for seen in village.records.edits(village.person(hoa))}


def test_where_a_second_person_approves(village: Village) -> None:
    """The button says so, and so does the record."""
    hoa = village.admin("Hoa")
    village.write(SetCommune(MINH_HOP, SECOND_PERSON, "1"))

    hoa.says(f"thêm câu hỏi mẫu cho khai sinh: {PHRASE}").presses("Gửi duyệt")

    assert "người thứ hai" in hoa.text
    assert edits_of(village, hoa)[0].status is Status.WAITING


def test_an_older_button_publishes_nothing_else(village: Village) -> None:
    """Each tap is for what stood above it."""
    hoa = village.admin("Hoa")
    old = hoa.says(f"thêm câu hỏi mẫu cho khai sinh: {PHRASE}").code_of("Công bố")
    hoa.says("tắt chủ đề khai sinh vì máy của xã đang hỏng")

    hoa.sends_code(old)

    assert edits_of(village, hoa) == []
    hoa.says(f"thêm câu hỏi mẫu cho khai sinh: {PHRASE}").presses("Thôi")
    assert "không sửa gì" in hoa.text


def test_residents_words_are_questions(village: Village) -> None:
    """The same line from a resident is no edit."""
    resident = village.resident()

    resident.says("tắt chủ đề khai sinh vì tôi không thích", "hoàn tác")

    assert "Công bố" not in resident.buttons
