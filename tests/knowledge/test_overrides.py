"""What holds in the province or one commune only: who gets it, on which days, and what `troly check` says of it."""

from datetime import date
from pathlib import Path

import pytest

from knowledge.answer import compose, compose_facet
from knowledge.communes import load_communes
from knowledge.content import Content, load_content
from knowledge.override_check import check_overrides
from knowledge.overrides import FILE
from knowledge.ranker import Answer
from knowledge.topic import Facet
from knowledge.yaml_lines import ContentError
from tests.knowledge.test_tiny_content import TODAY, line_of, tiny_content

MINH_HOP, CUA_LO = "xã Minh Hợp", "phường Cửa Lò"
PROVINCE = """\
- id: phi-tinh
  unit: nghe-an
  topic: muon-sach
  replaces: phi
  text: Cả tỉnh thu 8.000 đồng một năm.
  source: {title: Nghị quyết tỉnh, checked_on: 2026-11-20}
"""
COMMUNE = """\
- id: phi-xa
  unit: xã Minh Hợp
  topic: muon-sach
  replaces: phi
  text: Ở xã thu 5.000 đồng một năm.
  source:
    title: Thông báo của xã
    checked_on: 2026-11-20
  article: Mục 2
  from: 2026-12-10
  until: 2026-12-31
"""
ADDED = """\
- id: gio-xa
  unit: xã Minh Hợp
  topic: muon-sach
  facet: fee
  asks: nộp tiền lúc nào
  text: Thu tiền vào sáng thứ hai.
  source: {title: Thông báo của xã}
"""


def content_with(folder: Path, entries: str) -> Content:
    """The tiny content with these entries."""
    tiny_content(folder / "c")
    (folder / "c" / FILE).write_text(entries, encoding="utf-8")
    return load_content(folder / "c")


def fee(content: Content, place: str | None, day: date = TODAY) -> tuple[str, ...]:
    """What is answered to "how much" there on that day: the statements' ids."""
    topic = content.local("muon-sach", place, day)
    return compose(topic, [Answer("phi", Facet.FEE, 0.0, 1.0)], day).statements


def faults(content: Content, day: date = TODAY) -> list[tuple[int, str, bool]]:
    """What the check says: line, message, whether only a warning."""
    return [(p.line, p.message, p.warning) for p in check_overrides(content, load_communes(), day)]


@pytest.mark.parametrize("entries", ["", "[]\n", "# chỉ có lời ghi chú\n"])
def test_nothing_local_changes_nothing(tmp_path: Path, entries: str) -> None:
    """Without an entry everybody gets the very same topic, wherever they live."""
    content = content_with(tmp_path, entries)

    assert content.overrides == ()
    assert content.local("muon-sach", MINH_HOP, TODAY) is content.topics["muon-sach"]


def test_commune_beats_province_beats_general(tmp_path: Path) -> None:
    """Each only on its days: when the commune's ends the province's is said again."""
    content = content_with(tmp_path, PROVINCE + COMMUNE)
    in_december, after = date(2026, 12, 10), date(2027, 1, 1)

    assert fee(content, None) == fee(content, CUA_LO, in_december) == ("muon-sach.phi-tinh",)
    assert fee(content, MINH_HOP, in_december) == fee(content, MINH_HOP, date(2026, 12, 31)) == ("muon-sach.phi-xa",)
    assert fee(content, MINH_HOP, date(2026, 12, 9)) == fee(content, MINH_HOP, after) == ("muon-sach.phi-tinh",)


def test_without_the_province_the_general_one_comes_back(tmp_path: Path) -> None:
    """Before it begins and after it ends a commune's own fee is the general fee."""
    content = content_with(tmp_path, COMMUNE)

    said = [fee(content, MINH_HOP, day) for day in (date(2026, 12, 9), date(2026, 12, 10), date(2027, 1, 1))]

    assert said == [("muon-sach.phi",), ("muon-sach.phi-xa",), ("muon-sach.phi",)]


def test_a_topic_without_entries_is_untouched(tmp_path: Path) -> None:
    """An entry concerns its own topic only."""
    content = content_with(tmp_path, PROVINCE)

    assert content.local("nuoi-cho", MINH_HOP, TODAY) is content.topics["nuoi-cho"]


