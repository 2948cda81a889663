"""Checking, building and comparing in a process of its own: `python -m bot.editing.worker` with a task on stdin.

The task is one line of JSON: `folder` (of the content), `cache` (of indexes), `before` (the name of the live index),
`questions` (to be compared) and `today`. Said on stdout, a line of JSON each: `{"stage", "done", "of"}` as it goes on,
at last `{"index", "problems", "changed"}`. It gives way to the serving program (nice 10).
"""

import json
import os
import sys
from concurrent.futures import ProcessPoolExecutor
from contextlib import nullcontext
from datetime import date
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from bot.commands.checking import check_content
from knowledge.index import Building, index_name, index_path, load_index
from knowledge.understand import Understander, Understanding
from knowledge.weights import load_weights

NICE = 10


def main() -> None:
    """One task."""
    os.nice(NICE)
    task = json.loads(sys.stdin.readline())
    folder, cache = Path(task["folder"]), Path(task["cache"])
    name = index_name(folder)
    path = index_path(cache, name)
    # What is most likely right is built while it is checked; a build that nobody wants ends.
    with nullcontext() if path.exists() else Building(folder, path) as building:
        _say({"stage": "check"})
        problems = check_content(date.fromisoformat(task["today"]), folder)
        faults = [[problem.file, problem.line, problem.message] for problem in problems if not problem.warning]
        if faults:
            _say({"index": "", "problems": faults, "changed": []})
            return
        _say({"stage": "build"})
        if building:
            building.finish()
    changed = _changed(cache, task["before"], name, task["questions"])
    _say({"index": name, "problems": [], "changed": changed})


def _changed(cache: Path, before: str, after: str, questions: list[str]) -> list[dict[str, Any]]:
    """The questions that are answered otherwise, with what leads before and after."""
    if before == after or not questions or not index_path(cache, before).exists():
        return []
    # One process each: it is waited for.
    with ProcessPoolExecutor(1, get_context("fork")) as pool:
        told_before = pool.submit(_told_all, index_path(cache, before), questions)
        told_now = _told_all(index_path(cache, after), questions, tell=True)
        told = zip(questions, told_before.result(), told_now, strict=True)
        return [{"question": question, "before": was, "after": now} for question, was, now in told if was != now]


def _told_all(path: Path, questions: list[str], *, tell: bool = False) -> list[dict[str, str]]:
    """What an index has to say to each question; `tell`: how far it is, too."""
    understander = Understander(load_index(path), load_weights())
    found = []
    for number, question in enumerate(questions, 1):
        found.append(_told(understander, question))
        if tell and (number % 25 == 0 or number == len(questions)):
            _say({"stage": "compare", "done": number, "of": len(questions)})
    return found


def _told(understander: Understander, question: str) -> dict[str, str]:
    """What is decided about a question, and the text that leads."""
    found = understander.understand(question)
    return {"decision": found.decision.value, "topic": found.topic or "", "text": _text(understander, found)}


def _text(understander: Understander, found: Understanding) -> str:
    topic = understander.index.content.topics.get(found.topic or "")
    leads = found.answers[0].statement if found.answers else None
    return next((item.text for item in topic.statements if item.id == leads), "") if topic else ""


def _say(data: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(data, ensure_ascii=False) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
