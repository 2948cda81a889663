"""An invitation: what it is for, by what name it is accepted, and the welcome. Only an act of the person accepts."""

from dataclasses import replace

from handlers.ask import texts as ask_texts
from handlers.ask.choosing import plain
from handlers.conversation import Conversation
from handlers.message import Text
from handlers.reply import Block, Bullets, Paragraph, Press, Reply, Small, say
from handlers.scene import Scene
from handlers.teams import texts_people as texts
from handlers.teams.changes import EndMembership, NoteAct, Redeem
from handlers.teams.codes import Code, about_code, read_code, spaced
from handlers.teams.model import Hamlet, Level, Role
from handlers.teams.names import FAMILY_NAMES, tidy
from handlers.teams.pending import Pending
from handlers.teams.people import Membership
from handlers.teams.presses import press, said
from handlers.turn import Change, Notice, Turn
from knowledge.days import day_of, show_day
from knowledge.understand import Decision, Understander

JOIN, JOIN_AS, LATER = "join", "join-as", "later"
WAITING = "name"
_LONGEST_NAME = 60
_MOST_WORDS = 6
# Whoever asks on and on doesn't mean to accept now; the code can be typed again.
_REMINDERS = 3


def shown(scene: Scene, code: Code) -> Turn | str:
    """The invitation with the question for the name; why it does nothing, when it does nothing."""
    if held := _held(scene, code):
        return said(scene, _already(held))
    if fault := _fault(scene, code):
        return fault
    inviter = scene.records.person_by_id(code.made_by) if code.made_by else None
    blocks: list[Block] = [Paragraph(texts.MEANS[code.role or Role.MEMBER])]
    if inviter:
        blocks.append(Paragraph(texts.INVITED_BY.format(name=inviter.name)))
    known = scene.person.name if scene.person else code.name
    asked = (texts.ASK_KNOWN if scene.person else texts.ASK_PLANNED).format(name=known) if known else texts.ASK_NAME
    blocks.append(Paragraph(asked))
    if _is_sample(scene, code):
        blocks.append(Small(texts.SAMPLE))
    reply = Reply(tuple(blocks), title=f"Lời mời: {_role(code)}", buttons=_presses(code, known))
    return Turn(_waiting(scene, Pending(WAITING, code.code)), (reply,))


def typed(scene: Scene, understander: Understander) -> Turn | None:
    """A line while an invitation waits for the name; None when it is a question, which is answered first."""
    pending, content = scene.conversation.pending, scene.message.content
    if pending is None or pending.what != WAITING or not isinstance(content, Text):
        return None
    words = plain(content.text)
    if words in texts.WORDS_LATER:
        return later(scene)
    code = scene.records.code(pending.code)
    known = pending.text or (scene.person.name if scene.person else code.name if code else "")
    # A yes may be to what came by itself meanwhile; a name is to the invitation.
    if known and words in texts.WORDS_ACCEPT | ask_texts.WORDS_YES and not scene.conversation.noticed:
        return accept(scene, pending.code, known)
    if scene.person:
        return None
    name = name_in(content.text)
    if name is None:
        tried = _may_be_tried(content.text) and not _is_question(understander, content.text)
        return said(scene, texts.NAME_BAD.format(text=tidy(content.text)[:_LONGEST_NAME])) if tried else None
    if len(name.split()) > 1 and content.text.strip().istitle():
        return accept(scene, pending.code, name)
    if _is_question(understander, content.text):
        return None
    check = texts.NAME_CHECK.format(name=name)
    presses = (press(texts.NAME_YES, JOIN_AS, pending.code), press(texts.LATER_BUTTON, LATER))
    return Turn(_waiting(scene, replace(pending, text=name)), (say(check, buttons=presses),))


