"""Every store keeps the contract of people: codes, roles, accounts, what they chose."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.storage.contract import Storage
from bot.storage.errors import StaleError
from handlers.requests.request import Desk
from handlers.teams.changes import (
    EndMembership,
    LinkAccounts,
    NoteWrongCode,
    PutCode,
    Redeem,
    RevokeCode,
    SetCommune,
    SetPreference,
    UnlinkAccount,
)
from handlers.teams.codes import Code, CodeKind
from handlers.teams.people import Account
from handlers.turn import Batch
from handlers.visits.note import Activity
from tests.bot.storage.on_record import LAN, NAM, WEB, XA, XOM, ZALO, invitation, joined, put, settle, visit, write
from tests.bot.talk import NOW

CODE = "34679A"


@pytest.fixture(autouse=True)
async def settled(store: Storage) -> None:
    """A commune with a hamlet and its team."""
    await settle(store)


async def test_a_code_is_there_once(store: Storage) -> None:
    """Of two with the same characters the second is stale."""
    await write(store, PutCode(invitation(CODE)))

    with pytest.raises(StaleError):
        await write(store, PutCode(replace(invitation(CODE), name="Khác")))
    assert store.records.code(CODE) == replace(invitation(CODE), team_name="Tổ 1")
    assert store.records.code("34679C") is None


async def test_an_invitation_gives_its_role_once(store: Storage) -> None:
    """To whoever is first; the second's change is stale and writes nothing of itself."""
    await write(store, PutCode(invitation(CODE)))

    outcomes = await asyncio.gather(
        *(write(store, Redeem(CODE, account, "Ai đó"), NoteWrongCode(account)) for account in (LAN, NAM)),
        return_exceptions=True,
    )

    assert sorted(type(outcome).__name__ for outcome in outcomes) == ["NoneType", "StaleError"]
    won, lost = (LAN, NAM) if outcomes[0] is None else (NAM, LAN)
    person = store.records.person(won)
    assert person is not None and person.hamlets == (XOM,)
    assert store.records.person(lost) is None
    assert store.records.wrong_codes(lost, NOW - timedelta(hours=1)) == 0
    used = store.records.code(CODE)
    assert used is not None and used.used == NOW and not used.usable(NOW)


@pytest.mark.parametrize("ended", ["revoked", "expired"])
async def test_an_invitation_that_ended(store: Storage, ended: str) -> None:
    """Gives nothing."""
    await write(store, PutCode(replace(invitation(CODE), expires=NOW if ended == "expired" else None)))
    if ended == "revoked":
        await write(store, RevokeCode(CODE))

    with pytest.raises(StaleError):
        await write(store, Redeem(CODE, LAN, "Lan"))


async def test_the_same_role_twice(store: Storage) -> None:
    """Is held once; another role is added to the same person."""
    person = await joined(store)
    again = await joined(store, LAN, "Lan", "34679C")

    assert again == person
    assert len(again.memberships) == 1


async def test_a_role_that_ended_reaches_nothing(store: Storage) -> None:
    """It can't be ended twice; what was logged stays."""
    person = await joined(store)
    mate = await joined(store, NAM, "Nam", "34679C")
    await write(store, put(visit(person)))

    await write(store, EndMembership(person.memberships[0].id, mate.id))

    assert store.records.person(LAN) is None
    assert store.records.person_by_id(person.id) is None
    assert [each.name for each in store.records.everybody()] == ["Nam"]
    assert [each.name for each in store.records.takers(Desk.TEAM, XOM.id, XA)] == ["Nam"]
    kept = store.records.visit(mate, "visitvisit")
    assert kept is not None and kept.by_name == "Lan" and kept.activities == (Activity("vneid", people=12),)
    with pytest.raises(StaleError):
        await write(store, EndMembership(person.memberships[0].id, mate.id))


async def link(store: Storage, first: Account, second: Account, code: str = "99ACDE") -> None:
    """Both are one person from now on."""
    person = store.records.person(first)
    made = Code(code, CodeKind.LINK, NOW, account=first)
    await write(store, PutCode(made), LinkAccounts(code, second, person.id if person else 0))


async def test_linked_accounts_are_one_person(store: Storage) -> None:
    """And separate again as they were."""
    person = await joined(store)

    await link(store, LAN, ZALO)
    both = store.records.person(ZALO)
    assert both is not None and both.id == person.id and set(both.accounts) == {LAN, ZALO}
    assert list(store.records.attached(LAN)) == [ZALO]

    await write(store, UnlinkAccount(ZALO))
    assert store.records.person(ZALO) is None
    assert store.records.person(LAN) == person
    with pytest.raises(StaleError):
        await write(store, UnlinkAccount(ZALO))


async def test_linking_two_with_roles_can_be_undone(store: Storage) -> None:
    """Each has their own again."""
    lan, nam = await joined(store), await joined(store, NAM, "Nam", "34679C")

    await link(store, LAN, NAM)
    aside = store.records.person(NAM)
    assert aside is not None and aside.id == lan.id

    await write(store, UnlinkAccount(NAM))
    assert store.records.person(NAM) == nam


async def test_residents_link_too(store: Storage) -> None:
    """Without a role they are nobody, with all their accounts."""
    await link(store, WEB, ZALO)

    assert store.records.person(WEB) is None
    assert set(store.records.linked(WEB)) == set(store.records.linked(ZALO)) == {WEB, ZALO}


async def test_a_link_s_code_works_once(store: Storage) -> None:
    """And never for the account that showed it."""
    await link(store, WEB, ZALO)
    with pytest.raises(StaleError):
        await write(store, LinkAccounts("99ACDE", LAN, 0))

    with pytest.raises(StaleError):
        await link(store, WEB, WEB, "99ACDF")
    assert store.records.code("99ACDF") is None


async def test_wrong_codes_are_counted_by_account_and_time(store: Storage) -> None:
    """Those of the last hour."""
    for minutes in (0, 30, 90):
        await store.commit_batch(Batch((NoteWrongCode(WEB),)), NOW - timedelta(minutes=minutes))
    await write(store, NoteWrongCode(ZALO))

    assert store.records.wrong_codes(WEB, NOW - timedelta(hours=1)) == 2
    assert store.records.wrong_codes(LAN, NOW - timedelta(hours=1)) == 0


async def test_what_was_chosen(store: Storage) -> None:
    """By people and communes; None is the default again."""
    person = await joined(store)
    await write(store, SetPreference(person.id, "weekly", "5-19:00"), SetCommune(XA, "leader-hours", "3"))
    assert store.records.preference(person.id, "weekly") == "5-19:00"
    assert store.records.commune_settings(XA) == {"leader-hours": "3"}

    await write(store, SetPreference(person.id, "weekly", None), SetCommune(XA, "leader-hours", None))
    assert store.records.preference(person.id, "weekly") is None
    assert store.records.commune_settings(XA) == {}
    with pytest.raises(StaleError):
        await write(store, SetCommune("xã Không Có", "leader-hours", "3"))
