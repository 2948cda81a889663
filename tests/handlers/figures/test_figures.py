"""Figures: what is missing is missing, never 0."""

from dataclasses import replace
from datetime import UTC, date, datetime

from handlers.figures import questions, requests, visits
from handlers.figures.catalogue import BREAKDOWNS, FIGURES
from handlers.figures.periods import Period, Unit, known_period, period_of, week_of
from handlers.figures.requests import RequestFigures, request_figures
from handlers.figures.rows import AskedCount, HelpedCount, Presence, Rows, Scope
from handlers.figures.showing import show_note, show_number, show_period, show_reached, why_missing
from handlers.figures.values import Total, Why
from handlers.figures.visits import by_kind, by_logger, by_team, online_share, people_helped
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
    assert people_helped([]) == Total(None, 0, Why.NO_RECORDS)
    assert people_helped([VISIT]) == Total(None, 1, Why.NOT_SAID)
    assert people_helped([replace(VISIT, people=5), VISIT, replace(VISIT, people=7)]) == Total(12, 1)


def test_a_visit_counts_once_under_each_of_its_kinds() -> None:
    two = (Activity("vneid", people=3), Activity("vneid"), Activity("dich-vu-cong", people=2))
    figures = by_kind([replace(VISIT, activities=two), replace(VISIT, activities=two[:1])])
    assert [(item.kind, item.visits, item.people) for item in figures] == [
        ("vneid", 2, Total(6, 1)),
        ("dich-vu-cong", 1, Total(2, 0)),
    ]


def test_loggers_and_teams() -> None:
    visits = [VISIT, replace(VISIT, by=8, by_name="Lan"), VISIT, replace(VISIT, team=None, team_name=None)]
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


# --- periods

WEEK, MONTH = week_of(date(2026, 11, 21)), period_of(Unit.MONTH, date(2026, 11, 21))


def test_periods_have_stable_names_and_know_the_one_before() -> None:
    day = date(2026, 11, 21)
    names = [period_of(unit, day).name for unit in Unit if unit is not Unit.SPAN]
    assert names == ["2026-11-21", "2026-W47", "2026-11", "2026-Q4", "2026"]
    before = [period_of(unit, day).before.name for unit in Unit if unit is not Unit.SPAN]
    assert before == ["2026-11-20", "2026-W46", "2026-10", "2026-Q3", "2025"]
    assert period_of(Unit.WEEK, date(2027, 1, 1)).name == "2026-W53"
    assert Period(date(2026, 11, 3), date(2026, 11, 5)).before == Period(date(2026, 10, 31), date(2026, 11, 2))


def test_days_up_to_today_are_the_period_that_goes_on() -> None:
    today = date(2026, 11, 21)
    assert known_period(date(2026, 11, 16), today, today) == WEEK
    assert known_period(date(2026, 11, 1), today, today) == MONTH
    assert known_period(date(2026, 11, 2), today, today).unit is Unit.SPAN
    assert show_period(MONTH) == "tháng 11/2026" and show_period(WEEK) == "tuần 16/11–22/11"


# --- questions

COUNTED = (
    AskedCount(date(2026, 11, 17), Channel.WEB, "khai-sinh", "answer", 5),
    AskedCount(date(2026, 11, 18), Channel.WEB, None, "choose", 3),
    AskedCount(date(2026, 11, 18), Channel.WEB, "ket-hon", "chosen", 1),
    AskedCount(date(2026, 11, 19), Channel.ZALO_OA, None, "unknown", 2),
    AskedCount(date(2026, 11, 19), Channel.ZALO_OA, None, "refuse", 4),
    AskedCount(date(2026, 11, 10), Channel.WEB, "khai-sinh", "answer", 2),
    AskedCount(date(2026, 11, 10), Channel.WEB, "ket-hon", "answer", 9),
)
ROWS = Rows(Scope(), date(2026, 9, 1), date(2026, 11, 22), NOW, COUNTED, date(2026, 11, 1))


def test_every_question_is_answered_unanswered_or_outside() -> None:
    numbers = [
        of(ROWS, WEEK).value for of in (questions.asked, questions.answered, questions.unanswered, questions.outside)
    ]
    assert numbers == [14, 6, 4, 4]


def test_before_counting_began_nothing_is_known() -> None:
    october = period_of(Unit.MONTH, date(2026, 10, 5))
    assert questions.asked(ROWS, october) == Total(None, why=Why.NOT_COUNTED)
    assert show_number(questions.asked(ROWS, october), "câu") == "chưa có số liệu"
    assert why_missing(questions.asked(ROWS, october)) == "thời gian đó chưa bắt đầu ghi"
    quarter = questions.asked(ROWS, period_of(Unit.QUARTER, date(2026, 11, 5)))
    assert quarter.at_least and show_number(quarter, "câu") == "ít nhất 25 câu"


def test_topics_rise_against_the_period_before_only_when_that_was_counted() -> None:
    assert [(part.id, part.value.value) for part in questions.rising(ROWS, WEEK)] == [("khai-sinh", 3)]
    assert questions.rising(ROWS, MONTH) == []


