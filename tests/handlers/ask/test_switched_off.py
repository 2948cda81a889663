"""A topic that is switched off says why wherever it would have answered: communes old and new, a list under way."""

from dataclasses import replace

from handlers.router import make_handler
from knowledge.topic import Off
from knowledge.understand import Understander
from knowledge.weights import load_weights
from tests.conversing import Conversing


def switched_off(understander: Understander, topic_id: str) -> Understander:
    """The same with a topic switched off in the whole province."""
    index = understander.index
    topic = replace(index.content.topics[topic_id], off=(Off("tinh", "Đang rà lại danh sách"),))
    content = replace(index.content, topics={**index.content.topics, topic_id: topic})
    return Understander(replace(index, content=content), load_weights())


def test_communes_are_not_answered_past_the_switch(understander: Understander) -> None:
    """Not in a conversation, not where a name fits several places, not in a group."""
    chat = Conversing(make_handler(switched_off(understander, "xa-phuong-moi")))

    for question in ("xã Nghi Diên cũ nay thuộc xã nào", "xã Đồng Thành giờ là xã gì"):
        said = chat.says(question)
        assert "Lý do: Đang rà lại danh sách." in said
        assert "Nguồn:" not in said
    assert "Đang rà lại danh sách" in chat.asks_in_group("xã Nghi Diên cũ nay thuộc xã nào")


def test_a_list_under_way_ends(understander: Understander) -> None:
    """A question in its middle is answered, then the list says why it doesn't go on."""
    chat = Conversing(make_handler(understander))
    chat.sends_code("1:c:khai-sinh")
    chat.handler = make_handler(switched_off(understander, "khai-sinh"))

    said = chat.says("cấp lại bằng lái xe hết bao nhiêu tiền")

    assert "Lý do: Đang rà lại danh sách." in said
    assert "Bước" not in said
