"""What holds for every turn of asking: notes on the message, what was offered, and where a reply stands."""

from dataclasses import replace

from handlers.action import Action, Verb, encode
from handlers.ask import texts
from handlers.conversation import Conversation
from handlers.message import Message, Photo, Text
from handlers.reply import Reply, say
from handlers.turn import Turn
from knowledge.mask import Secret
from knowledge.text import words


def as_new(turn: Turn) -> Turn:
    """The turn below what was said: a choice that was typed is in nobody's place."""
    return replace(turn, replies=tuple(replace(reply, replaces=False) for reply in turn.replies))


def was_offered(conversation: Conversation, action: Action) -> bool:
    """Whether the topic was one of the choices offered for the question just asked."""
    codes = {code for _, code in conversation.choices}
    none_of_these = encode(Action(Verb.MENU))
    return encode(action) in codes and any(
        label == texts.CHOOSE_NONE and code == none_of_these for label, code in conversation.choices
    )


def in_place(turn: Turn) -> Turn:
    """The turn with its one reply in the place of the message whose button was pressed; a document stands alone."""
    if len(turn.replies) != 1 or turn.replies[0].keep:
        return turn
    return replace(turn, replies=(replace(turn.replies[0], replaces=True),))


def notes_on(message: Message) -> Reply | None:
    """What is said about the message itself before it is answered."""
    lines = _masked_or_cut(message)
    match message.content:
        case Photo(caption=caption) if words(caption):
            lines.append(texts.PHOTO_WITH_WORDS)
    return say(*lines) if lines else None


def warnings_on(message: Message) -> Reply | None:
    """The same where a picture is welcome: only what was masked or cut off."""
    lines = _masked_or_cut(message)
    return say(*lines) if lines else None


def _masked_or_cut(message: Message) -> list[str]:
    lines = []
    if message.masked:
        named = ", ".join(texts.MASKED_NAMES[Secret(kind)] for kind in message.masked)
        lines.append(texts.MASKED.format(what=named))
    if isinstance(message.content, Text) and message.content.cut:
        lines.append(texts.CUT)
    return lines


def remember_choices(turn: Turn) -> Turn:
    """What was offered, so that a typed number or word can choose it: numbers count in the last message alone."""
    offered = [_codes(reply) for reply in turn.replies if reply.buttons]
    last = offered[-1] if offered else ()
    labels = {label for label, _ in last}
    earlier = tuple(pair for pairs in offered[:-1] for pair in pairs if pair[0] not in labels)
    return replace(turn, conversation=turn.conversation.with_(choices=last, earlier=earlier))


def _codes(reply: Reply) -> tuple[tuple[str, str], ...]:
    return tuple((press.label, encode(press.action)) for press in reply.buttons)
