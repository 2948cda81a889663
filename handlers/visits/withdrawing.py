"""Withdrawing a visit and bringing it back: confirmed, with a reason, told to whoever logged it; nothing is deleted."""

from dataclasses import replace

from handlers.ask.choosing import chosen
from handlers.conversation import Conversation
from handlers.message import Text
from handlers.reply import Purpose, Reply, Small, say
from handlers.scene import Scene
from handlers.teams import rights
from handlers.teams.changes import NoteAct
from handlers.teams.people import Person
from handlers.turn import Notice, Turn
from handlers.visits import texts_recalling as texts
from handlers.visits.card import visit_words
from handlers.visits.one import not_found, press, refused, show_visit, visit_presses, withdrawn_words
from handlers.visits.visit import PutVisit, Visit
from handlers.visits.withdrawal import Withdrawal
from knowledge.text import words

_REASON_AT_MOST = 200


def ask_to_withdraw(scene: Scene, person: Person, visit: Visit, before: str = "") -> Turn:
    """Asks whether to withdraw it, and why; says so where they may not or where it is withdrawn already."""
    stopped = refused(scene, person, visit, texts.ACT_WITHDRAW)
    if stopped:
        return stopped
    if visit.withdrawn:
        return _withdrawn_already(scene, person, visit)
    version = str(visit.version)
    presses = [press(label, "gone", visit.key, version, why) for why, label in texts.REASONS.items()]
    presses.append(press(texts.OTHER_REASON, "why", visit.key, version))
    others = rights.must_give_reason(person, visit)
    if not others:
        presses.append(press(texts.NO_REASON, "gone", visit.key, version, "none"))
    presses.append(press(texts.KEEP, "keep", visit.key))
    why = texts.ASK_WHY_OTHERS.format(name=visit.by_name) if others else texts.ASK_WHY
    asked = texts.ASK_WITHDRAW.format(visit=visit_words(visit))
    return Turn(_without(scene), (say(before, asked, why, buttons=presses),))


def reason_pressed(scene: Scene, person: Person, visit: Visit, version: str, why: str) -> Turn:
    """A reason was chosen: withdrawn at once. `why`: a key of `texts.REASONS`, or `none`."""
    if why not in texts.REASONS and rights.must_give_reason(person, visit):
        return ask_to_withdraw(scene, person, visit)
    return _withdraw(scene, person, visit, version, texts.REASONS.get(why, ""))


def ask_for_words(scene: Scene, person: Person, visit: Visit, version: str) -> Turn:
    """Another reason: it is typed next."""
    if visit.withdrawn or str(visit.version) != version:
        return ask_to_withdraw(scene, person, visit)
    waiting = scene.conversation.with_(withdrawing=Withdrawal(visit.key, visit.version))
    return Turn(waiting, (say(texts.ASK_WORDS, buttons=(press(texts.KEEP, "keep", visit.key),)),))


def reason_typed(scene: Scene, person: Person) -> Turn | None:
    """The reason that was asked for; None when what was typed is something else."""
    waiting, content = scene.conversation.withdrawing, scene.message.content
    if waiting is None or not isinstance(content, Text) or scene.conversation.noticed:
        return None
    text = content.text.strip()
    if text.endswith("?") or text.startswith("/") or chosen(scene.conversation, text):
        return None
    visit = scene.records.visit(person, waiting.key)
    if visit is None:
        return not_found(scene.with_(_without(scene)))
    if not any(len(word) > 1 and word.isalpha() for word in words(text)):
        again = say(texts.ASK_WORDS_AGAIN, buttons=(press(texts.KEEP, "keep", visit.key),))
        return Turn(scene.conversation, (again,))
    return _withdraw(scene, person, visit, str(waiting.version), text[:_REASON_AT_MOST])


def keep(scene: Scene, person: Person, visit: Visit) -> Turn:
    """It stays after all."""
    kept = say(texts.KEPT.format(visit=visit_words(visit)), buttons=visit_presses(person, visit, scene.today))
    return Turn(_without(scene), (kept,))


def restore(scene: Scene, person: Person, visit: Visit) -> Turn:
    """A withdrawn visit counts again."""
    stopped = refused(scene, person, visit, texts.ACT_RESTORE)
    if stopped:
        return stopped
    if not visit.withdrawn:
        shown = show_visit(scene, person, visit)
        return replace(shown, replies=(say(texts.NOT_WITHDRAWN), *shown.replies))
    back = replace(visit, withdrawn=False)
    changes = (
        PutVisit(back, person.id, texts.RESTORE_REASON),
        NoteAct(person.id, "visit-restored", visit.key, visit.hamlet.commune),
    )
    done = say(texts.RESTORED.format(visit=visit_words(back)), buttons=visit_presses(person, back, scene.today))
    told = _told(scene, person, back, texts.NOTICE_RESTORED, "")
    return Turn(_without(scene), (done,), changes, told)


def let_go(scene: Scene, turn: Turn) -> Turn:
    """Something else was said while the reason was waited for: nothing is withdrawn, and that is said."""
    if turn.conversation.withdrawing is None:
        return turn
    conversation = turn.conversation.with_(withdrawing=None)
    if not turn.replies:
        return replace(turn, conversation=conversation)
    last = turn.replies[-1]
    said = replace(last, blocks=(*last.blocks, Small(texts.STILL_THERE)))
    return replace(turn, conversation=conversation, replies=(*turn.replies[:-1], said))


def _withdraw(scene: Scene, person: Person, visit: Visit, version: str, reason: str) -> Turn:
    if visit.withdrawn:
        return _withdrawn_already(scene, person, visit)
    if str(visit.version) != version:
        since = texts.CHANGED_SINCE.format(visit=visit_words(visit))
        return ask_to_withdraw(scene, person, visit, since)
    stopped = refused(scene, person, visit, texts.ACT_WITHDRAW)
    if stopped:
        return stopped
    gone = replace(visit, withdrawn=True)
    changes = (
        PutVisit(gone, person.id, reason),
        NoteAct(person.id, "visit-withdrawn", visit.key, visit.hamlet.commune),
    )
    conversation = _without(scene)
    if conversation.draft and conversation.draft.editing == visit.key:
        conversation = conversation.with_(draft=None)
    said = texts.WITHDRAWN.format(visit=visit_words(visit))
    done = say(said, texts.WITHDRAWN_MORE, buttons=visit_presses(person, gone, scene.today))
    return Turn(conversation, (done,), changes, _told(scene, person, visit, texts.NOTICE_WITHDRAWN, reason))


def _withdrawn_already(scene: Scene, person: Person, visit: Visit) -> Turn:
    revisions = scene.records.revisions(person, visit.key)
    said = withdrawn_words(revisions, scene.today, texts.WITHDRAWN_ALREADY)
    return Turn(_without(scene), (say(said, buttons=visit_presses(person, visit, scene.today)),))


def _told(scene: Scene, person: Person, visit: Visit, text: str, reason: str) -> tuple[Notice, ...]:
    """Whoever logged it hears what somebody else did with it, and why."""
    logger = scene.records.person_by_id(visit.by) if visit.by != person.id else None
    if logger is None or logger.account is None:
        return ()
    lines = [text.format(name=person.name, visit=visit_words(visit))]
    if reason:
        lines.append(texts.NOTICE_REASON.format(reason=reason))
    heard: Reply = replace(say(*lines, buttons=(press(texts.HISTORY, "history", visit.key),)), purpose=Purpose.NOTICE)
    return (Notice(logger.account, heard),)


def _without(scene: Scene) -> Conversation:
    return scene.conversation.with_(withdrawing=None)
