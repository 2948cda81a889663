"""Pictures by address: for an hour, then gone; and how the web and the console show them."""

from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from bot.channels.console import run_console
from bot.channels.pictures import Pictures
from handlers.conversation import Conversation
from handlers.message import Message
from handlers.reply import Paragraph, Picture, Reply
from handlers.turn import Turn
from tests.bot.conftest import StartChat
from tests.bot.talk import NOW

PNG = b"\x89PNG\r\n\x1a\n" + bytes(range(200))
WEEK = Picture(PNG, "Biểu đồ số lượt hỗ trợ theo xóm trong tuần", "Xóm 4: 12 lượt\nXóm 5: 3 lượt")


def shows_a_picture(message: Message, conversation: Conversation, today: date) -> Turn:
    """A handler that answers everything with a picture."""
    return Turn(conversation, (Reply((Paragraph("Tuần này của tổ:"),), picture=WEEK),))


class Hour:
    """A clock that is set by hand."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        return self.now

    def passes(self, **time: float) -> None:
        """Go on."""
        self.now += timedelta(**time)


def test_an_hour(tmp_path: Path) -> None:
    """Under an address of 128 bits, readable by the program alone; then deleted."""
    clock = Hour()
    pictures = Pictures(tmp_path, "", clock)

    path = pictures.keep(PNG)

    assert path is not None
    name = path.removeprefix("/p/")
    assert len(name) == len("0" * 32 + ".png") and pictures.find(name) == PNG
    [file] = (tmp_path / "pictures").iterdir()
    assert file.stat().st_mode & 0o777 == 0o600 and file.parent.stat().st_mode & 0o777 == 0o700
    clock.passes(minutes=59)
    assert pictures.find(name) == PNG
    clock.passes(minutes=2)
    assert pictures.find(name) is None
    assert list((tmp_path / "pictures").iterdir()) == []


def test_it_outlives_a_restart(tmp_path: Path) -> None:
    """And what nobody asks for is swept away all the same."""
    clock = Hour()
    path = Pictures(tmp_path, "", clock).keep(PNG)
    assert path is not None
    after = Pictures(tmp_path, "", clock)
    assert after.find(path.removeprefix("/p/")) == PNG

    clock.passes(hours=2)
    after.sweep()

    assert list((tmp_path / "pictures").iterdir()) == []


def test_the_same_picture_soon_again(tmp_path: Path) -> None:
    """Has the same address while there is time to load it, and never a longer life."""
    clock = Hour()
    pictures = Pictures(tmp_path, "", clock)
    first = pictures.keep(PNG)
    clock.passes(minutes=20)

    assert pictures.keep(PNG) == first
    assert pictures.keep(PNG + b"x") != first
    clock.passes(minutes=20)
    assert pictures.keep(PNG) != first


@pytest.mark.parametrize(
    "name", ["", "..", "../troly.db", "0" * 32, "0" * 32 + ".png", "x.png", "%2e%2e", "0" * 32 + ".png\n"]
)
def test_no_other_file_is_given_out(tmp_path: Path, name: str) -> None:
    """Whatever is asked for."""
    (tmp_path / "troly.db").write_bytes(b"secret")

    assert Pictures(tmp_path, "", Hour()).find(name) is None


def test_a_clock_that_is_set_back(tmp_path: Path) -> None:
    """Doesn't lengthen a life."""
    clock = Hour()
    pictures = Pictures(tmp_path, "", clock)
    path = pictures.keep(PNG)
    assert path is not None
    clock.passes(hours=-3)

    assert pictures.find(path.removeprefix("/p/")) is None


def test_for_others(tmp_path: Path) -> None:
    """A whole address where there is a public one, else none."""
    assert Pictures(tmp_path, "", Hour()).publish(PNG) is None
    published = Pictures(tmp_path, "https://troly.example", Hour()).publish(PNG)
    assert published is not None and published.startswith("https://troly.example/p/")


def test_a_folder_that_cannot_be_written(tmp_path: Path) -> None:
    """The table will have to do."""
    (tmp_path / "pictures").write_text("")

    assert Pictures(tmp_path, "", Hour()).keep(PNG) is None


async def test_on_the_web(start_chat: StartChat) -> None:
    """A block with the address, what it shows and its table; the text has the table; the file is nobody's to keep."""
    chat = await start_chat(shows_a_picture)

    [reply] = (await chat.post(conversation="c1", event="1", text="tuần"))["replies"]

    picture = reply["blocks"][-1]
    assert picture == {"kind": "picture", "url": picture["url"], "alt": WEEK.alt, "table": WEEK.table}
    assert reply["text"] == "Tuần này của tổ:\n\nXóm 4: 12 lượt\nXóm 5: 3 lượt"
    async with chat.session.get(chat.url + picture["url"]) as response:
        assert (response.status, response.content_type, await response.read()) == (200, "image/png", PNG)
        assert response.headers["Cache-Control"] == "private, no-store"
        assert response.headers["X-Content-Type-Options"] == "nosniff"
    async with chat.session.get(chat.url + "/p/" + "0" * 32 + ".png") as response:
        assert response.status == 404
    async with chat.session.get(chat.url + "/api/chat?conversation=c1") as response:
        [again] = (await response.json())["replies"]
    assert again["blocks"] == reply["blocks"]


async def test_on_the_console() -> None:
    """The table."""
    shown: list[str] = []

    async def read() -> None:
        return None

    await run_console(shows_a_picture, date(2026, 11, 21), read, shown.append)

    assert "Tuần này của tổ:\n\nXóm 4: 12 lượt" in "".join(shown)
