"""A visit note as words: cleaned, Telex undone, chat spelling and dialect expanded, glued digits parted."""

# ruff: noqa: E501 - the lists of phrases read better on long lines

import re
from collections.abc import Sequence
from dataclasses import dataclass

from knowledge.activities import ActivityTerms
from knowledge.telex import is_syllable, looks_raw, undo_word
from knowledge.text import clean, fold, has_marks, tone_placed

_PIECE = re.compile(r"\d+(?:[./-]\d+)+|\d+|[^\W\d_]+(?:\d[^\W_]*)?|[^\w\s]|\n")
# `x4`, `xom4`, `hom18`: a word and its number typed together, never a tone of VNI.
_GLUED = re.compile(
    r"(xom|xóm|thon|thôn|ban|bản|khoi|khối|x|t|k|b|hom|hôm|ngay|ngày|thu|thứ|muc|mức|m|lop|lớp|buoi|buổi|to|tổ|ct|tdp|doi|đội)(\d{1,3})"
)
# Nghệ Tĩnh → standard, by the word without marks, or with these very marks where the bare word means something else.
_DIALECT = {
    "bua ni": "hom nay",
    "hom ni": "hom nay",
    "ngay ni": "hom nay",
    "bua nay": "hom nay",
    "bua qua": "hom qua",
    "bua kia": "hom kia",
    "bua te": "hom kia",
    "hom te": "hom kia",
    "bua tê": "hom kia",
    "bua truoc": "hom truoc",
    "bua no": "hom no",
    "bua roi": "hom roi",
    "sang ni": "sang nay",
    "chieu ni": "chieu nay",
    "toi ni": "toi nay",
    "trua ni": "trua nay",
    "khi hom": "toi qua",
    "tui qua": "toi qua",
    "khi dem": "dem qua",
    "khi hoi": "hoi nay",
    "may bua": "may hom",
    "khi sang": "sang nay",
    "hoi sang": "sang nay",
    "tuan ni": "tuan nay",
    "no co": "khong co",
    "no duoc": "khong duoc",
    "chua mo": "chua",
    "bua hom": "hom",
    "ngay hom qua": "hom qua",
    "ngay hom kia": "hom kia",
    "ngay hom nay": "hom nay",
    "ngay qua": "hom qua",
    "mai mot": "mai",
    "ni nay": "hom nay",
    "luc sang": "sang nay",
    "may ngay": "may hom",
}
_MARKED = {
    "mần": "làm",
    "nỏ": "không",
    "vô": "vào",
    "rứa": "thế",
    "mệ": "bà cụ",
    "mế": "bà cụ",
    "chừ": "nay",
    "đặng": "được",
    "nác": "nước",
    "bựa": "bữa",
    "nớ": "đó",
    "tê": "kia",
    "chộ": "thấy",
    "cấy": "cái",
    "hấn": "hắn",
    "dăm": "dăm",
    "ni": "nay",
    "bày": "bày",
    "mự": "mợ",
}
_CHAT = {
    "ng": "người", "ngừi": "người", "ngta": "người ta", "nguoi": "người", "đc": "được", "dc": "được", "đx": "được", "dx": "được", "dk": "được", "hok": "không", "ko": "không",
    "k": "không", "kg": "không", "kh": "không", "khg": "không", "hông": "không", "r": "rồi", "rùi": "rồi", "roài": "rồi", "ms": "mới", "vs": "với", "vk": "vợ", "ck": "chồng",
    "c": "chị", "e": "em", "cx": "cũng", "nx": "nữa", "hnay": "hôm nay", "hqua": "hôm qua", "hn": "hôm nay", "oke": "ok", "okê": "ok", "okie": "ok", "oki": "ok", "okla": "ok",
    "ook": "ok", "hs": "hồ sơ", "hsinh": "học sinh", "h.s": "hồ sơ", "tr": "trường", "thop": "trường hợp", "onl": "online", "on": "online", "ol": "online", "mng": "mọi người", "bc": "bà con",
    "bcon": "bà con", "gd": "gia đình", "gđ": "gia đình", "vc": "vợ chồng", "cty": "công ty", "ubnd": "ủy ban", "ub": "ủy ban", "cax": "công an xã", "ca xã": "công an xã", "ttx": "trưởng xóm",
    "ttpvhcc": "trung tâm hành chính công", "tthcc": "trung tâm hành chính công", "nt": "nhắn tin", "lm": "làm", "lm xong": "làm xong", "hdẫn": "hướng dẫn", "s": "sáng", "ch": "chiều", "ac": "anh chị", "xg": "xong", "cn": "chủ nhật",
    "hỗtrợ": "hỗ trợ", "htro": "hỗ trợ", "htrợ": "hỗ trợ", "ht": "hỗ trợ", "hd": "hướng dẫn", "kp": "khu phố", "cb": "cán bộ", "hc": "hộ chiếu", "nv": "nhân viên", "cc": "căn cước", "sk": "sức khỏe", "ktra": "kiểm tra", "sn": "sáng nay", "xom": "xóm",
}  # fmt: skip

