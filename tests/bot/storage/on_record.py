"""A commune with a team on record, its people, and what they write: for tests of the store."""

from dataclasses import replace

from bot.storage.contract import Storage
from bot.storage.sealing import Sealer
from handlers.message import Channel
from handlers.requests.request import Contact, Desk, PutRequest, Request, Step
from handlers.teams.changes import PutCode, Redeem
from handlers.teams.codes import Code, CodeKind
from handlers.teams.model import Changes, Commune, Hamlet, Level, Role, Roster, Team
from handlers.teams.people import Account, Person
from handlers.turn import Batch, Change
from handlers.visits.note import Activity
from handlers.visits.visit import PutVisit, Visit
from tests.bot.talk import NOW

XA = "xã Minh Hợp"
XOM = Hamlet(XA, "Xóm 1", id=1)
LAN = Account(Channel.TELEGRAM, "lan")
NAM = Account(Channel.TELEGRAM, "nam")
ZALO = Account(Channel.ZALO_OA, "zalo")
WEB = Account(Channel.WEB, "web")
PHONE = "0912345678"
SEALER = Sealer(b"k" * 32)


async def settle(store: Storage) -> None:
    """A commune with a hamlet and its team."""
    changes = Changes((Commune(XA),), (replace(XOM, id=0),), (Team(XA, Level.HAMLET, "Tổ 1", ("Xóm 1",)),))
    assert await store.store_roster(Roster(), changes)


async def write(store: Storage, *changes: Change) -> None:
    """Changes as nobody's message."""
    await store.commit_batch(Batch(changes), NOW)


def invitation(code: str, role: Role = Role.MEMBER) -> Code:
    """An invitation to the team, or to administer the commune."""
    team = 1 if role in (Role.MEMBER, Role.LEADER) else None
    return Code(code, CodeKind.INVITATION, NOW, role=role, commune=XA, team=team)


async def joined(store: Storage, account: Account = LAN, name: str = "Lan", code: str = "34679A") -> Person:
    """Somebody who took a role."""
    await write(store, PutCode(invitation(code)), Redeem(code, account, name))
    person = store.records.person(account)
    assert person is not None
    return person


def visit(person: Person, key: str = "visitvisit") -> Visit:
    """A visit that isn't on record yet."""
    return Visit(key, XOM, NOW.date(), person.id, person.name, NOW, 1, "Tổ 1", (Activity("vneid", people=12),), 12)


def put(visit: Visit, reason: str = "") -> PutVisit:
    """Written by whoever logged it."""
    return PutVisit(visit, visit.by, reason)


def request(key: str = "requestone") -> Request:
    """A request that isn't on record yet."""
    return Request(key, WEB, NOW, Desk.TEAM, NOW, hamlet=XOM, commune=XA, wants="cài VNeID")


def opened(request: Request, contact: Contact | None = None) -> PutRequest:
    """Its first step."""
    return PutRequest(request, Step.OPENED, contact=contact)
