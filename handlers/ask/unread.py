"""What platforms bring that holds no question: said by name, with a way on."""

from handlers.ask import buttons, texts
from handlers.conversation import Conversation
from handlers.message import Contact, Content, Location, Other, Photo, Voice
from handlers.reply import say
from handlers.turn import Turn


def unread_turn(content: Content, conversation: Conversation) -> Turn:
    """The turn for something that can't be read; twice running it is never the same words."""
    said = conversation.unread
    lines = _lines(content)
    reply = say(lines[said % len(lines)], buttons=(buttons.MENU,))
    return Turn(conversation.with_(unread=said + 1), (reply,))


def _lines(content: Content) -> tuple[str, ...]:
    match content:
        case Voice():
            return texts.VOICE_NOT_HEARD
        case Photo():
            return texts.PHOTO
        case Location():
            return texts.LOCATION
        case Contact():
            return texts.CONTACT
        case Other(kind):
            return texts.OTHERS.get(kind, texts.OTHER)
        case _:
            return texts.OTHER
