"""Every store keeps the contract of units, teams and planned members."""

import asyncio
from dataclasses import replace

from bot.storage.contract import Storage
from handlers.teams.model import Changes, Commune, Hamlet, Level, Member, Removed, Role, Roster, Team
from tests.bot.storage.engines import Engine

XA = "xã Minh Hợp"


def brought(*, sample: bool = False, mark: str = "") -> Changes:
    """A commune with a hamlet, a team, and one person of each kind."""
    team = f"Tổ A{mark}"
    return Changes(
        (Commune(XA, sample),),
        (Hamlet(XA, f"Xóm 1{mark}", sample),),
        (Team(XA, Level.HAMLET, team, (f"Xóm 1{mark}",), sample), Team(XA, Level.COMMUNE, f"Tổ xã{mark}", (), sample)),
        (
            Member(f"Hồ Thử{mark}", Role.LEADER, XA, team, sample),
            Member(f"Hồ Thử{mark}", Role.COMMUNE_ADMIN, XA, None, sample),
            Member(f"Hồ Thử{mark}", Role.PROVINCE_ADMIN, None, None, sample),
        ),
    )


async def test_nothing_yet(store: Storage) -> None:
    """An empty record, nothing to remove."""
    assert await store.roster() == Roster()
    assert await store.remove_sample() == Removed(0, 0, 0, 0)


async def test_what_was_stored_is_there(store: Storage, engine: Engine) -> None:
    """With ids, in order, also when it is opened again."""
    assert await store.store_roster(Roster(), brought())

    roster = await store.roster()

    assert roster.communes == (Commune(XA, id=1),)
    assert roster.hamlets == (Hamlet(XA, "Xóm 1", id=1),)
    assert roster.teams == (
        Team(XA, Level.HAMLET, "Tổ A", ("Xóm 1",), id=1),
        Team(XA, Level.COMMUNE, "Tổ xã", id=2),
    )
    assert [(person.id, person.role, person.commune, person.team) for person in roster.members] == [
        (1, Role.LEADER, XA, "Tổ A"),
        (2, Role.COMMUNE_ADMIN, XA, None),
        (3, Role.PROVINCE_ADMIN, None, None),
    ]
    await store.close()
    again = engine.open()
    assert await again.roster() == roster
    await again.close()


async def test_what_was_planned_for_another_record(store: Storage) -> None:
    """Isn't done; of two at once one is."""
    done = await asyncio.gather(*(store.store_roster(Roster(), brought()) for _ in range(2)))

    assert sorted(done) == [False, True]
    assert len((await store.roster()).members) == 3


async def test_changes_keep_ids(store: Storage) -> None:
    """A name, the hamlets of a team, a role."""
    await store.store_roster(Roster(), brought())
    before = await store.roster()
    changes = Changes(
        hamlets=(replace(before.hamlets[0], name="XÓM 1"), Hamlet(XA, "Xóm 2")),
        teams=(replace(before.teams[0], name="TỔ A", hamlets=("XÓM 1", "Xóm 2")),),
        members=(replace(before.members[0], role=Role.MEMBER),),
    )

    assert await store.store_roster(before, changes)

    after = await store.roster()
    assert [(hamlet.id, hamlet.name) for hamlet in after.hamlets] == [(1, "XÓM 1"), (2, "Xóm 2")]
    assert after.teams[0] == Team(XA, Level.HAMLET, "TỔ A", ("XÓM 1", "Xóm 2"), id=1)
    assert (after.members[0].role, after.members[0].team) == (Role.MEMBER, "TỔ A")


async def test_the_sample_goes_as_a_whole(store: Storage) -> None:
    """And ids aren't used again."""
    await store.store_roster(Roster(), brought(sample=True))

    assert await store.remove_sample() == Removed(1, 1, 2, 3)
    assert await store.roster() == Roster()

    await store.store_roster(Roster(), brought())
    assert (await store.roster()).members[0].id == 4


async def test_what_is_real_stays(store: Storage) -> None:
    """Also what came into a commune that the sample had brought."""
    await store.store_roster(Roster(), brought(sample=True, mark=" (mẫu)"))
    before = await store.roster()
    real = brought()
    await store.store_roster(before, replace(real, communes=(replace(before.communes[0], sample=False),)))

    assert await store.remove_sample() == Removed(0, 1, 2, 3)

    after = await store.roster()
    assert [hamlet.name for hamlet in after.hamlets] == ["Xóm 1"]
    assert after.teams[0].hamlets == ("Xóm 1",)
    assert len(after.members) == 3


async def test_a_real_team_keeps_what_it_stands_on(store: Storage) -> None:
    """Even where nobody said that its commune is real; only its invented hamlet goes."""
    await store.store_roster(Roster(), brought(sample=True))
    before = await store.roster()
    await store.store_roster(before, Changes(members=(Member("Lê Thử", Role.MEMBER, XA, "Tổ A"),)))

    await store.remove_sample()

    after = await store.roster()
    assert [(team.name, team.hamlets, team.sample) for team in after.teams] == [("Tổ A", (), False)]
    assert after.communes == (Commune(XA, id=1),)
    assert [person.name for person in after.members] == ["Lê Thử"]
