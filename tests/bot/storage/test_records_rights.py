"""Rights are checked where data is read: the store itself gives nothing to who may not see it."""

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest

from bot.storage.contract import Storage
from bot.storage.sqlite import open_sqlite
from handlers.message import Channel
from handlers.requests.request import Contact, PutRequest, State, Step
from handlers.teams.changes import EndMembership, PutCode, Redeem
from handlers.teams.codes import Code, CodeKind
from handlers.teams.model import Role
from handlers.teams.people import Account, Person
from tests.bot.storage.on_record import (
    LAN,
    NAM,
    PHONE,
    SEALER,
    WEB,
    XA,
    invitation,
    joined,
    opened,
    put,
    request,
    settle,
    visit,
    write,
)
from tests.bot.talk import NOW

ADMIN, PROVINCE = Account(Channel.TELEGRAM, "admin"), Account(Channel.TELEGRAM, "province")
DAY = NOW.date()


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[Storage]:
    """Lan logged a visit, a resident of the web asked for help."""
    store = open_sqlite(tmp_path, SEALER)
    await settle(store)
    lan = await joined(store)
    await write(store, put(visit(lan)), opened(request(), Contact(PHONE)))
    yield store
    await store.close()


async def admin(store: Storage, account: Account, commune: str | None) -> Person:
    """An administrator of a commune or of the province."""
    role = Role.COMMUNE_ADMIN if commune else Role.PROVINCE_ADMIN
    code = "34679C" if commune else "34679D"
    made = Code(code, CodeKind.INVITATION, NOW, role=role, commune=commune)
    await write(store, PutCode(made), Redeem(code, account, "Cán bộ"))
    person = store.records.person(account)
    assert person is not None
    return person


async def test_the_commune(store: Storage) -> None:
    """Sees all of its own."""
    person, records = await admin(store, ADMIN, XA), store.records

    assert records.visit(person, "visitvisit") and len(records.visits(person, DAY, DAY)) == 1
    assert records.revisions(person, "visitvisit")
    assert records.request("requestone", person, ADMIN)
    assert records.contact("requestone", person, ADMIN) == Contact(PHONE)
    assert {item.name for item in records.people(person)} == {"Lan", "Cán bộ"}


async def test_the_province(store: Storage) -> None:
    """Sees no persons: no visit, no request of a team, no member."""
    person, records = await admin(store, PROVINCE, None), store.records

    assert records.visit(person, "visitvisit") is None
    assert list(records.visits(person, DAY, DAY)) == list(records.revisions(person, "visitvisit")) == []
    assert records.request("requestone", person, PROVINCE) is None
    assert records.contact("requestone", person, PROVINCE) is None
    assert list(records.requests_for(person)) == list(records.people(person)) == []
    assert person.hamlets == ()


async def test_whoever_read_before_they_left(store: Storage) -> None:
    """Is nobody afterwards, whatever they still hold in their hands."""
    lan = store.records.person(LAN)
    assert lan is not None
    taken = replace(request(), version=1, state=State.TAKEN, holder=lan.id)
    await write(store, PutRequest(taken, Step.ACCEPTED, lan.id))
    assert store.records.contact("requestone", lan, LAN) == Contact(PHONE)

    await write(store, EndMembership(lan.memberships[0].id, None))

    now = store.records.person(LAN)
    assert now is None
    assert store.records.contact("requestone", now, LAN) is None
    assert store.records.request("requestone", now, LAN) is None


async def test_a_key_is_no_right(store: Storage) -> None:
    """Knowing it opens nothing to another resident."""
    other, records = Account(Channel.WEB, "other"), store.records

    assert records.request("requestone", None, other) is None
    assert records.contact("requestone", None, other) is None
    assert list(records.request_events("requestone", None, other)) == []
    assert records.contact("requestone", None, WEB) == Contact(PHONE)


async def test_invitations_are_listed_to_who_may_make_them(store: Storage) -> None:
    """Also where they have expired; not when they were used."""
    await write(store, PutCode(invitation("99ACDE")), PutCode(invitation("99ACDF", Role.COMMUNE_ADMIN)))
    commune, province = await admin(store, ADMIN, XA), await admin(store, PROVINCE, None)
    lan = store.records.person(LAN)
    assert lan is not None

    assert {code.code for code in store.records.invitations(commune)} == {"99ACDE", "99ACDF"}
    assert {code.code for code in store.records.invitations(province)} == {"99ACDF"}
    assert list(store.records.invitations(lan)) == []
    await write(store, Redeem("99ACDE", NAM, "Nam"))
    assert {code.code for code in store.records.invitations(commune)} == {"99ACDF"}
