"""`GET /m/<code>`: whose team it is, where to go on, nothing used up, nothing given away."""

import logging
import re
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import NamedTuple

import aiohttp
import pytest

from bot.app import StartError, running
from bot.channels import web_code
from bot.channels.limits import Rate
from bot.channels.web_static import HEADERS
from bot.commands.codes import team_for
from bot.commands.teaming import apply_rows
from bot.settings import Settings, TelegramSettings, ZaloBotSettings, ZaloOaSettings
from bot.storage.errors import StorageError, Trouble
from bot.storage.records import SqliteRecords
from bot.storage.sqlite import SqliteStorage, open_sqlite
from handlers.message import Channel
from handlers.teams.changes import PutCode, Redeem, RevokeCode
from handlers.teams.codes import Code, CodeKind
from handlers.teams.model import Role
from handlers.teams.people import Account
from handlers.teams.rows import Column, Row
from handlers.teams.sample import sample_rows
from handlers.turn import Batch
from knowledge.communes import load_communes
from tests.bot.assistant import assembled
from tests.bot.talk import NOW, clock

ME = Account(Channel.WEB, "me")
INVITATION = Code("K7M3PX", CodeKind.INVITATION, NOW, role=Role.LEADER, commune="xã Minh Hợp", name="Hồ Thị Thử")
CHANNELS = Settings(
    telegram=TelegramSettings("1:t", username="tro_ly_bot", mode="webhook", secret="s" * 16),
    zalo_oa=ZaloOaSettings("1", "s", "w", link="https://zalo.me/1?a=1&b=2"),
    zalo_bot=ZaloBotSettings("t", mode="webhook", secret="s" * 16),
)


class Page(NamedTuple):
    """A page as a browser gets it."""

    status: int
    html: str
    headers: "aiohttp.typedefs.LooseHeaders"


Open = Callable[[str], Awaitable[Page]]
Fill = Callable[[SqliteStorage], Awaitable[None]]


@asynccontextmanager
async def served(folder: Path, fill: Fill, settings: Settings = Settings()) -> AsyncIterator[Open]:  # noqa: B008
    """The program with something on record; gives what opens a path."""
    storage = open_sqlite(folder)
    await fill(storage)
    await storage.close()
    async with AsyncExitStack() as stack:
        url = await stack.enter_async_context(running(replace(settings, data=folder, port=0), assembled, clock))
        session = await stack.enter_async_context(aiohttp.ClientSession(url))

        async def open_(path: str) -> Page:
            async with session.get(path) as response:
                return Page(response.status, await response.text(), response.headers)

        yield open_


async def units(storage: SqliteStorage) -> None:
    """A hamlet with a team and its code, and an invitation."""
    cells = {Column.COMMUNE: "xã Minh Hợp", Column.HAMLET: "Xóm <4>", Column.TEAM: "Tổ Xóm & 4"}
    await apply_rows(storage, [Row(2, cells)], load_communes())
    roster = await storage.roster()
    team = team_for(roster, roster.hamlets[0])
    assert team is not None
    await storage.commit_batch(
        Batch(
            (
                PutCode(Code("ACDEFG", CodeKind.HAMLET, NOW, hamlet=roster.hamlets[0])),
                PutCode(replace(INVITATION, team=team.id)),
            )
        ),
        NOW,
    )


async def test_a_hamlet(tmp_path: Path) -> None:
    """Its team by name, the code, the chat bound at once; written safely."""
    async with served(tmp_path, units) as open_:
        page = await open_("/m/ACDEFG")

    assert page.status == 200 and "Tổ Xóm &amp; 4" in page.html and "Xóm &lt;4&gt;, xã Minh Hợp" in page.html
    assert 'href="/#m=ACDEFG"' in page.html and "ACD EFG" in page.html
    assert page.headers["Cache-Control"] == "no-store" and page.headers["X-Robots-Tag"] == "noindex"
    assert {name: page.headers[name] for name in HEADERS} == HEADERS
    assert not re.search(r"<style|style=|<script>|\son\w+=", page.html)
    assert "mẫu" not in page.html


@pytest.mark.parametrize("path", ["/m/acdefg", "/m/ACD%20EFG", "/m/acd-efg"])
async def test_however_it_is_written(tmp_path: Path, path: str) -> None:
    """By hand from a poster."""
    async with served(tmp_path, units) as open_:
        assert (await open_(path)).status == 200


async def test_its_files_are_there(tmp_path: Path) -> None:
    """Those that it names, to be kept for ever."""
    async with served(tmp_path, units) as open_:
        page = await open_("/m/ACDEFG")
        names = re.findall(r'(?:src|href)="(/static/[^"]+)"', page.html)
        assert len(names) >= 5
        for name in names:
            file = await open_(name)
            assert file.status == 200 and "immutable" in file.headers["Cache-Control"]


async def test_an_invitation_is_not_used_up(tmp_path: Path) -> None:
    """However often it is opened; and it tells neither name nor role."""
    async with served(tmp_path, units) as open_:
        for _ in range(3):
            page = await open_("/m/K7M3PX")
            assert page.status == 200

    assert "Lời mời tham gia Tổ Xóm &amp; 4" in page.html and "xã Minh Hợp" in page.html
    assert "Thử" not in page.html and "trưởng" not in page.html.lower()
    storage = open_sqlite(tmp_path)
    code = storage.records.code("K7M3PX")
    await storage.close()
    assert code is not None and code.usable(NOW)