_ON_THINGS = frozenset(
    {"sua", "lam", "doi", "mua", "lap", "gan", "dan", "cai", "thay", "mo", "in", "tao", "chup", "cam", "treo", "dung"}
)
_WHERE = frozenset({"xom", "x", "thon", "ban", "khoi", "tdp", "to", "nha", "ben", "duoi", "tren"})


@dataclass(frozen=True, slots=True)
class Word:
    """`marked`: lower case as meant; `plain`: without marks; `capital`: typed with a capital letter in the line."""

    marked: str
    plain: str
    capital: bool = False

    @property
    def digits(self) -> bool:
        """Whether it is a number in digits."""
        return self.plain.isdigit()


def read_words(text: str, terms: ActivityTerms) -> list[Word]:
    """The words, numbers and punctuation marks of a line, expanded."""
    pieces = _pieces(text)
    typed = [piece for piece in pieces if piece[0].isalpha()]
    raw = looks_raw([piece.lower() for piece in typed if not _GLUED.fullmatch(piece.lower())])
    shouted = all(piece.isupper() for piece in typed if len(piece) > 1)
    words: list[Word] = []
    for piece in pieces:
        lower = piece.lower()
        capital = piece[:1].isupper() and not shouted and not (piece.isupper() and len(piece) > 2)
        glued = _GLUED.fullmatch(lower)
        if glued:
            words += [Word(part, fold(part), capital) for part in glued.groups()]
            continue
        # "ôông", as it is spoken.
        lower = re.sub(r"([âăêôơư])\1", r"\1", lower)
        # No Vietnamese syllable has a q without its u.
        lower = re.sub(r"^q(?=[aeêiyâăo]|[^\W\d_a-z])", "qu", lower)
        if lower[0].isalpha() and lower not in _CHAT and (lower,) not in terms.short:
            lower = tone_placed(undo_word(lower) if raw or not lower.isascii() or _odd(lower) else lower)
        words.append(Word(lower, fold(lower), capital))
    return _expanded([_unswapped(word, terms) for word in words], terms)


def _unswapped(word: Word, terms: ActivityTerms) -> Word:
    """Two letters of a word swapped ("kíhc", "xogn"), where that gives a word that is looked for."""
    if (
        len(word.plain) < 3
        or not word.plain.isalpha()
        or is_syllable(word.plain)
        or word.plain in terms.vocabulary
        or word.capital
    ):
        return word
    for at in range(len(word.plain) - 1):
        swapped = word.plain[:at] + word.plain[at + 1] + word.plain[at] + word.plain[at + 2 :]
        if swapped in terms.vocabulary or swapped in _LOOKED_FOR:
            return Word(_SAID.get(swapped, swapped), swapped, word.capital)
    return word


_SAID = {"nguoi": "người", "duoc": "được", "xong": "xong", "huong": "hướng", "nay": "nay"}
_LOOKED_FOR = frozenset(
    {*_SAID, "xom", "thon", "khoi", "truong", "online", "chua", "duyet", "ket", "qua", "giup", "hom"}
)


def _odd(word: str) -> bool:
    return re.search(r"[aeiouy].*[wfjsrxz]|dd|aa|ee|w|[a-z]\d", word) is not None


def _pieces(text: str) -> list[str]:
    kept = re.sub(r"[^\w\s,;.:+/()!?~&%\-–=]", " ", re.sub(r"[\u200b-\u200f\ufeff]", "", text[:2000]))
    kept = re.sub(r"(?<=\d)\s*[–]\s*(?=\d)", "-", kept.replace("→", ",").replace("&", " và ").replace("=", " "))
    # 12ng, 5ca, 8h30: digits first, then letters.
    kept = re.sub(r"(\d)([^\W\d_])", r"\1 \2", re.sub(r"(?<![^\W\d_])(\d+)\s*[hg]\s*(\d{2})(?!\d)", r"\1 h ", kept))
    return [piece for piece in _PIECE.findall(_recased(kept)) if piece.strip()]


