"""Each kind of update and its rule."""

from typing import Any

import pytest
from telegram import Update

from bot.channels.telegram_receive import Ignored, Me, read_update
from handlers.message import (
    Button,
    Channel,
    Contact,
    Content,
    Joined,
    Left,
    Location,
    Message,
    Other,
    Photo,
    Start,
    Text,
    Voice,
)
from tests.bot.talk import NOW

ME = Me(123456, "troly_thu_bot")
PRIVATE = {"id": 7, "type": "private", "first_name": "Năm"}
GROUP = {"id": -100200, "type": "supergroup", "title": "Xóm 4"}
SOMEBODY = {"id": 7, "is_bot": False, "first_name": "Năm"}
BOT = {"id": 123456, "is_bot": True, "first_name": "Trợ lý"}
FILE = {"file_id": "F", "file_unique_id": "U"}


def read(**content: Any) -> Message | Ignored:
    """What an update says."""
    return read_update(Update.de_json({"update_id": 5, **content}, None), ME, NOW)


def said(chat: dict[str, Any] = PRIVATE, **content: Any) -> Message | Ignored:
    """What a message of somebody says."""
    message = {"message_id": 31, "date": 1_780_000_000, "chat": chat, "from": SOMEBODY, **content}
    return read(message=message)


def content_of(read: Message | Ignored) -> Content:
    """The content of what must be a message."""
    assert isinstance(read, Message), read
    return read.content


def test_a_text() -> None:
    """Ids as text, the time as Telegram dates it, sensitive numbers masked."""
    message = said(text="số căn cước 040123456789 của tôi")

    assert isinstance(message, Message)
    assert (message.channel, message.conversation, message.sender, message.event) == (
        Channel.TELEGRAM,
        "7",
        "7",
        "5",
    )
    assert message.at.timestamp() == 1_780_000_000 and not message.group and message.quote is None
    assert isinstance(message.content, Text) and "040123456789" not in message.content.text
    assert message.masked


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("/start", Start()),
        ("/start hoi", Start("hoi")),
        ("/START@Troly_Thu_Bot abc", Start("abc")),
        ("/menu", Text("menu")),
        ("/help", Text("/help")),
        ("/giupdo", Button("1:p")),
        ("/khaisinh ở đâu", Text("/khaisinh ở đâu")),
        ("/menu@bot_khac", Text("/menu@bot_khac")),
        ("/", Text("/")),
        ("", Text("")),
    ],
)
def test_commands(text: str, content: Content) -> None:
    """Those we know do what they say, others are what was typed."""
    assert content_of(said(text=text)) == content


def test_a_secret_in_a_link_is_masked() -> None:
    """Anybody can type anything behind /start."""
    start = content_of(said(text="/start 040123456789"))

    assert isinstance(start, Start) and "040123456789" not in start.payload


@pytest.mark.parametrize(
    ("given", "content"),
    [
        ({"voice": {**FILE, "duration": 4}}, Voice("F", 4)),
        ({"audio": {**FILE, "duration": 61}}, Voice("F", 61)),
        ({"location": {"latitude": 18.6, "longitude": 105.7}}, Location(18.6, 105.7)),
        ({"contact": {"phone_number": "0912345678", "first_name": "Ai"}}, Contact()),
        (
            {"sticker": {**FILE, "type": "regular", "width": 1, "height": 1, "is_animated": False, "is_video": False}},
            Other("sticker"),
        ),
        ({"document": FILE}, Other("file")),
        ({"document": FILE, "animation": {**FILE, "width": 1, "height": 1, "duration": 1}}, Other("video")),
        ({"video": {**FILE, "width": 1, "height": 1, "duration": 1}}, Other("video")),
        ({"video_note": {**FILE, "length": 1, "duration": 1}}, Other("video")),
        ({"dice": {"value": 3, "emoji": "🎲"}}, Other("dice")),
    ],
)
def test_what_is_not_typed(given: dict[str, Any], content: Content) -> None:
    """What can be used is named with the channel's own handle; of a contact nothing is kept."""
    assert content_of(said(**given)) == content


def test_a_photo() -> None:
    """The largest size, and what is written under it, masked."""
    sizes = [
        {**FILE, "file_id": name, "width": w, "height": w} for name, w in (("nhỏ", 90), ("to", 1280), ("vừa", 320))
    ]

    photo = content_of(said(photo=sizes, caption="thẻ 040123456789"))

    assert isinstance(photo, Photo) and photo.file == "to" and "040123456789" not in photo.caption


def test_an_album() -> None:
    """Its pictures are one message."""
    picture: dict[str, Any] = {"photo": [{**FILE, "width": 1, "height": 1}], "media_group_id": "88"}

    events = {message.event for message in (said(**picture), said(**picture)) if isinstance(message, Message)}

    assert events == {"album-88"}


def test_an_official_who_writes_as_the_group() -> None:
    """Telegram shows a bot of its own as the sender of an anonymous administrator."""
    anonymous = {"id": 1087968824, "is_bot": True, "first_name": "Group"}
    message = {"message_id": 31, "date": 1, "chat": GROUP, "from": anonymous, "sender_chat": GROUP, "text": "/menu"}

    assert content_of(read(message=message)) == Text("menu")


