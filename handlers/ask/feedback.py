"""Whether an answer helped: thanks, and a way on when it didn't."""

from dataclasses import replace

from handlers.action import Action, Verb
from handlers.ask import buttons, texts
from handlers.ask.people import people_reply
from handlers.conversation import Conversation
from handlers.reply import Paragraph, Press, Reply, say
from handlers.turn import Change, NoteHelped, NoteUnanswered, Turn
from knowledge.content import Content

_PEOPLE_AT_ONCE = ("can-nguoi", "kho-hieu")


def feedback_turn(content: Content, action: Action, conversation: Conversation) -> Turn | None:
    """The turn for a pressed "it helped", "it didn't" or reason; None for a button that is no more.

    The answer itself stays where it is, since people read it again; the question for the reason gives way to the
    thanks.
    """
    topic_id, value = (*action.args, "", "")[:2]
    if topic_id not in content.topics:
        return None
    if action.verb is Verb.HELPED and value in ("0", "1"):
        again = topic_id in conversation.rated
        note = NoteHelped(topic_id, helped=value == "1", again=again)
        rated = conversation.rated if again else (*conversation.rated, topic_id)
        if note.helped:
            thanks = say(texts.HELPED_THANKS, buttons=(buttons.MENU,))
            return Turn(conversation.with_(question=None, rated=rated), (thanks,), (note,))
        presses = [Press(label, Action(Verb.REASON, (topic_id, key))) for key, label in texts.REASONS.items()]
        return Turn(conversation.with_(rated=rated), (say(texts.HELPED_WHY, buttons=presses),), (note,))
    if action.verb is not Verb.REASON or value not in texts.REASONS:
        return None
    changes: list[Change] = [NoteHelped(topic_id, helped=False, reason=value)]
    if conversation.question:
        changes.append(NoteUnanswered(conversation.question, "not_helped", topic_id))
    reply = replace(_thanks(content, topic_id, value, conversation.place), replaces=True)
    return Turn(conversation.with_(question=None), (reply,), tuple(changes))


def answered_anew(turn: Turn) -> Turn:
    """The turn after which a topic that it answers can be rated again: that is another answer."""
    shown = {
        press.action.args[0] for reply in turn.replies for press in reply.buttons if press.action.verb is Verb.HELPED
    }
    rated = tuple(topic for topic in turn.conversation.rated if topic not in shown)
    return replace(turn, conversation=turn.conversation.with_(rated=rated))


def _thanks(content: Content, topic_id: str, reason: str, place: str | None) -> Reply:
    text = texts.REASON_THANKS[reason]
    if reason in _PEOPLE_AT_ONCE:
        people = people_reply(content, topic_id, place)
        return Reply((Paragraph(text), *people.blocks), buttons=people.buttons)
    all_facets = Press(texts.ALL_FACETS, Action(Verb.TOPIC, (topic_id, "all")))
    return say(text, buttons=(all_facets, buttons.person(topic_id), buttons.MENU))
