"""Sample data goes as a whole, with all that came to stand on it; what is real stays."""

import asyncio
import sqlite3
from contextlib import closing
from pathlib import Path

from bot.commands.teaming import apply_rows
from bot.storage.contract import Key
from bot.storage.sealing import Sealer
from bot.storage.sqlite import FILE, SqliteStorage, open_sqlite
from handlers.message import Channel
from handlers.requests.request import Contact, Desk, PutRequest, Request, Step
from handlers.teams.changes import LinkAccounts, PutCode, Redeem, SetCommune, SetPreference
from handlers.teams.codes import Code, CodeKind
from handlers.teams.model import Commune, Hamlet, Level, Role
from handlers.teams.people import Account, Person
from handlers.teams.rows import Column, Row
from handlers.teams.sample import sample_rows
from handlers.turn import Batch, Change
from handlers.visits.note import Activity
from handlers.visits.visit import PutVisit, Visit
from knowledge.communes import load_communes
from tests.bot.talk import NOW

LAN, MAI, DAO, NAM = (Account(Channel.WEB, name) for name in ("lan", "mai", "dao", "nam"))
REAL, SAMPLE = "xã Hưng Nguyên", "xã Minh Hợp"


async def write(storage: SqliteStorage, *changes: Change) -> None:
    await storage.commit_batch(Batch(changes), NOW)


async def joins(storage: SqliteStorage, account: Account, hamlet: Hamlet, code: str) -> Person:
    """Somebody takes a role in the team of a hamlet."""
    team = storage.records.team_of(hamlet.id)
    assert team is not None
    invitation = Code(code, CodeKind.INVITATION, NOW, role=Role.MEMBER, commune=hamlet.commune, team=team.id)
    await write(storage, PutCode(invitation), Redeem(code, account, account.conversation))
    person = storage.records.person(account)
    assert person is not None
    return person


async def works(storage: SqliteStorage, person: Person, hamlet: Hamlet, key: str) -> None:
    """A visit and a help request with a contact."""
    activity = Activity("vneid-install")
    visit = Visit(key, hamlet, NOW.date(), person.id, person.name, NOW, activities=(activity,), people=3)
    request = Request(key, NAM, NOW, Desk.TEAM, NOW, hamlet, hamlet.commune)
    await write(
        storage, PutVisit(visit, person.id), PutRequest(request, Step.OPENED, contact=Contact(phone="0900000000"))
    )


async def both(folder: Path) -> SqliteStorage:
    """Sample data, and a real commune beside it, people at work in both."""
    storage = open_sqlite(folder, Sealer(b"k" * 32))
    await apply_rows(storage, sample_rows(), load_communes(), sample=True)
    cells = {Column.COMMUNE: REAL, Column.HAMLET: "Xóm 1", Column.TEAM: "Tổ Xóm 1"}
    await apply_rows(storage, [Row(2, cells)], load_communes())
    invented = storage.records.hamlets(SAMPLE)[0]
    real = storage.records.hamlets(REAL)[0]
    lan = await joins(storage, LAN, invented, "AAAAAA")
    mai = await joins(storage, MAI, real, "CCCCCC")
    await joins(storage, DAO, invented, "DDDDDD")
    await joins(storage, DAO, real, "EEEEEE")
    await works(storage, lan, invented, "1")
    await works(storage, mai, real, "2")
    await write(
        storage,
        PutCode(Code("FFFFFF", CodeKind.HAMLET, NOW, hamlet=invented)),
        PutCode(Code("GGGGGG", CodeKind.HAMLET, NOW, hamlet=real)),
        PutCode(Code("HHHHHH", CodeKind.INVITATION, NOW, role=Role.COMMUNE_ADMIN, commune=SAMPLE)),
        SetCommune(SAMPLE, "hours", "7"),
        SetPreference(lan.id, "weekly", "fri"),
    )
    return storage


