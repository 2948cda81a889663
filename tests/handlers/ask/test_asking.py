"""Asking: answers with their source and buttons, what comes after, and what can't be answered."""

from datetime import date

import pytest

from handlers.action import encode
from handlers.ask import texts
from handlers.conversation import Conversation
from handlers.message import Channel, Message, Text
from handlers.reply import plain_text
from handlers.router import make_handler
from handlers.turn import NoteHelped, NoteUnanswered
from knowledge.content import Content
from knowledge.topic import Facet
from knowledge.understand import Understander
from tests.conversing import NOON, TODAY, Conversing


def test_from_a_question_to_all_of_it(chat: Conversing, content: Content) -> None:
    """Ask, see another part, see the rest of it, then the other parts: always with a source and a way on."""
    chat.says("đăng ký khai sinh cho con cần giấy tờ gì")
    assert (chat.topic, chat.state.facet) == ("khai-sinh", Facet.DOCUMENTS)
    assert chat.text.startswith(content.topics["khai-sinh"].title)
    assert "Nguồn: " in chat.text
    assert {texts.HELPED, texts.NOT_HELPED, texts.ALL_FACETS} <= set(chat.buttons)

    chat.presses(texts.FACETS[Facet.FEE])
    assert (chat.topic, chat.state.facet) == ("khai-sinh", Facet.FEE)
    first = set(chat.state.shown)

    chat.presses("Xem thêm")
    assert chat.state.facet == Facet.FEE
    assert set(chat.state.shown) > first
    assert "Nguồn: " in chat.text

    chat.presses(texts.ALL_FACETS)
    assert texts.FACETS[Facet.WHERE] in chat.buttons
    assert len(chat.buttons) <= 8


def test_more_goes_on_until_nothing_is_left(chat: Conversing, content: Content) -> None:
    """Pressing "more" again and again says every statement of the facet exactly once."""
    chat.sends_code("1:t:khai-sinh:fee")
    for _ in range(10):
        if not any(label.startswith("Xem thêm") for label in chat.buttons):
            break
        chat.presses("Xem thêm")

    said = [name.removeprefix("khai-sinh.") for name in chat.state.shown]
    assert sorted(said) == sorted(s.id for s in content.topics["khai-sinh"].holding(TODAY) if s.facet is Facet.FEE)


@pytest.mark.parametrize(
    ("typed", "facet"),
    [
        ("2", Facet.STEPS_ONLINE),
        ("số 2", Facet.STEPS_ONLINE),
        ("chọn câu 2", Facet.STEPS_ONLINE),
        ("thứ hai", Facet.STEPS_ONLINE),
        ("cái đầu tiên", Facet.DOCUMENTS),
        ("chọn hai", Facet.STEPS_ONLINE),
        ("Hết bao nhiêu tiền", Facet.FEE),
        ("het bao nhiu tien", Facet.FEE),
        ("nop o dau", Facet.WHERE),
        ("cần giáy tờ gì", Facet.DOCUMENTS),
    ],
)
def test_choosing_by_typing(chat: Conversing, typed: str, facet: Facet) -> None:
    """A number, an ordinal, the words of a button or its misspelt label choose it."""
    chat.sends_code("1:t:khai-sinh:all")

    chat.says(typed)

    assert (chat.topic, chat.state.facet) == ("khai-sinh", facet)


def test_a_number_beyond_the_choices_chooses_nothing(chat: Conversing) -> None:
    """`9` of eight buttons isn't taken for any of them."""
    chat.sends_code("1:t:khai-sinh:all")

    chat.says("9")

    assert chat.state.facet is None


def test_a_choice_answers_the_question_that_was_asked(chat: Conversing, content: Content) -> None:
    """When several topics are offered, the chosen one answers what was asked, not the topic in general."""
    chat.says("mất thẻ thì làm lại ở đâu")
    offered = [label for label in chat.buttons if label != texts.CHOOSE_NONE]
    assert texts.CHOOSE in chat.text
    assert 2 <= len(offered) <= 4
    titles = {topic.title: topic.id for topic in content.topics.values()}

    chat.says("1")

    assert chat.topic == titles[offered[0]]
    assert chat.state.facet != Facet.OVERVIEW
    assert "Nguồn: " in chat.text


def test_a_follow_up_and_a_switch(chat: Conversing) -> None:
    """ "How much then?" stays with the topic; a question with its own subject leaves it."""
    chat.says("làm hộ chiếu cần giấy tờ gì")
    assert chat.topic == "cap-ho-chieu"

    chat.says("thế hết bao nhiêu tiền?")
    assert (chat.topic, chat.state.facet) == ("cap-ho-chieu", Facet.FEE)

    chat.says("còn bao lâu thì có")
    assert (chat.topic, chat.state.facet) == ("cap-ho-chieu", Facet.TIME)

    chat.says("đổi bằng lái xe hết hạn thì sao")
    assert chat.topic == "giay-phep-lai-xe"


