"""Who asked is told when the answer appears: once, at a decent hour, and no more than one answer a day."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

from handlers.action import Action, Verb
from handlers.ask.answering import answer_reply
from handlers.editing import texts_answering as texts
from handlers.editing.unanswered import MarkTold, Outcome, SettleQuestions, ToTell
from handlers.nudges.times import ZALO_FREE
from handlers.records import Records
from handlers.reply import Paragraph, Purpose, Reply
from handlers.requests.hours import is_open
from handlers.scene import Scene
from handlers.teams.people import Account
from handlers.turn import Batch, Notice, Turn
from knowledge.days import VIETNAM, day_of
from knowledge.understand import Decision, Understander, Understanding

# Nobody waits longer than this for an answer.
WAITS = timedelta(days=14)
# In one look; the next one, half a minute later, takes up the others.
_AT_ONCE = 50
_LONGEST = 200


class TellingAskers:
    """Puts questions to the content that their edit went live with, and tells those who asked what is answered now."""

    verbs: frozenset[Verb] = frozenset()

    def __init__(self, understander: Understander) -> None:
        self._understander = understander

    def take(self, scene: Scene) -> Turn | None:
        return None

    def pressed(self, scene: Scene, action: Action) -> Turn | None:
        return None

    def after(self, scene: Scene, turn: Turn) -> Turn:
        return turn

    def tick(self, records: Records, now: datetime) -> Sequence[Batch]:
        """What was published is looked at once it is live here, so that no older content has a say."""
        publication = records.publication()
        if publication is None or publication.index != self._understander.index.name:
            return ()
        return (*self._settled(records), *(self._told(records, now) if is_open(now) else ()))

    def _settled(self, records: Records) -> Iterator[Batch]:
        found = records.questions_to_settle(_AT_ONCE)
        if found:
            understand = self._understander.understand
            yield Batch(
                (SettleQuestions(tuple((number, _outcome(understand(question))) for number, question in found)),)
            )

    def _told(self, records: Records, now: datetime) -> Iterator[Batch]:
        midnight = datetime.combine(day_of(now), time(), VIETNAM).astimezone(UTC)
        waiting = records.questions_to_tell(now - WAITS, now - ZALO_FREE, midnight, _AT_ONCE)
        content = self._understander.index.content
        told: set[Account] = set()
        for item in waiting:
            mine = records.linked(item.account)
            # In a talk with a person the assistant keeps quiet.
            if told & {*mine} or records.told_since(item.account, midnight) or records.talk(item.account):
                continue
            understood = self._understander.understand(item.question)
            if (outcome := _outcome(understood)) is not Outcome.ANSWERED:
                # Another edit took the answer away again.
                yield Batch((SettleQuestions(((item.id, outcome),)),))
                continue
            if content.local(str(understood.topic), item.commune, day_of(now)).closed:
                continue
            told |= {*mine}
            same = [other.id for other in waiting if other.account in mine and self._same(other, item, understood)]
            yield Batch((MarkTold(tuple(same)),), (Notice(item.account, self._notice(item, understood, now)),))

    def _same(self, other: ToTell, item: ToTell, understood: Understanding) -> bool:
        """Whether what they asked besides has the same answer."""
        return other.id == item.id or _lead(self._understander.understand(other.question)) == _lead(understood)

    def _notice(self, item: ToTell, understood: Understanding, now: datetime) -> Reply:
        content, today = self._understander.index.content, day_of(now)
        reply, _ = answer_reply(content, understood, today, item.question, item.commune)
        asked = day_of(item.at)
        day = texts.TODAY if asked == today else texts.DAY.format(day=asked.day, month=asked.month)
        question = item.question if len(item.question) <= _LONGEST else item.question[:_LONGEST].rstrip() + "…"
        told = Paragraph(texts.TOLD.format(day=day, question=question))
        # Whether it helped would be noted with the question that they asked last, which is another.
        buttons = tuple(press for press in reply.buttons if press.action.verb is not Verb.HELPED)
        return replace(reply, blocks=(told, *reply.blocks), buttons=buttons, purpose=Purpose.NOTICE)


def _outcome(understood: Understanding) -> Outcome:
    if understood.decision is Decision.ANSWER and understood.fits:
        return Outcome.ANSWERED
    return Outcome.REFUSED if understood.outside or understood.talk else Outcome.STILL


def _lead(understood: Understanding) -> tuple[str | None, str | None]:
    return understood.topic, understood.answers[0].statement if understood.answers else None
