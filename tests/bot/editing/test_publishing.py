"""From a draft to what residents read, and back."""

import pytest

from bot.editing.editor import EditingError
from handlers.editing.edit import Status
from handlers.teams.model import Role
from knowledge.edits import look
from tests.bot.editing.conftest import Desk
from tests.village import MINH_HOP

BOOKS = "topics/muon-sach.yaml"
PAPERS = ("statements", "documents", "giay-to")


async def test_an_edit_goes_live_and_is_taken_back(desk: Desk) -> None:
    """Drafted, previewed, published; restored as it was."""
    hoa = await desk.person("hoa", Role.PROVINCE_ADMIN)
    was = look(await desk.editor.data(), BOOKS, PAPERS)
    draft = await desk.editor.put(hoa, BOOKS, PAPERS, {**was, "text": "Chỉ cần thẻ thư viện."}, note="gọn hơn")
    assert draft.status is Status.DRAFT
    assert desk.says("mượn sách cần giấy tờ gì") == was["text"]

    await desk.editor.submit(hoa, draft)
    assert await desk.published()
    assert desk.says("mượn sách cần giấy tờ gì") == "Chỉ cần thẻ thư viện."

    [published] = desk.storage.records.edit_history(hoa, "topics/muon-sach/statements/documents/giay-to")
    assert published.status is Status.PUBLISHED
    back = await desk.editor.restore(hoa, published)
    await desk.editor.submit(hoa, back)
    assert await desk.published()
    assert desk.says("mượn sách cần giấy tờ gì") == was["text"]


async def test_a_bad_edit_holds_up_no_other(desk: Desk) -> None:
    """Three are ready, one names a source that isn't there: two go live together, the third says why it doesn't."""
    hoa = await desk.person("hoa", Role.PROVINCE_ADMIN)
    data = await desk.editor.data()
    papers, what = look(data, BOOKS, PAPERS), look(data, BOOKS, ("statements", "what", "la-gi"))
    contact = {"id": "thu-vien", "name": "Thư viện xã", "value": "0238 1", "kind": "local"}
    for path, after in (
        (PAPERS, {**papers, "source": "khong-co"}),
        (("statements", "what", "la-gi"), {**what, "text": "Là thẻ."}),
    ):
        await desk.editor.submit(hoa, await desk.editor.put(hoa, BOOKS, path, after))
    await desk.editor.submit(hoa, await desk.editor.put(hoa, "contacts.yaml", ("thu-vien",), contact))

    assert await desk.published()

    [bad] = desk.storage.records.edits(hoa)
    assert bad.status is Status.DRAFT
    assert "khong-co" in bad.fault
    assert "thu-vien" in {item.id for item in desk.live.understander.index.content.contacts}


async def test_a_second_person_approves(desk: Desk) -> None:
    """Where the commune wants it, whoever wrote an edit can't approve it."""
    from handlers.editing.permission import SECOND_PERSON
    from handlers.teams.changes import SetCommune
    from handlers.turn import Batch
    from tests.bot.talk import NOW

    await desk.storage.commit_batch(Batch((SetCommune(MINH_HOP, SECOND_PERSON, "1"),)), NOW)
    hoa, nam = [await desk.person(name, Role.COMMUNE_ADMIN, MINH_HOP) for name in ("hoa", "nam")]
    phrase = ("phrases", "plain", "p900")
    draft = await desk.editor.put(hoa, BOOKS, phrase, ["giay-to", "làm thẻ thư viện thì mang theo gì"])
    waiting = await desk.editor.submit(hoa, draft)
    assert waiting.status is Status.WAITING
    with pytest.raises(EditingError, match="người khác duyệt"):
        await desk.editor.approve(hoa, waiting)

    await desk.editor.approve(nam, waiting)
    assert await desk.published()
    assert desk.says("làm thẻ thư viện thì mang theo gì")


async def test_who_may_only_suggest(desk: Desk) -> None:
    """A commune can't publish what is the province's; what it writes is kept as a suggestion."""
    hoa = await desk.person("hoa", Role.COMMUNE_ADMIN, MINH_HOP)
    was = look(await desk.editor.data(), BOOKS, PAPERS)

    suggested = await desk.editor.put(hoa, BOOKS, PAPERS, {**was, "text": "Không cần gì."})

    assert suggested.status is Status.SUGGESTED
    with pytest.raises(EditingError, match="chưa có quyền"):
        await desk.editor.submit(hoa, suggested)
