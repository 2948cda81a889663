"""What a list would change on record, and what is said about its faults."""

from dataclasses import replace

import pytest

from handlers.teams.model import Changes, Level, Role, Roster
from handlers.teams.planning import Plan, Tally, plan_rows
from handlers.teams.rows import Column, Row
from handlers.teams.sample import HAMLETS, sample_rows
from knowledge.communes import load_communes

COMMUNES = load_communes()


def rows(*lines: str) -> list[Row]:
    """`xã | xóm | tổ | người | vai trò`, the first standing in line 2."""
    found = []
    for number, line in enumerate(lines, start=2):
        cells = dict(zip(Column, (cell.strip() for cell in line.split("|")), strict=True))
        found.append(Row(number, {column: text for column, text in cells.items() if text}))
    return found


def plan(*lines: str, before: Roster | None = None) -> Plan:
    """The plan for such rows."""
    return plan_rows(rows(*lines), before or Roster(), COMMUNES)


def stored(made: Plan) -> Roster:
    """The record once a plan was carried out, as a store would number it."""
    assert made.faults == ()
    before, changes = made.before, made.changes

    def merged(old, new):  # type: ignore[no-untyped-def]
        fresh = {item.id: item for item in new if item.id}
        kept = [fresh.get(item.id, item) for item in old]
        added = [replace(item, id=len(kept) + at) for at, item in enumerate((x for x in new if not x.id), start=1)]
        return (*kept, *added)

    return Roster(
        merged(before.communes, changes.communes),
        merged(before.hamlets, changes.hamlets),
        merged(before.teams, changes.teams),
        merged(before.members, changes.members),
    )


def faults(made: Plan) -> list[tuple[int, Column | None]]:
    """Where they are."""
    return [(fault.number, fault.column) for fault in made.faults]


XOM_1 = (
    "xã Minh Hợp | Xóm 1 | Tổ Xóm 1 | Nguyễn Văn Thử | Tổ trưởng",
    "xã Minh Hợp | Xóm 1 | Tổ Xóm 1 | Trần Thị Thử | Thành viên",
)


def test_a_first_list() -> None:
    """Commune, hamlet, team and people, each once."""
    made = plan(*XOM_1, "xã Minh Hợp | | | Lê Thử | Quản trị xã", " | | | Phan Thử | Quản trị tỉnh")
    record = stored(made)

    assert [unit.name for unit in record.communes] == ["xã Minh Hợp"]
    assert [hamlet.name for hamlet in record.hamlets] == ["Xóm 1"]
    [team] = record.teams
    assert (team.name, team.level, team.hamlets) == ("Tổ Xóm 1", Level.HAMLET, ("Xóm 1",))
    assert [(person.name, person.role, person.commune, person.team) for person in record.members] == [
        ("Nguyễn Văn Thử", Role.LEADER, "xã Minh Hợp", "Tổ Xóm 1"),
        ("Trần Thị Thử", Role.MEMBER, "xã Minh Hợp", "Tổ Xóm 1"),
        ("Lê Thử", Role.COMMUNE_ADMIN, "xã Minh Hợp", None),
        ("Phan Thử", Role.PROVINCE_ADMIN, None, None),
    ]
    assert record.real and made.members == Tally(new=4)


def test_the_same_list_again() -> None:
    """Nothing changes, however its names are typed."""
    record = stored(plan(*XOM_1))

    again = plan("MINH HỢP | xom 01 | TỔ XÓM 1 | NGUYỄN VĂN THỬ | to truong", XOM_1[1], before=record)

    assert again.faults == () and again.changes == Changes()
    assert (again.communes, again.hamlets, again.teams, again.members) == (*(Tally(same=1),) * 3, Tally(same=2))


def test_a_second_list_adds() -> None:
    """What it doesn't name stays."""
    record = stored(plan(*XOM_1))

    made = plan("xã Minh Hợp | Xóm 1; Xóm 2 | Tổ Xóm 1 | Trần Thị Thử | Thành viên", before=record)

    assert (made.hamlets, made.teams, made.members) == (Tally(1, 0, 1), Tally(0, 1, 0), Tally(0, 0, 1))
    assert stored(made).teams[0].hamlets == ("Xóm 1", "Xóm 2")
    assert len(stored(made).members) == 2


def test_a_new_leader() -> None:
    """Only together with what becomes of the one before."""
    record = stored(plan(*XOM_1))
    promoted = "xã Minh Hợp | Xóm 1 | Tổ Xóm 1 | Trần Thị Thử | Tổ trưởng"

    alone = plan(promoted, before=record)
    assert faults(alone) == [(2, Column.ROLE)] and "Nguyễn Văn Thử với vai trò Thành viên" in alone.faults[0].text

    both = plan(promoted, XOM_1[0].replace("Tổ trưởng", "Thành viên"), before=record)
    assert both.members == Tally(changed=2)
    assert [person.role for person in stored(both).members] == [Role.MEMBER, Role.LEADER]