def test_two_questions_are_both_answered(chat: Conversing, content: Content) -> None:
    """Two replies, each with its own source and buttons."""
    chat.says("khai sinh cho con cần giấy gì và đổi bằng lái xe ở đâu")

    assert len(chat.replies) == 2
    assert all("Nguồn: " in plain_text(reply) and reply.buttons for reply in chat.replies)
    assert content.topics["giay-phep-lai-xe"].title in chat.text


def test_the_old_name_is_understood_and_corrected(chat: Conversing, content: Content) -> None:
    """Whoever speaks of the household book gets what replaced it."""
    chat.says("nhập khẩu cho vợ có cần mang sổ hộ khẩu không")

    assert chat.topic == "dang-ky-thuong-tru"
    corrections = content.topics["dang-ky-thuong-tru"].corrections
    assert any(texts.CORRECTION.format(holds=correction.holds) in chat.text for correction in corrections)


def test_it_helped(chat: Conversing) -> None:
    """Thanks, and a note of it."""
    chat.says("quên mật khẩu vneid thì làm sao")

    chat.presses(texts.HELPED)

    assert chat.noted == [NoteHelped("vneid-quen-mat-khau", helped=True)]
    assert chat.text == texts.HELPED_THANKS
    assert chat.state.question is None


@pytest.mark.parametrize("reason", list(texts.REASONS))
def test_it_did_not_help(chat: Conversing, reason: str) -> None:
    """A reason is asked for; the question is recorded with it, and there is a way on."""
    question = "quên mật khẩu vneid thì làm sao"
    chat.says(question)

    chat.presses(texts.NOT_HELPED, texts.REASONS[reason])

    assert chat.noted == [
        NoteHelped("vneid-quen-mat-khau", helped=False),
        NoteHelped("vneid-quen-mat-khau", helped=False, reason=reason),
        NoteUnanswered(question, "not_helped", "vneid-quen-mat-khau"),
    ]
    assert texts.REASON_THANKS[reason] in chat.text
    assert chat.buttons


def test_who_wants_a_person_gets_people(chat: Conversing) -> None:
    """The local team comes first; unconfirmed hotlines are marked as such."""
    chat.says("bảo hiểm y tế hộ gia đình mua ở đâu")
    chat.presses(texts.PERSON)

    assert texts.PERSON_LOCAL[0] in chat.text
    assert f"1900 9068 {texts.UNCONFIRMED}" in chat.text
    assert texts.PERSON_POLICE not in chat.text


def test_a_near_miss_is_refused_by_name(chat: Conversing, content: Content) -> None:
    """What others handle is named, with who they are, and noted for the administrators."""
    question = "ly hôn thì nộp đơn ở đâu"
    chat.says(question)

    outside = content.outside["ly-hon"]
    assert outside.name in chat.text
    assert outside.pointer in chat.text
    assert content.topics["ket-hon"].title in chat.buttons
    assert chat.noted == [NoteUnanswered(question, "outside:ly-hon")]


def test_a_near_miss_is_no_follow_up(chat: Conversing) -> None:
    """However short, a matter of its own is refused by name; it isn't answered out of the last topic."""
    chat.says("xã Khánh Hợp giờ thuộc xã nào")

    said = chat.says("tui muốn ly hôn thì ra mô")

    assert "Ly hôn" in said and "Tòa án" in said


def test_numbers_count_in_the_last_message(chat: Conversing) -> None:
    """A question in the middle of a list: its own choices are typed as words, numbers answer the list's question."""
    chat.says("làm lại căn cước bị mất hết bao nhiêu tiền")
    chat.presses(texts.CHECKLIST)
    chat.says("đăng ký kết hôn mất bao nhiêu tiền")

    assert len(chat.replies) == 2
    first = chat.replies[0].buttons[0].label
    assert first in {label for label, _ in chat.state.earlier}
    assert [label for label, _ in chat.state.choices] == [press.label for press in chat.replies[1].buttons]
    chat.says("3")
    assert "DC02" in chat.text


def test_a_cry_for_help_gets_a_number_first(chat: Conversing) -> None:
    """The number stands in the first line, and no button is in the way."""
    chat.says("cháy nhà rồi cứu với")

    assert "114" in chat.text.splitlines()[0]
    assert chat.buttons == []


