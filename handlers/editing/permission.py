"""Who may change which part of the content (the row "content" of the table of rights, docs/architecture.md)."""

from collections.abc import Mapping

from handlers.editing.edit import Status, StoredEdit
from handlers.records import Records
from handlers.teams.model import Role
from handlers.teams.people import Person
from handlers.teams.rights import Content, communes_of, may_change_content
from knowledge.edits import Edit

CONTACTS, OVERRIDES = "contacts.yaml", "overrides.yaml"
SECOND_PERSON = "second-person"
"""The setting of a commune, or of the province, under which a second person must approve ("1")."""


def may_publish(person: Person, edit: Edit) -> bool:
    """The province everything; a commune its own contacts and overrides, phrases, and topics off in its own place."""
    match may_change_content(person):
        case Content.ALL:
            return True
        case Content.LOCAL:
            return _local(person, edit)
        case _:
            return False


def may_suggest(person: Person) -> bool:
    """Whether they may suggest a change."""
    return may_change_content(person) is not Content.NOTHING


def may_approve(person: Person, stored: StoredEdit) -> bool:
    """Anybody else who might have published it themselves."""
    return person.id != stored.author and may_publish(person, stored.edit)


def commune_of_edits(person: Person) -> str | None:
    """Whose matter an edit of theirs is: their commune's, else the province's."""
    return next((held.commune for held in person.memberships if held.commune), None)


def needs_second(records: Records, commune: str | None) -> bool:
    """Whether a second person must approve what somebody of this commune (None: the province) publishes."""
    return records.commune_settings(commune).get(SECOND_PERSON) == "1"


def second_persons(records: Records, person: Person, commune: str | None) -> list[Person]:
    """Who could approve what somebody of this commune (None: the province) writes."""
    return _others(records, person.id, commune)


def approvers(records: Records, stored: StoredEdit) -> list[Person]:
    """Who is to see to an edit that waits: those of its commune and of the province who may publish it themselves."""
    return [one for one in _others(records, stored.author, stored.commune) if may_approve(one, stored)]


def _others(records: Records, author: int, commune: str | None) -> list[Person]:
    return [
        one
        for one in records.everybody()
        if one.id != author and (one.holds(Role.PROVINCE_ADMIN) or (commune and commune in communes_of(one)))
    ]


def status_to_publish(person: Person, edit: Edit, commune: str | None, records: Records) -> Status:
    """What an edit of a commune's (None: the province's) becomes when somebody wants it live; at least a suggestion."""
    if not may_publish(person, edit):
        return Status.SUGGESTED
    return Status.WAITING if needs_second(records, commune) else Status.READY


def may_see(person: Person, stored: StoredEdit) -> bool:
    """One's own, and those one might publish."""
    return stored.author == person.id or may_publish(person, stored.edit)


def _local(person: Person, edit: Edit) -> bool:
    topic = edit.file.startswith("topics/")
    if edit.file in (CONTACTS, OVERRIDES) or (topic and edit.path[:1] == ("off",) and len(edit.path) == _OFF):
        items = [item for item in (edit.before, edit.after) if item is not None]
        units = {item.get("unit") if isinstance(item, Mapping) else None for item in items}
        return bool(units) and units <= communes_of(person)
    return topic and edit.path[:1] == ("phrases",) and len(edit.path) == _PHRASE


# topics/<id>.yaml: phrases / style / p001
_PHRASE = 3
# topics/<id>.yaml: off / xa-minh-hop
_OFF = 2
