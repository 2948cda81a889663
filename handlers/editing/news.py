"""What people are told about edits: a message each for a few, one for many."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from handlers.action import Action, Verb
from handlers.console.link import draft_address
from handlers.editing import texts_telling as texts
from handlers.editing.changed import change_lines, short
from handlers.editing.edit import StoredEdit
from handlers.editing.places import edit_words
from handlers.reply import Block, Bullets, Link, Paragraph, Press, Reply, Small, say
from knowledge.content import Content
from knowledge.edits import Data

# More than so many at once are told of in one message.
_SINGLE = 3
_LISTED = 5
_FAULTS = 3
APPROVE, REFUSE, LEAVE = "ok", "no", "keep"


class News(StrEnum):
    """What there is to hear of an edit."""

    WAITS = "waits"
    LIVE = "live"
    ACCEPTED = "accepted"
    REFUSED = "refused"
    FAILED = "failed"


class Hearer(StrEnum):
    """Whom an edit concerns, and how."""

    APPROVER = "approver"
    AUTHOR = "author"
    SUGGESTER = "suggester"  # its author, who may only suggest
    SENDER = "sender"  # who approved it or sent it on, its author being told as well
    MENDER = "mender"  # the same where its author can't mend it


@dataclass(frozen=True, slots=True)
class Sheet:
    """Writes what is said. `root`: where administrators reach the console, no trailing slash; "" is nowhere."""

    content: Content
    root: str

    def place(self, stored: StoredEdit) -> str:
        """Where an edit is, in words."""
        return edit_words(self._data, stored.edit)

    def replies(self, news: News, edits: Sequence[StoredEdit], hearer: Hearer) -> Iterator[Reply]:
        """What one person hears of these."""
        if len(edits) > _SINGLE:
            yield self._many(news, edits, hearer)
            return
        for stored in edits:
            if news is News.WAITS:
                yield self.card(stored)
            elif news is News.FAILED:
                yield self._failed(stored, hearer)
            elif news is News.LIVE:
                yield self._live(stored, hearer)
            elif news is News.ACCEPTED:
                yield say(texts.ACCEPTED.format(name=_by(stored), place=self.place(stored)))
            else:
                yield self._refused(stored, hearer)

    def card(self, stored: StoredEdit) -> Reply:
        """An edit that waits, for somebody who may approve it."""
        blocks: list[Block] = [Paragraph(texts.WAITS.format(author=author_of(stored), place=self.place(stored)))]
        lines = change_lines(self._data, stored.edit)
        blocks += [Paragraph(line) for line in lines]
        if stored.note and not any(stored.note in line for line in lines):
            blocks.append(Paragraph(texts.WHY.format(note=short(stored.note))))
        if self.root:
            blocks += [Link(texts.SEE, draft_address(self.root, stored.id)), Small(texts.SEE_HOW)]
        buttons = (
            approve_press(texts.APPROVE_BUTTON, APPROVE, stored),
            approve_press(texts.REFUSE_BUTTON, REFUSE, stored),
        )
        return Reply(tuple(blocks), title=texts.WAITS_TITLE.format(number=stored.id), buttons=buttons)

    def _live(self, stored: StoredEdit, hearer: Hearer) -> Reply:
        if hearer is Hearer.SUGGESTER:
            return say(texts.LIVE_SUGGESTED.format(place=self.place(stored)))
        approved = stored.approved_by and stored.approved_by != stored.author
        return say(
            texts.LIVE.format(number=stored.id, place=self.place(stored)),
            texts.LIVE_APPROVED.format(name=stored.approved_name or texts.WHO_REFUSED) if approved else "",
            texts.LIVE_UNDO if stored.chat else "",
        )

    def _refused(self, stored: StoredEdit, hearer: Hearer) -> Reply:
        head, after = texts.TURNED_DOWN, texts.TURNED_DOWN_NEXT
        if hearer is Hearer.SUGGESTER:
            head, after = texts.TURNED_DOWN_SUGGESTION, texts.TURNED_DOWN_NEXT_SUGGESTION
        return say(head.format(name=_by(stored), number=stored.id, place=self.place(stored)), reason_of(stored), after)

    def _failed(self, stored: StoredEdit, hearer: Hearer) -> Reply:
        own = hearer is Hearer.AUTHOR
        head = texts.FAILED if own else texts.FAILED_OTHER
        faults = stored.fault.splitlines()
        return say(
            head.format(number=stored.id, author=author_of(stored), place=self.place(stored)),
            texts.FAILED_WHY.format(fault="; ".join(faults[:_FAULTS]) + ("…" if len(faults) > _FAULTS else "")),
            texts.FAILED_KEPT.format(number=stored.id),
            texts.FAILED_TOLD.format(author=author_of(stored)) if hearer is Hearer.SENDER else texts.FAILED_MEND,
            texts.FAILED_MEND_CHAT if own and stored.chat else "",
        )

    def _many(self, news: News, edits: Sequence[StoredEdit], hearer: Hearer) -> Reply:
        count, name = len(edits), author_of(edits[0])
        heads = {
            News.WAITS: texts.MANY_WAIT.format(author=name, count=count),
            News.LIVE: texts.MANY_LIVE.format(count=count),
            News.ACCEPTED: texts.MANY_ACCEPTED.format(name=_by(edits[0]), count=count),
            News.REFUSED: texts.MANY_TURNED_DOWN.format(name=_by(edits[0]), count=count),
            News.FAILED: (texts.MANY_FAILED if hearer is Hearer.AUTHOR else texts.MANY_FAILED_OTHER).format(
                author=name, count=count
            ),
        }
        ends = {
            News.WAITS: texts.MANY_HOW,
            News.REFUSED: reason_of(edits[0]),
            News.FAILED: texts.FAILED_MEND,
        }
        title = texts.MANY_WAIT_TITLE.format(count=count) if news is News.WAITS else None
        blocks: list[Block] = [Paragraph(heads[news]), self.listed([self.place(stored) for stored in edits])]
        if end := ends.get(news):
            blocks.append(Paragraph(end))
        return Reply(tuple(blocks), title=title)

    def listed(self, lines: Sequence[str]) -> Bullets:
        """The first few lines, and how many more there are."""
        more = len(lines) - _LISTED
        rest = (texts.MANY_MORE.format(count=more),) if more > 0 else ()
        return Bullets((*lines[:_LISTED], *rest))

    @property
    def _data(self) -> Data:
        return {name: document.data for name, document in self.content.documents.items()}


def digest_reply(sheet: Sheet, edits: Sequence[StoredEdit]) -> Reply:
    """New suggestions, for somebody who may take them on."""
    lines = [texts.DIGEST_ITEM.format(author=author_of(stored), place=sheet.place(stored)) for stored in edits]
    head = Paragraph(texts.DIGEST.format(count=len(edits)))
    return Reply((head, sheet.listed(lines), Paragraph(texts.DIGEST_HOW)), title=texts.DIGEST_TITLE)


def reason_of(stored: StoredEdit) -> str:
    """Why it was refused, as far as it was said."""
    return texts.REASON.format(reason=stored.fault.rstrip(". ")) if stored.fault else texts.NO_REASON


def author_of(stored: StoredEdit) -> str:
    """Whose it is, by name."""
    return stored.author_name or texts.SOMEBODY


def approve_press(label: str, what: str, stored: StoredEdit) -> Press:
    """A button about an edit as it is now."""
    return Press(label, Action(Verb.APPROVE, (what, str(stored.id), str(stored.version))))


def _by(stored: StoredEdit) -> str:
    return stored.by_name or texts.WHO_REFUSED
