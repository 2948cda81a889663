"""Two people at one place: nothing that one of them wrote is lost without a word."""

import asyncio
from dataclasses import replace
from pathlib import Path

import pytest

from bot.editing.editor import EditingError, Preview
from bot.editing.live import bring_current
from bot.editing.workshop import Built, Changed
from handlers.editing.edit import Status, StoredEdit
from handlers.teams.model import Role
from knowledge.edits import look
from knowledge.index import index_path
from tests.bot.editing.conftest import Desk

BOOKS = "topics/muon-sach.yaml"
PAPERS = ("statements", "documents", "giay-to")
NEW = ("phrases", "plain", "p900")


def _ready(draft: StoredEdit) -> StoredEdit:
    return replace(draft, status=Status.READY)


async def test_both_were_ready_before_the_build(desk: Desk) -> None:
    """Of two edits of one answer the first goes live, the second comes back; of two new phrases with one number both."""
    hoa, nam = [await desk.person(name, Role.PROVINCE_ADMIN) for name in ("hoa", "nam")]
    was = look(await desk.editor.data(), BOOKS, PAPERS)
    phrases = [["giay-to", "vô thư viện đem chi theo"], ["giay-to", "thư viện đòi những giấy chi"]]
    for person, text, phrase in zip((hoa, nam), ("Chỉ cần thẻ.", "Cần thẻ và phiếu."), phrases, strict=True):
        drafts = [
            await desk.editor.put(person, BOOKS, PAPERS, {**was, "text": text}),
            await desk.editor.put(person, BOOKS, NEW, phrase),
        ]
        # As two programs would: neither knows of what the other has just sent.
        await desk.editor._store_all(person, [_ready(one) for one in drafts], "edit-submit")

    assert await desk.published()

    data = await desk.editor.data()
    assert look(data, BOOKS, PAPERS)["text"] == "Chỉ cần thẻ."
    assert [look(data, BOOKS, (*NEW[:2], key)) for key in ("p900", "p901")] == phrases
    [back] = desk.storage.records.edits(nam)
    assert (back.status, back.author) == (Status.DRAFT, nam.id)
    assert "vừa được người khác sửa" in back.fault


async def test_who_writes_over_their_own_words(desk: Desk) -> None:
    """Sent twice before the first went live: the last one stands, and taking it back brings the one before."""
    hoa = await desk.person("hoa", Role.PROVINCE_ADMIN)
    was = look(await desk.editor.data(), BOOKS, PAPERS)
    drafts = [await desk.editor.put(hoa, BOOKS, PAPERS, {**was, "text": text}) for text in ("Một.", "Hai.")]
    await desk.editor._store_all(hoa, [_ready(one) for one in drafts], "edit-submit")

    assert await desk.published()

    assert look(await desk.editor.data(), BOOKS, PAPERS)["text"] == "Hai."
    last = desk.storage.records.edit_history(hoa, drafts[1].edit.place)[0]
    assert last.edit.before["text"] == "Một."


async def test_what_is_on_its_way_is_seen(desk: Desk) -> None:
    """Somebody else's edit of the place is ready: sending one's own says so at once."""
    hoa, nam = [await desk.person(name, Role.PROVINCE_ADMIN) for name in ("hoa", "nam")]
    was = look(await desk.editor.data(), BOOKS, PAPERS)
    first, second = [
        await desk.editor.put(one, BOOKS, PAPERS, {**was, "text": f"Lời của {one.name}."}) for one in (hoa, nam)
    ]
    await desk.editor.submit(hoa, first)
    with pytest.raises(EditingError, match="người khác sửa"):
        await desk.editor.submit(nam, second)


async def test_an_index_that_is_cut_off_is_built_anew(desk: Desk) -> None:
    """The disk lost half of the file: what was live goes on, and what is published comes back without a restart."""
    hoa = await desk.person("hoa", Role.PROVINCE_ADMIN)
    was = look(await desk.editor.data(), BOOKS, PAPERS)
    await desk.editor.submit(hoa, await desk.editor.put(hoa, BOOKS, PAPERS, {**was, "text": "Chỉ cần thẻ."}))
    await desk.publisher.once()
    publication = desk.storage.records.publication()
    assert publication
    path = index_path(desk.workshop.cache, publication.index)
    path.write_bytes(path.read_bytes()[:5000])

    def papers() -> str:
        return desk.live.understander.index.content.topics["muon-sach"].statement("giay-to").text

    with pytest.raises(OSError, match="damaged"):
        await bring_current(desk.live, desk.storage.records, desk.workshop.cache)
    assert papers() == was["text"]
    assert await desk.published()
    assert papers() == "Chỉ cần thẻ."


async def test_what_goes_live_comes_before_previews(desk: Desk) -> None:
    """A line of previews waits: a publication is built after the one that is under way."""
    turns: list[str] = []

    async def build(name: str, *, first: bool) -> None:
        async with desk.workshop._turn(first=first):
            turns.append(name)
            await asyncio.sleep(0)

    previews = [asyncio.create_task(build(f"preview {number}", first=False)) for number in range(4)]
    await asyncio.sleep(0)
    await asyncio.gather(build("publication", first=True), *previews)
    assert turns == ["preview 0", "publication", "preview 1", "preview 2", "preview 3"]


async def test_everybody_has_one_preview_at_a_time(desk: Desk) -> None:
    """Who asks for another lets go of the first, unless somebody else waits for it."""
    hoa, nam = [await desk.person(name, Role.PROVINCE_ADMIN) for name in ("hoa", "nam")]
    was = look(await desk.editor.data(), BOOKS, PAPERS)
    one, two, three = [
        await desk.editor.put(hoa, BOOKS, PAPERS, {**was, "text": text}) for text in ("Một.", "Hai.", "Ba.")
    ]
    desk.editor.preview(hoa, [one])
    desk.editor.preview(hoa, [two])
    assert desk.editor.previewed([one]) is None
    desk.editor.preview(nam, [two])
    desk.editor.preview(hoa, [three])
    assert desk.editor.previewed([two]) and desk.editor.previewed([three])


def test_what_residents_of_another_commune_asked_is_not_shown() -> None:
    """A preview is of everybody who sees the draft; of the questions in it each sees their own."""
    changed = [Changed(text, "", "Chỉ cần thẻ.", "", "muon-sach") for text in ("câu mẫu", "xã tôi hỏi", "xã khác hỏi")]
    preview = Preview(built=Built("x", (), tuple(changed)), asked=frozenset({"xã tôi hỏi", "xã khác hỏi"}))
    assert [one.question for one in preview.changed_for(["xã tôi hỏi"])] == ["câu mẫu", "xã tôi hỏi"]


async def test_a_full_disk_is_no_fault_of_the_edit(desk: Desk, tmp_path: Path) -> None:
    """Nothing can be written: the edit waits, what is live stays, and it goes out once there is room again."""
    hoa = await desk.person("hoa", Role.PROVINCE_ADMIN)
    sent = await desk.editor.submit(hoa, await desk.editor.put(hoa, BOOKS, NEW, ["giay-to", "đem chi ra thư viện"]))
    cache, desk.workshop.cache = desk.workshop.cache, tmp_path / "full"
    desk.workshop.cache.write_text("no folder")
    with pytest.raises(OSError, match="full"):
        await desk.publisher.once()
    assert desk.editor.failing
    assert [one.id for one in desk.storage.records.ready_edits()] == [sent.id]

    desk.workshop.cache = cache
    assert await desk.published()
    assert not desk.editor.failing
