"""`troly check`: each rule of content has an example that breaks it, at the right line."""

from datetime import date
from pathlib import Path

import pytest

from knowledge.check import UNCONFIRMED_HOTLINES, answers_of, check_topic, unread_numbers
from knowledge.content import load_content
from knowledge.whole_check import check_whole
from knowledge.yaml_lines import ContentError, Problem
from tests.knowledge.test_tiny_content import TODAY, line_of, read, tiny_content, topic_text

_FEE = "      text: Thẻ mượn sách 10.000 đồng một năm."
_WHAT = "      text: Thẻ để mượn sách mang về nhà đọc."


def _checked(folder: Path, text: str, day: date = TODAY) -> list[Problem]:
    topic, document, problems = read(folder, text)
    assert problems == []
    return check_topic(topic, document, day)


@pytest.mark.parametrize(
    ("old", "new", "at", "says"),
    [
        ("title: Mượn sách thư viện", f"title: {'Mượn sách ' * 7}", "title: Mượn", "tối đa 60"),
        ("next: Đến thư viện xã vào giờ hành chính.", f"next: {'Đến thư viện xã. ' * 13}", "next: Đến", "tối đa 200"),
        ("summary: Mượn sách ở", f"summary: {'Mượn sách. ' * 45} ở", "summary:", "tối đa 450"),
        (_FEE, f"{_FEE} {'Trả khi nhận thẻ. ' * 20}", "- id: phi", "tối đa 340"),
        ("        - Một tấm ảnh.", f"        - Một tấm ảnh. {'Ảnh nền trắng. ' * 45}", "- id: giay-to", "tối đa 680"),
        ("not_applicable: [who, ", "not_applicable: [", "statements:", "thiếu khía cạnh “who”"),
        ("not_applicable: [who, ", "not_applicable: [fee, who, ", "not_applicable:", "bỏ một bên"),
        (_WHAT, "      text: Thẻ dùng trong 30 ngày.", "- id: la-gi", "30"),
        ("      text: Thư viện xã.", "      text: Thư viện xã, phòng 12.", "- id: tai-thu-vien", "12"),
        ("      article: Điều 3", "      confidence: low", "- id: phi", "độ tin cậy thấp"),
        (_WHAT, "      text: Gọi 1800 1096 để hỏi.", "- id: la-gi", "(số chờ xác nhận)"),
        ("      text: Thư viện xã.", "      text: Gọi 1900 9095.", "- id: tai-thu-vien", "(số chờ xác nhận)"),
        ("thẻ 10.000 đồng một năm.\nnext", "thẻ 15.000 đồng một năm.\nnext", "summary:", "15.000 đồng"),
        ("giờ hành chính.\nlink", "giờ hành chính, mang 5 triệu.\nlink", "next: Đến", "5 triệu"),
        ("    p001: [la-gi,", "    p001: [khong-co,", "p001:", "không có trong statements"),
        ("    words: [phiếu giấy]\n", "", "- id: mua-phieu", "“words” hoặc “facets”"),
        ("nay chỉ cần thẻ.", f"nay chỉ cần thẻ. {'Thẻ là đủ rồi. ' * 15}", "- id: mua-phieu", "tối đa 200"),
        ("when: {tuoi: [nho]}", "when: {tuổi: [nho]}", "- id: di-cung", "câu hỏi “tuổi” không có"),
        ("when: {tuoi: [nho]}", "when: {tuoi: [gia]}", "- id: di-cung", "không có lựa chọn “gia”"),
        (
            "      kind: paper\n",
            "      kind: paper\n      when: {tuoi: [lon]}\n",
            "  items:",
            "không có giấy tờ hay bước",
        ),
        ("      kind: where\n", "      kind: where\n      when: {tuoi: [lon]}\n", "  items:", "không có nơi nộp"),
        ("      until: 2027-02-28", "      until: 2026-08-14", "- id: mien-phi", "until trước from"),
        ("      until: 2027-02-28", "      until: 2027-02-28\n      then: khong-co", "- id: mien-phi", "không có"),
        ("      until: 2027-02-28", "      then: phi", "- id: mien-phi", "chỉ dùng khi có “until”"),
    ],
)
def test_each_rule_has_its_fault(tmp_path: Path, old: str, new: str, at: str, says: str) -> None:
    """A broken rule is a fault that names the line, and says what is wanted."""
    text = topic_text((old, new))

    faults = [problem for problem in _checked(tmp_path, text) if not problem.warning]

    named = [problem for problem in faults if says in problem.message]
    assert named, [str(problem) for problem in faults]
    assert {problem.line for problem in named} == {line_of(text, at)}


