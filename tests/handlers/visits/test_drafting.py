"""A visit in one line: read back, saved on one tap, once, by whoever may; never two lost for one."""

from dataclasses import replace

import pytest

from handlers.conversation import Conversation
from handlers.message import Channel, Message, Text
from handlers.reply import plain_text
from handlers.scene import Scene
from handlers.teams.changes import EndMembership
from handlers.teams.model import Hamlet, Role
from handlers.teams.people import Membership, Person
from handlers.visits import texts_activities as names
from handlers.visits.note import Outcome
from handlers.visits.one import draft_of
from handlers.visits.typing_in import typed
from handlers.visits.visit import PutVisit, Visit
from knowledge.communes import load_communes
from knowledge.content import Content
from tests.conftest import TODAY
from tests.village import DONG_LOC, MINH_HOP, Talker, Village

LINE = "sáng nay xóm 4 giúp 12 người cài VNeID, 3 ca khai sinh online, 1 bà cụ chưa xong"


def saved(talker: Talker) -> list[Visit]:
    """What the last thing said wrote down."""
    return [change.visit for change in talker.changes if isinstance(change, PutVisit)]


def test_a_clear_line_is_a_card_and_one_tap(village: Village) -> None:
    lan = village.member("Lan", "Xóm 4")
    lan.says(LINE)
    assert "Xóm 4, xã Minh Hợp" in lan.text and "thứ Bảy 21/11/2026, hôm nay" in lan.text
    assert "Cài đặt VNeID: 12 người" in lan.text and "Khai sinh: 3 hồ sơ nộp trên mạng, chưa xong" in lan.text
    assert lan.buttons == ["Lưu", "Sửa ngày", "Sửa xóm", "Sửa việc", "Sửa số người", "Bỏ"]
    lan.presses("Lưu")
    (visit,) = saved(lan)
    assert lan.text.startswith("Đã lưu: Xóm 4") and lan.buttons == ["Sửa", "Bỏ lượt này", "Ghi lượt khác"]
    assert (visit.people, visit.team_name, visit.by_name) == (15, "Tổ Xóm 4", "Lan")
    assert visit.activities[1].outcome is Outcome.IN_PROGRESS and visit.words == LINE


def test_a_resident_gets_an_answer_and_no_card(village: Village) -> None:
    someone = village.resident()
    someone.says("sáng nay xóm 4 giúp 12 người cài VNeID")
    assert "Lưu" not in someone.buttons and not saved(someone)


@pytest.mark.parametrize("line", ["lệ phí hộ chiếu", "mai xuống xóm 4 giúp bà con", "hôm nay công an xã làm không"])
def test_a_members_question_is_answered(village: Village, line: str) -> None:
    lan = village.member("Lan", "Xóm 4").says(line)
    assert "Lưu" not in lan.buttons and village.person(lan)


@pytest.mark.parametrize("word", ["lưu", "1", "ok lưu", "Lưu"])
def test_saving_by_word_or_number(village: Village, word: str) -> None:
    lan = village.member("Lan", "Xóm 4", Channel.ZALO_BOT)
    assert len(saved(lan.says(LINE, word))) == 1


def test_saving_twice_and_after_a_restart_is_one_visit(village: Village) -> None:
    lan = village.member("Lan", "Xóm 4").says(LINE)
    code = lan.code_of("Lưu")
    lan.presses("Lưu")
    village.restart()
    lan.sends_code(code)
    assert "đã lưu rồi" in lan.text and not saved(lan)
    assert len(village.records.visits(village.person(lan), village.now.date(), village.now.date())) == 1


def test_unclear_parts_are_asked_one_at_a_time(village: Village) -> None:
    lan = village.member("Lan", "Xóm 4")
    village.give(lan, Role.MEMBER, MINH_HOP, "Xóm 1")
    lan.says("tuần trước giúp vài người ở nhà văn hóa")
    assert "ngày nào" in lan.text and "Hôm qua 20/11" in lan.buttons
    lan.presses("Hôm qua")
    assert "xóm nào" in lan.text and {"Xóm 1", "Xóm 4"} <= set(lan.buttons)
    lan.says("xóm 1")
    assert "việc gì" in lan.text
    lan.presses("Dịch vụ công").says("hộ chiếu")
    assert "bao nhiêu người" in lan.text
    lan.presses("Không rõ số")
    assert "chưa rõ số người" in lan.text
    (visit,) = saved(lan.presses("Lưu"))
    assert (visit.hamlet.name, visit.day.day, visit.people) == ("Xóm 1", 20, None)
    assert visit.activities[0].topic == "cap-ho-chieu"


