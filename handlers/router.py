"""Who handles what: the whole assistant as one function."""

from datetime import date

from handlers.ask.flow import Asking
from handlers.ask.groups import AskingInGroup
from handlers.conversation import Conversation
from handlers.message import Message
from handlers.turn import Handler, Turn
from knowledge.communes import load_communes
from knowledge.understand import Understander


def make_handler(understander: Understander) -> Handler:
    """The assistant over one understander: a whole conversation with one person, a short answer in a group."""
    communes = load_communes()
    alone, in_group = Asking(understander, communes), AskingInGroup(understander, communes)

    def turn(message: Message, conversation: Conversation, today: date) -> Turn:
        return in_group.turn(message, today) if message.group else alone.turn(message, conversation, today)

    return turn
