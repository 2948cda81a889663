"""Chat over HTTP as a page sees it."""

from tests.bot.conftest import Chat


async def test_a_message_is_answered(chat: Chat) -> None:
    """A typed question comes back with the handler's reply, for the day in Vietnam."""
    data = await chat.post(conversation="abc", event="1", text="khai sinh cần gì")

    assert data["conversation"] == "abc"
    [reply] = data["replies"]
    assert reply["text"] == "1: khai sinh cần gì\n\nHôm nay 2026-11-21."
    assert reply["buttons"][0] == {"label": "Khai sinh", "action": "1:t:khai-sinh"}
