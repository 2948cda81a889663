"""`/quantri`: an administrator asks for a link into the console; the link goes to this very conversation."""

from collections.abc import Sequence
from datetime import datetime

from handlers.action import Action, Verb
from handlers.ask.choosing import plain
from handlers.console import texts
from handlers.console.link import LINK_MINUTES, LINK_TIME, MakeLink, address
from handlers.message import Text
from handlers.records import Records
from handlers.reply import Link, Paragraph, Reply, Small, say
from handlers.scene import Scene
from handlers.teams.model import Role
from handlers.turn import Batch, Turn


class SigningIn:
    """The way into the console. `root`: the program's address for administrators; "" where there is no console."""

    def __init__(self, root: str) -> None:
        self._root = root

    @property
    def verbs(self) -> frozenset[Verb]:
        """No buttons: a link is made by typing, so that an old button never makes one."""
        return frozenset()

    def take(self, scene: Scene) -> Turn | None:
        """The command or its words; words alone count only for people with a role."""
        content = scene.message.content
        typed = plain(content.text) if isinstance(content, Text) else ""
        if typed not in texts.WORDS or (scene.person is None and not typed.startswith("/")):
            return None
        if scene.person is None:
            return Turn(scene.conversation, (say(texts.NO_ROLE),))
        if not scene.person.holds(Role.COMMUNE_ADMIN, Role.PROVINCE_ADMIN):
            return Turn(scene.conversation, (say(texts.NOT_ADMIN),))
        if not self._root:
            return Turn(scene.conversation, (say(texts.NOT_HERE),))
        how = texts.LINK_HOW.format(name=scene.person.name, minutes=LINK_MINUTES)
        blocks = (Paragraph(how), Link(texts.LINK_LABEL, address(self._root)), Small(texts.LINK_CARE))
        # Private: whoever reads the stored copy could sign in.
        reply = Reply(blocks, title=texts.LINK_TITLE, private=True)
        return Turn(scene.conversation, (reply,), (MakeLink(scene.person.id, scene.now + LINK_TIME),))

    def pressed(self, scene: Scene, action: Action) -> Turn | None:
        """Nothing."""
        return None

    def after(self, scene: Scene, turn: Turn) -> Turn:
        """Nothing is added."""
        return turn

    def tick(self, records: Records, now: datetime) -> Sequence[Batch]:
        """Nothing happens by itself."""
        return ()
