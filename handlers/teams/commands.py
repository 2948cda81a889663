"""What somebody with a role can do, said below the help for everybody."""

from dataclasses import replace

from handlers.ask.help import shows_help
from handlers.reply import Paragraph
from handlers.scene import Scene
from handlers.teams import texts_people as texts
from handlers.teams.model import Role
from handlers.teams.people import Person
from handlers.turn import Turn


def with_help(scene: Scene, turn: Turn) -> Turn:
    """The turn with the commands of whoever asked for help, where they hold a role."""
    person = scene.person
    if person is None:
        return turn
    lines = tuple(map(Paragraph, _lines(person)))
    replies = (replace(one, blocks=(*one.blocks, *lines)) if shows_help(one) else one for one in turn.replies)
    return replace(turn, replies=tuple(replies))


def _lines(person: Person) -> list[str]:
    lines = [texts.HELP_TEAM] if person.hamlets else []
    leads = person.holds(Role.LEADER)
    manages = person.holds(Role.COMMUNE_ADMIN, Role.PROVINCE_ADMIN)
    lines.append(texts.HELP_PEOPLE.format(more=texts.HELP_INVITE if leads or manages else ""))
    return [*lines, texts.HELP_ADMIN] if manages else lines
