"""What arrives becomes what may be stored."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.pipeline.accept import LONGEST_TEXT, read_code, read_text, reason_to_ignore
from handlers.message import Button
from tests.bot.talk import NOW


def test_a_plain_question_stays_as_it_is() -> None:
    """Nothing to cut, nothing to mask."""
    text, masked = read_text("khai sinh cần gì?")

    assert (text.text, text.cut, masked) == ("khai sinh cần gì?", False, ())


def test_ten_thousand_characters() -> None:
    """The first 2,000 are read, and that is noted."""
    text, _ = read_text("Làm căn cước. " * 800)

    assert text.cut and text.text.startswith("Làm căn cước. Làm") and LONGEST_TEXT - 64 < len(text.text) <= LONGEST_TEXT


def test_exactly_the_longest() -> None:
    """Nothing is cut from what just fits."""
    text, _ = read_text("a" * LONGEST_TEXT)

    assert not text.cut and len(text.text) == LONGEST_TEXT


def test_numbers_are_masked() -> None:
    """The kinds of what was taken out are passed on."""
    text, masked = read_text("số của tôi là 040095001234, gọi 0912 345 678")

    assert "040095001234" not in text.text and "345 678" not in text.text
    assert masked == ("citizen", "phone")


@pytest.mark.parametrize(
    "secret", ["040095001234", "0912 345 678", "0912.345.678", "mật khẩu là hoa@2024", "otp 123456"]
)
@pytest.mark.parametrize("left", range(1, 20))
def test_a_cut_through_a_secret_leaves_no_half_of_it(secret: str, left: int) -> None:
    """Half a number would not be recognised, so it goes too."""
    word = "xin "
    before = word * (LONGEST_TEXT // len(word))
    before = before[: LONGEST_TEXT - min(left, len(secret) - 1)].rstrip() + " "
    before = before.rjust(LONGEST_TEXT - min(left, len(secret) - 1))

    text, _ = read_text(before + secret + " nhé")

    kept = text.text.removeprefix(before)
    assert not any(character.isdigit() or character == "@" for character in kept), kept


@given(st.text())
def test_any_text_can_be_stored(raw: str) -> None:
    """Also half a surrogate pair, which no file can hold."""
    text, _ = read_text(raw + "\ud800")

    assert text.text.encode("utf-8").decode("utf-8") == text.text


def test_codes() -> None:
    """A code stays; a longer one than there are stays wrong; what people hide in it is masked."""
    assert read_code("1:t:khai-sinh:fee")[0].code == "1:t:khai-sinh:fee"
    assert len(read_code("1:n:" + "x" * 500)[0].code) == 65
    assert "040095001234" not in read_code("1:t:040095001234")[0].code
    assert "a1b2c3" not in read_code("1:t: mật khẩu: a1b2c3")[0].code
    # "pass" is what a button does here.
    assert read_code("1:q:pass:4lhn5ab7cd") == (Button("1:q:pass:4lhn5ab7cd"), ())


def test_old_events() -> None:
    """72 hours is the limit."""
    assert reason_to_ignore(NOW - timedelta(hours=72), NOW) is None
    assert reason_to_ignore(NOW - timedelta(hours=72, seconds=1), NOW) == "older_than_72_hours"
