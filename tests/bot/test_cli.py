"""The `troly` command: what it prints, how it fails."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from bot.cli import main
from knowledge.understand import Understander

KEYS = [
    *("question", "decision", "topic", "facet", "confidence", "candidates", "statements", "answer", "sources", "more"),
    "outside",
]
TODAY = ("--on", "2026-11-21")
Run = Callable[..., Result]


@pytest.fixture
def run(understander: Understander, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run `troly` with arguments, over the index that is open already."""
    monkeypatch.setattr("bot.cli.base.understander", lambda: understander)
    runner = CliRunner()

    def invoke(*args: str, typed: str = "") -> Result:
        return runner.invoke(main, list(args), input=typed, prog_name="troly")

    return invoke


def asked(result: Result) -> dict[str, Any]:
    """The JSON of one question."""
    assert result.exit_code == 0, result.output
    return dict(json.loads(result.stdout))


def test_ask_in_words(run: Run) -> None:
    """An answer for a person: the text, its source, and what could be pressed."""
    result = run("ask", *TODAY, "đăng ký khai sinh cần giấy tờ gì")

    assert result.exit_code == 0
    assert "Nguồn: " in result.stdout
    assert result.stdout.rstrip().endswith("]")
    assert result.stderr == ""


def test_ask_json_has_exactly_these_keys(run: Run) -> None:
    """What a program reads is as the design says, key by key."""
    data = asked(run("ask", "--json", *TODAY, "đăng ký tạm trú hết bao nhiêu tiền"))

    assert list(data) == KEYS
    assert (data["decision"], data["topic"], data["facet"]) == ("answer", "dang-ky-tam-tru", "fee")
    assert data["question"] == "đăng ký tạm trú hết bao nhiêu tiền"
    assert 0 <= data["confidence"] <= 1
    assert 1 <= len(data["candidates"]) <= 5
    assert all(list(item) == ["topic", "score"] for item in data["candidates"])
    assert data["candidates"][0]["topic"] == "dang-ky-tam-tru"
    assert data["statements"]
    assert all(list(source) == ["title", "article", "url", "checked_on"] for source in data["sources"])
    assert data["sources"]
    assert "Nguồn: " in data["answer"]
    assert (data["more"], data["outside"]) == ([], None)


@pytest.mark.parametrize(
    ("question", "decision", "outside"),
    [
        ("ly hôn nộp đơn ở đâu", "refuse", "ly-hon"),
        ("xin chào", "smalltalk", None),
        ("cháy nhà cứu với", "refuse", None),
    ],
)
def test_ask_json_without_an_answer(run: Run, question: str, decision: str, outside: str | None) -> None:
    """Topic and facet are there only with an answer; candidates always."""
    data = asked(run("ask", "--json", *TODAY, question))

    assert list(data) == KEYS
    assert (data["decision"], data["outside"]) == (decision, outside)
    assert (data["topic"], data["facet"], data["statements"], data["sources"]) == (None, None, [], [])
    assert data["candidates"]
    assert data["answer"]


def test_ask_json_of_two_questions(run: Run) -> None:
    """The second question stands under `more` with its facet; both are in the answer."""
    data = asked(run("ask", "--json", *TODAY, "khai sinh cho con cần giấy gì và đổi bằng lái xe ở đâu"))

    assert {item["topic"] for item in data["more"]} | {data["topic"]} == {"khai-sinh", "giay-phep-lai-xe"}
    assert all(list(item) == ["topic", "facet"] for item in data["more"])
    assert data["answer"].count("Nguồn: ") == 2


def test_ask_json_masks(run: Run) -> None:
    """A citizen number never comes out again."""
    result = run("ask", "--json", *TODAY, "cccd 040095001234 làm lại căn cước ở đâu")

    assert asked(result)["topic"] == "cap-doi-the-can-cuoc"
    assert "040095001234" not in result.stdout


