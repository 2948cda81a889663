"""From what somebody asks for in chat to the edit, read back in words."""

import re
from dataclasses import dataclass

from handlers.editing import texts
from handlers.editing.changed import short
from handlers.editing.commands import AddPhrase, FixContact, SwitchOff, SwitchOn
from handlers.editing.finding import UnclearError, contact_meant, topic_meant, unit_meant
from handlers.editing.permission import CONTACTS
from handlers.editing.phrases import next_phrase, same_phrase, style_of
from handlers.editing.proposal import Proposal
from handlers.scene import Scene
from handlers.teams.names import place_key
from handlers.teams.people import Person
from handlers.teams.presses import slug
from knowledge.content import Contact, Content
from knowledge.edits import Edit, look, plain
from knowledge.topic import Facet, Topic
from knowledge.understand import Understander

PHRASE_MOST, REASON_MOST, NAME_MOST = 300, 200, 80
_ID_MOST = 60
PROVINCE = "tinh"
_MASKED = "đã che]"
_NUMBER = re.compile(r"\+?[\d][\d .()/-]{1,30}|(?:https?://)?[\w.-]+\.[a-z]{2,}\S*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Proposed:
    """An edit and how it is read back."""

    proposal: Proposal
    shown: str


def propose(
    scene: Scene, person: Person, understander: Understander, command: AddPhrase | FixContact | SwitchOff | SwitchOn
) -> Proposed:
    """The edit that a command asks for. Raises `UnclearError` with what to do instead."""
    match command:
        case AddPhrase(topic, text):
            return phrase(scene.content, understander, topic_meant(understander, topic), text)
        case FixContact(name, value):
            return _contact(scene, person, name, value)
        case SwitchOff(topic):
            return _off(scene, person, topic_meant(understander, _without_place(scene, topic)), command)
        case SwitchOn(topic):
            return _on(scene, person, topic_meant(understander, _without_place(scene, topic)), topic)


def stands(content: Content, file: str, path: tuple[str, ...]) -> object:
    """What stands at a place of the live content."""
    document = content.documents.get(file)
    return look({file: plain(document.data)}, file, path) if document else None


def phrase(content: Content, understander: Understander, topic: Topic, text: str) -> Proposed:
    """One more way of asking, for the statement that answers it best. Raises `UnclearError`."""
    if _MASKED in text:
        raise UnclearError(texts.PHRASE_PRIVATE)
    if not (len(text) <= PHRASE_MOST and len(text.split()) >= 2):
        raise UnclearError(texts.PHRASE_LENGTH.format(most=PHRASE_MOST))
    if there := same_phrase(content, text):
        raise UnclearError(texts.PHRASE_THERE.format(title=there[0].title, text=there[1].text))
    best = next(iter(understander.answer_in(text, topic.id).answers), None)
    answer = (best.statement if best else None) or Facet.OVERVIEW.value
    said = topic.statement(answer)
    shown = said.text if said else topic.summary
    file = f"topics/{topic.id}.yaml"
    path = ("phrases", style_of(text).value, next_phrase(plain(content.documents[file].data)))
    edit = Edit(file, path, None, [answer, text])
    return Proposed(Proposal(edit), texts.PHRASE_SEEN.format(title=topic.title, text=text, answer=short(shown)))


def _contact(scene: Scene, person: Person, name: str, value: str) -> Proposed:
    unit = unit_meant(scene, person, name)
    value = value.strip(" .;")
    if _MASKED in value or not _NUMBER.fullmatch(value):
        raise UnclearError(texts.CONTACT_BAD.format(value=value))
    name = _without_place(scene, name)
    if not 3 <= len(name) <= NAME_MOST:
        raise UnclearError(texts.CONTACT_NAME.format(most=NAME_MOST))
    where = texts.BOOK.format(commune=unit) if unit else texts.BOOK_ALL
    found = contact_meant(scene.content.contacts, unit, name)
    if found is None:
        return _new_contact(scene.content, unit, name, value, where)
    if found.value == value:
        raise UnclearError(texts.CONTACT_SAME.format(name=found.name, value=value))
    before = stands(scene.content, CONTACTS, (found.id,))
    assert isinstance(before, dict)  # noqa: S101 - it was just found there
    # Whoever changes a number says what it is.
    after = {key: item for key, item in before.items() if key != "confirm"} | {"value": value}
    shown = texts.CONTACT_CHANGED.format(
        where=where, name=found.name, before=found.value or texts.NOTHING_YET, after=value
    )
    return Proposed(Proposal(Edit(CONTACTS, (found.id,), before, after)), shown)


def _new_contact(content: Content, unit: str | None, name: str, value: str, where: str) -> Proposed:
    name = name[:1].upper() + name[1:]
    key = _new_id(content.contacts, f"{place_key(name)} {slug(unit) if unit else PROVINCE}")
    after = {"id": key, "name": name, "value": value, "kind": "local"} | ({"unit": unit} if unit else {})
    shown = texts.CONTACT_ADDED.format(where=where, name=name, after=value)
    return Proposed(Proposal(Edit(CONTACTS, (key,), None, after)), shown)


def _new_id(contacts: tuple[Contact, ...], words: str) -> str:
    base = re.sub(r"[^a-z0-9]+", "-", words)[:_ID_MOST].strip("-")
    taken = {contact.id for contact in contacts}
    return next(key for key in (base, *(f"{base}-{n}" for n in range(2, len(taken) + 3))) if key not in taken)


def _off(scene: Scene, person: Person, topic: Topic, command: SwitchOff) -> Proposed:
    unit = unit_meant(scene, person, command.topic)
    where = _where(unit)
    stood = next((off for off in topic.off if off.unit == unit), None)
    if stood:
        raise UnclearError(texts.OFF_ALREADY.format(title=topic.title, where=where, reason=stood.reason))
    reason = command.reason.strip()
    if not reason:
        raise UnclearError(texts.OFF_WHY.format(title=topic.title))
    if not 5 <= len(reason) <= REASON_MOST or _MASKED in reason:
        raise UnclearError(texts.OFF_LENGTH.format(most=REASON_MOST))
    reason = reason[:1].upper() + reason[1:]
    key = slug(unit) if unit else PROVINCE
    after = {"id": key, "reason": reason} | ({"unit": unit} if unit else {})
    shown = texts.OFF_SEEN.format(title=topic.title, where=where, reason=reason, authority=topic.authority)
    return Proposed(Proposal(Edit(f"topics/{topic.id}.yaml", ("off", key), None, after), reason), shown)


def _on(scene: Scene, person: Person, topic: Topic, words: str) -> Proposed:
    unit = unit_meant(scene, person, words)
    where = _where(unit)
    stood = next((off for off in topic.off if off.unit == unit), None)
    if stood is None:
        raise UnclearError(texts.ON_ALREADY.format(title=topic.title, where=where))
    file, path = f"topics/{topic.id}.yaml", ("off", stood.id)
    edit = Edit(file, path, stands(scene.content, file, path), None)
    return Proposed(Proposal(edit), texts.ON_SEEN.format(title=topic.title, where=where))


def _without_place(scene: Scene, words: str) -> str:
    """The words without "ở xã …" at their end, which says where and not what."""
    head, found, tail = words.rpartition(" ở ") if " ở " in words else words.rpartition(" o ")
    return head.strip() if found and scene.communes.named(tail) else words


def _where(unit: str | None) -> str:
    return texts.WHERE.format(commune=unit) if unit else texts.WHERE_ALL
