"""Figures of a week: what is missing is missing, never 0."""

from dataclasses import replace
from datetime import UTC, date, datetime

from handlers.figures.weekly import (
    RequestFigures,
    Total,
    by_kind,
    by_logger,
    by_team,
    hamlets_without,
    people_helped,
    request_figures,
    week_of,
)
from handlers.message import Channel
from handlers.requests.request import Desk, Request, State
from handlers.teams.model import Hamlet
from handlers.teams.people import Account
from handlers.visits.note import Activity
from handlers.visits.visit import Visit

XOM_1, XOM_4 = Hamlet("xã Minh Hợp", "Xóm 1", id=1), Hamlet("xã Minh Hợp", "Xóm 4", id=4)
NOW = datetime(2026, 11, 21, 3, tzinfo=UTC)
VISIT = Visit("a", XOM_4, date(2026, 11, 21), 7, "Lan", NOW, team=1, team_name="Tổ 4")
REQUEST = Request("r", Account(Channel.WEB, "x"), NOW, Desk.TEAM, NOW)


def test_people_are_added_up_and_what_nobody_said_is_counted_apart() -> None:
    assert people_helped([]) == Total(None, 0)
    assert people_helped([VISIT]) == Total(None, 1)
    assert people_helped([replace(VISIT, people=5), VISIT, replace(VISIT, people=7)]) == Total(12, 1)


def test_a_visit_counts_once_under_each_of_its_kinds() -> None:
    two = (Activity("vneid", people=3), Activity("vneid"), Activity("dich-vu-cong", people=2))
    figures = by_kind([replace(VISIT, activities=two), replace(VISIT, activities=two[:1])])
    assert [(item.kind, item.visits, item.people) for item in figures] == [
        ("vneid", 2, Total(6, 1)),
        ("dich-vu-cong", 1, Total(2, 0)),
    ]


def test_hamlets_loggers_and_teams() -> None:
    visits = [VISIT, replace(VISIT, by=8, by_name="Lan"), VISIT, replace(VISIT, team=None, team_name=None)]
    assert hamlets_without([XOM_1, XOM_4], visits) == [XOM_1]
    assert by_logger(visits) == [("Lan", 3), ("Lan", 1)]
    assert by_team(visits) == [("Tổ 4", 3), (None, 1)]


def test_requests_are_counted_by_the_day_in_vietnam_on_which_they_were_closed() -> None:
    week = week_of(date(2026, 11, 21))
    monday_morning = datetime(2026, 11, 15, 18, tzinfo=UTC)
    sunday_before = datetime(2026, 11, 15, 16, tzinfo=UTC)
    found = [
        REQUEST,
        replace(REQUEST, state=State.TAKEN),
        replace(REQUEST, state=State.DONE, closed=monday_morning),
        replace(REQUEST, state=State.DONE, closed=sunday_before),
        replace(REQUEST, state=State.CANCELLED, closed=NOW),
    ]
    assert request_figures(found, week) == RequestFigures(open=2, done=1, cancelled=1)
