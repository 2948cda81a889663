"""Figures and periods in words."""

from datetime import date, datetime

from handlers.figures import texts
from handlers.figures.periods import Period, Unit
from handlers.figures.values import Total
from knowledge.days import VIETNAM, show_day


def show_number(value: Total, unit: str = "") -> str:
    """A figure with its unit: `12 lượt`, `ít nhất 30 %`, `chưa có số liệu`; decimals with a comma."""
    if value.value is None:
        return texts.MISSING
    number = f"{value.value:.1f}".removesuffix(".0").replace(".", ",")
    said = f"{number}{'' if unit.startswith('/') or not unit else ' '}{unit}"
    return texts.AT_LEAST.format(number=said) if value.at_least else said


def why_missing(value: Total) -> str:
    """Why there is no number, in words; empty where there is one."""
    return texts.WHY[value.why] if value.value is None and value.why else ""


def show_note(value: Total, figure: str) -> str:
    """What is to be known about the number of a figure (its id), in words; empty where nothing is."""
    if value.value is None:
        return why_missing(value)
    said = [text.format(of=value.of, part=value.share_of) for text in (texts.SHARE_OF.get(figure),) if text]
    if value.missing:
        said.append(texts.UNSAID.get(figure, texts.UNSAID_VISITS).format(count=value.missing))
    if value.left_out:
        said.append(texts.LEFT_OUT.format(count=value.left_out))
    return "; ".join(said) or (texts.NOT_ALL_DAYS if value.part else "")


def show_reached(coverage: Total) -> str:
    """Coverage in words: `4 trên 5 xóm có lượt; 1 xóm chưa có ai ghi`."""
    if coverage.value is None:
        return texts.REACHED_MISSING
    form = texts.REACHED_ALL if coverage.share_of == coverage.of else texts.REACHED
    reached = form.format(part=coverage.share_of, of=coverage.of)
    return texts.REACHED_UNKNOWN.format(reached=reached, count=coverage.missing) if coverage.missing else reached


def show_period(period: Period) -> str:
    """A period as people name it: `tuần 16/11–22/11`, `tháng 11/2026`."""
    first, last = short_day(period.first), short_day(period.last)
    match period.unit:
        case Unit.DAY:
            return texts.DAY.format(day=show_day(period.first))
        case Unit.WEEK:
            return texts.WEEK.format(first=first, last=last)
        case Unit.MONTH:
            return texts.MONTH.format(month=period.first.month, year=period.first.year)
        case Unit.QUARTER:
            return texts.QUARTER.format(quarter=(period.first.month + 2) // 3, year=period.first.year)
        case Unit.YEAR:
            return texts.YEAR.format(year=period.first.year)
        case Unit.SPAN:
            return texts.SPAN.format(first=first, last=last)


def short_day(day: date) -> str:
    """`16/11`."""
    return texts.SHORT_DAY.format(day=day.day, month=day.month)


def source_line(now: datetime, *, asked: bool = False) -> str:
    """Where the numbers come from and until when. `asked`: they are counts of questions."""
    here = now.astimezone(VIETNAM)
    said = texts.SOURCE_ASKED if asked else texts.SOURCE
    return said.format(time=f"{here.hour}:{here.minute:02}", day=show_day(here.date()))
