"""Masking of sensitive numbers in what people type, before anything is stored or logged."""

import re
from dataclasses import dataclass, field
from enum import StrEnum


class Secret(StrEnum):
    """What kind of sensitive thing was found."""

    CITIZEN = "citizen"
    PHONE = "phone"
    CARD = "card"
    CODE = "code"
    PASSWORD = "password"  # noqa: S105 - a kind, not a secret


@dataclass(frozen=True, slots=True)
class Masked:
    """A text without its sensitive numbers, the kinds of what was taken out, and the phone numbers among it."""

    text: str
    found: tuple[Secret, ...]
    phones: tuple[str, ...] = field(default=(), repr=False)


# Digits however they are grouped: spaces, dots, slashes, dashes and brackets between them, letters or nothing around.
_DIGITS = re.compile(r"\+?\d(?:[\s./()\-]{0,3}\d){7,}")
_NAMES = "|".join(
    (
        *("mật khẩu", "mat khau", "passcode", "password", "pass", "mk", "mã pin", "ma pin", "pin", "otp", "mã otp"),
        *("ma otp", "mã xác thực", "ma xac thuc", "mã kích hoạt", "ma kich hoat"),
    )
)
_IS = r"(?:\s*(?:(?:của|cua)\s+\w+\s+|vneid\s+)?(?:là|la|:|=)\s*|\s+)"
_CODE = re.compile(rf"\b({_NAMES})({_IS})(\d{{4,8}})\b", re.IGNORECASE)
_PASSWORD = re.compile(
    r"\b((?:mật khẩu|mat khau|password|pass|passcode|mk)(?:\s+\w+){0,3}?\s*(?:là|la|:|=)\s*)"
    r"(\S*\d\S*|\S*[@#$!%^&*]\S*)",
    re.IGNORECASE,
)
# A password without "là": letters and digits mixed, right behind the word or one word later.
_MIXED = re.compile(
    r"\b((?:mật khẩu|mat khau|password|pass|mk)\s+(?:[^\W\d]+\s+)?)((?=\w*\d)(?=\w*[a-z])\w{6,})\b", re.IGNORECASE
)
# The number of a dossier (000.00.12.H40-261121-0012): what people ask about, and nobody's identity.
_DOSSIER = re.compile(r"\d{2}-\d{6}-\d{4,5}")
# Sums and dates look like long numbers too: 1.500.000.000, 25 000 000, 12.12.2026, 21/11/2026 - 25/11/2026.
_PARTS = re.compile(r"\s+-\s+|\s*-\s+|\s+-")
_MONEY = re.compile(r"[1-9]\d{0,2}(?:(?:\.\d{3}){1,4}|(?: \d{3}){0,3} 000)")
_DATE = re.compile(r"\d{1,2}[./\- ]\d{1,2}[./\- ]\d{4}|\d{4}-\d{2}-\d{2}")
_ROUND = re.compile(r"[1-9]\d*000")
_CURRENCY = re.compile(r"\s?(?:đồng|dong|đ|vnđ|vnd)(?!\w)", re.IGNORECASE)
_MASKS = {
    Secret.CITIZEN: "[số giấy tờ đã che]",
    Secret.PHONE: "[số điện thoại đã che]",
    Secret.CARD: "[số thẻ đã che]",
    Secret.CODE: "[mã đã che]",
    Secret.PASSWORD: "[mật khẩu đã che]",
}


def mask(text: str) -> Masked:
    """The text with its sensitive parts covered.

    Citizen numbers (12 or 9 digits), phone, card and account numbers, one-time codes and passwords.
    """
    found: list[Secret] = []
    phones: list[str] = []

    def cover(kind: Secret) -> str:
        found.append(kind)
        return _MASKS[kind]

    def number(match: re.Match[str]) -> str:
        raw = match.group()
        if _DOSSIER.fullmatch(raw) and match.string[: match.start()].endswith(("H", "h", "G", "g")):
            return raw
        kind = _kind(raw, match.string[match.end() :])
        if kind is Secret.PHONE:
            phones.append(re.sub(r"[^\d+]", "", raw))
        return cover(kind) if kind else raw

    text = _PASSWORD.sub(lambda m: m.group(1) + cover(Secret.CODE if m.group(2).isdigit() else Secret.PASSWORD), text)
    text = _MIXED.sub(lambda m: m.group(1) + cover(Secret.PASSWORD), text)
    text = _CODE.sub(lambda m: m.group(1) + m.group(2) + cover(Secret.CODE), text)
    text = _DIGITS.sub(number, text)
    return Masked(text, tuple(dict.fromkeys(found)), tuple(phones))


def _kind(raw: str, after: str) -> Secret | None:
    if all(_MONEY.fullmatch(part) or _DATE.fullmatch(part) for part in _PARTS.split(raw)):
        return None
    digits = re.sub(r"\D", "", raw)
    if _ROUND.fullmatch(digits) and _CURRENCY.match(after):
        return None
    if raw.startswith("+84") or (digits.startswith("84") and len(digits) == 11):
        return Secret.PHONE
    if digits.startswith("0") and len(digits) in (10, 11):
        return Secret.PHONE
    if len(digits) in (9, 12):
        return Secret.CITIZEN
    return Secret.CARD if len(digits) >= 10 else None


def without_masks(text: str) -> str:
    """A masked text without the words that stand for what was covered: they say nothing about what is asked."""
    for words in _MASKS.values():
        text = text.replace(words, " ")
    return text
