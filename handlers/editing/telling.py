"""Who hears of an edit by itself: those who are to approve it, its author, and whoever sent it on; once each time.

What is due is read from the record, so it doesn't matter where an edit was made or decided, nor how long nobody looked.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, time, timedelta

from handlers.editing.edit import MarkEditsTold, Status, StoredEdit
from handlers.editing.news import Hearer, News, Sheet, digest_reply
from handlers.editing.permission import approvers, may_publish
from handlers.nudges.times import reached_at
from handlers.records import Records
from handlers.reply import Reply
from handlers.requests.cards import told
from handlers.requests.hours import is_open
from handlers.teams.people import Person
from handlers.turn import Batch, Notice
from knowledge.content import Content
from knowledge.days import VIETNAM, day_of

# New suggestions are told of from this hour on, together: those that were made before it.
DIGEST_AT = time(8)
# Whoever wrote so lately is awake, and at the phone.
_AWAKE = timedelta(minutes=10)
# In one look; the next one, half a minute later, takes up the others.
_MOST = 500


class Teller:
    """One look at the record at `now`; `index`: the name of the content that is live here; `root`: the console's."""

    def __init__(self, records: Records, content: Content, index: str, root: str, now: datetime) -> None:
        self._records, self._now, self._index = records, now, index
        self._sheet = Sheet(content, root)
        self._people: dict[int | None, Person | None] = {None: None}

    def batches(self) -> Iterator[Batch]:
        """What is to be said now, with the marks that it was; what nobody is to hear of is marked too."""
        silent: list[StoredEdit] = []
        groups: dict[tuple[object, ...], list[StoredEdit]] = defaultdict(list)
        suggested: list[StoredEdit] = []
        for stored in reversed(self._records.edits_to_tell(_MOST)):
            if stored.status is Status.SUGGESTED:
                suggested.append(stored)
            elif news_of(stored) is None:
                silent.append(stored)
            elif stored.status is not Status.PUBLISHED or self._is_live():
                people = (stored.author, stored.by, stored.approved_by, stored.commune)
                groups[news_of(stored), people, self._suggested(stored)].append(stored)
        if silent:
            yield Batch((_mark(silent),))
        for edits in groups.values():
            yield from self._of_group(edits)
        yield from self._digest(suggested)

    def _is_live(self) -> bool:
        publication = self._records.publication()
        return publication is not None and publication.index == self._index

    def _of_group(self, edits: Sequence[StoredEdit]) -> Iterator[Batch]:
        """Edits of which the same people hear the same."""
        first, kind = edits[0], news_of(edits[0])
        assert kind is not None  # noqa: S101 - silent ones are in no group
        audience = self._audience(first, kind)
        if kind is News.WAITS and not audience:
            # Whoever comes to be able to is told then.
            return
        if not self._may_tell([person for person, _ in audience]):
            return
        notices = [
            notice
            for person, hearer in audience
            for reply in self._sheet.replies(kind, edits, hearer)
            for notice in self._to(person, reply)
        ]
        if notices or kind is not News.WAITS:
            yield Batch((_mark(edits),), tuple(notices))

    def _audience(self, stored: StoredEdit, kind: News) -> list[tuple[Person, Hearer]]:
        if kind is News.WAITS:
            return [(person, Hearer.APPROVER) for person in approvers(self._records, stored)]
        author, suggested = self._person(stored.author), self._suggested(stored)
        if kind is not News.FAILED:
            return [(author, Hearer.SUGGESTER if suggested else Hearer.AUTHOR)] if author else []
        # Who only suggested it can't mend it: whoever sent it on does.
        mends = author if author and not suggested else None
        others = sorted(number for number in {stored.by, stored.approved_by} if number not in (None, stored.author))
        senders = [person for number in others if (person := self._person(number))]
        found = [(person, Hearer.SENDER if mends else Hearer.MENDER) for person in senders]
        return [*([(mends, Hearer.AUTHOR)] if mends else []), *found]

    def _suggested(self, stored: StoredEdit) -> bool:
        author = self._person(stored.author)
        return author is not None and not may_publish(author, stored.edit)

    def _person(self, number: int | None) -> Person | None:
        if number is not None and number not in self._people:
            self._people[number] = self._records.person_by_id(number)
        return self._people[number]

    def _digest(self, suggested: Sequence[StoredEdit]) -> Iterator[Batch]:
        """New suggestions for those who may publish them, once a day."""
        begins = datetime.combine(day_of(self._now), DIGEST_AT, VIETNAM).astimezone(UTC)
        due = [stored for stored in suggested if stored.made < begins <= self._now]
        if not due or not is_open(self._now):
            return
        mine: dict[int, tuple[Person, list[StoredEdit]]] = {}
        for stored in due:
            for person in approvers(self._records, stored):
                mine.setdefault(person.id, (person, []))[1].append(stored)
        reached = [(self._to(person, digest_reply(self._sheet, edits)), edits) for person, edits in mine.values()]
        told_of = {stored.id: stored for notices, edits in reached if notices for stored in edits}
        if told_of:
            yield Batch((_mark([*told_of.values()]),), tuple(notice for notices, _ in reached for notice in notices))

    def _may_tell(self, people: Sequence[Person]) -> bool:
        """Nobody is woken: at night only those hear who have just written themselves."""
        return is_open(self._now) or all(self._is_awake(person) for person in people)

    def _is_awake(self, person: Person) -> bool:
        heard = self._records.last_heard(person.accounts[0]) if person.accounts else None
        return heard is not None and self._now - heard <= _AWAKE

    def _to(self, person: Person, reply: Reply) -> tuple[Notice, ...]:
        account = reached_at(self._records, person, self._now)
        return (told(account, reply),) if account else ()


def news_of(stored: StoredEdit) -> News | None:
    """What there is to hear of an edit as it is now; None when nobody need be told."""
    by_another = stored.by not in (None, stored.author)
    match stored.status:
        case Status.WAITING:
            return News.WAITS
        case Status.PUBLISHED:
            return News.LIVE if by_another or stored.chat else None
        case Status.DROPPED:
            return News.REFUSED if by_another else None
        case Status.DRAFT if stored.fault:
            return News.FAILED
        case Status.DRAFT:
            return News.ACCEPTED if by_another else None
        case _:
            return None


def _mark(edits: Sequence[StoredEdit]) -> MarkEditsTold:
    return MarkEditsTold(tuple((stored.id, stored.version) for stored in edits))
