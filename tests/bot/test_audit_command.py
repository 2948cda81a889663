"""`troly audit`: whether the audit is whole, its last sum to write down, and what stands in it."""

import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from bot.commands.auditing import act_lines, is_sum, verify
from bot.commands.backing import back_up
from bot.commands.sampling import load_sample, remove_sample
from bot.settings import load_settings
from bot.storage.sqlite import FILE, open_sqlite
from handlers.teams.changes import NoteAct
from knowledge.communes import load_communes
from tests.bot.storage.on_record import XA, joined, settle, write
from tests.bot.talk import NOW


@pytest.fixture
async def folder(tmp_path: Path) -> Path:
    """Three acts of somebody and of the server."""
    store = open_sqlite(tmp_path)
    await settle(store)
    lan = await joined(store)
    await write(store, NoteAct(lan.id, "see-contact", "one", XA), NoteAct(None, "poster", "hamlet-1", XA))
    await write(store, NoteAct(lan.id, "link", "x"))
    await store.close()
    return tmp_path


def alter(folder: Path, statement: str) -> None:
    """Behind the program's back."""
    with closing(sqlite3.connect(folder / FILE)) as db, db:
        db.execute(statement)


async def test_whole(folder: Path) -> None:
    """How many lines, from when to when, and the sum to write down, which is found the next time."""
    lines, fine = await verify(folder, None)
    total = lines[-1].split("\n")[-1]

    assert fine and lines[0].startswith("Nhật ký nguyên vẹn: 3 dòng, từ 21/11/2026") and is_sum(total)
    assert (await verify(folder, total.upper()))[1]


async def test_changed(folder: Path) -> None:
    """The first broken line is named, and no sum is offered."""
    alter(folder, "UPDATE audit SET about = 'two' WHERE id = 2")
    lines, fine = await verify(folder, None)

    assert not fine and "KHÔNG nguyên vẹn: từ dòng 2" in lines[0] and len(lines) == 1


async def test_cut_off(folder: Path) -> None:
    """The lines are counted; where the count was lowered too, only whoever wrote the sum down finds out."""
    total = (await verify(folder, None))[0][-1].split("\n")[-1]
    alter(folder, "DELETE FROM audit WHERE id = 3")
    lines, fine = await verify(folder, None)
    assert not fine and "KHÔNG nguyên vẹn: từ dòng 3" in lines[0]

    alter(folder, "UPDATE sqlite_sequence SET seq = 2 WHERE name = 'audit'")
    assert (await verify(folder, None))[1]
    lines, fine = await verify(folder, total)
    assert not fine and "KHÔNG có trong nhật ký" in lines[1]


async def test_all_gone(folder: Path) -> None:
    """An empty audit in which something stood is not an empty one."""
    alter(folder, "DELETE FROM audit")
    lines, fine = await verify(folder, None)
    assert not fine and "đã bị xóa hết" in lines[0]


async def test_listed(folder: Path) -> None:
    """The newest first, in words, of one commune where one is named."""
    lines = await act_lines(folder, None, None, 100)
    assert [line.split("  ")[1] for line in lines] == [
        "Lan: Nối thêm kênh · x",
        f"Máy chủ: Làm mã áp phích · hamlet-1 · {XA}",
        f"Lan: Xem cách liên lạc của bà con · one · {XA}",
    ]
    assert len(await act_lines(folder, XA, date(2026, 11, 21), 100)) == 2
    assert await act_lines(folder, None, date(2026, 11, 22), 100) == ["Không có việc nào như vậy trong nhật ký."]
    assert (await act_lines(folder, None, None, 2))[-1].startswith("Chỉ in 2 dòng")


async def test_commands_are_in_it(tmp_path: Path) -> None:
    """What is done on the server is noted with what it does; what does nothing isn't."""
    settings = load_settings({"TROLY_DATA": str(tmp_path / "data")}, tmp_path / ".env")
    for _ in range(2):
        await load_sample(settings, load_communes(), NOW)
    await back_up(settings, tmp_path / "b.db", NOW)
    for _ in range(2):
        await remove_sample(settings.data, NOW)

    lines = await act_lines(settings.data, None, None, 100)
    assert [line.split(": ")[1] for line in lines] == ["Xóa dữ liệu mẫu", "Sao lưu · b.db", "Đưa dữ liệu mẫu vào"]