def _recased(text: str) -> str:
    """The text in one Unicode form with its letters' case kept."""
    import unicodedata

    return unicodedata.normalize("NFKC", text)


def _expanded(words: list[Word], terms: ActivityTerms) -> list[Word]:
    out: list[Word] = []
    marked_line = sum(has_marks(word.marked) for word in words) >= 1
    position = 0
    while position < len(words):
        taken = _phrase(words, position, terms)
        if taken:
            length, text = taken
            out += [Word(part, fold(part), words[position].capital) for part in text]
            position += length
            continue
        word = words[position]
        named = word.capital and position > 0 and len(word.plain) > 1
        if word.marked in _MARKED and marked_line:
            out += [Word(part, fold(part), named) for part in _MARKED[word.marked].split()]
        elif _classifier(words, position):
            pass
        elif word.marked in _CHAT and not named and not _place_letter(words, position):
            out += [Word(part if marked_line else fold(part), fold(part)) for part in _CHAT[word.marked].split()]
        elif not marked_line and word.plain == "man" and not named:
            out.append(Word("lam", "lam"))
        else:
            out.append(word)
        position += 1
    return out


def _place_letter(words: Sequence[Word], position: int) -> bool:
    """ "k11", "K.13", "K.Mỹ": a letter for a type of hamlet or the first of its name, not chat spelling."""
    initial = words[position].capital and position + 2 < len(words) and words[position + 2].capital
    if initial and len(words[position].plain) == 1 and words[position + 1].plain == ".":
        return True
    after = [word.plain for word in words[position + 1 : position + 3]]
    numbered = bool(after) and (after[0].isdecimal() or (after[0] == "." and after[-1].isdecimal()))
    return numbered and words[position].plain in ("k", "b")


def _classifier(words: Sequence[Word], position: int) -> bool:
    """ "sửa cái điện thoại": a classifier between a verb and its noun tells nothing."""
    if words[position].marked not in ("cái", "chiếc", "cấy") or position + 1 >= len(words):
        return False
    return position > 0 and words[position - 1].plain in _ON_THINGS and words[position + 1].plain.isalpha()


def _last_night(words: Sequence[Word], position: int) -> bool:
    """Whether "tui qua" is "tối qua" and not "tôi qua (xóm 4)"."""
    if any(has_marks(word.marked) for word in words):
        return words[position].marked == "túi"
    following = words[position + 2 : position + 3]
    return not (following and (following[0].capital or following[0].plain in _WHERE))


def _phrase(words: Sequence[Word], position: int, terms: ActivityTerms) -> tuple[int, list[str]] | None:
    word = words[position]
    after = words[position + 1].plain if position + 1 < len(words) else ""
    before = words[position - 1] if position else None
    if (
        word.plain == "hs"
        and before
        and before.digits
        and after not in ("khai", "online", "dich", "dvc", "ks", "nop", "tam", "thuong")
    ):
        # 12 hs of a class are pupils, otherwise files.
        pupils = any(other.plain in ("lop", "truong", "thpt", "thcs", "em", "12") for other in words)
        return 1, ["học", "sinh"] if pupils else ["hồ", "sơ"]
    if word.marked == "ca" and after in ("xa", "phuong") and not (before and before.digits):
        return 1, ["công", "an"]
    if word.plain == "kh" and (not before or not before.digits):
        return 1, ["khong"]
    if word.marked == "dk" and after not in (
        "ks",
        "kh",
        "xe",
        "khai",
        "ket",
        "tam",
        "thuong",
        "muc",
        "dinh",
        "vneid",
        "tk",
        "thi",
        "thue",
    ):
        return 1, ["duoc"]
    if word.marked == "ck" and before and before.plain in ("vk", "vo"):
        return 1, ["chồng"]
    for length in (3, 2, 1):
        key = tuple(item.plain for item in words[position : position + length])
        exact = tuple(item.marked for item in words[position : position + length])
        if len(key) < length:
            continue
        expanded = terms.short.get(exact) or (
            terms.short.get(key) if length > 1 or key[0] not in ("tt", "kt") else None
        )
        if expanded:
            return length, list(expanded)
        if key == ("tui", "qua") and not _last_night(words, position):
            continue
        if length > 1 and " ".join(key) in _DIALECT:
            return length, _DIALECT[" ".join(key)].split()
    return None


def cleaned(text: str) -> str:
    """The line as it is compared for set phrases: no marks, single spaces."""
    return fold(clean(text))
