"""Chat over HTTP as a page sees it."""

import asyncio
import re
from typing import Any

import pytest

from tests.bot.talk import Chat


async def test_a_message_is_answered(chat: Chat) -> None:
    """A typed question comes back with the handler's reply, for the day in Vietnam."""
    data = await chat.post(conversation="abc", event="1", text="khai sinh cần gì")

    assert data["conversation"] == "abc"
    [reply] = data["replies"]
    assert reply["text"] == "1: khai sinh cần gì\n\nHôm nay 2026-11-21."
    assert reply["buttons"][0] == {"label": "Khai sinh", "action": "1:t:khai-sinh"}
    assert reply["asked"] == {"event": "1", "text": "khai sinh cần gì"}


async def test_a_conversation_of_the_servers(chat: Chat) -> None:
    """Left out, it is 128 random bits, different each time."""
    ids = {(await chat.post(text="chào"))["conversation"] for _ in range(3)}

    assert len(ids) == 3 and all(re.fullmatch(r"[0-9a-f]{32}", conversation) for conversation in ids)


async def test_a_pressed_button(chat: Chat) -> None:
    """A known one does what it says; an old, unknown or empty one gets a kind answer."""
    [reply] = (await chat.post(action="1:t:khai-sinh"))["replies"]
    assert reply["keep"] and reply["blocks"][0] == {"kind": "title", "text": "Giấy tờ khai sinh"}

    for action in ("0:t:khai-sinh", "1:zz", "", "x" * 5000, "\ud800"):
        [reply] = (await chat.post(action=action))["replies"]
        assert "cũ rồi" in reply["text"]


async def test_the_same_event_has_the_same_replies(chat: Chat) -> None:
    """Also with another text, also a hundred times, at once and later; another conversation may use the same id."""
    first = await chat.post(conversation="a", event="1", text="một")
    again = await asyncio.gather(*(chat.post(conversation="a", event="1", text="khác") for _ in range(100)))

    assert all(data == first for data in again)
    assert (await chat.says("hai lần", "a"))[0].startswith("2: hai lần")
    assert (await chat.post(conversation="b", event="1", text="của b"))["replies"][0]["text"].startswith("1: của b")


@pytest.mark.parametrize("text", ["", " ", "\n", "😀", "\u0000", "…", "\ud800", "{}", "' OR 1=1 --"])
async def test_any_text_is_answered(chat: Chat, text: str) -> None:
    """What isn't a question is still a message."""
    assert len((await chat.post(text=text))["replies"]) == 1


async def test_markup_comes_back_as_text(chat: Chat) -> None:
    """Nothing is escaped or taken away: the page shows it as text."""
    markup = "<script>alert(1)</script><img src=x onerror=alert(1)>&amp;"

    assert markup in (await chat.says(markup))[0]


async def test_ten_thousand_characters(chat: Chat) -> None:
    """The first 2,000 are read, and it says so."""
    [text] = await chat.says("làm căn cước " * 800)

    assert "2.000 ký tự" in text and len(text) < 2_200


async def test_replies_as_json(chat: Chat) -> None:
    """All of a conversation, or those after an id; another's never; an unknown one is empty."""
    conversation = "c1"
    await chat.says("hai", conversation)
    await chat.says("xong", conversation)

    replies = (await get(chat, conversation=conversation, after="0"))["replies"]
    assert [reply["text"][:4] for reply in replies] == ["Một.", "Hai.", "2: x"]
    assert [reply["asked"].get("text") for reply in replies] == ["hai", "hai", "xong"]
    later = await get(chat, conversation=conversation, after=str(replies[1]["id"]))
    assert later == {"conversation": conversation, "replies": replies[2:]}
    assert (await get(chat, conversation="c2"))["replies"] == []
    assert (await get(chat, conversation=conversation, after="9" * 18))["replies"] == []


async def test_too_fast(chat: Chat) -> None:
    """Beyond the limit 429 says when; what was accepted may always be sent again; others go on."""
    first = await chat.post(conversation="a", event="first", text="chào")
    statuses = set()
    for n in range(40):
        body = {"conversation": "a", "event": str(n), "text": "x"}
        async with chat.session.post(chat.url + "/api/chat", json=body) as response:
            statuses.add(response.status)
            last = await response.json()
            wait = response.headers.get("Retry-After")

    assert statuses == {200, 429}
    assert last["error"]["code"] == "too_many" and wait is not None and wait in last["error"]["message"]
    assert await chat.post(conversation="a", event="first", text="chào") == first
    assert len(await chat.says("chào", "b")) == 1


async def get(chat: Chat, **query: str) -> dict[str, Any]:
    """Replies as plain JSON."""
    async with chat.session.get(chat.url + "/api/chat", params=query) as response:
        assert response.status == 200
        data: dict[str, Any] = await response.json()
        return data