def remind(scene: Scene, turn: Turn) -> Turn:
    """After a question in the middle: the invitation waits on. What was typed can still have been the name."""
    pending, content = turn.conversation.pending, scene.message.content
    if pending is None or pending.what != WAITING or not isinstance(content, Text) or not turn.replies:
        return turn
    code = scene.records.code(pending.code)
    if code is None or _fault(scene, code) or pending.number >= _REMINDERS:
        return replace(turn, conversation=turn.conversation.with_(pending=None))
    pending = replace(pending, number=pending.number + 1)
    known = scene.person.name if scene.person else code.name
    name = None if scene.person else name_in(content.text)
    if name and plain(name).split()[0] in FAMILY_NAMES:
        pending = replace(pending, text=name)
        presses: tuple[Press, ...] = (_as_button(code, name), press(texts.LATER_BUTTON, LATER))
        line = texts.NAME_REMIND_SAID.format(role=_role(code), button=presses[0].label)
    else:
        presses = _presses(code, known)
        told = texts.NAME_REMIND_KNOWN if known else texts.NAME_REMIND
        line = told.format(role=_role(code), button=presses[0].label)
    conversation = turn.conversation.with_(pending=pending)
    return replace(turn, conversation=conversation, replies=(*turn.replies, say(line, buttons=presses)))


def pressed(scene: Scene, what: str, args: tuple[str, ...]) -> Turn | None:
    """One of an invitation's buttons; None when it is old.

    Only of the invitation that was shown last: a button's code is no way around the count of wrong ones.
    """
    pending = scene.conversation.pending
    if what == LATER:
        return later(scene)
    text = read_code(args[0]) if args else None
    if pending is None or pending.what != WAITING or pending.code != text:
        return None
    code = scene.records.code(text)
    name = pending.text
    if what == JOIN:
        name = scene.person.name if scene.person else code.name if code else ""
    return accept(scene, text, name) if name else None


def later(scene: Scene) -> Turn:
    """Not now: the code stays as it is."""
    pending = scene.conversation.pending
    code = scene.records.code(pending.code) if pending and pending.code else None
    line = (
        texts.LATER.format(code=spaced(code.code), until=texts.until(code.expires))
        if code and code.expires
        else texts.LATER_ANY
    )
    return Turn(scene.conversation.with_(pending=None), (say(line),))


def accept(scene: Scene, text: str, name: str) -> Turn:
    """The role is taken, unless the code came to do nothing meanwhile."""
    code = scene.records.code(text)
    gone = scene.conversation.with_(pending=None)
    if code is None or code.role is None:
        return said(scene.with_(gone), texts.CODE_UNKNOWN.format(code=spaced(text)))
    if held := _held(scene, code):
        return said(scene.with_(gone), _already(held))
    if fault := _fault(scene, code):
        return said(scene.with_(gone), fault)
    number = scene.person.id if scene.person else None
    superseded = [
        EndMembership(held.id, number)
        for held in (scene.person.holds(Role.MEMBER) if scene.person else ())
        if code.role is Role.LEADER and held.team == code.team
    ]
    changes: tuple[Change, ...] = (
        *superseded,
        Redeem(code.code, scene.account, name),
        NoteAct(number, "join", about_code(code), code.commune),
    )
    inviter = scene.records.person_by_id(code.made_by) if code.made_by else None
    told = say(texts.TAKEN_BY.format(name=name, role=_role(code)))
    notices = (Notice(inviter.account, told, quiet=True),) if inviter and inviter.account else ()
    return Turn(gone.with_(greeted=True), (_welcome(scene, code, name),), changes, notices)


def name_in(text: str) -> str | None:
    """The name that a line can be, each word with a capital: 2 to 60 characters, letters alone, few words."""
    words = tidy(text).split()
    letters = all(part.isalpha() for word in words for part in word.replace("'", "-").split("-"))
    if not words or len(words) > _MOST_WORDS or not letters or not 2 <= len(" ".join(words)) <= _LONGEST_NAME:
        return None
    # Whoever wrote capitals within a word (H'Lan) meant them.
    return " ".join(word.capitalize() if word.islower() or word.isupper() else word for word in words)