def test_the_answer_says_where_it_holds_and_from_what_source(tmp_path: Path) -> None:
    """One short line after the sentence, and the entry's own source with its article."""
    content = content_with(tmp_path, COMMUNE)
    day = date(2026, 12, 15)

    composed = compose(content.local("muon-sach", MINH_HOP, day), [Answer("phi", Facet.FEE, 0.0, 1.0)], day)

    assert composed.texts == ("Ở xã thu 5.000 đồng một năm.\nÁp dụng tại xã Minh Hợp.",)
    assert composed.source_line == "Nguồn: Thông báo của xã, Mục 2 (kiểm tra ngày 20/11/2026)"
    assert composed.next == content.topics["muon-sach"].next
    assert composed.change == "Áp dụng đến hết ngày 31/12/2026."


def test_what_begins_within_a_month_is_announced_there_only(tmp_path: Path) -> None:
    """Who lives there hears of it beforehand, nobody else does."""
    content = content_with(tmp_path, COMMUNE)

    def announced(place: str | None, day: date) -> str | None:
        return compose(content.local("muon-sach", place, day), [Answer("phi", Facet.FEE, 0.0, 1.0)], day).change

    assert announced(MINH_HOP, TODAY) == (
        "Từ ngày 10/12/2026 có thay đổi: Ở xã thu 5.000 đồng một năm. Áp dụng tại xã Minh Hợp."
    )
    assert announced(CUA_LO, TODAY) is None
    assert announced(MINH_HOP, date(2026, 11, 8)) is None


def test_an_entry_keeps_the_days_of_what_it_replaces(tmp_path: Path) -> None:
    """A waiver worded anew for a place ends when the waiver does, nobody need repeat its days."""
    content = content_with(tmp_path, PROVINCE.replace("replaces: phi", "replaces: mien-phi"))
    statement = content.overrides[0].statement

    assert (statement.start, statement.until) == (date(2026, 8, 15), date(2027, 2, 28))
    assert statement.asks == "thẻ mượn sách có đợt nào miễn phí không"


def test_an_added_statement_follows_the_one_that_leads(tmp_path: Path) -> None:
    """It joins whatever is answered of its facet, and is said under the facet's button before the rest."""
    content = content_with(tmp_path, ADDED)
    there = content.local("muon-sach", MINH_HOP, TODAY)

    assert fee(content, MINH_HOP) == ("muon-sach.phi", "muon-sach.gio-xa")
    assert compose_facet(there, Facet.FEE, TODAY).statements[:2] == ("muon-sach.phi", "muon-sach.gio-xa")
    assert fee(content, CUA_LO) == fee(content, None) == ("muon-sach.phi",)
    assert compose_facet(there, Facet.DOCUMENTS, TODAY).statements == ("muon-sach.giay-to",)


def test_the_summary_keeps_a_source_that_holds_everywhere(tmp_path: Path) -> None:
    """A commune's source isn't shown under the general summary."""
    entry = PROVINCE.replace("replaces: phi", "facet: where\n  asks: ở đâu").replace("8.000 đồng", "ở thư viện tỉnh")
    content = content_with(tmp_path, entry)

    composed = compose_facet(content.local("muon-sach", None, TODAY), Facet.OVERVIEW, TODAY)

    assert composed.source_line.startswith("Nguồn: Hướng dẫn thực tế")


@pytest.mark.parametrize(
    ("old", "new", "at", "says"),
    [
        ("topic: muon-sach", "topic: muon-xe", "topic:", "chủ đề “muon-xe” không có"),
        ("replaces: phi", "replaces: phi-cu", "replaces:", "không có câu “phi-cu”"),
        ("replaces: phi", "facet: money\n  asks: bao nhiêu", "facet:", "không có khía cạnh “money”"),
        ("replaces: phi", "facet: overview\n  asks: bao nhiêu", "facet:", "tóm tắt của chủ đề"),
        ("replaces: phi", "facet: fee", "- id:", "thiếu “asks”"),
        ("  replaces: phi\n", "", "- id:", "cần một trong hai"),
        ("replaces: phi", "replaces: phi\n  facet: fee", "- id:", "cần một trong hai"),
        ("replaces: phi", "replaces: phi\n  asks: bao nhiêu", "asks:", "“asks” chỉ dùng khi thêm"),
        ("id: phi-tinh", "id: phi", "- id:", "đã là mã của một câu"),
        ("  text:", "  txt:", "  txt:", "không có khóa “txt”"),
        ("title: Nghị quyết tỉnh, ", "", "source:", "thiếu “title”"),
        ("2026-11-20}", "2026-11-20}\n  from: 2026-12-02\n  until: 2026-12-01", "- id:", "until trước from"),
    ],
)
def test_an_entry_that_cannot_be_read(tmp_path: Path, old: str, new: str, at: str, says: str) -> None:
    """File, line and remedy, as for a topic."""
    assert PROVINCE.count(old) == 1
    text = PROVINCE.replace(old, new)

    with pytest.raises(ContentError) as caught:
        content_with(tmp_path, text)

    named = [problem for problem in caught.value.problems if says in problem.message]
    assert [(problem.file, problem.line) for problem in named] == [(FILE, line_of(text, at))], str(caught.value)


