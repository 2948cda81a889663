"""Zalo's events: the signature over the raw bytes, and what each event means."""

import json
from typing import Any

import pytest

from bot.channels.zalo_oa_receive import Ignored, UnreadableEventError, read_event, sign, verify
from handlers.message import Button, Contact, Content, Joined, Left, Location, Message, Other, Photo, Text, Voice
from tests.bot.talk import NOW

MILLISECONDS = str(int(NOW.timestamp() * 1000))
URL = "https://photo-stal-1.zdn.vn/1.jpg"


def event(name: str, *, msg_id: str | None = "m1", **message: Any) -> dict[str, Any]:
    """An event of a person as Zalo sends it."""
    ids = {"msg_id": msg_id} if msg_id else {}
    return {
        "app_id": "1",
        "sender": {"id": "u1"},
        "recipient": {"id": "oa"},
        "event_name": name,
        "message": {**ids, **message},
        "timestamp": MILLISECONDS,
    }


def attached(**payload: Any) -> list[dict[str, Any]]:
    """The attachments of an event."""
    return [{"type": "x", "payload": payload}]


def read(data: dict[str, Any]) -> Message:
    """An event that is a message."""
    message = read_event(data)
    assert isinstance(message, Message)
    return message


@pytest.mark.parametrize(
    ("name", "message", "content"),
    [
        ("user_send_text", {"text": "khai sinh cần gì"}, Text("khai sinh cần gì")),
        ("user_send_text", {"text": "#tl 1:t:khai-sinh:fee"}, Button("1:t:khai-sinh:fee")),
        ("user_send_text", {"text": "#tl chào"}, Text("#tl chào")),
        ("user_send_text", {"text": "#tl 9:t:khai-sinh"}, Text("#tl 9:t:khai-sinh")),
        ("user_send_text", {}, Text("")),
        ("user_send_image", {"attachments": attached(url=URL), "text": "đây"}, Photo(URL, "đây")),
        ("user_send_image", {"attachments": []}, Other("photo")),
        (
            "user_send_audio",
            {"attachments": attached(url="http://voice.zdn.vn/1.aac")},
            Voice("http://voice.zdn.vn/1.aac"),
        ),
        ("user_send_audio", {"attachments": attached(url="file:///etc/passwd")}, Other("voice")),
        ("user_send_sticker", {"attachments": attached(url=URL)}, Other("sticker")),
        ("user_send_file", {"attachments": attached(url=URL, name="a.pdf", size="12")}, Other("file")),
        ("user_send_gif", {}, Other("gif")),
        ("user_send_video", {"attachments": attached(url=URL)}, Other("video")),
        ("user_send_link", {"attachments": attached(url=URL), "text": "trang này là gì"}, Text("trang này là gì")),
        ("user_send_link", {"attachments": attached(url=URL)}, Other("link")),
        (
            "user_send_location",
            {"text": "Xã Minh Hợp", "attachments": attached(coordinates={"latitude": "19.3", "longitude": "105.3"})},
            Location(19.3, 105.3),
        ),
        ("user_send_location", {"attachments": attached(coordinates={"latitude": "nan"})}, Other("location")),
        ("user_send_location", {"attachments": "?"}, Other("location")),
        ("user_send_business_card", {"attachments": attached(description='{"phone": "0912345678"}')}, Contact()),
    ],
)
def test_contents(name: str, message: dict[str, Any], content: Content) -> None:
    """Each event that a person causes becomes one content."""
    found = read(event(name, **message))

    assert found.content == content
    assert (found.conversation, found.sender, found.at, found.group) == ("u1", "u1", NOW, False)


@pytest.mark.parametrize(("name", "content"), [("follow", Joined()), ("unfollow", Left())])
def test_following(name: str, content: Content) -> None:
    """They have neither sender nor message id."""
    data = {"oa_id": "oa", "follower": {"id": "u1"}, "event_name": name, "app_id": "1", "timestamp": MILLISECONDS}

    message = read(data)

    assert (message.content, message.conversation) == (content, "u1")
    assert message.event == f"{name}:u1:{MILLISECONDS}"


