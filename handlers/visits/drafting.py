"""A visit being recorded: how it begins, and how it is shown with what it waits for."""

from collections.abc import Sequence
from dataclasses import replace

from handlers.keys import key_of
from handlers.message import Location, Photo
from handlers.reply import Paragraph, Reply, say
from handlers.scene import Scene
from handlers.turn import Turn
from handlers.visits import texts
from handlers.visits.card import draft_reply, draft_words, press, short_day
from handlers.visits.draft import Draft
from handlers.visits.held import hamlets_said
from handlers.visits.likeness import find_like, like_words
from handlers.visits.note import Note
from handlers.visits.questions import FORM_STEPS, question_reply
from handlers.visits.visit import Arose, Place, Visit

# As much of what was typed as is kept with the visit.
_WORDS = 500
# So many of those that wait are read back at once.
_SHOWN = 3


def draft_of(scene: Scene, note: Note) -> Draft:
    """The draft that a note makes; a hamlet's name that two communes share is asked."""
    hamlets = scene.person.hamlets if scene.person else ()
    found = hamlets_said(hamlets, (note.hamlet,))
    unclear = note.unclear
    if len(found) != 1 and "hamlet" not in unclear:
        at = 1 if "date" in unclear else 0
        unclear = (*unclear[:at], "hamlet", *unclear[at:])
    return Draft(
        key_of(scene.message),
        scene.now,
        day=note.date,
        hamlet=found[0].id if len(found) == 1 else None,
        activities=note.activities,
        people=note.people_total,
        households=note.households,
        groups=note.groups,
        words=note.note[:_WORDS],
        unclear=unclear,
        photo=photo_of(scene),
    )


def form_of(scene: Scene) -> Draft:
    """An empty draft that asks for everything; the only hamlet of somebody isn't asked."""
    hamlets = scene.person.hamlets if scene.person else ()
    only = hamlets[0].id if len(hamlets) == 1 else None
    steps = FORM_STEPS[1:] if only is not None else FORM_STEPS
    return Draft(key_of(scene.message), scene.now, arose=Arose.FORM, hamlet=only, unclear=steps)


def photo_of(scene: Scene) -> tuple[str, str] | None:
    """The picture that came, by its channel and handle."""
    content = scene.message.content
    return (scene.message.channel, content.file) if isinstance(content, Photo) else None


def place_of(scene: Scene) -> Place | None:
    """The place that came."""
    content = scene.message.content
    return Place(content.latitude, content.longitude) if isinstance(content, Location) else None


def show_draft(scene: Scene, draft: Draft, before: str = "", page: int = 0, just_saved: Sequence[Visit] = ()) -> Turn:
    """The draft kept, and the question that it waits with or its card; `before` is said first.

    `page`: of the kinds of activities; `just_saved`: visits that are saved in the same turn.

    Another draft that was open isn't lost: it comes back once this one is saved or dropped.
    """
    open_ = scene.conversation.draft
    if open_ and open_.key != draft.key and all(open_.key != other.key for other in draft.waiting):
        aside = (replace(open_, waiting=()), *open_.waiting)
        draft = replace(draft, waiting=(*draft.waiting, *aside))
    draft = _to_ask(draft)
    conversation = scene.conversation.with_(draft=draft)
    if draft.asking:
        return Turn(conversation, (question_reply(scene, draft, before, page),))
    return Turn(conversation, (_card(scene, draft, before, just_saved),))


def missing(draft: Draft) -> tuple[str, ...]:
    """The parts that are still to be given before it can be saved, in the order in which they are asked."""
    absent = [
        part
        for part, there in (
            ("date", draft.day is not None),
            ("hamlet", draft.hamlet is not None),
            ("activity", bool(draft.activities)),
        )
        if not there and part not in draft.unclear
    ]
    return (*draft.unclear, *absent)


def missing_words(draft: Draft) -> str:
    """What is missing: `còn thiếu số người`, or that the card waits."""
    parts = missing(draft) or ((draft.asking,) if draft.asking in ("topic", "reason") else ())
    named = ", ".join(texts.MISSING[part] for part in parts)
    return texts.RESUME_MISSING.format(missing=named) if named else texts.RESUME_CARD


def resume_words(scene: Scene, draft: Draft) -> str:
    """One line that says which visit is open and what it lacks: `Xóm 4, 21/11, còn thiếu số người`."""
    hamlet = scene.records.hamlet(draft.hamlet) if draft.hamlet is not None else None
    known = (hamlet.name if hamlet else "", short_day(draft.day) if draft.day else "", missing_words(draft))
    return texts.RESUME.format(summary=", ".join(part for part in known if part))


def both_turn(scene: Scene, draft: Draft) -> Turn:
    """Several visits are open: what shall become of the first one and of the others."""
    every = (draft, *draft.waiting)
    ready = not any(missing(one) for one in every)
    count = len(every)
    two, many = (texts.SAVE_BOTH, texts.SAVE_MANY) if ready else (texts.KEEP_BOTH, texts.KEEP_MANY)
    lines = [texts.BOTH_FIRST.format(summary=draft_words(scene.records, draft))]
    lines += [texts.BOTH_NEXT.format(summary=draft_words(scene.records, other)) for other in draft.waiting[-_SHOWN:]]
    if len(draft.waiting) > _SHOWN:
        lines.insert(1, texts.BOTH_MORE.format(number=len(draft.waiting) - _SHOWN))
    presses = [
        press(two if count == 2 else many.format(number=count), "all", draft),
        press(texts.REPLACE_FIRST, "swap", draft),
        press(texts.KEEP_FIRST, "mine", draft),
    ]
    reply = say(texts.BOTH, "\n".join(lines), buttons=presses)
    return Turn(scene.conversation.with_(draft=draft), (reply,))


def _to_ask(draft: Draft) -> Draft:
    """The draft with what it lacks in its list, waiting with the first of it unless something else is being asked."""
    draft = replace(draft, unclear=missing(draft))
    if draft.asking is None and draft.unclear:
        return replace(draft, asking=draft.unclear[0])
    return draft


def _card(scene: Scene, draft: Draft, before: str, just_saved: Sequence[Visit]) -> Reply:
    card = draft_reply(scene.records, draft, scene.today)
    like = find_like(scene, draft, just_saved)
    if like:
        # The last block of a card says how to save it; here the likeness does.
        warned = (*card.blocks[:-1], Paragraph(like_words(scene, draft, like)))
        presses = (
            press(texts.ANYWAY, "anyway", draft),
            press(texts.NOT_THIS, "leave", draft),
            *(item for item in card.buttons if item.label not in (texts.SAVE, texts.DROP)),
        )
        card = replace(card, blocks=warned, buttons=presses)
    if not before:
        return card
    return replace(card, title=None, blocks=(Paragraph(before), Paragraph(card.title or ""), *card.blocks))
