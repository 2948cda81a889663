"""`troly visits parse`: what it prints, how it fails."""

import json

from click.testing import CliRunner, Result

from bot.cli import main

KEYS = ["note", "is_note", "date", "hamlet", "activities", "people_total", "households", "groups", "unclear"]


def parse(*args: str, typed: str = "") -> Result:
    """Run `troly visits parse`."""
    return CliRunner().invoke(main, ["visits", "parse", *args], input=typed, prog_name="troly")


def test_json_has_exactly_these_keys() -> None:
    result = parse("xóm 4 cài VNeID 3 người", "--json", "--today", "2026-11-21", "--hamlets", "Xóm 4, Xóm 5")

    note = json.loads(result.stdout)
    assert result.exit_code == 0
    assert list(note) == KEYS
    assert (note["date"], note["hamlet"]) == ("2026-11-21", "Xóm 4")
    assert note["activities"] == [{"kind": "vneid", "topic": None, "people": 3, "online": None, "outcome": None}]


def test_in_words() -> None:
    result = parse("nay giúp vài người cài VNeID", "--today", "2026-11-21")

    assert result.stdout == "Ngày: 21/11/2026\nNơi: chưa rõ\nViệc: VNeID\nCần hỏi lại: thôn, xóm, số người\n"
    assert "không phải là ghi lượt" in parse("chào anh").stdout


def test_lines_in_order_with_errors_in_place() -> None:
    lines = [
        {"note": "xóm 4 cài VNeID 3 người", "today": "2026-11-21", "hamlets": ["Xóm 4"], "why": "x"},
        {"note": 5},
        {"note": "mai đi xóm 4", "today": "2026-11-21", "hamlets": []},
        {"note": "xóm 4", "today": "21/11"},
    ]
    result = parse("--jsonl", "-", typed="\n".join([*map(json.dumps, lines), "[]", "{"]))

    out = [json.loads(line) for line in result.stdout.splitlines()]
    assert result.exit_code == 1
    assert [list(line) == ["error"] for line in out] == [False, True, False, True, True, True]
    assert out[0]["hamlet"] == "Xóm 4"
    assert not out[2]["is_note"]


def test_one_or_the_other() -> None:
    assert parse().exit_code == 2
    assert parse("xóm 4", "--jsonl", "-").exit_code == 2
