"""The menu: groups, then their topics, at most eight buttons a level."""

from dataclasses import replace

from handlers.action import Action, Verb
from handlers.ask import buttons, texts
from handlers.reply import Press, Reply, say
from knowledge.content import Content, Group
from knowledge.topic import Topic

_PAGE = buttons.MOST - 1


def menu_reply(
    content: Content, group_id: str = "", page: int = 0, *, welcome: bool = False, place: str | None = None
) -> Reply:
    """The groups, or one group's topics; a page at a time. What is switched off in `place` says so."""
    group = next((group for group in content.groups if group.id == group_id), None)
    if group is None:
        presses = [Press(item.title, Action(Verb.MENU, (item.id,))) for item in content.groups]
        words = texts.WELCOME if welcome else (texts.MENU_AGAIN,)
        return say(*words, buttons=_paged(presses, "", page))
    return say(texts.MENU_GROUP.format(group=group.title), buttons=_topics(content, group, page, place))


def _topics(content: Content, group: Group, page: int, place: str | None) -> tuple[Press, ...]:
    presses = [_topic(content.topics[topic], place) for topic in group.topics if topic in content.topics]
    return _paged(presses, group.id, page)


def _topic(topic: Topic, place: str | None) -> Press:
    press = buttons.topic_button(topic)
    return replace(press, label=texts.MENU_CLOSED.format(title=press.label)) if topic.closed_at(place) else press


def _paged(presses: list[Press], group_id: str, page: int) -> tuple[Press, ...]:
    """A page of buttons, the last of which leads on, or back to the groups."""
    if len(presses) <= buttons.MOST and not group_id:
        return tuple(presses)
    # With an argument: it stands under a menu, which the groups may replace; a bare MENU stands under an answer.
    home = Press(texts.MENU_BACK, Action(Verb.MENU, ("-",)))
    if len(presses) <= _PAGE:
        return (*presses, home)
    room = _PAGE - 1 if group_id else _PAGE
    shown = presses[page * room : (page + 1) * room] or presses[:room]
    last = (page + 1) * room >= len(presses)
    onward = Press(texts.MENU_MORE, Action(Verb.MENU, (group_id or "-", "0" if last else str(page + 1))))
    return (*shown, onward, home) if group_id else (*shown, onward)