def test_a_typed_number_answers_the_question_of_how_many(village: Village) -> None:
    for channel in (Channel.TELEGRAM, Channel.ZALO_BOT):
        lan = village.member("Lan", "Bản Nà", channel).says("giúp bà con cài vneid")
        lan.says("-3")
        assert "một con số từ 1 đến 2000" in lan.text
        lan.says("6")
        assert "Cài đặt VNeID: 6 người" in lan.text
        lan.says("lưu")


def test_the_same_name_in_two_communes_is_asked(village: Village, content: Content) -> None:
    hamlets = (Hamlet(MINH_HOP, "Xóm 1", id=1), Hamlet(DONG_LOC, "Xóm 1", id=2), Hamlet(DONG_LOC, "Xóm Đông", id=3))
    boss = Person(1, "Chủ", (Membership(1, Role.COMMUNE_ADMIN, hamlets=hamlets),))
    message = Message(Channel.WEB, "a", "a", "1", village.now, Text("xóm 1 giúp 3 người cài vneid"))
    turn = typed(
        Scene(message, Conversation(), TODAY, boss, village.records, content, load_communes()),
        "xóm 1 giúp 3 người cài vneid",
    )
    assert turn and [press.label for press in turn.replies[0].buttons[:3]] == [
        "Xóm 1 (Minh Hợp)",
        "Xóm 1 (Đông Lộc)",
        "Xóm Đông",
    ]


def test_nobody_saves_for_a_hamlet_that_is_theirs_no_more(village: Village) -> None:
    lan = village.member("Lan", "Xóm 4")
    village.give(lan, Role.MEMBER, MINH_HOP, "Xóm 1")
    lan.says("xóm 4 giúp 12 người cài VNeID")
    held = next(one for one in village.person(lan).memberships if one.team_name == "Tổ Xóm 4")
    village.write(EndMembership(held.id, None))
    lan.presses("Lưu")
    assert "không còn phụ trách Xóm 4" in lan.text and not saved(lan)
    lan.presses("Xóm 1", "Lưu")
    assert saved(lan)[0].hamlet.name == "Xóm 1"


def test_a_new_note_while_one_is_open_loses_neither(village: Village) -> None:
    lan = village.member("Lan", "Xóm 4")
    second = "hôm qua xóm 4 giúp 2 ca khai tử"
    lan.says(LINE, second)
    assert "Lượt trước" in lan.text and "Khai tử: 2 người" in lan.text
    assert lan.buttons == ["Lưu cả hai", "Thay lượt trước", "Giữ lượt trước"]
    village.restart()
    assert [visit.day.day for visit in saved(lan.presses("Lưu cả hai"))] == [21, 20]
    lan.says("xóm 4 giúp 40 người quét mã qr", "hôm kia xóm 4 giúp 5 cụ làm hộ chiếu").presses("Thay lượt trước")
    assert "Hộ chiếu: 5 người" in lan.text
    lan.says("xóm 4 giúp 7 người cài zalo").presses("Giữ lượt trước")
    assert "Hộ chiếu: 5 người" in lan.text
    assert len(saved(lan.presses("Lưu"))) == 1


def test_lines_that_arrive_all_at_once_are_all_kept(village: Village) -> None:
    lan = village.member("Lan", "Xóm 4")
    lines = [f"ngày {day}/11 xóm 4 giúp {day} người cài vneid" for day in range(11, 20)]
    lan.says(*lines)
    assert "Lưu cả 9 lượt" in lan.buttons and len(lan.text) < 900
    assert [visit.people for visit in saved(lan.presses("Lưu cả 9"))] == list(range(11, 20))


