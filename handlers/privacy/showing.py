"""What is held about somebody, in plain words: at a glance, and in full to be kept."""

from datetime import datetime, timedelta

from handlers.action import Action, Verb
from handlers.ask.buttons import MENU
from handlers.privacy import texts
from handlers.privacy.held import CONTACT_DAYS, Held
from handlers.reply import Block, Bullets, Paragraph, Press, Reply, Small
from handlers.requests import cards
from handlers.requests.request import Contact, Request
from handlers.requests.texts import REACH_WORDS
from handlers.scene import Scene
from handlers.teams.rows import ROLES
from handlers.teams.texts_linking import CHANNELS
from knowledge.days import VIETNAM, show_day

# So many digits of somebody's own number are said again.
_DIGITS_SHOWN = 3


def press(label: str, what: str, *args: str) -> Press:
    """A button of this part."""
    return Press(label, Action(Verb.DATA, (what, *args)))


def channels_of(scene: Scene) -> str:
    """Where somebody uses the assistant, by name."""
    return ", ".join(dict.fromkeys(CHANNELS[account.channel] for account in scene.records.linked(scene.account)))


def roles_of(scene: Scene) -> str:
    """The roles of whoever writes, with their units."""
    if scene.person is None:
        return ""
    return "; ".join(
        " ".join(part for part in (ROLES[held.role], held.team_name or held.commune or "") if part)
        for held in scene.person.memberships
    )


def summary(scene: Scene, retention_days: int) -> tuple[str, ...]:
    """What is held, a line each."""
    held = scene.records.held(scene.account)
    return (*_of_talk(scene, held, retention_days), *_of_requests(scene, retention_days), *_of_work(scene, held))


def held_reply(scene: Scene, retention_days: int) -> Reply:
    """What is held, at a glance."""
    blocks = (Bullets(summary(scene, retention_days)), Paragraph(f"{texts.NOTHING_MORE} {texts.WHAT_NEXT}"))
    return Reply(
        blocks,
        title=texts.TITLE,
        buttons=(press(texts.LOAD_BUTTON, "load"), press(texts.DELETE_BUTTON, "delete"), MENU),
    )


def export_reply(scene: Scene, retention_days: int) -> Reply:
    """The same in full, with their own requests and words, to be kept."""
    held = scene.records.held(scene.account)
    blocks: list[Block] = [Paragraph(texts.EXPORT_SUMMARY), Bullets(summary(scene, retention_days))]
    requests = scene.records.requests_of(scene.account)
    if requests:
        blocks += [Paragraph(texts.EXPORT_REQUESTS), Bullets(tuple(_request_line(scene, each) for each in requests))]
        blocks.append(Small(texts.EXPORT_PHONE))
    if held.said:
        newest = texts.EXPORT_SAID_NEWEST.format(shown=len(held.said), count=held.typed)
        lines = tuple(
            texts.SAID.format(clock=clock(said.at), day=day(said.at), text=" ".join(said.text.split()))
            for said in held.said
        )
        blocks += [Paragraph(newest if held.typed > len(held.said) else texts.EXPORT_SAID), Bullets(lines)]
    title = texts.EXPORT_TITLE.format(clock=clock(scene.now), day=show_day(scene.today))
    return Reply(
        tuple(blocks),
        title=title,
        buttons=(press(texts.DELETE_BUTTON, "delete"), MENU),
        keep=True,
        private=bool(requests),
    )


def clock(at: datetime) -> str:
    """A time of the day in Vietnam: 9:05."""
    here = at.astimezone(VIETNAM)
    return f"{here.hour}:{here.minute:02d}"


def day(at: datetime) -> str:
    """The day of an instant as people read it."""
    return show_day(at.astimezone(VIETNAM).date())


def _of_talk(scene: Scene, held: Held, retention_days: int) -> list[str]:
    lines = [texts.ACCOUNT.format(channel=CHANNELS[scene.account.channel])]
    if held.messages and held.first:
        until = show_day(scene.today + timedelta(days=retention_days))
        lines.append(
            texts.MESSAGES.format(count=held.messages, first=day(held.first), days=retention_days, until=until)
        )
    if held.unanswered:
        lines.append(texts.UNANSWERED.format(count=held.unanswered))
    hamlet = scene.records.hamlet(scene.conversation.hamlet) if scene.conversation.hamlet is not None else None
    if hamlet:
        lines.append(texts.HAMLET.format(hamlet=hamlet.name, commune=hamlet.commune))
    if len(scene.records.linked(scene.account)) > 1:
        lines.append(texts.LINKED.format(channels=channels_of(scene)))
    if scene.conversation.draft:
        lines.append(texts.DRAFT.format(days=retention_days))
    if scene.conversation.calling:
        lines.append(texts.CALLING)
    return lines


def _of_requests(scene: Scene, retention_days: int) -> list[str]:
    requests = scene.records.requests_of(scene.account)
    waiting = sum(request.state.open for request in requests)
    lines = []
    if waiting:
        lines.append(texts.REQUESTS_OPEN.format(count=waiting))
    if closed := len(requests) - waiting:
        lines.append(texts.REQUESTS_CLOSED.format(count=closed))
    if lines:
        lines[-1] += " " + texts.CONTACT.format(days=min(CONTACT_DAYS, retention_days))
    return lines


def _of_work(scene: Scene, held: Held) -> list[str]:
    lines = []
    if scene.person:
        lines.append(texts.ROLE.format(name=scene.person.name, role=roles_of(scene)))
    if held.visits:
        lines.append(texts.VISITS.format(count=held.visits))
    if held.choices:
        lines.append(texts.CHOICES.format(count=held.choices))
    return lines


def _request_line(scene: Scene, request: Request) -> str:
    contact = scene.records.contact(request.key, None, scene.account) or Contact()
    state = texts.REQUEST_STATE[request.state]
    topic = scene.content.topics.get(request.topic or "")
    known = (
        (texts.LABEL_TOPIC, topic.title if topic else ""),
        (texts.LABEL_WANTS, request.wants),
        (texts.LABEL_PLACE, cards.place_of(request)),
        (texts.LABEL_WHEN, request.when),
        (texts.LABEL_REACH, REACH_WORDS[request.reach]),
        (texts.LABEL_WHERE, contact.where),
        (texts.LABEL_PHONE, texts.PHONE.format(last=contact.phone[-_DIGITS_SHOWN:]) if contact.phone else ""),
        (texts.LABEL_HOLDER, request.holder_name),
        (texts.LABEL_CLOSED, day(request.closed) if request.closed else ""),
        (texts.LABEL_RATING, texts.RATING.format(rating=request.rating) if request.rating else ""),
    )
    first = texts.REQUEST.format(state=state, clock=clock(request.opened), day=day(request.opened))
    return "; ".join((first, *(f"{label}: {value}" for label, value in known if value)))
