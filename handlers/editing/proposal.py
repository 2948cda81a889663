"""An edit that was read back in chat and waits for its one tap: kept in the conversation's state."""

from dataclasses import dataclass
from zlib import crc32

from knowledge.edits import Edit


@dataclass(frozen=True, slots=True)
class Proposal:
    """The edit, and why in the words of who wants it."""

    edit: Edit
    note: str = ""

    @property
    def mark(self) -> str:
        """What its buttons carry, so that an older one's do nothing."""
        return mark_of(repr((self.edit.file, self.edit.path, self.edit.after)))


def mark_of(text: str) -> str:
    """Eight letters and digits that tell texts apart."""
    return f"{crc32(text.encode()):08x}"
