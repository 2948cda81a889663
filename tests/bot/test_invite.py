"""`troly invite`, as whoever runs the program uses it."""

import asyncio
import re
import sqlite3
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import openpyxl
import pytest

from bot.commands import codes as commands_codes
from bot.storage.contract import Storage
from bot.storage.sqlite import FILE, open_sqlite
from handlers.message import Channel
from handlers.teams.changes import Redeem
from handlers.teams.codes import Code, CodeKind, read_code
from handlers.teams.model import Role
from handlers.teams.people import Account
from handlers.turn import Batch
from tests.bot.running import Commands
from tests.bot.talk import NOW
from tests.bot.test_teams import HEAD, listed

LIST = (
    HEAD
    + "Minh Hợp;Xóm 1;Tổ Xóm 1;Hồ Thử;Tổ trưởng\nMinh Hợp;Xóm 1;Tổ Xóm 1;=Lê Thử;Thành viên\n"
    + "Minh Hợp;Xóm 2;;;\nMinh Hợp;;;Tạ Thử;Quản trị xã\nĐông Lộc;Xóm 1;Tổ Xóm 1;Võ Thử;Tổ trưởng\n;;;Cao Thử;Quản trị tỉnh\n"
)
ME = Account(Channel.WEB, "me")


@pytest.fixture
def troly(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Commands:
    """The command with two communes on record."""
    troly = Commands(tmp_path, monkeypatch)
    assert troly.run("teams", "import", listed(LIST)).exit_code == 0
    return troly


def on_record(troly: Commands, text: str) -> Code:
    """The code of a line, as it is on record."""
    found = re.search(r"\b(\w{3} \w{3})\b", text)
    letters = read_code(found.group(1)) if found else None
    assert letters is not None, text

    async def look() -> Code | None:
        storage = open_sqlite(troly.data)
        try:
            return await asyncio.to_thread(storage.records.code, letters)
        finally:
            await storage.close()

    code = asyncio.run(look())
    assert code is not None
    return code


def use(troly: Commands, code: Code) -> None:
    """Somebody takes the role."""

    async def redeem(storage: Storage) -> None:
        await storage.commit_batch(Batch((Redeem(code.code, ME, code.name or "Ai Đó"),)), NOW)

    troly.fill(redeem)


def test_one_invitation(troly: Commands, monkeypatch: pytest.MonkeyPatch) -> None:
    """The code, whom it is for, until when, and the page that it opens."""
    monkeypatch.setenv("TROLY_PUBLIC_URL", "https://troly.example.vn")

    result = troly.run("invite", "--role", "to-truong", "--hamlet", "xom 1", "--commune", "ha son", "--name", "hồ thử")

    assert result.exit_code == 0, result.stderr
    lines = result.stdout.splitlines()
    code = on_record(troly, lines[0])
    assert lines[1:3] == [
        "Dành cho: Tổ trưởng, hồ thử, Tổ Xóm 1, xã Minh Hợp.",
        "Dùng một lần, đến 10:00 ngày 28/11/2026.",
    ]
    assert f"https://troly.example.vn/m/{code.code}" in lines[3]
    assert (code.kind, code.role, code.commune, code.team_name) == (
        CodeKind.INVITATION,
        Role.LEADER,
        "xã Minh Hợp",
        "Tổ Xóm 1",
    )
    assert code.planned is not None and code.expires == NOW + timedelta(days=7)


@pytest.mark.parametrize(
    ("words", "role"),
    [
        (("--role", "Tổ trưởng", "--team", "tổ xóm 1", "--commune", "Đông Lộc"), Role.LEADER),
        (("--role", "tổ-phó", "--team", "Tổ Xóm 1", "--commune", "Đông Lộc"), Role.MEMBER),
        (("--role", "quan-tri-xa", "--commune", "dong loc", "--days", "1"), Role.COMMUNE_ADMIN),
        (("--role", "quản trị tỉnh"), Role.PROVINCE_ADMIN),
    ],
)
def test_every_role(troly: Commands, words: tuple[str, ...], role: Role) -> None:
    """With marks or without; a deputy is a member."""
    result = troly.run("invite", *words)

    assert result.exit_code == 0, result.stderr
    assert on_record(troly, result.stdout).role is role
    assert "http" not in result.stdout and "nhắn mã này" in result.stdout


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((), "Thiếu --role"),
        (("--role", "trùm"), "Không rõ vai trò “trùm”"),
        (("--role", "thành viên"), "--team"),
        (("--role", "thành viên", "--team", "To Xom 1"), "xã Minh Hợp, xã Đông Lộc"),
        (("--role", "thành viên", "--team", "Tổ Xóm 11", "--commune", "Minh Hợp"), "Có phải “Tổ Xóm 1”?"),
        (("--role", "thành viên", "--hamlet", "Xóm 2"), "Xóm 2, xã Minh Hợp chưa có tổ"),
        (("--role", "thành viên", "--hamlet", "Bản Nà", "--commune", "Minh Hợp"), "troly teams show"),
        (("--role", "quản trị xã"), "Thiếu --commune"),
        (("--role", "quản trị xã", "--commune", "Minh Hợ"), "Có phải xã Minh Hợp"),
        (("--role", "quản trị xã", "--commune", "Yên Thành"), "xã Yên Thành"),
        (("--role", "quản trị xã", "--commune", "Minh Hợp", "--team", "Tổ Xóm 1"), "bỏ --team"),
        (("--role", "quản trị tỉnh", "--commune", "Minh Hợp"), "bỏ --commune"),
        (("--revoke", "một hai"), "K7M 3PX"),
        (("--revoke", "K7M 3PX"), "Không có mã K7M 3PX"),
        (("--planned", "--xlsx", "ds.csv"), ".xlsx"),
    ],
)
def test_one_sentence_with_the_way_out(troly: Commands, words: tuple[str, ...], said: str) -> None:
    """Exit code 1, nothing on record."""
    result = troly.run("invite", *words)

    assert (result.exit_code, result.stdout) == (1, "")
    assert said in result.stderr and result.stderr.count("\n") == 1 and "Traceback" not in result.stderr
    assert "Không có lời mời nào" in troly.run("invite", "--list").stdout


