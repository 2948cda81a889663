"""What waits for an administrator, as short lines with where to see to it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bot.console import texts_figures as texts
from bot.console.knowledge import draft_path, edits_everything
from bot.console.rendering import ROOT
from handlers.editing.edit import Status, StoredEdit
from handlers.editing.permission import may_approve, may_decide
from handlers.figures.requests import overdue
from handlers.records import Records
from handlers.requests.limits import limits_of
from handlers.teams.people import Person
from knowledge.content import Content
from knowledge.topic import Topic

# So long before its review day a topic is due.
DUE = timedelta(days=30)
_EDITS = "/kien-thuc/ban-sua"


@dataclass(frozen=True, slots=True)
class Wait:
    """A line: what waits, and the address."""

    text: str
    path: str


def is_due(topic: Topic, today: date) -> bool:
    """Whether somebody should read a topic again soon."""
    return topic.review_by <= today + DUE


def overdue_waits(records: Records, person: Person, now: datetime) -> list[Wait]:
    """Requests that they may act on and that wait too long."""
    found = [one for one in records.requests_for(person) if overdue(one, limits_of(records, one.commune), now)]
    return _waits("overdue", len(found), "/yeu-cau?tinh-trang=qua-han")


def stuck_waits(count: int) -> list[Wait]:
    """Messages and sends that are stuck."""
    return _waits("stuck", count, "/hang-doi")


def question_waits(count: int) -> list[Wait]:
    """Questions without an answer, alike ones counted once."""
    return _waits("questions", count, "/cau-hoi")


def edit_waits(records: Records, person: Person) -> list[Wait]:
    """Edits that they should approve, take on, or mend."""
    edits = records.edits(person)
    mine = [one for one in edits if one.status is Status.DRAFT and one.fault]
    mine = [one for one in mine if one.author == person.id or may_decide(person, one)]
    approve = [one for one in edits if one.status is Status.WAITING and may_approve(person, one)]
    taken = [one for one in edits if one.status is Status.SUGGESTED and may_decide(person, one)]
    return [
        *_waits("returned", len(mine), _where(mine, Status.DRAFT)),
        *_waits("approve", len(approve), _where(approve, Status.WAITING)),
        *_waits("suggested", len(taken), _where(taken, Status.SUGGESTED)),
    ]


def review_waits(content: Content, person: Person, today: date) -> list[Wait]:
    """Topics that whoever may change all of them should read again."""
    count = sum(is_due(topic, today) for topic in content.topics.values()) if edits_everything(person) else 0
    return _waits("due", count, "/kien-thuc?den-han=co")


def _where(edits: Sequence[StoredEdit], status: Status) -> str:
    """The one edit itself, or the list."""
    return draft_path(edits) if len(edits) == 1 else f"{_EDITS}?tinh-trang={status.value}"


def _waits(name: str, count: int, path: str) -> list[Wait]:
    return [Wait(texts.WAITS[name].format(count=count), ROOT + path)] if count else []
