"""Old communes and new ones: the answer, or a question back when a name fits several places."""

from handlers.action import Action, Verb
from handlers.ask import buttons
from handlers.ask.answering import closed_reply
from handlers.conversation import Conversation
from handlers.reply import Block, Paragraph, Press, Reply, Small
from handlers.turn import Turn
from knowledge.communes import CommuneAnswer, CommuneKind, Communes, show
from knowledge.content import Content

COMMUNES_TOPIC = "xa-phuong-moi"
_LABEL_WORDS = 60


def commune_turn(
    communes: Communes, content: Content, found: CommuneAnswer, question: str, conversation: Conversation
) -> Turn:
    """What is said about communes; an ambiguous name is kept in the state so that the next line can settle it."""
    off = content.topics[COMMUNES_TOPIC].closed_at(conversation.place)
    if off:
        after = conversation.with_(topic=COMMUNES_TOPIC, commune=None, misses=0)
        return Turn(after, (closed_reply(content.topics[COMMUNES_TOPIC], off),))
    asks_back = found.kind is CommuneKind.AMBIGUOUS
    after = conversation.with_(topic=COMMUNES_TOPIC, commune=question if asks_back else None, misses=0)
    return Turn(after, (commune_reply(communes, content, found),))


def commune_reply(communes: Communes, content: Content, found: CommuneAnswer) -> Reply:
    """An answer about communes with its source line, and the options as buttons when it asks back."""
    lines = show(found).split("\n")
    blocks: list[Block] = [Small(line) if line.startswith("Nguồn:") else Paragraph(line) for line in lines]
    topic = content.topics[COMMUNES_TOPIC]
    if found.kind is CommuneKind.AMBIGUOUS:
        presses = tuple(
            Press(_label(option), Action(Verb.COMMUNE, (str(number),)))
            for number, option in enumerate(communes.options(found), 1)
        )[: buttons.MOST]
        return Reply(tuple(blocks), title=topic.title, buttons=presses)
    presses = (buttons.topic_button(topic), *buttons.helped(topic.id), buttons.person(topic.id), buttons.MENU)
    return Reply(tuple(blocks), title=topic.title, buttons=presses)


def chosen_commune(communes: Communes, question: str, reply: str) -> CommuneAnswer | None:
    """The option of the pending question that a typed line picks, or None."""
    asked = communes.find(question)
    return communes.choose(asked, reply) if asked and asked.kind is CommuneKind.AMBIGUOUS else None


def _label(option: CommuneAnswer) -> str:
    if option.kind is CommuneKind.DISTRICT:
        return f"Cả {option.district}"[:_LABEL_WORDS]
    if option.kind is CommuneKind.NEW:
        return f"{option.new[0].full} mới"[:_LABEL_WORDS]
    old = option.old[0]
    return f"{old.full}, {old.district}"[:_LABEL_WORDS]
