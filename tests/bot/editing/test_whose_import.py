"""Whose an import is: who is named, the only administrator, or nobody yet."""

import shutil
from pathlib import Path

import pytest

from bot.commands.content_files import Wish, import_content
from bot.commands.errors import CommandError
from bot.storage.sqlite import open_sqlite
from handlers.editing.edit import Status
from knowledge.index import Index
from tests.bot.talk import NOW


async def test_the_only_administrator_needs_no_chat(tmp_path: Path, tiny: tuple[Path, Path, Index]) -> None:
    """Before there is one the command says how to make one; whoever has only signed in to the console is one."""
    shipped = tiny[0]
    changed = shutil.copytree(shipped, tmp_path / "in")
    books = changed / "topics" / "muon-sach.yaml"
    books.write_text(books.read_text("utf-8").replace("title: Mượn sách thư viện", "title: Mượn sách"), "utf-8")
    storage = open_sqlite(tmp_path / "data")

    with pytest.raises(CommandError, match=r"Chưa có quản trị nào.*troly admin link"):
        await import_content(tmp_path / "data", changed, Wish(), NOW, shipped)
    hoa = await storage.console.make_first_admin("Hoa", NOW)
    with pytest.raises(CommandError, match=f"Không có người số 99.*{hoa} Hoa"):
        await import_content(tmp_path / "data", changed, Wish(person=99), NOW, shipped)
    done = await import_content(tmp_path / "data", changed, Wish(), NOW, shipped)

    assert "bản nháp của Hoa" in done.lines[-1]
    person = storage.records.person_by_id(hoa)
    assert person is not None
    [draft] = storage.records.edits(person)
    assert (draft.status, draft.author, draft.edit.after) == (Status.DRAFT, hoa, "Mượn sách")
    await storage.close()
