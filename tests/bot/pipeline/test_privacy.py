"""Sensitive numbers reach neither the disk nor the log."""

import io
import logging
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.logs import configure
from tests.bot.conftest import StartChat

SECRETS = ("040095001234", "0912345678", "9704 3612 3456 7890", "hoa@2024", "482913")


@pytest.fixture
def logged() -> Iterator[io.StringIO]:
    """Everything that is logged."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    stream = io.StringIO()
    configure("debug", stream)
    yield stream
    root.handlers[:] = handlers
    root.setLevel(level)
    logging.getLogger("bot").setLevel(logging.NOTSET)


async def test_nowhere(start_chat: StartChat, tmp_path: Path, logged: io.StringIO) -> None:
    """Not in the files, not in the replies, not in the log; and the handler knows what was masked."""
    chat = await start_chat()
    conversation = "conversation-that-is-secret"
    text = f"căn cước {SECRETS[0]}, gọi {SECRETS[1]}, thẻ {SECRETS[2]}, mật khẩu là {SECRETS[3]}, mã otp {SECRETS[4]}?"

    data = await chat.post(conversation=conversation, text=text)
    await chat.post(conversation=conversation, action=f"1:t:{SECRETS[0]}")
    await chat.post(conversation=conversation, text="lỗi")

    reply = data["replies"][0]["text"]
    assert "citizen" in reply and "phone" in reply and "card" in reply and "password" in reply
    stored = b"".join(file.read_bytes() for file in (tmp_path / "data").iterdir())
    assert "căn cước".encode() in stored
    for secret in SECRETS:
        assert secret not in reply
        assert secret.encode() not in stored
        assert secret not in logged.getvalue()
    assert "turn.done" in logged.getvalue() and "turn.failed" in logged.getvalue()
    assert conversation not in logged.getvalue() and "căn cước" not in logged.getvalue()
