"""A notice as its readers see it, and what its senders see of it: delivered, read, failed and why, by whom unread."""

from collections import Counter
from collections.abc import Sequence

from handlers.nudges import texts_notices as texts
from handlers.nudges.broadcast import Broadcast, Delivery, Fate
from handlers.nudges.changes import MarkRead
from handlers.nudges.presses import press
from handlers.nudges.times import show_instant
from handlers.reply import Bullets, Paragraph, Purpose, Reply, Small, say
from handlers.scene import Scene
from handlers.teams.people import Person
from handlers.turn import Turn

_MOST, _NAMES, _BEGINNING = 5, 10, 40


def notice_reply(notice: Broadcast) -> Reply:
    """What everybody it is for gets."""
    blocks = (
        Paragraph(notice.text),
        Small(texts.FROM.format(name=notice.by_name, at=show_instant(notice.at))),
    )
    title = texts.TITLE.format(sender=notice.commune or texts.PROVINCE)
    return Reply(blocks, title=title, buttons=(press(texts.READ, "read", notice.key),), purpose=Purpose.NOTICE)


def show_whom(notice: Broadcast) -> str:
    """Whom it is for, in words."""
    return texts.WHOM_SAID[notice.audience].format(commune=notice.commune, team=notice.team_name)


def read_turn(scene: Scene, person: Person, key: str) -> Turn | None:
    """Somebody says that they have read it; None when it wasn't for them."""
    before = scene.records.was_read(person, key)
    if before is None:
        return None
    said = say(texts.READ_BEFORE if before else texts.READ_THANKS)
    return Turn(scene.conversation, (said,), () if before else (MarkRead(key, person.id),))


def list_turn(scene: Scene, person: Person) -> Turn | None:
    """The newest notices; None when there is none yet."""
    sent = scene.records.broadcasts(person, _MOST)
    if not sent:
        return None
    lines, buttons = [], [press(texts.NEW, "compose")]
    for notice in sent:
        found = scene.records.deliveries(person, notice.key)
        lines.append(
            texts.LIST_ITEM.format(
                at=show_instant(notice.at),
                whom=show_whom(notice),
                text=_beginning(notice.text),
                count=len(found),
                read=sum(item.read is not None for item in found),
            )
        )
        buttons.append(press(texts.SHOW.format(at=show_instant(notice.at)), "show", notice.key))
    reply = Reply((Paragraph(texts.LIST), Bullets(tuple(lines))), buttons=tuple(buttons))
    return Turn(scene.conversation, (reply,))


def status_turn(scene: Scene, person: Person, key: str) -> Turn | None:
    """What became of one; None when they may not see it."""
    notice = scene.records.broadcast(person, key)
    if notice is None:
        return None
    found = scene.records.deliveries(person, key)
    head = texts.STATUS.format(at=show_instant(notice.at), whom=show_whom(notice), count=len(found))
    unread = [item.name for item in found if item.read is None]
    last = texts.UNREAD.format(names=_names(unread)) if unread else texts.UNREAD_NONE
    blocks = (Paragraph(f"{head}\n“{_beginning(notice.text)}”"), Bullets(tuple(_counts(found))), Paragraph(last))
    buttons = (press(texts.REFRESH, "show", key), press(texts.ALL, "notices"))
    return Turn(scene.conversation, (Reply(blocks, buttons=buttons),))


def _counts(found: Sequence[Delivery]) -> list[str]:
    fates = Counter(item.fate for item in found)
    failed = Counter(texts.REASONS.get(item.reason, texts.REASON) for item in found if item.fate is Fate.FAILED)
    counted = [
        (fates[Fate.DELIVERED], texts.DELIVERED),
        (sum(item.read is not None for item in found), texts.READ_COUNT),
    ]
    optional = [
        (fates[Fate.WAITING], texts.WAITING),
        *((count, texts.FAILED.format(reason=reason)) for reason, count in failed.most_common()),
        (fates[Fate.FORGOTTEN], texts.FORGOTTEN),
    ]
    counted += [(count, what) for count, what in optional if count]
    return [texts.STATUS_ITEM.format(count=count, what=what) for count, what in counted]


def _beginning(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _BEGINNING else line[:_BEGINNING].rsplit(" ", 1)[0] + "…"


def _names(names: Sequence[str]) -> str:
    shown = ", ".join(names[:_NAMES])
    return texts.MORE_PEOPLE.format(names=shown, count=len(names) - _NAMES) if len(names) > _NAMES else shown
