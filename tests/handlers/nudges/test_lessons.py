"""Lessons: what holds, a fair question, and answers told kindly."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from handlers.figures.periods import week_of
from handlers.message import Channel
from handlers.nudges.lessons import Taught, lesson_of
from handlers.nudges.quiz import GAP, make_quiz, quantities, sentences, teaches
from knowledge.content import Content
from tests.village import Village

BEGIN = date(2026, 9, 7)


_HELD: dict[date, frozenset[tuple[str, str]]] = {}


def _held(content: Content, day: date) -> frozenset[tuple[str, str]]:
    """Every number with its unit that something says on a day."""
    if day not in _HELD:
        said = (item.text for topic in content.topics.values() for item in topic.holding(day))
        _HELD[day] = frozenset(pair for text in said for pair in quantities(text))
    return _HELD[day]


def fair(content: Content, taught: Taught, day: date) -> None:
    """Exactly one answer is right, by the knowledge itself."""
    quiz, topic = taught.quiz, taught.topic
    assert len(set(quiz.choices)) == len(quiz.choices) == 3
    right = quiz.choices[quiz.right - 1]
    wrong = [choice for choice in quiz.choices if choice != right]
    held = _held(content, day)
    if quiz.gap:
        unit = right.partition(" ")[2]
        assert quiz.gap.replace(f"{GAP} {unit}", right) == quiz.sentence
        assert quiz.sentence in sentences(taught.statement.text)
        assert len(right) <= 25
        for choice in wrong:
            number, _, its_unit = choice.partition(" ")
            assert (number, its_unit) in held, "a number that doesn't hold today"
            assert its_unit == unit
            assert not any(number == other for item in topic.statements for other, _ in quantities(item.text))
    else:
        belief = next(item for item in topic.corrections if item.id == quiz.correction)
        assert belief.belief.rstrip(".;") == right.rstrip(".")
        assert belief.until is None or day <= belief.until
        true = {sentences(item.text)[0].rstrip(".;") for item in topic.holding(day)}
        assert all(choice.rstrip(".") in true for choice in wrong)


@pytest.mark.parametrize("person", [1, 2, 77])
def test_every_week_another_lesson_that_holds_with_one_right_answer(content: Content, person: int) -> None:
    before = None
    for number in range(70):
        day = BEGIN + timedelta(weeks=number, days=number % 7)
        taught = lesson_of(content, person, week_of(day), day)
        assert taught is not None
        assert teaches(taught.statement, day)
        assert len(taught.statement.text) <= 600
        assert {"resident", "team"} & set(taught.topic.audience)
        fair(content, taught, day)
        assert (taught.topic.id, taught.statement.id) != before
        before = taught.topic.id, taught.statement.id


@pytest.mark.parametrize("day", [date(2026, 11, 21), date(2027, 3, 1)])
def test_every_question_that_can_be_asked_is_fair(content: Content, day: date) -> None:
    asked = 0
    for topic in content.topics.values():
        for statement in topic.statements:
            quiz = make_quiz(content, topic, statement, day, "seed") if teaches(statement, day) else None
            if quiz:
                asked += 1
                fair(content, Taught("", topic, statement, quiz), day)
    assert asked > 300


def test_a_week_has_one_lesson_for_a_person_and_others_for_others(content: Content) -> None:
    week = week_of(BEGIN)
    days = [lesson_of(content, 5, week, week.first + timedelta(days=day)) for day in range(7)]
    assert len({taught.statement.id for taught in days if taught}) == 1
    people = [lesson_of(content, person, week, BEGIN) for person in range(20)]
    assert len({(taught.topic.id, taught.statement.id) for taught in people if taught}) > 5


def test_what_is_new_in_the_law_comes_first(content: Content) -> None:
    taught = lesson_of(content, 3, week_of(date(2026, 10, 1)), date(2026, 10, 1))
    assert taught is not None
    assert taught.statement.start is not None
    assert date(2026, 9, 28) - taught.statement.start <= timedelta(days=60)


def test_a_member_learns_answers_and_sees_the_score_of_the_month(village: Village, content: Content) -> None:
    lan = village.member("Lan", "Xóm 4", Channel.ZALO_BOT)
    lan.says("/hoc")
    assert "Nguồn:" in lan.text
    assert "Đố anh/chị" in lan.text
    today = date(2026, 11, 21)
    taught = lesson_of(content, village.person(lan).id, week_of(today), today)
    assert taught is not None
    lan.says(str(taught.quiz.right))
    assert "Đúng rồi" in lan.text
    assert "đúng 1/1 câu" in lan.text
    again = lan.says("bài học").text
    assert taught.statement.text.split("\n")[0] in again
    lan.says(str(taught.quiz.right % 3 + 1))
    assert "Chưa đúng, không sao" in lan.text
    assert "đúng 0/1 câu" in lan.text, "one lesson counts once"
    lan.presses("Bài khác")
    assert taught.statement.text.split("\n")[0] not in lan.text


def test_an_answer_to_a_lesson_that_is_over_is_old(village: Village) -> None:
    lan = village.member("Lan", "Xóm 4")
    lan.says("/hoc")
    old = lan.code_of(lan.buttons[0])
    lan.sends_code(old)
    lan.sends_code(old)
    assert "đã qua" in lan.text
    assert "Bài khác" in lan.buttons


def test_a_question_in_the_middle_of_a_lesson_is_answered(village: Village) -> None:
    lan = village.member("Lan", "Xóm 4")
    lan.says("/hoc")
    code = lan.code_of(lan.buttons[0])
    lan.says("làm hộ chiếu mất bao nhiêu tiền")
    assert "đồng" in lan.text
    lan.sends_code(code)
    assert "Tháng này anh/chị trả lời đúng" in lan.text


def test_the_score_begins_anew_with_the_month(village: Village) -> None:
    lan = village.member("Lan", "Xóm 4")
    lan.says("/hoc").presses(lan.buttons[0])
    village.at(9, days=20)
    lan.says("/hoc").presses(lan.buttons[0])
    assert "/1 câu" in lan.text


def test_beliefs_that_a_correction_gave_up_are_not_asked(content: Content) -> None:
    topic = content.topics["cap-doi-the-can-cuoc"]
    ended = replace(topic, corrections=tuple(replace(item, until=date(2020, 1, 1)) for item in topic.corrections))
    day = date(2026, 11, 21)
    quizzes = [make_quiz(content, ended, item, day, "s") for item in ended.statements if teaches(item, day)]
    assert all(quiz.gap for quiz in quizzes if quiz)
