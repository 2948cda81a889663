"""Each cell of the table of rights: resident, member, leader, administrator of a commune, of the province."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from bot.storage.errors import StaleError
from handlers.message import Channel
from handlers.requests.request import Contact, Desk, PutRequest, Reach, Request, State, Step
from handlers.teams import rights
from handlers.teams.changes import EndMembership, PutCode, SetPreference
from handlers.teams.codes import Code, CodeKind
from handlers.teams.model import Hamlet, Role
from handlers.teams.people import Membership, Person
from handlers.teams.rights import Content, Figures
from handlers.visits.note import Activity
from handlers.visits.visit import PutVisit, Visit
from tests.village import DONG_LOC, MINH_HOP, Talker, Village

TODAY = date(2026, 11, 21)
PHONE = "0912345678"
EVER = (date(2020, 1, 1), date(2030, 1, 1))


class Cast:
    """Somebody of each kind: those of Xóm 4, and the same of elsewhere."""

    def __init__(self, village: Village) -> None:
        self.village = village
        self.resident = village.resident(name="Bà Sáu")
        self.member = village.member("Lan", "Xóm 4")
        self.mate = village.member("Mai", "Xóm 4")
        self.leader = village.leader("Tuấn", "Xóm 4")
        self.admin = village.admin("Hùng")
        self.province = village.admin("Phúc", None)
        self.other_member = village.member("Nam", "Xóm 1")
        self.other_leader = village.leader("Thủy", "Xóm 1")
        self.other_admin = village.admin("Dũng", DONG_LOC)

    def hamlet(self, name: str, commune: str = MINH_HOP) -> Hamlet:
        return next(each for each in self.village.records.hamlets(commune) if each.name == name)

    def visit(self, by: Talker, day: date = TODAY, hamlet: str = "Xóm 4", key: str = "visitvisit") -> Visit:
        """A visit on record."""
        person, place = self.village.person(by), self.hamlet(hamlet)
        held = next((held for held in person.memberships if place in held.hamlets), None)
        visit = Visit(
            key,
            place,
            day,
            person.id,
            person.name,
            self.village.now,
            held.team if held else None,
            held.team_name if held else None,
            (Activity("vneid", people=12),),
            12,
        )
        self.village.write(PutVisit(visit, person.id))
        return replace(visit, version=1)

    def request(self, key: str = "requestone", desk: Desk = Desk.TEAM, **parts: object) -> Request:
        """A request of the resident of Xóm 4, with a number."""
        request = Request(
            key,
            self.resident.account,
            self.village.now,
            desk,
            self.village.now,
            hamlet=self.hamlet("Xóm 4"),
            commune=MINH_HOP,
            wants="cài VNeID",
            reach=Reach.CALL,
        )
        request = replace(request, **parts)  # type: ignore[arg-type]
        self.village.write(PutRequest(request, Step.OPENED, contact=Contact(PHONE)))
        return replace(request, version=1)

    def accept(self, request: Request, by: Talker) -> Request:
        """It is held by somebody from now on."""
        person = self.village.person(by)
        taken = replace(request, state=State.TAKEN, holder=person.id, holder_name=person.name)
        self.village.write(PutRequest(taken, Step.ACCEPTED, person.id))
        return replace(taken, version=request.version + 1)

    def put(self, request: Request) -> Request:
        """As it is now."""
        self.village.write(PutRequest(request, Step.CLIMBED))
        return replace(request, version=request.version + 1)

    def leave(self, talker: Talker) -> None:
        """All their roles end."""
        person = self.village.person(talker)
        self.village.write(*(EndMembership(held.id, None) for held in person.memberships))

    def sees_contact(self, talker: Talker, request: Request) -> bool:
        """Whether the store gives the number away."""
        viewer = self.village.records.person(talker.account)
        return self.village.records.contact(request.key, viewer, talker.account) == Contact(PHONE)

    def may_take(self, talker: Talker, request: Request) -> bool:
        """Whether it is among what the store lists for them."""
        viewer = self.village.records.person(talker.account)
        return viewer is not None and request.key in [each.key for each in self.village.records.requests_for(viewer)]


@pytest.fixture
def cast(village: Village) -> Cast:
    """Somebody of each kind."""
    return Cast(village)


# --- own conversation, data, requests


@pytest.mark.parametrize("who", ["resident", "member", "leader", "admin", "province"])
def test_own_data(cast: Cast, who: str) -> None:
    """Everybody sees and deletes what is their own."""
    talker: Talker = getattr(cast, who)
    request = cast.request(account=talker.account)
    assert [each.key for each in cast.village.records.requests_of(talker.account)] == [request.key]
    assert cast.sees_contact(talker, request)
    assert [event.step for event in cast.village.records.request_events(request.key, None, talker.account)]

    talker.says("/dulieu")
    assert "1 yêu cầu hỗ trợ chưa xong" in talker.text
    talker.says("/xoa").presses("Xóa hết")

    assert cast.village.records.requests_of(talker.account) == []
    assert not cast.sees_contact(talker, request)


def test_own_data_of_nobody_else(cast: Cast) -> None:
    """A second resident sees nothing of it, with the key or without."""
    request, other = cast.request(), cast.village.resident(Channel.TELEGRAM)

    records = cast.village.records
    assert records.requests_of(other.account) == []
    assert records.request(request.key, None, other.account) is None
    assert list(records.request_events(request.key, None, other.account)) == []
    assert not cast.sees_contact(other, request)


# --- log a visit


@pytest.mark.parametrize(
    ("who", "hamlet", "commune", "may"),
    [
        ("member", "Xóm 4", MINH_HOP, True),
        ("member", "Xóm 1", MINH_HOP, False),
        ("member", "Xóm Đông", DONG_LOC, False),
        ("leader", "Xóm 4", MINH_HOP, True),
        ("leader", "Xóm 1", MINH_HOP, False),
        ("admin", "Xóm 4", MINH_HOP, True),
        ("admin", "Xóm 9", MINH_HOP, True),
        ("admin", "Xóm Đông", DONG_LOC, False),
        ("province", "Xóm 4", MINH_HOP, False),
    ],
)
def test_logging(cast: Cast, who: str, hamlet: str, commune: str, may: bool) -> None:
    """In the hamlets of one's role."""
    person = cast.village.person(getattr(cast, who))

    assert rights.may_log(person, cast.hamlet(hamlet, commune).id) is may


