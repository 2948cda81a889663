"""What the store says after a run, held against what the platform saw: every message, every reply, every mark."""

import json
import shutil
import sqlite3
import tempfile
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from pathlib import Path

from tests.chaos.storm import Key, Storm

FILE = "troly.db"


@dataclass
class Snapshot:
    """What was under way at the moment of a kill: ids of replies marked as sending, and how much still waited."""

    sending: set[int]
    waiting: int


@dataclass
class Findings:
    """Figures in the order in which they are told, and every broken promise as a sentence."""

    figures: dict[str, int] = field(default_factory=dict)
    broken: list[str] = field(default_factory=list)

    def expect(self, holds: bool, promise: str) -> None:
        """A promise that must hold."""
        if not holds:
            self.broken.append(promise)


def _open(folder: Path, copy: Path) -> sqlite3.Connection:
    # A copy: the last to close a store tidies its log away, and that is the program's own work after a kill.
    for name in (FILE, f"{FILE}-wal"):
        if (folder / name).exists():
            shutil.copy(folder / name, copy / name)
    return sqlite3.connect(copy / FILE)


def look(folder: Path) -> Snapshot:
    """The store of a program that was killed."""
    if not (folder / FILE).exists():
        return Snapshot(set(), 0)
    with tempfile.TemporaryDirectory() as copy:
        db = _open(folder, Path(copy))
        try:
            rows = db.execute("SELECT id, state FROM outbox WHERE state IN ('ready', 'sending')").fetchall()
            waiting = db.execute("SELECT count(*) FROM inbox WHERE state = 'accepted'").fetchone()[0]
        except sqlite3.OperationalError:  # killed before its tables were made
            return Snapshot(set(), 0)
        finally:
            db.close()
    return Snapshot({number for number, state in rows if state == "sending"}, len(rows) + waiting)


@dataclass
class _Row:
    """A stored reply."""

    id: int
    chat: int
    keys: list[str]
    state: str
    reason: str | None
    repeats: int


def check(folder: Path, storm: Storm, in_flight: set[int]) -> Findings:
    """All that must hold in the end; `in_flight`: the replies that were marked as sending at some kill."""
    with tempfile.TemporaryDirectory() as copy:
        db = _open(folder, Path(copy))
        inbox = db.execute("SELECT id, conversation, event, state, reason FROM inbox ORDER BY id").fetchall()
        effects = Counter(row[0] for row in db.execute("SELECT inbox FROM unanswered"))
        rows = [
            _Row(number, int(chat), _keys(body), state, reason, repeats)
            for number, chat, body, state, reason, repeats in db.execute(
                "SELECT id, conversation, body, state, reason, repeats FROM outbox ORDER BY id"
            )
        ]
        db.close()
    findings = Findings()
    _check_messages(findings, storm, inbox, effects)
    _check_order(findings, storm, rows)
    _check_sends(findings, storm, rows, in_flight)
    return findings


def _check_messages(
    findings: Findings, storm: Storm, inbox: list[tuple[int, str, str, str, str]], effects: Counter[int]
) -> None:
    accepted: dict[int, list[int]] = defaultdict(list)
    for _, chat, event, *_ in inbox:
        accepted[int(chat)].append(int(event))
    findings.figures |= {
        "messages written": storm.messages,
        "messages accepted": len(inbox),
        "messages handled once": sum(effects[row[0]] == 1 for row in inbox),
        "messages lost": storm.messages - len(inbox),
        "messages handled twice": sum(count > 1 for count in effects.values()),
    }
    findings.expect(dict(accepted) == dict(storm.issued), "every message is accepted once, in its chat's order")
    for number, _, _, state, reason in inbox:
        findings.expect(state == "done", f"message {number}: {state} because of {reason}")
    findings.expect(effects == Counter(row[0] for row in inbox), "every message has its effect exactly once")


def _check_order(findings: Findings, storm: Storm, rows: list[_Row]) -> None:
    stored: dict[int, list[str]] = defaultdict(list)
    for row in rows:
        stored[row.chat] += row.keys
    arrived = storm.arrivals()
    for chat, issued in storm.issued.items():
        numbers = {key.split("/")[0] for key in stored[chat]}
        findings.expect(numbers == {str(n + 1) for n in range(len(issued))}, f"chat {chat}: a reply to every message")
        findings.expect(len(set(stored[chat])) == len(stored[chat]), f"chat {chat}: no reply is stored twice")
        firsts = list(dict.fromkeys(arrived[chat]))
        there = set(firsts)
        expected = [key for key in stored[chat] if key in there]
        findings.expect(firsts == expected, f"chat {chat}: replies arrive in the order of the messages")
    findings.figures["conversations in order"] = len(storm.issued)


def _check_sends(findings: Findings, storm: Storm, rows: list[_Row], in_flight: set[int]) -> None:
    counts: Counter[Key] = Counter((chat, key) for chat, keys in storm.arrivals().items() for key in keys)
    lost = {row.id for row in rows if any((row.chat, key) in storm.lost for key in row.keys)}
    marked = {row.id for row in rows if row.repeats}
    ended = [row for row in rows if row.state == "ended"]
    twice = 0
    for row in rows:
        there = [counts[row.chat, key] for key in row.keys]
        twice += sum(max(0, count - 1) for count in there)
        findings.expect(sum(max(0, n - 1) for n in there) <= row.repeats, f"send {row.id}: repeated without a mark")
        if row.state == "delivered":
            findings.expect(all(there), f"send {row.id}: delivered, but it isn't there")
    findings.expect(all(row.state in ("delivered", "ended") for row in rows), "every reply is delivered or ended")
    findings.expect({row.reason for row in ended} <= {"unknown_outcome"}, "only unknown outcomes end a reply")
    findings.expect({row.id for row in ended} <= marked, "what ended was tried twice")
    findings.expect(marked == in_flight | lost, "marked are those in flight at a kill or on a broken line, no others")
    findings.figures |= {
        "replies": len(rows),
        "replies delivered": sum(row.state == "delivered" for row in rows),
        "replies ended after two unknown outcomes": len(ended),
        "of these not there": sum(not all(counts[row.chat, key] for key in row.keys) for row in ended),
        "replies in flight at a kill": len(in_flight),
        "replies on a line that broke": len(lost),
        "replies marked as possibly repeated": len(marked),
        "marks": sum(row.repeats for row in rows),
        "messages that arrived twice": twice,
    }


def _keys(body: str) -> list[str]:
    return [block["text"].split(" ", 1)[0] for block in json.loads(body)["blocks"]]
