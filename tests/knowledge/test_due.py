"""What comes due: topics to read again, and what ends, soonest first."""

from datetime import date
from pathlib import Path

from knowledge.content import Content, load_content
from knowledge.due import DueKind, due
from tests.knowledge.test_overrides import COMMUNE, content_with
from tests.knowledge.test_tiny_content import TODAY, line_of, tiny_content, topic_text


def told(content: Content, day: date, days: int) -> list[tuple[str, str, str]]:
    """The report in short: day, what, id."""
    return [(str(item.day), item.kind.value, item.id or item.topic) for item in due(content, day, days)]


def test_a_waiver_that_ends_is_due_in_time(tmp_path: Path) -> None:
    """From so many days before its last day to that day itself; afterwards the check warns of it."""
    content = load_content(tiny_content(tmp_path / "c"))
    waiver = ("2027-02-28", "statement", "mien-phi")

    assert told(content, date(2027, 1, 28), 30) == []
    assert told(content, date(2027, 1, 29), 30) == [waiver]
    assert told(content, date(2027, 2, 28), 0) == [waiver]
    assert told(content, date(2027, 3, 1), 30) == []


def test_a_review_stays_due_until_it_is_done(tmp_path: Path) -> None:
    """A topic to be read again is listed beforehand and for as long as nobody has moved its day."""
    content = load_content(tiny_content(tmp_path / "c"))
    reviews = [("2027-06-01", "review", "muon-sach"), ("2027-06-01", "review", "nuoi-cho")]

    assert told(content, date(2027, 5, 1), 30) == []
    assert told(content, date(2027, 5, 2), 30) == reviews
    assert told(content, date(2029, 1, 1), 0) == reviews


def test_everything_with_an_end_soonest_first(tmp_path: Path) -> None:
    """Statements, corrections, items and local entries, each with the line to look at."""
    changes = (
        ("    words: [phiếu giấy]\n", "    words: [phiếu giấy]\n    until: 2026-12-20\n"),
        ("      kind: paper\n", "      kind: paper\n      until: 2026-12-05\n"),
    )
    content = content_with(tmp_path, COMMUNE)
    (tmp_path / "c" / "topics" / "muon-sach.yaml").write_text(topic_text(*changes), encoding="utf-8")
    content = load_content(tmp_path / "c")
    text = topic_text(*changes)

    found = due(content, TODAY, 120)

    assert [(item.kind, item.id, item.file, item.line) for item in found] == [
        (DueKind.ITEM, "can-cuoc", "topics/muon-sach.yaml", line_of(text, "- id: can-cuoc")),
        (DueKind.CORRECTION, "mua-phieu", "topics/muon-sach.yaml", line_of(text, "- id: mua-phieu")),
        (DueKind.OVERRIDE, "phi-xa", "overrides.yaml", 1),
        (DueKind.STATEMENT, "mien-phi", "topics/muon-sach.yaml", line_of(text, "- id: mien-phi")),
    ]
