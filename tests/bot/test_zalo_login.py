"""`troly zalo login`: from the consent link to the stored pair."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import aiohttp
import pytest
from click.testing import CliRunner, Result

from bot.channels.zalo_oa import CALLBACK, ZaloOa
from bot.channels.zalo_oa_oauth import challenge_of, new_verifier
from bot.cli import main
from bot.commands.errors import CommandError
from bot.commands.zalo_login import Login, begin_login, finish_login, login_settings, read_code
from bot.settings import Settings
from bot.storage.contract import Key, Outgoing
from bot.storage.sqlite import FILE, open_sqlite
from handlers.message import Channel
from handlers.reply import say
from tests.bot.channels.oa import KEY, USER, MovingClock, account
from tests.fakes.zalo_oa import CODE_LIFE, FakeZaloOa

PUBLIC = "https://tro-ly.example"


@pytest.fixture
def clock() -> MovingClock:
    """The time."""
    return MovingClock()


@pytest.fixture
async def fake(clock: MovingClock) -> AsyncIterator[FakeZaloOa]:
    """Zalo."""
    async with FakeZaloOa(clock).serve() as fake:
        yield fake


@pytest.fixture
def settings(fake: FakeZaloOa, tmp_path: Path) -> Settings:
    """A program with this account and no refresh token."""
    return Settings(data=tmp_path / "data", public_url=PUBLIC, secret_key=KEY, zalo_oa=account(fake))


async def agree(link: str) -> str:
    """The administrator opens the link and agrees: where the browser ends up."""
    async with aiohttp.ClientSession() as session, session.get(link, allow_redirects=False) as response:
        assert response.status == 302
        return response.headers["Location"]


async def test_login_and_send(settings: Settings, fake: FakeZaloOa, clock: MovingClock) -> None:
    """The address that the browser ends at holds the code; what it brings lets the program send."""
    login = begin_login(settings, None, fixed=False)
    address = await agree(login.link)
    assert address.startswith(PUBLIC + CALLBACK + "?")
    await finish_login(settings, login, read_code(f"  {address}\n", login), clock)

    fake.interactions[USER] = clock()
    storage = open_sqlite(settings.data)
    platform = ZaloOa(account(fake), KEY, storage, clock)
    try:
        for call in platform.sender.calls(Outgoing(1, Key(Channel.ZALO_OA, USER), say("Chào."), clock())):
            await call()
    finally:
        await platform.close()
        await storage.close()
    assert [sent.text for sent in fake.sent] == ["Chào."] and fake.refreshes == 0


async def test_the_link(settings: Settings, fake: FakeZaloOa) -> None:
    """What Zalo asks for and nothing else; the verifier stays here."""
    login = begin_login(settings, "https://khac.example/", fixed=False)

    query = {name: value for name, [value] in parse_qs(urlsplit(login.link).query).items()}
    assert query == {
        "app_id": fake.app_id,
        "redirect_uri": "https://khac.example/",
        "code_challenge": challenge_of(login.verifier),
        "state": login.state,
    }
    assert len(login.verifier) == len(query["code_challenge"]) == 43
    assert login.verifier not in repr(login)


def test_the_challenge() -> None:
    """The example of RFC 7636, appendix B."""
    assert challenge_of("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk") == "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"
    assert len(new_verifier()) == 43


def test_the_fixed_pair(settings: Settings) -> None:
    """The same each time for one installation; a new one each time without it."""
    fixed, again = (begin_login(settings, None, fixed=True) for _ in range(2))
    fresh = begin_login(settings, None, fixed=False)

    assert fixed.challenge == again.challenge != fresh.challenge
    assert len(fixed.verifier) == 43 and fixed.state != again.state


@pytest.mark.parametrize(
    ("pasted", "code"),
    [
        ("abc-DEF_1", "abc-DEF_1"),
        ("https://x.example/?code=abc&oa_id=1", "abc"),
        ("x.example/dong-y?oa_id=1&code=abc&state=s1", "abc"),
        ("?code=abc", "abc"),
        ('"https://x.example/?code=abc"', "abc"),
    ],
)
def test_what_may_be_pasted(settings: Settings, pasted: str, code: str) -> None:
    """The address, the end of it, or the code alone."""
    login = begin_login(settings, None, fixed=False)
    login = Login(login.account, login.redirect, login.verifier, "s1")

    assert read_code(pasted, login) == code


@pytest.mark.parametrize(
    ("pasted", "sentence"),
    [
        ("", "Chưa thấy mã"),
        ("https://x.example/", "Chưa thấy mã"),
        ("https://x.example/?error=access_denied", "người quản trị"),
        ("https://x.example/?code=abc&state=khac", "liên kết mới"),
    ],
)
def test_what_cannot_be_used(settings: Settings, pasted: str, sentence: str) -> None:
    """A sentence with what to do."""
    with pytest.raises(CommandError, match=sentence):
        read_code(pasted, begin_login(settings, None, fixed=False))


async def test_a_wrong_code(settings: Settings, fake: FakeZaloOa, clock: MovingClock) -> None:
    """Invented, used twice, too late, of another pair: refused, and what is stored stays."""
    login = begin_login(settings, None, fixed=False)
    code = read_code(await agree(login.link), login)
    late = read_code(await agree(login.link), login)
    await finish_login(settings, login, code, clock)
    before = rows(settings)

    other = begin_login(settings, None, fixed=False)
    clock.advance(minutes=1)
    for wrong, attempt in (("bia", login), (code, login), (read_code(await agree(login.link), login), other)):
        with pytest.raises(CommandError, match="chạy lại lệnh"):
            await finish_login(settings, attempt, wrong, clock)
    clock.advance(seconds=CODE_LIFE.total_seconds())
    with pytest.raises(CommandError, match="10 phút"):
        await finish_login(settings, login, late, clock)
    assert rows(settings) == before


@pytest.mark.parametrize(
    ("code", "sentence"), [(-14002, "kích hoạt"), (-14003, "Địa chỉ quay về"), (-32, "đợi một phút"), (-1, "lỗi -1")]
)
async def test_refusals(settings: Settings, fake: FakeZaloOa, clock: MovingClock, code: int, sentence: str) -> None:
    """Each with its way out."""
    fake.faults.refresh_codes = [code]
    with pytest.raises(CommandError, match=sentence):
        await finish_login(settings, begin_login(settings, None, fixed=False), "abc", clock)


async def test_a_bad_line(settings: Settings, fake: FakeZaloOa, clock: MovingClock) -> None:
    """A lost answer and a line that isn't there are told apart."""
    fake.faults.refresh_cut_before = 1
    login = begin_login(settings, None, fixed=False)
    with pytest.raises(CommandError, match="có thể mã đã bị dùng"):
        await finish_login(settings, login, "abc", clock)

    nobody = FakeZaloOa(clock)
    nobody.url = "http://127.0.0.1:1"
    with pytest.raises(CommandError, match="Không kết nối"):
        await finish_login(settings, Login(account(nobody), "x", new_verifier(), "s"), "abc", clock)