def test_ask_on_a_later_day(run: Run) -> None:
    """On 1 March 2027 the waiver that ended the day before isn't said any more, and the fee still is."""
    question = "đăng ký tạm trú nộp trên mạng có được miễn lệ phí không"

    now = asked(run("ask", "--json", "--on", "2026-11-21", question))
    later = asked(run("ask", "--json", "--on", "2027-03-01", question))

    assert now["topic"] == later["topic"] == "dang-ky-tam-tru"
    assert "dang-ky-tam-tru.mien-nop-mang" in now["statements"]
    assert "dang-ky-tam-tru.mien-nop-mang" not in later["statements"]
    assert later["answer"] != now["answer"]
    assert "Nguồn: " in later["answer"]


LOCAL = "không biết dùng mạng thì tra hồ sơ đã nộp ở đâu"


def test_ask_for_a_commune(run: Run) -> None:
    """What holds in the commune alone is said to its people, in the same JSON, under its own id."""
    there = asked(run("ask", "--json", *TODAY, "--commune", "phường Cửa Lò", LOCAL))
    elsewhere = asked(run("ask", "--json", *TODAY, "--commune", "xã Minh Hợp", LOCAL))
    nowhere = asked(run("ask", "--json", *TODAY, LOCAL))

    assert list(there) == KEYS
    assert there["statements"][0] == "dvc-tra-cuu-ho-so.ki-ot-cua-lo"
    assert "Áp dụng tại phường Cửa Lò." in there["answer"]
    assert elsewhere == nowhere
    assert nowhere["statements"][0] == "dvc-tra-cuu-ho-so.tra-tai-xa"
    assert "Áp dụng tại" not in nowhere["answer"]


def test_the_commune_of_a_question_counts_more(run: Run) -> None:
    """Who names another commune in the question asks about that one."""
    data = asked(run("ask", "--json", *TODAY, "--commune", "xã Minh Hợp", f"ở phường Cửa Lò, {LOCAL}"))

    assert data["statements"][0] == "dvc-tra-cuu-ho-so.ki-ot-cua-lo"


def test_jsonl_for_a_commune(run: Run) -> None:
    """Every line is asked by somebody of that commune."""
    line = json.dumps({"q": LOCAL}) + "\n"

    result = run("ask", "--jsonl", "-", *TODAY, "--commune", "cua lo", typed=line * 2)

    statements = [json.loads(made)["statements"][0] for made in result.stdout.splitlines()]
    assert statements == ["dvc-tra-cuu-ho-so.ki-ot-cua-lo"] * 2


def test_check_calendar(run: Run) -> None:
    """Each day of change with what begins and stops, up to the given day."""
    result = run("check", "--calendar", "--on", "2027-02-28", "--until", "2027-03-01")

    days = [line for line in result.stdout.splitlines() if not line.startswith(" ")]
    assert result.exit_code == 0
    assert days == ["2027-02-28", "2027-03-01"]
    ended = "  dang-ky-tam-tru · câu mien-nop-mang · thôi nói: Được miễn lệ phí"
    assert any(line.startswith(ended) for line in result.stdout.splitlines())
    assert "  khai-tu · câu noi-lam-tu-2027 · bắt đầu nói: " in result.stdout


def test_check_calendar_without_a_change(run: Run) -> None:
    """Nothing to come is said in one line."""
    result = run("check", "--calendar", "--on", "2027-01-05", "--until", "2027-01-06")

    assert result.exit_code == 0
    assert result.stdout == "Từ 2027-01-05 đến 2027-01-06 không có gì đổi.\n"


def test_check_due(run: Run) -> None:
    """Soonest first, with file and line; thirty days unless said otherwise; never a failure."""
    month, longer = run("check", "--due", *TODAY), run("check", "--due", "60", *TODAY)

    assert (month.exit_code, longer.exit_code) == (0, 0)
    lines = longer.stdout.splitlines()
    assert lines == sorted(lines, key=lambda line: line[:10])
    assert lines[: len(month.stdout.splitlines())] == month.stdout.splitlines()
    assert all(line[:10] <= "2026-12-21" for line in month.stdout.splitlines())
    assert any(
        line.startswith("2026-12-31 · topics/cap-ho-chieu.yaml:") and ": hết hạn câu le-phi-cap-moi: " in line
        for line in lines
    )


def test_check_due_names_what_is_late(run: Run) -> None:
    """A topic past its day of review comes first and is said to be late."""
    first = run("check", "--due", "0", "--on", "2028-06-01").stdout.splitlines()[0]

    assert "cần đọc lại cả chủ đề (đã quá hạn)" in first


