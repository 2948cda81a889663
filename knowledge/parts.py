"""Splitting a message that asks two things."""

import re

_ENDS = re.compile(
    r"[?!.;\n]+|\b(?:với lại|voi lai|ngoài ra|ngoai ra|tiện thể|tien the|đồng thời|à mà|a ma|và cả|còn nữa)\b",
    re.IGNORECASE,
)
_AND = re.compile(
    r",?\s+(?:và|va|với|voi|còn|con)\s+(?=(?:làm|lam|đăng|dang|cấp|cap|đổi|doi|xin|muốn|muon|thủ|thu|mất|mat|gia)\b)",
    re.IGNORECASE,
)
SHORTEST_WORDS = 3
PARTS_AT_MOST = 4


def split_questions(message: str) -> list[str]:
    """The parts of a message that could be questions of their own; a single part when there is only one."""
    parts: list[str] = []
    for sentence in _ENDS.split(message):
        parts += [part.strip(" ,") for part in _AND.split(sentence)]
    return [part for part in parts if len(part.split()) >= SHORTEST_WORDS][:PARTS_AT_MOST]