def test_not_set_up(tmp_path: Path) -> None:
    """What is missing is named; the key is made where there is none."""
    with pytest.raises(CommandError, match="TROLY_ZALO_OA_APP_ID"):
        login_settings(Settings(data=tmp_path))
    oa = account(FakeZaloOa(MovingClock()))
    with pytest.raises(CommandError, match="--redirect"):
        begin_login(Settings(zalo_oa=oa, secret_key=KEY), None, fixed=False)
    made = login_settings(Settings(data=tmp_path / "neu", zalo_oa=oa))
    assert len(made.secret_key) == 32 and login_settings(Settings(data=tmp_path / "neu", zalo_oa=oa)) == made
    (tmp_path / "file").write_text("")
    with pytest.raises(CommandError, match="Không ghi được"):
        login_settings(Settings(data=tmp_path / "file", zalo_oa=oa))


async def test_the_command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Prints the steps, asks, stores; a wrong code is one sentence and exit code 1."""
    async with FakeZaloOa(lambda: datetime.now(UTC)).serve() as fake:
        monkeypatch.chdir(tmp_path)
        given = {
            "TROLY_DATA": str(tmp_path / "data"),
            "TROLY_ZALO_OA_APP_ID": fake.app_id,
            "TROLY_ZALO_OA_APP_SECRET": fake.app_secret,
            "TROLY_ZALO_OA_OAUTH": fake.url,
        }
        runner = CliRunner()

        def invoke(typed: str) -> Result:
            arguments = ["zalo", "login", "--fixed", "--redirect", PUBLIC]
            return runner.invoke(main, arguments, input=typed, env=given, prog_name="troly")

        shown = await asyncio.to_thread(invoke, "sai\n")
        assert shown.exit_code == 1 and "Zalo không nhận mã này" in shown.stderr
        assert fake.app_secret not in shown.output
        # With the fixed pair a code of one attempt may be pasted into the next.
        link = next(word for word in shown.stdout.split() if word.startswith(fake.url))
        [code] = parse_qs(urlsplit(await agree(link)).query)["code"]
        done = await asyncio.to_thread(invoke, code + "\n")
        assert done.exit_code == 0 and "Đã lưu quyền gửi tin" in done.stdout
    assert (tmp_path / "data" / "secret.key").exists()


def rows(settings: Settings) -> list[object]:
    """The stored pairs."""
    db = sqlite3.connect(settings.data / FILE)
    try:
        return db.execute("SELECT * FROM tokens").fetchall()
    finally:
        db.close()
