"""The checklist wizard: one question at a time to this person's own list, never losing what was answered."""

import pytest

from handlers.action import encode
from handlers.ask import texts
from handlers.reply import Bullets, Paragraph
from knowledge.content import Content
from tests.conversing import Conversing

LIST_BUTTONS = (texts.CHECKLIST_BACK, texts.CHECKLIST_LEAVE)


def answers(chat: Conversing) -> tuple[tuple[str, str], ...]:
    """What was answered so far."""
    assert chat.state.checklist is not None
    return chat.state.checklist.answers


def choices(chat: Conversing) -> list[str]:
    """The choices of the question that waits."""
    return [label for label in chat.buttons if label not in LIST_BUTTONS]


@pytest.fixture
def birth(chat: Conversing) -> Conversing:
    """A conversation at the first question of the birth registration's list."""
    chat.says("đăng ký khai sinh cho con cần giấy tờ gì")
    chat.presses(texts.CHECKLIST)
    assert answers(chat) == ()
    return chat


def test_to_the_result(birth: Conversing, content: Content) -> None:
    """Each answer leads to the next question; the result is a document with sections, the day and its sources."""
    steps = 0
    while birth.state.checklist:
        birth.presses(choices(birth)[0])
        steps += 1

    (result,) = birth.replies
    headings = [block.text for block in result.blocks if isinstance(block, Paragraph)]
    assert steps >= 3
    assert result.keep
    assert result.title == content.topics["khai-sinh"].checklist.title
    assert headings[0] == "Giấy tờ:"
    assert "Nơi nộp:" in headings
    assert sum(isinstance(block, Bullets) for block in result.blocks) == len(headings)
    assert "21/11/2026" in birth.text
    assert birth.text.splitlines()[-1].startswith("Nguồn: ")
    assert "https://" in birth.text
    assert texts.CHECKLIST_RESTART in birth.buttons


def test_the_result_depends_on_the_answers(birth: Conversing) -> None:
    """A child born at home needs other papers than one born in hospital."""
    birth.presses("Chưa quá", "Đã đăng ký", "Bệnh viện", "Đến xã")
    hospital = birth.text
    birth.presses(texts.CHECKLIST_RESTART)
    birth.presses("Chưa quá", "Đã đăng ký", "Ở nhà, không ai", "Đến xã")

    assert "Giấy chứng sinh (" in hospital
    assert "Giấy chứng sinh (" not in birth.text
    assert "cam đoan" in birth.text


def test_back_by_button_and_word(birth: Conversing) -> None:
    """One question back, again and again; the answers before it stay."""
    birth.presses("Đã quá", "Không")
    assert answers(birth) == (("han", "qua-han"), ("dien-mien", "khong"))

    birth.presses(texts.CHECKLIST_BACK)
    assert answers(birth) == (("han", "qua-han"),)

    birth.says("quay lại")
    assert answers(birth) == ()
    assert texts.CHECKLIST_BACK not in birth.buttons

    birth.says("quay lai")
    assert answers(birth) == ()


def test_restart_and_leave(birth: Conversing) -> None:
    """Begin again at the first question; leave, and it is said how to come back."""
    birth.presses("Đã quá")
    birth.says("làm lại từ đầu")
    assert answers(birth) == ()

    birth.presses("Đã quá")
    birth.says("thôi")
    assert birth.state.checklist is None
    assert birth.text == texts.CHECKLIST_LEFT


def test_a_question_in_the_middle(birth: Conversing) -> None:
    """It is answered, and the list goes on at the same field with all that was answered."""
    birth.presses("Đã quá")
    waiting = choices(birth)

    birth.says("làm hộ chiếu hết bao nhiêu tiền")

    assert birth.topic == "cap-ho-chieu"
    assert "Nguồn: " in birth.text
    assert texts.CHECKLIST_RESUME in birth.text
    assert answers(birth) == (("han", "qua-han"),)
    assert [press.label for press in birth.replies[-1].buttons][: len(waiting)] == waiting
    birth.says("2")
    assert answers(birth) == (("han", "qua-han"), ("dien-mien", "khong"))


def test_a_follow_up_in_the_middle(birth: Conversing) -> None:
    """A short question is about the list's topic."""
    birth.presses("Chưa quá")

    birth.says("bao lâu thì có giấy khai sinh")

    assert birth.topic == "khai-sinh"
    assert answers(birth) == (("han", "trong-han"),)