def test_jsonl_a_bad_line_in_its_place(run: Run) -> None:
    """Each line in the same order, an error in place of what can't be read, other keys ignored, exit code 1."""
    lines = ['{"q": "làm hộ chiếu ở đâu", "id": 7}', "{hỏng", '{"cau": "x"}', '{"q": 5}', "[]", '{"q": "xin chào"}']

    result = run("ask", "--jsonl", "-", *TODAY, typed="\n".join(lines) + "\n")

    made = [json.loads(line) for line in result.stdout.splitlines()]
    assert result.exit_code == 1
    assert [list(item) == ["error"] for item in made] == [False, True, True, True, True, False]
    assert made[0]["topic"] == "cap-ho-chieu"
    assert made[5]["decision"] == "smalltalk"
    assert [f"dòng {number}:" in made[number - 1]["error"] for number in (2, 3, 4, 5)] == [True] * 4


def test_jsonl_without_a_fault(run: Run) -> None:
    """Good lines end well; an empty question gets an answer of its own."""
    result = run("ask", "--jsonl", "-", *TODAY, typed='{"q": ""}\n\n{"q": "🙂"}\n')

    assert result.exit_code == 0
    assert [json.loads(line)["decision"] for line in result.stdout.splitlines()] == ["unknown", "unknown"]


def test_check_the_shipped_content(run: Run) -> None:
    """Without a fault it ends with 0 and says so in one line."""
    result = run("check", *TODAY)

    assert result.exit_code == 0, result.output
    assert "lỗi" in result.stderr


def test_check_on_a_later_day_warns(run: Run) -> None:
    """What has ended by then and what should be read again is listed as a warning, never as a failure."""
    result = run("check", "--on", "2028-06-01")

    warnings = result.stdout.splitlines()
    assert result.exit_code == 0
    assert len(warnings) > 49
    assert all(": lưu ý: " in line for line in warnings)
    assert any("đọc lại" in line for line in warnings)
    assert any("đã hết hạn ngày 2027-02-28" in line for line in warnings)


def test_check_a_faulty_file(run: Run, tmp_path: Path) -> None:
    """A fault is printed with file, line and remedy; the exit code says that there is one."""
    file = tmp_path / "tam.yaml"
    file.write_text("id: tam\ntitle: Tạm\ntitle: Lại\n", encoding="utf-8")

    result = run("check", *TODAY, str(file))

    assert result.exit_code == 1
    assert f"{file}:3: lỗi: khóa “title” có hai lần" in result.stdout
    assert "1 lỗi" in result.stderr


def test_check_to_confirm(run: Run) -> None:
    """The list for officials names what is to be looked up."""
    result = run("check", "--to-confirm")

    assert result.exit_code == 0
    assert "1800 1096 – chờ xác nhận" in result.stdout
    assert result.stdout.count("\n### ") == 49


def test_eval_json(run: Run, tmp_path: Path) -> None:
    """Five lines: the figures with hits, counts, shares and intervals."""
    file = tmp_path / "nam.jsonl"
    rows: list[dict[str, Any]] = [
        {"q": "làm hộ chiếu hết bao nhiêu tiền", "topic": "cap-ho-chieu", "facet": "fee", "style": "plain"},
        {"q": "dang ky tam tru o dau", "topic": "dang-ky-tam-tru", "facet": "where", "style": "no-diacritics"},
        {"q": "khai sinh cần giấy gì", "topic": "khai-sinh", "facet": "documents", "style": "plain"},
        {"q": "ly hôn nộp đơn ở đâu", "topic": "none", "also": [], "style": "oos"},
        {"q": "xin chào", "topic": "none", "style": "oos"},
    ]
    file.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")

    result = run("eval", "--json", str(file))

    assert result.exit_code == 0, result.output
    data = json.loads(result.stdout)
    first = data["main"][0]
    assert (first["hits"], first["count"], first["share"]) == (3, 3, 1.0)
    assert first["interval"][0] == pytest.approx(0.4385, abs=1e-3)
    assert [figure["count"] for figure in data["main"] if "out of scope answered" in figure["name"]] == [2]
    assert {figure["name"]: figure["count"] for figure in data["styles"]} == {"plain": 2, "no-diacritics": 1}
    assert data["confusions"] == []