@pytest.mark.parametrize(
    ("name", "rule"),
    [
        ("oa_send_text", "echo"),
        ("oa_send_something_new", "echo"),
        ("user_received_message", "receipt"),
        ("user_seen_message", "receipt"),
        ("user_reacted_message", "receipt"),
        ("user_click_chatnow", "receipt"),
        ("anonymous_send_text", "anonymous"),
        ("oa_send_anonymous_text", "anonymous"),
        ("user_send_group_text", "group"),
        ("create_group", "group"),
        ("user_submit_info", "management"),
        ("add_user_to_tag", "management"),
        ("user_call_oa", "call"),
        ("never_seen", "unknown"),
        ("", "unknown"),
    ],
)
def test_what_is_ignored_by_name(name: str, rule: str) -> None:
    """Nobody is answered for these, whatever they hold."""
    assert read_event(event(name, text="0912345678")) == Ignored(rule)


def test_event_ids() -> None:
    """By message id within the event's name; without one by person and time; bounded, and still unique."""
    assert read(event("user_send_text", text="a")).event == "user_send_text:m1"
    assert read(event("user_send_image", text="a")).event == "user_send_image:m1"
    assert read(event("user_send_text", msg_id=None, text="a")).event == f"user_send_text:u1:{MILLISECONDS}"
    long = [read(event("user_send_text", msg_id="m" * 5_000 + end)).event for end in "ab"]
    assert long[0] != long[1] and max(map(len, long)) < 100


def test_sensitive_numbers_are_masked() -> None:
    """In what was typed, under a picture, and in what only looks like a button."""
    typed = read(event("user_send_text", text="số của tôi 040090001234"))
    under = read(event("user_send_image", attachments=attached(url=URL), text="0912345678"))
    pretended = read(event("user_send_text", text="#tl 1:t:040090001234"))

    assert "040090001234" not in str(typed) and typed.masked
    assert "0912345678" not in str(under) and under.masked
    assert "040090001234" not in str(pretended) and pretended.masked


@pytest.mark.parametrize(
    "broken",
    [{"sender": {}}, {"sender": None}, {"sender": {"id": "u" * 500}}, {"timestamp": "today"}, {"timestamp": "9" * 30}],
)
def test_a_message_without_sender_or_time(broken: dict[str, Any]) -> None:
    """It can't be answered."""
    with pytest.raises(UnreadableEventError):
        read_event(event("user_send_text", text="a") | broken)


def test_half_a_surrogate_pair() -> None:
    """JSON can spell it, no store can keep it."""
    message = read(json.loads(json.dumps(event("user_send_text", text="a\ud800b"))))

    assert "a?b" in str(message.content).encode().decode()


def test_the_signature() -> None:
    """SHA-256 of app id, raw body, the body's timestamp and the secret, joined; a changed byte breaks it."""
    body = b'{"timestamp" : "1699003881354", "x": "\\u1ea1"}'
    data = json.loads(body)
    header = sign("424242", body, "1699003881354", "bi-mat")

    assert header == "mac=af83f709c27b2a578ea8832078cad1855ebe80302ab7f34b72c6cafa8d0f316c"
    assert verify(header, "424242", body, data, "bi-mat")
    assert not verify(header, "424242", json.dumps(data).encode(), data, "bi-mat")
    assert not verify(header, "424242", body, data, "khac")
    assert not verify(header, "oa", body, data, "bi-mat")
    assert not verify(header.removeprefix("mac="), "424242", body, data, "bi-mat")
    assert not verify("mac=é", "424242", body, data, "bi-mat")
    assert not verify(header, "424242", body, {**data, "timestamp": "1"}, "bi-mat")
