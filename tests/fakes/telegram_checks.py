"""What Telegram refuses in a message: lengths, broken HTML, bad buttons; and the text that people see of it."""

from html.parser import HTMLParser
from typing import Any

_TAGS = {"b", "strong", "i", "em", "u", "s", "code", "pre", "a", "blockquote"}


class BadRequestError(Exception):
    """A 400 with its description."""


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.text = ""
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in _TAGS:
            raise BadRequestError(f'Bad Request: can\'t parse entities: Unsupported start tag "{tag}"')
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            raise BadRequestError("Bad Request: can't parse entities: Unmatched end tag")

    def handle_data(self, data: str) -> None:
        self.text += data


def shown(text: str, parse_mode: str | None) -> str:
    """The text without its markup, as people see it. Raises `BadRequestError` for HTML that doesn't nest."""
    if parse_mode != "HTML":
        return text.strip()
    reader = _Reader()
    reader.feed(text)
    reader.close()
    if reader.open:
        raise BadRequestError(
            f"Bad Request: can't parse entities: Can't find end tag corresponding to \"{reader.open[-1]}\""
        )
    return reader.text.strip()


def check_text(text: str, longest: int, what: str) -> None:
    """Neither empty nor longer than Telegram takes, in UTF-16 units."""
    if what == "message" and not text:
        raise BadRequestError("Bad Request: message text is empty")
    if len(text.encode("utf-16-le")) // 2 > longest:
        raise BadRequestError(f"Bad Request: {what} is too long")


def check_keyboard(markup: dict[str, Any] | None) -> list[list[dict[str, Any]]]:
    """The rows of an inline keyboard, every button with a label and a code of 1 to 64 bytes, or an address."""
    rows: list[list[dict[str, Any]]] = (markup or {}).get("inline_keyboard", [])
    for button in (button for row in rows for button in row):
        if not button.get("text"):
            raise BadRequestError('Bad Request: can\'t parse inline keyboard button: Field "text" must be non-empty')
        data = button.get("callback_data")
        if data is None and "url" not in button:
            raise BadRequestError("Bad Request: can't parse inline keyboard button: Text buttons are unallowed")
        if data is not None and not 1 <= len(data.encode()) <= 64:
            raise BadRequestError("Bad Request: BUTTON_DATA_INVALID")
    return rows
