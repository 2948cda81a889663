"""One person's accounts on two channels: a code made on one, typed on the other, confirmed on the first, reversible."""

import zlib
from dataclasses import replace

from handlers.reply import Paragraph, Reply, Small, say
from handlers.scene import Scene
from handlers.teams import texts_linking as texts
from handlers.teams import texts_people as people_texts
from handlers.teams.changes import LinkAccounts, NoteAct, PutCode, RevokeCode, UnlinkAccount
from handlers.teams.codes import LINK_TIME, Choose, Code, CodeKind, make_code, read_code, spaced
from handlers.teams.people import Account, Person
from handlers.teams.presses import YES, press, said, yes_or_keep
from handlers.turn import Change, Notice, Turn

LINK, STOP, CONFIRM, REFUSE, WITHDRAW = "link", "link-stop", "link" + YES, "link-no", "link-withdraw"
UNLINK = "unlink"


def link(scene: Scene) -> Turn:
    """A code for the second channel."""
    if scene.choose is None:
        return said(scene, people_texts.NOT_HERE)
    code = _new(scene, scene.choose, scene.account)
    time = people_texts.clock(scene.now + LINK_TIME)
    others = [item for item in scene.records.linked(scene.account) if item != scene.account]
    presses = (press(texts.STOP_BUTTON, STOP, code.code),)
    reply = Reply(
        (Paragraph(texts.HOW.format(time=time)), Small(texts.WARNING)),
        title=texts.TITLE.format(code=spaced(code.code)),
        buttons=(*presses, press(texts.UNLINK_BUTTON, UNLINK)) if others else presses,
    )
    return Turn(scene.conversation, (reply,), (PutCode(code),))


def typed(scene: Scene, code: Code) -> Turn | str:
    """A link's code typed on the second channel: the first is asked. A text: why the code does nothing."""
    shown = spaced(code.code)
    if code.account == scene.account:
        return said(scene, texts.SAME_ACCOUNT.format(code=shown))
    if code.account is None or code.used:
        return texts.USED.format(code=shown)
    if code.revoked:
        return texts.REVOKED.format(code=shown)
    if not code.usable(scene.now):
        return texts.EXPIRED.format(code=shown)
    if code.account in scene.records.linked(scene.account):
        return said(scene, texts.LINKED_ALREADY)
    if scene.choose is None:
        return said(scene, people_texts.NOT_HERE)
    # A code of its own stands for this account: buttons carry no conversation's id. It goes with the first one only.
    here = replace(_new(scene, scene.choose, scene.account), name=code.code)
    first = scene.records.person(code.account)
    aside = _aside(scene.person) if first else ""
    told = texts.TYPED.format(code=shown, channel=texts.CHANNELS[code.account.channel])
    told_aside = texts.ASIDE.format(role=aside) if aside else ""
    refuse = press(texts.REFUSE_BUTTON, WITHDRAW, here.code)
    reply = say(told, told_aside, texts.TYPED_WARNING, buttons=(refuse,))
    channel = texts.CHANNELS[scene.account.channel]
    asked = say(
        texts.CONFIRM.format(code=shown, channel=channel),
        texts.CONFIRM_ASIDE.format(channel=channel, role=aside) if aside else "",
        buttons=(
            press(texts.YES_BUTTON, CONFIRM, code.code, here.code),
            press(texts.NO_BUTTON, REFUSE, code.code, here.code),
        ),
    )
    return Turn(scene.conversation, (reply,), (PutCode(here),), (Notice(code.account, asked),))


def pressed(scene: Scene, what: str, args: tuple[str, ...]) -> Turn | None:
    """One of the buttons of linking; None when it is old."""
    match what, args:
        case "link", ():
            return link(scene)
        case "unlink", ():
            return unlink(scene)
        case "unlink" | "unlink-yes", (mark,):
            return _unlink(scene, mark, sure=what == UNLINK + YES)
    codes = [_code(scene, arg) for arg in args]
    first = codes[0] if codes else None
    if first is None or first.account != scene.account:
        return None
    if any(code is None or code.name != first.code for code in codes[1:]):
        return None
    match what, codes:
        case "link-stop", [code] if code:
            return _stop(scene, code, texts.STOPPED.format(code=spaced(code.code)))
        case "link-withdraw", [code] if code:
            return _stop(scene, code, texts.WITHDRAWN)
        case "link-yes", [code, other] if code and other:
            return _confirmed(scene, code, other)
        case "link-no", [code, other] if code and other:
            return _refused(scene, code, other)
    return None


