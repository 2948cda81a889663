"""What a checklist works out: a household's health insurance."""

from datetime import date

import pytest

from knowledge.content import Content
from knowledge.sums import household_sum, show_amount, show_worked
from knowledge.topic import Base, HouseholdSum

BASE = (Base(2_530_000, date(2026, 7, 1), None),)
RULE = HouseholdSum("so-nguoi", "so-thang", 4.5, (100, 70, 60, 50, 40), BASE)
DAY = date(2026, 11, 21)


def test_four_persons_for_a_year() -> None:
    """4,5 % of 2.530.000 is 113.850 a month; 70, 60 and 50 % of it for the next three."""
    worked = household_sum(RULE, 4, 12, DAY)

    assert worked is not None
    assert worked.parts == (113_850 * 12, 79_695 * 12, 68_310 * 12, 56_925 * 12)
    assert worked.total == 1_366_200 + 956_340 + 819_720 + 683_100 == 3_825_360


def test_shipped_rule_gives_the_same(content: Content) -> None:
    """The shipped sum of the health insurance is this very sum on 21 November 2026."""
    checklist = content.topics["gia-han-bhyt-ho-gia-dinh"].checklist
    assert checklist is not None
    (rule,) = [item.sum for item in checklist.items if item.sum and item.holds(DAY)]

    worked = household_sum(rule, 4, 12, DAY)

    assert worked is not None
    assert worked.total == 3_825_360


@pytest.mark.parametrize(("persons", "last"), [(1, 113_850), (5, 45_540), (6, 45_540), (15, 45_540)])
def test_the_last_share_holds_for_everybody_after(persons: int, last: int) -> None:
    """From the fifth person on everybody pays 40 %."""
    worked = household_sum(RULE, persons, 1, DAY)

    assert worked is not None
    assert len(worked.parts) == persons
    assert worked.parts[-1] == last
    assert sum(worked.parts) == worked.total


def test_no_sum_on_a_day_without_a_base() -> None:
    """Before the first known base amount nothing is reckoned."""
    assert household_sum(RULE, 2, 12, date(2026, 6, 30)) is None
    assert household_sum(RULE, 2, 12, date(2026, 7, 1)) is not None


def test_amounts_as_residents_read_them() -> None:
    """Dots between the thousands, and a line for each person."""
    worked = household_sum(RULE, 2, 3, DAY)
    assert worked is not None

    shown = show_worked("{persons} người, {months} tháng: {total} đồng ({detail})", worked)

    assert show_amount(3_825_360) == "3.825.360"
    assert shown == "2 người, 3 tháng: 580.635 đồng (người thứ 1: 341.550 đồng; người thứ 2: 239.085 đồng)"