def test_a_resident_logs_nothing(cast: Cast) -> None:
    """A line like a note is a question from them, and nothing is offered to be saved."""
    assert not rights.may_log(None, cast.hamlet("Xóm 4").id)

    cast.resident.says("sáng nay xóm 4 giúp 12 người cài VNeID")
    assert not any(label.startswith("Lưu") for label in cast.resident.buttons)


def test_the_province_logs_nothing(cast: Cast) -> None:
    """Neither does the province."""
    cast.province.says("sáng nay xóm 4 giúp 12 người cài VNeID")

    assert not any(label.startswith("Lưu") for label in cast.province.buttons)


# --- see, change and withdraw a visit


@pytest.mark.parametrize(
    ("who", "sees"),
    [
        ("member", True),
        ("mate", True),
        ("leader", True),
        ("admin", True),
        ("province", False),
        ("other_member", False),
        ("other_leader", False),
        ("other_admin", False),
    ],
)
def test_seeing_a_visit(cast: Cast, who: str, sees: bool) -> None:
    """Team and commune; the province has figures without persons."""
    visit = cast.visit(cast.member)
    person = cast.village.person(getattr(cast, who))
    records = cast.village.records

    assert (records.visit(person, visit.key) is not None) is sees
    assert bool(records.visits(person, *EVER)) is sees
    assert bool(records.revisions(person, visit.key)) is sees


