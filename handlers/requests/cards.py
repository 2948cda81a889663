"""A help request as each side sees it, with what they can do with it."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from handlers.action import Action, Verb
from handlers.records import Records
from handlers.reply import Block, Bullets, Paragraph, Press, Purpose, Reply
from handlers.requests import hours, texts
from handlers.requests.request import Desk, Event, Reach, Request, State
from handlers.teams import rights
from handlers.teams.model import Role
from handlers.teams.people import Account, Person
from handlers.turn import Notice
from knowledge.content import Content
from knowledge.days import VIETNAM, day_of

_ABOUT = 60
_STEPS_SHOWN = 6


def press(label: str, what: str, *args: str) -> Press:
    """A button of help requests."""
    return Press(label, Action(Verb.REQUEST, (what, *args)))


def told(to: Account, reply: Reply, *, quiet: bool = False) -> Notice:
    """A reply as a notice."""
    return Notice(to, replace(reply, purpose=Purpose.NOTICE), quiet)


def at_time(at: datetime) -> str:
    """An instant as people read it: 9:05 ngày 21/11."""
    local = at.astimezone(VIETNAM)
    return texts.AT.format(clock=f"{local.hour}:{local.minute:02}", day=f"{local.day}/{local.month}")


def about(request: Request) -> str:
    """What it is for, in a few words."""
    line = " ".join(request.wants.split())
    if len(line) <= _ABOUT:
        return line
    return (line[:_ABOUT].rpartition(" ")[0] or line[:_ABOUT]) + "…"


def place_of(request: Request) -> str:
    """Where it is from: `Xóm 4, xã Minh Hợp`."""
    parts = (request.hamlet.name if request.hamlet else "", request.commune or "")
    return ", ".join(part for part in parts if part) or texts.PLACE_UNKNOWN


def resident_of(request: Request) -> str:
    """The resident, as the team hears of them: never by a name."""
    place = request.hamlet.name if request.hamlet else request.commune
    return texts.RESIDENT_OF.format(place=place) if place else texts.RESIDENT


def resident_within(request: Request) -> str:
    """The same in the middle of a sentence."""
    name = resident_of(request)
    return name[:1].lower() + name[1:]


def unit_of(person: Person, request: Request) -> str:
    """For whom somebody acts in a request: their team that serves the hamlet, or the commune, or the province."""
    for held in person.memberships:
        if request.hamlet and held.team_name and any(place.id == request.hamlet.id for place in held.hamlets):
            return held.team_name
    for held in person.holds(Role.COMMUNE_ADMIN):
        if held.commune == request.commune:
            return texts.DESKS[Desk.COMMUNE].format(commune=held.commune)
    return texts.DESKS[Desk.PROVINCE] if person.holds(Role.PROVINCE_ADMIN) else ""


def named(person: Person, request: Request) -> str:
    """Somebody by name and unit: `Nam (Tổ Xóm 4)`."""
    unit = unit_of(person, request)
    return texts.NAME_OF.format(name=person.name, unit=unit) if unit else person.name


def holder_of(records: Records, request: Request) -> str:
    """Who accepted it, by name and unit."""
    person = records.person_by_id(request.holder) if request.holder is not None else None
    return named(person, request) if person else request.holder_name or texts.A_HELPER


def desk_name(records: Records, request: Request) -> str:
    """Who answers at the desk that it waits at."""
    if request.nobody:
        return texts.NOBODY_YET
    if request.desk is Desk.TEAM and request.hamlet:
        team = records.team_of(request.hamlet.id)
        return team.name if team else texts.DESKS[Desk.TEAM]
    if request.desk is Desk.LEADER and request.hamlet:
        leaders = records.takers(Desk.LEADER, request.hamlet.id, request.commune)
        names = ", ".join(named(leader, request) for leader in leaders)
        return texts.LEADERS.format(names=names) if names else texts.DESKS[Desk.LEADER]
    if request.desk is Desk.COMMUNE and request.commune:
        return texts.DESKS[Desk.COMMUNE].format(commune=request.commune)
    return texts.DESKS[Desk.PROVINCE]


def who_holds(records: Records, request: Request) -> str:
    """Who is responsible now: whoever accepted it, else the desk."""
    return holder_of(records, request) if request.state is State.TAKEN else desk_name(records, request)


def held_line(records: Records, request: Request) -> str:
    """Who holds it now and since when."""
    return texts.HELD_BY.format(who=who_holds(records, request), since=at_time(request.since))


def lines_of(request: Request) -> str:
    """What was asked for, a line each; nothing personal."""
    lines = [texts.ABOUT.format(wants=request.wants), texts.PLACE.format(place=place_of(request))]
    if request.when:
        lines.append(texts.WHEN.format(when=request.when))
    lines += [
        texts.REACH.format(reach=texts.REACH_WORDS[request.reach]),
        texts.OPENED.format(at=at_time(request.opened)),
    ]
    return "\n".join(lines)


def team_card(request: Request, viewer: Person, content: Content) -> Reply:
    """A request as somebody of the team sees it, with what they may do; without contact details."""
    topic = content.topics.get(request.topic or "")
    subject = texts.TOPIC.format(title=topic.title) if topic and topic.title not in request.wants else ""
    lines = "\n".join(text for text in (lines_of(request), subject) if text)
    blocks = (Paragraph(lines), Paragraph(_state_line(request, viewer)))
    return Reply(blocks, title=texts.TEAM_TITLE, buttons=team_buttons(request, viewer))


def team_buttons(request: Request, viewer: Person) -> tuple[Press, ...]:
    """What they may do with it."""
    key = request.key
    passing, contact = press(texts.HAND_ON, "pass", key), press(texts.SEE_CONTACT, "contact", key)
    if request.state is State.WAITING:
        return press(texts.ACCEPT, "accept", key), passing, press(texts.ASK_BACK, "ask", key)
    if request.state is not State.TAKEN:
        return ()
    reach = (contact,) if request.reach is not Reach.CHAT else ()
    if request.holder == viewer.id:
        return press(texts.TALK_RESIDENT, "talk", key), press(texts.DONE, "done", key), *reach, passing
    return (*reach, passing) if oversees(viewer, request) else ()


def oversees(person: Person, request: Request) -> bool:
    """Whether they may pass on what somebody else holds: leaders of the hamlet's team and the desks above it."""
    hamlet = request.hamlet.id if request.hamlet else None
    above = (Desk.LEADER, Desk.COMMUNE, *((Desk.PROVINCE,) if request.desk is Desk.PROVINCE else ()))
    return any(rights.answers_at(person, desk, hamlet, request.commune) for desk in above)