async def test_the_other_channels(tmp_path: Path) -> None:
    """Telegram's link takes the code along; Zalo's can't, so it is to be pasted."""
    async with served(tmp_path, units, CHANNELS) as open_:
        page = await open_("/m/ACDEFG")
        gone = await open_("/m/ACDEFH")

    assert 'href="https://t.me/tro_ly_bot?start=ACDEFG"' in page.html and "Mở Telegram" in page.html
    assert 'href="https://zalo.me/1?a=1&amp;b=2"' in page.html and "Mở Zalo: dán mã này" in page.html
    assert gone.status == 404 and 'href="https://t.me/tro_ly_bot"' in gone.html


async def test_what_leads_nowhere(tmp_path: Path) -> None:
    """Each kindly, with the way on, and 404."""
    account = Account(Channel.WEB, "other")

    async def fill(storage: SqliteStorage) -> None:
        await units(storage)
        others = [replace(INVITATION, code=code) for code in ("AAAAAA", "CCCCCC", "EEEEEE")]
        others[2] = replace(others[2], expires=NOW)
        link = Code("HHHHHH", CodeKind.LINK, NOW, account=account, expires=NOW + timedelta(minutes=10))
        await storage.commit_batch(
            Batch((*map(PutCode, [*others, link]), Redeem("AAAAAA", ME, "Ai"), RevokeCode("CCCCCC"))), NOW
        )

    said = {
        "AAAAAA": "đã có người nhận",
        "CCCCCC": "không còn dùng",
        "EEEEEE": "đã hết hạn",
        "KKKKKK": "Không có mã này",
        "HHHHHH": "Không có mã này",
        "xin-chao": "Không có mã này",
        "%3Cscript%3E": "Không có mã này",
    }
    async with served(tmp_path, fill) as open_:
        for code, words in said.items():
            page = await open_(f"/m/{code}")
            assert page.status == 404 and words in page.html, code
            assert 'href="/"' in page.html and "#m=" not in page.html
            assert "&lt;script" not in page.html and "<script>" not in page.html


async def test_guessing_is_slow(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """After too many wrong ones, be it through a proxy, nothing is looked up any more; the way to the chat stays."""
    monkeypatch.setattr(web_code, "WRONG_BY_ALL", Rate(per_minute=0.001, burst=3))
    async with served(tmp_path, units) as open_:
        statuses = [(await open_(f"/m/AAAAA{letter}")).status for letter in "ACDE"]
        known = await open_("/m/ACDEFG")

    assert statuses == [404, 404, 404, 429]
    assert known.status == 429 and "Tổ Xóm" not in known.html and 'href="/#m=ACDEFG"' in known.html


async def test_one_visitor_has_a_limit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of an address that isn't this machine's."""
    monkeypatch.setattr(web_code, "PER_VISITOR", Rate(per_minute=0.001, burst=2))
    monkeypatch.setattr(web_code, "limited_address", lambda remote: "203.0.113.9")
    async with served(tmp_path, units) as open_:
        assert [(await open_("/m/ACDEFG")).status for _ in range(3)] == [200, 200, 429]


async def test_the_store_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A page all the same, which leads on."""

    def broken(self: SqliteRecords, code: str) -> None:
        raise StorageError(Trouble.LOCKED)

    monkeypatch.setattr(SqliteRecords, "code", broken)
    async with served(tmp_path, units) as open_:
        page = await open_("/m/ACDEFG")

    assert page.status == 503 and "Chưa đọc được mã" in page.html and 'href="/#m=ACDEFG"' in page.html


async def test_no_code_in_the_logs(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """Neither right nor wrong ones."""
    caplog.set_level(logging.DEBUG)
    async with served(tmp_path, units) as open_:
        for code in ("ACDEFG", "K7M3PX", "AAAAAA"):
            await open_(f"/m/{code}")

    logged = " ".join(str(record.__dict__) for record in caplog.records if record.name.startswith(("bot", "aiohttp")))
    assert not re.search("ACDEFG|K7M3PX|AAAAAA", logged)


async def sample(storage: SqliteStorage) -> None:
    """Invented units, one with a code."""
    await apply_rows(storage, sample_rows(), load_communes(), sample=True)
    hamlet = storage.records.hamlets()[0]
    await storage.commit_batch(Batch((PutCode(Code("ACDEFG", CodeKind.HAMLET, NOW, hamlet=hamlet)),)), NOW)


async def test_the_sample_says_so(tmp_path: Path) -> None:
    """On the page of its hamlets."""
    async with served(tmp_path, sample) as open_:
        assert "Dữ liệu mẫu" in (await open_("/m/ACDEFG")).html


@pytest.mark.parametrize("channel", ["telegram", "zalo_oa", "zalo_bot"])
async def test_no_channel_beside_the_sample(tmp_path: Path, channel: str) -> None:
    """The program doesn't start, and says how it will."""
    settings = replace(Settings(), **{channel: getattr(CHANNELS, channel)})
    with pytest.raises(StartError, match="troly sample remove"):
        async with served(tmp_path, sample, settings):
            pass

    storage = open_sqlite(tmp_path)
    await storage.remove_sample()
    await storage.close()