@pytest.mark.parametrize(
    ("who", "days", "may"),
    [
        ("member", 0, True),
        ("member", 7, True),
        ("member", 8, False),
        ("mate", 0, False),
        ("leader", 8, True),
        ("leader", 31, True),
        ("leader", 32, False),
        ("admin", 32, True),
        ("admin", 400, True),
        ("province", 0, False),
        ("other_member", 0, False),
        ("other_leader", 0, False),
        ("other_admin", 0, False),
    ],
)
def test_changing_a_visit(cast: Cast, who: str, days: int, may: bool) -> None:
    """Own for 7 days, the team's for 31, the commune's always."""
    visit = cast.visit(cast.member, TODAY - timedelta(days=days))

    assert rights.may_change_visit(cast.village.person(getattr(cast, who)), visit, TODAY) is may


def test_a_leader_s_own_visit_is_the_team_s(cast: Cast) -> None:
    """So it can be changed for 31 days."""
    visit = cast.visit(cast.leader, TODAY - timedelta(days=31))

    assert rights.may_change_visit(cast.village.person(cast.leader), visit, TODAY)


def test_a_reason_is_given_for_what_others_logged(cast: Cast) -> None:
    """By the leader and the commune."""
    visit = cast.visit(cast.member)

    assert not rights.must_give_reason(cast.village.person(cast.member), visit)
    for who in (cast.leader, cast.admin):
        assert rights.must_give_reason(cast.village.person(who), visit)


def test_who_left_changes_nothing_and_what_they_logged_stays(cast: Cast) -> None:
    """Also when they serve elsewhere now."""
    visit = cast.visit(cast.member)
    cast.leave(cast.member)
    assert cast.village.records.person(cast.member.account) is None
    assert cast.village.records.visit(cast.village.person(cast.leader), visit.key) == visit

    cast.village.give(cast.member, Role.MEMBER, MINH_HOP, "Xóm 1")
    assert not rights.may_change_visit(cast.village.person(cast.member), visit, TODAY)
    assert cast.village.records.visit(cast.village.person(cast.member), visit.key) == visit


# --- help request: contact details


def test_contact_of_a_request_that_waits(cast: Cast) -> None:
    """Nobody of the team before it is accepted but the leader; the commune, logged; nobody else."""
    request = cast.request()

    seen = {who for who, talker in vars(cast).items() if who != "village" and cast.sees_contact(talker, request)}
    assert seen == {"resident", "leader", "admin"}


def test_contact_of_a_request_that_was_accepted(cast: Cast) -> None:
    """Whoever accepted it sees it, their mates don't."""
    request = cast.accept(cast.request(), cast.member)

    assert cast.sees_contact(cast.member, request)
    assert not cast.sees_contact(cast.mate, request)
    assert not cast.sees_contact(cast.other_member, request)
    assert not cast.sees_contact(cast.province, request)


def test_contact_of_a_request_that_is_over(cast: Cast) -> None:
    """The member and the leader see it no more."""
    request = cast.accept(cast.request(), cast.member)
    cast.put(replace(request, state=State.DONE, closed=cast.village.now))

    assert not cast.sees_contact(cast.member, request)
    assert not cast.sees_contact(cast.leader, request)
    assert cast.sees_contact(cast.resident, request)


def test_contact_of_a_request_that_climbed(cast: Cast) -> None:
    """It isn't the team's any more: the leader doesn't see it."""
    request = cast.request(desk=Desk.COMMUNE)

    assert not cast.sees_contact(cast.leader, request)
    assert cast.sees_contact(cast.admin, request)
    assert not cast.sees_contact(cast.other_admin, request)


def test_who_left_sees_no_contact(cast: Cast) -> None:
    """Though they had accepted it, and serve elsewhere now."""
    request = cast.accept(cast.request(), cast.member)
    cast.leave(cast.member)
    assert not cast.sees_contact(cast.member, request)

    cast.village.give(cast.member, Role.MEMBER, MINH_HOP, "Xóm 1")
    person = cast.village.person(cast.member)
    assert not cast.sees_contact(cast.member, request)
    assert cast.village.records.request(request.key, person, cast.member.account) is None