@pytest.mark.parametrize(
    ("wanted", "last"), [("tối đa 60", 60), ("tối đa 200", 200)], ids=["title", "next"]
)  # fmt: skip
def test_the_limit_itself_is_fine(tmp_path: Path, wanted: str, last: int) -> None:
    """A text of exactly the limit is no fault, one letter more is."""
    key, old = ("title", "Mượn sách thư viện") if last == 60 else ("next", "Đến thư viện xã vào giờ hành chính.")

    fits = _checked(tmp_path, topic_text((f"{key}: {old}", f"{key}: {'a' * last}")))
    exceeds = _checked(tmp_path, topic_text((f"{key}: {old}", f"{key}: {'a' * (last + 1)}")))

    assert fits == []
    assert [wanted in problem.message for problem in exceeds] == [True]


def test_few_phrases_are_a_warning_too_few_a_fault(tmp_path: Path) -> None:
    """A new topic begins with five ways of asking; what is wanted is said until they are there."""
    lines = topic_text().splitlines(keepends=True)

    def with_phrases(most: int) -> str:
        return "".join(line for line in lines if not line.strip().startswith("p0") or int(line.strip()[1:4]) <= most)

    (few,) = [problem for problem in _checked(tmp_path, with_phrases(5)) if "cần ít nhất 40" in problem.message]
    (too_few,) = [problem for problem in _checked(tmp_path, with_phrases(4)) if not problem.warning]
    service = topic_text(("group: thu-vien\n", "group: thu-vien\nservice: 3\n"))

    assert few.warning and too_few.message == "mới có 4 câu hỏi mẫu, cần ít nhất 5"
    assert [problem.message for problem in _checked(tmp_path, service)] == ["mới có 45 câu hỏi mẫu, cần ít nhất 60"]


def test_too_few_phrases_of_a_style(tmp_path: Path) -> None:
    """Each way of writing has at least four phrases."""
    lines = topic_text().splitlines(keepends=True)
    text = "".join(line for line in lines if not line.strip().startswith(("p041", "p042", "p043", "p044")))

    messages = [problem.message for problem in _checked(tmp_path, text)]

    assert any("“old-names” mới có 1" in message for message in messages)
    assert sum("lối viết" in message for message in messages) == 1


@pytest.mark.parametrize(
    "text",
    [
        "Gọi 113, 114 hoặc 115; báo lừa đảo 156 hoặc 5656.",
        "Gọi 1900 0368, hay 1800 1096 (số chờ xác nhận).",
        "Điền mẫu CT01 và TK05, nộp theo Nghị định 154/2024/NĐ-CP.",
        "Cần VNeID mức 2, hay mức độ 1 hoặc 2.",
        "1. Mở máy.\n2. Bấm nút.",
        "Một trong 25 dịch vụ công; bằng hạng A1, B2.",
    ],
)
def test_numbers_that_need_no_reading(text: str) -> None:
    """Hotlines, forms, laws, levels and numbered steps may stand in what nobody has read yet."""
    assert unread_numbers(text) == []


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("Mất 10.000 đồng.", ["10.000"]),
        ("Trong 7 ngày.", ["7"]),
        ("Gọi 0238 3844 123.", ["0238", "3844", "123"]),
        ("Gọi 1800 1096.", ["1800", "1096."]),
        ("Giảm 50%.", ["50"]),
    ],
)
def test_numbers_that_need_reading(text: str, numbers: list[str]) -> None:
    """Amounts, deadlines and any other telephone number may not."""
    assert [number.strip(".") for number in unread_numbers(text)] == [number.strip(".") for number in numbers]


@pytest.mark.parametrize("hotline", UNCONFIRMED_HOTLINES)
def test_a_hotline_with_its_mark_is_fine(tmp_path: Path, hotline: str) -> None:
    """The mark beside the number is enough."""
    text = topic_text((_WHAT, f"      text: Gọi {hotline} (số chờ xác nhận) để hỏi."))

    assert _checked(tmp_path, text) == []


def test_every_way_through_a_checklist(tmp_path: Path) -> None:
    """A question that doesn't apply is left out of a way."""
    topic, _, _ = read(tmp_path, topic_text())
    assert topic.checklist is not None

    ways = list(answers_of(topic.checklist))

    assert ways == [{"tuoi": "lon"}, {"tuoi": "nho", "di-cung": "co"}, {"tuoi": "nho", "di-cung": "khong"}]


