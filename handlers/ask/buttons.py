"""Buttons of asking."""

from handlers.action import Action, Verb
from handlers.ask import texts
from handlers.reply import Press
from knowledge.topic import Facet, Topic

MENU = Press(texts.MENU_BUTTON, Action(Verb.MENU))
MOST = 8


def person(topic_id: str = "") -> Press:
    """To somebody who helps, with the hotlines of a topic."""
    return Press(texts.PERSON, Action(Verb.PERSON, (topic_id,) if topic_id else ()))


def topic_button(topic: Topic, facet: Facet = Facet.OVERVIEW) -> Press:
    """A topic by its title, or one of its facets by name."""
    label = topic.title if facet is Facet.OVERVIEW else texts.FACETS[facet]
    args = (topic.id,) if facet is Facet.OVERVIEW else (topic.id, facet.value)
    return Press(label, Action(Verb.TOPIC, args))


def checklist_button(topic: Topic) -> Press | None:
    """To the topic's checklist, named by what it gives; None when it has none."""
    if topic.checklist is None:
        return None
    sums = any(item.sum for item in topic.checklist.items)
    return Press(texts.CHECKLIST_SUM if sums else texts.CHECKLIST, Action(Verb.CHECKLIST, (topic.id,)))


def helped(topic_id: str) -> tuple[Press, Press]:
    """Whether the answer helped."""
    return (
        Press(texts.HELPED, Action(Verb.HELPED, (topic_id, "1"))),
        Press(texts.NOT_HELPED, Action(Verb.HELPED, (topic_id, "0"))),
    )
