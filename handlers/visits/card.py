"""A visit in words: the card that is read back, one line of it, and the names of its parts."""

from collections.abc import Sequence
from datetime import date

from handlers.action import Action, Verb
from handlers.records import Records
from handlers.reply import Block, Bullets, Paragraph, Press, Reply, Small
from handlers.teams.model import Hamlet
from handlers.visits import texts
from handlers.visits import texts_activities as names
from handlers.visits.draft import Draft
from handlers.visits.note import Activity, Group
from handlers.visits.visit import Visit
from knowledge.days import show_day


def press(label: str, what: str, draft: Draft, *args: str) -> Press:
    """A button of this draft: it names the draft, so that it does nothing to a later one."""
    return Press(label, Action(Verb.DRAFT, (what, draft.key, *args)))


def draft_reply(records: Records, draft: Draft, today: date | None = None) -> Reply:
    """The card of a draft with its buttons. `today` lets it say "hôm nay" beside the date."""
    hamlet = records.hamlet(draft.hamlet) if draft.hamlet is not None else None
    blocks = card_blocks(draft, today)
    presses = (
        press(texts.SAVE, "save", draft),
        press(texts.EDIT_DAY, "day", draft),
        press(texts.EDIT_HAMLET, "hamlet", draft),
        press(texts.EDIT_WORK, "work", draft),
        press(texts.EDIT_PEOPLE, "people", draft),
        press(texts.DROP, "drop", draft),
    )
    title = texts.CARD_EDIT_TITLE if draft.editing else texts.CARD_TITLE
    shown = title.format(hamlet=place_words(hamlet))
    return Reply((*blocks, Small(texts.CARD_ASK)), title=shown, buttons=presses)


def card_blocks(draft: Draft, today: date | None) -> tuple[Block, ...]:
    """What a card says below its title."""
    lines = [activity_words(item) for item in draft.activities] or [texts.NO_ACTIVITY]
    people = people_words(draft.people, draft.households)
    total = texts.CARD_PEOPLE.format(people=people)
    if draft.groups:
        total = texts.CARD_GROUPS.format(people=people, groups=groups_words(draft.groups))
    extras = [texts.CARD_PHOTO] if draft.photo else []
    extras += [texts.CARD_PLACE] if draft.place else []
    blocks: list[Block] = [
        Paragraph(texts.CARD_DAY.format(day=day_words(draft.day, today))),
        Bullets(tuple(lines)),
    ]
    only = draft.activities[0].people if len(draft.activities) == 1 else None
    if only is None or only != draft.people or draft.households is not None or draft.groups:
        blocks.append(Paragraph(total))
    if extras:
        blocks.append(Small(" ".join(extras)))
    return tuple(blocks)


def place_words(hamlet: Hamlet | None) -> str:
    """A hamlet with its commune: `Xóm 4, xã Minh Hợp`."""
    return f"{hamlet.name}, {hamlet.commune}" if hamlet else texts.NO_HAMLET


def day_words(day: date | None, today: date | None = None) -> str:
    """A day as it is read back: `thứ Bảy 21/11/2026, hôm nay`."""
    if day is None:
        return texts.NO_DAY
    words = f"{names.WEEKDAYS[day.weekday()]} {show_day(day)}"
    back = (today - day).days if today else -1
    return f"{words}, {names.NEAR_DAYS[back]}" if 0 <= back < len(names.NEAR_DAYS) else words


def short_day(day: date) -> str:
    """A day in a list: `21/11`."""
    return f"{day.day}/{day.month}"


def activity_name(activity: Activity) -> str:
    """What was done, without numbers: `Khai sinh`, `Tuyên truyền: phòng lừa đảo`."""
    alone = names.KINDS_ALONE.get(activity.kind, names.KINDS["khac"])
    if activity.topic is None:
        return alone
    name = names.TOPICS.get(activity.topic, alone)
    if activity.kind == "tuyen-truyen":
        first = name if name[:2].isupper() or name.startswith("VNeID") else name[0].lower() + name[1:]
        return names.CAMPAIGN.format(about=first)
    return name


def activity_words(activity: Activity) -> str:
    """An activity in words: `Khai sinh: 3 hồ sơ nộp trên mạng, chưa xong`."""
    said = [_numbers(activity), names.OUTCOMES[activity.outcome] if activity.outcome else ""]
    told = ", ".join(part for part in said if part)
    name = activity_name(activity)
    return f"{name}{' –' if ':' in name else ':'} {told}" if told else name


def activities_words(activities: Sequence[Activity]) -> str:
    """Several in one line."""
    return "; ".join(activity_words(item) for item in activities) or texts.NO_ACTIVITY


def people_words(people: int | None, households: int | None = None) -> str:
    """How many were helped; what isn't known is said to be so, never 0."""
    parts = [names.PEOPLE.format(number=people)] if people is not None else []
    if households is not None:
        parts.append(texts.CARD_HOUSEHOLDS.format(number=households))
    return ", ".join(parts) or texts.CARD_UNKNOWN_PEOPLE


def groups_words(groups: Sequence[Group]) -> str:
    """Of whom they were: `3 người cao tuổi, hộ nghèo`."""
    shown = [(item.people, names.GROUPS.get(item.group, item.group)) for item in groups]
    return ", ".join(f"{number} {name}" if number is not None else name for number, name in shown)


def visit_words(visit: Visit) -> str:
    """A visit in one line: `Xóm 4, thứ Bảy 21/11/2026: Cài đặt VNeID: 12 người`."""
    return _line(visit.hamlet.name, visit.day, visit.activities, visit.people, visit.households)


def draft_words(records: Records, draft: Draft) -> str:
    """The same of a draft, with what isn't known yet left out."""
    hamlet = records.hamlet(draft.hamlet) if draft.hamlet is not None else None
    return _line(hamlet.name if hamlet else "", draft.day, draft.activities, draft.people, draft.households)


def _line(
    hamlet: str, day: date | None, activities: Sequence[Activity], people: int | None, households: int | None
) -> str:
    place = ", ".join(part for part in (hamlet, day_words(day) if day else "") if part)
    shown = [activity_words(item) for item in activities]
    told = sum(item.people or 0 for item in activities)
    if shown and people is not None and people == told and households is not None:
        shown.append(texts.CARD_HOUSEHOLDS.format(number=households))
    elif (people is not None and people != told) or households is not None:
        helped = people_words(people, households)
        shown.append(texts.IN_ALL.format(people=helped) if shown else helped)
    what = "; ".join(shown)
    return f"{place}: {what}" if place and what else place or what or texts.NO_ACTIVITY


def _numbers(activity: Activity) -> str:
    people, online = activity.people, activity.online
    if people is None:
        return names.FILED.format(number=online) if online else ""
    if online is None:
        return names.PEOPLE.format(number=people)
    if online == 0:
        return names.FILED_NONE.format(number=people)
    if online == people:
        return names.FILED.format(number=people)
    return names.FILED_SOME.format(number=people, online=online)