def test_the_same_line_sent_again_is_the_same_draft(village: Village) -> None:
    lan = village.member("Lan", "Xóm 4").says(LINE, LINE)
    assert lan.buttons[0] == "Lưu" and len(saved(lan.presses("Lưu"))) == 1


def test_an_incomplete_first_one_goes_on_and_the_second_follows(village: Village) -> None:
    lan = village.member("Lan", "Xóm 4").says("giúp bà con cài vneid", "hôm qua xóm 4 giúp 2 ca khai tử")
    lan.presses("Ghi cả hai").says("5")
    lan.presses("Lưu")
    assert "Đã lưu" in lan.text and "Còn lượt sau" in lan.text and "Khai tử: 2 người" in lan.text
    assert saved(lan.presses("Lưu"))[0].people == 2


@pytest.mark.parametrize("word", ["hủy", "bỏ", "thôi", "thoi khong ghi nua"])
def test_dropping_asks_first(village: Village, word: str) -> None:
    lan = village.member("Lan", "Xóm 4").says(LINE, word)
    assert lan.buttons == ["Bỏ hẳn", "Giữ lại"]
    lan.presses("Giữ lại")
    assert "12 người" in lan.text
    lan.says(word, "có")
    assert "Đã bỏ" in lan.text
    assert not saved(lan.says("lưu"))


def change(village: Village, who: Talker, key: str, **parts: object) -> Scene:
    """Somebody with a visit on record open as a draft that changes it."""
    visit = village.records.visit(village.person(who), key)
    assert visit is not None
    opened = replace(draft_of(visit, village.now), **parts)  # type: ignore[arg-type]
    message = Message(who.account.channel, who.account.conversation, "x", f"edit/{who.name}", village.now, Text("lưu"))
    return Scene(
        message,
        Conversation(draft=opened),
        visit.day,
        village.person(who),
        village.records,
        village.assistant._content,
        load_communes(),
    )


def test_a_change_by_somebody_else_needs_a_reason_and_is_told(village: Village) -> None:
    lan, hoa = village.member("Lan", "Xóm 4"), village.leader("Hoa", "Xóm 4")
    (visit,) = saved(lan.says(LINE).presses("Lưu"))
    asked = typed(scene := change(village, hoa, visit.key, people=16), "lưu")
    assert asked and "Lượt này do Lan ghi" in plain_text(asked.replies[0]) and not asked.changes
    done = typed(scene.with_(asked.conversation), "chị Lan ghi nhầm")
    assert done and "Đã sửa" in plain_text(done.replies[0]) and "chị Lan ghi nhầm" in plain_text(done.notices[0].reply)
    village.write(*done.changes)
    (new,) = village.records.visits(village.person(lan), visit.day, visit.day)
    assert (new.by_name, new.people, new.logged, new.version) == ("Lan", 16, visit.logged, 2)


def test_a_change_on_old_ground_shows_what_came_meanwhile(village: Village) -> None:
    lan = village.member("Lan", "Xóm 4")
    (visit,) = saved(lan.says(LINE).presses("Lưu"))
    mine = change(village, lan, visit.key, people=16)
    first = typed(change(village, lan, visit.key, people=20), "lưu")
    assert first
    village.write(*first.changes)
    again = typed(mine, "lưu")
    assert again and not again.changes and "đã có người đổi" in plain_text(again.replies[0])
    done = typed(mine.with_(again.conversation), "lưu")
    assert done
    village.write(*done.changes)
    assert village.records.visits(village.person(lan), visit.day, visit.day)[0].people == 16


def test_every_topic_and_kind_has_a_short_name(content: Content) -> None:
    assert set(names.TOPICS) == set(content.topics)
    assert all(len(name) <= 25 for name in (*names.KINDS.values(), *names.TOPICS.values()))


def test_saving_what_is_not_complete(village: Village) -> None:
    """The missing part is asked for again, and nothing is saved or taken for a question."""
    lan = village.member("Lan", "Xóm 4").says("giúp mấy bà quét QR", "lưu")

    assert "Chưa lưu được" in lan.text
    assert "bao nhiêu người" in lan.text
    assert "Đã lưu" in lan.says("3", "lưu").text
