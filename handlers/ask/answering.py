"""From what was understood to what is said: the answer and its buttons."""

from collections.abc import Collection
from dataclasses import replace
from datetime import date

from handlers.action import Action, Verb
from handlers.ask import buttons, texts
from handlers.reply import Block, Bullets, Paragraph, Press, Reply, Small
from knowledge.answer import Composed, compose, compose_facet
from knowledge.content import Content
from knowledge.topic import Facet, Off, Topic
from knowledge.understand import Understanding

# The facets offered beside an answer, the most wanted first.
_NEIGHBOURS = (Facet.DOCUMENTS, Facet.STEPS_ONLINE, Facet.FEE, Facet.WHERE, Facet.TIME)
_NEIGHBOURS_AT_MOST = 2
_BY_DEMAND = (
    *_NEIGHBOURS,
    *(
        Facet.WHO,
        Facet.SPECIAL_CASES,
        Facet.PITFALLS,
        Facet.RESULT,
        Facet.VALIDITY,
        Facet.PENALTY,
        Facet.WHAT,
        Facet.LEGAL,
    ),
)


def answer_reply(
    content: Content, understood: Understanding, day: date, question: str, place: str | None
) -> tuple[Reply, Composed]:
    """The first message of an answer (decision `answer`), as it is in `place`, with the next steps as buttons."""
    topic = content.local(str(understood.topic), place, day)
    composed = compose(topic, understood.answers, day, question, fits=understood.fits)
    return reply_of(composed, day), composed


def facet_reply(topic: Topic, facet: Facet, day: date, said: Collection[str] = ()) -> tuple[Reply, Composed]:
    """What a pressed facet shows, without what was `said` already."""
    composed = compose_facet(topic, facet, day, said=said)
    return reply_of(composed, day), composed


def closed_reply(topic: Topic, off: Off) -> Reply:
    """Why nothing is said about a topic that is switched off, and whom to ask meanwhile."""
    # The same on every day.
    reply, _ = facet_reply(replace(topic, closed=off), Facet.OVERVIEW, date.min)
    return reply


def reply_of(composed: Composed, day: date) -> Reply:
    """A composed answer as a reply."""
    blocks: list[Block] = []
    if not composed.fits:
        blocks.append(Small(texts.NOT_THIS_CASE))
    for text in composed.texts:
        blocks += text_blocks(text)
    if composed.change:
        blocks.append(Paragraph(composed.change))
    if composed.next:
        blocks.append(Paragraph(texts.NEXT.format(next=composed.next)))
    if composed.correction:
        blocks.append(Paragraph(texts.CORRECTION.format(holds=composed.correction)))
    if composed.source_line:
        blocks.append(Small(composed.source_line))
    return Reply(tuple(blocks), title=composed.topic.title, buttons=answer_buttons(composed, day))


def text_blocks(text: str) -> list[Block]:
    """A statement's text: lines that start with `- ` or `1. ` become a list."""
    blocks: list[Block] = []
    lead: list[str] = []
    items: list[str] = []
    numbered = False
    for line in text.split("\n"):
        head, _, rest = line.strip().partition(" ")
        is_number = head.endswith(".") and head[:-1].isdigit()
        if rest and (head == "-" or is_number):
            if items and is_number != numbered:
                blocks.append(Bullets(tuple(items), numbered))
                items = []
            numbered = is_number
            if lead:
                blocks.append(Paragraph("\n".join(lead)))
                lead = []
            items.append(rest)
        elif line.strip():
            if items:
                blocks.append(Bullets(tuple(items), numbered))
                items = []
            lead.append(line.strip())
    if items:
        blocks.append(Bullets(tuple(items), numbered))
    if lead:
        blocks.append(Paragraph("\n".join(lead)))
    return blocks


def answer_buttons(composed: Composed, day: date) -> tuple[Press, ...]:
    """Next steps: the checklist, the rest of the facet, neighbouring facets, did it help, a person. At most eight."""
    topic = composed.topic
    if topic.closed:
        return (buttons.person(topic.id), buttons.MENU)
    found: list[Press] = []
    checklist = buttons.checklist_button(topic)
    if checklist:
        found.append(checklist)
    if composed.left:
        action = Action(Verb.MORE, (topic.id, composed.facet.value))
        found.append(Press(texts.MORE.format(count=composed.left), action))
    present = topic.facets(day)
    neighbours = [facet for facet in _NEIGHBOURS if facet in present and facet is not composed.facet]
    found += [buttons.topic_button(topic, facet) for facet in neighbours[:_NEIGHBOURS_AT_MOST]]
    found.append(Press(texts.ALL_FACETS, Action(Verb.TOPIC, (topic.id, "all"))))
    found += [*buttons.helped(topic.id), buttons.person(topic.id)]
    return tuple(found[: buttons.MOST])


def facets_reply(topic: Topic, day: date, page: int = 0) -> Reply:
    """All facets of a topic to choose from, the most asked first; a page at a time."""
    present = set(topic.facets(day))
    found = [buttons.topic_button(topic, facet) for facet in _BY_DEMAND if facet in present]
    asked = Paragraph(texts.ALL_FACETS_ASK.format(title=topic.title))
    if len(found) <= buttons.MOST:
        return Reply((asked,), buttons=tuple(found))
    room = buttons.MOST - 1
    shown = found[page * room : (page + 1) * room] or found[:room]
    following = 0 if (page + 1) * room >= len(found) else page + 1
    onward = Press(texts.MORE_FACETS, Action(Verb.TOPIC, (topic.id, "all", str(following))))
    return Reply((asked,), buttons=(*shown, onward))