def _stop(scene: Scene, code: Code, text: str) -> Turn:
    if not code.usable(scene.now):
        return said(scene, texts.TOO_LATE.format(code=spaced(code.code)) if code.used is None else texts.LINKED_ALREADY)
    return Turn(scene.conversation, (say(text),), (RevokeCode(code.code),))


def _confirmed(scene: Scene, code: Code, other: Code) -> Turn:
    """The two are one person's from now on. Whoever holds a role stays that; else the second joins the first."""
    there = other.account
    if there is None or not (code.usable(scene.now) and other.usable(scene.now)):
        return said(scene, texts.TOO_LATE.format(code=spaced(code.code)))
    if there in scene.records.linked(scene.account):
        return said(scene, texts.LINKED_ALREADY)
    theirs = scene.records.person(there)
    joins: Change
    if scene.person is None and theirs is not None:
        joins, spent = LinkAccounts(other.code, scene.account, theirs.id), code
    else:
        joins, spent = LinkAccounts(code.code, there, scene.person.id if scene.person else 0), other
    person = scene.person or theirs
    act = NoteAct(person.id if person else None, "link", code.code)
    said_here = say(texts.LINKED.format(channel=texts.CHANNELS[there.channel]), texts.LINKED_UNDO)
    said_there = say(texts.LINKED.format(channel=texts.CHANNELS[scene.account.channel]), texts.LINKED_UNDO)
    changes = (joins, RevokeCode(spent.code), act)
    return Turn(scene.conversation, (said_here,), changes, (Notice(there, said_there, quiet=True),))


def _refused(scene: Scene, code: Code, other: Code) -> Turn:
    if not code.usable(scene.now):
        return said(scene, texts.TOO_LATE.format(code=spaced(code.code)))
    shown, changes = spaced(code.code), (RevokeCode(code.code), RevokeCode(other.code))
    there = say(texts.REFUSED_THERE.format(code=shown, channel=texts.CHANNELS[scene.account.channel]))
    notices = (Notice(other.account, there, quiet=True),) if other.account else ()
    return Turn(scene.conversation, (say(texts.REFUSED.format(code=shown)),), changes, notices)


# --- undoing it


def unlink(scene: Scene) -> Turn:
    """Which of the linked channels is to stand alone again."""
    attached = scene.records.attached(scene.account)
    if not attached:
        return said(scene, texts.NOT_LINKED)
    if len(attached) == 1:
        return _unlink(scene, _mark(attached[0]), sure=False)
    presses = [press(_named(scene, item), UNLINK, _mark(item)) for item in attached]
    return said(scene, texts.WHICH, buttons=presses)


def _unlink(scene: Scene, mark: str, *, sure: bool) -> Turn:
    account = next((item for item in scene.records.attached(scene.account) if _mark(item) == mark), None)
    if account is None:
        return said(scene, texts.NOT_LINKED)
    channel = texts.CHANNELS[account.channel]
    if not sure:
        check = texts.UNLINK_CHECK.format(channel=_named(scene, account))
        return said(scene, check, buttons=yes_or_keep(texts.UNLINK_YES, UNLINK + YES, mark))
    changes = (UnlinkAccount(account), NoteAct(scene.person.id if scene.person else None, "unlink", account.channel))
    others = [item for item in scene.records.linked(scene.account) if item != scene.account]
    told = account if account != scene.account else next(iter(others), None)
    parted = texts.CHANNELS[scene.account.channel]
    there = texts.UNLINKED_THERE if told == account else texts.UNLINKED
    notices = (Notice(told, say(there.format(channel=parted)), quiet=True),) if told else ()
    return Turn(scene.conversation, (say(texts.UNLINKED.format(channel=channel)),), changes, notices)


def _named(scene: Scene, account: Account) -> str:
    channel = texts.CHANNELS[account.channel]
    return texts.UNLINK_HERE.format(channel=channel) if account == scene.account else channel


def _new(scene: Scene, choose: Choose, account: Account) -> Code:
    person = scene.person.id if scene.person else None
    expires = scene.now + LINK_TIME
    return Code(make_code(choose), CodeKind.LINK, scene.now, made_by=person, account=account, expires=expires)


def _code(scene: Scene, text: str) -> Code | None:
    read = read_code(text)
    found = scene.records.code(read) if read else None
    return found if found and found.kind is CodeKind.LINK else None


def _aside(person: Person | None) -> str:
    """The roles that rest while the account is somebody else's."""
    if person is None:
        return ""
    roles = [people_texts.role_at(held.role, held.team_name, held.commune) for held in person.memberships]
    return "; ".join(roles)


def _mark(account: Account) -> str:
    """An account among a button's arguments, which hold no conversation's id."""
    return f"{zlib.crc32(f'{account.channel} {account.conversation}'.encode()):08x}"