@pytest.mark.parametrize(
    "words",
    [
        ("--list", "--planned"),
        ("--role", "tổ trưởng", "--revoke", "K7M3PX"),
        ("--role", "tổ trưởng", "--team", "a", "--hamlet", "b"),
        ("--list", "--xlsx", "a.xlsx"),
        ("--role", "quản trị tỉnh", "--days", "0"),
    ],
)
def test_called_wrongly(troly: Commands, words: tuple[str, ...]) -> None:
    """Exit code 2."""
    assert troly.run("invite", *words).exit_code == 2


def test_no_store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A slip in TROLY_DATA makes no new store."""
    troly = Commands(tmp_path, monkeypatch)
    for words in (("--role", "quản trị tỉnh"), ("--list",), ("--revoke", "K7M3PX"), ("--planned",)):
        assert troly.run("invite", *words).exit_code == 1
    assert not troly.data.exists()


def test_what_is_open_and_revoking(troly: Commands) -> None:
    """A revoked one is gone from the list, and so is one that is used or has run out; each says why it can't be revoked."""
    first, second, third = (
        on_record(troly, troly.run("invite", "--role", "quản trị tỉnh", "--days", str(days)).stdout)
        for days in (7, 7, 1)
    )
    assert len(troly.run("invite", "--list").stdout.splitlines()) == 3

    result = troly.run("invite", "--revoke", first.code.lower())
    assert result.exit_code == 0 and "Đã thu hồi lời mời" in result.stdout
    use(troly, second)
    troly.at(NOW + timedelta(days=2))

    assert troly.run("invite", "--list").stdout.startswith("Không có lời mời nào")
    for code, why in ((first, "đã thu hồi từ"), (second, "đã dùng lúc"), (third, "đã hết hạn")):
        result = troly.run("invite", "--revoke", code.code)
        assert result.exit_code == 1 and why in result.stderr