def test_two_leaders_in_a_list() -> None:
    """Often one name for the teams of all hamlets; the remedy says so."""
    made = plan("Minh Hợp | Xóm 1 | Tổ CNS | A | Tổ trưởng", "Minh Hợp | Xóm 2 | Tổ CNS | B | Tổ trưởng")

    assert faults(made) == [(3, Column.ROLE)]
    assert "A (ở dòng 2)" in made.faults[0].text and "hai tên tổ khác nhau" in made.faults[0].text


def test_old_names_lead_to_the_commune_of_today() -> None:
    """With a notice, once."""
    made = plan("Văn Lợi | Xóm 1 | | |", "Văn Lợi | Xóm 2 | | |")

    assert [unit.name for unit in stored(made).communes] == ["xã Minh Hợp"]
    assert made.notices == ("“Văn Lợi” là tên cũ, nay thuộc xã Minh Hợp; đã ghi vào xã Minh Hợp.",)


@pytest.mark.parametrize(
    "typed", ["UBND xã Minh Hợp", "X. Minh  Hợp", "minh hop, huyện Quỳ Hợp", "Xã Minh Hợp - Nghệ An"]
)
def test_the_name_of_today_in_other_words(typed: str) -> None:
    """Understood without a notice."""
    made = plan(f"{typed} | Xóm 1 | | |")

    assert ([unit.name for unit in stored(made).communes], made.notices) == (["xã Minh Hợp"], ())


@pytest.mark.parametrize(
    ("line", "column", "said"),
    [
        ("Đồng Văn | Xóm 1 | | A | Tổ trưởng", Column.COMMUNE, "có thể là xã"),
        ("Thành Bình | Xóm 1 | | A | Tổ trưởng", Column.COMMUNE, "Có phải xã Thành Bình Thọ"),
        ("Hà Nội xyz | Xóm 1 | | A | Tổ trưởng", Column.COMMUNE, "không có xã, phường"),
        (" | Xóm 1 | | A | Tổ trưởng", Column.COMMUNE, "thiếu xã"),
        ("Minh Hợp | | | A | Tổ trưởng", Column.HAMLET, "thiếu thôn"),
        ("Minh Hợp | 45678 | | A | Tổ trưởng", Column.HAMLET, "chỉ có số"),
        ("Minh Hợp | Xóm 1, 2 | | A | Tổ trưởng", Column.HAMLET, "Xóm 2"),
        ("Minh Hợp | Xóm 1; toàn xã | | A | Tổ trưởng", Column.HAMLET, "Toàn xã"),
        ("Minh Hợp | Xóm 1 | | A | Thư ký", Column.ROLE, "“Thư ký”"),
        ("Minh Hợp | Xóm 1 | | A |", Column.ROLE, "thiếu vai trò"),
        ("Minh Hợp | Xóm 1 | | | Thành viên", Column.PERSON, "không có họ tên"),
        ("Minh Hợp | Xóm 1 | | 12 | Thành viên", Column.PERSON, "không phải họ tên"),
        ("Minh Hợp | Xóm 1 | | An 0912 345 678 | Thành viên", Column.PERSON, "không lưu số của ai"),
        ("Minh Hợp | Xóm 1 | Tổ 0912345678 | A | Thành viên", Column.TEAM, "không lưu số của ai"),
        (f"Minh Hợp | Xóm 1 | | {'A' * 121} | Thành viên", Column.PERSON, "quá 120"),
        ("Minh Hợp | Xóm 1 | --- | A | Thành viên", Column.TEAM, "“---”"),
        ("Minh Hợp | Xóm 1 | | A | Quản trị xã", Column.HAMLET, "Để trống"),
        ("Minh Hợp | | Tổ A | A | Quản trị xã", Column.TEAM, "Để trống"),
        ("Minh Hợp | | | A | Quản trị tỉnh", Column.COMMUNE, "Quản trị xã"),
    ],
)
def test_a_bad_row(line: str, column: Column, said: str) -> None:
    """Row, column and remedy."""
    made = plan(line)

    assert faults(made) == [(2, column)]
    assert said in made.faults[0].text


def test_every_fault_of_a_row() -> None:
    """From left to right."""
    assert faults(plan("Xyz | | | | Thư ký")) == [(2, Column.COMMUNE), (2, Column.HAMLET), (2, Column.ROLE)]


def test_duplicates() -> None:
    """The same person twice, the same hamlet twice."""
    made = plan(*XOM_1, XOM_1[1], "Minh Hợp | Xóm 2 | | |", "Minh Hợp | xóm 2 | | |")

    assert faults(made) == [(4, Column.PERSON), (6, Column.HAMLET)]
    assert "dòng 3" in made.faults[0].text


