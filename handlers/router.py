"""Who handles what: the whole assistant as one object."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime

from handlers.action import Verb, decode
from handlers.ask.choosing import chosen
from handlers.ask.counting import in_commune
from handlers.ask.flow import Asking
from handlers.ask.groups import AskingInGroup
from handlers.ask.heard import button_says, words_say
from handlers.ask.turns import as_new, remember_choices, warnings_on
from handlers.console.feature import SigningIn
from handlers.conversation import Conversation
from handlers.editing.answering import TellingAskers
from handlers.editing.approving import Approving
from handlers.editing.chatting import EditingInChat
from handlers.message import Button, Message, Text
from handlers.nobody import NOBODY
from handlers.nudges.feature import Nudges, Writing
from handlers.privacy.feature import Privacy
from handlers.privacy.held import RETENTION_DAYS
from handlers.records import Records
from handlers.requests.feature import Requests
from handlers.requests.settings import CommuneHours
from handlers.scene import Feature, Scene
from handlers.teams.codes import Choose
from handlers.teams.feature import People
from handlers.teams.people import Account
from handlers.turn import Batch, Handler, Turn
from handlers.visits.feature import Visits
from handlers.visits.helping import Helper
from handlers.visits.recalling import Recalling
from knowledge.communes import load_communes
from knowledge.days import VIETNAM
from knowledge.understand import Understander


class WholeAssistant:
    """Every feature in its order, then asking; a short answer in a group (`handlers.turn.Assistant`)."""

    def __init__(
        self,
        understander: Understander,
        records: Records,
        choose: Choose | None = None,
        public_url: str = "",
        retention_days: int = RETENTION_DAYS,
        console_url: str = "",
    ) -> None:
        self._communes, self._records = load_communes(), records
        self._choose, self._public_url = choose, public_url
        self._content = understander.index.content
        self._asking = Asking(understander, self._communes)
        self._in_group = AskingInGroup(understander, self._communes)
        self._features = _features(understander, retention_days, console_url)

    def turn(self, message: Message, conversation: Conversation, today: date) -> Turn:
        """One message."""
        if message.group:
            return self._in_group.turn(message, today)
        account = Account(message.channel, message.conversation)
        scene = Scene(
            message,
            conversation,
            message.at.astimezone(VIETNAM).date(),
            self._records.person(account),
            self._records,
            self._content,
            self._communes,
            self._choose,
            self._public_url,
        )
        scene = _as_heard(scene)
        owner, turn = self._featured(scene)
        if turn is None:
            turn = in_commune(self._asking.turn(scene.message, scene.conversation, today), scene)
        elif (warnings := warnings_on(message)) and not (_asked_for_phone(conversation) or turn.conversation.proposal):
            turn = replace(turn, replies=(warnings, *turn.replies))
        if not isinstance(message.content, Button):
            turn = as_new(turn)
        for feature in self._features:
            if feature is not owner:
                turn = feature.after(scene, turn)
        turn = replace(turn, conversation=turn.conversation.with_(noticed=False))
        return turn if turn.conversation.heard else remember_choices(turn)

    def tick(self, now: datetime) -> Iterable[Batch]:
        """What is due by itself. A feature that raises keeps none of the others from what they do."""
        errors = []
        for feature in self._features:
            try:
                yield from feature.tick(self._records, now)
            except Exception as error:
                errors.append(error)
        if errors:
            raise ExceptionGroup("tick", errors)

    def _featured(self, scene: Scene) -> tuple[Feature | None, Turn | None]:
        """The feature whose message this is, and its turn."""
        content = scene.message.content
        if isinstance(content, Button):
            return self._pressed(scene, content.code)
        for feature in self._features:
            turn = feature.take(scene)
            if turn:
                return feature, turn
        if isinstance(content, Text) and not scene.conversation.heard:
            # A button of a feature, typed by its number or words.
            code = chosen(scene.conversation, content.text)
            return self._pressed(scene, code) if code else (None, None)
        return None, None

    def _pressed(self, scene: Scene, code: str) -> tuple[Feature | None, Turn | None]:
        action = decode(code)
        owner = next((feature for feature in self._features if action and action.verb in feature.verbs), None)
        return (owner, owner.pressed(scene, action)) if owner and action else (None, None)


def _as_heard(scene: Scene) -> Scene:
    """What a recogniser wrote down comes as if it had been typed once the person has said that it is right."""
    heard, content = scene.conversation.heard, scene.message.content
    if heard is None:
        return scene
    right = None
    if isinstance(content, Button):
        action = decode(content.code)
        right = button_says(heard, action) if action and action.verb is Verb.HEARD else None
    elif isinstance(content, Text):
        right = words_say(heard, content.text)
    if not right:
        return scene
    return replace(
        scene, message=replace(scene.message, content=Text(heard)), conversation=scene.conversation.with_(heard=None)
    )


def _asked_for_phone(conversation: Conversation) -> bool:
    return conversation.calling is not None and conversation.calling.asking in ("phone", "reach")


def _features(understander: Understander, retention_days: int, console_url: str) -> tuple[Feature, ...]:
    """In this order each is asked whether a message is its own."""
    return (
        Writing(),
        Privacy(retention_days),
        SigningIn(console_url),
        People(understander),
        Approving(understander, console_url),
        EditingInChat(understander),
        CommuneHours(),
        Requests(understander),
        Recalling(),
        Helper(),
        Visits(),
        Nudges(),
        TellingAskers(understander),
    )


def make_assistant(
    understander: Understander,
    records: Records = NOBODY,
    choose: Choose | None = None,
    public_url: str = "",
    retention_days: int = RETENTION_DAYS,
    console_url: str = "",
) -> WholeAssistant:
    """The assistant over one understander and what is on record; without records there are residents only.

    `choose` and `public_url`: see `Scene`; `retention_days`: how long texts are kept, as people are told;
    `console_url`: where administrators reach the console, no trailing slash; "" is nowhere.
    """
    return WholeAssistant(understander, records, choose, public_url, retention_days, console_url)


def make_handler(understander: Understander, records: Records = NOBODY) -> Handler:
    """What the assistant answers, as a plain function."""
    return make_assistant(understander, records).turn
