"""What people type, cleaned, undone and expanded."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.content import Content
from knowledge.telex import is_syllable, undo, undo_word
from knowledge.text import READ_AT_MOST, clean, fold, has_marks, tone_placed, words


@pytest.mark.parametrize(
    ("marked", "bare"),
    [
        ("Đường Nguyễn Thị Định", "Duong Nguyen Thi Dinh"),
        ("đ Đ", "d D"),
        (unicodedata.normalize("NFD", "khẩu"), "khau"),
        ("ườỡợửữự", "uooouuu"),
        ("CT01 – 10.000đ", "CT01 – 10.000d"),
    ],
)
def test_fold_takes_every_mark_off(marked: str, bare: str) -> None:
    """No mark is left, letters and digits stay."""
    assert fold(marked) == bare


@given(st.text(max_size=300))
def test_clean_twice_is_clean_once(text: str) -> None:
    """A clean text stays as it is."""
    assert clean(clean(text)) == clean(text)


@given(st.text(alphabet="aáàăâbcdđeêghikmnoôơpstuưvxyỳ \n\tAĐ🙂.,!?0123456789", max_size=80))
def test_clean_vietnamese_twice_is_clean_once(text: str) -> None:
    """The same for what looks like Vietnamese with emoji, line breaks and repeated letters."""
    assert clean(clean(text)) == clean(text)


def test_clean_shortens_feeling_and_keeps_abbreviations() -> None:
    """Letters repeated for feeling are shortened; `cccd` and numbers keep their letters."""
    assert clean("Trờiiiii ơiiii") == "trời ơi"
    assert clean("làm CCCD  mất 1000000 đồng") == "làm cccd mất 1000000 đồng"
    assert clean("khaai\u200b sinh 🙂\n ở đâu") == "khaai sinh ở đâu"


def test_clean_reads_two_thousand_characters() -> None:
    """What stands behind the first 2,000 characters isn't read."""
    assert len(clean("ab " * 5000)) <= READ_AT_MOST


def test_has_marks() -> None:
    """A mark anywhere counts, plain letters and foreign marks don't."""
    assert has_marks("dang ky tạm tru")
    assert not has_marks("dang ky tam tru 25 ç")


def test_words_are_letters_and_digits() -> None:
    """Punctuation parts words."""
    assert words("tờ khai CT01, ở đâu?_a") == ["tờ", "khai", "CT01", "ở", "đâu", "a"]


@pytest.mark.parametrize(("old", "new"), [("hoà", "hòa"), ("thuý", "thúy"), ("xoá", "xóa"), ("khoẻ", "khỏe")])
def test_tone_on_its_place_of_today(old: str, new: str) -> None:
    """Old and new places of a tone mark are one word."""
    assert tone_placed(old) == new
    assert tone_placed(new) == new
    assert tone_placed("toàn") == "toàn"


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("ddawng", "đăng"),
        ("kys", "ký"),
        ("thuowngf", "thường"),
        ("thuongwf", "thường"),
        ("trus", "trú"),
        ("tajm", "tạm"),
        ("vawngs", "vắng"),
        ("nhaapj", "nhập"),
        ("khaaur", "khẩu"),
        ("giaays", "giấy"),
        ("ddooir", "đổi"),
        ("cawn", "căn"),
        ("cuwowcs", "cước"),
        ("ddieenj", "điện"),
        ("thoaij", "thoại"),
        ("nguwowif", "người"),
        ("dduwowcj", "được"),
        ("ddaats", "đất"),
        ("bawngf", "bằng"),
        ("phatj", "phạt"),
        ("hieemr", "hiểm"),
        ("nhieeu", "nhiêu"),
        ("quyeets", "quyết"),
        ("owr", "ở"),
        ("lýs", "lý"),  # the keyboard was switched half way
        ("đawng", "đăng"),
        ("kýs", "ký"),
    ],
)
def test_telex_undone(typed: str, meant: str) -> None:
    """Telex keystrokes, whole or half undone, become the word that was meant."""
    assert undo_word(typed) == meant


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("d9a8ng", "đăng"),
        ("ky1", "ký"),
        ("ta5m", "tạm"),
        ("tru1", "trú"),
        ("nha65p", "nhập"),
        ("kha63u", "khẩu"),
        ("cu7o71c", "cước"),
        ("d9ie65n", "điện"),
        ("thoa5i", "thoại"),
        ("gia61y", "giấy"),
        ("nguo72i", "người"),
        ("d9u7o75c", "được"),
        ("bao3", "bảo"),
        ("nhie6u", "nhiêu"),
    ],
)
def test_vni_undone(typed: str, meant: str) -> None:
    """VNI keystrokes become the word that was meant."""
    assert undo_word(typed) == meant