def test_choosing_by_typing(birth: Conversing) -> None:
    """A number, an ordinal or the words of a choice, also misspelt."""
    birth.says("1")
    assert answers(birth) == (("han", "trong-han"),)
    birth.says("da dang ki ket hon")
    assert answers(birth)[-1] == ("cha-me", "da-ket-hon")
    birth.says("thứ hai")
    assert answers(birth)[-1] == ("noi-sinh", "nha-co-chung")


def test_an_old_button_of_the_list(birth: Conversing) -> None:
    """A choice of another question, pressed late, changes nothing and shows the question that waits."""
    birth.presses("Chưa quá")
    waiting = choices(birth)

    birth.sends_code("1:k:han:qua-han")

    assert texts.OLD_BUTTON in birth.text
    assert answers(birth) == (("han", "trong-han"),)
    assert choices(birth) == waiting


def test_a_topic_pressed_meanwhile_leaves_the_list(birth: Conversing) -> None:
    """Whoever presses something else has left the list."""
    birth.sends_code("1:t:ket-hon:fee")

    assert birth.topic == "ket-hon"
    assert birth.state.checklist is None


def test_every_list_comes_to_its_end(chat: Conversing, content: Content) -> None:
    """Pressing the first choice, and pressing the last, leads through every topic's list to a result with a place."""
    listed = [topic for topic in content.topics.values() if topic.checklist]
    assert len(listed) >= 12
    for topic in listed:
        assert topic.checklist is not None
        for pick in (0, -1):
            chat.sends_code(f"1:c:{topic.id}")
            for _ in range(len(topic.checklist.questions)):
                if chat.state.checklist is None:
                    break
                assert len(chat.buttons) <= 8
                assert all(len(encode(press.action)) <= 64 for press in chat.replies[-1].buttons)
                chat.presses(choices(chat)[pick])

            assert chat.state.checklist is None, topic.id
            assert chat.replies[-1].keep
            assert "Nơi nộp:" in chat.text
            assert "Nguồn: " in chat.text


@pytest.fixture
def insurance(chat: Conversing) -> Conversing:
    """A conversation at "how many persons?" of the health insurance's sum."""
    chat.says("bảo hiểm y tế hộ gia đình đóng bao nhiêu tiền")
    chat.presses(texts.CHECKLIST_SUM)
    assert "1 đến 15" in chat.text
    return chat


@pytest.mark.parametrize("persons", ["4", "bốn người", "4 người", "bon nguoi", "nhà 4 người", "bốn"])
def test_the_sum_in_words(insurance: Conversing, persons: str) -> None:
    """Four persons for twelve months: 4,5 % of 2.530.000, in falling shares, worked out in knowledge/test_sums."""
    insurance.says(persons)
    assert answers(insurance) == (("so-nguoi", "4"),)

    insurance.presses("12 tháng")
    while insurance.state.checklist:
        insurance.presses(choices(insurance)[0])

    assert insurance.replies[-1].keep
    assert "3.825.360" in insurance.text
    assert "1.366.200" in insurance.text


@pytest.mark.parametrize("number", ["0", "16", "99", "999999"])
def test_a_number_out_of_range(insurance: Conversing, number: str) -> None:
    """It says what it needs and loses nothing; the next try counts."""
    insurance.says(number)
    assert texts.CHECKLIST_BAD_NUMBER.format(low=1, high=15) in insurance.text
    assert answers(insurance) == ()

    insurance.says("15")
    assert answers(insurance) == (("so-nguoi", "15"),)


@pytest.mark.parametrize(
    ("typed", "given"),
    [("mười hai người", "12"), ("mười lăm", "15"), ("mười một", "11"), ("-3", None)],
)
def test_other_numbers(insurance: Conversing, typed: str, given: str | None) -> None:
    """Every number that may be answered may be typed in words; what is no whole number is refused, not bent."""
    insurance.says(typed)

    assert dict(answers(insurance)).get("so-nguoi") == given


@pytest.mark.parametrize("typed", ["4,5", "mười bảy", "chín mươi"])
def test_a_bad_number_is_no_question(insurance: Conversing, typed: str) -> None:
    """A number that can't be taken is asked for again; it isn't "outside of what the assistant knows"."""
    insurance.says(typed)

    assert texts.CHECKLIST_BAD_NUMBER.format(low=1, high=15) in insurance.text
