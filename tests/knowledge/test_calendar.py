"""The calendar: every day on which what is said changes, and nothing else."""

from datetime import date, timedelta
from pathlib import Path

from knowledge.answer import compose_facet
from knowledge.calendar import LineKind, changes
from knowledge.content import Content, load_content
from knowledge.topic import Facet
from tests.knowledge.test_overrides import ADDED, COMMUNE, MINH_HOP, content_with
from tests.knowledge.test_tiny_content import TODAY, tiny_content

LAST = date(2027, 12, 31)


def told(content: Content, first: date = TODAY, last: date = LAST) -> list[tuple[str, str, str, str]]:
    """The calendar in short: day, what, id, begins or ends."""
    return [
        (str(change.day), change.line.kind.name.lower(), change.line.id, "+" if change.begins else "-")
        for change in changes(content, first, last)
    ]


def test_a_waiver_is_announced_and_ends(tmp_path: Path) -> None:
    """A month before its last day its end is announced, on the last day no more, on the day after it isn't said."""
    content = load_content(tiny_content(tmp_path / "c"))

    assert told(content) == [
        ("2027-01-28", "notice", "mien-phi", "+"),
        ("2027-02-28", "notice", "mien-phi", "-"),
        ("2027-03-01", "statement", "mien-phi", "-"),
    ]


def test_the_first_and_the_last_day_belong_to_it(tmp_path: Path) -> None:
    """A change on either is told, the day before the first and the day after the last are not."""
    content = load_content(tiny_content(tmp_path / "c"))
    day = date(2027, 3, 1)

    assert len(told(content, day, day)) == 1
    assert told(content, day + timedelta(1), LAST) == []
    assert told(content, date(2027, 2, 1), date(2027, 2, 27)) == []


def test_a_beginning_is_announced_and_comes(tmp_path: Path) -> None:
    """What begins stands under its own name, the announcement under the name of what it announces."""
    later = ("      article: Điều 3", "      article: Điều 3\n      until: 2027-05-31")
    content = load_content(
        tiny_content(
            tmp_path / "c",
            later,
            (
                "      until: 2027-02-28\n",
                "      until: 2027-02-28\n    - id: phi-moi\n      asks: sau này bao nhiêu\n"
                "      text: Thẻ mượn sách không mất tiền.\n      source: noi-quy\n      from: 2027-06-01\n",
            ),
        )
    )

    # One announcement at a time: the old fee's end, and on its last day what comes instead.
    assert told(content, date(2027, 4, 1)) == [
        ("2027-04-30", "notice", "phi", "+"),
        ("2027-05-31", "notice", "phi", "-"),
        ("2027-05-31", "notice", "phi-moi", "+"),
        ("2027-06-01", "statement", "phi", "-"),
        ("2027-06-01", "notice", "phi-moi", "-"),
        ("2027-06-01", "statement", "phi-moi", "+"),
    ]


def test_corrections_and_items_come_and_go(tmp_path: Path) -> None:
    """A correction stops, a checklist's item begins and stops."""
    content = load_content(
        tiny_content(
            tmp_path / "c",
            ("    words: [phiếu giấy]\n", "    words: [phiếu giấy]\n    until: 2026-12-31\n"),
            ("      kind: paper\n", "      kind: paper\n      from: 2026-12-05\n      until: 2026-12-20\n"),
        )
    )

    assert told(content, last=date(2027, 1, 1)) == [
        ("2026-12-05", "item", "can-cuoc", "+"),
        ("2026-12-21", "item", "can-cuoc", "-"),
        ("2027-01-01", "correction", "mua-phieu", "-"),
    ]


def test_what_is_local_names_its_place(tmp_path: Path) -> None:
    """A commune's statement begins and ends there, while the general one goes on elsewhere."""
    content = content_with(tmp_path, COMMUNE)

    found = [change for change in changes(content, TODAY, date(2027, 1, 1)) if change.line.id.startswith("phi")]
    said = [change for change in found if change.line.kind is LineKind.STATEMENT]

    assert {change.line.place for change in found} == {MINH_HOP}
    assert [(str(change.day), change.begins) for change in said] == [("2026-12-10", True), ("2027-01-01", False)]


def test_no_answer_changes_on_another_day(tmp_path: Path) -> None:
    """Asked on every day about everything, here and there, the answers change on days of the calendar only."""
    content = content_with(tmp_path, COMMUNE + ADDED.replace("{title", "{checked_on: 2026-11-20, title"))
    known = {change.day for change in changes(content, TODAY, LAST)}

    def answers(day: date) -> list[object]:
        topics = [content.local(name, place, day) for name in content.topics for place in (None, MINH_HOP)]
        composed = [compose_facet(topic, facet, day) for topic in topics for facet in Facet]
        return [(item.texts, item.change, item.correction, item.statements) for item in composed]

    days = [TODAY + timedelta(n) for n in range((LAST - TODAY).days + 1)]
    changed = {day for day in days if answers(day) != answers(day - timedelta(1))}

    assert changed
    assert changed <= known
