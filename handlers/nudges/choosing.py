"""The conversation about when nudges come: shown, another day and hour, turned off and on again."""

from datetime import time

from handlers.nudges import texts
from handlers.nudges.presses import press
from handlers.nudges.times import DEFAULTS, HOURS, OFF, Kind, Slot, kinds_for, preference_of, slot_of
from handlers.reply import Bullets, Paragraph, Press, Reply, say
from handlers.scene import Scene
from handlers.teams.changes import SetPreference
from handlers.teams.people import Person
from handlers.turn import Turn
from handlers.visits.texts_activities import WEEKDAYS


def times_turn(scene: Scene, person: Person) -> Turn:
    """What comes when."""
    kinds = kinds_for(person)
    if not kinds:
        return Turn(scene.conversation, (say(texts.NOT_YOURS),))
    slots = {kind: slot_of(scene.records, person, kind) for kind in kinds}
    lines = [texts.TIMES_ONE.format(kind=texts.KINDS[kind], when=_show(slot)) for kind, slot in slots.items()]
    buttons: list[Press] = []
    for kind, slot in slots.items():
        alone = len(kinds) == 1
        buttons.append(
            press(texts.DAY_BUTTON if alone else texts.CHANGE_ONE.format(kind=texts.KINDS[kind]), "days", kind)
        )
        if alone:
            buttons.append(_switch(kind, slot))
    blocks = (Paragraph(texts.TIMES), Bullets(tuple(lines)), Paragraph(texts.TIMES_QUIET))
    return Turn(scene.conversation, (Reply(blocks, buttons=tuple(buttons)),))


def times_pressed(scene: Scene, person: Person, what: str, args: tuple[str, ...]) -> Turn | None:
    """`days`, `hours`, `set`, `off`, `on`, each with the kind; None when the button isn't one of these."""
    kind = Kind(args[0]) if args and args[0] in set(Kind) else None
    if kind is None:
        return None
    if kind not in kinds_for(person):
        return Turn(scene.conversation, (say(texts.NOT_YOURS),))
    day = int(args[1]) if len(args) > 1 and args[1] in "1234567" else 0
    match what:
        case "days":
            return _days(scene, person, kind)
        case "hours" if day:
            return _hours(scene, kind, day)
        case "set" if day and len(args) > 2:
            hour = next((hour for hour in HOURS if f"{hour:%H%M}" == args[2]), None)
            return _chosen(scene, person, kind, Slot(day, hour)) if hour else None
        case "on":
            return _chosen(scene, person, kind, DEFAULTS[kind])
        case "off":
            change = SetPreference(person.id, preference_of(kind), OFF)
            said = say(texts.TIMES_TURNED_OFF.format(kind=texts.KINDS[kind]), buttons=(_switch(kind, None),))
            return Turn(scene.conversation, (said,), (change,))
        case _:
            return None


def _days(scene: Scene, person: Person, kind: Kind) -> Turn:
    buttons = [press(_capital(name), "hours", kind, str(day)) for day, name in enumerate(WEEKDAYS, 1)]
    buttons.append(_switch(kind, slot_of(scene.records, person, kind)))
    return Turn(scene.conversation, (say(texts.TIMES_ASK_DAY.format(kind=texts.KINDS[kind]), buttons=buttons),))


def _hours(scene: Scene, kind: Kind, day: int) -> Turn:
    buttons = [press(_show_time(hour), "set", kind, str(day), f"{hour:%H%M}") for hour in HOURS]
    asked = texts.TIMES_ASK_HOUR.format(kind=texts.KINDS[kind], day=WEEKDAYS[day - 1])
    return Turn(scene.conversation, (say(asked, buttons=buttons),))


def _chosen(scene: Scene, person: Person, kind: Kind, slot: Slot) -> Turn:
    value = None if slot == DEFAULTS[kind] else str(slot)
    said = texts.TIMES_SET.format(kind=texts.KINDS[kind], when=_show(slot))
    buttons = (press(texts.ALL_BUTTON, "times"),)
    return Turn(
        scene.conversation, (say(said, buttons=buttons),), (SetPreference(person.id, preference_of(kind), value),)
    )


def _switch(kind: Kind, slot: Slot | None) -> Press:
    return press(texts.OFF_BUTTON, "off", kind) if slot else press(texts.ON_BUTTON, "on", kind)


def _show(slot: Slot | None) -> str:
    if slot is None:
        return texts.TIMES_OFF
    return texts.TIMES_AT.format(day=WEEKDAYS[slot.day - 1], time=_show_time(slot.at))


def _show_time(at: time) -> str:
    return f"{at.hour}:{at.minute:02}"


def _capital(name: str) -> str:
    return name[:1].upper() + name[1:]
