"""Every fault of a topic's file names the file, the line and what to do."""

from pathlib import Path

import pytest

from knowledge.topic import Confidence, Facet, Kind
from knowledge.yaml_lines import ContentError, Problem, load_document
from tests.knowledge.test_tiny_content import line_of, read, topic_text


def _problems(folder: Path, text: str) -> list[Problem]:
    try:
        return read(folder, text)[2]
    except ContentError as error:
        return error.problems


def test_a_topic_is_read_as_it_stands(tmp_path: Path) -> None:
    """The parts of the file are the parts of the topic."""
    topic, _, _ = read(tmp_path, topic_text())

    fee = topic.statement("mien-phi")
    assert fee is not None
    assert fee.facet is Facet.FEE
    assert (fee.start, fee.until) == (topic.statements[3].start, topic.statements[3].until)
    assert fee.confidence is Confidence.HIGH
    assert fee.source.title == "Nội quy thư viện"
    assert topic.checklist is not None
    assert [item.kind for item in topic.checklist.items] == [Kind.PAPER, Kind.WHERE]
    assert topic.checklist.questions[1].when == {"tuoi": ("nho",)}
    assert len(topic.phrases) == 45


@pytest.mark.parametrize(
    ("old", "new", "at", "remedy"),
    [
        ("title: Mượn sách thư viện", "titel: Mượn sách", "titel:", "các khóa được dùng"),
        ("title: Mượn sách thư viện\n", "", None, "thiếu “title”"),
        ("  fee:\n", "  gia:\n", "  gia:", "chọn một trong"),
        ("not_applicable: [who,", "not_applicable: [whom,", "not_applicable:", "chọn một trong"),
        ("      text: Thẻ để mượn sách mang về nhà đọc.\n      source: loi-ke\n",
         "      text: Thẻ để mượn sách.\n", "- id: la-gi", "mỗi câu cần một nguồn"),
        ("      source: noi-quy\n      article: Điều 3", "      source: sai-khoa\n      article: Điều 3", "sai-khoa",
         "không có trong “sources”"),
        ("- id: la-gi", "- id: La Gi", "La Gi", "chữ thường không dấu"),
        ("- id: mien-phi", "- id: phi", None, "có hai lần"),
        ("      from: 2026-08-15", "      from: tháng 8", "tháng 8", "2026-11-21"),
        ("      article: Điều 3", "      confidence: chac", "confidence: chac", "high, medium, low"),
        ("      kind: where", "      kind: nơi", "kind: nơi", "paper"),
        ("review_by: 2027-06-01", "review_by: sang năm", "review_by", "2026-11-21"),
        ("    title: Hướng dẫn thực tế", "    title: Hướng dẫn\n    url: thuvien.vn", "url: thuvien.vn", "https://"),
        ("    p001: [la-gi, ", "    p001: [la-gi, thừa, ", "p001:", "[mã câu trả lời"),
        ("  plain:\n", "  le-phep:\n", "le-phep:", "các khóa được dùng"),
        ("phrases:\n  plain:", "phrases:\n  plain: x\n  long2:", None, "p001"),
        ("      ask: Ai làm thẻ?\n", "      ask: Ai làm thẻ?\n      number: {min: 1, max: 3}\n", "- id: tuoi", "number"),
        ("statements:\n  what:", "statements:\n  what: không\n  who:", "what: không", "danh sách"),
    ],
)  # fmt: skip
def test_a_fault_names_line_and_remedy(tmp_path: Path, old: str, new: str, at: str | None, remedy: str) -> None:
    """A fault says in which line it stands and how it is mended."""
    text = topic_text((old, new))

    problems = _problems(tmp_path, text)

    named = [problem for problem in problems if remedy in problem.message]
    assert named, [str(problem) for problem in problems]
    assert all(problem.file == "muon-sach.yaml" and not problem.warning for problem in problems)
    if at:
        assert line_of(text, at) in {problem.line for problem in named}
        assert f"muon-sach.yaml:{named[0].line}: lỗi:" in str(named[0])


def test_broken_yaml_names_the_line(tmp_path: Path) -> None:
    """What isn't YAML says near which line it stops being YAML."""
    text = topic_text(("title: Mượn sách thư viện", 'title: "Mượn sách'))

    (problem,) = _problems(tmp_path, text)

    assert problem.file == "muon-sach.yaml"
    assert problem.line >= line_of(text, 'title: "Mượn')
    assert "không đúng YAML" in problem.message


def test_a_key_twice_names_the_second_line(tmp_path: Path) -> None:
    """The second of two equal keys would silently win; so it is a fault."""
    text = topic_text(("group: thu-vien\n", "group: thu-vien\nnext: Đi đâu đó.\n"))

    (problem,) = _problems(tmp_path, text)

    assert problem.line == line_of(text, "next: Đến thư viện")
    assert "“next” có hai lần" in problem.message


def test_not_utf8_says_how_to_save(tmp_path: Path) -> None:
    """A file saved in another encoding says so."""
    path = tmp_path / "muon-sach.yaml"
    path.write_bytes(topic_text().encode("utf-16"))

    with pytest.raises(ContentError) as caught:
        load_document(path)

    (problem,) = caught.value.problems
    assert "UTF-8" in problem.message
    assert problem.file == "muon-sach.yaml"


@pytest.mark.parametrize("text", ["", "- a\n- b\n", "chỉ một dòng chữ\n"])
def test_no_topic_at_all(tmp_path: Path, text: str) -> None:
    """An empty file, a list or a sentence is no topic, and says so without a crash."""
    problems = _problems(tmp_path, text)

    assert any("khóa: giá trị" in problem.message for problem in problems)


def test_all_faults_at_once(tmp_path: Path) -> None:
    """Whoever mends a file sees every fault of it, not one after the other."""
    text = topic_text(
        ("title: Mượn sách thư viện\n", ""), ("- id: la-gi", "- id: La Gi"), ("      from: 2026-08-15", "      from: x")
    )

    assert len(_problems(tmp_path, text)) >= 3


def test_a_link_is_an_address(tmp_path: Path) -> None:
    """The page of the procedure is well formed like the sources' pages (docs/architecture.md, `troly check`)."""
    text = topic_text(("https://thuvien.example.vn", "thuvien"))

    assert line_of(text, "link:") in {problem.line for problem in _problems(tmp_path, text)}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("link: {label: Trang", "link: {ghi-chu: x, label: Trang"),
        ("{id: lon, label:", "{ma: x, id: lon, label:"),
        ("    text: Giờ mở cửa ngày lễ.", "    text: Giờ mở cửa ngày lễ.\n    ghi-chu: x"),
    ],
)
def test_unknown_keys_in_small_parts(tmp_path: Path, old: str, new: str) -> None:
    """A misspelt key is a fault wherever it stands."""
    assert _problems(tmp_path, topic_text((old, new)))


@pytest.mark.parametrize(
    "old", ["asks: thẻ mượn sách là gì", "text: Thẻ để mượn sách mang về nhà đọc.", "summary: Mượn sách ở thư viện xã, thẻ 10.000 đồng một năm."]
)  # fmt: skip
def test_an_empty_text_is_missing(tmp_path: Path, old: str) -> None:
    """A statement without words says nothing: it is a fault."""
    assert _problems(tmp_path, topic_text((old, f'{old.partition(":")[0]}: ""')))
