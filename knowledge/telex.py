"""Undoing Telex and VNI: what people type when the input method is off (`ddawng kys`, `d9a8ng ky1`).

A word is rewritten only if it isn't plausible as it stands and becomes a well-formed Vietnamese syllable; so `anh`,
`cccd` and `vneid` are left alone.
"""

import re
import unicodedata
from functools import lru_cache

from knowledge.text import fold

_TONES = {"s": "\u0301", "f": "\u0300", "r": "\u0309", "x": "\u0303", "j": "\u0323"}
_VNI_TONES = {"1": "\u0301", "2": "\u0300", "3": "\u0309", "4": "\u0303", "5": "\u0323"}
_SHAPES = (
    ("uwow", "ươ"),
    ("uow", "ươ"),
    ("uwo", "ươ"),
    ("dd", "đ"),
    ("aa", "â"),
    ("ee", "ê"),
    ("oo", "ô"),
    ("aw", "ă"),
    ("ow", "ơ"),
    ("uw", "ư"),
)
_VNI_SHAPES = {"6": {"a": "â", "e": "ê", "o": "ô"}, "7": {"o": "ơ", "u": "ư"}, "8": {"a": "ă"}, "9": {"d": "đ"}}
_INITIALS = "ngh|ng|nh|ch|gh|gi|kh|ph|qu|th|tr|b|c|d|đ|g|h|k|l|m|n|p|r|s|t|v|x|"
_VOWELS = (
    "iêu|yêu|ieu|yeu|uoi|uou|uay|uye|oai|oay|oeo|uây|uôi|uya|uyê|uyu|ươi|ươu|ie|uo|ye|ai|ao|au|ay|âu|ây|eo|êu|ia|iê|iu|oa|oă|oe|oi|ôi|ơi|oo|ua|uâ|uê|ui|ưi|uô|uơ|"
    "ưu|uy|ưa|ươ|yê|a|ă|â|e|ê|i|o|ô|ơ|u|ư|y"
)
_FINALS = "ch|ng|nh|c|m|n|p|t|"
_SYLLABLE = re.compile(f"(?:{_INITIALS})(?:{_VOWELS})(?:{_FINALS})")
_TELEX_SIGN = re.compile(r"dd|aa|ee|oo|[aou]w|w|[sfrxj]")
_VNI_SIGN = re.compile(r"[a-z]+[1-9]|[a-z][1-9][a-z]")
_LOANS = frozenset(
    [
        "visa",
        "app",
        "sim",
        "card",
        "pass",
        "passcode",
        "file",
        "scan",
        "fax",
        "taxi",
        "web",
        "form",
        "video",
        "online",
        "offline",
        "facebook",
        "zalo",
        "email",
        "mail",
        "gmail",
        "wifi",
        "google",
        "internet",
        "shop",
        "ship",
        "shipper",
        "free",
        "link",
        "hotline",
        "otp",
        "sms",
        "usb",
        "ios",
        "iphone",
        "samsung",
        "oppo",
        "xiaomi",
        "android",
        "youtube",
        "tiktok",
        "ok",
        "test",
        "text",
    ]
)


@lru_cache(maxsize=32768)
def is_syllable(word: str) -> bool:
    """Whether a lower-case word is a well-formed Vietnamese syllable, with or without marks."""
    bare = _without_tone(word)
    return _SYLLABLE.fullmatch(bare) is not None


def _without_tone(word: str) -> str:
    decomposed = unicodedata.normalize("NFD", word)
    kept = "".join(char for char in decomposed if char not in _TONES.values())
    return unicodedata.normalize("NFC", kept)


@lru_cache(maxsize=16384)
def undo_word(word: str) -> str:
    """One lower-case word with Telex or VNI keystrokes turned into letters; unchanged when that isn't plausible."""
    if word in _LOANS:
        return word
    if not word.isascii():
        return _undo_half(word)
    for candidate in (_vni(word), _telex(word)):
        if candidate and candidate != word:
            return candidate
    return word


def _undo_half(word: str) -> str:
    """A word whose keyboard was switched half way (`lýs`, `đawng`): rewritten if only its end or shape is raw."""
    if is_syllable(word):
        return word
    shaped = _shape(word)
    tone = ""
    if shaped and shaped[-1] in _TONES and not is_syllable(shaped):
        tone, shaped = shaped[-1], shaped[:-1]
    if not is_syllable(shaped):
        return word
    return _with_tone(shaped, _TONES[tone]) if tone and shaped == _without_tone(shaped) else shaped


