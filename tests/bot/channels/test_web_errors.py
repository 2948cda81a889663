"""What is wrong with a request is said in one shape, with the right status."""

import json
from typing import Any

import pytest

from tests.bot.talk import Chat

JSON = {"Content-Type": "application/json"}


def body(**fields: Any) -> bytes:
    """A body with what every message needs."""
    return json.dumps({"conversation": "c", "event": "e", "text": "chào", **fields}).encode()


BAD_BODIES = [
    (b"", "bad_json"),
    (b"{", "bad_json"),
    (b"\xff\xfe", "bad_json"),
    (b'{"event":"e","text":"\xc3\x28"}', "bad_json"),
    (b"[" * 60_000, "bad_json"),
    (b'{"event":"e","text":' + b"1" * 5_000 + b"}", "bad_json"),
    (b"[]", "bad_json"),
    (b"null", "bad_json"),
    (b'"x"', "bad_json"),
    (body(conversation=""), "bad_field"),
    (body(conversation="x" * 129), "bad_field"),
    (body(conversation="a b"), "bad_field"),
    (body(conversation="xã"), "bad_field"),
    (body(conversation="a\n"), "bad_field"),
    (body(conversation=5), "bad_field"),
    (body(conversation=["c"]), "bad_field"),
    (body(event=None), "bad_field"),
    (body(event=""), "bad_field"),
    (body(event=1), "bad_field"),
    (body(event="x" * 129), "bad_field"),
    (body(event="a b"), "bad_field"),
    (body(event="e\n"), "bad_field"),
    (body(text=None), "bad_field"),
    (body(text=1), "bad_field"),
    (body(text=["chào"]), "bad_field"),
    (body(text={"a": 1}), "bad_field"),
    (body(text=None, action=1), "bad_field"),
    (body(action="1:n"), "bad_field"),
    (b"{}", "bad_field"),
]


@pytest.mark.parametrize(("sent", "code"), BAD_BODIES, ids=range(len(BAD_BODIES)))
async def test_bad_bodies(chat: Chat, sent: bytes, code: str) -> None:
    """400, and nothing is stored."""
    await fails(chat, 400, code, "POST", "/api/chat", data=sent, headers=JSON)
    async with chat.session.get(chat.url + "/readyz") as response:
        assert (await response.json())["undelivered"] == 0
    assert await chat.says("chào", "c") == ["1: chào\n\nHôm nay 2026-11-21."]


@pytest.mark.parametrize(
    ("status", "code", "method", "path", "options"),
    [
        (415, "unsupported_type", "POST", "/api/chat", {"data": body(), "headers": {"Content-Type": "text/plain"}}),
        (415, "unsupported_type", "POST", "/api/chat", {"data": {"text": "x"}}),
        (415, "unsupported_type", "POST", "/api/chat", {"skip_auto_headers": ["Content-Type"]}),
        (413, "too_large", "POST", "/api/chat", {"data": body(text="x" * 65_536), "headers": JSON}),
        (413, "too_large", "POST", "/api/chat", {"data": b"\xff" * 1_000_000, "headers": JSON}),
        (405, "method_not_allowed", "PUT", "/api/chat", {"data": body(), "headers": JSON}),
        (405, "method_not_allowed", "DELETE", "/api/chat", {}),
        (405, "method_not_allowed", "POST", "/api/chat/events", {}),
        (405, "method_not_allowed", "POST", "/healthz", {}),
        (405, "method_not_allowed", "POST", "/", {}),
        (400, "bad_field", "GET", "/api/chat", {}),
        (400, "bad_field", "GET", "/api/chat?conversation=a%20b", {}),
        (400, "bad_field", "GET", "/api/chat?conversation=c&after=-1", {}),
        (400, "bad_field", "GET", "/api/chat?conversation=c&after=x", {}),
        (400, "bad_field", "GET", "/api/chat?conversation=c&after=" + "9" * 30, {}),
        (400, "bad_field", "GET", "/api/chat/events", {}),
        (400, "bad_field", "GET", "/api/chat/events?conversation=%00", {}),
        (404, "not_found", "GET", "/api/khac", {}),
        (404, "not_found", "GET", "/static/x/khong-co.js", {}),
        (404, "not_found", "GET", "/static/x/..%2f..%2fapp.py", {}),
    ],
)
async def test_statuses(chat: Chat, status: int, code: str, method: str, path: str, options: dict[str, Any]) -> None:
    """The table of what is refused."""
    await fails(chat, status, code, method, path, **options)


async def test_just_not_too_large(chat: Chat) -> None:
    """64 KB are still read."""
    sent = body()
    sent += b" " * (65_536 - len(sent))

    async with chat.session.post(chat.url + "/api/chat", data=sent, headers=JSON) as response:
        assert response.status == 200


async def test_too_large_in_pieces_or_unpacked(chat: Chat) -> None:
    """A length that isn't said beforehand is counted while reading, after unpacking."""

    async def pieces() -> Any:
        for _ in range(100):
            yield b"x" * 1_000

    await fails(chat, 413, "too_large", "POST", "/api/chat", data=pieces(), headers=JSON)
    async with chat.session.post(
        chat.url + "/api/chat", data=b"x" * 1_000_000, headers=JSON, compress="gzip"
    ) as response:
        assert response.status == 413


async def test_said_to_be_packed_and_is_not(chat: Chat) -> None:
    """A body that can't be unpacked is no JSON."""
    headers = {**JSON, "Content-Encoding": "gzip"}
    async with chat.session.post(chat.url + "/api/chat", data=b"no gzip at all", headers=headers) as response:
        assert response.status == 400


async def test_allow_names_what_is(chat: Chat) -> None:
    """405 says which methods there are."""
    async with chat.session.put(chat.url + "/api/chat") as response:
        assert {"GET", "POST"} <= set(response.headers["Allow"].split(","))


async def fails(chat: Chat, status: int, code: str, method: str, path: str, **options: Any) -> None:
    """A request that is refused with this status and code, in Vietnamese and with all headers."""
    async with chat.session.request(method, chat.url + path, **options) as response:
        assert response.status == status, await response.text()
        assert response.content_type == "application/json"
        error = (await response.json())["error"]
        assert error.keys() == {"code", "message"} and error["code"] == code
        assert any(ord(letter) > 127 for letter in error["message"])
        assert "default-src 'none'" in response.headers["Content-Security-Policy"]