# --- help request: accept, pass on


@pytest.mark.parametrize(
    ("who", "may"),
    [
        ("resident", False),
        ("member", True),
        ("mate", True),
        ("leader", True),
        ("admin", True),
        ("province", False),
        ("other_member", False),
        ("other_leader", False),
        ("other_admin", False),
    ],
)
def test_taking_a_request(cast: Cast, who: str, may: bool) -> None:
    """Those whose hamlets it is from, the team, the commune."""
    request, talker = cast.request(), getattr(cast, who)

    assert cast.may_take(talker, request) is may
    if who != "resident":
        person = cast.village.person(talker)
        assert (cast.village.records.request(request.key, person, talker.account) is not None) is may


def test_the_province_takes_what_reached_it(cast: Cast) -> None:
    """Where nobody below did: never a request that nobody owns."""
    assert cast.may_take(cast.province, cast.request(desk=Desk.PROVINCE))


def test_nobody_takes_what_is_over(cast: Cast) -> None:
    """Not even the commune."""
    request = cast.put(replace(cast.request(), state=State.CANCELLED, closed=cast.village.now))

    assert not any(cast.may_take(talker, request) for talker in (cast.member, cast.leader, cast.admin))


def test_two_accept_at_once(cast: Cast) -> None:
    """One does; the other's change is stale."""
    request = cast.request()
    cast.accept(request, cast.member)

    with pytest.raises(StaleError):
        cast.accept(request, cast.mate)


# --- figures


@pytest.mark.parametrize(
    ("who", "own_team", "other_team", "commune", "other_commune", "province"),
    [
        ("resident", "none", "none", "none", "none", "none"),
        ("member", "team", "none", "none", "none", "none"),
        ("leader", "team", "none", "none", "none", "none"),
        ("admin", "commune", "commune", "commune", "none", "none"),
        ("province", "all", "all", "all", "all", "all"),
    ],
)
def test_figures(
    cast: Cast, who: str, own_team: str, other_team: str, commune: str, other_commune: str, province: str
) -> None:
    """Of one's team, one's commune, or everything; the province's name no persons."""
    person = cast.village.records.person(getattr(cast, who).account)
    mine = cast.village.person(cast.member).memberships[0].team
    others = cast.village.person(cast.other_member).memberships[0].team

    assert rights.may_see_figures(person, MINH_HOP, mine) is Figures(own_team)
    assert rights.may_see_figures(person, MINH_HOP, others) is Figures(other_team)
    assert rights.may_see_figures(person, MINH_HOP) is Figures(commune)
    assert rights.may_see_figures(person, DONG_LOC) is Figures(other_commune)
    assert rights.may_see_figures(person, None) is Figures(province)


# --- people, invitations


def seen_by(cast: Cast, talker: Talker) -> set[str]:
    """The names on the list of people that somebody gets."""
    return {item.name for item in cast.village.records.people(cast.village.person(talker))}


def test_people(cast: Cast) -> None:
    """Leaders see members of their team, communes their own, the province administrators of communes."""
    assert seen_by(cast, cast.member) == set()
    assert seen_by(cast, cast.leader) == {"Lan", "Mai"}
    assert seen_by(cast, cast.admin) == {"Lan", "Mai", "Tuấn", "Nam", "Thủy", "Hùng"}
    assert seen_by(cast, cast.other_admin) == {"Dũng"}
    assert seen_by(cast, cast.province) == {"Hùng", "Dũng"}


