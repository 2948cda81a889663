"""A link for signing in to the console: asked for here, made in `bot/`, which alone knows its secret."""

from dataclasses import dataclass
from datetime import datetime, timedelta

LINK_MINUTES = 10
LINK_TIME = timedelta(minutes=LINK_MINUTES)
PATH = "/quan-tri/vao"
# Where the secret will stand; nobody's words hold it.
SECRET = "{secret}"  # noqa: S105 - none yet


@dataclass(frozen=True, slots=True)
class MakeLink:
    """A link that signs a person in once, until `expires`.

    `digest`: SHA-256 of its secret in hexadecimal, filled in by `bot/` when the turn is written.
    """

    person: int
    expires: datetime
    digest: str = ""


def draft_address(root: str, number: int) -> str:
    """Where an open edit is seen; `root` as below."""
    return f"{root}/quan-tri/kien-thuc/ban-sua/{number}"


def address(root: str, secret: str = SECRET) -> str:
    """Where a link leads; `root` is the program's address, no trailing slash."""
    return f"{root}{PATH}?ma={secret}"
