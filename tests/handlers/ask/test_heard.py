"""A spoken message that was written down: shown, and asked only when the person says that it is right."""

import pytest

from handlers.ask import texts
from handlers.message import Other, Voice
from tests.conversing import Conversing

SPOKEN = "làm lại căn cước hết bao nhiêu tiền"


def test_right(chat: Conversing) -> None:
    """What was heard is shown first; "Đúng" asks it, as if it had been typed."""
    answer = chat.says(SPOKEN)

    assert chat.hears(SPOKEN) == f"Trợ lý nghe được: «{SPOKEN}». Đúng không ạ?"
    assert chat.buttons == ["Đúng", "Không đúng"]
    assert chat.presses("Đúng") == answer
    assert chat.state.heard is None
    assert chat.state.question == SPOKEN


@pytest.mark.parametrize("line", ["1", "đúng", "dung roi", "dạ đúng", "ừ", "vâng", "Đúng rồi!"])
def test_right_by_typing(chat: Conversing, line: str) -> None:
    """Where there are no buttons a number or a word will do."""
    chat.hears(SPOKEN)
    chat.says(line)

    assert (chat.topic, chat.state.facet) == ("cap-doi-the-can-cuoc", "fee")


@pytest.mark.parametrize("line", ["2", "không", "không đúng", "khong phai", "sai rồi", "Nhầm rồi"])
def test_wrong_by_typing(chat: Conversing, line: str) -> None:
    """Typing is asked for, nothing is answered and nothing is noted."""
    chat.hears(SPOKEN)

    assert chat.says(line) == texts.HEARD_TYPE
    assert (chat.topic, chat.state.heard, chat.changes) == (None, None, [])


def test_wrong_by_button(chat: Conversing) -> None:
    """The same by button; what is typed next is an ordinary question."""
    chat.hears("làm lại căn cướp")

    assert chat.presses("Không đúng") == texts.HEARD_TYPE
    chat.says(SPOKEN)
    assert chat.topic == "cap-doi-the-can-cuoc"


def test_another_question_instead(chat: Conversing) -> None:
    """Whoever types something else is answered that; what was heard is forgotten."""
    chat.hears(SPOKEN)
    chat.says("đăng ký khai sinh cho con cần giấy gì")

    assert chat.topic == "khai-sinh"
    assert chat.state.heard is None


def test_an_earlier_button_confirms_nothing(chat: Conversing) -> None:
    """ "Đúng" under the first of two recordings says nothing of the second."""
    chat.hears(SPOKEN)
    earlier = chat.codes["Đúng"]
    chat.hears("đăng ký khai sinh cho con cần giấy gì")

    assert texts.OLD_BUTTON in chat.sends_code(earlier)
    assert chat.topic is None


def test_twice_pressed(chat: Conversing) -> None:
    """The second press finds nothing that waits."""
    chat.hears(SPOKEN)
    right = chat.codes["Đúng"]
    chat.sends_code(right)

    assert texts.OLD_BUTTON in chat.sends_code(right)


def test_a_spoken_choice(chat: Conversing) -> None:
    """ "số hai" chooses the second of what was offered before, not the second of right and wrong."""
    chat.starts()
    second = chat.buttons[1]
    chat.hears("số hai")

    chat.presses("Đúng")

    assert chat.text.startswith(second)


def test_a_spoken_answer_in_a_list(chat: Conversing) -> None:
    """A number said fills the list; a wrong one leads back to the same question."""
    chat.sends_code("1:c:gia-han-bhyt-ho-gia-dinh")
    asked = chat.text
    chat.hears("ba người")
    assert chat.presses("Không đúng").endswith(asked)

    chat.hears("bốn người")
    chat.presses("Đúng")

    assert chat.state.checklist is None or chat.state.checklist.answers[0][1] == "4"


def test_a_number_said_aloud_is_masked(chat: Conversing) -> None:
    """What was masked in the recording is named, and what is shown holds no number."""
    shown = chat.hears("số căn cước của tôi là 040095001234 làm lại được không")

    assert "040095001234" not in shown
    assert "số giấy tờ" in shown
    assert "«" in shown


def test_a_long_recording_is_shown_in_part_and_asked_whole(chat: Conversing) -> None:
    """Five hundred characters are enough to see whether it was heard well."""
    said = "tôi muốn hỏi " * 60 + SPOKEN
    assert len(chat.hears(said)) < 560

    chat.presses("Đúng")

    assert chat.state.question == said


def test_something_unreadable_in_between(chat: Conversing) -> None:
    """After a sticker "1" means nothing of the recording any more."""
    chat.hears(SPOKEN)
    chat.sends(Other("sticker"))

    assert chat.state.heard is None


def test_noise_is_not_shown(chat: Conversing) -> None:
    """A recording without words is one that wasn't heard."""
    assert chat.sends(Voice("f", 3, heard="…")) in texts.VOICE_NOT_HEARD
