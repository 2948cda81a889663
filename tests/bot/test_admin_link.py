"""`troly admin link`: the first administrator, then links for those there are; and `troly serve` on a terminal."""

import asyncio
import re
from datetime import timedelta
from pathlib import Path

import pytest

from bot.commands.administering import console_url, first_link
from bot.settings import Settings
from bot.storage.console import LinkState
from bot.storage.contract import Storage
from bot.storage.sqlite import open_sqlite
from handlers.message import Channel
from handlers.teams.changes import PutCode, Redeem
from handlers.teams.codes import Code, CodeKind
from handlers.teams.model import Role
from handlers.teams.people import Account
from handlers.turn import Batch
from tests.bot.running import Commands
from tests.bot.talk import NOW


@pytest.fixture
def troly(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Commands:
    """A store with nothing in it."""
    commands = Commands(tmp_path, monkeypatch)
    commands.fill(_nothing)
    return commands


async def _nothing(storage: Storage) -> None:
    await storage.counts()


async def _two_admins(storage: Storage) -> None:
    for number, code in enumerate(("ACDEFG", "CDEFGH")):
        made = Code(code, CodeKind.INVITATION, NOW, role=Role.PROVINCE_ADMIN)
        account = Account(Channel.WEB, f"admin-{number}")
        await storage.commit_batch(Batch((PutCode(made), Redeem(code, account, f"Cán bộ {number + 1}"))), NOW)


def state_of(folder: Path, text: str) -> LinkState:
    """What the link in a text is good for."""
    secret = re.search(r"/quan-tri/vao\?ma=([\w-]{43})", text)
    assert secret, text

    async def look() -> LinkState:
        storage = open_sqlite(folder)
        try:
            return await storage.console.link_state(secret.group(1), NOW + timedelta(minutes=9))
        finally:
            await storage.close()

    return asyncio.run(look())


def test_the_first_administrator(troly: Commands) -> None:
    """Needs a name; then there is somebody, and the name is asked for no more."""
    asked = troly.run("admin", "link")
    assert asked.exit_code == 1 and "--name" in asked.output

    made = troly.run("admin", "link", "--name", "Lê Thị Hoa")
    assert (
        made.exit_code == 0 and "Lê Thị Hoa" in made.output and "http://127.0.0.1:8080/quan-tri/vao?ma=" in made.output
    )
    assert state_of(troly.data, made.output) is LinkState.GOOD

    again = troly.run("admin", "link")
    assert again.exit_code == 0 and state_of(troly.data, again.output) is LinkState.GOOD
    assert state_of(troly.data, made.output) is LinkState.EXPIRED


def test_one_of_several(troly: Commands) -> None:
    """They are listed by number; a number that is nobody's gives no link."""
    troly.fill(_two_admins)

    which = troly.run("admin", "link")
    assert which.exit_code == 1 and "Cán bộ 1" in which.output and "Cán bộ 2" in which.output
    assert "ma=" not in which.output

    number = re.search(r"(\d+)\s+Cán bộ 2", which.output)
    assert number
    assert "Cán bộ 2" in troly.run("admin", "link", "--person", number.group(1)).output
    assert troly.run("admin", "link", "--person", "99").exit_code == 1


def test_where_it_leads(monkeypatch: pytest.MonkeyPatch, troly: Commands) -> None:
    """To the public address where there is one."""
    monkeypatch.setenv("TROLY_PUBLIC_URL", "https://troly.example.vn")
    assert "https://troly.example.vn/quan-tri/vao?ma=" in troly.run("admin", "link", "--name", "Hoa").output
    assert console_url(Settings(host="0.0.0.0", port=9000)) == "http://127.0.0.1:9000"  # noqa: S104
    assert console_url(Settings(host="::1")) == "http://[::1]:8080"


def test_started_on_a_terminal(troly: Commands) -> None:
    """A link until somebody has signed in, always for the same person; never any more after that."""
    settings = Settings(data=troly.data)
    first = asyncio.run(first_link(settings, "http://127.0.0.1:5000", NOW))
    assert first[1].startswith("http://127.0.0.1:5000/quan-tri/vao?ma=")
    second = asyncio.run(first_link(settings, "http://127.0.0.1:5000", NOW))
    secret = second[1].rpartition("=")[2]

    async def enter() -> int:
        storage = open_sqlite(troly.data)
        try:
            state, _ = await storage.console.sign_in(secret, "Firefox", NOW)
            assert state is LinkState.GOOD
            return len(storage.console.admins())
        finally:
            await storage.close()

    assert asyncio.run(enter()) == 1
    assert asyncio.run(first_link(settings, "http://127.0.0.1:5000", NOW)) == []
