"""The checklist wizard: one question at a time, back and restart, and this person's own list at the end."""

from dataclasses import replace
from datetime import date

from handlers.action import Action, Verb
from handlers.ask import buttons, texts
from handlers.conversation import Checklist as Filling
from handlers.reply import Block, Bullets, Link, Paragraph, Press, Reply, Small, say
from knowledge.answer import source_line
from knowledge.check import applies
from knowledge.days import show_day
from knowledge.sums import household_sum, show_worked
from knowledge.topic import Checklist, Item, Kind, Question, Topic


def next_question(checklist: Checklist, filling: Filling) -> Question | None:
    """The first question that applies and isn't answered; None when the list is complete."""
    given = dict(filling.answers)
    return next((q for q in checklist.questions if q.id not in given and applies(q.when, given)), None)


def question_reply(topic: Topic, filling: Filling, *, before: str = "") -> Reply:
    """The question that waits, with its choices and the ways back and out."""
    checklist = _of(topic)
    question = next_question(checklist, filling)
    if question is None:
        raise ValueError("the checklist is complete")
    number = len(filling.answers) + 1
    asked = texts.CHECKLIST_STEP.format(title=checklist.title, number=number, ask=question.ask)
    presses = [Press(c.label, Action(Verb.CHOOSE, (question.id, c.id))) for c in question.choices]
    hint = ""
    if question.number:
        low, high = question.number
        hint = texts.CHECKLIST_NUMBER.format(low=low, high=high)
        presses = [
            Press(str(n), Action(Verb.CHOOSE, (question.id, str(n)))) for n in range(low, min(high, low + 4) + 1)
        ]
    if filling.answers:
        presses.append(Press(texts.CHECKLIST_BACK, Action(Verb.BACK)))
    presses.append(Press(texts.CHECKLIST_LEAVE, Action(Verb.LEAVE)))
    return say(before, asked, hint, buttons=presses)


def answered(topic: Topic, filling: Filling, question_id: str, choice: str) -> Filling | None:
    """The list with one answer more; None when the question isn't the one that waits or has no such choice."""
    question = next_question(_of(topic), filling)
    if question is None or question.id != question_id:
        return None
    if question.number:
        low, high = question.number
        if not (choice.isdecimal() and len(choice) < 6 and low <= int(choice) <= high):
            return None
        choice = str(int(choice))
    elif choice not in {item.id for item in question.choices}:
        return None
    return replace(filling, answers=(*filling.answers, (question_id, choice)))


def back(filling: Filling) -> Filling:
    """The list without its last answer."""
    return replace(filling, answers=filling.answers[:-1])


def result_reply(topic: Topic, filling: Filling, day: date) -> Reply:
    """This person's papers, fees, days, place and steps on `day`, with sources; a document to keep."""
    checklist, given = _of(topic), dict(filling.answers)
    items = [item for item in checklist.items if item.holds(day) and applies(item.when, given)]
    blocks: list[Block] = [Small(texts.CHECKLIST_CASE.format(answers=_answers_shown(checklist, given)))]
    for kind in Kind:
        lines = [text for item in items if item.kind is kind and (text := _shown(item, given, day))]
        if lines:
            blocks += [Paragraph(f"{texts.KINDS[kind]}:"), Bullets(tuple(lines), numbered=kind is Kind.STEP)]
    blocks.append(Link(topic.link.label, topic.link.url))
    blocks.append(Small(texts.CHECKLIST_DAY.format(day=show_day(day))))
    sources = dict.fromkeys((item.source, item.article) for item in items if item.source)
    blocks.append(Small(source_line((source, article) for source, article in sources if source)))
    presses = (
        Press(texts.CHECKLIST_RESTART, Action(Verb.CHECKLIST, (topic.id,))),
        Press(texts.ALL_FACETS, Action(Verb.TOPIC, (topic.id, "all"))),
        *buttons.helped(topic.id),
        buttons.person(topic.id),
    )
    return Reply(tuple(blocks), title=checklist.title, buttons=presses, keep=True)


def _of(topic: Topic) -> Checklist:
    if topic.checklist is None:
        raise ValueError(f"{topic.id} has no checklist")
    return topic.checklist


def _answers_shown(checklist: Checklist, given: dict[str, str]) -> str:
    shown = []
    for question in checklist.questions:
        if question.id in given:
            labels = {choice.id: choice.label for choice in question.choices}
            shown.append(f"{question.ask.rstrip('?')}: {labels.get(given[question.id], given[question.id])}")
    return "; ".join(shown)


def _shown(item: Item, given: dict[str, str], day: date) -> str:
    if item.sum is None:
        return item.text
    worked = household_sum(item.sum, int(given[item.sum.persons]), int(given[item.sum.months]), day)
    return show_worked(item.text, worked) if worked else ""
