"""The one question that a draft waits with: what it asks, the likely answers as buttons, and the way back."""

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date, timedelta

from handlers.ask.buttons import MOST
from handlers.message import Channel
from handlers.reply import Press, Reply, say
from handlers.scene import Scene
from handlers.teams.model import Hamlet
from handlers.teams.sample import unmarked
from handlers.visits import texts
from handlers.visits import texts_activities as names
from handlers.visits.card import activity_name, draft_words, press, short_day
from handlers.visits.changing import Doubt
from handlers.visits.draft import Draft
from handlers.visits.note import Outcome
from handlers.visits.visit import Arose
from knowledge.text import fold

LINE_STEPS = ("date", "hamlet", "activity", "people")
FORM_STEPS = ("hamlet", "date", "activity", "people", "outcome")
_NEAR_DAYS = 5
_HAMLETS = 7
_KINDS = 5
_RECENT = timedelta(days=30)
# How an activity ended, in a button of it.
ENDS = {Outcome.DONE: "done", Outcome.IN_PROGRESS: "open", Outcome.REFERRED: "referred"}
# Where choices are numbered lines that are chosen by typing the number.
NUMBERED = (Channel.ZALO_BOT, Channel.CONSOLE)


def question_reply(scene: Scene, draft: Draft, before: str = "", page: int = 0) -> Reply:
    """What `draft.asking` asks, with `before` said first."""
    match draft.asking:
        case "date":
            asked, presses = texts.ASK_DATE, _days(draft, scene.today)
        case "hamlet":
            asked, presses = _hamlets(scene, draft)
        case "topic":
            asked, presses = texts.ASK_TOPIC, _topics(draft)
        case "works":
            asked, presses = texts.ASK_WORKS, _works(draft)
        case "people":
            asked, presses = _people(scene, draft)
        case "outcome":
            asked = texts.ASK_OUTCOME
            presses = [press(label, "outcome", draft, what) for what, label in texts.OUTCOMES]
        case "reason":
            asked, presses = _reason(scene, draft)
        case _:
            asked, presses = _kinds(draft, page)
    if draft.asking == "people" and scene.message.channel in NUMBERED:
        # A typed number would be both a count and a choice, so none are offered.
        presses = []
    elif draft.asking != "works" and page == 0:
        presses += _ways_out(scene, draft, len(presses))
    return say(before, _so_far(scene, draft), asked, buttons=presses)


def hamlet_labels(hamlets: Sequence[Hamlet]) -> list[tuple[Hamlet, str]]:
    """Each hamlet with what its button says; the commune stands by where names are twice."""
    known = [hamlet.name for hamlet in hamlets]
    return [
        (hamlet, f"{hamlet.name} ({hamlet.commune.split(' ', 1)[-1]})" if known.count(hamlet.name) > 1 else hamlet.name)
        for hamlet in hamlets
    ]


def several_works(draft: Draft) -> bool:
    """Whether more than one activity is gathered before going on: in the form, and when correcting."""
    return draft.arose is Arose.FORM or "activity" not in draft.unclear


def which_reply(draft: Draft, doubt: Doubt) -> Reply:
    """Whose number or whose outcome it is, when it fits several activities."""
    presses, asked = (_ended(draft, doubt.outcome) if doubt.outcome else _counted(draft, doubt)), texts.ASK_WHICH
    if doubt.outcome:
        asked = texts.ASK_WHICH_ENDED.format(outcome=names.OUTCOMES[doubt.outcome])
    return say(asked, buttons=[*presses[-7:], press(texts.BACK, "back", draft)])


def _counted(draft: Draft, doubt: Doubt) -> list[Press]:
    presses = []
    for item in draft.activities:
        counted = (item.people or 0) + doubt.number if doubt.adding else doubt.number
        label = texts.PART.format(work=activity_name(item), number=counted)
        presses.append(press(label, "count", draft, item.kind, item.topic or "-", str(counted)))
    whole = (draft.people or 0) + doubt.number if doubt.adding else doubt.number
    return [*presses, press(texts.WHOLE.format(number=whole), "count", draft, "-", "-", str(whole))]


def _ended(draft: Draft, outcome: Outcome) -> list[Press]:
    what = ENDS[outcome]
    presses = [press(activity_name(item), what, draft, item.kind, item.topic or "-") for item in draft.activities]
    return [*presses, press(texts.EVERY_WORK, what, draft, "-", "-")]


def _so_far(scene: Scene, draft: Draft) -> str:
    if not (draft.activities or draft.people is not None or draft.households is not None):
        return ""
    if draft.asking == "works":
        return ""
    return texts.SO_FAR.format(so_far=draft_words(scene.records, draft))


