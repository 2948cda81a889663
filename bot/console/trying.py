"""“Thử danh sách”: a checklist answered by pressing its choices on a page, and the list as each channel shows it."""

from datetime import date
from typing import Any
from urllib.parse import urlencode

from bot.console.console import Call
from bot.console.views import views
from bot.editing.showing import trial
from knowledge.topic import Topic

GIVEN, TYPED = "tra-loi", "so"
_MOST = 60


def trial_of(call: Call, topic: Topic, today: date) -> dict[str, Any] | None:
    """What the box shows for the answers in the address; None where there is nothing to ask."""
    query = call.request.query
    given = [_pair(text) for text in query.getall(GIVEN, [])[:_MOST]]
    tried = trial(topic, given, today)
    if tried and tried.question and query.get(TYPED):
        tried = trial(topic, [*tried.answers, (tried.question.id, query[TYPED].strip())], today)
    if tried is None or topic.checklist is None:
        return None
    kept = [(key, value) for key, value in query.items() if key not in (GIVEN, TYPED)]

    def link(*answers: tuple[str, str]) -> str:
        pairs = [*kept, *((GIVEN, f"{question}.{choice}") for question, choice in answers)]
        return f"{call.request.path}?{urlencode(pairs)}#thu"

    asks = {question.id: question for question in topic.checklist.questions}
    waits = tried.question
    return {
        "given": [(asks[name].ask, _label(asks[name], choice)) for name, choice in tried.answers],
        "ask": waits.ask if waits else "",
        "choices": [(one.label, link(*tried.answers, (waits.id, one.id))) for one in waits.choices] if waits else [],
        "number": waits.number if waits else None,
        "hidden": [*kept, *((GIVEN, f"{question}.{choice}") for question, choice in tried.answers)],
        "back": link(*tried.answers[:-1]) if tried.answers else "",
        "restart": link() if tried.answers else "",
        "views": views(tried.reply),
    }


def _pair(text: str) -> tuple[str, str]:
    question, _, choice = text.partition(".")
    return question, choice


def _label(question: Any, choice: str) -> str:
    return next((one.label for one in question.choices if one.id == choice), choice)