def test_eval_in_words(run: Run, tmp_path: Path) -> None:
    """For a person: shares with their counts and intervals."""
    file = tmp_path / "mot.jsonl"
    file.write_text('{"q": "làm hộ chiếu ở đâu", "topic": "cap-ho-chieu", "facet": "where"}\n', encoding="utf-8")

    result = run("eval", str(file))

    assert "100.0%  (1/1; 95 %: 20.7% – 100.0%)" in result.stdout


def test_eval_names_a_bad_line(run: Run, tmp_path: Path) -> None:
    """A label that can't be read is a sentence with the line, not a trace."""
    file = tmp_path / "sai.jsonl"
    file.write_text('{"q": "x"}\n', encoding="utf-8")

    result = run("eval", str(file))

    assert result.exit_code == 1
    assert "sai.jsonl, dòng 1" in result.stderr
    assert "Traceback" not in result.output


@pytest.mark.parametrize(
    ("args", "says"),
    [
        (("ask", "--khong-co", "x"), "--khong-co"),
        (("--khong-co",), "--khong-co"),
        (("khong-co",), "khong-co"),
        (("ask",), "--jsonl"),
        (("ask", "x", "--jsonl", "-"), "--jsonl"),
        (("ask", "--on", "hôm nay", "x"), "hôm nay"),
        (("ask", "--on", "2026-02-30", "x"), "2026-02-30"),
        (("ask", "--commune", "Hà Nội", "x"), "“Hà Nội”"),
        (("check", "--until", "2027-01-01"), "--calendar"),
        (("check", "--due", "nhiều"), "nhiều"),
        (("eval",), "tệp"),
        (("eval", "khong-co.jsonl"), "khong-co.jsonl"),
        (("eval", "--cross-validate", "1", __file__), "1"),
    ],
)
def test_a_command_that_is_wrong(run: Run, args: tuple[str, ...], says: str) -> None:
    """One Vietnamese sentence with a way out, exit code 2, no trace."""
    result = run(*args)

    assert result.exit_code == 2
    assert says.lower() in result.stderr.lower()
    assert "Xem: troly" in result.stderr
    assert "--help" in result.stderr
    assert any(mark in result.stderr for mark in ("Không", "Thiếu", "không đúng", "chưa đúng"))
    assert "Traceback" not in result.output
    assert len(result.stderr.strip().splitlines()) == 1


@pytest.mark.parametrize(
    ("args", "named"),
    [
        (("ask", "--on", "hôm nay", "x"), "--on"),
        (("eval", "khong-co.jsonl"), "khong-co.jsonl"),
        (("eval", "--cross-validate", "1", __file__), "--cross-validate"),
    ],
)
def test_a_wrong_value_is_said_in_vietnamese(run: Run, args: tuple[str, ...], named: str) -> None:
    """The option is named as it is typed, and no English word of the library below comes through."""
    errors = run(*args).stderr

    assert named in errors
    assert not any(word in errors for word in (" does not ", " is not ", " match ", "range", "File "))


def test_every_command_has_help(run: Run) -> None:
    """Each command says in Vietnamese what it does, and is in the list."""
    listed = run("--help").stdout

    for name, command in main.commands.items():
        assert name in listed
        assert command.help
        assert run(name, "--help").exit_code == 0


def test_the_version(run: Run) -> None:
    """`troly --version` says the version alone."""
    result = run("--version")

    assert result.exit_code == 0
    assert result.stdout.strip().replace(".", "").isdigit()


def test_the_installed_command(understander: Understander) -> None:
    """From the outside, with nothing replaced: JSON on standard output and nothing else, in UTF-8 whatever the locale."""
    assert understander
    command = [str(Path(sys.executable).with_name("troly")), "ask", "--json", *TODAY, "thủ tục làm hộ chiếu"]
    # A plain C locale, as in a container.
    environment = {**os.environ, "LC_ALL": "C", "LANG": "C"}

    done = subprocess.run(command, capture_output=True, env=environment, check=False)

    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout.decode("utf-8"))["topic"] == "cap-ho-chieu"
    assert done.stderr == b""
