"""The file itself, read raw: what was typed is nowhere after the deletion, and no phone number ever."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from knowledge.understand import Understander
from tests.handlers.privacy.asking_for_help import KEY, PHONE, call_for_help
from tests.village import Village


@pytest.fixture
def raw(tmp_path: Path, understander: Understander) -> Iterator[tuple[Village, Path]]:
    """A village and the folder of its store."""
    village = Village(tmp_path, understander)
    yield village, tmp_path / "data"
    village.close()


def stored(village: Village, folder: Path) -> bytes:
    """All that lies on the disk once the log has been written back."""
    village.restart()
    return b"".join(path.read_bytes() for path in folder.iterdir() if path.is_file())


def test_none_of_the_words(raw: tuple[Village, Path]) -> None:
    """Neither in the conversation nor in what the team was told of the request."""
    village, folder = raw
    lan, resident = village.member("Lan", "Xóm 4"), village.resident()
    typed = ("cấp giấy phép bay lên trăng cho bò nhà tui", "hoa râm bụt thì trồng mần răng", f"gọi tui số {PHONE} nghe")
    resident.says(*typed)
    call_for_help(village, resident)
    lan.sends_code(f"1:q:accept:{KEY}")
    assert PHONE in lan.text
    village.deliver(lan, resident)
    before = stored(village, folder)
    assert "bay lên trăng".encode() in before and "cài VNeID cho ông".encode() in before
    assert PHONE.encode() not in before and "cạnh ao làng".encode() not in before

    resident.says("/xoa").presses("Xóa hết")

    after = stored(village, folder)
    for words in ("bay lên trăng", "râm bụt", "gọi tui số", "cài VNeID cho ông", "chiều thứ Bảy", "cạnh ao", PHONE):
        assert words.encode() not in after, words


def test_a_number_typed_where_none_is_asked(raw: tuple[Village, Path]) -> None:
    """It is masked and warned of; sealed while it waits, gone when it was handled."""
    village, folder = raw
    resident = village.resident().says(f"số tui là {PHONE}")

    assert "đã che" in resident.text
    assert PHONE.encode() not in stored(village, folder)
