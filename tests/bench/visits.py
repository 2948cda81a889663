"""`python -m tests.bench.visits [-v] FILE…`: how well visit notes are understood; prints, never fails on a figure."""

import json
import statistics
import sys
import time
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from handlers.visits.parsing import parse_note

DATA = Path(__file__).parents[1] / "data"
PARTS = ("date", "hamlet", "activity", "people")


@dataclass
class Tally:
    """Right out of all, per figure; `wrong` names the lines."""

    right: dict[str, int] = field(default_factory=dict)
    all: dict[str, int] = field(default_factory=dict)
    wrong: dict[str, list[int]] = field(default_factory=dict)

    def add(self, figure: str, fine: bool, line: int, by: int = 1) -> None:
        self.all[figure] = self.all.get(figure, 0) + by
        self.right[figure] = self.right.get(figure, 0) + (by if fine else 0)
        if not fine:
            self.wrong.setdefault(figure, []).append(line)

    def share(self, figure: str) -> float:
        return self.right.get(figure, 0) / max(self.all.get(figure, 0), 1)


def pairs(data: dict[str, Any]) -> list[tuple[str, str | None]]:
    """Kind and topic of each activity."""
    return [(activity["kind"], activity["topic"]) for activity in data["activities"]]


def score(file: Path) -> tuple[Tally, float, list[float], list[tuple[int, dict[str, Any], dict[str, Any]]]]:
    """The tally, F1 of activities, milliseconds a note, and label and reading of every line."""
    tally, times, rows = Tally(), [], []
    hits = said = wanted = 0
    for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip():
            continue
        item = json.loads(line)
        expect = item["expect"]
        begun = time.perf_counter()
        got = parse_note(item["note"], date.fromisoformat(item["today"]), item["hamlets"]).as_data()
        times.append((time.perf_counter() - begun) * 1000)
        rows.append((number, item, got))
        tally.add("is it a note", got["is_note"] == expect["is_note"], number)
        if not expect["is_note"]:
            said += len(got["activities"])
            continue
        tally.add("date", got["date"] == expect["date"], number)
        tally.add("hamlet", got["hamlet"] == expect["hamlet"], number)
        tally.add("people total", got["people_total"] == expect["people_total"], number)
        tally.add("households", got["households"] == expect["households"], number)
        left = pairs(got)
        said += len(left)
        wanted += len(pairs(expect))
        missed = False
        for pair in pairs(expect):
            if pair in left:
                left.remove(pair)
                hits += 1
                for key in ("people", "online", "outcome"):
                    mine = [one[key] for one in got["activities"] if (one["kind"], one["topic"]) == pair]
                    theirs = [one[key] for one in expect["activities"] if (one["kind"], one["topic"]) == pair]
                    tally.add(f"activity {key}", mine == theirs, number)
            else:
                missed = True
        if missed or left:
            tally.wrong.setdefault("activities", []).append(number)
        for part in PARTS:
            unclear, asked = part in expect["unclear"], part in got["unclear"]
            # A line that was taken for no note gives no value and asks nothing.
            tally.add("valued though unclear", bool(got["is_note"] and unclear and not asked), number)
            tally.add("asked though clear", asked and not unclear, number)
    return tally, 2 * hits / max(said + wanted, 1), times, rows


def main() -> None:
    arguments = sys.argv[1:]
    verbose = "-v" in arguments
    for file in [Path(name) for name in arguments if name != "-v"] or [DATA / "visits-dev.jsonl"]:
        tally, f1, times, rows = score(file)
        print(
            f"{file.name}: {len(rows)} lines, {statistics.median(times):.2f} ms a note (median), {max(times):.1f} at most"
        )
        for figure in tally.all:
            print(f"  {figure:<22} {tally.right[figure]:>4}/{tally.all[figure]:<4} {100 * tally.share(figure):5.1f} %")
        print(f"  {'activities F1':<22}           {100 * f1:5.1f} %")
        if verbose:
            show(tally, rows)


def show(tally: Tally, rows: list[tuple[int, dict[str, Any], dict[str, Any]]]) -> None:
    """The lines that differ, with what was wanted."""
    lines = {number: (item, got) for number, item, got in rows}
    for figure, numbers in tally.wrong.items():
        if figure.startswith(("valued", "asked")):
            continue
        print(f"\n{figure}")
        for number in sorted(set(numbers)):
            item, got = lines[number]
            print(f" {number}: {item['note']} [{item['today']}; {', '.join(item['hamlets'])}]")
            key = {"is it a note": "is_note", "people total": "people_total"}.get(figure, figure)
            if key not in ("is_note", "date", "hamlet", "people_total", "households"):
                key = "activities"
            print(
                f"    want {json.dumps(item['expect'][key], ensure_ascii=False)}\n    got  {json.dumps(got[key], ensure_ascii=False)}"
            )


if __name__ == "__main__":
    main()
