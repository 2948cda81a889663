"""Helper mode: a member asks on behalf of the resident beside them, and what was shown fills the visit.

Of the resident nothing is kept: only which topics were shown, and when it began.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime

from handlers.action import Action, Verb
from handlers.ask.buttons import MOST
from handlers.ask.choosing import chosen, plain
from handlers.keys import key_of
from handlers.message import Left, Text
from handlers.records import Records
from handlers.reply import Press, Reply, Small, say
from handlers.scene import Scene
from handlers.teams.people import Person
from handlers.turn import Batch, Turn
from handlers.visits import texts_helping as texts
from handlers.visits.card import activity_name, day_words
from handlers.visits.draft import Draft, Helping
from handlers.visits.drafting import show_draft
from handlers.visits.note import Activity
from handlers.visits.visit import Arose
from knowledge.activities import kind_of, load_activity_terms
from knowledge.days import day_of

_TOPICS_AT_MOST = 6
# "bà lan"; longer only where it is written like a name: "bà Nguyễn Thị Tám".
_SHORT_NAME_AT_MOST = 2
_NAME_AT_MOST = 4

_LEAD = r"(?:(?:da|em|toi|tui|minh|choa|nay|gio|chu|to|cho|dang|bat che do|che do|can|muon|oi|tro ly|ngoi|bat dau) )*"
_SOMEBODY = (
    r"(?:mot |cac |may |hai )?(ba con|nguoi dan|dan|moi nguoi|ong ba|ong|ba|bac|co|chu|anh|chi|cu|o|mu|mo|di|thim"
    r"|cau|nguoi gia|nguoi cao tuoi|nguoi ta|nguoi ben canh)\b"
)
_START = re.compile(
    rf"{_LEAD}(?:hoi (?:giup|ho|thay|dum|gium)(?: (?:cho|giup))?|(?:o|ngoi)? ?(?:voi|canh|ben|cung|ben canh|o nha|nha)"
    rf"|giup) {_SOMEBODY}(?: (?:cu|gia|hoi|nay|ni))*"
)
_MEANT = re.compile(r"\b(?:hoi|ngoi|canh|ben)\b")
_COMMANDS = frozenset(
    {"/giup", "hoi giup", "hoi ho", "hoi thay", "che do hoi giup", "bat che do hoi giup", "bat hoi giup"}
)
_DONE_COMMAND = "/xong"
_NOBODY_NAMED = frozenset({"ba con", "nguoi dan", "dan", "moi nguoi", "ong ba", "nguoi gia", "nguoi cao tuoi"})


class Helper:
    """The feature (`handlers.scene.Feature`)."""

    @property
    def verbs(self) -> frozenset[Verb]:
        """Buttons of helper mode."""
        return frozenset({Verb.ASSIST})

    def take(self, scene: Scene) -> Turn | None:
        """That it begins, or that it is over."""
        content, person = scene.message.content, scene.person
        if person is None or not person.hamlets or not isinstance(content, Text):
            return None
        typed = plain(content.text)
        helping = None if chosen(scene.conversation, content.text) else scene.conversation.helping
        # Where a form is being filled, these words are about the form.
        if helping and not (scene.conversation.draft or scene.conversation.checklist):
            if typed in texts.WORDS_DONE:
                return _done(scene, person, helping)
            if typed in texts.WORDS_DROP:
                return _dropped(scene)
        if typed == _DONE_COMMAND and not scene.conversation.draft:
            return _done(scene, person, helping) if helping else Turn(scene.conversation, (say(texts.OFF),))
        return _started(scene) if _starts(content.text) else None

    def pressed(self, scene: Scene, action: Action) -> Turn | None:
        """A button of helper mode; one of an earlier time says that it is off."""
        if scene.person is None or not scene.person.hamlets:
            return None
        helping = scene.conversation.helping
        match action.args:
            case ("done",) if helping:
                return _done(scene, scene.person, helping)
            case ("drop",) if helping:
                return _dropped(scene)
            case ("done" | "drop",):
                return Turn(scene.conversation, (say(texts.OFF),))
        return None

    def after(self, scene: Scene, turn: Turn) -> Turn:
        """What was shown is remembered, and one line says that helper mode is on."""
        helping, content = turn.conversation.helping, scene.message.content
        if scene.person is None or not scene.person.hamlets or isinstance(content, Left):
            return turn
        shown = _shown(scene, turn)
        if helping is None and isinstance(content, Text) and _opens(content.text):
            helping = Helping(scene.now)
        if helping is None or not shown:
            return turn
        topics = tuple(dict.fromkeys((*helping.topics, *shown)))[:_TOPICS_AT_MOST]
        conversation = turn.conversation.with_(helping=replace(helping, topics=topics))
        turn = replace(turn, conversation=conversation)
        # Below a question of a list nothing is added: a number that is typed next is its answer.
        return turn if conversation.checklist else _with_line(turn, _on(helping, scene.today))

    def tick(self, records: Records, now: datetime) -> Sequence[Batch]:
        """Nothing."""
        return ()


def _started(scene: Scene) -> Turn:
    helping = scene.conversation.helping
    if helping:
        named = ", ".join(activity_name(item) for item in _activities(helping))
        asked = texts.ASKED.format(topics=named) if named else ""
        return Turn(scene.conversation, (say(texts.ALREADY.format(asked=asked), buttons=_presses()),))
    # Somebody else asks now: what was said before isn't theirs.
    fresh = scene.conversation.with_(
        helping=Helping(scene.now), topic=None, facet=None, question=None, shown=(), checklist=None, misses=0
    )
    return Turn(fresh, (say(texts.STARTED, texts.STARTED_MORE, buttons=_presses()),))


def _done(scene: Scene, person: Person, helping: Helping) -> Turn:
    """The visit, filled as far as it is known; the day is that on which it began."""
    day = day_of(helping.began)
    draft = Draft(
        key_of(scene.message),
        scene.now,
        arose=Arose.HELPER,
        day=day,
        hamlet=person.hamlets[0].id if len(person.hamlets) == 1 else None,
        activities=_activities(helping),
        people=1,
    )
    before = [texts.FILLED if helping.topics else texts.NOTHING_ASKED]
    if day != scene.today:
        before.append(texts.BEGAN_EARLIER.format(day=day_words(day)))
    return show_draft(scene.with_(_over(scene).conversation), draft, " ".join(before))


def _dropped(scene: Scene) -> Turn:
    return replace(_over(scene), replies=(say(texts.DROPPED),))


def _over(scene: Scene) -> Turn:
    """Nothing of what was asked stays behind."""
    return Turn(scene.conversation.with_(helping=None, topic=None, facet=None, question=None, shown=()))


def _activities(helping: Helping) -> tuple[Activity, ...]:
    return tuple(Activity(kind_of(topic), topic, people=1) for topic in helping.topics)


def _shown(scene: Scene, turn: Turn) -> list[str]:
    """The topics answered in this turn: an answer asks whether it helped; a list of papers makes its topic the last."""
    asked = [press.action for reply in turn.replies for press in reply.buttons if press.action.verb is Verb.HELPED]
    topics = [action.args[0] for action in asked]
    last = turn.conversation.topic
    if last and last != scene.conversation.topic:
        topics.append(last)
    return [topic for topic in dict.fromkeys(topics) if topic in scene.content.topics]


def _starts(text: str) -> bool:
    """Whether a line says that and nothing more: a question in it is answered, which begins it too."""
    typed = plain(text)
    if typed in _COMMANDS or text.strip().lower() in _COMMANDS:
        return True
    match = _START.match(typed)
    if match is None or not _MEANT.search(match.group()):
        return False
    rest = [word for word in typed[match.end() :].split() if word not in texts.WORDS_EMPTY]
    if match.group(1) in _NOBODY_NAMED:
        return not rest
    most = _NAME_AT_MOST if _has_name(text) else _SHORT_NAME_AT_MOST
    return len(rest) <= most and not _names_work(rest)


def _opens(text: str) -> bool:
    """Whether a line begins by saying that somebody else asks: "hỏi giúp bà Lan: …"."""
    match = _START.match(plain(text))
    return match is not None and bool(_MEANT.search(match.group()))


def _has_name(text: str) -> bool:
    return all(word[:1].isupper() for word in text.split()[-_SHORT_NAME_AT_MOST:])


def _names_work(rest: Sequence[str]) -> bool:
    terms = load_activity_terms()
    return any(terms.at(rest, at) for at in range(len(rest)))


def _on(helping: Helping, today: date) -> str:
    began = day_of(helping.began)
    return texts.ON if began == today else texts.ON_SINCE.format(day=day_words(began))


def _presses() -> tuple[Press, ...]:
    return (
        Press(texts.DONE, Action(Verb.ASSIST, ("done",))),
        Press(texts.DROP, Action(Verb.ASSIST, ("drop",))),
    )


def _with_line(turn: Turn, line: str) -> Turn:
    """The turn with the line and its buttons under the answer; a document to keep stands alone."""
    at = next((at for at in reversed(range(len(turn.replies))) if _asks_whether_it_helped(turn.replies[at])), None)
    if at is None:
        return replace(turn, replies=(*turn.replies, say(line, buttons=_presses())))
    reply = turn.replies[at]
    kept = _make_room(reply.buttons, MOST - len(_presses()))
    joined = replace(reply, blocks=(*reply.blocks, Small(line)), buttons=(*kept, *_presses()))
    return replace(turn, replies=(*turn.replies[:at], joined, *turn.replies[at + 1 :]))


def _asks_whether_it_helped(reply: Reply) -> bool:
    return not reply.keep and any(press.action.verb is Verb.HELPED for press in reply.buttons)


def _make_room(presses: Sequence[Press], room: int) -> tuple[Press, ...]:
    """So many buttons: whoever helps is there already, and whether it helped can be said another time."""
    kept = list(presses)
    for verb in (Verb.PERSON, Verb.HELPED):
        if len(kept) > room:
            kept = [press for press in kept if press.action.verb is not verb]
    return tuple(kept[:room])
