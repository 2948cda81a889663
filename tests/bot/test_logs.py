"""Logs hold event names and keys, never what people wrote."""

import io
import json
import logging
from collections.abc import Iterator

import pytest

from bot.logs import PrettyFormatter, configure, short


@pytest.fixture
def logged() -> Iterator[io.StringIO]:
    """Where logs go during a test."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    stream = io.StringIO()
    configure("info", stream)
    yield stream
    root.handlers[:] = handlers
    root.setLevel(level)
    logging.getLogger("bot").setLevel(logging.NOTSET)


def test_an_event_with_its_keys(logged: io.StringIO) -> None:
    """One JSON object a line."""
    logging.getLogger("bot.pipeline").info("turn.done", extra={"channel": "web", "ms": 3})

    fields = json.loads(logged.getvalue())
    assert {key: fields[key] for key in ("event", "level", "channel", "ms")} == {
        "event": "turn.done",
        "level": "info",
        "channel": "web",
        "ms": 3,
    }


def test_a_library_may_say_who_and_where_but_not_what(logged: io.StringIO) -> None:
    """Texts of libraries and of exceptions may quote a person."""
    try:
        raise ValueError("0912345678")
    except ValueError:
        logging.getLogger("aiohttp.server").exception("Error handling %s", "/api/chat?conversation=secret")

    line = logged.getvalue()
    assert "0912345678" not in line and "secret" not in line
    fields = json.loads(line)
    assert (
        fields["logger"] == "aiohttp.server" and fields["error"] == "ValueError" and "test_logs.py" in fields["place"]
    )


def test_pretty() -> None:
    """On a terminal a line can be read."""
    record = logging.makeLogRecord({"name": "bot.app", "msg": "serve.started", "levelname": "INFO", "port": 80})

    assert PrettyFormatter().format(record).endswith("info    serve.started port=80")


@pytest.mark.parametrize("identity", ["a", "abcd", "0123456789abcdef0123456789abcdef"])
def test_ids_are_never_whole(identity: str) -> None:
    """A log tells conversations apart without giving the right to one."""
    assert short(identity)[:-1] != identity and identity.startswith(short(identity)[:-1])
