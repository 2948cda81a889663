"""The conversation of a lesson: what holds, a question, and kindly whether the answer was right."""

from handlers.ask.answering import text_blocks
from handlers.figures.periods import week_of
from handlers.nudges import texts
from handlers.nudges.lesson import Lesson
from handlers.nudges.lessons import NEW_DAYS, Taught, lesson_of
from handlers.nudges.presses import CHANGE, press
from handlers.reply import Bullets, Paragraph, Press, Reply, Small, say
from handlers.scene import Scene
from handlers.teams.changes import SetPreference
from handlers.teams.people import Person
from handlers.turn import Turn
from knowledge.answer import source_line
from knowledge.days import show_day

# The preference that keeps the month's answers: `2026-11 2026-w47-1:1 2026-w48-1:0`.
ANSWERED = "lessons"
MOST = 9


def lesson_turn(scene: Scene, person: Person, number: int = 1, *, before: str = "") -> Turn:
    """A lesson of this week with its question; `before` is said first."""
    taught = lesson_of(scene.content, person.id, week_of(scene.today), scene.today, number)
    if taught is None:
        return Turn(scene.conversation.with_(lesson=None), (say(texts.LESSON_NONE),))
    quiz = taught.quiz
    lesson = Lesson(taught.topic.id, taught.statement.id, quiz.right, taught.key, quiz.correction, quiz.sentence)
    replies = [say(before)] if before else []
    replies += [_lesson(scene, taught), _question(taught)]
    return Turn(scene.conversation.with_(lesson=lesson), tuple(replies))


def answer_turn(scene: Scene, person: Person, key: str, choice: str) -> Turn:
    """What is said to an answer; it counts once."""
    lesson = scene.conversation.lesson
    if lesson is None or lesson.key != key:
        return Turn(scene.conversation, (say(texts.LESSON_PAST, buttons=(_another(key),)),))
    told = _explained(scene, lesson)
    if told is None:
        return lesson_turn(scene, person, before=texts.LESSON_CHANGED)
    right = choice == str(lesson.right)
    answered = _answered(scene, person) | {key: right}
    score = texts.SCORE.format(right=sum(answered.values()), total=len(answered))
    blocks = (Paragraph(texts.RIGHT if right else texts.WRONG), *told, Paragraph(score))
    reply = Reply(blocks, buttons=(_another(key), CHANGE))
    value = " ".join([f"{scene.today:%Y-%m}", *(f"{name}:{int(done)}" for name, done in answered.items())])
    change = SetPreference(person.id, ANSWERED, value)
    return Turn(scene.conversation.with_(lesson=None), (reply,), (change,))


def _lesson(scene: Scene, taught: Taught) -> Reply:
    statement = taught.statement
    new = statement.start is not None and 0 <= (scene.today - statement.start).days <= NEW_DAYS
    lines = [Paragraph(_question_of(statement.asks))]
    if new and statement.start:
        lines.insert(0, Paragraph(texts.LESSON_NEW.format(day=show_day(statement.start))))
    source = Small(source_line([(statement.source, statement.article)]))
    title = texts.LESSON_TITLE.format(topic=taught.topic.title)
    return Reply((*lines, *text_blocks(statement.text), source), title=title)


def _question(taught: Taught) -> Reply:
    quiz = taught.quiz
    if quiz.gap:
        asked = (Paragraph(texts.QUIZ_GAP.format(asks=_question_of(taught.statement.asks))), Paragraph(quiz.gap))
        labels = list(quiz.choices)
        blocks: tuple[Paragraph | Bullets, ...] = asked
    else:
        blocks = (Paragraph(texts.QUIZ_BELIEF.format(topic=taught.topic.title)), Bullets(quiz.choices, numbered=True))
        labels = [texts.QUIZ_CHOICE.format(number=number) for number in range(1, len(quiz.choices) + 1)]
    buttons = [press(label, "answer", taught.key, str(number)) for number, label in enumerate(labels, 1)]
    return Reply(blocks, buttons=tuple(buttons))


def _explained(scene: Scene, lesson: Lesson) -> list[Paragraph | Small] | None:
    """What is right, with its source; None when it doesn't hold any more."""
    topic = scene.content.topics.get(lesson.topic)
    if topic is None:
        return None
    if lesson.correction:
        belief = next((item for item in topic.corrections if item.id == lesson.correction), None)
        if belief is None or (belief.until and belief.until < scene.today):
            return None
        said = texts.ANSWER_BELIEF.format(number=lesson.right, belief=belief.belief.rstrip("."))
        sources = [(belief.source, belief.article)] if belief.source else []
        return [Paragraph(said), Paragraph(belief.holds), *([Small(source_line(sources))] if sources else [])]
    statement = topic.statement(lesson.statement)
    if statement is None or not statement.holds(scene.today) or lesson.sentence not in statement.text:
        return None
    return [Paragraph(lesson.sentence), Small(source_line([(statement.source, statement.article)]))]


def _answered(scene: Scene, person: Person) -> dict[str, bool]:
    """The lessons answered this month, and whether rightly."""
    month, *items = (scene.records.preference(person.id, ANSWERED) or "").split(" ")
    if month != f"{scene.today:%Y-%m}":
        return {}
    return {name: done == "1" for name, _, done in (item.partition(":") for item in items)}


def _another(key: str) -> Press:
    """To the next lesson of the week."""
    number = key.rpartition("-")[2]
    following = int(number) % MOST + 1 if number.isdecimal() else 1
    return press(texts.ANOTHER, "lesson", str(following))


def _question_of(asks: str) -> str:
    return asks[:1].upper() + asks[1:].rstrip("?") + "?"
