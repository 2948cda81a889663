"""What the records answer to a question about them: only what the asker may see, missing numbers said as missing."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from handlers.reply import Block, Bullets, Paragraph, Press, Reply, Small, say
from handlers.scene import Scene
from handlers.teams.model import Role
from handlers.teams.people import Person
from handlers.teams.sample import unmarked
from handlers.turn import Turn
from handlers.visits import texts_recalling as texts
from handlers.visits.asked import Asked, Want, Whose
from handlers.visits.card import activity_name
from handlers.visits.figured import figured, picture_of_work
from handlers.visits.listing import (
    item_words,
    kinds_words,
    numbered,
    places_words,
    span_words,
    totals_words,
    unfinished_part,
)
from handlers.visits.note import Activity
from handlers.visits.one import press, show_visit, visit_presses
from handlers.visits.spans import Span, usual
from handlers.visits.visit import Visit
from knowledge.activities import Subject
from knowledge.text import clean, fold

# So many of a list are shown, since with two more buttons there are eight.
PAGE = 6
# A count of so few is followed by the visits themselves.
_FEW = 3
_LONG = timedelta(days=92)
_EVER = timedelta(days=183)


@dataclass(frozen=True, slots=True)
class Query:
    """A question with everything settled: whose, when, in which hamlet (its id; 0: all), of what."""

    span: Span
    whose: Whose
    hamlet: int = 0
    unfinished: bool = False
    subject: Subject | None = None
    name: str | None = None


def answer(scene: Scene, person: Person, asked: Asked) -> Turn | None:
    """The turn for a question about records; None when it turns out to be about nobody on record."""
    if asked.want in (Want.UNTOUCHED, Want.CHART, Want.COMPARED, Want.TOPICS, Want.REQUESTS):
        return figured(scene, person, asked)
    places = places_words(person)
    if not places:
        if asked.want is Want.COUNT and not (asked.hamlet or asked.elsewhere or asked.name or asked.subject):
            return figured(scene, person, asked)
        return Turn(scene.conversation, (say(texts.PROVINCE),))
    if asked.elsewhere:
        return Turn(scene.conversation, (say(texts.ELSEWHERE.format(places=places)),))
    query = _settled(scene, person, asked)
    if query.name and not _known(scene, person, query.name):
        nobody = texts.NOBODY_NAMED.format(name=query.name.title(), places=places)
        return Turn(scene.conversation, (say(nobody),)) if asked.certain else None
    if asked.want is Want.LATEST:
        return _latest(scene, person, query, asked.span)
    turn = listed(scene, person, query, count_only=asked.want is Want.COUNT)
    if asked.span and query.whose in (Whose.TEAM, Whose.COMMUNE) and not (query.hamlet or query.name or query.subject):
        turn = _with_picture(scene, person, query, turn)
    if asked.whose is Whose.COMMUNE and not person.holds(Role.COMMUNE_ADMIN):
        last = turn.replies[-1]
        note = Small(texts.COMMUNE_NOT_YOURS.format(places=places))
        turn = replace(turn, replies=(*turn.replies[:-1], replace(last, blocks=(*last.blocks, note))))
    return turn


def _with_picture(scene: Scene, person: Person, query: Query, turn: Turn) -> Turn:
    """Beside what a team or a commune did, the same as a picture."""
    if query.unfinished:
        return turn
    chart = picture_of_work(scene, person, query.span)
    return replace(turn, replies=(*turn.replies[:-1], replace(turn.replies[-1], chart=chart))) if chart else turn


def last_ones(scene: Scene, person: Person) -> Turn:
    """One's own last visits with their buttons; all that one may see, for those who log none themselves."""
    visits = _found(scene, person, Query(Span(scene.today - _LONG, scene.today), Whose.MINE))
    heading = texts.LAST_ONES
    if not visits and person.holds(Role.LEADER, Role.COMMUNE_ADMIN):
        visits = _found(scene, person, Query(Span(scene.today - _LONG, scene.today), Whose.TEAM))
        heading = texts.LAST_ONES_ALL
    if not visits:
        return Turn(scene.conversation, (say(texts.NOTHING_EVER, how_to_log(person)),))
    span = Span(scene.today - _LONG, scene.today)
    return _page(scene, person, Query(span, Whose.MINE if heading == texts.LAST_ONES else Whose.TEAM), visits, heading)


def listed(scene: Scene, person: Person, query: Query, *, count_only: bool = False, offset: int = 0) -> Turn:
    """A list, or only its sums with a button to the list."""
    visits = _found(scene, person, query)
    if query.unfinished:
        return _unfinished(scene, person, query, visits, offset)
    if offset and offset >= len(visits):
        return Turn(scene.conversation, (say(texts.NOTHING_MORE),))
    if not visits:
        return Turn(scene.conversation, (_nothing(scene, person, query),))
    heading = _heading(scene, person, query, visits)
    if count_only and len(visits) > _FEW:
        blocks: list[Block] = [Paragraph(heading)]
        if query.subject is None:
            blocks.append(Bullets(tuple(kinds_words(visits))))
        presses = (*_more(query, 0, texts.ONE_BY_ONE), *_wider(person, query))
        return Turn(scene.conversation, (Reply(tuple(blocks), buttons=presses),))
    return _page(scene, person, query, visits, heading, offset)