def test_a_file_that_is_no_list(tmp_path: Path) -> None:
    """One entry without its dash is said to be that."""
    with pytest.raises(ContentError, match="phải là danh sách"):
        content_with(tmp_path, "id: phi-tinh\n")


def test_an_id_used_twice(tmp_path: Path) -> None:
    """The second entry of an id is named."""
    with pytest.raises(ContentError) as caught:
        content_with(tmp_path, PROVINCE + PROVINCE)

    assert [(p.line, "có hai lần" in p.message) for p in caught.value.problems] == [(7, True)]


@pytest.mark.parametrize(
    ("old", "new", "at", "says"),
    [
        ("unit: nghe-an", "unit: xã Minh Họp", "unit:", "không có “xã Minh Họp”"),
        ("unit: nghe-an", "unit: xã Nghi Trung", "unit:", "nay là xã Nghi Lộc"),
        (", checked_on: 2026-11-20", "", "text:", "nguồn chưa được đọc"),
        ("2026-11-20}", "2026-11-20}\n  confidence: low", "text:", "độ tin cậy thấp"),
        ("Cả tỉnh thu 8.000 đồng", "Gọi 1900 9068, cả tỉnh thu 8.000 đồng", "text:", "(số chờ xác nhận)"),
        ("Cả tỉnh thu", f"{'Cả tỉnh cùng thu. ' * 20} thu", "text:", "tối đa 340"),
        ("2026-11-20}", f"2026-11-20}}\n  next: {'Đến thư viện. ' * 45}", "text:", "tin đầu của câu “phi-tinh”"),
    ],
)
def test_each_rule_has_its_fault(tmp_path: Path, old: str, new: str, at: str, says: str) -> None:
    """A broken rule is a fault at its line."""
    assert PROVINCE.count(old) == 1
    text = PROVINCE.replace(old, new)

    found = faults(content_with(tmp_path, text))

    assert [(line, warning) for line, message, warning in found if says in message] == [(line_of(text, at), False)]


def test_entries_without_fault(tmp_path: Path) -> None:
    """What the other tests break is sound by itself."""
    assert faults(content_with(tmp_path, PROVINCE + COMMUNE + ADDED)) == []


def test_two_entries_for_the_same_statement(tmp_path: Path) -> None:
    """On the same days nobody knows which is meant; one after the other is fine."""
    again = COMMUNE.replace("phi-xa", "phi-xa-2")

    meeting = faults(content_with(tmp_path / "a", COMMUNE + again.replace("from: 2026-12-10", "from: 2026-12-31")))
    apart = faults(
        content_with(
            tmp_path / "b",
            COMMUNE + again.replace("from: 2026-12-10", "from: 2027-01-01").replace("2026-12-31", "2027-02-01"),
        )
    )

    assert [("bỏ một câu" in message, warning) for _, message, warning in meeting] == [(True, False)]
    assert apart == []


def test_what_is_worth_a_look(tmp_path: Path) -> None:
    """An entry that has ended, and one that only a button shows, are warnings."""
    content = content_with(tmp_path, COMMUNE + ADDED.replace("facet: fee", "facet: time"))

    found = faults(content, date(2027, 1, 1))

    assert [("đã hết hạn ngày 2026-12-31" in message, warning) for _, message, warning in found[:1]] == [(True, True)]
    assert [("chỉ hiện khi bấm nút" in message, warning) for _, message, warning in found[1:]] == [(True, True)]
