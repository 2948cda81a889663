"""Plain text for Zalo and where it is split."""

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from bot.channels.zalo_text import LONGEST, length, plain_parts, split
from handlers.reply import Bullets, Paragraph, Picture, Reply, Small, say
from tests.bot.assistant import document

PARAGRAPH = "Đi cùng là bản gốc giấy tờ. " * 30  # 840


def test_a_short_reply_is_one_message() -> None:
    """Title, lists and links as text; what follows stands at the end."""
    [part] = plain_parts(document(), ending="Trả lời bằng số:\n1. Lệ phí")

    assert part.startswith("Giấy tờ khai sinh\n\nCần mang những giấy tờ này:\n\n- Giấy chứng sinh\n- Căn cước")
    assert "1. Mở VNeID\n2. Chọn" in part and "Nộp trực tuyến: https://dichvucong.gov.vn" in part
    assert part.endswith("kiểm tra ngày 20/11/2026\n\nTrả lời bằng số:\n1. Lệ phí")


def test_a_long_one_is_split_between_paragraphs() -> None:
    """No paragraph is torn that fits, and the choices are whole in the last message."""
    reply = say(*(f"Đoạn {n}. {PARAGRAPH}".strip() for n in range(1, 5)))

    parts = plain_parts(reply, ending="Trả lời bằng số:\n1. Một\n2. Hai")

    assert [part.count("Đoạn") for part in parts] == [2, 2]
    assert all(part.startswith("Đoạn") for part in parts)
    assert parts[-1].endswith("\n\nTrả lời bằng số:\n1. Một\n2. Hai")


def test_choices_that_no_longer_fit_come_alone() -> None:
    """Rather than half here and half there."""
    ending = "Trả lời bằng số:\n" + "\n".join(f"{n}. Việc {n}" for n in range(1, 9))

    parts = plain_parts(say("x" * 1_950), ending=ending)

    assert parts == ["x" * 1_950, ending]


def test_a_long_list_is_split_between_its_items() -> None:
    """Then between words, then between letters."""
    items = tuple(f"Giấy tờ số {n}: " + "bản gốc và bản sao " * 10 for n in range(30))

    parts = plain_parts(Reply((Paragraph("Cần mang:"), Bullets(items), Small("Nguồn"))))

    assert all(line.startswith(("- Giấy", "Cần", "Nguồn")) for part in parts for line in part.splitlines() if line)
    assert parts[0].startswith("Cần mang:\n\n- Giấy tờ số 0") and parts[-1].endswith("\n\nNguồn")
    assert split("một hai ba bốn", 7) == ["một hai", "ba bốn"]
    assert split("abcdefg", 3) == ["abc", "def", "g"]


def test_a_line_that_announces_goes_with_what_follows() -> None:
    """Nobody is left with "Cần mang:" and nothing below it."""
    reply = say("x" * 900, "Cần mang:", "y" * 1_500)

    assert plain_parts(reply) == ["x" * 900, "Cần mang:\n\n" + "y" * 1_500]


def test_letters_are_counted_as_in_a_message() -> None:
    """In NFC, and a picture letter is two units."""
    decomposed = unicodedata.normalize("NFD", "ế" * 1_500)

    assert plain_parts(say(decomposed)) == ["ế" * 1_500]
    assert length("ế😀") == 3
    assert [length(part) for part in split("😀" * 1_500, LONGEST)] == [2_000, 1_000]


def test_the_table_stands_for_the_picture() -> None:
    """Where no picture can go."""
    reply = Reply((Paragraph("Tuần này:"),), picture=Picture(b"png", "Biểu đồ", "Xóm 4: 12"))

    assert plain_parts(reply, table=True) == ["Tuần này:\n\nXóm 4: 12"]
    assert plain_parts(reply) == ["Tuần này:"]


def test_nothing_to_say() -> None:
    """No message at all: Zalo takes none without text."""
    assert plain_parts(say(), ending="") == [] == plain_parts(say("  "))


@given(st.text(alphabet=st.characters(codec="utf-8")), st.integers(min_value=2, max_value=40))
def test_nothing_is_lost_and_nothing_is_too_long(text: str, limit: int) -> None:
    """Whatever the text, up to spaces at the cuts."""
    parts = split(text, limit)

    assert all(0 < length(part) <= max(limit, 16) for part in parts)
    assert "".join("".join(parts).split()) == "".join(unicodedata.normalize("NFC", text).split())