def _may_be_tried(text: str) -> bool:
    """Whether a short line that is no name was meant as one: "Lan 2", "A", a number. Questions have more words."""
    return len(text.split()) <= 3 and "/" not in text and any(char.isalnum() for char in text)


def _is_question(understander: Understander, text: str) -> bool:
    understood = understander.understand(text)
    return understood.decision is Decision.ANSWER or understood.talk is not None


def _as_button(code: Code, name: str) -> Press:
    return press(f"Tôi là {name}", JOIN_AS, code.code)


def _presses(code: Code, known: str) -> tuple[Press, ...]:
    label = f"Tôi là {known}" if known and known == code.name else texts.JOIN_BUTTON
    take = (press(label, JOIN, code.code),) if known else ()
    return (*take, press(texts.LATER_BUTTON, LATER))


def _waiting(scene: Scene, pending: Pending) -> Conversation:
    return scene.conversation.with_(pending=pending, greeted=True)


def _role(code: Code) -> str:
    return texts.role_at(code.role or Role.MEMBER, code.team_name, code.commune)


def _held(scene: Scene, code: Code) -> Membership | None:
    """The role there that whoever writes has already: this one, or the higher one of the same team."""
    enough = (Role.MEMBER, Role.LEADER) if code.role is Role.MEMBER else (code.role,)
    for held in scene.person.memberships if scene.person else ():
        if held.role in enough and (held.team, held.commune) == (code.team, code.commune):
            return held
    return None


def _already(held: Membership) -> str:
    return texts.ALREADY.format(role=texts.role_at(held.role, held.team_name, held.commune))


def _fault(scene: Scene, code: Code) -> str | None:
    """Why an invitation does nothing."""
    name = spaced(code.code)
    if code.used:
        return texts.CODE_USED.format(code=name)
    if code.revoked:
        return texts.CODE_REVOKED.format(code=name)
    if code.usable(scene.now) or code.expires is None:
        return None
    return texts.CODE_EXPIRED.format(code=name, day=show_day(day_of(code.expires)))


def _reached(scene: Scene, code: Code) -> tuple[Hamlet, ...]:
    """The hamlets that the role is about."""
    if code.commune is None:
        return ()
    hamlets = tuple(scene.records.hamlets(code.commune))
    team = next((team for team in scene.records.teams(code.commune) if team.id == code.team), None)
    if team is None or team.level is Level.COMMUNE:
        return hamlets
    return tuple(hamlet for hamlet in hamlets if hamlet.name in team.hamlets)


def _is_sample(scene: Scene, code: Code) -> bool:
    if code.commune is None:
        return scene.records.sample()
    return any(hamlet.sample for hamlet in scene.records.hamlets(code.commune))


def _welcome(scene: Scene, code: Code, name: str) -> Reply:
    hamlets = _reached(scene, code)
    example = texts.in_line(hamlets[0].name) if hamlets else "xóm 1"
    where = texts.places([texts.in_line(hamlet.name) for hamlet in hamlets]) or "trong xã"
    match code.role:
        case Role.PROVINCE_ADMIN:
            lines: tuple[str, ...] = texts.HOW_PROVINCE
        case Role.COMMUNE_ADMIN:
            lines = tuple(line.format(hamlet=example) for line in texts.HOW_COMMUNE)
        case role:
            last = texts.HOW_TO_INVITE if role is Role.LEADER else texts.HOW_TO_SEE
            lines = (texts.HOW_TO_LOG.format(hamlet=example), texts.HOW_HELP_COMES.format(places=where), last)
    blocks: list[Block] = [Paragraph(texts.JOINED.format(name=name, role=_role(code))), Bullets(lines)]
    if _is_sample(scene, code):
        blocks.append(Small(texts.SAMPLE))
    return Reply(tuple(blocks))
