"""Whose an edit is: who sees it, changes it and lets it go live, and whose rule holds for it."""

import pytest

from bot.editing.editor import EditingError
from handlers.editing.edit import Status, StoredEdit
from handlers.editing.permission import SECOND_PERSON, commune_of
from handlers.teams.changes import PutCode, Redeem, SetCommune
from handlers.teams.codes import Code, CodeKind
from handlers.teams.model import Changes, Commune, Role
from handlers.teams.people import Person
from handlers.turn import Batch
from knowledge.edits import Edit, look
from tests.bot.editing.conftest import Desk
from tests.bot.talk import NOW
from tests.village import DONG_LOC, MINH_HOP

BOOKS = "topics/muon-sach.yaml"
PAPERS = ("statements", "documents", "giay-to")
ANSWER = ["giay-to", "làm thẻ thư viện thì mang theo gì"]


async def second_person(desk: Desk, commune: str | None) -> None:
    """From now on two people are needed there."""
    await desk.storage.commit_batch(Batch((SetCommune(commune, SECOND_PERSON, "1"),)), NOW)


async def also(desk: Desk, person: Person, role: Role, commune: str) -> Person:
    """The same person with one more role."""
    code = f"ACDE{person.id:02d}".replace("0", "F").replace("1", "G").replace("2", "H")
    made = Code(code, CodeKind.INVITATION, NOW, role=role, commune=commune)
    await desk.storage.commit_batch(Batch((PutCode(made), Redeem(code, person.accounts[0], person.name))), NOW)
    found = desk.storage.records.person(person.accounts[0])
    assert found is not None and len(found.memberships) == 2
    return found


async def phrase(desk: Desk, person: Person, key: str = "p900") -> StoredEdit:
    """A draft of one more way of asking."""
    return await desk.editor.put(person, BOOKS, ("phrases", "plain", key), ANSWER)


async def test_nobody_approves_what_they_wrote_under_anothers_name(desk: Desk) -> None:
    """The approver rewrites the draft of somebody else and sends it: a third person has to look at it."""
    await second_person(desk, MINH_HOP)
    hoa, nam, tam = [await desk.person(name, Role.COMMUNE_ADMIN, MINH_HOP) for name in ("hoa", "nam", "tam")]
    waiting = await desk.editor.submit(hoa, await phrase(desk, hoa))
    rewritten = await desk.editor.put(nam, BOOKS, waiting.edit.path, ["giay-to", "lời của nam"], replaces=waiting)
    sent = await desk.editor.submit(nam, rewritten)

    assert sent.status is Status.WAITING
    with pytest.raises(EditingError, match="người khác duyệt"):
        await desk.editor.approve(nam, sent)
    assert (await desk.editor.approve(tam, sent)).status is Status.READY


async def test_who_takes_a_suggestion_on_and_sends_it_is_one_person(desk: Desk) -> None:
    """The province wants two people, the commune that suggested it doesn't: a second one of the province approves."""
    await second_person(desk, None)
    hoa = await desk.person("hoa", Role.COMMUNE_ADMIN, MINH_HOP)
    vinh, lan = [await desk.person(name, Role.PROVINCE_ADMIN) for name in ("vinh", "lan")]
    was = look(await desk.editor.data(), BOOKS, PAPERS)
    after = {**was, "text": "Chỉ cần thẻ thư viện."}
    suggested = await desk.editor.put(hoa, BOOKS, PAPERS, after)
    draft = await desk.editor.put(vinh, BOOKS, PAPERS, after, replaces=suggested)
    sent = await desk.editor.submit(vinh, draft)

    assert sent.status is Status.WAITING
    with pytest.raises(EditingError, match="người khác duyệt"):
        await desk.editor.approve(vinh, sent)
    assert (await desk.editor.approve(lan, sent)).approved_by == lan.id


async def test_drafts_of_one_commune_are_no_matter_of_another(desk: Desk) -> None:
    """Every commune may publish phrases, its own: those of others it neither sees nor drops, approves or sends."""
    await second_person(desk, MINH_HOP)
    await desk.storage.store_roster(await desk.storage.roster(), Changes(communes=(Commune(DONG_LOC),)))
    hoa = await desk.person("hoa", Role.COMMUNE_ADMIN, MINH_HOP)
    tuan = await desk.person("tuan", Role.COMMUNE_ADMIN, DONG_LOC)
    draft, waiting = await phrase(desk, hoa), await desk.editor.submit(hoa, await phrase(desk, hoa, "p901"))

    records = desk.storage.records
    assert records.edit(tuan, draft.id) is None
    assert not records.edits(tuan) and not records.edit_history(tuan, "")
    for act in (desk.editor.submit, desk.editor.drop):
        with pytest.raises(EditingError, match="chưa có quyền"):
            await act(tuan, draft)
    with pytest.raises(EditingError, match="chưa có quyền"):
        await desk.editor.put(tuan, BOOKS, draft.edit.path, ["giay-to", "lời của tuấn"], replaces=draft)
    with pytest.raises(EditingError, match="người khác duyệt"):
        await desk.editor.approve(tuan, waiting)
    # What residents see is no secret.
    vinh = await desk.person("vinh", Role.PROVINCE_ADMIN)
    await desk.editor.approve(vinh, waiting)
    assert await desk.published()
    assert [stored.id for stored in records.edit_history(tuan, "")] == [waiting.id]


async def test_what_was_sent_is_not_sent_again(desk: Desk) -> None:
    """Only a draft is sent: an edit that waits or is on its way stays as it is."""
    await second_person(desk, MINH_HOP)
    hoa = await desk.person("hoa", Role.COMMUNE_ADMIN, MINH_HOP)
    waiting = await desk.editor.submit(hoa, await phrase(desk, hoa))
    await desk.storage.commit_batch(Batch((SetCommune(MINH_HOP, SECOND_PERSON, None),)), NOW)

    with pytest.raises(EditingError, match="đã được gửi rồi"):
        await desk.editor.submit(hoa, waiting)


async def test_the_rule_is_that_of_the_place(desk: Desk) -> None:
    """Somebody with two roles: a contact follows the rule of its commune, what is for all that of the province."""
    await desk.storage.store_roster(await desk.storage.roster(), Changes(communes=(Commune(DONG_LOC),)))
    both = await also(desk, await desk.person("hoa", Role.COMMUNE_ADMIN, DONG_LOC), Role.COMMUNE_ADMIN, MINH_HOP)
    contact = {"id": "x", "name": "X", "value": "0238 1", "kind": "local", "unit": MINH_HOP}
    assert commune_of(both, Edit("contacts.yaml", ("x",), None, contact)) == MINH_HOP
    assert commune_of(both, Edit("contacts.yaml", ("x",), None, {**contact, "unit": DONG_LOC})) == DONG_LOC

    vinh = await also(desk, await desk.person("vinh", Role.PROVINCE_ADMIN), Role.COMMUNE_ADMIN, MINH_HOP)
    assert commune_of(vinh, Edit(BOOKS, PAPERS, {"text": "a"}, {"text": "b"})) is None
    await second_person(desk, None)
    was = look(await desk.editor.data(), BOOKS, PAPERS)
    draft = await desk.editor.put(vinh, BOOKS, PAPERS, {**was, "text": "Chỉ cần thẻ."})
    assert (await desk.editor.submit(vinh, draft)).status is Status.WAITING