def test_marks_tell_people_apart_and_places_not() -> None:
    """An and Ân are two people; Bản Na and Bản Nà are asked about; without marks it is the same hamlet."""
    team = "Minh Hợp | Xóm 1 | Tổ A |"
    assert plan(f"{team} Lê An | Thành viên", f"{team} Lê Ân | Thành viên").members == Tally(new=2)
    assert plan(f"{team} Lê Hoà | Thành viên", f"{team} Lê Hòa | Thành viên").faults

    assert faults(plan("Minh Hợp | Bản Na | | |", "Minh Hợp | Bản Nà | | |")) == [(3, Column.HAMLET)]

    bare = stored(plan("Minh Hợp | Xom Dong | | |"))
    marked = plan("Minh Hợp | Xóm Đông | | |", before=bare)
    assert marked.hamlets == Tally(changed=1) and stored(marked).hamlets[0].name == "Xóm Đông"


def test_a_team_that_is_not_named() -> None:
    """The hamlet's one team; a new one where there is none; asked where there are several."""
    record = stored(plan(*XOM_1))
    assert stored(plan("Minh Hợp | Xóm 1 | | Võ Thử | Thành viên", before=record)).members[-1].team == "Tổ Xóm 1"

    new = stored(plan("Minh Hợp | Xóm 2 | | Võ Thử | Thành viên", "Minh Hợp | Toàn xã | | Võ Thử | Tổ trưởng"))
    assert [(team.name, team.level) for team in new.teams] == [
        ("Tổ công nghệ số cộng đồng Xóm 2", Level.HAMLET),
        ("Tổ công nghệ số cộng đồng xã Minh Hợp", Level.COMMUNE),
    ]

    two = plan("Minh Hợp | Xóm 1 | Tổ B | Hồ Thử | Tổ trưởng", before=record)
    assert two.notices == ("Xóm 1, xã Minh Hợp nay có 2 tổ: Tổ B; Tổ Xóm 1.",)
    unclear = plan("Minh Hợp | Xóm 1 | | Lý Thử | Thành viên", before=stored(two))
    assert faults(unclear) == [(2, Column.TEAM)] and "Tổ Xóm 1; Tổ B" in unclear.faults[0].text


def test_one_name_on_two_levels() -> None:
    """A team is the commune's or of hamlets."""
    assert faults(plan("Minh Hợp | Toàn xã | Tổ A | |", "Minh Hợp | Xóm 1 | Tổ A | |")) == [(3, Column.TEAM)]


def test_the_same_hamlet_name_in_two_communes() -> None:
    """Names are unique within a commune only."""
    made = plan("Minh Hợp | Xóm 1 | Tổ A | A | Tổ trưởng", "Đông Lộc | Xóm 1 | Tổ A | A | Tổ trưởng")

    assert (made.hamlets, made.teams, made.members) == (Tally(new=2),) * 3


def test_a_deputy_is_a_member() -> None:
    """And it is said."""
    made = plan("Minh Hợp | Xóm 1 | | Hồ Thử | Tổ phó")

    assert stored(made).members[0].role is Role.MEMBER
    assert made.notices == ("Dòng 2: tổ phó Hồ Thử được ghi là Thành viên.",)


def test_the_sample() -> None:
    """32 hamlets in three communes of today, every name marked; the same each time."""
    made = plan_rows(sample_rows(), Roster(), COMMUNES, sample=True)
    record = stored(made)

    assert {unit.name for unit in record.communes} == set(HAMLETS)
    assert len(record.hamlets) == 32 and "Xóm 1 (mẫu)" in {hamlet.name for hamlet in record.hamlets}
    marked = (*record.hamlets, *record.teams, *record.members)
    assert all(item.name.endswith("(mẫu)") and item.sample for item in marked)
    assert not record.real and made.notices == ()
    assert not plan_rows(sample_rows(), record, COMMUNES, sample=True).changes


def test_a_real_list_on_top_of_the_sample() -> None:
    """What it names is real from then on; an invented leader is in nobody's way, an invented team nobody's."""
    record = stored(plan_rows(sample_rows(), Roster(), COMMUNES, sample=True))

    made = plan(
        "Minh Hợp | Xóm 1 (mẫu) | Tổ công nghệ số cộng đồng Xóm 1 (mẫu) | Hồ Thử | Tổ trưởng",
        "Minh Hợp | Toàn xã | | Hồ Thử | Tổ trưởng",
        before=record,
    )

    after = stored(made)
    assert [unit.name for unit in after.communes if not unit.sample] == ["xã Minh Hợp"]
    assert [hamlet.name for hamlet in after.hamlets if not hamlet.sample] == ["Xóm 1 (mẫu)"]
    assert [team.name for team in after.teams if not team.sample] == [
        "Tổ công nghệ số cộng đồng Xóm 1 (mẫu)",
        "Tổ công nghệ số cộng đồng xã Minh Hợp",
    ]
