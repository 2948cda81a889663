"""What holds in one commune is said to whoever comes from there, and the commune is remembered."""

from dataclasses import replace
from datetime import date

import pytest

from handlers.router import make_handler
from knowledge.index import Index
from knowledge.overrides import PROVINCE, PROVINCE_NAME, Override
from knowledge.topic import Facet, Source, Statement
from knowledge.understand import Understander
from knowledge.weights import load_weights
from tests.conversing import Conversing

NOTE = Source("thong-bao", "Thông báo của xã", checked_on=date(2026, 11, 20))
QUESTION = "đăng ký tạm trú hết bao nhiêu tiền"
HERE, THERE = "Nộp tiền ở quầy số hai.", "Nộp tiền ở bưu điện."


def entry(unit: str, text: str, **changes: object) -> Override:
    """A fee statement of one unit; by default it is added to temporary residence."""
    place = PROVINCE_NAME if unit == PROVINCE else unit
    statement = Statement("rieng-" + str(len(text)), Facet.FEE, "nộp tiền ở đâu", text, NOTE, place=place)
    return Override(unit, "dang-ky-tam-tru", replace(statement, **changes), 0)


def understanding(index: Index, *entries: Override) -> Understander:
    """The shipped understanding of content with just these entries."""
    return Understander(replace(index, content=replace(index.content, overrides=entries)), load_weights())


@pytest.fixture(scope="module")
def local(index: Index) -> Understander:
    """Two communes with a statement of their own."""
    return understanding(index, entry("xã Minh Hợp", HERE), entry("phường Cửa Lò", THERE))


@pytest.fixture
def chat(local: Understander) -> Conversing:
    """A new conversation."""
    return Conversing(make_handler(local))


def test_who_names_no_commune_gets_the_general_answer(chat: Conversing) -> None:
    """Nothing local is said to somebody from nobody knows where."""
    chat.says(QUESTION)

    assert chat.topic == "dang-ky-tam-tru"
    assert HERE not in chat.text
    assert "Áp dụng tại" not in chat.text
    assert chat.state.place is None


@pytest.mark.parametrize("said", ["ở xã Minh Hợp {q}", "{q} o xa minh hop", "toi o minh hop, {q}"])
def test_the_question_names_the_commune(chat: Conversing, said: str) -> None:
    """The commune's sentence comes with the general fee, with its place and its source."""
    chat.says(said.format(q=QUESTION))

    assert chat.topic == "dang-ky-tam-tru"
    assert f"{HERE}\nÁp dụng tại xã Minh Hợp." in chat.text
    assert "7.000 đồng" in chat.text
    assert "Thông báo của xã (kiểm tra ngày 20/11/2026)" in chat.text


def test_an_old_name_leads_to_the_commune_of_today(chat: Conversing) -> None:
    """Phường Nghi Hương is phường Cửa Lò now."""
    chat.says(f"nhà ở phường Nghi Hương cũ, {QUESTION}")

    assert f"{THERE}\nÁp dụng tại phường Cửa Lò." in chat.text


def test_the_commune_is_remembered_until_another_is_named(chat: Conversing) -> None:
    """Said once it counts for what follows, typed or pressed; another one takes its place."""
    chat.says("tôi ở xã Minh Hợp, đăng ký tạm trú cần giấy gì")
    assert HERE not in chat.text

    assert HERE in chat.says("hết bao nhiêu tiền")
    chat.says("làm hộ chiếu cần giấy gì")
    assert HERE in chat.says(QUESTION)

    assert THERE in chat.says(f"còn ở phường Cửa Lò thì {QUESTION}")
    assert HERE not in chat.text
    assert THERE in chat.says(QUESTION)


def test_a_button_knows_the_commune_too(chat: Conversing) -> None:
    """The facet's button says the commune's sentence, and "more" doesn't repeat it."""
    chat.says("tôi ở xã Minh Hợp, đăng ký tạm trú cần giấy gì")

    assert HERE in chat.presses("Hết bao nhiêu tiền")
    assert HERE not in chat.presses("Xem thêm")


def test_asking_about_communes_tells_where_from(chat: Conversing) -> None:
    """Who asks what became of their commune has named it."""
    chat.says("xã Minh Hợp cũ nay thuộc xã nào")
    assert chat.topic == "xa-phuong-moi"

    assert HERE in chat.says(QUESTION)


def test_the_one_picked_of_several_is_remembered(index: Index) -> None:
    """A name that fits two places is asked back; the one picked counts from then on."""
    chat = Conversing(make_handler(understanding(index, entry("xã Châu Hồng", HERE))))
    chat.says("xã Châu Tiến nay thuộc xã nào")
    assert chat.state.place is None

    chat.says("ở Quỳ Hợp")

    assert chat.state.place == "xã Châu Hồng"
    assert HERE in chat.says(QUESTION)


def test_two_communes_in_one_question_are_none(chat: Conversing) -> None:
    """Moving from one to another doesn't say where somebody lives; what was known stays."""
    chat.says("tôi ở xã Minh Hợp", "chuyển từ phường Cửa Lò về xã Quỳnh Lưu thì đăng ký tạm trú hết bao nhiêu tiền")

    assert chat.state.place == "xã Minh Hợp"


def test_the_province_is_everybody(index: Index) -> None:
    """A province's sentence needs no commune; it takes the place of the general one in the ranking."""
    lead = Conversing(make_handler(understanding(index)))
    lead.says(QUESTION)
    first = lead.state.shown[0].removeprefix("dang-ky-tam-tru.")
    everywhere = entry(PROVINCE, "Cả tỉnh thu như nhau.", replaces=first)
    there = entry("xã Minh Hợp", HERE, replaces=first)
    chat = Conversing(make_handler(understanding(index, everywhere, there)))

    assert "Cả tỉnh thu như nhau.\nÁp dụng tại tỉnh Nghệ An." in chat.says(QUESTION)
    assert chat.state.shown[0] == f"dang-ky-tam-tru.{everywhere.statement.id}"
    assert HERE in chat.says(f"ở xã Minh Hợp {QUESTION}")
    assert "Cả tỉnh" not in chat.text


def test_while_nothing_is_local_nobody_is_remembered(index: Index) -> None:
    """Without an entry the conversation keeps nothing about where somebody lives."""
    chat = Conversing(make_handler(understanding(index)))

    chat.says(f"ở xã Minh Hợp {QUESTION}", "xã Minh Hợp cũ nay thuộc xã nào")

    assert chat.state.place is None


def test_a_commune_that_is_no_more_is_the_general_answer(chat: Conversing) -> None:
    """A state from before a change of communes is read without harm."""
    chat.state = chat.state.with_(place="xã Không Còn")

    assert HERE not in chat.says(QUESTION)
    assert "Nguồn: " in chat.text
