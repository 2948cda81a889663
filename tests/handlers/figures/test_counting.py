"""Questions are counted as they are asked, by day, channel and commune; the counts outlive the texts and hold none."""

from datetime import timedelta

from handlers.figures import questions
from handlers.figures.periods import Unit, period_of
from handlers.figures.rows import Rows, Scope
from handlers.message import Channel
from tests.village import MINH_HOP, Talker, Village


def rows(village: Village, viewer: Talker, scope: Scope) -> Rows:
    """The month's."""
    day = village.now.date()
    found = village.records.figure_rows(village.person(viewer), scope, day.replace(day=1), day, village.now)
    assert found is not None
    return found


def numbers(village: Village, viewer: Talker, scope: Scope) -> list[float | None]:
    """Asked, answered, unanswered, outside."""
    found, month = rows(village, viewer, scope), period_of(Unit.MONTH, village.now.date())
    of = (questions.asked, questions.answered, questions.unanswered, questions.outside)
    return [figure(found, month).value for figure in of]


def test_each_question_once_with_what_became_of_it(village: Village) -> None:
    """Small talk, menus and buttons under an answer count nothing."""
    hanh, ba = village.admin("Hạnh", None), village.resident(Channel.ZALO_OA)
    assert numbers(village, hanh, Scope()) == [None] * 4
    ba.starts().says("làm khai sinh cho con cần giấy tờ gì", "cảm ơn", "thủ tục ly hôn thế nào", "đăng ký nuôi ong")
    ba.says("làm khai sinh cho con cần giấy tờ gì").presses("Giúp được rồi")

    assert numbers(village, hanh, Scope()) == [4, 2, 1, 1]
    assert {item.channel for item in rows(village, hanh, Scope()).asked} == {Channel.ZALO_OA}
    assert questions.helped_share(rows(village, hanh, Scope()), period_of(Unit.MONTH, village.now.date())).value == 100


def test_an_answer_helps_once(village: Village) -> None:
    """Pressed twice, before and after a restart, it counts once; what is said last holds; another answer counts anew."""
    hanh, ba = village.admin("Hạnh", None), village.resident(Channel.ZALO_OA)

    def helped() -> list[tuple[bool, int]]:
        return [(item.helped, item.count) for item in rows(village, hanh, Scope()).helped]

    ba.says("làm khai sinh cho con cần giấy tờ gì")
    yes, no = ba.code_of("Giúp được rồi"), ba.code_of("Chưa giúp được")
    ba.sends_code(yes).sends_code(yes)
    village.restart()
    ba.sends_code(yes)
    assert helped() == [(True, 1)]
    ba.sends_code(no)
    assert "Chưa giúp được" not in ba.text and helped() == [(False, 1)]
    ba.sends_code(yes)
    ba.says("khai sinh muộn có bị phạt không").presses("Giúp được rồi").says("Giúp được rồi")
    assert helped() == [(True, 2)]
    village.resident(Channel.ZALO_OA).says("làm khai sinh cho con cần giấy tờ gì").presses("Chưa giúp được")
    assert helped() == [(True, 2), (False, 1)]


def test_the_figures_outlive_the_texts(village: Village) -> None:
    """When everything said is forgotten, the counts stand, and nothing of the words is in them."""
    hanh = village.admin("Hạnh", None)
    village.resident().says("làm khai sinh cho con cần giấy tờ gì", "đăng ký nuôi ong")
    before, late = numbers(village, hanh, Scope()), village.now + timedelta(days=1)
    village._run(village.storage.forget(late, late, late))

    assert numbers(village, hanh, Scope()) == before == [2, 1, 1, 0]


def test_a_member_s_questions_count_in_their_commune(village: Village) -> None:
    """Also those asked beside a resident; another commune's don't."""
    hoa, lan = village.admin("Hoa"), village.member("Lan", "Xóm 4")
    lan.says("hỏi giúp bà Tám", "làm khai sinh cho con cần giấy tờ gì")
    village.resident().says("làm khai sinh cho con cần giấy tờ gì")

    assert numbers(village, hoa, Scope(MINH_HOP)) == [1, 1, 0, 0]


def test_a_line_for_a_form_is_no_question(village: Village) -> None:
    """What was meant for the draft of a visit isn't counted."""
    hanh, lan = village.admin("Hạnh", None), village.member("Lan", "Xóm 4")
    lan.says("sáng nay xóm 4 giúp 12 người cài VNeID", "đăng ký nuôi ong")

    assert rows(village, hanh, Scope()).asked == ()
