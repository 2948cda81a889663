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


def may_decide(person: Person, stored: StoredEdit) -> bool:
    """Whether what becomes of it is theirs to say: they might publish it, and it is their commune's matter.

    The province decides about everything.
    """
    theirs = stored.commune in communes_of(person) or bool(person.holds(Role.PROVINCE_ADMIN))
    return theirs and may_publish(person, stored.edit)


def may_approve(person: Person, stored: StoredEdit) -> bool:
    """Anybody else than its author, and than whoever sent it to be approved or wrote in it last."""
    return person.id not in (stored.author, stored.by) and may_decide(person, stored)


def commune_of(person: Person, edit: Edit) -> str | None:
    """Whose matter an edit of theirs is, and so whose rule holds for it: of the commune that it is for, if they
    administer that; else the province's for its administrators, and their commune's for everybody else."""
    own = communes_of(person)
    units = _units(edit)
    here = min((commune for commune in own if commune in units), default=None)
    if here or person.holds(Role.PROVINCE_ADMIN):
        return here
    others = (held.commune for held in person.memberships if held.commune)
    return min(own, default=None) or next(others, None)


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
    """What an edit of a commune's (None: the province's) becomes when somebody wants it live; at least a suggestion.

    Who takes on what another place began is bound by the rule of their own as well.
    """
    if not may_publish(person, edit):
        return Status.SUGGESTED
    second = any(needs_second(records, place) for place in {commune, commune_of(person, edit)})
    return Status.WAITING if second else Status.READY


def may_see(person: Person, stored: StoredEdit) -> bool:
    """One's own, and those one decides about; what is live also where one might have published it."""
    live = stored.status is Status.PUBLISHED and may_publish(person, stored.edit)
    return stored.author == person.id or live or may_decide(person, stored)


def _units(edit: Edit) -> set[str | None]:
    """The units that an item is for, as it was and as it is to be."""
    items = [item for item in (edit.before, edit.after) if item is not None]
    return {item.get("unit") if isinstance(item, Mapping) else None for item in items}


def _local(person: Person, edit: Edit) -> bool:
    topic = edit.file.startswith("topics/")
    if edit.file in (CONTACTS, OVERRIDES) or (topic and edit.path[:1] == ("off",) and len(edit.path) == _OFF):
        units = _units(edit)
        return bool(units) and units <= communes_of(person)
    return topic and edit.path[:1] == ("phrases",) and len(edit.path) == _PHRASE


# topics/<id>.yaml: phrases / style / p001
_PHRASE = 3
# topics/<id>.yaml: off / xa-minh-hop
_OFF = 2
