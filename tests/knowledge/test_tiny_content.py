"""A tiny content of two topics that other tests break in one place, and the proof that it is without fault."""

from datetime import date
from pathlib import Path
from shutil import copytree

from knowledge.check import check_topic
from knowledge.content import SHIPPED, load_content
from knowledge.topic import Style, Topic
from knowledge.topic_file import read_topic
from knowledge.whole_check import check_whole
from knowledge.yaml_lines import Document, Problem, load_document

TODAY = date(2026, 11, 21)

_BOOKS = """\
id: muon-sach
title: Mượn sách thư viện
group: thu-vien
audience: [resident]
authority: Thư viện xã
summary: Mượn sách ở thư viện xã, thẻ 10.000 đồng một năm.
next: Đến thư viện xã vào giờ hành chính.
link: {label: Trang thư viện, url: "https://thuvien.example.vn"}
review_by: 2027-06-01
not_applicable: [who, where, steps_online, time, result, validity, penalty, pitfalls, special_cases, legal]
sources:
  noi-quy:
    title: Nội quy thư viện
    checked_on: 2026-11-21
  loi-ke:
    title: Hướng dẫn thực tế
statements:
  what:
    - id: la-gi
      asks: thẻ mượn sách là gì
      text: Thẻ để mượn sách mang về nhà đọc.
      source: loi-ke
  documents:
    - id: giay-to
      asks: làm thẻ mượn sách cần giấy gì
      text: |-
        Mang theo:
        - Căn cước.
        - Một tấm ảnh.
      source: noi-quy
  fee:
    - id: phi
      asks: thẻ mượn sách bao nhiêu tiền
      text: Thẻ mượn sách 10.000 đồng một năm.
      source: noi-quy
      article: Điều 3
    - id: mien-phi
      asks: thẻ mượn sách có đợt nào miễn phí không
      text: Đến 28/2/2027 được miễn tiền làm thẻ.
      source: noi-quy
      from: 2026-08-15
      until: 2027-02-28
corrections:
  - id: mua-phieu
    belief: Phải mua phiếu giấy
    holds: Trước đây mua phiếu giấy; nay chỉ cần thẻ.
    words: [phiếu giấy]
    source: noi-quy
to_confirm:
  - id: gio-mo-cua
    text: Giờ mở cửa ngày lễ.
checklist:
  title: Giấy tờ làm thẻ
  questions:
    - id: tuoi
      ask: Ai làm thẻ?
      choices:
        - {id: lon, label: Người lớn}
        - {id: nho, label: Trẻ em}
    - id: di-cung
      ask: Có cha mẹ đi cùng không?
      when: {tuoi: [nho]}
      choices:
        - {id: co, label: Có}
        - {id: khong, label: Không}
  items:
    - id: can-cuoc
      kind: paper
      text: Căn cước của người lớn.
      source: noi-quy
    - id: tai-thu-vien
      kind: where
      text: Thư viện xã.
      source: loi-ke
phrases:
"""
_DOGS = """\
id: nuoi-cho
title: Đăng ký nuôi chó
group: thu-vien
authority: Trạm thú y
summary: Nhà nuôi chó thì báo với trạm thú y.
next: Đến trạm thú y.
link: {label: Trang thú y, url: "https://thuy.example.vn"}
review_by: 2027-06-01
not_applicable: [who, documents, steps_online, fee, time, result, validity, penalty, pitfalls, special_cases, legal]
sources:
  noi-quy:
    title: Nội quy xóm
    checked_on: 2026-11-21
statements:
  what:
    - id: la-gi
      asks: đăng ký nuôi chó là gì
      text: Báo cho trạm thú y biết nhà có nuôi chó.
      source: noi-quy
  where:
    - id: o-dau
      asks: đăng ký nuôi chó ở đâu
      text: Ở trạm thú y của xã.
      source: noi-quy
phrases:
"""
_OTHERS = {
    "groups.yaml": "- {id: thu-vien, title: Thư viện và thú y, topics: [muon-sach, nuoi-cho]}\n",
    "contacts.yaml": '- {id: thu-thu, name: Thủ thư, value: "", kind: local}\n',
    "outside.yaml": "- {id: ban-ve-so, group: viec-khac, kind: near-miss, name: Bán vé số, pointer: Hỏi đại lý., "
    "related: [muon-sach], phrases: [bán vé số ở đâu, vé số hôm nay, muốn làm đại lý vé số]}\n",
    "smalltalk.yaml": "- {id: chao, kind: smalltalk, phrases: [chào buổi sáng, alo ai đó], replies: [Chào anh/chị.]}\n",
    "unrelated.yaml": "phrases: [trời hôm nay mưa không, mai nắng không]\n",
}
_ASKING = {
    "muon-sach": ("mượn sách {n} ngày ở thư viện", "phi", "la-gi"),
    "nuoi-cho": ("nuôi {n} con chó trong nhà", "o-dau", "la-gi"),
}


def topic_text(*changes: tuple[str, str], topic: str = "muon-sach") -> str:
    """A topic's file without fault, each `(old, new)` of `changes` replaced once."""
    text = (_BOOKS if topic == "muon-sach" else _DOGS) + _phrases(topic)
    for old, new in changes:
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in the tiny topic"
        text = text.replace(old, new)
    return text


def _phrases(topic: str) -> str:
    words, *answers = _ASKING[topic]
    lines, number = [], 0
    for style in Style:
        lines.append(f"  {style.value}:")
        for _ in range(5):
            number += 1
            asked = words.format(n=number) + f" kiểu {style.value}"
            lines.append(f'    p{number:03}: [{answers[number % 2]}, "{asked}"]')
    return "\n".join(lines) + "\n"


def line_of(text: str, part: str) -> int:
    """The number of the only line that holds `part`."""
    found = [number for number, line in enumerate(text.splitlines(), 1) if part in line]
    assert len(found) == 1, f"{part!r} stands on lines {found}"
    return found[0]


def read(folder: Path, text: str) -> tuple[Topic, Document, list[Problem]]:
    """A topic's text through a file, as the program reads it."""
    path = folder / "muon-sach.yaml"
    path.write_text(text, encoding="utf-8")
    document = load_document(path)
    topic, problems = read_topic(document)
    return topic, document, problems


def tiny_content(folder: Path, *changes: tuple[str, str]) -> Path:
    """A whole content folder with two topics; `changes` go into the first one."""
    (folder / "topics").mkdir(parents=True)
    (folder / "topics" / "muon-sach.yaml").write_text(topic_text(*changes), encoding="utf-8")
    (folder / "topics" / "nuoi-cho.yaml").write_text(topic_text(topic="nuoi-cho"), encoding="utf-8")
    for name, text in _OTHERS.items():
        (folder / name).write_text(text, encoding="utf-8")
    copytree(SHIPPED / "lexicon", folder / "lexicon")
    return folder


def test_tiny_topic_without_fault(tmp_path: Path) -> None:
    """The topic that other tests break has no fault by itself."""
    topic, document, problems = read(tmp_path, topic_text())

    assert problems == []
    assert check_topic(topic, document, TODAY) == []


def test_tiny_content_without_fault(tmp_path: Path) -> None:
    """The content that other tests break has no fault by itself."""
    content = load_content(tiny_content(tmp_path / "content"))

    assert set(content.topics) == {"muon-sach", "nuoi-cho"}
    assert check_whole(content, TODAY) == []
