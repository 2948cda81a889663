"""The contract of help requests: every step is written once, on the state that was seen."""

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest

from bot.storage.errors import StaleError
from bot.storage.sqlite import SqliteStorage, open_sqlite
from handlers.message import Channel
from handlers.requests.request import Contact, Desk, PutRequest, State, Step
from handlers.teams.people import Account, Person
from tests.bot.storage.on_record import LAN, NAM, PHONE, SEALER, WEB, XA, joined, opened, request, settle, write
from tests.bot.talk import NOW


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[SqliteStorage]:
    """A store with its key, and a commune in it."""
    store = open_sqlite(tmp_path, SEALER)
    await settle(store)
    yield store
    await store.close()


@pytest.fixture
async def lan(store: SqliteStorage) -> Person:
    """A member of the hamlet's team."""
    return await joined(store)


async def test_a_request_is_as_it_was_written(store: SqliteStorage, lan: Person) -> None:
    """The resident and the team see it; its contact only the resident as yet."""
    await write(store, opened(request(), Contact(PHONE, "cạnh ao")))

    assert store.records.requests_of(WEB) == [replace(request(), version=1)]
    assert store.records.requests_for(lan) == [replace(request(), version=1)]
    assert store.records.contact("requestone", None, WEB) == Contact(PHONE, "cạnh ao")
    assert store.records.contact("requestone", lan, LAN) is None
    assert [event.step for event in store.records.request_events("requestone", lan, LAN)] == [Step.OPENED]


async def test_the_same_event_twice_is_one_request(store: SqliteStorage) -> None:
    """Its key is that of the event."""
    await write(store, opened(request()))

    with pytest.raises(StaleError):
        await write(store, opened(replace(request(), wants="khác")))
    assert [each.wants for each in store.records.requests_of(WEB)] == ["cài VNeID"]


async def test_one_of_two_accepts(store: SqliteStorage, lan: Person) -> None:
    """The other one's step isn't noted either; the contact that was given stays."""
    nam = await joined(store, NAM, "Nam", "34679C")
    await write(store, opened(request(), Contact(PHONE)))
    seen = replace(request(), version=1)

    for person in (lan, nam):
        taken = replace(seen, state=State.TAKEN, holder=person.id, holder_name=person.name, accepted=NOW)
        step = PutRequest(taken, Step.ACCEPTED, person.id)
        if person is lan:
            await write(store, step)
        else:
            with pytest.raises(StaleError):
                await write(store, step)

    [kept] = store.records.requests_of(WEB)
    assert (kept.holder_name, kept.version) == ("Lan", 2)
    events = store.records.request_events("requestone", None, WEB)
    assert [(event.step, event.by_name) for event in events] == [(Step.OPENED, ""), (Step.ACCEPTED, "Lan")]
    assert store.records.contact("requestone", lan, LAN) == Contact(PHONE)


async def test_another_contact(store: SqliteStorage) -> None:
    """Takes the place of the first."""
    await write(store, opened(request(), Contact(PHONE)))
    change = PutRequest(replace(request(), version=1), Step.ANSWERED, contact=Contact("0987654321"))
    await write(store, change)

    assert store.records.contact("requestone", None, WEB) == Contact("0987654321")


async def test_who_talks(store: SqliteStorage, lan: Person) -> None:
    """Both sides find it, nobody else, until it ends."""
    await write(store, opened(request()))
    talking = replace(request(), version=1, state=State.TAKEN, holder=lan.id, talking=True)
    await write(store, PutRequest(talking, Step.TALKED, lan.id))

    for account in (WEB, LAN):
        found = store.records.talk(account)
        assert found is not None and found.key == "requestone"
    assert store.records.talk(NAM) is None

    await write(store, PutRequest(replace(talking, version=2, talking=False), Step.TALKED, lan.id))
    assert store.records.talk(WEB) is None


async def test_lists(store: SqliteStorage, lan: Person) -> None:
    """One's own newest first; what is to be done oldest first; what is over isn't to be done."""
    later = replace(request("requesttwo"), opened=NOW.replace(hour=5))
    await write(store, opened(later), opened(request()))
    assert [each.key for each in store.records.requests_of(WEB)] == ["requesttwo", "requestone"]
    assert [each.key for each in store.records.requests_for(lan)] == ["requestone", "requesttwo"]

    over = replace(request(), version=1, state=State.CANCELLED, closed=NOW)
    await write(store, PutRequest(over, Step.CANCELLED))
    assert [each.key for each in store.records.requests_for(lan)] == ["requesttwo"]
    assert len(store.records.requests_of(WEB)) == 2
    assert [each.key for each in store.records.requests_open()] == ["requesttwo"]


async def test_a_store_without_its_key_takes_no_contact(tmp_path: Path) -> None:
    """Rather nothing is written than something readable."""
    store = open_sqlite(tmp_path / "other")
    await settle(store)

    with pytest.raises(RuntimeError):
        await write(store, opened(request(), Contact(PHONE)))

    assert store.records.requests_of(WEB) == []
    await write(store, opened(request()))
    assert store.records.contact("requestone", None, WEB) is None
    await store.close()


async def test_who_is_asked(store: SqliteStorage, lan: Person) -> None:
    """By desk, hamlet and commune."""
    takers = store.records.takers
    assert [person.name for person in takers(Desk.TEAM, 1, XA)] == ["Lan"]
    assert [*takers(Desk.LEADER, 1, XA), *takers(Desk.COMMUNE, 1, XA), *takers(Desk.TEAM, 2, XA)] == []
    assert store.records.requests_of(Account(Channel.TELEGRAM, "web")) == []