def how_to_log(person: Person) -> str:
    """How to record a visit, with a hamlet of their own as the example."""
    hamlet = person.hamlets[0].name if person.hamlets else ""
    return texts.HOW_TO_LOG.format(hamlet=hamlet[:1].lower() + hamlet[1:]) if hamlet else ""


def query_args(query: Query, offset: int) -> tuple[str, ...]:
    """A question and where its list goes on, as a button carries it."""
    letters = query.whose.value[0] + ("u" if query.unfinished else "l")
    days = (f"{day:%Y%m%d}" for day in (query.span.first, query.span.last))
    return (letters, *days, str(query.hamlet), str(offset))


def query_of(args: Sequence[str]) -> tuple[Query, int] | None:
    """The question of a button, or None when it is none."""
    if len(args) != 5 or len(args[0]) != 2 or not all(part.isdecimal() for part in args[1:]):
        return None
    whose = next((item for item in Whose if item.value[0] == args[0][0]), None)
    try:
        first, last = (date(int(part[:4]), int(part[4:6]), int(part[6:8])) for part in args[1:3])
    except ValueError:
        return None
    if whose is None:
        return None
    return Query(Span(first, last), whose, int(args[3]), unfinished=args[0][1] == "u"), int(args[4])


def _settled(scene: Scene, person: Person, asked: Asked) -> Query:
    """Where nothing was said: one's own, or everybody's for those who administer, ask by place or by name."""
    hamlet = next((place.id for place in person.hamlets if unmarked(place.name) == asked.hamlet), 0)
    whose = asked.whose
    if whose is Whose.ANY:
        wide = hamlet or asked.name or asked.want is Want.UNFINISHED or not person.holds(Role.MEMBER, Role.LEADER)
        whose = Whose.TEAM if wide else Whose.MINE
    span = asked.span or (Span(scene.today - _EVER, scene.today) if asked.want is Want.LATEST else usual(scene.today))
    return Query(span, whose, hamlet, asked.want is Want.UNFINISHED, asked.subject, asked.name)


def _found(scene: Scene, person: Person, query: Query) -> list[Visit]:
    """The visits, the newest first."""
    visits = scene.records.visits(person, query.span.first, query.span.last)
    if query.hamlet:
        # Two hamlets of one name, in two communes, can't be told apart by a question.
        place = scene.records.hamlet(query.hamlet)
        visits = [visit for visit in visits if place and visit.hamlet.name == place.name]
    tests: list[Callable[[Visit], bool]] = []
    if query.whose is Whose.MINE:
        tests.append(lambda visit: visit.by == person.id)
    if query.name:
        tests.append(lambda visit: _named(visit.by_name, str(query.name)))
    kept = [visit for visit in reversed(visits) if all(test(visit) for test in tests)]
    if query.subject:
        kept = [part for visit in kept if (part := _of_subject(visit, query.subject))]
    if query.unfinished:
        kept = [part for visit in kept if (part := unfinished_part(visit))]
    return kept


def _of_subject(visit: Visit, subject: Subject) -> Visit | None:
    """The visit with nothing but the work that was asked for."""

    def fits(item: Activity) -> bool:
        return item.topic == subject.topic if subject.topic else item.kind == subject.kind

    works = tuple(item for item in visit.activities if fits(item))
    if not works:
        return None
    if len(works) == len(visit.activities):
        return visit
    counts = [item.people for item in works]
    people = None if None in counts else sum(number or 0 for number in counts)
    return replace(visit, activities=works, people=people, households=None)


def _known(scene: Scene, person: Person, name: str) -> bool:
    """Whether somebody of this name logged anything that they may see."""
    visits = scene.records.visits(person, scene.today - _EVER, scene.today)
    return any(_named(visit.by_name, name) for visit in visits)


def _named(full: str, name: str) -> bool:
    """Marks count where they were typed: An and Ân are two."""
    given, written = clean(name), clean(full)
    return f" {given} " in f" {written} " or (fold(given) == given and f" {given} " in f" {fold(written)} ")


def _latest(scene: Scene, person: Person, query: Query, span: Span | None) -> Turn:
    visits = _found(scene, person, query)
    if not visits:
        nothing = _nothing(scene, person, query) if span else say(texts.NOTHING_EVER, how_to_log(person))
        return Turn(scene.conversation, (nothing,))
    return show_visit(scene, person, max(visits, key=lambda visit: (visit.logged, visit.key)))