def test_a_scam_story_gets_the_anti_scam_answer(chat: Conversing) -> None:
    """Even in the middle of another topic."""
    chat.says("đổi máy mới thì vneid đăng nhập sao")
    chat.says("có người xưng công an gọi bắt tôi cài app lạ rồi chuyển tiền, có phải lừa đảo không")

    assert chat.topic == "lua-dao-vneid"
    assert "Nguồn: " in chat.text


def test_small_talk_is_answered_kindly(chat: Conversing) -> None:
    """A greeting and thanks get a word, never "không hiểu", and nothing is noted."""
    for said in ("xin chào", "cảm ơn nhé"):
        chat.says(said)
        assert chat.text not in texts.FALLBACKS
        assert texts.MENU_BUTTON in chat.buttons
    assert chat.noted == []


def test_what_is_not_understood_is_never_answered_alike_twice_running(chat: Conversing) -> None:
    """Fallbacks alternate, and the third miss in a row offers a person."""
    said = []
    for question in ("hôm nay trời có mưa không", "gia vang hom nay bao nhieu", "cách nấu phở bò"):
        said.append(chat.says(question))
        assert chat.buttons

    assert len(set(said)) == 3
    assert texts.PERSON_LOCAL[0] not in said[0] + said[1]
    assert texts.PERSON_LOCAL[0] in said[2]


def test_an_answer_between_starts_the_count_again(chat: Conversing) -> None:
    """Only misses in a row lead to a person."""
    chat.says("hôm nay trời có mưa không", "cách nấu phở bò", "làm hộ chiếu cần giấy gì")
    assert chat.state.misses == 0

    assert texts.PERSON_LOCAL[0] not in chat.says("gia vang hom nay bao nhieu")


@pytest.mark.parametrize("typed", ["", "   ", "🙂🙂", "?!", "…"])
def test_nothing_to_read(chat: Conversing, typed: str) -> None:
    """An empty message, emoji and mere punctuation get a kind word with a way on and change nothing."""
    chat.says("làm hộ chiếu cần giấy gì")
    before = chat.state

    chat.says(typed)

    assert chat.text in (texts.EMPTY, texts.NO_WORDS)
    assert chat.buttons == [texts.MENU_BUTTON]
    assert chat.state.with_(choices=()) == before.with_(choices=())


def test_a_masked_number_is_said_and_never_kept(chat: Conversing) -> None:
    """The person is told what was covered; the question is still answered; the number is nowhere."""
    chat.says("cccd của em là 040095001234, làm lại căn cước mất bao lâu")

    assert texts.MASKED_NAMES["citizen"] in chat.text
    assert chat.topic == "cap-doi-the-can-cuoc"
    assert "Nguồn: " in chat.text
    assert "040095001234" not in chat.text + str(chat.state)


def test_a_cut_message_says_so(understander: Understander) -> None:
    """Who sends more than is read is told, and what was read is answered."""
    message = Message(Channel.WEB, "c", "c", "e", NOON, Text("làm hộ chiếu cần giấy gì " * 80, cut=True))

    turn = make_handler(understander)(message, Conversation(), TODAY)

    assert plain_text(turn.replies[0]) == texts.CUT
    assert "2.000" in texts.CUT
    assert turn.conversation.topic == "cap-ho-chieu"


def test_ten_thousand_letters_do_no_harm(chat: Conversing) -> None:
    """A very long line is answered like any other."""
    chat.says("đăng ký tạm trú ở đâu " + "a" * 10_000)

    assert chat.topic == "dang-ky-tam-tru"


def test_the_same_question_on_another_day(understander: Understander) -> None:
    """A waiver that has ended isn't said any more, nor is anything else that ended."""
    later = Conversing(make_handler(understander), date(2027, 3, 1))
    now = Conversing(make_handler(understander))
    for chat in (now, later):
        chat.says("đăng ký tạm trú trên mạng có được miễn lệ phí không")
        assert chat.topic == "dang-ky-tam-tru"

    assert "dang-ky-tam-tru.mien-nop-mang" in now.state.shown
    assert "dang-ky-tam-tru.mien-nop-mang" not in later.state.shown
    assert later.state.shown


def test_everything_shown_can_be_pressed(chat: Conversing) -> None:
    """Each button's code fits every platform, and what a person may type for it is remembered."""
    for turn in (chat.starts, lambda: chat.says("làm căn cước hết bao nhiêu"), lambda: chat.presses(texts.ALL_FACETS)):
        turn()
        shown = [(press.label, encode(press.action)) for reply in chat.replies for press in reply.buttons]
        assert shown
        assert all(len(code.encode()) <= 64 for _, code in shown)
        assert list(chat.state.choices) == shown
