"""Sensitive numbers are covered before anything is stored; amounts, days and law numbers stay."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.mask import Secret, mask, without_masks


@pytest.mark.parametrize(
    ("typed", "kind"),
    [
        ("cccd 040095001234 của em", Secret.CITIZEN),
        ("040 095 001 234", Secret.CITIZEN),
        ("(040095001234)", Secret.CITIZEN),
        ("cmnd 186123456", Secret.CITIZEN),
        ("cmnd 186 123 456 mất rồi", Secret.CITIZEN),
        ("0912345678", Secret.PHONE),
        ("sdt:0912345678.", Secret.PHONE),
        ("gọi 0912 345 678 nhé", Secret.PHONE),
        ("0912.345.678", Secret.PHONE),
        ("09 12 34 56 78", Secret.PHONE),
        ("0 9 1 2 3 4 5 6 7 8", Secret.PHONE),
        ("+84 912 345 678", Secret.PHONE),
        ("84912345678", Secret.PHONE),
        ("thẻ 9704 3600 1234 5678", Secret.CARD),
        ("stk 1234567890 Vietcombank", Secret.CARD),
        ("mã otp là 482913", Secret.CODE),
        ("OTP: 4829", Secret.CODE),
        ("ma xac thuc 551200 day", Secret.CODE),
        ("pass: 123456", Secret.CODE),
        ("mật khẩu là Abc@123", Secret.PASSWORD),
        ("mat khau cua em la hoa123", Secret.PASSWORD),
    ],
)
def test_covered(typed: str, kind: Secret) -> None:
    """The number is gone, the kind is named, the rest of the sentence stays."""
    masked = mask(typed)

    assert masked.found == (kind,)
    assert not re.search(r"\d{4}", masked.text)
    assert mask(masked.text).text == masked.text
    assert "đã che" not in without_masks(masked.text)


@pytest.mark.parametrize(
    "typed",
    [
        "“040.095.001.234”",
        "cccd040095001234",
        "cccd040095001234vn",
        "sđt0912345678",
        "0912345678nhé",
        "0912/345/678",
        "0912  345  678",
        "040 - 095 - 001234",
        "(0912) 345678",
        "9704360012345678901234",
        "040095001234040095001234",
        "12345678901234567890",
    ],
)
def test_covered_however_it_is_written(typed: str) -> None:
    """Glued to letters, with slashes, brackets or double spaces, or longer than any number: covered all the same."""
    masked = mask(typed)

    assert masked.found
    assert len(re.findall(r"\d", masked.text)) < 4


@pytest.mark.parametrize(
    "typed",
    [
        "1.366.200 đồng",
        "mất 1366200 đồng",
        "25.000.000.000 đồng",
        "25 000 000 đồng",
        "lương 1.500.000",
        "ngày 21/11/2026",
        "21.11.2026",
        "21-11-2026",
        "2026-11-21",
        "sinh 12 03 1995 tại xã",
        "từ 2020 đến 2026",
        "mã 1.004222",
        "mã thủ tục 1.001193",
        "Nghị định 154/2024/NĐ-CP",
        "23/2025/QH15 và 66.22/2026/NQ-CP",
        "gọi 1900 0368",
        "1900 9068 hoặc 1800 1096",
        "19000368",
        "gọi 113, 114, 115",
        "biển số 37B1-123.45",
        "quên mật khẩu 2 lần rồi",
        "mật khẩu vneid là gì",
        "mã kích hoạt 7 số",
        "CT01, TK05",
    ],
)
def test_left_alone(typed: str) -> None:
    """Amounts, days, codes of procedures, numbers of laws, hotlines and plates are what people ask about."""
    masked = mask(typed)

    assert masked.text == typed
    assert masked.found == ()


@pytest.mark.parametrize("typed", ["500000000 đồng", "vay 500000000 đ", "1500000000 đồng"])
def test_amounts_without_dots_left_alone(typed: str) -> None:
    """An amount typed without dots is an amount when "đồng" stands behind it."""
    assert mask(typed).text == typed


def test_several_kinds_at_once() -> None:
    """Each kind is named once, and every number is covered."""
    masked = mask("cccd 040095001234, sđt 0912345678 và 0987654321, otp 482913")

    assert set(masked.found) == {Secret.CITIZEN, Secret.PHONE, Secret.CODE}
    assert len(masked.found) == 3
    assert not re.search(r"\d", masked.text)


_citizen = st.from_regex(r"0[0-9]{2}[0-3][0-9]{8}", fullmatch=True)
_gaps = st.sampled_from(["", " ", ".", "-"])


@given(
    _citizen, _gaps, st.sampled_from(["", "số ", "cccd: ", "em tên Lan, ", "("]), st.sampled_from(["", ".", ", ạ", ")"])
)
def test_no_citizen_number_survives(number: str, gap: str, before: str, after: str) -> None:
    """However it is grouped and punctuated, no run of nine digits is left of a citizen number."""
    typed = before + gap.join(number[n : n + 3] for n in range(0, 12, 3)) + after

    left = re.sub(r"[ .\-/]", "", mask(typed).text)

    assert not re.search(r"\d{9,}", left)


@given(st.text(alphabet="0123456789 .-abđ", max_size=60))
def test_masking_twice_is_masking_once(typed: str) -> None:
    """What is covered stays covered, and nothing more is found in it."""
    once = mask(typed)

    assert mask(once.text).text == once.text


@given(st.text(alphabet="0123456789abcđ,;:/ ", min_size=1, max_size=60))
def test_no_long_run_of_digits_survives(typed: str) -> None:
    """No run of nine digits or more is ever stored, whatever stands around it."""
    assert not re.search(r"\d{9,}", mask(typed).text)