def _page(scene: Scene, person: Person, query: Query, visits: Sequence[Visit], heading: str, offset: int = 0) -> Turn:
    """Some visits of a list, each with its button."""
    shown = visits[offset : offset + PAGE]
    items = tuple(item_words(visit, person, query.span, scene.today) for visit in shown)
    blocks: list[Block] = [Paragraph(heading), Bullets(items, numbered=len(shown) > 1)]
    left = len(visits) - offset - len(shown)
    onward: tuple[Press, ...] = ()
    if left and (query.subject or query.name):
        blocks.append(Small(texts.LEFT_OUT.format(count=left)))
    elif left:
        onward = _more(query, offset + len(shown), texts.OLDER)
    presses = numbered(shown) if len(shown) > 1 else visit_presses(person, _whole(scene, person, shown[0]), scene.today)
    return Turn(scene.conversation, (Reply(tuple(blocks), buttons=(*presses, *onward, *_wider(person, query))),))


def _whole(scene: Scene, person: Person, part: Visit) -> Visit:
    return scene.records.visit(person, part.key) or part


def _unfinished(scene: Scene, person: Person, query: Query, visits: Sequence[Visit], offset: int) -> Turn:
    when, hamlet = span_words(query.span, scene.today), _hamlet_name(scene, query)
    if visits:
        where = texts.UNFINISHED_HAMLET.format(hamlet=hamlet) if hamlet else _WHOSE_UNFINISHED[query.whose]
        heading = texts.UNFINISHED.format(when=when, where=where, visits=len(visits))
        return _page(scene, person, query, visits, heading, offset)
    every = _found(scene, person, replace(query, unfinished=False))
    if not every:
        return Turn(scene.conversation, (_nothing(scene, person, query),))
    where = texts.AT_PLACE.format(hamlet=hamlet) if hamlet else ""
    where += texts.MINE_IN_NONE if query.whose is Whose.MINE else ""
    none = texts.NONE_UNFINISHED.format(when=when, visits=len(every), where=where)
    return Turn(scene.conversation, (say(none, buttons=_more(replace(query, unfinished=False), 0, texts.ONE_BY_ONE)),))


_WHOSE_UNFINISHED = {
    Whose.MINE: texts.UNFINISHED_MINE,
    Whose.TEAM: texts.UNFINISHED_TEAM,
    Whose.COMMUNE: texts.UNFINISHED_ANY,
    Whose.ANY: texts.UNFINISHED_ANY,
}


def _heading(scene: Scene, person: Person, query: Query, visits: Sequence[Visit]) -> str:
    hamlet = _hamlet_name(scene, query)
    place = texts.AT_PLACE.format(hamlet=hamlet) if hamlet else ""
    if query.name:
        who = texts.ONLY_NAME.format(name=visits[0].by_name)
    elif query.whose is Whose.MINE:
        who = texts.YOU
    elif hamlet:
        who, place = texts.IN_HAMLET.format(hamlet=hamlet), ""
    else:
        in_team = query.whose is Whose.TEAM and person.holds(Role.MEMBER, Role.LEADER)
        who = texts.YOUR_TEAM if in_team else texts.EVERYBODY
    totals = totals_words(visits) + place
    text = texts.HEADING.format(when=span_words(query.span, scene.today), who=who, totals=totals)
    return f"{text} {texts.OF_SUBJECT.format(subject=_subject_words(query.subject))}" if query.subject else text


def _nothing(scene: Scene, person: Person, query: Query) -> Reply:
    when, hamlet = span_words(query.span, scene.today), _hamlet_name(scene, query)
    if query.subject:
        text = texts.NOTHING_OF_SUBJECT.format(when=when, subject=_subject_words(query.subject))
    elif query.name:
        text = texts.NOTHING_OF_NAME.format(when=when, name=query.name.title())
    elif query.whose is Whose.MINE:
        text = texts.NOTHING_MINE.format(when=when)
    else:
        text = texts.NOTHING_HAMLET.format(when=when, hamlet=hamlet) if hamlet else texts.NOTHING.format(when=when)
    now = query.span.last == scene.today and person.holds(Role.MEMBER, Role.LEADER)
    return say(text, how_to_log(person) if now else "", buttons=_wider(person, query))


def _hamlet_name(scene: Scene, query: Query) -> str:
    place = scene.records.hamlet(query.hamlet) if query.hamlet else None
    return place.name if place else ""


def _subject_words(subject: Subject) -> str:
    return activity_name(Activity(subject.kind, subject.topic))


def _more(query: Query, offset: int, label: str) -> tuple[Press, ...]:
    return () if query.subject or query.name else (press(label, "list", *query_args(query, offset)),)


def _wider(person: Person, query: Query) -> tuple[Press, ...]:
    """From one's own to the whole team's, for those who lead it."""
    if query.whose is not Whose.MINE or not person.holds(Role.LEADER):
        return ()
    return _more(replace(query, whose=Whose.TEAM), 0, texts.WHOLE_TEAM)
