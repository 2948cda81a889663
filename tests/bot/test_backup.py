"""`troly backup` and `troly restore`: whole or not at all, and nothing is written over."""

import asyncio
import sqlite3
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from bot.app import running
from bot.commands.backing import back_up
from bot.lock import serve_lock
from bot.secrets import FILE as KEY_FILE
from bot.settings import Settings
from bot.storage import restoring
from bot.storage.contract import Storage
from bot.storage.sqlite import FILE
from handlers.message import Channel
from tests.bot.assistant import assembled
from tests.bot.running import Commands
from tests.bot.storage.working import KEY, answered, from_telegram, take
from tests.bot.talk import NOW, clock, typed

ASIDE = FILE + ".truoc-khi-khoi-phuc-20261121T030000Z"


@pytest.fixture
def troly(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Commands:
    """The command with a data folder of its own."""
    return Commands(tmp_path, monkeypatch)


async def a_question(storage: Storage) -> None:
    """One message that waits."""
    await storage.accept(typed("một", event="one"))


async def another(storage: Storage) -> None:
    """A message of later."""
    await storage.accept(typed("hai", event="two"))


def events(path: Path) -> list[str]:
    """The events in a file."""
    with closing(sqlite3.connect(path)) as db:
        return [event for (event,) in db.execute("SELECT event FROM inbox ORDER BY id")]


def make_backup(troly: Commands) -> Path:
    """A backup that holds one question; the store has another since."""
    troly.fill(a_question)
    assert troly.run("backup", "sao-luu.db").exit_code == 0
    troly.fill(another)
    return Path("sao-luu.db").absolute()


def test_a_backup(troly: Commands) -> None:
    """Its size, and what is left out; only its owner may read it."""
    troly.fill(a_question)

    result = troly.run("backup", "sao-luu.db")

    backup = Path("sao-luu.db")
    assert result.exit_code == 0
    assert "Đã sao lưu vào sao-luu.db (" in result.stdout and " KB)" in result.stdout
    assert "không gồm khóa bí mật" in result.stdout and KEY_FILE in result.stdout
    assert backup.stat().st_mode & 0o777 == 0o600
    assert events(backup) == ["one"]


def test_a_backup_with_the_key_in_the_settings(troly: Commands, monkeypatch: pytest.MonkeyPatch) -> None:
    """Says which setting must be kept."""
    monkeypatch.setenv("TROLY_SECRET_KEY", "A" * 43 + "=")
    troly.fill(a_question)

    result = troly.run("backup", "sao-luu.db")

    assert "TROLY_SECRET_KEY" in result.stdout and "AAAA" not in result.stdout


def test_a_backup_writes_over_nothing(troly: Commands) -> None:
    """Nor into a folder that isn't there; without data there is nothing to copy."""
    assert troly.run("backup", "sao-luu.db").exit_code == 1
    assert not Path("sao-luu.db").exists()
    troly.fill(a_question)
    Path("sao-luu.db").write_text("của tôi")

    taken, missing = troly.run("backup", "sao-luu.db"), troly.run("backup", "khong-co/sao-luu.db")

    assert taken.exit_code == 1 and "Đã có tệp sao-luu.db" in taken.stderr
    assert Path("sao-luu.db").read_text() == "của tôi"
    assert missing.exit_code == 1 and "Không ghi được tệp khong-co/sao-luu.db" in missing.stderr


async def test_a_backup_while_the_program_serves(tmp_path: Path) -> None:
    """The key that the program made stays out of it."""
    settings = Settings(data=tmp_path / "data", port=0)
    async with running(settings, assembled, clock):
        lines = await back_up(settings, tmp_path / "sao-luu.db", NOW)

    key = await asyncio.to_thread((tmp_path / "data" / KEY_FILE).read_bytes)
    body = await asyncio.to_thread((tmp_path / "sao-luu.db").read_bytes)
    assert key.strip() not in body
    assert str(tmp_path / "data" / KEY_FILE) in lines[1]


def test_restoring(troly: Commands) -> None:
    """The store is as it was at the backup; that of just now is kept aside; the backup can be used again."""
    backup = make_backup(troly)

    result = troly.run("restore", "sao-luu.db")

    assert result.exit_code == 0, result.output
    assert events(troly.data / FILE) == ["one"]
    assert events(troly.data / ASIDE) == ["one", "two"]
    assert events(backup) == ["one"]
    assert ASIDE in result.stdout and "trả lời 1 tin nhắn" in result.stdout
    assert (troly.data / FILE).stat().st_mode & 0o777 == 0o600
    assert sorted(file.name for file in troly.data.iterdir()) == ["serve.lock", FILE, ASIDE]


def test_restoring_twice_in_a_second(troly: Commands) -> None:
    """Nothing that was kept aside is lost."""
    make_backup(troly)
    troly.run("restore", "sao-luu.db")
    troly.fill(another)

    assert troly.run("restore", "sao-luu.db").exit_code == 0

    assert events(troly.data / ASIDE) == ["one", "two"]
    assert events(troly.data / f"{ASIDE}-2") == ["one", "two"]


def test_restoring_onto_a_new_machine(troly: Commands) -> None:
    """There is no store yet; the key that was kept elsewhere is asked for."""
    make_backup(troly)
    troly.data.rename("gone")

    result = troly.run("restore", "sao-luu.db")

    assert result.exit_code == 0, result.output
    assert events(troly.data / FILE) == ["one"]
    assert KEY_FILE in result.stdout and ASIDE not in result.stdout


def test_restoring_over_a_damaged_store(troly: Commands) -> None:
    """Which is the day one needs it; the damaged one is kept, its log too, and the log isn't taken for the new one's."""
    make_backup(troly)
    (troly.data / FILE).write_bytes(b"\x55" * 20_000)
    (troly.data / f"{FILE}-wal").write_bytes(b"\x55" * 5_000)

    result = troly.run("restore", "sao-luu.db")

    assert result.exit_code == 0, result.output
    assert events(troly.data / FILE) == ["one"]
    assert (troly.data / ASIDE).read_bytes() == b"\x55" * 20_000
    assert not (troly.data / f"{FILE}-wal").exists()


def test_not_while_the_program_serves(troly: Commands) -> None:
    """Refused, and nothing changed."""
    make_backup(troly)

    with serve_lock(troly.data):
        result = troly.run("restore", "sao-luu.db")

    assert result.exit_code == 1 and "đang chạy" in result.stderr
    assert events(troly.data / FILE) == ["one", "two"]


@pytest.mark.parametrize("kind", ["missing", "empty", "text", "cut", "damaged", "other", "newer", "itself"])
def test_what_is_no_backup(troly: Commands, kind: str) -> None:
    """One sentence, and the present store stays as it is, with nothing left beside it."""
    backup = make_backup(troly)
    body = backup.read_bytes()
    match kind:
        case "missing":
            backup.unlink()
        case "empty":
            backup.write_bytes(b"")
        case "text":
            backup.write_bytes(b"chu" * 5_000)
        case "cut":
            backup.write_bytes(body[: len(body) // 2])
        case "damaged":
            backup.write_bytes(body[:8192] + b"\x55" * 8192 + body[16384:])
        case "other":
            backup.unlink()
            with closing(sqlite3.connect(backup)) as db, db:
                db.execute("CREATE TABLE inbox (x)")
        case "newer":
            with closing(sqlite3.connect(backup)) as db, db:
                db.execute("INSERT INTO _sqlite_migrations VALUES (NULL, 'troly', 'add_x', 'now')")
        case "itself":
            backup.unlink()
            backup.hardlink_to(troly.data / FILE)

    result = troly.run("restore", "sao-luu.db")

    assert result.exit_code == 1
    sentence = {"missing": "Không đọc được", "newer": "phiên bản mới hơn", "itself": "chính là dữ liệu đang dùng"}
    assert sentence.get(kind, "không phải bản sao lưu dùng được") in result.stderr
    assert result.stderr.count("\n") == 1
    assert events(troly.data / FILE) == ["one", "two"]
    assert {file.name for file in troly.data.iterdir()} - {"serve.lock"} == {FILE}


@pytest.mark.parametrize("step", ["copy_store", "_prepare", "_set_aside"])
def test_whatever_fails_on_the_way(troly: Commands, monkeypatch: pytest.MonkeyPatch, step: str) -> None:
    """All or nothing: the disk full at any step leaves the store as it was, and it can be tried again."""
    make_backup(troly)

    def fail(*args: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(restoring, step, fail)
        result = troly.run("restore", "sao-luu.db")

    assert result.exit_code == 1 and "vẫn giữ nguyên" in result.stderr
    assert events(troly.data / FILE) == ["one", "two"]
    assert {file.name for file in troly.data.iterdir()} - {"serve.lock"} == {FILE}
    assert troly.run("restore", "sao-luu.db").exit_code == 0


def test_a_restore_that_was_killed_before_its_last_step(troly: Commands) -> None:
    """The store has its old content and a second name; the next restore tidies up and goes through."""
    make_backup(troly)
    (troly.data / f"{FILE}.khoi-phuc").write_bytes(b"half")
    (troly.data / f"{FILE}.truoc-khi-khoi-phuc-20261120T000000Z").hardlink_to(troly.data / FILE)

    assert troly.run("restore", "sao-luu.db").exit_code == 0

    assert events(troly.data / FILE) == ["one"] and events(troly.data / ASIDE) == ["one", "two"]
    assert {file.name for file in troly.data.iterdir()} == {"serve.lock", FILE, ASIDE}


def test_where_there_are_no_second_names(troly: Commands, monkeypatch: pytest.MonkeyPatch) -> None:
    """The present store is copied instead."""
    make_backup(troly)

    def refuse(*_: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(Path, "hardlink_to", refuse)

    assert troly.run("restore", "sao-luu.db").exit_code == 0
    assert events(troly.data / FILE) == ["one"] and events(troly.data / ASIDE) == ["one", "two"]


def test_another_command_that_uses_the_store(troly: Commands, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is put in the place of a store that somebody has open."""
    monkeypatch.setattr(restoring, "BUSY_SECONDS", 0.05)
    make_backup(troly)
    with closing(sqlite3.connect(troly.data / FILE, isolation_level=None)) as other:
        other.execute("PRAGMA journal_mode = WAL")
        other.execute("SELECT count(*) FROM inbox").fetchone()
        result = troly.run("restore", "sao-luu.db")

    assert result.exit_code == 1 and "đang bận" in result.stderr
    assert events(troly.data / FILE) == ["one", "two"]


def test_what_is_too_old_to_go_out(troly: Commands) -> None:
    """A week later nobody waits for those answers; what is still fresh goes out, and the tokens are doubted."""

    async def fill(storage: Storage) -> None:
        await take(storage)
        await answered(storage, "sent", "Một.")
        await answered(storage, "fresh", "Hai.", conversation="t2", at=NOW + timedelta(days=7))
        await storage.accept(from_telegram("waits", conversation="t3", at=NOW + timedelta(days=6)))
        await storage.store_tokens(Channel.ZALO_OA, b"sealed", NOW, NOW, seed="x")

    troly.fill(fill)
    troly.run("backup", "sao-luu.db")
    troly.at(NOW + timedelta(days=7))

    result = troly.run("restore", "sao-luu.db")

    assert "trả lời 1 tin nhắn và gửi 1 tin" in result.stdout
    assert "troly zalo login" in result.stdout

    async def look(storage: Storage) -> None:
        assert await storage.next_work(KEY) is None
        [due] = await storage.due(Channel.TELEGRAM, NOW + timedelta(days=7), 10)
        assert due.key.conversation == "t2"
        [stuck] = await storage.stuck()
        assert (stuck.kind, stuck.reason) == ("ended", "gave_up")
        tokens = await storage.tokens(Channel.ZALO_OA)
        assert tokens is not None and tokens.state == "doubtful"

    troly.fill(look)
