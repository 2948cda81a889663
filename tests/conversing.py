"""A conversation as tests write it: say a line, press a label, look at the reply, the buttons and the state."""

from datetime import UTC, date, datetime

from handlers.action import encode
from handlers.conversation import Conversation, dump, load
from handlers.message import Button, Channel, Content, Message, Start, Text, Voice
from handlers.reply import Reply, plain_text
from handlers.turn import Change, CountAsked, Handler
from knowledge.mask import mask

TODAY = date(2026, 11, 21)
NOON = datetime(2026, 11, 21, 5, 0, tzinfo=UTC)


class Conversing:
    """One person's conversation with the whole assistant; the state goes through its stored form at every turn."""

    def __init__(self, handler: Handler, today: date = TODAY) -> None:
        self.handler, self.today = handler, today
        self.state = Conversation()
        self.replies: tuple[Reply, ...] = ()
        self.changes: list[Change] = []
        self._count = 0

    def says(self, *lines: str) -> str:
        """Type each line; gives the text of the last turn."""
        for line in lines:
            masked = mask(line)
            self._turn(Text(masked.text), tuple(kind.value for kind in masked.found))
        return self.text

    def presses(self, *labels: str) -> str:
        """Press a button of the last turn by (the beginning of) its label."""
        for label in labels:
            codes = [encode(press.action) for press in self._presses() if press.label.startswith(label)]
            assert codes, f"no button {label!r} among {self.buttons}"
            self._turn(Button(codes[0]))
        return self.text

    def sends_code(self, code: str) -> str:
        """Press a button that isn't shown: an old or a foreign one."""
        self._turn(Button(code))
        return self.text

    def starts(self) -> str:
        """Open the conversation."""
        self._turn(Start())
        return self.text

    def sends(self, content: Content, *, group: bool = False) -> str:
        """Anything that a platform can bring."""
        self._turn(content, group=group)
        return self.text

    def hears(self, spoken: str) -> str:
        """A spoken message that was written down as `spoken`."""
        masked = mask(spoken)
        self._turn(Voice("file", 5, masked.text), tuple(kind.value for kind in masked.found))
        return self.text

    def asks_in_group(self, line: str) -> str:
        """Type a line to the assistant in a group."""
        masked = mask(line)
        self._turn(Text(masked.text), tuple(kind.value for kind in masked.found), group=True)
        return self.text

    @property
    def codes(self) -> dict[str, str]:
        """The codes of all buttons of the last turn by their labels."""
        return {press.label: encode(press.action) for press in self._presses()}

    @property
    def text(self) -> str:
        """Everything said in the last turn."""
        return "\n\n".join(plain_text(reply) for reply in self.replies)

    @property
    def buttons(self) -> list[str]:
        """The labels of all buttons of the last turn."""
        return [press.label for press in self._presses()]

    @property
    def noted(self) -> list[Change]:
        """What is written but the counts of questions."""
        return [change for change in self.changes if not isinstance(change, CountAsked)]

    @property
    def topic(self) -> str | None:
        """The topic of the conversation."""
        return self.state.topic

    def _presses(self) -> list:
        return [press for reply in self.replies for press in reply.buttons]

    def _turn(self, content: Content, masked: tuple[str, ...] = (), *, group: bool = False) -> None:
        self._count += 1
        message = Message(Channel.WEB, "c", "c", f"e{self._count}", NOON, content, masked, group)
        turn = self.handler(message, self.state, self.today)
        self.state = load(dump(turn.conversation))
        self.replies = turn.replies
        self.changes += turn.changes