async def test_all_that_stands_on_it_goes(tmp_path: Path) -> None:
    """People, roles, codes, visits, requests, contacts; nothing real is touched."""
    storage = await both(tmp_path)

    removed = await storage.remove_sample()

    assert (removed.communes, removed.people, removed.visits, removed.requests) == (3, 2, 1, 1)
    records = storage.records
    assert [unit for unit in (await storage.roster()).communes if unit.sample] == []
    assert not records.sample() and records.person(LAN) is None
    assert [records.code(code) is None for code in ("AAAAAA", "FFFFFF", "HHHHHH")] == [True] * 3
    mai, dao = records.person(MAI), records.person(DAO)
    assert mai and dao and [held.commune for held in dao.memberships] == [REAL]
    assert records.code("GGGGGG") is not None
    assert [visit.key for visit in records.visits(mai, NOW.date(), NOW.date())] == ["2"]
    assert [request.key for request in records.requests_of(NAM)] == ["2"]
    assert records.contact("2", None, NAM) == Contact(phone="0900000000")
    await storage.close()
    with closing(sqlite3.connect(tmp_path / FILE)) as db:
        assert db.execute("PRAGMA foreign_key_check").fetchall() == []
        assert {name for (name,) in db.execute("SELECT name FROM people")} == {"mai", "dao"}
        for table in ("visit_history", "visit_activities", "request_events", "request_contacts"):
            assert db.execute(f"SELECT count(*) FROM {table}").fetchone() == (1,), table  # noqa: S608


async def test_accounts_that_were_linked_stay_linked(tmp_path: Path) -> None:
    """That was a real person's act; only the role was a sample."""
    storage = await both(tmp_path)
    person = storage.records.person(LAN)
    assert person is not None
    await write(
        storage, PutCode(Code("JJJJJJ", CodeKind.LINK, NOW, account=LAN)), LinkAccounts("JJJJJJ", NAM, person.id)
    )

    await storage.remove_sample()

    assert storage.records.person(LAN) is None
    assert set(storage.records.linked(LAN)) == {LAN, NAM}
    await storage.close()


async def test_what_was_said_and_who_else_waits_is_left(tmp_path: Path) -> None:
    """Twice is the same as once, and the store goes on."""
    storage = await both(tmp_path)

    first, second = await storage.remove_sample(), await storage.remove_sample()

    assert first.hamlets == 32 and second.hamlets == 0
    assert await storage.next_work(Key(Channel.WEB, "lan")) is None
    await joins(storage, LAN, storage.records.hamlets(REAL)[0], "KKKKKK")
    assert storage.records.person(LAN) is not None
    await storage.close()


async def test_a_sample_hamlet_in_a_real_commune_is_sample_data(tmp_path: Path) -> None:
    """Real lists made the communes real; invented hamlets are still there, and said to be."""
    storage = open_sqlite(tmp_path)
    await apply_rows(storage, sample_rows(), load_communes(), sample=True)
    names = [unit.name for unit in (await storage.roster()).communes]
    rows = [Row(number, {Column.COMMUNE: name, Column.HAMLET: "Xóm A"}) for number, name in enumerate(names, 2)]
    await apply_rows(storage, rows, load_communes())

    assert [unit.sample for unit in (await storage.roster()).communes] == [False] * 3
    assert await asyncio.to_thread(storage.records.sample)
    await storage.remove_sample()
    assert not await asyncio.to_thread(storage.records.sample)
    assert Commune("xã Minh Hợp", id=2) in (await storage.roster()).communes
    assert not [team for team in (await storage.roster()).teams if team.level is Level.COMMUNE]
    await storage.close()


def test_every_table_that_stands_on_units_or_people_is_thought_of(tmp_path: Path) -> None:
    """A table that comes later and points at them would make the removal fail: it must be named there."""
    asyncio.run(open_sqlite(tmp_path).close())
    source = Path("bot/storage/sample.py").read_text(encoding="utf-8")
    with closing(sqlite3.connect(tmp_path / FILE)) as db:
        tables = [name for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        pointing = {
            table
            for table in tables
            for row in db.execute(f"PRAGMA foreign_key_list({table})")
            if row[2] in {"communes", "hamlets", "teams", "people", "visits", "requests", "broadcasts"}
        }

    assert len(pointing) > 8
    assert [table for table in sorted(pointing) if table not in source] == []
