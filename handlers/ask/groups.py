"""In a group: one short answer for everybody's eyes, and the way to a conversation in private.

Nothing is remembered of a group and nothing that was said there is repeated or noted.
"""

import re
from collections.abc import Sequence
from datetime import date

from handlers.action import Action, Verb, decode
from handlers.ask import texts
from handlers.ask.answering import answer_reply, closed_reply, text_blocks
from handlers.ask.choosing import plain
from handlers.ask.communes import COMMUNES_TOPIC
from handlers.conversation import Conversation
from handlers.message import Button, Contact, Joined, Left, Message, Photo, Start, Text, Voice
from handlers.reply import Block, Paragraph, Press, Reply, Small
from handlers.turn import Turn
from knowledge.answer import source_line
from knowledge.communes import CommuneKind, Communes, show
from knowledge.text import words
from knowledge.understand import Decision, Understander, Understanding

# How much is said before it is too much for a group, in characters; the source line comes on top.
LONGEST = 300
PRIVATE = Press(texts.GROUP_PRIVATE, Action(Verb.PRIVATE))

_SENTENCE = re.compile(r"(?<=[.;!?])\s+")


class AskingInGroup:
    """Answers what is said to the assistant in a group."""

    def __init__(self, understander: Understander, communes: Communes) -> None:
        self.understander, self.communes = understander, communes
        self.content = understander.index.content

    def turn(self, message: Message, today: date) -> Turn:
        """One message to one short reply; the state is always an empty one."""
        if isinstance(message.content, Left):
            return Turn(Conversation())
        title, blocks = self._said(message, today)
        if message.masked:
            blocks = (Paragraph(texts.GROUP_MASKED), *blocks)
        return Turn(Conversation(), (Reply(tuple(blocks), title=title, buttons=(PRIVATE,)),))

    def _said(self, message: Message, today: date) -> tuple[str | None, Sequence[Block]]:
        """A title, where there is one, and what is said."""
        match message.content:
            case Text(text) | Photo(caption=text) if words(text):
                if plain(text) in texts.WORDS_MENU | texts.WORDS_HELP:
                    return None, _line(texts.GROUP_HELLO)
                return self._asked(text, today)
            case Text() | Start() | Joined():
                return None, _line(texts.GROUP_HELLO)
            case Button(code):
                action = decode(code)
                how = action is not None and action.verb is Verb.PRIVATE
                return None, _line(texts.GROUP_HOW if how else texts.GROUP_BUTTON)
            case Voice():
                return None, _line(texts.GROUP_VOICE)
            case Photo() | Contact():
                return None, _line(texts.GROUP_PAPERS)
            case _:
                return None, _line(texts.GROUP_NOT_UNDERSTOOD)

    def _asked(self, text: str, today: date) -> tuple[str | None, Sequence[Block]]:
        commune = self.communes.find(text)
        if commune and (closed := self._communes_closed()):
            return closed.title, closed.blocks
        if commune:
            lines = [line for line in show(commune).split("\n") if line.strip()]
            if commune.kind is CommuneKind.AMBIGUOUS:
                return None, _line(texts.GROUP_NOT_UNDERSTOOD)
            said = "\n".join(line for line in lines if not line.startswith("Nguồn:"))
            return None, (*_short(said), *(Small(line) for line in lines if line.startswith("Nguồn:")))
        understood = self.understander.understand(text)
        talk = self.content.talk.get(understood.talk or "")
        outside = self.content.outside.get(understood.outside or "")
        if understood.decision is Decision.ANSWER:
            return self._answered(understood, text, today)
        if talk:
            return None, _line(talk.replies[0])
        if outside:
            return None, _line(f"{texts.OUTSIDE.format(name=outside.name)} {outside.pointer}")
        return None, _line(texts.GROUP_NOT_UNDERSTOOD)

    def _communes_closed(self) -> Reply | None:
        """Why nothing is said about communes old and new, where that topic is switched off for everybody."""
        topic = self.content.topics.get(COMMUNES_TOPIC)
        off = topic.closed_at(None) if topic else None
        return closed_reply(topic, off) if topic and off else None

    def _answered(self, understood: Understanding, text: str, today: date) -> tuple[str, Sequence[Block]]:
        """The statement that leads, with its own source."""
        # The place is that of the question itself: a group has no commune that everybody in it belongs to.
        place = self.communes.named(text) if self.content.place_matters else None
        _, composed = answer_reply(self.content, understood, today, text, place.full if place else None)
        blocks: list[Block] = [] if composed.fits else [Small(texts.NOT_THIS_CASE)]
        blocks += _short(composed.texts[0])
        if composed.change and len(composed.texts[0]) + len(composed.change) <= LONGEST:
            blocks.append(Paragraph(composed.change))
        if composed.topic.closed:
            blocks.append(Paragraph(composed.next))
        if composed.sources:
            blocks.append(Small(source_line(composed.sources[:1])))
        return composed.topic.title, blocks


def shorten(text: str, longest: int = LONGEST) -> tuple[str, bool]:
    """The whole lines, else sentences, else words of a text that fit, and whether something was left out."""
    if len(text) <= longest:
        return text, False
    for seam in (re.compile(r"\n"), _SENTENCE):
        ends = [match.start() for match in seam.finditer(text) if match.start() <= longest]
        # Less than a third says too little to be an answer; then rather a part of the next line.
        if ends and ends[-1] >= longest // 3:
            return text[: ends[-1]].rstrip(), True
    return text[: longest - 1].rsplit(maxsplit=1)[0].rstrip(" ,;:") + "…", True


def _short(text: str) -> list[Block]:
    said, left_out = shorten(text)
    return [*text_blocks(said), *([Small(texts.GROUP_MORE)] if left_out else [])]


def _line(text: str) -> tuple[Block, ...]:
    return (Paragraph(text),)
