"""What is held about a person: seeing it, taking it along, deleting it (`/dulieu`, `/xoa`)."""

from collections.abc import Sequence
from datetime import datetime

from handlers.action import Action, Verb
from handlers.message import Text
from handlers.privacy import deleting, showing
from handlers.privacy.words import Wish, wish
from handlers.records import Records
from handlers.scene import Scene
from handlers.turn import Batch, Turn


class Privacy:
    """`handlers.scene.Feature`; `retention_days`: how long the text of messages is kept."""

    def __init__(self, retention_days: int) -> None:
        self._days = retention_days

    @property
    def verbs(self) -> frozenset[Verb]:
        return frozenset({Verb.DATA})

    def take(self, scene: Scene) -> Turn | None:
        if not isinstance(scene.message.content, Text):
            return None
        match wish(scene.message.content.text):
            case Wish.SEE:
                return Turn(scene.conversation, (showing.held_reply(scene, self._days),))
            case Wish.DELETE:
                return Turn(scene.conversation, (deleting.confirm_reply(scene),))
            case None:
                return None

    def pressed(self, scene: Scene, action: Action) -> Turn | None:
        match action.args:
            case ("load",):
                return Turn(scene.conversation, (showing.export_reply(scene, self._days),))
            case ("delete",):
                return Turn(scene.conversation, (deleting.confirm_reply(scene),))
            case ("yes", where, stamp):
                return deleting.deleted_turn(scene, where, stamp)
            case ("keep",):
                return deleting.kept_turn(scene)
        return None

    def after(self, scene: Scene, turn: Turn) -> Turn:
        return turn

    def tick(self, records: Records, now: datetime) -> Sequence[Batch]:
        return ()
