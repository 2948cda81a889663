"""Figures of help requests. Times are open hours (7:00 to 21:00, handlers/requests/hours.py)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from handlers.figures.periods import Period
from handlers.figures.rows import Rows
from handlers.figures.values import Total, Why, counted, mean, median, missing
from handlers.requests.hours import open_between
from handlers.requests.limits import Limit, Limits, limits_from
from handlers.requests.request import Request, State
from knowledge.days import day_of

_HOUR = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class RequestFigures:
    """Help requests: `open` now (waiting or accepted), and of the period those `done` and those taken back."""

    open: int
    done: int
    cancelled: int


def request_figures(requests: Sequence[Request], period: Period) -> RequestFigures:
    """Counted by the day on which a request was closed; what is open counts whenever it was opened."""
    closed = [item.state for item in _closed(requests, period)]
    return RequestFigures(
        open=sum(item.state.open for item in requests),
        done=closed.count(State.DONE),
        cancelled=closed.count(State.CANCELLED),
    )


def opened(rows: Rows, period: Period) -> Total:
    """Requests (yêu cầu hỗ trợ) that were made."""
    return _counted(rows, period, sum(period.holds(day_of(item.opened)) for item in rows.requests))


def done(rows: Rows, period: Period) -> Total:
    """Requests that were done."""
    return _counted(rows, period, request_figures(rows.requests, period).done)


def cancelled(rows: Rows, period: Period) -> Total:
    """Requests that residents took back."""
    return _counted(rows, period, request_figures(rows.requests, period).cancelled)


def open_now(rows: Rows, period: Period) -> Total:
    """Requests that wait or are accepted and not done, at the moment of reading whatever the period."""
    return counted(request_figures(rows.requests, period).open)


def overdue_now(rows: Rows, period: Period) -> Total:
    """Of these, those that wait or are held longer than the commune's hours allow (`overdue`)."""
    limits = {commune: limits_from(chosen) for commune, chosen in rows.settings.items()}
    own = limits_from({})
    return counted(sum(overdue(item, limits.get(item.commune or "", own), rows.now) for item in rows.requests))


def overdue(request: Request, limits: Limits, now: datetime) -> bool:
    """Whether an open request has waited longer than until its leader is told, or is held longer than its reminder."""
    if not request.state.open:
        return False
    if request.state is State.TAKEN:
        return open_between(request.accepted or request.since, now) > limits[Limit.REMINDER] * _HOUR
    return open_between(request.opened, now) > limits[Limit.LEADER] * _HOUR


def hours_to_accept(rows: Rows, period: Period) -> Total:
    """The median of open hours from opening to accepting, of the requests last accepted in the period."""
    times = [
        open_between(item.opened, item.accepted) / _HOUR
        for item in rows.requests
        if item.accepted and period.holds(day_of(item.accepted))
    ]
    return median(times)


def hours_to_close(rows: Rows, period: Period) -> Total:
    """The median of open hours from opening to done, of the requests done in the period."""
    finished = [item for item in _closed(rows.requests, period) if item.state is State.DONE]
    return median([open_between(item.opened, item.closed) / _HOUR for item in finished if item.closed])


def rating(rows: Rows, period: Period) -> Total:
    """The average of the residents' ratings, 1 to 5, of the requests done in the period."""
    finished = [item for item in _closed(rows.requests, period) if item.state is State.DONE]
    given = [float(item.rating) for item in finished if item.rating is not None]
    return mean(given, Why.NOBODY_RATED if finished else Why.NO_RECORDS)


def _counted(rows: Rows, period: Period, number: int) -> Total:
    """A number of requests, none of them a true 0 only once something of the place was on record by then."""
    begun = [*rows.since.values(), *(day_of(item.opened) for item in rows.requests)]
    if rows.asked_since:
        begun.append(rows.asked_since)
    if period.first > rows.today:
        return missing(Why.NOT_YET)
    return counted(number) if any(day <= period.last for day in begun) else missing(Why.NOT_COUNTED)


def _closed(requests: Sequence[Request], period: Period) -> list[Request]:
    return [item for item in requests if item.closed and period.holds(day_of(item.closed))]
