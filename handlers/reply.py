"""What goes out: text with light structure and buttons. Channels render it to what they can show."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from handlers.action import Action
from handlers.figures.charts import Chart


class Purpose(StrEnum):
    """Why something is sent: platforms treat an answer and a notice differently."""

    ANSWER = "answer"
    NOTICE = "notice"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of plain text; it may hold line breaks."""

    text: str


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list, numbered or not."""

    items: tuple[str, ...]
    numbered: bool = False


@dataclass(frozen=True, slots=True)
class Link:
    """A link with its label."""

    label: str
    url: str


@dataclass(frozen=True, slots=True)
class Small:
    """Something that stands back: a source line, a note."""

    text: str


Block = Paragraph | Bullets | Link | Small


@dataclass(frozen=True, slots=True)
class Press:
    """A button: what it says and what pressing it does."""

    label: str
    action: Action


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture (PNG), what it shows in one line, and the same as a short table of text where no picture can go.

    No table: the reply's text says everything without it.
    """

    png: bytes
    alt: str
    table: str


@dataclass(frozen=True, slots=True)
class Reply:
    """One message to a person.

    `keep`: a document that people may want to print or keep; `replaces`: it goes on where the message stood whose
    button was pressed, so a channel that can edit changes that one instead of sending another; `private`: it says how
    to reach somebody, so its blocks are encrypted wherever they are stored; `chart`: what its picture is to show, drawn
    before it is stored.
    """

    blocks: tuple[Block, ...]
    title: str | None = None
    buttons: tuple[Press, ...] = field(default=())
    purpose: Purpose = Purpose.ANSWER
    keep: bool = False
    replaces: bool = False
    picture: Picture | None = None
    chart: Chart | None = None
    private: bool = False


def say(*texts: str, buttons: Sequence[Press] = ()) -> Reply:
    """A reply of plain paragraphs."""
    return Reply(tuple(Paragraph(text) for text in texts if text), buttons=tuple(buttons))


def plain_text(reply: Reply) -> str:
    """A reply as plain text, buttons left out: what console, Zalo and `troly ask` show."""
    lines: list[str] = [reply.title] if reply.title else []
    for block in reply.blocks:
        match block:
            case Paragraph(text) | Small(text):
                lines.append(text)
            case Bullets(items, numbered):
                lines.append("\n".join(f"{n}. {item}" if numbered else f"- {item}" for n, item in enumerate(items, 1)))
            case Link(label, url):
                lines.append(f"{label}: {url}")
    return "\n\n".join(lines)