def _shape(word: str) -> str:
    for raw, letter in _SHAPES:
        word = word.replace(raw, letter)
    # A shape key typed after the whole vowel or at the end of the word: `dangd`, `hiene`, `thuongw`.
    if "w" in word:
        rest = word.replace("w", "", 1)
        for plain, horned in (("uo", "ươ"), ("ưo", "ươ"), ("uơ", "ươ"), ("a", "ă"), ("o", "ơ"), ("u", "ư")):
            if plain in rest:
                word = rest.replace(plain, horned, 1)
                break
    return word


def _telex(word: str) -> str | None:
    if not _TELEX_SIGN.search(word) or not word.isalpha():
        return None
    shaped = _shape(word)
    best: str | None = None
    if is_syllable(shaped) and shaped != word:
        best = shaped
    first_vowel = next((n for n, char in enumerate(shaped) if fold(char) in "aeiouy"), len(shaped))
    for position in range(len(shaped) - 1, first_vowel, -1):
        key = shaped[position]
        if key not in _TONES:
            continue
        rest = _shape(shaped[:position] + shaped[position + 1 :])
        if _late_shape(rest) is not None:
            rest = _late_shape(rest) or rest
        if is_syllable(rest) and not (position < len(shaped) - 1 and shaped[position + 1 :] == key):
            return _with_tone(rest, _TONES[key])
    if best is None and not is_syllable(word):
        late = _late_shape(shaped)
        best = late if late and is_syllable(late) else None
    return best


def _late_shape(word: str) -> str | None:
    """The word with a doubled letter typed at its end (`hienej`, `dangd`) moved to where it belongs, or None."""
    if len(word) < 3:
        return None
    last, body = word[-1], word[:-1]
    if last in "aeo" and last in body and not is_syllable(word):
        return body.replace(last, {"a": "â", "e": "ê", "o": "ô"}[last], 1)
    if last == "d" and body[0] == "d":
        return "đ" + body[1:]
    return None


def _vni(word: str) -> str | None:
    if not _VNI_SIGN.search(word) or word.isdigit():
        return None
    letters: list[str] = []
    tone = ""
    for char in word:
        if char in _VNI_TONES and letters:
            tone = _VNI_TONES[char]
        elif char in _VNI_SHAPES and letters:
            for position in range(len(letters) - 1, -1, -1):
                if letters[position] in _VNI_SHAPES[char]:
                    letters[position] = _VNI_SHAPES[char][letters[position]]
                    break
            else:
                return None
        elif char == "0":
            tone = ""
        elif char.isdigit():
            return None
        else:
            letters.append(char)
    rest = "".join(letters).replace("uơ", "ươ").replace("ưo", "ươ")
    if not is_syllable(rest) or len(rest) < 2:
        return None
    return _with_tone(rest, tone) if tone else rest


def _with_tone(word: str, tone: str) -> str:
    position = _tone_position(word)
    return unicodedata.normalize("NFC", word[: position + 1] + tone + word[position + 1 :])


def _tone_position(word: str) -> int:
    vowels = [n for n, char in enumerate(word) if fold(char) in "aeiouy"]
    if word.startswith(("qu", "gi")) and len(vowels) > 1:
        vowels = vowels[1:]
    for position in reversed(vowels):
        if word[position] in "ăâêôơư" and not (
            word[position] == "ư" and position + 1 in vowels and word[position + 1] == "ơ"
        ):
            return position
    if len(vowels) >= 3 or (len(vowels) == 2 and vowels[-1] < len(word) - 1):
        return vowels[1]
    return vowels[0]


def looks_raw(words: list[str]) -> bool:
    """Whether a text as a whole was typed with the input method off: enough of its words need undoing."""
    changed = sum(1 for word in words if not is_syllable(word) and undo_word(word) != word)
    return changed >= 2 or (changed == 1 and len(words) <= 4)


def undo(words: list[str]) -> list[str]:
    """The words with Telex or VNI undone.

    Words that are syllables as they stand (`mois`, `hoi`) change only in a raw text.
    """
    raw = looks_raw(words)
    return [undo_word(word) if raw or not is_syllable(word) else word for word in words]
