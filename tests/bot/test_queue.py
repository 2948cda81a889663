"""`troly queue`: what is stuck and why, and letting it be tried again."""

import asyncio
import sqlite3
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

import pytest

from bot.app import running
from bot.commands.queueing import open_store, queue_lines, retry
from bot.pipeline import service
from bot.settings import Settings
from bot.storage.contract import Storage
from bot.storage.sqlite import FILE, open_sqlite
from handlers.conversation import Conversation
from handlers.message import Channel, Message
from handlers.turn import Answering, Turn
from tests.bot.assistant import assistant
from tests.bot.running import Commands, end, park
from tests.bot.storage.working import answered, on_its_way
from tests.bot.talk import NOW, clock


@pytest.fixture
def troly(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Commands:
    """The command with a data folder of its own."""
    return Commands(tmp_path, monkeypatch)


async def stuck(storage: Storage) -> None:
    """One of each kind."""
    await park(storage)
    await end(storage)
    await answered(storage, "w1", "Về chuyện riêng.", conversation="conversation-waiting")
    until = NOW + timedelta(minutes=5)
    await storage.put_off(await on_its_way(storage), until, "timed_out", unknown=True)
    await storage.count_billed(Channel.TELEGRAM, NOW)


def test_nothing_is_stuck(troly: Commands) -> None:
    """Said so, with what was sent this month."""

    async def nothing(storage: Storage) -> None: ...

    troly.fill(nothing)

    result = troly.run("queue")

    assert result.exit_code == 0
    assert result.stdout == "Không có gì bị kẹt.\nChưa gửi tin nào trong tháng 11/2026.\n"


def test_what_is_stuck(troly: Commands) -> None:
    """By kind, with reason, tries and since when in Vietnam's time; no text, no whole conversation id."""
    troly.fill(stuck)

    result = troly.run("queue")

    assert result.exit_code == 0
    assert [line.split() for line in result.stdout.splitlines()] == [
        line.split()
        for line in (
            "Tin nhắn chưa xử lý được (1):",
            "  m1  telegram  conver…  1 lần thử · từ 21/11/2026 10:00 · KeyError",
            "Tin trả lời đang chờ gửi lại (1):",
            "  s3  telegram  conver…  1 lần thử · từ 21/11/2026 10:00 · timed_out",
            "Tin trả lời đã thôi gửi (1):",
            "  s2  telegram  conver…  0 lần thử · từ 21/11/2026 10:00 · blocked (người nhận đã chặn hoặc thôi quan tâm)",
            "Cho thử lại: troly queue retry MÃ, hoặc troly queue retry --all",
            "Đã gửi trong tháng 11/2026: telegram 1 (trong đó 1 tin tính phí).",
            "Có thể đã gửi hai lần: 1 tin.",
        )
    ]
    assert "riêng" not in result.output and "conversation" not in result.output


def test_retrying_some(troly: Commands) -> None:
    """By their ids; the rest stays."""
    troly.fill(stuck)

    result = troly.run("queue", "retry", "m1", "S2", "m1")

    assert (result.exit_code, result.stdout) == (0, "Đã cho thử lại 2 mục.\n")
    assert "s3" in troly.run("queue").stdout and "m1" not in troly.run("queue").stdout


def test_retrying_what_is_not_stuck(troly: Commands) -> None:
    """What is stuck is retried all the same; the others are named; the exit code tells."""
    troly.fill(stuck)

    result = troly.run("queue", "retry", "m1", "s99", "m2")

    assert (result.exit_code, result.stdout) == (1, "Đã cho thử lại 1 mục.\n")
    assert "s99, m2" in result.stderr
    assert troly.run("queue", "retry", "m1").exit_code == 1


def test_retrying_everything(troly: Commands) -> None:
    """Then nothing is left; a second time is no fault."""
    troly.fill(stuck)

    assert troly.run("queue", "retry", "--all").stdout == "Đã cho thử lại 3 mục.\n"

    again = troly.run("queue", "retry", "--all")
    assert (again.exit_code, again.stdout) == (0, "Không có mục nào cần thử lại.\n")
    assert troly.run("queue").stdout.startswith("Không có gì bị kẹt.")


@pytest.mark.parametrize("args", [(), ("m1", "--all"), ("12",), ("m1", "x"), ("m",), ("m-1",)])
def test_called_wrongly(troly: Commands, args: tuple[str, ...]) -> None:
    """Exit code 2, and how it is called."""
    result = troly.run("queue", "retry", *args)

    assert result.exit_code == 2 and "--all" in result.stderr


def test_no_data_there(troly: Commands) -> None:
    """A slip in TROLY_DATA makes no new store."""
    result = troly.run("queue")

    assert result.exit_code == 1 and "TROLY_DATA" in result.stderr
    assert not troly.data.exists()


def test_while_another_writes_for_too_long(troly: Commands, monkeypatch: pytest.MonkeyPatch) -> None:
    """One sentence with the way out; afterwards it works."""
    monkeypatch.setattr("bot.storage.sqlite.BUSY_SECONDS", 0.05)
    troly.fill(stuck)
    with closing(sqlite3.connect(troly.data / FILE, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        result = troly.run("queue", "retry", "--all")
        other.execute("ROLLBACK")

    assert result.exit_code == 1
    assert result.stderr == "Cơ sở dữ liệu đang bận vì chương trình khác đang ghi. Hãy đợi một lát rồi thử lại.\n"
    assert troly.run("queue", "retry", "--all").exit_code == 0


async def test_a_program_that_serves_takes_it_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The parked message is handled by the running program, once; both may use the store."""
    monkeypatch.setattr(service, "LOOK_SECONDS", 0.02)
    loop, handled = asyncio.get_running_loop(), asyncio.Event()

    def telling(message: Message, conversation: Conversation, today: date) -> Turn:
        loop.call_soon_threadsafe(handled.set)
        return assistant(message, conversation, today)

    # Parked before the program starts: it would otherwise take the message up the moment it is accepted.
    before = open_sqlite(tmp_path)
    await park(before)
    await before.close()
    async with running(Settings(data=tmp_path, port=0), lambda records: Answering(telling), clock):
        assert "m1" in "\n".join(await queue_lines(tmp_path, NOW))

        assert await retry(tmp_path, ["m1"], NOW) == (1, [])

        async with asyncio.timeout(10):
            await handled.wait()

    async with open_store(tmp_path) as storage:
        assert await storage.undone() == [] and await storage.stuck() == []
        assert len(await storage.due(Channel.TELEGRAM, NOW, 10)) == 1
