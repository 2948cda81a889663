"""What is said when there is no answer: near-misses by name, small talk, emergencies, and honest "chưa có"."""

from handlers.ask import buttons, texts
from handlers.ask.people import people_reply
from handlers.conversation import Conversation
from handlers.reply import Paragraph, Press, Reply, say
from handlers.turn import NoteUnanswered, Turn
from knowledge.content import Content, TalkKind
from knowledge.understand import Decision, Understanding

_MISSES_UNTIL_A_PERSON = 3


def missed(content: Content, understood: Understanding, conversation: Conversation) -> Turn:
    """The turn for anything that is neither answered nor offered as a choice."""
    talk = content.talk.get(understood.talk or "")
    outside = content.outside.get(understood.outside or "")
    said = conversation.fallbacks
    if talk:
        replies = talk.replies
        text = replies[said % len(replies)]
        answers: tuple[Press, ...] = () if talk.kind is TalkKind.EMERGENCY else (buttons.MENU, buttons.person())
        return Turn(conversation.with_(fallbacks=said + 1, misses=0), (say(text, buttons=answers),))
    if outside:
        presses = tuple(buttons.topic_button(content.topics[topic]) for topic in outside.related)
        lines = [texts.OUTSIDE.format(name=outside.name), outside.pointer]
        if presses:
            lines.append(texts.OUTSIDE_RELATED)
        note = NoteUnanswered(understood.question, f"outside:{outside.id}")
        return Turn(
            conversation.with_(misses=0), (say(*lines, buttons=(*presses, buttons.MENU, buttons.person())),), (note,)
        )
    return _fallback(content, understood, conversation)


def _fallback(content: Content, understood: Understanding, conversation: Conversation) -> Turn:
    misses, said = conversation.misses + 1, conversation.fallbacks
    after = conversation.with_(misses=misses, fallbacks=said + 1)
    if misses >= _MISSES_UNTIL_A_PERSON:
        people = people_reply(content, conversation.topic, conversation.place)
        reply = Reply((Paragraph(texts.FALLBACKS[2]), *people.blocks), buttons=people.buttons)
        return Turn(after.with_(misses=0), (reply,), _note(understood))
    if understood.decision is Decision.REFUSE:
        text = texts.UNRELATED[said % len(texts.UNRELATED)]
        return Turn(after, (say(text, buttons=(buttons.MENU, buttons.person())),))
    others = (texts.FALLBACKS[0], texts.FALLBACKS[1], texts.FALLBACKS[3])
    presses: tuple[Press, ...] = (*(_guesses(content, understood)), buttons.MENU, buttons.person())
    return Turn(after, (say(others[said % len(others)], buttons=presses),), _note(understood))


def _note(understood: Understanding) -> tuple[NoteUnanswered, ...]:
    return (NoteUnanswered(understood.question, "unknown"),) if understood.decision is Decision.UNKNOWN else ()


def _guesses(content: Content, understood: Understanding) -> tuple[Press, ...]:
    """Not an offer, only a way on: the nearest topic, when anything is near at all."""
    nearest = [item for item in understood.candidates[:1] if item.score >= 0.05]
    return tuple(buttons.topic_button(content.topics[item.topic]) for item in nearest)
