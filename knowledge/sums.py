"""Sums that a checklist works out."""

from dataclasses import dataclass
from datetime import date

from knowledge.days import holds_on
from knowledge.topic import HouseholdSum


@dataclass(frozen=True, slots=True)
class Worked:
    """A household's premium in đồng: the total, each person's part, and how it was reckoned."""

    total: int
    parts: tuple[int, ...]
    persons: int
    months: int


def household_sum(rule: HouseholdSum, persons: int, months: int, day: date) -> Worked | None:
    """The premium of `persons` for `months` on `day`; None when no base amount is known for that day."""
    base = next((item.amount for item in rule.base if holds_on(day, item.start, item.until)), None)
    if base is None:
        return None
    shares = rule.shares_percent + (rule.shares_percent[-1],) * max(0, persons - len(rule.shares_percent))
    # Exact in whole đồng: percent of percent of the base.
    monthly = [round(base * rule.rate_percent * share) // 10_000 for share in shares[:persons]]
    parts = tuple(amount * months for amount in monthly)
    return Worked(sum(parts), parts, persons, months)


def show_amount(amount: int) -> str:
    """An amount as residents read it: 1.366.200."""
    return f"{amount:,}".replace(",", ".")


def show_worked(template: str, worked: Worked) -> str:
    """The template with {total}, {persons}, {months} and {detail} filled in."""
    detail = "; ".join(f"người thứ {n}: {show_amount(part)} đồng" for n, part in enumerate(worked.parts, 1))
    return template.format(total=show_amount(worked.total), persons=worked.persons, months=worked.months, detail=detail)