def _state_line(request: Request, viewer: Person) -> str:
    if request.state is State.WAITING:
        hint = f" {texts.REACH_AFTER}" if request.reach is not Reach.CHAT else ""
        return texts.NOT_TAKEN + hint
    if request.state is State.TAKEN:
        since = at_time(request.since)
        if request.holder == viewer.id:
            return texts.TAKEN_BY_YOU.format(since=since)
        return texts.TAKEN_BY.format(name=request.holder_name, since=since)
    return closed_line(request)


def closed_line(request: Request) -> str:
    """When it ended and how."""
    return texts.OWN_CLOSED[request.state].format(at=at_time(request.closed or request.since))


def own_card(records: Records, request: Request, now: datetime, events: Sequence[Event] = ()) -> Reply:
    """A request as the resident sees it: who holds it now and since when, what happened, what they can do."""
    blocks: list[Block] = [Paragraph(lines_of(request))]
    if request.state.open:
        blocks.append(Paragraph(held_line(records, request)))
        if request.state is State.WAITING and not request.nobody:
            blocks.append(Paragraph(seen_line(request, now)))
    else:
        blocks.append(Paragraph(closed_line(request)))
    steps = [step_line(event) for event in events if event.step in texts.HISTORY]
    if len(steps) > 1:
        blocks.append(Bullets(tuple(steps[-_STEPS_SHOWN:])))
    return Reply(tuple(blocks), title=texts.OWN_TITLE, buttons=own_buttons(request))


def own_buttons(request: Request) -> tuple[Press, ...]:
    """What the resident can do with it."""
    key = request.key
    if request.state is State.WAITING:
        return press(texts.MORE_BUTTON, "more", key), press(texts.CANCEL, "cancel", key)
    if request.state is State.TAKEN:
        return press(texts.TALK_HELPER, "talk", key), press(texts.CANCEL, "cancel", key)
    if request.state is State.DONE and request.rating is None:
        return rating_buttons(request)
    return (press(texts.CALL_BUTTON, "new"),)


def rating_buttons(request: Request) -> tuple[Press, ...]:
    """How it was, the best first, and that it did not help."""
    marks = [press(label, "rate", request.key, str(mark)) for mark, label in texts.RATINGS.items()]
    return (*marks, press(texts.UNHELPED, "unhelped", request.key))


def seen_line(request: Request, now: datetime) -> str:
    """When somebody will look at what waits."""
    seen = hours.seen_by(now)
    if seen <= now:
        return texts.SEEN_TOP if request.desk is Desk.PROVINCE else texts.SEEN_NOW
    return texts.SEEN_LATER.format(day=texts.SEEN_DAYS[day_of(seen) != day_of(now)])


def step_line(event: Event) -> str:
    """One step of its life."""
    what = texts.HISTORY[event.step].format(name=event.by_name or texts.A_HELPER)
    return texts.HISTORY_ITEM.format(at=at_time(event.at), what=what)


def talk_over(request: Request) -> str:
    """That what is typed doesn't go to the other side any more, for whoever was talking in this request."""
    return texts.TALK_OVER if request.talking else ""


def see_button(request: Request) -> Press:
    """To the resident's own card."""
    return press(texts.OWN_SEE, "mine", request.key)
