"""What can be chosen in the form of a place of the content."""

from collections.abc import Callable, Mapping
from typing import Any

from bot.console import texts_knowledge as texts
from bot.console.forms.fields import Options
from bot.console.forms.kinds import SELF, Form, form_of
from handlers.ask.texts import FACETS
from handlers.teams.model import Role
from handlers.teams.people import Person
from handlers.teams.rights import communes_of
from knowledge.communes import load_communes
from knowledge.edits import Data
from knowledge.overrides import PROVINCE
from knowledge.topic import Facet

# --- values and boxes: every form works on a mapping


def boxed(form: Form, value: Any) -> dict[str, Any]:
    """An item as a mapping with the keys of its form."""
    if not form.whole:
        return dict(value) if isinstance(value, Mapping) else {}
    if form.name == "phrase":
        return {"answer": value[0], "text": value[1]} if isinstance(value, list) else {}
    if form.name == "forms":
        return {SELF[0]: [f"{item['code']}: {item['name']}" for item in value or ()]}
    return {SELF[0]: value} if value is not None else {}


def unboxed(form: Form, box: Mapping[str, Any]) -> Any:
    """What the YAML holds for it."""
    if not form.whole:
        return dict(box)
    if form.name == "forms":
        lines = [line.partition(":") for line in box.get(SELF[0]) or ()]
        return [{"code": code.strip(), "name": name.strip()} for code, _, name in lines] or None
    return [box.get("answer"), box.get("text")] if form.name == "phrase" else box.get(SELF[0])


# --- options


def options_for(data: Data, person: Person, file: str, path: tuple[str, ...]) -> dict[str, Options]:
    """What can be chosen in the form of a place, by the names that its fields use."""
    form = form_of(file, path)
    wanted = {spec.options for spec in form.specs if spec.options}
    topic = (data.get(file) or {}) if file.startswith("topics/") else {}
    makers: dict[str, Callable[[], Options]] = {
        "sources": lambda: [*_sources(topic), (texts.NEW, texts.NEW_SOURCE)],
        "statements": lambda: _statements(topic),
        "answers": lambda: [("overview", texts.WHOLE_TOPIC), *_statements(topic)],
        "every-statement": lambda: _every_statement(data),
        "facets": lambda: [(facet.value, FACETS[facet]) for facet in Facet if facet is not Facet.OVERVIEW],
        "topics": lambda: _topics(data),
        "units": lambda: _units(person),
        "places": lambda: [*([(PROVINCE, texts.PROVINCE_PLACE)] if _of_province(person) else []), *_units(person)],
        "confidence": lambda: texts.CONFIDENCES,
        "contact-kinds": lambda: texts.CONTACT_KINDS,
        "item-kinds": lambda: texts.ITEM_KINDS,
        "groups": lambda: _groups(data),
    }
    return {name: makers[name]() for name in wanted}


def names_for(data: Data, file: str, path: tuple[str, ...]) -> dict[str, Options]:
    """What the keys in an item are called, for everybody to read."""
    topic = (data.get(file) or {}) if file.startswith("topics/") else {}
    return {
        "sources": _sources(topic),
        "statements": _statements(topic),
        "answers": [("overview", texts.WHOLE_TOPIC), *_statements(topic)],
        "every-statement": _every_statement(data) if path and not file.startswith("topics/") else (),
        "facets": [(facet.value, FACETS[facet]) for facet in Facet],
        "topics": _topics(data) if not file.startswith("topics/") else (),
        "places": [(PROVINCE, texts.PROVINCE_PLACE)],
        "confidence": texts.CONFIDENCES,
        "contact-kinds": texts.CONTACT_KINDS,
        "item-kinds": texts.ITEM_KINDS,
        "groups": _groups(data),
    }


def _sources(topic: Mapping[str, Any]) -> Options:
    return [(key, str(source.get("title", key))) for key, source in (topic.get("sources") or {}).items()]


def _statements(topic: Mapping[str, Any]) -> list[tuple[str, str]]:
    return [
        (str(item["id"]), str(item.get("asks", item["id"])))
        for items in (topic.get("statements") or {}).values()
        for item in items or ()
    ]


def _topics(data: Data) -> Options:
    found = [(str(item["id"]), str(item["title"])) for file, item in data.items() if file.startswith("topics/")]
    return sorted(found, key=lambda pair: pair[1])


def _groups(data: Data) -> Options:
    return [(str(group["id"]), str(group["title"])) for group in data.get("groups.yaml") or ()]


def _every_statement(data: Data) -> Options:
    """A value names its topic too, so that it can be told apart and checked."""
    return [
        (name, f"{title}: {asks}")
        for topic, title in _topics(data)
        for name, asks in _statements(data[f"topics/{topic}.yaml"])
    ]


def _units(person: Person) -> Options:
    names = (
        sorted(unit.full for unit in load_communes().new.values())
        if _of_province(person)
        else sorted(communes_of(person))
    )
    return [(name, name) for name in names]


def _of_province(person: Person) -> bool:
    return bool(person.holds(Role.PROVINCE_ADMIN))