def test_satisfaction_is_of_those_who_said() -> None:
    said = (HelpedCount(date(2026, 11, 17), "khai-sinh", True, 3), HelpedCount(date(2026, 11, 18), "ket-hon", False, 1))
    assert questions.helped_share(replace(ROWS, helped=said), WEEK).value == 75
    assert questions.helped_share(ROWS, WEEK) == Total(None, 0, Why.NOBODY_RATED)


# --- visits


def test_share_filed_online_is_of_those_of_whom_both_is_known() -> None:
    works = (
        Activity("dich-vu-cong", "khai-sinh", 4, 3),
        Activity("dich-vu-cong", "ket-hon", 5),
        Activity("vneid", None, 7),
    )
    assert online_share([replace(VISIT, activities=works)]) == Total(75, of=4, left_out=1)
    assert online_share([replace(VISIT, activities=works[1:])]) == Total(None, 1, Why.NOT_SAID)
    assert online_share([]) == Total(None, 0, Why.NO_RECORDS)


def test_no_visit_and_nothing_known_are_two_things() -> None:
    """A hamlet counts from the day on which somebody could record visits there."""
    rows = replace(
        ROWS,
        hamlets=(XOM_1, XOM_4),
        since={1: date(2026, 11, 12)},
        presence=(Presence(1, date(2026, 11, 13)),),
    )
    assert visits.visits_there(rows, WEEK)[1] == Total(0)
    assert visits.visits_there(rows, WEEK.before)[1] == Total(1)
    assert visits.visits_there(rows, WEEK.before.before)[1].why is Why.NOT_COUNTED
    assert visits.visits_there(rows, WEEK)[4].why is Why.NOT_COUNTED
    assert visits.untouched(rows, WEEK) == [XOM_1] and visits.not_recorded(rows, WEEK) == [XOM_4]
    assert visits.visits_there(rows, period_of(Unit.WEEK, date(2026, 11, 25)))[1].why is Why.NOT_YET


def test_coverage_is_of_all_hamlets_and_at_least_where_nobody_records() -> None:
    """One of two with a visit and the other unknown: at least a half, never all of them."""
    rows = replace(
        ROWS,
        hamlets=(XOM_1, XOM_4),
        since={1: date(2026, 11, 12)},
        presence=(Presence(1, date(2026, 11, 13)),),
    )
    before = visits.coverage(rows, WEEK.before)
    assert before == Total(50, missing=1, of=2) and show_number(before, "%") == "ít nhất 50 %"
    assert show_note(before, "coverage") == "1 trên 2 xóm; 1 xóm chưa có ai ghi"
    assert show_reached(before) == "1 trên 2 xóm có lượt; 1 xóm chưa có ai ghi"
    assert visits.coverage(rows, WEEK).value == 0
    known = visits.coverage(replace(rows, since={1: date(2026, 11, 1), 4: date(2026, 11, 1)}), WEEK.before)
    assert show_number(known, "%") == "50 %" and show_reached(known) == "1 trên 2 xóm có lượt"
    nothing = replace(rows, since={}, presence=())
    assert visits.coverage(nothing, WEEK) == Total(None, why=Why.NOT_COUNTED)
    assert visits.coverage(replace(rows, hamlets=()), WEEK).why is Why.NO_RECORDS
    assert visits.coverage(rows, period_of(Unit.WEEK, date(2026, 11, 25))).why is Why.NOT_YET


# --- requests


def test_times_are_open_hours_and_the_middle_one() -> None:
    """Opened at 20:00, accepted at 8:00 the next morning: two open hours."""
    evening, morning = datetime(2026, 11, 19, 13, tzinfo=UTC), datetime(2026, 11, 20, 1, tzinfo=UTC)
    taken = replace(REQUEST, opened=evening, accepted=morning, state=State.TAKEN)
    done = replace(taken, state=State.DONE, closed=NOW, rating=4)
    rows = replace(ROWS, requests=(taken, done))
    assert requests.hours_to_accept(rows, WEEK) == Total(2)
    assert requests.hours_to_close(rows, WEEK).value == 18
    assert requests.rating(rows, WEEK) == Total(4)
    assert requests.rating(replace(ROWS, requests=(replace(done, rating=None),)), WEEK).why is Why.NOBODY_RATED
    assert requests.hours_to_close(ROWS, WEEK) == Total(None, why=Why.NO_RECORDS)


def test_overdue_goes_by_the_hours_of_the_commune() -> None:
    three_hours = replace(REQUEST, opened=datetime(2026, 11, 21, 0, tzinfo=UTC), commune="xã Minh Hợp")
    rows = replace(ROWS, requests=(three_hours,))
    assert requests.overdue_now(rows, WEEK) == Total(1)
    slow = replace(rows, settings={"xã Minh Hợp": {"hours-to-leader": "4"}})
    assert requests.overdue_now(slow, WEEK) == Total(0) and requests.open_now(slow, WEEK) == Total(1)


def test_every_figure_has_a_name_a_unit_and_a_formula_and_stands_nothing_on_record() -> None:
    nothing = Rows(Scope(), MONTH.first, MONTH.last, NOW)
    for figure in FIGURES.values():
        assert figure.label and figure.unit and figure.formula.endswith(".")
        assert show_number(figure.of(nothing, MONTH), figure.unit)
    assert all(figure.of(nothing, MONTH) == [] for figure in BREAKDOWNS.values())