@pytest.mark.parametrize(
    ("who", "role", "place", "may"),
    [
        ("member", Role.MEMBER, "Xóm 4", False),
        ("leader", Role.MEMBER, "Xóm 4", True),
        ("leader", Role.LEADER, "Xóm 4", False),
        ("leader", Role.MEMBER, "Xóm 1", False),
        ("admin", Role.MEMBER, "Xóm 1", True),
        ("admin", Role.LEADER, "Xóm 4", True),
        ("admin", Role.COMMUNE_ADMIN, MINH_HOP, True),
        ("admin", Role.COMMUNE_ADMIN, DONG_LOC, False),
        ("admin", Role.PROVINCE_ADMIN, None, False),
        ("province", Role.COMMUNE_ADMIN, DONG_LOC, True),
        ("province", Role.MEMBER, "Xóm 4", False),
        ("province", Role.PROVINCE_ADMIN, None, False),
    ],
)
def test_invitations(cast: Cast, who: str, role: Role, place: str | None, may: bool) -> None:
    """The same as for the people whom they lead to, and open ones are listed to nobody else."""
    teams = {"Xóm 4": cast.member, "Xóm 1": cast.other_member}
    team = cast.village.person(teams[place]).memberships[0].team if place in teams else None
    commune = MINH_HOP if team else place
    person = cast.village.person(getattr(cast, who))
    code = Code("34679A", CodeKind.INVITATION, cast.village.now, role=role, commune=commune, team=team)
    cast.village.write(PutCode(code))

    assert rights.may_see_people(person, Membership(0, role, commune, team)) is may
    assert [each.code for each in cast.village.records.invitations(person)] == (["34679A"] if may else [])


# --- content, audit, queue, settings


@pytest.mark.parametrize(
    ("who", "what"),
    [
        ("resident", Content.NOTHING),
        ("member", Content.SUGGEST),
        ("leader", Content.SUGGEST),
        ("admin", Content.LOCAL),
        ("province", Content.ALL),
    ],
)
def test_content(cast: Cast, who: str, what: Content) -> None:
    """Suggested by teams, local in communes, all of it in the province."""
    assert rights.may_change_content(cast.village.records.person(getattr(cast, who).account)) is what


@pytest.mark.parametrize(
    ("who", "own", "other", "everything", "queue"),
    [
        ("member", False, False, False, False),
        ("leader", False, False, False, False),
        ("admin", True, False, False, False),
        ("province", True, True, True, True),
    ],
)
def test_audit_and_queue(cast: Cast, who: str, own: bool, other: bool, everything: bool, queue: bool) -> None:
    """A commune sees its own audit; the province sees all, the queue and the settings."""
    person = cast.village.person(getattr(cast, who))

    assert rights.may_see_audit(person, MINH_HOP) is own
    assert rights.may_see_audit(person, DONG_LOC) is other
    assert rights.may_see_audit(person, None) is everything
    assert rights.may_see_queue(person) is queue


def test_nothing_after_leaving(cast: Cast) -> None:
    """Roles end with leaving: no role, no right, and no desk asks them."""
    request = cast.request()
    cast.village.write(SetPreference(cast.village.person(cast.admin).id, "weekly", "5-19:00"))
    for talker in (cast.member, cast.leader, cast.admin, cast.province):
        cast.leave(talker)
        assert cast.village.records.person(talker.account) is None
        assert not cast.sees_contact(talker, request)
    names = {person.name for desk in Desk for person in cast.village.records.takers(desk, None, MINH_HOP)}
    assert names.isdisjoint({"Lan", "Tuấn", "Hùng", "Phúc"})


def test_two_roles_add_up(cast: Cast) -> None:
    """A leader of one team who is a member of another has each right in its place."""
    cast.village.give(cast.leader, Role.MEMBER, MINH_HOP, "Xóm 1")
    both: Person = cast.village.person(cast.leader)
    there, here = cast.visit(cast.other_member, hamlet="Xóm 1", key="visitthere"), cast.visit(cast.member)

    assert {place.name for place in both.hamlets} == {"Xóm 4", "Xóm 1"}
    assert rights.may_change_visit(both, here, TODAY)
    assert not rights.may_change_visit(both, there, TODAY)
    assert rights.may_see_visit(both, there)
    assert seen_by(cast, cast.leader) == {"Lan", "Mai"}