@pytest.mark.parametrize(
    "word",
    ["cccd", "vneid", "visa", "anh", "em", "app", "zalo", "otp", "bhyt", "kt3", "ct01", "na17", "5g", "online", "đăng"],
)
def test_words_that_stay(word: str) -> None:
    """Abbreviations, loan words, form codes and plain words are left alone."""
    assert undo([word]) == [word]


def test_plain_words_change_only_in_a_raw_text() -> None:
    """`mois` is a syllable: it is undone only where the whole text was typed with the input method off."""
    assert undo(words("con mows sinh thif ddawng kys"))[1:] == ["mớ", "sinh", "thì", "đăng", "ký"]
    assert undo(words("sang ten cho toi")) == ["sang", "ten", "cho", "toi"]


def test_syllables() -> None:
    """A syllable is a syllable with its marks; letters in a row are none."""
    assert all(is_syllable(word) for word in ("nghiêng", "quyết", "gì", "ở", "thuở", "đường", "lam", "hoan"))
    assert not any(is_syllable(word) for word in ("cccd", "vneid", "bcd", "aab"))


def test_syllables_without_marks() -> None:
    """A word typed without marks is a syllable as well (the contract of `is_syllable`)."""
    assert [word for word in ("tien", "thuong", "nghieng", "chuyen", "duoc", "viec") if not is_syllable(word)] == []


@pytest.mark.parametrize(
    ("typed", "expanded"),
    [
        ("làm cccd ko", "lam can cuoc cong dan khong"),
        ("đk kt3", "dang ky tam tru"),
        ("bhyt", "bao hiem y te"),
        ("quên mk", "quen mat khau"),
        ("gplx", "giay phep lai xe"),
        pytest.param("có đc hong", "co duoc khong", id="hong"),
        ("hk em", "ho khau em"),
        ("mần răng", "lam sao"),
        ("ra mô", "ra dau"),
        ("cần giấy chi rứa", "can giay gi the"),
        ("tui nỏ có", "toi khong co"),
        ("ddawng kys tajm trus", "dang ky tam tru"),
    ],
)
def test_abbreviations_and_dialect_expanded(content: Content, typed: str, expanded: str) -> None:
    """Chat spelling and Nghệ Tĩnh words become the words that the phrases use."""
    assert content.lexicon.normalise(typed).text == expanded


def test_marked_dialect_words_only_with_their_marks(content: Content) -> None:
    """`mô` is "where"; `mo` isn't."""
    assert content.lexicon.normalise("ở mô").plain == ("o", "dau")
    assert "dau" not in content.lexicon.normalise("mo").plain


@pytest.mark.parametrize(
    ("typed", "concept"),
    [
        ("chuyển hộ khẩu về nhà chồng", "thuong-tru"),
        ("nhap khau cho con", "thuong-tru"),
        ("giấy không tiền án", "ly-lich"),
        ("làm bằng lái", "bang-lai"),
        ("sổ đi nước ngoài", "ho-chieu"),
        ("giấy hôn thú", "ket-hon"),
        ("app công an", "vneid"),
        ("bìa đỏ", "so-do"),
    ],
)
def test_many_names_one_idea(content: Content, typed: str, concept: str) -> None:
    """What people call a thing names the idea behind it."""
    assert concept in content.lexicon.normalise(typed).concepts


def test_toneless_is_noticed(content: Content) -> None:
    """A question is toneless when nothing in it was typed with marks, in letters or in keystrokes."""
    assert content.lexicon.normalise("dang ky tam tru").toneless
    assert not content.lexicon.normalise("đăng ky tam tru").toneless
    assert not content.lexicon.normalise("ddawng kys tajm trus").toneless
