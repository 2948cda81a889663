"""Whom a notice may go to, and whom it reaches."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from handlers.message import Channel
from handlers.nudges.broadcast import Addressed, Audience, Composing
from handlers.nudges.times import ZALO_FREE, ZALO_OPEN, reached_at
from handlers.records import Records
from handlers.teams.model import Role
from handlers.teams.people import Membership, Person
from handlers.teams.rights import communes_of


@dataclass(frozen=True, slots=True)
class Reach:
    """Whom a notice goes to; `late`: how many of them haven't written on Zalo for so long that it may not arrive."""

    to: tuple[Addressed, ...]
    late: int

    @property
    def channels(self) -> Sequence[tuple[Channel, int]]:
        """How many on each channel, the most first."""
        return Counter(item.account.channel for item in self.to).most_common()


def may_send(person: Person, audience: Audience | None, commune: str | None) -> bool:
    """Whether somebody may write to these."""
    if audience is Audience.COMMUNES:
        return bool(person.holds(Role.PROVINCE_ADMIN))
    return audience is not None and commune in communes_of(person)


def reach(records: Records, sender: Person, composing: Composing, now: datetime) -> Reach:
    """Everybody meant but the sender, each once, where they were heard last."""
    to: list[Addressed] = []
    late = 0
    for person in records.everybody():
        if person.id == sender.id or not any(_meant(held, composing) for held in person.memberships):
            continue
        # Somewhere else, if Zalo takes nothing any more and there is somewhere else.
        account = reached_at(records, person, now, ZALO_OPEN) or person.account
        if account:
            to.append(Addressed(person.id, account))
            late += account.channel is Channel.ZALO_OA and not _heard_within(records, to[-1], now)
    return Reach(tuple(to), late)


def _heard_within(records: Records, to: Addressed, now: datetime) -> bool:
    heard = records.last_heard(to.account)
    return heard is not None and now - heard <= ZALO_FREE


def _meant(held: Membership, composing: Composing) -> bool:
    match composing.audience:
        case Audience.COMMUNES:
            return held.role is Role.COMMUNE_ADMIN
        case Audience.TEAMS:
            return held.role in (Role.MEMBER, Role.LEADER) and held.commune == composing.commune
        case Audience.LEADERS:
            return held.role is Role.LEADER and held.commune == composing.commune
        case Audience.TEAM:
            return held.role in (Role.MEMBER, Role.LEADER) and held.team == composing.team
        case None:
            return False
