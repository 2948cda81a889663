"""`troly visits parse`: a visit note as JSON or as a readable summary."""

import json
from collections.abc import Iterator
from datetime import date
from typing import TextIO

from bot import texts_visits as texts
from handlers.visits.note import Activity, Note
from handlers.visits.parsing import parse_note


def as_json(note: Note) -> str:
    """The note as one line of JSON (docs/interfaces.md)."""
    return json.dumps(note.as_data(), ensure_ascii=False)


def show(note: Note) -> str:
    """The note for a terminal."""
    if not note.is_note:
        return texts.NO_NOTE
    lines = [
        f"Ngày: {note.date:%d/%m/%Y}" if note.date else f"Ngày: {texts.UNSAID}",
        f"Nơi: {note.hamlet or texts.UNSAID}",
        *(f"Việc: {_activity(activity)}" for activity in note.activities),
    ]
    if note.people_total is not None:
        lines.append(f"Số người: {note.people_total}")
    if note.households is not None:
        lines.append(f"Số hộ: {note.households}")
    if note.groups:
        counted = (f"{texts.GROUPS[group.group]} {group.people or ''}".strip() for group in note.groups)
        lines.append(f"Trong đó: {', '.join(counted)}")
    if note.unclear:
        lines.append(f"Cần hỏi lại: {', '.join(texts.UNCLEAR[part] for part in note.unclear)}")
    return "\n".join(lines)


def _activity(activity: Activity) -> str:
    parts = [texts.KINDS[activity.kind] + (f" ({activity.topic})" if activity.topic else "")]
    if activity.people is not None:
        parts.append(f"{activity.people} người")
    if activity.online is not None:
        parts.append(f"{activity.online} nộp trực tuyến")
    if activity.outcome:
        parts.append(texts.OUTCOMES[activity.outcome.value])
    return ", ".join(parts)


def parse_lines(lines: TextIO, today: date) -> Iterator[tuple[str, bool]]:
    """For each line of JSON one line of JSON, in order; False marks a line that could not be read."""
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            data = json.loads(line)
            text, day, hamlets = data["note"], data.get("today"), data.get("hamlets") or []
            if not isinstance(text, str) or not isinstance(hamlets, list):
                raise TypeError
            if not all(isinstance(name, str) for name in hamlets):
                raise TypeError
            note = parse_note(text, date.fromisoformat(day) if day is not None else today, hamlets)
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
            yield json.dumps({"error": texts.BAD_LINE.format(number=number)}, ensure_ascii=False), False
            continue
        yield as_json(note), True