def _ways_out(scene: Scene, draft: Draft, taken: int) -> list[Press]:
    """Back, and out of the whole visit where there is room: both can be typed too."""
    ways = [press(texts.BACK, "back", draft)] if step_before(scene, draft) is not None else []
    if draft.asking in draft.unclear:
        ways.append(press(texts.DROP, "drop", draft))
    return ways[: max(0, MOST - taken)]


def step_before(scene: Scene, draft: Draft) -> str | None:
    """The part asked before this one; empty is the card; None when this is the first."""
    if draft.asking == "topic":
        return "activity"
    if draft.asking not in draft.unclear:
        return ""
    steps = FORM_STEPS if draft.arose is Arose.FORM else LINE_STEPS
    at = steps.index(draft.asking) if draft.asking in steps else 0
    before = steps[at - 1] if at else None
    alone = scene.person is not None and len(scene.person.hamlets) == 1
    return None if before == "hamlet" and alone and draft.arose is Arose.FORM else before


def _days(draft: Draft, today: date) -> list[Press]:
    presses = []
    for back in range(_NEAR_DAYS):
        day = today - timedelta(days=back)
        name = names.NEAR_DAYS[back] if back < len(names.NEAR_DAYS) else names.WEEKDAYS[day.weekday()]
        presses.append(press(f"{name[0].upper()}{name[1:]} {short_day(day)}", "day", draft, day.isoformat()))
    return presses


def _hamlets(scene: Scene, draft: Draft) -> tuple[str, list[Press]]:
    hamlets = scene.person.hamlets if scene.person else ()
    ranked = sorted(hamlets, key=_likely(scene, draft), reverse=True)[:_HAMLETS]
    labels = dict(hamlet_labels(hamlets))
    presses = [press(labels[hamlet], "hamlet", draft, str(hamlet.id)) for hamlet in ranked]
    return (texts.ASK_HAMLET_TYPED if len(hamlets) > _HAMLETS else texts.ASK_HAMLET), presses


def _likely(scene: Scene, draft: Draft) -> Callable[[Hamlet], tuple[bool, int]]:
    """Those that the line names come first, then those of the person's latest visits."""
    words = f" {fold(draft.words.lower())} "
    counted: Counter[int] = Counter()
    if scene.person and len(scene.person.hamlets) > _HAMLETS:
        latest = scene.records.visits(scene.person, scene.today - _RECENT, scene.today)
        counted.update(visit.hamlet.id for visit in latest if visit.by == scene.person.id)
    return lambda hamlet: (f" {fold(unmarked(hamlet.name).lower())} " in words, counted[hamlet.id])


def _kinds(draft: Draft, page: int) -> tuple[str, list[Press]]:
    several = several_works(draft)
    chosen = {item.kind for item in draft.activities if item.topic is None} if several else set()
    kinds = [kind for kind in names.KINDS if kind not in chosen]
    shown = kinds[:_KINDS] if page == 0 else kinds[_KINDS:]
    presses = [press(names.KINDS[kind], "kind", draft, kind) for kind in shown]
    if page:
        return texts.ASK_ACTIVITY, [*presses, press(texts.BACK, "kinds", draft)]
    presses.append(press(texts.OTHER_KINDS, "kinds", draft, "1"))
    if not (several and draft.activities):
        return texts.ASK_ACTIVITY, presses
    return texts.ASK_MORE_ACTIVITY, [press(texts.NEXT, "next", draft), *presses]


def _topics(draft: Draft) -> list[Press]:
    presses = [press(names.TOPICS[topic], "topic", draft, topic) for topic in names.OFTEN]
    return [*presses, press(texts.ANY_SERVICE, "topic", draft, "-")]


def _works(draft: Draft) -> list[Press]:
    presses = [
        press(texts.CUT_WORK.format(work=activity_name(item)), "cut", draft, item.kind, item.topic or "-")
        for item in draft.activities[:5]
    ]
    return [*presses, press(texts.ADD_WORK, "add", draft), press(texts.WORKS_DONE, "back", draft)]


def _people(scene: Scene, draft: Draft) -> tuple[str, list[Press]]:
    asked = texts.ASK_PEOPLE_EACH if len(draft.activities) > 1 else texts.ASK_PEOPLE
    presses = [press(str(number), "number", draft, str(number)) for number in range(1, 6)]
    return asked, [*presses, press(texts.UNKNOWN_NUMBER, "number", draft, "none")]


def _reason(scene: Scene, draft: Draft) -> tuple[str, list[Press]]:
    visit = scene.records.visit(scene.person, draft.editing) if scene.person and draft.editing else None
    asked = texts.ASK_REASON.format(name=visit.by_name if visit else "")
    return asked, [press(label, "reason", draft, what) for what, label in texts.REASONS]
