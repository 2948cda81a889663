"""One question on its own: what `troly ask` shows, and scores without a conversation."""

from dataclasses import dataclass, replace
from datetime import date

from handlers.ask.answering import answer_reply
from handlers.ask.communes import COMMUNES_TOPIC
from handlers.ask.flow import Asking
from handlers.conversation import Conversation
from handlers.message import Channel, Message, Text
from handlers.reply import Press, Reply, plain_text
from knowledge.answer import Composed
from knowledge.days import VIETNAM, instant_of
from knowledge.mask import mask
from knowledge.topic import Facet
from knowledge.understand import Decision, Understanding


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, what was understood, what is said at once, and the answer's parts when there is one."""

    question: str
    understood: Understanding
    replies: tuple[Reply, ...]
    composed: Composed | None

    @property
    def text(self) -> str:
        """Everything that the person would read at once, as plain text."""
        return "\n\n".join(plain_text(reply) for reply in self.replies)

    @property
    def buttons(self) -> tuple[Press, ...]:
        """The buttons of the last reply that has any."""
        return next((reply.buttons for reply in reversed(self.replies) if reply.buttons), ())


def ask_once(asking: Asking, question: str, today: date, place: str | None = None) -> Asked:
    """A question asked out of the blue on `today` by somebody of `place`, sensitive numbers masked first."""
    masked = mask(question)
    message = Message(
        channel=Channel.CONSOLE,
        conversation="ask",
        sender="ask",
        event="ask",
        at=instant_of(today, VIETNAM),
        content=Text(masked.text),
        masked=tuple(kind.value for kind in masked.found),
    )
    understood = asking.understander.understand(masked.text)
    turn = asking.turn(message, Conversation(greeted=True, place=place), today)
    composed = None
    if asking.communes.find(masked.text):
        understood = replace(
            understood,
            decision=Decision.ANSWER,
            topic=COMMUNES_TOPIC,
            facet=Facet.WHAT,
            talk=None,
            outside=None,
            more=(),
        )
    elif understood.decision is Decision.ANSWER:
        composed = answer_reply(asking.content, understood, today, masked.text, turn.conversation.place)[1]
    return Asked(masked.text, understood, turn.replies, composed)
