"""Which topic, contact or place somebody means, by their own words."""

from collections.abc import Sequence

from rapidfuzz import fuzz

from handlers.ask.choosing import plain
from handlers.editing import texts
from handlers.scene import Scene
from handlers.teams.model import Role
from handlers.teams.people import Person
from knowledge.content import Contact
from knowledge.topic import Topic
from knowledge.understand import Decision, Understander

_ALIKE = 88
_OFFERED = 4


class UnclearError(ValueError):
    """It isn't clear what is meant; `str()` is a Vietnamese sentence with the way on."""


def topic_meant(understander: Understander, words: str) -> Topic:
    """A topic by its title, its id or what it is about. Raises `UnclearError`."""
    topics, wanted = understander.index.content.topics, plain(words)
    exact = [topic for topic in topics.values() if wanted in (plain(topic.title), topic.id.replace("-", " "))]
    if exact:
        return exact[0]
    near = [topic for topic in topics.values() if fuzz.ratio(wanted, plain(topic.title)) >= _ALIKE]
    if len(near) == 1:
        return near[0]
    understood = understander.understand(words)
    if understood.decision is Decision.ANSWER and understood.topic:
        return topics[understood.topic]
    inside = [topic for topic in topics.values() if f" {wanted} " in f" {plain(topic.title)} "]
    if len(inside) == 1:
        return inside[0]
    if inside:
        titles = ", ".join(f"“{topic.title}”" for topic in inside[:_OFFERED])
        raise UnclearError(texts.TOPIC_WHICH.format(titles=titles))
    raise UnclearError(texts.TOPIC_UNKNOWN)


def unit_meant(scene: Scene, person: Person, words: str) -> str | None:
    """The commune for which somebody edits: named, or their own; None is the whole province.

    Raises `UnclearError` when they serve several and name none.
    """
    named = scene.communes.named(words)
    if person.holds(Role.PROVINCE_ADMIN):
        return named.full if named else None
    mine = sorted({held.commune for held in person.memberships if held.commune})
    if named and named.full in mine:
        return named.full
    if len(mine) != 1:
        raise UnclearError(texts.UNIT_WHICH.format(communes=", ".join(mine)))
    return mine[0]


def contact_meant(contacts: Sequence[Contact], unit: str | None, name: str) -> Contact | None:
    """The contact of a unit that goes by this name; None when there is none. Raises `UnclearError`."""
    wanted = plain(name)
    mine = [contact for contact in contacts if contact.unit == unit]
    found = [contact for contact in mine if wanted in (plain(contact.name), contact.id.replace("-", " "))]
    found = found or [contact for contact in mine if fuzz.token_set_ratio(wanted, plain(contact.name)) >= _ALIKE]
    if len(found) > 1:
        raise UnclearError(texts.CONTACT_WHICH.format(names=", ".join(f"“{contact.name}”" for contact in found)))
    return found[0] if found else None