def test_a_press() -> None:
    """Dated now, though its message is old; it names the message, also one that Telegram shows no more."""
    for date in (1_700_000_000, 0):
        message = {"message_id": 12, "date": date, "chat": PRIVATE}
        query = {"id": "q", "from": SOMEBODY, "chat_instance": "1", "data": "1:n", "message": message}
        press = read(callback_query=query)
        assert isinstance(press, Message)
        assert (press.content, press.pressed, press.at, press.conversation) == (Button("1:n"), "12", NOW, "7")


@pytest.mark.parametrize(
    ("before", "after", "content"),
    [("member", "kicked", Left()), ("kicked", "member", Joined()), ("left", "administrator", Joined())],
)
def test_coming_and_going(before: str, after: str, content: Content) -> None:
    """Blocked and unblocked, added and removed."""
    assert content_of(read(my_chat_member=member(before, after))) == content


def test_a_new_right_is_no_coming() -> None:
    """Who was made administrator was there before."""
    assert read(my_chat_member=member("member", "administrator")) == Ignored("rights_changed")


@pytest.mark.parametrize(
    ("content", "rule"),
    [
        ({"edited_message": {"message_id": 1, "date": 1, "chat": PRIVATE, "text": "x"}}, "edits_are_not_answered"),
        ({"channel_post": {"message_id": 1, "date": 1, "chat": {"id": -1, "type": "channel"}}}, "channel_post"),
        ({"inline_query": {"id": "1", "from": SOMEBODY, "query": "x", "offset": ""}}, "inline"),
        ({"callback_query": {"id": "1", "from": SOMEBODY, "chat_instance": "1", "data": "x"}}, "inline"),
        ({"something_new": {}}, "unknown_update"),
        ({"message": {"message_id": 1, "date": 1, "chat": PRIVATE, "from": BOT, "text": "x"}}, "from_a_bot"),
        ({"message": {"message_id": 1, "date": 1, "chat": PRIVATE, "from": SOMEBODY}}, "service_message"),
    ],
)
def test_what_is_passed_over(content: dict[str, Any], rule: str) -> None:
    """By name."""
    assert read(**content) == Ignored(rule)


# --- groups


def mention(text: str, name: str = "@troly_thu_bot") -> Message | Ignored:
    """Said in a group; every `@` is the name."""
    before, _, _ = text.partition("@")
    entity = {"type": "mention", "offset": len(before.encode("utf-16-le")) // 2, "length": len(name)}
    return said(GROUP, text=text.replace("@", name), entities=[entity])


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("@ khai sinh cần gì", "khai sinh cần gì"),
        ("cho hỏi @, khai sinh cần gì", "cho hỏi khai sinh cần gì"),
        ("😀 chào @", "😀 chào"),
        ("@", ""),
    ],
)
def test_mentioned_in_a_group(text: str, content: str) -> None:
    """The name is taken out, wherever it stands; the reply may quote; nothing of the person is kept."""
    message = mention(text)

    assert content_of(message) == Text(content)
    assert isinstance(message, Message)
    assert (message.group, message.sender, message.conversation, message.quote) == (True, "-100200", "-100200", "31")


def test_answered_or_commanded_in_a_group() -> None:
    """A reply to the assistant and a command to it are meant for it."""
    ours = {"message_id": 3, "date": 1, "chat": GROUP, "from": BOT, "text": "x"}

    assert content_of(said(GROUP, text="còn lệ phí?", reply_to_message=ours)) == Text("còn lệ phí?")
    assert content_of(said(GROUP, text="/menu")) == Text("menu")
    assert content_of(said(GROUP, text="/khaisinh@troly_thu_bot cần gì")) == Text("/khaisinh cần gì")
    caption: dict[str, Any] = {
        "caption": "@troly_thu_bot đây",
        "caption_entities": [{"type": "mention", "offset": 0, "length": 14}],
    }
    photo = content_of(said(GROUP, photo=[{**FILE, "width": 1, "height": 1}], **caption))
    assert photo == Photo("F", "đây")


def test_not_meant_for_us() -> None:
    """Everything else in a group is dropped before it is stored."""
    theirs = {"message_id": 3, "date": 1, "chat": GROUP, "from": SOMEBODY, "text": "x"}

    for message in (
        said(GROUP, text="mai họp xóm nhé"),
        said(GROUP, text="nói về @troly_thu_bot_2 đó"),
        said(GROUP, text="ừ", reply_to_message=theirs),
        said(GROUP, text="/ban"),
        said(GROUP, text="/menu@bot_khac"),
        mention("@ ơi", "@nguoi_khac"),
        said(GROUP, location={"latitude": 18.6, "longitude": 105.7}),
    ):
        assert message == Ignored("not_to_us")


def test_a_press_in_a_group() -> None:
    """The buttons there are ours; who pressed isn't kept."""
    message = {"message_id": 12, "date": 1, "chat": GROUP}
    press = read(callback_query={"id": "q", "from": SOMEBODY, "chat_instance": "1", "data": "1:n", "message": message})

    assert isinstance(press, Message) and press.group and press.sender == "-100200"


def member(before: str, after: str) -> dict[str, Any]:
    """The assistant's standing in a chat before and after."""
    kinds = "be_edited manage_chat delete_messages manage_video_chats restrict_members promote_members change_info"
    more = "invite_users post_stories edit_stories delete_stories"
    rights = {f"can_{kind}": False for kind in f"{kinds} {more}".split()}
    old, new = (
        {"status": status, "user": BOT, "until_date": 0, "is_anonymous": False, **rights} for status in (before, after)
    )
    return {"chat": PRIVATE, "from": SOMEBODY, "date": 1, "old_chat_member": old, "new_chat_member": new}
