"""Numbers that a recogniser wrote in words, as digits, so that they are recognised and masked."""

import re

# Fewer in a row are ordinary speech ("hai ba năm", "không năm nào"); nobody says six that aren't a number.
SHORTEST_RUN = 6
_DIGITS = {
    "không": "0",
    "một": "1",
    "mốt": "1",
    "hai": "2",
    "ba": "3",
    "bốn": "4",
    "tư": "4",
    "năm": "5",
    "lăm": "5",
    "sáu": "6",
    "bảy": "7",
    "bẩy": "7",
    "tám": "8",
    "chín": "9",
}
_DIGIT = rf"(?:{'|'.join(_DIGITS)}|\d)"
_RUN = re.compile(rf"(?<!\w){_DIGIT}(?:[\s,.\-]+{_DIGIT}){{{SHORTEST_RUN - 1},}}(?!\w)", re.IGNORECASE)


def with_digits(text: str) -> str:
    """The text (NFC) with every run of spoken single digits as one number: "không bốn không chín tám bảy" is 040987."""
    return _RUN.sub(lambda run: "".join(_digit(word) for word in re.findall(r"\w+", run.group())), text)


def _digit(word: str) -> str:
    return _DIGITS.get(word.lower(), word)
