"""Structured logs: an event name and a few keys, never what people wrote.

Our own records are `log.info("turn.done", extra={"channel": …})`. Records of libraries keep only the library's name
and, for an exception, its type and place: their texts may quote what somebody typed, or a conversation's id.
"""

import json
import logging
import sys
import traceback
from datetime import UTC, datetime
from typing import Any, TextIO

OURS = "bot"
_STANDARD = frozenset(logging.makeLogRecord({}).__dict__) | {"message", "asctime", "taskName"}


def configure(level: str, stream: TextIO | None = None) -> None:
    """Send all logs to `stream` (stderr): readable on a terminal, JSON lines elsewhere. Called once, at the start."""
    target = stream or sys.stderr
    handler = logging.StreamHandler(target)
    handler.setFormatter(PrettyFormatter() if target.isatty() else JsonFormatter())
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(logging.WARNING)
    logging.getLogger(OURS).setLevel(level.upper())


def short(identity: str) -> str:
    """The beginning of a conversation's id: enough to tell two apart in a log, not enough to read the conversation."""
    return identity[: min(6, len(identity) // 2)] + "…"


def place_of(error: BaseException) -> str:
    """Where an exception was raised: `router.py:41 answer`. Its text is left out on purpose."""
    frames = traceback.extract_tb(error.__traceback__)
    if not frames:
        return "unknown"
    last = frames[-1]
    return f"{last.filename.rsplit('/', 1)[-1]}:{last.lineno} {last.name}"


def fields_of(record: logging.LogRecord) -> dict[str, Any]:
    """What may be written of a record."""
    fields: dict[str, Any] = {
        "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
        "level": record.levelname.lower(),
    }
    if record.name.split(".", 1)[0] == OURS:
        fields["event"] = str(record.msg)
        fields |= {key: value for key, value in record.__dict__.items() if key not in _STANDARD}
    else:
        fields |= {"event": "library", "logger": record.name}
    error = record.exc_info[1] if record.exc_info else None
    if error is not None:
        fields |= {"error": type(error).__name__, "place": place_of(error)}
    return fields


class JsonFormatter(logging.Formatter):
    """One JSON object a line."""

    def format(self, record: logging.LogRecord) -> str:
        return json.dumps(fields_of(record), ensure_ascii=False, default=str)


class PrettyFormatter(logging.Formatter):
    """One readable line: time, level, event, keys."""

    def format(self, record: logging.LogRecord) -> str:
        fields = fields_of(record)
        at, level, event = (fields.pop(key) for key in ("at", "level", "event"))
        rest = " ".join(f"{key}={value}" for key, value in fields.items())
        return f"{at[11:19]} {level:<7} {event} {rest}".rstrip()
