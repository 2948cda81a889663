"""Commands read what is published in a data folder, also when its index isn't in the cache."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from bot.cli import main
from bot.commands.content_files import Wish, export_content, import_content
from bot.commands.errors import CommandError
from bot.editing.published import open_published, published_folder, published_in
from handlers.teams.model import Role
from knowledge.edits import look, read_data
from knowledge.index import open_index
from tests.bot.editing.conftest import Desk
from tests.bot.talk import NOW

BOOKS = "topics/muon-sach.yaml"
PAPERS = ("statements", "documents", "giay-to")
Tiny = tuple[Path, Path, Any]


async def publish(desk: Desk, text: str) -> None:
    """Another text for the papers, live."""
    hoa = await desk.person("hoa", Role.PROVINCE_ADMIN)
    was = look(await desk.editor.data(), BOOKS, PAPERS)
    await desk.editor.submit(hoa, await desk.editor.put(hoa, BOOKS, PAPERS, {**was, "text": text}))
    assert await desk.published()


async def test_what_is_published_is_read(desk: Desk, tiny: Tiny, tmp_path: Path) -> None:
    """From the cache; built anew, once and with a word about it, where the index was lost."""
    folder = tmp_path / "data"
    assert published_in(tmp_path / "nowhere") is None
    assert published_in(folder) is None
    await publish(desk, "Chỉ cần thẻ thư viện.")
    published = published_in(folder)
    assert published is not None
    told: list[str] = []

    kept = open_published(published, lambda: told.append("builds"), tiny[1], tiny[0])
    anew = open_published(published, lambda: told.append("builds"), tmp_path / "cache", tiny[0])
    again = open_published(published, lambda: told.append("builds"), tmp_path / "cache", tiny[0])

    assert kept.name == anew.name == again.name == desk.live.name
    assert told == ["builds"]
    with published_folder(published, tiny[0]) as content:
        assert look(read_data(content), BOOKS, PAPERS)["text"] == "Chỉ cần thẻ thư viện."


async def test_out_of_one_store_into_another_hand(desk: Desk, tiny: Tiny, tmp_path: Path) -> None:
    """Exported, changed by hand and imported as a draft of the only administrator of the province."""
    folder, out = tmp_path / "data", tmp_path / "out"
    await publish(desk, "Chỉ cần thẻ thư viện.")
    assert "1 bản sửa" in "\n".join(export_content(folder, out, tiny[0]))
    same = await import_content(folder, out, Wish(), NOW, tiny[0])
    assert (same.faults, "Không có gì khác" in same.lines[-1]) == ((), True)
    path = out / BOOKS
    path.write_text(path.read_text("utf-8").replace("Chỉ cần thẻ thư viện.", "Chỉ cần căn cước."), "utf-8")

    dry = await import_content(folder, out, Wish(dry=True), NOW, tiny[0])
    done = await import_content(folder, out, Wish(), NOW, tiny[0])

    assert "  sửa topics/muon-sach/statements/documents/giay-to" in dry.lines
    assert "bản nháp của hoa" in done.lines[-1]
    [person] = desk.storage.records.everybody()
    assert [edit.edit.after["text"] for edit in desk.storage.records.edits(person)] == ["Chỉ cần căn cước."]
    with pytest.raises(CommandError, match="Không có người số 99"):
        await import_content(folder, out, Wish(person=99), NOW, tiny[0])
    with pytest.raises(CommandError, match="đã có"):
        export_content(folder, out, tiny[0])


def test_the_command_line_says_what_it_reads(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, tiny: Tiny, run_desk: Callable[[Any], None]
) -> None:
    """`troly ask` answers with what is published, `--shipped` without."""
    monkeypatch.setenv("TROLY_DATA", str(tmp_path / "data"))
    monkeypatch.setattr("bot.cli.base.understander", lambda: understander(tiny))
    monkeypatch.setattr("bot.editing.published.cache_folder", lambda: tiny[1])
    run_desk(lambda desk: publish(desk, "Chỉ cần thẻ thư viện."))

    def asked(*options: str) -> str:
        done = CliRunner().invoke(main, ["ask", "--on", "2026-11-21", *options, "làm thẻ mượn sách cần giấy gì"])
        return done.stdout

    assert "Chỉ cần thẻ thư viện." in asked()
    assert "Một tấm ảnh" in asked("--shipped")


def understander(tiny: Tiny) -> Any:
    """That of the tiny content."""
    from knowledge.understand import Understander
    from knowledge.weights import load_weights

    return Understander(open_index(tiny[0], tiny[1]), load_weights())


@pytest.fixture
def run_desk(tmp_path: Path, tiny: Tiny) -> Callable[[Any], None]:
    """Do something at a desk of its own, whose store is closed afterwards."""
    import asyncio

    from tests.bot.editing.conftest import open_desk

    async def work(what: Any) -> None:
        async with open_desk(tmp_path, tiny) as desk:
            await what(desk)

    return lambda what: asyncio.run(work(what))