def test_what_is_past_is_a_warning_on_that_day(tmp_path: Path) -> None:
    """A statement that ended and a review day that passed are warnings with their line, never faults."""
    text = topic_text()

    before, after = _checked(tmp_path, text, date(2027, 2, 28)), _checked(tmp_path, text, date(2027, 6, 2))

    assert before == []
    assert all(problem.warning for problem in after)
    assert {problem.line for problem in after} == {line_of(text, "review_by"), line_of(text, "- id: mien-phi")}
    assert "lưu ý" in str(after[0])


def test_the_review_day_itself_is_no_warning_yet(tmp_path: Path) -> None:
    """The topic is due after the day, not on it."""
    messages = [problem.message for problem in _checked(tmp_path, topic_text(), date(2027, 6, 1))]

    assert not any("đọc lại" in message for message in messages)


def test_a_phrase_claimed_twice(tmp_path: Path) -> None:
    """Two topics may not claim the same words, marks aside."""
    folder = tiny_content(
        tmp_path / "c", ('"mượn sách 1 ngày ở thư viện kiểu plain"', '"nuoi 1 con cho trong nha kieu plain"')
    )

    faults = check_whole(load_content(folder), TODAY)

    assert [(problem.file, problem.warning) for problem in faults] == [("topics/nuoi-cho.yaml", False)]
    assert "giống hệt muon-sach/p001" in faults[0].message


def test_a_first_message_too_long(tmp_path: Path) -> None:
    """Lead, next step and correction together may not be longer than a message."""
    folder = tiny_content(tmp_path / "c", (_WHAT, f"      text: {'a ' * 240}\n      next: {'b ' * 100}"))

    faults = check_whole(load_content(folder), TODAY)

    assert [problem.message.partition(" dài")[0] for problem in faults] == ["tin đầu của “what”"]


def test_a_facet_that_falls_silent(tmp_path: Path) -> None:
    """On the day after the only statement of a facet ended, a warning asks for another."""
    folder = tiny_content(tmp_path / "c", (_WHAT, f"{_WHAT}\n      until: 2027-03-31"))
    content = load_content(folder)

    assert check_whole(content, date(2027, 3, 31)) == []
    (silent,) = check_whole(content, date(2027, 4, 1))
    assert silent.warning
    assert "“what” không còn câu nào" in silent.message


@pytest.mark.parametrize(
    ("file", "old", "new", "says"),
    [
        ("groups.yaml", "[muon-sach, nuoi-cho]", "[muon-sach, nuoi-cho, nuoi-meo]", "nuoi-meo không có"),
        ("groups.yaml", "[muon-sach, nuoi-cho]", "[muon-sach, nuoi-cho, nuoi-cho]", "hai lần"),
        ("topics/nuoi-cho.yaml", "group: thu-vien", "group: thu-y", "nhóm “thu-y” không có trong groups.yaml"),
        ("outside.yaml", "related: [muon-sach]", "related: [nuoi-meo]", "nuoi-meo không có"),
        ("topics/nuoi-cho.yaml", "id: nuoi-cho", "id: nuoi-meo", "tệp phải tên là nuoi-meo.yaml"),
    ],
)
def test_parts_that_do_not_fit_together(tmp_path: Path, file: str, old: str, new: str, says: str) -> None:
    """What one file says of another must be there."""
    folder = tiny_content(tmp_path / "c")
    text = (folder / file).read_text(encoding="utf-8")
    assert text.count(old) == 1
    (folder / file).write_text(text.replace(old, new), encoding="utf-8")

    with pytest.raises(ContentError) as caught:
        load_content(folder)

    assert any(says in problem.message for problem in caught.value.problems), str(caught.value)


@pytest.mark.parametrize("file", ["groups.yaml", "outside.yaml", "smalltalk.yaml", "unrelated.yaml", "contacts.yaml"])
def test_a_missing_file_is_named(tmp_path: Path, file: str) -> None:
    """Each part of the content has to be there."""
    folder = tiny_content(tmp_path / "c")
    (folder / file).unlink()

    with pytest.raises(ContentError) as caught:
        load_content(folder)

    assert (file, "thiếu tệp này") in {(problem.file, problem.message) for problem in caught.value.problems}


def test_a_lexicon_file_missing_is_named(tmp_path: Path) -> None:
    """So have the lexicon's files."""
    folder = tiny_content(tmp_path / "c")
    (folder / "lexicon" / "dialect.yaml").unlink()

    with pytest.raises(ContentError) as caught:
        load_content(folder)

    assert [problem.file for problem in caught.value.problems] == ["lexicon/dialect.yaml"]