def test_everybody_on_the_list(troly: Commands, monkeypatch: pytest.MonkeyPatch) -> None:
    """Once each: not those who have an invitation, not those who joined, be it under another name."""
    monkeypatch.setenv("TROLY_PUBLIC_URL", "https://troly.example.vn")
    one = troly.run("invite", "--role", "tổ trưởng", "--team", "Tổ Xóm 1", "--commune", "Minh Hợp", "--name", "Hồ Thử")
    use(troly, on_record(troly, one.stdout))
    part = troly.run("invite", "--planned", "--commune", "Đông Lộc").stdout
    assert "Võ Thử" in part and part.endswith("Đã làm 1 lời mời.\n")

    result = troly.run("invite", "--planned", "--xlsx", "moi.xlsx")

    assert result.exit_code == 0 and "Đã làm 3 lời mời" in result.stdout and "phát tận tay" in result.stdout
    assert Path("moi.xlsx").stat().st_mode & 0o077 == 0
    sheet = openpyxl.load_workbook("moi.xlsx").active
    rows = list(sheet.iter_rows(values_only=True))
    assert rows[0][:4] == ("Xã/phường", "Tổ", "Họ tên", "Vai trò")
    assert [row[2] for row in rows[1:]] == ["=Lê Thử", "Tạ Thử", "Cao Thử"]
    assert sheet["C2"].data_type == "s", "a name must not become a formula"
    code = on_record(troly, rows[1][4])
    assert code.name == "=Lê Thử" and rows[1][6] == f"https://troly.example.vn/m/{code.code}"

    again = troly.run("invite", "--planned", "--xlsx", "moi-2.xlsx")
    assert again.stdout.startswith("Ai trong danh sách cũng đã vào") and not Path("moi-2.xlsx").exists()
    troly.at(NOW + timedelta(days=8))
    assert "Đã làm 4 lời mời" in troly.run("invite", "--planned").stdout, "those that ran out are made anew"


def test_nothing_is_written_over(troly: Commands) -> None:
    """And nobody is invited without a file that says so."""
    Path("co.xlsx").write_text("cũ")

    result = troly.run("invite", "--planned", "--xlsx", "co.xlsx")

    assert result.exit_code == 1 and "co.xlsx đã có" in result.stderr
    assert Path("co.xlsx").read_text() == "cũ"
    assert troly.run("invite", "--planned", "--xlsx", "khong/co.xlsx").exit_code == 1
    assert "Không có lời mời nào" in troly.run("invite", "--list").stdout


def test_characters_that_are_taken(troly: Commands, monkeypatch: pytest.MonkeyPatch) -> None:
    """Others are drawn; when that never ends, a sentence says so."""
    drawn = iter(["AAAAAA", "AAAAAA", "CCCCCC"])
    monkeypatch.setattr(commands_codes, "make_code", lambda choose: next(drawn))
    province = ("invite", "--role", "quản trị tỉnh")
    assert "AAA AAA" in troly.run(*province).stdout
    assert "CCC CCC" in troly.run(*province).stdout

    monkeypatch.setattr(commands_codes, "make_code", lambda choose: "AAAAAA")
    result = troly.run(*province)
    assert result.exit_code == 1 and "làm lại" in result.stderr


def test_the_audit_knows_of_it_without_the_code(troly: Commands) -> None:
    """Who reads the audit can't use an invitation."""
    code = on_record(troly, troly.run("invite", "--role", "quản trị xã", "--commune", "Minh Hợp").stdout)

    with closing(sqlite3.connect(troly.data / FILE)) as db:
        acts = db.execute("SELECT person, act, about, commune FROM audit").fetchall()

    assert [act for act in acts if act[1] != "teams-import"] == [(None, "invite", "commune-admin", "xã Minh Hợp")]
    assert code.code not in str(acts)
